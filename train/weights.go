package main

import (
	"bytes"
	"fmt"
	"math"
	"slices"

	"daybook/model"
)

// features numbers the features of examples that enough of them have.
type features struct {
	count  map[string]int
	number map[string]int
	names  []string
}

func newFeatures() *features { return &features{count: map[string]int{}, number: map[string]int{}} }

func (f *features) add(names []string) {
	for _, x := range names {
		f.count[x]++
	}
}

// keep numbers those that came at least so many times, in alphabetical order.
func (f *features) keep(least int) {
	for x, n := range f.count {
		if n >= least {
			f.names = append(f.names, x)
		}
	}
	slices.Sort(f.names)
	for i, x := range f.names {
		f.number[x] = i
	}
}

func (f *features) numbers(names []string) []int {
	var out []int
	for _, x := range names {
		if k, ok := f.number[x]; ok {
			out = append(out, k)
		}
	}
	return out
}

// write adds the weights that matter to b, a feature a line, and returns how many they are.
func (f *features) write(b *bytes.Buffer, w []float64) int {
	kept := 0
	for i, x := range f.names {
		if math.Abs(w[i]) >= 0.02 {
			fmt.Fprintf(b, "%s\t%.2f\n", x, w[i])
			kept++
		}
	}
	return kept
}

// An example is one question with its answers, one or more of them right: for a question of yes or no, the one is that it is so and the other has no features.
type example struct {
	answers [][]int
	right   []bool
}

// probabilities are those of the answers of x by weights w, written over p.
func (x *example) probabilities(w, p []float64) []float64 {
	p = p[:0]
	for _, fs := range x.answers {
		sum := 0.0
		for _, k := range fs {
			sum += w[k]
		}
		p = append(p, sum)
	}
	model.Softmax(p)
	return p
}

// learn finds the weights of n features that make the right answers likely, by AdaGrad (Duchi et al. 2011), examples in their order.
func learn(examples []example, n, epochs int, decay float64) []float64 {
	w, g := make([]float64, n), make([]float64, n)
	var p []float64
	for range epochs {
		for i := range examples {
			x := &examples[i]
			p = x.probabilities(w, p)
			sum := 0.0
			for j, ok := range x.right {
				if ok {
					sum += p[j]
				}
			}
			for j, fs := range x.answers {
				d := p[j]
				if x.right[j] {
					d -= p[j] / sum
				}
				for _, k := range fs {
					step := d + decay*w[k]*float64(len(examples))/1000
					g[k] += step * step
					w[k] -= 0.1 * step / math.Sqrt(g[k]+1e-8)
				}
			}
		}
	}
	return w
}
