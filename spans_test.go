package daybook_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"daybook/ledger"
	"daybook/read"
)

// checkSpans holds a report to the first promise of the ledger: every span is in range, cut between characters, and its words
// stand there in the stored text; every id that is referred to exists; every event has a claim, and everything has evidence.
func checkSpans(t testing.TB, r *ledger.Report) {
	t.Helper()
	if !utf8.ValidString(r.Text) {
		t.Fatal("the text is not valid UTF-8")
	}
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(b, &tree); err != nil {
		t.Fatal(err)
	}
	walk(t, r.Text, "", tree)

	ids := map[string]string{}
	know := func(kind, id string) {
		if ids[id] != "" {
			t.Errorf("id %s is given to a %s and a %s", id, ids[id], kind)
		}
		ids[id] = kind
	}
	for _, x := range r.Statements {
		know("statement", x.ID)
	}
	for _, x := range r.Events {
		know("event", x.ID)
	}
	for _, x := range r.Claims {
		know("claim", x.ID)
	}
	for _, x := range r.Figures {
		know("figure", x.ID)
	}
	for _, x := range r.Places {
		know("place", x.ID)
	}
	for _, x := range r.Times {
		know("time", x.ID)
	}
	refer := func(from, kind, id string) {
		if id != "" && ids[id] != kind {
			t.Errorf("%s refers to %s %q, which is not there", from, kind, id)
		}
	}
	for _, x := range r.Statements {
		refer(x.ID, "statement", x.Parent)
		for _, id := range x.Events {
			refer(x.ID, "event", id)
		}
		for _, id := range x.Answers {
			refer(x.ID, "claim", id)
		}
		if a := x.Reply; a != nil {
			refer(x.ID, "statement", a.Statement)
			refer(x.ID, "claim", a.Claim)
		}
		if len(x.Origin) == 0 {
			t.Errorf("statement %s has no origin: %q", x.ID, x.Cue)
		}
		if len(x.Content) == 0 || len(x.Evidence.Words) == 0 || x.Evidence.Rule == "" {
			t.Errorf("statement %s lacks content or evidence", x.ID)
		}
	}
	for _, x := range r.Events {
		if len(x.Claims) == 0 {
			t.Errorf("event %s %s %q has no claim", x.ID, x.Type, x.Trigger.Text)
		}
		if len(x.Evidence.Words) == 0 || x.Evidence.Rule == "" {
			t.Errorf("event %s %s %q has no evidence", x.ID, x.Type, x.Trigger.Text)
		}
		refer(x.ID, "event", x.PartOf)
		refer(x.ID, "event", x.Restates)
		refer(x.ID, "statement", x.Statement)
		refer(x.ID, "time", x.When.Time)
		for _, id := range x.SpeaksOf {
			refer(x.ID, "event", id)
		}
		for _, id := range x.Figures {
			refer(x.ID, "figure", id)
		}
		if x.Where != nil {
			refer(x.ID, "place", x.Where.Place)
		}
		took := false
		for _, c := range r.Claims {
			took = took || c.Event == x.ID && c.Position != ledger.Denies && c.Realis.Took()
		}
		if x.Realis.Took() && !took {
			t.Errorf("event %s %s %q is listed as %s, which no claim says", x.ID, x.Type, x.Trigger.Text, x.Realis)
		}
	}
	for _, x := range r.Claims {
		refer(x.ID, "event", x.Event)
		refer(x.ID, "statement", x.Statement)
		refer(x.ID, "figure", x.Figure)
		refer(x.ID, "claim", x.Answers)
	}
	for _, x := range r.Figures {
		refer(x.ID, "event", x.Event)
	}
}

// walk finds every object with start, end and text, wherever it stands.
func walk(t testing.TB, whole, path string, v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			walk(t, whole, path+"[]", x)
		}
	case map[string]any:
		start, a := v["start"].(float64)
		end, b := v["end"].(float64)
		words, c := v["text"].(string)
		if a && b && c {
			i, j := int(start), int(end)
			if i < 0 || j < i || j > len(whole) {
				t.Errorf("%s: span %d..%d is out of range", path, i, j)
			} else if whole[i:j] != words {
				t.Errorf("%s: span %d..%d is %q in the text, not %q", path, i, j, whole[i:j], words)
			} else if !utf8.ValidString(words) {
				t.Errorf("%s: span %d..%d cuts a character", path, i, j)
			}
		}
		for k, x := range v {
			walk(t, whole, path+"."+k, x)
		}
	}
}

// TestSpansVerbatim reads all the texts at hand.
func TestSpansVerbatim(t *testing.T) {
	var files []string
	for _, p := range []string{"../shared/seed/*.txt", "../shared/data/polnear/dev/text/*.txt", "../shared/data/polnear/train/text/*.txt"} {
		fs, err := filepath.Glob(p)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, fs...)
	}
	if len(files) == 0 {
		t.Skip("../shared is absent: only the golden cases are checked")
	}
	if testing.Short() {
		files = files[:min(len(files), 100)]
	}
	e := machine(t)
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d, err := e.Read(b, read.Hint{Name: f, Published: "2016-11-20"})
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		checkSpans(t, d.Report())
		if t.Failed() {
			t.Fatalf("in %s", f)
		}
	}
}

// FuzzRead reads any bytes: no panic, and every promise of checkSpans kept.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(a.Files[0].Data)
	}
	f.Add([]byte("<html><body><p>“We did not fire,” said the army.</p></body></html>"))
	f.Add([]byte("\xff\xfeh\x00i\x00"))
	e := machine(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		d, _ := e.Read(b, read.Hint{Published: "2020-02-29"})
		checkSpans(t, d.Report())
	})
}

// TestSameBytes reads one report many times at once and wants the same bytes each time.
func TestSameBytes(t *testing.T) {
	a, err := txtar.ParseFile("testdata/golden/full-report.txtar")
	if err != nil {
		t.Fatal(err)
	}
	e := machine(t)
	one := func() string {
		d, err := e.Read(a.Files[0].Data, hint(a))
		if err != nil {
			return err.Error()
		}
		b, err := json.Marshal(d.Report())
		if err != nil {
			return err.Error()
		}
		return string(b)
	}
	want := one()
	if !strings.Contains(want, ledger.Schema) {
		t.Fatal(want)
	}
	got := make(chan string)
	for range 8 {
		go func() { got <- one() }()
	}
	for range 8 {
		if <-got != want {
			t.Error("the same report was read in two ways")
		}
	}
}
