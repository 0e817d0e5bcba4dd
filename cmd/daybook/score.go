package main

import (
	"bufio"
	"os"
	"regexp"
	"slices"
	"strings"

	"daybook/export"
	"daybook/score"
)

type scoreCmd struct {
	knowledge
	Kind     string `arg:"" help:"What to measure: ${kinds}."`
	Path     string `arg:"" type:"path" help:"File or folder with the gold; .gz is read as it is."`
	Raw      bool   `help:"parse: from raw text, not from gold tokens."`
	EndToEnd bool   `help:"relation: with spans unseen."`
	Only     string `placeholder:"REGEXP" help:"Of a folder measure only the files whose names match."`
	Errors   string `type:"path" placeholder:"FILE" help:"Write every miss and every false hit there."`
}

func (scoreCmd) Help() string {
	return `The formats are those of the public sets: CoNLL-U for parse, brat standoff as in PolNeAR for attribution, tab-separated for relation, a folder of X.txt beside X.json for ledger.

  daybook score parse en_ewt-ud-dev.conllu --raw
  daybook score ledger my-gold/ --errors misses.txt`
}

func (c scoreCmd) Run(e *env) (err error) {
	if !slices.Contains(score.Kinds(), c.Kind) {
		return usage("there is no measure " + c.Kind + "; there are " + strings.Join(score.Kinds(), ", "))
	}
	engine, err := c.engine(e)
	if err != nil {
		return err
	}
	o := score.Options{Engine: engine, Raw: c.Raw, EndToEnd: c.EndToEnd}
	if c.Only != "" {
		if o.Only, err = regexp.Compile(c.Only); err != nil {
			return usage("--only: " + err.Error())
		}
	}
	if c.Errors != "" {
		f, err := os.Create(c.Errors)
		if err != nil {
			return err
		}
		defer f.Close()
		w := bufio.NewWriter(f)
		defer w.Flush()
		o.Errors = w
	}
	v, err := score.Run(c.Kind, c.Path, o)
	if err != nil {
		return err
	}
	return export.JSON(e.out, v, "")
}
