package nn

import (
	"math"
	"sync"
)

// Adam is Adam with decoupled weight decay (Loshchilov and Hutter 2019) and a moving average of the weights, which is what
// is kept in the end.
type Adam struct {
	Params             []*Param
	B1, B2, Eps, Decay float64
	Clip               float64 // largest norm of the dense gradients of a step
	Average            float64 // decay of the moving average; 0 none
	step               int
}

// piece is the part of a parameter that one goroutine works on.
const piece = 1 << 16

// Step adds up the workers' gradients, updates the parameters, and clears the gradients.
func (a *Adam) Step(workers []*Grads, rate float64) {
	a.step++
	type part struct {
		p      *Param
		lo, hi int
		norm   float32
	}
	var parts []part
	for _, p := range a.Params {
		if p.m == nil {
			p.m, p.s = make([]float32, len(p.V)), make([]float32, len(p.V))
		}
		if a.Average > 0 && p.avg == nil {
			p.avg = append([]float32(nil), p.V...)
		}
		for lo := 0; lo < len(p.V) && !p.Sparse; lo += piece {
			parts = append(parts, part{p: p, lo: lo, hi: min(lo+piece, len(p.V))})
		}
	}
	each(len(workers), len(parts), func(i int) {
		x := &parts[i]
		g := workers[0].of[x.p][x.lo:x.hi]
		for _, w := range workers[1:] {
			o := w.of[x.p][x.lo:x.hi]
			addTo(o, g, g)
			clear(o)
		}
		x.norm = Dot(g, g)
	})
	var norm float64
	for _, x := range parts {
		norm += float64(x.norm)
	}
	norm = math.Sqrt(norm)
	scale := float32(1)
	if a.Clip > 0 && norm > a.Clip {
		scale = float32(a.Clip / norm)
	}
	c1, c2 := 1-math.Pow(a.B1, float64(a.step)), 1-math.Pow(a.B2, float64(a.step))
	// the average follows fast at first
	av := min(a.Average, float64(1+a.step)/float64(10+a.step))
	k := [8]float32{scale, float32(1 - a.B1), float32(1 - a.B2), float32(rate / c1), float32(1 / math.Sqrt(c2)), float32(a.Eps), float32(rate * a.Decay), float32(1 - av)}
	update := func(p *Param, lo, hi int, g []float32) {
		k := k
		if p.R == 1 {
			k[6] = 0 // biases do not decay
		}
		var avg []float32
		if p.avg != nil {
			avg = p.avg[lo:hi]
		}
		adamRow(g[lo:hi], p.V[lo:hi], p.m[lo:hi], p.s[lo:hi], avg, &k)
	}
	each(len(workers), len(parts), func(i int) { update(parts[i].p, parts[i].lo, parts[i].hi, workers[0].of[parts[i].p]) })
	for _, p := range a.Params {
		if !p.Sparse {
			continue
		}
		g := workers[0].of[p]
		for _, w := range workers[1:] {
			for _, r := range w.touched[p] {
				lo, hi := int(r)*p.C, int(r+1)*p.C
				row := workers[0].row(p, r)
				addTo(w.of[p][lo:hi], row, row)
				clear(w.of[p][lo:hi])
				w.mark[p][r] = false
			}
			w.touched[p] = w.touched[p][:0]
		}
		rows := workers[0].touched[p]
		each(len(workers), len(rows), func(i int) {
			r := int(rows[i])
			update(p, r*p.C, (r+1)*p.C, g)
			workers[0].mark[p][r] = false
		})
		workers[0].touched[p] = rows[:0]
	}
}

// each runs f for 0 to n-1 on some goroutines, each with a run of its own.
func each(goroutines, n int, f func(i int)) {
	var wg sync.WaitGroup
	for w := range goroutines {
		wg.Go(func() {
			for i := n * w / goroutines; i < n*(w+1)/goroutines; i++ {
				f(i)
			}
		})
	}
	wg.Wait()
}

// Swap exchanges the parameters with their averages, for measuring and at the end.
func (a *Adam) Swap() {
	for _, p := range a.Params {
		if p.avg != nil {
			p.V, p.avg = p.avg, p.V
		}
	}
}
