package said

import (
	"slices"

	"daybook/ledger"
	"daybook/text"
)

// relays finds who passed the words of cue i on, as far as the sentence tells: the medium that was told ("told Reuters", "in an
// interview with CNN"), and who quotes ("SANA quoted him as saying", "quoted by SANA").
func (v *view) relays(i int32, src source) []ledger.Relay {
	var out []ledger.Relay
	push := func(h int32) {
		s := v.t.Span(v.nounPhrase(h))
		for _, r := range out {
			if r.Span.Overlaps(s) {
				return
			}
		}
		if s.Overlaps(src.span) {
			return
		}
		out = append(out, ledger.Relay{Span: s, Mention: v.mentionOf(h)})
	}
	for _, k := range v.kids(i) {
		switch v.rel(k) {
		case "obj", "iobj":
			if k > i && v.medium(k) {
				push(k)
			}
		case "obl":
			switch v.t.Case(k) {
			case "to":
				if v.medium(k) {
					push(k)
				}
			case "in", "during", "on", "at":
				if !v.lex.is("occasion", v.lemma(k)) {
					continue
				}
				for _, n := range v.kids(k) {
					if c := v.t.Case(n); n > k && (c == "with" || c == "to") && v.medium(n) {
						push(n)
					}
				}
			}
		}
	}
	// "SANA quoted him as saying": the one who quotes
	if h := v.toks[i].Head; h >= 0 && v.marker(i) == "as" && v.lex.is("quoting", v.lemma(h)) {
		switch {
		case v.passive(h):
			if by := v.agentPhrase(h); by >= 0 {
				push(by)
			} else {
				out = append(out, ledger.Relay{Mention: ledger.None}) // somebody, who is not told
			}
		case v.subject(h) >= 0:
			push(v.subject(h))
		}
	}
	// "the general, quoted by SANA, said"
	if src.head >= 0 {
		for _, k := range v.kids(src.head) {
			if v.rel(k) == "acl" && v.lex.is("quoting", v.lemma(k)) && v.toks[k].XPOS == "VBN" {
				if by := v.agentPhrase(k); by >= 0 {
					push(by)
				}
			}
		}
	}
	return out
}

// quotedAs is "“...,” the paper quoted the engineer as saying": he speaks, and the paper with subject s passes it on.
func (v *view) quotedAs(q int, k, s int32) (int32, bool) {
	if !v.lex.is("quoting", v.lemma(k)) {
		return 0, false
	}
	as := k + 1
	for ; int(as)+1 < len(v.toks) && as < k+14 && v.sent[as] == v.sent[k] && !v.inside(as); as++ {
		if v.word(as, "as") && v.toks[as+1].XPOS == "VBG" && v.isCue(as+1) {
			break
		}
		if v.punct(as) || v.finiteVerb(as) {
			return 0, false
		}
	}
	if int(as)+1 >= len(v.toks) || !v.word(as, "as") {
		return 0, false
	}
	c := v.quoteCue(as + 1)
	if c == nil || v.used[as+1] {
		return 0, false
	}
	how := "source: who is quoted"
	src, relay := v.named(s, how), ledger.Relay{Mention: ledger.None}
	if v.passive(k) {
		if by := v.agentPhrase(k); by >= 0 {
			relay = ledger.Relay{Span: v.t.Span(v.nounPhrase(by)), Mention: v.mentionOf(by)}
		}
	} else {
		o := v.phraseBefore(k+1, as)
		if o < 0 {
			o, _ = v.objects(k)
		}
		if o < 0 || o > as {
			return 0, false
		}
		relay = ledger.Relay{Span: src.span, Mention: src.speaker}
		src = v.named(o, how)
	}
	n := v.quoted(q, as+1, c, c.frame(frameQuote), src)
	x := &v.found[n]
	x.Cue = v.cueSpans(k, []int32{as, as + 1})
	if len(x.Relays) == 0 {
		x.Relays = append(x.Relays, relay)
	}
	x.To = ledger.None
	v.used[k] = true
	return n, true
}

// citings finds whom a source cites for what it says: "the tanker has sunk, the Gazette reported, citing two officials". The officials say the same, and the
// Gazette passes it on.
func (v *view) citings() {
	cited := map[text.Span]bool{}
	for n := range v.found {
		from := v.found[n]
		if from.CueHead < 0 || from.Source.Empty() || weak(from.Stance) || from.twice != "" {
			continue
		}
		for i := from.CueHead + 1; i < v.bounds(from.CueHead).Last; i++ {
			if !v.word(i, "citing", "quoting") || v.toks[i].XPOS != "VBG" || v.used[i] || !v.pause(i-1) || v.inQuote[i] != v.inQuote[from.CueHead] {
				continue
			}
			o, _ := v.objects(i)
			c := v.cues(i)
			if o < i || len(c) == 0 || !v.personal(o) && !v.lex.is("document", v.lemma(o)) || v.anyCue(from.CueHead+1, i) && v.toks[i].Head != from.CueHead {
				continue
			}
			src := v.named(o, "source: who is cited")
			if src.span.Overlaps(from.Source) {
				continue
			}
			x := from
			x.Source, x.Speaker, x.Unknown = src.span, src.speaker, false
			x.Cue, x.CueHead = []text.Span{v.toks[i].Span}, i
			x.Content = append([]text.Span(nil), from.Content...)
			x.Relays = append([]ledger.Relay{{Span: from.Source, Mention: from.Speaker}}, from.Relays...)
			x.To, x.Target = ledger.None, ledger.None
			x.Evidence = ledger.Evidence{Rule: "said/" + c[0].ID + ".relay", Where: c[0].where, Words: append([]text.Span{v.toks[i].Span, src.span}, x.Content...),
				Steps: []string{"cue '" + v.toks[i].Of(v.d.Text) + "' (" + c[0].where + ")", src.how, "content: what the one who cites them says", "relayed by '" + from.Source.Of(v.d.Text) + "'"}}
			v.used[i] = true
			v.found = append(v.found, x)
			cited[v.toks[i].Span] = true
			break
		}
	}
	if len(cited) > 0 {
		v.d.Rejected = slices.DeleteFunc(v.d.Rejected, func(r ledger.Rejected) bool { return r.Stage == "statements" && cited[r.Span] })
	}
}

// medium reports whether token k names a news medium.
func (v *view) medium(k int32) bool {
	for _, i := range append([]int32{k}, v.kids(k)...) {
		switch v.rel(i) {
		case "compound", "flat", "amod", "appos":
		default:
			if i != k {
				continue
			}
		}
		if v.lex.is("media", v.low(i)) && (v.toks[i].UPOS == "PROPN" || v.lex.is("media-noun", v.low(i))) {
			return true
		}
	}
	return false
}

// outside reports whether a mention is among the relays.
func outside(rs []ledger.Relay, s text.Span) bool {
	for _, r := range rs {
		if r.Span.Overlaps(s) {
			return false
		}
	}
	return true
}
