package who

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"daybook/ledger"
)

// files is what the actor files tell: states, persons, organisations and offices, with indexes. It is built once and only read.
type files struct {
	states  []state
	persons []person
	orgs    []org
	offices []office

	names      map[string][]ref     // every name and alias, as key writes it
	adjectives map[string][]int32   // "syrian": states
	people     map[string][]int32   // "briton": states
	seats      map[string]int32     // "moscow": state
	surnames   map[string][]int32   // "putin": persons
	titles     map[string][]titled  // "foreign minister": offices
	terms      map[string][]termRef // by unit, "RUS" or "nato", in file order
	stateOf    map[string]int32     // by code
	orgOf      map[string]int32     // by key
	given      map[string]byte      // sex by given name; 0 where both bear it
	longest    int                  // words of the longest title
}

type state struct {
	code, name, adjective, leads, cow string
	at                                entry
}

// entry is where the files tell of something.
type entry struct {
	file         string
	line, column int32
}

func (e entry) String() string { return fmt.Sprintf("%s:%d", e.file, e.line) }

type org struct {
	key, name string
	kind      ledger.ActorKind
	country   string
	role      string
	sectors   sectors
	at        entry
}

// sectors are the sectors of somebody: one without dates, or several with, of which the first that fits a day counts.
type sectors []sectorTerm

type sectorTerm struct {
	sector, from, to string
	further          []string
}

// on is the primary sector on a day; where it changed and the day is unknown, "".
func (s sectors) on(date string) string { return s.term(date).sector }

// further are the others.
func (s sectors) further(date string) []string { return s.term(date).further }

func (s sectors) term(date string) sectorTerm {
	if len(s) == 1 && s[0].from == "0000" && s[0].to == "9999" {
		return s[0]
	}
	for _, x := range s {
		if date != "" && x.from <= date && date <= x.to {
			return x
		}
	}
	return sectorTerm{}
}

// furtherOf cuts the primary sector from the further ones: "GOV+MIL".
func furtherOf(s string) (sector string, further []string) {
	sector, rest, ok := strings.Cut(s, "+")
	if ok {
		further = strings.Split(rest, "+")
	}
	return sector, further
}

// sectorsOf reads a field of sectors: "REB", "GOV+MIL", or "REB 1990..1994-05|GOV 1994-05..".
func sectorsOf(r row, field int) (all sectors, faults []error) {
	for _, s := range list(r.fields[field]) {
		t := sectorTerm{sector: s, from: "0000", to: "9999"}
		if code, dates, ok := strings.Cut(s, " "); ok {
			t.sector = code
			if t.from, t.to, ok = dateRange(dates); !ok {
				faults = append(faults, r.wrong(field, "%q is no range of dates of the calendar such as 2011-07..2021-12-31", dates))
				continue
			}
		}
		t.sector, t.further = furtherOf(t.sector)
		all = append(all, t)
	}
	return all, faults
}

type office struct {
	name    string
	titles  []string
	sector  string
	further []string
	one     bool
	local   map[string]string // first local title by state
	at      entry
}

type titled struct {
	office int32
	state  string // "" everywhere
}

type person struct {
	key, name string
	surname   string // as key writes it
	sex       byte
	country   string
	sectors   sectors // when no office says otherwise
	terms     []term
	words     []string // as key writes them
	at        entry
}

// term is one time in an office. From and to are full dates, both inclusive: "0000" and "9999" where open.
type term struct {
	office   int32
	unit     string // code of a state or key of an organisation
	from, to string
	role     string
}

type termRef struct{ person, term int32 }

// ref is what a name may mean.
type ref struct {
	kind     refKind
	index    int32
	full     bool // the full name and no alias
	doubtful bool // counts only when the full name stands in the same report
	capitals bool // a short abbreviation: counts only in capitals
}

type refKind uint8

const (
	refState refKind = iota
	refPerson
	refOrg
)

// unitOf is the key of the organisation behind PLOVER's codes for bodies.
func unitOf(code string) string {
	switch code {
	case "UNO":
		return "united-nations"
	case "EUR":
		return "european-union"
	}
	return code
}

func loadFiles(fsys fs.FS) (*files, error) {
	f := &files{
		names: make(map[string][]ref, 8192), adjectives: map[string][]int32{}, people: map[string][]int32{}, seats: map[string]int32{},
		surnames: make(map[string][]int32, 2048), titles: map[string][]titled{}, terms: map[string][]termRef{}, stateOf: map[string]int32{},
		orgOf: map[string]int32{}, given: make(map[string]byte, 1<<14),
	}
	return f, errors.Join(f.loadStates(fsys), f.loadOrgs(fsys), f.loadOffices(fsys), f.loadPersons(fsys), f.loadGiven(fsys), f.loadAliases(fsys))
}

func (f *files) name(alias string, r ref) {
	if strings.HasPrefix(alias, "?") {
		alias, r.doubtful = alias[1:], true
	}
	r.capitals = isShortCapitals(alias)
	k := keyOf(alias)
	for i, o := range f.names[k] {
		if o.kind == r.kind && o.index == r.index {
			f.names[k][i].capitals = o.capitals && r.capitals
			f.names[k][i].full = o.full || r.full
			return
		}
	}
	f.names[k] = append(f.names[k], r)
}

func (f *files) loadStates(fsys fs.FS) error {
	rows, err := readTable(fsys, "actors/states*.tsv", "code", "name", "aliases", "adjectives", "people", "seats", "leads", "cow")
	for _, r := range rows {
		c := r.fields
		i := int32(len(f.states))
		s := state{code: c[0], name: c[1], leads: c[6], cow: c[7], at: r.entry()}
		f.stateOf[s.code] = i
		f.name(s.name, ref{kind: refState, index: i, full: true})
		for _, a := range list(c[2]) {
			f.name(a, ref{kind: refState, index: i})
		}
		for _, a := range list(c[3]) {
			if s.adjective == "" {
				s.adjective = strings.TrimPrefix(a, "?")
			}
			k := keyOf(strings.TrimPrefix(a, "?"))
			f.adjectives[k] = appendOnce(f.adjectives[k], i)
		}
		for _, a := range list(c[4]) {
			f.people[keyOf(a)] = appendOnce(f.people[keyOf(a)], i)
		}
		for _, a := range list(c[5]) {
			f.seats[keyOf(a)] = i
		}
		f.states = append(f.states, s)
	}
	return err
}

func (f *files) loadOrgs(fsys fs.FS) error {
	rows, err := readTable(fsys, "actors/organisations*.tsv", "key", "name", "aliases", "kind", "country", "sector", "role")
	faults := []error{err}
	for _, r := range rows {
		c := r.fields
		i := int32(len(f.orgs))
		o := org{key: c[0], name: c[1], kind: ledger.ActorKind(c[3]), country: c[4], role: c[6], at: r.entry()}
		var errs []error
		o.sectors, errs = sectorsOf(r, 5)
		faults = append(faults, errs...)
		f.orgOf[o.key] = i
		f.name(o.name, ref{kind: refOrg, index: i, full: true})
		for _, a := range list(c[2]) {
			f.name(a, ref{kind: refOrg, index: i})
		}
		f.orgs = append(f.orgs, o)
	}
	return errors.Join(faults...)
}

func (f *files) loadOffices(fsys fs.FS) error {
	rows, err := readTable(fsys, "actors/offices*.tsv", "office", "titles", "sector", "kind", "one", "local")
	title := func(t string, o titled) {
		k := keyOf(t)
		f.titles[k] = append(f.titles[k], o)
		f.longest = max(f.longest, strings.Count(k, " ")+1)
	}
	for _, r := range rows {
		c := r.fields
		i := int32(len(f.offices))
		o := office{name: c[0], titles: list(c[1]), one: c[4] == "yes", local: map[string]string{}, at: r.entry()}
		o.sector, o.further = furtherOf(c[2])
		for _, t := range o.titles {
			title(t, titled{i, ""})
		}
		for _, t := range list(c[5]) {
			words, code, _ := strings.Cut(t, "@")
			title(words, titled{i, code})
			if o.local[code] == "" {
				o.local[code] = words
			}
		}
		f.offices = append(f.offices, o)
	}
	return err
}

func (f *files) loadPersons(fsys fs.FS) error {
	rows, err := readTable(fsys, "actors/persons*.tsv", "key", "name", "surname", "aliases", "sex", "country", "sector", "terms", "words")
	faults := []error{err}
	officeOf := make(map[string]int32, len(f.offices))
	for i, o := range f.offices {
		officeOf[o.name] = int32(i)
	}
	for _, r := range rows {
		c := r.fields
		i := int32(len(f.persons))
		p := person{key: c[0], name: c[1], country: c[5], at: r.entry()}
		var errs []error
		p.sectors, errs = sectorsOf(r, 6)
		faults = append(faults, errs...)
		if c[4] != "" {
			p.sex = c[4][0]
		}
		for _, w := range list(c[8]) {
			p.words = append(p.words, keyOf(w))
		}
		for _, t := range strings.Split(c[7], ";") {
			if t = strings.TrimSpace(t); t == "" {
				continue
			}
			x, err := parseTerm(t, officeOf)
			if err != nil {
				faults = append(faults, r.wrong(7, "%s", err))
				continue
			}
			if x.unit == "" {
				x.unit = p.country
			}
			x.unit = unitOf(x.unit)
			f.terms[x.unit] = append(f.terms[x.unit], termRef{i, int32(len(p.terms))})
			p.terms = append(p.terms, x)
		}
		full := keyOf(p.name)
		p.surname = keyOf(c[2])
		if p.surname == "" {
			p.surname = full[strings.LastIndexByte(full, ' ')+1:]
		}
		f.surnames[p.surname] = append(f.surnames[p.surname], i)
		if g, _, ok := strings.Cut(full, " "); ok && !strings.HasPrefix(full, p.surname+" ") && !isHonorific(g) {
			if s, seen := f.given[g]; seen && s != p.sex {
				f.given[g] = 0
			} else {
				f.given[g] = p.sex
			}
		}
		f.name(p.name, ref{kind: refPerson, index: i, full: true})
		for _, a := range list(c[3]) {
			f.name(a, ref{kind: refPerson, index: i})
		}
		f.persons = append(f.persons, p)
	}
	return errors.Join(faults...)
}

// loadGiven adds the list of given names; where it and the persons differ, the name tells nothing.
func (f *files) loadGiven(fsys fs.FS) error {
	rows, err := readTable(fsys, "actors/given-names*.tsv", "name", "sex")
	for _, r := range rows {
		sex := byte(0) // of both sexes
		if r.fields[1] != "" {
			sex = r.fields[1][0]
		}
		if s, ok := f.given[r.fields[0]]; ok && s != sex && s != 0 {
			sex = 0
		}
		f.given[r.fields[0]] = sex
	}
	return err
}

func isHonorific(w string) bool {
	switch w {
	case "king", "queen", "pope", "prince", "sheikh", "sultan", "emir":
		return true
	}
	return false
}

// parseTerm reads "office[@unit] from..to [= role]".
func parseTerm(s string, officeOf map[string]int32) (term, error) {
	var t term
	s, t.role, _ = strings.Cut(s, " = ")
	s = strings.TrimSpace(s)
	cut := strings.LastIndexByte(s, ' ')
	if cut < 0 {
		return t, fmt.Errorf("the term %q has no dates (office from..to)", s)
	}
	name, unit, _ := strings.Cut(s[:cut], "@")
	o, ok := officeOf[name]
	if !ok {
		return t, fmt.Errorf("the office %q is not in offices.tsv", name)
	}
	t.office, t.unit = o, unit
	if t.from, t.to, ok = dateRange(s[cut+1:]); !ok {
		return t, fmt.Errorf("%q is no range of dates of the calendar such as 2009-01-20..2017-01-20", s[cut+1:])
	}
	return t, nil
}

// dateRange reads "from..to" where either may be a year, a month, a day or empty, and widens both to whole days.
func dateRange(s string) (from, to string, ok bool) {
	from, to, ok = strings.Cut(s, "..")
	if !ok || !isDate(from) || !isDate(to) {
		return "", "", false
	}
	switch len(from) {
	case 0:
		from = "0000"
	case 4:
		from += "-01-01"
	case 7:
		from += "-01"
	}
	switch len(to) {
	case 0:
		to = "9999"
	case 4:
		to += "-12-31"
	case 7:
		to += "-31"
	}
	return from, to, from <= to
}

// isDate reports whether s is empty or a year, month or day of the calendar: "2016", "2016-11", "2016-11-20".
func isDate(s string) bool {
	const day = "2006-01-02"
	if len(s) != 0 && len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return false
	}
	_, err := time.Parse(day[:len(s)], s)
	return err == nil
}
