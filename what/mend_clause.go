package what

// Mends of where a clause hangs.

import "daybook/ledger"

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
	if m.toks[i].Rel == "acl" && m.toks[i].XPOS == "VBG" && m.lowered(i-1) == "," && m.aside(i, n) {
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
		if m.mark(i) == "" {
			m.describing(i, n)
		}
		if m.mark(i) != "to" || m.toks[n].UPOS != "VERB" {
			return
		}
		first := m.t.Subtree(i).First
		if k := m.nounBefore(first); k > n && m.head(k) == n && m.rel(k) == "obj" && !m.actorlike(m.substance(k)) && (m.purpose(k) || m.b.casts.noun[m.lemma(k)] != "") {
			m.hang(i, k, "acl")
		}
	}
}

// describing hangs a gerund on the person right before it: "criticised officers opposing the plan". What is done by way of something, and
// what is said, belongs to the verb.
func (m *mender) describing(v, g int32) {
	if m.toks[v].XPOS != "VBG" || v == 0 || m.child(v, "aux") >= 0 {
		return
	}
	switch m.lemma(v) {
	case "use", "employ", "say", "tell", "call", "add", "claim", "argue", "accuse", "cite", "follow", "include", "regard", "concern", "try", "seek":
		return
	}
	switch m.lemma(g) {
	case "write", "call", "phone", "email", "contact", "address", "meet", "tell", "approach": // "wrote the judge requesting a delay"
		if m.child(g, "compound") < 0 {
			return
		}
	}
	k := v - 1
	for m.head(k) > g && m.head(k) < v && m.rel(k) != "nmod" && m.t.Subtree(m.head(k)).Last == v {
		k = m.head(k)
	}
	if m.head(k) == g && m.rel(k) == "obj" && m.t.Subtree(v).First == v && m.is(k, "person-like") && (m.toks[k].XPOS == "NNS" || m.toks[k].XPOS == "NN") {
		m.hang(v, k, "acl")
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

// aside hangs a participle behind a comma, which the tree has for a noun's inside an infinitive, on the verb that governs that: "urged him to keep to
// the accord, underscoring ...". It reports whether it did.
func (m *mender) aside(i, n int32) bool {
	g := n
	for steps := 0; steps < 8 && g >= 0 && m.toks[g].UPOS != "VERB"; steps++ {
		if m.head(g) > g { // a subject
			return false
		}
		g = m.head(g)
	}
	from := g
	for steps := 0; steps < 4 && g >= 0 && m.toks[g].XPOS == "VB" && m.mark(g) == "to" && m.head(g) >= 0 && m.head(g) < g && m.toks[m.head(g)].UPOS == "VERB"; steps++ {
		g = m.head(g)
	}
	return g >= 0 && g != from && m.hang(i, g, "advcl")
}

// coordination hangs an active participle with an object, which no passive before it can share its auxiliary with, on the verb around:
// "have denied that it was planned and rejected the report".
func (m *mender) coordination(v, h int32) {
	if o := v + 1; int(o) < len(m.toks) && m.toks[o].Rel == "conj" && m.head(o) == h && m.toks[o].UPOS == "NOUN" && m.toks[v].XPOS == "VBN" && m.child(o, "cc") < 0 { // a noun right behind is its object
		m.hang(o, v, "obj")
	}
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

// gerund hangs the gerund of "accused the police of killing him" on the verb, where the tree has it on the object, and gives others the noun right before them for
// their subject: "sorry for the army shelling the port".
func (m *mender) gerund(v int32) {
	if o := m.head(v); m.toks[v].XPOS == "VBG" && m.toks[v].Rel == "acl" && o >= 0 && m.rel(o) == "obj" && m.b.casts.asks[m.lemma(m.head(o))] {
		if mark := m.mark(v); mark == "of" || mark == "from" || mark == "for" {
			m.hang(v, m.head(o), "advcl")
			return
		}
	}
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
