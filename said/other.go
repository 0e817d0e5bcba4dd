package said

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// others finds the statements that prepositions, adverbs and adjectives report.
func (v *view) others() {
	for i := range v.toks {
		i := int32(i)
		if v.used[i] {
			continue
		}
		switch v.toks[i].UPOS {
		case "ADV":
			for _, c := range v.lex.other[v.low(i)] {
				if f := c.frame(frameAdv); f != nil {
					v.adverb(i, c, f)
				}
			}
		case "ADJ":
			if s := v.subject(i); s >= 0 && v.low(s) == "it" && v.word(i, "clear", "certain", "uncertain", "sure", "positive") {
				continue // "it is not clear whether": nobody speaks
			}
			if v.child(i, "cop") >= 0 || v.t.Child(i, "aux:pass") >= 0 || v.rel(i) == "conj" && v.toks[i].Head >= 0 && v.child(v.toks[i].Head, "cop") >= 0 {
				if cs := v.lex.other[v.lemma(i)]; len(cs) > 0 {
					v.verb(i, cs)
				}
			}
		}
		if v.low(i) == "according" && int(i)+2 < len(v.toks) && v.low(i+1) == "to" {
			v.accordingClause(i)
		}
		if v.low(i) == "in" && int(i)+4 < len(v.toks) && v.word(i+1, "the") && v.word(i+2, "words") && v.word(i+3, "of") {
			v.inTheWordsOf(i)
		}
	}
}

// addOther makes a statement whose cue is no verb or noun.
func (v *view) addOther(i int32, extra []int32, c *cue, f *frame, src source, ct content) {
	v.add(i, c, f, src, ct, ledger.None, ledger.None, mood{lead: -1}, extra)
	for _, k := range extra {
		v.used[k] = true
	}
}

// adverb handles words such as "reportedly": the clause they stand in is somebody's word, but not told whose.
func (v *view) adverb(i int32, c *cue, f *frame) {
	h := v.toks[i].Head
	if h < 0 || v.rel(i) != "advmod" {
		v.reject(i, c, "it stands in no clause")
		return
	}
	if !v.clausal(h) && !v.finite(h) {
		v.reject(i, c, "it stands in no clause")
		return
	}
	ct, ok := v.treeWithout(h, i, "content: clause in which the word stands")
	if !ok {
		return
	}
	for f := v.tokenAt(ct.pieces[0].Start); v.toks[f].UPOS == "SCONJ" && v.toks[f].End < ct.pieces[0].End; f++ {
		ct.pieces[0].Start = v.toks[f+1].Start // "because": the clause is reported, not that it is a reason
	}
	v.addOther(i, nil, c, f, nobody("source: none is told"), ct)
}

// headlines finds "Iran: talks 'constructive'" and "Talks 'constructive': Iran" in headlines: a name, a colon or dash, and
// words in quotation marks.
func (v *view) headlines() {
	cs := v.lex.other[":"]
	if len(cs) == 0 {
		return
	}
	c := cs[0]
	for b := range v.d.Blocks {
		switch v.d.Blocks[b].Kind {
		case ledger.Headline, ledger.Subhead, ledger.Standfirst:
		default:
			continue
		}
		span := v.d.Blocks[b].Span
		r := text.Run{First: v.tokenAt(span.Start), Last: v.tokenAt(span.Start)}
		for int(r.Last) < len(v.toks) && v.toks[r.Last].End <= span.End {
			r.Last++
		}
		for i := r.First + 1; i < r.Last-1; i++ {
			w := v.toks[i].Of(v.d.Text)
			if v.inside(i) || w != ":" && w != "–" && w != "—" && w != "-" {
				continue
			}
			left, right := v.trim(text.Run{First: r.First, Last: i}), v.trim(text.Run{First: i + 1, Last: r.Last})
			if w == ":" && v.label(i, left, right, c) {
				break
			}
			if v.label(i, right, left, c) {
				break
			}
		}
	}
}

// speakerLabel reports whether a name before a colon in a headline can only be who says the rest: a person, or a word such as
// "Poll" or "Police". Names of places and organisations may be the topic.
func (v *view) speakerLabel(m int32, name text.Run) bool {
	x := &v.d.Mentions[m]
	if x.Type == "PER" && x.Kind == ledger.Proper {
		return true
	}
	return name.Len() <= 3 && x.Head >= 0 && (v.lex.is("document", v.lemma(x.Head)) || v.lex.is("label", v.lemma(x.Head)))
}

// label makes a statement of a headline in which name names who says the words of rest.
func (v *view) label(i int32, name, rest text.Run, c *cue) bool {
	if name.Len() <= 0 || rest.Len() <= 0 || v.used[i] {
		return false
	}
	s := v.t.Span(name)
	m := ledger.None
	for _, k := range v.mentionsFrom(s.Start, s.Start) {
		if v.d.Mentions[k].Span == s {
			m = k
		}
	}
	if m < 0 {
		return false
	}
	quoted := false
	for k := rest.First; k < rest.Last; k++ {
		quoted = quoted || v.inside(k)
		if v.used[k] {
			return false
		}
	}
	x := &v.d.Mentions[m]
	person := quoted && x.Type == "PER" && x.Kind == ledger.Nominal && name.Len() <= 4 && v.toks[name.First].UPOS != "DET" // "Talks 'constructive': Iran envoy"
	if x.Kind != ledger.Proper && !v.speakerLabel(m, name) && !person {
		return false
	}
	if !quoted && !v.speakerLabel(m, name) {
		v.reject(i, c, "a name and a colon, but no quotation: it may only be the topic")
		return false
	}
	ps := v.pieces([]text.Run{rest})
	if len(ps) == 0 {
		return false
	}
	src := v.named(v.d.Mentions[m].Head, "source: name set off in the headline")
	src.span = s
	v.addOther(i, nil, c, &c.frames[0], src, content{head: ledger.None, pieces: ps, step: "content: the rest of the headline"})
	return true
}

// turn is a block, or a part of one, that opens with a label.
type turn struct{ first, colon, last int32 }

// labelOf is the words before the colon.
func (v *view) labelOf(t turn) string {
	return v.t.Span(text.Run{First: t.first, Last: t.colon}).Of(v.d.Text)
}

// labelled lists the blocks that open with a speaker label. A block that was read as a heading or dateline is one where the same label opens another block.
func (v *view) labelled() []turn {
	var all, out []turn
	body := map[string]int{}
	prose := map[int32]bool{} // turns by their first token
	for b := range v.d.Blocks {
		span, kind := v.d.Blocks[b].Span, v.d.Blocks[b].Kind
		switch kind {
		case ledger.Body, ledger.BlockQuote, ledger.Headline, ledger.Subhead:
		case ledger.Dateline: // "SMITH:", with the words of the turn in the next block
			if b+1 < len(v.d.Blocks) && v.d.Blocks[b+1].Paragraph == v.d.Blocks[b].Paragraph {
				span.End = v.d.Blocks[b+1].Span.End
			}
		default:
			continue
		}
		first := v.tokenAt(span.Start)
		last := first
		for int(last) < len(v.toks) && v.toks[last].End <= span.End {
			last++
		}
		for i := first + 1; i < last-1 && i < first+6; i++ {
			w := v.toks[i-1].Of(v.d.Text)
			if v.inside(i-1) || v.verbal(i-1) || w == v.low(i-1) && w != "." {
				break
			}
			if v.word(i, ":") {
				t := turn{first, i, last}
				all = append(all, t)
				if kind == ledger.Body || kind == ledger.BlockQuote {
					prose[first] = true
					body[v.labelOf(t)]++
				}
				break
			}
		}
	}
	for _, t := range all {
		if prose[t.first] || body[v.labelOf(t)] > 0 {
			out = append(out, t)
		}
	}
	if len(prose) < 2 || len(out) < 3 {
		return nil
	}
	return out
}

// transcripts finds speaker labels: blocks that open with a name and a colon, "SMITH: We will ...", where at least three blocks do. A turn that
// is but a question asks.
func (v *view) transcripts() {
	cs := v.lex.other[":"]
	if len(cs) == 0 {
		return
	}
	turns := v.labelled()
	if len(turns) == 0 {
		return
	}
	asked := v.interviewed()
	for _, t := range turns {
		answer := t.colon-t.first == 1 && v.word(t.first, "a")
		if t.colon-t.first == 1 && v.toks[t.first].Len() == 1 && !(answer && asked >= 0) {
			continue // "Q:" and "A:" name nobody
		}
		taken := false
		for i := t.first; i < t.last; i++ {
			taken = taken || i <= t.colon && v.used[i]
		}
		if taken {
			continue
		}
		name := text.Run{First: t.first, Last: t.colon}
		content := text.Span{Start: v.toks[t.colon+1].Start, End: v.toks[t.last-1].End}
		if q := v.wrapped(text.Run{First: t.colon + 1, Last: t.last}); q >= 0 {
			content = v.quotes[q].inner
		}
		src := source{head: t.colon - 1, span: v.t.Span(name), speaker: v.mentionOf(t.colon - 1), how: "source: label of the turn"}
		if answer {
			m := &v.d.Mentions[asked]
			src = source{head: m.Head, span: m.Span, speaker: asked, how: "source: whom the heading says is interviewed, behind 'A:'"}
		}
		f := cs[0].frames[0]
		if strings.HasSuffix(strings.TrimRight(content.Of(v.d.Text), "”’\"' "), "?") && v.sent[t.colon+1] == v.sent[t.last-1] {
			f.stance = ledger.Asks
		}
		v.addOther(t.colon, nil, cs[0], &f, src, ctOf(content, "content: the turn behind the label"))
		v.found[len(v.found)-1].turn = true
	}
}

// interviewed is the mention of whom the heading or the first paragraph says is interviewed: "Interview with the miller". Or None.
func (v *view) interviewed() int32 {
	for b := range v.d.Blocks {
		switch v.d.Blocks[b].Kind {
		case ledger.Headline, ledger.Standfirst, ledger.Subhead, ledger.Body:
		default:
			continue
		}
		span := v.d.Blocks[b].Span
		for i := v.tokenAt(span.Start); int(i)+2 < len(v.toks) && v.toks[i].End <= span.End; i++ {
			if v.lemma(i) != "interview" || !v.word(i+1, "with") {
				continue
			}
			for _, m := range v.mentionsFrom(v.toks[i+2].Start, span.End) {
				return m
			}
		}
		if v.d.Blocks[b].Kind == ledger.Body {
			break
		}
	}
	return ledger.None
}

func ctOf(s text.Span, step string) content {
	return content{head: ledger.None, pieces: []text.Span{s}, step: step}
}
