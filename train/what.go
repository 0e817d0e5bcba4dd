package main

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"daybook"
	"daybook/check"
	"daybook/data"
	"daybook/ledger"
	"daybook/rule"
	"daybook/score"
	"daybook/text"
	"daybook/what"
)

// relationTrain is the set whose pairs the second opinion is learned from, beside the sentences of the rules.
const relationTrain = "plover/plv_train.tsv"

// relation is a pair of parties as an example.
type relation struct {
	example
	root    string
	byRules string // the root that the rules alone give
	fold    int    // the fifth that it is measured in, or -1: always learned from
}

// secondOpinion learns which type of event two parties stand in. Its figures are of each fifth of the set, learned from the other four and the rules' own sentences;
// one text told twice stands in one fifth.
func secondOpinion(fs *flag.FlagSet, args []string) error {
	dir := fs.String("data", "../shared/data", "folder of the corpora")
	out := fs.String("out", filepath.Join("data", what.LearnedPath), "file to write")
	least := fs.Int("least", 2, "how many pairs must have a feature")
	epochs := fs.Int("epochs", 20, "times over the pairs")
	decay := fs.Float64("decay", 4e-3, "pull towards nothing at each step")
	folds := fs.Int("folds", 5, "parts for the figures, each learned from the others")
	every := fs.Int("every", 4, "of the rules' own sentences take each so many-th")
	if err := fs.Parse(args); err != nil {
		return err
	}
	e, err := daybook.New(data.FS)
	if err != nil {
		return err
	}
	stage, err := what.New(data.FS)
	if err != nil {
		return err
	}
	names := newFeatures()
	var all []relation
	var raw [][]string
	add := func(d *ledger.Document, root, byRules string, source, target []text.Span, fold int) {
		x := relation{root: root, byRules: byRules, fold: fold}
		var features []string
		if s, t := score.HeadOf(d, source), score.HeadOf(d, target); s >= 0 || t >= 0 {
			features = stage.Features(d, s, t)
		}
		names.add(features)
		all, raw = append(all, x), append(raw, features)
	}
	foldOf := map[string]int{}
	err = score.Related(filepath.Join(*dir, relationTrain), e, func(d *ledger.Document, sentence, root, byRules string, source, target []text.Span) {
		f, ok := foldOf[sentence]
		if !ok {
			f = len(foldOf) % *folds
			foldOf[sentence] = f
		}
		add(d, root, byRules, source, target, f)
	})
	if err != nil {
		return err
	}
	gold := len(all)
	if err := ownSentences(e, *every, add); err != nil {
		return err
	}
	names.keep(*least)
	classes := score.Roots
	for i := range all {
		ns := names.numbers(raw[i])
		for k, c := range classes {
			of := make([]int, len(ns))
			for j, n := range ns {
				of[j] = n*len(classes) + k
			}
			all[i].answers = append(all[i].answers, of)
			all[i].right = append(all[i].right, c == all[i].root)
		}
	}
	n := len(names.names) * len(classes)
	got := make([]string, len(all))
	for f := range *folds {
		var rest []example
		for i := range all {
			if all[i].fold != f {
				rest = append(rest, all[i].example)
			}
		}
		rest = spread(rest)
		w := learn(rest, n, *epochs, *decay)
		for i := range all {
			if all[i].fold == f {
				p := all[i].probabilities(w, nil)
				got[i] = classes[slices.Index(p, slices.Max(p))]
			}
		}
	}
	fmt.Printf("%d pairs of the set, %d of the rules' own sentences; %d features\n", gold, len(all)-gold, len(names.names))
	tellRoots("by the rules alone", all[:gold], func(i int) string { return all[i].byRules })
	tellRoots("with the weights, each part learned from the others", all[:gold], func(i int) string { return got[i] })

	examples := make([]example, len(all))
	for i := range all {
		examples[i] = all[i].example
	}
	w := learn(spread(examples), n, *epochs, *decay)
	b := bytes.NewBufferString("(classes)\t" + strings.Join(classes, " ") + "\n")
	for i, x := range names.names {
		var cells []string
		for k, c := range classes {
			if v := w[i*len(classes)+k]; math.Abs(v) >= 0.05 {
				cells = append(cells, fmt.Sprintf("%s %.2f", c, v))
			}
		}
		if cells != nil {
			fmt.Fprintf(b, "%s\t%s\n", x, strings.Join(cells, " "))
		}
	}
	return os.WriteFile(*out, b.Bytes(), 0o644)
}

// spread mixes examples that come sorted by class: each is followed by one a seventh of the way further on.
func spread(x []example) []example {
	out := make([]example, 0, len(x))
	step := len(x)/7 + 1
	for i := range step {
		for k := i; k < len(x); k += step {
			out = append(out, x[k])
		}
	}
	return out
}

// ownSentences adds the marked sentences of the rules.
func ownSentences(e *daybook.Engine, every int, add func(d *ledger.Document, root, byRules string, source, target []text.Span, fold int)) error {
	rules, err := rule.Load[what.Rule](data.FS, check.RuleFiles)
	if err != nil {
		return err
	}
	n := 0
	for _, r := range rules {
		for _, y := range r.Rule.Yes {
			if n++; n%every != 0 {
				continue
			}
			s, err := check.Unmark(y)
			if err != nil || len(s.Actors)+len(s.Recipients) == 0 || s.Realis != "" && !s.Realis.Took() {
				continue // an act that has not come about is mostly spoken of in another: "threatened to bomb"
			}
			d, at, err := check.Body(e, s.Text)
			if err != nil {
				continue
			}
			source, target := score.Shift(s.Actors, at), score.Shift(s.Recipients, at)
			if len(target) == 0 && len(source) > 1 {
				source, target = source[:1], source[1:]
			}
			add(d, score.RootOf(r.Rule.Type), "", source, target, -1)
		}
	}
	return nil
}

// tellRoots prints how often an answer has the right root, and the right quad class.
func tellRoots(name string, all []relation, answer func(i int) string) {
	var t score.RootTally
	for i := range all {
		t.Add(all[i].root, answer(i))
	}
	f := t.Figures()
	fmt.Printf("%s: accuracy %.2f, macro F1 %.2f, quad accuracy %.2f\n", name, f.Accuracy, f.MacroF1, f.QuadAccuracy)
	for _, r := range score.Roots {
		p := f.Roots[r]
		fmt.Printf("\t%s P %.1f R %.1f F %.1f of %d\n", r, p.Precision, p.Recall, p.F1, p.Gold)
	}
}
