// Package who finds names and mentions, and the actors behind them.
package who

import (
	"errors"
	"io/fs"

	"daybook/ledger"
)

// Stage holds what the stage knows; it is safe for concurrent use.
type Stage struct {
	names  nameFinder
	agents map[string]*agent
}

// New loads the stage's data from fsys, laid out as package data.
func New(fsys fs.FS) (*Stage, error) {
	names, err1 := newNameFinder(fsys)
	agents, err2 := loadAgents(fsys)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	return &Stage{names: names, agents: agents}, nil
}

// Actors fills its part of the document.
func (s *Stage) Actors(d *ledger.Document) {}

// nameType tells the type of a name that the actor files know, or "".
func (s *Stage) nameType(name string) string { return "" }
