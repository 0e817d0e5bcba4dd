package who

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"daybook/ledger"
)

// Candidate is an entry of the actor files that some words may mean on a day.
type Candidate struct {
	Key     string           `json:"key,omitempty"` // "" for a common noun
	Name    string           `json:"name"`
	Kind    ledger.ActorKind `json:"kind"`
	Country string           `json:"country,omitempty"` // as ledger.Actor has it, on the day
	Sector  string           `json:"sector,omitempty"`
	Further []string         `json:"further,omitempty"` // further sectors
	COW     string           `json:"cow,omitempty"`     // of a state: its number in the Correlates of War project
	Role    string           `json:"role,omitempty"`
	Terms   []string         `json:"terms,omitempty"` // all offices, with dates
	Score   float64          `json:"score"`           // 0 to 1: how plainly the words name it; no probability
	Why     string           `json:"why"`             // how the words name it
	Entry   string           `json:"entry,omitempty"` // file and line
}

// How plainly words name an entry.
const (
	byFullName  = 1.0
	byOffice    = 0.95 // the office and its state or body tell who it is on the day
	byAlias     = 0.9
	byAdjective = 0.8
	bySeat      = 0.6
	byFormer    = 0.5 // held the office before the day
	byDoubtful  = 0.4
	bySurname   = 0.3
	byNoun      = 0.2
)

// Find lists what the actor files know of some words on a day (2016, 2016-05 or 2016-05-15; "" for any day), the plainest first. It looks at names, aliases and surnames,
// offices with their state or body ("the French president", "president of Mali", "former UN secretary-general", "Chancellor Merkel"), bodies of a state ("Chadian foreign ministry"), seats of governments, and common nouns for who acts. A report says
// more than its words: what a mention in it means is the business of Actors.
func (s *Stage) Find(words, on string) ([]Candidate, error) {
	from, to, ok := dateRange(on + ".." + on)
	if !ok {
		return nil, fmt.Errorf("%q is no day; write it as 2016-05-15, 2016-05 or 2016", on)
	}
	q := lookup{s: s, f: s.files, from: from, to: to, at: map[ref]int{}, out: []Candidate{}}
	if on != "" {
		q.day = from
	}
	key := keyOf(strings.NewReplacer("'s ", " ", "’s ", " ").Replace(strings.TrimSpace(words) + " "))
	q.names(key, words)
	q.offices(strings.Fields(key))
	q.bodies(strings.Fields(key))
	a := s.agents[key]
	if a == nil {
		a = s.agents[strings.TrimSuffix(key, "s")]
	}
	if a != nil {
		q.out = append(q.out, Candidate{Name: a.words, Kind: a.kind, Sector: a.sector, Score: byNoun, Why: "a common noun for who acts"})
	}
	slices.SortStableFunc(q.out, func(a, b Candidate) int {
		return cmp.Or(-cmp.Compare(a.Score, b.Score), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Key, b.Key))
	})
	return q.out, nil
}

// lookup is one search.
type lookup struct {
	s        *Stage
	f        *files
	from, to string // the days asked for
	day      string // the first of them, "" for any
	out      []Candidate
	at       map[ref]int // entry -> its place in out
}

// add notes an entry with the best reason for it.
func (q *lookup) add(r ref, score float64, why string) {
	r = ref{kind: r.kind, index: r.index}
	if i, ok := q.at[r]; ok {
		if q.out[i].Score < score {
			q.out[i].Score, q.out[i].Why = score, why
		}
		return
	}
	var c Candidate
	switch r.kind {
	case refState:
		x := &q.f.states[r.index]
		c = Candidate{Key: x.code, Name: x.name, Kind: ledger.State, Country: x.code, COW: x.cow, Entry: x.at.String()}
	case refOrg:
		x := &q.f.orgs[r.index]
		c = Candidate{Key: x.key, Name: x.name, Kind: x.kind, Country: x.country, Sector: x.sectors.on(q.day), Further: x.sectors.further(q.day), Role: x.role, Entry: x.at.String()}
	default:
		x := &q.f.persons[r.index]
		a := q.f.actorOf(r.index, q.day)
		c = Candidate{Key: x.key, Name: x.name, Kind: a.Kind, Country: a.Country, Sector: a.Sector, Further: a.Further, Role: a.Role, Entry: x.at.String()}
		for i := range x.terms {
			c.Terms = append(c.Terms, q.f.role(&x.terms[i])+" "+shownDates(x.terms[i].from, x.terms[i].to))
		}
	}
	c.Score, c.Why = score, why
	q.at[r] = len(q.out)
	q.out = append(q.out, c)
}

// names looks at the whole of the words as a name.
func (q *lookup) names(key, words string) {
	for _, r := range q.f.names[key] {
		switch {
		case r.doubtful || r.capitals && hasLower(words):
			q.add(r, byDoubtful, "a name that counts only beside the full one, or for who holds an office")
		case r.full:
			q.add(r, byFullName, "its name")
		default:
			q.add(r, byAlias, "another name of it")
		}
	}
	for _, i := range slices.Concat(q.f.adjectives[key], q.f.people[key], q.f.people[strings.TrimSuffix(key, "s")], q.f.adjectives[strings.TrimSuffix(key, "s")]) {
		q.add(ref{kind: refState, index: i}, byAdjective, "its adjective or people")
	}
	if i, ok := q.f.seats[key]; ok {
		q.add(ref{kind: refState, index: i}, bySeat, "the seat of its government, where that speaks or acts")
	}
	for _, i := range q.f.surnames[key] {
		q.add(ref{kind: refPerson, index: i}, bySurname, "the surname, behind the full name or a title")
	}
}

// offices looks for a title, and for the state, body or person that the other words name.
func (q *lookup) offices(w []string) {
	former := len(w) > 1 && (w[0] == "former" || w[0] == "ex")
	if former {
		w = w[1:]
	}
	for n := len(w); n > 0; n-- {
		for first := 0; first == 0 || first == len(w)-n; first += max(1, len(w)-n) {
			titles := q.f.titles[strings.Join(w[first:first+n], " ")]
			if len(titles) == 0 {
				continue
			}
			rest := slices.Concat(w[:first], w[first+n:])
			if first == 0 && len(rest) > 1 && (rest[0] == "of" || rest[0] == "for") {
				rest = rest[1:]
			}
			q.holders(titles, strings.TrimPrefix(strings.Join(rest, " "), "the "), former)
		}
	}
}

// bodies looks for a body that every state has, before or behind the words for the state: "Chadian foreign ministry", "Ministry of Defence of Togo".
func (q *lookup) bodies(w []string) {
	for n := min(len(w)-1, longestAgent); n > 0; n-- {
		for first := 0; first == 0 || first == len(w)-n; first += max(1, len(w)-n) {
			a := q.s.agents[strings.Join(w[first:first+n], " ")]
			if a == nil || a.body == "" {
				continue
			}
			rest := slices.Concat(w[:first], w[first+n:])
			if first == 0 && len(rest) > 1 && (rest[0] == "of" || rest[0] == "in") {
				rest = rest[1:]
			}
			of := strings.TrimPrefix(strings.Join(rest, " "), "the ")
			for _, i := range q.states(of) {
				x := &q.f.states[i]
				for _, r := range q.f.names[keyOf(x.adjective+" "+a.body)] { // one with a name of its own
					if r.kind == refOrg && !r.doubtful {
						q.add(r, byOffice, "the body of that kind of the state")
						return
					}
				}
				q.out = append(q.out, Candidate{Key: x.code + "/" + a.body, Name: x.adjective + " " + a.body, Kind: a.kind, Country: x.code, Sector: a.sector, Further: a.further,
					Score: byOffice, Why: "a body that every state has", Entry: a.at.String()})
			}
			return
		}
	}
}

// states are those of a name or adjective.
func (q *lookup) states(of string) (all []int32) {
	for _, r := range q.f.names[of] {
		if r.kind == refState {
			all = append(all, r.index)
		}
	}
	for _, i := range q.f.adjectives[of] {
		if !slices.Contains(all, i) {
			all = append(all, i)
		}
	}
	return all
}

// holders adds who has one of the titles in a state or body of that name, or bears it as a surname.
func (q *lookup) holders(titles []titled, of string, former bool) {
	if of == "" {
		return
	}
	units := map[string]bool{}
	for _, r := range q.f.names[of] {
		switch r.kind {
		case refState:
			units[q.f.states[r.index].code] = true
		case refOrg:
			units[q.f.orgs[r.index].key] = true
		}
	}
	for _, i := range q.f.adjectives[of] {
		units[q.f.states[i].code] = true
	}
	for p := range q.f.persons {
		x := &q.f.persons[p]
		for t := range x.terms {
			term := &x.terms[t]
			if !units[term.unit] && x.surname != of || !slices.ContainsFunc(titles, func(o titled) bool { return o.office == term.office && (o.state == "" || o.state == term.unit) }) {
				continue
			}
			r := ref{kind: refPerson, index: int32(p)}
			switch {
			case former && term.to < q.from || former && q.day == "":
				q.add(r, byFormer, "held the office before")
			case !former && term.from <= q.to && q.from <= term.to:
				q.add(r, byOffice, "holds the office")
			}
		}
	}
}

// shownDates is a range of dates as the files write it.
func shownDates(from, to string) string {
	if from == "0000" {
		from = ""
	}
	if to == "9999" {
		to = ""
	}
	return from + ".." + to
}
