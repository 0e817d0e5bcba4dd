// Package parse finds sentences, tokens, tags, lemmas and the dependency tree.
package parse

import (
	"daybook/ledger"
	"io/fs"
)

// Stage holds what the stage knows; it is safe for concurrent use.
type Stage struct{}

// New loads the stage's data from fsys, laid out as package data.
func New(fsys fs.FS) (*Stage, error) { return &Stage{}, nil }

// Parse fills its part of the document.
func (s *Stage) Parse(d *ledger.Document) {}

// Analyse tags, lemmatises and parses the sentences and tokens that d already has, and builds its tree.
func (s *Stage) Analyse(d *ledger.Document) {}
