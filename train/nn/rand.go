package nn

import "math"

// Rand is a small seeded generator (SplitMix64, Steele et al. 2014), so that training repeats itself.
type Rand struct{ S uint64 }

// Next gives 64 random bits.
func (r *Rand) Next() uint64 {
	r.S += 0x9e3779b97f4a7c15
	z := r.S
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// Float is uniform in [0, 1).
func (r *Rand) Float() float32 { return float32(r.Next()>>40) / (1 << 24) }

// Int is uniform in [0, n).
func (r *Rand) Int(n int) int { return int(r.Next() % uint64(n)) }

// Shuffle puts an order in another (Fisher and Yates).
func (r *Rand) Shuffle(order []int) {
	for i := len(order) - 1; i > 0; i-- {
		j := r.Int(i + 1)
		order[i], order[j] = order[j], order[i]
	}
}

// Norm is standard normal (Box and Muller 1958).
func (r *Rand) Norm() float64 {
	u := (float64(r.Next()>>11) + 1) / (1 << 53)
	v := float64(r.Next()>>11) / (1 << 53)
	return math.Sqrt(-2*math.Log(u)) * math.Cos(2*math.Pi*v)
}
