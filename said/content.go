package said

import (
	"sort"
	"strings"

	"daybook/ledger"
	"daybook/text"
)

func sortSet(s set) { sort.Slice(s, func(a, b int) bool { return s[a] < s[b] }) }

// tree makes a content of all that token k governs.
func (v *view) tree(k int32, step string) (content, bool) {
	return v.treeWithout(k, ledger.None, step)
}

// treeWithout makes a content of what token k governs without the subtree of the cue itself: "the talks, he said, failed".
func (v *view) treeWithout(k, cue int32, step string) (content, bool) {
	after := int32(-1) // what is joined behind the cue, or stands behind a part that was cut, is no longer the speaker's
	cutAt := func(x int32) bool {
		if f := v.t.Subtree(x).First; x > k && cue < 0 && (after < 0 || f < after) {
			after = f
		}
		return true
	}
	s := v.subtree(k, func(x int32) bool {
		if x == cue {
			return true
		}
		h := v.toks[x].Head
		switch v.rel(x) {
		case "mark", "case":
			if v.rel(x) == "mark" && v.subject(k) >= 0 && v.subject(k) < x {
				return false // "is in hiding"
			}
			return h == k && x < k && v.introduces(x) && (v.rel(x) == "mark" || v.opensWith(x, k))
		case "cc":
			return h == k && x < k && v.opensWith(x, k)
		case "parataxis":
			// another speaker's aside
			return v.isCue(x) && v.subject(x) >= 0 && cutAt(x)
		case "conj":
			if cue >= 0 && h == k && x > cue && v.subject(x) >= 0 {
				if f := v.t.Subtree(x).First; after < 0 || f < after {
					after = f
				}
				return true
			}
			if cue < 0 && v.goesOnAbove(x) && v.cueAbove(x) == v.toks[k].Head {
				return cutAt(x)
			}
			if h := v.toks[x].Head; x > h && v.nominal(h) && !v.clausal(h) && v.child(h, "cop") < 0 && v.isCue(x) && v.toks[x].XPOS != "VBG" && v.toks[x].XPOS != "VB" {
				return cutAt(x) // a verb joined to a noun: the parser hung it too low
			}
		case "obl", "nmod":
			return (v.speaking(x) || v.toks[x].Rel != "nmod:poss" && v.accordingTo(x) && !v.saidWithin(x)) && cutAt(x)
		case "advcl":
			return v.circumstance(x, k) && cutAt(x)
		}
		return false
	})
	// a joining word left behind where its clause was cut off
	for len(s) > 0 {
		t := s[len(s)-1]
		if v.rel(t) == "cc" && v.toks[t].Head > t || v.punct(t) && !v.inside(t) {
			s = s[:len(s)-1]
			continue
		}
		break
	}
	if len(s) > 1 && v.word(s[0], "that") && v.toks[s[0]].XPOS == "IN" {
		s = s[1:]
	}
	if after >= 0 {
		n := 0
		for _, t := range s {
			if t < after {
				s[n] = t
				n++
			}
		}
		s = s[:n]
		for len(s) > 0 && (v.rel(s[len(s)-1]) == "cc" || v.punct(s[len(s)-1])) {
			s = s[:len(s)-1]
		}
	}
	ct := content{head: k, pieces: v.pieces(v.runs(s)), step: step}
	if len(ct.pieces) == 0 {
		return ct, false
	}
	v.whole(&ct)
	return ct, true
}

// introduces reports whether a marker only introduces a content and is no part of it.
func (v *view) introduces(x int32) bool {
	if v.rel(x) == "case" {
		return true
	}
	switch v.low(x) {
	case "to", "whether", "if", "how", "why", "when", "where", "because", "not", "than":
		return false
	}
	return true
}

// opensWith reports whether x is the very first word of what k governs.
func (v *view) opensWith(x, k int32) bool { return v.t.Subtree(k).First == x }

// speaking reports whether x is the occasion of speaking and so no part of what is said: "in an interview", "in talks with".
func (v *view) speaking(x int32) bool {
	if !v.lex.is("occasion", v.lemma(x)) {
		return false
	}
	switch v.t.Case(x) {
	case "in", "during", "at", "on":
	default:
		return false
	}
	if v.lex.is("meeting", v.lemma(x)) {
		with := false
		for _, k := range v.kids(x) {
			with = with || k > x && v.t.Case(k) == "with"
		}
		return with && v.t.Child(x, "nmod:poss") < 0 && !v.has(x, "det", "the")
	}
	return true
}

// circumstance reports whether clause x, which hangs on the content k behind a comma, tells when or why the speaker spoke:
// that is the reporter's voice, so it is left out.
func (v *view) circumstance(x, k int32) bool {
	if v.toks[x].Head != k || x < k || v.inside(x) {
		return false
	}
	first := v.t.Subtree(x).First
	if first <= k || v.toks[first-1].Of(v.d.Text) != "," && v.low(first) != "after" {
		return false
	}
	return v.lex.is("circumstance", v.low(first))
}

// whole widens a content that ends or begins inside a quotation to the whole of it: sentences are split inside quotations,
// but a quotation has one speaker.
func (v *view) whole(ct *content) {
	for n := range ct.pieces {
		p := &ct.pieces[n]
		lo, hi := v.over(*p)
		for q := lo; q < hi; q++ {
			x := &v.quotes[q]
			if x.depth > 0 || !x.outer.Overlaps(*p) || x.next >= 0 {
				continue
			}
			if h := v.governor(ct.head); h >= 0 && v.inQuote[h] == int32(q) {
				continue // a cue inside the quotation reports a part of it
			}
			if x.inner.Contains(*p) && v.covers(*p, *x) {
				*p = x.inner
			} else if p.Start < x.outer.Start && p.End > x.inner.Start && p.End < x.outer.End && !x.unclosed {
				p.End = x.outer.End
			}
		}
	}
}

// governor is the token that governs token k, or None.
func (v *view) governor(k int32) int32 {
	if k < 0 {
		return ledger.None
	}
	return v.toks[k].Head
}

// covers reports whether p is at least half of quotation x.
func (v *view) covers(p text.Span, x quotation) bool { return 2*p.Len() >= x.inner.Len() }

// clause finds the finite clause that cue i reports, wherever it stands.
func (v *view) clause(i int32, c *cue) (content, bool) {
	best := ledger.None
	for _, k := range v.kids(i) {
		switch v.rel(k) {
		case "ccomp":
			if v.finite(k) && !v.question(k) || v.marker(k) == "that" {
				if best < 0 || best < i && k > i {
					best = k
				}
			}
		case "obj":
			if best < 0 && k > i && v.subject(k) >= 0 && v.child(k, "cop") >= 0 && !v.question(k) {
				best = k // a clause with a noun for its predicate
			}
		}
	}
	if best >= 0 {
		ct, ok := v.tree(best, "content: clause that the cue governs")
		return ct, ok
	}
	for _, k := range v.kids(i) {
		if v.rel(k) == "parataxis" && v.finite(k) && !v.isTag(k) && !(k > i && v.isCue(k) && v.lex.is("aside", v.lemma(k)) && v.subject(k) < 0) {
			if k < i && (!v.lex.is("aside", v.lemma(i)) || v.dashBetween(k, i)) {
				continue // "I mean, the king wants peace"
			}
			if k < i || v.colonBetween(i, k) || v.child(i, "obj") < 0 {
				if ct, ok := v.tree(k, "content: clause set beside the cue"); ok {
					return ct, ok
				}
			}
		}
	}
	h := v.toks[i].Head
	if h < 0 || v.child(i, "obj", "ccomp", "xcomp") >= 0 && !v.putsIt(i) {
		return content{}, false
	}
	switch {
	case v.rel(i) == "parataxis" && v.finite(h) && v.subject(i) >= 0:
		return v.treeWithout(h, i, "content: clause into which the cue is set")
	case v.rel(i) == "advcl" && v.marker(i) == "as" && v.finite(h) && v.subject(i) >= 0 && v.setOff(i):
		return v.treeWithout(h, i, "content: clause that 'as' refers to")
	}
	return content{}, false
}

// putsIt reports whether "it" behind verb i is part of the cue: "as he put it".
func (v *view) putsIt(i int32) bool {
	return int(i)+1 < len(v.toks) && v.word(i+1, "it") && v.lex.verbs[v.lemma(i)+" it"] != nil
}

// isTag reports whether k is a reporting clause of its own ("he said") without content.
func (v *view) isTag(k int32) bool {
	return v.isCue(k) && v.subject(k) >= 0 && v.child(k, "ccomp", "obj", "xcomp", "parataxis") < 0
}

// setOff reports whether clause i is parted by a comma from the rest.
func (v *view) setOff(i int32) bool {
	r := v.t.Subtree(i)
	if r.First > 0 && v.toks[r.First-1].Of(v.d.Text) == "," || v.toks[r.First].Of(v.d.Text) == "," {
		return true
	}
	return r.Last < int32(len(v.toks)) && v.toks[r.Last].Of(v.d.Text) == "," || v.toks[r.Last-1].Of(v.d.Text) == ","
}

func (v *view) colonBetween(a, b int32) bool {
	for i := min(a, b) + 1; i < max(a, b); i++ {
		if v.toks[i].Of(v.d.Text) == ":" {
			return true
		}
	}
	return false
}

// dashBetween reports whether a dash, colon or semicolon parts token a from the later token b.
func (v *view) dashBetween(a, b int32) bool {
	for i := a + 1; i < b; i++ {
		if v.comma(i) && !v.word(i, ",") || v.word(i, ";", ":") && !v.inside(i) {
			return true
		}
	}
	return false
}

// finite reports whether k heads a finite clause.
func (v *view) finite(k int32) bool {
	if v.infinitive(k) {
		return false
	}
	if v.subject(k) >= 0 || v.child(k, "csubj", "expl") >= 0 {
		return true
	}
	if v.child(k, "aux", "cop") >= 0 && v.toks[k].XPOS != "VBG" {
		return true
	}
	switch v.toks[k].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	return false
}

// question reports whether clause k is an embedded question.
func (v *view) question(k int32) bool {
	switch v.marker(k) {
	case "whether", "if":
		return true
	}
	for f := v.t.Subtree(k).First; f < v.t.Subtree(k).Last; f++ {
		if v.punct(f) {
			continue
		}
		if v.toks[f].UPOS == "ADP" {
			if int(f)+1 < len(v.toks) && v.word(f+1, "which", "whom") {
				return false // "during which": a relative clause
			}
			continue
		}
		switch v.low(f) {
		case "who", "what", "why", "how", "where", "when", "which", "whose":
			return true
		}
		return false
	}
	return false
}

func (v *view) whClause(i int32) int32 {
	for _, k := range v.kids(i) {
		switch v.rel(k) {
		case "ccomp", "advcl", "xcomp":
			if k > i && v.question(k) && !(v.lemma(i) == "say" && v.word(v.t.Subtree(k).First, "when", "where")) {
				return k
			}
		case "obj":
			if k > i && v.question(k) && v.clausal(k) || k == i+1 && v.toks[k].XPOS == "WRB" && v.child(k, "advcl", "acl") >= 0 {
				return k
			}
		}
	}
	return ledger.None
}

// infinitiveOf is the infinitive that i governs behind token after, or that the parser hung on that token, or None.
// person says that the token is one who can be spoken to.
func (v *view) infinitiveOf(i, after int32, person bool) int32 {
	next := i + 1
	if by := v.agentPhrase(i); by >= 0 && v.t.Subtree(by).First == next {
		next = v.t.Subtree(by).Last // "were urged by police to stay"
	}
	for _, k := range v.kids(i) {
		if k <= after || !v.infinitive(k) {
			continue
		}
		switch v.rel(k) {
		case "xcomp", "ccomp":
			return k
		case "advcl", "obl":
			if after == i && v.toks[i].UPOS == "ADJ" && v.t.Subtree(k).First == i+1 {
				return k // "is reluctant to lend"
			}
			// behind the addressee, or right behind a passive, and before any comma it is the content
			if after != i && !v.commaBetween(after, k) || after == i && v.t.Subtree(k).First == next && v.passive(i) {
				return k
			}
		}
	}
	if after != i {
		for _, k := range v.kids(after) {
			if v.rel(k) == "acl" && v.infinitive(k) && (person || v.toks[after].UPOS == "PROPN") {
				return k
			}
		}
	}
	return ledger.None
}

func (v *view) gerund(i int32) int32 {
	for _, k := range v.kids(i) {
		if k > i && v.toks[k].XPOS == "VBG" {
			switch v.rel(k) {
			case "xcomp", "ccomp", "obj":
				if !v.commaBetween(i, k) && v.marker(k) == "" {
					return k
				}
			case "advcl":
				// right behind the verb or its particle
				if f := v.t.Subtree(k).First; v.marker(k) == "" && (f == i+1 || f == i+2 && v.toks[i+1].Rel == "compound:prt") {
					return k
				}
			}
		}
	}
	return ledger.None
}

// predicate is what the object of i is called, or None.
func (v *view) predicate(i, obj, iobj int32) int32 {
	for _, k := range v.kids(i) {
		if v.rel(k) == "xcomp" && k > obj && !v.infinitive(k) && v.marker(k) == "" && v.t.Case(k) == "" {
			return k
		}
	}
	if iobj >= 0 && iobj > i && obj > iobj {
		return obj
	}
	for _, k := range v.kids(obj) {
		if k > obj && v.rel(k) == "amod" && v.toks[k].UPOS == "ADJ" && !v.commaBetween(obj, k) {
			return k // "labelled the plan unlawful"
		}
	}
	return ledger.None
}

func (v *view) asPhrase(i, after int32, c *cue) int32 {
	for _, k := range v.kids(i) {
		if k <= after || k <= i {
			continue
		}
		switch v.rel(k) {
		case "obl", "xcomp", "advcl":
			if v.toks[k].XPOS == "VBG" && v.isCue(k) {
				continue // "quoted him as saying": the participle reports
			}
			if v.t.Case(k) == "as" || v.marker(k) == "as" && v.subject(k) < 0 {
				return k
			}
		}
	}
	if after >= 0 && after != i {
		for _, k := range v.kids(after) {
			if k > after && v.rel(k) == "acl" && v.marker(k) == "as" && v.subject(k) < 0 {
				return k
			}
		}
	}
	if after >= 0 && after != i && c.frame(frameObj) == nil {
		for _, k := range v.kids(after) {
			if k > after && v.rel(k) == "nmod" && v.t.Case(k) == "as" {
				return k
			}
		}
	}
	return ledger.None
}

// prepPhrase is what stands behind a preposition that i (or its object) governs, or None.
func (v *view) prepPhrase(i, obj int32, prep string) int32 {
	from := i
	if obj > i {
		from = obj
	}
	for _, k := range v.kids(i) {
		if k <= from {
			continue
		}
		switch v.rel(k) {
		case "obl":
			if (v.t.Case(k) == prep || from == i && v.t.Subtree(k).First == i+1 && v.low(i+1) == prep) && !v.timeLike(k) && !v.speaking(k) {
				return k
			}
		case "advcl", "ccomp", "xcomp":
			if prep == "to" && v.toks[k].XPOS == "VB" {
				continue // an infinitive
			}
			if v.marker(k) == prep || v.t.Case(k) == prep {
				return k
			}
		}
	}
	if obj >= 0 {
		for _, k := range v.kids(obj) {
			if k <= obj {
				continue
			}
			switch v.rel(k) {
			case "nmod":
				if v.t.Case(k) == prep {
					return k
				}
			case "acl", "advcl":
				if v.marker(k) == prep || v.t.Case(k) == prep {
					return k
				}
			}
		}
	}
	return ledger.None
}

// object makes a content of a noun phrase.
func (v *view) object(o int32, f *frame) (content, bool) {
	if v.timeLike(o) {
		return content{}, false
	}
	if v.clausal(o) && v.toks[o].UPOS == "VERB" && v.subject(o) >= 0 {
		return content{}, false
	}
	ct, ok := v.treeObject(o)
	return ct, ok && v.weighty(ct, f)
}

// treeObject is the phrase of o without relative clauses behind a comma.
func (v *view) treeObject(o int32) (content, bool) {
	cut := int32(-1)
	for _, k := range v.kids(o) {
		if k > o && v.toks[k].Rel == "acl:relcl" && v.commaBetween(o, k) {
			cut = v.t.Subtree(k).First
		}
	}
	ct, ok := v.tree(o, "content: object of the cue")
	if cut > 0 && ok {
		n := 0
		for _, p := range ct.pieces {
			if p.Start >= v.toks[cut].Start {
				continue
			}
			if p.End > v.toks[cut].Start {
				r := text.Run{First: v.tokenAt(p.Start), Last: cut}
				r = v.trim(r)
				if r.Len() <= 0 {
					continue
				}
				p = v.balance(v.t.Span(r))
			}
			ct.pieces[n] = p
			n++
		}
		ct.pieces = ct.pieces[:n]
		ok = n > 0
	}
	if ok && v.lex.is("involvement", v.lemma(o)) {
		v.withPart(o, &ct)
	}
	return ct, ok
}

// withPart gives "any part" its "in the raid" where the parser has hung the phrase on the verb.
func (v *view) withPart(o int32, ct *content) {
	g, end := v.toks[o].Head, v.t.Subtree(o).Last
	if g < 0 {
		return
	}
	for _, k := range v.kids(g) {
		r := v.t.Subtree(k)
		if v.rel(k) != "obl" || r.First != end || v.timeLike(k) {
			continue
		}
		switch v.t.Case(k) {
		case "in", "for", "with", "to", "of", "behind":
			last := &ct.pieces[len(ct.pieces)-1]
			if whole := v.balance(v.t.Span(v.trim(text.Run{First: o, Last: r.Last}))); whole.End > last.End {
				last.End = whole.End
			}
		}
	}
}

// tokenAt is the first token that ends behind byte b.
func (v *view) tokenAt(b int32) int32 {
	return int32(sort.Search(len(v.toks), func(i int) bool { return v.toks[i].End > b }))
}

// weighty reports whether a content says something by itself: a bare pronoun does so only for praise and blame of a person.
func (v *view) weighty(ct content, f *frame) bool {
	h := ct.head
	if h < 0 {
		return true
	}
	if v.toks[h].UPOS == "PRON" || v.toks[h].UPOS == "DET" {
		switch f.stance {
		case ledger.Praises, ledger.Condemns, ledger.Accuses, ledger.Threatens:
			return v.lex.is("person-pronoun", v.low(h))
		case ledger.Denies, ledger.Confirms: // what it stands for is looked for later
			if v.word(h, "it", "this", "that") {
				return true
			}
		}
		return v.clausalPronoun(h)
	}
	return !strings.EqualFold(ct.pieces[0].Of(v.d.Text), "so")
}

// clausalPronoun reports whether a pronoun carries a clause: "what he had seen".
func (v *view) clausalPronoun(h int32) bool {
	return v.child(h, "acl", "nmod") >= 0
}

// onlyName reports whether a content is but a name, which is nothing that could be urged: "pressed the king on Peru".
func (v *view) onlyName(ct content) bool {
	for t := v.tokenAt(ct.pieces[0].Start); int(t) < len(v.toks) && v.toks[t].End <= ct.pieces[len(ct.pieces)-1].End; t++ {
		if v.toks[t].UPOS != "PROPN" && v.toks[t].UPOS != "DET" {
			return false
		}
	}
	return true
}

// counts reports whether a content holds a number or an amount.
func (v *view) counts(ct content) bool {
	for t := v.tokenAt(ct.pieces[0].Start); int(t) < len(v.toks) && v.toks[t].End <= ct.pieces[len(ct.pieces)-1].End; t++ {
		if v.toks[t].UPOS == "NUM" || v.toks[t].UPOS == "SYM" || v.lex.is("quantity", v.lemma(t)) {
			return true
		}
	}
	return false
}
