package export

import (
	"bytes"
	"encoding/csv"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daybook/ledger"
)

// TestColumnsAreDocumented holds docs/columns.md to the CSV.
func TestColumnsAreDocumented(t *testing.T) {
	b, err := os.ReadFile("../docs/columns.md")
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, m := range regexp.MustCompile(`(?m)^\| ([a-z_]+) \|`).FindAllStringSubmatch(string(b), -1) {
		if m[1] != "column" {
			told = append(told, m[1])
		}
	}
	if !slices.Equal(told, Columns) {
		t.Errorf("docs/columns.md tells of\n%v, the CSV has\n%v", told, Columns)
	}
}

// report has hostile and awkward contents.
func report() *ledger.Report {
	q := func(s string) ledger.Quote { return ledger.Quote{Start: 1, End: int32(1 + len(s)), Text: s} }
	three := int64(3)
	r := &ledger.Report{
		ID:     "r-0123456789abcdef0123",
		Source: ledger.Origin{Title: "A \"title\",\nwith \x1b[31mred", Outlet: "Korvo Post", Language: "en"},
		Statements: []ledger.Said{{ID: "s-0123456789abcdef", Origin: []ledger.Named{{Quote: q("Bel"), Name: "Ana Bel"}, {Name: "Korvo Post"}}, Stance: ledger.Denies, Form: ledger.Mixed,
			Cue: []ledger.Quote{q("denied")}, Content: []ledger.Quote{q("that police"), q("killed <three>")}}},
		Events: []ledger.Deed{
			{ID: "e-0123456789abcdef", Type: "ASSAULT", Quad: 4, Realis: ledger.Denied, Trigger: q("killed"), Actors: []ledger.Named{{Name: "police", Country: "XKO"}, {Name: "army"}}, Claims: []string{"c-1"}},
			{ID: "e-0123456789abcdef.2", Type: "AID", Quad: 2, Realis: ledger.Urged, Trigger: q("help")},
			{ID: "e-2123456789abcdef", Type: "AGREE", Quad: 1, Realis: ledger.Happened, Trigger: q("agreed"), When: ledger.Dates{From: "2021-03-01", To: "2021-03-02"}, Where: &ledger.Site{Name: "Korvo"}},
		},
		Claims:   []ledger.Stand{{ID: "c-1", Event: "e-0123456789abcdef", Origin: "Ana Bel", Position: ledger.Denies}, {ID: "c-2", Event: "e-2123456789abcdef", Origin: "the report", Position: ledger.Asserts}},
		Figures:  []ledger.Number{{Quote: q("three"), ID: "f-1", What: "killed", Low: &three, Unit: "persons", Origin: "Ana Bel"}},
		Places:   []ledger.Spot{{Quote: q("Korvo"), ID: "p-1", Name: "Korvo", Precision: "unknown"}},
		Times:    []ledger.Moment{{Quote: q("Monday"), ID: "t-1", Type: "DATE"}},
		Problems: []ledger.Trouble{{Stage: "read", What: "no date is told", Hint: "use --published"}},
	}
	return r
}

func write(t *testing.T, f Format, look Look, rs ...*ledger.Report) string {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWriter(&b, f, look)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rs {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCSV(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(write(t, FormatCSV, Look{}, report(), report()))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1+2*8 {
		t.Fatal(len(rows), "rows")
	}
	cell := func(row int, column string) string { return rows[row][slices.Index(Columns, column)] }
	for _, c := range []struct {
		row          int
		column, want string
	}{
		{1, "title", "A \"title\",\nwith \x1b[31mred"}, {1, "words", "that police … killed <three>"}, {1, "chain", "Ana Bel < Korvo Post"},
		{2, "happened", "false"}, {2, "denied_by", "Ana Bel"}, {2, "asserted_by", ""}, {2, "actor_countries", "XKO; "}, {4, "happened", "true"}, {4, "asserted_by", "the report"},
		{5, "low", "3"}, {5, "high", ""}, {8, "note", "no date is told; use --published"}, {8, "start", ""}, {9, "kind", "statement"},
	} {
		if got := cell(c.row, c.column); got != c.want {
			t.Errorf("row %d, %s: %q, want %q", c.row, c.column, got, c.want)
		}
	}
}

func TestCSVGuardsAgainstFormulas(t *testing.T) {
	cells := Guarded([]string{"=1+1", "+44 lives", "-", "- he said", "@home", "＝A1", "\ttab", "\rback", "-12.05", "+3", "plain = words", "", "−5"})
	want := []string{"\t=1+1", "\t+44 lives", "\t-", "\t- he said", "\t@home", "\t＝A1", "\t\ttab", "\t\rback", "-12.05", "+3", "plain = words", "", "−5"}
	if !slices.Equal(cells, want) {
		t.Errorf("got %q", cells)
	}
	r := report()
	r.Source.Title = `=HYPERLINK("http://example.org")`
	south := -12.05
	r.Places[0].Lat = &south
	out := write(t, FormatCSV, Look{}, r)
	if !strings.Contains(out, "\"\t=HYPERLINK(\"\"http://example.org\"\")\"") || !strings.Contains(out, ",-12.05,") {
		t.Error(out)
	}
	if out := write(t, FormatJSON, Look{}, r); !strings.Contains(out, `"title": "=HYPERLINK`) {
		t.Error("the JSON is guarded")
	}
}

func TestJSON(t *testing.T) {
	lines := write(t, FormatJSONL, Look{}, report(), report())
	if strings.Count(lines, "\n") != 2 || !strings.Contains(lines, "killed <three>") {
		t.Error(lines)
	}
	if s := write(t, FormatJSON, Look{}, report()); !strings.HasPrefix(s, "{\n  \"schema\"") {
		t.Error(s[:40])
	}
}

func TestTable(t *testing.T) {
	for _, width := range []int{10, 40, 80, 0, 200} {
		s := write(t, FormatTable, Look{Width: width}, report())
		if strings.ContainsAny(s, "\x1b\t\r") {
			t.Errorf("width %d: control characters in\n%q", width, s)
		}
		for line := range strings.Lines(s) {
			if n := columns.StringWidth(strings.TrimSuffix(line, "\n")); n > (Look{Width: width}).Columns()+14 { // an id in full is longer than its column
				t.Errorf("width %d: a line of %d columns: %s", width, n, line)
			}
		}
	}
	s := write(t, FormatTable, Look{}, report())
	happened, denied, urged := strings.Index(s, "told as having happened"), strings.Index(s, "\n denied"), strings.Index(s, "only urged")
	if !(0 < happened && happened < strings.Index(s, "AGREE") && strings.Index(s, "AGREE") < denied && denied < strings.Index(s, "ASSAULT") && strings.Index(s, "ASSAULT") < urged) {
		t.Error("events are not told apart:\n", s)
	}
	for _, want := range []string{"denied by Ana Bel", "at least 3 persons", "e-0123456789abcdef.2", "e-21234567", "Monday = no date known"} {
		if !strings.Contains(s, want) {
			t.Errorf("%q is not in\n%s", want, s)
		}
	}
	if c := write(t, FormatTable, Look{Colour: true}, report()); !strings.Contains(c, "\x1b[1m") {
		t.Error("no colours")
	}
}

func TestWrap(t *testing.T) {
	for s, want := range map[string]string{
		"": "", "one two three": "one two|three", "unbreakableword a": "unbreaka|bleword|a", "日本語日本語 a": "日本語日|本語 a", "a\u0301 b": "a\u0301 b",
	} {
		if got := strings.Join(Wrap(s, 8), "|"); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	if got := Clean(" a\x1b[2J\u202e\tb\u00a0 c\n"); got != "a[2J b c" {
		t.Errorf("%q", got)
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("one two", 3)
	f.Add("日本語 👨‍👩‍👧 \xff", 1)
	f.Fuzz(func(t *testing.T, s string, width int) {
		var b strings.Builder
		Look{Width: width % 300}.Row(&b, 2, Cell{Text: Clean(s)}, Cell{Text: Clean(s), Width: 10})
	})
}
