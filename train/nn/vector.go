package nn

import "math"

// The loops of training over vectors of one length. Each runs 16 numbers at a time where the machine can (vector_amd64.s) and
// does the rest, or everything, in Go.

func whole(n int) int {
	if !wide {
		return 0
	}
	return n &^ 15
}

// addTo is z = x + y.
func addTo(x, y, z []float32) {
	y, z = y[:len(x)], z[:len(x)]
	m := whole(len(x))
	if m > 0 {
		add512(m, &x[0], &y[0], &z[0])
	}
	for i := m; i < len(x); i++ {
		z[i] = x[i] + y[i]
	}
}

// mulTo is z = x * y, element by element.
func mulTo(x, y, z []float32) {
	y, z = y[:len(x)], z[:len(x)]
	m := whole(len(x))
	if m > 0 {
		mul512(m, &x[0], &y[0], &z[0])
	}
	for i := m; i < len(x); i++ {
		z[i] = x[i] * y[i]
	}
}

// mulAdd is z += x * y, element by element.
func mulAdd(x, y, z []float32) {
	y, z = y[:len(x)], z[:len(x)]
	m := whole(len(x))
	if m > 0 {
		mulAdd512(m, &x[0], &y[0], &z[0])
	}
	for i := m; i < len(x); i++ {
		z[i] += x[i] * y[i]
	}
}

// maxTo is z = max(x, y).
func maxTo(x, y, z []float32) {
	y, z = y[:len(x)], z[:len(x)]
	m := whole(len(x))
	if m > 0 {
		max512(m, &x[0], &y[0], &z[0])
	}
	for i := m; i < len(x); i++ {
		z[i] = max(x[i], y[i])
	}
}

// reluBack is gx += gy where x > 0.
func reluBack(x, gy, gx []float32) {
	gy, gx = gy[:len(x)], gx[:len(x)]
	m := whole(len(x))
	if m > 0 {
		reluBack512(m, &x[0], &gy[0], &gx[0])
	}
	for i := m; i < len(x); i++ {
		if x[i] > 0 {
			gx[i] += gy[i]
		}
	}
}

// maxBack gives the gradient to the larger of a and b.
func maxBack(a, b, g, ga, gb []float32) {
	b, g, ga, gb = b[:len(a)], g[:len(a)], ga[:len(a)], gb[:len(a)]
	m := whole(len(a))
	if m > 0 {
		maxBack512(m, &a[0], &b[0], &g[0], &ga[0], &gb[0])
	}
	for i := m; i < len(a); i++ {
		if a[i] >= b[i] {
			ga[i] += g[i]
		} else {
			gb[i] += g[i]
		}
	}
}

// scale is x *= alpha.
func scale(alpha float32, x []float32) {
	m := whole(len(x))
	if m > 0 {
		scale512(m, alpha, &x[0])
	}
	for i := m; i < len(x); i++ {
		x[i] *= alpha
	}
}

// top is the largest of x.
func top(x []float32) float32 {
	best := float32(math.Inf(-1))
	m := whole(len(x))
	if m > 0 {
		best = top512(m, &x[0])
	}
	for _, v := range x[m:] {
		best = max(best, v)
	}
	return best
}

// softmax turns scores into probabilities in place.
func softmax(x []float32) {
	t := top(x)
	var sum float32
	m := whole(len(x))
	if m > 0 {
		sum = exp512(m, &x[0], t)
	}
	for i := m; i < len(x); i++ {
		x[i] = exp(x[i] - t)
		sum += x[i]
	}
	scale(1/sum, x)
}

// exp is e^x for x <= 0 to about 1e-7 relative, without a call into math (Cephes' polynomial).
func exp(x float32) float32 {
	x = max(x, -87)
	z := float32(math.RoundToEven(float64(x * 1.44269504)))
	x -= z * 0.693359375
	x -= z * -2.12194440e-4
	y := ((((1.9875691500e-4*x+1.3981999507e-3)*x+8.3334519073e-3)*x+4.1665795894e-2)*x+1.6666665459e-1)*x + 5.0000001201e-1
	y = y*x*x + x + 1
	return y * math.Float32frombits(uint32(int32(z)+127)<<23)
}

// normRow is layer normalisation of a row; it returns the inverse of the deviation.
func normRow(x, gain, bias, hat, y []float32) float32 {
	if m := whole(len(x)); m > 0 && m == len(x) {
		return norm512(m, &x[0], &gain[0], &bias[0], &hat[0], &y[0])
	}
	n := float32(len(x))
	var sum, sq float32
	for _, v := range x {
		sum += v
	}
	mean := sum / n
	for _, v := range x {
		sq += (v - mean) * (v - mean)
	}
	inv := float32(1 / math.Sqrt(float64(sq/n)+1e-5))
	for j, v := range x {
		h := (v - mean) * inv
		hat[j] = h
		y[j] = h*gain[j] + bias[j]
	}
	return inv
}

// normRowBack adds the gradients of normRow, given that of y.
func normRowBack(g, hat, gain, gx, ggain, gbias []float32, inv float32) {
	if m := whole(len(g)); m > 0 && m == len(g) {
		normBack512(m, &g[0], &hat[0], &gain[0], &gx[0], &ggain[0], &gbias[0], inv)
		return
	}
	n := float32(len(g))
	var a, b float32
	for j, v := range g {
		ggain[j] += v * hat[j]
		gbias[j] += v
		gh := v * gain[j]
		a += gh
		b += gh * hat[j]
	}
	a, b = a/n, b/n
	for j, v := range g {
		gx[j] += inv * (v*gain[j] - a - hat[j]*b)
	}
}

// adamRow is one step of Adam on some numbers, with k as adam512 has it. It clears g; avg may be nil.
func adamRow(g, v, m, s, avg []float32, k *[8]float32) {
	w := whole(len(g))
	if w > 0 {
		var a *float32
		if avg != nil {
			a = &avg[0]
		}
		adam512(w, &g[0], &v[0], &m[0], &s[0], a, k)
	}
	for i := w; i < len(g); i++ {
		x := g[i] * k[0]
		g[i] = 0
		m[i] += k[1] * (x - m[i])
		s[i] += k[2] * (x*x - s[i])
		v[i] -= k[3]*m[i]/(float32(math.Sqrt(float64(s[i])))*k[4]+k[5]) + k[6]*v[i]
		if avg != nil {
			avg[i] += k[7] * (v[i] - avg[i])
		}
	}
}
