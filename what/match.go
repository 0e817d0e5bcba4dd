package what

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// scan finds the triggers of all sentences of prose and makes events of those that a rule accepts.
func (r *reading) scan() {
	used := make([]bool, len(r.toks))
	for s := range r.d.Sentences {
		sen := &r.d.Sentences[s]
		if !r.prose(sen) {
			continue
		}
		for i := max(sen.First, 0); i < min(sen.Last, int32(len(r.toks))); i++ {
			if used[i] {
				r.untried(i, "a part of what another word has told")
				r.within(i)
				continue
			}
			switch r.toks[i].UPOS {
			case "VERB":
				if r.toks[i].Rel == "amod" && !r.hiddenVerb(i) { // "the besieged town"
					r.untried(i, "it is told of, not told: it stands before a noun")
					continue
				}
				if r.lowered(i) == "surrounding" && int(i)+1 < len(r.toks) && r.toks[i+1].UPOS == "NOUN" { // an adjective by now: "and surrounding areas"
					continue
				}
				switch {
				case r.tryAll(r.b.verbs[r.lemma(i)], i, used):
				case r.toks[i].XPOS == "VBN" && r.tryAll(r.b.adjs[r.lowered(i)], i, used): // "is opposed to", tagged a verb
				case r.toks[i].XPOS == "VBG":
					r.tryAll(r.b.nouns[r.lowered(i)], i, used)
				}
			case "NOUN", "PROPN":
				if !used[i] && r.time[i] < 0 && !r.named[i] && !r.namesKind(i) {
					r.tryAll(r.b.nouns[r.lemma(i)], i, used)
				} else if !used[i] {
					r.untried(i, "a time, a part of a name, or only what says of what kind the noun behind it is")
				}
			case "ADJ":
				if r.toks[i].Rel == "amod" && r.head(i) > i { // "hostile acts"
					r.untried(i, "it is told of, not told: it stands before a noun")
					continue
				}
				r.tryAll(r.b.adjs[r.lemma(i)], i, used)
			}
		}
	}
}

// inWords reports whether the clause of v goes on with what was said: "attacked the plan, saying that ...".
func (r *reading) inWords(v int32) bool {
	switch r.lemma(v) {
	case "attack", "assail", "hit", "target", "assault":
	default:
		return false
	}
	for _, k := range r.t.Children(v) {
		if k > v && r.rel(k) == "advcl" && r.toks[k].XPOS == "VBG" {
			switch r.lemma(k) {
			case "say", "call", "accuse", "claim", "argue", "describe", "allege", "brand", "label", "tell", "write":
				return true
			}
		}
	}
	return false
}

// namesKind reports whether the noun i only says of what kind the noun behind it is: "an opposition politician", "attack dogs", "a
// protest ground" are no events.
func (r *reading) namesKind(i int32) bool {
	g := r.head(i)
	return g == i+1 && r.toks[i].Rel == "compound" && r.toks[g].UPOS == "NOUN" && (r.is(g, "person-like") && !r.is(g, "event") && !r.is(g, "carrier") || r.is(g, "by-purpose"))
}

func (r *reading) prose(s *ledger.Sentence) bool {
	if s.Block < 0 || int(s.Block) >= len(r.d.Blocks) {
		return len(r.d.Blocks) == 0
	}
	return r.d.Blocks[s.Block].Kind.Prose()
}

// hit is a pattern put to a word.
func (r *reading) hit(p *pattern, i int32) hit {
	return hit{pat: p, rule: &r.b.rules[p.rule], tok: i, object: ledger.None, base: ledger.None, light: ledger.None, owner: ledger.None}
}

// tryAll tries the patterns of one word, strictest first, and makes an event of the first that is accepted.
func (r *reading) tryAll(ps []*pattern, i int32, used []bool) bool {
	var rejected []ledger.Rejected
	for n, p := range ps {
		h := r.hit(p, i)
		if !r.matches(&h) {
			r.tried(&h, OtherWords, veto{}, roles{})
			continue
		}
		who, no := r.weigh(&h)
		if no.why != "" {
			r.tried(&h, Vetoed, no, who)
			if h.rule.Quiet && strings.HasPrefix(no.why, "condition") {
				continue
			}
			rejected = append(rejected, ledger.Rejected{Stage: "events", Rule: h.rule.ID, Span: r.trigger(&h), Why: no.why})
			continue
		}
		r.tried(&h, Made, veto{}, who)
		r.rivals(ps[n+1:], &h)
		r.take(&h, who, used)
		return true
	}
	r.d.Rejected = append(r.d.Rejected, rejected...)
	return false
}

// matches checks the words of the pattern around the head word and readies the clause.
func (r *reading) matches(h *hit) bool {
	p := h.pat
	i := h.tok
	if p.pos == 'n' {
		if p.second != "" && !r.beforeWord(i, p.second) {
			return false
		}
		h.base = i
		r.carry(h)
		r.lend(h)
		return true
	}
	h.clause = i
	h.core = r.core(i)
	if p.pos == 'a' && h.core.passive && h.core.subj < 0 { // "is opposed to", tagged a verb
		h.core.subj, h.core.subjHow, h.core.obj = h.core.obj, h.core.objHow, ledger.None
	}
	if p.second != "" && p.object == nil && !r.hasSecond(i, p.second, h.core) {
		return false
	}
	if p.object == nil {
		return true
	}
	// phrase with a noun: the object, or what stands behind the preposition
	particle := p.second != "" && r.particle(i, p.second) >= 0
	if p.second == "" || particle {
		if o := h.core.obj; o >= 0 && r.inSet(o, p.object) {
			h.object = o
			return true
		}
		if o := h.core.obj; o >= 0 && r.is(o, "carrier") {
			if k := r.carried(o, p.object); k >= 0 {
				h.object = k
				return true
			}
		}
		for _, k := range r.t.Children(i) { // "found guilty", "called him a traitor"
			if rel := r.rel(k); (rel == "xcomp" || rel == "advcl" || rel == "obl" || rel == "nmod" || rel == "advmod") && k > i && r.toks[k].UPOS != "VERB" && r.prep(k) == "" && r.inSet(k, p.object) {
				h.object = k
				return true
			}
		}
		if p.second == "" || particle {
			return false
		}
	}
	for _, k := range r.t.Children(i) {
		switch r.rel(k) {
		case "obl", "nmod", "advcl", "xcomp", "obj":
			if (r.hasPrep(k, p.second)) && r.inSet(k, p.object) {
				h.object = k
				return true
			}
		}
	}
	if o := h.core.obj; o >= 0 { // "put the town under siege", hung on the object
		for _, k := range r.t.Children(o) {
			if r.rel(k) == "nmod" && r.hasPrep(k, p.second) && r.inSet(k, p.object) {
				h.object = k
				return true
			}
		}
	}
	return false
}

// carried finds the noun of a phrase behind a carrier: "a series of attacks", "a bombing campaign".
func (r *reading) carried(c int32, set wordset) int32 {
	for _, k := range r.t.Children(c) {
		if rel := r.rel(k); (rel == "nmod" && r.prep(k) == "of" || rel == "compound") && r.inSet(k, set) {
			return k
		}
	}
	return ledger.None
}

// beforeWord reports whether w stands before noun i as compound, adjective or preposition.
func (r *reading) beforeWord(i int32, w string) bool {
	for _, k := range r.t.Children(i) {
		if k > i {
			break
		}
		switch r.rel(k) {
		case "compound", "amod", "case", "nummod", "det", "nmod":
			if r.lemma(k) == w || r.lowered(k) == w { // "hunger strike", where the tagger has a comparative
				return true
			}
		}
	}
	return false
}

func (r *reading) particle(v int32, w string) int32 {
	for _, k := range r.t.Children(v) {
		switch r.toks[k].Rel {
		case "compound:prt", "advmod", "advcl", "xcomp":
			if r.lemma(k) == w && k > v && k-v <= 6 {
				return k
			}
		}
	}
	return ledger.None
}

// hasSecond reports whether the verb stands with the particle or preposition.
func (r *reading) hasSecond(v int32, w string, c core) bool {
	if r.particle(v, w) >= 0 {
		return true
	}
	for _, k := range r.t.Children(v) {
		switch r.rel(k) {
		case "obl", "advcl", "xcomp", "nmod", "acl", "ccomp":
			if r.time[k] < 0 && r.hasPrep(k, w) || r.mark(k) == w && w != "that" {
				return true
			}
		case "case": // "the ceasefire that they called for": stranded
			if r.lemma(k) == w && k > v {
				return true
			}
		}
	}
	if c.obj > v {
		for _, k := range r.t.Children(c.obj) {
			switch r.rel(k) {
			case "nmod", "acl":
				if (r.hasPrep(k, w) || r.mark(k) == w) && (w != "of" || r.inSet(v, r.b.classes["takes-of"])) {
					return true
				}
			}
		}
	}
	return false
}

// carry lets a noun stand for the event that it counts or frames: "a wave of attacks", "a bombing campaign".
func (r *reading) carry(h *hit) {
	for steps := 0; steps < 2; steps++ {
		g := r.head(h.base)
		if g < 0 || !r.is(g, "carrier") {
			return
		}
		switch rel := r.rel(h.base); {
		case rel == "compound" || rel == "amod", rel == "nmod" && r.prep(h.base) == "of":
			h.base = g
		default:
			return
		}
	}
}

// lend finds the light verb or word of taking part whose clause the noun shares.
func (r *reading) lend(h *hit) {
	h.clause = h.base
	h.core = core{subj: ledger.None, obj: ledger.None, iobj: ledger.None}
	n := h.base
	for steps := 0; r.rel(n) == "conj" && steps < 4; steps++ {
		g := r.head(n)
		if g < 0 || r.toks[g].UPOS == "VERB" {
			break
		}
		n = g
	}
	if try := r.lender(h, n); try {
		return
	}
	for _, k := range r.t.Children(n) { // "an attack carried out by ..., which rebels launched"
		if rel := r.rel(k); rel == "acl" && r.toks[k].UPOS == "VERB" && r.mark(k) != "to" {
			if l := r.lightAt(k, "obj"); l != nil && (!l.Part || l.Doer != "") {
				c := r.core(k)
				if c.obj == n && h.rule.allows(l) {
					h.light, h.class, h.core = k, l, c
					if l.Part { // "the attack, blamed on separatists"
						h.owner, h.ownHow = r.partner(k, l)
					}
					if r.toks[k].Rel == "acl:relcl" {
						h.clause = k
					}
					return
				}
			}
		}
	}
	if r.hasPrep(n, "behind") {
		for i := range r.b.light["be"] {
			if l := r.b.light["be"][i]; l.second == "behind" && h.rule.allows(l.class) {
				for _, k := range r.t.Children(n) {
					if r.rel(k) == "nsubj" {
						if a, how := r.antecedent(k, n); a >= 0 {
							h.owner, h.ownHow = a, how
						} else {
							h.owner, h.ownHow = k, "subject of 'behind'"
						}
						h.light, h.class = n, l.class
						return
					}
				}
			}
		}
	}
}

func (c *compiled) allows(l *Light) bool { return c.light == nil || c.light[l.ID] }

// lender tries the word that governs n.
func (r *reading) lender(h *hit, n int32) bool {
	g := r.head(n)
	if g < 0 {
		return false
	}
	switch rel := r.toks[n].Rel; rel {
	case "obj", "nsubj:pass", "nsubj", "dobj":
		if r.toks[g].UPOS != "VERB" {
			return false
		}
		c := r.core(g)
		if c.obj != n {
			return false
		}
		if l := r.lightAt(g, "obj"); l != nil && h.rule.allows(l) {
			h.light, h.class, h.core, h.clause = g, l, c, g
			if l.Part {
				h.owner, h.ownHow = r.partner(g, l)
			}
			return true
		}
	case "obl", "nmod", "obl:agent", "xcomp", "advcl", "acl":
		p := r.prep(n)
		if p == "" {
			return false
		}
		g := r.blamer(n, r.partHolder(n, g, p), p)
		for _, l := range r.lights(g) {
			if l.second != p || !h.rule.allows(l.class) {
				continue
			}
			if r.toks[g].UPOS == "NOUN" {
				if !l.class.Part || l.class.Doer != "" && !r.is(g, "accused-person") {
					continue
				}
				if l.class.Doer != "" { // "detained several suspects in the attack"
					h.owner, h.ownHow = g, "of whom it is suspected"
					h.core = core{subj: ledger.None, obj: ledger.None, iobj: ledger.None}
					h.light, h.class, h.clause = g, l.class, h.base
					return true
				}
				h.owner, h.ownHow = r.owner(g, 0)
				if h.owner < 0 {
					h.owner, h.ownHow = r.ownPart(g)
				}
			} else {
				h.owner, h.ownHow = r.partner(g, l.class)
				h.core = r.core(g)
			}
			if !l.class.Part && l.class.Noun != p {
				continue
			}
			h.light, h.class, h.clause = g, l.class, g
			return true
		}
	}
	return false
}

// blamer is the verb of "blamed rebels for the attack" where the tree hangs the phrase n with preposition p on the object g; else g.
func (r *reading) blamer(n, g int32, p string) int32 {
	v := r.head(g)
	if r.rel(n) != "nmod" || v < 0 || r.rel(g) != "obj" && r.toks[g].Rel != "nsubj:pass" {
		return g
	}
	for _, l := range r.lights(v) {
		if l.second == p && l.class.Doer == "obj" {
			return v
		}
	}
	return g
}

// partner is who has the part that verb g of class l tells of: its subject, whom it is done to, or who stands behind a preposition.
func (r *reading) partner(g int32, l *Light) (int32, string) {
	switch l.Doer {
	case "":
		return r.surfaceSubject(g, 0)
	case "obj":
		c := r.core(g)
		return c.obj, c.objHow + " of '" + r.word(g) + "'"
	}
	for _, from := range [...]int32{g, r.core(g).obj} { // "blamed the attack on rebels", where the phrase may hang on the noun
		for _, k := range r.kids(from) {
			if rel := r.rel(k); (rel == "obl" || rel == "nmod") && r.hasPrep(k, l.Doer) && r.time[k] < 0 {
				return k, "behind '" + l.Doer + "' of '" + r.word(g) + "'"
			}
		}
	}
	return ledger.None, ""
}

// partHolder is what the phrase n with preposition p belongs to: g, or the noun right before the phrase where the parser has hung on
// the verb what is a part of the noun's ("denied [responsibility for the attack]", "held for [his role in the killing]").
func (r *reading) partHolder(n, g int32, p string) int32 {
	if r.toks[g].UPOS != "VERB" || r.rel(n) != "obl" {
		return g
	}
	o := r.t.Subtree(n).First - 1
	if o < 0 || r.head(o) != g {
		o = r.child(g, "obj")
	}
	if o < 0 || o > n || r.toks[o].UPOS != "NOUN" {
		return g
	}
	for _, l := range r.lights(o) {
		if l.second == p && l.class.Part {
			return o
		}
	}
	return g
}

// ownPart is who denies or admits "involvement" (noun g): where nobody else's is named, it is his own.
func (r *reading) ownPart(g int32) (int32, string) {
	v := r.head(g)
	if v < 0 || r.rel(g) != "obj" || !r.predicate(v) {
		return ledger.None, ""
	}
	for _, k := range r.t.Children(g) {
		if r.rel(k) == "nmod" && r.prep(k) == "of" {
			return ledger.None, ""
		}
	}
	if c := r.core(v); c.subj >= 0 {
		return c.subj, "who '" + r.word(v) + "' a part of his own"
	}
	return ledger.None, ""
}

// lights are the light patterns of g; a participle that the tagger took for an adjective ("involved") counts as its verb.
func (r *reading) lights(g int32) []lightPattern {
	l := r.b.light[r.lemma(g)]
	if l == nil && r.toks[g].UPOS == "ADJ" {
		l = r.b.light[r.b.verbForms.of[r.lowered(g)]]
	}
	return l
}

// lightAt is the class of the light verb g whose noun stands in the given place.
func (r *reading) lightAt(g int32, at string) *Light {
	for _, l := range r.lights(g) {
		if l.class.Noun != at {
			continue
		}
		if l.second == "" || r.particle(g, l.second) >= 0 {
			return l.class
		}
	}
	return nil
}

// trigger is the span of the words that made the hit.
func (r *reading) trigger(h *hit) text.Span {
	s := r.toks[h.tok].Span
	grow := func(t int32) {
		if t < 0 || r.sentence[t] != r.sentence[h.tok] {
			return
		}
		lo, hi := min(t, h.tok), max(t, h.tok)
		if hi-lo <= 6 {
			s = s.Cover(r.toks[t].Span)
		}
	}
	grow(h.object)
	if h.noun() && h.light >= 0 && h.light < h.tok && h.class != nil && !h.class.Part {
		grow(h.light)
	}
	if h.pat.second != "" {
		if k := r.particle(h.tok, h.pat.second); k >= 0 && h.pat.pos != 'n' {
			grow(k)
		}
		if h.noun() {
			for _, k := range r.t.Children(h.tok) {
				if k < h.tok && r.lemma(k) == h.pat.second {
					grow(k)
				}
			}
		}
	}
	return s
}

// weigh applies the rule's conditions and fills its slots; it changes nothing. It returns why no event is to be made, or the zero veto.
func (r *reading) weigh(h *hit) (roles, veto) {
	c := h.rule
	no := func(why string) (roles, veto) { return roles{}, veto{why: why, condition: why} }
	if h.pat.pos == 'v' && r.imperative(h.tok) {
		return no("an order to the reader, nothing told")
	}
	if r.mishap(h) {
		return no("told of an accident")
	}
	if c.Type == "ASSAULT" && !c.Casualty && r.sporting() && !(h.core.subj >= 0 && r.is(h.core.subj, "armed")) {
		return no("told of a game")
	}
	if r.b.types[c.Type].Quad == 4 && r.fictional(h) {
		return no("told of a work or an exercise")
	}
	if c.Type == "ASSAULT" && h.pat.pos == 'v' && r.inWords(h.tok) {
		return no("an attack in words")
	}
	if h.pat.pos == 'v' && h.core.subj >= 0 && r.is(h.core.subj, "animal") {
		return no("an animal did it")
	}
	if o := r.twiceTold(h); o != "" {
		return roles{}, veto{why: "told already by '" + o + "'", condition: "told already by another word"}
	}
	for i := range c.not {
		if r.holds(h, &c.not[i]) {
			return roles{}, veto{"blocked: " + c.not[i].text, c.not[i].key, c.not[i].line}
		}
	}
	for i := range c.ifs {
		if !r.holds(h, &c.ifs[i]) {
			return roles{}, veto{"condition fails: " + c.ifs[i].text, c.ifs[i].key, c.ifs[i].line}
		}
	}
	side := &c.verb
	if h.noun() {
		side = &c.noun
	}
	var p roles
	p.actors, p.steps = r.fill(h, side.actor, true, &p.means)
	if c.Sides == "both" {
		for _, way := range side.recipient {
			one, _ := r.fill(h, []path{way}, true, &p.means)
			p.recipients = append(p.recipients, one...)
		}
		// the same role may be filled by several paths: "X's talks with Y"
		for _, way := range side.actor {
			one, _ := r.fill(h, []path{way}, true, &p.means)
			p.actors = append(p.actors, one...)
		}
		p.actors = append(p.actors, p.recipients...)
		p.recipients = nil
	} else {
		var more []string
		p.recipients, more = r.fill(h, side.recipient, false, &p.means)
		p.steps = append(p.steps, more...)
	}
	p.actors = r.distinct(p.actors, nil)
	p.recipients = r.distinct(p.recipients, p.actors)
	switch {
	case c.Sides == "both" && h.noun() && h.light < 0 && len(p.actors) == 1 && !r.several(p.actors[0].tok), c.Sides == "both" && c.needs == "both" && len(p.actors) == 1 && !r.several(p.actors[0].tok):
		return p, veto{"only one side could be had: '" + r.word(p.actors[0].tok) + "'", "sides: both, and only one could be had", c.sidesAt}
	case c.Sides == "both" && c.needs != "none":
		if len(p.actors) == 0 {
			return p, veto{"no party could be had", "sides: both, and nobody could be had", c.sidesAt}
		}
	case c.needs == "actor" && len(p.actors) == 0, c.needs == "recipient" && len(p.recipients) == 0,
		c.needs == "both" && (len(p.actors) == 0 || len(p.recipients) == 0),
		c.needs == "either" && len(p.actors)+len(p.recipients) == 0 && !(c.Type == "ASSAULT" && h.noun() && r.located(h)):
		return p, veto{"no party could be had (the rule needs " + c.needs + ")" + strings.Join(append([]string{""}, p.steps...), "; "), "needs: " + c.needs, c.needsAt}
	}
	for _, way := range c.means {
		if f := r.walk(h, way); f.tok >= 0 && (r.is(f.tok, "weapon") || r.is(f.tok, "event")) {
			for _, k := range r.joined([]found{f}, f.tok, 0) {
				p.means = append(p.means, k.tok)
			}
		}
	}
	return p, veto{}
}

// take appends the event of a hit that was accepted, and takes its words from the rules behind.
func (r *reading) take(h *hit, p roles, used []bool) {
	r.keep(h, p.actors, p.recipients, p.means, p.steps)
	used[h.tok] = true
	if h.rule.Absorbs && h.object >= 0 {
		if k := r.complement(h.object); k >= 0 {
			used[k] = true
		}
		if k := r.complement(h.tok); k >= 0 {
			used[k] = true
		}
	}
	if h.object >= 0 {
		used[h.object] = true
	}
	if h.light >= 0 && h.class != nil && !h.class.Part {
		used[h.light] = true
	}
	r.taken(h, used)
}

// twiceTold is the trigger that has told of the act already: the noun of the phrase ("the treaty was ratified"), or the verb that the
// noun stands beside ("met for talks"). An attack in which somebody is killed is two events, one a part of the other.
func (r *reading) twiceTold(h *hit) string {
	if h.object >= 0 {
		if e, ok := r.eventAt[h.object]; ok && r.d.Events[e].Type == h.rule.Type {
			return r.d.Events[e].Trigger.Of(r.d.Text)
		}
	}
	if h.noun() && h.rule.Type != "ASSAULT" {
		switch g := r.head(h.base); {
		case g < 0:
		case r.rel(h.base) == "obj" || r.rel(h.base) == "obl" && (r.prep(h.base) == "for" || r.prep(h.base) == "in"):
			if e, ok := r.eventAt[g]; ok && r.d.Events[e].Type == h.rule.Type && r.d.Events[e].Head == g {
				return r.d.Events[e].Trigger.Of(r.d.Text)
			}
		}
	}
	return ""
}

// located reports whether the event noun says where, or what it led to: "bombings in Istanbul", "the raid left twelve dead" are worth
// telling though nobody is named.
func (r *reading) located(h *hit) bool {
	if g := r.head(h.base); g >= 0 && r.rel(h.base) == "nsubj" {
		switch r.lemma(g) {
		case "leave", "claim":
			for _, k := range r.t.Children(g) {
				if rel := r.rel(k); k > g && (rel == "obj" || rel == "xcomp") {
					if _, ok := r.quantity(k); ok {
						return true
					}
				}
			}
		}
	}
	for _, k := range r.t.Children(h.base) {
		if r.rel(k) != "nmod" || k < h.base || r.place[k] < 0 || r.d.Places[r.place[k]].Metonym {
			continue
		}
		switch r.prep(k) {
		case "in", "at", "near", "outside":
			return true
		}
	}
	return false
}

// imperative reports a bare verb at the root of a sentence of running text: "Pardon my French".
func (r *reading) imperative(v int32) bool {
	t := &r.toks[v]
	if t.XPOS != "VB" && t.XPOS != "VBP" || t.Head >= 0 || r.headlike(v) {
		return false
	}
	for _, k := range r.t.Children(v) {
		switch r.rel(k) {
		case "nsubj", "aux", "csubj", "mark", "cop":
			return false
		}
	}
	return r.sentence[v] >= 0 && r.d.Sentences[r.sentence[v]].First == v
}

// several reports whether one mention may stand for both sides: a plural, or "both".
func (r *reading) several(t int32) bool {
	switch r.toks[t].XPOS {
	case "NNS", "NNPS":
		return true
	}
	switch r.lemma(t) {
	case "they", "we", "both", "two", "side":
		return true
	}
	return false
}

// distinct drops what was found twice or already stands on the other side.
func (r *reading) distinct(fs, other []found) []found {
	out := fs[:0]
	for _, f := range fs {
		dup := false
		for _, o := range out {
			dup = dup || r.twice(o.tok, f.tok)
		}
		for _, o := range other {
			dup = dup || r.twice(o.tok, f.tok)
		}
		if !dup {
			out = append(out, f)
		}
	}
	return out
}

// twice reports whether a and b name one party twice. Two nouns in different places of one clause do not ("the minister met his
// counterpart"), whatever they are taken for elsewhere.
func (r *reading) twice(a, b int32) bool {
	if a == b {
		return true
	}
	if r.toks[a].UPOS != "PRON" && r.toks[b].UPOS != "PRON" && r.lemma(a) != r.lemma(b) {
		return false
	}
	return r.same(a, b)
}

func (r *reading) same(a, b int32) bool {
	if a == b {
		return true
	}
	x, y := r.mention[a], r.mention[b]
	if x < 0 || y < 0 || int(x) >= len(r.d.ActorOf) || int(y) >= len(r.d.ActorOf) {
		return false
	}
	return r.d.ActorOf[x] >= 0 && r.d.ActorOf[x] == r.d.ActorOf[y]
}

// holds checks one condition line.
func (r *reading) holds(h *hit, c *cond) bool {
	h.testing = true
	defer func() { h.testing = false }()
	for i := range c.paths {
		p := c.paths[i]
		if p.steps[0] == "any" {
			if r.anyArgument(h, c.class) != c.negate {
				return true
			}
			continue
		}
		p.class, p.negate = c.class, c.negate
		if c.class == "there" {
			p.class, p.negate = "", false
			if (r.walk(h, p).tok >= 0) != c.negate {
				return true
			}
			continue
		}
		if r.walk(h, p).tok >= 0 {
			return true
		}
	}
	return false
}

// anyArgument reports whether any word that hangs on the trigger or on its noun is of the class.
func (r *reading) anyArgument(h *hit, class string) bool {
	for _, from := range [...]int32{h.tok, h.object, h.base, h.light} {
		if from < 0 {
			continue
		}
		for _, k := range r.t.Children(from) {
			if r.is(k, class) || r.is(r.substance(k), class) {
				return true
			}
		}
	}
	for _, k := range [...]int32{h.core.subj, h.core.obj} {
		if k < 0 || k == h.tok || k == h.base || k == h.object {
			continue
		}
		if r.is(r.substance(k), class) {
			return true
		}
		for _, m := range r.t.Children(k) { // "the penalty area", "a chess player"
			if class == "sport" && r.rel(m) == "compound" && r.is(m, class) {
				return true
			}
		}
	}
	return false
}
