package what

import (
	"daybook/ledger"
)

// hit is one trigger found in the tree.
type hit struct {
	pat    *pattern
	rule   *compiled
	tok    int32 // head of the trigger
	object int32 // noun of a phrase ("launch + offensive"), or None
	base   int32 // noun that stands for tok in its clause: itself, or the carrier of "a wave of attacks", "bombing campaign"
	light  int32 // light verb or word of taking part that lends its clause, or None
	class  *Light
	core   core   // deep roles of the clause
	clause int32  // head of the clause whose cast counts
	owner  int32  // who has part, where class.Part
	ownHow string // how owner was found

	filling bool  // the actor's slot is filled
	ways    []Way // of the slots, where somebody asks
	testing bool  // a condition is tested, no slot filled: the noun of a phrase counts as its object
}

// found is a token that fills a slot, and how it was found.
type found struct {
	tok int32
	how string
}

var none = found{tok: ledger.None}

// noun reports whether the hit's trigger is a noun.
func (h *hit) noun() bool { return h.pat.pos == 'n' }

// step takes the first step of a path from the trigger.
func (r *reading) step(h *hit, step string, class string, negate bool, last bool) found {
	ok := func(t int32) bool { return t >= 0 && (!last || r.passes(h, t, class, negate)) }
	switch step {
	case "subj":
		if h.class != nil && h.class.Part {
			if ok(h.owner) {
				return found{h.owner, h.ownHow}
			}
			return none
		}
		if h.class != nil && h.class.Subject == "obj" {
			return none
		}
		if ok(h.core.subj) && h.core.subj != h.object {
			return found{h.core.subj, h.core.subjHow}
		}
		return none
	case "obj":
		if h.class != nil && h.class.Subject == "obj" {
			if ok(h.core.subj) {
				return found{h.core.subj, h.core.subjHow + " of '" + r.word(h.light) + "'"}
			}
			return none
		}
		if h.noun() && h.light >= 0 {
			return none
		}
		if ok(h.core.obj) && (h.core.obj != h.object || !last || h.testing) {
			return found{h.core.obj, h.core.objHow}
		}
		return none
	case "iobj":
		if ok(h.core.iobj) {
			return found{h.core.iobj, "indirect object"}
		}
		return none
	case "act": // filled afterwards, by complete
		return none
	case "noun":
		if ok(h.object) {
			return found{h.object, "noun of the phrase"}
		}
		return none
	case "pred":
		if h.pat.pos == 'v' {
			return none
		}
		for _, k := range r.t.Children(h.tok) {
			if rel := r.toks[k].Rel; rel == "nsubj" || rel == "nsubj:pass" {
				if a, how := r.antecedent(k, h.tok); a >= 0 {
					k = a
					if ok(k) {
						return found{k, how}
					}
				}
				if ok(k) {
					return found{k, "of whom it is told"}
				}
			}
		}
		if rel := r.rel(h.tok); h.pat.second == "" || h.pat.pos != 'n' || !r.hasPrep(h.tok, h.pat.second) {
			return none
		} else if rel == "acl" || rel == "nmod" || rel == "advcl" || rel == "xcomp" || rel == "obl" {
			g := r.head(h.tok)
			if rel == "nmod" || rel == "acl" {
				if ok(g) {
					return found{g, "which the phrase describes"}
				}
			} else if s, how := r.surfaceSubject(g, 0); ok(s) {
				return found{s, how + " of '" + r.word(g) + "'"}
			}
		}
		return none
	case "host":
		return r.host(h, ok)
	case "comp":
		if k := r.complement(h.tok); ok(k) {
			return found{k, "complement"}
		}
		return none
	case "aux":
		return r.auxiliary(h.clause, ok)
	case "using":
		return r.using(h, ok)
	case "poss", "mod", "site", "doer", "sufferer":
		for _, t := range [...]int32{h.nounAt(), h.base, h.object} {
			if t >= 0 {
				if t == h.object && h.filling && h.core.passive && !r.is(t, "event") {
					continue // "his licence was revoked": whose it is is not who did it
				}
				if f := r.before(t, step, ok); f.tok >= 0 {
					if step == "mod" && !h.testing && r.calledBy(t, f.tok) {
						continue
					}
					if h.noun() && t != h.tok && (step == "doer" || step == "sufferer") && r.sufferer(h.tok, f.tok) != (step == "sufferer") {
						continue // "his assassination attempt"
					}
					return f
				}
				if step == "sufferer" && h.noun() && t != h.tok { // the carrier's possessor, by the event's own noun
					if f := r.before(t, "poss", ok); f.tok >= 0 && r.sufferer(h.tok, f.tok) {
						return f
					}
				}
			}
		}
		return none
	case "of":
		f := r.behind(h, step, ok)
		if f.tok >= 0 && r.attacker(h, f.tok) {
			return none
		}
		return f
	case "by":
		f := r.behind(h, step, ok)
		if f.tok >= 0 && h.class != nil && h.class.Subject == "obj" && f.tok == h.core.subj { // "the attack was suffered by the town"
			return none
		}
		if f.tok < 0 && h.noun() {
			if k := r.behind(h, "of", ok); k.tok >= 0 && r.attacker(h, k.tok) {
				return k
			}
		}
		return f
	}
	return r.behind(h, step, ok)
}

// attacker reports whether k behind "of" is who attacks, as whom he attacks stands behind "on" or "against": "the attacks of the
// army on the port".
func (r *reading) attacker(h *hit, k int32) bool {
	if !h.noun() || !r.is(h.tok, "attack-on") || !r.actorlike(r.substance(k)) {
		return false
	}
	for _, from := range [...]int32{k, h.tok} {
		for _, j := range r.t.Children(from) {
			if p := r.prep(j); j > k && (p == "on" || p == "against") && r.time[j] < 0 && (r.place[j] >= 0 || r.actorlike(r.substance(j))) {
				return true
			}
		}
	}
	return false
}

// nounAt is the trigger where it is a noun, else None.
func (h *hit) nounAt() int32 {
	if h.noun() {
		return h.tok
	}
	return ledger.None
}

// complement is the clause that a verb takes: xcomp, ccomp, or "of -ing".
func (r *reading) complement(v int32) int32 {
	for _, k := range r.t.Children(v) {
		switch r.rel(k) {
		case "xcomp", "ccomp":
			return k
		}
	}
	for _, k := range r.t.Children(v) {
		if rel := r.rel(k); rel == "advcl" || rel == "acl" {
			switch r.mark(k) {
			case "of", "for", "from", "to", "into":
				return k
			}
		}
	}
	return ledger.None
}

// host is the subject of the clause in which the noun stands as an adjunct: "urged ... in talks with ...".
func (r *reading) host(h *hit, ok func(int32) bool) found {
	n := h.base
	if n < 0 {
		n = h.tok
	}
	aside := false // "said, after talks with X, that ...": not what is said, whatever the tree has it under
	for steps := 0; steps < 4; steps++ {
		g := r.head(n)
		if g < 0 || r.rel(n) == "ccomp" && !aside {
			return none
		}
		aside = aside || r.rel(n) == "obl"
		switch r.rel(n) {
		case "obl", "obj", "advcl", "xcomp", "ccomp":
			if r.predicate(g) {
				c := r.core(g)
				s, how := c.subj, c.subjHow
				if c.passive {
					s, how = c.obj, c.objHow
				}
				if ok(s) && s != n {
					return found{s, how + " of '" + r.word(g) + "'"}
				}
				switch rel := r.rel(g); {
				case rel == "acl" && s < 0: // "urged efforts to end the war in talks with ..."
					g = r.head(g)
				case rel != "ccomp" && rel != "xcomp" || s >= 0 && r.actorlike(s):
					return none
				}
			}
		case "nmod", "conj", "compound":
		default:
			return none
		}
		n = g
	}
	return none
}

// using finds what an act is done with: "using airstrikes", "by using barrel bombs".
func (r *reading) using(h *hit, ok func(int32) bool) found {
	for _, from := range [...]int32{h.tok, h.light, h.object} {
		if from < 0 {
			continue
		}
		if f := r.usingUnder(from, ok, 0); f.tok >= 0 {
			return f
		}
	}
	return none
}

func (r *reading) usingUnder(from int32, ok func(int32) bool, depth int) found {
	if depth > 3 {
		return none
	}
	for _, k := range r.t.Children(from) {
		switch r.rel(k) {
		case "advcl", "acl", "xcomp", "obl", "nmod", "obj":
			if r.lemma(k) == "use" || r.lemma(k) == "employ" {
				if o := r.child(k, "obj"); ok(o) {
					return found{o, "object of '" + r.word(k) + "'"}
				}
			}
			if p := r.prep(k); p == "use" || p == "using" {
				if ok(k) {
					return found{k, "behind 'using'"}
				}
			}
			if f := r.usingUnder(k, ok, depth+1); f.tok >= 0 {
				return f
			}
		}
	}
	return none
}

// before finds who stands before the noun t: possessor, adjective or compound.
func (r *reading) before(t int32, step string, ok func(int32) bool) found {
	for _, k := range r.t.Children(t) {
		rel := r.toks[k].Rel
		switch step {
		case "poss":
			if rel == "nmod:poss" && ok(k) {
				return found{k, "possessor of '" + r.word(t) + "'"}
			}
		case "doer", "sufferer":
			if rel == "nmod:poss" && ok(k) && r.sufferer(t, k) == (step == "sufferer") {
				return found{k, "possessor of '" + r.word(t) + "'"}
			}
		case "mod":
			if (rel == "compound" || rel == "amod" || rel == "nmod") && k < t && r.actingModifier(k) && ok(k) {
				return found{k, "before '" + r.word(t) + "'"}
			}
			if rel == "compound" && k < t && r.toks[k].UPOS == "NOUN" { // "NATO air strikes": the tree hangs who strikes on "air"
				for _, j := range r.t.Children(k) {
					if l := r.rel(j); j < k && (l == "compound" || l == "amod") && r.toks[j].UPOS != "NOUN" && r.actingModifier(j) && ok(j) {
						return found{j, "before '" + r.word(t) + "'"}
					}
				}
			}
		case "site":
			if (rel == "compound" || rel == "amod" || rel == "nmod") && k < t && !r.actingModifier(k) && ok(k) && (r.place[k] >= 0 || r.protected(k) != "" || r.is(k, "target")) {
				return found{k, "before '" + r.word(t) + "'"}
			}
		}
	}
	return none
}

// calledBy reports whether the name k tells where the deed t was done, not who did it: "the Arda massacre". A people, and a name that
// is known for an actor's, may have done it.
func (r *reading) calledBy(t, k int32) bool {
	if r.toks[k].UPOS != "PROPN" || !r.is(t, "called-by-place") {
		return false
	}
	if a := r.actorAt(k); a != nil && a.Known {
		return false
	}
	if m := r.mention[k]; m >= 0 && r.d.Mentions[m].Type == "NORP" {
		return false
	}
	return true
}

// sufferer reports whether the possessor k of the noun t is who it was done to: "the mayor's murder", "his arrest". Where what it was
// done to stands behind "of", or the possessor is a state, a force or an organisation ("the army's arrests"), he is who did it.
func (r *reading) sufferer(t, k int32) bool {
	if !r.is(t, "suffered") {
		return false
	}
	for _, j := range r.t.Children(t) {
		if p := r.prep(j); r.rel(j) == "nmod" && j > t && p == "of" {
			return false
		}
	}
	if a := r.actorAt(k); a != nil && (a.Kind == ledger.State || a.Kind == ledger.ArmedGroup || a.Kind == ledger.Agency) {
		return false
	}
	if r.toks[k].UPOS == "PRON" || r.is(k, "person") && !r.is(k, "force-like") || r.is(k, "actor") && !r.is(k, "armed") && !r.is(k, "authority-body") {
		return r.place[k] < 0
	}
	return false
}

// behind finds what stands behind the trigger with preposition p. A phrase that the tree hangs on the governing verb
// right behind the noun is taken as the noun's: attachment of prepositional phrases is where parsers err most.
func (r *reading) behind(h *hit, p string, ok func(int32) bool) found {
	if h.class != nil && h.class.Doer == p { // "blamed the attack on rebels": who did it, not whom it struck
		any := ok
		ok = func(k int32) bool { return k != h.owner && any(k) }
	}
	if p == "by" {
		any := ok
		ok = func(k int32) bool { return any(k) && !r.manner(k) && !r.hasPrep(k, "near") && !r.hasPrep(k, "close") }
	}
	for _, from := range [...]int32{h.tok, h.object, h.base, h.light} {
		if from < 0 {
			continue
		}
		for _, k := range r.t.Children(from) {
			switch r.rel(k) {
			case "obl", "nmod", "advcl", "acl", "appos", "dep":
				if r.hasPrep(k, p) && r.time[k] < 0 && ok(k) && !(h.class != nil && h.class.Noun == p && k == h.base) && k != h.tok && k != h.base {
					return found{k, "behind '" + p + "'"}
				}
			}
		}
	}
	if f := r.adjacent(h, p, ok); f.tok >= 0 {
		return f
	}
	if !h.noun() {
		if h.core.obj > h.tok && h.core.obj != h.object { // "carried out an attack against", hung on the object
			for _, k := range r.t.Children(h.core.obj) {
				if r.rel(k) == "nmod" && r.hasPrep(k, p) && p != "of" && r.time[k] < 0 && ok(k) {
					return found{k, "behind '" + p + "', hung on the object"}
				}
			}
		}
		return none
	}
	from := h.base
	if from < 0 {
		from = h.tok
	}
	if p == "of" {
		return none
	}
	g := r.head(from)
	for _, k := range r.kids(g) {
		rel := r.rel(k)
		if p != "by" && k > from && (rel == "obl" || rel == "nmod") && r.hasPrep(k, p) && r.time[k] < 0 && k-from < 8 && !r.verbBetween(from, k) && ok(k) {
			return found{k, "behind '" + p + "', hung on '" + r.word(g) + "'"}
		}
	}
	// "talks in Damascus with ...", "the extradition of a banker to Peru", "an onslaught by rebels on the town": hung on the noun between
	for _, m := range r.t.Children(from) {
		if r.rel(m) != "nmod" || m < from {
			continue
		}
		for _, k := range r.t.Children(m) {
			if r.rel(k) == "nmod" && r.hasPrep(k, p) && r.time[k] < 0 && (r.place[m] >= 0 || r.prep(m) == "by" && (p == "on" || p == "against") && r.is(h.tok, "attack-on") || p == "by" && r.prep(m) != "by" || p == "on" && r.prep(m) == "by" || r.prep(m) == "of" && (p == "to" || p == "in" || p == "against" || p == "on" && r.attacker(h, m))) && ok(k) {
				return found{k, "behind '" + p + "', hung on '" + r.word(m) + "'"}
			}
		}
	}
	return none
}

// adjacent reads the preposition from the words alone: right behind the trigger or its noun, or, for prepositions that can hardly
// belong to anything else, a little further on with no verb between.
func (r *reading) adjacent(h *hit, p string, ok func(int32) bool) found {
	last := max(h.tok, h.object)
	if h.noun() {
		last = max(h.tok, h.base)
	} else if h.object < 0 && h.core.obj > h.tok {
		last = h.tok
	}
	far := int32(0)
	switch p {
	case "against", "between", "into", "toward", "towards":
		far = 12
	}
	n := int32(len(r.toks))
	for i := last + 1; i < n && i <= last+1+far && r.sentence[i] == r.sentence[last]; i++ {
		switch r.toks[i].UPOS {
		case "VERB", "AUX":
			return none
		case "PUNCT":
			if r.word(i) == ";" {
				return none
			}
		}
		if r.lemma(i) != p || r.toks[i].UPOS != "ADP" {
			continue
		}
		k := r.nounAfter(i + 1)
		if k >= 0 && r.time[k] < 0 && ok(k) && k != h.base && k != h.core.subj {
			return found{k, "right behind '" + p + "'"}
		}
		return none
	}
	return none
}

// kids are the children of i, none for None.
func (r *reading) kids(i int32) []int32 {
	if i < 0 {
		return nil
	}
	return r.t.Children(i)
}

func (r *reading) verbBetween(a, b int32) bool {
	for i := a + 1; i < b; i++ {
		if r.toks[i].UPOS == "VERB" && r.toks[i].Rel != "amod" {
			return true
		}
	}
	return false
}

// walk follows a whole path.
func (r *reading) walk(h *hit, p path) found {
	last := len(p.steps) == 1
	f := r.step(h, p.steps[0], p.class, p.negate, last)
	for i := 1; i < len(p.steps) && f.tok >= 0; i++ {
		last = i == len(p.steps)-1
		ok := func(t int32) bool { return t >= 0 && (!last || r.passes(h, t, p.class, p.negate)) }
		f = r.onward(f, p.steps[i], ok)
	}
	return f
}

// onward takes a later step, from a token that is no trigger.
func (r *reading) onward(f found, step string, ok func(int32) bool) found {
	t := f.tok
	via := " of '" + r.word(t) + "'"
	switch step {
	case "subj", "obj", "iobj", "comp":
		if step == "comp" {
			if k := r.complement(t); ok(k) {
				return found{k, "complement" + via}
			}
			return none
		}
		if !r.predicate(t) {
			return none
		}
		c := r.core(t)
		k, how := c.subj, c.subjHow
		if step == "obj" {
			k, how = c.obj, c.objHow
		} else if step == "iobj" {
			k, how = c.iobj, "indirect object"
		}
		if ok(k) {
			return found{k, how + via}
		}
		return none
	case "poss", "mod", "site", "doer", "sufferer":
		g := r.before(t, step, ok)
		return g
	case "held":
		return r.holder(t, ok)
	case "acl":
		if k := r.child(t, "acl"); ok(k) {
			return found{k, "clause" + via}
		}
		return none
	case "aux":
		return r.auxiliary(t, ok)
	case "det":
		if k := r.child(t, "det"); ok(k) {
			return found{k, "before '" + r.word(t) + "'"}
		}
		return none
	case "mark":
		for _, k := range r.t.Children(t) {
			if r.toks[k].Rel == "mark" && ok(k) {
				return found{k, "mark" + via}
			}
		}
		return none
	case "conj":
		if k := r.child(t, "conj"); ok(k) {
			return found{k, "joined to '" + r.word(t) + "'"}
		}
		return none
	}
	if step == "by" && r.predicate(t) && r.toks[t].UPOS == "VERB" {
		if c := r.core(t); c.passive && ok(c.subj) {
			return found{c.subj, c.subjHow + via}
		}
	}
	for _, k := range r.t.Children(t) {
		switch r.rel(k) {
		case "nmod", "obl", "advcl", "acl":
			if r.hasPrep(k, step) && r.time[k] < 0 && ok(k) {
				return found{k, "behind '" + step + "'" + via}
			}
		}
	}
	return none
}

// auxiliary finds an auxiliary of the clause. The "must" of "must have fallen" is no duty but a guess, and none.
func (r *reading) auxiliary(v int32, ok func(int32) bool) found {
	guess := false
	for _, k := range r.t.Children(v) {
		guess = guess || r.rel(k) == "aux" && r.lemma(k) == "have"
	}
	for _, k := range r.t.Children(v) {
		if r.toks[k].Rel == "aux" && !(guess && r.lemma(k) == "must") && ok(k) {
			return found{k, "auxiliary"}
		}
	}
	return none
}

// holder finds who holds a place by the words before it: "the rebel-held side of town".
func (r *reading) holder(t int32, ok func(int32) bool) found {
	for _, k := range r.t.Children(t) {
		if r.rel(k) != "amod" {
			continue
		}
		switch r.lemma(k) {
		case "hold", "control", "occupy", "held", "controlled":
			for _, m := range r.t.Children(k) {
				if m < k && r.toks[m].UPOS != "PUNCT" && ok(m) {
					return found{m, "who holds '" + r.word(t) + "'"}
				}
			}
		}
	}
	return none
}

// fill finds who stands in a slot: the first path that holds wins; everybody joined to him by "and" comes with him.
func (r *reading) fill(h *hit, paths []path, actor bool, means *[]int32) ([]found, []string) {
	var steps []string
	h.filling = actor
	for _, p := range paths {
		f := r.walk(h, p)
		if f.tok < 0 {
			r.way(h, actor, p, nil, "leads to nobody")
			continue
		}
		f.tok = r.substance(f.tok)
		if !actor && p.steps[len(p.steps)-1] == "poss" && r.toks[f.tok].UPOS == "PRON" && (r.actorAt(f.tok) == nil || h.core.subj >= 0 && r.same(f.tok, h.core.subj)) {
			r.way(h, actor, p, nil, "'"+r.word(f.tok)+"' is most likely the subject's own")
			continue // "our condolences"
		}
		if l := r.lowered(f.tok); !actor && (l == "this" || l == "that") && r.toks[f.tok].UPOS != "NOUN" {
			r.way(h, actor, p, nil, "'"+r.word(f.tok)+"' names nobody")
			continue
		}
		if r.nobody(f.tok) {
			steps = append(steps, "'"+r.word(f.tok)+"' ("+f.how+") is nobody")
			r.way(h, actor, p, nil, steps[len(steps)-1])
			return nil, steps
		}
		if r.time[f.tok] >= 0 || f.tok == h.tok || f.tok == h.object && p.steps[0] != "noun" {
			r.way(h, actor, p, nil, "'"+r.word(f.tok)+"' is a time or the act itself")
			continue
		}
		if actor && !r.actorlike(f.tok) && !(r.b.types[h.rule.Type].Verbal && p.steps[0] == "subj" && r.mayspeak(f.tok)) {
			through, ok := r.through(f.tok)
			if !ok {
				steps = append(steps, "'"+r.word(f.tok)+"' ("+f.how+") cannot act")
				r.way(h, actor, p, nil, steps[len(steps)-1])
				continue
			}
			*means = append(*means, f.tok)
			if through.tok < 0 {
				steps = append(steps, "'"+r.word(f.tok)+"' ("+f.how+") is the means; whose it is is not told")
				r.way(h, actor, p, nil, steps[len(steps)-1])
				return nil, steps
			}
			f = through
		}
		out := []found{f}
		out = r.joined(out, f.tok, 0)
		if len(out) == 1 && p.steps[len(p.steps)-1] == "between" {
			if k := r.otherSide(f.tok); k >= 0 {
				out = append(out, found{k, "behind 'between ... and'"})
			}
		}
		r.way(h, actor, p, out, "")
		return out, steps
	}
	return nil, steps
}
