package said

import (
	"daybook/ledger"
	"daybook/text"
)

// quoteCue is the entry of token i that takes words in quotation marks, or nil.
func (v *view) quoteCue(i int32) *cue {
	if v.toks[i].UPOS != "VERB" && v.toks[i].UPOS != "AUX" {
		return nil
	}
	for _, c := range v.cues(i) {
		if c.frame(frameQuote) != nil {
			return c
		}
	}
	return nil
}

// fragment is the run of the reporter's words from token i on, up to the end of his sentence, the next quotation, or a
// limit that no tag exceeds.
func (v *view) fragment(i int32) text.Run {
	r := text.Run{First: i, Last: i}
	for int(r.Last) < len(v.toks) && r.Len() < 60 && !v.inside(r.Last) && v.block(r.Last) == v.block(i) {
		w := v.toks[r.Last].Of(v.d.Text)
		r.Last++
		if w == "!" || w == "?" || w == "." && !v.abbreviated(r.Last) {
			break
		}
	}
	return r
}

// abbreviated reports whether a full stop before token i only ends an abbreviation: "(D-Wis.) said".
func (v *view) abbreviated(i int32) bool {
	if int(i) >= len(v.toks) {
		return false
	}
	w := v.toks[i].Of(v.d.Text)
	return w == ")" || w == "," || w == "]"
}

// tagAfter looks for "said X", "X said", "according to X" right behind quotation q and makes the statement.
func (v *view) tagAfter(q int) (int32, bool) {
	i := v.after(q)
	if i < 0 || v.inside(i) {
		return 0, false
	}
	closed := v.finalMark(q)
	w := v.toks[i].Of(v.d.Text)
	if n, ok := v.signed(q, i); ok {
		return n, true
	}
	if closed == "." || closed == ";" {
		// a full stop ends the sentence; only "said X" in small letters can still belong to it
		if v.quoteCue(i) == nil || v.low(i) != w {
			return 0, false
		}
	}
	for int(i) < len(v.toks) && v.dashOrComma(i) {
		i++
	}
	r := v.fragment(i)
	if r.Len() < 2 {
		return 0, false
	}
	if n, ok := v.accordingTag(q, r); ok {
		return n, true
	}
	// inverted: the verb comes first, an adverb at most before it
	for k := r.First; k < min(r.Last, r.First+2); k++ {
		if c := v.quoteCue(k); c != nil && !v.used[k] {
			if s := v.tagSubjectAfter(k); s >= 0 {
				return v.tag(q, k, c, s, "source: noun phrase behind the inverted cue"), true
			}
			break
		}
		if v.toks[k].UPOS != "ADV" {
			break
		}
	}
	// straight: the first cue verb whose subject opens the fragment
	relative := false // behind ", who"
	for k := r.First + 1; k < r.Last; k++ {
		relative = relative || v.word(k, "who", "which", "whose") && v.pause(k-1)
		c := v.quoteCue(k)
		if c == nil || v.used[k] {
			if v.toks[k].UPOS == "VERB" && !relative && v.finite(k) && !v.within(r.First, k) && v.subject(k) >= r.First {
				return 0, false // some other verb rules the fragment
			}
			continue
		}
		if v.pause(k-1) && (v.toks[r.First].UPOS == "ADP" || v.word(r.First, "like")) && v.lex.is("inverted", v.lemma(k)) {
			if s := v.tagSubjectAfter(k); s > k && !v.timeLike(s) && v.canSpeak(s) { // "“...” like the market, said the banker"
				return v.tag(q, k, c, s, "source: noun phrase behind the inverted cue"), true
			}
		}
		src, ok := v.leading(r.First, v.beforeGroup(k, r.First))
		if s := v.subject(k); !ok && s >= r.First && s < k {
			if f := v.nounPhrase(s).First; f <= r.First+1 || v.lightBefore(r.First, f) {
				src, ok = v.named(s, "source: subject of the tag behind the quotation"), true
			}
		}
		if !ok {
			continue
		}
		if m := v.moodOf(k); m.unsaid != "" || m.negated {
			continue
		}
		if n, ok := v.quotedAs(q, k, src.head); ok {
			return n, true
		}
		return v.quoted(q, k, c, c.frame(frameQuote), src), true
	}
	return 0, false
}

// within reports whether token k stands in a relative clause or apposition that begins behind first.
func (v *view) within(first, k int32) bool {
	for h := k; h > first; h = v.toks[h].Head {
		switch v.rel(h) {
		case "acl", "appos":
			return true
		}
		if v.toks[h].Head < 0 {
			return false
		}
	}
	return false
}

func (v *view) dashOrComma(i int32) bool {
	switch v.toks[i].Of(v.d.Text) {
	case ",", "—", "–", "-", "--", "―":
		return true
	}
	return false
}

// lightBefore reports whether only adverbs, joining words and commas stand in [a, b).
func (v *view) lightBefore(a, b int32) bool {
	if b-a > 4 {
		return false
	}
	for k := a; k < b; k++ {
		switch v.toks[k].UPOS {
		case "ADV", "CCONJ", "SCONJ", "PUNCT", "DET":
		default:
			return false
		}
	}
	return true
}

// tagSubjectAfter is the head of the noun phrase behind an inverted cue k, or -1.
func (v *view) tagSubjectAfter(k int32) int32 {
	for _, x := range v.kids(k) {
		switch v.rel(x) {
		case "nsubj", "obj":
			if x > k && v.nominal(x) && !v.inside(x) && !v.timeLike(x) && v.nounPhrase(x).First <= k+2 {
				return x
			}
		}
	}
	// the parser may have hung it elsewhere: the mention that begins right behind the cue
	if int(k+1) >= len(v.toks) {
		return -1
	}
	for _, m := range v.mentionsFrom(v.toks[k+1].Start, v.toks[k+1].Start) {
		if x := &v.d.Mentions[m]; x.Head > k && x.Head < k+12 {
			return x.Head
		}
	}
	if v.toks[k+1].UPOS == "PROPN" && v.block(k) == v.block(k+1) {
		return k + 1
	}
	if v.kind(k) == ledger.Headline && v.toks[k+1].UPOS == "NOUN" && k+2 >= v.bounds(k).Last && v.block(k) == v.block(k+1) {
		return k + 1 // headlines drop the article: "says mayor"
	}
	return -1
}

// phraseBefore is the head of the mention that spans from token a to right before cue k (auxiliaries and adverbs aside), or -1.
func (v *view) phraseBefore(a, k int32) int32 {
	e := v.beforeGroup(k, a)
	if e == a {
		return -1
	}
	for _, m := range v.mentionsFrom(v.toks[a].Start, v.toks[a].Start) {
		x := &v.d.Mentions[m]
		if x.Span.End == v.toks[e-1].End {
			return x.Head
		}
	}
	if e-a == 1 && v.nominal(a) {
		return a
	}
	return -1
}

// tag makes the statement of quotation q with cue k and the source headed by s.
func (v *view) tag(q int, k int32, c *cue, s int32, how string) int32 {
	f := c.frame(frameQuote)
	src := v.named(s, how)
	return v.quoted(q, k, c, f, src)
}

func (v *view) quoted(q int, k int32, c *cue, f *frame, src source) int32 {
	m := v.moodOf(k)
	ct := content{head: v.headOf(q), pieces: []text.Span{v.trimSpace(v.quotes[q].inner)}, step: "content: the quotation"}
	to := ledger.None
	if o, _ := v.objects(k); o >= 0 && o > k && o != src.head && !v.inside(o) && !v.word(o, "it") {
		to = o
	}
	if a := v.after(q); a > k && !v.inside(a) && v.finalMark(q) == "" && !v.punct(a) && v.sent[a] == v.sent[k] {
		// "said “we will win” in every town": the words behind the marks belong to what is said
		if to := v.until(a, v.bounds(k).Last, k); to > a {
			r := v.trim(text.Run{First: v.firstOf(q), Last: to})
			ct.pieces[0] = v.balance(v.t.Span(r))
			ct.step = "content: the quotation and the clause that it opens"
		}
	}
	v.add(k, c, f, src, ct, ledger.None, to, m, nil)
	n := int32(len(v.found) - 1)
	v.found[n].Form = ledger.Direct
	return n
}

// tagBefore looks for "X said:", "X said, ", "X told Y that" right before quotation q and makes the statement.
func (v *view) tagBefore(q int) (int32, bool) {
	b := v.before(q)
	if b < 0 || v.inside(b) {
		return 0, false
	}
	joint := v.toks[b].Of(v.d.Text)
	upper := v.upper(q)
	if v.quoteCue(b) == nil && joint != "," && joint != ":" && v.low(b) != "that" && !upper {
		return 0, false
	}
	// back to the beginning of the reporter's sentence
	for k := b; k >= 0 && b-k < 25; k-- {
		if v.inside(k) || v.block(k) != v.block(b) {
			return 0, false
		}
		w := v.toks[k].Of(v.d.Text)
		if w == "." && !v.abbreviated(k+1) || w == "?" || w == "!" || w == ";" {
			return 0, false
		}
		c := v.quoteCue(k)
		if c == nil || v.used[k] {
			if v.toks[k].UPOS == "VERB" && !v.tailOf(k) {
				return 0, false
			}
			continue
		}
		if !v.tailOnly(k, b) {
			return 0, false
		}
		if f := v.bounds(k).First; v.subordinate(text.Run{First: f, Last: k}) && !v.commaBetween(f, k) && v.commaBetween(k, b) && f < k {
			return 0, false // "After the mayor criticised her, Hanna shot back: “...”"
		}
		if v.passive(k) && v.agentPhrase(k) < 0 && v.child(k, "ccomp") < 0 {
			return 0, false
		}
		if m := v.moodOf(k); m.unsaid != "" || m.negated {
			return 0, false
		}
		src, ok := v.sourceOf(k)
		if !ok {
			if s := v.inversionBefore(k, b); s >= 0 {
				src, ok = v.named(s, "source: noun phrase behind the inverted cue"), true
			}
		}
		if !ok {
			return 0, false
		}
		if ok, _ := v.speaks(src, nil); !ok || src.lent && src.head >= 0 && !v.canSpeak(src.head) && !v.lex.is("document", v.lemma(src.head)) {
			return 0, false
		}
		return v.quoted(q, k, c, c.frame(frameQuote), src), true
	}
	return 0, false
}

// inversionBefore is for "Said the minister: ...".
func (v *view) inversionBefore(k, b int32) int32 {
	s := v.tagSubjectAfter(k)
	if s >= 0 && s < b && (k == 0 || v.sent[k-1] != v.sent[k] || v.punct(k-1)) {
		return s
	}
	return -1
}

// tailOf reports whether verb k can stand between a cue and its quotation: "told a crowd gathered there: ...".
func (v *view) tailOf(k int32) bool {
	switch v.rel(k) {
	case "acl", "amod", "advcl":
		return true
	}
	return false
}

// tailOnly reports whether between cue k and the token b that ends the reporter's words there is nothing but the addressee,
// occasion and time of speaking.
func (v *view) tailOnly(k, b int32) bool {
	for i := k + 1; i <= b; i++ {
		switch v.rel(i) {
		case "ccomp", "xcomp", "parataxis":
			if v.toks[i].Head == k && !v.inside(i) && v.toks[i].UPOS != "NOUN" && v.toks[i].UPOS != "PROPN" {
				return false
			}
		case "conj":
			if v.verbal(i) {
				return false
			}
		}
	}
	return true
}

// accordingTag is "“...,” according to X".
func (v *view) accordingTag(q int, r text.Run) (int32, bool) {
	if v.low(r.First) != "according" || r.First+1 >= r.Last || v.low(r.First+1) != "to" {
		return 0, false
	}
	c, src, ok := v.according(r.First)
	if !ok {
		return 0, false
	}
	f := &c.frames[0]
	v.addOther(r.First, []int32{r.First + 1}, c, f, src, content{head: v.headOf(q), pieces: []text.Span{v.trimSpace(v.quotes[q].inner)}, step: "content: the quotation"})
	n := int32(len(v.found) - 1)
	v.found[n].Form = ledger.Direct
	return n, true
}
