package what

// This file reads from the words what a tree has lost. A parser that errs in one word of ten errs somewhere in most sentences of
// news; the repairs here are those whose pattern in the words leaves no doubt, and each says in the event's steps that it was used.

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// toldOf finds the clause that a verb of speech h tells of, where the participle v beside it tells of a deed: what a monitor says a shell
// did, killing twelve, the monitor has not done. ok is false where v may be the speaker's own doing: speech, or the object of a verb
// that takes a gerund ("denied killing").
func (r *reading) toldOf(v, h int32) (k int32, ok bool) {
	if r.toks[v].XPOS != "VBG" || r.mark(v) != "" || v == 0 || r.toks[v-1].UPOS != "PUNCT" || v < h && r.said[v] < 0 { // "Addressing the crowd, he said"
		return ledger.None, false
	}
	switch r.lemma(h) {
	case "say", "add", "tell", "report", "announce", "state", "claim", "note":
	default:
		return ledger.None, false
	}
	deed := false
	for _, p := range r.b.verbs[r.lemma(v)] {
		deed = deed || !r.b.types[r.b.rules[p.rule].Type].Verbal
	}
	if !deed {
		return ledger.None, false
	}
	for _, k := range r.t.Children(h) {
		if rel := r.rel(k); (rel == "ccomp" || rel == "parataxis") && k != v && k < v && r.predicate(k) {
			return k, true
		}
	}
	if rel, g := r.rel(h), r.head(h); (rel == "parataxis" || rel == "conj") && g >= 0 && g < h && r.predicate(g) {
		return g, true
	}
	return ledger.None, true
}

// verbless reports whether the sentence of v is running text whose tree has no verb at its root.
func (r *reading) verbless(v int32) bool {
	s := r.sentence[v]
	if s < 0 || r.headlike(v) {
		return false
	}
	if r.root == nil {
		r.root = make([]int8, len(r.d.Sentences))
	}
	if r.root[s] == 0 {
		r.root[s] = 1
		sen := r.d.Sentences[s]
		for i := max(sen.First, 0); i < min(sen.Last, int32(len(r.toks))); i++ {
			t := &r.toks[i]
			if rel := text.Rel0(t.Rel); (t.UPOS == "VERB" || r.child(i, "cop") >= 0 || r.child(i, "aux") >= 0) && (rel == "root" || t.Head < 0 || (rel == "conj" || rel == "parataxis" || rel == "ccomp") && r.head(t.Head) < 0) {
				r.root[s] = 2
				break
			}
		}
	}
	return r.root[s] == 1
}

// hiddenVerb reports whether v, which the tree takes for a participle before a noun, is the verb of a sentence that has no other:
// "The general transferred power".
func (r *reading) hiddenVerb(v int32) bool {
	x := r.toks[v].XPOS
	k := r.nounBefore(v)
	return (x == "VBN" || x == "VBD") && r.head(v) > v && r.verbless(v) && k >= 0 && r.time[k] < 0
}

// nounBefore is the head of the noun phrase that ends right before v, or None.
func (r *reading) nounBefore(v int32) int32 {
	k := v - 1
	if k >= 0 && r.sentence[k] == r.sentence[v] && r.toks[k].UPOS == "ADV" {
		k--
	}
	if k < 0 || r.sentence[k] != r.sentence[v] {
		return ledger.None
	}
	if u := r.toks[k].UPOS; u != "NOUN" && u != "PROPN" && !(u == "ADJ" && r.inSet(k, r.b.classes["actor"])) {
		return ledger.None
	}
	for steps := 0; steps < 4; steps++ {
		h := r.head(k)
		if rel := r.rel(k); h < 0 || h > v || rel != "flat" && rel != "compound" {
			break
		}
		k = h
	}
	return k
}

// othersAgent reports whether an event noun stands between the verb and the phrase with "by": then the phrase is the noun's,
// whatever the tree says: "was freed after its occupation by the militia".
func (r *reading) othersAgent(v, agent int32) bool {
	for i := v + 1; i < agent; i++ {
		if u := r.toks[i].UPOS; u != "NOUN" && u != "ADJ" {
			continue
		}
		if r.b.nouns[r.lemma(i)] != nil && r.toks[i].Rel != "compound" && !r.t.Governs(agent, i) {
			return true
		}
	}
	return false
}

// onlyHave reports whether the auxiliaries of v hold a form of "have" and none of "be".
func (r *reading) onlyHave(v int32) bool {
	have := false
	for _, k := range r.t.Children(v) {
		if r.rel(k) == "aux" {
			switch r.lemma(k) {
			case "be", "get":
				return false
			case "have":
				have = true
			}
		}
	}
	return have
}

// sharedObject is the object that stands behind the second of two verbs and belongs to both: "killed and wounded villagers".
func (r *reading) sharedObject(v int32) int32 {
	if v+2 >= int32(len(r.toks)) || r.toks[v+1].UPOS != "CCONJ" || r.toks[v+2].UPOS != "VERB" || r.head(v+2) != v || r.toks[v+2].XPOS != r.toks[v].XPOS {
		return ledger.None
	}
	o := r.child(v+2, "obj")
	if o >= 0 && r.time[o] >= 0 {
		return ledger.None
	}
	return o
}

// sharedAgent is who stands with "by" behind the second of two passives and did both: "was shot and killed by two men".
func (r *reading) sharedAgent(v int32) int32 {
	other := v + 2
	if int(other) >= len(r.toks) || r.toks[v+1].UPOS != "CCONJ" || r.head(other) != v || r.toks[other].XPOS != "VBN" {
		if other = v - 2; other < 0 || r.toks[v-1].UPOS != "CCONJ" || r.head(v) != other || r.toks[v].XPOS != "VBN" {
			return ledger.None
		}
	}
	if !r.sameType(v, other) { // "was detained and beaten by inmates"
		return ledger.None
	}
	for _, k := range r.t.Children(other) {
		if k > max(v, other) && r.time[k] < 0 && r.prep(k) == "by" && !r.manner(k) && !r.othersAgent(max(v, other), k) {
			return k
		}
	}
	return ledger.None
}

// sameType reports whether the rules know both verbs for acts of one type.
func (r *reading) sameType(v, w int32) bool {
	for _, p := range r.b.verbs[r.lemma(v)] {
		for _, q := range r.b.verbs[r.lemma(w)] {
			if r.b.rules[p.rule].Type == r.b.rules[q.rule].Type {
				return true
			}
		}
	}
	return false
}

// misplaced reports a bare verb that the tree has joined to one with a tense ("issued a plea that it repeal the tax, allow
// ..."): it belongs to some clause between, and neither its subject nor that it happened can be had from the tree.
func (r *reading) misplaced(v int32) bool {
	h := r.head(v)
	if h < 0 || r.rel(v) != "conj" || r.toks[v].XPOS != "VB" || r.headlike(v) {
		return false
	}
	for _, k := range r.t.Children(v) {
		switch r.rel(k) {
		case "aux", "mark", "nsubj":
			return false
		}
	}
	switch r.toks[h].XPOS {
	case "VBD", "VBZ", "VBN":
		return r.modal(h) == "" && r.child(h, "aux") < 0
	}
	return false
}

// prepBefore reports whether a preposition stands before the noun phrase that ends in k, read from the words alone.
func (r *reading) prepBefore(k int32) bool {
	for i := k - 1; i >= 0 && i > k-8 && r.sentence[i] == r.sentence[k]; i-- {
		switch r.toks[i].UPOS {
		case "NOUN", "PROPN", "ADJ", "DET", "NUM", "SYM":
		case "PUNCT":
			if r.toks[i].XPOS != "HYPH" {
				return false
			}
		case "ADP":
			return true
		default:
			return false
		}
	}
	return false
}

// lostObject finds the object that the tree hung elsewhere: a noun phrase without a preposition right behind the verb.
func (r *reading) lostObject(v, subject int32) int32 {
	h := r.nounAfter(v + 1)
	if h < 0 || h == subject || r.time[h] >= 0 || r.sentence[h] != r.sentence[v] {
		return ledger.None
	}
	switch rel := r.toks[h].Rel; {
	case r.prep(h) != "" || rel == "root" || rel == "nsubj" || rel == "nsubj:pass" || rel == "conj":
		return ledger.None
	case rel == "obl:tmod" || rel == "obl:npmod":
		return ledger.None
	}
	return h
}

// nounAfter is the head of the noun phrase that starts at token i, read from the words alone, or None.
func (r *reading) nounAfter(i int32) int32 {
	n := int32(len(r.toks))
	last := i
	noun := false
scan:
	for ; last < n && last < i+10 && r.sentence[last] == r.sentence[i]; last++ {
		switch r.toks[last].UPOS {
		case "DET":
			if noun {
				break scan
			}
		case "ADJ", "NUM", "SYM":
		case "NOUN", "PROPN":
			noun = true
		case "PRON":
			if r.toks[last].Rel != "nmod:poss" {
				if !noun {
					return last
				}
				break scan
			}
		case "PART":
			if r.word(last) != "'s" && r.word(last) != "’s" && r.word(last) != "'" && r.word(last) != "’" {
				break scan
			}
		case "PUNCT":
			if r.word(last) != "-" {
				break scan
			}
		default:
			break scan
		}
	}
	for k := i; k < last; k++ {
		if u := r.toks[k].UPOS; u != "NOUN" && u != "PROPN" && u != "NUM" {
			continue
		}
		h := r.head(k)
		if h >= i && h < last {
			if u := r.toks[h].UPOS; u == "NOUN" || u == "PROPN" || u == "NUM" {
				continue
			}
		}
		if r.toks[k].UPOS == "NUM" && k+1 < last {
			continue
		}
		return k
	}
	return ledger.None
}

// shape reports whether the word of v may be a past participle ("bombed", not "began").
func (r *reading) shape(v int32) bool {
	w := r.word(v)
	return strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "en") || r.toks[v].XPOS == "VBN" || strings.HasSuffix(w, "t") || strings.HasSuffix(w, "ng") || strings.HasSuffix(w, "n") || strings.HasSuffix(w, "ck")
}

// bareRelativePrep: the relative clause has a stranded or own preposition for its antecedent ("the town they fled from", "the
// day the army attacked"), so the antecedent is no object.
func (r *reading) bareRelativePrep(v int32) bool {
	h := r.head(v)
	if h < 0 {
		return true
	}
	switch r.lemma(h) {
	case "day", "time", "year", "month", "week", "moment", "night", "reason", "way", "place", "where":
		return true
	}
	for _, k := range r.t.Children(v) {
		switch r.toks[k].XPOS {
		case "WRB", "WDT", "WP", "WP$":
			return true
		}
		if w := r.child(k, "case"); w >= 0 {
			switch r.toks[k].XPOS {
			case "WDT", "WP":
				return true
			}
		}
	}
	return false
}

// beforeComma finds the noun that ", who" or ", which" stands behind, where the tree has lost the relative clause.
func (r *reading) beforeComma(k int32) (int32, string) {
	switch r.lemma(k) {
	case "who", "which":
	default:
		return ledger.None, ""
	}
	if k < 2 || r.word(k-1) != "," || r.sentence[k-2] != r.sentence[k] {
		return ledger.None, ""
	}
	j := k - 2
	if r.toks[j].UPOS != "PROPN" && r.toks[j].UPOS != "NOUN" {
		return ledger.None, ""
	}
	for steps := 0; steps < 4; steps++ {
		h := r.head(j)
		if h < 0 || h >= k || r.toks[h].UPOS != "PROPN" && r.toks[h].UPOS != "NOUN" {
			break
		}
		if rel := r.rel(j); rel != "flat" && rel != "compound" && rel != "appos" && rel != "goeswith" {
			break
		}
		j = h
	}
	return j, "before ', " + r.word(k) + "'"
}

// finite reports whether v carries a tense of its own or an auxiliary that does.
func (r *reading) finite(v int32) bool {
	switch r.toks[v].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	for _, k := range r.t.Children(v) {
		if rel := r.toks[k].Rel; rel == "aux" || rel == "aux:pass" {
			switch r.toks[k].XPOS {
			case "VBD", "VBZ", "VBP", "MD":
				return true
			}
		}
	}
	return false
}
