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

// Mat is a value on the tape. Its gradient G is made when the way back first reaches it.
type Mat struct {
	R, C int
	V, G []float32
	tape *Tape
}

func (m *Mat) grad() []float32 {
	if m.G == nil {
		m.G = m.tape.floats(len(m.V))
	}
	return m.G
}

// Row is row i of the values.
func (m *Mat) Row(i int) []float32  { return m.V[i*m.C : (i+1)*m.C] }
func (m *Mat) grow(i int) []float32 { return m.grad()[i*m.C : (i+1)*m.C] }
func (m *Mat) view() View           { return View{m.R, m.C, m.C, 1, m.V} }
func (m *Mat) gview() View          { return View{m.R, m.C, m.C, 1, m.grad()} }

// Tape runs a network forward and remembers how to go back. It serves one goroutine.
type Tape struct {
	Train     bool
	Rnd       Rand
	Grads     *Grads
	Loss      float64
	gemm      Gemm
	attention attention
	slabs     [][]float32
	slab      int
	used      int
	back      []func()
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

// floats gives n zeros.
func (t *Tape) floats(n int) []float32 {
	s := t.raw(n)
	clear(s)
	return s
}

// raw gives n numbers that hold anything.
func (t *Tape) raw(n int) []float32 {
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
	return s
}

func (t *Tape) mat(r, c int) *Mat { return &Mat{R: r, C: c, V: t.floats(r * c), tape: t} }

// over is mat for a value that is written in full.
func (t *Tape) over(r, c int) *Mat { return &Mat{R: r, C: c, V: t.raw(r * c), tape: t} }

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
	y := t.over(x.R, w.C)
	if b == nil {
		clear(y.V)
	} else {
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
	y := t.over(x.R, x.C)
	inv := t.raw(x.R)
	hat := t.raw(len(x.V))
	for i := 0; i < x.R; i++ {
		inv[i] = normRow(x.Row(i), gain.V, bias.V, hat[i*x.C:(i+1)*x.C], y.Row(i))
	}
	t.push(func() {
		gg, gb := t.Grads.of[gain], t.Grads.of[bias]
		for i := 0; i < x.R; i++ {
			normRowBack(y.grow(i), hat[i*x.C:(i+1)*x.C], gain.V, x.grow(i), gg, gb, inv[i])
		}
	})
	return y
}

// Add is x + y, where y is made from x or both are used nowhere else.
func (t *Tape) Add(x, y *Mat) *Mat {
	z := t.over(x.R, x.C)
	addTo(x.V, y.V, z.V)
	t.push(func() {
		// nobody reads z's gradient again: whoever has none yet takes it over. Both may, as what y rests on is older than y and
		// adds to x only when it has read y.
		for _, m := range []*Mat{x, y} {
			if m.G == nil {
				m.G = z.grad()
			} else {
				Axpy(1, z.grad(), m.G)
			}
		}
	})
	return z
}

// Relu is max(x, 0).
func (t *Tape) Relu(x *Mat) *Mat {
	y := t.mat(x.R, x.C)
	maxTo(x.V, y.V, y.V) // y is zero
	t.push(func() { reluBack(x.V, y.grad(), x.grad()) })
	return y
}

// Maxout keeps the larger of each pair (column j and j+C/2).
func (t *Tape) Maxout(x *Mat) *Mat {
	c := x.C / 2
	y := t.over(x.R, c)
	for i := 0; i < x.R; i++ {
		xr, yr := x.Row(i), y.Row(i)
		maxTo(xr[:c], xr[c:], yr)
	}
	t.push(func() {
		for i := 0; i < x.R; i++ {
			xr, xg := x.Row(i), x.grow(i)
			maxBack(xr[:c], xr[c:], y.grow(i), xg[:c], xg[c:])
		}
	})
	return y
}

// Drop zeroes entries with probability p while training and scales the rest.
func (t *Tape) Drop(x *Mat, p float32) *Mat {
	if !t.Train || p <= 0 {
		return x
	}
	y := t.over(x.R, x.C)
	mask := t.floats(len(x.V))
	keep := 1 / (1 - p)
	cut := uint64(p * (1 << 16))
	var bits uint64
	for i := range mask {
		if i%4 == 0 {
			bits = t.Rnd.Next()
		}
		if bits&0xffff >= cut {
			mask[i] = keep
		}
		bits >>= 16
	}
	mulTo(x.V, mask, y.V)
	t.push(func() { mulAdd(y.grad(), mask, x.grad()) })
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

// CrossEntropy adds weight times the mean over all rows of -log p(target); rows with a negative target are left out. It turns
// the scores x into probabilities, and leaves the gradient of the scores in x.G alone until Back. open, if given, lists
// for a target other classes that would be as right (a name of a type that a set does not mark): their probabilities count as the target's.
func (t *Tape) CrossEntropy(x *Mat, target []int32, weight float32, open func(row int) []int32) (right, of int) {
	w := weight / float32(max(x.R, 1))
	sums := t.floats(x.R)
	for i := 0; i < x.R; i++ {
		if target[i] < 0 {
			continue
		}
		p := x.Row(i)
		of++
		if v := p[target[i]]; v >= top(p) {
			right++
		}
		softmax(p)
		sums[i] = p[target[i]]
		if open != nil {
			for _, c := range open(i) {
				sums[i] += p[c]
			}
		}
		t.Loss -= float64(w) * math.Log(float64(sums[i])+1e-9)
	}
	t.push(func() {
		for i := 0; i < x.R; i++ {
			if target[i] < 0 {
				continue
			}
			// d/dx of -log(sum of the right p) is p - p/sum for the right ones and p for the others
			p, g := x.Row(i), x.grow(i)
			Axpy(w, p, g)
			part := func(c int32) { g[c] -= w * p[c] / max(sums[i], 1e-20) }
			part(target[i])
			if open != nil {
				for _, c := range open(i) {
					part(c)
				}
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
				softmax(row)
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
	y := t.over(dep.R, 2*c)
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
	y := t.over(len(which), x.C)
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
