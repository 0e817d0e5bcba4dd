package what

import (
	"daybook/ledger"
	"daybook/text"
)

// climb goes from the clause to the words that govern it.
func (r *reading) climb(i int32, c ledger.Cast, h *hit) ledger.Cast {
	if w := r.untrue(i); w >= 0 && c.Realis.Took() {
		return outer(c, string(ledger.Denied), "told by what is called '"+r.word(w)+"'")
	}
	switch r.mark(i) {
	case "if", "unless": // "threatened to strike if they interfered": what a threat hangs on is not threatened
		return c
	}
	for steps := 0; steps < 10; steps++ {
		g := r.head(i)
		if g < 0 {
			return c
		}
		rel := r.toks[i].Rel
		nominal := r.toks[i].UPOS != "VERB" && !r.predicate(i)
		class := ""
		switch text.Rel0(rel) {
		case "conj":
			if s, speaks := r.speaker[i]; speaks && r.head(s) != i && r.head(s) != g && r.t.Governs(r.head(s), g) { // "denied that they had fired and said ...": joined to the verb of its subject
				i = r.head(s)
				continue
			}
			if !nominal && r.toks[g].UPOS == "VERB" && i == h.clause {
				c = r.shared(i, g, c)
			}
			i = g
			continue
		case "ccomp", "xcomp":
			if rel == "ccomp" && r.asked(i) && r.indicative(i) { // "refused to say how many were arrested" takes it for granted that some were
				return c
			}
			class = r.governs(g)
			if rel == "xcomp" && r.lemma(g) == "have" && r.mark(i) == "to" && r.toks[g].XPOS != "VBD" && r.toks[g].XPOS != "VBN" { // what one has to do; what one had to do one did
				class = string(ledger.Urged)
			}
			if rel == "ccomp" && r.report(class, g, i) {
				class = ""
			}
			if class == "" && (rel == "xcomp" || r.mark(i) == "to") {
				class = transparent
				if r.mark(i) == "to" {
					class = string(ledger.Planned) // "was launched to detain": a purpose
				}
			}
			if class == "" && r.negator(g) >= 0 && r.toks[g].UPOS == "VERB" {
				c = outer(c, string(ledger.Possible), "complement of a negated '"+r.word(g)+"'")
				return c
			}
		case "acl":
			if rel == "acl:relcl" || r.mark(i) == "" && r.toks[i].XPOS == "VBN" { // "the draft proposed by the council": the participle describes
				return c
			}
			class = r.governs(g)
			if class == presupposed || class == transparent {
				if r.mark(i) == "to" && (r.purpose(g) || r.time[g] >= 0) { // "the campaign to liberate the city", "15 days to accept"
					class = string(ledger.Planned)
				}
			}
			if class == "" {
				if r.mark(i) == "to" {
					class = string(ledger.Planned)
					if a := r.head(g); a >= 0 && r.rel(g) == "obj" && r.negator(a) >= 0 { // "did not have the means to attack"
						class = string(ledger.Possible)
					}
				} else if m := r.mark(i); m == "of" || m == "for" {
					class = transparent
				} else {
					return c
				}
			}
		case "advcl":
			switch m := r.mark(i); m {
			case "of", "for", "from", "into", "with": // "charged with shooting a judge"
				class = r.governs(g)
				if m == "from" && class == "" && r.toks[i].XPOS == "VBG" { // "kept from leaving"; not "a farm from where two men were taken"
					class = string(ledger.Denied)
				}
			case "to":
				class = r.governs(g)
				if x := r.toks[i].XPOS; x == "VBG" || x == "VBN" && r.child(i, "nsubj") >= 0 { // "led to nine people being shot"
					if class == "" {
						class = transparent
					}
					break
				}
				if class == transparent && r.particle(g, "on") >= 0 { // "went on to arrest"
					break
				}
				if class == "" || class == transparent || class == presupposed {
					class = string(ledger.Planned)
				}
			case "against": // "voted against sending troops"
				class = string(ledger.Denied)
			case "that": // "never made it clear that he had been beaten"
				if r.negator(g) >= 0 && c.Realis.Took() {
					c = outer(c, string(ledger.Possible), "beside a negated '"+r.word(g)+"'")
				}
				return c
			case "by", "include", "including": // "will fight crime by arresting ...": as real as what it is a way of
				class = transparent
				if m != "by" {
					if v := r.governs(g); v != "" && v != presupposed {
						class = v
					}
				}
			case "":
				if _, speaks := r.speaker[i]; speaks && r.toks[i].XPOS == "VBG" {
					return c // "denied the killing, saying that it had ...": what is said is not what is denied
				}
				if r.toks[i].XPOS == "VBG" || r.toks[i].XPOS == "VBN" {
					if r.negator(g) >= 0 { // "is not involved, instead shelling ...": the participle is not what is negated
						return c
					}
					class = transparent
				} else {
					return c
				}
			default:
				return c
			}
			if r.child(i, "nsubj") >= 0 && r.indicative(i) && class == transparent { // "to return when he was released": a clause of its own tense
				return c
			}
		case "obj", "nsubj", "obl", "nmod", "compound", "amod", "iobj", "appos":
			if !nominal && text.Rel0(rel) != "obj" {
				if text.Rel0(rel) == "appos" {
					return c
				}
			}
			if text.Rel0(rel) == "nsubj" && rel != "nsubj:pass" {
				class = r.b.casts.pred[r.lemma(g)]
				if class == "" {
					return c
				}
				break
			}
			p := r.prep(i)
			if h.noun() && c.Realis.Took() && i == h.clause && r.ahead(i) {
				return outer(c, string(ledger.Planned), "still 'ahead'")
			}
			if text.Rel0(rel) == "nmod" && rel != "nmod:poss" || text.Rel0(rel) == "compound" {
				class = r.b.casts.noun[r.lemma(g)]
				switch p {
				case "over", "after", "amid", "following", "during", "despite", "since", "about": // "a deadline over the attack"
					return c
				}
				if class == "" && p == "for" && h.noun() && c.Realis.Took() && r.b.types[h.rule.Type].Quad <= 2 && !r.definite(i) && !r.b.lends(r.lemma(g), p) { // "a delegation for peace talks": what it is meant for
					return outer(c, string(ledger.Planned), "what '"+r.word(g)+"' is for")
				}
				if class == "" && !(r.is(g, "carrier") || p == "of" && r.is(g, "quantity")) {
					return c
				}
				if class == "" {
					class = transparent
				}
				break
			}
			switch p {
			case "after", "during", "following", "since", "amid", "despite", "over", "in", "at", "because", "by":
				if text.Rel0(rel) == "obl" && p != "in" && p != "at" {
					return c
				}
				if text.Rel0(rel) == "obl" {
					if v := r.governs(g); v == "" || v == presupposed {
						return c
					}
					return c
				}
			case "without":
				return negate(c, p)
			}
			if rel == "obl" && r.nounsOwn(i) { // "called for an end to the bombing", hung on the verb
				return c
			}
			class = r.governs(g)
			if o := text.Rel0(rel); (o == "obj" || o == "iobj") && r.b.casts.addresses[r.lemma(g)] { // "told a meeting of ministers"
				return c
			}
			if h.noun() && class == string(ledger.Denied) && r.b.types[h.rule.Type].Verbal && r.is(g, "turns-down") && r.negator(i) < 0 { // "rejected a request": it was made
				class = presupposed
			}
			if class == "" || class == transparent {
				if !h.noun() && i != h.clause && rel == "obj" && r.toks[g].UPOS == "VERB" { // "failed to take steps to stop it": by way of the steps
					if gc := r.local(g, h); !gc.Realis.Took() && c.Realis.Took() {
						gc.Why += " on '" + r.word(g) + "'"
						c = gc
					}
					i = g
					continue
				}
				return r.unreal(i, g, c, h)
			}
		default:
			return c
		}
		if class == string(ledger.Urged) && r.lemma(g) == "call" && r.is(i, "said-by-phone") && r.particle(g, "on") < 0 { // "called his counterpart to express his support"
			class = string(ledger.Planned)
		}
		why := "under '" + r.word(g) + "'"
		gneg := r.negator(g)
		switch class {
		case "":
		case presupposed:
			if gneg >= 0 && r.b.casts.vouches[r.lemma(g)] {
				c = outer(c, string(ledger.Possible), why+", which is negated")
				break
			}
			if c.Realis == ledger.Happened && !c.Negated {
				c.Why = "taken for granted " + why
			}
			return c
		case transparent:
			gc := r.local(g, h)
			if gc.Negated && rel == "ccomp" && r.indicative(i) { // "never made clear that he had been beaten"
				if c.Realis.Took() {
					c = outer(c, string(ledger.Possible), why+", which is negated")
				}
			} else if !gc.Realis.Took() && c.Realis.Took() {
				gc.Why += " on '" + r.word(g) + "'"
				c = gc
			} else if gc.Negated && c.Realis != ledger.Denied {
				if gneg < 0 { // it is negated by a clause of its own
					gneg = g
				}
				c = negate(c, r.word(gneg))
			}
		case probable:
			if gneg >= 0 && r.toks[g].UPOS == "NOUN" { // "no evidence that ..."
				if c.Realis.Took() {
					c = outer(c, string(ledger.Denied), why+", which is negated")
					c.Certainty = "possible"
				}
			} else if c.Certainty == "certain" {
				c.Certainty = "probable"
			}
		default:
			if gneg >= 0 && r.b.casts.affirms[r.lemma(g)] { // "will not hesitate to": a double negation
				gc := r.local(g, h)
				gc.Negated = false
				if m := r.modal(g); m == "will" || m == "would" || m == "shall" || m == "'ll" || m == "wo" {
					gc.Realis, gc.Certainty, gc.Why = ledger.Planned, "certain", "future '"+m+"' on '"+r.word(g)+"', negated twice"
				} else {
					gc.Realis, gc.Certainty, gc.Why = ledger.Happened, "certain", "'"+r.word(g)+"', negated twice"
				}
				if c.Realis.Took() {
					c = gc
				}
				break
			}
			if gneg >= 0 {
				switch ledger.Realis(class) {
				case ledger.Failed:
					class = ""
				case ledger.Planned, ledger.Threatened:
					class, why = string(ledger.Denied), why+", which is negated"
					if m := r.modal(g); r.mark(i) == "to" && (m == "will" || m == "would" || m == "wo") {
						why = "refusal: '" + m + " " + r.word(gneg) + "' on '" + r.word(g) + "'"
					}
				default:
					class = string(ledger.Possible)
				}
			}
			if class != "" {
				c = outer(c, class, why)
			}
		}
		i = g
	}
	return c
}

// untrue finds the word that calls the clause of verb i false: "reports that he had fled were false". It goes by the order of words, for
// trees of such sentences are rarely right.
func (r *reading) untrue(i int32) int32 {
	first := int32(-1)
	for _, k := range r.t.Children(i) {
		if r.rel(k) == "mark" && r.lemma(k) == "that" {
			first = k
		}
	}
	if first <= 0 || !r.b.casts.tales[r.lemma(first-1)] {
		return ledger.None
	}
	const near = 15 // words from the verb to what is said of the report
	for t := i + 1; t < min(i+near, int32(len(r.toks))) && r.sentence[t] == r.sentence[i]; t++ {
		if r.b.casts.untrue[r.lowered(t)] {
			if b := r.lemma(t - 1); b == "be" || r.lemma(t-2) == "be" {
				return t
			}
		}
	}
	return ledger.None
}

// governs is what the word g does to the clause or event noun under it.
func (r *reading) governs(g int32) string {
	l := r.lemma(g)
	switch r.toks[g].UPOS {
	case "VERB", "AUX":
		if _, ok := r.b.casts.particle[l]; ok {
			for _, k := range r.t.Children(g) {
				switch r.rel(k) {
				case "compound", "advmod":
					if v := r.b.casts.particle[l+" "+r.lemma(k)]; v != "" {
						return v
					}
				}
			}
		}
		if v, ok := r.b.casts.verb[l]; ok {
			return v
		}
		return r.b.casts.pred[r.lowered(g)]
	case "NOUN", "PROPN":
		return r.b.casts.noun[l]
	case "ADJ":
		return r.b.casts.pred[l]
	}
	return ""
}

// outer lets a governing word overrule what the clause said of itself.
func outer(c ledger.Cast, class, why string) ledger.Cast {
	o := ledger.Realis(class)
	switch {
	case o == ledger.Ongoing || o == ledger.Happened || o == ledger.Habitual:
		if c.Realis.Took() {
			c.Realis, c.Why = o, why
		}
	case c.Negated && o == ledger.Denied:
		c.Realis, c.Negated, c.Certainty, c.Why = ledger.Possible, false, "possible", "negated twice, "+why
	case c.Negated:
		c.Realis, c.Certainty, c.Why = ledger.Possible, "possible", c.Why+", "+why
	default:
		c.Realis, c.Why = o, why
		if o == ledger.Possible {
			c.Certainty = "possible"
		}
	}
	return c
}

// shared lets a coordinated verb share the auxiliary of the first: "will seize and hold".
func (r *reading) shared(i, g int32, c ledger.Cast) ledger.Cast {
	if c.Negated || r.toks[i].XPOS == "VBD" || r.toks[i].XPOS == "VBZ" || r.toks[i].XPOS == "VBP" {
		return c
	}
	either := false
	for _, k := range r.t.Children(i) {
		switch r.rel(k) {
		case "aux", "nsubj":
			return c
		case "cc":
			either = either || r.lemma(k) == "or" || r.lemma(k) == "nor"
		}
	}
	var h hit
	h.rule = &compiled{Rule: Rule{Type: "ACCUSE"}}
	gc := r.local(g, &h)
	if either && gc.Negated && c.Realis.Took() { // "was not held or fined"
		gc.Why += ", shared with '" + r.word(g) + "'"
		return gc
	}
	if !gc.Realis.Took() && !gc.Negated {
		gc.Why += " shared with '" + r.word(g) + "'"
		return gc
	}
	return c
}

// report reports whether the finite clause i under the verb g only reports: "told the paper that a rocket had hit the school" is no order.
// A wish ("ensure that he is removed") is none, nor is what may, should or has yet to be.
func (r *reading) report(class string, g, i int32) bool {
	switch ledger.Realis(class) {
	case ledger.Urged, ledger.Threatened, ledger.Planned:
	default:
		return false
	}
	if r.toks[i].XPOS == "VBP" && r.b.casts.addresses[r.lemma(g)] && r.child(i, "nsubj") >= 0 { // "told him that they oppose it"; not "demanded that they leave"
		return true
	}
	return !r.b.casts.wishes[r.lemma(g)] && r.indicative(i)
}

// indicative reports whether clause i has a tense of its own and no modal that asks for something.
func (r *reading) indicative(i int32) bool {
	if x := r.toks[i].XPOS; x == "VBD" || x == "VBZ" {
		return true
	}
	tense := false
	for _, k := range r.t.Children(i) {
		switch text.Rel0(r.toks[k].Rel) {
		case "aux", "cop":
			switch r.toks[k].XPOS {
			case "MD":
				switch r.lemma(k) { // "told Reuters that it will impose sanctions" reports; what somebody should or must do is asked for
				case "should", "must", "ought", "shall", "may":
					return false
				}
				tense = true
			case "VBD", "VBZ", "VBP":
				tense = true
			}
		}
	}
	return tense
}

// asked reports whether clause i is a question after how, when, where, who, what or why, which takes its clause for granted;
// "whether" and "if" do not.
func (r *reading) asked(i int32) bool {
	first := r.t.Subtree(i).First
	for _, k := range [...]int32{first, first + 1} {
		if k >= i {
			break
		}
		switch r.lowered(k) {
		case "how", "when", "where", "who", "whom", "what", "why", "which", "whose":
			return true
		}
	}
	return false
}

// purpose reports whether the noun g names an undertaking whose infinitive is its aim.
func (r *reading) purpose(g int32) bool {
	return r.is(g, "attempt") || r.is(g, "operation") || r.is(g, "mission")
}

// modal is the modal of clause i, or "".
func (r *reading) modal(i int32) string {
	for _, k := range r.t.Children(i) {
		if r.toks[k].XPOS == "MD" && text.Rel0(r.toks[k].Rel) == "aux" {
			return r.lemma(k)
		}
	}
	return ""
}

// unreal lets an event noun that nothing in the report points back to ("broader cooperation", "an attack") be no more real than the
// verb that has it for its object: "will foster broader cooperation", "could provoke an attack". "The attack" and "their attack" are
// taken for granted.
func (r *reading) unreal(i, g int32, c ledger.Cast, h *hit) ledger.Cast {
	if !h.noun() || !c.Realis.Took() || r.rel(i) != "obj" && r.toks[i].Rel != "nsubj:pass" || r.definite(i) || r.toks[g].UPOS != "VERB" {
		return c
	}
	if gc := r.local(g, h); !gc.Realis.Took() {
		if gc.Negated {
			gc.Realis, gc.Negated, gc.Certainty = ledger.Possible, false, "possible"
		}
		gc.Why += " on '" + r.word(g) + "'"
		return gc
	}
	return c
}

// ahead reports whether the noun i is what something else comes ahead of, when it is still to come.
func (r *reading) ahead(i int32) bool {
	for k := r.t.Subtree(i).First - 1; k >= 0 && k+1 < i && r.sentence[k] == r.sentence[i]; k++ {
		if r.lowered(k) == "ahead" && r.lowered(k+1) == "of" {
			return true
		}
		if r.toks[k+1].UPOS != "ADP" && r.toks[k+1].UPOS != "ADV" {
			return false
		}
	}
	return false
}

// nounsOwn reports whether the phrase of i stands right behind a noun that takes its act for granted ("an end to", "an inquiry into"),
// wherever the tree hangs it.
func (r *reading) nounsOwn(i int32) bool {
	k := r.t.Subtree(i).First - 1
	return k >= 0 && r.sentence[k] == r.sentence[i] && r.toks[k].UPOS == "NOUN" && r.b.casts.noun[r.lemma(k)] == presupposed
}
