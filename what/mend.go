package what

// This file mends trees where the words leave no doubt that they are wrong. A parser that errs in one word of seven errs somewhere
// in most sentences of news; what it gets wrong most is where a phrase or clause hangs, and for a few patterns the words around
// tell better. The document keeps its trees: the rules of this stage read a copy. Each mend is small, says what it rests on, and
// leaves alone what it does not know.

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// mend goes over the trees twice, so that one mend can rest on another.
func (r *reading) mend() {
	for round := 0; round < 2; round++ {
		m := mender{reading: r}
		for s := range r.d.Sentences {
			sen := &r.d.Sentences[s]
			if !r.prose(sen) {
				continue
			}
			for i := max(sen.First, 0); i < min(sen.Last, int32(len(r.toks))); i++ {
				m.token(i)
			}
		}
		if m.to == nil {
			return
		}
		r.toks, r.t = m.to, text.NewTree(m.to)
	}
}

// mender reads the tokens of a document and writes the changed ones to a copy, which it makes at the first change.
type mender struct {
	*reading
	to []text.Token
}

func (m *mender) token(i int32) {
	m.agree(i)
	switch m.toks[i].UPOS {
	case "VERB":
		m.passive(i)
		m.headline(i)
		m.infinitive(i)
		m.clause(i)
		m.particle(i)
		m.objects(i)
		m.subject(i)
		m.gerund(i)
	case "NOUN", "ADJ", "PROPN":
		m.verbAsNoun(i)
		m.people(i)
		m.apposition(i)
		m.phrase(i)
	case "DET":
		m.article(i)
	}
	if m.lowered(i) == "that" {
		m.conjunction(i)
	}
}

func (m *mender) edit(i int32) *text.Token {
	if m.to == nil {
		m.to = append([]text.Token(nil), m.toks...)
	}
	return &m.to[i]
}

// hang hangs i on head, unless that would close a circle.
func (m *mender) hang(i, head int32, rel string) bool {
	now := m.toks
	if m.to != nil {
		now = m.to
	}
	for h, steps := head, 0; h >= 0; h, steps = now[h].Head, steps+1 {
		if h == i || steps > 512 {
			return false
		}
	}
	t := m.edit(i)
	t.Head, t.Rel = head, rel
	return true
}

// retag makes i a verb with the given tag and lemma.
func (m *mender) retag(i int32, xpos, lemma string) {
	t := m.edit(i)
	t.UPOS, t.XPOS, t.Lemma = "VERB", xpos, lemma
	m.lower[i] = lemma
}

// agree settles where the coarse and the fine part of speech contradict each other: a form of a verb that a rule knows is a verb, save
// where it stands as a noun or before one.
func (m *mender) agree(i int32) {
	t := &m.toks[i]
	if (t.UPOS == "VERB" || t.UPOS == "AUX") == (strings.HasPrefix(t.XPOS, "VB") || t.XPOS == "MD") {
		return
	}
	w := m.lowered(i)
	lemma := m.b.verbForms.of[w]
	switch {
	case lemma == "":
	case t.UPOS == "VERB" && t.XPOS == "JJ" && !strings.HasSuffix(w, "ing"):
		m.edit(i).XPOS = "VBN"
	case t.UPOS == "ADJ" || t.UPOS == "NOUN" && t.XPOS != "VBG":
		switch m.rel(i) {
		case "root", "ccomp", "xcomp", "advcl", "acl", "parataxis", "conj":
			m.retag(i, t.XPOS, lemma)
		}
	}
}

// passive knows a passive whose auxiliary and subject the tree has for those of an adjective: "were beaten".
func (m *mender) passive(v int32) {
	if m.toks[v].XPOS != "VBN" {
		return
	}
	if x := m.child(v, "xcomp"); x > v && m.toks[x].UPOS == "ADJ" { // "shot dead by soldiers", with the soldiers hung on "dead"
		for _, k := range m.t.Children(x) {
			if m.toks[k].Rel == "obl:agent" {
				m.hang(k, v, "obl:agent")
			}
		}
	}
	be := ledger.None
	for _, k := range m.t.Children(v) {
		if w := m.t.Subtree(k).First - 1; w > v && m.prep(k) == "by" && m.head(w) == v && m.rel(w) == "conj" && m.toks[w].XPOS == "VBN" { // "were detained and beaten by inmates"
			m.hang(k, w, "obl:agent")
		}
		if m.toks[k].Rel == "cop" && k < v && m.lemma(k) == "be" {
			be = k
		}
	}
	if be < 0 {
		return
	}
	m.edit(be).Rel = "aux:pass"
	for _, k := range m.t.Children(v) {
		if m.toks[k].Rel == "nsubj" {
			m.edit(k).Rel = "nsubj:pass"
		}
	}
}

// article hangs an article on the noun right behind it, where the tree has it on a later one: "called [the] general a traitor".
func (m *mender) article(i int32) {
	h := m.head(i)
	if m.toks[i].Rel != "det" || h <= i+1 {
		return
	}
	n := i + 1
	for n < h && (m.toks[n].UPOS == "ADJ" || m.toks[n].UPOS == "NUM" || m.rel(n) == "compound" && m.head(n) == n+1) {
		n++
	}
	if n < h && m.toks[n].UPOS == "NOUN" && !m.t.Governs(h, n) {
		m.hang(i, n, "det")
	}
}

// nominal reports whether i is a noun, a name, a pronoun, or a word of quantity that stands for one ("many more", "five").
func (m *mender) nominal(i int32) bool {
	switch m.toks[i].UPOS {
	case "NOUN", "PROPN", "PRON":
		return m.time[i] < 0
	case "NUM", "ADJ", "ADV":
		return m.time[i] < 0 && (m.is(i, "quantity") || m.lemma(i) == "more" || m.toks[i].UPOS == "NUM")
	}
	return false
}

// infinitive makes the "to" before a bare verb its mark, where the tree has it for a preposition.
func (m *mender) infinitive(i int32) {
	if m.toks[i].XPOS != "VB" {
		return
	}
	for _, k := range m.t.Children(i) {
		if m.toks[k].Rel == "case" && m.lemma(k) == "to" && k < i {
			m.edit(k).Rel = "mark"
			m.clauseRel(i)
		}
	}
}

// clauseRel gives an infinitive that hangs as a noun would the relation of a clause.
func (m *mender) clauseRel(i int32) {
	switch g := m.head(i); {
	case g < 0:
	case m.rel(i) == "nmod":
		m.edit(i).Rel = "acl"
	case m.rel(i) == "obl" && m.b.casts.asks[m.lemma(g)]:
		m.edit(i).Rel = "xcomp"
	case m.rel(i) == "obl":
		m.edit(i).Rel = "advcl"
	}
}

// conjunction knows "that" for one, where the tree takes it for the object of its clause although the clause has another, or is a
// passive that can have none: "told the paper that a rocket had hit the school".
func (m *mender) conjunction(i int32) {
	v := m.head(i)
	if rel := m.rel(i); v < i || rel != "obj" && rel != "nsubj" || m.toks[v].UPOS != "VERB" {
		return
	}
	subject, object, passive := false, false, false
	for _, k := range m.t.Children(v) {
		switch m.toks[k].Rel {
		case "nsubj":
			subject = subject || k > i
		case "nsubj:pass":
			subject = subject || k > i
			passive = true
		case "aux:pass":
			passive = true
		case "obj":
			object = object || k > v
		}
	}
	if !subject || m.rel(i) == "obj" && !object && (!passive || m.b.casts.gives[m.lemma(v)]) {
		return
	}
	t := m.edit(i)
	t.Rel, t.UPOS, t.XPOS = "mark", "SCONJ", "IN"
	if m.toks[v].Rel == "acl:relcl" {
		m.edit(v).Rel = "acl"
	}
}

// clause hangs a clause where it belongs: what somebody is told or asked on the verb, not on him; the aim of a campaign on the
// campaign; what "who" opens on a person.
func (m *mender) clause(i int32) {
	n := m.head(i)
	if n < 0 || n > i {
		return
	}
	if rel := m.toks[i].Rel; rel == "acl" || rel == "advcl" { // "accused of killing", both hung on the man
		first := m.t.Subtree(i).First
		if v := first - 1; v > n && m.head(v) == n && m.toks[v].Rel == "acl" && m.toks[v].UPOS == "VERB" && first < i && (m.toks[first].Rel == "mark" || m.toks[first].Rel == "case") && m.head(first) == i {
			m.hang(i, v, "advcl")
			return
		}
	}
	if m.toks[i].Rel == "conj" {
		m.coordination(i, n)
		return
	}
	if m.toks[i].Rel == "acl" && m.toks[i].XPOS == "VBG" && m.mark(i) == "of" { // "accused by many of taking bribes"
		if g := m.head(n); g >= 0 && g < n && m.prep(n) == "by" && m.inSet(g, m.b.classes["accused-of"]) {
			m.hang(i, g, "advcl")
			return
		}
	}
	switch m.toks[i].Rel {
	case "acl:relcl":
		who := ledger.None
		for _, k := range m.t.Children(i) {
			switch m.toks[k].XPOS {
			case "WDT", "WP", "WP$", "WRB":
				if l := m.lemma(k); l == "who" || l == "whom" {
					who = k
				} else {
					return
				}
			}
		}
		if who >= 0 {
			m.antecedentOf(i, n, who)
		} else if m.mark(i) == "" {
			m.told(i, n)
		} else if m.mark(i) == "that" {
			m.edit(i).Rel = "acl"
			m.told(i, n)
		}
	case "acl":
		m.told(i, n)
	case "csubj": // "is unwilling to accept", with a subject of its own
		if k := m.child(n, "nsubj"); k >= 0 && m.lemma(k) != "it" && m.mark(i) == "to" {
			m.edit(i).Rel = "xcomp"
		}
	case "advcl":
		if m.mark(i) != "to" || m.toks[n].UPOS != "VERB" {
			return
		}
		first := m.t.Subtree(i).First
		if k := m.nounBefore(first); k > n && m.head(k) == n && m.rel(k) == "obj" && !m.actorlike(m.substance(k)) && (m.purpose(k) || m.b.casts.noun[m.lemma(k)] != "") {
			m.hang(i, k, "acl")
		}
	}
}

// coordination hangs an active participle with an object, which no passive before it can share its auxiliary with, on the verb around:
// "have denied that it was planned and rejected the report".
func (m *mender) coordination(v, h int32) {
	if m.toks[v].XPOS != "VBN" || m.child(v, "obj") < v || m.child(v, "aux") >= 0 || m.child(v, "nsubj") >= 0 || m.toks[h].UPOS != "VERB" || m.b.casts.gives[m.lemma(v)] || m.is(m.child(v, "obj"), "held-as") {
		return
	}
	passive := false
	for _, k := range m.t.Children(h) {
		passive = passive || m.toks[k].Rel == "aux:pass"
	}
	g := m.head(h)
	if passive && m.toks[h].Rel == "ccomp" && g >= 0 && g < h && m.onlyHave(g) && m.active(g) {
		m.hang(v, g, "conj")
	}
}

// told hangs on the verb what the tree has hung on the object of "told the paper that ..." and "told the villagers to ...".
func (m *mender) told(i, n int32) {
	g := m.head(n)
	if g < 0 || m.toks[g].UPOS != "VERB" || m.rel(n) != "obj" && m.rel(n) != "iobj" {
		return
	}
	switch m.mark(i) {
	case "that":
		if m.b.casts.addresses[m.lemma(g)] {
			m.hang(i, g, "ccomp")
		}
	case "to":
		if m.b.casts.asks[m.lemma(g)] && m.actorlike(m.substance(n)) {
			m.hang(i, g, "xcomp")
		}
	case "": // "told the court they had met"
		if s := m.child(i, "nsubj"); m.toks[i].Rel == "acl:relcl" && m.b.casts.addresses[m.lemma(g)] && s > n && s < i && m.toks[s].UPOS == "PRON" && m.toks[s].XPOS == "PRP" && m.indicative(i) {
			m.hang(i, g, "ccomp")
		}
	}
}

// antecedentOf hangs a clause with "who" on the person right before it, where the tree has it on a thing around him: "the killing of
// Ivo Marsh, who was shot". An age may stand between.
func (m *mender) antecedentOf(i, n, who int32) {
	if m.actorlike(m.substance(n)) {
		return
	}
	for k := who - 1; k > n && k > who-6; k-- {
		switch m.toks[k].UPOS {
		case "PUNCT", "NUM":
			continue
		case "NOUN", "PROPN":
		default:
			return
		}
		if m.time[k] >= 0 {
			return
		}
		for h := m.head(k); h > n; h = m.head(k) {
			if rel := m.rel(k); rel != "flat" && rel != "compound" && rel != "appos" {
				break
			}
			k = h
		}
		if m.actorlike(k) && m.t.Governs(n, k) {
			m.hang(i, k, "acl:relcl")
		}
		return
	}
}

// particle knows the particle of a verb that the tree has for a preposition, where the tagger knew it ("took in refugees") or a rule
// knows the pair of words for a verb with an object ("handed over the keys").
func (m *mender) particle(i int32) {
	p := i + 1
	if int(p) >= len(m.toks) || m.toks[p].Rel != "case" || m.toks[p].XPOS != "RP" && !m.b.particles[m.lemma(i)+" "+m.lemma(p)] {
		return
	}
	o := m.head(p)
	if o > p && m.head(o) == i && (m.rel(o) == "obl" && m.child(i, "obj") < 0 || m.rel(o) == "obj") {
		m.hang(p, i, "compound:prt")
		m.edit(o).Rel = "obj"
	}
}

// active reports whether v is a verb in the active voice, as far as its own words tell.
func (m *mender) active(v int32) bool {
	if m.toks[v].XPOS == "VBN" && !m.onlyHave(v) {
		return false
	}
	for _, k := range m.t.Children(v) {
		if m.toks[k].Rel == "aux:pass" || m.toks[k].Rel == "nsubj:pass" {
			return false
		}
	}
	return true
}

// objects sorts out the objects of an active verb.
func (m *mender) objects(v int32) {
	if !m.active(v) {
		return
	}
	first, second, indirect, clause := ledger.None, ledger.None, ledger.None, false
	subject, behind := false, ledger.None
	for _, k := range m.t.Children(v) {
		switch m.toks[k].Rel {
		case "nsubj":
			subject = subject || k < v
			if k > v && m.t.Subtree(k).First == v+1 {
				behind = k
			}
		case "obj":
			if first < 0 {
				first = k
			} else {
				second = k
			}
		case "iobj":
			indirect = k
		case "ccomp":
			clause = true
		}
	}
	names := m.b.casts.names[m.lemma(v)]
	switch {
	case subject && behind >= 0 && first < 0 && indirect < 0 && !clause: // a second subject, behind the verb
		m.edit(behind).Rel = "obj"
	case indirect >= 0 && first > indirect && names: // "called him a traitor"
		m.edit(indirect).Rel, m.edit(first).Rel = "obj", "xcomp"
	case indirect >= 0 && first < 0 && !clause: // "urged Latvia to sign"
		m.edit(indirect).Rel = "obj"
	case second > first && first > v && m.t.Subtree(first).Last == m.t.Subtree(second).First:
		if names {
			m.edit(second).Rel = "xcomp"
		} else { // "lent Ghana two billion dollars"
			m.edit(first).Rel = "iobj"
		}
	case first < 0 && indirect < 0 && !clause:
		m.lost(v)
	}
}

// lost finds the object right behind a verb that has none: where the tree joins it to a noun before the verb ("killed three and
// wounded five others"), or takes "between 20 and 30 people" for a place.
func (m *mender) lost(v int32) {
	at := v + 1
	if int(at) < len(m.toks) && m.toks[at].Rel == "compound:prt" && m.head(at) == v {
		at++
	}
	if int(at) >= len(m.toks) || m.sentence[at] != m.sentence[v] {
		return
	}
	if m.lowered(at) == "between" && int(at)+1 < len(m.toks) && m.numeric(at+1) {
		if o := m.head(at); o > at && m.head(o) == v && m.rel(o) == "obl" && m.time[o] < 0 {
			m.edit(o).Rel, m.edit(at).Rel = "obj", "advmod"
		}
		return
	}
	o := m.nounAfter(at)
	if o < 0 || m.time[o] >= 0 || m.prep(o) != "" {
		return
	}
	switch g := m.head(o); {
	case m.rel(o) == "obl" && g == v && at > v+1 && m.toks[o].Rel != "obl:unmarked":
		m.edit(o).Rel = "obj"
	case m.rel(o) == "conj" && g >= 0 && g < v && v > 0 && m.toks[v-1].UPOS == "CCONJ":
		if m.hang(o, v, "obj") && m.head(v-1) == o {
			m.hang(v-1, v, "cc")
		}
	}
}

// subject finds the subject of a clause with a tense that has none, right before it.
func (m *mender) subject(v int32) {
	at, passive, finite := v, m.toks[v].XPOS == "VBN", false
	switch m.toks[v].XPOS {
	case "VBD", "VBZ", "VBP":
		finite = true
	}
	for _, k := range m.t.Children(v) {
		switch t := &m.toks[k]; text.Rel0(t.Rel) {
		case "nsubj", "csubj", "expl":
			if t.Rel == "nsubj" || t.Rel == "nsubj:pass" {
				m.twoSubjects(v, k)
			}
			return
		case "aux":
			at = min(at, k)
			switch t.XPOS {
			case "VBD", "VBZ", "VBP", "MD":
				finite = true
			}
			if passive && m.onlyHave(v) {
				passive = false
			}
		}
	}
	if !finite || m.headlike(v) {
		return
	}
	for at > 0 && m.toks[at-1].UPOS == "ADV" && m.head(at-1) == v && !m.nominal(at-1) {
		at--
	}
	if at == 0 || m.sentence[at-1] != m.sentence[v] {
		return
	}
	rel := "nsubj"
	if passive {
		rel = "nsubj:pass"
	}
	k := at - 1
	for m.head(k) >= 0 && m.head(k) < v && m.rel(k) != "conj" && m.head(m.head(k)) > v {
		k = m.head(k)
	}
	if h := m.head(k); m.rel(k) == "conj" && h >= 0 && h < k && m.head(h) > v {
		k = h
	}
	if o := m.head(k); o > v && m.head(o) == v && (m.nominal(k) || m.toks[k].UPOS == "ADJ" && m.is(k, "actor")) { // "the general transferred power", with the general hung on the power
		if m.toks[k].UPOS == "ADJ" {
			t := m.edit(k)
			t.UPOS, t.XPOS = "NOUN", "NN"
		}
		for _, d := range m.t.Children(o) {
			if d < k {
				m.hang(d, k, m.toks[d].Rel)
			}
		}
		m.hang(k, v, rel)
		return
	}
	for m.head(k) >= 0 && m.head(k) != v && m.t.Subtree(m.head(k)).Last == at && m.head(k) < at {
		k = m.head(k)
	}
	if !m.nominal(k) || m.t.Subtree(k).Last != at {
		return
	}
	if m.head(k) == v && m.prep(k) == "" {
		switch m.toks[k].Rel {
		case "compound", "obl", "obl:unmarked", "advmod", "nmod", "dep", "nmod:desc", "dislocated", "amod":
			if m.toks[v].Rel != "amod" && m.toks[v].Rel != "acl" {
				m.edit(k).Rel = rel
				if m.toks[k].UPOS == "ADV" {
					m.edit(k).UPOS = "ADJ"
				}
			}
		}
		return
	}
	first := m.t.Subtree(k).First
	if first > 0 && m.head(first-1) == v && m.toks[first-1].UPOS == "SCONJ" && m.prep(k) == "" { // "while police who stood by did nothing"
		m.hang(k, v, rel)
		return
	}
	// "after a gunman killed the mayor": a clause that the tree has cut into a phrase and a verb
	g := m.head(k)
	if g < 0 || g == v || m.toks[first].Rel != "case" || m.head(first) != k {
		return
	}
	switch m.lemma(first) {
	case "after", "before", "since", "until", "till", "as":
	default:
		return
	}
	if r := m.rel(k); r != "obl" && r != "nmod" || !m.surelyActive(v) {
		return
	}
	if m.t.Governs(v, g) {
		return
	}
	if m.hang(v, g, "advcl") && m.hang(k, v, rel) {
		m.hang(first, v, "mark")
		m.edit(first).UPOS = "SCONJ"
	}
}

// twoSubjects takes from a verb the first of two subjects before it, where the second starts a phrase of its own: "told [the court] his
// client was held", "were used as [soldiers] after rebels took power", "[Arda News], 24 March - Police arrested".
func (m *mender) twoSubjects(v, first int32) {
	second := ledger.None
	for _, k := range m.t.Children(v) {
		if rel := m.toks[k].Rel; k > first && k < v && (rel == "nsubj" || rel == "nsubj:pass") {
			second = k
		}
	}
	g, before := m.head(v), m.t.Subtree(first).First-1
	told := g >= 0 && before == g && m.toks[g].UPOS == "VERB" && m.b.casts.addresses[m.lemma(g)]
	if second < 0 {
		for _, k := range m.t.Children(first) { // "told the court Ivo Marsh had fled", with one name for the other
			if told && m.toks[k].Rel == "appos" && m.t.Subtree(k).First == first+1 && m.toks[k].UPOS == "PROPN" && m.toks[first].UPOS == "NOUN" {
				m.hang(k, v, m.toks[first].Rel)
				m.hang(first, g, "obj")
				return
			}
		}
		return
	}
	switch s := m.t.Subtree(second).First; {
	case m.toks[s].UPOS == "DET" || m.toks[s].UPOS == "PRON" || m.toks[second].UPOS == "PROPN":
	case m.toks[s-1].UPOS == "PUNCT" || m.toks[s-1].UPOS == "SCONJ" || m.toks[s-1].UPOS == "ADV":
	default:
		return
	}
	switch {
	case told:
		m.hang(first, g, "obj")
	case before >= 0 && m.lemma(before) == "as" && m.head(before) == v && g >= 0:
		if m.hang(first, g, "obl") && m.hang(before, first, "case") {
			m.edit(before).UPOS = "ADP"
		}
	default:
		m.edit(first).Rel = "dislocated"
	}
}

// surelyActive reports whether v can be no participle of the noun before it ("after elections held in May"): it has an object or an
// auxiliary, or its form is no participle's.
func (m *mender) surelyActive(v int32) bool {
	if x := m.toks[v].XPOS; x == "VBZ" || x == "VBP" || m.child(v, "aux") >= 0 || m.child(v, "obj") > v || m.child(v, "ccomp") > v {
		return true
	}
	return m.b.verbForms.past[m.lowered(v)]
}

// gerund gives a gerund the noun right before it for its subject: "sorry for the army shelling the port".
func (m *mender) gerund(v int32) {
	at, rel := v, "nsubj"
	if m.toks[v].XPOS == "VBN" { // "led to nine people being shot"
		if be := m.child(v, "aux"); be >= 0 && m.lowered(be) == "being" {
			at, rel = be, "nsubj:pass"
		}
	}
	if m.toks[v].XPOS != "VBG" && at == v || m.toks[v].Rel != "advcl" || at == 0 {
		return
	}
	for _, k := range m.t.Children(v) {
		switch m.rel(k) {
		case "nsubj", "mark", "case":
			return
		case "aux":
			if k != at {
				return
			}
		}
	}
	k := at - 1
	for m.head(k) >= 0 && m.head(k) < v && m.head(k) != m.head(v) && m.toks[m.head(k)].UPOS != "VERB" && m.prep(k) == "" && m.t.Subtree(m.head(k)).Last == at {
		k = m.head(k)
	}
	if g := m.head(k); g != m.head(v) && (at == v || g < 0 || m.head(g) != m.head(v)) || m.t.Subtree(k).Last != at || !m.nominal(k) || m.rel(k) != "obl" && m.rel(k) != "nmod" {
		return
	}
	first := m.t.Subtree(k).First
	if m.toks[first].Rel != "case" || m.head(first) != k {
		return
	}
	switch m.lemma(first) {
	case "for", "with", "despite", "over", "about", "without":
	default:
		if at == v {
			return
		}
	}
	if m.hang(k, v, rel) {
		m.hang(first, v, "mark")
	}
}

// verbAsNoun knows a verb that the tagger took for a noun or adjective: behind an auxiliary ("will free prisoners"), behind "to" with
// an object of its own ("ordered to shoot looters"), with an object and a noun before it ("a submarine sank a frigate"), or in a
// headline ("hospital bombed in the north").
func (m *mender) verbAsNoun(i int32) {
	w := m.lowered(i)
	known := m.b.verbForms.base[w]
	if past := m.b.verbForms.of[w]; past != "" && !known {
		m.pastAsNoun(i, w, past)
		return
	}
	if !known || m.time[i] >= 0 || m.named[i] {
		return
	}
	modal, copula := false, false
	for _, k := range m.t.Children(i) {
		switch m.toks[k].Rel {
		case "aux":
			modal = modal || m.toks[k].XPOS == "MD" && k < i
		case "cop", "det":
			copula = true
		}
	}
	if modal && !copula {
		m.retag(i, "VB", w)
		return
	}
	if i == 0 || m.lowered(i-1) != "to" || m.head(i-1) != i || int(i)+1 >= len(m.toks) {
		return
	}
	o := m.nounAfter(i + 1)
	if o < 0 || m.prep(o) != "" || m.rel(i) != "obl" && m.rel(i) != "nmod" || m.head(o) != m.head(i) && m.head(o) != i || m.toks[o].Rel == "flat" {
		return
	}
	m.retag(i, "VB", w)
	m.edit(i - 1).Rel = "mark"
	m.clauseRel(i)
	m.hang(o, i, "obj")
}

// people hangs the name of a people on the noun that acts or is struck, not on the word between: "Turkish air strikes".
func (m *mender) people(i int32) {
	k := m.head(i)
	if m.toks[i].XPOS != "JJ" || m.toks[i].Rel != "amod" || k != i+1 || m.toks[k].Rel != "compound" || m.head(k) < k || !m.demonym(i, m.word(i)) {
		return
	}
	m.hang(i, m.head(k), "amod")
}

// apposition knows what only a comma joins for the same: "his counterpart, Ivo Marsh, in Arda", "Sweden, a country that ...".
func (m *mender) apposition(i int32) {
	n := m.head(i)
	if m.toks[i].Rel != "conj" || n < 0 || n > i {
		return
	}
	switch first := m.t.Subtree(i).First; {
	case m.toks[i].UPOS == "PROPN" && m.toks[n].UPOS == "NOUN" && m.nameType[i] == 'P':
	case m.toks[i].UPOS == "NOUN" && m.toks[n].UPOS == "PROPN" && m.child(i, "det") >= 0 && first > 0 && m.toks[first].UPOS == "PUNCT": // "Sweden, a country that ..."
	default:
		return
	}
	for _, k := range m.t.Children(n) {
		if m.toks[k].Rel == "conj" && k != i {
			return
		}
	}
	if m.child(i, "cc") < 0 && m.child(i, "conj") < 0 {
		m.edit(i).Rel = "appos"
	}
}

func (m *mender) pastAsNoun(i int32, w, lemma string) {
	if m.toks[i].UPOS == "ADJ" {
		switch rel := m.toks[i].Rel; {
		case (rel == "acl" || rel == "amod" && len(m.t.Children(i)) > 0) && m.head(i) < i: // "a man accused of theft"
			m.retag(i, "VBN", lemma)
			m.edit(i).Rel = "acl"
		case m.child(i, "cop") >= 0 && m.b.verbs[lemma] != nil: // "were beaten"
			m.retag(i, "VBN", lemma)
		}
		return
	}
	if strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ing") || m.time[i] >= 0 || m.named[i] {
		return
	}
	before, object := ledger.None, false
	for _, k := range m.t.Children(i) {
		switch rel := m.toks[k].Rel; {
		case rel == "nsubj" || rel == "nsubj:pass" || rel == "cop" || rel == "case":
			return
		case k == i-1 && (rel == "compound" || rel == "nmod:poss" || rel == "amod" || rel == "nmod") && (m.toks[k].UPOS == "NOUN" || m.toks[k].UPOS == "PROPN"):
			before = k
		case rel == "obj" && k > i:
			object = true
		}
	}
	if before < 0 {
		return
	}
	rel := ""
	switch {
	case object:
		rel = "nsubj"
		m.retag(i, "VBD", lemma)
	case m.headlike(i) && strings.HasSuffix(w, "ed"):
		rel = "nsubj:pass"
		m.retag(i, "VBN", lemma)
	default:
		return
	}
	m.subjectPhrase(i, before, rel)
}

// subjectPhrase makes the noun before a verb its subject, and what the tree has hung on the verb as on a noun the noun's.
func (m *mender) subjectPhrase(v, before int32, rel string) {
	m.edit(before).Rel = rel
	for _, k := range m.t.Children(v) {
		switch m.rel(k) {
		case "det", "amod", "compound", "nmod", "nummod":
			if k < before {
				m.hang(k, before, m.toks[k].Rel)
			}
		}
	}
}

// headline gives the verb of a headline the noun right before it, which the tree has for a part of a compound: "as Aleppo bombed by ...".
func (m *mender) headline(v int32) {
	if x := m.toks[v].XPOS; x != "VBN" && x != "VBD" || m.toks[v].Rel == "amod" || m.toks[v].Rel == "compound" || v == 0 || !m.headlike(v) {
		return
	}
	rel := "nsubj:pass"
	for _, k := range m.t.Children(v) {
		switch m.rel(k) {
		case "nsubj", "cop", "aux":
			return
		case "obj":
			rel = "nsubj"
		}
	}
	if k := v - 1; m.head(k) == v && m.rel(k) == "compound" && m.nominal(k) {
		m.subjectPhrase(v, k, rel)
	}
}

// phrase knows a noun behind a preposition for no clause, where nothing makes it one: "..., after talks in Arda".
func (m *mender) phrase(i int32) {
	if m.toks[i].Rel != "advcl" || m.toks[i].UPOS == "ADJ" {
		return
	}
	mark := ledger.None
	for _, k := range m.t.Children(i) {
		switch m.rel(k) {
		case "nsubj", "cop", "aux", "csubj":
			return
		case "mark":
			if mark >= 0 || k > i {
				return
			}
			mark = k
		}
	}
	if mark < 0 {
		return
	}
	switch m.lemma(mark) {
	case "after", "before", "since", "until", "in", "on", "at", "with", "of", "for", "from", "by", "about", "over", "during":
		m.edit(mark).Rel, m.edit(i).Rel = "case", "obl"
		m.edit(mark).UPOS = "ADP"
	}
}
