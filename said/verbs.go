package said

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// verbs finds the statements that verbs report outside the tags of quotations.
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
			v.misreadParticiple(i)
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
		for _, g := range []string{l + "e", strings.TrimSuffix(l, "e"), strings.TrimSuffix(l, "d"), strings.TrimSuffix(l, "ed"), strings.TrimSuffix(l, "ing"), strings.TrimSuffix(l, "s")} {
			if v.lex.verbs[g] != nil {
				l = g
				break
			}
		}
	}
	for _, k := range v.t.Children(i) {
		if v.toks[k].Rel == "compound:prt" || k == i+1 && (v.rel(k) == "advmod" || v.rel(k) == "compound") {
			if cs := v.lex.verbs[l+" "+v.low(k)]; cs != nil {
				return cs
			}
		}
	}
	return v.lex.verbs[l]
}

// mood is how a cue stands: whether it was really said.
type mood struct {
	negated  bool
	declines bool    // would not, could not
	unsaid   string  // why nothing was said, or ""
	extra    []int32 // words of a verb that only leads over: "went on to"
	lead     int32   // that verb, or -1
}

func (v *view) moodOf(i int32) mood {
	m := mood{lead: -1}
	m.negated = v.negated(i)
	mod := v.modal(i)
	if v.rel(i) == "conj" && mod == "" && v.toks[i].XPOS == "VB" {
		mod = v.modal(v.toks[i].Head)
	}
	switch mod {
	case "may", "might", "should", "could", "can", "would", "will", "shall", "must":
		if m.negated && mod != "may" && mod != "might" && mod != "should" {
			m.declines = true
		} else if mod == "will" || mod == "shall" {
			m.unsaid = "not said yet ('" + mod + "')"
		} else {
			m.unsaid = "only possible ('" + mod + "')"
		}
	}
	switch v.marker(i) {
	case "if", "unless", "whether":
		m.unsaid = "only a condition"
	case "without":
		m.negated = true
	}
	if h := v.toks[i].Head; h >= 0 && v.rel(i) == "conj" && (v.marker(h) == "if" || v.marker(h) == "unless") {
		m.unsaid = "only a condition"
	}
	if m.unsaid == "" && v.infinitive(i) {
		v.leads(i, &m)
	}
	if m.unsaid == "" && v.asked(i) {
		m.unsaid = "a question asks for it"
	}
	return m
}

// leads looks at the verb above an infinitive: "went on to say" was said, "wanted to say" was not.
func (v *view) leads(i int32, m *mood) {
	h := v.toks[i].Head
	if h < 0 {
		m.unsaid = "an infinitive without a speaker"
		return
	}
	switch r := v.rel(i); r {
	case "xcomp", "ccomp", "advcl":
		l := v.lemma(h)
		if r == "xcomp" && v.lex.is("leads", l) && !v.passive(h) && v.modal(h) == "" {
			m.lead = h
			for k := h; k < i; k++ {
				m.extra = append(m.extra, k)
			}
			if v.negated(h) {
				m.negated = true
			}
			return
		}
		if r == "advcl" && v.lex.is("purpose", l) {
			// "took to Twitter to say", "issued a statement to deny"
			return
		}
		m.unsaid = "only complement of '" + v.toks[h].Of(v.d.Text) + "'"
	case "conj":
		v.leads(h, m)
		m.extra, m.lead = nil, -1
	default:
		m.unsaid = "an infinitive, not something said"
	}
}

// asked reports whether verb i is the main verb of a question in the reporter's voice.
func (v *view) asked(i int32) bool {
	s := v.sent[i]
	if s < 0 || v.inside(i) || v.toks[i].Head >= 0 {
		return false
	}
	last := v.d.Sentences[s].Last - 1
	if last < 0 || v.toks[last].Of(v.d.Text) != "?" || v.inside(last) {
		return false
	}
	for _, k := range v.t.Children(i) {
		if v.rel(k) == "aux" {
			if sub := v.subject(i); sub >= 0 && k < sub {
				return true
			}
		}
	}
	return false
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
				if src, ct, ok := v.aside(i, c); ok {
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
			if f.kind == frameObj && c.Source == "document" {
				v.lengthen(i, &content) // "the poll showed her leading by a point"
			} else {
				v.shape(i, f, &content)
			}
			from := i
			if m.lead >= 0 {
				from = m.lead
			}
			src, ok := v.sourceOf(from)
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

// sameSpeaker gives a participle behind a comma ("..., adding that ...") or a verb behind "and" ("... and called for calm") the
// speaker of the cue before it in the sentence.
func (v *view) sameSpeaker(i int32) (source, bool) {
	participle := v.toks[i].XPOS == "VBG" && !v.hasAux(i) && v.pause(i-1) && v.lex.is("aside", v.lemma(i))
	joined := i > 0 && v.word(i-1, "and", "but") && (v.toks[i].XPOS == "VBD" || v.toks[i].XPOS == "VBN" || v.toks[i].XPOS == "VBZ") && v.subject(i) < 0
	if !participle && !joined {
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
	if f := c.frame(frameThat); f != nil {
		ct, ok := v.clause(i, c)
		if ok && (v.torn(i, &ct) || v.nounsClause(i, &ct)) {
			ok = false
		}
		if !v.nounsClause(i, &ct) && (!ok || v.gapped(i, &ct)) {
			if x, found := v.behindThat(i, c); found {
				ct, ok = x, true
			}
		}
		if ok {
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
			if k := v.prepPhrase(i, obj, f.prep); k >= 0 {
				if ct, ok := v.tree(k, "content: what follows '"+f.prep+"'"); ok {
					if v.lex.is("addressing", v.lemma(i)) {
						return f, ct, target, obj, nil
					}
					return f, ct, obj, to, nil
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
			if ct, ok := v.tree(k, "content: gerund that the cue governs"); ok {
				return f, ct, target, to, nil
			}
		}
	}
	for n := range c.frames {
		f := &c.frames[n]
		switch f.kind {
		case framePrep:
			if k := v.prepPhrase(i, -1, f.prep); k >= 0 {
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
	return nil, ct, target, to, nil
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
	if c.Object == "thing" && v.personal(obj) {
		return nil, ct, target, to, nil
	}
	if v.lex.is("support", v.lemma(i)) && v.carried(obj) {
		return nil, ct, target, to, nil // the noun reports: "expressed regret over ..."
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
	if m := v.mention[o]; m >= 0 {
		return v.d.Mentions[m].Type == "PER"
	}
	return v.lex.is("person-pronoun", v.low(o))
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

// passiveContent is content for a passive cue: "was accused of hacking", "was urged to leave", "it was reported that ...".
func (v *view) passiveContent(i int32, c *cue, plain bool) (f *frame, ct content, target, to int32, extra []int32) {
	target, to = ledger.None, ledger.None
	sub := v.subject(i)
	if sub >= 0 && (v.toks[sub].Rel == "expl" || v.low(sub) == "it") {
		sub = ledger.None
	}
	if plain {
		if f := c.frame(frameObj); f != nil && sub >= 0 && v.agentPhrase(i) >= 0 && !v.relative(sub) && !((c.Object == "thing" || v.aboutOne(f.stance)) && v.personal(sub)) {
			if ct, ok := v.object(sub, f); ok {
				if v.aboutOne(f.stance) {
					target = sub
				}
				return f, ct, target, to, nil
			}
		}
		return nil, ct, target, to, nil
	}
	if f := c.frame(frameThat); f != nil {
		if k := v.child(i, "ccomp", "csubj"); k >= 0 {
			if ct, ok := v.tree(k, "content: clause that the passive cue governs"); ok {
				return f, ct, target, sub, nil
			}
		}
		if sub >= 0 && c.frame(frameObjInf) == nil {
			// "the rebels are said to have fled": subject and infinitive together are what is said
			if k := v.child(i, "xcomp"); k >= 0 && v.infinitive(k) {
				if ct, ok := v.tree(k, "content: subject and infinitive of the passive cue"); ok {
					r := v.pieces([]text.Run{v.nounPhrase(sub)})
					if !v.relative(sub) {
						ct.pieces = append(r, ct.pieces...)
					}
					return f, ct, target, to, nil
				}
			}
		}
	}
	if sub < 0 {
		return nil, ct, target, to, nil
	}
	if f := c.frame(frameObjInf); f != nil {
		if k := v.infinitiveOf(i, i, false); k >= 0 {
			if ct, ok := v.tree(k, "content: infinitive of the passive cue"); ok {
				if !addresses(f.stance) {
					// "is believed to be abroad": subject and infinitive together are what is believed
					if !v.relative(sub) {
						ct.pieces = append(v.pieces([]text.Run{v.nounPhrase(sub)}), ct.pieces...)
					}
					return f, ct, target, to, nil
				}
				return f, ct, target, sub, nil
			}
		}
	}
	for n := range c.frames {
		f := &c.frames[n]
		if f.kind != frameObjPrep {
			continue
		}
		if k := v.prepPhrase(i, -1, f.prep); k >= 0 {
			if ct, ok := v.tree(k, "content: what follows '"+f.prep+"'"); ok {
				return f, ct, sub, to, v.adjacent(i, k, f.prep)
			}
		}
	}
	if f := c.frame(frameObjAs); f != nil {
		if k := v.asPhrase(i, i, c); k >= 0 {
			if ct, ok := v.tree(k, "content: what the target is described as"); ok {
				return f, ct, sub, to, nil
			}
		}
	}
	if f := c.frame(frameObjPred); f != nil {
		if k := v.child(i, "xcomp", "obj"); k >= 0 && k > i && !v.infinitive(k) {
			if ct, ok := v.tree(k, "content: what the target is called"); ok {
				return f, ct, sub, to, nil
			}
		}
	}
	return nil, ct, target, to, nil
}

// adjacent returns the preposition of phrase k where it stands right behind verb i and so belongs to the cue.
func (v *view) adjacent(i, k int32, prep string) []int32 {
	if i+1 < int32(len(v.toks)) && i+1 < k && v.low(i+1) == prep {
		return []int32{i + 1}
	}
	return nil
}

// objects are the direct and the indirect object of verb i, or None.
func (v *view) objects(i int32) (obj, iobj int32) {
	obj, iobj = ledger.None, ledger.None
	for _, k := range v.t.Children(i) {
		switch v.rel(k) {
		case "obj":
			if obj >= 0 && iobj < 0 {
				iobj, obj = obj, k
			} else if obj < 0 {
				obj = k
			}
		case "iobj":
			iobj = k
		}
	}
	if obj < 0 && iobj >= 0 {
		obj, iobj = iobj, ledger.None
	}
	return obj, iobj
}

// add makes the statement.
func (v *view) add(i int32, c *cue, f *frame, src source, ct content, target, to int32, m mood, extra []int32) {
	st := ledger.Statement{
		Source: src.span, Speaker: src.speaker, Cue: v.cueSpans(i, append(extra, m.extra...)), CueHead: i, Content: ct.pieces,
		Stance: f.stance, To: v.mentionOf(to), Target: v.mentionOf(target), Basis: c.Basis, Parent: ledger.None,
		Negated: m.negated, Unknown: src.unknown,
	}
	st.Evidence = ledger.Evidence{Rule: "said/" + c.ID + "." + f.String(), Where: c.where, Words: append([]text.Span{v.toks[i].Span}, ct.pieces...)}
	if !src.span.Empty() {
		st.Evidence.Words = append(st.Evidence.Words, src.span)
	}
	st.Evidence.Steps = []string{"cue '" + v.toks[i].Of(v.d.Text) + "' (" + c.where + ")", src.how, ct.step}
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

// instead makes a second statement of a participle behind a denial, for the denial does not reach it: "says it is not involved,
// instead concentrating its fire on another town".
func (v *view) instead(n int) {
	x := &v.found[n]
	i, h := x.CueHead, x.head
	if h < i || v.inside(i) {
		return
	}
	for _, g := range []int32{h, i} {
		for _, k := range v.t.Children(g) {
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

// cueSpans are the words of a cue: the verb, its auxiliaries and negation, its particle, and extra words; an adverb is
// taken in only where it stands between two of them.
func (v *view) cueSpans(i int32, extra []int32) []text.Span {
	var s set
	s = append(s, i)
	for _, k := range v.t.Children(i) {
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
