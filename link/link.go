// Package link ties claims to events: which statement or own voice says what of which event, what an act of speech
// speaks of, what restates or belongs to what, which claim a denial answers, and the summary realis that follows.
// docs/rules.md publishes the rules.
package link

import (
	"errors"
	"io/fs"
	"slices"
	"strconv"

	"daybook/ledger"
	"daybook/rule"
)

// Cue is a class of cue words of lexicon/what-cue.yaml.
type Cue struct {
	rule.Meta  `yaml:",inline"`
	Verbs      []string `yaml:"verbs"`
	Nouns      []string `yaml:"nouns"`
	Adjectives []string `yaml:"adjectives"`
}

// Stage holds what the stage knows; it is safe for concurrent use.
type Stage struct {
	negating    map[string]bool // cues that negate their content: "deny", "denial"
	spans       map[string]bool // event nouns and verbs that last and can hold others: "offensive", "campaign"
	accusations map[string]bool // what a denial calls what it denies, where that blames the speaker: "the charge"
	said        map[string]bool // the same of whatever is said: "the report"
	ownPart     map[string]bool // what one denies to have had or been: "involvement", "responsible"
	general     map[string]bool // nouns that can point back to any act of their type: "the attack", "the talks"
	current     map[string]bool // adjectives that say that an act goes on: "current"
	outcomes    map[string]bool // verbs for what comes of a deed: "kill"
	hedges      map[string]bool // words before a noun that leave open who is meant: "suspected"
}

// New loads the stage's data from fsys, laid out as package data.
func New(fsys fs.FS) (*Stage, error) {
	s := &Stage{negating: map[string]bool{}, spans: map[string]bool{}, accusations: map[string]bool{}, said: map[string]bool{}, ownPart: map[string]bool{}, general: map[string]bool{}, outcomes: map[string]bool{}, current: map[string]bool{}, hedges: map[string]bool{}}
	classes := map[string]map[string]bool{"negating": s.negating, "lasting": s.spans, "accusation": s.accusations, "claim": s.said, "own-part": s.ownPart,
		"general": s.general, "hedge": s.hedges, "outcome": s.outcomes,
		"current": s.current}
	cues, err := rule.Load[Cue](fsys, "lexicon/what-cue.yaml")
	for _, c := range cues {
		into := classes[c.Rule.ID]
		if into == nil {
			err = errors.Join(err, c.Fault("there is no class "+strconv.Quote(c.Rule.ID)+" of cues; the classes are accusation, claim, current, general, hedge, lasting, negating, outcome and own-part", "id"))
			continue
		}
		for _, w := range slices.Concat(c.Rule.Verbs, c.Rule.Nouns, c.Rule.Adjectives) {
			into[w] = true
		}
	}
	return s, err
}

// Links fills claims and answers, and of events SpeaksOf, PartOf, Restates and Realis.
func (s *Stage) Links(d *ledger.Document) {
	if len(d.Events) == 0 && len(d.Statements) == 0 || d.Tree == nil {
		return
	}
	l := newLinker(s, d)
	l.speaks()
	l.restates()
	l.parts()
	l.claims()
	l.points()
	l.restated()
	l.answers()
	l.summary()
	l.lasts()
}
