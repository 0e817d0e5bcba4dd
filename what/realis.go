package what

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"daybook/ledger"
	"daybook/rule"
	"daybook/text"
)

// Cast is one class of lexicon/what-cast.yaml: words that cast what they govern or describe in one realis.
type Cast struct {
	rule.Meta  `yaml:",inline"`
	Realis     string   `yaml:"realis"`
	Verbs      []string `yaml:"verbs"`      // governing a clause or an event noun
	Nouns      []string `yaml:"nouns"`      // governing a clause or an event noun: "plan to", "threat of"
	Predicates []string `yaml:"predicates"` // adjectives that govern an infinitive or are said of an event noun: "ready to", "likely"
	Adjectives []string `yaml:"adjectives"` // before an event noun: "planned", "alleged"
	Adverbs    []string `yaml:"adverbs"`
	Modals     []string `yaml:"modals"`
}

// casts is the compiled lexicon of realis: word -> realis, or one of the pseudo values below.
type casts struct {
	verb, noun, pred, adj, adverb, modal map[string]string
	particle                             map[string]string // "rule out" -> realis: verbs that do so with a particle only
	keeps                                map[string]bool   // verbs whose infinitive keeps their own subject although they have an object
	gives                                map[string]bool   // verbs whose passive keeps an object: "the town given arms"
	asks                                 map[string]bool   // verbs whose object does what the infinitive says
	wishes                               map[string]bool   // verbs whose clause is not real even in the indicative: "ensure that he is removed"
	addresses                            map[string]bool   // verbs whose object is who is spoken to, not what is asked for: "tell"
	vouches                              map[string]bool   // verbs that take for granted what is under them only where they are not negated: "did not confirm"
	tales, untrue                        map[string]bool   // "reports that ... were false": the nouns, and what is said of them
	names                                map[string]bool   // verbs whose second object says what the first is: "called him a traitor"
	affirms                              map[string]bool   // verbs that, negated, affirm what is under them: "not hesitate to"
}

// Pseudo values of what a governor does to its complement.
const (
	presupposed = "presupposed" // "stop", "condemn", "regret": the act under them is taken for granted
	transparent = "transparent" // "manage", "begin", "help": the complement is as real as the verb itself
	probable    = "probable"    // only certainty is touched
)

// castValues are what a class of words may cast in.
var castValues = func() []string {
	all := []string{presupposed, transparent, probable}
	for _, r := range ledger.RealisValues {
		all = append(all, string(r))
	}
	return all
}()

func loadCasts(fsys fs.FS) (casts, error) {
	c := casts{verb: map[string]string{}, noun: map[string]string{}, pred: map[string]string{}, adj: map[string]string{}, adverb: map[string]string{}, modal: map[string]string{}, particle: map[string]string{}, keeps: map[string]bool{}, gives: map[string]bool{}, asks: map[string]bool{}, wishes: map[string]bool{}, addresses: map[string]bool{}, affirms: map[string]bool{}, vouches: map[string]bool{}, tales: map[string]bool{}, untrue: map[string]bool{}, names: map[string]bool{}}
	es, err := rule.Load[Cast](fsys, "lexicon/what-cast.yaml")
	faults := []error{err}
	for _, e := range es {
		r := e.Rule
		if set := map[string]map[string]bool{"asks": c.asks, "keeps-subject": c.keeps, "gives": c.gives, "wishes": c.wishes, "addresses": c.addresses, "affirms": c.affirms, "vouches": c.vouches, "names": c.names}[r.ID]; set != nil {
			for _, w := range r.Verbs {
				set[w] = true
			}
			continue
		}
		if r.ID == "untrue" {
			for _, w := range r.Nouns {
				c.tales[w] = true
			}
			for _, w := range r.Predicates {
				c.untrue[w] = true
			}
			continue
		}
		if e.Broken {
			continue
		}
		if !slices.Contains(castValues, r.Realis) {
			faults = append(faults, e.Fault(fmt.Sprintf("unknown realis %q; known are %s", r.Realis, rule.Names(castValues)), "realis"))
			continue
		}
		put := func(into map[string]string, ws []string) {
			for _, w := range ws {
				into[w] = r.Realis
			}
		}
		for _, w := range r.Verbs {
			if verb, _, two := strings.Cut(w, " "); two {
				c.particle[w] = r.Realis
				c.particle[verb] = ""
			} else {
				c.verb[w] = r.Realis
			}
		}
		put(c.noun, r.Nouns)
		put(c.pred, r.Predicates)
		put(c.adj, r.Adjectives)
		put(c.adverb, r.Adverbs)
		put(c.modal, r.Modals)
	}
	return c, errors.Join(faults...)
}

// anything is the rule of a predicate that no rule is asked about.
var anything = compiled{Rule: Rule{}}

// cast reads off the tree how its clause presents the event: first the clause's own negation, modality and tense, then
// every word that governs the clause, from the inside out; an outer word overrules an inner one.
func (r *reading) cast(h *hit) ledger.Cast {
	c := r.local(h.clause, h)
	if h.noun() || h.object >= 0 {
		n := h.base
		if n < 0 {
			n = h.object
		}
		if n != h.clause && n >= 0 {
			if k := r.negator(n); k >= 0 && !c.Negated {
				c = negate(c, r.word(k))
			}
		}
		if h.noun() {
			if k := r.child(n, "det"); k >= 0 && r.lemma(k) == "any" && c.Realis.Took() { // "any attack by the rebels"
				c.Realis, c.Certainty, c.Why = ledger.Possible, "possible", "'"+r.word(k)+"'"
			}
			c = r.described(n, c)
			if n != h.tok {
				c = r.described(h.tok, c)
				switch class := r.b.casts.noun[r.lemma(n)]; class { // "an assassination attempt"
				case "", transparent, presupposed, probable:
				default:
					if c.Realis.Took() {
						c = outer(c, class, "'"+r.word(n)+"'")
					}
				}
			}
		}
	}
	if h.light >= 0 && h.class != nil && (!h.class.Part || h.class.Doer != "") && r.toks[h.light].UPOS == "VERB" { // "threatened an attack", "planned talks", "blamed for the attack"
		class := h.class.Realis
		if class == "" {
			class = r.governs(h.light)
		}
		switch class {
		case "", transparent, presupposed, probable:
		default:
			if c.Negated && h.class.Part { // who is not blamed may yet have done it
				c.Realis, c.Negated, c.Certainty, c.Why = ledger.Possible, false, "possible", "under '"+r.word(h.light)+"', which is negated"
			} else if c.Negated {
				c.Why = "under '" + r.word(h.light) + "', which is negated"
			} else {
				c = outer(c, class, "under '"+r.word(h.light)+"'")
			}
		}
	}
	if h.light >= 0 && h.class != nil && h.class.Doer != "" && r.toks[h.light].UPOS == "NOUN" {
		return outer(plain(), h.class.Realis, "under '"+r.word(h.light)+"'")
	}
	if h.light >= 0 && h.class != nil && h.class.Part && r.toks[h.light].UPOS == "NOUN" {
		c = r.described(h.light, r.local(h.light, h)) // "his alleged role in the killing"
	}
	return r.climb(h.clause, c, h)
}

// certain is the plain cast.
func plain() ledger.Cast {
	return ledger.Cast{Realis: ledger.Happened, Certainty: "certain", Why: "told as a fact"}
}

func negate(c ledger.Cast, by string) ledger.Cast {
	c.Negated, c.Realis, c.Why = true, ledger.Denied, "negated by '"+by+"'"
	return c
}

// negator is the word that negates i itself, or None.
func (r *reading) negator(i int32) int32 {
	for _, k := range r.t.Children(i) {
		switch r.lemma(k) {
		case "not", "n't", "never", "nor", "n’t":
			if r.rel(k) == "advmod" || r.rel(k) == "cc" || r.rel(k) == "aux" {
				if r.lemma(k) == "not" && k+1 < int32(len(r.toks)) && (r.lemma(k+1) == "only" || r.lemma(k+1) == "just") {
					continue
				}
				return k
			}
		case "no":
			if r.rel(k) == "det" || r.rel(k) == "advmod" && k+1 < int32(len(r.toks)) && r.lemma(k+1) == "long" {
				return k
			}
		case "neither":
			return k
		case "longer":
			if k > 0 && r.lemma(k-1) == "no" {
				return k
			}
		case "without":
			if rel := r.rel(k); rel == "case" || rel == "mark" {
				return k
			}
		}
	}
	return ledger.None
}

// local is the cast of the clause that i heads, by its own words.
func (r *reading) local(i int32, h *hit) ledger.Cast {
	c := plain()
	tok := &r.toks[i]
	var neg int32 = r.negator(i)
	modal, be, have := "", "", false
	conditional, condition := "", false // condition: the clause is itself one
	negSubject := ledger.None
	to := false
	adv := ""
	for _, k := range r.t.Children(i) {
		kt := &r.toks[k]
		switch text.Rel0(kt.Rel) {
		case "aux", "cop":
			l := r.lemma(k)
			switch l {
			case "be":
				be = kt.XPOS
			case "have":
				have = true
			case "do", "get":
			default:
				if kt.Rel != "aux:pass" {
					modal = l
				}
			}
		case "mark":
			switch r.lemma(k) {
			case "if", "unless", "whether", "lest":
				conditional, condition = r.lemma(k), true
			case "to":
				to = true
			}
		case "nsubj", "obj":
			for _, g := range r.t.Children(k) {
				if r.lemma(g) == "no" && r.rel(g) == "det" {
					negSubject = g
				}
			}
			switch r.lemma(k) {
			case "nobody", "none", "nothing", "neither", "noone":
				negSubject = k
			}
		case "advmod":
			if a, ok := r.b.casts.adverb[r.lemma(k)]; ok {
				adv = a + ":" + r.word(k)
			}
		case "advcl":
			if m := r.mark(k); (m == "if" || m == "unless") && !(k > i && (tok.XPOS == "VBD" || r.perfect(i)) && r.b.types[h.rule.Type].Verbal) { // "threatened to strike if ...": the threat was made
				conditional = m + " (clause)"
			}
		}
	}
	present := (tok.XPOS == "VBZ" || tok.XPOS == "VBP" && !r.likePast(i)) || be == "VBZ" || be == "VBP"
	switch {
	case modal == "will" || modal == "shall" || modal == "'ll" || modal == "’ll" || modal == "wo":
		c.Realis, c.Why = ledger.Planned, "future '"+modal+"'"
	case modal == "would":
		c.Realis, c.Certainty, c.Why = ledger.Possible, "possible", "conditional 'would'"
		if !have && r.rel(i) == "ccomp" || !have && r.toks[i].Rel == "parataxis" {
			c.Realis, c.Certainty, c.Why = ledger.Planned, "certain", "future in the past 'would'"
		}
	case modal == "must" && have:
		c.Realis, c.Certainty, c.Why = ledger.Possible, "probable", "a guess: 'must have'"
	case modal != "":
		if m, ok := r.b.casts.modal[modal]; ok {
			c.Realis, c.Certainty, c.Why = ledger.Realis(m), "possible", "modal '"+modal+"'"
		}
	case r.commanded(i):
		c.Realis, c.Why = ledger.Urged, "an order or a request"
	case r.misplaced(i):
		c.Realis, c.Certainty, c.Why = ledger.Possible, "possible", "a bare verb beside one with a tense"
	case to && (be != "" && be != "VBG" || tok.Rel == "root" && tok.XPOS == "VB"):
		c.Realis, c.Why = ledger.Planned, "future 'to'"
	case tok.XPOS == "VBG" && (be == "VBZ" || be == "VBP" || be == "VBN" && have && !r.finitePast(i)):
		c.Realis, c.Why = ledger.Ongoing, "progressive"
	case h.rule.Ongoing && (present || have && !r.finitePast(i)):
		c.Realis, c.Why = ledger.Ongoing, "a state that lasts"
	case tok.XPOS == "VBG" && be == "" && !have && r.rel(i) == "advcl" && !r.b.types[h.rule.Type].Verbal && r.mark(i) == "":
		if g := r.head(i); g >= 0 && r.presentTense(g) {
			c.Realis, c.Why = ledger.Ongoing, "participle beside a present tense"
		}
	case tok.UPOS == "VERB" && (tok.XPOS == "VBZ" || tok.XPOS == "VBP" && !r.likePast(i)) && !have && !r.headlike(i) && !r.b.types[h.rule.Type].Verbal && !h.rule.Verbal:
		c.Realis, c.Why = ledger.Ongoing, "present tense"
	}
	if adv != "" {
		a, w := cutColon(adv)
		switch a {
		case "habitual":
			if c.Realis.Took() {
				c.Realis, c.Why = ledger.Habitual, "'"+w+"'"
			}
		case "probable":
			if c.Certainty == "certain" {
				c.Certainty = "probable"
			}
		case "possible":
			c.Certainty = "possible"
			if c.Realis.Took() {
				c.Realis, c.Why = ledger.Possible, "'"+w+"'"
			}
		}
	}
	if neg >= 0 {
		c = negate(c, r.word(neg))
		switch modal {
		case "will", "would", "shall", "wo", "'ll", "’ll", "'d", "’d":
			if !have {
				c.Why = "refusal: '" + modal + " " + r.word(neg) + "'"
			}
		}
	} else if negSubject >= 0 {
		c = negate(c, r.word(negSubject))
	}
	if r.questioned(i) && c.Realis.Took() {
		c.Realis, c.Certainty, c.Why = ledger.Possible, "possible", "asked"
	}
	if w := r.yetToCome(i); w != "" && c.Realis.Took() {
		c.Realis, c.Certainty, c.Why = ledger.Possible, "possible", "behind '"+w+"' what is yet to come"
	}
	if conditional != "" && (condition || c.Realis != ledger.Denied) { // "if they do not withdraw" leaves open whether they will
		c.Realis, c.Negated, c.Certainty, c.Why = ledger.Possible, false, "possible", "condition '"+conditional+"'"
	}
	return c
}

// commanded reports an imperative: a bare verb without a subject at the root of a sentence of running text, or joined to such a one.
func (r *reading) commanded(i int32) bool {
	for steps := 0; steps < 6; steps++ {
		t := &r.toks[i]
		if t.UPOS != "VERB" && t.UPOS != "AUX" || t.XPOS != "VB" && t.XPOS != "VBP" || r.headlike(i) {
			return false
		}
		bare := t.XPOS == "VB"
		for _, k := range r.t.Children(i) {
			switch text.Rel0(r.toks[k].Rel) {
			case "nsubj", "csubj", "mark", "cop", "expl":
				return false
			case "aux":
				if r.lemma(k) != "do" || k > 0 && r.sentence[k-1] == r.sentence[k] && r.toks[k-1].UPOS == "PRON" {
					return false
				}
				bare = true
			}
		}
		switch text.Rel0(t.Rel) {
		case "root":
			return bare || r.opens(i)
		case "parataxis":
			if bare || r.opens(i) {
				return true
			}
		case "conj":
		default:
			return t.Head < 0 && (bare || r.opens(i))
		}
		if i = t.Head; i < 0 {
			return false
		}
	}
	return false
}

// opens reports whether nothing but "please", an adverb or a conjunction stands before token i in its sentence.
func (r *reading) opens(i int32) bool {
	if r.sentence[i] < 0 {
		return false
	}
	for k := r.d.Sentences[r.sentence[i]].First; k < i; k++ {
		switch r.toks[k].UPOS {
		case "ADV", "INTJ", "CCONJ", "PUNCT", "X", "NUM", "SYM":
		default:
			return false
		}
	}
	return true
}

// questioned reports whether clause i is a question that may be answered by no: the sentence ends in a question mark and an auxiliary stands before the subject.
// What asks how, when or why takes its clause for granted.
func (r *reading) questioned(i int32) bool {
	s := r.sentence[i]
	if s < 0 || r.rel(i) != "root" && r.rel(i) != "conj" && r.toks[i].Head >= 0 {
		return false
	}
	last := min(r.d.Sentences[s].Last, int32(len(r.toks))) - 1
	for last > i && r.toks[last].UPOS == "PUNCT" && !strings.Contains(r.word(last), "?") {
		last--
	}
	if last <= i || !strings.Contains(r.word(last), "?") || r.asked(i) {
		return false
	}
	subject, aux := r.child(i, "nsubj"), ledger.None
	for _, k := range r.t.Children(i) {
		if rel := text.Rel0(r.toks[k].Rel); (rel == "aux" || rel == "cop") && aux < 0 {
			aux = k
		}
	}
	return subject >= 0 && aux >= 0 && aux < subject || subject < 0 && aux < 0
}

// yetToCome is the conjunction of time before a clause in the present whose main clause lies in the future or is an order, or "": "when you arrive, call me". Behind
// "until" the present is yet to come whatever the main clause: "the sanctions stay until it ends the siege".
func (r *reading) yetToCome(i int32) string {
	if r.rel(i) != "advcl" || !r.presentTense(i) {
		return ""
	}
	w := ""
	for _, k := range r.t.Children(i) {
		if rel := r.rel(k); w == "" && k < i && (rel == "mark" || rel == "advmod") { // the first: "until after it leaves"
			switch r.lemma(k) {
			case "when", "whenever", "once", "until", "till", "before", "after", "soon", "unless", "as":
				w = r.word(k)
			}
		}
	}
	g := r.head(i)
	if w == "" || g < 0 || strings.EqualFold(w, "as") && r.toks[i].UPOS != "VERB" {
		return ""
	}
	if m := r.modal(g); m != "" || r.commanded(g) || r.mark(g) == "to" {
		return w
	}
	if strings.EqualFold(w, "until") || strings.EqualFold(w, "till") { // what lasts until then, lasts
		return w
	}
	return ""
}

func cutColon(s string) (string, string) {
	for i := range s {
		if s[i] == ':' {
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// likePast reports whether the verb i has one form for present and past ("hit", "cut", "shut"): news tells in the past.
func (r *reading) likePast(i int32) bool {
	return r.b.verbForms.same[r.lowered(i)]
}

// finitePast: "had been": the state lay before another past.
func (r *reading) finitePast(i int32) bool {
	for _, k := range r.t.Children(i) {
		if r.lemma(k) == "have" && r.toks[k].XPOS == "VBD" {
			return true
		}
	}
	return false
}

func (r *reading) presentTense(i int32) bool {
	switch r.toks[i].XPOS {
	case "VBZ", "VBP":
		return true
	}
	for _, k := range r.t.Children(i) {
		switch r.toks[k].Rel {
		case "aux", "cop", "aux:pass":
			if x := r.toks[k].XPOS; (x == "VBZ" || x == "VBP") && r.lemma(k) != "have" {
				return true
			}
		}
	}
	return false
}

// described applies the adjectives before an event noun: "planned", "alleged", "ongoing".
func (r *reading) described(n int32, c ledger.Cast) ledger.Cast {
	for _, k := range r.t.Children(n) {
		if rel := r.rel(k); rel != "amod" && rel != "compound" && rel != "advmod" {
			continue
		}
		a, ok := r.b.casts.adj[r.lemma(k)]
		if !ok {
			a, ok = r.b.casts.adj[r.lowered(k)]
		}
		if !ok {
			continue
		}
		w := r.word(k)
		switch a {
		case probable:
			if c.Certainty == "certain" {
				c.Certainty = "probable"
			}
		case string(ledger.Ongoing), string(ledger.Habitual):
			if c.Realis == ledger.Happened {
				c.Realis, c.Why = ledger.Realis(a), "'"+w+"'"
			}
		default:
			if c.Realis.Took() {
				c.Realis, c.Certainty, c.Why = ledger.Realis(a), "possible", "'"+w+"'"
			}
		}
	}
	return c
}
