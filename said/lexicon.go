package said

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"daybook/ledger"
	"daybook/rule"
)

// Entry is one entry of a cue lexicon (data/lexicon/cue-*.yaml): words that report in the same frames and with the same
// stance. docs of the keys stand at the head of cue-verbs.yaml.
type Entry struct {
	rule.Meta `yaml:",inline"`
	Lemmas    []string `yaml:"lemmas"`
	Stance    string   `yaml:"stance"`
	Strength  string   `yaml:"strength"` // "weak", "strong" or ""
	Frames    []string `yaml:"frames"`
	Source    string   `yaml:"source"`  // "person": things do not do it; "document": only documents do; "": anyone
	Object    string   `yaml:"object"`  // "thing": an object that is a person is none of this entry; else the class it must be of
	Except    string   `yaml:"except"`  // class that an object must not be of
	Agent     bool     `yaml:"agent"`   // a passive counts only where it names who acts
	Negated   bool     `yaml:"negated"` // only where the cue is negated: "did not respond to"
	Basis     string   `yaml:"basis"`   // witnessed, took part, was told, inferred
}

// class is a closed list of words that the rules ask for by name (data/lexicon/said-classes.yaml).
type class struct {
	ID    string   `yaml:"id"`
	Note  string   `yaml:"note"`
	Words []string `yaml:"words"`
}

// frameKind is the shape of clause in which a cue takes its content.
type frameKind uint8

const (
	frameNone    frameKind = iota
	frameQuote             // words in quotation marks
	frameThat              // a finite clause, with or without "that"; an addressee may stand before it
	frameWh                // an embedded question
	frameInf               // an infinitive whose subject is the speaker: "vowed to leave"
	frameObjInf            // an addressee and an infinitive: "urged Russia to leave"
	frameGer               // a gerund: "denied taking part"
	frameObj               // a noun phrase: "urged restraint"
	framePrep              // a preposition and a noun phrase or gerund: "called for calm"
	frameObjPrep           // a target, a preposition and a noun phrase or gerund: "accused Russia of hacking"
	frameObjPred           // a target and what it is called: "called him a liar"
	frameObjAs             // a target and "as": "described the talks as useful"
	frameOnInf             // an addressee behind a preposition and an infinitive: "called on Iran to stop"
	frameAdv               // the word stands in the clause that it reports: "reportedly"
	frameBy                // a noun whose speaker stands in a possessive or behind "by" or "from"
)

var frameNames = []string{
	frameQuote: "quote", frameThat: "that", frameWh: "wh", frameInf: "inf", frameObjInf: "obj-inf", frameGer: "ger", frameObj: "obj",
	framePrep: "prep", frameObjPrep: "obj-prep", frameObjPred: "obj-pred", frameObjAs: "obj-as", frameOnInf: "on-inf", frameAdv: "adv",
	frameBy: "by",
}

// frame is one frame of a cue: its kind, its preposition where it has one, and the stance that it gives.
type frame struct {
	kind   frameKind
	prep   string
	stance ledger.Stance
}

func (f *frame) String() string {
	if f.prep != "" {
		return frameNames[f.kind] + ":" + f.prep
	}
	return frameNames[f.kind]
}

// cue is a loaded entry with its frames.
type cue struct {
	Entry
	where  string
	frames []frame
	stance ledger.Stance
}

// frame returns the first frame of the kind, or nil.
func (c *cue) frame(k frameKind) *frame {
	for i := range c.frames {
		if c.frames[i].kind == k {
			return &c.frames[i]
		}
	}
	return nil
}

// prep returns the frame of the kind with the preposition, or nil.
func (c *cue) prep(k frameKind, prep string) *frame {
	for i := range c.frames {
		if c.frames[i].kind == k && c.frames[i].prep == prep {
			return &c.frames[i]
		}
	}
	return nil
}

// lexicon is all that the stage reads from data/lexicon.
type lexicon struct {
	verbs   map[string][]*cue // by lemma, or lemma and particle: "point out"
	nouns   map[string][]*cue
	other   map[string][]*cue // adverbs, adjectives and fixed prepositions by lemma or words
	classes map[string]map[string]bool
}

// is reports whether a lower-case word belongs to a class.
func (l *lexicon) is(class, word string) bool { return l.classes[class][word] }

// loadLexicon returns every fault of the files, and the lexicon of the good entries beside it.
func loadLexicon(fsys fs.FS) (*lexicon, error) {
	l := &lexicon{classes: map[string]map[string]bool{}}
	cs, err := rule.Load[class](fsys, "lexicon/said-classes.yaml")
	errs := []error{err}
	for _, c := range cs {
		m := make(map[string]bool, len(c.Rule.Words))
		for _, w := range c.Rule.Words {
			m[w] = true
		}
		l.classes[c.Rule.ID] = m
	}
	load := func(pattern string) map[string][]*cue {
		es, err := rule.Load[Entry](fsys, pattern)
		errs = append(errs, err)
		m := make(map[string][]*cue, 2*len(es))
		for _, e := range es {
			c, faults := l.newCue(e)
			errs = append(errs, faults...)
			if e.Broken || len(faults) > 0 {
				continue
			}
			for _, w := range e.Rule.Lemmas {
				m[w] = append(m[w], c)
			}
		}
		return m
	}
	l.verbs = load("lexicon/cue-verbs*.yaml")
	l.nouns = load("lexicon/cue-nouns*.yaml")
	l.other = load("lexicon/cue-other*.yaml")
	return l, errors.Join(errs...)
}

// Values that the keys of an entry may have; "" is one of each.
var (
	strengths = []string{"weak", "strong"}
	sources   = []string{"person", "document"}
	bases     = []string{"witnessed", "took part", "was told", "inferred"}
)

func (l *lexicon) newCue(e rule.Entry[Entry]) (c *cue, faults []error) {
	c = &cue{Entry: e.Rule, where: e.Where()}
	fault := func(path []any, format string, a ...any) {
		faults = append(faults, e.Fault("entry "+e.Rule.ID+": "+fmt.Sprintf(format, a...), path...))
	}
	stance := func(s string, path ...any) ledger.Stance {
		st := ledger.Stance(s)
		if !slices.Contains(ledger.Stances, st) {
			fault(path, "unknown stance %q; known are %s", s, rule.Names(ledger.Stances))
		}
		return st
	}
	if e.Rule.Stance != "" || !e.Broken {
		c.stance = stance(e.Rule.Stance, "stance")
	}
	if !e.Broken && (len(e.Rule.Lemmas) == 0 || len(e.Rule.Frames) == 0) {
		fault(nil, "needs lemmas and frames")
	}
	for _, k := range []struct {
		key, value string
		known      []string
	}{{"source", e.Rule.Source, sources}, {"strength", e.Rule.Strength, strengths}, {"basis", e.Rule.Basis, bases}} {
		if k.value != "" && !slices.Contains(k.known, k.value) {
			fault([]any{k.key}, "%s is %q; known are %s", k.key, k.value, rule.Names(k.known))
		}
	}
	for _, k := range []struct{ key, class string }{{"object", e.Rule.Object}, {"except", e.Rule.Except}} {
		if k.class != "" && k.class != "thing" && l.classes[k.class] == nil {
			fault([]any{k.key}, "no class %q in said-classes.yaml; correct it, or add the class there", k.class)
		}
	}
	for i, s := range e.Rule.Frames {
		f := frame{stance: c.stance}
		name, st, has := strings.Cut(s, "=")
		if has {
			f.stance = stance(st, "frames", i)
		}
		name, f.prep, _ = strings.Cut(name, ":")
		f.kind = frameKind(max(slices.Index(frameNames, name), 0))
		switch f.kind {
		case frameNone:
			fault([]any{"frames", i}, "unknown frame %q; known are %s", s, rule.Names(frameNames[1:]))
		case framePrep, frameObjPrep, frameOnInf:
			if f.prep == "" {
				fault([]any{"frames", i}, "the frame %s needs its preposition, such as \"%s:for\"", name, name)
			}
		}
		c.frames = append(c.frames, f)
	}
	return c, faults
}

// weak reports whether a stance is only an inner one, which lists may leave out.
func weak(s ledger.Stance) bool {
	return s == ledger.Thinks || s == ledger.Believes || s == ledger.Intends
}
