package daybook_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"daybook"
	"daybook/data"
	"daybook/ledger"
	"daybook/read"
)

var update = flag.Bool("update", false, "rewrite the golden cases")

// engine is loaded once for all tests.
var engine = sync.OnceValues(func() (*daybook.Engine, error) { return daybook.New(data.FS) })

func machine(t testing.TB) *daybook.Engine {
	t.Helper()
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestGolden reads every case of testdata/golden and compares all layers. A case is a txtar file: above the first file the
// hints ("published: 2020-05-01", "outlet: ..."), then the report, then a file for each layer. -update rewrites the layers.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 25 {
		t.Errorf("%d golden cases, want at least 25", len(files))
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Files) == 0 {
				t.Fatal("no report in the case")
			}
			d, err := machine(t).Read(bytes.TrimRight(a.Files[0].Data, "\n"), hint(a))
			if err != nil {
				t.Fatal(err)
			}
			checkSpans(t, d.Report())
			got := layers(d)
			if *update {
				a.Files = append(a.Files[:1:1], got...)
				if err := os.WriteFile(f, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want := a.Files[1:]
			for i := range got {
				if i >= len(want) || want[i].Name != got[i].Name {
					t.Fatalf("layer %s is missing; run go test -run Golden -update . and read what it wrote", got[i].Name)
				}
				if diff := cmp.Diff(string(want[i].Data), string(got[i].Data)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", got[i].Name, diff)
				}
			}
		})
	}
}

// hint reads the lines "key: value" above the first file of a case.
func hint(a *txtar.Archive) read.Hint {
	h := read.Hint{Name: a.Files[0].Name}
	for line := range strings.Lines(string(a.Comment)) {
		k, v, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch k {
		case "published":
			h.Published = v
		case "outlet":
			h.Outlet = v
		case "url":
			h.URL = v
		}
	}
	return h
}

// layers writes every layer of a document, one entry a line.
func layers(d *ledger.Document) []txtar.File {
	r := d.Report()
	var out []txtar.File
	layer := func(name string, fill func(p func(string, ...any))) {
		var b bytes.Buffer
		fill(func(format string, a ...any) { fmt.Fprintf(&b, format+"\n", a...) })
		out = append(out, txtar.File{Name: name, Data: b.Bytes()})
	}
	layer("source", func(p func(string, ...any)) {
		p("outlet %q (%s) published %q (%s) language %s title %q byline %q", r.Source.Outlet, r.Source.OutletFrom, r.Source.Published, r.Source.PublishedFrom, r.Source.Language, r.Source.Title, r.Source.Byline)
	})
	layer("blocks", func(p func(string, ...any)) {
		for _, b := range r.Blocks {
			p("%d %s %q", b.Paragraph, b.Kind, b.Text)
		}
	})
	layer("tree", func(p func(string, ...any)) {
		for i, s := range d.Sentences {
			p("%d: %s", i, strings.ReplaceAll(d.Tree.Span(s.Run).Of(d.Text), "\n", " "))
			for j := s.First; j < s.Last; j++ {
				t := d.Tokens[j]
				head := "0"
				if t.Head >= 0 {
					head = fmt.Sprint(t.Head - s.First + 1)
				}
				p("  %d %s %s %s %s %s %s", j-s.First+1, t.Of(d.Text), t.Lemma, t.UPOS, t.XPOS, head, t.Rel)
			}
		}
	})
	layer("names", func(p func(string, ...any)) {
		for _, n := range d.Names {
			p("%s %s", n.Type, d.Tree.Span(n.Run).Of(d.Text))
		}
	})
	layer("mentions", func(p func(string, ...any)) {
		for i, m := range d.Mentions {
			actor := "-"
			if a := d.ActorOfMention(int32(i)); a != nil {
				actor = a.Key
			}
			p("%s | head %s | %s %s | %s", m.Span.Of(d.Text), d.Tokens[m.Head].Of(d.Text), m.Kind, m.Type, actor)
		}
	})
	layer("actors", func(p func(string, ...any)) {
		for _, a := range r.Actors {
			p("%s | %s | %s %s %s | %s", a.ID, a.Name, a.Kind, a.Country, a.Sector, a.Role)
		}
	})
	layer("times", func(p func(string, ...any)) {
		for _, x := range r.Times {
			p("%q %s %s %s..%s %s | %s", x.Text, x.Type, x.Value, x.From, x.To, x.Extent, x.Why)
		}
	})
	layer("places", func(p func(string, ...any)) {
		for _, x := range r.Places {
			p("%q %s %s %s part=%q metonym=%v in_name=%v", x.Text, x.Name, x.Country, x.Precision, x.Part, x.Metonym, x.InName)
		}
	})
	layer("statements", func(p func(string, ...any)) {
		for i, s := range r.Statements {
			p("%d %s %s | %s | cue %s | %s", i, s.Stance, s.Form, names(s.Origin), join(s.Cue), join(s.Content))
			if s.To != nil {
				p("  to %s", s.To.Name)
			}
			if s.Target != nil {
				p("  target %s", s.Target.Name)
			}
			if s.Parent != "" {
				p("  in %s", place(r.Statements, s.Parent))
			}
			if s.Strength != "" {
				p("  %s", s.Strength)
			}
			if s.When != nil || s.Where != nil {
				at := ledger.Dates{}
				if s.When != nil {
					at = *s.When
				}
				where := ""
				if s.Where != nil {
					where = s.Where.Name
				}
				p("  said %s..%s %s", at.From, at.To, where)
			}
			if s.Negated {
				p("  negated")
			}
			if a := s.Reply; a != nil && !a.Found {
				p("  target not found")
			} else if a != nil {
				of := "own voice"
				if a.Statement != "" {
					of = place(r.Statements, a.Statement)
				}
				p("  answers %s %s: %s", of, a.Point, a.Evidence.Rule)
			}
		}
	})
	layer("events", func(p func(string, ...any)) {
		for i, e := range r.Events {
			where := ""
			if e.Where != nil {
				where = e.Where.Name + " " + e.Where.Country + " (" + e.Where.How + ")"
			}
			p("%d %s %s %s %q | %s > %s | %s..%s %s (%s) | %s | %s", i, e.Type, e.Mode, e.Realis, e.Trigger.Text, names(e.Actors), names(e.Recipients), e.When.From, e.When.To, e.When.Extent, e.When.How, where, e.Evidence.Rule)
		}
	})
	layer("figures", func(p func(string, ...any)) {
		for _, f := range r.Figures {
			p("%s %s..%s %q | %s", f.What, num(f.Low), num(f.High), f.Text, f.Origin)
		}
	})
	layer("claims", func(p func(string, ...any)) {
		at := map[string]int{}
		for i, e := range r.Events {
			at[e.ID] = i
		}
		for _, c := range r.Claims {
			p("event %d %s | %s %s %s %s", at[c.Event], c.Origin, c.Position, c.Point, c.Realis, c.Certainty)
		}
	})
	layer("passed", func(p func(string, ...any)) {
		for _, x := range r.Passed {
			p("%s %s %q | %s", x.Stage, x.Rule, x.Text, x.Why)
		}
	})
	layer("problems", func(p func(string, ...any)) {
		for _, x := range r.Problems {
			p("%s: %s | %s", x.Stage, x.What, x.Hint)
		}
	})
	return out
}

func names(ns []ledger.Named) string {
	var out []string
	for _, n := range ns {
		out = append(out, n.Name)
	}
	return strings.Join(out, " < ")
}

func join(qs []ledger.Quote) string {
	var out []string
	for _, q := range qs {
		out = append(out, strings.ReplaceAll(q.Text, "\n", " "))
	}
	return strings.Join(out, " … ")
}

func num(n *int64) string {
	if n == nil {
		return "?"
	}
	return fmt.Sprint(*n)
}

func place(ss []ledger.Said, id string) string {
	for i, s := range ss {
		if s.ID == id {
			return fmt.Sprint(i)
		}
	}
	return "?"
}
