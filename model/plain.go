package model

import (
	"math"
	"unsafe"
)

// portable are the Go twins of the assembly, which run where there is none and are what it is tested against. Conversions to
// float32 round each operation, so that no compiler may fuse two.
var portable = kernels{
	name: "go", product: productPlain, grouped: productPlain, normBytes: normBytesPlain, normFloats: normFloatsPlain, quantise: quantisePlain, quantiseSum: quantiseSumPlain,
	scaleTo: scaleToPlain, scaleAdd: scaleAddPlain, scaleMax: scaleMaxPlain, columnUnits: columnUnitsPlain, packFour: packFourPlain,
	softmax: softmaxPlain, pair: pairPlain, dots: dotsPlain, best: bestPlain, addRow: addRowPlain,
}

// from is n elements behind the first i at p.
func from[T any](p *T, i, n int) []T { return unsafe.Slice(p, i+n)[i:] }

func productPlain(k4, m int, a *uint8, lda int, b *int8, ldb int, init *int32, c *int32, ldc int) {
	for r := 0; r < m; r++ {
		as := from(a, r*lda, 4*k4)
		cs := (*[panel]int32)(from(c, r*ldc, panel))
		*cs = *(*[panel]int32)(from(init, 0, panel))
		for k := 0; k < k4; k++ {
			x0, x1, x2, x3 := int32(as[4*k]), int32(as[4*k+1]), int32(as[4*k+2]), int32(as[4*k+3])
			row := from(b, k*ldb, 4*panel)
			for j := 0; j < panel; j++ {
				w := row[4*j : 4*j+4 : 4*j+4]
				cs[j] += x0*int32(w[0]) + x1*int32(w[1]) + x2*int32(w[2]) + x3*int32(w[3])
			}
		}
	}
}

// folded adds 32 lanes: lane i and i+16, then i+8, 4, 2, 1.
func folded(s *[32]float32) float32 {
	for half := 16; half > 0; half /= 2 {
		for i := 0; i < half; i++ {
			s[i] = float32(s[i] + s[i+half])
		}
	}
	return s[0]
}

// moments gives the mean of a row and one by its deviation.
func moments(x []float32, inv float32) (mean, dev float32) {
	var s [32]float32
	for j, v := range x {
		s[j%32] = float32(s[j%32] + v)
	}
	mean = float32(folded(&s) * inv)
	s = [32]float32{}
	for j, v := range x {
		d := float32(v - mean)
		s[j%32] = float32(s[j%32] + float32(d*d))
	}
	v := float32(float32(folded(&s)*inv) + 1e-5)
	// the root of a single, rounded from double to single, is correctly rounded
	return mean, float32(1 / float32(math.Sqrt(float64(v))))
}

func normBytesPlain(x *float32, rows, n int, inv float32, gain, bias *float32, to *uint8, ldt int) {
	g, h := from(gain, 0, n), from(bias, 0, n)
	for r := 0; r < rows; r++ {
		row, out := from(x, r*n, n), from(to, r*ldt, n)
		mean, dev := moments(row, inv)
		for j, v := range row {
			y := float32(float32(float32(float32(v-mean)*dev)*g[j]) + h[j])
			out[j] = uint8(nearest(min(max(y, 0), 127)))
		}
	}
}

func normFloatsPlain(x *float32, rows, n int, inv float32, gain, bias *float32, to *float32, ldt int) {
	g, h := from(gain, 0, n), from(bias, 0, n)
	for r := 0; r < rows; r++ {
		row, out := from(x, r*n, n), from(to, r*ldt, n)
		mean, dev := moments(row, inv)
		for j, v := range row {
			out[j] = float32(float32(float32(float32(v-mean)*dev)*g[j]) + h[j])
		}
	}
}

// nearest is the nearest whole number, halves to even: the sum with 1.5*2^23 has it in its last bits. v is below 2^22 in size.
func nearest(v float32) int32 {
	const magic = 12582912
	return int32(math.Float32bits(float32(v+magic))) - 0x4b400000
}

func abs(x float32) float32 { return math.Float32frombits(math.Float32bits(x) &^ (1 << 31)) }

const least = 1e-30 // what the greatest absolute value of a row is at least, so that one can divide by it

func topOf(x []float32) float32 {
	top := float32(least)
	for _, v := range x {
		if a := abs(v); a > top {
			top = a
		}
	}
	return top
}

func quantisePlain(x *float32, ldx, rows, n int, span, zero, size float32, to *uint8, ldt int, unit *float32) {
	units := from(unit, 0, rows)
	for r := range units {
		row, out := from(x, r*ldx, n), from(to, r*ldt, n)
		top := topOf(row)
		factor := float32(span / top)
		units[r] = float32(top * size)
		for j, v := range row {
			out[j] = uint8(nearest(float32(float32(v*factor) + zero)))
		}
	}
}

func quantiseSumPlain(x *float32, ldx, rows, n int, span, zero, size float32, to *uint8, ldt int, unit *float32, sum *int32) {
	quantisePlain(x, ldx, rows, n, span, zero, size, to, ldt, unit)
	sums := from(sum, 0, rows)
	for r := range sums {
		var s int32
		for _, v := range from(to, r*ldt, n) {
			s += int32(int8(v))
		}
		sums[r] = -64 * s
	}
}

func scaleToPlain(acc *int32, lda, rows, n int, unit *float32, next int, scale, bias *float32, floor float32, to *float32, ldt int) {
	s, b := from(scale, 0, n), from(bias, 0, n)
	for r := 0; r < rows; r++ {
		u := from(unit, r*next, 1)[0]
		row, out := from(acc, r*lda, n), from(to, r*ldt, n)
		for j, v := range row {
			y := float32(float32(float32(v)*float32(u*s[j])) + b[j])
			if !(y > floor) {
				y = floor
			}
			out[j] = y
		}
	}
}

func scaleAddPlain(acc *int32, lda, rows, n int, unit *float32, next int, scale, bias *float32, to *float32, ldt int) {
	s, b := from(scale, 0, n), from(bias, 0, n)
	for r := 0; r < rows; r++ {
		u := from(unit, r*next, 1)[0]
		row, out := from(acc, r*lda, n), from(to, r*ldt, n)
		for j, v := range row {
			out[j] = float32(out[j] + float32(float32(float32(v)*float32(u*s[j]))+b[j]))
		}
	}
}

func scaleMaxPlain(acc *int32, lda, rows, n int, unit, scale, bias *float32, to *float32, ldt int) {
	u := *unit
	s, b := from(scale, 0, 2*n), from(bias, 0, 2*n)
	for r := 0; r < rows; r++ {
		row, out := from(acc, r*lda, 2*n), from(to, r*ldt, n)
		for j := range out {
			v := float32(float32(float32(row[j])*float32(u*s[j])) + b[j])
			w := float32(float32(float32(row[j+n])*float32(u*s[j+n])) + b[j+n])
			if !(v > w) {
				v = w
			}
			out[j] = float32(out[j] + v)
		}
	}
}

func columnUnitsPlain(x *float32, ldx, rows, n int, unit, size *float32) {
	units, sizes := from(unit, 0, n), from(size, 0, n)
	for j := range units {
		top := float32(least)
		for r := 0; r < rows; r++ {
			if a := abs(from(x, r*ldx+j, 1)[0]); a > top {
				top = a
			}
		}
		units[j], sizes[j] = float32(127/top), float32(top*float32(1.0/127))
	}
}

func packFourPlain(x *float32, ldx, fours, n int, unit *float32, to *int8) {
	u := from(unit, 0, n)
	for f := 0; f < fours; f++ {
		out := from(to, f*4*n, 4*n)
		for k := 0; k < 4; k++ {
			for j, v := range from(x, (4*f+k)*ldx, n) {
				out[4*j+k] = int8(nearest(float32(v * u[j])))
			}
		}
	}
}

// Constants of softmax; the assembly has the same. The polynomial is 127 times 2^x, -0.5 to 0.5, within 1e-4 of it (found with Lawson's
// algorithm); the weights are rounded to 1/127 anyway.
const (
	leastExponent = -7 // 127 times e to this is less than half
	log2e         = 1.44269504
	exp0          = 126.990865
	exp1          = 88.0441452
	exp2          = 30.8116125
	exp3          = 7.00680184
)

func softmaxPlain(acc *int32, ldc, rows, n int, qs, ks, bias, mask *float32, to *uint8, ldt int, total *float32) {
	k, x := from(ks, 0, n), from(mask, 0, n)
	for r := 0; r < rows; r++ {
		row, out := from(acc, r*ldc, n), from(to, r*ldt, n)
		f := unsafe.Slice((*float32)(unsafe.Pointer(&row[0])), n)
		b := unsafe.Slice((*float32)(unsafe.Add(unsafe.Pointer(bias), -4*r)), n)
		u := from(qs, r, 1)[0]
		top := float32(math.Inf(-1))
		for j, v := range row {
			y := float32(float32(float32(float32(v)*float32(k[j]*u))+b[j]) + x[j])
			f[j] = y
			if y > top {
				top = y
			}
		}
		var sum int32
		for j, v := range f {
			y := float32(max(float32(v-top), leastExponent) * log2e)
			whole := nearest(y)
			y = float32(y - float32(whole))
			p := float32(float32(exp3*y) + exp2)
			p = float32(float32(p*y) + exp1)
			p = float32(float32(p*y) + exp0)
			w := nearest(math.Float32frombits(math.Float32bits(p) + uint32(whole)<<23))
			out[j] = uint8(w)
			sum += w
		}
		from(total, r, 1)[0] = float32(1 / float32(sum))
	}
}

func pairPlain(a, b *float32, n int, to *float32) {
	as, bs, out := from(a, 0, n), from(b, 0, n), from(to, 0, 2*n)
	for j, v := range as {
		out[j] = float32(v * bs[j])
		s := float32(v + bs[j])
		if !(s > 0) {
			s = 0
		}
		out[n+j] = s
	}
}

func dotsPlain(x *float32, rows, n int, w, to *float32) {
	ws, out := from(w, 0, n), from(to, 0, rows)
	for r := range out {
		var s [32]float32
		for j, v := range from(x, r*n, n) {
			s[j%32] = float32(s[j%32] + float32(v*ws[j]))
		}
		out[r] = folded(&s)
	}
}

func bestPlain(y *float32, ldy, rows, n int, _ *int32, to *int32) {
	for r := range from(to, 0, rows) {
		row := from(y, r*ldy, n)
		b := 0
		for j, v := range row {
			if v > row[b] {
				b = j
			}
		}
		from(to, r, 1)[0] = int32(b)
	}
}

func addRowPlain(to *float32, q *int8, n int, scale float32) {
	out := from(to, 0, n)
	for j, v := range from(q, 0, n) {
		out[j] = float32(out[j] + float32(float32(v)*scale))
	}
}
