package who

import "daybook/text"

// phrase returns the run of the noun phrase that token i heads, without case marker, clause-level dependents of a predicate,
// relative clauses, appositions, conjuncts and whatever stands behind them.
func (f *finder) phrase(i int32) text.Run {
	r := text.Run{First: i, Last: i + 1}
	kids := f.t.Children(i)
	left := 0
	for left < len(kids) && kids[left] < i {
		left++
	}
	f.left(i, kids[:left], &r)
	f.right(i, kids[left:], &r)
	return r
}

// left extends r over the dependents before the head that belong to the phrase, nearest first.
func (f *finder) left(i int32, kids []int32, r *text.Run) {
	for k := len(kids) - 1; k >= 0; k-- {
		c := kids[k]
		switch t := &f.d.Tokens[c]; text.Rel0(t.Rel) {
		case "det", "amod", "nummod", "compound", "flat", "nmod", "acl", "advmod", "goeswith", "fixed", "dep":
			if t.Rel == "acl:relcl" {
				return
			}
			r.First = min(r.First, f.t.Subtree(c).First)
		case "punct":
		default:
			return
		}
	}
}

// right extends r over the dependents behind the head that belong to the phrase.
func (f *finder) right(i int32, kids []int32, r *text.Run) {
	comma := false
	predicate := f.t.Child(i, "cop") >= 0
	for _, c := range kids {
		t := &f.d.Tokens[c]
		if t.Head != i || c < i {
			continue
		}
		switch text.Rel0(t.Rel) {
		case "flat", "compound", "fixed", "goeswith", "nummod":
		case "nmod", "amod":
			if comma || predicate && (t.Rel != "nmod" || f.t.Case(c) != "of") || isCalendar(t.Of(f.d.Text)) || t.Rel == "nmod:unmarked" || t.Rel == "nmod:tmod" {
				return
			}
		case "acl":
			if comma || t.Rel == "acl:relcl" {
				return
			}
		case "det":
			if comma {
				return
			}
		case "case": // the possessive 's stays outside
			continue
		case "punct":
			switch t.Of(f.d.Text) {
			case "[", "]", "\"", "“", "”", "'", "‘", "’", "-":
			case ",":
				comma = true
			default:
				return
			}
			continue
		case "advmod":
			if t.XPOS != "RB" || comma {
				return
			}
			continue
		default:
			return
		}
		last := f.inner(c)
		r.Last = max(r.Last, last)
	}
}

// inner returns the end of the part of c's subtree that belongs to the phrase above it: relative clauses and appositions at
// its end are left out.
func (f *finder) inner(c int32) int32 {
	end := f.t.Subtree(c).Last
	kids := f.t.Children(c)
	for n, k := range kids {
		if k < c {
			continue
		}
		switch text.Rel0(f.d.Tokens[k].Rel) {
		case "punct":
			if f.d.Tokens[k].Of(f.d.Text) == "," && (n+1 >= len(kids) || text.Rel0(f.d.Tokens[kids[n+1]].Rel) != "conj") {
				return min(end, k)
			}
		case "appos", "parataxis", "advcl":
			return min(end, f.t.Subtree(k).First)
		case "acl":
			if f.d.Tokens[k].Rel == "acl:relcl" {
				return min(end, f.t.Subtree(k).First)
			}
		case "nmod", "obl", "obj", "conj":
			if e := f.inner(k); e < f.t.Subtree(k).Last {
				return min(end, e)
			}
		}
	}
	return end
}

// trim drops punctuation and conjunctions from both ends of a phrase with head i, and a possessive 's.
func (f *finder) trim(r text.Run, i int32) text.Run {
	for r.First < i {
		switch f.d.Tokens[r.First].UPOS {
		case "PUNCT", "CCONJ", "ADP", "SCONJ":
			if l := f.d.Tokens[r.First+1].Lemma; l == "least" || l == "most" { // "at least 14 people"
				break
			}
			r.First++
			continue
		}
		break
	}
	for r.Last > i+1 {
		t := &f.d.Tokens[r.Last-1]
		if t.UPOS == "PUNCT" || t.UPOS == "CCONJ" || t.XPOS == "POS" || t.XPOS == "IN" {
			r.Last--
			continue
		}
		break
	}
	return r
}
