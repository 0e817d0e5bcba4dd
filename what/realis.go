package what

import (
	"io/fs"
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
}

// Pseudo values of what a governor does to its complement.
const (
	presupposed = "presupposed" // "stop", "condemn", "regret": the act under them is taken for granted
	transparent = "transparent" // "manage", "begin", "help": the complement is as real as the verb itself
	probable    = "probable"    // only certainty is touched
)

func loadCasts(fsys fs.FS) (casts, error) {
	c := casts{verb: map[string]string{}, noun: map[string]string{}, pred: map[string]string{}, adj: map[string]string{}, adverb: map[string]string{}, modal: map[string]string{}, particle: map[string]string{}, keeps: map[string]bool{}, gives: map[string]bool{}, asks: map[string]bool{}}
	es, err := rule.Load[Cast](fsys, "lexicon/what-cast.yaml")
	for _, e := range es {
		r := e.Rule
		if set := map[string]map[string]bool{"asks": c.asks, "keeps-subject": c.keeps, "gives": c.gives}[r.ID]; set != nil {
			for _, w := range r.Verbs {
				set[w] = true
			}
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
	return c, err
}

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
			c = r.described(n, c)
			if n != h.tok {
				c = r.described(h.tok, c)
			}
		}
	}
	if h.light >= 0 && h.class != nil && !h.class.Part && r.d.Tokens[h.light].UPOS == "VERB" { // "threatened an attack", "planned talks"
		switch class := r.governs(h.light); class {
		case "", transparent, presupposed, probable:
		default:
			if c.Negated {
				c.Why = "under '" + r.word(h.light) + "', which is negated"
			} else {
				c = outer(c, class, "under '"+r.word(h.light)+"'")
			}
		}
	}
	if h.light >= 0 && h.class != nil && h.class.Part && r.d.Tokens[h.light].UPOS == "NOUN" {
		c = r.local(h.light, h)
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
				if r.lemma(k) == "not" && k+1 < int32(len(r.d.Tokens)) && (r.lemma(k+1) == "only" || r.lemma(k+1) == "just") {
					continue
				}
				return k
			}
		case "no":
			if r.rel(k) == "det" || r.rel(k) == "advmod" && k+1 < int32(len(r.d.Tokens)) && r.lemma(k+1) == "long" {
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
	tok := &r.d.Tokens[i]
	var neg int32 = r.negator(i)
	modal, be, have, do := "", "", false, false
	conditional := ""
	negSubject := ledger.None
	to := false
	adv := ""
	for _, k := range r.t.Children(i) {
		kt := &r.d.Tokens[k]
		switch text.Rel0(kt.Rel) {
		case "aux", "cop":
			l := r.lemma(k)
			switch l {
			case "be":
				be = kt.XPOS
			case "have":
				have = true
			case "do":
				do = true
			case "get":
			default:
				if kt.Rel != "aux:pass" {
					modal = l
				}
			}
		case "mark":
			switch r.lemma(k) {
			case "if", "unless", "whether", "lest":
				conditional = r.lemma(k)
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
			if m := r.mark(k); m == "if" || m == "unless" {
				conditional = m + " (clause)"
			}
		}
	}
	_ = do
	present := tok.XPOS == "VBZ" || tok.XPOS == "VBP" || be == "VBZ" || be == "VBP"
	switch {
	case modal == "will" || modal == "shall" || modal == "'ll" || modal == "’ll" || modal == "wo":
		c.Realis, c.Why = ledger.Planned, "future '"+modal+"'"
	case modal == "would":
		c.Realis, c.Certainty, c.Why = ledger.Possible, "possible", "conditional 'would'"
		if !have && r.rel(i) == "ccomp" || !have && r.d.Tokens[i].Rel == "parataxis" {
			c.Realis, c.Certainty, c.Why = ledger.Planned, "certain", "future in the past 'would'"
		}
	case modal != "":
		if m, ok := r.b.casts.modal[modal]; ok {
			c.Realis, c.Certainty, c.Why = ledger.Realis(m), "possible", "modal '"+modal+"'"
		}
	case to && (be != "" || tok.Rel == "root" && tok.XPOS == "VB"):
		c.Realis, c.Why = ledger.Planned, "future 'to'"
	case tok.XPOS == "VBG" && (be == "VBZ" || be == "VBP" || be == "VBN" && have):
		c.Realis, c.Why = ledger.Ongoing, "progressive"
	case h.rule.Ongoing && (present || have && !r.finitePast(i)):
		c.Realis, c.Why = ledger.Ongoing, "a state that lasts"
	case tok.XPOS == "VBG" && be == "" && !have && r.rel(i) == "advcl" && !r.b.types[h.rule.Type].Verbal && r.mark(i) == "":
		if g := r.head(i); g >= 0 && r.presentTense(g) {
			c.Realis, c.Why = ledger.Ongoing, "participle beside a present tense"
		}
	case tok.UPOS == "VERB" && (tok.XPOS == "VBZ" || tok.XPOS == "VBP") && !have && !r.headlike(i) && !r.b.types[h.rule.Type].Verbal && !h.rule.Verbal:
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
	if conditional != "" && c.Realis != ledger.Denied {
		c.Realis, c.Certainty, c.Why = ledger.Possible, "possible", "condition '"+conditional+"'"
	}
	return c
}

func cutColon(s string) (string, string) {
	for i := range s {
		if s[i] == ':' {
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// finitePast: "had been": the state lay before another past.
func (r *reading) finitePast(i int32) bool {
	for _, k := range r.t.Children(i) {
		if r.lemma(k) == "have" && r.d.Tokens[k].XPOS == "VBD" {
			return true
		}
	}
	return false
}

func (r *reading) presentTense(i int32) bool {
	switch r.d.Tokens[i].XPOS {
	case "VBZ", "VBP":
		return true
	}
	for _, k := range r.t.Children(i) {
		switch r.d.Tokens[k].Rel {
		case "aux", "cop", "aux:pass":
			if x := r.d.Tokens[k].XPOS; (x == "VBZ" || x == "VBP") && r.lemma(k) != "have" {
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

// climb goes from the clause to the words that govern it.
func (r *reading) climb(i int32, c ledger.Cast, h *hit) ledger.Cast {
	if r.d.Tokens[i].Rel == "amod" && r.gerund(i) {
		i = r.head(i)
	}
	for steps := 0; steps < 10; steps++ {
		g := r.head(i)
		if g < 0 {
			return c
		}
		rel := r.d.Tokens[i].Rel
		nominal := r.d.Tokens[i].UPOS != "VERB" && !r.predicate(i)
		class := ""
		switch text.Rel0(rel) {
		case "conj":
			if !nominal && r.d.Tokens[g].UPOS == "VERB" && i == h.clause {
				c = r.shared(i, g, c)
			}
			i = g
			continue
		case "ccomp", "xcomp":
			class = r.governs(g)
			if class == "" && rel == "xcomp" {
				class = transparent
			}
			if class == "" && r.negator(g) >= 0 && r.d.Tokens[g].UPOS == "VERB" {
				c = outer(c, string(ledger.Possible), "complement of a negated '"+r.word(g)+"'")
				return c
			}
		case "acl":
			if rel == "acl:relcl" {
				return c
			}
			class = r.governs(g)
			if a := r.head(g); a >= 0 && r.rel(g) == "obj" && r.mark(i) == "to" && r.b.casts.asks[r.lemma(a)] && r.actorlike(r.substance(g)) {
				g = a // "told the villagers to leave", hung on the object
				class = r.governs(g)
				if class == "" {
					class = transparent
				}
			}
			if class == "" {
				if r.mark(i) == "to" {
					class = string(ledger.Planned)
				} else if m := r.mark(i); m == "of" || m == "for" {
					class = transparent
				} else {
					return c
				}
			}
		case "advcl":
			switch m := r.mark(i); m {
			case "of", "for", "from", "into":
				class = r.governs(g)
				if m == "from" && class == "" {
					class = string(ledger.Denied)
				}
			case "to":
				class = r.governs(g)
				if class == "" || class == transparent || class == presupposed {
					class = string(ledger.Planned)
				}
			case "":
				if r.d.Tokens[i].XPOS == "VBG" || r.d.Tokens[i].XPOS == "VBN" {
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
			if text.Rel0(rel) == "nmod" && rel != "nmod:poss" || text.Rel0(rel) == "compound" {
				class = r.b.casts.noun[r.lemma(g)]
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
			class = r.governs(g)
			if class == "" || class == transparent {
				return c
			}
		default:
			return c
		}
		why := "under '" + r.word(g) + "'"
		gneg := r.negator(g)
		switch class {
		case "":
		case presupposed:
			return c
		case transparent:
			gc := r.local(g, h)
			if !gc.Realis.Took() && c.Realis.Took() {
				gc.Why += " on '" + r.word(g) + "'"
				c = gc
			} else if gc.Negated && c.Realis != ledger.Denied {
				c = negate(c, r.word(gneg))
			}
		case probable:
			if c.Certainty == "certain" {
				c.Certainty = "probable"
			}
		default:
			if gneg >= 0 {
				switch ledger.Realis(class) {
				case ledger.Failed:
					class = ""
				case ledger.Planned, ledger.Threatened:
					class, why = string(ledger.Denied), why+", which is negated"
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

// governs is what the word g does to the clause or event noun under it.
func (r *reading) governs(g int32) string {
	l := r.lemma(g)
	switch r.d.Tokens[g].UPOS {
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
	if c.Negated || r.d.Tokens[i].XPOS == "VBD" || r.d.Tokens[i].XPOS == "VBZ" || r.d.Tokens[i].XPOS == "VBP" {
		return c
	}
	for _, k := range r.t.Children(i) {
		if r.rel(k) == "aux" || r.rel(k) == "nsubj" {
			return c
		}
	}
	var h hit
	h.rule = &compiled{Rule: Rule{Type: "ACCUSE"}}
	gc := r.local(g, &h)
	if !gc.Realis.Took() && !gc.Negated {
		gc.Why += " shared with '" + r.word(g) + "'"
		return gc
	}
	return c
}
