package said

import (
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
	for _, k := range v.t.Children(i) {
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
				for _, n := range v.t.Children(k) {
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
		for _, k := range v.t.Children(src.head) {
			if v.rel(k) == "acl" && v.lex.is("quoting", v.lemma(k)) && v.toks[k].XPOS == "VBN" {
				if by := v.agentPhrase(k); by >= 0 {
					push(by)
				}
			}
		}
	}
	return out
}

// medium reports whether token k names a news medium.
func (v *view) medium(k int32) bool {
	for _, i := range append([]int32{k}, v.t.Children(k)...) {
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
