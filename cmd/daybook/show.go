package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"daybook/export"
	"daybook/store"
)

type showCmd struct {
	database
	ID     string        `arg:"" help:"Id of a report or of something in it; its first characters do."`
	Format export.Format `enum:"table,json,jsonl,csv" default:"table" help:"How to print (${enum})."`
	Source bool          `help:"Print the bytes of the report as they came."`
}

func (c showCmd) Run(e *env) error {
	s, err := c.open(store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	if c.Source {
		b, _, _, err := s.Source(e.ctx, c.ID)
		if err != nil {
			return err
		}
		_, err = e.out.Write(b)
		return err
	}
	r, err := s.Get(e.ctx, c.ID)
	if err != nil {
		return err
	}
	w, err := export.NewWriter(e.out, c.Format, e.look())
	if err != nil {
		return err
	}
	if err := w.Write(r); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	if c.Format != export.FormatTable {
		return nil
	}
	return c.arrivals(e, s, r.ID)
}

// arrivals shows the arrivals when there is more than one.
func (c showCmd) arrivals(e *env, s *store.Store, id string) error {
	as, err := s.Arrivals(e.ctx, id)
	if err != nil || len(as) < 2 {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s\n", e.look().Paint(export.Bold, export.Counted(len(as), "arrival", "arrivals")))
	for _, a := range as {
		facts := []string{a.Seen.Format("2006-01-02 15:04")}
		for _, f := range []string{a.Outlet, a.Published, a.Name, a.URL} {
			if f != "" {
				facts = append(facts, export.Clean(f))
			}
		}
		if a.ReadWith {
			facts = append(facts, "the ledger was made with this one")
		}
		e.look().Row(&b, 3, export.Cell{Text: strings.Join(facts, " · ")})
	}
	return e.write(b.String())
}

type listCmd struct {
	database
	Outlet   string        `placeholder:"NAME" help:"Only reports of this outlet."`
	Language string        `placeholder:"CODE" help:"Only reports in this language (ISO 639-1)."`
	From     string        `placeholder:"DATE" help:"Only reports published on this day or later."`
	To       string        `placeholder:"DATE" help:"Only reports published on this day or earlier."`
	Problems bool          `help:"Only reports with problems, which are shown."`
	Limit    int           `default:"50" placeholder:"N" help:"At most so many; 0 for all (${default})."`
	Format   export.Format `enum:"table,json,jsonl,csv" default:"table" help:"How to print (${enum})."`
}

func (c listCmd) Validate() error {
	for _, d := range []struct{ flag, day string }{{"--from", c.From}, {"--to", c.To}} {
		if d.day == "" {
			continue
		}
		if _, err := time.Parse(time.DateOnly, d.day); err != nil {
			return fmt.Errorf("%s is %q, which is no day; write it as 2016-11-20", d.flag, d.day)
		}
	}
	if c.Limit < 0 {
		return errors.New("--limit is 0 or more")
	}
	return nil
}

func (c listCmd) Run(e *env) error {
	s, err := c.open(store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	p := itemPrinter{e: e, format: c.Format}
	if c.Problems {
		p.problems = s
	}
	f := store.Filter{Outlet: c.Outlet, Language: c.Language, From: c.From, To: c.To, Problems: c.Problems}
	left, after := c.Limit, int64(0)
	for page := 200; ; {
		if c.Limit > 0 {
			page = min(page, left)
		}
		items, err := s.List(e.ctx, f, page, after)
		if err != nil {
			return err
		}
		for _, i := range items {
			if err := p.item(i); err != nil {
				return err
			}
			after = i.Cursor
		}
		if left -= len(items); len(items) < page || c.Limit > 0 && left <= 0 {
			return nil
		}
	}
}

// itemPrinter prints reports a line each.
type itemPrinter struct {
	e        *env
	format   export.Format
	problems *store.Store // to show problems from
	more     bool
}

func (p *itemPrinter) item(i store.Item) error {
	first := !p.more
	p.more = true
	switch p.format {
	case export.FormatJSON:
		return export.JSON(p.e.out, i, "  ")
	case export.FormatJSONL:
		return export.JSON(p.e.out, i, "")
	case export.FormatCSV:
		if first {
			if err := csvLine(p.e.out, "id", "seen", "published", "outlet", "title", "language", "name", "url", "bytes", "arrivals", "statements", "denials", "events", "happened", "figures", "places", "problems"); err != nil {
				return err
			}
		}
		n := strconv.Itoa
		return csvLine(p.e.out, i.ID, i.Seen.Format("2006-01-02T15:04:05Z07:00"), i.Published, i.Outlet, i.Title, i.Language, i.Name, i.URL, n(i.Bytes), n(i.Arrivals), n(i.Statements), n(i.Denials),
			n(i.Events), n(i.Happened), n(i.Figures), n(i.Places), n(i.Problems))
	}
	look := p.e.look()
	var b strings.Builder
	if first {
		look.Row(&b, 0, export.Cell{Text: "id", Width: 12}, export.Cell{Text: "published", Width: 10}, export.Cell{Text: "outlet", Width: 16},
			export.Cell{Text: "said", Width: 4}, export.Cell{Text: "events", Width: 6}, export.Cell{Text: "report"})
	}
	title := export.Clean(i.Show())
	look.Row(&b, 0, export.Cell{Text: i.ID[:12], Width: 12, Style: export.Dim}, export.Cell{Text: export.Clean(i.Published[:min(10, len(i.Published))]), Width: 10}, export.Cell{Text: export.Clean(i.Outlet), Width: 16},
		export.Cell{Text: strconv.Itoa(i.Statements), Width: 4}, export.Cell{Text: strconv.Itoa(i.Events), Width: 6}, export.Cell{Text: title})
	if p.problems != nil {
		r, err := p.problems.Get(p.e.ctx, i.ID)
		if err != nil {
			return err
		}
		for _, t := range r.Problems {
			text := t.What
			if t.Hint != "" {
				text += "; " + t.Hint
			}
			look.Row(&b, 14, export.Cell{Text: export.Clean(text), Style: export.Yellow})
		}
	}
	return p.e.write(b.String())
}

type searchCmd struct {
	database
	Words      []string      `arg:"" passthrough:"partial" help:"Words that must all be there. \"these words\" stand together, -word must not be there, A OR B is either, word* begins so."`
	Statements bool          `help:"Search what statements say and who says it, and print those."`
	Limit      int           `default:"20" placeholder:"N" help:"At most so many (${default})."`
	Format     export.Format `enum:"table,json,jsonl" default:"table" help:"How to print (${enum})."`
}

func (c searchCmd) Help() string {
	return `Put flags before the words, and -- before them when the first begins with a hyphen.

  daybook search hospital Korvo
  daybook search '"aid convoy" -planned'
  daybook search --statements ministry denied`
}

func (c searchCmd) Run(e *env) error {
	s, err := c.open(store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	question := strings.Join(c.Words, " ")
	if c.Statements {
		hits, err := s.SearchStatements(e.ctx, question, c.Limit, 0)
		if err != nil {
			return asked(err)
		}
		for _, h := range hits {
			if err := c.print(e, h, func(b *strings.Builder) { statementHit(b, e.look(), 0, h) }); err != nil {
				return err
			}
		}
		return c.none(e, len(hits))
	}
	hits, err := s.Search(e.ctx, question, c.Limit, 0)
	if err != nil {
		return asked(err)
	}
	for _, h := range hits {
		err := c.print(e, h, func(b *strings.Builder) {
			facts := []string{h.Show()}
			for _, f := range []string{h.Outlet, h.Published} {
				if f != "" {
					facts = append(facts, f)
				}
			}
			look := e.look()
			look.Row(b, 0, export.Cell{Text: h.ID[:12], Width: 12, Style: export.Dim}, export.Cell{Text: export.Clean(strings.Join(facts, " · ")), Style: export.Bold})
			look.Row(b, 14, export.Cell{Text: snippet(h.Snippet)})
			for _, f := range h.Found {
				statementHit(b, look, 14, f)
			}
		})
		if err != nil {
			return err
		}
	}
	return c.none(e, len(hits))
}

// none tells a person who watches that nothing was found; that is no failure, and what reads a pipe sees nothing.
func (c searchCmd) none(e *env, n int) error {
	if n == 0 && e.screen && e.watch {
		e.note("nothing found; the search looks for whole words, word* for all that begin so")
	}
	return nil
}

func (c searchCmd) print(e *env, v any, table func(*strings.Builder)) error {
	switch c.Format {
	case export.FormatJSON:
		return export.JSON(e.out, v, "  ")
	case export.FormatJSONL:
		return export.JSON(e.out, v, "")
	}
	var b strings.Builder
	table(&b)
	return e.write(b.String())
}

func statementHit(b *strings.Builder, look export.Look, indent int, h store.StatementHit) {
	look.Row(b, indent, export.Cell{Text: h.ID[:10], Width: 10, Style: export.Dim}, export.Cell{Text: export.Clean(h.Origin+" "+h.Stance) + ": " + snippet(h.Snippet)})
}

// snippet writes the words around a hit; hits stand in brackets, which no colour blindness hides.
func snippet(ps []store.Piece) string {
	var b strings.Builder
	for _, p := range ps {
		if p.Hit {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return export.Clean(b.String())
}

// asked makes a fault of the question one of the caller.
func asked(err error) error {
	if store.IsQuestion(err) {
		return usage(err.Error())
	}
	return err
}

type deleteCmd struct {
	database
	ID []string `arg:"" help:"Ids of reports; their first characters do."`
}

func (c deleteCmd) Run(e *env) error {
	if err := c.exists(); err != nil {
		return err
	}
	s, err := c.open(store.Options{Write: true})
	if err != nil {
		return err
	}
	defer s.Close()
	for _, id := range c.ID {
		full, err := s.Delete(e.ctx, id)
		if err != nil {
			e.fail(err)
			continue
		}
		if e.watch {
			e.note("%s was deleted", full)
		}
	}
	return nil
}

// exists reports an error when there is no database, for commands that write but have nothing to do in a new one.
func (d database) exists() error {
	s, err := d.open(store.Options{})
	if err != nil {
		return err
	}
	return s.Close()
}

func csvLine(w io.Writer, cells ...string) error {
	c := csv.NewWriter(w)
	c.Write(export.Guarded(cells)) // the error is kept and told by Error
	c.Flush()
	return c.Error()
}
