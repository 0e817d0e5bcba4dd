// Package who finds names and mentions, and the actors behind them.
package who

import (
	"daybook/ledger"
	"io/fs"
)

// Stage holds what the stage knows; it is safe for concurrent use.
type Stage struct{}

// New loads the stage's data from fsys, laid out as package data.
func New(fsys fs.FS) (*Stage, error) { return &Stage{}, nil }

// Names fills its part of the document.
func (s *Stage) Names(d *ledger.Document) {}

// Mentions fills its part of the document.
func (s *Stage) Mentions(d *ledger.Document) {}

// Actors fills its part of the document.
func (s *Stage) Actors(d *ledger.Document) {}
