package store

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestViewsAreDocumented holds docs/views.md to the database: every view and column is there, in its order, and every
// question that it shows can be asked.
func TestViewsAreDocumented(t *testing.T) {
	s := fresh(t)
	put(t, s, 1, "Korvo Post", "2021-03-02")
	b, err := os.ReadFile("../docs/views.md")
	if err != nil {
		t.Fatal(err)
	}
	told := map[string][]string{}
	view := ""
	row := regexp.MustCompile(`^\| ([a-z0-9_]+) \|`)
	for line := range strings.Lines(string(b)) {
		if h, ok := strings.CutPrefix(line, "## "); ok {
			view = strings.TrimSpace(h)
		}
		if m := row.FindStringSubmatch(line); m != nil && m[1] != "column" {
			told[view] = append(told[view], m[1])
		}
	}
	told["happened"] = told["events"]
	rows, err := s.read.Query("SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'view' ORDER BY m.name, c.cid")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	have := map[string][]string{}
	for rows.Next() {
		var v, c string
		if err := rows.Scan(&v, &c); err != nil {
			t.Fatal(err)
		}
		have[v] = append(have[v], c)
	}
	for v := range have {
		if !slices.Equal(have[v], told[v]) {
			t.Errorf("view %s has columns\n%v, docs/views.md tells\n%v", v, have[v], told[v])
		}
	}
	for v := range told {
		if have[v] == nil {
			t.Errorf("docs/views.md tells of a view %q that is not there", v)
		}
	}

	questions := regexp.MustCompile("(?s)```sql\n(.*?)```").FindAllStringSubmatch(string(b), -1)
	if len(questions) < 6 {
		t.Error("docs/views.md shows only", len(questions), "questions")
	}
	for _, q := range questions {
		rows, err := s.read.Query(q[1])
		if err != nil {
			t.Errorf("%v\n%s", err, q[1])
			continue
		}
		n := 0
		for rows.Next() {
			n++
		}
		if err := rows.Err(); err != nil {
			t.Error(err)
		}
		if n == 0 && !strings.Contains(q[1], "happened") { // what is only denied never happened
			t.Errorf("no answer to\n%s", q[1])
		}
	}
}

// TestViewsAgreeWithSpans cuts words out of the text by SQL, as the documentation says.
func TestViewsAgreeWithSpans(t *testing.T) {
	s := fresh(t)
	put(t, s, 1, "Korvo Post", "2021-03-02")
	for _, view := range []string{"origins", "events", "parties", "claims", "figures", "places", "times"} {
		var bad, all int
		err := s.read.QueryRow(`SELECT count(*) FILTER (WHERE x.words <> CAST(substr(CAST(r.text AS BLOB), x.start_byte + 1, x.end_byte - x.start_byte) AS TEXT)), count(*)
			FROM `+view+` x JOIN reports r ON r.id = x.report`).Scan(&bad, &all)
		if err != nil || bad > 0 || all == 0 {
			t.Errorf("%s: %d of %d rows do not show the words of their span, %v", view, bad, all, err)
		}
	}
}

// TestErrorsAreDocumented holds docs/runbook.md to the errors of this package.
func TestErrorsAreDocumented(t *testing.T) {
	runbook, err := os.ReadFile("../docs/runbook.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		code, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`What(?:: +|, e\.Hint = )(?:fmt\.Sprintf\()?"([^"(:]+)`).FindAllStringSubmatch(string(code), -1) {
			n++
			// The part before the first verb of a format, and none of the words that stand for a name.
			what := strings.TrimSpace(strings.Split(m[1], "%")[0])
			if what != "the" && what != "this is a" && !strings.HasPrefix(what, "the ledger of") && !strings.Contains(string(runbook), what) {
				t.Errorf("%s: %q is not in docs/runbook.md", name, what)
			}
		}
	}
	if n < 15 {
		t.Error("only", n, "errors were found in the code")
	}
}
