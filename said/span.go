package said

import (
	"sort"

	"daybook/text"
)

// nounPhrase is the run of the phrase that token h heads as far as it names something: with articles, titles,
// modifiers, appositions and what is joined to it by "and", without relative clauses and asides.
func (v *view) nounPhrase(h int32) text.Run {
	r := text.Run{First: h, Last: h + 1}
	v.widen(h, &r, 0)
	return v.bracket(v.trim(r))
}

// bracket takes in the closing bracket of one that opens in the run.
func (v *view) bracket(r text.Run) text.Run {
	open := false
	for i := r.First; i < r.Last; i++ {
		switch v.toks[i].Of(v.d.Text) {
		case "(", "[":
			open = true
		case ")", "]":
			open = false
		}
	}
	if open {
		for i := r.Last; int(i) < len(v.toks) && i < r.Last+5; i++ {
			if v.word(i, ")", "]") {
				r.Last = i + 1
				return r
			}
		}
	}
	return r
}

func (v *view) widen(h int32, r *text.Run, depth int) {
	if depth > 12 {
		return
	}
	kids := v.kids(h)
	for _, k := range kids {
		if k < h {
			switch v.rel(k) {
			case "det", "amod", "compound", "nummod", "nmod", "flat", "advmod", "appos", "fixed", "goeswith", "obl", "conj":
				if v.sent[k] == v.sent[h] {
					r.First = min(r.First, k)
					v.widen(k, r, depth+1)
				}
			}
		}
	}
	for _, k := range kids {
		if k < h || v.sent[k] != v.sent[h] {
			continue
		}
		switch v.rel(k) {
		case "flat", "compound", "fixed", "goeswith", "nmod", "nummod", "amod", "det", "list", "case":
		case "appos":
			if v.clausal(k) {
				return
			}
		case "conj":
			if !v.nominal(k) || v.subject(k) >= 0 {
				return
			}
		case "punct", "cc":
			continue
		case "acl":
			// "the group calling itself ...": names; a clause behind a comma only tells more
			if v.toks[k].Rel == "acl:relcl" || k > h+1 && v.commaBetween(h, k) || v.isCue(k) {
				return
			}
		case "obl":
			// "a quarter of voters" is read with an oblique now and then
			if v.t.Case(k) != "of" {
				return
			}
		default:
			return
		}
		sub := text.Run{First: k, Last: k + 1}
		v.widen(k, &sub, depth+1)
		if v.hasFinite(r.Last, sub.First) || v.colonIn(r.Last, sub.First) {
			return // what stands between must belong to the phrase: no verb may be skipped
		}
		if v.rel(k) == "nmod" && r.Last+1 < sub.First && v.comma(r.Last) && v.toks[r.Last+1].UPOS == "ADP" {
			return // "the envoy, at talks in Lima, ...": set in, no part of the name
		}
		r.Last = max(r.Last, sub.Last)
	}
}

// colonIn reports whether a colon or semicolon stands in [a, b).
func (v *view) colonIn(a, b int32) bool {
	for i := a; i < b; i++ {
		if v.word(i, ":", ";") {
			return true
		}
	}
	return false
}

// isCue reports whether token i may report.
func (v *view) isCue(i int32) bool { return v.verbal(i) && len(v.lex.verbs[v.lemma(i)]) > 0 }

// clausal reports whether i heads a clause of its own.
func (v *view) clausal(i int32) bool { return v.subject(i) >= 0 || v.toks[i].UPOS == "VERB" }

func (v *view) commaBetween(a, b int32) bool {
	for i := min(a, b) + 1; i < max(a, b); i++ {
		if v.toks[i].Of(v.d.Text) == "," {
			return true
		}
	}
	return false
}

// trim takes punctuation and joining words off both ends of a run.
func (v *view) trim(r text.Run) text.Run {
	for r.First < r.Last && v.punct(r.First) && !v.opens(r.First, r) {
		r.First++
	}
	for r.Last > r.First && v.punct(r.Last-1) && !v.closes(r.Last-1, r) {
		r.Last--
	}
	return r
}

// opens reports whether token i is the opening mark of a quotation that ends within r, or of brackets that do.
func (v *view) opens(i int32, r text.Run) bool {
	if v.word(i, "(", "[") {
		for k := i + 1; k < r.Last; k++ {
			if v.word(k, ")", "]") {
				return true
			}
		}
		return false
	}
	lo, hi := v.over(v.toks[i].Span)
	for q := lo; q < hi; q++ {
		x := &v.quotes[q]
		if x.outer.Start == v.toks[i].Start && x.inner.Start == v.toks[i].End {
			return x.tokens.Last <= r.Last
		}
	}
	return false
}

// closes reports whether token i is the closing mark of a quotation or bracket that begins within r.
func (v *view) closes(i int32, r text.Run) bool {
	w := v.toks[i].Of(v.d.Text)
	if w == ")" || w == "]" {
		for k := i - 1; k >= r.First; k-- {
			if o := v.toks[k].Of(v.d.Text); o == "(" || o == "[" {
				return true
			}
		}
		return false
	}
	lo, hi := v.over(v.toks[i].Span)
	for q := lo; q < hi; q++ {
		x := &v.quotes[q]
		if x.outer.End == v.toks[i].End && x.inner.End == v.toks[i].Start {
			return x.tokens.First >= r.First
		}
	}
	return false
}

// wrapped reports whether one quotation covers the whole run, and which.
func (v *view) wrapped(r text.Run) int {
	s := v.t.Span(r)
	lo, hi := v.over(s)
	for q := lo; q < hi; q++ {
		x := &v.quotes[q]
		if x.outer.Start > s.Start {
			break
		}
		if x.outer.Contains(s) && x.tokens.First >= r.First && x.tokens.Last <= r.Last {
			return q
		}
	}
	return -1
}

// set is a set of tokens in text order.
type set []int32

// subtree collects the tokens that h governs, but for the parts that skip refuses, in text order.
func (v *view) subtree(h int32, skip func(int32) bool) set {
	var out set
	var walk func(int32, int)
	walk = func(i int32, depth int) {
		out = append(out, i)
		if depth > 200 {
			return
		}
		for _, k := range v.kids(i) {
			if !skip(k) {
				walk(k, depth+1)
			}
		}
	}
	walk(h, 0)
	sort.Slice(out, func(a, b int) bool { return out[a] < out[b] })
	return out
}

// runs joins the tokens to runs; a gap that holds nothing but punctuation is closed.
func (v *view) runs(s set) []text.Run {
	var out []text.Run
	for _, i := range s {
		if n := len(out); n > 0 {
			solid := true
			for k := out[n-1].Last; k < i; k++ {
				if !v.punct(k) {
					solid = false
				}
			}
			if solid {
				out[n-1].Last = i + 1
				continue
			}
		}
		out = append(out, text.Run{First: i, Last: i + 1})
	}
	return out
}

// pieces turns runs into the spans of a content: ends trimmed, marks around a whole piece left out, nothing empty.
func (v *view) pieces(rs []text.Run) []text.Span {
	var out []text.Span
	for _, r := range rs {
		r = v.trim(r)
		if r.Len() <= 0 {
			continue
		}
		words := false
		for i := r.First; i < r.Last; i++ {
			if !v.punct(i) {
				words = true
			}
		}
		if !words {
			continue
		}
		if q := v.wrapped(r); q >= 0 {
			out = append(out, v.quotes[q].inner)
			continue
		}
		out = append(out, v.balance(v.t.Span(r)))
	}
	return out
}

// balance drops a mark at either end of a piece whose partner lies outside it.
func (v *view) balance(s text.Span) text.Span {
	lo, hi := v.over(s)
	for q := lo; q < hi; q++ {
		x := &v.quotes[q]
		if x.outer.Start == s.Start && x.outer.End > s.End {
			s.Start = x.inner.Start
		}
		if x.outer.End == s.End && x.outer.Start < s.Start {
			s.End = x.inner.End
		}
	}
	return s
}
