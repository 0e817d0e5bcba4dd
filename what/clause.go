package what

import (
	"sort"
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// reading is one document as this stage sees it: the tree, and for each token the mention, time, place and sentence
// that it belongs to. It is made anew for each document and shared by nothing.
type reading struct {
	b *book
	d *ledger.Document
	// The tokens and tree of the document as this stage reads them: its own, or a mended copy of them (mend.go).
	toks []text.Token
	t    *text.Tree

	sentence []int32 // token -> sentence
	mention  []int32 // token -> mention whose head it is, or None
	time     []int32 // token -> time expression that covers it, or None
	place    []int32 // token -> place that covers it, or None
	lower    []string
	said     []int32         // token -> innermost statement whose content holds it, or None
	speaker  map[int32]int32 // head of a cue -> head of the mention that speaks
	eventAt  map[int32]int32 // token -> event of which it is the head

	nameType []byte             // token -> 'L' in the name of a place, 'O' of an organisation, 'P' of a person, 'X' of something else; 0 in none
	named    []bool             // token inside a longer name of an organisation or person: no trigger
	root     []int8             // sentence -> 1 no verb at its root, 2 a verb, 0 not yet asked
	sport    byte               // whether the report is about a game: 'y', 'n', 0 not yet asked
	calamity byte               // what the report opens with: 'a' an accident, 'v' violence, 'n' neither, 0 not yet asked
	counts   []byte             // figure -> how it was counted: the kind of tollWord, or 'p' for a part
	hits     []hit              // one for each event
	passed   map[int32][]string // sentence -> types of the rules passed over in it; nil before it is asked for
	trace    *Trace             // nil: nobody asks what is tried
}

func newReading(b *book, d *ledger.Document) *reading {
	n := len(d.Tokens)
	flat := make([]int32, 5*n)
	for i := range flat {
		flat[i] = ledger.None
	}
	r := &reading{b: b, d: d, toks: d.Tokens, t: d.Tree, sentence: flat[:n], mention: flat[n : 2*n], time: flat[2*n : 3*n], place: flat[3*n : 4*n], said: flat[4*n:], lower: make([]string, n), eventAt: map[int32]int32{}, speaker: map[int32]int32{}}
	for s := range d.Sentences {
		for i := max(d.Sentences[s].First, 0); i < min(d.Sentences[s].Last, int32(n)); i++ {
			r.sentence[i] = int32(s)
		}
	}
	for m := range d.Mentions {
		if h := d.Mentions[m].Head; h >= 0 && int(h) < n {
			if o := r.mention[h]; o < 0 || d.Mentions[o].Span.Len() < d.Mentions[m].Span.Len() {
				r.mention[h] = int32(m)
			}
		}
	}
	r.named, r.nameType = make([]bool, n), make([]byte, n)
	for i := range d.Names {
		run := d.Names[i].Run
		kind := byte('X')
		if t := d.Names[i].Type; t != "" {
			kind = t[0]
		}
		for k := max(run.First, 0); k < min(run.Last, int32(n)); k++ {
			r.nameType[k] = kind
		}
		if run.Last-run.First < 2 || d.Names[i].Type == "EVENT" {
			continue
		}
		for k := max(run.First, 0); k < min(run.Last, int32(n)); k++ {
			r.named[k] = true
		}
	}
	r.quote()
	for i := range d.Statements {
		st := &d.Statements[i]
		if st.CueHead < 0 || int(st.CueHead) >= n || st.Speaker < 0 || int(st.Speaker) >= len(d.Mentions) {
			continue
		}
		if h := d.Mentions[st.Speaker].Head; h >= 0 && int(h) < n && r.sentence[h] == r.sentence[st.CueHead] {
			r.speaker[st.CueHead] = h
		}
	}
	at := 0
	for i := range d.Times {
		at = r.cover(r.time, d.Times[i].Span, int32(i), at)
	}
	at = 0
	for i := range d.Places {
		at = r.cover(r.place, d.Places[i].Span, int32(i), at)
	}
	for i := range d.Tokens {
		r.lower[i] = b.lemma(&d.Tokens[i], d.Text)
	}
	r.mend()
	return r
}

// quote notes for each token the innermost statement that holds it: the one with the least content.
func (r *reading) quote() {
	d := r.d
	size := make([]int32, len(d.Statements))
	for i := range d.Statements {
		for _, c := range d.Statements[i].Content {
			size[i] += c.Len()
		}
	}
	for i := range d.Statements {
		for _, c := range d.Statements[i].Content {
			at := sort.Search(len(d.Tokens), func(k int) bool { return d.Tokens[k].Start >= c.Start })
			for ; at < len(d.Tokens) && d.Tokens[at].End <= c.End; at++ {
				if o := r.said[at]; o < 0 || size[i] < size[o] {
					r.said[at] = int32(i)
				}
			}
		}
	}
}

// cover notes for each token in the span what covers it. Spans come in text order as a rule: the search goes on from at.
func (r *reading) cover(into []int32, s text.Span, what int32, at int) int {
	toks := r.toks
	for at > 0 && (at >= len(toks) || toks[at].Start > s.Start) {
		at--
	}
	for at < len(toks) && toks[at].End <= s.Start {
		at++
	}
	for i := at; i < len(toks) && toks[i].Start < s.End; i++ {
		if into[i] < 0 {
			into[i] = what
		}
	}
	return at
}

func (r *reading) lemma(i int32) string { return r.lower[i] }
func (r *reading) word(i int32) string  { return r.toks[i].Of(r.d.Text) }

// rel is the universal relation of i.
func (r *reading) rel(i int32) string { return text.Rel0(r.toks[i].Rel) }

func (r *reading) head(i int32) int32 { return r.toks[i].Head }

// child is the first dependent of i with the universal relation, or None.
func (r *reading) child(i int32, rel string) int32 {
	for _, k := range r.t.Children(i) {
		if text.Rel0(r.toks[k].Rel) == rel {
			return k
		}
	}
	return ledger.None
}

// predicate reports whether i heads a clause: a verb, or a noun or adjective with a copula or a subject.
func (r *reading) predicate(i int32) bool {
	if r.toks[i].UPOS == "VERB" {
		return true
	}
	for _, k := range r.t.Children(i) {
		switch text.Rel0(r.toks[k].Rel) {
		case "cop", "nsubj":
			return true
		}
	}
	return false
}

func (r *reading) lowered(i int32) string { return strings.ToLower(r.word(i)) }

// prep is the case of i: its prepositions, with those that belong to one fixed phrase joined ("because of").
func (r *reading) prep(i int32) string {
	for _, k := range r.t.Children(i) {
		switch r.toks[k].Rel {
		case "case":
			return r.lemma(k)
		case "nmod:desc": // "with foreign minister Walid Muallem", where the tree hangs the preposition on the title
			if p := r.prep(k); p != "" && k < i {
				return p
			}
		}
	}
	return ""
}

// hasPrep reports whether one of i's case markers is p.
func (r *reading) hasPrep(i int32, p string) bool {
	for _, k := range r.t.Children(i) {
		switch r.toks[k].Rel {
		case "case":
			if r.lemma(k) == p {
				return true
			}
		case "nmod:desc":
			if k < i && r.hasPrep(k, p) {
				return true
			}
		}
	}
	return false
}

// core is who does and who undergoes, whatever the voice; the strings tell how each was found.
type core struct {
	subj, obj, iobj int32
	subjHow, objHow string
	passive         bool
}

// headlike reports whether token i stands in a headline or a caption, where auxiliaries are dropped.
func (r *reading) headlike(i int32) bool {
	s := r.sentence[i]
	if s < 0 {
		return false
	}
	b := r.d.Sentences[s].Block
	if b < 0 || int(b) >= len(r.d.Blocks) {
		return false
	}
	switch r.d.Blocks[b].Kind {
	case ledger.Headline, ledger.Subhead, ledger.Caption, ledger.Standfirst:
		return true
	}
	return false
}

// core finds the deep subject and object of the predicate v. Who speaks is taken from the statement, where v is its cue:
// statements look at more than the tree.
func (r *reading) core(v int32) core {
	c := r.coreOf(v, 0)
	if c.subj >= 0 && r.mark(v) == "to" { // "called on both sides to agree": an infinitive is theirs who are called on
		return c
	}
	if s, ok := r.speaker[v]; ok && s != c.obj && s != c.subj && (c.passive || r.prep(s) != "by") {
		c.subj, c.subjHow = s, "who speaks"
	}
	return c
}

func (r *reading) coreOf(v int32, depth int) core {
	c := core{subj: ledger.None, obj: ledger.None, iobj: ledger.None}
	if depth > 8 {
		return c
	}
	tok := &r.toks[v]
	var ns, np, agent, by int32 = ledger.None, ledger.None, ledger.None, ledger.None
	aux, be := false, false
	for _, k := range r.t.Children(v) {
		kt := &r.toks[k]
		if r.time[k] >= 0 { // "was attacked Tuesday afternoon", "the minister today met": a time is no party
			switch kt.Rel {
			case "nsubj", "nsubj:pass", "obj", "iobj":
				continue
			}
		}
		switch kt.Rel {
		case "nsubj":
			if ns < 0 || r.toks[ns].Rel == "nsubj:outer" {
				ns = k
			}
		case "nsubj:outer": // "his view was that ...": the subject of the sentence, not of the clause that is its predicate
			if ns < 0 && tok.UPOS != "VERB" {
				ns = k
			}
		case "nsubj:pass":
			if np < 0 {
				np = k
			}
		case "obj":
			if c.obj < 0 {
				c.obj = k
			}
		case "iobj":
			c.iobj = k
		case "cop":
			be = true
		case "aux":
			aux, be = true, be || r.lemma(k) == "be"
		case "aux:pass":
			aux, c.passive = true, true
		case "obl:agent":
			if p := r.prep(k); p == "by" || p == "" {
				agent = k
			}
		case "obl", "nmod":
			if by < 0 && r.prep(k) == "by" && r.time[k] < 0 {
				by = k
			}
		}
	}
	if np >= 0 && !c.passive {
		if aux && r.onlyHave(v) { // "the exchange have agreed": no passive without "be"
			if ns < 0 {
				ns = np
			}
			np = ledger.None
		} else {
			c.passive = true
		}
	}
	participle := tok.XPOS == "VBN"
	of := r.inSet(v, r.b.classes["accused-of"]) && int(v)+1 < len(r.toks) && r.lowered(v+1) == "of"
	if of && !aux && !be && ns >= 0 && c.obj < 0 { // "the trial of the miller accused of arson resumed", where the tree has a main verb
		c.passive = true
		if c.obj, c.objHow = r.nounBefore(v), "right before the participle"; c.obj >= 0 {
			return c
		}
	}
	if be && (tok.UPOS == "VERB" && (participle || tok.XPOS == "VBD") || of) && !c.passive && ns >= 0 && c.obj < 0 {
		c.passive, np, ns = true, ns, ledger.None // "the clerk is accused of theft", where the tree has a plain subject
	}
	if tok.UPOS == "VERB" && !c.passive && !aux {
		rel := text.Rel0(tok.Rel)
		switch {
		case (participle || tok.XPOS == "VBD") && ns < 0 && agent < 0 && tok.Rel == "acl" && v > tok.Head && r.verbless(v) && r.head(tok.Head) < 0 && r.mark(v) == "" && !of:
			// "Students demonstrated against ...": a sentence of running text has a verb; where the tree has none this is it
			c.subj, c.subjHow = tok.Head, "before the verb"
			if c.obj >= 0 {
				c.objHow = "object"
			}
			return c
		case rel == "amod" && r.hiddenVerb(v):
			c.subj, c.subjHow, c.obj, c.objHow = r.nounBefore(v), "right before the verb", tok.Head, "right behind the verb"
			return c
		case (participle || of) && ns < 0 && (rel == "acl" || rel == "amod"):
			c.passive = true
		case participle && c.obj < 0 && rel == "xcomp": // "left two people injured", "was shown arrested"
			c.passive, np, ns = true, ns, ledger.None
		case participle && ns < 0 && c.obj < 0 && (rel == "advcl" || rel == "conj" && r.coreOf(r.head(v), depth+1).passive):
			c.passive = true
		case tok.XPOS == "VBD" && ns < 0 && c.obj < 0 && rel == "conj" && r.harmsOnly(v) && r.coreOf(r.head(v), depth+1).passive:
			c.passive = true // "was abducted in May and tortured", where the tree took the last for a past tense
		case (participle || tok.XPOS == "VBD") && ns < 0 && rel == "conj" && c.obj >= 0 && r.is(c.obj, "held-as") && r.coreOf(r.head(v), depth+1).passive:
			c.passive = true // "was abducted in May, held hostage ..."
			c.obj, c.objHow = r.surface(v, depth)
			return c
		case (participle || tok.XPOS == "VBD") && ns >= 0 && c.obj < 0 && (r.prep(ns) == "with" || r.mark(v) == "with"): // "with forty soldiers killed"
			c.passive, np, ns = true, ns, ledger.None
		case (participle || tok.XPOS == "VBD") && ns >= 0 && c.obj < 0 && (agent >= 0 || by >= 0 && r.actorlike(by)) && r.shape(v):
			c.passive, np, ns = true, ns, ledger.None // headline: "Town bombed by regime forces"
		case (participle || tok.XPOS == "VBD") && ns >= 0 && c.obj < 0 && r.headlike(v) && r.thing(ns) && r.shape(v):
			c.passive, np, ns = true, ns, ledger.None // headline: "Hospital bombed in northern town"
		}
	}
	if c.passive {
		if agent < 0 {
			agent = by
		}
		if agent >= 0 && (r.othersAgent(v, agent) || r.manner(agent)) {
			agent = ledger.None
		}
		if agent < 0 {
			agent = r.sharedAgent(v)
		}
		if agent >= 0 && r.actorlike(agent) || agent >= 0 && r.toks[agent].Rel == "obl:agent" {
			c.subj, c.subjHow = agent, "behind 'by'"
		}
		if c.obj >= 0 && np >= 0 && c.iobj < 0 { // "was given arms"
			c.iobj = np
		} else if np >= 0 {
			c.obj, c.objHow = np, "subject of the passive"
		}
		if np < 0 && c.obj < 0 {
			c.obj, c.objHow = r.surface(v, depth)
		} else if np >= 0 {
			if a, how := r.antecedent(np, v); a >= 0 {
				c.obj, c.objHow = a, how
			}
		}
		return c
	}
	if c.obj < 0 && tok.UPOS == "VERB" {
		if k := r.sharedObject(v); k >= 0 {
			c.obj, c.objHow = k, "object shared with the verb beside it"
		} else if k := r.lostObject(v, ns); k >= 0 {
			c.obj, c.objHow = k, "right behind the verb"
		}
	} else if c.obj >= 0 {
		c.objHow = "object"
	}
	if c.obj >= 0 {
		if a, how := r.antecedent(c.obj, v); a >= 0 {
			c.obj, c.objHow = a, how
		}
	}
	if ns >= 0 {
		c.subj, c.subjHow = ns, "subject"
		if a, how := r.antecedent(ns, v); a >= 0 {
			c.subj, c.subjHow = a, how
		} else if c.obj < 0 && tok.Rel == "acl:relcl" && r.toks[ns].Head == v && !r.bareRelativePrep(v) {
			c.obj, c.objHow = tok.Head, "antecedent of the relative clause" // "the town rebels captured"
		}
		return c
	}
	c.subj, c.subjHow = r.surface(v, depth)
	return c
}

// harmsOnly reports whether the rules know the verb alone, with neither object nor particle, for a deed done to somebody: "torture".
func (r *reading) harmsOnly(v int32) bool { return r.harms(r.lemma(v)) }

func (r *reading) harms(lemma string) bool {
	for _, p := range r.b.verbs[lemma] {
		if ru := &r.b.rules[p.rule]; p.second == "" && p.object == nil && (ru.Frame == "harm" || ru.Frame == "transitive") && (ru.Type == "ASSAULT" || ru.Type == "COERCE") {
			return true
		}
	}
	return false
}

// antecedent returns what a relative pronoun k of clause v stands for, or None where k is none.
func (r *reading) antecedent(k, v int32) (int32, string) {
	switch r.toks[k].XPOS {
	case "WDT", "WP":
	default:
		if !(r.lemma(k) == "that" && r.toks[k].UPOS == "PRON" && r.toks[v].Rel == "acl:relcl") {
			return ledger.None, ""
		}
	}
	for steps := 0; v >= 0 && steps < 8; steps++ {
		if r.toks[v].Rel == "acl:relcl" || r.toks[v].Rel == "acl" {
			return r.head(v), "antecedent of '" + r.word(k) + "'"
		}
		if rel := r.rel(v); rel != "conj" && rel != "xcomp" && rel != "ccomp" {
			break
		}
		v = r.head(v)
	}
	return r.beforeComma(k)
}

// surface finds the subject that a clause without one shares with the clause around it.
func (r *reading) surface(v int32, depth int) (int32, string) {
	if depth > 8 {
		return ledger.None, ""
	}
	tok := &r.toks[v]
	h := tok.Head
	if h < 0 {
		return ledger.None, ""
	}
	switch text.Rel0(tok.Rel) {
	case "ccomp", "xcomp", "advcl":
		if k, ok := r.toldOf(v, h); k >= 0 { // "shelled a market, a monitor said, killing twelve"
			s, _ := r.surfaceSubject(k, depth+1)
			return s, "subject of '" + r.word(k) + "'"
		} else if ok {
			return ledger.None, ""
		}
	}
	if k := r.forWhom(v); k >= 0 {
		return k, "behind 'for'"
	}
	switch text.Rel0(tok.Rel) {
	case "conj":
		if !r.predicate(h) {
			return ledger.None, ""
		}
		if r.misplaced(v) {
			break
		}
		if r.wish(v) != r.wish(h) { // "A said ... and to do": no shared subject is safe
			break
		}
		s, _ := r.surfaceSubject(h, depth+1)
		return s, "subject shared with '" + r.word(h) + "'"
	case "xcomp", "ccomp":
		if !r.predicate(h) {
			return ledger.None, ""
		}
		if text.Rel0(tok.Rel) == "ccomp" && r.toks[v].XPOS != "VBG" && r.mark(v) != "to" {
			return ledger.None, ""
		}
		return r.controller(h, v, depth)
	case "advcl":
		if r.finite(v) || r.clauseBetween(h, v) {
			return ledger.None, ""
		}
		switch r.mark(v) {
		case "of", "for", "from", "into":
			if o := r.coreOf(h, depth+1); o.obj >= 0 {
				return o.obj, "object of '" + r.word(h) + "'"
			}
		case "to":
			if r.toks[h].UPOS == "VERB" && r.b.casts.asks[r.lemma(h)] {
				if s, how := r.controller(h, v, depth); s >= 0 {
					return s, how
				}
			}
		}
		if r.predicate(h) {
			s, _ := r.surfaceSubject(h, depth+1)
			return s, "subject of '" + r.word(h) + "'"
		}
	case "acl":
		if tok.Rel == "acl:relcl" && r.finite(v) { // a main verb hung into the relative clause before it
			return ledger.None, ""
		}
		if r.mark(v) == "to" {
			if g := r.head(h); r.time[h] >= 0 && g >= 0 && r.predicate(g) { // "gave them 15 days to accept"
				if c := r.coreOf(g, depth+1); c.iobj >= 0 {
					return c.iobj, "object of '" + r.word(g) + "'"
				}
				return ledger.None, ""
			}
			return r.owner(h, depth+1)
		}
		switch r.mark(v) {
		case "of", "for":
			return r.owner(h, depth+1)
		}
		if r.child(h, "cop") >= 0 { // "who were in the country training the police"
			if s, how := r.surfaceSubject(h, depth+1); s >= 0 {
				return s, how + " of '" + r.word(h) + "'"
			}
		}
		if g := r.head(h); tok.XPOS == "VBG" && r.rel(h) == "obj" && g >= 0 && r.predicate(g) && !r.actorlike(r.substance(h)) { // "issued a statement condemning", "fired a rocket killing"
			if s, how := r.surfaceSubject(g, depth+1); s >= 0 && s != h {
				return s, how + " of '" + r.word(g) + "'"
			}
		}
		return h, "'" + r.word(h) + "', which the participle describes"
	case "obj": // "denied kidnapping the nuns", where the tree takes the gerund for a noun
		if tok.UPOS == "VERB" && tok.XPOS == "VBG" && r.child(v, "obj") >= 0 && r.child(v, "det") < 0 && r.toks[h].UPOS == "VERB" {
			s, _ := r.surfaceSubject(h, depth+1)
			return s, "subject of '" + r.word(h) + "'"
		}
	case "parataxis":
		if tok.XPOS == "VBG" || tok.XPOS == "VBN" {
			s, _ := r.surfaceSubject(h, depth+1)
			return s, "subject of '" + r.word(h) + "'"
		}
	case "amod":
		return h, "'" + r.word(h) + "', which the participle describes"
	}
	return ledger.None, ""
}

// clauseBetween reports whether a clause with a subject of its own stands between the verb h and the participle v behind it, which may
// be about either: "was held after a man fled, having been stabbed".
func (r *reading) clauseBetween(h, v int32) bool {
	if x := r.toks[v].XPOS; x != "VBN" && x != "VBG" || r.mark(v) != "" {
		return false
	}
	for _, k := range r.t.Children(h) {
		if k > h && k < v && r.rel(k) == "advcl" && r.child(k, "nsubj") >= 0 && r.finite(k) {
			return true
		}
	}
	return false
}

func (r *reading) wish(v int32) bool { return r.mark(v) == "to" }

// mark of a clause: "to", "that", "if", "of" ...
func (r *reading) mark(v int32) string {
	for _, k := range r.t.Children(v) {
		if r.toks[k].Rel == "mark" {
			if f := r.child(k, "fixed"); f >= 0 && (r.lemma(f) == "order" || r.lemma(f) == "as" && r.lemma(k) == "so") { // "in order to", "so as to"
				return "to"
			}
			return r.lemma(k)
		}
		if r.toks[k].Rel == "case" && r.toks[v].UPOS == "VERB" && k < v {
			return r.lemma(k)
		}
	}
	return ""
}

// forWhom is the noun right before the infinitive v behind "for": "gave approval for the agency to deliver food"; or None.
func (r *reading) forWhom(v int32) int32 {
	if r.mark(v) != "to" || r.toks[v].UPOS != "VERB" {
		return ledger.None
	}
	first := r.t.Subtree(v).First
	if first < 2 || r.lowered(first) != "to" {
		return ledger.None
	}
	for k := first - 1; k >= 0 && k > first-8 && r.sentence[k] == r.sentence[v]; k = r.head(k) {
		if r.prep(k) == "for" && r.t.Subtree(k).Last == first && r.rel(k) == "nmod" && r.actorlike(r.substance(k)) {
			return k
		}
		if r.head(k) < 0 || r.head(k) >= first {
			break
		}
	}
	return ledger.None
}

// surfaceSubject is the grammatical subject of h, found or shared.
func (r *reading) surfaceSubject(h int32, depth int) (int32, string) {
	if depth > 8 {
		return ledger.None, ""
	}
	if s, ok := r.speaker[h]; ok {
		return s, "who speaks"
	}
	for _, k := range r.t.Children(h) {
		switch r.toks[k].Rel {
		case "nsubj", "nsubj:pass", "nsubj:outer":
			if a, how := r.antecedent(k, h); a >= 0 {
				return a, how
			}
			return k, "subject"
		}
	}
	c := r.coreOf(h, depth+1)
	if c.passive {
		return c.obj, c.objHow
	}
	return c.subj, c.subjHow
}

// controller is who a subjectless complement of h is about: the object of "urge", the subject of "try".
func (r *reading) controller(h, inf int32, depth int) (int32, string) {
	if r.lemma(h) == "call" && r.is(inf, "said-by-phone") && r.particle(h, "on") < 0 { // "called his counterpart to express his support"
		s, _ := r.surfaceSubject(h, depth+1)
		return s, "subject of '" + r.word(h) + "'"
	}
	if !r.b.casts.keeps[r.lemma(h)] {
		c := r.coreOf(h, depth+1)
		if c.iobj >= 0 {
			return c.iobj, "object of '" + r.word(h) + "'"
		}
		if c.obj >= 0 {
			return c.obj, "object of '" + r.word(h) + "'"
		}
		if r.b.casts.asks[r.lemma(h)] { // "appealed to the rebels to leave", "called on ..."
			for _, k := range r.t.Children(h) {
				if r.rel(k) == "obl" && k > h && r.time[k] < 0 {
					switch r.prep(k) {
					case "to", "on", "with", "upon":
						return k, "behind '" + r.word(h) + " " + r.prep(k) + "'"
					}
				}
			}
			return ledger.None, ""
		}
	}
	s, _ := r.surfaceSubject(h, depth+1)
	return s, "subject of '" + r.word(h) + "'"
}

// owner is whose plan, bid or decision the noun h is: its possessor, or the subject of the verb whose object it is.
func (r *reading) owner(h int32, depth int) (int32, string) {
	if depth > 8 {
		return ledger.None, ""
	}
	for _, k := range r.t.Children(h) {
		if r.toks[k].Rel == "nmod:poss" {
			return k, "whose '" + r.word(h) + "' it is"
		}
	}
	for _, k := range r.t.Children(h) {
		if r.rel(k) == "nmod" && (r.prep(k) == "by" || r.prep(k) == "from") && r.actorlike(k) {
			return k, "whose '" + r.word(h) + "' it is"
		}
	}
	g := r.head(h)
	if g >= 0 && r.predicate(g) {
		switch r.rel(h) {
		case "obj", "xcomp", "nsubj":
			if r.rel(h) == "nsubj" && r.toks[h].Rel != "nsubj:pass" {
				break
			}
			switch r.governs(g) { // "the leaders discussed the campaign": not theirs
			case string(ledger.Possible), string(ledger.Denied), string(ledger.Urged), presupposed:
				return ledger.None, ""
			}
			c := r.coreOf(g, depth+1)
			if c.subj >= 0 && c.subj != h {
				return c.subj, "subject of '" + r.word(g) + "'"
			}
		}
	}
	return ledger.None, ""
}
