package said

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// according finds who is named behind "according to" at token i.
func (v *view) according(i int32) (*cue, source, bool) {
	cs := v.lex.other["according to"]
	if len(cs) == 0 {
		return nil, source{}, false
	}
	c := cs[0]
	h := v.behindAccording(i)
	if h < 0 {
		return c, source{}, false
	}
	if v.lex.is("plan", v.lemma(h)) {
		v.reject(i, c, "'"+v.low(h)+"' is followed, not quoted")
		return c, source{}, false
	}
	s := v.toComma(i, v.named(h, "source: behind 'according to'"))
	if ok, why := v.speaks(s, c); !ok {
		v.reject(i, c, why)
		return c, source{}, false
	}
	return c, s, true
}

// behindAccording is the head of the phrase behind "according to" at token i, or None.
func (v *view) behindAccording(i int32) int32 {
	if h := v.toks[i].Head; h > i+1 && v.nominal(h) {
		return h
	}
	for _, k := range v.kids(i) {
		if k > i+1 && v.nominal(k) && (v.rel(k) == "obl" || v.rel(k) == "obj" || v.rel(k) == "nmod") {
			return k
		}
	}
	for _, m := range v.mentionsFrom(v.toks[i+2].Start, v.toks[i+2].Start) {
		if x := &v.d.Mentions[m]; x.Head > i {
			return x.Head
		}
	}
	return ledger.None
}

// accordingTo reports whether x is the noun of an "according to" phrase.
func (v *view) accordingTo(x int32) bool {
	for _, k := range v.kids(x) {
		if k < x && v.low(k) == "according" {
			return true
		}
	}
	return false
}

// saidWithin reports whether an "according to" phrase with noun x stands between "that" and the subject of the clause which it opens, and so is the word of
// whoever says the clause: "said that, according to the police, no shots were fired".
func (v *view) saidWithin(x int32) bool {
	h := v.toks[x].Head
	if h < 0 || v.rel(h) != "ccomp" || v.marker(h) != "that" {
		return false
	}
	that, s := v.child(h, "mark"), v.subject(h)
	return that < x && x < s
}

func (v *view) accordingClause(i int32) {
	c, src, ok := v.according(i)
	if !ok {
		return
	}
	if ct, ok := v.vouched(i, src); ok {
		v.addOther(i, []int32{i + 1}, c, &c.frames[0], src, ct)
		return
	}
	// the phrase hangs on the clause that it vouches for
	top := src.head
	if v.toks[src.head].Head == i {
		top = i
	}
	g := v.toks[top].Head
	for steps := 0; g >= 0 && steps < 6 && !v.clausal(g) && !v.finite(g) && v.toks[g].Head >= 0; steps++ {
		g = v.toks[g].Head
	}
	if g < 0 {
		v.reject(i, c, "no clause that the phrase vouches for")
		return
	}
	for v.rel(g) == "xcomp" && v.toks[g].Head >= 0 || v.toks[g].UPOS == "VERB" && v.rel(g) == "acl" && v.toks[g].Rel != "acl:relcl" && v.toks[g].Head >= 0 {
		g = v.toks[g].Head
	}
	ct, ok := v.treeWithout(g, top, "content: clause that the phrase vouches for")
	if !ok {
		v.reject(i, c, "no content was found")
		return
	}
	v.addOther(i, []int32{i + 1}, c, &c.frames[0], src, ct)
}

// toComma lengthens the source of an "according to" phrase at token i up to the comma or the end of the sentence where the parser broke
// it off: "According to the envoy to Peru, Ada Brandt, ...".
func (v *view) toComma(i int32, s source) source {
	b := v.bounds(i)
	end := v.tokenAt(s.span.End-1) + 1
	t := end
	for t < b.Last && t < end+10 && !v.comma(t) && !v.inside(t) {
		if v.verbal(t) && v.toks[t].XPOS[0] == 'V' || v.punct(t) || v.toks[t].UPOS == "SCONJ" || v.toks[t].UPOS == "CCONJ" || v.timeLike(t) || v.word(t, "who", "which", "that") {
			return s
		}
		t++
	}
	if t == end || t < b.Last && !v.comma(t) {
		return s
	}
	s.span.End = v.toks[t-1].End
	for _, m := range v.mentionsFrom(v.toks[i+2].Start, v.toks[t-1].Start) {
		if x := &v.d.Mentions[m]; x.Kind == ledger.Proper && x.Type == "PER" {
			s.speaker = m
		}
	}
	return s
}

// inTheWordsOf finds whose words "in the words of" at token i makes of the quotation behind it or of the clause that it stands in.
func (v *view) inTheWordsOf(i int32) {
	cs := v.lex.other["in the words of"]
	if len(cs) == 0 {
		return
	}
	c, words := cs[0], i+2
	if b := v.bounds(i); i > b.First && !v.pause(i-1) && !v.punct(i-1) {
		return // "a mistake in the words of the hymn"
	}
	h := ledger.None
	for _, k := range v.kids(words) {
		if k > i+3 && v.nominal(k) && v.t.Case(k) == "of" {
			h = k
			break
		}
	}
	if h < 0 {
		v.reject(i, c, "no source was found")
		return
	}
	src := v.named(h, "source: behind 'in the words of'")
	if ok, why := v.speaks(src, c); !ok {
		v.reject(i, c, why)
		return
	}
	extra := []int32{i + 1, i + 2, i + 3}
	for q := range v.quotes {
		x := &v.quotes[q]
		if x.outer.Start >= src.span.End && strings.Trim(v.d.Text[src.span.End:x.outer.Start], " ,:") == "" && !v.inside(i) {
			ct := content{head: v.headOfRun(x.tokens), pieces: []text.Span{x.inner}, step: "content: the quotation behind it"}
			v.addOther(i, extra, c, &frame{kind: frameQuote, stance: c.stance}, src, ct)
			return
		}
	}
	ct, ok := v.vouched(i, src)
	if g := v.toks[words].Head; !ok && g >= 0 {
		ct, ok = v.treeWithout(g, words, "content: clause that the phrase stands in")
	}
	if !ok {
		v.reject(i, c, "no content was found")
		return
	}
	v.addOther(i, extra, c, &c.frames[0], src, ct)
}

// vouched is the content of an "according to" phrase that ends or opens its sentence: the rest of the sentence, or of its last part where
// somebody else's words are reported before.
func (v *view) vouched(i int32, src source) (content, bool) {
	b := v.bounds(i)
	if v.inside(i) {
		return content{}, false
	}
	end := v.tokenAt(src.span.End-1) + 1
	open := v.skipJoiners(b.First, b.Last)
	r := text.Run{}
	switch {
	case i == open && end < b.Last && v.comma(end):
		r = text.Run{First: end + 1, Last: v.until(end+1, b.Last, i)}
	case i > open && (end >= b.Last || v.comma(end) && v.onlyMore(end+1, b.Last)):
		r = text.Run{First: v.lastPart(open, i), Last: i}
	default:
		return content{}, false
	}
	if !v.hasFinite(r.First, r.Last) {
		return content{}, false
	}
	ps := v.pieces([]text.Run{r})
	if len(ps) == 0 {
		return content{}, false
	}
	return content{head: v.headOfRun(r), pieces: ps, step: "content: the rest of the sentence"}, true
}

// onlyMore reports whether what stands in [a, b) only tells more of the noun before it: a relative clause or an apposition.
func (v *view) onlyMore(a, b int32) bool {
	if a >= b {
		return true
	}
	return v.word(a, "which", "who", "whose") || v.toks[a].UPOS != "CCONJ" && v.toks[a].UPOS != "SCONJ" && v.toks[a].UPOS != "ADV" && !v.hasFinite(a, b)
}

// lastPart is where the part of the sentence begins that the phrase at token i vouches for: at first, or behind the last joint (";", ", but",
// ", while" and a clause) that follows another cue.
func (v *view) lastPart(first, i int32) int32 {
	cue, joint := int32(-1), int32(-1)
	for t := first; t < i; t++ {
		if v.inside(t) {
			continue
		}
		if v.used[t] {
			cue, joint = t, -1
		}
		if v.word(t, ";") && cue >= 0 { // behind another's words; else it parts the members of a list
			first, joint, cue = t+1, -1, -1
		}
		if cue >= 0 && joint < 0 && v.comma(t) && t+2 < i && v.word(t+1, "but", "and", "while", "whereas", "though", "although") && v.hasFinite(t+2, i) {
			joint = t + 2
		}
	}
	if joint >= 0 {
		return joint
	}
	return first
}
