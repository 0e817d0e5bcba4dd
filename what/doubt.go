package what

import (
	"fmt"
	"regexp"
	"strings"

	"daybook/ledger"
	"daybook/model"
	"daybook/text"
)

// DoubtPath is the file of weights below the data folder that tell whether what a clause tells came about (logistic regression over the clause, what governs it, and
// what the rules of realis say of it). Without it the rules stand alone.
const DoubtPath = "model/realis.tsv"

// A Predicate is a word whose clause presents something, what the rules of realis make of it, and what speaks against its having come about.
type Predicate struct {
	Token    int32
	Cast     ledger.Cast // by the rules alone
	Features []string
}

// Predicates reads off the tree of a document how the clause of each of some tokens presents what it tells, by the rules alone.
func (s *Stage) Predicates(d *ledger.Document, tokens []int32) []Predicate {
	r := newReading(s.book, d)
	out := make([]Predicate, len(tokens))
	for i, t := range tokens {
		c := r.cast(&hit{pat: &pattern{pos: 'v'}, rule: &anything, tok: t, clause: t, object: ledger.None, base: ledger.None, light: ledger.None, owner: ledger.None})
		out[i] = Predicate{t, c, r.speaksAgainst(t, c)}
	}
	return out
}

// Casts is how the clause of each of some tokens presents what it tells, whether or not a rule knows it for an event: by the rules, and where weights are there, by
// them beside the rules' answer.
func (s *Stage) Casts(d *ledger.Document, tokens []int32) []ledger.Cast {
	out := make([]ledger.Cast, len(tokens))
	for i, p := range s.Predicates(d, tokens) {
		out[i] = p.Cast
		if s.doubt == nil {
			continue
		}
		switch no := model.Logistic(s.doubt.Sum(p.Features)); {
		case no > 0.5 && p.Cast.Realis.Took():
			out[i].Realis, out[i].Certainty, out[i].Why = ledger.Possible, "possible", fmt.Sprintf("learned: %.2f that it did not come about; by rules: %s", no, p.Cast.Why)
		case no <= 0.5 && !p.Cast.Realis.Took():
			out[i].Realis, out[i].Negated, out[i].Certainty, out[i].Why = ledger.Happened, false, "probable", fmt.Sprintf("learned: %.2f that it did not come about; by rules: %s", no, p.Cast.Why)
		}
	}
	return out
}

// doubts lets the weights turn what a rule takes for a fact into what is possible, where they are as sure as their file asks for; never the other way round, and not
// where a noun tells it.
func (s *Stage) doubts(r *reading) {
	if s.doubt == nil {
		return
	}
	for i := range r.d.Events {
		e, h := &r.d.Events[i], &r.hits[i]
		if e.Type != h.rule.Type { // what will not come is a refusal, which has come about
			continue
		}
		if !e.Cast.Realis.Took() || h.noun() || h.tok != h.clause || r.toks[h.tok].UPOS != "VERB" {
			continue
		}
		f := r.speaksAgainst(h.tok, e.Cast)
		if no := model.Logistic(s.doubt.Sum(f)); no >= s.doubt.Limit("") {
			e.Cast.Realis, e.Cast.Certainty = ledger.Possible, "possible"
			e.Cast.Why += fmt.Sprintf("; learned: %.2f that it did not come about, %.2f is enough: %s", no, s.doubt.Limit(""), s.doubt.Reasons(f))
		}
	}
}

var quotedWord = regexp.MustCompile(`'[^']*'`)

// speaksAgainst tells what speaks for or against that clause i came about, which the rules cast as c.
func (r *reading) speaksAgainst(i int32, c ledger.Cast) []string {
	out := make([]string, 0, 48)
	say := func(parts ...string) { out = append(out, strings.Join(parts, " ")) }
	t := &r.toks[i]
	say("(bias)")
	why := quotedWord.ReplaceAllString(c.Why, "…")
	took := "took"
	if !c.Realis.Took() {
		took = "not"
	}
	say("rules", string(c.Realis))
	say("rules", string(c.Realis), why)
	say("rules", string(c.Realis), t.XPOS)
	say("rules", string(c.Realis), t.Rel)
	say("rules", took, "word", r.lemma(i))
	say("tag", t.XPOS)
	say("relation", t.Rel)
	say("relation", t.Rel, t.XPOS)
	say("word", r.lemma(i))
	subject := ""
	for _, k := range r.t.Children(i) {
		l := r.lemma(k)
		switch rel := text.Rel0(r.toks[k].Rel); rel {
		case "aux", "cop":
			say("auxiliary", l, r.toks[k].XPOS)
			say("auxiliary", l, t.XPOS)
		case "mark":
			say("mark", l)
			say("mark", l, t.Rel)
			say("mark", l, t.XPOS)
		case "nsubj", "csubj", "expl":
			subject = r.toks[k].UPOS
			if subject == "PRON" {
				subject = l
			}
		case "advmod":
			say("adverb", l)
		case "obj":
			say("object", r.toks[k].UPOS)
		case "advcl":
			say("has clause", r.mark(k))
		}
	}
	say("subject", subject)
	say("subject", subject, t.XPOS)
	say("subject", subject, t.Rel)
	if m := r.modal(i); m != "" && subject != "" {
		say("subject", subject, m)
	}
	if g := r.head(i); g >= 0 {
		gl := r.lemma(g)
		say("under", gl)
		say("under", gl, t.Rel, r.mark(i))
		say("under", r.toks[g].XPOS, t.Rel, r.mark(i))
		say("under", r.toks[g].UPOS, t.Rel, t.XPOS)
		if m := r.modal(g); m != "" {
			say("under modal", m, text.Rel0(t.Rel))
		}
		if r.negator(g) >= 0 {
			say("under negated", text.Rel0(t.Rel))
		}
		if r.commanded(g) {
			say("under an order", t.Rel, r.mark(i))
		}
		for _, k := range r.t.Children(g) {
			if rel := text.Rel0(r.toks[k].Rel); rel == "nsubj" && r.toks[k].UPOS == "PRON" {
				say("under subject", r.lemma(k), t.Rel)
			} else if rel == "mark" {
				say("under mark", r.lemma(k), t.Rel)
			}
		}
		if r.predicate(g) {
			gc := r.local(g, &hit{rule: &anything})
			say("under a clause", string(gc.Realis), t.Rel)
			say("under a clause", quotedWord.ReplaceAllString(gc.Why, "…"), t.Rel, t.XPOS)
		}
		root := g
		for n := 0; n < 32 && r.head(root) >= 0; n++ {
			root = r.head(root)
		}
		if root != g {
			rc := r.local(root, &hit{rule: &anything})
			say("below a root", string(rc.Realis), t.Rel)
			say("below a root", r.lemma(root))
			say("below a root", quotedWord.ReplaceAllString(rc.Why, "…"), t.XPOS)
		}
		if gg := r.head(g); gg >= 0 {
			say("under", r.toks[g].Rel, t.Rel, r.lemma(gg))
			say("under", r.toks[g].Rel, t.Rel, r.toks[gg].XPOS)
		} else {
			say("under the root", t.Rel, t.XPOS)
		}
	}
	if s := r.sentence[i]; s >= 0 {
		sen := r.d.Sentences[s]
		if last := min(sen.Last, int32(len(r.toks))) - 1; last >= 0 {
			say("ends with", r.word(last))
		}
		say("opens with", r.lowered(max(sen.First, 0)))
		for k := max(sen.First, 0); k < min(sen.Last, int32(len(r.toks))); k++ {
			switch l := r.lemma(k); {
			case l == "if" || l == "you" || l == "should" || l == "would" || l == "will" || l == "please" || l == "can" || l == "could" || l == "may" || l == "need":
				say("in the sentence", l, t.XPOS)
			}
		}
		for k := max(sen.First, i-3); k < i; k++ {
			say("before", r.lemma(k))
		}
	}
	return out
}
