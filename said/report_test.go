package said_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook"
	"daybook/check"
	"daybook/data"
	"daybook/read"
)

// missing is how many statements of each report may be missing or have another stance; none may be in a wrong mouth.
var missing = map[string]int{"karuma": 1, "talks": 1, "valley": 1}

// TestReports reads reports of our own and compares with what an analyst writes down: stance, source and content, a line each, the
// pieces of a content parted by " … ".
func TestReports(t *testing.T) {
	e, err := daybook.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("testdata/report/*.txt")
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".txt")
		t.Run(name, func(t *testing.T) {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			gold, err := os.ReadFile(strings.TrimSuffix(f, ".txt") + ".tsv")
			if err != nil {
				t.Fatal(err)
			}
			d, err := e.Read(b, read.Hint{Name: filepath.Base(f)})
			if err != nil {
				t.Fatal(err)
			}
			var lost []string
			for _, line := range strings.Split(strings.TrimSpace(string(gold)), "\n") {
				p := strings.Split(line, "\t")
				found := false
				for i := range d.Statements {
					st := &d.Statements[i]
					if strings.ReplaceAll(check.Words(d.Text, st.Content), " | ", " … ") != p[2] {
						continue
					}
					if st.Source.Of(d.Text) == p[1] {
						found = found || string(st.Stance) == p[0]
					} else if !strings.Contains(string(gold), "\t"+st.Source.Of(d.Text)+"\t"+p[2]) {
						t.Errorf("wrong mouth: %s, should be %s", check.Statement(d, st), line)
					}
				}
				if !found {
					lost = append(lost, line)
				}
			}
			if len(lost) > missing[name] {
				t.Errorf("missing:\n%s", strings.Join(lost, "\n"))
			}
		})
	}
}
