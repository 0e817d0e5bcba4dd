package said

import (
	"daybook/ledger"
	"daybook/text"
)

// aside reads cue i as set into or behind the clause that it reports, with commas: "the talks, he said, had failed", "dozens died,
// a monitor has said". It gives the source and the content.
func (v *view) aside(i int32, c *cue) (source, content, bool) {
	none := func() (source, content, bool) { return source{}, content{}, false }
	if c.frame(frameThat) == nil || !v.lex.is("aside", v.lemma(i)) || v.inside(i) || v.infinitive(i) || v.toks[i].XPOS == "VBG" {
		return none()
	}
	b := v.bounds(i)
	// the subject: from a comma up to the cue, auxiliaries and adverbs left aside
	e := v.beforeGroup(i, b.First)
	open, src := v.asideStart(b.First, e)
	after := i + 1
	if open < 0 {
		// ", said the minister"
		if i == b.First || !v.comma(i-1) || i+1 >= b.Last || !v.lex.is("inverted", v.lemma(i)) {
			return none()
		}
		head := v.tagSubjectAfter(i)
		if head <= i {
			return none()
		}
		open, src = i-1, v.named(head, "source: noun phrase behind the inverted cue")
		after = v.nounPhrase(head).Last
		if after < b.Last && (v.toks[after].UPOS == "ADP" || v.word(after, "who", "that", "which") || v.toks[after].XPOS == "VBN" || v.toks[after].XPOS == "VBG") {
			for after < b.Last && !v.comma(after) {
				after++ // "said Ada Brandt, head of a board that runs the port"
			}
		}
	}
	if open <= b.First {
		return none()
	}
	if v.passive(i) && src.head >= 0 && v.low(src.head) == "it" {
		src = nobody("source: passive without an agent") // "the water, it was claimed, was foul"
		if by := v.agentPhrase(i); by >= 0 {
			src = v.named(by, "source: agent behind 'by'")
		}
	}
	after = v.skipCircumstance(i, after, b.Last)
	closed := after >= b.Last
	if !closed && !v.comma(after) && !(v.word(after, ":") && v.kind(i) == ledger.Headline) {
		return none()
	}
	left := text.Run{First: b.First, Last: open}
	for k := b.First; k < open; k++ {
		if v.word(k, ":", ";") && !v.inside(k) {
			left.First = k + 1
		}
	}
	right := text.Run{First: after + 1, Last: b.Last}
	if closed || !v.comma(after) {
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
	if !leftFinite && (right.Len() == 0 || !v.hasFinite(right.First, right.Last)) && (v.kind(i) != ledger.Headline || left.Len() < 3) {
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
	ct := content{head: v.headOfRun(left), pieces: ps, step: "content: the sentence that the aside is set into"}
	v.whole(&ct)
	return src, ct, true
}

// inserted reads "what soldiers claimed | was a shell", "a man who it said | was armed", "a ring they claim | is tied to ...": cue i with its
// subject is set into a relative clause, whose verb follows at once.
func (v *view) inserted(i int32, c *cue) (source, content, bool) {
	b := v.ownBounds(i)
	if c.frame(frameThat) == nil || !v.lex.is("plain", v.lemma(i)) || i+2 >= b.Last || !v.finiteVerb(i+1) || !v.finiteVerb(i) || i < b.First+2 {
		return source{}, content{}, false
	}
	e := v.beforeGroup(i, b.First)
	head, from := int32(-1), e-1
	for t := e - 1; t >= b.First && t > e-9 && head < 0; t-- {
		switch {
		case v.word(t, "who", "which", "that", "what", "whom") && t < e-1:
			if v.word(t, "what") && (t == b.First || v.toks[t-1].UPOS != "ADP" && !v.verbal(t-1)) {
				return source{}, content{}, false // "What they said was new."
			}
			from = t + 1
			if head = v.phraseHead(t+1, e); head < 0 {
				return source{}, content{}, false
			}
		case t == e-2 && v.toks[e-1].UPOS == "PRON" && v.word(e-1, "he", "she", "they", "it", "we", "i") && (v.toks[t].UPOS == "NOUN" || v.toks[t].UPOS == "PROPN"):
			head = e - 1
		case v.verbal(t) || v.punct(t):
			return source{}, content{}, false
		}
	}
	if head < 0 {
		return source{}, content{}, false
	}
	end, group := i+2, v.toks[i+1].UPOS == "AUX" // in a group of auxiliaries, or before a verb of another clause
	for end < b.Last && !v.pause(end) && !v.word(end, ";", ":") && !(v.finiteVerb(end) && !group) {
		switch {
		case v.word(end, "that", "who", "which", "and", "or", "but", "because", "when", "where", "after", "before"):
			group = true
		case v.finiteVerb(end):
			group = v.toks[end].UPOS == "AUX"
		case v.verbal(end) || end == i+2 && v.toks[end].UPOS == "ADJ":
			group = group && v.toks[end].UPOS == "AUX"
		}
		end++
	}
	for end > i+2 && v.toks[end-1].UPOS == "AUX" {
		end--
	}
	r := v.trim(text.Run{First: i + 1, Last: end})
	ps := v.pieces([]text.Run{r})
	if len(ps) == 0 {
		return source{}, content{}, false
	}
	src := v.named(head, "source: subject of the cue set into a relative clause")
	src.span.Start = max(src.span.Start, v.toks[from].Start)
	return src, content{head: v.headOfRun(r), pieces: ps, step: "content: the relative clause into which the cue is set"}, true
}

// asideStart is the comma before the noun phrase that ends at e ("Jane Doe, the minister, said"), or -1, and the source that it names.
func (v *view) asideStart(first, e int32) (int32, source) {
	for k := max(first, e-30); k < e; k++ {
		if !v.comma(k) {
			continue
		}
		if s, ok := v.leading(k+1, e); ok && !v.word(k+1, "that", "as") && (v.canSpeak(s.head) || v.lex.is("document", v.lemma(s.head))) {
			s.how = "source: noun phrase of the aside"
			return k, s
		}
	}
	return -1, source{}
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
				// one who can be told; "Peru announces truce" has its own object and reports no clause before it
				m := v.mentionOf(h)
				ok = v.toks[h].UPOS == "PROPN" || m >= 0 && v.d.Mentions[m].Type != ""
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
	if v.lex.is("circumstance", v.low(a)) || v.reporters(a, v.bounds(a).Last) || v.word(a, "who", "which", "whose", "where", "citing", "according", "although", "though") {
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
