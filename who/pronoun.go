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
			r.follow(m, r.beside(h, a), "relative pronoun")
		}
		return
	}
	word := strings.ToLower(r.word(h))
	if p := t.Head; word == "i" && p >= 0 && text.Rel0(t.Rel) == "nsubj" && r.t.Child(p, "cop") >= 0 && r.t.Child(p, "advmod", "aux", "mark") < 0 { // "I'm Ann Lee"
		if o := r.mentionOf(p); o >= 0 && r.d.Mentions[o].Kind == ledger.Proper && r.d.Mentions[o].Type == "PER" {
			r.follow(m, p, "says who he is:")
			return
		}
	}
	if r.speaker[h] < 0 {
		r.inInterview(m, word)
	}
	if r.fact[m].state == 2 {
		return
	}
	switch word {
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
		r.rank(m, "he", 'm')
	case "she", "her", "hers":
		r.third(m, 'f')
		r.rank(m, "he", 'f')
	case "it", "its":
		r.thing(m)
		r.rank(m, "it", 0)
	case "they", "them", "their", "theirs":
		r.many(m)
		r.rank(m, "they", 0)
	case "himself", "herself", "itself", "themselves":
		if s := r.subjectOf(t.Head); s >= 0 && s != h {
			r.follow(m, s, "reflexive")
		}
	}
}

// beside returns the antecedent of the relative pronoun at token h: a, unless that is a thing, the pronoun is who, and a person's
// description ends right before it.
func (r *reader) beside(h, a int32) int32 {
	if w := r.word(h); w != "who" && w != "whom" || h < 1 {
		return a
	}
	if o := r.mentionOf(a); o >= 0 && (r.d.Mentions[o].Type == "PER" || r.fact[o].plural || r.resolve(o) >= 0) {
		return a
	}
	end := h - 1
	if r.word(end) == "," && end > 0 {
		end--
	}
	for i := range r.d.Mentions {
		if m := &r.d.Mentions[i]; m.Kind != ledger.Pronominal && m.Span.End == r.d.Tokens[end].End && m.Type == "PER" {
			return m.Head
		}
	}
	return a
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
	actor   int32 // or None: somebody whom the reader could not tell
	mention int32 // its latest mention
	score   int
	count   int  // how often it is mentioned near
	topic   bool // it is a subject there
}

// third resolves he and she. What speaks for somebody is a place in the sentence, that he or she spoke last, or that the report
// speaks of him or her: a subject, or named twice. To be the only one near is not enough.
func (r *reader) third(m int32, sex byte) {
	fits := func(a int32) bool {
		e := &r.of[a]
		return e.person && !e.plural && (e.sex == sex || e.sex == 0 && (e.head == "" || r.isSubject(e.first)))
	}
	speaker := func(a int32) bool {
		e := &r.of[a]
		return e.person && !e.plural && (e.sex == sex || e.sex == 0)
	}
	could := func(o int32) bool { return r.couldBe(o, sex) }
	take := func(a int32, why string) {
		if r.of[a].sex == 0 {
			r.of[a].sex = sex // whom the report calls he is no she later
		}
		r.set(m, a, why)
	}
	barred := r.barred(m)
	if a, why := r.byStructure(m, fits, could, barred); a >= 0 {
		take(a, why)
		return
	}
	if r.blocked != "" {
		r.none(m, quote(r.blocked)+" may be meant, or another")
		return
	}
	if a, why, done := r.spoken(m, speaker, could); done {
		if a >= 0 {
			take(a, why)
		} else {
			r.none(m, why)
		}
		return
	}
	rivals := r.rivals(m, 3, fits, could, barred)
	if len(rivals) == 0 {
		h := r.d.Mentions[m].Head
		if s := r.subjectOf(r.verbOf(h)); s > h && r.d.Tokens[h].Rel == "nmod:poss" && r.sentence[s] == r.sentence[h] && r.speaker[h] < 0 {
			if a, why := r.ahead(m, s, fits); a >= 0 {
				take(a, why)
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
			r.doubtBySalience(m, rivals)
			r.none(m, "two candidates: "+r.rivalName(best)+", "+r.rivalName(x))
			return
		}
	}
	switch {
	case best.actor < 0:
		r.none(m, quote(r.short(best.mention))+" may be meant, who is not known")
	case best.topic:
		take(best.actor, "the nearest who fits, a subject before: "+quote(r.short(best.mention)))
	case best.count > 1:
		take(best.actor, "the nearest who fits, named more than once: "+quote(r.short(best.mention)))
	case len(barred) > 0 && len(rivals) == 1 && r.isObject(m) && r.sentence[r.d.Mentions[best.mention].Head] == r.sentence[r.d.Mentions[m].Head]:
		take(best.actor, "the only other person in the sentence: "+quote(r.short(best.mention)))
	case len(rivals) == 1 && r.isObject(m) && r.isObject(best.mention) && r.d.Mentions[best.mention].Kind == ledger.Proper && r.outside(r.d.Mentions[m].Head) &&
		r.sentence[r.d.Mentions[best.mention].Head]+1 == r.sentence[r.d.Mentions[m].Head]: // "Ann met Tom. She thanked him."
		take(best.actor, "the only one who fits, acted upon in the sentence before too: "+quote(r.short(best.mention)))
	default:
		r.none(m, quote(r.short(best.mention))+" fits, but nothing speaks for it")
	}
}

func (r *reader) rivalName(x rival) string {
	if x.actor < 0 {
		return r.short(x.mention)
	}
	return r.d.Actors[x.actor].Name
}

// isObject reports whether pronoun m is what is acted upon.
func (r *reader) isObject(m int32) bool {
	rel := text.Rel0(r.d.Tokens[r.d.Mentions[m].Head].Rel)
	return rel == "obj" || rel == "iobj" || rel == "obl"
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
func (r *reader) byStructure(m int32, fits, could func(int32) bool, barred []int32) (int32, string) {
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
		if r.said[h] < 0 && r.said[s] >= 0 { // of what somebody says
			return ledger.None, ""
		}
		o := r.mentionOf(s)
		if o < 0 || o == m {
			return ledger.None, ""
		}
		a := r.resolve(o)
		if a < 0 || !fits(a) && !(r.of[a].person && r.of[a].sex == 0 && personal) || has(barred, a) {
			if a < 0 && could(o) {
				r.blocked = r.short(o)
			}
			return ledger.None, ""
		}
		if !personal && r.isThey(m) && r.isIt(o) {
			return ledger.None, ""
		}
		if !personal && why != clauseBefore && r.of[a].plural != r.of[a].body && r.groupBetween(s, m, a) {
			r.blocked = r.short(o)
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
			return r.above(v, m, fits, could, try)
		}
		return ledger.None, ""
	}
	if rel := text.Rel0(t.Rel); rel == "nsubj" {
		return r.above(v, m, fits, could, try)
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

func (r *reader) isThey(m int32) bool {
	switch strings.ToLower(r.word(r.d.Mentions[m].Head)) {
	case "they", "them", "their", "theirs":
		return true
	}
	return false
}

func (r *reader) isIt(m int32) bool {
	switch strings.ToLower(r.word(r.d.Mentions[m].Head)) {
	case "it", "its":
		return true
	}
	return false
}

// clauseBefore is the reason that takes a subject up whatever groups stand between: one subject goes on as the other.
const clauseBefore = "the subject of the clause before: "

// groupBetween reports whether the plural pronoun m may mean another group, named between token s and it in its sentence.
func (r *reader) groupBetween(s, m, subject int32) bool {
	if !r.isThey(m) {
		return false
	}
	for i := m - 1; i >= 0 && r.d.Mentions[i].Head > s; i-- {
		f, h := &r.fact[i], r.d.Mentions[i].Head
		if r.t.Governs(s, h) { // part of the subject
			continue
		}
		if r.word(h) == "those" || r.d.Tokens[h].UPOS == "NUM" || f.plural && f.agent != nil && r.resolve(i) != subject {
			return true
		}
	}
	return false
}

// above tries the subject of the clause that governs the clause of predicate v, in which pronoun m stands.
func (r *reader) above(v, m int32, fits, could func(int32) bool, try func(int32, string) (int32, string)) (int32, string) {
	for _, k := range r.t.Children(v) { // "As the troops drew near the bridge, they came under fire"
		if h := r.d.Mentions[m].Head; k > h {
			break
		} else if r.d.Tokens[k].Rel == "advcl" {
			if s := r.t.Child(k, "nsubj", "nsubj:pass"); s >= 0 && s < h {
				if a, why := try(s, clauseBefore); a >= 0 || r.blocked != "" {
					return a, why
				}
			}
		}
	}
	for k, steps := v, 0; steps < 8; steps++ {
		t := &r.d.Tokens[k]
		g := t.Head
		if g < 0 {
			return ledger.None, ""
		}
		switch t.Rel {
		case "ccomp":
			if o := r.mentionOf(r.t.Child(g, "iobj", "obj")); o >= 0 && o != m {
				if a := r.resolve(o); a < 0 && could(o) || a >= 0 && fits(a) { // "Ann told Eve that she": either
					r.blocked = r.short(o)
					return ledger.None, ""
				}
			}
			if o := r.toldOf(r.subjectOf(g), m, fits); o >= 0 {
				r.blocked = r.short(o)
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
			if t.Rel == "conj" && r.d.Tokens[g].Rel == "ccomp" && r.t.Child(k, "mark") >= 0 { // "said that ..., and that it"
				k = g
				continue
			}
			return try(r.subjectOf(g), "the subject of the clause that it hangs on: ")
		case "xcomp":
			k = g
		default:
			return ledger.None, ""
		}
	}
	return ledger.None, ""
}

// toldOf returns a mention, in the same sentence before the speaker at token s, of somebody else who fits and is the subject of
// what another says: in "Reed said Lee had left, but Poe said he had not" he may be Lee. Or None.
func (r *reader) toldOf(s, m int32, fits func(int32) bool) int32 {
	if s < 0 {
		return ledger.None
	}
	speaker := ledger.None
	if o := r.mentionOf(s); o >= 0 {
		speaker = r.resolve(o)
	}
	for i := m - 1; i >= 0; i-- {
		h := r.d.Mentions[i].Head
		if r.sentence[h] != r.sentence[s] {
			break
		}
		if h >= s || r.said[h] < 0 || text.Rel0(r.d.Tokens[h].Rel) != "nsubj" {
			continue
		}
		if a := r.resolve(i); a >= 0 && a != speaker && fits(a) {
			return i
		}
	}
	return ledger.None
}

// rivals returns the actors named in the last sentences before pronoun m that fit it, with the weight of their latest
// mentions: subjects before objects, this sentence before the one before. The weights follow Lappin and Leass (1994).
func (r *reader) rivals(m int32, sentences int32, fits, could func(int32) bool, barred []int32) []rival {
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
		if a < 0 && !(could(i) && text.Rel0(r.d.Tokens[men.Head].Rel) == "nsubj") || a >= 0 && (!fits(a) || has(barred, a)) || i == r.fact[m].owner {
			continue
		}
		w := 100
		t := &r.d.Tokens[men.Head]
		subject := text.Rel0(t.Rel) == "nsubj" || r.speaks[i] >= 0 && r.outside(men.Head)
		if r.fact[i].det == 'i' && men.Name.Empty() && !(subject && r.outside(men.Head)) { // "a child", of whom something is said
			continue
		}
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
			if w -= 60; inQuote < 0 && (t.UPOS == "PRON" || men.Name.Empty()) {
				continue
			}
			subject = subject && inQuote >= 0
		}
		if r.inRelative(men.Head) {
			w -= 40
			subject = subject && t.UPOS == "PRON"
		}
		for d := r.sentence[men.Head]; d < s; d++ {
			w /= 2
		}
		found := false
		for k := range out {
			if out[k].actor == a && a >= 0 {
				out[k].score += w / 4
				out[k].count++
				out[k].topic = out[k].topic || subject
				found = true
			}
		}
		if !found {
			out = append(out, rival{a, i, w, 1, subject})
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
	if a, why := r.byStructure(m, fits, r.couldBeBody, nil); a >= 0 {
		r.set(m, a, why)
		return
	}
	if a, why := r.carriedOn(m, fits); a >= 0 {
		r.set(m, a, why)
		return
	}
	if r.blocked == "" {
		if a, why, done := r.spoken(m, fits, r.couldBeBody); done && a >= 0 {
			r.set(m, a, why)
			return
		}
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
	if a, why := r.byStructure(m, fits, r.couldBeMany, barred); a >= 0 {
		r.set(m, a, why)
		return
	}
	if r.blocked != "" {
		r.none(m, quote(r.blocked)+" may be meant, or another")
		return
	}
	h := r.d.Mentions[m].Head
	if s := r.subjectOf(r.verbOf(h)); s > h && r.d.Tokens[h].Rel == "nmod:poss" && r.sentence[s] == r.sentence[h] && r.speaker[h] < 0 { // "In their march, the rebels"
		if o := r.mentionOf(s); o >= 0 && o != m && !r.t.Governs(s, h) {
			if a := r.resolve(o); a >= 0 && fits(a) {
				r.set(m, a, "the subject that follows: "+quote(r.short(o)))
			} else {
				r.none(m, quote(r.short(o))+" may be meant, or another")
			}
			return
		}
	}
	if a, why, done := r.spoken(m, fits, r.couldBeMany); done {
		r.set(m, a, why)
		return
	}
	if a, why := r.takenUp(m, fits); a >= 0 {
		r.set(m, a, why)
		return
	}
	r.none(m, "no group is the subject that it could take up, or more than one")
}

// takenUp resolves they, as a subject or possessor, to the only group or body that is a subject near: of the clauses before it in
// its sentence or of those of the sentence before, in the same mouth. A subject in the plural that is no actor stands in the way.
func (r *reader) takenUp(m int32, fits func(int32) bool) (int32, string) {
	h := r.d.Mentions[m].Head
	if rel := r.d.Tokens[h].Rel; text.Rel0(rel) != "nsubj" && rel != "nmod:poss" {
		return ledger.None, ""
	}
	s := r.sentence[h]
	found, by := ledger.None, ledger.None
	for i := m - 1; i >= 0 && r.sentence[r.d.Mentions[i].Head] >= s-1; i-- {
		k := r.d.Mentions[i].Head
		if (r.speaker[k] >= 0) != (r.speaker[h] >= 0) {
			continue
		}
		a := r.resolve(i)
		if a < 0 && !r.fact[i].plural && !r.couldBeMany(i) || a >= 0 && !fits(a) || a >= 0 && a == found {
			continue
		}
		plural := a < 0 || r.of[a].plural
		if text.Rel0(r.d.Tokens[k].Rel) != "nsubj" || r.inRelative(k) {
			if plural && r.fact[i].agent != nil && a >= 0 { // another group beside
				return ledger.None, ""
			}
			continue
		}
		if a < 0 || found >= 0 {
			return ledger.None, ""
		}
		found, by = a, i
	}
	if found < 0 || !r.of[found].plural && !r.outside(h) || r.d.Actors[found].Kind == ledger.State || r.d.Actors[found].Kind == ledger.PlaceActor {
		return ledger.None, ""
	}
	return found, "the only group that is a subject near: " + quote(r.short(by))
}
