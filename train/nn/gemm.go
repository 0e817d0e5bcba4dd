// Package nn trains small networks in plain Go with assembly inner loops: matrices, a tape that remembers how to go back, and
// Adam. It makes data/model and is not part of the shipped program.
package nn

import "unsafe"

// The micro-kernel of this machine: a tile of rows x cols, and whether it has vector loops. The Go twin serves machines without one.
var rows, cols, tileOf, fastVec = machineKernel()

const goRows, goCols = 4, 8

// tileGo is the Go twin of the assembly tiles.
func tileGo(k int, a, b, c *float32, ldc int) {
	as := unsafe.Slice(a, k*goRows)
	bs := unsafe.Slice(b, k*goCols)
	cs := unsafe.Slice(c, (goRows-1)*ldc+goCols)
	for p := 0; p < k; p++ {
		for r := 0; r < goRows; r++ {
			x := as[p*goRows+r]
			for j := 0; j < goCols; j++ {
				cs[r*ldc+j] += x * bs[p*goCols+j]
			}
		}
	}
}

// View is a strided matrix: element (i, j) is D[i*RS+j*CS].
type View struct {
	R, C, RS, CS int
	D            []float32
}

// T is the transpose, without a copy.
func (v View) T() View { return View{v.C, v.R, v.CS, v.RS, v.D} }

// Gemm multiplies matrices; it keeps its packing buffers and serves one goroutine.
type Gemm struct {
	pa, pb, tmp []float32
	ta, tb      []uint16
}

const kBlock = 512

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// Add computes c += a*b. c must have unit column stride.
func (g *Gemm) Add(c, a, b View) {
	if a.C != b.R || a.R != c.R || b.C != c.C {
		panic("nn: shapes do not agree")
	}
	m, n := c.R, c.C
	if m == 0 || n == 0 || a.C == 0 {
		return
	}
	if strip != nil {
		g.addTiles(c, a, b)
		return
	}
	np := (n + cols - 1) / cols
	g.tmp = grow(g.tmp, rows*cols)
	for k0 := 0; k0 < a.C; k0 += kBlock {
		k := min(kBlock, a.C-k0)
		g.pb = grow(g.pb, np*cols*k)
		for p := 0; p < np; p++ {
			packB(g.pb[p*cols*k:], b, k0, k, p*cols)
		}
		g.pa = grow(g.pa, rows*k)
		for i := 0; i < m; i += rows {
			packA(g.pa, a, k0, k, i)
			for p := 0; p < np; p++ {
				j := p * cols
				if i+rows <= m && j+cols <= n {
					tileOf(k, &g.pa[0], &g.pb[p*cols*k], &c.D[i*c.RS+j], c.RS)
					continue
				}
				clear(g.tmp)
				tileOf(k, &g.pa[0], &g.pb[p*cols*k], &g.tmp[0], cols)
				for r := 0; r < min(rows, m-i); r++ {
					row := c.D[(i+r)*c.RS+j:]
					for q := 0; q < min(cols, n-j); q++ {
						row[q] += g.tmp[r*cols+q]
					}
				}
			}
		}
	}
}

func packB(to []float32, b View, k0, k, j0 int) {
	w := min(cols, b.C-j0)
	if b.CS == 1 {
		for p := 0; p < k; p++ {
			row := to[p*cols : p*cols+cols]
			copy(row[:w], b.D[(k0+p)*b.RS+j0:])
			clear(row[w:])
		}
		return
	}
	for j := 0; j < cols; j++ {
		if j >= w {
			for p := 0; p < k; p++ {
				to[p*cols+j] = 0
			}
			continue
		}
		at := k0*b.RS + (j0+j)*b.CS
		for p := 0; p < k; p++ {
			to[p*cols+j] = b.D[at]
			at += b.RS
		}
	}
}

func packA(to []float32, a View, k0, k, i0 int) {
	h := min(rows, a.R-i0)
	for r := 0; r < rows; r++ {
		if r >= h {
			for p := 0; p < k; p++ {
				to[p*rows+r] = 0
			}
			continue
		}
		at := (i0+r)*a.RS + k0*a.CS
		if a.CS == 1 {
			src := a.D[at : at+k]
			for p, x := range src {
				to[p*rows+r] = x
			}
			continue
		}
		for p := 0; p < k; p++ {
			to[p*rows+r] = a.D[at]
			at += a.CS
		}
	}
}

// Dot is the inner product of x and y, of one length.
func Dot(x, y []float32) float32 {
	n := len(x)
	y = y[:n]
	if fastVec && n >= 8 {
		m := n &^ 7
		s := dotFast(m, &x[0], &y[0])
		for i := m; i < n; i++ {
			s += x[i] * y[i]
		}
		return s
	}
	var s float32
	for i, v := range x {
		s += v * y[i]
	}
	return s
}

// Axpy adds alpha*x to y.
func Axpy(alpha float32, x, y []float32) {
	n := len(x)
	y = y[:n]
	if fastVec && n >= 8 {
		m := n &^ 7
		axpyFast(m, alpha, &x[0], &y[0])
		for i := m; i < n; i++ {
			y[i] += alpha * x[i]
		}
		return
	}
	for i, v := range x {
		y[i] += alpha * v
	}
}
