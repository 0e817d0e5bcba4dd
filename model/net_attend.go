package model

import (
	"math"
	"unsafe"
)

// attentionScratch is the working memory of attention.
type attentionScratch struct {
	keys, turned     []uint8   // keys as bytes: tokens x width, and turned
	qs, ks, total    []float32 // sizes of a unit: heads x tokens
	sums             []int32   // of the keys' bytes
	bias, mask       []float32
	weights          []uint8
	values           []int8
	valUnit, valSize []float32
}

// attend is multi-head attention inside sentences, in integers: scores from queries around 64 and keys of one byte, weights as bytes
// with the largest of a row 127, values as signed bytes with a scale for each column of a sentence. What it finds is added to x.
func (n *Net) attend(s *Scratch, b *attentionBlock, x []float32, m int, ends []int) {
	d, heads := n.Width, n.Heads
	dh := d / heads
	a := &s.attention
	q := room(&s.q, rowsRoom(m)*d)
	b.norm.bytes(x, m, q, d)
	y := room(&s.y, (m+4)*3*d) // values are read by fours
	b.qkv.run(s, q, d, m, true, func(first, rows int, acc *int32) {
		active.scaleTo(acc, 3*d, rows, 3*d, &b.norm.step[0], 0, &b.qkv.scale[0], &b.qkv.bias[0], lowest, &y[first*3*d], 3*d)
	})

	// queries and keys; by columns there is room for panels that reach beyond the end
	mp := m + panel
	qs, ks, sums := room(&a.qs, heads*mp), room(&a.ks, heads*mp), room(&a.sums, heads*mp)
	keys, turned := room(&a.keys, m*d), room(&a.turned, d*mp)
	scale := float32(float32(1.0/63) / float32(math.Sqrt(float64(dh))))
	for h := 0; h < heads; h++ {
		active.quantise(&y[h*dh], 3*d, m, dh, 63, 64, scale, &q[h*dh], d, &qs[h*mp])
		active.quantiseSum(&y[d+h*dh], 3*d, m, dh, 127, 0, 1.0/127, &keys[h*dh], d, &ks[h*mp], &sums[h*mp])
		clear(ks[h*mp+m : (h+1)*mp])
	}
	turn(turned, mp, keys, m, d/4)

	longest, start := 0, 0
	for _, end := range ends {
		longest = max(longest, end-start)
		start = end
	}
	bias, wide := n.spreadBias(a, b, longest)
	mask := room(&a.mask, longest+panel)
	clear(mask[:longest])
	for j := longest; j < len(mask); j++ {
		mask[j] = lowest
	}
	z := room(&s.z, m*d)
	total := room(&a.total, rowsRoom(longest))
	unit, size := room(&a.valUnit, d), room(&a.valSize, d)
	start = 0
	for _, end := range ends {
		m := end - start
		if m == 0 {
			continue
		}
		ldc, ldw := padded(m, panel), padded(m, 16)
		acc, out := room(&s.acc, rowsRoom(m)*ldc), room(&s.out, rowsRoom(m)*padded(dh, panel))
		weights := room(&a.weights, rowsRoom(m)*ldw)
		fours := (m + 3) / 4
		values := room(&a.values, fours*4*d+4*panel)
		v := &y[start*3*d+2*d]
		active.columnUnits(v, 3*d, m, d, &unit[0], &size[0])
		// tokens behind the sentence have no weight
		active.packFour(v, 3*d, fours, d, &unit[0], &values[0])
		for h := 0; h < heads; h++ {
			for j := 0; j < m; j += panel {
				key := (*int8)(unsafe.Pointer(&turned[4*(h*dh/4*mp+start+j)]))
				active.product(dh/4, m, &q[start*d+h*dh], d, key, 4*mp, &sums[h*mp+start+j], &acc[j], ldc)
			}
			active.softmax(&acc[0], ldc, m, ldw, &qs[h*mp+start], &ks[h*mp+start], &bias[h*wide+longest], &mask[longest-m], &weights[0], ldw, &total[0])
			for j := 0; j < dh; j += panel {
				active.product(fours, m, &weights[0], ldw, &values[4*(h*dh+j)], 4*d, &nothing[0], &out[j], padded(dh, panel))
			}
			active.scaleTo(&out[0], padded(dh, panel), m, dh, &total[0], 1, &size[h*dh], &n.zeros[0], lowest, &z[start*d+h*dh], d)
		}
		start = end
	}
	units := room(&s.unit, m)
	active.quantise(&z[0], d, m, d, 63, 64, 1.0/63, &q[0], d, &units[0])
	b.out.run(s, q, d, m, true, func(first, rows int, acc *int32) {
		active.scaleAdd(acc, d, rows, d, &units[first], 1, &b.out.scale[0], &b.out.bias[0], &x[first*d], d)
	})
}

// spreadBias writes for each head the biases of the distances -longest to longest and a panel more, wide numbers a head.
func (n *Net) spreadBias(a *attentionScratch, b *attentionBlock, longest int) (bias []float32, wide int) {
	wide = 2*longest + panel
	bias = room(&a.bias, n.Heads*wide)
	span := 2*n.reach + 1
	for h := 0; h < n.Heads; h++ {
		from, to := b.bias[h*span:(h+1)*span], bias[h*wide:(h+1)*wide]
		for i := range to {
			to[i] = from[max(-n.reach, min(n.reach, i-longest))+n.reach]
		}
	}
	return bias, wide
}

// turn lays rows of words of four bytes out by columns: word c of row r becomes word r of column c, columns ld words apart.
func turn(to []uint8, ld int, rows []uint8, m, words int) {
	from := unsafe.Slice((*uint32)(unsafe.Pointer(&rows[0])), m*words)
	out := unsafe.Slice((*uint32)(unsafe.Pointer(&to[0])), len(to)/4)
	for r := 0; r < m; r++ {
		at := r
		for _, v := range from[r*words : (r+1)*words] {
			out[at] = v
			at += ld
		}
	}
}
