package said

import (
	"daybook/ledger"
	"daybook/text"
)

// called reads "called X a Y" and "called X “y”" off the order of words: the content Y and the target X.
func (v *view) called(i int32) (content, int32, bool) {
	b := v.ownBounds(i)
	if i+2 >= b.Last || !v.nominal(i+1) && v.toks[i+1].UPOS != "DET" && v.toks[i+1].UPOS != "ADJ" {
		return content{}, ledger.None, false
	}
	split := int32(-1)
	if v.word(i+1, "him", "her", "it", "them", "us", "me", "himself", "herself", "itself", "themselves") && !v.relatedPossessor(i+1) {
		split = i + 2
	}
	for t := i + 2; split < 0 && t < b.Last && t < i+14; t++ {
		if v.word(t, "a", "an") && v.toks[t].UPOS == "DET" || v.inside(t) && !v.inside(t-1) && !v.inside(i) && !v.punct(t-1) {
			if v.toks[t-1].UPOS == "NOUN" || v.toks[t-1].UPOS == "PROPN" || v.toks[t-1].UPOS == "PRON" {
				split = t
			}
			break
		}
		if v.punct(t) && !v.word(t, "-", "’", "'") || v.verbal(t) || v.toks[t].UPOS == "CCONJ" && t > i+8 || v.inside(t) != v.inside(i) {
			break
		}
	}
	if split < 0 || split >= b.Last || v.toks[split].UPOS == "ADP" || v.toks[split].UPOS == "ADV" || v.punct(split) && !v.inside(split) || v.toks[split].UPOS == "CCONJ" {
		return content{}, ledger.None, false
	}
	end := split
	if v.inside(split) && !v.inside(i) {
		for end < b.Last && v.inQuote[end] == v.inQuote[split] {
			end++
		}
		if end < b.Last && !v.punct(end) && v.toks[end].UPOS == "NOUN" {
			end++
		}
	} else {
		// a quotation on the way is taken whole: a “cheap, cynical stunt”
		quoted := func(t int32) bool { return v.inside(t) && !v.inside(i) }
		for end < b.Last && (quoted(end) || !v.pause(end) && !v.word(end, ";", ":", "and", "but") && !v.lex.is("circumstance", v.low(end)) && !v.circumstantial(end, i)) {
			end++
		}
		if end < b.Last && v.word(end, "and", "but") && v.coordinate(split, end, b.Last) {
			for end < b.Last && !v.pause(end) && !v.lex.is("circumstance", v.low(end)) {
				end++
			}
		}
	}
	ps := v.pieces([]text.Run{{First: split, Last: end}})
	if len(ps) == 0 {
		return content{}, ledger.None, false
	}
	head := v.headOfPhrase(split, end)
	target := ledger.None
	for _, m := range v.mentionsFrom(v.toks[i].End, v.toks[split-1].Start) {
		if x := &v.d.Mentions[m]; x.Span.End == v.toks[split-1].End && (target < 0 || x.Span.Len() > v.d.Mentions[v.mentionOf(target)].Span.Len()) {
			target = x.Head
		}
	}
	if target < 0 {
		target = split - 1
	}
	return content{head: head, pieces: ps, step: "content: what the target is called, by the order of words"}, target, true
}

func (v *view) relatedPossessor(i int32) bool { return v.toks[i].Rel == "nmod:poss" }

// coordinate reports whether what the joining word at token and joins is the like of what stands before it: no verb follows.
func (v *view) coordinate(a, and, last int32) bool {
	for t := and + 1; t < last && !v.pause(t); t++ {
		if v.finiteVerb(t) {
			return false
		}
	}
	return true
}

// headOfPhrase is the token in [a, b) whose governor lies outside.
func (v *view) headOfPhrase(a, b int32) int32 {
	for t := a; t < b; t++ {
		if h := v.toks[t].Head; (h < a || h >= b) && !v.punct(t) && v.nominal(t) {
			return t
		}
	}
	for t := a; t < b; t++ {
		if !v.punct(t) {
			return t
		}
	}
	return ledger.None
}
