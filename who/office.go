package who

import (
	"strings"

	"daybook/ledger"
)

// current returns the term that person p serves on the day of publication, the first told if several, or -1.
func (r *reader) current(p int32) int { return r.f.current(p, r.date) }

func (f *files) current(p int32, date string) int {
	if date == "" {
		return -1
	}
	best := -1
	for i, t := range f.persons[p].terms {
		if t.from <= date && date <= t.to && (best < 0 || f.offices[t.office].one && !f.offices[f.persons[p].terms[best].office].one) {
			best = i
		}
	}
	return best
}

// holds returns the term by which person p has one of the titles: on the day of publication, or at any time where the date
// is unknown; or -1.
func (r *reader) holds(p int32, titles []titled) int {
	for i, t := range r.f.persons[p].terms {
		if r.date != "" && (t.from > r.date || r.date > t.to) {
			continue
		}
		for _, o := range titles {
			if o.office == t.office && (o.state == "" || o.state == t.unit) {
				return i
			}
		}
	}
	return -1
}

// actorOf is person p as an actor on a date.
func (f *files) actorOf(p int32, date string) ledger.Actor {
	x := &f.persons[p]
	a := ledger.Actor{Name: x.name, Kind: ledger.Person, Country: x.country, Sector: x.sectors.on(date), Further: x.sectors.further(date), Known: true}
	if c := f.current(p, date); c >= 0 {
		t := &x.terms[c]
		a.Role = f.role(t)
		f.station(t, date, &a)
		return a
	}
	if date == "" {
		one := x.sectors.on(date)
		for i := range x.terms {
			b := ledger.Actor{Country: x.country, Sector: x.sectors.on(date)}
			f.station(&x.terms[i], date, &b)
			if i > 0 && b.Sector != one {
				return a
			}
			one = b.Sector
		}
		a.Sector = one
		return a
	}
	last := -1
	for i := range x.terms {
		if x.terms[i].to >= date {
			continue
		}
		one, lastOne := f.offices[x.terms[i].office].one, last >= 0 && f.offices[x.terms[last].office].one
		if last < 0 || one && !lastOne || one == lastOne && x.terms[i].to > x.terms[last].to {
			last = i
		}
	}
	if last >= 0 {
		a.Role = "former " + f.role(&x.terms[last])
		if a.Sector == "" && f.offices[x.terms[last].office].sector == "GOV" {
			a.Sector = "ELI"
		}
	}
	return a
}

// station sets country and sector of who serves term t.
func (f *files) station(t *term, date string, a *ledger.Actor) {
	sector, further := f.offices[t.office].sector, f.offices[t.office].further
	if i, ok := f.orgOf[t.unit]; ok {
		o := &f.orgs[i]
		a.Country = o.country
		if len(o.country) == 3 && isInternational(o.country) && (sector == "GOV" || sector == "LEG" || sector == "") {
			sector, further = o.sectors.on(date), o.sectors.further(date)
		} else if sector == "" && a.Sector == "" {
			sector, further = o.sectors.on(date), o.sectors.further(date)
		}
	} else if t.unit != "" && !isInternational(t.unit) {
		a.Country = t.unit
	}
	if sector != "" {
		a.Sector, a.Further = sector, further
	}
}

func isInternational(code string) bool {
	switch code {
	case "UNO", "EUR", "IGO", "NGO", "IMG", "MNC", "ISM":
		return true
	}
	return false
}

// role words a term: "president of the United States".
func (f *files) role(t *term) string {
	if t.role != "" {
		return t.role
	}
	o := &f.offices[t.office]
	title, unit := o.name, ""
	if l := o.local[t.unit]; l != "" {
		title = l
	}
	if i, ok := f.stateOf[t.unit]; ok {
		unit = f.states[i].name
	} else if i, ok := f.orgOf[t.unit]; ok {
		unit = f.orgs[i].name
	}
	if unit == "" || strings.Contains(title, " of ") && o.sector == "GOV" && o.local[t.unit] == "" {
		return title
	}
	return title + " of " + article(unit) + unit
}

// article is "the " for names that take it.
func article(name string) string {
	switch {
	case strings.HasPrefix(name, "United "), strings.HasSuffix(name, " Islands"), strings.Contains(name, "Republic"), strings.HasSuffix(name, "Union"),
		strings.HasSuffix(name, "League"), strings.HasSuffix(name, "Bank"), strings.HasPrefix(name, "International "), strings.HasPrefix(name, "Organi"),
		strings.HasPrefix(name, "World "), strings.HasPrefix(name, "Association "):
		return "the "
	}
	switch name {
	case "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Comoros", "Seychelles", "Soviet Union", "Vatican", "Houthis", "Taliban":
		return "the "
	}
	return ""
}

// holders returns who has one of the titles in a unit on the day of publication.
func (r *reader) holders(titles []titled, unit string) []int32 {
	if r.date == "" || unit == "" {
		return nil
	}
	var out []int32
	for _, tr := range r.f.terms[unit] {
		t := &r.f.persons[tr.person].terms[tr.term]
		if t.from > r.date || r.date > t.to || !r.f.offices[t.office].one {
			continue
		}
		for _, o := range titles {
			if o.office == t.office && (o.state == "" || o.state == unit) {
				out = appendOnce(out, tr.person)
			}
		}
	}
	return out
}

// leader returns who holds the power of a state on the day of publication, or -1 where the files leave it open.
func (r *reader) leader(code string) int32 {
	i, ok := r.f.stateOf[code]
	if !ok || r.f.states[i].leads == "" || r.date == "" {
		return -1
	}
	for _, tr := range r.f.terms[code] {
		t := &r.f.persons[tr.person].terms[tr.term]
		if t.from <= r.date && r.date <= t.to && r.f.offices[t.office].name == r.f.states[i].leads {
			return tr.person
		}
	}
	return -1
}

func appendOnce(s []int32, v int32) []int32 {
	for _, x := range s {
		if x == v {
			return s
		}
	}
	return append(s, v)
}
