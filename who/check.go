package who

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"daybook/ledger"
	"daybook/rule"
)

// sectors are PLOVER's codes (codebook 0.8, table of sector codes) and the two that the ledger adds for bodies between states.
var knownSectors = func() map[string]bool {
	m := map[string]bool{"": true}
	for _, s := range strings.Fields("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC IGO NGO MNC") {
		m[s] = true
	}
	return m
}()

var knownKinds = []ledger.ActorKind{ledger.Person, ledger.Office, ledger.State, ledger.Agency, ledger.ArmedGroup, ledger.Monitor, ledger.Medic, ledger.Witness,
	ledger.DocumentKind, ledger.NewsAgency, ledger.Outlet, ledger.Organisation, ledger.Populace, ledger.Unnamed}

var stateCode = regexp.MustCompile(`^[A-Z]{3}$`)

// check finds what the entries say that cannot be: codes, offices' units and kinds that there are not, names without doubt that mean two things, offices of one that
// two hold for more than a handing over. The entries stay.
func (s *Stage) check() (faults []error) {
	f := s.files
	wrong := func(e entry, format string, v ...any) {
		faults = append(faults, rule.Fault{File: e.file, Line: int(e.line), Column: int(e.column), What: fmt.Sprintf(format, v...)})
	}
	known := func(c string) bool { _, ok := f.stateOf[c]; return ok || isInternational(c) }
	office := func(name string) bool {
		return name == "" || slices.ContainsFunc(f.offices, func(o office) bool { return o.name == name })
	}
	for _, x := range f.states {
		if !stateCode.MatchString(x.code) {
			wrong(x.at, "the code %q of %s is not three capitals (ISO 3166-1 alpha-3)", x.code, x.name)
		}
		if !office(x.leads) {
			wrong(x.at, "the office %q that leads %s is not in offices.tsv", x.leads, x.name)
		}
	}
	for _, o := range f.orgs {
		if o.country != "" && !known(o.country) {
			wrong(o.at, "%s has an unknown country %q; codes are ISO 3166-1 alpha-3, or UNO EUR IGO NGO IMG MNC ISM", o.key, o.country)
		}
		if !slices.Contains(knownKinds, o.kind) {
			wrong(o.at, "%s has an unknown kind %q", o.key, o.kind)
		}
		if len(o.sectors) == 0 {
			wrong(o.at, "%s has no sector", o.key)
		}
		for _, x := range o.sectors {
			for _, s := range append([]string{x.sector}, x.further...) {
				if !knownSectors[s] {
					wrong(o.at, "%s has an unknown sector %q; sectors are PLOVER's", o.key, s)
				}
			}
		}
	}
	for _, o := range f.offices {
		for _, x := range o.further {
			if !knownSectors[x] {
				wrong(o.at, "the office %s has an unknown further sector %q; sectors are PLOVER's", o.name, x)
			}
		}
		if !knownSectors[o.sector] {
			wrong(o.at, "the office %s has an unknown sector %q; sectors are PLOVER's", o.name, o.sector)
		}
		for _, c := range slices.Sorted(maps.Keys(o.local)) {
			if !known(c) {
				wrong(o.at, "the office %s has a title in an unknown state %q", o.name, c)
			}
		}
	}
	for _, p := range f.persons {
		if !known(p.country) {
			wrong(p.at, "%s has an unknown country %q; codes are ISO 3166-1 alpha-3, or UNO EUR IGO NGO IMG", p.key, p.country)
		}
		for _, x := range p.sectors {
			for _, s := range append([]string{x.sector}, x.further...) {
				if !knownSectors[s] {
					wrong(p.at, "%s has an unknown sector %q; sectors are PLOVER's", p.key, s)
				}
			}
		}
		for _, x := range p.terms {
			if _, ok := f.orgOf[x.unit]; !ok && !known(x.unit) {
				wrong(p.at, "%s has an office in %q, which is neither the code of a state nor the key of an organisation", p.key, x.unit)
			}
		}
	}
	for _, w := range slices.Sorted(maps.Keys(s.agents)) {
		a := s.agents[w]
		for _, x := range a.further {
			if !knownSectors[x] {
				wrong(a.at, "%q has an unknown further sector %q", w, x)
			}
		}
		if !knownSectors[a.sector] || !slices.Contains(knownKinds, a.kind) || a.class != "PER" && a.class != "ORG" && a.class != "" {
			wrong(a.at, "%q has an unknown class %q, kind %q or sector %q", w, a.class, a.kind, a.sector)
		}
		if n := len(strings.Fields(w)); n > longestAgent {
			wrong(a.at, "%q has %d words, more than the %d that are looked up", w, n, longestAgent)
		}
	}
	return append(append(faults, f.twoThings()...), f.overlaps()...)
}

// twoThings finds names that count without doubt and mean two things of a sort.
func (f *files) twoThings() (faults []error) {
	for k, refs := range f.names {
		if len(refs) < 2 {
			continue
		}
		var of [3][]entry
		for _, r := range refs {
			if !r.doubtful {
				of[r.kind] = append(of[r.kind], f.entryOf(r))
			}
		}
		for kind, es := range of {
			if len(es) > 1 && !(refKind(kind) == refPerson && f.apart(refs)) {
				last := es[len(es)-1]
				faults = append(faults, rule.Fault{File: last.file, Line: int(last.line), Column: int(last.column), What: fmt.Sprintf("%q is a name of %s too; put ? before it where it is doubtful", k, es[0])})
			}
		}
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return faults
}

// apart reports whether the persons who bear a name are of different countries: the report then tells whom it means, or stays open.
func (f *files) apart(refs []ref) bool {
	seen := map[string]bool{}
	for _, r := range refs {
		if r.kind != refPerson || r.doubtful {
			continue
		}
		c := f.persons[r.index].country
		if c == "" || seen[c] {
			return false
		}
		seen[c] = true
	}
	return true
}

func (f *files) entryOf(r ref) entry {
	switch r.kind {
	case refState:
		return f.states[r.index].at
	case refOrg:
		return f.orgs[r.index].at
	}
	return f.persons[r.index].at
}

// handingOver is the most days that two may hold an office of one together.
const handingOver = 40

// overlaps finds two holders of an office of one.
func (f *files) overlaps() (faults []error) {
	for _, u := range slices.Sorted(maps.Keys(f.terms)) {
		rs := f.terms[u]
		for i, a := range rs {
			x := f.persons[a.person].terms[a.term]
			if !f.offices[x.office].one {
				continue
			}
			for _, b := range rs[i+1:] {
				y := f.persons[b.person].terms[b.term]
				if x.office != y.office || a.person == b.person {
					continue
				}
				if from, to := max(x.from, y.from), min(x.to, y.to); from < to && apart(from, to) > handingOver {
					p, at := &f.persons[a.person], f.persons[b.person].at
					faults = append(faults, rule.Fault{File: at.file, Line: int(at.line), Column: int(at.column), What: fmt.Sprintf("%s is %s %s, and so is %s (%s) %s", f.persons[b.person].name, f.role(&y), shownDates(y.from, y.to),
						p.name, p.at, shownDates(x.from, x.to))})
				}
			}
		}
	}
	return faults
}

// apart is the number of days between two dates, many where one is open.
func apart(from, to string) int {
	day := func(s string) (time.Time, error) {
		if strings.HasSuffix(s, "-31") { // the end of a month that was told without a day
			s = s[:8] + "28"
		}
		return time.Parse(time.DateOnly, s)
	}
	a, err1 := day(from)
	b, err2 := day(to)
	if err1 != nil || err2 != nil {
		return 1 << 20
	}
	return int(b.Sub(a).Hours() / 24)
}
