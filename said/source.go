package said

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// source is who speaks, as the sentence names him.
type source struct {
	head    int32     // head token, or None
	span    text.Span // the words
	speaker int32     // mention, or None
	unknown bool      // the text leaves open who it is
	lent    bool      // found as the subject of another clause, not of the cue
	how     string    // how it was found, for the evidence
}

func nobody(how string) source {
	return source{head: ledger.None, speaker: ledger.None, unknown: true, how: how}
}

// named makes a source of the phrase that token h heads.
func (v *view) named(h int32, how string) source {
	s := source{head: h, span: v.t.Span(v.nounPhrase(h)), speaker: v.mentionOf(h), how: how}
	if s.speaker >= 0 {
		// titles that the parser hung elsewhere belong to the mention, if it is one with this phrase
		m := v.d.Mentions[s.speaker]
		if m.Span.Contains(v.toks[h].Span) && !v.crossesQuote(m.Span) && !v.swallowsCue(h, m.Span) {
			s.span = s.span.Cover(v.unset(h, m.Span))
		}
	}
	if f := v.tokenAt(s.span.Start) - 1; f >= 0 && v.toks[f].UPOS == "DET" && v.sent[f] == v.sent[h] && v.inQuote[f] == v.inQuote[h] && v.word(f, "the", "a", "an") {
		s.span.Start = v.toks[f].Start // an article that the parser hung elsewhere
	}
	if v.relative(h) {
		if a := v.antecedent(h); a >= 0 {
			s.speaker = v.mentionOf(a)
			s.how += ", which stands for '" + v.toks[a].Of(v.d.Text) + "'"
		}
	}
	return s
}

// unset is span s of a phrase headed by h up to a phrase that is only set in: "the envoy, at talks in Lima".
func (v *view) unset(h int32, s text.Span) text.Span {
	for t := h + 1; int(t)+1 < len(v.toks) && v.toks[t+1].End <= s.End; t++ {
		if v.comma(t) && v.toks[t+1].UPOS == "ADP" && !v.word(t+1, "of", "for") {
			s.End = v.toks[t-1].End
			break
		}
	}
	return s
}

// swallowsCue reports whether a phrase headed by h runs on over a verb that may report.
func (v *view) swallowsCue(h int32, s text.Span) bool {
	for i := h + 1; int(i) < len(v.toks) && v.toks[i].End <= s.End; i++ {
		if v.isCue(i) {
			return true
		}
	}
	return false
}

// crossesQuote reports whether a span lies partly in a quotation and partly not.
func (v *view) crossesQuote(s text.Span) bool {
	lo, hi := v.over(s)
	for q := lo; q < hi; q++ {
		o := v.quotes[q].outer
		if o.Overlaps(s) && !o.Contains(s) && !s.Contains(o) {
			return true
		}
	}
	return false
}

// mentionOf is the mention that token h heads or, failing that, the smallest that holds it.
func (v *view) mentionOf(h int32) int32 {
	if h < 0 {
		return ledger.None
	}
	if m := v.mention[h]; m >= 0 {
		return m
	}
	best := ledger.None
	for _, m := range v.mentionsFrom(v.toks[v.bounds(h).First].Start, v.toks[h].Start) {
		x := &v.d.Mentions[m]
		if x.Span.Contains(v.toks[h].Span) && x.Head >= 0 && v.sent[x.Head] == v.sent[h] && (v.toks[x.Head].Head == h || v.toks[h].Head == x.Head) &&
			(best < 0 || x.Span.Len() < v.d.Mentions[best].Span.Len()) {
			best = m
		}
	}
	return best
}

func (v *view) relative(h int32) bool {
	switch v.low(h) {
	case "who", "which", "that", "whom":
		return strings.HasPrefix(v.toks[h].XPOS, "W") || v.toks[h].UPOS == "PRON" && v.low(h) != "that" || v.low(h) == "that" && v.antecedent(h) >= 0
	}
	return false
}

// antecedent is the noun that a relative pronoun stands for, or -1.
func (v *view) antecedent(h int32) int32 {
	for i, steps := v.toks[h].Head, 0; i >= 0 && steps < 4; i, steps = v.toks[i].Head, steps+1 {
		if v.toks[i].Rel == "acl:relcl" {
			return v.toks[i].Head
		}
		if v.rel(i) != "conj" && v.rel(i) != "xcomp" {
			break
		}
	}
	return ledger.None
}

// forSpeaker reports whether a relative pronoun stands for somebody who can speak: "a group that intends".
func (v *view) forSpeaker(h int32) bool {
	a := v.antecedent(h)
	return a >= 0 && v.canSpeak(a)
}

// sourceOf finds who does what verb i tells of. The bool is false where no subject can be found.
func (v *view) sourceOf(i int32) (source, bool) {
	return v.agent(i, 0)
}

func (v *view) agent(i int32, depth int) (source, bool) {
	if depth > 5 {
		return source{}, false
	}
	if v.lex.is("asked", v.lemma(i)) && !v.hasAux(i) && (v.toks[i].XPOS == "VBD" || v.toks[i].XPOS == "VBN") && v.childOrNext(i) && (v.pause(i-1) || v.bounds(i).First == i) {
		return nobody("source: a participle, so somebody who is not told asked"), true
	}
	pass := v.passive(i)
	if pass && (v.lex.is("psych", v.lemma(i)) || v.toks[i].UPOS == "ADJ" && v.lex.other[v.lemma(i)] != nil) { // "is convinced"
		if s := v.subject(i); s >= 0 && v.low(s) != "it" {
			return v.named(s, "source: subject of the cue"), true
		}
	}
	if pass {
		if by := v.agentPhrase(i); by >= 0 {
			return v.named(by, "source: agent behind 'by'"), true
		}
		return nobody("source: passive without an agent"), true
	}
	w, led := source{}, false
	if v.finiteVerb(i) || v.toks[i].XPOS == "VBN" && (v.toks[i].Head < 0 || v.rel(i) == "acl" && v.pause(i-1) || v.rel(i) == "conj" && v.child(i, "cc") < 0) {
		w, led = v.leadingTo(i)
	}
	if s := v.subject(i); s >= 0 {
		s = v.nearer(s, i)
		if v.low(s) == "there" || v.toks[s].Rel == "expl" {
			return source{}, false
		}
		if v.toks[i].XPOS == "VBG" && !v.hasAux(i) && s < i && v.pause(i-1) {
			// a participle behind a comma has no subject of its own
			if k := v.verbBefore(s); k >= 0 {
				return v.doer(k, depth+1)
			}
		}
		if s > i && !v.invertedAt(i, s) {
			return w, led
		}
		if k := v.objectBefore(s, i); k >= 0 {
			return v.doer(k, depth+1)
		}
		if led && s < i && v.misplaced(s, i, w) {
			return w, true
		}
		if v.inside(s) && !v.inside(i) || !v.sound(s, i) {
			return w, led && !w.span.Overlaps(v.toks[s].Span) // the parser reached into a quotation or past another clause
		}
		src := v.named(s, "source: subject of the cue")
		for _, k := range v.kids(i) {
			// a compound that was read as two subjects: "human rights | groups say"
			if v.rel(k) == "nsubj" && k > s && k < i && v.nounPhrase(k).First == v.nounPhrase(s).Last {
				b := v.named(k, src.how)
				b.span = b.span.Cover(src.span)
				src = b
				s = k
			}
		}
		return src, true
	}
	if x := v.child(i, "expl"); x >= 0 && x < i && v.toks[i].UPOS == "ADJ" && v.lex.is("willing", v.lemma(i)) {
		return v.named(x, "source: 'it', for only one who can will is so"), true
	}
	if v.child(i, "expl") >= 0 || v.child(i, "csubj") >= 0 {
		return source{}, false
	}
	if led && (v.rel(i) != "conj" || v.child(i, "cc") < 0) {
		return w, true // a main verb whose subject the parser lost
	}
	h := v.toks[i].Head
	if h < 0 {
		return source{}, false
	}
	switch r := v.toks[i].Rel; text.Rel0(r) {
	case "conj":
		if v.verbal(h) || v.toks[h].UPOS == "ADJ" || v.toks[h].UPOS == "NOUN" {
			return v.joined(i, h, depth+1)
		}
	case "xcomp", "advcl", "ccomp", "parataxis", "dep":
		if text.Rel0(r) == "ccomp" && v.toks[i].XPOS != "VBG" && !v.infinitive(i) {
			return source{}, false
		}
		if !v.verbal(h) && v.toks[h].UPOS != "ADJ" && v.toks[h].UPOS != "NOUN" {
			return source{}, false
		}
		finite := v.toks[i].XPOS == "VBD" || v.toks[i].XPOS == "VBZ" || v.toks[i].XPOS == "VBP"
		if finite && !v.hasAux(i) && r != "parataxis" {
			return source{}, false
		}
		switch v.marker(i) {
		case "for", "of", "from", "as":
			// "criticised him for saying", "quoted him as saying": the object speaks
			if o := v.child(h, "obj", "iobj"); o >= 0 && o < i {
				s := v.named(o, "source: object of the verb that governs the cue")
				return s, true
			}
			if v.passive(h) {
				if o := v.subject(h); o >= 0 {
					return v.named(o, "source: subject of the passive that governs the cue"), true
				}
			}
		}
		if text.Rel0(r) == "xcomp" {
			if o := v.child(h, "obj", "iobj"); o >= 0 && o < i && v.infinitive(i) {
				return v.named(o, "source: object that the infinitive speaks of"), true
			}
		}
		if text.Rel0(r) == "advcl" && v.toks[i].XPOS == "VBG" && v.pause(v.t.Subtree(i).First-1) || text.Rel0(r) == "advcl" && v.pause(v.t.Subtree(i).First) {
			// "said the port was open, adding ...": who said it adds it
			for g, steps := h, 0; steps < 6 && g >= 0; steps++ {
				up := v.toks[g].Head
				if up >= 0 && v.rel(g) == "ccomp" && v.isCue(up) && v.subject(up) >= 0 && v.lex.is("plain", v.lemma(i)) {
					h = up
					break
				}
				if up < 0 || v.rel(g) != "conj" && v.rel(g) != "advcl" && v.rel(g) != "xcomp" {
					break
				}
				g = up
			}
		}
		if text.Rel0(r) == "advcl" && v.toks[i].XPOS == "VBG" && v.marker(i) == "" && (v.pause(v.t.Subtree(i).First) || v.pause(v.t.Subtree(i).First-1)) {
			// behind a comma the participle belongs to the main clause: "mocked him for hiding it, claiming ..."
			for steps := 0; steps < 4 && (v.toks[h].XPOS == "VBG" || v.toks[h].XPOS == "VB") && v.modal(h) == "" && v.toks[h].Head >= 0 && v.subject(h) < 0; steps++ {
				h = v.toks[h].Head
			}
			if !v.verbal(h) && v.toks[h].UPOS != "ADJ" && v.toks[h].UPOS != "NOUN" {
				return source{}, false
			}
		}
		if k := v.cueBeside(h, i); k >= 0 {
			h = k
		}
		if a := v.clauseBetween(h, i); text.Rel0(r) == "advcl" && v.toks[i].XPOS == "VBG" && a >= 0 && !v.lex.is("aside", v.lemma(i)) {
			h = a
		}
		s, ok := v.doer(h, depth+1)
		if ok {
			s.how, s.lent = "source: subject of the clause that governs the cue", true
			if n := v.personBefore(i); n >= 0 && s.head >= 0 && !v.personal(s.head) && (!v.canSpeak(s.head) || v.lex.is("document", v.lemma(s.head))) {
				return v.named(n, "source: the person right before the participle"), true
			}
		}
		return s, ok
	case "acl":
		if v.toks[i].Rel == "acl:relcl" {
			return source{}, false
		}
		if !v.nominal(h) {
			return source{}, false
		}
		if v.joinedAhead(i, h) {
			return v.named(h, "source: noun before the cue, which another verb goes on from"), true
		}
		if v.lostFinite(i, h) {
			return v.named(h, "source: noun before the cue, in a sentence without another main verb"), true
		}
		return v.nounSpeaks(i, h, depth+1)
	}
	return source{}, false
}

// nearer is the subject of cue i that stands right before it, where the parser found two with a comma between: "On board the Oriel, Hanna
// claims".
func (v *view) nearer(s, i int32) int32 {
	for _, k := range v.kids(i) {
		if v.rel(k) == "nsubj" && k > s && k < i && v.pauseBetween(s, k) && !v.pauseBetween(k, i) && !v.inside(k) {
			s = k
		}
	}
	return s
}

// cueBeside is the cue whose clause is set behind clause h and ends right before the comma of participle i, which then goes on with it: "the driver
// was asleep, the witness said, adding ..."; or -1.
func (v *view) cueBeside(h, i int32) int32 {
	if v.toks[i].XPOS != "VBG" || !v.lex.is("aside", v.lemma(i)) {
		return -1
	}
	for _, k := range v.kids(h) {
		if v.rel(k) == "parataxis" && k > h && k < i && v.isCue(k) && v.subject(k) >= 0 && v.pause(i-1) && v.t.Subtree(k).Last >= i-1 {
			return k
		}
	}
	return -1
}

// clauseBetween is the head of a clause of its own ("as Rome puts pressure on the island, calling it ...") that hangs on h and stands
// between h and the participle i, which then belongs to it; or -1.
func (v *view) clauseBetween(h, i int32) int32 {
	for _, k := range v.kids(h) {
		if v.rel(k) == "advcl" && k > h && k < i && v.subject(k) >= 0 && v.marker(k) != "" {
			return k
		}
	}
	return -1
}

// pauseBetween reports whether a comma or dash stands between two tokens.
func (v *view) pauseBetween(a, b int32) bool {
	for k := a + 1; k < b; k++ {
		if v.pause(k) || v.word(k, ":", ";") {
			return true
		}
	}
	return false
}

// objectBefore is the verb whose object s stands before the comma that parts it from cue i, or -1: "Brandt wins Peru, vows to go on".
func (v *view) objectBefore(s, i int32) int32 {
	np := v.nounPhrase(s)
	if i < 2 || np.Last != i-1 || !v.comma(i-1) || np.First == 0 {
		return -1
	}
	if k := np.First - 1; v.sent[k] == v.sent[i] && v.finiteVerb(k) && v.toks[k].UPOS == "VERB" && v.subject(k) >= 0 && v.subject(k) != s && v.tense(k) == v.tense(i) {
		return k
	}
	return -1
}

// childOrNext reports whether what was asked follows at once: "asked about", "asked whether".
func (v *view) childOrNext(i int32) bool {
	return int(i)+1 < len(v.toks) && v.word(i+1, "about", "whether", "if", "why", "how", "what", "when", "to", "on", "by")
}

// lostFinite reports whether cue i, read as a participle on noun h, must be the main verb: h heads the sentence and nothing else in it
// is a main verb. "The council called for a truce."
func (v *view) lostFinite(i, h int32) bool {
	if h < 0 || v.toks[h].Head >= 0 || h > i || v.toks[i].XPOS != "VBN" && v.toks[i].XPOS != "VBD" || v.commaBetween(h, i) || v.child(h, "cop", "nsubj") >= 0 {
		return false
	}
	if v.kind(i) != ledger.Body {
		return false
	}
	b := v.bounds(i)
	if int(i)+1 < len(v.toks) && v.word(i+1, "by") {
		return false
	}
	return !v.hasFinite(b.First, i) && v.t.Subtree(h).First <= b.First+2
}

// joinedAhead reports whether cue i, read as a participle right behind noun h, must be finite, as the verb whose subject h is said to be is
// joined to it: "The ministry called on the towns to agree, and denied that ...".
func (v *view) joinedAhead(i, h int32) bool {
	g := v.toks[h].Head
	if i != h+1 || g < i || v.rel(h) != "nsubj" || v.toks[i].XPOS != "VBN" && v.toks[i].XPOS != "VBD" || v.word(i+1, "by") || !v.finiteVerb(g) {
		return false
	}
	for _, k := range v.kids(g) {
		if v.rel(k) == "cc" && k > i && k < g && v.word(k, "and", "but") && k+3 > g {
			return true
		}
	}
	return false
}

// invertedAt reports whether subject s may stand behind cue i: it follows at once, and nothing but a comma, a quotation or the start of
// the sentence comes before the cue.
func (v *view) invertedAt(i, s int32) bool {
	if f := v.nounPhrase(s).First; f > i+2 || f == i+2 && strings.HasPrefix(v.toks[i+1].XPOS, "W") {
		return false
	}
	b := v.bounds(i)
	return i == b.First || v.punct(i-1) || v.inside(i-1) != v.inside(i) || v.toks[i-1].UPOS == "ADV" || v.hasAux(i)
}

// doer is who does verb h, its passive subject where it has no other: "was freed, saying ...".
func (v *view) doer(h int32, depth int) (source, bool) {
	if v.used[h] {
		for _, k := range v.bySent[v.sent[h]] {
			if x := &v.found[k]; x.CueHead == h && !x.Source.Empty() && len(x.Relays) == 0 {
				a := v.tokenAt(x.Source.Start)
				return source{head: max(a, v.headOfPhrase(a, v.tokenAt(x.Source.End-1)+1)), span: x.Source, speaker: x.Speaker, how: "source: speaker of the governing cue"}, true
			}
		}
	}
	if v.passive(h) {
		if s := v.subject(h); s >= 0 && v.low(s) != "it" {
			return v.named(s, "source: subject of the governing clause"), true
		}
		return v.agent(h, depth)
	}
	if !v.verbal(h) {
		if s := v.subject(h); s >= 0 {
			return v.named(s, "source: subject of the governing clause"), true
		}
	}
	return v.agent(h, depth)
}

// nounSpeaks finds the source of a participle that hangs on a noun: "a statement saying ...", "critics saying ...".
func (v *view) nounSpeaks(i, n int32, depth int) (source, bool) {
	if v.toks[i].XPOS != "VBG" {
		return source{}, false
	}
	g := v.toks[n].Head
	if v.commaBetween(n, i) && g > i && v.rel(n) == "nsubj" {
		// the parser took a noun before the participle for the subject of what the participle reports
		if k := v.verbBefore(n); k >= 0 {
			s, ok := v.doer(k, depth)
			if ok {
				s.how = "source: subject of the clause before the participle"
			}
			return s, ok
		}
		return source{}, false
	}
	if d := v.paperBefore(n, i); d >= 0 {
		n, g = d, v.toks[d].Head // "sent a letter to the board of directors urging ..."
	}
	aside := v.commaBetween(n, i) && (v.rel(n) == "nmod" || v.rel(n) == "obl" && v.t.Case(n) != "in" && v.t.Case(n) != "with") // "kept to the accord, underscoring ..."
	if !aside && (v.lex.is("document", v.lemma(n)) || v.lex.nouns[v.lemma(n)] != nil) {
		// the paper speaks for whoever issued it
		if g >= 0 && v.verbal(g) && (v.rel(n) == "obj" || v.rel(n) == "obl" && (v.t.Case(n) == "in" || v.t.Case(n) == "with")) {
			if s, ok := v.agent(g, depth); ok && !s.unknown {
				s.how = "source: subject of '" + v.toks[g].Of(v.d.Text) + "', whose " + v.toks[n].Of(v.d.Text) + " it is"
				return s, true
			}
		}
		return v.named(n, "source: the document that the participle speaks of"), true
	}
	if (v.commaBetween(n, i) || v.timeLike(n)) && g >= 0 {
		// "...held talks with the minister, saying ...": the clause's subject, not the nearest noun
		for g >= 0 && !v.verbal(g) {
			if v.rel(n) == "nsubj" {
				break
			}
			n, g = g, v.toks[g].Head
		}
		for g >= 0 && v.infinitive(g) && v.subject(g) < 0 && v.toks[g].Head >= 0 && v.verbal(v.toks[g].Head) {
			g = v.toks[g].Head // "urged him to keep to the accord, underscoring ..."
		}
		if g >= 0 && v.verbal(g) && v.rel(n) != "nsubj" {
			s, ok := v.doer(g, depth)
			if ok {
				s.how, s.lent = "source: subject of the clause that the participle adds to", true
			}
			return s, ok
		}
	}
	s := v.named(n, "source: noun that the participle describes")
	s.lent = true
	return s, true
}

// personBefore is the person whose name ends right before the participle i, with no comma between: "the film shows the king saying"; or None.
func (v *view) personBefore(i int32) int32 {
	if v.toks[i].XPOS != "VBG" || i == 0 {
		return ledger.None
	}
	for _, m := range v.mentionsFrom(v.toks[max(i-12, v.bounds(i).First)].Start, v.toks[i-1].Start) {
		if x := &v.d.Mentions[m]; x.Type == "PER" && x.Span.End == v.toks[i-1].End && x.Head >= 0 {
			return x.Head
		}
	}
	return ledger.None
}

// paperBefore is the letter, statement or the like in the clause of noun n that the participle i may speak of, where n only tells to whom
// or by whom it is; or None.
func (v *view) paperBefore(n, i int32) int32 {
	if v.commaBetween(n, i) || v.t.Child(n, "case") < 0 {
		return ledger.None
	}
	for h, steps := v.toks[n].Head, 0; h >= 0 && steps < 4; h, steps = v.toks[h].Head, steps+1 {
		if v.nominal(h) && v.lex.is("document", v.lemma(h)) && h < n {
			return h
		}
		if v.verbal(h) {
			if o := v.child(h, "obj"); o > h && o < n && v.lex.is("document", v.lemma(o)) {
				return o
			}
			return ledger.None
		}
	}
	return ledger.None
}

// verbBefore is the nearest finite verb of the sentence before token n that stands in no relative clause, or -1.
func (v *view) verbBefore(n int32) int32 {
	b := v.bounds(n)
	for k := n - 1; k >= b.First; k-- {
		if v.finiteVerb(k) && v.toks[k].UPOS == "VERB" && !v.inside(k) && !v.within(b.First, k) {
			return k
		}
	}
	return -1
}

// agentPhrase is the head of "by ..." beside a passive, or -1.
func (v *view) agentPhrase(i int32) int32 {
	for _, k := range v.kids(i) {
		if v.rel(k) == "obl" && v.t.Case(k) == "by" {
			if v.nominal(k) && v.toks[k].UPOS != "NUM" && !v.timeLike(k) && k > i {
				return k
			}
		}
	}
	return -1
}

// timeLike reports whether token k names a time.
func (v *view) timeLike(k int32) bool {
	if v.toks[k].Rel == "obl:tmod" || v.toks[k].Rel == "obl:unmarked" || v.toks[k].Rel == "nmod:tmod" {
		return true
	}
	if v.time[k] {
		return true
	}
	return v.lex.is("time", v.low(k))
}

func (v *view) hasAux(i int32) bool { return v.child(i, "aux") >= 0 }

// longSource is how many tokens a source may have: longer ones come of wrong trees.
const longSource = 28

// speaks reports whether a source can say things at all, and why not.
func (v *view) speaks(s source, c *cue) (bool, string) {
	if s.unknown {
		return true, ""
	}
	h := s.head
	if h < 0 {
		return false, "nobody is named"
	}
	w := v.low(h)
	switch {
	case v.tokenAt(s.span.End-1)-v.tokenAt(s.span.Start) > longSource:
		return false, "no source has so many words"
	case v.lex.is("no-source", w) && !(w == "those" && v.child(h, "acl", "nmod", "amod") >= 0): // "those close to him say"
		return false, "'" + w + "' says nothing"
	case h > 0 && v.toks[h].UPOS == "NOUN" && v.word(h-1, "which", "who") && v.sent[h-1] == v.sent[h]:
		return false, "'" + w + "' stands where the verb of a relative clause does" // "Egypt, which borders Gaza, has refused"
	case v.toks[h].UPOS == "NUM" && isDigit(w[0]):
		return false, "the subject is a number"
	case v.toks[h].UPOS != "PROPN" && v.timeLike(h), v.lex.is("time", w):
		return false, "the subject is a time"
	}
	if c == nil {
		return true, ""
	}
	doc := v.lex.is("document", v.lemma(h))
	switch c.Source {
	case "person":
		if v.toks[h].UPOS != "PROPN" && v.lex.is("thing", v.lemma(h)) || w == "which" && s.speaker < 0 || w == "that" && !v.forSpeaker(h) {
			return false, "'" + w + "' is no speaker"
		}
	case "document":
		if a := v.antecedent(h); a >= 0 && v.lex.is("document", v.lemma(a)) {
			return true, "" // "a poll that shows"
		}
		if w == "that" || w == "this" || w == "these" || w == "those" {
			return false, "'" + w + "' is no document"
		}
		if !doc && !v.lex.is("finder", v.lemma(h)) {
			return false, "'" + w + "' is no document"
		}
	}
	return true, ""
}
