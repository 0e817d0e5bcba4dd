package said

import (
	"slices"

	"daybook/ledger"
	"daybook/text"
)

// leading reads the noun phrase that fills [a, e), the words before a cue, by their order alone: its core, brackets ("(R-Ohio)"),
// appositions, and what only describes it (relative clauses, participles, the time of speaking), which is no part of the source. It is
// for trees that hang the phrase on another verb. The bool is false where the words are anything else.
func (v *view) leading(a, e int32) (source, bool) {
	for n := 0; n < 2 && a < e && (v.toks[a].UPOS == "CCONJ" || v.toks[a].UPOS == "ADV" || v.pause(a) || v.word(a, "that", "as") && v.toks[a].UPOS == "SCONJ"); n++ {
		a++
	}
	core := v.core(a, e)
	if core.Len() <= 0 {
		return source{}, false
	}
	end, ok := v.described(core.Last, e)
	if !ok {
		return source{}, false
	}
	return v.wordsOf(core, end, "source: noun phrase before the cue, by the order of words")
}

// wordsOf makes a source of a noun phrase with the words core, and of what belongs to it up to token end.
func (v *view) wordsOf(core text.Run, end int32, how string) (source, bool) {
	if core.Len() <= 0 {
		return source{}, false
	}
	s := source{head: v.coreHead(core), speaker: ledger.None, how: how}
	if s.head < 0 || v.timeLike(s.head) && v.toks[s.head].UPOS != "PROPN" || v.time[s.head] {
		return source{}, false
	}
	whole := text.Run{First: core.First, Last: end}
	s.span = v.t.Span(v.trim(whole))
	for _, m := range v.mentionsFrom(v.toks[core.First].Start, v.toks[core.Last-1].Start) {
		x := &v.d.Mentions[m]
		if x.Span.Contains(v.toks[s.head].Span) && s.span.Contains(x.Span) && (s.speaker < 0 || x.Span.Len() > v.d.Mentions[s.speaker].Span.Len()) {
			s.speaker = m
		}
	}
	if s.speaker < 0 {
		s.speaker = v.mentionOf(s.head)
	}
	if s.speaker >= 0 && v.d.Mentions[s.speaker].Kind == ledger.Nominal && end > core.Last {
		for _, m := range v.mentionsFrom(v.toks[core.Last].Start, v.toks[end-1].Start) {
			if x := &v.d.Mentions[m]; x.Kind == ledger.Proper && x.Type == "PER" && s.span.Contains(x.Span) {
				s.speaker = m
				s.how += ", named in the apposition"
				break
			}
		}
	}
	return s, !s.span.Empty()
}

// core is the longest run of words from token a, at most to e, that can be one noun phrase without commas: "the minister of defence of Peru".
// It is empty where no noun is in it.
func (v *view) core(a, e int32) text.Run {
	r := text.Run{First: a, Last: a}
	noun := false
	for t := a; t < e && !v.comma(t); t++ {
		k := v.inCore(t, a, e, noun)
		if k == coreEnds {
			break
		}
		if k != coreJoins {
			noun = noun || k == coreNoun
			r.Last = t + 1
		}
	}
	if !noun {
		return text.Run{}
	}
	return r
}

// coreKind is what a word is in a noun phrase.
type coreKind uint8

const (
	coreEnds  coreKind = iota // no part of it
	corePart                  // a part, but no noun
	coreJoins                 // a part where another follows: "of", "and"
	coreNoun
)

// inCore tells what token t is in a noun phrase from token a on, at most to e; noun says that it has a noun already.
func (v *view) inCore(t, a, e int32, noun bool) coreKind {
	if t > a && (v.inside(t) != v.inside(a) || v.time[t] && v.toks[t-1].UPOS != "DET" && v.toks[t-1].UPOS != "ADP") {
		return coreEnds
	}
	next := func(upos ...string) bool { return t+1 < e && slices.Contains(upos, v.toks[t+1].UPOS) }
	switch v.toks[t].UPOS {
	case "NOUN", "PROPN", "NUM", "SYM", "X":
		return coreNoun
	case "PRON":
		if !v.word(t, "who", "which", "that", "whose", "what", "whom") {
			return coreNoun
		}
	case "DET":
		switch {
		case v.word(t, "which", "what"), t > a && v.toks[t-1].UPOS != "ADP" && v.toks[t-1].UPOS != "CCONJ" && v.toks[t-1].UPOS != "DET":
			return coreEnds // "the plan | the minister"
		case v.word(t, "some", "many", "others", "both", "all", "most"):
			return coreNoun
		}
		return corePart
	case "ADJ":
		if t > a && v.toks[a].UPOS == "DET" && (t+1 == e || v.comma(t+1)) {
			return coreNoun // "the official", read as an adjective
		}
		return corePart
	case "PART":
		if v.toks[t].XPOS == "POS" {
			return corePart
		}
	case "ADP":
		onTime := t+1 < e && v.timeLike(t+1) || t+2 < e && v.time[t+2] // "the ministry | on Tuesday"
		if t > a && !onTime && v.word(t, "of", "for", "at", "in", "from", "on", "with", "to", "against", "behind", "near") {
			return coreJoins
		}
	case "CCONJ":
		if noun && t+1 < e {
			return coreJoins
		}
	case "ADV":
		if next("ADJ", "NUM", "DET") {
			return coreJoins
		}
	case "VERB":
		if (v.toks[t].XPOS == "VBN" || v.toks[t].XPOS == "VBG") && v.rel(t) == "amod" && t+1 < e && v.nominal(t+1) {
			return coreJoins
		}
	default:
		if v.word(t, "-", "/", "’", "'", "&", ".") && t > a && t+1 < e {
			return coreJoins
		}
	}
	return coreEnds
}

// coreHead is the head of a noun phrase by the order of words: the last noun before its first preposition.
func (v *view) coreHead(r text.Run) int32 {
	head := ledger.None
	for t := r.First; t < r.Last; t++ {
		switch v.toks[t].UPOS {
		case "ADP":
			if head >= 0 {
				return head
			}
		case "CCONJ":
			if head >= 0 {
				return v.nameHead(head)
			}
		case "PART":
			head = ledger.None
		case "NOUN", "PROPN", "PRON", "NUM", "X", "SYM", "DET":
			head = t
		}
	}
	if head < 0 && r.Len() > 0 {
		head = r.Last - 1
	}
	return v.nameHead(head)
}

// nameHead is the head of the name that token t ends, else t.
func (v *view) nameHead(t int32) int32 {
	if t < 0 || v.toks[t].UPOS != "PROPN" {
		return t
	}
	for _, m := range v.mentionsFrom(v.toks[max(0, t-8)].Start, v.toks[t].Start) {
		x := &v.d.Mentions[m]
		if x.Span.End == v.toks[t].End && x.Head >= 0 && x.Head <= t && x.Span.Contains(v.toks[x.Head].Span) {
			return x.Head
		}
	}
	return t
}

// described steps from token t behind the core of a noun phrase over what may stand between it and the cue at e. It gives the end of what
// belongs to the source, and whether nothing else stands there.
func (v *view) described(t, e int32) (end int32, ok bool) {
	end = t
	for t < e {
		switch {
		case v.word(t, "(", "["):
			k := t + 1
			for k < e && k < t+10 && !v.word(k, ")", "]") {
				k++
			}
			if k >= e || !v.word(k, ")", "]") {
				return end, false
			}
			t = k + 1
			end = t
		case v.comma(t):
			if t+1 == e {
				return end, true
			}
			k := t + 1
			for k < e && !v.comma(k) {
				k++
			}
			if v.describes(t+1, e) {
				return end, v.comma(e - 1)
			}
			if v.hasFinite(t+1, k) && !v.hasRelative(t+2, k) || v.toks[t+1].UPOS == "SCONJ" {
				return end, false
			}
			if k == e { // no comma closes it: a list
				return e, v.lists(t+1, e)
			}
			if v.insideAny(t+1, k) || v.toks[t+1].UPOS == "CCONJ" {
				return end, false
			}
			if v.toks[t+1].UPOS == "ADV" || v.toks[t+1].UPOS == "ADP" && !v.word(t+1, "of", "for") {
				t = k // "the envoy, at talks in Lima, said"
				continue
			}
			t, end = k, k
		case v.timeLike(t) || v.toks[t].UPOS == "ADP" && t+1 < e && (v.time[t+1] || t+2 < e && v.time[t+2]) || v.toks[t].UPOS == "ADV":
			t++ // "the minister on Tuesday said"
		case v.word(t, "who", "that", "which") && v.hasFinite(t, e), (v.toks[t].XPOS == "VBN" || v.toks[t].XPOS == "VBG") && !v.hasFinite(t, e):
			for k := t; k < e; k++ {
				if v.comma(k) || v.inside(k) || v.word(k, ":", ";") {
					return end, false
				}
			}
			switch v.toks[e-1].UPOS {
			case "CCONJ", "SCONJ", "ADP", "DET", "AUX":
				return end, false
			}
			return end, true
		default:
			return end, false
		}
	}
	return end, true
}

// describes reports whether the words from token t up to the comma before e only tell more of the noun before: a relative clause or a
// participle.
func (v *view) describes(t, e int32) bool {
	if v.word(t, "who", "which", "whose", "whom", "where") {
		return v.hasFinite(t, e)
	}
	for t < e && v.toks[t].UPOS == "ADV" {
		t++
	}
	return t < e && v.toks[t].UPOS == "VERB" && (v.toks[t].XPOS == "VBG" || v.toks[t].XPOS == "VBN") && !v.hasAux(t)
}

// hasRelative reports whether a relative word stands in [a, b) before any finite verb: "the envoy who led the talks".
func (v *view) hasRelative(a, b int32) bool {
	for t := a; t < b; t++ {
		if v.word(t, "who", "which", "that", "whose") && v.nominal(t-1) {
			return true
		}
		if v.finiteVerb(t) {
			return false
		}
	}
	return false
}

// lists reports whether [t, e) ends a list of nouns: "Peru, Chile and Bolivia".
func (v *view) lists(t, e int32) bool {
	joined := false
	for k := t; k < e; k++ {
		joined = joined || v.toks[k].UPOS == "CCONJ"
		if v.verbal(k) || v.inside(k) {
			return false
		}
	}
	return joined && v.nominal(e-1)
}

func (v *view) insideAny(a, b int32) bool {
	for t := a; t < b; t++ {
		if v.inside(t) {
			return true
		}
	}
	return false
}

// leadingTo reads the noun phrase that leads up to cue i from the leftmost place in the sentence where one can begin.
func (v *view) leadingTo(i int32) (source, bool) {
	b := v.bounds(i)
	e := v.beforeGroup(i, b.First)
	for a := b.First; a < e; a++ {
		if v.inside(a) != v.inside(i) {
			continue
		}
		if a > b.First && v.inside(a-1) == v.inside(i) && !v.pause(a-1) && v.toks[a-1].UPOS != "CCONJ" && v.toks[a-1].UPOS != "SCONJ" &&
			!v.word(a-1, ";", ":", "since", "after", "before", "until", "when", "while") {
			continue
		}
		if a > b.First && v.toks[a-1].UPOS == "CCONJ" && !v.hasFinite(b.First, a) {
			continue // it joins nouns
		}
		if s, ok := v.leading(a, e); ok {
			return s, true
		}
	}
	return source{}, false
}

// misplaced reports whether the subject s that the parser gave cue i can not be right beside the noun phrase w that leads up to it: s stands
// in what only describes w, or before a comma that nothing closes ("Okoro, an aide said, is ill").
func (v *view) misplaced(s, i int32, w source) bool {
	if w.span.Overlaps(v.toks[s].Span) {
		return false
	}
	if v.toks[s].Start >= w.span.End {
		return true
	}
	first := v.tokenAt(w.span.Start)
	if v.tokenAt(w.span.End-1)+1 != v.beforeGroup(i, first) {
		return false
	}
	pauses := 0
	for k := v.nounPhrase(s).Last; k < first; k++ {
		if v.pause(k) || v.word(k, ":", ";") {
			pauses++
		}
	}
	return pauses%2 == 1
}
