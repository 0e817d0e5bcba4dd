package who

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestCoverage holds the table of what the actor files cover in docs/actors.md to the files. UPDATE=1 writes it.
func TestCoverage(t *testing.T) {
	const page, begin, end = "../docs/actors.md", "<!-- coverage -->\n", "<!-- end -->"
	s := stage(t)
	f := s.files
	b, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok1 := strings.Cut(string(b), begin)
	was, tail, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatalf("%s has no %s and %s", page, begin, end)
	}
	var w strings.Builder
	row := func(what, format string, v ...any) { fmt.Fprintf(&w, "| %s | %s |\n", what, fmt.Sprintf(format, v...)) }
	w.WriteString("| | |\n|---|---|\n")

	// offices of states, months of 1990 to 2025
	leaders := []string{"president", "acting president", "prime minister", "chancellor", "king", "queen", "sultan", "emir", "supreme leader", "de facto leader", "council president",
		"presidency chairman", "presidency member", "chief executive"}
	for _, o := range []struct {
		what    string
		offices []string
	}{{"head of state or government", leaders}, {"foreign minister", []string{"foreign minister"}}, {"defence minister", []string{"defence minister"}}, {"interior minister", []string{"interior minister"}}} {
		most, half, some := 0, 0, 0
		for _, st := range f.states {
			months := 0
			for m := range 36 * 12 {
				day := fmt.Sprintf("%d-%02d-15", 1990+m/12, 1+m%12)
				if slices.ContainsFunc(f.terms[st.code], func(r termRef) bool {
					x := &f.persons[r.person].terms[r.term]
					return slices.Contains(o.offices, f.offices[x.office].name) && x.from <= day && day <= x.to
				}) {
					months++
				}
			}
			switch {
			case months >= 410: // 95 per cent
				most++
			case months >= 216:
				half++
			case months > 0:
				some++
			}
		}
		row("states whose "+o.what+" is known of 95 per cent of the months of 1990 to 2025, of half, of some", "%d, %d, %d", most, half, some)
	}
	terms, aliases := 0, 0
	countries := map[string]bool{}
	for _, p := range f.persons {
		terms += len(p.terms)
		countries[p.country] = true
	}
	for _, refs := range f.names {
		for _, r := range refs {
			if !r.full {
				aliases++
			}
		}
	}
	row("persons, their terms in office, their countries", "%d, %d, %d", len(f.persons), terms, len(countries))
	kinds, bodies := map[string]int{}, map[string]bool{}
	for _, o := range f.orgs {
		kinds[string(o.kind)]++
	}
	for _, a := range s.agents {
		if a.body != "" {
			bodies[a.body] = true
		}
	}
	var list []string
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		list = append(list, fmt.Sprintf("%s %d", k, kinds[k]))
	}
	row("bodies with an entry, by kind", "%d: %s", len(f.orgs), strings.Join(list, ", "))
	row("states and territories", "%d", len(f.states))
	row("kinds of bodies that any state has, known by their common names (foreign ministry, army, police, supreme court ...), and so bodies of states", "%d, %d", len(bodies), len(bodies)*len(f.states))
	row("other names of all of these", "%d", aliases)

	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(page, []byte(head+begin+w.String()+end+tail), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if was != w.String() {
		t.Errorf("%s does not show what the files hold; run UPDATE=1 go test ./who -run Coverage\n%s", page, w.String())
	}
}
