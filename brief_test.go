package daybook_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"daybook/ledger"
	"daybook/read"
)

// TestBrief holds docs/brief.md to what the machine keeps of the report that it tells. The report itself is not ours to
// print, so quotations are cut to a few words.
func TestBrief(t *testing.T) {
	b, err := os.ReadFile("../shared/seed/obama-putin-aleppo.txt")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("../shared is absent: docs/brief.md is not compared")
	} else if err != nil {
		t.Fatal(err)
	}
	d, err := machine(t).Read(b, read.Hint{Published: "2016-11-20"})
	if err != nil {
		t.Fatal(err)
	}
	old, err := os.ReadFile("docs/brief.md")
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- kept -->\n", "<!-- end -->"
	parts := strings.Split(string(old), begin)
	kept := keptByParagraph(d.Report())
	if len(parts)-1 != len(kept) {
		t.Fatalf("docs/brief.md tells %d paragraphs, the report has %d", len(parts)-1, len(kept))
	}
	var now strings.Builder
	now.WriteString(parts[0])
	for i, p := range parts[1:] {
		_, rest, ok := strings.Cut(p, end)
		if !ok {
			t.Fatalf("docs/brief.md: paragraph %d has no %s", i+1, end)
		}
		now.WriteString(begin + kept[i] + end + rest)
	}
	if now.String() == string(old) {
		return
	}
	if !*update {
		t.Fatal("docs/brief.md is not what the machine keeps; run go test -run Brief -update . and read the difference")
	}
	if err := os.WriteFile("docs/brief.md", []byte(now.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// keptByParagraph lists what a ledger keeps, by the paragraph in which its first words stand.
func keptByParagraph(r *ledger.Report) []string {
	var last int32
	for _, b := range r.Blocks {
		last = max(last, b.Paragraph)
	}
	out := make([]string, last+1)
	put := func(at ledger.Quote, format string, a ...any) {
		for _, b := range r.Blocks {
			if b.Start <= at.Start && at.Start < b.End {
				out[b.Paragraph] += "- " + fmt.Sprintf(format, a...) + "\n"
			}
		}
	}
	for _, s := range r.Statements {
		to := ""
		if s.To != nil {
			to = ", to " + s.To.Name
		}
		if s.Target != nil {
			to += ", about " + s.Target.Name
		}
		put(s.Cue[0], "statement: **%s** *%s* (%s%s): “%s”", names(s.Origin), s.Stance, s.Form, to, few(join(s.Content)))
	}
	for _, e := range r.Events {
		where := ""
		if e.Where != nil {
			where = ", " + e.Where.Name
		}
		var by []string
		for _, c := range r.Claims {
			if c.Event == e.ID && c.Point != ledger.HowMany {
				claim := fmt.Sprintf("%s %s", c.Origin, c.Position)
				if c.Point != ledger.ThatHappened {
					claim += " " + string(c.Point)
				}
				by = append(by, claim)
			}
		}
		put(e.Trigger, "event: **%s** %s: %s → %s, %s%s (%s)", e.Type, e.Realis, parties(e.Actors), parties(e.Recipients), interval(e.When.From, e.When.To), where, strings.Join(by, "; "))
	}
	for _, f := range r.Figures {
		put(f.Quote, "figure: %s %s to %s, “%s” (%s)", f.What, num(f.Low), num(f.High), f.Text, f.Origin)
	}
	for _, x := range r.Times {
		put(x.Quote, "time: “%s” %s", x.Text, interval(x.From, x.To))
	}
	for _, x := range r.Places {
		put(x.Quote, "place: “%s” %s (%s)", x.Text, x.Country, x.Precision)
	}
	for i := range out {
		if out[i] == "" {
			out[i] = "- nothing\n"
		}
	}
	return out
}

// few keeps the first words and the last.
func few(s string) string {
	w := strings.Fields(s)
	if len(w) <= 6 {
		return s
	}
	return strings.Join(w[:4], " ") + " … " + strings.Join(w[len(w)-1:], " ")
}

// interval writes first and last day.
func interval(from, to string) string {
	switch {
	case from == "" && to == "":
		return "no time told"
	case from == "":
		return "by " + to
	case to == "":
		return "from " + from
	case from == to:
		return from
	}
	return from + " to " + to
}

func parties(ns []ledger.Named) string {
	if len(ns) == 0 {
		return "–"
	}
	var out []string
	for _, n := range ns {
		out = append(out, n.Name)
	}
	return strings.Join(out, ", ")
}
