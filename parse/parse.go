// Package parse finds sentences, tokens, tags, lemmas and the dependency tree.
package parse

import (
	"io/fs"

	"daybook/ledger"
	"daybook/text"
)

// Stage holds what the stage knows; it is safe for concurrent use.
type Stage struct {
	analyser      Analyser
	abbreviations map[string]abbreviation
}

// New loads the stage's data from fsys, laid out as package data.
func New(fsys fs.FS) (*Stage, error) {
	p, err := LoadPerceptron(fsys)
	if err != nil {
		return nil, err
	}
	a, err := loadAbbreviations(fsys)
	if err != nil {
		return nil, err
	}
	return &Stage{analyser: p, abbreviations: a}, nil
}

// Parse fills Sentences, Tokens and Tree from Text and Blocks. A document without blocks has no sentences.
func (s *Stage) Parse(d *ledger.Document) {
	d.Sentences, d.Tokens = nil, nil
	z := tokenizer{abbreviations: s.abbreviations, text: d.Text}
	var ends []int
	for k, b := range d.Blocks {
		if b.Span.Start < 0 || int(b.Span.End) > len(d.Text) || b.Span.Empty() {
			continue
		}
		z.out = z.out[:0]
		z.block(int(b.Span.Start), int(b.Span.End))
		ends = z.split(z.out, ends[:0])
		first := int32(len(d.Tokens))
		for _, p := range z.out {
			d.Tokens = append(d.Tokens, text.Token{Span: p.Span, Head: -1})
		}
		start := 0
		for _, e := range ends {
			d.Sentences = append(d.Sentences, ledger.Sentence{Run: text.Run{First: first + int32(start), Last: first + int32(e)}, Block: int32(k)})
			start = e
		}
	}
	s.Analyse(d)
}

// Analyse tags, lemmatises and parses the sentences and tokens that d already has, and builds its tree.
func (s *Stage) Analyse(d *ledger.Document) {
	runs := make([]text.Run, len(d.Sentences))
	for i, x := range d.Sentences {
		runs[i] = x.Run
	}
	s.analyser.Analyse(d.Text, d.Tokens, runs)
	d.Tree = text.NewTree(d.Tokens)
}
