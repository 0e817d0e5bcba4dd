package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"daybook"
	"daybook/data"
	"daybook/ledger"
	"daybook/said"
	"daybook/score"
	"daybook/text"
)

// attributionTrain is the part of PolNeAR that the second look is learned from.
const attributionTrain = "polnear/train"

// secondLook learns which of the candidates that the rules of statements pass over are statements (logistic regression).
func secondLook(fs *flag.FlagSet, args []string) error {
	dir := fs.String("data", "../shared/data", "folder of the corpora")
	out := fs.String("out", filepath.Join("data", said.LearnedPath), "file to write")
	limit := fs.Float64("limit", 0.31, "least probability at which a candidate is taken")
	least := fs.Int("least", 3, "how many candidates must have a feature")
	epochs := fs.Int("epochs", 16, "times over the examples")
	decay := fs.Float64("decay", 1e-4, "pull towards nothing at each step")
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
	names := newFeatures()
	var raw []said.Candidate
	var yes []bool
	err = score.Attributed(filepath.Join(*dir, attributionTrain), e, func(d *ledger.Document, says func(source, cue text.Span, content []text.Span) bool) {
		for _, c := range stage.Candidates(d) {
			raw = append(raw, c)
			yes = append(yes, says(c.Source, d.Tokens[c.Cue].Span, c.Content))
			names.add(c.Features)
		}
	})
	if err != nil {
		return err
	}
	names.keep(*least)
	examples := make([]example, len(raw))
	right := 0
	for i, c := range raw {
		examples[i] = example{[][]int{names.numbers(c.Features), nil}, []bool{yes[i], !yes[i]}}
		if yes[i] {
			right++
		}
	}
	b := bytes.NewBufferString(fmt.Sprintf("(limit)\t%.2f\n", *limit))
	kept := names.write(b, learn(examples, len(names.names), *epochs, *decay))
	fmt.Printf("%d candidates, %d of them statements; %d features kept of %d\n", len(examples), right, kept, len(names.names))
	return os.WriteFile(*out, b.Bytes(), 0o644)
}
