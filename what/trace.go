package what

// This file tells what the stage tries, to who asks for it: `daybook why --text`, `daybook check --corpus`. Nothing of it is done, and nothing
// kept, where nobody asks.

import (
	"fmt"

	"daybook/ledger"
	"daybook/text"
)

// Trace is what was tried in one document, in the order in which it was.
type Trace struct {
	Tries  []Try
	Mended []int32      // tokens whose tag, relation or head the rules read otherwise than the document has it
	Tokens []text.Token // as the rules read them

	takenBy map[int32]int32 // word -> head of the event that took it
}

// Outcome is what became of a try.
type Outcome string

// The outcomes.
const (
	Untried    Outcome = "not tried"   // no rule was put to the word: it is a part of a name, of a phrase that told already ...
	OtherWords Outcome = "other words" // the words around are not those of the trigger
	Vetoed     Outcome = "vetoed"      // they are, and a condition fails
	Lost       Outcome = "lost"        // the rule would have made an event, had not a stricter one made it
	Made       Outcome = "made"        // the rule made an event
)

// Try is one trigger of a rule, put to one word.
type Try struct {
	Rule       string // id
	Where      string // file and line of the rule
	Type, Mode string
	Kind       string // what the rule lists the trigger under: verbs, nouns, adjectives
	Trigger    string // as the rule writes it
	Rank       int    // how strict it is: the strictest is tried first
	Head       int32  // token that it was put to
	Words      text.Span
	Outcome    Outcome
	Why        string // of those that made nothing
	Condition  string // by which it was vetoed, the same for all that it vetoes
	Line       string // file and line of the condition, "" for those that hold for every rule
	Ways       []Way
	Actors     []int32 // head tokens of whom the slots would give or gave
	Recipients []int32
	Within     int32 // of what is tried at a word that another word has told of already: the head of that event; else None
}

// Way is one path of a slot, and to whom it led.
type Way struct {
	Side  string // actor or recipient
	Path  string // as the rule or its frame writes it
	Heads []int32
	How   string // of those that it led to; else why to nobody
}

// Matched reports whether the words were those of the trigger.
func (t *Try) Matched() bool { return t.Outcome == Vetoed || t.Outcome == Lost || t.Outcome == Made }

// Known is a rule of the stage's.
type Known struct {
	ID, Where, Type, Mode string
	Triggers              []Trigger
}

// Trigger is one word or phrase of a rule.
type Trigger struct{ Kind, Words string }

// kinds are the keys of a rule by the part of speech of their triggers.
var kinds = map[byte]string{'v': "verbs", 'n': "nouns", 'a': "adjectives"}

// Rules are the rules in the order of their files.
func (s *Stage) Rules() []Known {
	out := make([]Known, len(s.book.rules))
	for i := range s.book.rules {
		c := &s.book.rules[i]
		k := Known{ID: c.ID, Where: c.where, Type: c.Type, Mode: c.Mode}
		for _, l := range [...]struct {
			kind  string
			words []string
		}{{"verbs", c.Verbs}, {"nouns", c.Nouns}, {"adjectives", c.Adjectives}} {
			for _, w := range l.words {
				k.Triggers = append(k.Triggers, Trigger{l.kind, w})
			}
		}
		out[i] = k
	}
	return out
}

// Trace fills the document's events and figures as Events does, and the trace with what was tried.
func (s *Stage) Trace(d *ledger.Document, t *Trace) { s.events(d, t) }

// veto says why a rule whose words fit makes no event; the zero veto does not.
type veto struct {
	why       string
	condition string // as Try has it
	line      string
}

// roles are who and what a rule found.
type roles struct {
	actors, recipients []found
	means              []int32
	steps              []string
}

// tried notes what became of a pattern.
func (r *reading) tried(h *hit, o Outcome, v veto, p roles) {
	if r.trace == nil {
		return
	}
	t := Try{
		Rule: h.rule.ID, Where: h.rule.where, Type: h.rule.Type, Mode: h.rule.Mode, Kind: kinds[h.pat.pos], Trigger: h.pat.surface, Rank: h.pat.rank, Head: h.tok,
		Words: r.toks[h.tok].Span, Outcome: o, Why: v.why, Condition: v.condition, Line: v.line, Ways: h.ways, Actors: heads(p.actors), Recipients: heads(p.recipients), Within: ledger.None,
	}
	if o != OtherWords {
		t.Words = r.trigger(h)
	}
	r.trace.Tries = append(r.trace.Tries, t)
}

// rivals weighs the patterns behind one that makes an event. To be called before the event is there.
func (r *reading) rivals(ps []*pattern, won *hit) {
	if r.trace == nil {
		return
	}
	for _, p := range ps {
		h := r.hit(p, won.tok)
		if !r.matches(&h) {
			r.tried(&h, OtherWords, veto{}, roles{})
			continue
		}
		who, no := r.weigh(&h)
		if no.why != "" {
			r.tried(&h, Vetoed, no, who)
			continue
		}
		why := fmt.Sprintf("“%s” of %s is stricter", won.pat.surface, won.rule.ID)
		if p.rank == won.pat.rank {
			why = fmt.Sprintf("as strict as “%s” of %s, which stands before it in the files", won.pat.surface, won.rule.ID)
		}
		r.tried(&h, Lost, veto{why: why}, who)
	}
}

// untried notes a word that has rules which are not put to it.
func (r *reading) untried(i int32, why string) {
	if r.trace != nil && len(r.patterns(i)) > 0 {
		r.trace.Tries = append(r.trace.Tries, Try{Head: i, Words: r.toks[i].Span, Outcome: Untried, Why: why, Within: ledger.None})
	}
}

// within weighs the rules of a word that another word has told of: "strike" of "began a strike".
func (r *reading) within(i int32) {
	if r.trace == nil {
		return
	}
	by, ok := r.trace.takenBy[i]
	if !ok {
		return
	}
	won := &r.d.Events[r.eventAt[by]]
	for _, p := range r.patterns(i) {
		h := r.hit(p, i)
		if !r.matches(&h) {
			r.tried(&h, OtherWords, veto{}, roles{})
		} else if who, no := r.weigh(&h); no.why != "" {
			r.tried(&h, Vetoed, no, who)
		} else {
			r.tried(&h, Lost, veto{why: "the word is a part of “" + won.Trigger.Of(r.d.Text) + "”, of which " + won.Evidence.Rule + " made an event"}, who)
		}
		r.trace.Tries[len(r.trace.Tries)-1].Within = by
	}
}

// patterns are those that are put to a word of its part of speech.
func (r *reading) patterns(i int32) []*pattern {
	switch r.toks[i].UPOS {
	case "VERB":
		return r.b.verbs[r.lemma(i)]
	case "NOUN", "PROPN":
		return r.b.nouns[r.lemma(i)]
	case "ADJ":
		return r.b.adjs[r.lemma(i)]
	}
	return nil
}

// taken notes which words an event has taken from the rules behind.
func (r *reading) taken(h *hit, used []bool) {
	if r.trace == nil {
		return
	}
	if r.trace.takenBy == nil {
		r.trace.takenBy = map[int32]int32{}
	}
	for _, t := range [...]int32{h.object, h.light, r.complement(h.tok)} {
		if t >= 0 && used[t] {
			r.trace.takenBy[t] = h.tok
		}
	}
}

// way notes where a path of a slot led.
func (r *reading) way(h *hit, actor bool, p path, fs []found, how string) {
	if r.trace == nil {
		return
	}
	w := Way{Side: "recipient", Path: p.text, Heads: heads(fs), How: how}
	if actor {
		w.Side = "actor"
	}
	if len(fs) > 0 && how == "" {
		w.How = fs[0].how
	}
	h.ways = append(h.ways, w)
}

func heads(fs []found) []int32 {
	var out []int32
	for _, f := range fs {
		out = append(out, f.tok)
	}
	return out
}

// mends notes where the rules read another tree than the document has.
func (r *reading) mends() {
	if r.trace == nil {
		return
	}
	r.trace.Tokens = r.toks
	for i := range r.toks {
		if a, b := &r.toks[i], &r.d.Tokens[i]; a.Head != b.Head || a.Rel != b.Rel || a.UPOS != b.UPOS || a.XPOS != b.XPOS {
			r.trace.Mended = append(r.trace.Mended, int32(i))
		}
	}
}
