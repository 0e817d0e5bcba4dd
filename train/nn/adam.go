package nn

import "math"

// Adam is Adam with decoupled weight decay (Loshchilov and Hutter 2019) and a moving average of the weights, which is what
// is kept in the end.
type Adam struct {
	Params             []*Param
	B1, B2, Eps, Decay float64
	Clip               float64 // largest norm of the dense gradients of a step
	Average            float64 // decay of the moving average; 0 none
	step               int
}

// Step adds up the workers' gradients, updates the parameters, and clears the gradients.
func (a *Adam) Step(workers []*Grads, rate float64) {
	a.step++
	var norm float64
	for _, p := range a.Params {
		if p.Sparse {
			continue
		}
		g := workers[0].of[p]
		for _, w := range workers[1:] {
			o := w.of[p]
			Axpy(1, o, g)
			clear(o)
		}
		norm += float64(Dot(g, g))
	}
	norm = math.Sqrt(norm)
	scale := float32(1)
	if a.Clip > 0 && norm > a.Clip {
		scale = float32(a.Clip / norm)
	}
	c1, c2 := 1-math.Pow(a.B1, float64(a.step)), 1-math.Pow(a.B2, float64(a.step))
	rate1 := float32(rate / c1)
	root2 := float32(1 / math.Sqrt(c2))
	b1, b2, eps, decay := float32(a.B1), float32(a.B2), float32(a.Eps), float32(rate*a.Decay)
	// the average follows fast at first
	av := float32(min(a.Average, float64(1+a.step)/float64(10+a.step)))
	for _, p := range a.Params {
		if p.m == nil {
			p.m, p.s = make([]float32, len(p.V)), make([]float32, len(p.V))
		}
		if a.Average > 0 && p.avg == nil {
			p.avg = append([]float32(nil), p.V...)
		}
		update := func(lo, hi int, g []float32) {
			for i := lo; i < hi; i++ {
				x := g[i] * scale
				g[i] = 0
				p.m[i] += (1 - b1) * (x - p.m[i])
				p.s[i] += (1 - b2) * (x*x - p.s[i])
				d := decay
				if p.R == 1 {
					d = 0
				}
				p.V[i] -= rate1*p.m[i]/(float32(math.Sqrt(float64(p.s[i])))*root2+eps) + d*p.V[i]
				if p.avg != nil {
					p.avg[i] += (1 - av) * (p.V[i] - p.avg[i])
				}
			}
		}
		if !p.Sparse {
			update(0, len(p.V), workers[0].of[p])
			continue
		}
		g := workers[0].of[p]
		for _, w := range workers[1:] {
			for _, r := range w.touched[p] {
				lo, hi := int(r)*p.C, int(r+1)*p.C
				Axpy(1, w.of[p][lo:hi], workers[0].row(p, r))
				clear(w.of[p][lo:hi])
				w.mark[p][r] = false
			}
			w.touched[p] = w.touched[p][:0]
		}
		for _, r := range workers[0].touched[p] {
			update(int(r)*p.C, int(r+1)*p.C, g)
			workers[0].mark[p][r] = false
		}
		workers[0].touched[p] = workers[0].touched[p][:0]
	}
}

// Swap exchanges the parameters with their averages, for measuring and at the end.
func (a *Adam) Swap() {
	for _, p := range a.Params {
		if p.avg != nil {
			p.V, p.avg = p.avg, p.V
		}
	}
}
