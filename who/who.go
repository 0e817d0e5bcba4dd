// Package who finds names and mentions, and the actors behind them.
package who

import (
	"daybook/ledger"
	"io/fs"
)

// Stage holds what the stage knows; it is safe for concurrent use.
type Stage struct {
	names nameFinder
}

// New loads the stage's data from fsys, laid out as package data.
func New(fsys fs.FS) (*Stage, error) {
	names, err := newNameFinder(fsys)
	if err != nil {
		return nil, err
	}
	return &Stage{names: names}, nil
}

// Mentions fills its part of the document.
func (s *Stage) Mentions(d *ledger.Document) {}

// Actors fills its part of the document.
func (s *Stage) Actors(d *ledger.Document) {}
