package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"daybook/parse"
	"daybook/score/conllu"
)

// check measures the language core in a data folder on the development sets, from gold tokens and from text alone.
func check(fs *flag.FlagSet, args []string) error {
	data := fs.String("data", "../shared/data", "folder that holds ud_en_ewt and ud_en_gum")
	from := fs.String("from", "data", "data folder with the models to measure")
	errors := fs.String("errors", "", "folder for lists of errors")
	fs.Parse(args)
	s, err := parse.New(os.DirFS(*from))
	if err != nil {
		return err
	}
	for _, p := range []string{"ud_en_ewt/en_ewt-ud-dev.conllu", "ud_en_gum/en_gum-open-dev.conllu"} {
		f, err := os.Open(filepath.Join(*data, p))
		if err != nil {
			return err
		}
		gold, err := conllu.Read(f)
		f.Close()
		if err != nil {
			return err
		}
		for _, raw := range []bool{false, true} {
			t := conllu.Tally{Analyse: s.Analyse, Parse: s.Parse}
			if *errors != "" {
				name := fmt.Sprintf("%s-raw-%v.txt", filepath.Base(p), raw)
				e, err := os.Create(filepath.Join(*errors, name))
				if err != nil {
					return err
				}
				defer e.Close()
				t.Errors = io.Writer(e)
			}
			began := now()
			for _, d := range conllu.Documents(gold) {
				t.Add(d, raw)
			}
			took := since(began)
			f1 := func(n int) float64 { return 200 * float64(n) / float64(t.Gold+t.Found) }
			say("%s raw=%v sentences %.2f words %.2f upos %.2f xpos %.2f lemma %.2f uas %.2f las %.2f full %.2f (%.0f words/s)", filepath.Base(p), raw,
				200*float64(t.SentBoth)/float64(t.SentGold+t.SentFound), f1(t.Words), f1(t.UPOS), f1(t.XPOS), f1(t.Lemma), f1(t.UAS), f1(t.LAS), f1(t.Full), float64(t.Gold)/took)
		}
	}
	return nil
}
