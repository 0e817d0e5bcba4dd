package what

// Mends of what a word is, and of phrases.

import (
	"strings"

	"daybook/ledger"
)

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
			if m.toks[k].Rel == "obl:agent" || m.rel(k) == "obl" && m.prep(k) == "by" {
				m.hang(k, v, "obl:agent")
			}
		}
	}
	if k := v + 1; int(k) < len(m.toks) && m.head(k) == v && m.toks[k].Rel == "advmod" && m.toks[k].XPOS == "NN" && m.time[k] < 0 { // "being held hostage"
		m.edit(k).Rel = "xcomp"
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
	k := v - 1
	if m.head(k) != v || !m.nominal(k) {
		return
	}
	switch m.rel(k) {
	case "compound":
		m.subjectPhrase(v, k, rel)
	case "obl", "nmod": // the word that joins the clauses is taken for a preposition
		for _, c := range m.t.Children(k) {
			if m.rel(c) == "case" && (m.lowered(c) == "as" || m.lowered(c) == "after" || m.lowered(c) == "while") {
				m.hang(c, v, "mark")
				m.edit(k).Rel = rel
			}
		}
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
	for _, k := range m.t.Children(o) {
		if m.toks[k].Rel == "case" && k != p { // "come out of"
			return
		}
	}
	if o > p && m.head(o) == i && (m.rel(o) == "obl" && m.child(i, "obj") < 0 || m.rel(o) == "obj") {
		m.hang(p, i, "compound:prt")
		m.edit(o).Rel = "obj"
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

// bounded gives the noun that a number counts the place in the clause that the tree gives to the words that bound the number: "no fewer than 14 miners died", "between
// 20 and 30 soldiers were wounded, many of them seriously".
func (m *mender) bounded(i int32) {
	k := m.head(i)
	if m.rel(i) != "nummod" || k <= i || i < 2 {
		return
	}
	if m.lowered(i-1) == "between" && m.rel(k) == "obl" && m.head(k) > k && m.toks[m.head(k)].UPOS == "VERB" && m.opensClause(i-1) {
		rel := "nsubj"
		if m.child(m.head(k), "aux") >= 0 && m.toks[m.head(k)].XPOS == "VBN" {
			rel = "nsubj:pass"
		}
		m.edit(k).Rel = rel
		m.hang(i-1, i, "advmod")
		return
	}
	if m.lowered(i-1) == "least" && m.lowered(i-2) == "at" && m.rel(k) == "obl" && (m.head(i-2) == k || m.prep(k) == "") { // "fired at least two missiles": no place
		if m.hang(i-1, i, "advmod") && m.hang(i-2, i-1, "case") {
			m.edit(k).Rel = "obj"
		}
		return
	}
	if m.lowered(i-1) != "than" {
		return
	}
	b := i - 2
	switch m.lowered(b) {
	case "fewer", "more", "less":
	default:
		return
	}
	if m.head(k) == b && m.head(b) >= 0 && m.head(b) != i { // the bound stands for the noun
		head, rel := m.head(b), m.toks[b].Rel
		if m.hang(k, head, rel) && m.hang(b, i, "advmod") {
			m.hang(i-1, i, "advmod")
		}
	}
}

// opensClause reports whether token i is the first of its sentence or stands behind a comma or a conjunction.
func (m *mender) opensClause(i int32) bool {
	if i == 0 || m.sentence[i-1] != m.sentence[i] {
		return true
	}
	return m.toks[i-1].UPOS == "PUNCT" || m.toks[i-1].UPOS == "CCONJ" || m.toks[i-1].UPOS == "SCONJ"
}
