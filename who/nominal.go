package who

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// nominal resolves a mention that is no pronoun: a name met on the way, a description, an office, a body of a state.
func (r *reader) nominal(m int32) {
	men, f := &r.d.Mentions[m], &r.fact[m]
	if r.byAbbreviation(m) {
		return
	}
	if !men.Name.Empty() {
		key := keyOf(men.Name.Of(r.d.Text))
		if r.byFullName(m, key); f.state != 2 {
			r.byPartOfName(m, key)
		}
		return
	}
	if r.nationals(m) || r.wholePhrase(m) || r.shortBody(m) {
		return
	}
	if f.agent == nil {
		return
	}
	if f.agent.kind == ledger.DocumentKind || f.agent.kind == ledger.State || r.inTitle(men.Head) {
		r.set(m, ledger.None, "")
		return
	}
	if r.t.Child(men.Head, "cop") >= 0 || r.caseOf(men.Head) == "as" && f.det == 'b' && !f.plural || r.d.Tokens[men.Head].Rel == "xcomp" {
		r.none(m, "says what somebody is, names nobody")
		return
	}
	r.unit(m)
	switch {
	case r.d.Tokens[men.Head].Lemma == "counterpart":
		r.counterpart(m)
	case f.agent.class == "PER" && !f.plural && f.title != nil && f.det != 'i' && f.det != 'n' && !f.ex && r.office(m):
	case f.agent.body != "" && f.det != 'n' && (f.det != 'i' || f.plural):
		r.stateBody(m)
	case f.state != 2:
		r.described(m)
	}
}

// inTitle reports whether token i is part of a title: "state" in "secretary of state".
func (r *reader) inTitle(i int32) bool {
	t := &r.d.Tokens[i]
	if t.Rel != "nmod" || t.Head < 0 || t.Head >= i || i-t.Head > 3 {
		return false
	}
	var buf [64]byte
	b := appendKey(buf[:0], runOf(r.d, text.Run{First: t.Head, Last: i + 1}))
	return r.f.titles[string(b)] != nil
}

// wholePhrase resolves a description that is a name of a body in the files: "US intelligence", "the Russian defence ministry".
func (r *reader) wholePhrase(m int32) bool {
	f, men := &r.fact[m], &r.d.Mentions[m]
	if f.det == 'i' || f.det == 'n' {
		return false
	}
	run := f.words
	for run.First < men.Head && r.d.Tokens[run.First].UPOS == "DET" {
		run.First++
	}
	var buf [128]byte
	for last := min(run.Last, men.Head+6); last > men.Head; last-- {
		if last-run.First > 10 {
			continue
		}
		refs := r.f.names[string(appendKey(buf[:0], runOf(r.d, text.Run{First: run.First, Last: last})))]
		if len(refs) == 1 && refs[0].kind == refOrg && !refs[0].doubtful && (run.Len() > 1 || isCapital(r.word(men.Head))) {
			if refs[0].capitals && hasLower(r.word(men.Head)) || run.Len() == 1 && r.unlikely(refs[0], r.word(men.Head)) {
				return false
			}
			r.set(m, r.org(refs[0].index), "description in the actor files")
			return true
		}
	}
	return false
}

// nationals resolves the people of a state: "Syrians", "the British", "a Briton".
func (r *reader) nationals(m int32) bool {
	men, f := &r.d.Mentions[m], &r.fact[m]
	head := men.Head
	for k := head + 1; k < f.words.Last && men.Name.Contains(r.d.Tokens[k].Span); k++ {
		head = k // "Polish Americans" are Americans
	}
	if !isCapital(r.word(head)) {
		return false
	}
	w := keyOf(r.word(head))
	plural0 := r.d.Tokens[head].XPOS == "NNPS" || r.d.Tokens[head].XPOS == "NNS"
	states := r.f.people[w]
	plural := f.plural || plural0
	if states == nil {
		states = r.f.adjectives[w]
		plural = plural || f.det == 'd'
	}
	if states == nil && strings.HasSuffix(w, "s") {
		w = w[:len(w)-1]
		plural = true
		if states = r.f.people[w]; states == nil {
			states = r.f.adjectives[w]
		}
	}
	if states == nil && strings.HasSuffix(w, "men") {
		states, plural = r.f.people[w[:len(w)-2]+"an"], true
	}
	if states == nil {
		return false
	}
	code := ""
	if len(states) == 1 {
		code = r.f.states[states[0]].code
	} else {
		var codes []string
		for _, s := range states {
			codes = append(codes, r.f.states[s].code)
		}
		if code = r.onlyHeard(codes); code == "" {
			r.none(m, "people of more than one state: "+strings.Join(codes, ", "))
			return true
		}
	}
	if plural && f.det != 'i' && f.det != 'n' {
		r.set(m, r.actor(code+"/people", func() (ledger.Actor, entity) {
			return ledger.Actor{Name: r.word(head), Kind: ledger.Populace, Country: code, Group: true}, entity{plural: true, rank: 2}
		}), "people of "+code)
		return true
	}
	f.unit = code
	r.fresh(m, "one of the people of "+code)
	return true
}

// office resolves a description by an office: "the Russian president", "the president", "the UN's Syria envoy".
func (r *reader) office(m int32) bool {
	f := &r.fact[m]
	if f.two {
		r.none(m, "belongs to two states or bodies")
		return true
	}
	leads := f.told == "leader" || f.told == "ruler" || f.told == "head of government" || f.told == "strongman"
	if f.unit == "" {
		return r.bareOffice(m)
	}
	var found []int32
	for a := range r.of {
		for _, t := range r.of[a].titles {
			if t.title == f.told && t.unit == f.unit {
				found = appendOnce(found, int32(a))
			}
		}
	}
	if len(found) == 1 {
		r.set(m, found[0], "the report calls "+r.d.Actors[found[0]].Name+" that")
		return true
	}
	if len(found) == 0 {
		ps := r.holders(f.title, f.unit)
		if len(ps) == 0 && leads {
			if p := r.leader(f.unit); p >= 0 {
				ps = append(ps, p)
			}
		}
		if len(ps) == 1 {
			r.set(m, r.person(ps[0]), "held the office of "+f.unit+" on "+r.day())
			return true
		}
		if len(ps) > 1 {
			r.none(m, "more than one holder of the office on "+r.day())
			return true
		}
	}
	return false
}

// bareOffice resolves an office without its state: by the speaker's state inside a quotation, else by the only person of the
// report who holds it.
func (r *reader) bareOffice(m int32) bool {
	f := &r.fact[m]
	if f.det == 'p' && f.owner >= 0 {
		return false
	}
	var found []int32
	for a := range r.of {
		e := &r.of[a]
		if !e.person {
			continue
		}
		ok := e.known && r.holds(e.ref.index, f.title) >= 0 && r.date != ""
		for _, t := range e.titles {
			ok = ok || t.title == f.told
		}
		if ok && r.mentionedBefore(int32(a), m) {
			found = append(found, int32(a))
		}
	}
	if p, code := r.speakersOffice(m); p >= 0 {
		a, known := r.byKey[r.f.persons[p].key]
		if r.speaker[r.d.Mentions[m].Head] >= 0 || len(found) == 0 || known && has(found, a) || r.official(m) {
			r.set(m, r.person(p), "held the office of the speaker's state, "+code+", on "+r.day())
			return true
		}
	}
	if len(found) == 1 {
		r.set(m, found[0], "the only one named before who holds the office")
		return true
	}
	if len(found) > 1 {
		r.undecided(m, found)
		return true
	}
	if len(r.heard) == 1 && f.det != 'b' {
		for code := range r.heard {
			if ps := r.holders(f.title, code); len(ps) == 1 {
				r.set(m, r.person(ps[0]), "held the office of "+code+", the only state named, on "+r.day())
				return true
			}
		}
	}
	return false
}

// official reports whether what mention m stands in is said by a state or one of its bodies or officials.
func (r *reader) official(m int32) bool {
	st := r.said[r.d.Mentions[m].Head]
	if st < 0 || r.d.Statements[st].Speaker < 0 {
		return false
	}
	a := r.resolve(r.d.Statements[st].Speaker)
	if a < 0 {
		return false
	}
	switch x := &r.d.Actors[a]; x.Kind {
	case ledger.Office, ledger.Agency, ledger.State, ledger.Unnamed:
		return x.Kind == ledger.State || x.Sector == "GOV" || x.Sector == "MIL"
	}
	return false
}

// speakersOffice returns who holds the office of mention m in the state of whoever says what it stands in, and that state;
// or -1.
func (r *reader) speakersOffice(m int32) (int32, string) {
	h := r.d.Mentions[m].Head
	st := r.speaker[h]
	if st < 0 {
		st = r.said[h]
	}
	if st < 0 {
		return -1, ""
	}
	sp := r.d.Statements[st].Speaker
	if sp < 0 || sp == m || int(sp) >= len(r.fact) {
		return -1, ""
	}
	a := r.resolve(sp)
	if a < 0 || r.d.Actors[a].Country == "" {
		return -1, ""
	}
	code := r.d.Actors[a].Country
	if ps := r.holders(r.fact[m].title, unitOf(code)); len(ps) == 1 {
		return ps[0], code
	}
	return -1, ""
}

// mentionedBefore reports whether actor a is named before mention m.
func (r *reader) mentionedBefore(a, m int32) bool {
	for i := int32(0); i < m; i++ {
		if r.d.ActorOf[i] == a && r.fact[i].state == 2 {
			return true
		}
	}
	return false
}

// counterpart resolves "his Russian counterpart": who holds the same office in that state, or leads it where he leads his own.
func (r *reader) counterpart(m int32) {
	f, men := &r.fact[m], &r.d.Mentions[m]
	owner := ledger.None
	if f.owner >= 0 {
		owner = r.resolve(f.owner)
	} else if s := r.subjectOf(r.d.Tokens[men.Head].Head); s >= 0 && s != men.Head {
		if o := r.mentionOf(s); o >= 0 {
			owner = r.resolve(o)
		}
	}
	if owner < 0 || !r.of[owner].known || r.of[owner].ref.kind != refPerson || f.unit == "" || f.two {
		r.none(m, "whose counterpart, or of which state, is not clear")
		return
	}
	p := r.of[owner].ref.index
	if t := r.current(p); t >= 0 {
		o := r.f.persons[p].terms[t].office
		ps := r.holders([]titled{{o, ""}}, f.unit)
		home := r.d.Actors[owner].Country
		if len(ps) != 1 || r.leader(home) == p {
			if l := r.leader(f.unit); l >= 0 && r.leader(home) == p {
				ps = []int32{l}
			}
		}
		if len(ps) == 1 {
			r.set(m, r.person(ps[0]), "holds in "+f.unit+" the office that "+r.d.Actors[owner].Name+" holds")
			return
		}
	}
	r.none(m, "no holder of the same office in "+f.unit+" known on "+r.day())
}

// stateBody resolves a body of a state: "Syrian government forces", "the army".
func (r *reader) stateBody(m int32) {
	f := &r.fact[m]
	if f.two {
		r.described(m)
		return
	}
	if f.unit != "" {
		if _, ok := r.f.stateOf[f.unit]; ok {
			r.bodyOf(m, f.unit, f.agent, "body of "+f.unit+" by "+quote(f.unitBy))
			return
		}
		r.described(m)
		return
	}
	if f.det == 'p' || f.agent.class == "" { // of somebody unknown; arms and vehicles of no one
		r.described(m)
		return
	}
	if code, why := r.contextState(m); code != "" && r.plainBody(m) {
		r.bodyOf(m, code, f.agent, why)
		return
	}
	r.described(m)
}

// plainBody reports whether the words of mention m name a state's own body as a whole: "the army", "police", but not "both tactical
// units", "armed resistance" nor "the so-called government".
func (r *reader) plainBody(m int32) bool {
	f, men := &r.fact[m], &r.d.Mentions[m]
	if f.det != 'd' && !f.plural && men.Type != "ORG" || f.agent.body == "rebels" && f.det != 'd' && r.d.Tokens[men.Head].Rel != "compound" || f.agent.body == "intelligence" && f.det != 'd' {
		return false
	}
	if r.d.Tokens[men.Head].Rel == "compound" { // "rebel-held"
		return true
	}
	first := men.Head - int32(strings.Count(f.agent.words, " ")) - int32(strings.Count(f.agent.words, "-"))*2
	for k := f.words.First; k < first; k++ {
		switch t := &r.d.Tokens[k]; {
		case t.Lemma == "both" || t.Lemma == "two" || t.UPOS == "NUM":
			return false
		case t.UPOS == "DET" || t.UPOS == "PART":
		default:
			return false
		}
	}
	return true
}

func quote(s string) string { return "“" + strings.Join(strings.Fields(s), " ") + "”" }

// ofTheReport are the bodies that a report has of the one state whose government or military it names: of courts, banks and agencies it may have
// another's.
var ofTheReport = map[string]bool{"military": true, "police": true, "government": true, "parliament": true, "opposition": true, "rebels": true, "intelligence": true,
	"security forces": true, "gendarmerie": true, "border guards": true, "border police": true, "coast guard": true, "fire service": true, "military police": true,
	"religious police": true, "foreign ministry": true, "defence ministry": true, "interior ministry": true, "presidency": true}

// contextState is the only state whose army or government the report names, if nothing speaks against it.
func (r *reader) contextState(m int32) (code, why string) {
	body := r.fact[m].agent.body
	whose := body
	for _, want := range []string{body, ""} {
		if code = ""; want == "" {
			if !ofTheReport[body] {
				break
			}
			whose = "government or military"
		}
		n := 0
		for i := range r.fact {
			g := &r.fact[i]
			if g.agent == nil || g.agent.body == "" || r.d.Mentions[i].Kind == ledger.Pronominal || want != "" && g.agent.body != want ||
				want == "" && g.agent.body != "government" && g.agent.body != "military" || int32(i) == m {
				continue
			}
			if g.owner >= 0 && r.d.Mentions[g.owner].Kind == ledger.Pronominal {
				continue
			}
			if g.unit == "" && g.state == 0 {
				r.unit(int32(i))
			}
			if _, ok := r.f.stateOf[g.unit]; !ok || g.two {
				continue
			}
			if g.unit != code {
				code = g.unit
				n++
			}
		}
		if n > 0 {
			break
		}
	}
	if code == "" || !r.steady(code, body) {
		return "", ""
	}
	s := r.sentence[r.d.Mentions[m].Head]
	for i := range r.place {
		if p := r.place[i]; p >= 0 && r.sentence[i] == s && r.d.Places[p].Country != "" && r.d.Places[p].Country != code && !r.d.Places[p].InName {
			if !r.sentenceHas(s, code) {
				return "", ""
			}
		}
	}
	return code, "the only state whose " + whose + " the report names"
}

// steady reports whether no second state has such a body in the report.
func (r *reader) steady(code, body string) bool {
	for i := range r.fact {
		g := &r.fact[i]
		if g.agent != nil && g.agent.body == body && g.unit != "" && g.unit != code {
			if _, ok := r.f.stateOf[g.unit]; ok {
				return false
			}
		}
	}
	return true
}

func (r *reader) sentenceHas(s int32, code string) bool {
	for i := range r.place {
		if p := r.place[i]; p >= 0 && r.sentence[i] == s && r.d.Places[p].Country == code {
			return true
		}
	}
	return false
}

// bodyOf resolves mention m to a body of a state.
func (r *reader) bodyOf(m int32, code string, ag *agent, why string) {
	s := &r.f.states[r.f.stateOf[code]]
	adjective := s.adjective
	if adjective == "" {
		adjective = s.name
	}
	for _, body := range []string{ag.body, "army", "armed forces"} {
		if ag.body != "military" && body != ag.body {
			break
		}
		for _, o := range r.f.names[keyOf(adjective+" "+body)] {
			if o.kind == refOrg && !o.doubtful {
				r.set(m, r.org(o.index), why)
				return
			}
		}
	}
	rank := 1
	if r.fact[m].unit == code {
		rank = 2
	}
	words := ag.words
	if strings.Contains(words, " of ") || strings.Contains(words, " for ") || len(ag.further) > 0 {
		words = ag.body
	} else if first := r.fact[m].first - int32(strings.Count(words, " ")); r.fact[m].agent == ag && first >= 0 && r.fact[m].first < int32(len(r.d.Tokens)) {
		words = strings.ToLower(strings.Join(strings.Fields(runOf(r.d, text.Run{First: first, Last: r.fact[m].first + 1})), " "))
	}
	if strings.HasSuffix(ag.body, "s") && !r.fact[m].plural {
		words = ag.body
	}
	if words == ag.body { // of "Iraq's cabinet" and "the Iraqi government", the second names the body
		rank++
	}
	name := adjective + " " + words
	a := r.actor(code+"/"+ag.body, func() (ledger.Actor, entity) {
		return ledger.Actor{Name: name, Kind: ag.kind, Country: code, Sector: ag.sector, Further: ag.further, Known: true, Group: true}, entity{rank: rank, body: true, unit: code}
	})
	if e := &r.of[a]; rank > e.rank {
		e.rank = rank
		r.d.Actors[a].Name = name
	}
	r.set(m, a, why)
}

// colour sets sector and kind of an actor by its agent noun and the body it belongs to.
func (r *reader) colour(a *ledger.Actor, f *fact) {
	ag := f.agent
	a.Sector, a.Further, a.Kind = ag.sector, ag.further, ag.kind
	if a.Kind == "person" {
		a.Kind = ledger.Unnamed
	}
	i, ok := r.f.orgOf[f.unit]
	if !ok {
		_, state := r.f.stateOf[f.unit]
		switch {
		case a.Sector == "" && f.lent != "": // whom somebody speaks for
			a.Sector = f.lent
		case a.Sector == "BUS" && state && ag.class == "PER": // a director or chairman of a state is in no trade
			a.Sector = ""
		}
		return
	}
	o := &r.f.orgs[i]
	sector := o.sectors.on(r.date)
	switch {
	case ag.sector == "MED" || ag.sector == "MIL" && isInternational(o.country):
	case o.kind == ledger.ArmedGroup && (ag.sector == "MIL" || ag.sector == "PRM"), ag.sector == "" || ag.sector == "GOV" || ag.sector == "BUS" || ag.sector == "UAF" || ag.sector == "NGO" && isInternational(o.country):
		a.Sector, a.Further = sector, o.sectors.further(r.date)
	}
}

// acts tells why a capital stands for a government at mention m: it speaks, decides or is dealt with; or "".
func (r *reader) acts(m int32) string {
	if p := r.placeOf(m); p != nil && p.Metonym {
		return "the capital stands for the government"
	}
	for i := range r.d.Statements {
		if r.d.Statements[i].Speaker == m {
			return "the capital speaks for the government"
		}
	}
	h := r.d.Mentions[m].Head
	t := &r.d.Tokens[h]
	if last := r.run(&r.d.Mentions[m]).Last; int(last) < len(r.d.Tokens) && (h == 0 || r.sentence[h-1] != r.sentence[h]) {
		if v := &r.d.Tokens[last]; v.UPOS == "VERB" && (v.XPOS == "VBD" || v.XPOS == "VBZ" || v.XPOS == "VBN") && r.s.deeds[v.Lemma]&deedSubject != 0 {
			return "the capital stands before " + quote(v.Lemma)
		}
	}
	k := h
	for steps := 0; t.Rel == "conj" && t.Head >= 0 && steps < 8; steps++ {
		k = t.Head
		t = &r.d.Tokens[k]
	}
	if t.Head < 0 {
		return ""
	}
	g := &r.d.Tokens[t.Head]
	verb := r.s.deeds[g.Lemma]
	switch t.Rel {
	case "nsubj":
		if g.UPOS == "VERB" && (verb&deedSubject != 0 || r.t.Child(t.Head, "ccomp") >= 0) {
			return "the capital is the subject of " + quote(g.Lemma)
		}
	case "obj", "iobj":
		if verb&deedObject != 0 {
			return "the capital is the object of " + quote(g.Lemma)
		}
	case "obl:agent":
		return "the capital is the agent of " + quote(g.Lemma)
	case "obl":
		if r.caseOf(k) == "by" && verb&(deedSubject|deedObject) != 0 {
			return "the capital is the agent of " + quote(g.Lemma)
		}
	case "nmod":
		if c := r.caseOf(k); (c == "between" || c == "with") && verb&deedRelation != 0 {
			return "the capital has " + quote(g.Lemma)
		}
	case "nmod:poss":
		if verb&deedOwned != 0 {
			return "the capital owns " + quote(g.Lemma)
		}
	}
	return ""
}
