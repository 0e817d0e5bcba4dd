package model

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Weights are those of the features of a log-linear model that a reader can read, and the least probabilities at which its answers are taken.
type Weights struct {
	of    map[string]float64
	limit map[string]float64
}

// LoadWeights reads a file of weights: a feature and its weight a line, parted by a tab; a line "(limit)" or "(limit NAME)" holds a least probability instead.
// Where there is no such file, it returns nil.
func LoadWeights(fsys fs.FS, path string) (*Weights, error) {
	f, err := fsys.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	w := &Weights{of: map[string]float64{}, limit: map[string]float64{}}
	sc := bufio.NewScanner(f)
	for n := 1; sc.Scan(); n++ {
		name, value, ok := strings.Cut(sc.Text(), "\t")
		x, err := strconv.ParseFloat(value, 64)
		if !ok || err != nil {
			return nil, fmt.Errorf("%s:%d: %q is no feature and weight parted by a tab", path, n, sc.Text())
		}
		if limit, ok := strings.CutPrefix(name, "(limit"); ok {
			w.limit[strings.TrimSpace(strings.TrimSuffix(limit, ")"))] = x
			continue
		}
		w.of[name] = x
	}
	return w, sc.Err()
}

// Limit is the least probability for a name, "" for all; above 1, which nothing reaches, where the file holds none.
func (w *Weights) Limit(name string) float64 {
	if x, ok := w.limit[name]; ok {
		return x
	}
	return 2
}

// Sum is the weight of all the features together: the logarithm of the odds that they speak for.
func (w *Weights) Sum(features []string) float64 {
	sum := 0.0
	for _, f := range features {
		sum += w.of[f]
	}
	return sum
}

// Reasons are the four features that weigh most, with their weights, in words.
func (w *Weights) Reasons(features []string) string {
	heavy := slices.Clone(features)
	slices.SortStableFunc(heavy, func(a, b string) int { return cmp.Compare(math.Abs(w.of[b]), math.Abs(w.of[a])) })
	heavy = heavy[:min(4, len(heavy))]
	for i, f := range heavy {
		heavy[i] = fmt.Sprintf("%s %+.2f", f, w.of[f])
	}
	return strings.Join(heavy, ", ")
}

// Softmax turns weights of answers that exclude each other into probabilities, in place.
func Softmax(x []float64) {
	if len(x) == 0 {
		return
	}
	top, sum := slices.Max(x), 0.0
	for i := range x {
		x[i] = math.Exp(x[i] - top)
		sum += x[i]
	}
	for i := range x {
		x[i] /= sum
	}
}

// Logistic is the probability that the logarithm of the odds stands for.
func Logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// Classes are the weights of the features of a log-linear model that ranks classes, one of which is right.
type Classes struct {
	Classes []string
	of      map[string][]float32 // feature -> weight for each class
}

// LoadClasses reads a file of weights: in its first line "(classes)" and their names, then a feature a line with the classes that it speaks for or against and
// how much, "way condemn" and "ACCUSE 1.21 SUPPORT -0.44", the two parted by a tab. Where there is no such file, it returns nil.
func LoadClasses(fsys fs.FS, path string) (*Classes, error) {
	f, err := fsys.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	c := &Classes{of: map[string][]float32{}}
	number := map[string]int{}
	sc := bufio.NewScanner(f)
	for n := 1; sc.Scan(); n++ {
		name, rest, ok := strings.Cut(sc.Text(), "\t")
		cells := strings.Fields(rest)
		if n == 1 {
			if name != "(classes)" || len(cells) == 0 {
				return nil, fmt.Errorf("%s:1: the first line must hold (classes) and their names", path)
			}
			c.Classes = cells
			for i, x := range cells {
				number[x] = i
			}
			continue
		}
		w := make([]float32, len(c.Classes))
		for i := 0; i+1 < len(cells); i += 2 {
			k, known := number[cells[i]]
			x, err := strconv.ParseFloat(cells[i+1], 32)
			if ok = ok && known && err == nil; ok {
				w[k] = float32(x)
			}
		}
		if !ok || len(cells) == 0 || len(cells)%2 != 0 {
			return nil, fmt.Errorf("%s:%d: %q is no feature with pairs of class and weight behind a tab", path, n, sc.Text())
		}
		c.of[name] = w
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if c.Classes == nil {
		return nil, fmt.Errorf("%s: the file is empty; remake it with go run ./train, or take it away", path)
	}
	return c, nil
}

// Probabilities are those of the classes, in their order.
func (c *Classes) Probabilities(features []string) []float64 {
	p := make([]float64, len(c.Classes))
	for _, f := range features {
		for k, x := range c.of[f] {
			p[k] += float64(x)
		}
	}
	Softmax(p)
	return p
}

// Reasons are the four features that speak most for or against a class, with their weights, in words.
func (c *Classes) Reasons(features []string, class int) string {
	w := &Weights{of: map[string]float64{}}
	for _, f := range features {
		if x := c.of[f]; x != nil {
			w.of[f] = float64(x[class])
		}
	}
	return w.Reasons(features)
}
