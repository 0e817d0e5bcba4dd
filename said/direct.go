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
		starts := v.startsSentence(q) || v.ledIn(q)
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
				v.backwards(q, n)
				continue
			}
		}
		if n, ok := v.tagBefore(q); ok {
			last = n
			continue
		}
		if n, ok := v.colonAbove(q); ok {
			last = n
			continue
		}
		if starts && x.prev < 0 && x.next >= 0 && v.taggedLater(q) {
			v.pending = append(v.pending, q) // the tag stands behind its last paragraph
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

// taggedLater reports whether the words behind the last paragraph of the quotation that begins with q look like a tag.
func (v *view) taggedLater(q int) bool {
	for v.quotes[q].next >= 0 {
		q = v.quotes[q].next
	}
	a := v.after(q)
	if a < 0 || v.inside(a) {
		return false
	}
	r := v.fragment(a)
	for k := r.First; k < r.Last; k++ {
		if v.quoteCue(k) != nil {
			return true
		}
	}
	return false
}

// backwards gives statement n, whose tag stands behind quotation q, the paragraphs of the quotation before that had no tag.
func (v *view) backwards(q int, n int32) {
	for p := v.quotes[q].prev; p >= 0; p = v.quotes[p].prev {
		at := -1
		for i, x := range v.pending {
			if x == p {
				at = i
			}
		}
		if at < 0 {
			return
		}
		v.pending = append(v.pending[:at], v.pending[at+1:]...)
		v.extend(n, p, "leads up to the one with the tag")
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

// trimSpace takes white space off both ends of a span; what is no span of the text becomes an empty one.
func (v *view) trimSpace(s text.Span) text.Span {
	if s.Start < 0 || s.End < s.Start || int(s.End) > len(v.d.Text) {
		return text.Span{Start: max(s.Start, 0), End: max(s.Start, 0)}
	}
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

// ledIn reports whether nothing but a phrase without a verb leads into quotation q, which makes a sentence with it: "As for the road, “nobody
// uses it,” said the mayor".
func (v *view) ledIn(q int) bool {
	b := v.before(q)
	if b < 0 || !v.comma(b) && v.toks[b].UPOS != "CCONJ" || v.finalMark(q) != "," {
		return false
	}
	f := v.bounds(b).First
	for i := f; i <= b; i++ {
		if v.inside(i) || v.toks[i].UPOS == "VERB" || v.toks[i].UPOS == "AUX" || b-i > 12 {
			return false
		}
	}
	r := v.quotes[q].tokens
	return v.hasFinite(r.First, r.Last)
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
