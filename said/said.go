// Package said finds statements: source, cue, content, stance, and the chain of origins.
package said

import (
	"daybook/ledger"
	"io/fs"
)

// Stage holds what the stage knows; it is safe for concurrent use.
type Stage struct{}

// New loads the stage's data from fsys, laid out as package data.
func New(fsys fs.FS) (*Stage, error) { return &Stage{}, nil }

// Statements fills its part of the document.
func (s *Stage) Statements(d *ledger.Document) {}

// Origins fills its part of the document.
func (s *Stage) Origins(d *ledger.Document) {}
