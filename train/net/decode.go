package net

import (
	"daybook/train/nn"
)

// Analysis is what the network says of a sentence: indices into its labels.
type Analysis struct {
	UPOS, XPOS, Feats, Head, Rel, Names []int32
}

// Analyse decodes some sentences.
func (n *Network) Analyse(t *nn.Tape, ss []*Sentence) []Analysis {
	t.Reset()
	b := n.batch(ss)
	h := n.encode(t, b.ids, b.ends, Drops{})
	upos, xpos, feats := best(n.lin(t, h, "upos")), best(n.lin(t, h, "xpos")), best(n.lin(t, h, "feats"))
	dep, head := t.Relu(n.lin(t, h, "arc.dep")), t.Relu(n.lin(t, h, "arc.head"))
	scores := t.Arcs(t.Linear(dep, n.by["arc.u"], nil), head, n.by["arc.root"], n.by["arc.b"], b.ends, nil, 0)
	heads := make([]int32, len(b.ids))
	rows := make([]int32, len(b.ids))
	start := 0
	for k, end := range b.ends {
		for i, v := range Tree(scores[k], end-start) {
			heads[start+i] = v
			rows[start+i] = int32(start) + v - 1
			if v == 0 {
				rows[start+i] = -1
			}
		}
		start = end
	}
	ld, lh := t.Relu(n.lin(t, h, "label.dep")), t.Relu(n.lin(t, h, "label.head"))
	rel := n.lin(t, t.Pairs(ld, lh, n.by["label.root"], rows), "label")
	rels := make([]int32, rel.R)
	rootRel := int32(-1)
	for i, l := range n.Labels.Rels {
		if l == "root" {
			rootRel = int32(i)
		}
	}
	for i := range rels {
		if rows[i] < 0 {
			rels[i] = rootRel
			continue
		}
		row := rel.Row(i)
		b := int32(-1)
		for j, v := range row {
			if int32(j) != rootRel && (b < 0 || v > row[b]) {
				b = int32(j)
			}
		}
		rels[i] = b
	}
	tags := n.lin(t, t.Relu(n.lin(t, h, "names.hidden")), "names")
	out := make([]Analysis, len(ss))
	start = 0
	for k, end := range b.ends {
		out[k] = Analysis{upos[start:end], xpos[start:end], feats[start:end], heads[start:end], rels[start:end], viterbi(tags, start, end, n.Labels.Names)}
		start = end
	}
	return out
}

func best(m *nn.Mat) []int32 {
	out := make([]int32, m.R)
	for i := range out {
		row := m.Row(i)
		for j, v := range row {
			if v > row[out[i]] {
				out[i] = int32(j)
			}
		}
	}
	return out
}

// follows reports whether BIOES tag b may stand behind a ("" is the edge of the sentence).
func follows(a, b string) bool {
	open := a != "" && (a[0] == 'B' || a[0] == 'I')
	if open {
		return b != "" && (b[0] == 'I' || b[0] == 'E') && b[2:] == a[2:]
	}
	return b == "" || b[0] == 'O' || b[0] == 'B' || b[0] == 'S'
}

// viterbi finds the best well-formed sequence of tags.
func viterbi(m *nn.Mat, start, end int, labels []string) []int32 {
	n, k := end-start, len(labels)
	if n == 0 || k == 0 {
		return nil
	}
	const bad = -1e9
	score := make([]float32, k)
	back := make([]int32, n*k)
	for j, l := range labels {
		score[j] = bad
		if follows("", l) {
			score[j] = m.Row(start)[j]
		}
	}
	for i := 1; i < n; i++ {
		next := make([]float32, k)
		row := m.Row(start + i)
		for j, l := range labels {
			next[j] = bad
			for p, a := range labels {
				if follows(a, l) && score[p]+row[j] > next[j] {
					next[j], back[i*k+j] = score[p]+row[j], int32(p)
				}
			}
		}
		score = next
	}
	last := int32(0)
	top := float32(bad)
	for j, l := range labels {
		if follows(l, "") && score[j] > top {
			last, top = int32(j), score[j]
		}
	}
	out := make([]int32, n)
	for i := n - 1; i >= 0; i-- {
		out[i] = last
		last = back[i*k+int(last)]
	}
	return out
}

// Tree finds a tree with one root: each token's best head, and where that gives a cycle or not one root, the best projective tree
// (Eisner 1996) of the scores. s holds n*(n+1) scores, column 0 the root; heads are 0 for the root, else 1 + index.
func Tree(s []float32, n int) []int32 {
	head := make([]int32, n)
	roots := 0
	for i := range head {
		row := s[i*(n+1) : (i+1)*(n+1)]
		for j, v := range row {
			if v > row[head[i]] {
				head[i] = int32(j)
			}
		}
		if head[i] == 0 {
			roots++
		}
	}
	if roots == 1 && acyclic(head) {
		return head
	}
	return eisner(s, n)
}

func acyclic(head []int32) bool {
	state := make([]byte, len(head)+1)
	for i := range head {
		j := int32(i + 1)
		for j != 0 && state[j] == 0 {
			state[j] = 1
			j = head[j-1]
		}
		if j != 0 && state[j] == 1 {
			return false
		}
		for j := int32(i + 1); j != 0 && state[j] == 1; j = head[j-1] {
			state[j] = 2
		}
	}
	return true
}

// eisner is the cubic algorithm for the best projective tree, with exactly one dependent of the root.
func eisner(s []float32, n int) []int32 {
	// positions 1..n; the root is tried as head of each in the end
	m := n + 1
	const bad = -1e30
	comp := [2][]float32{make([]float32, m*m), make([]float32, m*m)} // [0] head on the right (left-facing), [1] head on the left
	inc := [2][]float32{make([]float32, m*m), make([]float32, m*m)}
	bc := [2][]int32{make([]int32, m*m), make([]int32, m*m)}
	bi := make([]int32, m*m)
	score := func(h, d int) float32 { return s[(d-1)*(n+1)+h] }
	for k := 1; k < n; k++ {
		for i := 1; i+k <= n; i++ {
			j := i + k
			best, at := float32(bad), int32(i)
			for r := i; r < j; r++ {
				if v := comp[1][i*m+r] + comp[0][(r+1)*m+j]; v > best {
					best, at = v, int32(r)
				}
			}
			bi[i*m+j] = at
			inc[0][i*m+j] = best + score(j, i)
			inc[1][i*m+j] = best + score(i, j)
			best, at = bad, int32(i)
			for r := i; r < j; r++ {
				if v := comp[0][i*m+r] + inc[0][r*m+j]; v > best {
					best, at = v, int32(r)
				}
			}
			comp[0][i*m+j], bc[0][i*m+j] = best, at
			best, at = bad, int32(j)
			for r := i + 1; r <= j; r++ {
				if v := inc[1][i*m+r] + comp[1][r*m+j]; v > best {
					best, at = v, int32(r)
				}
			}
			comp[1][i*m+j], bc[1][i*m+j] = best, at
		}
	}
	root, top := 1, float32(bad)
	for r := 1; r <= n; r++ {
		if v := comp[0][1*m+r] + comp[1][r*m+n] + score(0, r); v > top {
			root, top = r, v
		}
	}
	head := make([]int32, n)
	var complete func(side, i, j int)
	var incomplete func(side, i, j int)
	incomplete = func(side, i, j int) {
		if side == 0 {
			head[i-1] = int32(j)
		} else {
			head[j-1] = int32(i)
		}
		r := int(bi[i*m+j])
		complete(1, i, r)
		complete(0, r+1, j)
	}
	complete = func(side, i, j int) {
		if i >= j {
			return
		}
		r := int(bc[side][i*m+j])
		if side == 0 {
			complete(0, i, r)
			incomplete(0, r, j)
		} else {
			incomplete(1, i, r)
			complete(1, r, j)
		}
	}
	complete(0, 1, root)
	complete(1, root, n)
	head[root-1] = 0
	return head
}
