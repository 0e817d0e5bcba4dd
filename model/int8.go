package model

import "unsafe"

// Integer products, so that every machine computes the same. Activations are bytes of 7 bits (0 to 127), weights signed bytes
// (-127 to 127): then two products summed fit 16 bits, and AVX2, VNNI, NEON and plain Go agree to the bit.

// panel is the number of columns that are packed together; depth is packed by four.
const panel = 32

// kernel adds a tile of rows x width products to c: c[r][j] += sum over k of a[r][k]*b[k][j].
type kernel struct {
	name        string
	rows, width int // a tile; width divides panel
	tile        func(k4 int, a *uint8, lda int, b *int8, c *int32, ldc int)
}

// portable is the Go twin of the assembly tiles.
var portable = kernel{"go", 1, panel, tilePlain}

func tilePlain(k4 int, a *uint8, lda int, b *int8, c *int32, ldc int) {
	as := unsafe.Slice(a, k4*4)
	bs := unsafe.Slice(b, k4*4*panel)
	cs := (*[panel]int32)(unsafe.Pointer(c))
	for k := 0; k < k4; k++ {
		x0, x1, x2, x3 := int32(as[4*k]), int32(as[4*k+1]), int32(as[4*k+2]), int32(as[4*k+3])
		row := bs[k*4*panel : (k+1)*4*panel]
		for j := 0; j < panel; j++ {
			w := row[4*j : 4*j+4 : 4*j+4]
			cs[j] += x0*int32(w[0]) + x1*int32(w[1]) + x2*int32(w[2]) + x3*int32(w[3])
		}
	}
}

// kernels lists what this machine can run, fastest first; the plain one is always last.
var kernels = append(machineKernels(), portable)

// active is the kernel in use.
var active = kernels[0]

// Kernel names the kernel in use, for cards and benchmarks.
func Kernel() string { return active.name }

func padded(n, to int) int { return (n + to - 1) / to * to }

// packInto lays a k x n matrix (element (i, j) by at) out in panels: [n/32][k/4][32][4]. to must hold padded(k,4)*padded(n,32) bytes.
func packInto(to []int8, k, n int, at func(i, j int) int8) {
	k4 := padded(k, 4)
	clear(to[:k4*padded(n, panel)])
	for j := 0; j < n; j++ {
		base := j/panel*panel*k4 + j%panel*4
		for i := 0; i < k; i++ {
			to[base+i/4*4*panel+i%4] = at(i, j)
		}
	}
}

// multiply adds a*b to c. a is m rows of k bytes, lda apart, and readable up to rows padded to a tile; k is a multiple of 4. b is packed;
// c has rows padded to 8 and ldc (a multiple of 32) columns.
func multiply(c []int32, ldc, m int, a []uint8, lda, k int, b []int8, n int) {
	t := &active
	for j := 0; j < n; j += panel {
		bp := b[j*k:]
		for i := 0; i < m; i += t.rows {
			for w := 0; w < panel; w += t.width {
				t.tile(k/4, &a[i*lda], lda, &bp[w*4], &c[i*ldc+j+w], ldc)
			}
		}
	}
}
