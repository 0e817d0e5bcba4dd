package said

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
	if v.shortOf(i) {
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

// shortOf reports whether verb i is what somebody did not come to do: "stopped short of confirming".
func (v *view) shortOf(i int32) bool {
	of := v.child(i, "mark")
	return of > 0 && v.word(of, "of") && v.word(of-1, "short")
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
		if l == "have" && int(h)+1 < len(v.toks) && v.word(h+1, "yet") && v.modal(h) == "" {
			m.negated, m.declines, m.lead = true, true, h // "has yet to comment"
			for k := h; k < i; k++ {
				m.extra = append(m.extra, k)
			}
			return
		}
		goesOn := l == "go" && int(h)+2 < len(v.toks) && v.word(h+1, "on") && v.word(h+2, "to")
		if (r == "xcomp" || goesOn) && v.lex.is("leads", l) && !v.passive(h) && v.modal(h) == "" {
			m.lead = h
			for k := h; k < i; k++ {
				m.extra = append(m.extra, k)
			}
			if v.negated(h) {
				m.negated = true
			}
			return
		}
		if r == "advcl" && v.lex.is("purpose", l) && !v.callsOn(h, i) {
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

// callsOn reports whether verb h calls on somebody to do what the infinitive i tells: that is only urged.
func (v *view) callsOn(h, i int32) bool {
	for _, k := range v.kids(h) {
		if k > h && k < i && v.rel(k) == "obl" && (v.t.Case(k) == "on" || v.t.Case(k) == "upon") && v.lemma(h) == "call" {
			return true
		}
	}
	return false
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
	for _, k := range v.kids(i) {
		if v.rel(k) == "aux" {
			if sub := v.subject(i); sub >= 0 && k < sub {
				return true
			}
		}
	}
	return false
}
