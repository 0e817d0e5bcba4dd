package who

import (
	"unicode/utf8"

	"daybook/ledger"
	"daybook/text"
)

func decode(s string) (rune, int32) {
	c, n := utf8.DecodeRuneInString(s)
	return c, int32(max(n, 1))
}

// facts reads off every mention what it shows of itself: agent noun, number, determiner, title. Units come after the names.
func (r *reader) facts() {
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		f := &r.fact[i]
		f.owner = ledger.None
		f.words = r.run(m)
		h := &r.d.Tokens[m.Head]
		f.plural = h.XPOS == "NNS" || h.XPOS == "NNPS"
		f.det = 'b'
		if m.Kind == ledger.Pronominal {
			continue
		}
		end := m.Head
		if !m.Name.Empty() && !m.Name.Contains(h.Span) { // description, name
			if before := r.beforeName(m, f); before >= f.words.First && before > m.Head { // "Kent Police Commissioner Ann Lee", whatever the parser makes the head
				if f.agent, _ = r.s.agentAt(r.d, before); f.agent != nil && f.agent.class == "PER" {
					end = before
				}
			}
			if end == m.Head {
				f.agent, _ = r.s.agentAt(r.d, m.Head)
			}
		} else if m.Name.Empty() {
			f.agent, _ = r.s.agentAt(r.d, m.Head)
		} else { // the title before a name
			end = r.beforeName(m, f)
			if end >= f.words.First {
				f.agent, _ = r.s.agentAt(r.d, end)
			}
		}
		if f.agent != nil {
			f.first = end
		}
		r.determiner(m, f)
		if f.det == 'b' && r.strayNumber(m, f) {
			f.det = 'n'
		}
		if f.det == 'b' && h.Rel == "nmod" && r.caseOf(m.Head) == "of" && h.Head >= 0 && isQuantity(&r.d.Tokens[h.Head]) {
			f.det = 'n'
		}
		r.readTitle(m, f, end)
	}
}

// beforeName is the last word before the name of mention m, commas and brackets left aside.
func (r *reader) beforeName(m *ledger.Mention, f *fact) int32 {
	k := f.words.First
	for k < f.words.Last && r.d.Tokens[k].Start < m.Name.Start {
		k++
	}
	k--
	for k >= f.words.First && r.word(k) == "," {
		k--
	}
	if k > f.words.First+2 && r.word(k) == ")" && r.word(k-2) == "(" {
		k -= 3
	}
	return k
}

// isQuantity reports whether a noun counts what stands behind its "of": "dozens of people", "a group of men".
func isQuantity(t *text.Token) bool {
	switch t.Lemma {
	case "dozen", "hundred", "thousand", "million", "score", "number", "group", "handful", "majority", "lot", "crowd", "couple", "half", "quarter", "third", "rest",
		"part", "most", "many", "some", "several", "few", "all", "one", "two", "three", "four", "five", "six", "none", "each", "both", "percent", "%":
		return true
	}
	return t.UPOS == "NUM"
}

// run is the run of tokens of a mention.
func (r *reader) run(m *ledger.Mention) text.Run {
	out := text.Run{First: m.Head, Last: m.Head + 1}
	for out.First > 0 && r.d.Tokens[out.First-1].Start >= m.Span.Start {
		out.First--
	}
	for int(out.Last) < len(r.d.Tokens) && r.d.Tokens[out.Last].End <= m.Span.End {
		out.Last++
	}
	return out
}

func (r *reader) determiner(m *ledger.Mention, f *fact) {
	for k := f.words.First; k < f.words.Last; k++ {
		t := &r.d.Tokens[k]
		if t.Head != m.Head {
			continue
		}
		switch t.Rel {
		case "det", "det:predet":
			switch t.Lemma {
			case "the", "this", "that", "these", "those", "both":
				f.det = 'd'
			default: // a, an, some, another, any, no, each
				f.det = 'i'
			}
		case "nummod":
			if f.det != 'd' {
				f.det = 'n'
			}
		case "nmod:poss":
			f.det = 'p'
			f.owner = r.mentionOf(k)
		case "amod", "advmod", "compound":
			switch t.Lemma {
			case "former", "ex", "late", "ousted", "deposed", "future", "next", "previous", "onetime", "toppled", "disgraced", "then", "incoming",
				"outgoing", "past", "would-be", "retired", "overthrown", "exiled":
				f.ex = t.Lemma != "outgoing"
			case "many", "several", "few", "dozen", "various", "other", "more":
				if f.det == 'b' {
					f.det = 'n'
				}
			}
		}
	}
}

// strayNumber reports whether a number stands before the head of mention m that the parser hung outside it.
func (r *reader) strayNumber(m *ledger.Mention, f *fact) bool {
	for k := f.words.First; k < m.Head; k++ {
		if t := &r.d.Tokens[k]; t.UPOS == "NUM" && !f.words.Contains(t.Head) {
			return true
		}
	}
	return false
}

// readTitle finds the longest title of an office in the description of a mention; it must hold the agent noun or end before
// the name.
func (r *reader) readTitle(m *ledger.Mention, f *fact, end int32) {
	if f.plural || end < f.words.First {
		return
	}
	last := f.words.Last
	if !m.Name.Empty() {
		for last > end+1 && r.d.Tokens[last-1].Start >= m.Name.Start {
			last--
		}
	}
	var buf [128]byte
	best := 0
	for i := max(f.words.First, end-4); i <= end; i++ {
		for j := end + 1; j <= end+5 && int(j) <= len(r.d.Tokens); j++ {
			if n := int(j - i); n <= best || n > r.f.longest {
				continue
			}
			if j > last && (r.word(end+1) != "of" || r.sentence[j-1] != r.sentence[end]) { // "secretary of state" stays one title
				break
			}
			b := appendKey(buf[:0], runOf(r.d, text.Run{First: i, Last: j}))
			if t := r.f.titles[string(b)]; t != nil {
				best = int(j - i)
				f.title, f.told, f.first = t, string(b), i
			}
		}
	}
}

// unit finds the state or body that mention m belongs to: "Syrian", "the UN's", "of Hamas".
func (r *reader) unit(m int32) {
	f := &r.fact[m]
	men := &r.d.Mentions[m]
	level := 0 // 3 before the noun, 2 of it, 1 in it
	take := func(unit, by string, l int) {
		switch {
		case unit == "" || l < level:
		case l > level:
			f.unit, f.unitBy, f.two, level = unit, by, false, l
		case unit != f.unit:
			f.two = true
			if r.isBody(f.unit) { // "the UN's Syria envoy": the body, about the state
				f.two = false
			} else if r.isBody(unit) {
				f.unit, f.unitBy, f.two = unit, by, false
			}
		}
	}
	for k := f.words.First; k < f.words.Last; k++ {
		t := &r.d.Tokens[k]
		if men.Name.Contains(t.Span) || k == men.Head && men.Name.Empty() {
			continue
		}
		if !r.bound(k, men) && !r.abuts(k, men, f) || t.Rel == "nmod:poss" && r.d.Tokens[men.Head].Lemma == "counterpart" {
			continue
		}
		l := 3
		if k > men.Head || !men.Name.Empty() && r.caseOf(k) != "" {
			switch r.caseOf(k) {
			case "of", "from", "for", "with", "at":
				l = 2
			case "in", "inside":
				l = 1
			default:
				continue
			}
		}
		if codes, n := r.adjectiveAt(k); n > 0 && k < men.Head+1 {
			if len(codes) == 1 {
				take(codes[0], runOf(r.d, text.Run{First: k, Last: k + n}), l)
			} else if c := r.onlyHeard(codes); c != "" {
				take(c, runOf(r.d, text.Run{First: k, Last: k + n}), l)
			}
			k += n - 1
			continue
		}
		o := r.headed[k]
		if o < 0 || o == m {
			continue
		}
		by := r.d.Mentions[o].Span.Of(r.d.Text)
		if l == 1 || l == 2 {
			if p := r.place[k]; p >= 0 && r.d.Places[p].Country != "" {
				take(r.d.Places[p].Country, by, l)
				continue
			}
		}
		if r.fact[o].state == 1 {
			continue
		}
		a := r.resolve(o)
		if a < 0 {
			continue
		}
		if x := &r.d.Actors[a]; l >= 2 && f.lent == "" && f.agent != nil && f.agent.sector == "" && isDelegate(f.agent.words) {
			if f.lent = x.Sector; x.Kind == ledger.State {
				f.lent = "GOV"
			}
		}
		take(r.unitOfActor(a), by, l)
	}
	if k := f.words.First - 1; level == 0 && k > 0 && r.d.Tokens[k].XPOS == "POS" && r.sentence[k] == r.sentence[men.Head] { // possessor hung elsewhere
		for o := m - 1; o >= 0 && o > m-4; o-- {
			if r.d.Mentions[o].Span.End != r.d.Tokens[k-1].End || r.fact[o].state == 1 {
				continue
			}
			if a := r.resolve(o); a >= 0 {
				take(r.unitOfActor(a), r.d.Mentions[o].Span.Of(r.d.Text), 3)
			}
			break
		}
	}
}

// isDelegate reports whether a common noun names who speaks or acts for another, whose sector is the other's.
func isDelegate(words string) bool {
	switch words {
	case "spokesman", "spokeswoman", "spokesperson", "spokespeople", "representative", "press officer", "aide", "deputy", "adviser", "negotiator":
		return true
	}
	return false
}

// bound reports whether token k modifies the description of a mention: it hangs on its head, or on a compound that does.
func (r *reader) bound(k int32, men *ledger.Mention) bool {
	for steps := 0; steps < 4; steps++ {
		h := r.d.Tokens[k].Head
		if h < 0 {
			return false
		}
		switch text.Rel0(r.d.Tokens[k].Rel) {
		case "amod", "compound", "nmod", "conj", "flat", "det", "dep":
		default:
			return false
		}
		if h == men.Head || men.Name.Contains(r.d.Tokens[h].Span) {
			return true
		}
		if rel := text.Rel0(r.d.Tokens[h].Rel); rel != "compound" && r.d.Tokens[h].Rel != "nmod:desc" && rel != "amod" {
			return false
		}
		k = h
	}
	return false
}

// abuts reports whether token k stands in the title before the name of a mention with nothing but words of the title behind it.
func (r *reader) abuts(k int32, men *ledger.Mention, f *fact) bool {
	if men.Name.Empty() || f.agent == nil || k >= f.first {
		return false
	}
	for ; k < f.first; k++ {
		switch t := &r.d.Tokens[k]; t.UPOS {
		case "ADJ", "NOUN", "PROPN":
		default:
			if t.XPOS != "POS" {
				return false
			}
		}
	}
	return true
}

func (r *reader) caseOf(k int32) string {
	c := r.t.Child(k, "case")
	if c < 0 || r.d.Tokens[c].XPOS == "POS" || c > k {
		return ""
	}
	return r.d.Tokens[c].Lemma
}

// adjectiveAt returns the states that the adjective at token k names and how many tokens it has. "US-led" and "pro-Russian"
// are none.
func (r *reader) adjectiveAt(k int32) ([]string, int32) {
	var buf [64]byte
	if r.d.Tokens[k].UPOS == "DET" {
		return nil, 0
	}
	for n := int32(2); n >= 1; n-- {
		if int(k+n) > len(r.d.Tokens) || n == 2 && r.d.Tokens[k+1].UPOS == "PUNCT" {
			continue
		}
		b := appendKey(buf[:0], runOf(r.d, text.Run{First: k, Last: k + n}))
		states := r.f.adjectives[string(b)]
		if states == nil {
			continue
		}
		if n == 1 && !isCapital(r.word(k)) || r.hyphened(k, k+n) {
			return nil, 0
		}
		codes := make([]string, 0, 2)
		for _, s := range states {
			codes = append(codes, r.f.states[s].code)
		}
		return codes, n
	}
	return nil, 0
}

// hyphened reports whether the tokens from first up to last are part of a compound with a hyphen: "US-led".
func (r *reader) hyphened(first, last int32) bool {
	if int(last) < len(r.d.Tokens) && r.word(last) == "-" && r.d.Tokens[last].Start == r.d.Tokens[last-1].End {
		return true
	}
	return first > 0 && r.word(first-1) == "-" && r.d.Tokens[first-1].End == r.d.Tokens[first].Start
}

func isCapital(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return c >= 'A' && c <= 'Z' || c >= 'À' && c <= 'Þ'
}

// onlyHeard returns the one of the states that the report names, or "".
func (r *reader) onlyHeard(codes []string) string {
	out := ""
	for _, c := range codes {
		if r.heard[c] {
			if out != "" {
				return ""
			}
			out = c
		}
	}
	return out
}

// isBody reports whether a unit is an organisation rather than a state.
func (r *reader) isBody(unit string) bool {
	_, ok := r.f.orgOf[unit]
	return ok
}

// unitOfActor is the unit that a possessor or modifier lends: its own state or body; for a person in office that of the office.
func (r *reader) unitOfActor(a int32) string {
	e := &r.of[a]
	if e.known {
		switch e.ref.kind {
		case refState:
			return r.f.states[e.ref.index].code
		case refOrg:
			return r.f.orgs[e.ref.index].key
		case refPerson:
			if t := r.current(e.ref.index); t >= 0 {
				if u := r.f.persons[e.ref.index].terms[t].unit; r.isBody(u) {
					return u
				}
			}
		}
	}
	return r.d.Actors[a].Country
}
