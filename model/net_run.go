package model

import (
	"math"
)

// Scratch is the working memory of one goroutine; it grows to the largest batch and is used again.
type Scratch struct {
	x, y, z     []float32
	hidden      []float32
	q, q2       []uint8
	scale       []float32
	acc         []int32
	keys        []int8
	keyScale    []float32
	row         []float32
	probs       []uint8
	head, label []float32
}

func room[T any](s *[]T, n int) []T {
	if cap(*s) < n {
		*s = make([]T, n+n/4)
	}
	*s = (*s)[:n]
	return *s
}

// Result is what the network says of a batch of sentences: the best class of each head, the scores of the names, the tree.
// Its slices are the scratch's and hold until the next run.
type Result struct {
	UPOS, XPOS, Feats []int32
	Head              []int32 // 0 the root, else 1 + position in the sentence
	Rel               []int32
	Names             []float32 // tokens x classes
}

// Embed writes the first layer of a word, which depends on the word alone and may be kept: the normalised sum of its rows.
func (n *Net) Embed(rows []int32, to []float32) {
	d := n.Width
	clear(to)
	for _, r := range rows {
		s := n.embedScale[r]
		for j, q := range n.embed[int(r)*d : int(r+1)*d] {
			to[j] += float32(float32(q) * s)
		}
	}
	n.embedNorm.apply(to, to)
}

// moments gives the mean and the inverse of the deviation of a row.
func moments(x []float32) (mean, inv float32) {
	// four sums keep the adders busy; their order is fixed
	var s0, s1, s2, s3 float32
	for j := 0; j+4 <= len(x); j += 4 {
		s0 += x[j]
		s1 += x[j+1]
		s2 += x[j+2]
		s3 += x[j+3]
	}
	n := float32(len(x))
	mean = (float32(s0+s1) + float32(s2+s3)) / n
	s0, s1, s2, s3 = 0, 0, 0, 0
	for j := 0; j+4 <= len(x); j += 4 {
		a, b, c, e := x[j]-mean, x[j+1]-mean, x[j+2]-mean, x[j+3]-mean
		s0 += float32(a * a)
		s1 += float32(b * b)
		s2 += float32(c * c)
		s3 += float32(e * e)
	}
	v := (float32(s0+s1)+float32(s2+s3))/n + 1e-5
	return mean, float32(1 / math.Sqrt(float64(v)))
}

func (p *norm) apply(x, to []float32) {
	mean, inv := moments(x)
	for j, v := range x {
		to[j] = float32(float32(float32(v-mean)*inv)*p.gain[j]) + p.bias[j]
	}
}

// quantise is apply with its result as bytes around 64.
func (p *norm) quantise(x []float32, to []uint8) {
	mean, inv := moments(x)
	unit := 1 / p.step
	gain, bias := p.gain[:len(x)], p.bias[:len(x)]
	to = to[:len(x)]
	for j, v := range x {
		y := float32(float32(float32(v-mean)*inv)*gain[j]) + bias[j]
		to[j] = around64(float32(y * unit))
	}
}

// around64 rounds to the nearest whole number (halves up), adds 64 and keeps 7 bits.
func around64(v float32) uint8 {
	v += 64.5
	if v < 0 {
		return 0
	}
	if v > 127 {
		return 127
	}
	return uint8(int32(v))
}

// signed writes a row as bytes around 64 and returns the size of a unit.
func signed(x []float32, to []uint8) float32 {
	var top float32
	for _, v := range x {
		top = max(top, abs(v))
	}
	if top == 0 {
		top = 1
	}
	unit := float32(63 / top)
	for j, v := range x {
		to[j] = around64(float32(v * unit))
	}
	return top / 63
}

// relu writes the positive part of a row as bytes from 0 and returns the size of a unit.
func relu(x []float32, to []uint8) float32 {
	var top float32
	for _, v := range x {
		top = max(top, v)
	}
	if top == 0 {
		top = 1
	}
	unit := float32(127 / top)
	for j, v := range x {
		q := float32(v*unit) + 0.5
		if !(v > 0) {
			q = 0
		}
		to[j] = uint8(int32(q))
	}
	return top / 127
}

// run multiplies m rows of bytes with the layer. unit gives the size of a unit by row, or one for all. centred tells activations around 64 from
// those from 0. The result has l.Out columns a row.
func (l *Linear8) run(s *Scratch, to []float32, a []uint8, m int, unit []float32, centred bool) {
	ldc := padded(l.Out, panel)
	acc := room(&s.acc, padded(m, 8)*ldc)
	clear(acc)
	if centred {
		for i := 0; i < m; i++ {
			copy(acc[i*ldc:(i+1)*ldc], l.mid)
		}
	}
	multiply(acc, ldc, m, a, l.In, l.In, l.w, l.Out)
	for i := 0; i < m; i++ {
		u := unit[0]
		if len(unit) > 1 {
			u = unit[i]
		}
		row, out := acc[i*ldc:i*ldc+l.Out], to[i*l.Out:(i+1)*l.Out]
		scale, bias := l.scale[:len(row)], l.bias[:len(row)]
		out = out[:len(row)]
		for j, v := range row {
			out[j] = float32(float32(v)*float32(u*scale[j])) + bias[j]
		}
	}
}

// bytesFor gives room for m rows of k bytes, padded to whole tiles.
func bytesFor(b *[]uint8, m, k int) []uint8 { return room(b, padded(m, 8)*k) }

// Run analyses a batch: x holds the first layer of its tokens, Width numbers each (Embed), and is overwritten; ends are the tokens behind each sentence.
func (n *Net) Run(s *Scratch, x []float32, ends []int) Result {
	d := n.Width
	m := len(x) / d
	one := func(step float32) []float32 { s.row = append(s.row[:0], step); return s.row }
	for i := range n.convs {
		c := &n.convs[i]
		// the bytes of a row and its neighbours lie side by side
		q := bytesFor(&s.q, m, 3*d)
		start := 0
		for _, end := range ends {
			for t := start; t < end; t++ {
				mid := q[t*3*d+d : t*3*d+2*d]
				c.norm.quantise(x[t*d:(t+1)*d], mid)
				if t > start {
					copy(q[(t-1)*3*d+2*d:t*3*d], mid)
					copy(q[t*3*d:t*3*d+d], q[(t-1)*3*d+d:(t-1)*3*d+2*d])
				} else {
					fill(q[t*3*d : t*3*d+d])
				}
				if t == end-1 {
					fill(q[t*3*d+2*d : (t+1)*3*d])
				}
			}
			start = end
		}
		y := room(&s.y, m*2*d)
		c.lin.run(s, y, q, m, one(c.norm.step), true)
		for t := 0; t < m; t++ {
			row, a, b := x[t*d:(t+1)*d], y[t*2*d:t*2*d+d], y[t*2*d+d:(t+1)*2*d]
			for j := range row {
				row[j] += max(a[j], b[j])
			}
		}
	}
	for i := range n.blocks {
		b := &n.blocks[i]
		q := bytesFor(&s.q, m, d)
		for t := 0; t < m; t++ {
			b.norm.quantise(x[t*d:(t+1)*d], q[t*d:(t+1)*d])
		}
		qkv := room(&s.y, m*3*d)
		b.qkv.run(s, qkv, q, m, one(b.norm.step), true)
		z := room(&s.z, m*d)
		n.attend(s, b, qkv, z, ends)
		unit := room(&s.scale, m)
		for t := 0; t < m; t++ {
			unit[t] = signed(z[t*d:(t+1)*d], q[t*d:(t+1)*d])
		}
		b.out.run(s, z, q, m, unit, true)
		for j, v := range z {
			x[j] += v
		}
		for t := 0; t < m; t++ {
			b.norm2.quantise(x[t*d:(t+1)*d], q[t*d:(t+1)*d])
		}
		up := room(&s.y, m*2*d)
		b.up.run(s, up, q, m, one(b.norm2.step), true)
		q2 := bytesFor(&s.q2, m, 2*d)
		unit = room(&s.scale, m)
		for t := 0; t < m; t++ {
			unit[t] = relu(up[t*2*d:(t+1)*2*d], q2[t*2*d:(t+1)*2*d])
		}
		b.down.run(s, z, q2, m, unit, false)
		for j, v := range z {
			x[j] += v
		}
	}
	return n.heads(s, x, m, ends)
}

// fill writes zero as a byte around 64.
func fill(b []uint8) {
	for i := range b {
		b[i] = 64
	}
}

// attend is multi-head attention inside sentences, in integers: scores from queries around 64 and keys of one byte, weights as bytes with
// the largest of a row 127.
func (n *Net) attend(s *Scratch, b *attentionBlock, qkv, out []float32, ends []int) {
	d, h := n.Width, n.Heads
	dh := d / h
	scale := float32(1 / math.Sqrt(float64(dh)))
	start := 0
	for _, end := range ends {
		m := end - start
		mp, np := padded(m, 8), padded(m, panel)
		k4 := padded(m, 4)
		for head := 0; head < h; head++ {
			q := bytesFor(&s.q2, m, dh)
			qs := room(&s.scale, m)
			keys := room(&s.keys, dh*np)
			clear(keys)
			ks := room(&s.keyScale, m)
			acc := room(&s.acc, mp*np)
			clear(acc)
			for t := 0; t < m; t++ {
				row := qkv[(start+t)*3*d:]
				qs[t] = float32(signed(row[head*dh:(head+1)*dh], q[t*dh:(t+1)*dh]) * scale)
				var sum int32
				ks[t], sum = pack4(row[d+head*dh:d+(head+1)*dh], keys[t/panel*panel*dh+t%panel*4:])
				acc[t] = -64 * sum
			}
			for t := 1; t < m; t++ {
				copy(acc[t*np:t*np+m], acc[:m])
			}
			multiply(acc, np, m, q, dh, dh, keys, m)
			// weights
			p := room(&s.probs, mp*k4)
			bias := b.bias[head*(2*n.reach+1):]
			total := room(&s.row, m)
			f := room(&s.hidden, m)
			for t := 0; t < m; t++ {
				row := acc[t*np : t*np+m]
				top := float32(math.Inf(-1))
				for j, v := range row {
					dist := max(-n.reach, min(n.reach, j-t)) + n.reach
					f[j] = float32(float32(v)*float32(qs[t]*ks[j])) + bias[dist]
					top = max(top, f[j])
				}
				w := p[t*k4 : (t+1)*k4]
				var sum int32
				for j, v := range f {
					x := uint8(int32(float32(127*expNeg(v-top)) + 0.5))
					w[j] = x
					sum += int32(x)
				}
				clear(w[m:])
				total[t] = float32(1 / float32(sum))
			}
			// values: one scale for the head in this sentence
			var top float32
			for t := 0; t < m; t++ {
				for _, v := range qkv[(start+t)*3*d+2*d+head*dh : (start+t)*3*d+2*d+(head+1)*dh] {
					top = max(top, abs(v))
				}
			}
			if top == 0 {
				top = 1
			}
			unit := float32(127 / top)
			dp := padded(dh, panel)
			vals := room(&s.keys, k4*dp)
			clear(vals)
			for t := 0; t < m; t++ {
				for j, v := range qkv[(start+t)*3*d+2*d+head*dh : (start+t)*3*d+2*d+(head+1)*dh] {
					vals[j/panel*panel*k4+t/4*4*panel+j%panel*4+t%4] = rounded(float32(v * unit))
				}
			}
			acc = room(&s.acc, mp*dp)
			clear(acc)
			multiply(acc, dp, m, p, k4, k4, vals, dh)
			vs := float32(top / 127)
			for t := 0; t < m; t++ {
				u := float32(vs * total[t])
				to := out[(start+t)*d+head*dh : (start+t)*d+(head+1)*dh]
				for j := range to {
					to[j] = float32(float32(acc[t*dp+j]) * u)
				}
			}
		}
		start = end
	}
}

// pack4 writes a row as signed bytes, as one column of a packed matrix, and returns the size of a unit and the sum of the bytes.
func pack4(x []float32, to []int8) (unit float32, sum int32) {
	var top float32
	for _, v := range x {
		top = max(top, abs(v))
	}
	if top == 0 {
		top = 1
	}
	inv := float32(127 / top)
	for j, v := range x {
		q := rounded(float32(v * inv))
		to[j/4*4*panel+j%4] = q
		sum += int32(q)
	}
	return top / 127, sum
}

// rounded is the nearest whole number, halves away from zero.
func rounded(v float32) int8 {
	if v < 0 {
		return int8(int32(v - 0.5))
	}
	return int8(int32(v + 0.5))
}

// expNeg is e^x for x <= 0, every step rounded by itself (polynomial of Cephes' expf).
func expNeg(x float32) float32 {
	if x < -80 {
		return 0
	}
	k := int32(float32(x*1.44269504) - 0.5)
	z := float32(k)
	x = x - float32(z*0.693359375)
	x = x - float32(z*-2.12194440e-4)
	y := float32(1.9875691500e-4*x) + 1.3981999507e-3
	y = float32(y*x) + 8.3334519073e-3
	y = float32(y*x) + 4.1665795894e-2
	y = float32(y*x) + 1.6666665459e-1
	y = float32(y*x) + 5.0000001201e-1
	y = float32(float32(y*x)*x) + x + 1
	return float32(y * math.Float32frombits(uint32(k+127)<<23))
}

// heads runs the heads over the encoder's last layer.
func (n *Net) heads(s *Scratch, x []float32, m int, ends []int) Result {
	d := n.Width
	q := bytesFor(&s.q, m, d)
	for t := 0; t < m; t++ {
		n.final.quantise(x[t*d:(t+1)*d], q[t*d:(t+1)*d])
	}
	step := []float32{n.final.step}
	lin := func(k string, to *[]float32) ([]float32, int) {
		l := n.linears[k]
		y := room(to, m*l.Out)
		l.run(s, y, q, m, step, true)
		return y, l.Out
	}
	var r Result
	for _, h := range []struct {
		name string
		to   *[]int32
	}{{"upos", &r.UPOS}, {"xpos", &r.XPOS}, {"feats", &r.Feats}} {
		y, c := lin(h.name, &s.y)
		*h.to = bestOf(y, m, c)
	}
	y, c := lin("names.hidden", &s.y)
	q2 := bytesFor(&s.q2, m, c)
	unit := room(&s.scale, m)
	for t := 0; t < m; t++ {
		unit[t] = relu(y[t*c:(t+1)*c], q2[t*c:(t+1)*c])
	}
	names := n.linears["names"]
	r.Names = make([]float32, m*names.Out)
	names.run(s, r.Names, q2, m, unit, false)

	// arcs
	y, c = lin("arc.dep", &s.y)
	q2 = bytesFor(&s.q2, m, c)
	unit = room(&s.scale, m)
	for t := 0; t < m; t++ {
		unit[t] = relu(y[t*c:(t+1)*c], q2[t*c:(t+1)*c])
	}
	u := n.linears["arc.u"]
	dep := room(&s.z, m*u.Out)
	u.run(s, dep, q2, m, unit, false)
	head, hc := lin("arc.head", &s.head)
	for i, v := range head {
		head[i] = max(v, 0)
	}
	r.Head = n.trees(s, dep, head, hc, ends)

	// labels
	ld, lc := lin("label.dep", &s.y)
	lh, _ := lin("label.head", &s.label)
	for i := range ld {
		ld[i], lh[i] = max(ld[i], 0), max(lh[i], 0)
	}
	q2 = bytesFor(&s.q2, m, 2*lc)
	unit = room(&s.scale, m)
	pair := room(&s.hidden, 2*lc)
	start := 0
	for _, end := range ends {
		for t := start; t < end; t++ {
			hv := n.rootLabel
			if p := int(r.Head[t]); p > 0 {
				hv = lh[(start+p-1)*lc : (start+p)*lc]
			}
			for j, v := range ld[t*lc : (t+1)*lc] {
				pair[j] = float32(v * hv[j])
				pair[lc+j] = max(v+hv[j], 0)
			}
			unit[t] = signed(pair, q2[t*2*lc:(t+1)*2*lc])
		}
		start = end
	}
	label := n.linears["label"]
	y = room(&s.y, m*label.Out)
	label.run(s, y, q2, m, unit, true)
	r.Rel = bestOf(y, m, label.Out)
	return r
}

func bestOf(y []float32, m, c int) []int32 {
	out := make([]int32, m)
	for t := range out {
		row := y[t*c : (t+1)*c]
		b := 0
		for j, v := range row {
			if v > row[b] {
				b = j
			}
		}
		out[t] = int32(b)
	}
	return out
}

// trees scores all arcs of each sentence and finds its tree.
func (n *Net) trees(s *Scratch, dep, head []float32, c int, ends []int) []int32 {
	out := make([]int32, 0, len(dep)/c)
	var hb []float32
	start := 0
	for _, end := range ends {
		m := end - start
		cols := m + 1
		np := padded(cols, panel)
		q := bytesFor(&s.q2, m, c)
		qs := room(&s.scale, m)
		keys := room(&s.keys, c*np)
		clear(keys)
		ks := room(&s.keyScale, cols)
		acc := room(&s.acc, padded(m, 8)*np)
		clear(acc)
		hb = hb[:0]
		for j := 0; j < cols; j++ {
			v := n.rootArc
			if j > 0 {
				v = head[(start+j-1)*c : (start+j)*c]
			}
			var sum int32
			ks[j], sum = pack4(v, keys[j/panel*panel*c+j%panel*4:])
			acc[j] = -64 * sum
			var b float32
			for k, x := range v {
				b += float32(x * n.arcBias[k])
			}
			hb = append(hb, b)
		}
		for t := 0; t < m; t++ {
			qs[t] = signed(dep[(start+t)*c:(start+t+1)*c], q[t*c:(t+1)*c])
			if t > 0 {
				copy(acc[t*np:t*np+cols], acc[:cols])
			}
		}
		multiply(acc, np, m, q, c, c, keys, cols)
		scores := room(&s.hidden, m*cols)
		for t := 0; t < m; t++ {
			for j := 0; j < cols; j++ {
				scores[t*cols+j] = float32(float32(acc[t*np+j])*float32(qs[t]*ks[j])) + hb[j]
			}
			scores[t*cols+t+1] = -1e4
		}
		out = append(out, Tree(scores, m)...)
		start = end
	}
	return out
}
