package said

import (
	"daybook/ledger"
	"daybook/text"
)

// nouns finds the statements that nouns report: "his denial of ...", "a warning that ...", "issued a call for ...".
func (v *view) nouns() {
	for i := range v.toks {
		i := int32(i)
		if v.toks[i].UPOS != "NOUN" || v.used[i] {
			continue
		}
		cs := v.lex.nouns[v.lemma(i)]
		for _, c := range cs {
			if v.noun(i, c) {
				break
			}
		}
	}
}

func (v *view) noun(i int32, c *cue) bool {
	f, ct, firm := v.nounContent(i, c)
	if f == nil {
		return false
	}
	if f.kind == framePrep && v.aboutOne(f.stance) && ct.head >= 0 && v.personal(ct.head) {
		v.reject(i, c, "praise or blame of a person, but no word of it is told")
		return false
	}
	v.beforeVerb(i, f, &ct)
	if len(ct.pieces) == 0 {
		return false
	}
	if v.has(i, "det", "no", "any") {
		v.reject(i, c, "there was none ('no', 'any')")
		return false
	}
	src, words, ok := v.nounSource(i)
	if !ok {
		if !firm && c.frame(frameBy) == nil {
			v.reject(i, c, "no source was found")
			return false
		}
		src = nobody("source: none is told")
	}
	if ok, why := v.speaks(src, c); !ok {
		v.reject(i, c, why)
		return false
	}
	for _, k := range v.bySent[v.sent[i]] {
		if x := &v.found[k]; x.CueHead < i && len(x.Content) > 0 && len(words) == 0 && src.unknown && !x.Content[0].Contains(v.toks[i].Span) && holdsAll(x.Content, ct.pieces) {
			v.reject(i, c, "told once, by the verb before: 'said in a statement that'")
			return false
		}
	}
	if len(words) > 0 && v.lex.is("rejecting", v.lemma(words[0])) {
		last := ct.pieces[len(ct.pieces)-1]
		if f.kind == frameThat && !v.hasFinite(v.tokenAt(ct.pieces[0].Start), v.tokenAt(last.End-1)+1) {
			v.reject(i, c, "the clause behind the noun has no verb")
			return false
		}
		f = rejected(f, c)
		// the verb may have taken the noun with its clause for its own content; one statement is enough
		for _, k := range v.bySent[v.sent[i]] {
			if x := &v.found[k]; x.CueHead == words[0] && x.Form != ledger.Direct {
				x.twice = "told once, by the noun that the verb turns down"
			}
		}
	}
	v.add(i, c, f, src, ct, ledger.None, ledger.None, mood{lead: -1}, words)
	x := &v.found[len(v.found)-1]
	x.Cue = v.nounCue(i, words)
	if p := i + 1; f.kind == framePrep && int(p) < len(v.toks) && v.word(p, f.prep) && v.toks[p].End <= ct.pieces[0].Start {
		x.Cue[len(x.Cue)-1].End = v.toks[p].End // "called for", "his support for"
	}
	return true
}

// rejected is a frame whose noun is turned down by its verb: who "rejected the claim that ..." denies it, who "rejected calls to ..."
// declines.
func rejected(f *frame, c *cue) *frame {
	g := *f
	stance := f.stance
	if stance == "" {
		stance = c.stance
	}
	switch stance {
	case ledger.Urges, ledger.Demands, ledger.Asks, ledger.Promises, ledger.Threatens, ledger.Intends:
		g.stance = ledger.Declines
	default:
		g.stance = ledger.Denies
	}
	return &g
}

// beforeVerb cuts a content short where the verb of which noun i is the subject was read into it: "his claim that the town was
// empty | was wrong".
func (v *view) beforeVerb(i int32, f *frame, ct *content) {
	n := len(ct.pieces) - 1
	p := ct.pieces[n]
	first, end := v.tokenAt(p.Start), v.tokenAt(p.End-1)
	if h := v.toks[i].Head; first <= i || h >= 0 && h < i {
		return // the noun is no subject of what follows
	}
	allowed := 0
	if f.kind == frameThat {
		allowed = 1
	}
	group := false // in a group of finite verbs and auxiliaries
	for t := first; t <= end; t++ {
		if v.inside(t) && !v.inside(i) {
			group = false
			continue
		}
		switch {
		case v.word(t, "that", "who", "which", "what", "if", "when", "where", "because", "while", "as", "how", "why", "whether", "although", "and", "or", "but"):
			allowed++
			group = false
		case v.finiteVerb(t) || v.toks[t].XPOS == "VB" && f.kind == frameThat && v.nominal(t-1) && t > first ||
			v.toks[i].Head < 0 && v.toks[t].XPOS == "VBN" && (v.rel(t) == "acl" || v.rel(t) == "xcomp") && v.child(t, "obj", "obl") >= 0 && t > first:
			if !group {
				allowed--
				if allowed < 0 {
					r := v.trim(text.Run{First: first, Last: t})
					if r.Len() <= 0 {
						ct.pieces = ct.pieces[:n]
						return
					}
					ct.pieces[n] = v.balance(v.t.Span(r))
					return
				}
			}
			group = v.toks[t].UPOS == "AUX"
		case v.toks[t].UPOS != "AUX" && v.toks[t].UPOS != "ADV" && v.toks[t].UPOS != "PART":
			group = false
		}
	}
}

// nounCue is the words from the supporting verb to the noun, or the noun alone.
func (v *view) nounCue(i int32, words []int32) []text.Span {
	first := i
	for _, w := range words {
		first = min(first, w)
	}
	if i-first > 5 {
		return []text.Span{v.toks[first].Span, v.toks[i].Span}
	}
	for k := first; k < i; k++ {
		if v.inside(k) != v.inside(i) || v.rel(k) == "nsubj" {
			return []text.Span{v.toks[i].Span}
		}
	}
	return []text.Span{v.t.Span(text.Run{First: first, Last: i + 1})}
}

// nounContent looks for the content of noun i; firm says that the frame alone shows that somebody said it.
func (v *view) nounContent(i int32, c *cue) (f *frame, ct content, firm bool) {
	for n := range c.frames {
		f := &c.frames[n]
		for _, k := range v.kids(i) {
			if k < i {
				continue
			}
			switch f.kind {
			case frameThat:
				if r := v.rel(k); (r == "acl" || r == "ccomp" || r == "advcl") && v.marker(k) == "that" && v.subject(k) >= 0 {
					if ct, ok := v.tree(k, "content: clause behind the noun"); ok {
						return f, ct, true
					}
				}
				if k := v.clauseOfSource(i, k); k >= 0 {
					if ct, ok := v.tree(k, "content: clause behind the noun and whose it is"); ok {
						return f, ct, true
					}
				}
			case frameInf:
				if v.rel(k) == "acl" && v.infinitive(k) {
					if ct, ok := v.tree(k, "content: infinitive behind the noun"); ok {
						return f, ct, false
					}
				}
			case framePrep:
				if r := v.rel(k); (r == "nmod" || r == "obl") && v.t.Case(k) == f.prep || r == "acl" && v.marker(k) == f.prep {
					if v.timeLike(k) || v.toks[k].UPOS == "PRON" {
						continue
					}
					if ct, ok := v.treeObject(k); ok {
						ct.step = "content: what follows '" + f.prep + "'"
						return f, ct, false
					}
				}
			}
		}
		if h := v.toks[i].Head; f.kind == framePrep && h >= 0 && v.verbal(h) && v.rel(i) == "obj" && v.lex.is("support", v.lemma(h)) {
			// the parser may have hung the phrase on the supporting verb: "expressed regret over the shooting"
			for _, k := range v.kids(h) {
				if k > i && v.rel(k) == "obl" && v.t.Case(k) == f.prep && v.t.Subtree(k).First == v.t.Subtree(i).Last && !v.timeLike(k) && v.toks[k].UPOS != "PRON" {
					if ct, ok := v.treeObject(k); ok {
						ct.step = "content: what follows '" + f.prep + "'"
						return f, ct, false
					}
				}
			}
		}
		if f.kind == frameThat {
			if ct, ok := v.isThat(i); ok {
				return f, ct, false
			}
			if ct, ok := v.thatBehind(i); ok {
				return f, ct, true
			}
		}
		// a supporting verb may hold the clause: "gave a warning that ..."
		if h := v.toks[i].Head; f.kind == frameThat && h >= 0 && v.verbal(h) && v.rel(i) == "obj" {
			if k := v.child(h, "ccomp"); k > i && v.marker(k) == "that" && (v.lex.is("support", v.lemma(h)) || v.t.Subtree(k).First == i+1) {
				if ct, ok := v.tree(k, "content: clause behind the noun"); ok {
					return f, ct, true
				}
			}
		}
	}
	return nil, ct, false
}

// clauseOfSource is the clause that the parser hung on k, the one whose word noun i is, though it tells that word: "claims by the guards that the
// door was open"; or None. What a verb turns down ("denied claims by ...") is told once, by that verb.
func (v *view) clauseOfSource(i, k int32) int32 {
	if c := v.t.Case(k); v.rel(k) != "nmod" || c != "by" && c != "from" {
		return ledger.None
	}
	if h := v.toks[i].Head; h >= 0 && v.rel(i) == "obj" && v.lex.is("rejecting", v.lemma(h)) {
		return ledger.None
	}
	for _, r := range v.kids(k) {
		if v.rel(r) == "acl" && r > k && v.marker(r) == "that" && v.subject(r) >= 0 {
			return r
		}
	}
	return ledger.None
}

// isThat is the clause that noun i is said to be: "the party's position is that the vote was stolen".
func (v *view) isThat(i int32) (content, bool) {
	h := v.toks[i].Head
	if v.toks[i].Rel != "nsubj:outer" || h < i {
		return content{}, false
	}
	that := v.child(h, "mark")
	if that < i || !v.word(that, "that") {
		return content{}, false
	}
	b := v.ownBounds(i)
	r := v.trim(text.Run{First: that + 1, Last: v.until(that+1, b.Last, i)})
	ps := v.pieces([]text.Run{r})
	return content{head: h, pieces: ps, step: "content: what the noun is said to be"}, len(ps) > 0
}

// thatBehind is the clause that "that" opens right behind noun i, by the order of words, for the parser often takes it for one that describes
// the noun ("the claim that he made"). Those lack a subject or, with a verb whose object words can be, an object.
func (v *view) thatBehind(i int32) (content, bool) {
	b := v.ownBounds(i)
	if i+3 >= b.Last || !v.word(i+1, "that") || !v.opensClause(i+2) && !v.nominal(i+2) && v.toks[i+2].UPOS != "ADJ" || v.rel(i+1) == "det" {
		return content{}, false
	}
	k := v.toks[i+1].Head
	if v.rel(i+1) == "nsubj" && (k < 0 || v.verbal(k) || v.child(k, "cop") >= 0) {
		return content{}, false // "the claim that shocked the town"
	}
	if v.rel(i+1) != "mark" && k > i+1 && v.toks[k].UPOS == "VERB" && v.child(k, "ccomp") < 0 && !v.passive(k) && !v.lex.is("intransitive", v.lemma(k)) {
		own := false
		for _, o := range v.kids(k) {
			own = own || o > i+1 && v.rel(o) == "obj"
		}
		if !own {
			return content{}, false
		}
	}
	to := v.until(i+2, b.Last, i)
	if !v.hasFinite(i+2, to) {
		return content{}, false
	}
	r := v.trim(text.Run{First: i + 2, Last: to})
	ps := v.pieces([]text.Run{r})
	return content{head: v.headOfRun(r), pieces: ps, step: "content: clause behind the noun"}, len(ps) > 0
}

// nounSource is whose word noun i is, and the words of a supporting verb that belong to the cue.
func (v *view) nounSource(i int32) (source, []int32, bool) {
	for _, k := range v.kids(i) {
		if v.toks[k].Rel == "nmod:poss" && k < i {
			s := v.named(k, "source: possessor of the noun")
			s.span = v.withoutPossessive(s.span)
			return s, nil, true
		}
	}
	for _, k := range v.kids(i) {
		if k > i && v.rel(k) == "nmod" && (v.t.Case(k) == "by" || v.t.Case(k) == "from") && !v.timeLike(k) {
			return v.named(k, "source: behind '"+v.t.Case(k)+"'"), nil, true
		}
	}
	h := v.toks[i].Head
	if h >= 0 && v.verbal(h) && (v.rel(i) == "obj" && v.lex.is("rejecting", v.lemma(h)) || (v.rel(i) == "obj" || v.rel(i) == "obl" && (v.t.Case(i) == "with" || v.t.Case(i) == "in")) && v.lex.is("support", v.lemma(h))) {
		m := v.moodOf(h)
		if m.unsaid != "" || m.negated {
			return source{}, nil, false
		}
		if s, ok := v.sourceOf(h); ok && !s.unknown {
			s.how = "source: subject of '" + v.toks[h].Of(v.d.Text) + "'"
			words := []int32{h}
			for _, k := range v.kids(h) {
				if v.rel(k) == "aux" {
					words = append(words, k)
				}
			}
			return s, words, true
		}
	}
	return source{}, nil, false
}

// withoutPossessive takes "'s" off the end of a phrase.
func (v *view) withoutPossessive(s text.Span) text.Span {
	w := s.Of(v.d.Text)
	for _, x := range []string{"'s", "’s", "'", "’"} {
		if len(w) > len(x) && w[len(w)-len(x):] == x {
			s.End -= int32(len(x))
			return s
		}
	}
	return s
}
