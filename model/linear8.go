package model

import (
	"fmt"
	"math"
)

// Linear8 is a linear layer with weights of one byte and a scale for each column. Activations are bytes of 7 bits (0 to 127), weights
// signed bytes (-127 to 127): then two products summed fit 16 bits, and AVX2, VNNI, NEON and plain Go agree to the bit.
type Linear8 struct {
	In, Out int
	w       []int8 // packed: panels of 32 columns, in each steps of four bytes of depth
	// for each column, and up to a whole panel: 0, -infinity and 0 for columns that are none
	scale, bias []float32
	mid         []int32 // -64 times the sum of the column: what activations around 64 add
}

// linear reads "name.w", the packed weights, and "name.c": in, out, scales, biases, mids. -1 leaves a size to the file.
func (l *loader) linear(name string, in, out int) *Linear8 {
	c := l.section(name+".c", -1)
	if l.err != nil {
		return nil
	}
	v := floats(c)
	if len(v) < 2 || v[0] < 1 || v[1] < 1 || v[0] > 1<<14 || v[1] > 1<<14 || in >= 0 && float32(in) != v[0] || out >= 0 && float32(out) != v[1] ||
		int(v[0])%panel != 0 || len(v) != 2+3*padded(int(v[1]), panel) {
		l.err = fmt.Errorf("model %s: section %s.c is malformed; remake it with go run ./train", l.f.path, name)
		return nil
	}
	x := &Linear8{In: int(v[0]), Out: int(v[1])}
	n := padded(x.Out, panel)
	x.w = int8s(l.section(name+".w", x.In*n))
	x.scale, x.bias, x.mid = v[2:2+n], v[2+n:2+2*n], int32s(c[4*(2+2*n):])
	return x
}

// EncodeLinear8 writes weights (in x out, row by row) and biases as the sections that linear reads. in must be a multiple of 32.
func EncodeLinear8(sections map[string][]byte, name string, w []float32, in, out int, bias []float32) {
	n := padded(out, panel)
	q := make([]int8, in*n)
	scales, biases, mids := make([]float32, n), make([]float32, n), make([]float32, n)
	for j := out; j < n; j++ {
		biases[j] = float32(math.Inf(-1))
	}
	column, bytes := make([]float32, in), make([]int8, in)
	for j := 0; j < out; j++ {
		for i := range column {
			column[i] = w[i*out+j]
		}
		scales[j] = quantiseColumn(column, bytes)
		biases[j] = bias[j] + 0 // never -0
		var sum int32
		base := j/panel*panel*in + j%panel*4
		for i, v := range bytes {
			q[base+i/4*4*panel+i%4] = v
			sum += int32(v)
		}
		mids[j] = math.Float32frombits(uint32(-64 * sum))
	}
	b := make([]byte, len(q))
	for i, v := range q {
		b[i] = byte(v)
	}
	sections[name+".w"] = b
	sections[name+".c"] = EncodeFloats(append(append(append([]float32{float32(in), float32(out)}, scales...), biases...), mids...))
}

// groupTop is what the weights of one sign in a group may sum to, so that a group's products with activations of 7 bits fit 16 bits. A group
// are the eight weights of a column that AVX2 adds before it widens: of 16 rows those whose place is 0 or 1, or 2 or 3, by four.
const groupTop = 32767 / 127

// quantiseColumn writes weights as bytes and returns the size of a unit: the least with which all are within 127 and no group is too large.
func quantiseColumn(w []float32, to []int8) float32 {
	var top float32
	for _, x := range w {
		top = max(top, abs(x))
	}
	if top == 0 {
		top = 1
	}
	for scale := float32(top / 127); ; scale *= 1.01 {
		for i, x := range w {
			to[i] = int8(math.Round(float64(x / scale)))
		}
		if fits(to) {
			return scale
		}
	}
}

// fits tells whether the weights of one sign in each group of a column sum to no more than groupTop.
func fits(w []int8) bool {
	for i := 0; i < len(w); i += 16 {
		var plus, minus [2]int
		for k, v := range w[i:min(len(w), i+16)] {
			if v > 0 {
				plus[k/2%2] += int(v)
			} else {
				minus[k/2%2] -= int(v)
			}
		}
		if max(plus[0], plus[1], minus[0], minus[1]) > groupTop {
			return false
		}
	}
	return true
}

// strip is how many rows run through a layer together, so that their sums stay in the nearest caches.
const strip = 48

// run multiplies m rows of bytes, lda apart, with the layer, a strip at a time, and hands on each strip's first row, number of rows
// and sums (as many columns as the layer has with whole panels). centred tells activations around 64 from those from 0. Rows
// must be readable up to rowsRoom(m).
func (l *Linear8) run(s *Scratch, a []uint8, lda, m int, centred bool, then func(first, rows int, acc *int32)) {
	ldc := len(l.mid)
	acc := room(&s.acc, rowsRoom(strip)*ldc)
	for i := 0; i < m; i += strip {
		rows := min(strip, m-i)
		for j := 0; j < ldc; j += panel {
			init := &nothing[0]
			if centred {
				init = &l.mid[j]
			}
			active.grouped(l.In/4, rows, &a[i*lda], lda, &l.w[j*l.In], 4*panel, init, &acc[j], ldc)
		}
		then(i, rows, &acc[0])
	}
}

// nothing are sums to begin with.
var nothing [panel]int32
