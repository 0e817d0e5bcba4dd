package said

import (
	"strings"

	"daybook/ledger"
)

// sound reports whether subject s of cue i can be right by the order of words: it is in no prepositional phrase, and no other
// finite verb stands between the two, but for clauses set off by commas or opened by a relative word.
func (v *view) sound(s, i int32) bool {
	if s > i {
		return true
	}
	if v.t.Child(s, "case") >= 0 && v.t.Case(s) != "" && !strings.HasPrefix(v.t.Case(s), "'") && !strings.HasPrefix(v.t.Case(s), "’") {
		return false
	}
	np := v.nounPhrase(s)
	depth := 0
	for k := np.Last; k < i; k++ {
		if v.comma(k) || v.word(k, "who", "which", "that", "whose", "whom", "where", "(") {
			depth++
			continue
		}
		if v.inside(k) {
			continue
		}
		if v.finiteVerb(k) && depth == 0 && v.toks[k].Head != i && !v.within(s, k) && v.toks[k].Head != s {
			return false
		}
	}
	return true
}

// nearSubject is the head of the noun phrase that ends right before cue i, where the order of words leaves no other subject.
func (v *view) nearSubject(i int32) int32 {
	b := v.bounds(i)
	e := i
	for e > b.First && (v.toks[e-1].UPOS == "AUX" || v.toks[e-1].UPOS == "ADV" || v.toks[e-1].UPOS == "PART") {
		e--
	}
	if e <= b.First {
		return -1
	}
	if h := v.acrossApposition(b.First, e); h >= 0 {
		return h
	}
	end := v.toks[e-1].End
	if v.word(e-1, ")") { // "Rep. Jane Doe (R-Ohio) said"
		k := e - 2
		for k > b.First && !v.word(k, "(") && e-k < 8 {
			k--
		}
		if k > b.First && v.word(k, "(") {
			end = v.toks[k-1].End
		}
	}
	if v.comma(e - 1) {
		if e-2 < b.First {
			return -1
		}
		end = v.toks[e-2].End
	}
	best := int32(-1)
	for _, m := range v.mentionsFrom(v.toks[b.First].Start, end) {
		x := &v.d.Mentions[m]
		if x.Head < b.First || x.Head >= i {
			continue
		}
		if x.Span.End == end && v.afterTemporal(x.Head) && (best < 0 || x.Span.Len() > v.d.Mentions[best].Span.Len()) {
			best = m
		}
	}
	if best < 0 || v.comma(e-1) && v.d.Mentions[best].Name.Empty() {
		return -1
	}
	h := v.d.Mentions[best].Head
	if f := v.tokenAt(v.d.Mentions[best].Span.Start); v.comma(e-1) && f > b.First && v.toks[f-1].UPOS == "VERB" {
		return -1 // the object of another verb
	} else if f > b.First && v.toks[f-1].UPOS == "ADP" && !v.word(f-1, "after", "before", "as", "since", "until") {
		return -1
	}
	return h
}

// afterTemporal reports whether noun h follows no preposition but one that may open a clause: "after the envoy warned".
func (v *view) afterTemporal(h int32) bool {
	switch v.t.Case(h) {
	case "", "after", "before", "as", "since", "until":
		return true
	}
	return false
}

// acrossApposition is the head of the noun phrase that opens the sentence (or follows a joining word) where only phrases between commas
// part it from the cue at e: "Jane Doe, head of the clinic, said".
func (v *view) acrossApposition(first, e int32) int32 {
	if e-1 <= first || !v.comma(e-1) {
		return -1
	}
	for k := e - 2; k > first; k-- {
		if v.finiteVerb(k) || v.inside(k) || v.word(k, ";", ":") {
			return -1
		}
		if !v.comma(k) {
			continue
		}
		for _, m := range v.mentionsFrom(v.toks[first].Start, v.toks[k].Start) {
			x := &v.d.Mentions[m]
			if x.Span.End != v.toks[k-1].End || x.Head < first || x.Kind == ledger.Pronominal {
				continue
			}
			f := v.tokenAt(x.Span.Start)
			if (f == first || f > first && (v.toks[f-1].UPOS == "SCONJ" || v.toks[f-1].UPOS == "CCONJ" || v.punct(f-1) && v.inside(f-1))) && !v.timeLike(x.Head) {
				return x.Head
			}
		}
	}
	return -1
}

// acrossRelative is the head of the noun phrase that a relative clause right before cue i describes: "Moscow, which began ..., says".
// at is the token of the relative word.
func (v *view) acrossRelative(i int32) (head, at int32) {
	b := v.bounds(i)
	e := v.beforeGroup(i, b.First)
	if e-1 <= b.First || !v.comma(e-1) {
		return -1, -1
	}
	for k := e - 2; k > b.First+1; k-- {
		if v.word(k, "who", "which", "whose", "whom") && v.comma(k-1) && v.hasFinite(k, e-1) {
			first := b.First
			for j := k - 2; j >= b.First; j-- {
				if v.comma(j) || v.toks[j].UPOS == "SCONJ" || v.inside(j) {
					first = j + 1
					break
				}
			}
			if h := v.phraseHead(first, k-1); h >= 0 {
				return h, k
			}
			for _, m := range v.mentionsFrom(v.toks[b.First].Start, v.toks[k].Start) {
				if x := &v.d.Mentions[m]; x.Span.End == v.toks[k-2].End && v.t.Case(x.Head) == "" && x.Head >= b.First {
					return x.Head, k
				}
			}
			return -1, -1
		}
	}
	return -1, -1
}

// acrossParticiple is the head of the noun phrase that a participle between commas right before cue i describes: "The envoy, later recalling
// that ..., said". at is the token of the participle.
func (v *view) acrossParticiple(i int32) (head, at int32) {
	b := v.bounds(i)
	e := v.beforeGroup(i, b.First)
	if e-1 <= b.First || !v.comma(e-1) {
		return -1, -1
	}
	for k := e - 2; k > b.First+1; k-- {
		if v.toks[k].XPOS != "VBG" && v.toks[k].XPOS != "VBN" || v.hasAux(k) || v.inside(k) {
			continue
		}
		c := k - 1
		for c > b.First && v.toks[c].UPOS == "ADV" {
			c--
		}
		if !v.comma(c) {
			continue
		}
		first := b.First
		for j := c - 1; j >= b.First; j-- {
			if v.comma(j) || v.toks[j].UPOS == "SCONJ" || v.inside(j) {
				first = j + 1
				break
			}
		}
		if h := v.phraseHead(first, c); h >= 0 && !v.timeLike(h) && v.canSpeak(h) && !v.hasFinite(first, c) {
			return h, k
		}
		return -1, -1
	}
	return -1, -1
}
