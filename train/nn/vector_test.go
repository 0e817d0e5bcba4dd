package nn

import (
	"math"
	"testing"
)

// TestVectorsAgreeWithGo runs each vector loop against its Go twin.
func TestVectorsAgreeWithGo(t *testing.T) {
	if !wide {
		t.Skip("this machine has no vector loops")
	}
	r := &Rand{3}
	const n = 80
	fresh := func() []float32 {
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(r.Norm())
		}
		return x
	}
	k := [8]float32{0.5, 0.1, 0.02, 1e-2, 1.3, 1e-8, 1e-3, 0.05}
	loops := map[string]func(v [][]float32){
		"addTo":    func(v [][]float32) { addTo(v[0], v[1], v[2]) },
		"mulTo":    func(v [][]float32) { mulTo(v[0], v[1], v[2]) },
		"mulAdd":   func(v [][]float32) { mulAdd(v[0], v[1], v[2]) },
		"maxTo":    func(v [][]float32) { maxTo(v[0], v[1], v[2]) },
		"reluBack": func(v [][]float32) { reluBack(v[0], v[1], v[2]) },
		"maxBack":  func(v [][]float32) { maxBack(v[0], v[1], v[2], v[3], v[4]) },
		"scale":    func(v [][]float32) { scale(0.3, v[0]) },
		"top":      func(v [][]float32) { v[0][0] = top(v[0]) },
		"softmax":  func(v [][]float32) { softmax(v[0]) },
		"normRow":  func(v [][]float32) { v[5][0] = normRow(v[0], v[1], v[2], v[3], v[4]) },
		"normBack": func(v [][]float32) { normRowBack(v[0], v[1], v[2], v[3], v[4], v[5], 0.7) },
		"adam": func(v [][]float32) {
			for i := range v[3] {
				v[3][i] = v[3][i] * v[3][i]
			}
			adamRow(v[0], v[1], v[2], v[3], v[4], &k)
		},
		"adam without average": func(v [][]float32) {
			for i := range v[3] {
				v[3][i] = v[3][i] * v[3][i]
			}
			adamRow(v[0], v[1], v[2], v[3], nil, &k)
		},
	}
	for name, f := range loops {
		var a, b [][]float32
		for range 6 {
			x := fresh()
			a, b = append(a, x), append(b, append([]float32(nil), x...))
		}
		f(a)
		wide = false
		f(b)
		wide = true
		for i := range a {
			for j := range a[i] {
				if math.Abs(float64(a[i][j]-b[i][j])) > 1e-5*(1+math.Abs(float64(b[i][j]))) {
					t.Fatalf("%s: vector %d element %d is %g, in Go %g", name, i, j, a[i][j], b[i][j])
				}
			}
		}
	}
}
