package export

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"daybook/ledger"
)

type tableWriter struct {
	w    io.Writer
	look Look
	more bool
}

func (t *tableWriter) Close() error { return nil }

func (t *tableWriter) Write(r *ledger.Report) error {
	if t.more {
		if _, err := io.WriteString(t.w, "\n"); err != nil {
			return err
		}
	}
	t.more = true
	return Table(t.w, r, t.look)
}

// Table writes a ledger for a person to read: statements by origin, then events by whether they are told as having
// happened, figures, places, times and problems.
func Table(w io.Writer, r *ledger.Report, look Look) error {
	var b bytes.Buffer // a terminal is slow, and nothing fails in memory
	t := &table{b: &b, r: r, look: look, short: Short(r), sides: sides(r)}
	t.head()
	t.statements()
	t.events()
	t.figures()
	t.places()
	t.times()
	t.problems()
	_, err := w.Write(b.Bytes())
	return err
}

type table struct {
	b     *bytes.Buffer
	r     *ledger.Report
	look  Look
	short map[string]string
	sides map[string]side
}

const idWidth = 10 // "s-" and eight digits

// kindWidth is room for "ASSAULT heavy-weapons" where the terminal has it.
func (t *table) kindWidth() int {
	if t.look.Columns() < 70 {
		return 12
	}
	return 21
}

func (t *table) row(indent int, cells ...Cell) { t.look.Row(t.b, indent, cells...) }

func (t *table) title(s string) {
	fmt.Fprintf(t.b, "\n%s\n", t.look.Paint(Bold, s))
}

// id is the last cell of a row: as much of the id as `daybook why` needs.
func (t *table) id(id string) Cell {
	s := t.short[id]
	return Cell{s, max(idWidth, len(s)), Dim}
}

func (t *table) head() {
	s := t.r.Source
	title := Clean(s.Title)
	if title == "" {
		title = Clean(s.Name)
	}
	if title == "" {
		title = t.r.ID
	}
	t.row(0, Cell{Text: title, Style: Bold})
	var facts []string
	for _, f := range []string{s.Outlet, s.Published, s.Byline, s.URL} {
		if f = Clean(f); f != "" {
			facts = append(facts, f)
		}
	}
	if s.Outlet == "" {
		facts = append(facts, "outlet unknown")
	}
	if s.Published == "" {
		facts = append(facts, "date unknown")
	}
	facts = append(facts, t.r.ID)
	t.row(0, Cell{Text: strings.Join(facts, " · "), Style: Dim})
}

func (t *table) statements() {
	if len(t.r.Statements) == 0 {
		return
	}
	t.title(Counted(len(t.r.Statements), "statement", "statements"))
	var chains []string
	by := map[string][]ledger.Said{}
	for _, s := range t.r.Statements {
		chain := Clean(names(s.Origin, " < "))
		if chain == "" {
			chain = "unknown"
		}
		if by[chain] == nil {
			chains = append(chains, chain)
		}
		by[chain] = append(by[chain], s)
	}
	for _, chain := range chains {
		t.row(1, Cell{Text: chain, Style: Cyan})
		for _, s := range by[chain] {
			stance := string(s.Stance)
			if s.Negated {
				stance = "did not say"
			}
			text := Clean(pieces(s.Content).Text)
			switch s.Form {
			case ledger.Direct:
				text = "“" + text + "”"
			}
			if s.Target != nil {
				text += " (of " + Clean(s.Target.Name) + ")"
			}
			if s.To != nil {
				text += " (to " + Clean(s.To.Name) + ")"
			}
			if a := s.Reply; a != nil && a.Found {
				text += " (answers " + Clean(a.Origin) + ")"
			} else if a != nil {
				text += " (target not found)"
			}
			t.row(3, Cell{stance, 11, stanceStyle(s.Stance)}, Cell{Text: text}, t.id(s.ID))
		}
	}
}

func stanceStyle(s ledger.Stance) string {
	switch s {
	case ledger.Denies, ledger.Doubts:
		return Red
	case ledger.Accuses, ledger.Condemns, ledger.Threatens, ledger.Warns:
		return Yellow
	}
	return Green
}

func (t *table) events() {
	if len(t.r.Events) == 0 {
		return
	}
	groups := []struct {
		title string
		in    func(ledger.Realis) bool
	}{
		{"told as having happened", func(r ledger.Realis) bool { return r.Took() }},
		{"denied", func(r ledger.Realis) bool { return r == ledger.Denied }},
		{"only urged, planned, threatened, possible or failed", func(r ledger.Realis) bool { return !r.Took() && r != ledger.Denied }},
	}
	t.title(Counted(len(t.r.Events), "event", "events"))
	for _, g := range groups {
		first := true
		for _, e := range t.r.Events {
			if !g.in(e.Realis) {
				continue
			}
			if first {
				t.row(1, Cell{Text: g.title, Style: Cyan})
				first = false
			}
			t.event(e)
		}
	}
}

func (t *table) event(e ledger.Deed) {
	kind := e.Type
	if e.Mode != "" {
		kind += " " + e.Mode
	}
	who := Clean(names(e.Actors, ", "))
	if who == "" {
		who = "?"
	}
	if to := Clean(names(e.Recipients, ", ")); to != "" {
		who += " → " + to
	}
	who += " “" + Clean(e.Trigger.Text) + "”"
	var about []string
	if w := dates(e.When); w != "" {
		about = append(about, w)
	}
	if e.Where != nil && e.Where.Name != "" {
		about = append(about, Clean(e.Where.Name))
	}
	for _, o := range e.Objects {
		about = append(about, Clean(o.Kind))
	}
	if !e.Realis.Took() && e.Realis != ledger.Denied && e.Realis != "" || e.Realis == ledger.Ongoing || e.Realis == ledger.Habitual {
		about = append(about, string(e.Realis))
	}
	by := t.sides[e.ID]
	for _, p := range []struct {
		names []string
		verb  string
	}{{by.asserted, "told by "}, {by.denied, "denied by "}, {by.doubted, "doubted by "}} {
		if len(p.names) > 0 {
			about = append(about, p.verb+Clean(strings.Join(p.names, ", ")))
		}
	}
	t.row(3, Cell{kind, t.kindWidth(), Purple}, Cell{Text: who}, t.id(e.ID))
	if len(about) > 0 {
		t.row(3, Cell{"", t.kindWidth(), ""}, Cell{Text: strings.Join(about, " · "), Style: Dim}, Cell{"", idWidth, ""})
	}
}

// dates writes an interval of days. What starts or ends in it is open at the other end.
func dates(w ledger.Dates) string {
	switch {
	case w.From == "" && w.To == "":
		return ""
	case w.Extent == "starts" && w.From != "" && w.From == w.To:
		return "since " + w.From
	case w.Extent == "starts" && w.From != "" && w.To != "":
		return "starting " + w.From + " to " + w.To
	case w.Extent == "ends" && w.From != "" && w.From == w.To:
		return "until " + w.To
	case w.Extent == "ends" && w.From != "" && w.To != "":
		return "ending " + w.From + " to " + w.To
	case w.From == w.To:
		return w.From
	case w.From == "":
		return "by " + w.To
	case w.To == "":
		return "since " + w.From
	}
	return w.From + " to " + w.To
}

func (t *table) figures() {
	if len(t.r.Figures) == 0 {
		return
	}
	t.title(Counted(len(t.r.Figures), "figure", "figures"))
	for _, f := range t.r.Figures {
		text := Range(f)
		if f.Unit != "" {
			text += " " + Clean(f.Unit)
		}
		text += " “" + Clean(f.Text) + "”"
		if f.Whom != nil {
			text += ", " + Clean(f.Whom.Text)
		}
		if f.Relation != "" {
			text += ", " + Clean(f.Relation)
		}
		text += " · told by " + Clean(f.Origin)
		t.row(3, Cell{Clean(f.What), t.kindWidth(), Purple}, Cell{Text: text}, t.id(f.ID))
	}
}

// Range writes the bounds of a figure: "3", "20 to 30", "at least 24", "about 100", "no number".
func Range(f ledger.Number) string {
	var s string
	switch {
	case f.Low == nil && f.High == nil:
		return "no number"
	case f.Low == nil:
		return fmt.Sprintf("at most %d", *f.High)
	case f.High == nil:
		return fmt.Sprintf("at least %d", *f.Low)
	case *f.Low == *f.High:
		s = fmt.Sprint(*f.Low)
	default:
		s = fmt.Sprintf("%d to %d", *f.Low, *f.High)
	}
	if f.AtLeast {
		return "at least " + s
	}
	if f.Approximate {
		return "about " + s
	}
	return s
}

func (t *table) places() {
	var list, others []string
	seen := map[string]bool{}
	for _, p := range t.r.Places {
		s := Clean(p.Name)
		if s == "" {
			s = Clean(p.Text)
		}
		if p.Metonym || p.InName {
			if name := "in a name: " + s; p.InName && !seen[name] {
				others, seen[name] = append(others, s+" (in a longer name)"), true
			} else if name := "stands: " + s; !p.InName && !seen[name] {
				others, seen[name] = append(others, s+" (stands for a government)"), true
			}
			continue
		}
		switch {
		case p.Precision == "country" || p.Precision == "continent":
		case p.Country != "":
			s += " (" + p.Precision + ", " + p.Country + ")"
		default:
			s += " (" + p.Precision + ")"
		}
		if !seen[s] {
			list, seen[s] = append(list, s), true
		}
	}
	t.list("Places", list)
	t.list("Names of places that stand for something else", others)
}

func (t *table) times() {
	var list []string
	seen := map[string]bool{}
	for _, m := range t.r.Times {
		s := Clean(m.Text) + " = "
		if d := dates(ledger.Dates{From: m.From, To: m.To, Extent: m.Extent}); d != "" {
			s += d
		} else {
			s += undated(m)
		}
		if !seen[s] {
			list, seen[s] = append(list, s), true
		}
	}
	t.list("Times", list)
}

// undated says why a time has no day: lengths and repetitions have none by nature.
func undated(m ledger.Moment) string {
	switch m.Type {
	case "DURATION":
		return "a length of time"
	case "SET":
		return "a repetition"
	}
	return "no date known"
}

func (t *table) list(title string, list []string) {
	if len(list) == 0 {
		return
	}
	t.title(title)
	t.row(3, Cell{Text: strings.Join(list, "; ")})
}

func (t *table) problems() {
	if len(t.r.Problems) == 0 {
		return
	}
	t.title(Counted(len(t.r.Problems), "problem", "problems"))
	for _, p := range t.r.Problems {
		text := Clean(p.What)
		if p.Where != nil {
			text += " at “" + Fit(Clean(p.Where.Text), min(40, len(Clean(p.Where.Text)))) + "”"
		}
		if p.Hint != "" {
			text += "; " + Clean(p.Hint)
		}
		t.row(3, Cell{Clean(p.Stage), 10, Yellow}, Cell{Text: text})
	}
}

// Counted writes a number and what is counted: "1 event", "3 events".
func Counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Short gives for every id in a report as much of it as tells it from the others: ten characters, or all.
func Short(r *ledger.Report) map[string]string {
	var ids []string
	for _, s := range r.Statements {
		ids = append(ids, s.ID)
	}
	for _, e := range r.Events {
		ids = append(ids, e.ID)
	}
	for _, f := range r.Figures {
		ids = append(ids, f.ID)
	}
	for _, c := range r.Claims {
		ids = append(ids, c.ID)
	}
	cut := func(id string) string { return id[:min(idWidth, len(id))] }
	n := map[string]int{}
	for _, id := range ids {
		n[cut(id)]++
	}
	out := make(map[string]string, len(ids))
	for _, id := range ids {
		if out[id] = cut(id); n[cut(id)] > 1 {
			out[id] = id
		}
	}
	return out
}
