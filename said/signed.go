package said

import (
	"daybook/ledger"
	"daybook/text"
)

// announced gives a cue that ends its paragraph with a colon, as in "The governor added:", the paragraph behind it.
func (v *view) announced() {
	for b := 0; b+1 < len(v.d.Blocks); b++ {
		if !v.d.Blocks[b].Kind.Prose() || !v.d.Blocks[b+1].Kind.Prose() || v.d.Blocks[b].Kind == ledger.Headline {
			continue
		}
		i := v.tokenAt(v.d.Blocks[b].Span.End) - 1
		if i < 1 || !v.word(i, ":") || v.inside(i) || v.d.Blocks[b].Span.End < v.toks[i].End {
			continue
		}
		next := v.tokenAt(v.d.Blocks[b+1].Span.Start)
		if int(next) >= len(v.toks) || v.inside(next) {
			continue
		}
		end := next
		for int(end) < len(v.toks) && v.toks[end].End <= v.d.Blocks[b+1].Span.End {
			end++
		}
		if end-next < 4 {
			continue
		}
		if k, c, src := v.announcer(i); k >= 0 {
			span := text.Span{Start: v.toks[next].Start, End: v.toks[end-1].End}
			v.add(k, c, c.frame(frameQuote), src, ctOf(span, "content: the paragraph behind the colon"), ledger.None, ledger.None, mood{lead: -1}, nil)
			v.found[len(v.found)-1].turn = true
		}
	}
}

// announcer is the cue that the colon at token i follows, its entry and its source; the cue is None where there is none.
func (v *view) announcer(i int32) (int32, *cue, source) {
	for k := i - 1; k >= 0 && i-k < 16 && v.block(k) == v.block(i) && !v.inside(k); k-- {
		c := v.quoteCue(k)
		if c == nil || v.used[k] {
			if v.finiteVerb(k) {
				break
			}
			continue
		}
		if m := v.moodOf(k); m.unsaid != "" || m.negated || !v.tailOnly(k, i) {
			break
		}
		src, ok := v.sourceOf(k)
		if !ok {
			src, ok = v.leadingTo(k)
		}
		if !ok || src.unknown {
			break
		}
		if ok, _ := v.speaks(src, c); !ok {
			break
		}
		return k, c, src
	}
	return ledger.None, nil, source{}
}

// colonAbove gives quotation q, which opens its paragraph, to the cue that ends the paragraph before with a colon: "The governor said:".
func (v *view) colonAbove(q int) (int32, bool) {
	f := v.firstOf(q)
	if f < 1 || v.before(q) >= 0 || v.inside(f-1) || !v.word(f-1, ":") {
		return 0, false
	}
	if a, b := v.block(f-1), v.block(f); a < 0 || a != v.bodyBefore(b) || v.d.Blocks[a].Kind == ledger.Headline {
		return 0, false
	}
	k, c, src := v.announcer(f - 1)
	if k < 0 {
		return 0, false
	}
	n := v.quoted(q, k, c, c.frame(frameQuote), src)
	v.found[n].Evidence.Steps[2] = "content: the quotation in the paragraph behind the colon"
	return n, true
}

// signed is "“...” — Jane Doe, teacher" where the dash and the name end the block.
func (v *view) signed(q int, i int32) (int32, bool) {
	if !v.word(i, "—", "–", "-", "--", "―") || int(i)+1 >= len(v.toks) {
		return 0, false
	}
	cs := v.lex.other[":"]
	if len(cs) == 0 {
		return 0, false
	}
	last := i + 1
	for int(last) < len(v.toks) && v.block(last) == v.block(i) {
		if v.finiteVerb(last) || v.inside(last) || last > i+25 {
			return 0, false
		}
		last++
	}
	core := v.core(i+1, last)
	src, ok := v.wordsOf(core, core.Last, "source: name behind the dash")
	if !ok || v.toks[i+1].UPOS != "PROPN" {
		return 0, false
	}
	v.addOther(i, nil, cs[0], &cs[0].frames[0], src,
		content{head: v.headOf(q), pieces: []text.Span{v.trimSpace(v.quotes[q].inner)}, step: "content: the quotation that the name signs"})
	n := int32(len(v.found) - 1)
	v.found[n].Form = ledger.Direct
	return n, true
}
