package nn

import "math"

// Param is a trained matrix. Sparse ones (embedding tables) remember which rows a step touched, and only those are updated.
type Param struct {
	Name   string
	R, C   int
	V      []float32
	Sparse bool
	m, s   []float32 // Adam's moments
	avg    []float32 // exponential moving average of V
}

// NewParam makes a matrix with normal entries of the given deviation.
func NewParam(name string, r, c int, dev float64, rnd *Rand) *Param {
	p := &Param{Name: name, R: r, C: c, V: make([]float32, r*c)}
	if dev > 0 {
		for i := range p.V {
			p.V[i] = float32(rnd.Norm() * dev)
		}
	}
	return p
}

// Fill sets every entry.
func (p *Param) Fill(x float32) *Param {
	for i := range p.V {
		p.V[i] = x
	}
	return p
}

// Grads are the gradients of one worker, in the order of the parameters.
type Grads struct {
	of      map[*Param][]float32
	touched map[*Param][]int32
	mark    map[*Param][]bool
}

// NewGrads makes room for the gradients of all parameters.
func NewGrads(ps []*Param) *Grads {
	g := &Grads{map[*Param][]float32{}, map[*Param][]int32{}, map[*Param][]bool{}}
	for _, p := range ps {
		g.of[p] = make([]float32, len(p.V))
		if p.Sparse {
			g.mark[p] = make([]bool, p.R)
		}
	}
	return g
}

func (g *Grads) row(p *Param, i int32) []float32 {
	if m := g.mark[p]; m != nil && !m[i] {
		m[i] = true
		g.touched[p] = append(g.touched[p], i)
	}
	return g.of[p][int(i)*p.C : int(i+1)*p.C]
}

// Mat is a value on the tape with its gradient.
type Mat struct {
	R, C int
	V, G []float32
}

// Row is row i of the values.
func (m *Mat) Row(i int) []float32  { return m.V[i*m.C : (i+1)*m.C] }
func (m *Mat) grow(i int) []float32 { return m.G[i*m.C : (i+1)*m.C] }
func (m *Mat) view() View           { return View{m.R, m.C, m.C, 1, m.V} }
func (m *Mat) gview() View          { return View{m.R, m.C, m.C, 1, m.G} }

// Tape runs a network forward and remembers how to go back. It serves one goroutine.
type Tape struct {
	Train bool
	Rnd   Rand
	Grads *Grads
	Loss  float64
	gemm  Gemm
	slabs [][]float32
	slab  int
	used  int
	back  []func()
}

const slabSize = 1 << 22

// Reset forgets the last step; its memory is used again.
func (t *Tape) Reset() { t.slab, t.used, t.back, t.Loss = 0, 0, t.back[:0], 0 }

// Back runs the gradients from the losses to the parameters.
func (t *Tape) Back() {
	for i := len(t.back) - 1; i >= 0; i-- {
		t.back[i]()
	}
}

func (t *Tape) floats(n int) []float32 {
	if n > slabSize {
		return make([]float32, n)
	}
	if t.slab < len(t.slabs) && t.used+n > slabSize {
		t.slab, t.used = t.slab+1, 0
	}
	if t.slab == len(t.slabs) {
		t.slabs = append(t.slabs, make([]float32, slabSize))
		t.used = 0
	}
	s := t.slabs[t.slab][t.used : t.used+n : t.used+n]
	t.used += n
	clear(s)
	return s
}

func (t *Tape) mat(r, c int) *Mat {
	m := &Mat{R: r, C: c, V: t.floats(r * c)}
	if t.Train {
		m.G = t.floats(r * c)
	}
	return m
}

func (t *Tape) push(f func()) {
	if t.Train {
		t.back = append(t.back, f)
	}
}

// Embed sums the rows of the table that each token names.
func (t *Tape) Embed(p *Param, ids [][]int32) *Mat {
	y := t.mat(len(ids), p.C)
	for i, list := range ids {
		row := y.Row(i)
		for _, id := range list {
			Axpy(1, p.V[int(id)*p.C:int(id+1)*p.C], row)
		}
	}
	t.push(func() {
		for i, list := range ids {
			g := y.grow(i)
			for _, id := range list {
				Axpy(1, g, t.Grads.row(p, id))
			}
		}
	})
	return y
}

// Linear is x*W + b; b may be nil.
func (t *Tape) Linear(x *Mat, w, b *Param) *Mat {
	y := t.mat(x.R, w.C)
	if b != nil {
		for i := 0; i < y.R; i++ {
			copy(y.Row(i), b.V)
		}
	}
	wv := View{w.R, w.C, w.C, 1, w.V}
	t.gemm.Add(y.view(), x.view(), wv)
	t.push(func() {
		t.gemm.Add(x.gview(), y.gview(), wv.T())
		t.gemm.Add(View{w.R, w.C, w.C, 1, t.Grads.of[w]}, x.view().T(), y.gview())
		if b != nil {
			g := t.Grads.of[b]
			for i := 0; i < y.R; i++ {
				Axpy(1, y.grow(i), g)
			}
		}
	})
	return y
}

// Norm is layer normalisation with gain and bias (Ba et al. 2016).
func (t *Tape) Norm(x *Mat, gain, bias *Param) *Mat {
	y := t.mat(x.R, x.C)
	inv := t.floats(x.R)
	hat := t.floats(len(x.V))
	n := float32(x.C)
	for i := 0; i < x.R; i++ {
		xr, yr, hr := x.Row(i), y.Row(i), hat[i*x.C:(i+1)*x.C]
		var sum, sq float32
		for _, v := range xr {
			sum += v
		}
		mean := sum / n
		for _, v := range xr {
			sq += (v - mean) * (v - mean)
		}
		inv[i] = float32(1 / math.Sqrt(float64(sq/n)+1e-5))
		for j, v := range xr {
			h := (v - mean) * inv[i]
			hr[j] = h
			yr[j] = h*gain.V[j] + bias.V[j]
		}
	}
	t.push(func() {
		gg, gb := t.Grads.of[gain], t.Grads.of[bias]
		for i := 0; i < x.R; i++ {
			yg, xg, hr := y.grow(i), x.grow(i), hat[i*x.C:(i+1)*x.C]
			var a, b float32
			for j, g := range yg {
				gg[j] += g * hr[j]
				gb[j] += g
				gh := g * gain.V[j]
				a += gh
				b += gh * hr[j]
			}
			a, b = a/n, b/n
			for j, g := range yg {
				xg[j] += inv[i] * (g*gain.V[j] - a - hr[j]*b)
			}
		}
	})
	return y
}

// Add is x + y.
func (t *Tape) Add(x, y *Mat) *Mat {
	z := t.mat(x.R, x.C)
	for i, v := range x.V {
		z.V[i] = v + y.V[i]
	}
	t.push(func() {
		Axpy(1, z.G, x.G)
		Axpy(1, z.G, y.G)
	})
	return z
}

// Relu is max(x, 0).
func (t *Tape) Relu(x *Mat) *Mat {
	y := t.mat(x.R, x.C)
	for i, v := range x.V {
		y.V[i] = max(v, 0)
	}
	t.push(func() {
		for i, v := range x.V {
			if v > 0 {
				x.G[i] += y.G[i]
			}
		}
	})
	return y
}

// Maxout keeps the larger of each pair (column j and j+C/2).
func (t *Tape) Maxout(x *Mat) *Mat {
	c := x.C / 2
	y := t.mat(x.R, c)
	for i := 0; i < x.R; i++ {
		xr, yr := x.Row(i), y.Row(i)
		for j := range yr {
			yr[j] = max(xr[j], xr[j+c])
		}
	}
	t.push(func() {
		for i := 0; i < x.R; i++ {
			xr, xg, yg := x.Row(i), x.grow(i), y.grow(i)
			for j, g := range yg {
				if xr[j] >= xr[j+c] {
					xg[j] += g
				} else {
					xg[j+c] += g
				}
			}
		}
	})
	return y
}

// Drop zeroes entries with probability p while training and scales the rest.
func (t *Tape) Drop(x *Mat, p float32) *Mat {
	if !t.Train || p <= 0 {
		return x
	}
	y := t.mat(x.R, x.C)
	mask := t.floats(len(x.V))
	keep := 1 / (1 - p)
	cut := uint64(p * (1 << 16))
	var bits uint64
	for i, v := range x.V {
		if i%4 == 0 {
			bits = t.Rnd.Next()
		}
		if bits&0xffff >= cut {
			mask[i] = keep
			y.V[i] = v * keep
		}
		bits >>= 16
	}
	t.push(func() {
		for i, m := range mask {
			x.G[i] += y.G[i] * m
		}
	})
	return y
}

// Window puts the neighbours of each token beside it, [x(i-1) x(i) x(i+1)], zero past the ends of its sentence. ends are
// the row after the last of each sentence.
func (t *Tape) Window(x *Mat, ends []int) *Mat {
	c := x.C
	y := t.mat(x.R, 3*c)
	each := func(f func(i, part, j int)) {
		start := 0
		for _, end := range ends {
			for i := start; i < end; i++ {
				for p := 0; p < 3; p++ {
					if j := i + p - 1; j >= start && j < end {
						f(i, p, j)
					}
				}
			}
			start = end
		}
	}
	each(func(i, p, j int) { copy(y.Row(i)[p*c:(p+1)*c], x.Row(j)) })
	t.push(func() { each(func(i, p, j int) { Axpy(1, y.grow(i)[p*c:(p+1)*c], x.grow(j)) }) })
	return y
}

// Reach is the largest distance that the bias of attention tells apart.
const Reach = 16

// Attend is multi-head attention inside sentences over qkv = [q k v] with a learned bias for each head and distance.
func (t *Tape) Attend(qkv *Mat, heads int, bias *Param, ends []int) *Mat {
	d := qkv.C / 3
	dh := d / heads
	scale := float32(1 / math.Sqrt(float64(dh)))
	y := t.mat(qkv.R, d)
	total, start := 0, 0
	for _, end := range ends {
		total += (end - start) * (end - start) * heads
		start = end
	}
	probs := t.floats(total)
	bucket := func(i, j int) int { return max(-Reach, min(Reach, j-i)) + Reach }
	each := func(f func(h, start, n int, p []float32)) {
		start, at := 0, 0
		for _, end := range ends {
			n := end - start
			for h := 0; h < heads; h++ {
				f(h, start, n, probs[at:at+n*n])
				at += n * n
			}
			start = end
		}
	}
	q := func(i, h int) []float32 { return qkv.V[i*3*d+h*dh : i*3*d+(h+1)*dh] }
	each(func(h, s, n int, p []float32) {
		for i := 0; i < n; i++ {
			row := p[i*n : (i+1)*n]
			qi := q(s+i, h)
			top := float32(math.Inf(-1))
			for j := range row {
				k := qkv.V[(s+j)*3*d+d+h*dh:]
				row[j] = scale*Dot(qi, k[:dh]) + bias.V[h*bias.C+bucket(i, j)]
				top = max(top, row[j])
			}
			softmax(row, top)
			out := y.V[(s+i)*d+h*dh : (s+i)*d+(h+1)*dh]
			for j, w := range row {
				Axpy(w, qkv.V[(s+j)*3*d+2*d+h*dh:(s+j)*3*d+2*d+(h+1)*dh], out)
			}
		}
	})
	t.push(func() {
		gb := t.Grads.of[bias]
		var dp []float32
		each(func(h, s, n int, p []float32) {
			dp = grow(dp, n)
			for i := 0; i < n; i++ {
				row := p[i*n : (i+1)*n]
				g := y.G[(s+i)*d+h*dh : (s+i)*d+(h+1)*dh]
				var sum float32
				for j, w := range row {
					at := (s+j)*3*d + 2*d + h*dh
					dp[j] = Dot(g, qkv.V[at:at+dh])
					Axpy(w, g, qkv.G[at:at+dh])
					sum += w * dp[j]
				}
				qi, gq := q(s+i, h), qkv.G[(s+i)*3*d+h*dh:(s+i)*3*d+(h+1)*dh]
				for j, w := range row {
					ds := w * (dp[j] - sum)
					gb[h*bias.C+bucket(i, j)] += ds
					ds *= scale
					at := (s+j)*3*d + d + h*dh
					Axpy(ds, qkv.V[at:at+dh], gq)
					Axpy(ds, qi, qkv.G[at:at+dh])
				}
			}
		})
	})
	return y
}

// softmax turns scores into probabilities in place; top is the largest score.
func softmax(row []float32, top float32) {
	var sum float32
	for j, v := range row {
		e := exp(v - top)
		row[j] = e
		sum += e
	}
	for j := range row {
		row[j] /= sum
	}
}

// exp is e^x for x <= 0 to about 1e-7 relative, without a call into math (Cephes' polynomial).
func exp(x float32) float32 {
	if x < -87 {
		return 0
	}
	z := float32(math.Floor(float64(x*1.44269504 + 0.5)))
	x -= z * 0.693359375
	x -= z * -2.12194440e-4
	y := ((((1.9875691500e-4*x+1.3981999507e-3)*x+8.3334519073e-3)*x+4.1665795894e-2)*x+1.6666665459e-1)*x + 5.0000001201e-1
	y = y*x*x + x + 1
	return y * math.Float32frombits(uint32(int32(z)+127)<<23)
}

// CrossEntropy adds weight times the mean over all rows of -log p(target); rows with a negative target are left out. soft, if
// given, holds a teacher's probabilities a row, mixed in with share mix.
func (t *Tape) CrossEntropy(x *Mat, target []int32, weight float32, soft []float32, mix float32) (right, of int) {
	w := weight / float32(max(x.R, 1))
	probs := t.floats(len(x.V))
	for i := 0; i < x.R; i++ {
		row := x.Row(i)
		p := probs[i*x.C : (i+1)*x.C]
		if target[i] < 0 {
			continue
		}
		copy(p, row)
		best := 0
		for j, v := range row {
			if v > row[best] {
				best = j
			}
		}
		softmax(p, row[best])
		of++
		if best == int(target[i]) {
			right++
		}
		t.Loss -= float64(w) * math.Log(float64(p[target[i]])+1e-9)
	}
	t.push(func() {
		for i := 0; i < x.R; i++ {
			if target[i] < 0 {
				continue
			}
			p, g := probs[i*x.C:(i+1)*x.C], x.grow(i)
			for j := range g {
				want := float32(0)
				if j == int(target[i]) {
					want = 1
				}
				if soft != nil {
					want = (1-mix)*want + mix*soft[i*x.C+j]
				}
				g[j] += w * (p[j] - want)
			}
		}
	})
	return right, of
}

// Arcs scores each token of a sentence as dependent against the root (column 0) and every token as head: score(i, j) =
// dep(i)·head(j) + head(j)·b. dep is already multiplied with the bilinear weights (Dozat and Manning 2017). It returns the
// scores by sentence, n*(n+1) each, and with targets (head within the sentence from 1, 0 the root, negative left out) adds their loss.
func (t *Tape) Arcs(dep, head *Mat, root, b *Param, ends []int, target []int32, weight float32) [][]float32 {
	var out [][]float32
	w := weight / float32(max(dep.R, 1))
	hb := t.floats(head.R)
	for j := range hb {
		hb[j] = Dot(head.Row(j), b.V)
	}
	rb := Dot(root.V, b.V)
	start := 0
	var grads [][]float32
	for _, end := range ends {
		n := end - start
		s := t.floats(n * (n + 1))
		for i := 0; i < n; i++ {
			row := s[i*(n+1) : (i+1)*(n+1)]
			d := dep.Row(start + i)
			row[0] = Dot(d, root.V) + rb
			for j := 0; j < n; j++ {
				row[j+1] = Dot(d, head.Row(start+j)) + hb[start+j]
			}
			row[i+1] = -1e4
		}
		out = append(out, s)
		if target != nil && t.Train {
			p := t.floats(len(s))
			copy(p, s)
			for i := 0; i < n; i++ {
				row := p[i*(n+1) : (i+1)*(n+1)]
				if target[start+i] < 0 {
					clear(row)
					continue
				}
				top := row[0]
				for _, v := range row {
					top = max(top, v)
				}
				softmax(row, top)
				t.Loss -= float64(w) * math.Log(float64(row[target[start+i]])+1e-9)
				row[target[start+i]]--
			}
			grads = append(grads, p)
		}
		start = end
	}
	t.push(func() {
		gr, gbias := t.Grads.of[root], t.Grads.of[b]
		start := 0
		for k, end := range ends {
			n := end - start
			for i := 0; i < n; i++ {
				row := grads[k][i*(n+1) : (i+1)*(n+1)]
				d, gd := dep.Row(start+i), dep.grow(start+i)
				for j, g := range row {
					g *= w
					if g == 0 {
						continue
					}
					h, gh := root.V, gr
					if j > 0 {
						h, gh = head.Row(start+j-1), head.grow(start+j-1)
					}
					Axpy(g, h, gd)
					Axpy(g, d, gh)
					Axpy(g, b.V, gh)
					Axpy(g, h, gbias)
				}
			}
			start = end
		}
	})
	return out
}

// Pairs joins each token with its head: [d*h ; relu(d+h)]. heads are rows, negative the root.
func (t *Tape) Pairs(dep, head *Mat, root *Param, heads []int32) *Mat {
	c := dep.C
	y := t.mat(dep.R, 2*c)
	of := func(i int) []float32 {
		if heads[i] < 0 {
			return root.V
		}
		return head.Row(int(heads[i]))
	}
	for i := 0; i < dep.R; i++ {
		d, h, o := dep.Row(i), of(i), y.Row(i)
		for j := range d {
			o[j] = d[j] * h[j]
			o[c+j] = max(d[j]+h[j], 0)
		}
	}
	t.push(func() {
		for i := 0; i < dep.R; i++ {
			d, h, o, g := dep.Row(i), of(i), y.Row(i), y.grow(i)
			gd := dep.grow(i)
			gh := t.Grads.of[root]
			if heads[i] >= 0 {
				gh = head.grow(int(heads[i]))
			}
			for j := range d {
				a := g[j]*h[j] + 0
				b := g[j] * d[j]
				if o[c+j] > 0 {
					a += g[c+j]
					b += g[c+j]
				}
				gd[j] += a
				gh[j] += b
			}
		}
	})
	return y
}

// Pick copies some rows.
func (t *Tape) Pick(x *Mat, which []int32) *Mat {
	y := t.mat(len(which), x.C)
	for k, i := range which {
		copy(y.Row(k), x.Row(int(i)))
	}
	t.push(func() {
		for k, i := range which {
			Axpy(1, y.grow(k), x.grow(int(i)))
		}
	})
	return y
}
