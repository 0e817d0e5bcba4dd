package who

import (
	"strings"

	"daybook/text"
)

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
			if t.UPOS == "VERB" && c > 0 && f.word(c+1) != "-" && isNoun(&f.d.Tokens[c-1]) && f.d.Tokens[c-1].Head != c { // "locals attacked officials": no modifier, whatever the parser says
				return
			}
			at, cut := f.modifier(c, i)
			if r.First = min(r.First, at); cut {
				return
			}
		case "punct":
			if c > 0 && f.word(c) == "," && f.d.Tokens[c-1].UPOS == "ADV" { // "Later, the ministry"
				return
			}
		default:
			return
		}
	}
}

// modifier returns where the dependent c on the left of head i begins: its own subtree, without what no description opens with: a
// verb, a pronoun, a preposition, a comma or an adverb that belongs to the clause. It tells whether any of those stood there.
func (f *finder) modifier(c, i int32) (first int32, cut bool) {
	first = f.t.Subtree(c).First
	for k := i - 1; k >= first; k-- {
		t := &f.d.Tokens[k]
		w := f.word(k)
		switch t.UPOS {
		case "VERB":
			if t.XPOS == "VBN" || t.XPOS == "VBG" || t.XPOS == "NNP" || f.word(k+1) == "-" {
				continue
			}
		case "ADP", "SCONJ":
			if l := f.d.Tokens[k+1].Lemma; l == "least" || l == "most" || f.tight(k) || f.tight(k+1) || inQuantity(w) {
				continue
			}
		case "PRON":
			if t.XPOS == "PRP$" || t.Rel == "nmod:poss" {
				continue
			}
		case "AUX":
		case "PUNCT":
			if w != "," || f.t.Subtree(c).First == k || f.d.Tokens[i].UPOS == "PROPN" && f.d.Tokens[k-1].UPOS == "PROPN" || f.d.Tokens[k-1].UPOS == "ADJ" || f.d.Tokens[k-1].UPOS == "ADV" && f.d.Tokens[k+1].UPOS == "ADV" || f.d.Tokens[k-1].UPOS == "NUM" || f.nameOf[k] >= 0 {
				continue
			}
		default:
			continue
		}
		return k + 1, true
	}
	return first, false
}

func isNoun(t *text.Token) bool { return t.UPOS == "NOUN" || t.UPOS == "PROPN" || t.UPOS == "PRON" }

// inQuantity reports whether a preposition counts: "over 100 people", "more than ten".
func inQuantity(w string) bool {
	switch w {
	case "over", "under", "about", "around", "than", "up", "to", "between", "Over", "Under", "About", "Around", "Up", "Between", "of":
		return true
	}
	return false
}

// right extends r over the dependents behind the head that belong to the phrase.
func (f *finder) right(i int32, kids []int32, r *text.Run) {
	comma := false
	predicate := f.t.Child(i, "cop") >= 0
	a, _ := f.s.agentAt(f.d, i)
	agent := a != nil || f.nameOf[i] >= 0
	for _, c := range kids {
		t := &f.d.Tokens[c]
		if t.Head != i || c < i {
			continue
		}
		switch text.Rel0(t.Rel) {
		case "flat", "compound", "fixed", "goeswith", "nummod":
		case "nmod", "amod":
			if comma || predicate && (t.Rel != "nmod" || f.t.Case(c) != "of") || isCalendar(t.Of(f.d.Text)) || t.Rel == "nmod:unmarked" || t.Rel == "nmod:tmod" ||
				f.tellsWhen(c) {
				return
			}
		case "acl":
			if comma || f.word(f.t.Subtree(c).First) == "," || t.Rel == "acl:relcl" || agent && !f.shortClause(c) {
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
		if t.Rel == "acl" && last == c+1 && f.t.Subtree(c).Last > last { // "the statement released on Thursday by": nothing is left
			return
		}
		r.Last = max(r.Last, last)
	}
}

// tellsWhen reports whether the dependent c tells when or why something happened rather than what a thing is.
func (f *finder) tellsWhen(c int32) bool {
	switch f.t.Case(c) {
	case "since", "until", "till", "during", "before", "after", "because", "despite", "amid", "following", "ahead", "due", "throughout":
		return true
	case "on", "in", "at", "for", "over":
		t := &f.d.Tokens[c]
		return isCalendar(f.word(c)) || isYear(f.word(c)) || isPeriod(t) || f.word(c) == "May" && t.UPOS == "PROPN"
	}
	return false
}

// shortClause reports whether the clause c says what a person or body is: "officials briefed on the matter", but not "the ministry
// to summon the envoy" nor one with further clauses in it.
func (f *finder) shortClause(c int32) bool {
	if t := &f.d.Tokens[c]; t.XPOS != "VBN" && t.XPOS != "VBG" && t.UPOS != "ADJ" {
		return false
	}
	for _, k := range f.t.Children(c) {
		switch text.Rel0(f.d.Tokens[k].Rel) {
		case "mark", "advcl", "ccomp", "xcomp", "conj", "parataxis":
			return false
		}
	}
	return true
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
		case "nmod", "obl":
			if f.tellsWhen(k) {
				return min(end, f.t.Subtree(k).First)
			}
			if e := f.inner(k); e < f.t.Subtree(k).Last {
				return min(end, e)
			}
		case "acl":
			if f.d.Tokens[k].Rel == "acl:relcl" {
				return min(end, f.t.Subtree(k).First)
			}
		case "obj", "conj":
			if e := f.inner(k); e < f.t.Subtree(k).Last {
				return min(end, e)
			}
		}
	}
	return end
}

// counted extends the phrase r of head i over a number right before it and what qualifies the number, wherever the parser hung
// them: "at least 12 people".
func (f *finder) counted(r text.Run, i int32) text.Run {
	if x := f.d.Tokens[i].XPOS; x != "NNS" && x != "NNPS" && f.d.Tokens[i].Lemma != "people" {
		return r
	}
	at := r.First
	for at > 0 && !f.first[at] && f.d.Tokens[at-1].UPOS == "NUM" && !isYear(f.word(at-1)) {
		at--
	}
	if f.d.Tokens[at].UPOS != "NUM" || at > 0 && !f.first[at] && (isCalendar(f.word(at-1)) || f.word(at-1) == "May" || f.d.Tokens[at-1].UPOS == "SYM") {
		return r
	}
	back := func(n int32) string {
		if at < n {
			return ""
		}
		for k := at - n + 1; k <= at; k++ {
			if f.first[k] {
				return ""
			}
		}
		return strings.ToLower(runOf(f.d, text.Run{First: at - n, Last: at}))
	}
	switch back(3) {
	case "as many as", "as few as", "no fewer than", "no more than", "no less than":
		return text.Run{First: at - 3, Last: r.Last}
	}
	switch back(2) {
	case "at least", "at most", "more than", "less than", "fewer than", "up to":
		return text.Run{First: at - 2, Last: r.Last}
	}
	switch back(1) {
	case "about", "around", "nearly", "almost", "over", "some", "only", "roughly", "approximately", "the", "another", "all":
		at--
	}
	return text.Run{First: min(at, r.First), Last: r.Last}
}

// trim drops punctuation and conjunctions from both ends of a phrase with head i, and a possessive 's.
func (f *finder) trim(r text.Run, i int32) text.Run {
	for r.First < i {
		if rel := f.d.Tokens[r.First].Rel; rel == "case" && f.d.Tokens[r.First].UPOS == "VERB" || f.d.Tokens[r.First].Lemma == "include" { // "including the mayor"
			r.First++
			continue
		}
		switch f.d.Tokens[r.First].UPOS {
		case "PUNCT", "CCONJ", "ADP", "SCONJ":
			switch f.d.Tokens[r.First+1].Lemma {
			case "least", "most", "many", "to": // "at least 14 people", "as many as 14", "up to 14"
				return f.trimRight(r, i)
			}
			if f.d.Tokens[r.First+1].UPOS == "NUM" && inQuantity(f.word(r.First)) && f.word(r.First) != "of" && f.word(r.First) != "to" {
				return f.trimRight(r, i)
			}
			r.First++
			continue
		}
		break
	}
	return f.trimRight(r, i)
}

func (f *finder) trimRight(r text.Run, i int32) text.Run {
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
