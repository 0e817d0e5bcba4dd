package what

// Mends of who a verb's subject and objects are.

import (
	"daybook/ledger"
	"daybook/text"
)

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
	first, indirect, clause := ledger.None, ledger.None, false
	for _, k := range m.t.Children(v) {
		switch m.toks[k].Rel {
		case "obj":
			if first < 0 {
				first = k
			}
		case "iobj":
			indirect = k
		case "ccomp":
			clause = true
		}
	}
	switch {
	case indirect >= 0 && first > indirect && m.b.casts.names[m.lemma(v)]: // "called him a traitor"
		m.edit(indirect).Rel, m.edit(first).Rel = "obj", "xcomp"
	case indirect >= 0 && first < 0 && !clause: // "urged Latvia to sign"
		m.edit(indirect).Rel = "obj"
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
				m.toldName(v, k)
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

// toldName parts "told the court Ivo Marsh had fled", where the tree has one name for the other: the court is told, and Ivo Marsh is the
// subject of v.
func (m *mender) toldName(v, first int32) {
	g := m.head(v)
	if g < 0 || m.t.Subtree(first).First-1 != g || m.toks[g].UPOS != "VERB" || !m.b.casts.addresses[m.lemma(g)] {
		return
	}
	for _, k := range m.t.Children(first) {
		if m.toks[k].Rel == "appos" && m.t.Subtree(k).First == first+1 && m.toks[k].UPOS == "PROPN" && m.toks[first].UPOS == "NOUN" {
			m.hang(k, v, m.toks[first].Rel)
			m.hang(first, g, "obj")
			return
		}
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

// held mends "gunmen believed to be from the Front attacked a bus", where the tree has the participle for the verb of the sentence: the noun right before it is the
// subject of the verb in the past that follows, and what stands behind "to be" tells who the noun is held to be.
func (m *mender) held(v int32) {
	switch m.lemma(v) {
	case "believe", "think", "suspect", "understand", "know", "say", "allege", "presume", "report":
	default:
		return
	}
	n := int32(len(m.toks))
	if m.toks[v].XPOS != "VBD" || v == 0 || v+2 >= n || m.lowered(v+1) != "to" || m.lowered(v+2) != "be" && m.lowered(v+2) != "have" {
		return
	}
	s := m.child(v, "nsubj")
	if s != v-1 || m.toks[s].UPOS != "NOUN" && m.toks[s].UPOS != "PROPN" {
		return
	}
	for _, k := range m.t.Children(v) {
		if rel := m.rel(k); k < v+3 || m.toks[k].XPOS != "VBD" || rel != "ccomp" && rel != "xcomp" && rel != "parataxis" && rel != "conj" {
			continue
		}
		for _, o := range m.t.Children(k) {
			if rel := m.rel(o); o > v && o < k && (rel == "nsubj" || rel == "mark" || rel == "cop") {
				m.edit(o).Rel = "obl"
				if rel != "nsubj" || !m.hang(o, v, "xcomp") {
					m.hang(o, v, rel)
				}
			}
		}
		head, rel := m.head(v), m.toks[v].Rel
		t := m.edit(k)
		t.Head, t.Rel = head, rel
		m.edit(s).Head = k
		t = m.edit(v)
		t.Head, t.Rel, t.XPOS = s, "acl", "VBN"
		return
	}
}
