package said

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// What stands here reads the order of words and commas where the tree is often wrong: asides ("the talks, he said, had failed"),
// the extent of a clause behind its cue, and subjects that the parser took from the middle of another phrase.

// bounds is the sentence of token i without final marks; a quotation that begins in it is not looked into.
func (v *view) bounds(i int32) text.Run {
	s := v.sent[i]
	if s < 0 {
		return text.Run{First: i, Last: i + 1}
	}
	r := v.d.Sentences[s].Run
	r.First, r.Last = max(r.First, i-reach), min(r.Last, i+reach)
	for r.Last > r.First && v.punct(r.Last-1) && !v.inside(r.Last-1) {
		r.Last--
	}
	return r
}

// reach is how many tokens on either side of a cue are looked at: no sentence of a report is longer, and a list that is read as one
// must not cost more.
const reach = 250

// word reports whether token i is one of the lower-case words.
func (v *view) word(i int32, w ...string) bool {
	x := v.low(i)
	for _, y := range w {
		if x == y {
			return true
		}
	}
	return false
}

// comma reports whether token i is a comma or dash of the reporter.
func (v *view) comma(i int32) bool { return v.word(i, ",", "—", "–", "--", "―") && !v.inside(i) }

// finiteVerb reports whether token i is a finite verb or auxiliary.
func (v *view) finiteVerb(i int32) bool {
	switch v.toks[i].XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		return v.toks[i].UPOS == "VERB" || v.toks[i].UPOS == "AUX"
	}
	return false
}

// hasFinite reports whether a finite verb stands in [a, b) outside quotations.
func (v *view) hasFinite(a, b int32) bool {
	for i := a; i < b; i++ {
		if v.finiteVerb(i) {
			return true
		}
	}
	return false
}

// aside reads cue i as set into or behind the clause that it reports, with commas: "the talks, he said, had failed", "dozens died,
// a monitor has said". It gives the source and the content.
func (v *view) aside(i int32, c *cue) (source, content, bool) {
	none := func() (source, content, bool) { return source{}, content{}, false }
	if c.frame(frameThat) == nil || !v.lex.is("aside", v.lemma(i)) || v.inside(i) || v.infinitive(i) || v.toks[i].XPOS == "VBG" {
		return none()
	}
	b := v.bounds(i)
	// the subject: from a comma up to the cue, auxiliaries and adverbs left aside
	e := i
	for e > b.First && (v.toks[e-1].UPOS == "AUX" || v.toks[e-1].UPOS == "ADV") {
		e--
	}
	open := v.asideStart(b.First, e)
	after := i + 1
	head := ledger.None
	inverted := false
	if open >= 0 {
		head = v.phraseHead(open+1, e)
	}
	if head < 0 {
		// ", said the minister"
		if i == b.First || !v.comma(i-1) || i+1 >= b.Last || !v.lex.is("inverted", v.lemma(i)) {
			return none()
		}
		head = v.tagSubjectAfter(i)
		if head < 0 || head <= i {
			return none()
		}
		open, inverted = i-1, true
		after = v.nounPhrase(head).Last
	}
	if open <= b.First {
		return none()
	}
	after = v.skipCircumstance(i, after, b.Last)
	closed := after >= b.Last
	if !closed && !v.comma(after) {
		return none()
	}
	left := text.Run{First: b.First, Last: open}
	right := text.Run{First: after + 1, Last: b.Last}
	if closed {
		right = text.Run{}
	}
	leftFinite := v.hasFinite(left.First, left.Last)
	if right.Len() > 0 {
		if !v.goesOn(right.First, leftFinite) {
			right = text.Run{}
		} else {
			right.Last = v.until(right.First, b.Last, i)
		}
	}
	if !leftFinite && (right.Len() == 0 || !v.hasFinite(right.First, right.Last)) {
		return none()
	}
	if leftFinite && right.Len() > 0 && v.toks[right.First].UPOS == "ADP" && !v.lacks(left.Last-1) {
		right = text.Run{} // "medics said, in the worst attack for years": the reporter adds it
	}
	if leftFinite && right.Len() == 0 && v.subordinate(left) {
		return none() // "When he arrived, the minister said ..."
	}
	if v.relativeBefore(left) {
		return none()
	}
	left.First = v.skipJoiners(left.First, left.Last)
	runs := []text.Run{left}
	if right.Len() > 0 {
		runs = append(runs, right)
	}
	ps := v.pieces(runs)
	if len(ps) == 0 {
		return none()
	}
	how := "source: noun phrase of the aside"
	if inverted {
		how = "source: noun phrase behind the inverted cue"
	}
	ct := content{head: v.headOfRun(left), pieces: ps, step: "content: the sentence that the aside is set into"}
	v.whole(&ct)
	return v.named(head, how), ct, true
}

// asideStart is the comma before the noun phrase that ends at e, or -1. Commas inside the phrase ("Jane Doe, the minister, said")
// are stepped over where the phrase between them names the same one.
func (v *view) asideStart(first, e int32) int32 {
	for k := e - 1; k >= first && e-k < 30; k-- {
		if v.inside(k) {
			return -1
		}
		if v.comma(k) && k < e-1 {
			// an apposition behind the comma belongs to the phrase before it
			if h := v.phraseHead(k+1, e); h >= 0 && v.rel(h) != "appos" {
				return k
			}
		}
		if v.finiteVerb(k) && !v.within(first, k) {
			return -1
		}
	}
	return -1
}

// phraseHead is the head of the noun phrase that fills [a, b), or -1.
func (v *view) phraseHead(a, b int32) int32 {
	for b > a && v.comma(b-1) {
		b--
	}
	if a >= b || v.toks[a].UPOS == "ADP" || v.toks[a].UPOS == "SCONJ" || v.toks[a].UPOS == "CCONJ" || v.word(a, "who", "which", "that") {
		return -1
	}
	head := int32(-1)
	for i := a; i < b; i++ {
		if h := v.toks[i].Head; h < a || h >= b {
			if v.punct(i) {
				continue
			}
			if head < 0 && v.nominal(i) {
				head = i
			} else if v.toks[i].UPOS != "ADV" {
				if head >= 0 && v.finiteVerb(i) {
					return -1
				}
			}
		}
		if v.finiteVerb(i) && !v.within(a, i) {
			return -1
		}
	}
	if head < 0 && v.toks[a].UPOS == "DET" && v.toks[b-1].UPOS == "ADJ" {
		return b - 1 // "the official", read as an adjective
	}
	return head
}

// skipCircumstance steps from token a over the time, addressee and occasion of speaking.
func (v *view) skipCircumstance(cue, a, last int32) int32 {
	for a < last && !v.comma(a) {
		ok := false
		for h := a; h >= 0 && h != cue; h = v.toks[h].Head {
			switch v.rel(h) {
			case "obl", "advmod", "iobj":
				ok = true
			case "obj":
				ok = v.toks[h].UPOS == "PROPN" || v.mentionOf(h) >= 0
			}
			if ok {
				break
			}
			if v.rel(h) == "ccomp" || v.rel(h) == "conj" {
				break
			}
		}
		if !ok && !v.timeLike(a) && v.toks[a].UPOS != "ADV" {
			return a
		}
		a++
		if a-cue > 14 {
			return a
		}
	}
	return a
}

// lacks reports whether a clause that ends with token t is not complete: it ends in a verb or preposition.
func (v *view) lacks(t int32) bool {
	switch v.toks[t].UPOS {
	case "AUX", "VERB", "ADP", "PART", "DET", "SCONJ":
		return true
	}
	return false
}

// goesOn reports whether what begins at token a behind an aside belongs to the clause before the aside.
func (v *view) goesOn(a int32, leftFinite bool) bool {
	if v.toks[a].XPOS == "VBG" || v.toks[a].UPOS == "CCONJ" {
		return v.word(a, "and", "but", "or") && !leftFinite
	}
	if v.lex.is("circumstance", v.low(a)) || v.word(a, "who", "which", "whose", "where", "citing", "according", "although", "though") {
		return false
	}
	return true
}

// subordinate reports whether a run opens with a subordinating word: "When he arrived".
func (v *view) subordinate(r text.Run) bool {
	a := v.skipJoiners(r.First, r.Last)
	if a >= r.Last {
		return true
	}
	return v.word(a, "when", "as", "after", "before", "while", "although", "though", "if", "since", "because", "once", "until", "despite", "unless", "whereas", "even")
}

// relativeBefore reports whether the run ends in an open relative clause: "a group that, he said, ...".
func (v *view) relativeBefore(r text.Run) bool {
	if r.Last <= r.First {
		return true
	}
	return v.word(r.Last-1, "that", "who", "which", "and", "but", "as", "because")
}

func (v *view) skipJoiners(a, last int32) int32 {
	for a < last && (v.toks[a].UPOS == "CCONJ" || v.punct(a) && !v.inside(a)) {
		a++
	}
	return a
}

func (v *view) headOfRun(r text.Run) int32 {
	for i := r.First; i < r.Last; i++ {
		if h := v.toks[i].Head; !r.Contains(h) && !v.punct(i) && (v.verbal(i) || v.subject(i) >= 0) {
			return i
		}
	}
	for i := r.First; i < r.Last; i++ {
		if v.verbal(i) && v.finite(i) {
			return i
		}
	}
	return ledger.None
}

// until is where the words of a reported clause that runs through token a end, at most at last: before another speaker's turn, a
// clause with a subject of its own that is only joined, or what tells when the speaker spoke.
func (v *view) until(a, last, cue int32) int32 {
	for t := a; t < last; t++ {
		if v.inside(t) {
			continue
		}
		if t > a && v.inside(t-1) && v.sentenceOver(t) {
			return t
		}
		switch w := v.low(t); {
		case w == ";" || w == ":":
			return t
		case v.comma(t):
			if t+1 >= last {
				return t
			}
			if !v.spansComma(a, t, last) {
				return t
			}
		case v.toks[t].UPOS == "CCONJ" && t > a:
			if v.turns(t+1, last) {
				return t
			}
		case w == "according" && t+1 < last && v.low(t+1) == "to":
			return t
		case t > a && v.cueModifier(t, cue):
			return t
		}
	}
	return last
}

// sentenceOver reports whether the quotation that ends before token t ends a sentence, which the splitter may have missed.
func (v *view) sentenceOver(t int32) bool {
	q := v.inQuote[t-1]
	if q < 0 {
		return false
	}
	switch v.finalMark(int(q)) {
	case ".", "?", "!":
		w := v.toks[t].Of(v.d.Text)
		return w != v.low(t)
	}
	return false
}

// spansComma reports whether a reported clause goes on behind the comma t.
func (v *view) spansComma(a, t, last int32) bool {
	n := t + 1
	if v.inside(n) {
		return true
	}
	if v.toks[n].XPOS == "VBG" && v.isCue(n) {
		return false
	}
	if !v.hasFinite(a, t) {
		return true // its verb is still to come
	}
	if v.word(a, "since", "if", "when", "while", "although", "though", "because", "as", "after", "before", "once", "unless", "until", "whenever") && v.firstComma(a, t) {
		return true // "said that if the rain came, the road would close"
	}
	if v.word(n, "according") || v.asideFrom(n, last) {
		return false
	}
	if v.lex.is("circumstance", v.low(n)) && !(n+1 < last && v.word(n+1, "well")) {
		return false
	}
	if v.toks[n].UPOS == "ADV" && n+1 < last && v.toks[n+1].XPOS == "VBG" {
		return false
	}
	if v.toks[n].UPOS == "CCONJ" {
		if n+1 >= last {
			return false
		}
		if v.word(n+1, "that") || v.toks[n+1].UPOS == "PRON" && !v.cueSoon(n+1, last) {
			return true
		}
		if v.turns(n+1, last) {
			return false
		}
		// a clause with a subject of its own may be the reporter's
		return !v.clauseAhead(n+1, last) || v.toks[n+1].UPOS == "VERB" || v.toks[n+1].UPOS == "AUX"
	}
	switch v.toks[n].XPOS {
	case "VBG":
		return v.toks[n].Head != -1 && v.toks[n].Head >= a && v.toks[n].Head < t && !v.isCue(n)
	case "WDT", "WP", "WRB":
		h := v.toks[n].Head
		return h >= a
	}
	// lists and appositions hang on words inside; else the clause is over
	for h, steps := n, 0; h >= 0 && steps < 40; h, steps = v.toks[h].Head, steps+1 {
		if h >= a && h < t {
			return true
		}
	}
	return false
}

// firstComma reports whether no comma stands in [a, t).
func (v *view) firstComma(a, t int32) bool {
	for i := a; i < t; i++ {
		if v.comma(i) {
			return false
		}
	}
	return true
}

// clauseAhead reports whether a subject and finite verb follow before the next comma.
func (v *view) clauseAhead(a, last int32) bool {
	for i := a; i < last && !v.comma(i); i++ {
		if v.finiteVerb(i) {
			return true
		}
	}
	return false
}

// turns reports whether, behind a joining word, another report begins: "and said", "and Paris denied".
func (v *view) turns(a, last int32) bool {
	for i := a; i < last && i < a+9 && !v.comma(i); i++ {
		if v.toks[i].UPOS == "VERB" {
			return v.isCue(i) && v.finiteVerb(i) && (v.lex.is("aside", v.lemma(i)) || i == a && v.outer(i))
		}
		if v.toks[i].UPOS == "AUX" && i > a {
			continue
		}
		if v.inside(i) {
			return false
		}
	}
	return false
}

// outer reports whether verb i is joined to a cue, not to a verb in the content of one.
func (v *view) outer(i int32) bool {
	h := v.toks[i].Head
	return h >= 0 && v.rel(i) == "conj" && v.isCue(h) && h < i && v.rel(h) != "ccomp"
}

func (v *view) cueSoon(a, last int32) bool {
	for i := a; i < last && i < a+4; i++ {
		if v.toks[i].UPOS == "VERB" {
			return v.isCue(i) && v.lex.is("plain", v.lemma(i))
		}
	}
	return false
}

// asideFrom reports whether a tag such as "he said" fills what follows token a up to a comma or the end.
func (v *view) asideFrom(a, last int32) bool {
	for i := a; i < last && i < a+14; i++ {
		if v.toks[i].UPOS == "VERB" {
			return v.isCue(i) && v.lex.is("plain", v.lemma(i)) && (i+1 >= last || v.comma(i+1) || v.timeLike(i+1) || i == a || v.toks[i+1].UPOS == "ADP") && v.toks[i].XPOS != "VBG"
		}
		if v.comma(i) && i > a {
			return false
		}
	}
	return false
}

// cueModifier reports whether token t begins a phrase that tells of the speaking itself: its time, occasion or circumstance.
func (v *view) cueModifier(t, cue int32) bool {
	switch v.low(t) {
	case "after", "as", "while", "before", "amid", "following", "when":
		if v.toks[t].UPOS == "ADV" && v.low(t) != "when" {
			return false
		}
	default:
		if v.toks[t].UPOS != "ADP" {
			return false
		}
	}
	h := v.toks[t].Head
	switch v.rel(t) {
	case "case", "mark", "advmod", "det", "compound":
	default:
		h = t
	}
	if h < 0 || v.toks[h].Head != cue {
		return false
	}
	if v.toks[t].UPOS == "ADP" && !v.timeLike(h) && !v.speaking(h) {
		return false
	}
	return true
}

// lengthen carries a clause content behind its cue over what the parser cut off: what follows without a comma belongs to it.
func (v *view) lengthen(i int32, ct *content) {
	if len(ct.pieces) == 0 {
		return
	}
	n := len(ct.pieces) - 1
	p := ct.pieces[n]
	if p.Start < v.toks[i].End {
		return
	}
	b := v.bounds(i)
	first := v.tokenAt(p.Start)
	end := v.tokenAt(p.End - 1)
	if !b.Contains(first) || !b.Contains(end) || v.inside(i) != v.inside(first) && !v.inside(i) && v.inside(end) {
		return
	}
	if v.inside(i) {
		if q := v.inQuote[i]; b.Last > v.quotes[q].tokens.Last {
			b.Last = v.quotes[q].tokens.Last
		}
	}
	if v.inside(first) && !v.inside(i) && v.inQuote[first] == v.inQuote[end] && v.quotes[v.inQuote[first]].tokens.First == first {
		if x := &v.quotes[v.inQuote[first]]; x.tokens.Last == end+1 && v.finalMark(int(v.inQuote[first])) != "" {
			return // the whole of a quotation, with its stop
		}
	}
	to := v.until(first, b.Last, i)
	if to > end+1 && v.punct(end+1) && !v.inside(end+1) && !v.comma(end+1) && !v.word(end+1, "(", "-", "[") {
		return
	}
	r := v.trim(text.Run{First: first, Last: to})
	if r.Last == end+1 || r.Len() <= 0 {
		return
	}

	ct.pieces[n] = v.balance(v.t.Span(r))
	if !strings.HasSuffix(ct.step, "end of the clause") {
		ct.step += ", up to the end of the clause"
	}
}

// shape gives a content its ends: for clauses as lengthen does; for phrases over what follows without a comma and without a verb of its
// own, and not over a clause that only tells when the speaker spoke.
func (v *view) shape(i int32, f *frame, ct *content) {
	switch f.kind {
	case frameThat, frameWh, frameQuote:
		v.lengthen(i, ct)
		return
	}
	if len(ct.pieces) == 0 {
		return
	}
	n := len(ct.pieces) - 1
	p := ct.pieces[n]
	if p.Start < v.toks[i].End {
		return
	}
	b := v.bounds(i)
	if v.inside(i) {
		b.Last = min(b.Last, v.quotes[v.inQuote[i]].tokens.Last)
		for b.Last > b.First && v.punct(b.Last-1) {
			b.Last--
		}
	}
	first, end := v.tokenAt(p.Start), v.tokenAt(p.End-1)
	if !b.Contains(first) || !b.Contains(end) {
		return
	}
	to := end + 1
	for t := first + 1; t <= end; t++ {
		if v.word(t, "after", "as", "while", "before", "amid", "when") && v.toks[t].UPOS != "ADV" && (v.comma(t-1) || v.hasFinite(t, b.Last) && v.word(t, "after", "before", "while")) && !v.inside(t) {
			to = t
			break
		}
		if v.inside(t) && !v.inside(i) {
			continue
		}
		if v.pause(t-1) && (v.word(t, "which", "who", "whose") || v.toks[t].XPOS == "VBG" && v.isCue(t)) || v.toks[t].UPOS == "CCONJ" && t+1 <= end && v.finiteVerb(t+1) && !(v.toks[t+1].XPOS == "VBP" && v.rel(t+1) == "conj" && v.infinitive(v.toks[t+1].Head)) ||
			v.toks[t].UPOS == "ADP" && v.toks[t].Head > t && (v.timeLike(v.toks[t].Head) && f.kind != frameInf && f.kind != frameObjInf || v.speaking(v.toks[t].Head)) {
			to = t
			break
		}
	}
	if to > end && to+1 < b.Last && v.word(to, "and", "or") && v.toks[to+1].XPOS == "VB" && (f.kind == frameInf || f.kind == frameObjInf || f.kind == frameOnInf) {
		// a second infinitive that the parser hung elsewhere: "to dissolve parliament and hold elections"
		for to < b.Last && !v.comma(to) && !v.finiteVerb(to) && !v.lex.is("circumstance", v.low(to)) {
			to++
		}
	}
	if to > end && to < b.Last && !v.punct(to) && v.toks[to].UPOS != "CCONJ" {
		stop := to
		relative := 0 // relative clauses whose verb is still to come
		for stop < b.Last && !v.comma(stop) {
			if v.inside(stop) && !v.inside(i) {
				stop++
				continue
			}
			if v.word(stop, "who", "which", "that") {
				relative++
				stop++
				continue
			}
			if v.finiteVerb(stop) && relative > 0 {
				if v.toks[stop].UPOS == "VERB" {
					relative--
				}
				stop++
				continue
			}
			prep := f.kind == framePrep && v.rel(stop) == "case" && v.toks[stop].Head > stop && !v.timeLike(v.toks[stop].Head) && !v.speaking(v.toks[stop].Head) && v.word(stop, "on", "in", "from", "to", "with", "between")
			if v.finiteVerb(stop) || !prep && (v.cueModifier(stop, i) || v.circumstantial(stop, i)) || v.lex.is("circumstance", v.low(stop)) ||
				v.toks[stop].UPOS == "SCONJ" && relative == 0 || v.word(stop, "according") || v.toks[stop].XPOS == "VBG" {
				break
			}
			stop++
		}
		if stop == b.Last || v.comma(stop) {
			to = stop
		}
	}
	if v.inside(i) && to < b.Last && !v.hasFinite(to, b.Last) && !v.participle(to, b.Last) {
		to = b.Last // the rest of the quotation holds no other clause
	}
	if to == end+1 {
		return
	}
	r := v.trim(text.Run{First: first, Last: to})
	if r.Len() <= 0 {
		return
	}
	ct.pieces[n] = v.balance(v.t.Span(r))
}

// circumstantial reports whether token t opens a phrase that hangs on the cue i itself.
func (v *view) circumstantial(t, i int32) bool {
	h := v.toks[t].Head
	if v.rel(t) != "case" || h < 0 {
		return false
	}
	if v.toks[h].Head == i && !v.speaking(h) && !v.timeLike(h) {
		switch v.low(t) {
		case "of", "for", "about", "over", "against", "without", "between", "towards", "toward", "at":
			return false // it belongs to the noun before it
		}
	}
	return v.toks[h].Head == i || v.speaking(h)
}

// participle reports whether a participle that may begin a clause of its own stands in [a, b).
func (v *view) participle(a, b int32) bool {
	for i := a; i < b; i++ {
		if v.toks[i].XPOS == "VBG" && i > 0 && v.pause(i-1) {
			return true
		}
	}
	return false
}

// pause reports whether token i is a comma or dash, in a quotation or not.
func (v *view) pause(i int32) bool { return i >= 0 && v.word(i, ",", "—", "–", "--", "―") }

// wrappedSpan reports whether a piece is exactly the inside of a quotation.
func (v *view) wrappedSpan(p text.Span) bool {
	lo, hi := v.over(p)
	for q := lo; q < hi; q++ {
		if v.quotes[q].inner == p {
			return true
		}
	}
	return false
}

// behindThat is the content behind "that" or, for the plainest verbs, right behind the cue, where the parser saw no clause.
func (v *view) behindThat(i int32, c *cue) (content, bool) {
	b := v.bounds(i)
	if v.inside(i) {
		b.Last = min(b.Last, v.quotes[v.inQuote[i]].tokens.Last)
	}
	k := i + 1
	for k < b.Last && k < i+12 && !v.word(k, "that") {
		if v.punct(k) || v.finiteVerb(k) || v.toks[k].UPOS == "SCONJ" || v.inside(k) && !v.inside(i) {
			break
		}
		k++
	}
	from, opens := int32(-1), false
	switch {
	case k < b.Last && v.word(k, "that") && (k == i+1 || v.lex.is("plain", v.lemma(i)) && (v.toks[i+1].UPOS == "ADP" || v.toks[i+1].UPOS == "ADV" || v.timeLike(i+1)) ||
		v.lex.is("addressing", v.lemma(i)) && k <= i+5):
		from = k + 1
		if from >= b.Last || v.timeLike(from) {
			return content{}, false
		}
		opens = k == i+1 && v.opensClause(from)
	case v.lex.is("plain", v.lemma(i)) && i+1 < b.Last && v.startsClause(i+1, b.Last, v.lex.is("zero", v.lemma(i))):
		from = i + 1
	}
	if from < 0 || from >= b.Last {
		return content{}, false
	}
	to := v.until(from, b.Last, i)
	if !v.hasFinite(from, to) && !(opens && to-from >= 3) {
		return content{}, false
	}
	r := v.trim(text.Run{First: from, Last: to})
	ps := v.pieces([]text.Run{r})
	if len(ps) == 0 {
		return content{}, false
	}
	ct := content{head: v.headOfRun(r), pieces: ps, step: "content: what follows the cue up to the end of the clause"}
	v.whole(&ct)
	return ct, true
}

// torn reports whether another clause stands between cue i and the content that the parser found, which then can not be its content.
func (v *view) torn(i int32, ct *content) bool {
	if len(ct.pieces) == 0 || ct.pieces[0].Start < v.toks[i].End {
		return false
	}
	first := v.tokenAt(ct.pieces[0].Start)
	relative := false
	for t := i + 1; t < first; t++ {
		if v.word(t, "who", "which", "that", "whose") {
			relative = true
		}
		if v.finiteVerb(t) && !relative || v.comma(t) && t+1 < first && v.word(t+1, "but", "and") {
			return true
		}
	}
	return false
}

// opensClause reports whether a noun phrase opens at token t, so that a "that" before it can be no article: "that the", "that he".
func (v *view) opensClause(t int32) bool {
	switch v.toks[t].UPOS {
	case "DET", "PRON", "PROPN":
		return true
	}
	switch v.toks[t].XPOS {
	case "NNS", "PRP$", "PRP", "DT", "NNP", "NNPS":
		return true
	}
	return false
}

// gapped reports whether words of the reported clause seem to stand between cue i and the content that the parser found: words that
// are neither addressee nor circumstance of speaking.
func (v *view) gapped(i int32, ct *content) bool {
	if len(ct.pieces) == 0 || ct.pieces[0].Start < v.toks[i].End {
		return false
	}
	first := v.tokenAt(ct.pieces[0].Start)
	for t := i + 1; t < first; t++ {
		if v.punct(t) || v.word(t, "that") || v.toks[t].UPOS == "ADV" || v.toks[t].Rel == "compound:prt" {
			continue
		}
		ok := false
		for h := t; h >= 0 && h > i; h = v.toks[h].Head {
			switch v.rel(h) {
			case "obj", "iobj", "obl", "advmod", "advcl":
				ok = ok || v.toks[h].Head == i
			case "nsubj":
				ok = ok || v.toks[h].Head == i
			}
		}
		if !ok {
			return true
		}
	}
	// an object that only the clause behind it can have: "says Trump's tweet | was wrong"
	return v.finiteVerb(first) && v.subject(v.toks[first].Head) < 0 && v.subject(ct.head) < 0
}

// startsClause reports whether a noun phrase opens at token a and a finite verb comes behind it. loose allows commas and relative
// clauses between, as after the verbs that take nothing but a clause.
func (v *view) startsClause(a, last int32, loose bool) bool {
	switch v.toks[a].UPOS {
	case "PRON", "DET", "PROPN", "NOUN", "NUM", "ADJ":
	default:
		return false
	}
	if v.timeLike(a) || v.word(a, "what", "who", "which", "how") {
		return false
	}
	far := a + 15
	if loose {
		far = a + 35
	}
	open := 0 // relative clauses whose verb is still to come
	for i := a + 1; i < last && i < far; i++ {
		if v.finiteVerb(i) {
			if open == 0 {
				return true
			}
			if v.toks[i].UPOS == "VERB" || i+1 < last && v.toks[i+1].UPOS != "VERB" && v.toks[i+1].UPOS != "ADV" {
				open--
			}
			continue
		}
		if v.word(i, "who", "which", "that", "because", "when", "after", "before", "as", "whose", "where") {
			if !loose {
				return false
			}
			open++
		} else if v.punct(i) && !v.word(i, "-", "’", "'", ",") || v.word(i, ",") && (!loose || i+1 < last && v.toks[i+1].UPOS == "PRON" && !v.word(i+1, "who", "which", "whose")) {
			return false
		}
	}
	return false
}
