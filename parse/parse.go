// Package parse finds sentences, tokens, tags, lemmas and the dependency tree.
package parse

import (
	"io/fs"

	"daybook/ledger"
	"daybook/text"
)

// Stage holds what the stage knows; it is safe for concurrent use.
type Stage struct {
	splitter *Splitter
	analyser Analyser
}

// New loads the stage's data from fsys, laid out as package data.
func New(fsys fs.FS) (*Stage, error) {
	p, err := LoadPerceptron(fsys)
	if err != nil {
		return nil, err
	}
	split, err := NewSplitter(fsys)
	if err != nil {
		return nil, err
	}
	return &Stage{splitter: split, analyser: p}, nil
}

// Parse fills Sentences, Tokens and Tree from Text and Blocks. A document without blocks has no sentences.
func (s *Stage) Parse(d *ledger.Document) {
	s.splitter.Split(d)
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
