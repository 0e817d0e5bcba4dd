package said

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
) // verbs finds the statements that verbs report outside the tags of quotations.
func (v *view) verbs() {
	for i := range v.toks {
		i := int32(i)
		if v.used[i] {
			continue
		}
		switch v.toks[i].UPOS {
		case "NOUN":
			v.misread(i)
			continue
		case "ADJ":
			if cs := v.cues(i); len(cs) > 0 && v.lex.other[v.low(i)] == nil && v.t.Child(i, "aux:pass", "nsubj:pass") >= 0 {
				v.verb(i, cs) // "was accused of": passive, whatever the tag
			} else {
				v.misreadParticiple(i)
			}
			continue
		}
		if v.toks[i].UPOS != "VERB" {
			continue
		}
		cs := v.cues(i)
		if len(cs) == 0 {
			continue
		}
		v.verb(i, cs)
	}
}

// cues are the entries of verb i: those of the verb with its particle first.
func (v *view) cues(i int32) []*cue {
	l := v.lemma(i)
	if v.lex.verbs[l] == nil { // a lemma guessed from a participle, or none
		for _, g := range []string{v.low(i), l + "e", strings.TrimSuffix(l, "e"), strings.TrimSuffix(l, "d"), strings.TrimSuffix(l, "ed"), strings.TrimSuffix(l, "ing"), strings.TrimSuffix(l, "s")} {
			if v.lex.verbs[g] != nil {
				l = g
				break
			}
		}
	}
	if int(i)+1 < len(v.toks) && v.word(i+1, "it") {
		if cs := v.lex.verbs[l+" it"]; cs != nil {
			return cs
		}
	}
	for _, k := range v.kids(i) {
		if v.toks[k].Rel == "compound:prt" || k == i+1 && (v.rel(k) == "advmod" || v.rel(k) == "compound") {
			if cs := v.lex.verbs[l+" "+v.low(k)]; cs != nil {
				return cs
			}
		}
	}
	if p := v.strayParticle(i); p >= 0 {
		if cs := v.lex.verbs[l+" "+v.low(p)]; cs != nil {
			return cs
		}
	}
	return v.lex.verbs[l]
}

// strayParticle is the particle right behind verb i that the parser hung on the gerund behind it: "did not rule | out sending". Or None.
func (v *view) strayParticle(i int32) int32 {
	if p := i + 1; int(p) < len(v.toks) && v.toks[p].Rel == "compound:prt" && v.toks[p].Head > p && v.toks[v.toks[p].Head].XPOS == "VBG" {
		return p
	}
	return ledger.None
}

// verb tries the frames of verb i in the order of how surely they report.
func (v *view) verb(i int32, cs []*cue) {
	if v.attributive(i) {
		return
	}
	m := v.moodOf(i)
	if m.unsaid != "" {
		v.reject(i, cs[0], m.unsaid)
		return
	}
	v.entries(i, cs, m)
}

// entries tries the entries of cue i, all frames but the plain object first, for an object may stand in any of them.
func (v *view) entries(i int32, cs []*cue, m mood) {
	why, at := "no content was found in a frame of this cue", cs[0]
	for _, plain := range []bool{false, true} {
		for _, c := range cs {
			if c.Negated && !m.negated {
				continue
			}
			if !plain {
				src, ct, ok := v.aside(i, c)
				if !ok {
					src, ct, ok = v.inserted(i, c)
				}
				if ok {
					if ok, w := v.speaks(src, c); !ok {
						why, at = w, c
						continue
					}
					v.add(i, c, c.frame(frameThat), src, ct, ledger.None, ledger.None, m, nil)
					return
				}
			}
			f, content, target, to, extra := v.content(i, c, plain)
			if f == nil {
				continue
			}
			if f.kind == frameInf || f.kind == frameObjInf || f.kind == frameOnInf || f.kind == frameGer || f.kind == frameThat {
				v.behind(i, &content)
			}
			if f.kind == frameObj && c.Source == "document" {
				v.lengthen(i, &content) // "the poll showed her leading by a point"
			} else {
				v.shape(i, f, &content)
			}
			if f.kind == frameThat || f.kind == frameWh {
				v.innerWords(i, &content)
			}
			from := i
			if m.lead >= 0 {
				from = m.lead
			}
			src, ok := v.sourceOf(from)
			if ok && src.lent && src.head >= 0 && !v.canSpeak(src.head) && (c.Source == "person" || !v.lex.is("document", v.lemma(src.head))) {
				ok = false // another clause lends its subject, which is no speaker
			}
			if !ok {
				src, ok = v.sameSpeaker(i)
			}
			if !ok {
				why, at = "no source was found", c
				continue
			}
			if ok, w := v.speaks(src, c); !ok {
				why, at = w, c
				continue
			}
			if m.declines && src.unknown {
				v.reject(i, c, "nobody is named who could or would not")
				return
			}
			if weak(f.stance) && v.inside(i) && v.firstPerson(src) {
				v.reject(i, c, "the speaker of a quotation thinks aloud: the quotation says it")
				return
			}
			v.add(i, c, f, src, content, target, to, m, extra)
			return
		}
	}
	v.reject(i, at, why)
}

// innerWords cuts the content of cue i, which stands in a quotation, to the quotation in that one with which the content opens, where what follows is the
// outer speaker's again: "“He said, ‘The well is dry,’ and walked off,” she recalled."
func (v *view) innerWords(i int32, ct *content) {
	if v.deepest[i] < 0 || len(ct.pieces) == 0 {
		return
	}
	p := ct.pieces[0]
	lo, hi := v.over(p)
	for q := lo; q < hi; q++ {
		x := &v.quotes[q]
		if x.parent != int(v.deepest[i]) || x.unclosed || x.outer.Start < v.toks[i].End || !p.Overlaps(x.inner) {
			continue
		}
		switch v.finalMark(q) {
		case ",", ".", "!", "?":
		default:
			return
		}
		for t := v.tokenAt(p.Start); v.toks[t].End <= x.outer.Start; t++ {
			if !v.punct(t) && v.toks[t].UPOS != "PRON" {
				return
			}
		}
		if !v.hasFinite(x.tokens.First, x.tokens.Last) {
			return
		}
		ct.pieces, ct.head = []text.Span{v.trimSpace(x.inner)}, v.headOf(q)
		ct.step = "content: the quotation inside the quotation"
		return
	}
}

// sameSpeaker gives a participle behind a comma ("..., adding that ...") or a verb behind "and" ("... and called for calm") the
// speaker of the cue before it in the sentence.
func (v *view) sameSpeaker(i int32) (source, bool) {
	participle := v.toks[i].XPOS == "VBG" && !v.hasAux(i) && v.pause(i-1) && v.lex.is("aside", v.lemma(i))
	joined := i > 0 && v.word(i-1, "and", "but") && (v.toks[i].XPOS == "VBD" || v.toks[i].XPOS == "VBN" || v.toks[i].XPOS == "VBZ") && v.subject(i) < 0
	if !participle && !joined || joined && v.toks[i].Head >= 0 && v.rival(v.toks[i].Head, i) {
		return source{}, false
	}
	best := -1
	for _, k := range v.bySent[v.sent[i]] {
		x := &v.found[k]
		if h := x.CueHead; h >= 0 && h < i && v.inQuote[h] == v.inQuote[i] && !x.Source.Empty() && (best < 0 || h > v.found[best].CueHead) {
			best = k
		}
	}
	if best < 0 {
		return source{}, false
	}
	x := &v.found[best]
	return source{head: v.tokenAt(x.Source.Start), span: x.Source, speaker: x.Speaker, how: "source: speaker of the cue before"}, true
}

// firstPerson reports whether a source is "I" or "we".
func (v *view) firstPerson(s source) bool {
	return s.head >= 0 && (v.word(s.head, "i", "we", "me", "us"))
}

// attributive reports whether a participle only describes a noun: "the said man", "a warning shot".
func (v *view) attributive(i int32) bool {
	switch v.rel(i) {
	case "amod", "compound", "case", "mark", "cc", "fixed":
		return true
	}
	return false
}

// content is what is said, as a frame found it.
type content struct {
	head   int32 // token that governs it
	pieces []text.Span
	step   string
}

// content looks for content of verb i in the frames of c: in that of the plain object, or in all others.
func (v *view) content(i int32, c *cue, plain bool) (f *frame, ct content, target, to int32, extra []int32) {
	target, to = ledger.None, ledger.None
	obj, iobj := v.objects(i)
	if v.passive(i) && !v.lex.is("psych", v.lemma(i)) {
		// the subject of a passive is what the object of the active is
		return v.passiveContent(i, c, plain)
	}
	if plain {
		return v.plainObject(i, c, obj, iobj)
	}
	if c.frame(frameInf) != nil && v.opensInfinitive(i+1) && obj < 0 {
		return v.infinitiveRight(i, c)
	}
	if f := c.frame(frameThat); f != nil && (v.freeRelative(i) < 0 || v.lex.is("plain", v.lemma(i))) {
		ct, ok := v.clause(i, c)
		if ok && v.negated(i) && ct.pieces[0].Start < v.toks[i].Start && v.rel(ct.head) == "parataxis" {
			ok = false // "the ban stands, he did not object": what is negated reports nothing before it
		}
		if ok && (v.torn(i, &ct) || v.nounsClause(i, &ct)) {
			ok = false
		}
		if ok && v.headless(i, &ct) {
			ok = false
		}
		if !v.nounsClause(i, &ct) && (!ok || v.gapped(i, &ct)) {
			if x, found := v.behindThat(i, c); found {
				ct, ok = x, true
			}
		}
		if ok {
			v.opening(i, &ct)
			v.lengthen(i, &ct)
			if g := c.frame(frameObj); g != nil && v.phraseOnly(i, &ct) {
				// a noun phrase that the parser had joined to a clause further on
				return g, ct, target, iobj, nil
			}
			if obj >= 0 && obj < ct.head {
				to = obj
			} else {
				to = iobj
			}
			if first := v.tokenAt(ct.pieces[0].Start); to == i+1 && first == i+2 && v.finiteVerb(first) && v.toks[to].UPOS == "PRON" {
				// "adding it | was probable": the subject was taken for an addressee
				ct.pieces[0].Start, to = v.toks[to].Start, ledger.None
			}
			return f, ct, target, to, nil
		}
	}
	if f := c.frame(frameWh); f != nil {
		if k := v.whClause(i); k >= 0 {
			if ct, ok := v.tree(k, "content: question that the cue governs"); ok {
				if obj >= 0 && obj < k {
					to = obj
				}
				return f, ct, target, to, nil
			}
		}
	}
	if f, ct, t, ok := v.objPrepByWords(i, c); ok {
		if v.lex.is("addressing", v.lemma(i)) {
			return f, ct, target, t, nil
		}
		return f, ct, t, to, nil
	}
	if obj >= 0 {
		if f := c.frame(frameObjInf); f != nil {
			if k := v.infinitiveOf(i, obj, v.personal(obj) || !v.lex.is("abstract", v.lemma(obj))); k >= 0 {
				if ct, ok := v.tree(k, "content: infinitive behind the addressee"); ok {
					if !addresses(f.stance) {
						// "expects prices to fall": nobody is spoken to, the object belongs to what is foretold
						ct.pieces[0].Start = v.toks[v.nounPhrase(obj).First].Start
						return f, ct, target, to, nil
					}
					return f, ct, target, obj, nil
				}
			}
		}
		if f := c.frame(frameObjPred); f != nil {
			if ct, t, ok := v.called(i); ok {
				return f, ct, t, to, nil
			}
			if k := v.predicate(i, obj, iobj); k >= 0 {
				t := obj
				if iobj >= 0 && iobj < k && iobj != k {
					t = iobj
				}
				if ct, ok := v.tree(k, "content: what the target is called"); ok {
					return f, ct, t, to, nil
				}
			}
		}
		if f := c.frame(frameObjAs); f != nil {
			if k := v.asPhrase(i, obj, c); k >= 0 {
				if ct, ok := v.tree(k, "content: what the target is described as"); ok {
					return f, ct, obj, to, nil
				}
			}
		}
		for n := range c.frames {
			f := &c.frames[n]
			if f.kind != frameObjPrep {
				continue
			}
			if k := v.prepPhrase(i, obj, f.prep); k >= 0 && v.fits(c, obj, true) {
				if ct, ok := v.tree(k, "content: what follows '"+f.prep+"'"); ok && !(f.stance == ledger.Urges && v.onlyName(ct)) && (c.Object != "amount" || v.counts(ct)) {
					if v.lex.is("addressing", v.lemma(i)) {
						return f, ct, target, obj, nil
					}
					return f, ct, obj, to, nil
				}
			}
		}
	}
	if f := c.frame(frameObjAs); f != nil && obj < 0 {
		if r := v.relativeOf(i); r >= 0 {
			if k := v.asPhrase(i, i, c); k >= 0 {
				if ct, ok := v.tree(k, "content: what it is described as"); ok {
					return f, ct, target, to, nil
				}
			}
		}
	}
	if f := c.frame(frameObjPred); f != nil && obj < 0 {
		if ct, t, ok := v.called(i); ok {
			return f, ct, t, to, nil
		}
	}
	if f := c.frame(frameInf); f != nil && obj < 0 {
		if k := v.infinitiveOf(i, i, false); k >= 0 {
			if ct, ok := v.tree(k, "content: infinitive that the cue governs"); ok {
				return f, ct, target, to, nil
			}
		}
	}
	if f := c.frame(frameGer); f != nil {
		if k := v.gerund(i); k >= 0 {
			p := v.strayParticle(i)
			if ct, ok := v.treeWithout(k, p, "content: gerund that the cue governs"); ok {
				var extra []int32
				if p >= 0 {
					extra = append(extra, p)
				}
				return f, ct, target, to, extra
			}
		}
	}
	for n := range c.frames {
		f := &c.frames[n]
		switch f.kind {
		case framePrep:
			if k := v.prepPhrase(i, -1, f.prep); k >= 0 {
				if v.personal(k) && (f.stance == ledger.Urges || f.stance == ledger.Believes) && !v.clausal(k) && !v.infinitiveAhead(k) {
					continue // "asked for my brother", "unhappy with the general": a person, but no word about him
				}
				if ct, ok := v.tree(k, "content: what follows '"+f.prep+"'"); ok && v.weighty(ct, f) {
					if t := v.tokenAt(ct.pieces[0].Start); v.word(t, f.prep) {
						ct.pieces[0] = v.trimSpace(text.Span{Start: v.toks[t].End, End: ct.pieces[0].End})
					}
					to := obj
					if f.prep == "to" {
						to = ledger.None
						if c.frame(frameInf) != nil && v.t.Child(k, "det", "nmod:poss") < 0 {
							// "declined to comment": a verb read as a noun
							ct.pieces[0].Start = v.toks[v.t.Subtree(k).First].Start
							return f, ct, ledger.None, to, nil
						}
					}
					return f, ct, ledger.None, to, v.adjacent(i, k, f.prep)
				}
			}
		case frameOnInf:
			if k := v.prepPhrase(i, -1, f.prep); k >= 0 {
				if x := v.infinitiveOf(i, k, true); x >= 0 {
					if ct, ok := v.tree(x, "content: infinitive behind the addressee"); ok {
						return f, ct, ledger.None, k, v.adjacent(i, k, f.prep)
					}
				}
			}
		}
	}
	return v.infinitiveByWords(i, c)
}

// headless reports whether the clause found right behind cue i opens with its verb, so that it can be no clause that is reported.
func (v *view) headless(i int32, ct *content) bool {
	if len(ct.pieces) == 0 || ct.pieces[0].Start < v.toks[i].End || ct.head < 0 || v.subject(ct.head) >= 0 || v.child(ct.head, "expl", "csubj") >= 0 {
		return false
	}
	t := v.tokenAt(ct.pieces[0].Start)
	for t < ct.head && v.toks[t].UPOS == "ADV" {
		t++
	}
	return v.finiteVerb(t) && v.toks[t].UPOS == "VERB" && t == ct.head && v.inQuote[t] == v.inQuote[i]
}

// nounsClause reports whether the clause found for cue i belongs to a noun of speech right before its "that": "heard the claim that ...".
func (v *view) nounsClause(i int32, ct *content) bool {
	if len(ct.pieces) == 0 || ct.pieces[0].Start < v.toks[i].End || v.lex.is("addressing", v.lemma(i)) {
		return false
	}
	t := v.tokenAt(ct.pieces[0].Start) - 1
	if t-1 <= i || !v.word(t, "that") {
		return false
	}
	return v.toks[t-1].UPOS == "NOUN" && len(v.lex.nouns[v.lemma(t-1)]) > 0 && v.rel(t-1) == "obj" && v.toks[t-1].Head == i
}

// phraseOnly reports whether a content right behind cue i holds no verb at all: "demanded an inquiry".
func (v *view) phraseOnly(i int32, ct *content) bool {
	if len(ct.pieces) != 1 || ct.pieces[0].Start < v.toks[i].End {
		return false
	}
	first, end := v.tokenAt(ct.pieces[0].Start), v.tokenAt(ct.pieces[0].End-1)
	if first != i+1 {
		return false
	}
	for t := first; t <= end; t++ {
		if v.verbal(t) {
			return false
		}
	}
	return true
}

// addresses reports whether a cue with the stance speaks to its object: "urged Iran to stop", but not "expects Iran to stop".
func addresses(s ledger.Stance) bool {
	switch s {
	case ledger.Thinks, ledger.Believes, ledger.Predicts, ledger.Estimates, ledger.Asserts, ledger.Intends:
		return false
	}
	return true
}

// plainObject is content that is the object of the cue.
func (v *view) plainObject(i int32, c *cue, obj, iobj int32) (f *frame, ct content, target, to int32, extra []int32) {
	target, to = ledger.None, iobj
	f = c.frame(frameObj)
	if f == nil || obj < 0 || obj < i && !v.relative(obj) {
		return nil, ct, target, to, nil
	}
	if !v.fits(c, obj, false) || f.stance == ledger.Denies && iobj >= 0 {
		return nil, ct, target, to, nil
	}
	if v.lex.is("support", v.lemma(i)) && v.carried(obj) {
		return nil, ct, target, to, nil // the noun reports: "expressed regret over ..."
	}
	if v.lex.is("addressing", v.lemma(i)) && v.personal(obj) && v.toks[obj].Rel == "obj" && v.child(obj, "acl") < 0 {
		return nil, ct, target, to, nil // "warned the mayor", "promised my wife": to whom, but not what
	}
	if v.aboutOne(f.stance) && v.personal(obj) {
		return nil, ct, target, to, nil // "praised the envoy": a deed, but no word of it is told
	}
	ct, ok := v.object(obj, f)
	if !ok {
		return nil, ct, target, to, nil
	}
	first := v.tokenAt(ct.pieces[0].Start)
	if t := c.frame(frameThat); t != nil && v.word(first, "that") && ct.pieces[0].End > v.toks[first].End {
		// a clause that the parser took for a noun phrase
		ct.pieces[0] = v.trimSpace(text.Span{Start: v.toks[first].End, End: ct.pieces[0].End})
		ct.step = "content: what follows 'that'"
		return t, ct, target, to, nil
	}
	if v.aboutOne(f.stance) {
		target = obj
	}
	return f, ct, target, to, nil
}

// objPrepByWords reads "accused the mayor of taking bribes" off the order of words where the tree lost it: a target, the preposition and a
// gerund.
func (v *view) objPrepByWords(i int32, c *cue) (*frame, content, int32, bool) {
	b := v.ownBounds(i)
	for t := i + 2; t+1 < b.Last && t < i+12 && !v.punct(t) && !v.finiteVerb(t) && v.toks[t].XPOS != "VBG"; t++ {
		if v.toks[t+1].XPOS != "VBG" && !(v.lemma(i) == "accuse" && v.toks[t+1].UPOS == "NOUN") {
			continue
		}
		f := c.prep(frameObjPrep, v.low(t))
		if f == nil || v.toks[t-1].UPOS != "NOUN" && v.toks[t-1].UPOS != "PROPN" && v.toks[t-1].UPOS != "PRON" {
			continue
		}
		target := v.phraseBefore(i+1, t)
		if target < 0 || !v.fits(c, target, true) {
			return nil, content{}, ledger.None, false
		}
		ps := v.pieces([]text.Run{{First: t + 1, Last: v.untilPause(t+1, b.Last, i)}})
		return f, content{head: t + 1, pieces: ps, step: "content: what follows '" + f.prep + "', by the order of words"}, target, len(ps) > 0
	}
	return nil, content{}, ledger.None, false
}

// infinitiveRight is the infinitive that opens right behind cue i.
func (v *view) infinitiveRight(i int32, c *cue) (f *frame, ct content, target, to int32, extra []int32) {
	if k := v.infinitiveOf(i, i, false); k >= 0 {
		if ct, ok := v.tree(k, "content: infinitive that the cue governs"); ok {
			for _, p := range ct.pieces {
				if p.Start == v.toks[i+1].Start {
					return c.frame(frameInf), ct, ledger.None, ledger.None, nil
				}
			}
		}
	}
	return v.infinitiveByWords(i, c)
}

// infinitiveByWords reads "threatened to leave", "urged the king to leave", "called on the king to leave" off the order of words where the tree
// lost them.
func (v *view) infinitiveByWords(i int32, c *cue) (f *frame, ct content, target, to int32, extra []int32) {
	b := v.ownBounds(i)
	a := i + 1
	for a < b.Last && v.toks[a].UPOS == "ADV" {
		a++
	}
	if a+1 >= b.Last || v.passive(i) {
		return nil, ct, ledger.None, ledger.None, nil
	}
	at := a
	if f = c.frame(frameInf); f == nil || !v.opensInfinitive(a) {
		if f = c.prep(frameOnInf, v.low(a)); f != nil {
			at = a + 1
		} else if f = c.frame(frameObjInf); f == nil || !addresses(f.stance) {
			return nil, ct, ledger.None, ledger.None, nil
		}
		r := v.core(at, b.Last)
		if r.Len() <= 0 || !v.opensInfinitive(r.Last) {
			return nil, ct, ledger.None, ledger.None, nil
		}
		to = v.coreHead(r)
		if f.kind == frameObjInf && (to < 0 || !v.personal(to) && !v.canSpeak(to)) {
			return nil, ct, ledger.None, ledger.None, nil
		}
		if f.kind == frameOnInf {
			extra = []int32{a}
		}
		at = r.Last
	} else {
		to = ledger.None
	}
	ps := v.pieces([]text.Run{{First: at, Last: v.untilPause(at, b.Last, i)}})
	if len(ps) == 0 {
		return nil, ct, ledger.None, ledger.None, nil
	}
	return f, content{head: at + 1, pieces: ps, step: "content: infinitive behind the cue, by the order of words"}, ledger.None, to, extra
}

// opensInfinitive reports whether "to" and a verb stand at token t.
func (v *view) opensInfinitive(t int32) bool {
	return int(t)+1 < len(v.toks) && v.word(t, "to") && v.toks[t+1].XPOS == "VB" && v.inside(t) == v.inside(t+1)
}

// infinitiveAhead reports whether an infinitive follows right behind the phrase of token k: "called for the mayor to resign".
func (v *view) infinitiveAhead(k int32) bool {
	t := v.nounPhrase(k).Last
	return int(t)+1 < len(v.toks) && v.word(t, "to") && v.toks[t+1].XPOS == "VB"
}

// freeRelative is the "what" that takes the place of an object of cue i: "what the king considers smart"; or -1.
func (v *view) freeRelative(i int32) int32 {
	if !v.finiteVerb(i) {
		return -1
	}
	return v.relativeOf(i)
}

// relativeOf is the "what" right before the subject of cue i, which then is its object: "what the army described as"; or -1.
func (v *view) relativeOf(i int32) int32 {
	b := v.bounds(i)
	for t := i - 2; t >= b.First && t > i-8; t-- {
		if v.word(t, "what") {
			if v.phraseHead(t+1, i) >= 0 {
				return t
			}
			return -1
		}
		if v.verbal(t) || v.punct(t) {
			return -1
		}
	}
	return -1
}

// fits reports whether object o is one that entry c takes; as a target a person or body is, too.
func (v *view) fits(c *cue, o int32, target bool) bool {
	l := v.lemma(o)
	if c.Except != "" && v.lex.is(c.Except, l) {
		return false
	}
	switch c.Object {
	case "":
		return true
	case "thing":
		return target || !v.personal(o)
	}
	return v.lex.is(c.Object, l) || target && (v.personal(o) || v.canSpeak(o))
}

// aboutOne reports whether the object of a cue with the stance is whom it is about.
func (v *view) aboutOne(s ledger.Stance) bool {
	switch s {
	case ledger.Praises, ledger.Condemns, ledger.Accuses, ledger.Threatens:
		return true
	}
	return false
}

// personal reports whether token o names a person or persons.
func (v *view) personal(o int32) bool {
	if m := v.mention[o]; m >= 0 && v.d.Mentions[m].Type != "" {
		return v.d.Mentions[m].Type == "PER"
	}
	return v.lex.is("person", v.lemma(o)) || v.lex.is("person-pronoun", v.low(o))
}

// carried reports whether noun o is a cue with content of its own.
func (v *view) carried(o int32) bool {
	for _, c := range v.lex.nouns[v.lemma(o)] {
		if f, _, _ := v.nounContent(o, c); f != nil {
			return true
		}
	}
	return false
}
