package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"daybook"
	"daybook/data"
	"daybook/ledger"
	"daybook/score"
	"daybook/what"
)

// realisDoubt learns whether what a clause tells came about (logistic regression), from the train part of UDS.
func realisDoubt(fs *flag.FlagSet, args []string) error {
	dir := fs.String("data", "../shared/data", "folder of the corpora")
	out := fs.String("out", filepath.Join("data", what.DoubtPath), "file to write")
	limit := fs.Float64("limit", 0.70, "least probability at which what a rule takes for a fact is doubted")
	least := fs.Int("least", 3, "how many predicates must have a feature")
	epochs := fs.Int("epochs", 12, "times over the predicates")
	decay := fs.Float64("decay", 6e-3, "pull towards nothing at each step")
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
	var raw [][]string
	var no []bool
	path := filepath.Join(*dir, "uds", "factuality.json.gz")
	err = score.Factual(path, regexp.MustCompile("-train-"), e, func(_ string, d *ledger.Document, heads []int32, value []float64) {
		for i, p := range stage.Predicates(d, heads) {
			p.Features = slices.DeleteFunc(p.Features, func(f string) bool { return len(f) > 60 }) // an address of the web is no word
			names.add(p.Features)
			raw, no = append(raw, p.Features), append(no, value[i] < 0)
		}
	})
	if err != nil {
		return err
	}
	names.keep(*least)
	examples := make([]example, len(raw))
	for i, f := range raw {
		examples[i] = example{[][]int{names.numbers(f), nil}, []bool{no[i], !no[i]}}
	}
	b := bytes.NewBufferString(fmt.Sprintf("(limit)\t%.2f\n", *limit))
	w := learn(examples, len(names.names), *epochs, *decay)
	for i, x := range learn(spread(examples), len(names.names), *epochs, *decay) { // the last texts seen weigh most: two orders even that out
		w[i] = (w[i] + x) / 2
	}
	kept := names.write(b, w)
	fmt.Printf("%d predicates; %d features kept of %d\n", len(examples), kept, len(names.names))
	return os.WriteFile(*out, b.Bytes(), 0o644)
}
