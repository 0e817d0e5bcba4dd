package nn

import (
	"math"
	"testing"
)

// TestGradients compares every gradient of a small network with central differences.
func TestGradients(t *testing.T) {
	// differences need single precision
	defer func(old multiply) { strip = old }(strip)
	strip = nil
	r := &Rand{7}
	d := 8
	ps := []*Param{
		NewParam("e", 10, d, 0.2, r), NewParam("g", 1, d, 0.2, r), NewParam("b", 1, d, 0.2, r), NewParam("conv", 3*d, 2*d, 0.2, r), NewParam("convb", 1, 2*d, 0.2, r),
		NewParam("qkv", d, 3*d, 0.2, r), NewParam("bias", 2, 2*Reach+1, 0.2, r), NewParam("u", d, d, 0.2, r), NewParam("root", 1, d, 0.2, r), NewParam("hb", 1, d, 0.2, r),
		NewParam("out", 2*d, 5, 0.2, r),
	}
	e, g, b, conv, convb, qkv, bias, u, root, hb, out := ps[0], ps[1], ps[2], ps[3], ps[4], ps[5], ps[6], ps[7], ps[8], ps[9], ps[10]
	e.Sparse = true
	tape := &Tape{Train: true, Grads: NewGrads(ps)}
	ids := [][]int32{{1, 2}, {3}, {4, 5, 6}, {0}, {9, 1}}
	ends := []int{3, 5}
	run := func() float64 {
		tape.Reset()
		x := tape.Norm(tape.Embed(e, ids), g, b)
		x = tape.Add(x, tape.Maxout(tape.Linear(tape.Window(x, ends), conv, convb)))
		x = tape.Add(x, tape.Attend(tape.Linear(x, qkv, nil), 2, bias, ends))
		y := tape.Linear(x, u, nil)
		tape.Arcs(y, x, root, hb, ends, []int32{2, 0, 1, 2, 0}, 1)
		z := tape.Pairs(y, x, root, []int32{1, -1, 0, 4, -1})
		tape.CrossEntropy(tape.Linear(z, out, nil), []int32{1, 0, 4, -1, 2}, 1, nil)
		tape.CrossEntropy(tape.Linear(z, out, nil), []int32{1, 0, 4, -1, 2}, 1, func(i int) []int32 { return []int32{3} })
		return tape.Loss
	}
	run()
	tape.Back()
	for _, p := range ps {
		for i := range p.V {
			old := p.V[i]
			const h = 4e-3
			p.V[i] = old + h
			up := run()
			p.V[i] = old - h
			down := run()
			p.V[i] = old
			want := (up - down) / (2 * h)
			got := float64(tape.Grads.of[p][i])
			if math.Abs(got-want) > 2e-2*(1+math.Abs(want)) {
				t.Errorf("%s[%d]: gradient %g, by differences %g", p.Name, i, got, want)
			}
		}
	}
}
