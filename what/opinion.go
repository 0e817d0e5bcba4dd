package what

import (
	"fmt"
	"slices"
	"sort"
	"strconv"

	"daybook/ledger"
)

// LearnedPath is the file of weights below the data folder that rank which type of event two parties of a sentence stand in (a log-linear model over the tree, the
// words and what the rules say). It never makes or takes away an event: it is a second opinion, told beside the first. Without it there is none.
const LearnedPath = "model/what.tsv"

// Opinion is what the learned weights hold for the act between two parties.
type Opinion struct {
	Root  string  // the likeliest type; "YIELD" stands for CONCEDE and RETREAT
	Score float64 // its probability
	Own   float64 // that of the type asked about; 0 where none was
	Why   string  // the heaviest features
}

// manyNear is how many words of a sentence, around the two parties, speak for a type.
const manyNear = 80

// Between ranks the types of event in which the tokens source and target, heads of two phrases, stand: one of them may be None. ok is false without weights.
func (s *Stage) Between(d *ledger.Document, source, target int32) (o Opinion, ok bool) {
	if s.learned == nil || source < 0 && target < 0 {
		return o, false
	}
	return s.opinion(s.Features(d, source, target), ""), true
}

// Features tell what speaks for a type of event between the tokens source and target, one of which may be None, in a document whose events are found.
func (s *Stage) Features(d *ledger.Document, source, target int32) []string {
	return newReading(s.book, d).features(source, target)
}

// opinion weighs features; root, where not empty, is asked about.
func (s *Stage) opinion(features []string, root string) Opinion {
	p := s.learned.Probabilities(features)
	best := slices.Index(p, slices.Max(p))
	o := Opinion{Root: s.learned.Classes[best], Score: p[best], Why: s.learned.Reasons(features, best)}
	if i := slices.Index(s.learned.Classes, root); i >= 0 {
		o.Own = p[i]
	}
	return o
}

// opinions adds to the evidence of each event that has two sides what the weights hold for the two.
func (s *Stage) opinions(r *reading) {
	if s.learned == nil {
		return
	}
	for i := range r.d.Events {
		e := &r.d.Events[i]
		if len(e.Actors) == 0 || !e.Cast.Realis.Took() {
			continue
		}
		source, others := r.foundOf(e.Actors[:1]), r.foundOf(e.Recipients)
		if len(e.Recipients) == 0 {
			others = r.foundOf(e.Actors[1:])
		}
		if len(source) == 0 || len(others) == 0 {
			continue
		}
		o := s.opinion(r.features(source[0].tok, others[0].tok), rootOf(e.Type))
		step := fmt.Sprintf("second opinion on the two: %s %.2f (learned: %s)", o.Root, o.Score, o.Why)
		if o.Root != rootOf(e.Type) {
			step += fmt.Sprintf("; %s %.2f", rootOf(e.Type), o.Own)
		}
		e.Evidence.Steps = append(e.Evidence.Steps, step)
	}
}

// rootOf is the class of the weights that stands for a type.
func rootOf(typ string) string {
	if typ == "CONCEDE" || typ == "RETREAT" {
		return "YIELD"
	}
	return typ
}

// features tell what speaks for a type of event between tokens s and t, one of which may be None.
func (r *reading) features(s, t int32) []string {
	p := pair{reading: r, source: s, target: t, on: map[int32]bool{}, out: make([]string, 0, 160)}
	p.say("(bias)")
	p.rules()
	p.way()
	p.words()
	p.end("source", s)
	p.end("target", t)
	slices.Sort(p.out)
	return slices.Compact(p.out)
}

// pair is two tokens between which an act is sought, and the features found so far.
type pair struct {
	*reading
	source, target int32          // heads of the two; one of them may be None
	top            int32          // where the ways from the two to the root meet, or None
	on             map[int32]bool // the tokens between the two in the tree
	out            []string
}

func (p *pair) say(parts ...string) {
	n := len(parts) - 1
	for _, x := range parts {
		n += len(x)
	}
	b := make([]byte, 0, n)
	for i, x := range parts {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, x...)
	}
	p.out = append(p.out, string(b))
}

// rules say what the rules found in the sentences of the two, and how near it stands to them.
func (p *pair) rules() {
	best, rank := (*ledger.Event)(nil), -1
	for _, s := range p.sentences() {
		for i, hi := p.eventsOf(s); i < hi; i++ {
			e := &p.d.Events[i]
			source, target := p.among(e.Actors, p.source), p.among(e.Recipients, p.target)
			how, n := "neither", 0
			switch {
			case source && (target || len(e.Recipients) == 0 && p.among(e.Actors, p.target)):
				how, n = "both", 6
			case source && len(e.Recipients) == 0:
				how, n = "source alone", 5
			case source:
				how, n = "source", 4
			case target && len(e.Actors) == 0:
				how, n = "target alone", 3
			case target:
				how, n = "target", 2
			case p.among(e.Recipients, p.source) && p.among(e.Actors, p.target):
				how, n = "turned", 1
			}
			p.say("rule", how, e.Type)
			if n >= 2 {
				p.say("rule", how, e.Type, string(e.Cast.Realis))
				p.say("rule", e.Evidence.Rule)
			}
			if n > rank {
				best, rank = e, n
			}
		}
		for _, typ := range p.passedOver(s) {
			p.say("passed over", typ)
		}
	}
	if best == nil {
		p.say("best none")
		return
	}
	p.say("best", best.Type)
	p.say("best", best.Type, string(best.Cast.Realis))
	p.say("best", best.Type, strconv.Itoa(rank))
	for j, n := best.Head, 0; j >= 0 && n < 4; j, n = p.head(j), n+1 {
		for _, k := range p.t.Children(j) {
			if rel := p.rel(k); rel == "aux" || rel == "mark" {
				p.say("best", best.Type, rel, p.lemma(k))
			}
			if l := p.lemma(k); l == "not" || l == "never" {
				p.say("best", best.Type, "negated")
			}
		}
		if n > 0 {
			p.say("best", best.Type, "under", p.lemma(j))
			p.say("best under", p.lemma(j))
		}
	}
}

// sentences are those that the two stand in.
func (p *pair) sentences() []int32 {
	var out []int32
	for _, i := range [...]int32{p.source, p.target} {
		if i >= 0 && p.sentence[i] >= 0 && !slices.Contains(out, p.sentence[i]) {
			out = append(out, p.sentence[i])
		}
	}
	return out
}

// among reports whether token i, or another mention of the same actor, is one of the parties.
func (p *pair) among(ps []ledger.Party, i int32) bool {
	if i < 0 {
		return false
	}
	a := p.actorAt(i)
	for _, x := range ps {
		span := x.Span
		if x.Mention >= 0 && int(x.Mention) < len(p.d.Mentions) {
			span = p.d.Mentions[x.Mention].Span
			if a != nil && p.d.ActorOfMention(x.Mention) == a {
				return true
			}
		}
		if span.Overlaps(p.toks[i].Span) {
			return true
		}
	}
	return false
}

// passedOver are the types of the rules that were tried in sentence s and made no event.
func (r *reading) passedOver(s int32) []string {
	if r.passed == nil {
		r.passed = map[int32][]string{}
		for _, x := range r.d.Rejected {
			if x.Stage != "events" || x.Rule == "" {
				continue
			}
			at := sort.Search(len(r.toks), func(i int) bool { return r.toks[i].End > x.Span.Start })
			if typ, ok := r.b.typeOf[x.Rule]; ok && at < len(r.toks) {
				k := r.sentence[at]
				r.passed[k] = append(r.passed[k], typ)
			}
		}
	}
	return r.passed[s]
}

// way finds the tokens between the two in the tree; of one alone, those above it.
func (p *pair) way() {
	p.top = ledger.None
	if p.source < 0 || p.target < 0 {
		for i, n := p.head(max(p.source, p.target)), 1; i >= 0 && n < 4; i, n = p.head(i), n+1 {
			p.on[i] = true
		}
		return
	}
	above := map[int32]bool{}
	for i, n := p.source, 0; i >= 0 && n < 64; i, n = p.head(i), n+1 {
		above[i] = true
	}
	for i, n := p.target, 0; i >= 0 && n < 64; i, n = p.head(i), n+1 {
		if above[i] {
			p.top = i
			break
		}
	}
	for _, from := range [...]int32{p.source, p.target} {
		for i, n := from, 0; i >= 0 && i != p.top && n < 64; i, n = p.head(i), n+1 {
			p.on[i] = i != from
		}
	}
	if p.top < 0 {
		return
	}
	p.on[p.top] = p.top != p.source && p.top != p.target
	p.say("top", p.lemma(p.top))
	if p.toks[p.top].UPOS == "VERB" {
		p.say("top", p.lemma(p.top), "passive", strconv.FormatBool(p.core(p.top).passive))
	}
	p.say("far", strconv.Itoa(min(6, len(p.on))))
}

// words say which words stand on the way, beside it, and before, between and behind the two.
func (p *pair) words() {
	lo, hi := min(p.source, p.target), max(p.source, p.target)
	if lo < 0 {
		lo = hi
		p.say("one", strconv.FormatBool(p.source >= 0))
	} else {
		p.say("order", strconv.FormatBool(p.source < p.target))
	}
	first, last := max(lo-manyNear, 0), min(hi+manyNear, int32(len(p.toks)))
	if s := p.sentence[lo]; s >= 0 {
		first = max(first, p.d.Sentences[s].First)
	}
	if s := p.sentence[hi]; s >= 0 {
		last = min(last, p.d.Sentences[s].Last)
	}
	for i := first; i < last; i++ {
		if hi-lo > 2*manyNear && i > lo+manyNear && i < hi-manyNear {
			continue
		}
		l := p.lemma(i)
		switch {
		case i == p.source:
			p.say("source is", l)
			continue
		case i == p.target:
			p.say("target is", l)
			continue
		}
		where := "between"
		if i < lo {
			where = "before"
		} else if i > hi {
			where = "after"
		}
		content := true
		switch p.toks[i].UPOS {
		case "PROPN":
			continue
		case "VERB", "NOUN", "ADJ", "ADV", "PART":
		case "ADP":
			content = where == "between"
		default:
			content = false
		}
		if p.on[i] {
			p.onWay(i, l)
		}
		if !content {
			continue
		}
		p.say("word", l)
		p.say(where, l)
		for _, typ := range p.typesOf(i) {
			p.say("type", typ)
			p.say(where, "type", typ)
		}
		if i+1 < last {
			p.say("words", l, p.lemma(i+1))
		}
	}
}

// onWay says what word i on the way, lemma l, is and what hangs on it.
func (p *pair) onWay(i int32, l string) {
	p.say("way", l)
	for _, typ := range p.typesOf(i) {
		p.say("way type", typ)
	}
	for _, k := range p.t.Children(i) {
		if k == p.source || k == p.target || p.on[k] {
			continue
		}
		switch rel := p.rel(k); rel {
		case "compound", "obj", "xcomp", "advmod", "amod", "aux", "mark", "obl", "ccomp":
			p.say("way", l, rel, p.lemma(k))
			p.say("way", rel, p.lemma(k))
			for _, typ := range p.typesOf(k) {
				p.say("way", l, rel, "type", typ)
				p.say("beside the way type", typ)
			}
		}
	}
}

// typesOf are the types of the rules that have token i for a trigger.
func (r *reading) typesOf(i int32) []string {
	var ps []*pattern
	switch r.toks[i].UPOS {
	case "VERB":
		ps = r.b.verbs[r.lemma(i)]
	case "NOUN":
		ps = r.b.nouns[r.lemma(i)]
	case "ADJ":
		ps = r.b.adjs[r.lemma(i)]
	}
	var out []string
	for _, x := range ps {
		if typ := r.b.rules[x.rule].Type; !slices.Contains(out, typ) {
			out = append(out, typ)
		}
	}
	return out
}

// end says who one of the two is and on what he hangs.
func (p *pair) end(name string, i int32) {
	if i < 0 {
		return
	}
	if g := p.head(i); g >= 0 {
		rel := p.rel(i)
		p.say(name, p.toks[i].Rel)
		p.say(name, rel, "of", p.lemma(g))
		if c := p.prep(i); c != "" {
			p.say(name, c, "of", p.lemma(g))
			p.say(name, c)
		}
		for _, typ := range p.typesOf(g) {
			p.say(name, rel, "of type", typ)
		}
	}
	if a := p.actorAt(i); a != nil {
		p.say(name, "kind", string(a.Kind))
		p.say(name, "sector", a.Sector)
	}
	if p.is(i, "armed") {
		p.say(name, "armed")
	}
}
