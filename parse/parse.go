// Package parse finds sentences, tokens, tags, lemmas and the dependency tree.
package parse

import (
	"errors"
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
	a, err := loadAnalyser(fsys)
	if err != nil {
		return nil, err
	}
	split, err := NewSplitter(fsys)
	if err != nil {
		return nil, err
	}
	return &Stage{splitter: split, analyser: a}, nil
}

// loadAnalyser loads the network, or the perceptrons where the data folder has none.
func loadAnalyser(fsys fs.FS) (Analyser, error) {
	if _, err := fs.Stat(fsys, NetworkPath); errors.Is(err, fs.ErrNotExist) {
		return LoadPerceptron(fsys)
	}
	return loadNetwork(fsys)
}

// Parse fills Sentences, Tokens, Tree and Rated from Text and Blocks. A document without blocks has no sentences.
func (s *Stage) Parse(d *ledger.Document) {
	s.splitter.Split(d)
	s.Analyse(d)
}

// Analyse tags, lemmatises and parses the sentences and tokens that d already has, builds its tree, and rates
// the tokens as parts of names.
func (s *Stage) Analyse(d *ledger.Document) {
	runs := make([]text.Run, len(d.Sentences))
	for i, x := range d.Sentences {
		runs[i] = x.Run
	}
	d.Rated = s.analyser.Analyse(d.Text, d.Tokens, runs)
	d.Tree = text.NewTree(d.Tokens)
}
