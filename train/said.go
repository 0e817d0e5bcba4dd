package main

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"

	"daybook"
	"daybook/data"
	"daybook/ledger"
	"daybook/said"
	"daybook/score"
	"daybook/text"
)

// attributionTrain is the part of PolNeAR that the second look is learned from.
const attributionTrain = "polnear/train"

// example is one candidate with its answer.
type example struct {
	features []int
	yes      bool
}

// secondLook learns which of the candidates that the rules of statements pass over are statements: logistic regression by AdaGrad (Duchi et al. 2011),
// examples in the order of the texts.
func secondLook(fs *flag.FlagSet, args []string) error {
	dir := fs.String("data", "../shared/data", "folder of the corpora")
	out := fs.String("out", filepath.Join("data", said.LearnedPath), "file to write")
	limit := fs.Float64("limit", 0.4, "least probability at which a candidate is taken")
	least := fs.Int("least", 3, "how many candidates must have a feature")
	epochs := fs.Int("epochs", 12, "times over the examples")
	decay := fs.Float64("decay", 2e-5, "pull towards nothing at each step")
	if err := fs.Parse(args); err != nil {
		return err
	}
	e, err := daybook.New(data.FS)
	if err != nil {
		return err
	}
	stage, err := said.New(data.FS)
	if err != nil {
		return err
	}
	count, number := map[string]int{}, map[string]int{}
	var raw []said.Candidate
	var yes []bool
	err = score.Attributed(filepath.Join(*dir, attributionTrain), e, func(d *ledger.Document, says func(source, cue text.Span, content []text.Span) bool) {
		for _, c := range stage.Candidates(d) {
			raw = append(raw, c)
			yes = append(yes, says(c.Source, d.Tokens[c.Cue].Span, c.Content))
			for _, f := range c.Features {
				count[f]++
			}
		}
	})
	if err != nil {
		return err
	}
	var names []string
	for f, n := range count {
		if n >= *least {
			names = append(names, f)
		}
	}
	slices.Sort(names)
	for i, f := range names {
		number[f] = i
	}
	examples := make([]example, len(raw))
	right := 0
	for i, c := range raw {
		for _, f := range c.Features {
			if k, ok := number[f]; ok {
				examples[i].features = append(examples[i].features, k)
			}
		}
		if examples[i].yes = yes[i]; yes[i] {
			right++
		}
	}
	w := logistic(examples, len(names), *epochs, *decay)
	var b bytes.Buffer
	fmt.Fprintf(&b, "(limit)\t%.2f\n", *limit)
	kept := 0
	for i, f := range names {
		if math.Abs(w[i]) >= 0.02 {
			fmt.Fprintf(&b, "%s\t%.2f\n", f, w[i])
			kept++
		}
	}
	fmt.Printf("%d candidates, %d of them statements; %d features kept of %d\n", len(examples), right, kept, len(names))
	return os.WriteFile(*out, b.Bytes(), 0o644)
}

// logistic learns the weights of n features.
func logistic(examples []example, n, epochs int, decay float64) []float64 {
	w, g := make([]float64, n), make([]float64, n)
	for range epochs {
		for _, x := range examples {
			sum := 0.0
			for _, k := range x.features {
				sum += w[k]
			}
			d := 1 / (1 + math.Exp(-sum))
			if x.yes {
				d--
			}
			for _, k := range x.features {
				step := d + decay*w[k]*float64(len(examples))/1000
				g[k] += step * step
				w[k] -= 0.1 * step / math.Sqrt(g[k]+1e-8)
			}
		}
	}
	return w
}
