package what

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// passes reports whether token t is of the class; or is not, where negate is set. Where a condition is tested, one joined to
// t by "and" will do as well.
func (r *reading) passes(h *hit, t int32, class string, negate bool) bool {
	if class == "" {
		return true
	}
	if r.is(t, class) {
		return !negate
	}
	if s := r.substance(t); s != t && (h.testing || class == "place-like") && r.is(s, class) { // "dozens of villages", "kill thousands of jobs"
		return !negate
	}
	if !h.testing {
		return negate
	}
	for _, k := range r.t.Children(t) {
		if r.toks[k].Rel == "conj" && r.toks[k].UPOS != "VERB" && r.is(k, class) {
			return !negate
		}
	}
	return negate
}

// is reports whether token t is of a class of words.
func (r *reading) is(t int32, class string) bool {
	if t < 0 {
		return false
	}
	switch class {
	case "there":
		return true
	case "actor":
		return r.actorlike(r.substance(t))
	case "place":
		return r.place[t] >= 0 || r.inSet(t, r.b.classes["place-like"])
	case "name":
		return r.toks[t].UPOS == "PROPN"
	case "person":
		if m := r.mention[t]; m >= 0 && r.d.Mentions[m].Type == "PER" {
			return true
		}
		return r.inSet(t, r.b.classes["person"])
	case "armed":
		if a := r.actorAt(t); a != nil && (a.Sector == "MIL" || a.Sector == "REB" || a.Sector == "COP" || a.Kind == ledger.ArmedGroup) {
			return true
		}
		return r.inSet(t, r.b.classes["armed"])
	case "event":
		_, ok := r.b.nouns[r.lemma(t)]
		return ok
	case "disaster": // "Hurricane Mitch": the class word may be part of the name
		for _, k := range r.t.Children(t) {
			if rel := r.rel(k); (rel == "compound" || rel == "flat" || rel == "nmod" && k < t || rel == "appos") && r.inSet(k, r.b.classes[class]) {
				return true
			}
		}
	case "person-or-name", "person-or-delegation", "state-like", "authority", "armed-or-state", "authority-armed", "expelled", "freed", "deportee", "actor-or-place", "person-like", "warned", "struck", "struck-or-vessel":
		if u := r.toks[t].UPOS; u == "PROPN" || u == "PRON" && r.actorlike(t) {
			return true
		}
	case "rioter", "worker-person", "critic-person": // "thousands of teachers", "union members"
		if s := r.substance(t); s != t && r.inSet(s, r.b.classes[class]) {
			return true
		}
	case "striking":
		if a := r.actorAt(t); a != nil && (a.Kind == ledger.State || a.Kind == ledger.ArmedGroup) {
			return true
		}
	case "accusable":
		if u := r.toks[t].UPOS; u == "PROPN" || u == "PRON" && r.actorlike(t) {
			return true
		}
	case "company":
		a := r.actorAt(t)
		if a != nil && a.Sector == "BUS" {
			return true
		}
		if m := r.mention[t]; m >= 0 && r.d.Mentions[m].Type == "ORG" && r.toks[t].UPOS == "PROPN" && (a == nil || a.Sector == "" && a.Kind == ledger.Organisation) {
			return true
		}
		return r.inSet(t, r.b.classes["business-only"])
	case "harm": // "a wave of attacks"
		if r.is(t, "carrier") && r.carried(t, r.b.classes[class]) >= 0 {
			return true
		}
	case "target", "place-like", "rioter-or-place":
		if r.place[t] >= 0 {
			return true
		}
	}
	return r.inSet(t, r.b.classes[class])
}

func (r *reading) inSet(t int32, set wordset) bool {
	mods, ok := set[r.lemma(t)]
	if !ok {
		return false
	}
	if mods == nil {
		return true
	}
	for _, k := range r.t.Children(t) {
		if k < t || r.rel(k) == "nmod" {
			for _, m := range mods {
				if r.lemma(k) == m || r.lowered(k) == m {
					return true
				}
			}
		}
	}
	return false
}

func (r *reading) actorAt(t int32) *ledger.Actor {
	if t < 0 || r.mention[t] < 0 {
		return nil
	}
	return r.d.ActorOfMention(r.mention[t])
}

// protected is the kind of protected object that t names, or "".
func (r *reading) protected(t int32) string {
	for _, o := range r.b.objects {
		if r.inSet(t, o.words) {
			return o.kind
		}
	}
	return ""
}

// thing reports whether t can hardly be who does: a protected object, a place, a building, a number of victims.
func (r *reading) thing(t int32) bool {
	t = r.substance(t)
	return r.protected(t) != "" || r.place[t] >= 0 || r.is(t, "target") || r.is(t, "victim")
}

// substance is the noun behind a word of quantity: "people" of "dozens of people".
func (r *reading) substance(t int32) int32 {
	for steps := 0; steps < 3; steps++ {
		u := r.toks[t].UPOS
		if !(r.is(t, "quantity") || u == "NUM" || u == "DET" || u == "ADJ" && r.is(t, "quantity")) {
			return t
		}
		next := ledger.None
		for _, k := range r.t.Children(t) {
			if r.rel(k) == "nmod" && r.prep(k) == "of" && r.time[k] < 0 && k > t {
				next = k
				break
			}
		}
		if next < 0 {
			return t
		}
		t = next
	}
	return t
}

// actorlike reports whether t can act: a person, office, state, group or organisation, as far as words and names tell.
func (r *reading) actorlike(t int32) bool {
	if t < 0 || r.time[t] >= 0 {
		return false
	}
	tok := &r.toks[t]
	switch tok.UPOS {
	case "PRON":
		switch r.lemma(t) {
		case "who", "whom", "whoever": // one that asks is nobody; a relative one whose antecedent is lost is still somebody
			if h := tok.Head; h >= 0 && r.word(t) != "WHO" {
				switch r.rel(h) {
				case "ccomp", "root", "csubj", "advcl":
					return false
				}
			}
			return true
		case "this", "that", "which", "what", "there", "something", "anything", "nothing", "everything", "whatever", "itself":
			return false
		}
		return tok.Rel != "expl"
	case "PROPN":
		return true
	case "NUM":
		return false
	case "NOUN", "ADJ", "DET", "X":
		if tok.UPOS == "ADJ" && r.demonym(t, r.word(t)) {
			return true
		}
		if r.inSet(t, r.b.classes["actor"]) || r.inSet(t, r.b.classes["armed"]) {
			return true
		}
		if m := r.mention[t]; m >= 0 {
			switch r.d.Mentions[m].Type {
			case "PER", "ORG", "NORP":
				return tok.UPOS == "NOUN"
			}
			if a := r.d.ActorOfMention(m); a != nil && (a.Known || a.Sector != "") {
				return true
			}
		}
		if k := r.child(t, "flat"); k >= 0 && r.toks[k].UPOS == "PROPN" { // "foreign minister Walid"
			return true
		}
	}
	return false
}

// actingModifier reports whether a word before a noun names who acts: a demonym, or the name or noun of an actor.
func (r *reading) actingModifier(k int32) bool {
	tok := &r.toks[k]
	w := r.word(k)
	if r.time[k] >= 0 || r.inSet(k, r.b.classes["kind-word"]) {
		return false
	}
	if h := tok.Head; h > k { // "the Red Crescent convoy attack": the convoy is attacked, whoever's it is
		for _, j := range r.t.Children(h) {
			if j > k && j < h && r.rel(j) == "compound" && (r.protected(j) != "" || r.is(j, "target")) && !r.is(j, "armed") {
				return false
			}
		}
	}
	switch tok.UPOS {
	case "ADJ":
		return r.demonym(k, w)
	case "PROPN":
		if r.demonym(k, w) {
			return true
		}
		if m := r.place[k]; m >= 0 {
			if r.inSet(k, r.b.classes["acting-abbreviation"]) {
				return true
			}
			if p := &r.d.Places[m]; p.Precision == "town" || p.Precision == "point" || p.Precision == "admin2" { // "the Mumbai attacks": where, but for a capital that is named for its state
				a := r.actorAt(k)
				return p.Metonym && a != nil && a.Known
			}
			return r.d.Places[m].Metonym
		}
		return r.nameType[k] != 'L'
	case "NOUN":
		if r.inSet(k, r.b.classes["armed"]) {
			return true
		}
		return r.inSet(k, r.b.classes["actor"]) && r.protected(k) == "" && !r.is(k, "target")
	}
	return false
}

// demonym reports whether an adjective names a people by its shape ("Israeli", "Syrian", "French"): English writes these, and
// hardly any other adjective, with a capital.
func (r *reading) demonym(k int32, w string) bool {
	if len(w) < 3 || w[0] < 'A' || w[0] > 'Z' {
		return false
	}
	if m := r.place[k]; m >= 0 && !r.d.Places[m].Adjective && !r.d.Places[m].Metonym { // "the Mumbai attacks"
		switch r.d.Places[m].Precision {
		case "town", "point", "admin2":
			return false
		}
	}
	if m := r.mention[k]; m >= 0 && (r.d.Mentions[m].Type == "NORP" || r.actorAt(k) != nil) {
		return true
	}
	if s := r.sentence[k]; s >= 0 && r.d.Sentences[s].First == k && r.toks[k].XPOS == "JJ" && r.mention[k] < 0 && r.nameType[k] == 0 { // a capital that tells nothing: "Ethnic clashes"
		return false
	}
	for _, s := range [...]string{"an", "ese", "ish", "i", "ch", "sh", "ek", "eli", "ic", "ss", "ot", "que"} {
		if strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}

// through finds who is behind an instrument that stands as subject: "an Israeli strike killed ...".
func (r *reading) through(t int32) (found, bool) {
	if !r.is(t, "weapon") && !r.is(t, "event") {
		return none, false
	}
	ok := func(k int32) bool { return k >= 0 && r.actorlike(r.substance(k)) }
	via := ", through '" + r.word(t) + "'"
	any := func(k int32) bool { return k >= 0 && !r.calledBy(t, k) }
	if f := r.before(t, "poss", ok); f.tok >= 0 && !r.sufferer(t, f.tok) { // "the general's arrest ended the war" is no doing of his
		f.how += via
		return f, true
	}
	for _, k := range r.t.Children(t) {
		if p := r.prep(k); (p == "by" || p == "from") && r.rel(k) == "nmod" && ok(k) {
			return found{k, "behind '" + p + "'" + via}, true
		}
		if rel := r.rel(k); (rel == "acl") && r.toks[k].UPOS == "VERB" {
			if c := r.core(k); c.obj == t && ok(c.subj) {
				return found{c.subj, c.subjHow + via}, true
			}
		}
	}
	if f := r.before(t, "mod", any); f.tok >= 0 {
		f.how += via
		return f, true
	}
	return none, true
}

// otherSide finds B of "between A and B" where the tree has lost it.
func (r *reading) otherSide(a int32) int32 {
	s := r.sentence[a]
	if s < 0 {
		return ledger.None
	}
	end := min(r.d.Sentences[s].Last, int32(len(r.toks)))
	for i := a + 1; i < end && i < a+6; i++ {
		if r.toks[i].UPOS == "VERB" {
			return ledger.None
		}
		if r.lemma(i) != "and" {
			continue
		}
		for k := i + 1; k < end && k < i+6; k++ {
			switch u := r.toks[k].UPOS; u {
			case "DET", "ADJ", "NUM", "PRON":
				if u == "PRON" && r.toks[k].Rel != "nmod:poss" {
					return k
				}
			case "NOUN", "PROPN":
				if k+1 < end && (r.toks[k+1].UPOS == "NOUN" || r.toks[k+1].UPOS == "PROPN") && (r.head(k) == k+1 || r.head(k+1) == k) {
					continue
				}
				return k
			case "VERB":
				if strings.HasSuffix(r.word(k), "s") { // "separatists", tagged a verb
					return k
				}
				return ledger.None
			default:
				return ledger.None
			}
		}
	}
	return ledger.None
}

// manner reports whether a noun behind "by" tells how, not who: "by force", "by mistake".
func (r *reading) manner(t int32) bool {
	if !r.inSet(t, r.b.classes["manner"]) || r.toks[t].XPOS == "NNS" {
		return false
	}
	for _, k := range r.t.Children(t) {
		switch r.rel(k) {
		case "det", "amod", "nmod", "compound", "nummod":
			return false
		}
	}
	return true
}

// mayspeak reports whether the subject of an act of speech may be taken for a speaker although no list knows it: a common
// noun that names no thing, event or writing.
func (r *reading) mayspeak(t int32) bool {
	return r.toks[t].UPOS == "NOUN" && !r.is(t, "not-actor") && !r.is(t, "event") && !r.is(t, "weapon")
}

// nobody reports a party that is denied to be one: "no group", "nobody", "none of them".
func (r *reading) nobody(t int32) bool {
	switch r.lemma(t) {
	case "nobody", "none", "nothing", "neither", "noone":
		return true
	}
	for _, k := range r.t.Children(t) {
		if r.rel(k) == "det" && (r.lemma(k) == "no" || r.lemma(k) == "neither") {
			return true
		}
	}
	return false
}

// joined adds what is coordinated with t.
func (r *reading) joined(out []found, t int32, depth int) []found {
	if depth > 6 {
		return out
	}
	for _, k := range r.t.Children(t) {
		if r.toks[k].Rel != "conj" || k < t {
			continue
		}
		switch r.toks[k].UPOS {
		case "NOUN", "PROPN", "PRON":
			if r.time[k] < 0 && !r.predicate(k) {
				out = append(out, found{r.substance(k), "joined to '" + r.word(t) + "'"})
				out = r.joined(out, k, depth+1)
			}
		}
	}
	return out
}

// party is a found token as it is kept: its mention, or the words of its noun phrase.
func (r *reading) party(t int32) ledger.Party {
	if m := r.mention[t]; m >= 0 {
		p := ledger.Party{Mention: m}
		if own := r.phrase(t); r.d.Mentions[m].Span.Len() > own.Len()+80 { // a phrase that has swallowed its clause
			p.Span = own
		}
		return p
	}
	return ledger.Party{Mention: ledger.None, Span: r.phrase(t)}
}

// phrase is the span of the noun phrase that t heads, without clauses, appositions and prepositional phrases.
func (r *reading) phrase(t int32) text.Span {
	first, last := t, t
	var grow func(t int32, depth int)
	grow = func(t int32, depth int) {
		if depth > 6 {
			return
		}
		for _, k := range r.t.Children(t) {
			switch r.rel(k) {
			case "det", "amod", "compound", "nummod", "flat", "fixed", "advmod", "goeswith":
			case "nmod":
				if r.toks[k].Rel != "nmod:poss" {
					continue
				}
			case "case":
				if r.toks[t].Rel != "nmod:poss" || k < t {
					continue
				}
			default:
				continue
			}
			if r.sentence[k] != r.sentence[t] {
				continue
			}
			first, last = min(first, k), max(last, k)
			grow(k, depth+1)
		}
	}
	grow(t, 0)
	return r.t.Span(text.Run{First: first, Last: last + 1})
}
