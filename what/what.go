// Package what finds events: type, roles, figures, and how their clause casts them. Rules are data: data/rule/*.yaml
// and the lists of data/lexicon/what-*.yaml; docs/rules.md teaches them.
package what

import (
	"errors"
	"io/fs"

	"daybook/ledger"
	"daybook/model"
)

// Stage holds what the stage knows; it is safe for concurrent use.
type Stage struct {
	book    *book
	tolls   map[string][]tollWord
	learned *model.Classes // second opinion on types; or nil
	doubt   *model.Weights // second opinion on realis; or nil
}

// New loads the stage's data from fsys, laid out as package data. It returns every fault of the files, joined in the error, and
// the stage without what is faulty.
func New(fsys fs.FS) (*Stage, error) {
	b, faults := load(fsys)
	learned, err1 := model.LoadClasses(fsys, LearnedPath)
	doubt, err2 := model.LoadWeights(fsys, DoubtPath)
	return &Stage{book: b, tolls: tollIndex(b.tolls), learned: learned, doubt: doubt}, errors.Join(faults, err1, err2)
}

// Score is the codebook's conflict-cooperation score of a type and mode, from -10 (conflict) to 10 (cooperation); a mode that has
// none of its own takes its type's. ok is false for an unknown type.
func (s *Stage) Score(typ, mode string) (score float64, ok bool) {
	t, ok := s.book.types[typ]
	if !ok || t.Quad == 0 {
		return 0, false
	}
	if v, has := t.Modes[mode]; has {
		return v, true
	}
	return t.Score, true
}

// Events fills the document's events and figures.
func (s *Stage) Events(d *ledger.Document) { s.events(d, nil) }

// events does it, and tells the trace, if there is one, what it tries.
func (s *Stage) events(d *ledger.Document, t *Trace) {
	if len(d.Tokens) == 0 || d.Tree == nil || len(d.Tree.Tokens) != len(d.Tokens) {
		return
	}
	r := newReading(s.book, d)
	r.trace = t
	r.mends()
	r.scan()
	s.doubts(r)
	r.complete()
	r.figures(s.tolls)
	r.merge()
	s.opinions(r)
	for i := range len(d.Events) {
		r.presuppose(i)
	}
}
