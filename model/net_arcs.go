package model

import "unsafe"

// arcScratch is the working memory of the arcs.
type arcScratch struct {
	keys, turned   []uint8
	qs, ks, biases []float32
	sums           []int32
	scores, pairs  []float32
	forest         forest
}

// trees scores all arcs of each sentence and finds its tree. A sentence has a column for the root, then one for each token.
func (n *Net) trees(s *Scratch, q []uint8, m int, ends []int) {
	d, c := n.Width, n.arcDep.Out
	a := &s.arcs
	q2, unit := room(&s.q2, rowsRoom(m)*c), room(&s.unit, m)
	n.arcDep.positive(s, q, d, m, &n.final, q2, unit)
	dep, head := room(&s.z, m*c), room(&s.y, m*c)
	u := n.arcU
	u.run(s, q2, c, m, false, func(first, rows int, acc *int32) {
		active.scaleTo(acc, c, rows, c, &unit[first], 1, &u.scale[0], &u.bias[0], lowest, &dep[first*c], c)
	})
	n.arcHead.numbers(s, q, d, m, &n.final, head)
	qs := room(&a.qs, m)
	active.quantise(&dep[0], c, m, c, 63, 64, 1.0/63, &q2[0], c, &qs[0])

	columns := m + len(ends)
	mp := columns + panel
	keys, turned := room(&a.keys, columns*c), room(&a.turned, c*mp)
	ks, sums, biases := room(&a.ks, mp), room(&a.sums, mp), room(&a.biases, mp)
	start := 0
	for i, end := range ends {
		at := start + i
		copy(keys[at*c:], n.rootArc)
		ks[at], sums[at], biases[at] = n.rootArcUnit[0], n.rootArcSum[0], n.rootArcBias[0]
		if end > start {
			active.quantiseSum(&head[start*c], c, end-start, c, 127, 0, 1.0/127, &keys[(at+1)*c], c, &ks[at+1], &sums[at+1])
			active.dots(&head[start*c], end-start, c, &n.arcBias[0], &biases[at+1])
		}
		start = end
	}
	turn(turned, mp, keys, columns, c/4)

	heads := room(&s.result.Head, m)
	size := 0
	start = 0
	for _, end := range ends {
		size += (end - start) * padded(end-start+1, 16)
		start = end
	}
	all := room(&a.scores, size)
	start = 0
	for i, end := range ends {
		m := end - start
		if m == 0 {
			continue
		}
		at := start + i
		ldc, ld := padded(m+1, panel), padded(m+1, 16)
		acc := room(&s.acc, rowsRoom(m)*ldc)
		for j := 0; j <= m; j += panel {
			key := (*int8)(unsafe.Pointer(&turned[4*(at+j)]))
			active.product(c/4, m, &q2[start*c], c, key, 4*mp, &sums[at+j], &acc[j], ldc)
		}
		scores := all[:m*ld]
		all = all[m*ld:]
		active.scaleTo(&acc[0], ldc, m, ld, &qs[start], 1, &ks[at], &biases[at], lowest, &scores[0], ld)
		for t := 0; t < m; t++ {
			row := scores[t*ld : (t+1)*ld]
			row[t+1] = -1e4
			for j := m + 1; j < ld; j++ {
				row[j] = lowest
			}
		}
		active.best(&scores[0], ld, m, ld, &places[0], &heads[start])
		a.forest.settle(scores, ld, m, heads[start:end])
		start = end
	}
}
