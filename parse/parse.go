// Package parse finds sentences, tokens, tags, lemmas and the dependency tree.
package parse

import (
	"io/fs"

	"daybook/ledger"
	"daybook/text"
)

// Analyser tags, lemmatises and parses sentences and rates their tokens as parts of names. It is the seam for other models than the network.
type Analyser interface {
	// Analyse fills Lemma, UPOS, XPOS, Feats, Head and Rel of the tokens of each sentence, whose spans point into words, and returns
	// the ratings.
	Analyse(words string, tokens []text.Token, sentences []text.Run) ledger.NameScores
}

// Stage holds what the stage knows; it is safe for concurrent use.
type Stage struct {
	splitter *Splitter
	analyser Analyser
}

// New loads the stage's data from fsys, laid out as package data.
func New(fsys fs.FS) (*Stage, error) {
	n, err := loadNetwork(fsys)
	if err != nil {
		return nil, err
	}
	split, err := NewSplitter(fsys)
	return &Stage{splitter: split, analyser: n}, err
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
