package said

import "daybook/text"

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

// ownBounds is bounds, and for a token inside a quotation no further than the quotation goes.
func (v *view) ownBounds(i int32) text.Run {
	b := v.bounds(i)
	if v.inside(i) {
		b.Last = min(b.Last, v.quotes[v.inQuote[i]].tokens.Last)
	}
	return b
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

// beforeGroup steps from cue i back over its auxiliaries and adverbs, not past first: the subject ends there.
func (v *view) beforeGroup(i, first int32) int32 {
	for i > first && (v.toks[i-1].UPOS == "AUX" || v.toks[i-1].UPOS == "ADV") {
		i--
	}
	return i
}

// comma reports whether token i is a comma or dash of the reporter.
func (v *view) comma(i int32) bool { return !v.inside(i) && v.pause(i) }

// finiteVerb reports whether token i is a finite verb or auxiliary.
func (v *view) finiteVerb(i int32) bool {
	switch v.toks[i].XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		// a subject is a noun, whatever the tagger says: "that police had shot"
		return (v.toks[i].UPOS == "VERB" || v.toks[i].UPOS == "AUX") && v.rel(i) != "nsubj"
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
		case w == ";" || w == ":" && !v.spellsOut(a, t, last):
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

// anyCue reports whether a verb in [a, b) could report.
func (v *view) anyCue(a, b int32) bool {
	for k := a; k < b; k++ {
		if v.toks[k].UPOS == "VERB" && v.isCue(k) {
			return true
		}
	}
	return false
}

// spellsOut reports whether what stands behind the colon at t hangs on the words before it, from token a on: "only one way out: the river".
func (v *view) spellsOut(a, t, last int32) bool {
	if t+1 >= last || v.inside(t+1) {
		return false
	}
	y := t + 1
	for steps := 0; steps < 30 && v.toks[y].Head > t; steps++ {
		y = v.toks[y].Head
	}
	return v.toks[y].Head >= a && v.toks[y].Head < t
}

// untilPause is where the words of a phrase that runs through token a end, at most at last: before a comma, another verb that is joined, or
// what tells when the speaker spoke.
func (v *view) untilPause(a, last, cue int32) int32 {
	open := 0 // clauses whose verb is still to come
	for t := a + 1; t < last; t++ {
		if v.inside(t) && !v.inside(cue) {
			continue
		}
		switch {
		case v.word(t, "that", "who", "which", "what", "if", "when", "where", "why", "how", "because", "whether", "after", "before", "while", "until", "as"):
			open++
		case v.finiteVerb(t):
			if open == 0 && !v.hangsIn(t, a) {
				return t
			}
			if v.toks[t].UPOS == "VERB" || t+1 < last && v.toks[t+1].UPOS != "VERB" && v.toks[t+1].UPOS != "AUX" && v.toks[t+1].UPOS != "ADV" && v.toks[t+1].UPOS != "PART" {
				open = max(0, open-1)
			}
		}
		if v.pause(t) || v.word(t, ";", ":", "according") || v.toks[t].UPOS == "CCONJ" && t+1 < last && v.finiteVerb(t+1) || v.cueModifier(t, cue) {
			return t
		}
	}
	return last
}

// hangsIn reports whether token t hangs on a word that stands before it, not before token a.
func (v *view) hangsIn(t, a int32) bool {
	for h, steps := v.toks[t].Head, 0; h >= 0 && steps < 40; h, steps = v.toks[h].Head, steps+1 {
		if h >= a && h < t {
			return true
		}
	}
	return false
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
	if v.word(n, "including", "such") || v.dashed(a, t, last) {
		return true
	}
	if v.reporters(n, last) || v.toks[n].XPOS == "VBG" && v.isCue(n) {
		return false
	}
	if !v.hasFinite(a, t) {
		return true // its verb is still to come
	}
	if v.word(a, "since", "if", "when", "while", "although", "though", "because", "as", "after", "before", "once", "unless", "until", "whenever", "even", "despite", "during", "should", "had", "were") && v.firstComma(a, t) {
		return true // "said that if the rain came, the road would close"
	}
	if v.word(n, "according") || v.asideFrom(n, last) {
		return false
	}
	if r := v.core(n, last); !v.word(t, ",") && r.Len() > 0 && r.Last < last && v.finiteVerb(r.Last) {
		return false // a dash and another clause
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
		if x := v.toks[n].Head; x > n && v.rel(x) == "conj" && v.toks[x].Head >= a && v.toks[x].Head < t && !v.anyCue(n+1, x+1) {
			return true // joined to what is said, by the tree
		}
		// a clause with a subject of its own may be the reporter's
		return !v.clauseAhead(n+1, last) || v.toks[n+1].UPOS == "VERB" || v.toks[n+1].UPOS == "AUX"
	}
	switch v.toks[n].XPOS {
	case "VBN", "VBD":
		if v.toks[n].UPOS == "VERB" && !v.isCue(n) && v.subject(n) < 0 && (v.rel(n) == "conj" || v.rel(n) == "parataxis" || v.rel(n) == "ccomp") {
			return true // "had taken the hill, freed the hostages and burned the camp"
		}
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

// dashed reports whether a clause that runs from token a goes on behind the dash t: what two dashes set into it belongs to it, and so does a
// mere noun phrase behind the last one.
func (v *view) dashed(a, t, last int32) bool {
	dash := func(i int32) bool { return v.comma(i) && !v.word(i, ",") }
	if !dash(t) || t+1 >= last {
		return false
	}
	open := int32(-1)
	for i := a; i < t; i++ {
		if dash(i) {
			if open < 0 {
				open = i
			} else {
				open = -1
			}
		}
	}
	if open >= 0 { // t closes
		return !v.hasFinite(a, open) || v.lacks(open-1) || !v.clauseAhead(t+1, last)
	}
	if v.lex.is("circumstance", v.low(t+1)) && !v.lacks(t-1) {
		return false
	}
	for i := t + 1; i < last; i++ {
		if dash(i) {
			return true
		}
		if v.toks[t+1].UPOS == "CCONJ" && v.finiteVerb(i) {
			return false
		}
	}
	if v.toks[t+1].UPOS == "CCONJ" {
		return false
	}
	for i := t + 1; i < last; i++ {
		if v.word(i, "that", "who", "which", "whose") && v.nominal(i-1) {
			return true
		}
		if v.finiteVerb(i) || v.isCue(i) {
			return false
		}
	}
	return v.nominal(t+1) || v.toks[t+1].UPOS == "DET" || v.toks[t+1].UPOS == "ADJ"
}

// reporters reports whether what begins at token n behind a comma is a remark of the reporter on what was said: "in an apparent reference to
// ...", "in what the army called ...", "without giving details".
func (v *view) reporters(n, last int32) bool {
	if n+2 >= last {
		return false
	}
	switch {
	case v.word(n, "without"):
		return v.toks[n+1].XPOS == "VBG" && (v.isCue(n+1) || v.word(n+1, "giving", "providing", "offering", "going", "saying"))
	case v.word(n, "in"):
		if v.word(n+1, "what") {
			for t := n + 2; t < last && t < n+9; t++ {
				if v.finiteVerb(t) && v.toks[t].UPOS == "VERB" {
					return v.isCue(t)
				}
			}
			return false
		}
		return v.word(n+1, "an", "a") && (v.lex.is("remark", v.low(n+2)) || v.word(n+2, "apparent", "clear", "veiled", "thinly") && n+3 < last)
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
			if i == a && v.rel(i) == "conj" && v.toks[i].Head >= 0 && v.cueAbove(v.toks[i].Head) >= 0 && !v.goesOnAbove(i) {
				return false // the subject of the clause goes on to speak
			}
			return v.isCue(i) && (v.finiteVerb(i) && (v.lex.is("aside", v.lemma(i)) || i == a && v.outer(i)) || v.goesOnAbove(i))
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

// goesOnAbove reports whether verb i is joined to a verb in the content of a cue but goes on with that cue.
func (v *view) goesOnAbove(i int32) bool {
	if v.rel(i) != "conj" || v.toks[i].Head < 0 || !v.isCue(i) {
		return false
	}
	u, sure := v.goesOnWith(i, v.toks[i].Head)
	return u >= 0 && (sure || v.lex.is("aside", v.lemma(i)))
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

// pause reports whether token i is a comma or dash, in a quotation or not.
func (v *view) pause(i int32) bool {
	return i >= 0 && (v.word(i, ",", "—", "–", "--", "―") || v.spacedHyphen(i))
}

// spacedHyphen reports whether token i is a hyphen that stands for a dash: "the ship - a ferry - sank".
func (v *view) spacedHyphen(i int32) bool {
	return i > 0 && int(i)+1 < len(v.toks) && v.word(i, "-") && v.toks[i-1].End < v.toks[i].Start && v.toks[i].End < v.toks[i+1].Start
}
