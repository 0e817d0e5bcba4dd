package model

import (
	"fmt"
	"hash/fnv"
	"math"
	"strconv"
	"testing"
)

// noise makes test data: the same on every machine.
type noise uint32

func (r *noise) next() uint32 {
	*r = *r*1664525 + 1013904223
	return uint32(*r) >> 8
}

// floats makes numbers of the given size. Among them are zeros, ties, halves, the smallest, and with wild the largest that
// the loops may see.
func (r *noise) floats(n int, size float32, wild bool) []float32 {
	v := make([]float32, n)
	for i := range v {
		x := (float32(r.next())/(1<<23) - 1) * size
		switch r.next() % 16 {
		case 0:
			x = 0
		case 1:
			x = size
		case 2:
			x = -size
		case 3:
			x = float32(int(r.next()%9)-4) / 2
		case 4:
			if wild {
				x = math.Float32frombits(r.next() % 2 << 31 & 1) // the smallest
			}
		case 5:
			if wild {
				x *= 1e18
			}
		}
		v[i] = x
	}
	return v
}

// bytes makes activations of 7 bits, with many at the top, where sums are largest.
func (r *noise) bytes(n int) []uint8 {
	v := make([]uint8, n)
	for i := range v {
		if v[i] = uint8(r.next() % 128); r.next()%4 == 0 {
			v[i] = 127
		}
	}
	return v
}

// weights makes signed bytes, with many at the ends of the range.
func (r *noise) weights(n int) []int8 {
	v := make([]int8, n)
	for i := range v {
		switch v[i] = int8(int(r.next()%255) - 127); r.next() % 4 {
		case 0:
			v[i] = 127
		case 1:
			v[i] = -127
		}
	}
	return v
}

func (r *noise) sums(n int) []int32 {
	v := make([]int32, n)
	for i := range v {
		v[i] = int32(r.next()%400000) - 200000
		if r.next()%8 == 0 {
			v[i] = 0
		}
	}
	return v
}

// loopCase runs one loop of a set and returns all that it wrote.
type loopCase struct {
	name string
	run  func(k *kernels, r *noise, rows, n int, size float32) []any
}

// gap is how far rows are apart beyond their length, so that a loop that writes too far is seen.
const gap = 5

var loopCases = []loopCase{
	{"normBytes", func(k *kernels, r *noise, rows, n int, size float32) []any {
		n = padded(n, 32)
		x, g, h := r.floats(rows*n, size, false), r.floats(n, 90, false), r.floats(n, 64, false)
		to := r.bytes(rows * (n + gap))
		k.normBytes(&x[0], rows, n, inverse(n), &g[0], &h[0], &to[0], n+gap)
		return []any{to}
	}},
	{"normFloats", func(k *kernels, r *noise, rows, n int, size float32) []any {
		n = padded(n, 32)
		x, g, h := r.floats(rows*n, size, false), r.floats(n, 3, false), r.floats(n, 3, false)
		to := make([]float32, rows*(n+gap))
		k.normFloats(&x[0], rows, n, inverse(n), &g[0], &h[0], &to[0], n+gap)
		return []any{to}
	}},
	{"quantise", func(k *kernels, r *noise, rows, n int, size float32) []any {
		x, to, unit := r.floats(rows*(n+gap), size, true), r.bytes(rows*(n+gap)), make([]float32, rows+1)
		clear(x[:n])
		k.quantise(&x[0], n+gap, rows, n, 63, 64, 1.0/63, &to[0], n+gap, &unit[0])
		return []any{to, unit}
	}},
	{"quantiseSum", func(k *kernels, r *noise, rows, n int, size float32) []any {
		x, to, unit, sum := r.floats(rows*(n+gap), size, true), r.bytes(rows*(n+gap)), make([]float32, rows+1), make([]int32, rows+1)
		k.quantiseSum(&x[0], n+gap, rows, n, 127, 0, 1.0/127, &to[0], n+gap, &unit[0], &sum[0])
		return []any{to, unit, sum}
	}},
	{"scaleTo", func(k *kernels, r *noise, rows, n int, size float32) []any {
		acc, unit, s, b := r.sums(rows*(n+gap)), r.floats(rows, size, false), r.floats(n, 0.01, false), r.floats(n, size, false)
		to, pos := make([]float32, rows*(n+gap)), make([]float32, rows*(n+gap))
		k.scaleTo(&acc[0], n+gap, rows, n, &unit[0], 1, &s[0], &b[0], lowest, &to[0], n+gap)
		k.scaleTo(&acc[0], n+gap, rows, n, &unit[0], 0, &s[0], &b[0], 0, &pos[0], n+gap)
		return []any{to, pos}
	}},
	{"scaleAdd", func(k *kernels, r *noise, rows, n int, size float32) []any {
		acc, unit, s, b := r.sums(rows*(n+gap)), r.floats(rows, size, false), r.floats(n, 0.01, false), r.floats(n, size, false)
		to := r.floats(rows*(n+gap), size, false)
		k.scaleAdd(&acc[0], n+gap, rows, n, &unit[0], 1, &s[0], &b[0], &to[0], n+gap)
		k.scaleAdd(&acc[0], n+gap, rows, n, &unit[0], 0, &s[0], &b[0], &to[0], n+gap)
		return []any{to}
	}},
	{"scaleMax", func(k *kernels, r *noise, rows, n int, size float32) []any {
		acc, unit, s, b := r.sums(rows*(2*n+gap)), r.floats(1, size, false), r.floats(2*n, 0.01, false), r.floats(2*n, size, false)
		to := r.floats(rows*(n+gap), size, false)
		k.scaleMax(&acc[0], 2*n+gap, rows, n, &unit[0], &s[0], &b[0], &to[0], n+gap)
		return []any{to}
	}},
	{"columnUnits", func(k *kernels, r *noise, rows, n int, size float32) []any {
		n = padded(n, 32)
		x, unit, sizes := r.floats(rows*(n+gap), size, true), make([]float32, n+1), make([]float32, n+1)
		for i := 0; i < rows; i++ {
			x[i*(n+gap)] = 0
		}
		k.columnUnits(&x[0], n+gap, rows, n, &unit[0], &sizes[0])
		return []any{unit, sizes}
	}},
	{"packFour", func(k *kernels, r *noise, rows, n int, size float32) []any {
		x, unit, to := r.floats(4*rows*(n+gap), size, false), make([]float32, n), r.weights(rows*4*n+1)
		for i := range unit {
			unit[i] = float32(127 / size)
		}
		k.packFour(&x[0], n+gap, rows, n, &unit[0], &to[0])
		return []any{to}
	}},
	{"softmax", func(k *kernels, r *noise, rows, n int, size float32) []any {
		acc, qs, ks := r.sums(rows*(n+gap)), r.floats(rows, 1e-4, false), r.floats(n, size, false)
		bias, mask := r.floats(n+rows, 3, false), make([]float32, n)
		for i := n - int(r.next()%uint32(n)); i < n; i++ {
			mask[i] = lowest
		}
		to, total := r.bytes(rows*(n+gap)), make([]float32, rows+1)
		k.softmax(&acc[0], n+gap, rows, n, &qs[0], &ks[0], &bias[rows-1], &mask[0], &to[0], n+gap, &total[0])
		return []any{acc, to, total}
	}},
	{"pair", func(k *kernels, r *noise, rows, n int, size float32) []any {
		a, b, to := r.floats(n, size, true), r.floats(n, size, true), make([]float32, 2*n+1)
		k.pair(&a[0], &b[0], n, &to[0])
		return []any{to}
	}},
	{"dots", func(k *kernels, r *noise, rows, n int, size float32) []any {
		n = padded(n, 32)
		x, w, to := r.floats(rows*n, size, false), r.floats(n, size, false), make([]float32, rows+1)
		k.dots(&x[0], rows, n, &w[0], &to[0])
		return []any{to}
	}},
	{"best", func(k *kernels, r *noise, rows, n int, size float32) []any {
		y, to := r.floats(rows*(n+gap), size, true), make([]int32, rows+1)
		for i := range y[:n] {
			y[i] = lowest // all alike: the first
		}
		k.best(&y[0], n+gap, rows, n, &places[0], &to[0])
		return []any{to}
	}},
	{"addRow", func(k *kernels, r *noise, rows, n int, size float32) []any {
		to, q := r.floats(n+1, size, false), r.weights(n)
		k.addRow(&to[0], &q[0], n, size/127)
		return []any{to}
	}},
	{"grouped", func(k *kernels, r *noise, rows, n int, size float32) []any {
		rows = padded(rows, 24) // whole tiles of any set
		k4, lda, ldb, ldc := n/4, n+4, 4*panel+8, panel+gap
		a, b, init, c := r.bytes(rows*lda), make([]int8, n/4*ldb), r.sums(panel), r.sums(rows*ldc)
		w, q := r.floats(n, size, false), make([]int8, n)
		for j := 0; j < panel; j++ {
			switch j { // all weights of a group at what they may be, and all of them large
			case 0, 1:
				for i := range w {
					w[i] = float32(1 - 2*j)
				}
			default:
				w = r.floats(n, size, false)
			}
			quantiseColumn(w, q)
			for i, v := range q {
				b[i/4*ldb+4*j+i%4] = v
			}
		}
		k.grouped(k4, rows, &a[0], lda, &b[0], ldb, &init[0], &c[0], ldc)
		return []any{c}
	}},
	{"product", func(k *kernels, r *noise, rows, n int, size float32) []any {
		rows = padded(rows, 24) // whole tiles of any set
		k4, lda, ldb, ldc := n/4, n+4, 4*panel+8, panel+gap
		a, b, init, c := r.bytes(rows*lda), r.weights(k4*ldb), r.sums(panel), r.sums(rows*ldc)
		k.product(k4, rows, &a[0], lda, &b[0], ldb, &init[0], &c[0], ldc)
		return []any{c}
	}},
}

// TestKernelsAgree compares every loop of every set that this machine can run with its Go twin, bit for bit.
func TestKernelsAgree(t *testing.T) {
	t.Log(Kernels())
	for _, c := range loopCases {
		for i, shape := range [][2]int{{1, 16}, {3, 32}, {2, 48}, {8, 64}, {5, 112}, {21, 192}, {13, 256}, {2, 768}} {
			for _, size := range []float32{1, 1e-3, 37, 4e4} {
				seed := noise(i*100 + int(size))
				run := func(k *kernels) string {
					r := seed
					return written(c.run(k, &r, shape[0], shape[1], size))
				}
				want := run(&portable)
				for k := range sets {
					if got := run(&sets[k]); got != want {
						t.Errorf("%s of %s differs from its twin with %d rows of %d, numbers up to %g:\n%s", c.name, sets[k].name, shape[0], shape[1], size, apart(got, want))
					}
				}
			}
		}
	}
}

// TestTwinsAreFixed holds what the Go twins compute against the hash of what they computed when this was written, so that no
// machine or compiler (which may fuse a product and a sum) changes a bit unseen.
func TestTwinsAreFixed(t *testing.T) {
	h := fnv.New64a()
	for _, c := range loopCases {
		r := noise(1)
		h.Write([]byte(written(c.run(&portable, &r, 7, 96, 11))))
	}
	if got, want := h.Sum64(), uint64(0x9a8c34d36eff5f2e); got != want {
		t.Errorf("the hash is %#x, not %#x", got, want)
	}
}

// written spells numbers so that two that differ in a bit differ.
func written(all []any) string {
	var s []byte
	for _, x := range all {
		switch v := x.(type) {
		case []float32:
			for _, f := range v {
				s = strconv.AppendUint(append(s, ' '), uint64(math.Float32bits(f)), 16)
			}
		case []int32:
			for _, i := range v {
				s = strconv.AppendInt(append(s, ' '), int64(i), 10)
			}
		case []uint8:
			for _, i := range v {
				s = strconv.AppendInt(append(s, ' '), int64(i), 10)
			}
		case []int8:
			for _, i := range v {
				s = strconv.AppendInt(append(s, ' '), int64(i), 10)
			}
		}
		s = append(s, '\n')
	}
	return string(s)
}

func apart(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	i = max(0, i-30)
	return fmt.Sprintf("got ...%.120s\nwant ...%.120s", a[i:], b[i:])
}

func BenchmarkProduct(b *testing.B) {
	m, n, k := 264, 384, 576
	a, w, c := make([]uint8, m*k), make([]int8, n*k), make([]int32, m*n)
	for i := range sets {
		b.Run(sets[i].name, func(b *testing.B) {
			for b.Loop() {
				for j := 0; j < n; j += panel {
					sets[i].grouped(k/4, m, &a[0], k, &w[j*k], 4*panel, &nothing[0], &c[j], n)
				}
			}
			b.ReportMetric(2*float64(m*n*k)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GOP/s")
		})
	}
}
