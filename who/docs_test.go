package who

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"daybook/data"
)

// docs/actors.md tells how many entries the files have.
func TestDocumentedCounts(t *testing.T) {
	s := stage(t)
	given, err := readTable(data.FS, "actors/given-names*.tsv", "name", "sex")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("../docs/actors.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		files string
		n     int
	}{
		{"states", len(s.files.states)}, {"persons", len(s.files.persons)}, {"offices", len(s.files.offices)}, {"organisations", len(s.files.orgs)},
		{"agents", len(s.agents)}, {"deeds", len(s.deeds)}, {"given-names", len(given)},
	} {
		var line string
		for _, l := range strings.Split(string(b), "\n") {
			if strings.HasPrefix(l, "| `"+c.files+"*.tsv` |") {
				line = l
			}
		}
		if !strings.HasSuffix(line, fmt.Sprintf("| %d |", c.n)) {
			t.Errorf("docs/actors.md says of %s*.tsv %q; there are %d entries", c.files, line, c.n)
		}
	}
}
