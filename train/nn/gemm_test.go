package nn

import (
	"math"
	"testing"
)

func TestGemmAgreesWithPlainLoops(t *testing.T) {
	defer func(old multiply) { strip = old }(strip)
	for _, strip = range append(multiplies(), nil) {
		gemmAgrees(t)
	}
}

// gemmAgrees multiplies small whole numbers, which bfloat16 holds exactly.
func gemmAgrees(t *testing.T) {
	r := Rand{1}
	var g Gemm
	for _, s := range [][3]int{{1, 1, 1}, {5, 7, 3}, {12, 32, 16}, {13, 33, 17}, {100, 65, 700}, {37, 192, 576}} {
		m, n, k := s[0], s[1], s[2]
		a, b, c, want := make([]float32, m*k), make([]float32, k*n), make([]float32, m*n), make([]float32, m*n)
		for i := range a {
			a[i] = float32(r.Int(17) - 8)
		}
		for i := range b {
			b[i] = float32(r.Int(17) - 8)
		}
		for i := 0; i < m; i++ {
			for j := 0; j < n; j++ {
				for p := 0; p < k; p++ {
					want[i*n+j] += a[i*k+p] * b[p*n+j]
				}
			}
		}
		g.Add(View{m, n, n, 1, c}, View{m, k, k, 1, a}, View{k, n, n, 1, b})
		bt := make([]float32, n*k)
		for i := 0; i < k; i++ {
			for j := 0; j < n; j++ {
				bt[j*k+i] = b[i*n+j]
			}
		}
		c2 := make([]float32, m*n)
		g.Add(View{m, n, n, 1, c2}, View{m, k, k, 1, a}, View{n, k, k, 1, bt}.T())
		at := make([]float32, k*m)
		for i := 0; i < m; i++ {
			for p := 0; p < k; p++ {
				at[p*m+i] = a[i*k+p]
			}
		}
		c3 := make([]float32, m*n)
		g.Add(View{m, n, n, 1, c3}, View{k, m, m, 1, at}.T(), View{k, n, n, 1, b})
		off := func(x, y float32) bool { return math.Abs(float64(x-y)) > 1e-3 }
		for i := range c {
			if off(c[i], want[i]) || off(c2[i], want[i]) || off(c3[i], want[i]) {
				t.Fatalf("%v: element %d is %g, %g and %g, want %g", s, i, c[i], c2[i], c3[i], want[i])
			}
		}
	}
}

func BenchmarkGemm(b *testing.B) {
	m, n, k := 1024, 384, 576
	x, y, z := make([]float32, m*k), make([]float32, k*n), make([]float32, m*n)
	var g Gemm
	for b.Loop() {
		g.Add(View{m, n, n, 1, z}, View{m, k, k, 1, x}, View{k, n, n, 1, y})
	}
	b.ReportMetric(float64(2*m*n*k)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}
