package model

// loneScratch is the working memory of the search for labels that a head may have once.
type loneScratch struct {
	dep, head []float32 // hidden layers of the labels: tokens as dependents and as heads
	scores    []float32 // of the labels of one token, for each of its possible heads
	below     []bool
}

const (
	maxGroups  = 8  // groups of Lone
	maxClashes = 16 // clashes that are settled in a sentence; language has no more than a few
)

// Lone tells which labels a head can have only once: a subject, an object. Each group holds classes of labels of which a head has one in
// all. The arcs of a tree are found one by one, so that two words may claim the same part of a clause; where they do, the one that loses
// least by it takes the best other head or label that leaves a tree and makes no new clash. It must not be called while the network runs.
//
// leaves are labels of words that have no such dependents, as auxiliaries: what claims to be one is passed on to their heads.
func (n *Net) Lone(groups [][]int32, leaves []int32) {
	n.group, n.leaf = make([]int8, len(n.label.mid)), make([]bool, len(n.label.mid))
	for _, l := range leaves {
		n.leaf[l] = true
	}
	for g, labels := range groups[:min(len(groups), maxGroups)] {
		for _, l := range labels {
			n.group[l] = int8(g + 1)
		}
	}
}

// lone mends the trees of a batch whose arc scores and hidden layers of labels are still in the scratch.
func (n *Net) lone(s *Scratch, ends []int) {
	if n.group == nil {
		return
	}
	scores := s.arcs.scores
	start := 0
	for _, end := range ends {
		m := end - start
		ld := padded(m+1, 16)
		for turn := 0; turn < maxClashes; turn++ {
			n.passOn(s.result.Head[start:end], s.result.Rel[start:end])
			if !n.clash(s, start, end, scores, ld) {
				break
			}
		}
		scores = scores[m*ld:]
		start = end
	}
}

// passOn hangs what claims a place that only one word can have, and hangs on a leaf, on the head of that.
func (n *Net) passOn(heads, rels []int32) {
	for t, h := range heads {
		if n.group[rels[t]] == 0 {
			continue
		}
		for h > 0 && n.leaf[rels[h-1]] && heads[h-1] > 0 {
			h = heads[h-1]
		}
		heads[t] = h
	}
}

// clash settles the first clash of a sentence and reports whether there was one that could be settled.
func (n *Net) clash(s *Scratch, start, end int, arcs []float32, ld int) bool {
	heads, rels := s.result.Head[start:end], s.result.Rel[start:end]
	for t := range heads {
		g := n.group[rels[t]]
		if g == 0 || heads[t] == 0 {
			continue
		}
		first := true
		twice := false
		for u := range heads {
			if u != t && heads[u] == heads[t] && n.group[rels[u]] == g {
				twice = true
				first = first && u > t
			}
		}
		if !twice || !first {
			continue
		}
		best, at, toHead, toRel := float32(1e30), -1, int32(0), int32(0)
		for u := t; u < len(heads); u++ {
			if heads[u] == heads[t] && n.group[rels[u]] == g {
				cost, h, l := n.other(s, start, end, u, arcs, ld)
				if cost < best {
					best, at, toHead, toRel = cost, u, h, l
				}
			}
		}
		if at >= 0 {
			heads[at], rels[at] = toHead, toRel
			return true
		}
	}
	return false
}

// other finds the best other head and label of token t, and what it loses: the difference of the scores of the two arcs, and how much less
// likely than the best one of its arc each label is.
func (n *Net) other(s *Scratch, start, end, t int, arcs []float32, ld int) (cost float32, head, rel int32) {
	m := end - start
	heads, rels := s.result.Head[start:end], s.result.Rel[start:end]
	width := len(n.label.mid)
	scores := n.labelScores(s, start, end, t)
	below := room(&s.lone.below, m+1)
	for i := range below {
		j := i
		for j != 0 && j != t+1 {
			j = int(heads[j-1])
		}
		below[i] = j == t+1
	}
	row := arcs[t*ld : t*ld+m+1]
	now := row[heads[t]] + scores[int(heads[t]-1)*width+int(rels[t])]
	cost = 1e30
	for h := 1; h <= m; h++ {
		if below[h] || n.leaf[rels[h-1]] {
			continue
		}
		var has [maxGroups + 1]bool
		for u := range heads {
			if u != t && int(heads[u]) == h {
				has[n.group[rels[u]]] = true
			}
		}
		for l := range n.label.Out {
			g := n.group[l]
			if int32(l) == n.root || g > 0 && has[g] || int32(h) == heads[t] && int32(l) == rels[t] {
				continue
			}
			if c := now - row[h] - scores[(h-1)*width+l]; c < cost {
				cost, head, rel = c, int32(h), int32(l)
			}
		}
	}
	return cost, head, rel
}

// labelScores scores the labels of a token for each head but the root, the best of each as 0.
func (n *Net) labelScores(s *Scratch, start, end, t int) []float32 {
	m, c, width := end-start, n.labelDep.Out, len(n.label.mid)
	dep, head := s.lone.dep, s.lone.head
	pairs := room(&s.arcs.pairs, strip*2*c)
	q, unit := room(&s.q2, rowsRoom(m)*2*c), room(&s.unit, m)
	for first := 0; first < m; first += strip {
		rows := min(strip, m-first)
		for i := range rows {
			active.pair(&dep[(start+t)*c], &head[(start+first+i)*c], c, &pairs[i*2*c])
		}
		active.quantise(&pairs[0], 2*c, rows, 2*c, 63, 64, 1.0/63, &q[first*2*c], 2*c, &unit[first])
	}
	out := room(&s.lone.scores, m*width)
	l := n.label
	l.run(s, q, 2*c, m, true, func(first, rows int, acc *int32) {
		active.scaleTo(acc, width, rows, width, &unit[first], 1, &l.scale[0], &l.bias[0], lowest, &out[first*width], width)
	})
	for i := range m {
		r := out[i*width : i*width+l.Out]
		top := r[0]
		for _, v := range r {
			top = max(top, v)
		}
		for j := range r {
			r[j] -= top
		}
	}
	return out
}
