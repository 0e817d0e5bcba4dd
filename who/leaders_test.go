package who

import (
	"encoding/csv"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// leadFrom is a state led by somebody from one day to another, as a list that is not ours has it. Names are its text.
type leadFrom struct{ state, from, to, names string }

// TestLeaders asks who led 60 states on the 15th of 300 months from 2000 to 2025, all drawn by lot, and compares with Archigos up to 2014 and with the CIA
// World Factbook after that. Archigos has whoever ruled in fact, and the Factbook has gaps, so any head of state or of government of ours may be it; to have none, or
// only others, is wrong.
func TestLeaders(t *testing.T) {
	f := stage(t).files
	of := map[string][]leadFrom{}
	for _, l := range archigos(t, f) {
		of[l.state] = append(of[l.state], l)
	}
	for _, l := range factbook(t, f) {
		if of[l.state] != nil { // dependencies are in the Factbook alone
			of[l.state] = append(of[l.state], l)
		}
	}
	aliases := map[int32][]string{} // names of each person, by key
	for k, refs := range f.names {
		for _, x := range refs {
			if x.kind == refPerson {
				aliases[x.index] = append(aliases[x.index], k)
			}
		}
	}
	var states []string
	for s := range of {
		states = append(states, s)
	}
	slices.Sort(states)
	r := rand.New(rand.NewSource(2000))
	r.Shuffle(len(states), func(i, j int) { states[i], states[j] = states[j], states[i] })
	asked, right := 0, 0
	for asked < 300 {
		state := states[r.Intn(60)]
		date := fmt.Sprintf("%d-%02d-15", 2000+r.Intn(26), 1+r.Intn(12))
		told := leadersOn(of[state], date)
		if len(told) == 0 {
			continue // the lists have a gap there
		}
		asked++
		ours := f.leadersOn(aliases, state, date)
		if agree(ours, told) {
			right++
			continue
		}
		t.Logf("%s on %s: %q, the list has %q", state, date, ours, told)
	}
	t.Logf("leaders: %d of %d right, %.1f %%", right, asked, 100*float64(right)/float64(asked))
	if right*100 < asked*95 {
		t.Errorf("%d of %d leaders are right, want 95 %%", right, asked)
	}
}

// leadersOn are those of a list who lead on a day.
func leadersOn(of []leadFrom, date string) (out []leadFrom) {
	for _, l := range of {
		if l.from <= date && date <= l.to {
			out = append(out, l)
		}
	}
	return out
}

// leadersOn names the heads of a state and of its government on a day, with their aliases.
func (f *files) leadersOn(aliases map[int32][]string, code, date string) (out []string) {
	for _, tr := range f.terms[code] {
		p := &f.persons[tr.person]
		x := &p.terms[tr.term]
		switch f.offices[x.office].name {
		case "president", "acting president", "prime minister", "chancellor", "king", "queen", "sultan", "emir", "supreme leader", "de facto leader", "council president",
			"crown prince", "presidency chairman", "presidency member", "chief executive", "party leader", "rebel leader":
			if x.from <= date && date <= x.to {
				out = append(out, p.name)
				out = append(out, slices.Sorted(slices.Values(aliases[tr.person]))...)
			}
		}
	}
	return out
}

// agree reports whether a name of ours shares a word with one of the list, spelt alike.
func agree(ours []string, told []leadFrom) bool {
	for _, o := range ours {
		for _, w := range strings.Fields(keyOf(o)) {
			for _, l := range told {
				if len(w) > 2 && slices.ContainsFunc(strings.FieldsFunc(keyOf(l.names), func(r rune) bool { return strings.ContainsRune(" ,();", r) }), func(v string) bool {
					return edits(v, w) <= min(len(v), len(w))/4
				}) {
					return true
				}
			}
		}
	}
	return false
}

// edits is the least number of letters to put in, take out or change (Levenshtein 1966).
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := last
			if a[i] != b[j] {
				change++
			}
			last, row[j+1] = row[j+1], min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// archigos reads Archigos 4.1 (Goemans, Gleditsch and Chiozza 2009): leaders up to 2014.
func archigos(t *testing.T, f *files) (out []leadFrom) {
	capitals := readCSV(t, "leaders/gw_capitals.csv")
	code := map[string]string{"260": "DEU", "678": "YEM", "781": "MDV"} // under other names there
	for _, r := range capitals {
		for _, x := range f.names[keyOf(r["statenme"])] {
			if x.kind == refState && code[r["gwcode"]] == "" {
				code[r["gwcode"]] = f.states[x.index].code
			}
		}
	}
	for _, r := range readCSV(t, "leaders/archigos.csv") {
		if c := code[r["gwcode"]]; c != "" && r["enddate"] >= "2000" && r["startdate"] < "2015" {
			out = append(out, leadFrom{c, r["startdate"], min(r["enddate"], "2014-12-31"), r["leader"]})
		}
	}
	return out
}

// factbook reads the heads of state and government of the CIA World Factbook's editions from 2015 on.
func factbook(t *testing.T, f *files) (out []leadFrom) {
	code := map[string]string{}
	b, err := os.ReadFile(filepath.Join(development, "geonames/countryInfo.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		if c := strings.Split(line, "\t"); line[0] != '#' && len(c) > 4 {
			code[strings.ToLower(c[3])] = c[1]
		}
	}
	for _, r := range readCSV(t, "factbook/leaders_2014_2026.csv") {
		if _, ok := f.stateOf[code[r["fips"]]]; ok && r["last_seen"] >= "2015" {
			out = append(out, leadFrom{code[r["fips"]], max(r["first_seen"], "2015-01-01"), r["last_seen"], r["text"]})
		}
	}
	return out
}

const development = "../../shared/data"

// readCSV reads a file of the data of development by its column names.
func readCSV(t *testing.T, path string) (rows []map[string]string) {
	file, err := os.Open(filepath.Join(development, path))
	if err != nil {
		t.Skip("the lists of leaders are not at hand: ", err)
	}
	defer file.Close()
	all, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(path, err)
	}
	for _, r := range all[1:] {
		m := map[string]string{}
		for i, name := range all[0] {
			m[name] = r[i]
		}
		rows = append(rows, m)
	}
	return rows
}
