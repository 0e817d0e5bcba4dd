package who

import (
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"daybook/data"
	"daybook/ledger"
)

func stage(t testing.TB) *Stage {
	t.Helper()
	s, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// sectors are PLOVER's codes (codebook 0.8, table of sector codes) and the two that the ledger adds for bodies between states.
var sectors = map[string]bool{
	"": true, "COP": true, "GOV": true, "JUD": true, "LEG": true, "MIL": true, "PRM": true, "PTY": true, "REB": true, "SPY": true, "UAF": true, "UNK": true,
	"AGR": true, "BUS": true, "CRM": true, "CVL": true, "EDU": true, "ELI": true, "JRN": true, "LAB": true, "MED": true, "REF": true, "OPP": true, "PRE": true,
	"REL": true, "SOC": true, "IGO": true, "NGO": true, "MNC": true,
}

var kinds = map[ledger.ActorKind]bool{
	ledger.Person: true, ledger.Office: true, ledger.State: true, ledger.Agency: true, ledger.ArmedGroup: true, ledger.Monitor: true, ledger.Medic: true,
	ledger.Witness: true, ledger.DocumentKind: true, ledger.NewsAgency: true, ledger.Outlet: true, ledger.Organisation: true, ledger.Populace: true,
	ledger.Unnamed: true,
}

func TestFilesUseKnownCodes(t *testing.T) {
	s := stage(t)
	f := s.files
	code := regexp.MustCompile(`^[A-Z]{3}$`)
	known := func(c string) bool { _, ok := f.stateOf[c]; return ok || isInternational(c) }
	for _, x := range f.states {
		if !code.MatchString(x.code) {
			t.Errorf("state %s: code %q is not three capitals", x.name, x.code)
		}
	}
	for _, o := range f.orgs {
		if o.country != "" && !known(o.country) {
			t.Errorf("organisation %s: unknown country %q", o.key, o.country)
		}
		if !kinds[o.kind] {
			t.Errorf("organisation %s: unknown kind %q", o.key, o.kind)
		}
		if len(o.sectors) == 0 {
			t.Errorf("organisation %s has no sector", o.key)
		}
		for _, x := range o.sectors {
			if !sectors[x.sector] {
				t.Errorf("organisation %s: unknown sector %q", o.key, x.sector)
			}
		}
	}
	for _, o := range f.offices {
		if !sectors[o.sector] {
			t.Errorf("office %s: unknown sector %q", o.name, o.sector)
		}
		for c := range o.local {
			if !known(c) {
				t.Errorf("office %s: a local title of unknown state %q", o.name, c)
			}
		}
	}
	leads := map[string]bool{}
	for _, o := range f.offices {
		leads[o.name] = true
	}
	for _, x := range f.states {
		if x.leads != "" && !leads[x.leads] {
			t.Errorf("state %s: leading office %q is not in offices.tsv", x.code, x.leads)
		}
	}
	for _, p := range f.persons {
		if !known(p.country) {
			t.Errorf("person %s: unknown country %q", p.key, p.country)
		}
		if !sectors[p.sector] {
			t.Errorf("person %s: unknown sector %q", p.key, p.sector)
		}
		for _, x := range p.terms {
			if _, ok := f.orgOf[x.unit]; !ok && !known(x.unit) {
				t.Errorf("person %s: unknown unit %q", p.key, x.unit)
			}
		}
	}
	for w, a := range s.agents {
		if !sectors[a.sector] || !kinds[a.kind] || a.class != "PER" && a.class != "ORG" && a.class != "" {
			t.Errorf("agent %q: class %q, kind %q or sector %q is unknown", w, a.class, a.kind, a.sector)
		}
		if n := len(strings.Fields(w)); n > longestAgent {
			t.Errorf("agent %q has %d words, more than are looked up", w, n)
		}
	}
}

// A name that counts without doubt may mean one thing of a type only.
func TestNoNameIsTwoThings(t *testing.T) {
	f := stage(t).files
	var names []string
	for k := range f.names {
		names = append(names, k)
	}
	sort.Strings(names)
	for _, k := range names {
		var n [3]int
		for _, o := range f.names[k] {
			if !o.doubtful {
				n[o.kind]++
			}
		}
		if n[refState] > 1 || n[refOrg] > 1 || n[refPerson] > 1 {
			var who []string
			for _, o := range f.names[k] {
				switch o.kind {
				case refState:
					who = append(who, f.states[o.index].code)
				case refOrg:
					who = append(who, f.orgs[o.index].key)
				default:
					who = append(who, f.persons[o.index].key)
				}
			}
			t.Errorf("%q names %s: put ? before it where it is doubtful", k, strings.Join(who, ", "))
		}
	}
}

// Who holds an office of which there is one must not overlap by more than a handing over.
func TestTermsDoNotOverlap(t *testing.T) {
	f := stage(t).files
	var units []string
	for u := range f.terms {
		units = append(units, u)
	}
	sort.Strings(units)
	for _, u := range units {
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
				from, to := max(x.from, y.from), min(x.to, y.to)
				if from < to && apart(from, to) > 40 {
					t.Errorf("%s of %s: %s (%s..%s) and %s (%s..%s) overlap", f.offices[x.office].name, u, f.persons[a.person].name, x.from, x.to,
						f.persons[b.person].name, y.from, y.to)
				}
			}
		}
	}
}

// apart is the number of days between two dates, many where one is open.
func apart(from, to string) int {
	a, err1 := time.Parse(time.DateOnly, clamp(from))
	b, err2 := time.Parse(time.DateOnly, clamp(to))
	if err1 != nil || err2 != nil {
		return 1 << 20
	}
	return int(b.Sub(a).Hours() / 24)
}

func clamp(d string) string {
	if strings.HasSuffix(d, "-31") {
		return d[:8] + "28"
	}
	return d
}

func TestFilesAreSortedAndPlain(t *testing.T) {
	files, err := filepath.Glob("../data/actors/*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatal("no actor files", err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		header, last := false, ""
		for i, line := range strings.Split(strings.TrimSuffix(string(b), "\n"), "\n") {
			if strings.HasPrefix(line, "#") {
				continue
			}
			if strings.TrimRight(line, "\t ") != line || strings.Contains(line, "  ") || strings.Contains(line, "| ") || strings.Contains(line, " |") {
				t.Errorf("%s:%d: stray space", name, i+1)
			}
			if !header {
				header = true
				continue
			}
			first, _, _ := strings.Cut(line, "\t")
			if first < last {
				t.Errorf("%s:%d: %q stands behind %q", name, i+1, first, last)
			}
			last = first
		}
	}
}

func TestUserFilesOverlay(t *testing.T) {
	fsys := fstest.MapFS{}
	for _, pattern := range []string{"actors/*", "model/*", "lexicon/*"} {
		add(t, fsys, pattern)
	}
	fsys["actors/persons-zz-mine.tsv"] = &fstest.MapFile{Data: []byte("key\tname\tsurname\taliases\tsex\tcountry\tsector\tterms\twords\n" +
		"ada-lovelace\tAda Lovelace\t\t\tf\tGBR\tEDU\t\tmathematician\n" +
		"joe-biden\tJoe Biden\t\tBiden\tm\tUSA\t\tpresident 2021..2022\n")}
	s, err := New(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if r := s.files.names["ada lovelace"]; len(r) != 1 || r[0].kind != refPerson {
		t.Errorf("the added person is not found: %v", r)
	}
	r := s.files.names["joe biden"]
	if len(r) != 1 {
		t.Fatalf("the changed person is there %d times", len(r))
	}
	if p := s.files.persons[r[0].index]; len(p.terms) != 1 || p.terms[0].to != "2022-12-31" {
		t.Errorf("the changed person has terms %v", p.terms)
	}
}

func add(t *testing.T, fsys fstest.MapFS, pattern string) {
	names, err := filepath.Glob("../data/" + pattern)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		b, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		fsys[strings.TrimPrefix(filepath.ToSlash(n), "../data/")] = &fstest.MapFile{Data: b}
	}
}

func TestFaultsSayWhere(t *testing.T) {
	fsys := fstest.MapFS{}
	for _, pattern := range []string{"actors/*", "model/*", "lexicon/*"} {
		add(t, fsys, pattern)
	}
	fsys["actors/persons-zz.tsv"] = &fstest.MapFile{Data: []byte("key\tname\tsurname\taliases\tsex\tcountry\tsector\tterms\twords\n" +
		"x\tX Y\t\t\tf\tGBR\t\temperor 1990..1991\n")}
	_, err := New(fsys)
	if err == nil || !strings.Contains(err.Error(), `actors/persons-zz.tsv:2: the office "emperor" is not in offices.tsv`) {
		t.Errorf("error: %v", err)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := loadFiles(data.FS); err != nil {
			b.Fatal(err)
		}
		if _, err := loadAgents(data.FS); err != nil {
			b.Fatal(err)
		}
	}
}
