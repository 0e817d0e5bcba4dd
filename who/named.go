package who

import (
	"slices"
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// named resolves the mentions that bear a name: first those that the files know for certain and full names, then bare
// surnames and doubtful names, which need what the first round found, then who is known to this report only.
func (r *reader) named() {
	keys := make([]string, len(r.d.Mentions))
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.Name.Empty() {
			continue
		}
		keys[i] = keyOf(m.Name.Of(r.d.Text))
		r.hear(keys[i])
	}
	for i := range keys {
		if keys[i] != "" && r.fact[i].state == 0 && !r.byAbbreviation(int32(i)) {
			r.byFullName(int32(i), keys[i])
		}
	}
	for i := range keys { // full names of persons that only this report knows
		if keys[i] != "" && r.fact[i].state == 0 && r.d.Mentions[i].Type == "PER" && surnameAt(keys[i]) > 0 {
			if r.bySurname(int32(i), keys[i], false) {
				continue
			}
			r.localPerson(int32(i), keys[i])
		}
	}
	for i := range keys {
		if keys[i] != "" && r.fact[i].state == 0 {
			r.byPartOfName(int32(i), keys[i])
		}
	}
}

// hear notes that the report names a state, itself or by its adjective.
func (r *reader) hear(key string) {
	for _, o := range r.f.names[key] {
		if o.kind == refState && !o.doubtful {
			r.heard[r.f.states[o.index].code] = true
		}
	}
	if a := r.f.adjectives[key]; len(a) == 1 {
		r.heard[r.f.states[a[0]].code] = true
	}
	if s, ok := r.f.seats[key]; ok {
		r.heard[r.f.states[s].code] = true
	}
}

// byFullName resolves a mention whose name the files know and that is in no doubt.
func (r *reader) byFullName(m int32, key string) {
	refs := r.f.names[key]
	if len(refs) == 0 {
		if r.d.Mentions[m].Type == "ORG" && r.wholePhrase(m) {
			return
		}
		key = r.withoutTitle(m, key)
		refs = r.f.names[key]
	}
	refs = r.fitting(m, refs)
	var sure []ref
	for _, o := range refs {
		if !o.doubtful && !r.unlikely(o, r.d.Mentions[m].Name.Of(r.d.Text)) && !(o.kind == refState && r.isSurname(m, key)) {
			sure = append(sure, o)
		}
	}
	all := sure
	if len(sure) > 1 {
		sure = r.narrow(m, sure)
	}
	switch len(sure) {
	case 0:
		return
	case 1:
		if len(all) > 1 {
			r.doubt(m, all, &sure[0])
		}
		r.take(m, sure[0], "name in the actor files")
	default:
		r.doubt(m, sure, nil)
		r.none(m, "two candidates: "+r.refNames(sure))
	}
}

// withoutTitle drops honorifics and titles from the front of a name: "President Putin", "Sir Keir Starmer", "Mr Smith".
func (r *reader) withoutTitle(m int32, key string) string {
	if typ := r.d.Mentions[m].Type; typ == "ORG" || typ == "LOC" || typ == "FAC" { // "National Security Council" is no Security Council
		return key
	}
	for {
		first, rest, ok := strings.Cut(key, " ")
		if !ok {
			return key
		}
		switch first {
		case "mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "capt", "rev", "hon", "brig", "maj", "adm", "cmdr", "cdr", "cpl", "insp", "supt", "det",
			"sayyid", "sayyed", "hajj", "mullah", "maulana":
		default:
			if t := r.f.titles[first]; t != nil && r.fact[m].title == nil {
				r.fact[m].title, r.fact[m].told = t, first
			} else if a := r.s.agents[first]; a == nil || a.class != "PER" {
				return key
			}
		}
		key = rest
	}
}

// fitting leaves the readings of a name that fit its type and its capitals.
func (r *reader) fitting(m int32, refs []ref) []ref {
	if len(refs) == 0 {
		return nil
	}
	men := &r.d.Mentions[m]
	lower := hasLower(men.Name.Of(r.d.Text))
	var count [3]int
	out := make([]ref, 0, len(refs))
	for _, o := range refs {
		if o.capitals && lower {
			continue
		}
		out = append(out, o)
		count[o.kind]++
	}
	want := []refKind{}
	switch men.Type {
	case "PER":
		want = []refKind{refPerson}
		if r.fact[m].title == nil && (r.fact[m].agent == nil || r.fact[m].agent.class != "PER") && strings.Contains(men.Name.Of(r.d.Text), " ") {
			want = append(want, refOrg, refState)
		}
	case "LOC":
		want = []refKind{refState, refPerson, refOrg}
	case "ORG":
		want = []refKind{refOrg, refState, refPerson}
	default:
		want = []refKind{refState, refOrg, refPerson}
	}
	if men.Type == "PER" && count[refPerson] == 0 && len(want) == 1 {
		return r.groups(m, out)
	}
	for _, k := range want {
		if count[k] == 0 {
			continue
		}
		kept := out[:0]
		for _, o := range out {
			if o.kind == k {
				kept = append(kept, o)
			}
		}
		return kept
	}
	return nil
}

// groups leaves the readings that are states, groups or bodies but no media: what a name taken for a person's may still be,
// where nothing else makes it a person's.
func (r *reader) groups(m int32, refs []ref) []ref {
	kept := refs[:0]
	_, given := r.f.given[keyOf(r.d.Mentions[m].Name.Of(r.d.Text))]
	for _, o := range refs {
		if o.kind == refState && !o.doubtful && !given && r.fact[m].agent == nil && r.fact[m].title == nil {
			kept = append(kept, o)
		}
		if o.kind == refOrg && !o.doubtful {
			switch r.f.orgs[o.index].kind {
			case ledger.ArmedGroup, ledger.Organisation, ledger.Agency, ledger.Office:
				kept = append(kept, o)
			}
		}
	}
	return kept
}

// narrow leaves, of several readings, those that the date, the title or the rest of the report speak for.
func (r *reader) narrow(m int32, refs []ref) []ref {
	keep := func(test func(ref) bool) bool {
		var kept []ref
		for _, o := range refs {
			if test(o) {
				kept = append(kept, o)
			}
		}
		if len(kept) > 0 {
			refs = kept
		}
		return len(refs) == 1
	}
	if f := &r.fact[m]; f.title != nil && keep(func(o ref) bool { return o.kind == refPerson && r.holds(o.index, f.title) >= 0 }) {
		return refs
	}
	if keep(func(o ref) bool { return o.kind == refPerson && r.current(o.index) >= 0 }) {
		return refs
	}
	keep(func(o ref) bool {
		switch o.kind {
		case refOrg:
			return r.heard[r.f.orgs[o.index].country]
		case refPerson:
			return r.heard[r.f.persons[o.index].country]
		}
		return r.heard[r.f.states[o.index].code]
	})
	return refs
}

func (r *reader) refNames(refs []ref) string {
	out := ""
	for i, o := range refs {
		if i > 0 {
			out += ", "
		}
		switch o.kind {
		case refState:
			out += r.f.states[o.index].name
		case refOrg:
			out += r.f.orgs[o.index].name
		default:
			out += r.f.persons[o.index].name
		}
	}
	return out
}

// take resolves mention m to a reading of its name.
func (r *reader) take(m int32, o ref, why string) {
	switch o.kind {
	case refState:
		if p := r.placeOf(m); p != nil && p.Precision != "country" && p.Country != "" && p.Country != r.f.states[o.index].code {
			r.setPlace(m, "the place stage takes it for "+p.Name+" in "+p.Country)
			return
		}
		r.set(m, r.state(o.index), why)
	case refOrg:
		r.set(m, r.org(o.index), why)
	default:
		a := r.person(o.index)
		r.set(m, a, why)
		if key := keyOf(r.d.Mentions[m].Name.Of(r.d.Text)); surnameAt(key) > 0 { // the report's own spelling of the name
			given, _, _ := strings.Cut(key, " ")
			e := &r.of[a]
			if last := key[surnameAt(key):]; !slices.Contains(e.forms, last) && last != e.surname {
				e.forms = append(e.forms, last)
			}
			if r.f.titles[given] == nil && given != e.given && !slices.Contains(e.forms, given) && !isHonorific(given) {
				e.forms = append(e.forms, given)
			}
		}
		r.tell(m, a)
	}
}

func (r *reader) state(i int32) int32 {
	s := &r.f.states[i]
	return r.actor(s.code, func() (ledger.Actor, entity) {
		return ledger.Actor{Name: s.name, Kind: ledger.State, Country: s.code, Known: true}, entity{ref: ref{kind: refState, index: i}, known: true, body: true, rank: 9}
	})
}

func (r *reader) org(i int32) int32 {
	o := &r.f.orgs[i]
	return r.actor(o.key, func() (ledger.Actor, entity) {
		a := ledger.Actor{Name: o.name, Kind: o.kind, Country: o.country, Role: o.role, Known: true, Group: true}
		a.Sector, a.Further = o.sectors.on(r.date), o.sectors.further(r.date)
		return a, entity{ref: ref{kind: refOrg, index: i}, known: true, body: true, rank: 9}
	})
}

func (r *reader) person(i int32) int32 {
	p := &r.f.persons[i]
	return r.actor(p.key, func() (ledger.Actor, entity) {
		full := keyOf(p.name)
		given, _, _ := strings.Cut(full, " ")
		e := entity{ref: ref{kind: refPerson, index: i}, known: true, sex: p.sex, surname: p.surname, given: given, rank: 9, person: true}
		return r.f.actorOf(i, r.date), e
	})
}

// tell notes the title that the report gives actor a in mention m, and for who is not in the files what it makes of him.
func (r *reader) tell(m, a int32) {
	f := &r.fact[m]
	if f.told == "" && f.agent == nil {
		return
	}
	r.unit(m)
	e := &r.of[a]
	if f.told != "" && !f.ex {
		e.titles = append(e.titles, toldTitle{f.told, f.unit})
	}
	if e.known && e.ref.kind == refPerson {
		return
	}
	act := &r.d.Actors[a]
	if act.Country == "" && !f.two && f.unit != "" {
		act.Country = r.country(f.unit)
	}
	if f.agent != nil && act.Sector == "" {
		r.colour(act, f)
		if f.agent.sex != 0 && e.sex == 0 {
			e.sex = f.agent.sex
		}
		if act.Kind != ledger.Medic && act.Kind != ledger.Witness && e.person {
			act.Kind = ledger.Person
		}
	}
	if act.Role == "" {
		act.Role = r.description(m)
	}
}

// description is the words of a mention that describe a named person: "Russian foreign minister".
func (r *reader) description(m int32) string {
	f, men := &r.fact[m], &r.d.Mentions[m]
	run := f.words
	for run.Last > run.First && r.d.Tokens[run.Last-1].Start >= men.Name.Start {
		run.Last--
	}
	for run.Last > run.First && r.d.Tokens[run.Last-1].UPOS == "PUNCT" {
		run.Last--
	}
	for run.First < run.Last && r.d.Tokens[run.First].UPOS == "DET" {
		run.First++
	}
	return strings.Join(strings.Fields(runOf(r.d, run)), " ")
}

// country is the code of a unit.
func (r *reader) country(unit string) string {
	if i, ok := r.f.orgOf[unit]; ok {
		return r.f.orgs[i].country
	}
	return unit
}

// localPerson makes a person that only this report knows.
func (r *reader) localPerson(m int32, key string) {
	whole := key
	key = r.withoutTitle(m, key)
	a := r.actor("local:"+key, func() (ledger.Actor, entity) {
		words := strings.Fields(r.d.Mentions[m].Name.Of(r.d.Text))
		if n := len(strings.Fields(whole)) - len(strings.Fields(key)); n < len(words) {
			words = words[n:] // without titles: "Brig Gen Yahya Rasool"
		}
		surname, given := key, ""
		if i := strings.IndexByte(key, ' '); i >= 0 {
			given, surname = key[:i], key[surnameAt(key):]
		}
		e := entity{surname: surname, given: given, sex: r.f.given[given], rank: 5, person: true}
		return ledger.Actor{Name: strings.Join(words, " "), Kind: ledger.Person}, e
	})
	if e := &r.of[a]; e.sex == 0 {
		e.sex = r.honorific(m)
	}
	r.set(m, a, "a person whom only this report names")
	r.tell(m, a)
}

// surnameAt returns where the surname starts in the key of a full name; particles are part of it: "bill |de blasio". It is 0
// where the whole key is a surname.
func surnameAt(key string) int {
	at := strings.LastIndexByte(key, ' ') + 1
	for at > 1 {
		before := strings.LastIndexByte(key[:at-1], ' ') + 1
		switch key[before : at-1] {
		case "de", "del", "della", "di", "da", "dos", "das", "du", "la", "le", "van", "von", "der", "den", "ter", "al", "el", "bin", "bint", "ibn", "abu", "ben",
			"ould", "mac", "st", "san", "dos santos":
			at = before
			continue
		}
		break
	}
	return at
}

// honorific tells the sex from "Mr" or "Mrs" before or in the name of mention m.
func (r *reader) honorific(m int32) byte {
	f := &r.fact[m]
	for k := max(f.words.First-1, 0); k < f.words.Last; k++ {
		switch strings.TrimSuffix(r.word(k), ".") {
		case "Mr", "Sir", "Lord", "King", "Prince", "Sheikh", "Father":
			return 'm'
		case "Mrs", "Ms", "Miss", "Lady", "Queen", "Princess", "Dame", "Sister":
			return 'f'
		}
	}
	return 0
}

// byPartOfName resolves a bare surname, a doubtful name, a place, or a name that only this report knows.
func (r *reader) byPartOfName(m int32, key string) {
	men := &r.d.Mentions[m]
	if p := r.placeOf(m); p != nil && p.InName {
		r.none(m, "part of a longer name")
		return
	}
	key = r.withoutTitle(m, key)
	if (men.Type == "ORG" || men.Type == "") && r.shortBody(m) {
		return
	}
	if r.bySurname(m, key, true) || r.doubtful(m, key) {
		return
	}
	if s, ok := r.f.seats[key]; ok && men.Type != "PER" {
		r.seat(m, s)
		return
	}
	switch men.Type {
	case "PER":
		if r.byOffice(m, key) {
			return
		}
		if !strings.Contains(key, " ") && r.elsewherePlace(m, key) {
			r.setPlace(m, "a place elsewhere in the report")
			return
		}
		r.localPerson(m, key)
	case "LOC", "FAC":
		r.setPlace(m, "a place")
	case "ORG":
		r.body(m, key)
	case "NORP":
		r.nationals(m)
	default:
		if r.fact[m].title != nil && r.byOffice(m, key) || r.nationals(m) {
			return
		}
		if r.placeOf(m) != nil {
			r.setPlace(m, "a place")
		}
	}
}

// elsewherePlace reports whether the one-word name of mention m is a place's where it stands elsewhere in the report, and nobody's
// surname there.
func (r *reader) elsewherePlace(m int32, key string) bool {
	if _, ok := r.surname[key]; ok || r.fact[m].title != nil || r.fact[m].agent != nil {
		return false
	}
	return r.places[key]
}

// bySurname resolves a surname or given name of a person whose full name stands in the report.
func (r *reader) bySurname(m int32, key string, given bool) bool {
	men := &r.d.Mentions[m]
	if men.Type != "PER" && men.Type != "" && !r.isSurname(m, key) {
		if _, ok := r.f.seats[key]; ok {
			return false
		}
		for _, o := range r.f.names[key] {
			if o.kind == refState {
				return false
			}
		}
	}
	bare := trimArticle(key)
	var found []int32
	for a := range r.of {
		e := &r.of[a]
		if e.person && (e.surname != "" && (trimArticle(e.surname) == bare || strings.HasSuffix(e.surname, " "+bare)) || slices.Contains(e.forms, bare)) {
			found = append(found, int32(a))
		}
	}
	if len(found) == 0 && given && men.Type == "PER" && !strings.Contains(key, " ") {
		for a := range r.of {
			if e := &r.of[a]; e.person && e.given == bare && e.surname != e.given {
				found = append(found, int32(a))
			}
		}
	}
	if len(found) > 1 { // who is named in full only later is not meant yet
		if before := r.namedBefore(m, found); len(before) > 0 {
			found = before
		}
	}
	if len(found) > 1 {
		found = r.narrowPersons(m, found)
	}
	switch len(found) {
	case 0:
		return false
	case 1:
		r.set(m, found[0], "the full name stands in the report")
		r.tell(m, found[0])
	default:
		r.undecided(m, found)
	}
	return true
}

// undecided leaves mention m open between the actors found.
func (r *reader) undecided(m int32, found []int32) {
	r.doubtAmong(m, found...)
	why := "two candidates: "
	for i, a := range found {
		if i > 0 {
			why += ", "
		}
		why += r.d.Actors[a].Name
	}
	r.none(m, why)
}

// namedBefore leaves the actors that a mention before m names.
func (r *reader) namedBefore(m int32, found []int32) []int32 {
	var kept []int32
	for _, a := range found {
		if r.mentionedBefore(a, m) {
			kept = append(kept, a)
		}
	}
	return kept
}

// trimArticle drops an Arabic article before a surname.
func trimArticle(s string) string {
	if len(s) > 3 && (s[:3] == "al " || s[:3] == "el ") {
		return s[3:]
	}
	return s
}

// narrowPersons leaves, of persons with one surname, those that title and honorific fit.
func (r *reader) narrowPersons(m int32, found []int32) []int32 {
	f := &r.fact[m]
	keep := func(test func(int32) bool) {
		var kept []int32
		for _, a := range found {
			if test(a) {
				kept = append(kept, a)
			}
		}
		if len(kept) > 0 {
			found = kept
		}
	}
	if f.title != nil {
		keep(func(a int32) bool {
			e := &r.of[a]
			if e.known && r.holds(e.ref.index, f.title) >= 0 {
				return true
			}
			for _, t := range e.titles {
				if t.title == f.told {
					return true
				}
			}
			return false
		})
	}
	if s := r.honorific(m); s != 0 && len(found) > 1 {
		keep(func(a int32) bool { return r.of[a].sex == s })
	}
	return found
}

// doubtful resolves a name that counts only beside the full name, or by the office held on the day.
func (r *reader) doubtful(m int32, key string) bool {
	refs := r.fitting(m, r.f.names[key])
	if len(refs) == 0 {
		return false
	}
	var here []ref
	for _, o := range refs {
		k := ""
		switch o.kind {
		case refState:
			k = r.f.states[o.index].code
		case refOrg:
			k = r.f.orgs[o.index].key
		default:
			k = r.f.persons[o.index].key
		}
		if _, ok := r.byKey[k]; ok {
			here = append(here, o)
		}
	}
	if len(here) == 0 {
		for _, o := range refs {
			if o.kind == refPerson && r.current(o.index) >= 0 {
				here = append(here, o)
			}
		}
	}
	switch len(here) {
	case 1:
		r.take(m, here[0], "a short name whose full form stands in the report")
	case 0:
		return false
	default:
		r.doubt(m, here, nil)
		r.none(m, "two candidates: "+r.refNames(here))
	}
	return true
}

// worldwide reports whether leading persons of three countries or more bear the surname: alone it then points to none of them, and
// a report of any Kim or Khan may be meant.
func (r *reader) worldwide(key string) bool {
	var countries []string
	for _, p := range r.f.surnames[key] {
		if c := r.f.persons[p].country; !slices.Contains(countries, c) {
			countries = append(countries, c)
		}
	}
	return len(countries) > 2
}

// byOffice resolves a surname with a title by who held the office on the day: "President Putin", "Secretary Kerry"; or
// without one where just one leading person of a state that the report names bears it.
func (r *reader) byOffice(m int32, key string) bool {
	f := &r.fact[m]
	if f.title == nil && r.worldwide(key) {
		return false
	}
	var found []ref
	for _, p := range r.f.surnames[key] {
		if f.title != nil {
			if r.holds(p, f.title) >= 0 {
				found = append(found, ref{kind: refPerson, index: p})
			}
		} else if t := r.current(p); t >= 0 && r.f.offices[r.f.persons[p].terms[t].office].one && r.heard[r.f.persons[p].country] {
			found = append(found, ref{kind: refPerson, index: p})
		}
	}
	if f.title != nil && len(found) > 1 {
		r.unit(m)
		if f.unit != "" {
			kept := found[:0:0]
			for _, o := range found {
				if t := r.holds(o.index, f.title); r.f.persons[o.index].terms[t].unit == f.unit {
					kept = append(kept, o)
				}
			}
			found = kept
		}
	}
	switch len(found) {
	case 0:
		return false
	case 1:
		r.take(m, found[0], "surname and office on "+r.day())
	default:
		r.doubt(m, found, nil)
		r.none(m, "two candidates: "+r.refNames(found))
	}
	return true
}

func (r *reader) day() string {
	if r.date == "" {
		return "an unknown date"
	}
	return r.date
}

// placeOf is the place that the place stage found for the name of mention m, or nil.
func (r *reader) placeOf(m int32) *ledger.Place {
	men := &r.d.Mentions[m]
	if p := r.place[men.Head]; p >= 0 && r.d.Places[p].Span.Overlaps(men.Name) {
		return &r.d.Places[p]
	}
	return nil
}

// setPlace resolves mention m to a place as one acted upon.
func (r *reader) setPlace(m int32, why string) {
	men := &r.d.Mentions[m]
	name := strings.Join(strings.Fields(men.Name.Of(r.d.Text)), " ")
	country := ""
	if p := r.placeOf(m); p != nil && p.Precision != "unknown" && p.Name != "" {
		name, country = p.Name, p.Country
	}
	r.set(m, r.actor("place:"+keyOf(name), func() (ledger.Actor, entity) {
		return ledger.Actor{Name: name, Kind: ledger.PlaceActor, Country: country}, entity{rank: 5}
	}), why)
}

// body resolves the name of an organisation that the files do not know: "Syrian Army", "Aleppo Hospital".
func (r *reader) body(m int32, key string) {
	men := &r.d.Mentions[m]
	f := &r.fact[m]
	run := text.Run{First: men.Head, Last: men.Head + 1}
	for k := f.words.First; k < f.words.Last; k++ {
		if men.Name.Contains(r.d.Tokens[k].Span) {
			run = text.Run{First: min(run.First, k), Last: max(run.Last, k+1)}
		}
	}
	code := ""
	for k := run.First; k < run.Last; k++ {
		if codes, n := r.adjectiveAt(k); n > 0 && len(codes) == 1 {
			code = codes[0]
		} else if refs := r.f.names[keyOf(r.word(k))]; len(refs) == 1 && refs[0].kind == refState && run.Len() > 1 && !(refs[0].capitals && hasLower(r.word(k))) {
			code = r.f.states[refs[0].index].code
		}
	}
	if code == "" && r.fact[m].state != 2 {
		if r.unit(m); !f.two {
			if _, ok := r.f.stateOf[f.unit]; ok {
				code = f.unit
			}
		}
	}
	if code != "" {
		for _, o := range r.f.names[keyOf(r.f.states[r.f.stateOf[code]].adjective+" "+key)] { // "Russia's Defence Ministry"
			if o.kind == refOrg && !o.doubtful {
				r.set(m, r.org(o.index), "named by state and kind of body")
				return
			}
		}
	}
	var ag *agent
	at := run.Last
	for at > run.First && ag == nil {
		at--
		ag, _ = r.s.agentAt(r.d, at)
	}
	if ag != nil && ag.body != "" && code != "" {
		f.agent, f.first, f.unit = ag, at, code
		r.bodyOf(m, code, ag, "named by state and kind of body")
		return
	}
	r.set(m, r.actor("local:"+key, func() (ledger.Actor, entity) {
		a := ledger.Actor{Name: strings.Join(strings.Fields(men.Name.Of(r.d.Text)), " "), Kind: ledger.Organisation, Country: code, Group: true}
		if ag != nil {
			a.Further = ag.further
			if a.Sector = ag.sector; a.Sector == "IGO" && code != "" && !isInternational(code) { // a security council of a state
				a.Sector = "GOV"
			}
			if ag.class == "ORG" && ag.kind != ledger.State {
				a.Kind = ag.kind
			}
		}
		return a, entity{rank: 5, body: true}
	}), "a body that only this report names")
	r.tell(m, r.d.ActorOf[m])
}

// seat resolves the name of a capital: where it speaks or acts it stands for the government of its state.
func (r *reader) seat(m, state int32) {
	if why := r.acts(m); why != "" {
		r.set(m, r.state(state), why)
		return
	}
	r.setPlace(m, "a capital that neither speaks nor acts here")
}
