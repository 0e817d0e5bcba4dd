package said

// joined finds the source of cue i that is joined to verb h: the subject of h or, where h stands in the content of a cue above that i
// goes on with, the subject of that cue: "said the bridge had fallen and denied that it was old".
func (v *view) joined(i, h int32, depth int) (source, bool) {
	if u, sure := v.goesOnWith(i, h); u >= 0 {
		if !sure && !v.lex.is("aside", v.lemma(i)) {
			return source{}, false // either of two may speak
		}
		s, ok := v.doer(u, depth)
		if ok {
			s.how, s.lent = "source: subject of the cue that this one goes on with", true
		}
		return s, ok
	}
	if v.rival(h, i) {
		return source{}, false // the clause right before has a subject of its own, which may speak as well
	}
	s, ok := v.doer(h, depth)
	if ok {
		s.how, s.lent = "source: subject of the verb that the cue is joined to", true
	}
	return s, ok
}

// rival reports whether a finite clause with a subject of its own hangs on verb h and ends right before the "and" of cue i: "he was eating
// when the police came and told ...".
func (v *view) rival(h, i int32) bool {
	if i < 2 || v.toks[i-1].UPOS != "CCONJ" || v.pause(i-2) {
		return false
	}
	for _, k := range v.kids(h) {
		if v.rel(k) != "advcl" || k < h || k > i || v.subject(k) < 0 || !v.finite(k) || v.tense(k) != v.tense(i) {
			continue
		}
		if r := v.t.Subtree(k); r.Last >= i-1 && r.Last <= i && v.canSpeak(v.subject(k)) {
			return true
		}
	}
	return false
}

// goesOnWith is the cue above verb h that cue i, joined to h, goes on with, or -1. sure is false where the subject of h might speak
// as well as that of the cue above.
func (v *view) goesOnWith(i, h int32) (u int32, sure bool) {
	if v.toks[i].XPOS == "VBG" || v.toks[i].XPOS == "VB" && !v.hasAux(i) || v.subject(i) >= 0 || v.infinitive(i) {
		return -1, false
	}
	u = v.cueAbove(h)
	if u < 0 || v.inQuote[u] != v.inQuote[i] || v.tense(u) != v.tense(i) && !v.sharesPerfect(u, h, i) || v.modal(h) != "" && v.modal(i) == "" && v.toks[i].XPOS == "VB" {
		return -1, false
	}
	if v.child(h, "aux") >= 0 && v.child(i, "aux") < 0 && v.toks[i].XPOS == "VBN" && v.tense(u) != "" {
		// "had fled and told": one auxiliary may serve both
		if s := v.subject(h); s >= 0 && v.canSpeak(s) {
			return u, false
		}
	}
	s := v.subject(h)
	if s < 0 {
		for g := h; s < 0 && v.rel(g) == "conj" && v.toks[g].Head >= 0; {
			g = v.toks[g].Head
			s = v.subject(g)
		}
	}
	if s < 0 || !v.canSpeak(s) {
		return u, true
	}
	if v.question(h) || v.child(h, "aux", "cop") < 0 && v.child(i, "aux") >= 0 && v.child(u, "aux") >= 0 {
		return u, true
	}
	return u, v.tense(h) != v.tense(i) || v.child(h, "aux", "cop") >= 0 && v.toks[i].XPOS == "VBD"
}

// sharesPerfect reports whether the auxiliary of cue u serves cue i as well: "have denied the charge was true and rejected the ruling".
func (v *view) sharesPerfect(u, h, i int32) bool {
	if v.hasAux(i) || v.toks[i].XPOS != "VBN" && v.toks[i].XPOS != "VBD" || v.child(i, "obj", "ccomp") < 0 || !v.passive(h) {
		return false
	}
	return v.has(u, "aux", "have", "has", "had")
}

// cueAbove is the cue with a subject of its own in whose content clause h stands, or -1.
func (v *view) cueAbove(h int32) int32 {
	for g, steps := h, 0; g >= 0 && steps < 8; g, steps = v.toks[g].Head, steps+1 {
		up := v.toks[g].Head
		if up < 0 {
			return -1
		}
		switch v.rel(g) {
		case "ccomp":
			if v.isCue(up) && up < h && (v.subject(up) >= 0 || v.rel(up) == "acl" && v.lostFinite(up, v.toks[up].Head)) {
				return up
			}
			return -1
		case "conj", "xcomp":
		default:
			return -1
		}
	}
	return -1
}

// tense is "past", "present" or "" of the first finite word of verb i.
func (v *view) tense(i int32) string {
	for _, k := range v.kids(i) {
		if k < i && (v.rel(k) == "aux" || v.rel(k) == "cop") {
			switch v.toks[k].XPOS {
			case "VBD":
				return "past"
			case "VBZ", "VBP":
				return "present"
			case "MD":
				return ""
			}
		}
	}
	switch v.toks[i].XPOS {
	case "VBD", "VBN":
		return "past"
	case "VBZ", "VBP":
		return "present"
	}
	return ""
}

// canSpeak reports whether token s names one who can be trusted to speak: a person, a body, a name, a pronoun of a person.
func (v *view) canSpeak(s int32) bool {
	if v.toks[s].UPOS == "PROPN" {
		return true
	}
	w, l := v.low(s), v.lemma(s)
	switch v.toks[s].UPOS {
	case "PRON", "DET":
		return v.lex.is("person-pronoun", w) || v.word(s, "i", "we", "you", "it", "which", "some", "many", "others", "all", "most", "both", "none", "nobody", "everyone", "one", "those", "another")
	case "NUM":
		return !isDigit(w[0])
	}
	if v.lex.is("thing", l) || v.lex.is("time", w) {
		return false
	}
	if v.lex.is("body", l) || v.lex.is("label", l) || v.lex.is("finder", l) || v.lex.is("speaker", l) {
		return true
	}
	if m := v.mention[s]; m >= 0 {
		switch v.d.Mentions[m].Type {
		case "PER", "ORG", "NORP":
			return true
		}
		return !v.d.Mentions[m].Name.Empty()
	}
	return false
}
