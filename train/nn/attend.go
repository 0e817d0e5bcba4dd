package nn

import "math"

// Reach is the largest distance that the bias of attention tells apart.
const Reach = 16

// attention is the working memory of one head in one sentence, padded to whole tiles: n tokens by np columns or width.
type attention struct {
	q, k, v, o []float32 // np x dp
	s          []float32 // np x np
	near       []float32 // the bias of each distance from -(n-1) to n-1
}

// Attend is multi-head attention inside sentences over qkv = [q k v] (Vaswani et al. 2017) with a learned bias for each head and
// distance. ends are the row after the last of each sentence.
func (t *Tape) Attend(qkv *Mat, heads int, bias *Param, ends []int) *Mat {
	const side = 32
	d := qkv.C / 3
	dh := d / heads
	dp := (dh + side - 1) / side * side
	factor := float32(1 / math.Sqrt(float64(dh)))
	y := t.over(qkv.R, d)
	total, start := 0, 0
	pad := func(n int) int { return (n + side - 1) / side * side }
	for _, end := range ends {
		total += pad(end-start) * pad(end-start) * heads
		start = end
	}
	probs := t.raw(total)
	each := func(f func(h, start, n, np int, p []float32)) {
		start, at := 0, 0
		for _, end := range ends {
			n := end - start
			np := pad(n)
			for h := 0; h < heads; h++ {
				f(h, start, n, np, probs[at:at+np*np])
				at += np * np
			}
			start = end
		}
	}
	a := &t.attention
	// part copies the columns of one head, 0 q, 1 k, 2 v
	part := func(to *[]float32, from []float32, width, at, s, n, np int) View {
		*to = grow(*to, np*dp)
		clear(*to)
		for i := 0; i < n; i++ {
			copy((*to)[i*dp:i*dp+dh], from[(s+i)*width+at:])
		}
		return View{np, dp, dp, 1, *to}
	}
	// slide is where the distances from token i begin in a list of all distances of a sentence
	slide := func(i, n int) int { return n - 1 - i }
	bucket := func(k, n int) int { return max(-Reach, min(Reach, k-(n-1))) + Reach }
	blank := func(s *[]float32, n int) []float32 {
		*s = grow(*s, n)
		clear(*s)
		return *s
	}
	each(func(h, s, n, np int, p []float32) {
		q, k := part(&a.q, qkv.V, 3*d, h*dh, s, n, np), part(&a.k, qkv.V, 3*d, d+h*dh, s, n, np)
		scale(factor, q.D)
		clear(p)
		t.gemm.Add(View{np, np, np, 1, p}, q, k.T())
		a.near = grow(a.near, 2*n)
		for j := 0; j < 2*n-1; j++ {
			a.near[j] = bias.V[h*bias.C+bucket(j, n)]
		}
		for i := 0; i < n; i++ {
			row := p[i*np : i*np+n]
			at := slide(i, n)
			addTo(row, a.near[at:at+n], row)
			softmax(row)
		}
		v := part(&a.v, qkv.V, 3*d, 2*d+h*dh, s, n, np)
		o := View{np, dp, dp, 1, blank(&a.o, np*dp)}
		t.gemm.Add(o, View{np, np, np, 1, p}, v)
		for i := 0; i < n; i++ {
			copy(y.Row(s + i)[h*dh:(h+1)*dh], o.D[i*dp:])
		}
	})
	t.push(func() {
		gb := t.Grads.of[bias]
		g := qkv.grad()
		back := func(from View, at, s, n int, by float32) {
			for i := 0; i < n; i++ {
				Axpy(by, from.D[i*dp:i*dp+dh], g[(s+i)*3*d+at:(s+i)*3*d+at+dh])
			}
		}
		each(func(h, s, n, np int, p []float32) {
			pv := View{np, np, np, 1, p}
			do := part(&a.o, y.grad(), d, h*dh, s, n, np)
			v := part(&a.v, qkv.V, 3*d, 2*d+h*dh, s, n, np)
			ds := View{np, np, np, 1, blank(&a.s, np*np)}
			t.gemm.Add(ds, do, v.T())
			dv := View{np, dp, dp, 1, blank(&a.v, np*dp)}
			t.gemm.Add(dv, pv.T(), do)
			back(dv, 2*d+h*dh, s, n, 1)
			near := blank(&a.near, 2*n)
			for i := 0; i < n; i++ {
				row, pr := ds.D[i*np:i*np+n], p[i*np:i*np+n]
				sum := Dot(row, pr)
				for j := range row {
					row[j] -= sum
				}
				mulTo(row, pr, row)
				at := slide(i, n)
				addTo(row, near[at:at+n], near[at:at+n])
			}
			for j := 0; j < 2*n-1; j++ {
				gb[h*bias.C+bucket(j, n)] += near[j]
			}
			k := part(&a.k, qkv.V, 3*d, d+h*dh, s, n, np)
			dq := View{np, dp, dp, 1, blank(&a.o, np*dp)}
			t.gemm.Add(dq, ds, k)
			back(dq, h*dh, s, n, factor)
			q := part(&a.q, qkv.V, 3*d, h*dh, s, n, np)
			dk := View{np, dp, dp, 1, blank(&a.k, np*dp)}
			t.gemm.Add(dk, ds.T(), q)
			back(dk, d+h*dh, s, n, factor)
		})
	})
	return y
}
