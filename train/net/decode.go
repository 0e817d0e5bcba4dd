package net

import (
	"daybook/model"
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
	start := 0
	for k, end := range b.ends {
		for i, v := range model.Tree(scores[k], end-start) {
			heads[start+i] = v
		}
		start = end
	}
	rows := headRows(heads, b.ends)
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
	tags := n.names(t, h, b.known, 0)
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
