package who

import (
	"os"
	"strings"
	"testing"
)

// TestForeignMinisters compares the foreign ministers of forty states on 100 dates, drawn by lot, with testdata/foreign-ministers.tsv, where who held the office was
// looked up by hand.
func TestForeignMinisters(t *testing.T) {
	f := stage(t).files
	b, err := os.ReadFile("testdata/foreign-ministers.tsv")
	if err != nil {
		t.Fatal(err)
	}
	asked, right, states := 0, 0, map[string]bool{}
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		c := strings.Split(strings.TrimSpace(line), "\t")
		if len(c) != 3 {
			t.Fatalf("%q", line)
		}
		state, day, name := c[0], c[1]+"-15", c[2]
		asked++
		states[state] = true
		var ours []string
		ok := false
		for i := range f.persons {
			for _, x := range f.persons[i].terms {
				if f.offices[x.office].name != "foreign minister" || x.unit != state || day < x.from || x.to < day {
					continue
				}
				ours = append(ours, f.persons[i].name)
				for _, r := range f.names[keyOf(name)] {
					ok = ok || r.kind == refPerson && r.index == int32(i)
				}
			}
		}
		if ok && len(ours) == 1 {
			right++
			continue
		}
		t.Logf("%s on %s: %q, it was %s", state, day, ours, name)
	}
	t.Logf("foreign ministers: %d of %d right, in %d states met of the 40", right, asked, len(states))
	if asked != 100 || right < 98 {
		t.Errorf("%d of %d foreign ministers are right", right, asked)
	}
}
