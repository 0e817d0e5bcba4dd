package who

import (
	"slices"
	"strings"

	"daybook/ledger"
)

// A definition is what a report means by an abbreviation that it explains: "Harbour Safety Office (HSO)".
type definition struct {
	long int32 // mention of the long form, or None where it names no body: the abbreviation is then known to this report only
	at   int32 // token of the abbreviation
}

// definitions reads the abbreviations that the report explains in brackets. What a report explains is never looked up in the
// files under its abbreviation alone.
func (r *reader) definitions() {
	for i := int32(1); int(i)+2 < len(r.d.Tokens); i++ {
		if r.word(i) != "(" || r.word(i+2) != ")" || !isAbbreviation(r.word(i+1)) {
			continue
		}
		short := r.word(i + 1)
		if _, ok := r.defined[short]; ok {
			continue
		}
		def := definition{long: r.endsAt(i), at: i + 1}
		if def.long < 0 && r.mentionOf(i-1) < 0 && !r.initials(short, i) {
			continue
		}
		if o := def.long; o >= 0 {
			switch typ := r.d.Mentions[o].Type; {
			case r.initials(short, i):
			case typ == "ORG" && !r.media(short):
			case typ == "" && r.d.Mentions[o].Kind == ledger.Proper && !r.media(short):
			default:
				continue
			}
			if r.fact[o].det == 'i' || r.fact[o].det == 'n' {
				continue
			}
		} else if !r.initials(short, i) && r.media(short) {
			continue
		}
		if o := def.long; o < 0 { // inside the title of a person: "Director of Public Prosecutions (DPP) Ann Lee"
			for k := range r.d.Mentions {
				if m := &r.d.Mentions[k]; m.Type == "PER" && m.Span.Contains(r.d.Tokens[i+1].Span) && !m.Name.Empty() {
					if r.initials(short, i) && r.titleEnds(int32(k), i) {
						def.long = int32(k)
					}
				}
			}
		}
		if r.defined == nil {
			r.defined = map[string]definition{}
		}
		r.defined[short] = def
	}
}

// endsAt returns the mention whose words end right before token i, the longest first; or None.
func (r *reader) endsAt(i int32) int32 {
	best := ledger.None
	for m := range r.d.Mentions {
		men := &r.d.Mentions[m]
		if men.Kind == ledger.Pronominal || men.Span.End != r.d.Tokens[i-1].End {
			continue
		}
		if best < 0 || !men.Name.Empty() && (r.d.Mentions[best].Name.Empty() || men.Name.Len() > r.d.Mentions[best].Name.Len()) {
			best = int32(m)
		}
	}
	return best
}

// titleEnds reports whether the title of person m is what stands before token i: "District Health Officer (DHO) Ann Lee".
func (r *reader) titleEnds(m, i int32) bool {
	a, _ := r.s.agentAt(r.d, i-1)
	return a != nil && a.class == "PER" && !r.fact[m].plural
}

// initials reports whether the letters of an abbreviation are the first letters of the words before token i, small words left aside.
func (r *reader) initials(short string, i int32) bool {
	n := len(short)
	for k := i - 1; k >= 0 && n > 0 && i-k < 16; k-- {
		if short[n-1] < 'A' { // a digit or a mark
			n--
			k++
			continue
		}
		switch w := r.word(k); {
		case w[0]|0x20 == short[n-1]|0x20:
			n--
		case r.d.Tokens[k].UPOS == "PUNCT" || isSmall(w):
		default:
			return false
		}
	}
	return n == 0
}

func isSmall(w string) bool {
	switch w {
	case "of", "the", "and", "for", "in", "on", "to", "de", "del", "la", "&":
		return true
	}
	return false
}

// media reports whether an abbreviation is the name of a news agency or outlet: "(AP)" behind a place explains nothing.
func (r *reader) media(short string) bool {
	for _, o := range r.f.names[keyOf(short)] {
		if o.kind == refOrg {
			if k := r.f.orgs[o.index].kind; k == ledger.NewsAgency || k == ledger.Outlet {
				return true
			}
		}
	}
	return false
}

func isAbbreviation(w string) bool {
	n := 0
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case c >= 'A' && c <= 'Z':
			n++
		case c == '.' || c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' && n > 0:
		default:
			return false
		}
	}
	return n >= 2 && n*2 > len(w)
}

// byAbbreviation resolves a mention that is an abbreviation which the report explains.
func (r *reader) byAbbreviation(m int32) bool {
	if len(r.defined) == 0 {
		return false
	}
	men := &r.d.Mentions[m]
	sp := men.Name
	if sp.Empty() {
		sp = r.d.Tokens[men.Head].Span
	}
	def, ok := r.defined[strings.TrimSuffix(sp.Of(r.d.Text), ".")]
	if !ok {
		return false
	}
	if def.long >= 0 && def.long != m && r.fact[def.long].state != 1 {
		if a := r.resolve(def.long); a >= 0 {
			r.set(m, a, "short for "+quote(r.short(def.long)))
			return true
		}
	}
	if def.long == m {
		return false
	}
	if men.Name.Empty() {
		men = &ledger.Mention{Span: men.Span, Head: men.Head, Name: sp, Type: "ORG"}
	}
	name := men.Name.Of(r.d.Text)
	r.set(m, r.actor("local:"+keyOf(name), func() (ledger.Actor, entity) {
		return ledger.Actor{Name: name, Kind: ledger.Organisation, Group: true}, entity{rank: 5, body: true}
	}), "an abbreviation that the report explains and the files do not know")
	return true
}

// shortBody resolves "the Church", "the Commission", written with a capital, to the only body named in full before whose name has
// the word.
func (r *reader) shortBody(m int32) bool {
	men, f := &r.d.Mentions[m], &r.fact[m]
	h := men.Head
	if !isCapital(r.word(h)) || h == 0 || r.d.Tokens[h-1].Lemma != "the" || f.words.Last != h+1 || f.plural || men.Type == "PER" || isAbbreviation(r.word(h)) {
		return false
	}
	found, by := ledger.None, ledger.None
	for i := int32(0); i < m && i < 400; i++ {
		o := &r.d.Mentions[i]
		if o.Type != "ORG" || o.Name.Empty() || r.fact[i].state != 2 || r.d.ActorOf[i] < 0 || r.d.ActorOf[i] == found {
			continue
		}
		name := o.Name.Of(r.d.Text)
		if !strings.HasSuffix(name, " "+r.word(h)) && !strings.HasPrefix(name, r.word(h)+" of ") && !strings.Contains(name, " "+r.word(h)+" of ") &&
			!strings.Contains(name, r.word(h)+" for ") {
			continue
		}
		if found >= 0 {
			return false
		}
		found, by = r.d.ActorOf[i], i
	}
	if found < 0 || r.of[found].person {
		return false
	}
	r.set(m, found, "short for "+quote(r.short(by)))
	return true
}

// unlikely reports whether a short abbreviation of an armed group or party cannot be taken for it, as nothing in the report
// speaks of its state: three letters mean something else in every country.
func (r *reader) unlikely(o ref, name string) bool {
	if o.kind != refOrg || !isShortCapitals(name) {
		return false
	}
	x := &r.f.orgs[o.index]
	if x.kind != ledger.ArmedGroup && x.kind != ledger.Organisation {
		return false
	}
	if _, ok := r.f.stateOf[x.country]; !ok {
		return false
	}
	_, named := r.byKey[x.key]
	return !named && (len(r.heard) > 0 || len(r.d.Places) > 0) && !r.speaksOf(x.country)
}

// surnames notes the last words of the full names of persons that the report gives, whom "Paris" or "Jordan" may mean, and the
// names of its places.
func (r *reader) surnames() {
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.Type == "LOC" && !m.Name.Empty() {
			if r.places == nil {
				r.places = map[string]bool{}
			}
			r.places[keyOf(m.Name.Of(r.d.Text))] = true
		}
		if m.Type != "PER" || m.Name.Empty() {
			continue
		}
		key := keyOf(m.Name.Of(r.d.Text))
		if at := surnameAt(key); at > 0 {
			if r.surname == nil {
				r.surname = map[string]int32{}
			}
			if _, ok := r.surname[key[at:]]; !ok {
				r.surname[key[at:]] = int32(i)
			}
		}
	}
}

// isSurname reports whether mention m, a place by its name, is the surname of a person named in full before it: nothing but a
// person can be meant unless a preposition of place stands before it.
func (r *reader) isSurname(m int32, key string) bool {
	at, ok := r.surname[key]
	if !ok || at >= m {
		return false
	}
	switch r.caseOf(r.d.Mentions[m].Head) {
	case "in", "at", "to", "near", "into", "toward", "towards", "outside", "inside", "around", "through", "across", "via", "over":
		return false
	}
	return true
}

// speaksOf reports whether the report names a state, a place in it, or its people.
func (r *reader) speaksOf(code string) bool {
	if r.heard[code] {
		return true
	}
	if v, ok := r.spokenOf[code]; ok {
		return v
	}
	if r.spokenOf == nil {
		r.spokenOf = map[string]bool{}
	}
	r.spokenOf[code] = r.findState(code)
	return r.spokenOf[code]
}

func (r *reader) findState(code string) bool {
	for i := range r.d.Places {
		if r.d.Places[i].Country == code {
			return true
		}
	}
	for k := range r.d.Tokens {
		if codes, n := r.adjectiveAt(int32(k)); n > 0 && slices.Contains(codes, code) {
			return true
		}
	}
	return false
}
