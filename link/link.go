// Package link ties claims to events: which statement or own voice says what of which event, what an act of speech
// speaks of, what restates or belongs to what, which claim a denial answers, and the summary realis that follows.
// docs/rules.md publishes the rules.
package link

import (
	"io/fs"

	"daybook/ledger"
	"daybook/rule"
)

// Cue is a class of cue words of lexicon/what-cue.yaml.
type Cue struct {
	rule.Meta `yaml:",inline"`
	Verbs     []string `yaml:"verbs"`
	Nouns     []string `yaml:"nouns"`
}

// Stage holds what the stage knows; it is safe for concurrent use.
type Stage struct {
	negating map[string]bool // cues that negate their content: "deny", "denial"
	spans    map[string]bool // event nouns and verbs that last and can hold others: "offensive", "campaign"
}

// New loads the stage's data from fsys, laid out as package data.
func New(fsys fs.FS) (*Stage, error) {
	s := &Stage{negating: map[string]bool{}, spans: map[string]bool{}}
	cues, err := rule.Load[Cue](fsys, "lexicon/what-cue.yaml")
	for _, c := range cues {
		into := s.negating
		if c.Rule.ID == "lasting" {
			into = s.spans
		}
		for _, w := range append(append([]string(nil), c.Rule.Verbs...), c.Rule.Nouns...) {
			into[w] = true
		}
	}
	return s, err
}

// Links fills claims, and of events SpeaksOf, PartOf, Restates and Realis.
func (s *Stage) Links(d *ledger.Document) {
	if len(d.Events) == 0 || d.Tree == nil {
		return
	}
	l := newLinker(s, d)
	l.speaks()
	l.restates()
	l.parts()
	l.claims()
	l.answers()
	l.summary()
}
