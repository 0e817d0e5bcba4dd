package who

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// pronoun resolves mention m, a pronoun.
func (r *reader) pronoun(m int32) {
	h := r.d.Mentions[m].Head
	t := &r.d.Tokens[h]
	switch t.XPOS {
	case "WP", "WDT", "WP$":
		if a := antecedent(r.d, h); a >= 0 {
			r.follow(m, a, "relative pronoun")
		}
		return
	}
	switch strings.ToLower(r.word(h)) {
	case "i", "me", "my", "mine", "myself":
		r.first(m, false)
	case "we", "us", "our", "ours", "ourselves":
		r.first(m, true)
	case "you", "your", "yours":
		if st := r.speaker[h]; st >= 0 && r.d.Statements[st].To >= 0 {
			r.copy(m, r.d.Statements[st].To, "who is spoken to")
		}
	case "he", "him", "his":
		r.third(m, 'm')
	case "she", "her", "hers":
		r.third(m, 'f')
	case "it", "its":
		r.thing(m)
	case "they", "them", "their", "theirs":
		r.many(m)
	case "himself", "herself", "itself", "themselves":
		if s := r.subjectOf(t.Head); s >= 0 && s != h {
			r.follow(m, s, "reflexive")
		}
	}
}

// follow resolves m as the mention that token i heads.
func (r *reader) follow(m, i int32, why string) {
	if o := r.mentionOf(i); o >= 0 && o != m {
		r.copy(m, o, why+" to "+quote(r.short(o)))
	}
}

func (r *reader) copy(m, o int32, why string) {
	if a := r.resolve(o); a >= 0 && r.fact[m].state != 2 {
		r.set(m, a, why)
	} else if r.fact[m].state != 2 {
		r.none(m, why+", which is not resolved")
	}
}

func (r *reader) short(o int32) string {
	s := r.d.Mentions[o].Span.Of(r.d.Text)
	if name := r.d.Mentions[o].Name; len(s) > 60 && !name.Empty() {
		s = name.Of(r.d.Text)
	} else if len(s) > 60 {
		s = r.word(r.d.Mentions[o].Head)
	}
	return s
}

// first resolves the first person inside a quotation to its speaker.
func (r *reader) first(m int32, plural bool) {
	st := r.speaker[r.d.Mentions[m].Head]
	if st < 0 {
		return
	}
	sp := r.d.Statements[st].Speaker
	if sp < 0 || sp == m {
		r.none(m, "first person of an unknown speaker")
		return
	}
	why := "the speaker of the quotation"
	if plural {
		why = "whom the speaker of the quotation speaks for"
	}
	r.copy(m, sp, why)
}

// verbOf returns the predicate of the clause that token i stands in: its nearest governor that has or could have a subject.
func (r *reader) verbOf(i int32) int32 {
	for k, steps := r.d.Tokens[i].Head, 0; k >= 0 && steps < 32; k, steps = r.d.Tokens[k].Head, steps+1 {
		if r.d.Tokens[k].UPOS == "VERB" || r.d.Tokens[k].UPOS == "AUX" || r.t.Child(k, "cop") >= 0 || r.t.Child(k, "nsubj", "nsubj:pass") >= 0 {
			return k
		}
	}
	return -1
}

// subjectOf returns the head token of the subject of predicate v, its own or the one that it shares with the clause above, or -1.
func (r *reader) subjectOf(v int32) int32 {
	for steps := 0; v >= 0 && steps < 16; steps++ {
		if m := r.sayer[v]; m >= 0 && r.d.Mentions[m].Head != v {
			return r.d.Mentions[m].Head
		}
		if s := r.t.Child(v, "nsubj", "nsubj:pass", "nsubj:outer"); s >= 0 {
			return s
		}
		switch t := &r.d.Tokens[v]; t.Rel {
		case "conj", "advcl", "xcomp", "parataxis":
			v = t.Head
		case "acl":
			if t.XPOS == "VBG" {
				return t.Head
			}
			return -1
		case "acl:relcl":
			return -1
		default:
			if r.d.Tokens[v].UPOS == "VERB" {
				return -1
			}
			v = t.Head
		}
	}
	return -1
}

// A rival is an actor that a pronoun may mean.
type rival struct {
	actor   int32
	mention int32 // its latest mention
	score   int
}

// third resolves he and she.
func (r *reader) third(m int32, sex byte) {
	fits := func(a int32) bool {
		e := &r.of[a]
		return e.person && !e.plural && (e.sex == sex || e.sex == 0 && (e.head == "" || r.isSubject(e.first)))
	}
	barred := r.barred(m)
	if a, why := r.byStructure(m, fits, barred); a >= 0 {
		if r.of[a].sex == 0 {
			r.of[a].sex = sex // whom the report calls he is no she later
		}
		r.set(m, a, why)
		return
	}
	rivals := r.rivals(m, 3, fits, barred)
	if len(rivals) == 0 {
		h := r.d.Mentions[m].Head
		if s := r.subjectOf(r.verbOf(h)); s > h && r.d.Tokens[h].Rel == "nmod:poss" && r.sentence[s] == r.sentence[h] && r.speaker[h] < 0 {
			if a, why := r.ahead(m, s, fits); a >= 0 {
				r.set(m, a, why)
				return
			}
		}
		r.none(m, "nobody named before fits")
		return
	}
	best := rivals[0]
	for _, x := range rivals[1:] {
		if x.score > best.score {
			best = x
		}
	}
	for _, x := range rivals {
		if x.actor != best.actor && x.score > best.score-20 {
			r.none(m, "two candidates: "+r.d.Actors[best.actor].Name+", "+r.d.Actors[x.actor].Name)
			return
		}
	}
	why := "the nearest who fits: " + quote(r.short(best.mention))
	if len(rivals) == 1 {
		why = "the only one near who fits: " + quote(r.short(best.mention))
	}
	r.set(m, best.actor, why)
}

// isSubject reports whether mention m is a subject.
func (r *reader) isSubject(m int32) bool {
	return m >= 0 && text.Rel0(r.d.Tokens[r.d.Mentions[m].Head].Rel) == "nsubj"
}

// barred returns the actors that pronoun m cannot mean: the subject of its own clause where it is another argument, and
// the speaker of the quotation that it stands in.
func (r *reader) barred(m int32) []int32 {
	h := r.d.Mentions[m].Head
	t := &r.d.Tokens[h]
	var out []int32
	bar := func(i int32) {
		if o := r.mentionOf(i); o >= 0 && o != m {
			if a := r.resolve(o); a >= 0 {
				out = append(out, a)
			}
		}
	}
	if rel := text.Rel0(t.Rel); rel == "obj" || rel == "iobj" || rel == "obl" || rel == "nmod" && t.Rel != "nmod:poss" {
		v := r.verbOf(h)
		if v >= 0 {
			if s := r.subjectOf(v); s >= 0 && s != h {
				bar(s)
			}
			if rel == "obl" {
				if o := r.t.Child(v, "obj"); o >= 0 && o != h {
					bar(o)
				}
			}
		}
	}
	if rel := text.Rel0(t.Rel); rel == "nsubj" && t.Head >= 0 {
		if o := r.t.Child(t.Head, "obj"); o >= 0 {
			if k := r.mentionOf(o); k >= 0 && r.d.Mentions[k].Kind != ledger.Pronominal {
				bar(o)
			}
		}
	}
	if st := r.speaker[h]; st >= 0 {
		if sp := r.d.Statements[st].Speaker; sp >= 0 && sp != m {
			if a := r.resolve(sp); a >= 0 {
				out = append(out, a)
			}
		}
	}
	if v := r.verbOf(h); v >= 0 && r.d.Tokens[v].Rel == "acl:relcl" && r.d.Tokens[v].Head >= 0 && r.d.Tokens[v].Head < h && t.Rel != "nmod:poss" {
		bar(r.d.Tokens[v].Head) // "a doctor she knew"
	}
	return out
}

func has(s []int32, v int32) bool {
	for _, x := range s {
		if x == v {
			return true
		}
	}
	return false
}

// byStructure resolves a pronoun by its place in the sentence: the subject of a clause inside what somebody says is, unless
// somebody is spoken to, who says it; a possessive and the subject of a clause beside the main one take the subject.
func (r *reader) byStructure(m int32, fits func(int32) bool, barred []int32) (int32, string) {
	h := r.d.Mentions[m].Head
	t := &r.d.Tokens[h]
	r.blocked = ""
	if r.speaker[h] >= 0 {
		return ledger.None, ""
	}
	personal := r.d.Mentions[m].Type == "PER" // he, she: a subject of unknown sex will do
	try := func(s int32, why string) (int32, string) {
		if s < 0 || s >= h {
			return ledger.None, ""
		}
		o := r.mentionOf(s)
		if o < 0 || o == m {
			return ledger.None, ""
		}
		a := r.resolve(o)
		if a < 0 || !fits(a) && !(r.of[a].person && r.of[a].sex == 0 && personal) || has(barred, a) {
			if a < 0 {
				r.blocked = r.short(o)
			}
			return ledger.None, ""
		}
		return a, why + quote(r.short(o))
	}
	v := r.verbOf(h)
	if v < 0 {
		return ledger.None, ""
	}
	if t.Rel == "nmod:poss" || text.Rel0(t.Rel) == "nmod" {
		if s := r.subjectOf(v); s > h && t.Rel == "nmod:poss" && r.d.Tokens[v].Rel == "advcl" { // "In his speech, ...": the subject follows
			return r.ahead(m, s, fits)
		} else if s >= 0 && !r.t.Governs(s, h) {
			if r.between(s, m, v, fits) {
				r.blocked = r.word(s)
				return ledger.None, ""
			}
			return try(s, "the subject of its clause: ")
		}
		if r.t.Child(v, "nsubj", "nsubj:pass") >= 0 { // inside the subject itself
			return r.above(v, m, fits, try)
		}
		return ledger.None, ""
	}
	if rel := text.Rel0(t.Rel); rel == "nsubj" {
		return r.above(v, m, fits, try)
	}
	return ledger.None, ""
}

// ahead resolves a possessive in a clause before the main one to the named subject that follows.
func (r *reader) ahead(m, s int32, fits func(int32) bool) (int32, string) {
	o := r.mentionOf(s)
	if o < 0 || r.d.Mentions[o].Kind != ledger.Proper {
		return ledger.None, ""
	}
	if a := r.resolve(o); a >= 0 && fits(a) {
		return a, "the subject that follows: " + quote(r.short(o))
	}
	return ledger.None, ""
}

// between reports whether another actor that fits is named in the clause of predicate v between token s and mention m.
func (r *reader) between(s, m, v int32, fits func(int32) bool) bool {
	subject := ledger.None
	if o := r.mentionOf(s); o >= 0 {
		subject = r.resolve(o)
	}
	for i := m - 1; i >= 0 && r.d.Mentions[i].Head > s; i-- {
		if r.d.Mentions[i].Kind == ledger.Pronominal || r.verbOf(r.d.Mentions[i].Head) != v {
			continue
		}
		if a := r.resolve(i); a >= 0 && a != subject && fits(a) {
			return true
		}
	}
	return false
}

// above tries the subject of the clause that governs the clause of predicate v, in which pronoun m stands.
func (r *reader) above(v, m int32, fits func(int32) bool, try func(int32, string) (int32, string)) (int32, string) {
	for k, steps := v, 0; steps < 8; steps++ {
		t := &r.d.Tokens[k]
		g := t.Head
		if g < 0 {
			return ledger.None, ""
		}
		switch t.Rel {
		case "ccomp":
			if r.t.Child(g, "iobj") >= 0 || r.t.Child(g, "obj") >= 0 {
				return ledger.None, ""
			}
			return try(r.subjectOf(g), "the subject of "+quote(r.d.Tokens[g].Lemma)+": ")
		case "acl:relcl":
			s := r.subjectOf(r.verbOf(g))
			if s >= 0 && r.between(s, m, r.verbOf(g), fits) {
				r.blocked = r.word(s)
				return ledger.None, ""
			}
			return try(s, "the subject of the clause that it hangs on: ")
		case "advcl", "conj":
			return try(r.subjectOf(g), "the subject of the clause that it hangs on: ")
		case "xcomp":
			k = g
		default:
			return ledger.None, ""
		}
	}
	return ledger.None, ""
}

// rivals returns the actors named in the last sentences before pronoun m that fit it, with the weight of their latest
// mentions: subjects before objects, this sentence before the one before. The weights follow Lappin and Leass (1994).
func (r *reader) rivals(m int32, sentences int32, fits func(int32) bool, barred []int32) []rival {
	h := r.d.Mentions[m].Head
	s := r.sentence[h]
	inQuote := r.speaker[h]
	var out []rival
	for i := m - 1; i >= 0; i-- {
		men := &r.d.Mentions[i]
		if r.sentence[men.Head] < s-sentences {
			break
		}
		if men.Kind == ledger.Pronominal && isFirstPerson(r.word(men.Head)) {
			continue
		}
		a := r.resolve(i)
		if a < 0 || !fits(a) || has(barred, a) || i == r.fact[m].owner {
			continue
		}
		w := 100
		t := &r.d.Tokens[men.Head]
		switch text.Rel0(t.Rel) {
		case "nsubj":
			w += 80
		case "root":
			w += 60
		case "obj":
			w += 50
		case "iobj", "obl":
			w += 40
		case "appos":
			w += 40
		}
		if t.Rel == "nmod:poss" {
			w += 20
		}
		if f := r.fact[i].words.First; men.Kind == ledger.Proper && (f == 0 || r.sentence[f-1] != r.sentence[f]) {
			switch text.Rel0(t.Rel) {
			case "vocative", "root", "dep", "parataxis", "discourse", "dislocated", "list":
				w = max(w, 180) // opens the sentence: its subject, whatever the parser makes of it
			}
		}
		if q := r.speaker[men.Head]; q >= 0 && q != inQuote {
			if w -= 60; inQuote < 0 && t.UPOS == "PRON" {
				continue
			}
		}
		if r.inRelative(men.Head) {
			w -= 40
		}
		for d := r.sentence[men.Head]; d < s; d++ {
			w /= 2
		}
		found := false
		for k := range out {
			if out[k].actor == a {
				out[k].score += w / 4
				found = true
			}
		}
		if !found {
			out = append(out, rival{a, i, w})
		}
	}
	return out
}

// inRelative reports whether token i stands in a relative clause.
func (r *reader) inRelative(i int32) bool {
	for steps := 0; i >= 0 && steps < 16; steps++ {
		if r.d.Tokens[i].Rel == "acl:relcl" {
			return true
		}
		i = r.d.Tokens[i].Head
	}
	return false
}

func isFirstPerson(w string) bool {
	switch strings.ToLower(w) {
	case "i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "myself", "ourselves":
		return true
	}
	return false
}

// thing resolves it and its: the state or body that is the subject of the clause above or beside.
func (r *reader) thing(m int32) {
	fits := func(a int32) bool {
		e := &r.of[a]
		if e.person || e.plural && !e.body {
			return false
		}
		return r.d.Actors[a].Kind != ledger.PlaceActor
	}
	if a, why := r.byStructure(m, fits, nil); a >= 0 {
		r.set(m, a, why)
		return
	}
	if a, why := r.carriedOn(m, fits); a >= 0 {
		r.set(m, a, why)
		return
	}
	r.none(m, "no state or body is the subject that it could take up")
}

// carriedOn resolves "its" at the beginning of a sentence to the body that is the subject of the sentence before: "The army
// said so. Its spokesman ...".
func (r *reader) carriedOn(m int32, fits func(int32) bool) (int32, string) {
	h := r.d.Mentions[m].Head
	s := r.sentence[h]
	if r.d.Tokens[h].Rel != "nmod:poss" || s < 1 || r.d.Sentences[s].First != h || r.d.Sentences[s].Block != r.d.Sentences[s-1].Block {
		return ledger.None, ""
	}
	for i := r.d.Sentences[s-1].First; i < r.d.Sentences[s-1].Last; i++ {
		if r.d.Tokens[i].Head >= 0 {
			continue
		}
		o := r.mentionOf(r.subjectOf(i))
		if o < 0 || o >= m || r.d.Mentions[o].Kind == ledger.Pronominal {
			break
		}
		if a := r.resolve(o); a >= 0 && fits(a) {
			return a, "the subject of the sentence before: " + quote(r.short(o))
		}
		break
	}
	return ledger.None, ""
}

// many resolves they: a plural or a body that is the subject of the clause above or beside, or the only plural actor near.
func (r *reader) many(m int32) {
	fits := func(a int32) bool { return r.of[a].plural || r.of[a].body || r.d.Actors[a].Group }
	barred := r.barred(m)
	if a, why := r.byStructure(m, fits, barred); a >= 0 {
		r.set(m, a, why)
		return
	}
	if r.blocked != "" {
		r.none(m, quote(r.blocked)+" may be meant, or another")
		return
	}
	rivals := r.rivals(m, 1, func(a int32) bool { return r.of[a].plural }, barred)
	if len(rivals) == 1 {
		r.set(m, rivals[0].actor, "the only group near: "+quote(r.short(rivals[0].mention)))
		return
	}
	r.none(m, "no group near, or more than one")
}
