// Package who finds names and mentions, and the actors behind them.
package who

import (
	"errors"
	"io/fs"
	"strings"

	"daybook/ledger"
	"daybook/model"
	"daybook/rule"
	"daybook/text"
)

// Stage holds what the stage knows; it is safe for concurrent use.
type Stage struct {
	agents map[string]*agent
	deeds  map[string]deed
	files  *files
	faults []error

	learned *model.Weights   // or nil
	choose  func(Choice) int // resolves pronouns in training; or nil
}

// New loads the stage's data from fsys, laid out as package data. What is wrong in a line of it does not stop the rest: Faults tells.
func New(fsys fs.FS) (*Stage, error) {
	agents, err1 := loadAgents(fsys)
	deeds, err2 := loadDeeds(fsys)
	files, err3 := loadFiles(fsys)
	weights, err4 := model.LoadWeights(fsys, LearnedPath)
	s := &Stage{agents: agents, deeds: deeds, files: files, learned: weights}
	faults, err := rule.Split(errors.Join(err1, err2, err3, err4))
	if err != nil {
		return nil, err
	}
	for _, f := range faults {
		s.faults = append(s.faults, f)
	}
	s.faults = append(s.faults, s.check()...)
	return s, nil
}

// Faults says what is wrong in the actor files, with file, line and column. An entry that cannot be read is left out; others stay as they are.
func (s *Stage) Faults() []error { return s.faults }

func joinFault(err error, f rule.Fault) error { return errors.Join(err, f) }

// known reports whether the actor files have the words of a run as a name.
func (s *Stage) known(d *ledger.Document, r text.Run) bool {
	var buf [96]byte
	return len(s.files.names[string(appendKey(buf[:0], runOf(d, r)))]) > 0
}

// surnameKnown reports whether the words of a run are the surname of a person in the files or open with a given name.
func (s *Stage) surnameKnown(d *ledger.Document, r text.Run) bool {
	key := keyOf(runOf(d, r))
	if len(s.files.surnames[key]) > 0 {
		return true
	}
	if first, _, ok := strings.Cut(key, " "); ok {
		_, given := s.files.given[first]
		return given || len(s.files.surnames[key[strings.LastIndexByte(key, ' ')+1:]]) > 0
	}
	return false
}

// nameType tells the type of a name that the actor files know as one thing only, or "". The seat of a government is a place.
func (s *Stage) nameType(name string) string {
	var buf [96]byte
	key := appendKey(buf[:0], name)
	refs := s.files.names[string(key)]
	typ := ""
	if _, ok := s.files.seats[string(key)]; ok {
		typ = "LOC"
	}
	for _, o := range refs {
		if o.doubtful || o.capitals && hasLower(name) {
			return ""
		}
		t := [...]string{refState: "LOC", refPerson: "PER", refOrg: "ORG"}[o.kind]
		if typ != "" && typ != t {
			return ""
		}
		typ = t
	}
	return typ
}
