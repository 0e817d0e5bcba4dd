package model

import "testing"

// TestKernelsAgree compares every kernel of this machine with plain loops, at the ends of the range where sums are largest.
func TestKernelsAgree(t *testing.T) {
	for _, s := range [][3]int{{1, 32, 4}, {7, 50, 12}, {8, 64, 192}, {19, 192, 576}} {
		m, n, k := s[0], s[1], s[2]
		mp, np := padded(m, 8), padded(n, panel)
		a := make([]uint8, mp*k)
		w := make([]int8, k*n)
		seed := uint32(m*n + k)
		next := func() uint32 { seed = seed*1664525 + 1013904223; return seed >> 8 }
		for i := range a {
			a[i] = uint8(next() % 128)
			if next()%4 == 0 {
				a[i] = 127
			}
		}
		for i := range w {
			w[i] = int8(int(next()%255) - 127)
			if next()%4 == 0 {
				w[i] = 127
			}
		}
		b := make([]int8, k*np)
		packInto(b, k, n, func(i, j int) int8 { return w[i*n+j] })
		want := make([]int32, mp*np)
		for i := 0; i < m; i++ {
			for j := 0; j < n; j++ {
				for q := 0; q < k; q++ {
					want[i*np+j] += int32(a[i*k+q]) * int32(w[q*n+j])
				}
			}
		}
		old := active
		for _, kn := range kernels {
			active = kn
			c := make([]int32, mp*np)
			multiply(c, np, m, a, k, k, b, n)
			for i := 0; i < m; i++ {
				for j := 0; j < n; j++ {
					if c[i*np+j] != want[i*np+j] {
						t.Fatalf("%s %v: element %d,%d is %d, want %d", kn.name, s, i, j, c[i*np+j], want[i*np+j])
					}
				}
			}
		}
		active = old
	}
}

func BenchmarkKernels(b *testing.B) {
	m, n, k := 256, 384, 576
	a, w, c := make([]uint8, m*k), make([]int8, n*k), make([]int32, m*n)
	old := active
	defer func() { active = old }()
	for _, kn := range kernels {
		b.Run(kn.name, func(b *testing.B) {
			active = kn
			for b.Loop() {
				multiply(c, n, m, a, k, k, w, n)
			}
			b.ReportMetric(2*float64(m*n*k)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GOP/s")
		})
	}
}
