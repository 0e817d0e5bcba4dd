package said

import (
	"sort"
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// direct attributes the quotations that make sentences of their own: by the tag behind or before them, or, without one, to
// the speaker who is surely still speaking. Quotations inside a clause are left to the frames of verbs.
func (v *view) direct() {
	last := int32(-1) // statement of the quotation before, as an index into found
	for q := range v.quotes {
		x := &v.quotes[q]
		if x.depth > 0 || x.tokens.Len() == 0 {
			continue
		}
		blk := v.block(x.tokens.First)
		if blk >= 0 && int(blk) < len(v.d.Blocks) && !v.d.Blocks[blk].Kind.Prose() {
			continue
		}
		if x.prev >= 0 && last >= 0 && v.holds(last, x.prev) {
			v.extend(last, q, "goes on in the next paragraph")
			continue
		}
		starts := v.startsSentence(q)
		if starts && !v.standsAlone(q) {
			if last >= 0 {
				if n, why := v.continues(q, last); n >= 0 {
					v.mixedTail(n, q, why)
				}
			}
			continue
		}
		if starts {
			if n, ok := v.tagAfter(q); ok {
				last = n
				continue
			}
		}
		if n, ok := v.tagBefore(q); ok {
			last = n
			continue
		}
		if !starts {
			if n := v.middle(q, last); n >= 0 {
				v.extend(n, q, "goes on behind the tag")
				last = n
			}
			continue
		}
		if n, why := v.continues(q, last); n >= 0 {
			v.extend(n, q, why)
			last = n
			continue
		}
		v.pending = append(v.pending, q)
	}
}

// leftover gives the quotations that have no tag to the speaker of the sentence right before them in the paragraph, where
// that sentence reports words of one speaker only: "The minister said the talks had failed. “We tried everything.”" All
// others are left without a speaker.
func (v *view) leftover() {
	last := -1
	byBlock := map[int32][]int{} // statements by the block of their content
	for i := range v.found {
		for _, p := range v.found[i].Content {
			b := v.blockAt(p.Start)
			byBlock[b] = append(byBlock[b], i)
		}
	}
	for _, q := range v.pending {
		x := &v.quotes[q]
		here := byBlock[v.blockAt(x.inner.Start)]
		if v.reported(x.inner, here) {
			continue
		}
		if last >= 0 && x.prev >= 0 && v.holds(int32(last), x.prev) {
			v.extend(int32(last), q, "goes on in the next paragraph")
			continue
		}
		if n := v.speakerBefore(q, here); n >= 0 {
			from := v.found[n]
			st := from.Statement
			in := v.trimSpace(x.inner)
			st.Content = []text.Span{in}
			st.Stance, st.Negated, st.To, st.Target = ledger.Asserts, false, ledger.None, ledger.None
			st.Evidence.Rule = "said/quotation.behind-" + strings.TrimPrefix(st.Evidence.Rule, "said/")
			st.Evidence.Words = []text.Span{v.toks[st.CueHead].Span, in, st.Source}
			st.Evidence.Steps = []string{st.Evidence.Steps[0], "source: the sentence before reports words of this speaker alone", "content: the quotation behind it"}
			v.found = append(v.found, found{Statement: st, frame: from.frame, head: v.headOf(q)})
			last = len(v.found) - 1
			continue
		}
		v.d.Rejected = append(v.d.Rejected, ledger.Rejected{Stage: "statements", Rule: "said/quotation", Span: x.outer, Why: "a quotation whose speaker is not told"})
	}
}

// reported reports whether most of s is already the content of a statement.
func (v *view) reported(s text.Span, among []int) bool {
	for _, i := range among {
		if holdsAll(v.found[i].Content, []text.Span{s}) {
			return true
		}
	}
	return false
}

// speakerBefore is the statement whose speaker goes on in quotation q, or -1.
func (v *view) speakerBefore(q int, among []int) int {
	b := v.before(q)
	if b < 0 || v.inside(b) {
		return -1
	}
	best := -1
	for _, i := range among {
		x := &v.found[i]
		if x.CueHead < 0 || v.inside(x.CueHead) || v.sent[x.CueHead] != v.sent[b] || weak(x.Stance) {
			continue
		}
		if x.Source.Empty() {
			return -1
		}
		if best >= 0 && v.found[best].Source != x.Source {
			return -1 // two speakers
		}
		best = i
	}
	return best
}

// mixedTail adds to statement n the sentence that begins with quotation q, where the rest of it is no clause of its own: "“It is only
// tinkering” for the rich."
func (v *view) mixedTail(n int32, q int, why string) {
	a := v.after(q)
	if a < 0 {
		return
	}
	r := v.fragment(a)
	if v.hasFinite(r.First, r.Last) {
		return
	}
	for i := r.First; i < r.Last; i++ {
		if v.isCue(i) || v.inside(i) {
			return
		}
	}
	for r.Last > r.First && v.punct(r.Last-1) {
		r.Last--
	}
	if r.Len() == 0 {
		return
	}
	st := &v.found[n]
	p := text.Span{Start: v.quotes[q].outer.Start, End: v.toks[r.Last-1].End}
	st.Content = append(st.Content, p)
	st.Evidence.Words = append(st.Evidence.Words, p)
	st.Evidence.Steps = append(st.Evidence.Steps, "content: the sentence that begins with a quotation "+why)
}

// holds reports whether statement n has quotation q in its content.
func (v *view) holds(n int32, q int) bool {
	for _, p := range v.found[n].Content {
		if p.Overlaps(v.quotes[q].inner) {
			return true
		}
	}
	return false
}

// extend adds quotation q to the content of statement n.
func (v *view) extend(n int32, q int, why string) {
	st := &v.found[n]
	in := v.trimSpace(v.quotes[q].inner)
	if in.Empty() {
		return
	}
	st.Content = append(st.Content, in)
	st.Evidence.Words = append(st.Evidence.Words, in)
	st.Evidence.Steps = append(st.Evidence.Steps, "content: the quotation '"+short(in.Of(v.d.Text))+"' "+why)
}

func short(s string) string {
	r := []rune(s)
	if len(r) <= 24 {
		return s
	}
	return string(r[:24]) + "…"
}

func (v *view) trimSpace(s text.Span) text.Span {
	w := s.Of(v.d.Text)
	l := strings.TrimLeft(w, " \t\n\r\u00a0")
	s.Start += int32(len(w) - len(l))
	s.End -= int32(len(l) - len(strings.TrimRight(l, " \t\n\r\u00a0")))
	return s
}

// before is the last token before quotation q in its block, or -1; after the first one behind it.
func (v *view) before(q int) int32 {
	i := v.firstOf(q) - 1
	if i < 0 || v.block(i) != v.block(v.firstOf(q)) {
		return -1
	}
	return i
}

// firstOf is the first token of quotation q, its opening mark where that is a token.
func (v *view) firstOf(q int) int32 {
	i := v.quotes[q].tokens.First
	for i > 0 && v.inQuote[i-1] == int32(q) {
		i--
	}
	return i
}

func (v *view) after(q int) int32 {
	i := v.quotes[q].tokens.Last
	for int(i) < len(v.toks) && v.inQuote[i] == int32(q) {
		i++
	}
	if int(i) >= len(v.toks) || v.block(i) != v.block(v.firstOf(q)) {
		return -1
	}
	return i
}

// startsSentence reports whether quotation q stands at the start of its block or behind a full stop.
func (v *view) startsSentence(q int) bool {
	b := v.before(q)
	if b < 0 {
		return true
	}
	if v.inside(b) {
		return true // a quotation right before
	}
	switch v.toks[b].Of(v.d.Text) {
	case ".", "!", "?", "…", "...":
		return true
	}
	return false
}

// finalMark is the last character inside quotation q.
func (v *view) finalMark(q int) string {
	w := strings.TrimRight(v.quotes[q].inner.Of(v.d.Text), " \t\n\r\u00a0’'”\")")
	for _, m := range []string{",", ".", "!", "?", "…", "—", "–", "-", ";"} {
		if strings.HasSuffix(w, m) {
			return m
		}
	}
	return ""
}

// standsAlone reports whether a quotation at the start of a sentence is an utterance and not the first words of the
// reporter's sentence: "“Assad” is a surname".
func (v *view) standsAlone(q int) bool {
	a := v.after(q)
	if a < 0 || v.inside(a) {
		return true
	}
	switch v.finalMark(q) {
	case ",", "—", "–", "-", "!", "?", "…":
		return true
	case ".", ";":
		return true
	}
	switch w := v.toks[a].Of(v.d.Text); w {
	case ",", ".", "—", "–", "-", "--", "!", "?":
		return true
	}
	// "“No” said the minister"
	return v.quoteCue(a) != nil && v.tagSubjectAfter(a) >= 0
}

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
	// straight: the first cue verb whose subject opens the fragment; a relative clause between commas is stepped over
	relative := false
	for k := r.First + 1; k < r.Last; k++ {
		if v.word(k, "who", "which", "whose") && v.pause(k-1) {
			relative = true
			continue
		}
		c := v.quoteCue(k)
		if relative && c != nil && v.afterComma(r.First, k) {
			if h, _ := v.acrossRelative(k); h >= r.First {
				relative = false
				if m := v.moodOf(k); m.unsaid == "" && !m.negated && !v.used[k] {
					return v.tag(q, k, c, h, "source: subject of the tag behind the quotation"), true
				}
			}
		}
		if c == nil || v.used[k] || relative {
			if v.toks[k].UPOS == "VERB" && v.finite(k) && !v.within(r.First, k) && !relative {
				// some other verb rules the fragment
				if v.subject(k) >= r.First {
					return 0, false
				}
			}
			continue
		}
		s := v.subject(k)
		if s < 0 || s < r.First || s > k {
			s = v.phraseBefore(r.First, k)
		}
		if s < 0 {
			continue
		}
		if f := v.nounPhrase(s).First; f > r.First+1 && !v.lightBefore(r.First, f) {
			continue
		}
		if m := v.moodOf(k); m.unsaid != "" || m.negated {
			continue
		}
		return v.tag(q, k, c, s, "source: subject of the tag behind the quotation"), true
	}
	return 0, false
}

// afterComma reports whether a comma stands right before cue k, auxiliaries and adverbs left aside.
func (v *view) afterComma(first, k int32) bool {
	for k > first && (v.toks[k-1].UPOS == "AUX" || v.toks[k-1].UPOS == "ADV") {
		k--
	}
	return k > first && v.pause(k-1)
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
	for _, x := range v.t.Children(k) {
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
	return -1
}

// phraseBefore is the head of the mention that spans from token a to right before cue k (auxiliaries and adverbs aside), or -1.
func (v *view) phraseBefore(a, k int32) int32 {
	e := k
	for e > a && (v.toks[e-1].UPOS == "AUX" || v.toks[e-1].UPOS == "ADV") {
		e--
	}
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
	if o, _ := v.objects(k); o >= 0 && o > k && o != src.head && !v.inside(o) {
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

// headOf is the token that governs the words of quotation q, or None.
func (v *view) headOf(q int) int32 {
	r := v.quotes[q].tokens
	for i := r.First; i < r.Last; i++ {
		if h := v.toks[i].Head; !r.Contains(h) && !v.punct(i) {
			return i
		}
	}
	return ledger.None
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
		if ok, _ := v.speaks(src, nil); !ok {
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

// upper reports whether the quotation begins like a sentence.
func (v *view) upper(q int) bool {
	i := v.quotes[q].tokens.First
	for int(i) < len(v.toks) && v.punct(i) {
		i++
	}
	if int(i) >= len(v.toks) {
		return false
	}
	w := v.toks[i].Of(v.d.Text)
	return w != v.low(i) && v.quotes[q].tokens.Len() >= 4 && v.finalMark(q) != ""
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

// middle reports whether quotation q only carries on the one before, parted by its tag: "“A,” he said, “b.”". It returns
// the statement or -1.
func (v *view) middle(q int, last int32) int32 {
	if last < 0 {
		return -1
	}
	b := v.before(q)
	if b < 0 {
		return -1
	}
	if v.toks[b].UPOS == "CCONJ" && b > 0 && v.comma(b-1) {
		b--
	}
	switch v.toks[b].Of(v.d.Text) {
	case ",", ":", "—", "–", "-", "--", ";", "―":
	default:
		return -1
	}
	st := &v.found[last]
	if st.CueHead < 0 || v.block(st.CueHead) != v.block(b) || st.CueHead > b {
		return -1
	}
	// nothing but the tag stands between
	for i := b; i >= 0 && !v.inside(i); i-- {
		if w := v.toks[i].Of(v.d.Text); w == "." || w == "?" || w == "!" {
			return -1
		}
		if v.verbal(i) && v.toks[i].UPOS == "VERB" && i != st.CueHead && !v.tailOf(i) {
			return -1
		}
	}
	return last
}

// continues decides whether a quotation without a tag is still the words of the speaker before, and why. It returns -1 where
// that is not safe.
func (v *view) continues(q int, last int32) (int32, string) {
	if last < 0 {
		return -1, ""
	}
	st := &v.found[last]
	if st.CueHead < 0 {
		return -1, ""
	}
	x := &v.quotes[q]
	end := st.Content[len(st.Content)-1].End
	if x.outer.Start-end > 2000 {
		return -1, "" // too far behind
	}
	cueEnd := v.toks[st.CueHead].End
	from := max(end, cueEnd)
	blk, was := v.block(x.tokens.First), v.block(st.CueHead)
	gap := v.between(from, x.outer.Start)
	same := v.blockAt(end) == blk || was == blk
	switch {
	case same && gap.sentences <= 1 && !gap.otherSpeaker:
		return last, "stands alone behind the words of the same speaker in the paragraph"
	case same:
		return -1, ""
	}
	// the next paragraph: all of it is the quotation, and nothing but the tag came behind the one before
	if v.blockAt(end) == blk-1 || was == blk-1 || v.bodyBefore(blk) == v.blockAt(end) {
		if v.before(q) < 0 && v.after(q) < 0 && gap.sentences <= 1 && !gap.otherSpeaker && v.finalMarkOf(end) != "?" {
			return last, "fills the paragraph behind the words of the same speaker"
		}
	}
	return -1, ""
}

// bodyBefore is the nearest block of prose before b.
func (v *view) bodyBefore(b int32) int32 {
	for b--; b >= 0; b-- {
		if v.d.Blocks[b].Kind.Prose() {
			return b
		}
	}
	return -1
}

func (v *view) finalMarkOf(end int32) string {
	if end > 0 {
		return v.d.Text[end-1 : end]
	}
	return ""
}

func (v *view) blockAt(pos int32) int32 {
	b := sort.Search(len(v.d.Blocks), func(b int) bool { return v.d.Blocks[b].Span.End >= pos })
	if b < len(v.d.Blocks) && v.d.Blocks[b].Span.Start <= pos {
		return int32(b)
	}
	return -1
}

type between struct {
	sentences    int  // of the reporter's own between
	otherSpeaker bool // somebody else is reported to speak there
}

// between looks at the reporter's words from byte a to byte b.
func (v *view) between(a, b int32) between {
	var g between
	words := 0
	for i := v.tokenAt(a); int(i) < len(v.toks) && v.toks[i].End <= b; i++ {
		if v.inside(i) {
			if v.quotes[v.inQuote[i]].tokens.Len() > 4 {
				g.otherSpeaker = true // an unattributed quotation stands between
			}
			continue
		}
		switch v.toks[i].Of(v.d.Text) {
		case ".", "!", "?":
			if words > 0 {
				g.sentences++
			}
			words = 0
			continue
		}
		if !v.punct(i) {
			words++
		}
		if v.used[i] || v.toks[i].UPOS == "VERB" && g.sentences > 0 && v.isCue(i) && v.subject(i) >= 0 {
			g.otherSpeaker = true
		}
	}
	if words > 0 {
		g.sentences++
	}
	return g
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
