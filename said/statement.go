package said

import (
	"regexp"

	"daybook/ledger"
	"daybook/text"
)

// add makes the statement.
func (v *view) add(i int32, c *cue, f *frame, src source, ct content, target, to int32, m mood, extra []int32) {
	if ps := v.outOf(ct.pieces, i, src); len(ps) > 0 {
		ct.pieces = ps
	}
	v.pastClock(&ct)
	if to == i+1 && v.putsIt(i) {
		to = ledger.None
	}
	st := ledger.Statement{
		Source: src.span, Speaker: src.speaker, Cue: v.cueSpans(i, append(extra, m.extra...)), CueHead: i, Content: ct.pieces,
		Stance: f.stance, To: v.mentionOf(to), Target: v.mentionOf(target), Basis: c.Basis, Strength: c.Strength, Time: ledger.None, Place: ledger.None, Parent: ledger.None,
		Negated: m.negated, Unknown: src.unknown,
	}
	st.Evidence = ledger.Evidence{Rule: "said/" + c.ID + "." + f.String(), Where: c.where, Words: append([]text.Span{v.toks[i].Span}, ct.pieces...)}
	if !src.span.Empty() {
		st.Evidence.Words = append(st.Evidence.Words, src.span)
	}
	st.Evidence.Steps = []string{"cue '" + v.toks[i].Of(v.d.Text) + "' (" + c.where + ")", src.how + v.path(src.head, i), ct.step + v.path(ct.head, i)}
	x := found{Statement: st, frame: f, head: ct.head}
	for _, p := range ct.pieces {
		// the parser's object may turn out to be the first words of the content
		if x.To >= 0 && p.Overlaps(v.toks[v.d.Mentions[x.To].Head].Span) {
			x.To = ledger.None
		}
		if x.Target >= 0 && f.kind != frameObj && p.Overlaps(v.toks[v.d.Mentions[x.Target].Head].Span) {
			x.Target = ledger.None
		}
	}
	x.Relays = v.relays(i, src)
	for _, r := range x.Relays {
		if r.Span.Empty() {
			x.Evidence.Steps = append(x.Evidence.Steps, "relayed by somebody who is not told")
		} else {
			x.Evidence.Steps = append(x.Evidence.Steps, "relayed by '"+r.Span.Of(v.d.Text)+"'")
		}
	}
	if x.To >= 0 && !outside(x.Relays, v.d.Mentions[x.To].Span) {
		x.To = ledger.None
	}
	v.stance(i, c, f, src, &x, m)
	v.bySent[v.sent[i]] = append(v.bySent[v.sent[i]], len(v.found))
	v.found = append(v.found, x)
	v.used[i] = true
	if x.Stance == ledger.Denies && f.kind == frameThat {
		v.instead(len(v.found) - 1)
	}
}

// outOf takes a source that stands right before cue i out of a content that the parser let reach over it.
func (v *view) outOf(ps []text.Span, i int32, src source) []text.Span {
	if src.span.Empty() || src.span.End > v.toks[i].Start {
		return ps
	}
	for k := v.tokenAt(src.span.End-1) + 1; k < v.beforeGroup(i, 0); k++ {
		if !v.punct(k) {
			return ps
		}
	}
	var out []text.Span
	for _, p := range ps {
		if !p.Overlaps(src.span) {
			out = append(out, p)
			continue
		}
		for _, r := range []text.Run{{First: v.tokenAt(p.Start), Last: v.tokenAt(src.span.Start)}, {First: v.tokenAt(src.span.End), Last: v.tokenAt(p.End-1) + 1}} {
			out = append(out, v.pieces([]text.Run{r})...)
		}
	}
	return out
}

// instead makes a second statement of a participle behind a denial, for the denial does not reach it: "says it is not involved,
// instead concentrating its fire on another town".
func (v *view) instead(n int) {
	x := &v.found[n]
	i, h := x.CueHead, x.head
	if h < i || v.inside(i) {
		return
	}
	for _, g := range []int32{h, i} {
		for _, k := range v.kids(g) {
			if v.rel(k) != "advcl" || v.toks[k].XPOS != "VBG" || k < h || v.isCue(k) || v.marker(k) != "" || v.negated(k) {
				continue
			}
			r := v.t.Subtree(k)
			if r.First > 0 && v.comma(r.First) {
				r.First++
			}
			if r.First == 0 || !v.comma(r.First-1) || g == i && !v.has(k, "advmod", "instead", "rather") {
				continue
			}
			cut := v.toks[r.First].Start
			var first []text.Span
			for _, p := range x.Content {
				if p.Start >= cut {
					continue
				}
				if p.End > cut {
					t := v.trim(text.Run{First: v.tokenAt(p.Start), Last: r.First})
					p = v.balance(v.t.Span(t))
				}
				first = append(first, p)
			}
			ct, ok := v.tree(k, "content: participle behind the denial, which does not reach it")
			if !ok || len(first) == 0 {
				continue
			}
			x.Content = first
			y := *x
			y.Content, y.Stance, y.Negated, y.head = ct.pieces, ledger.Asserts, false, k
			y.Evidence.Steps = append(append([]string(nil), x.Evidence.Steps[:2]...), ct.step)
			y.Evidence.Words = append([]text.Span{v.toks[i].Span}, ct.pieces...)
			v.found = append(v.found, y)
			return
		}
	}
}

var clock = regexp.MustCompile(`^\d{1,2}[:.]\d\d(\s?([ap]\.?m\.?|[A-Z]{3,4}))?[\s:–—-]+`)

// pastClock takes the time at which a paragraph of a live report was posted off the front of a content: "14:20 A bridge has fallen, police say."
func (v *view) pastClock(ct *content) {
	if len(ct.pieces) == 0 {
		return
	}
	p := &ct.pieces[0]
	t := v.tokenAt(p.Start)
	if int(t) >= len(v.toks) || v.sent[t] < 0 || v.d.Blocks[v.d.Sentences[v.sent[t]].Block].Span.Start != p.Start {
		return
	}
	if n := len(clock.FindString(p.Of(v.d.Text))); n > 0 && int32(n) < p.Len() {
		p.Start += int32(n)
	}
}

// path tells how token a hangs on token b in the tree, or b on a: ": held ccomp said". Without a way of a few steps it tells nothing.
func (v *view) path(a, b int32) string {
	const steps = 6
	for _, way := range [][2]int32{{a, b}, {b, a}} {
		p := ": "
		for k, n := way[0], 0; k >= 0 && n < steps; k, n = v.toks[k].Head, n+1 {
			p += v.toks[k].Of(v.d.Text)
			if k == way[1] {
				if n == 0 {
					return ""
				}
				return p
			}
			p += " " + v.toks[k].Rel + " "
		}
	}
	return ""
}

// cueSpans are the words of a cue: the verb, its auxiliaries and negation, its particle, and extra words; an adverb is
// taken in where it stands between two of them or right before them.
func (v *view) cueSpans(i int32, extra []int32) []text.Span {
	var s set
	s = append(s, i)
	for _, k := range v.kids(i) {
		if v.quotedApart(k, i) {
			continue
		}
		switch v.rel(k) {
		case "aux", "cop":
			s = append(s, k)
		case "advmod":
			switch v.low(k) {
			case "not", "n't", "n’t":
				s = append(s, k)
			}
		case "compound":
			if v.toks[k].Rel == "compound:prt" {
				s = append(s, k)
			}
		}
	}
	s = append(s, extra...)
	sortSet(s)
	for a := s[0] - 1; a >= 0 && v.toks[a].UPOS == "ADV" && v.toks[a].Rel == "advmod" && v.toks[a].Head == i && v.sent[a] == v.sent[i] && v.inside(a) == v.inside(i); a-- {
		s = append(set{a}, s...) // "also said"
	}
	var out []text.Span
	last := int32(-2)
	for _, k := range s {
		sp := v.toks[k].Span
		if n := len(out); n > 0 && (k == last+1 || v.onlyAdverbs(last+1, k)) {
			out[n-1].End = max(out[n-1].End, sp.End)
		} else if k != last {
			out = append(out, sp)
		}
		last = k
	}
	return out
}

func (v *view) onlyAdverbs(a, b int32) bool {
	if a >= b || b-a > 2 {
		return false
	}
	for k := a; k < b; k++ {
		if v.toks[k].UPOS != "ADV" && v.toks[k].UPOS != "PART" {
			return false
		}
	}
	return true
}
