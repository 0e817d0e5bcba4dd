package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"daybook/export"
	"daybook/ledger"
	"daybook/read"
	"daybook/store"
	"daybook/work"
)

type readCmd struct {
	database
	knowledge
	Input        []string      `arg:"" name:"input" help:"Files, folders, addresses (http, https), or - for standard input."`
	Format       export.Format `enum:"table,json,jsonl,csv" default:"table" help:"How to print (${enum}). As a table one input prints its ledger and several print a line each."`
	Published    string        `placeholder:"DATE" help:"Date of publication, ISO 8601, where it is not to be taken from the text: 2016-11-20."`
	Outlet       string        `placeholder:"NAME" help:"Who published it, where it is not to be taken from the text."`
	Store        bool          `negatable:"" default:"true" help:"Store what is read."`
	MaxMB        int           `name:"max-mb" default:"20" placeholder:"MB" help:"The largest source to read, in megabytes (${default})."`
	AllowPrivate bool          `help:"Fetch from private and loopback addresses too."`
}

func (readCmd) Help() string {
	return `Reading the same bytes twice adds nothing; from another outlet or with another date they are a further arrival of the same report. What cannot be read is stored too, with the reason, and shows in ` + "`daybook list --problems`" + `.

  daybook read report.html --outlet "Korvo Post" --published 2021-03-02
  daybook read reports/ --format jsonl > ledgers.jsonl
  pbpaste | daybook read - --format csv`
}

func (c readCmd) Validate() error {
	if c.MaxMB < 1 || c.MaxMB > 1000 {
		return errors.New("--max-mb is from 1 to 1000")
	}
	if c.Published == "" {
		return nil
	}
	return read.CheckDate(c.Published)
}

func (c readCmd) Run(e *env) error {
	desk := work.Desk{}
	own := ""
	if c.Store {
		s, err := c.open(store.Options{Write: true})
		if err != nil {
			return err
		}
		defer s.Close()
		desk.Store, own = s, s.Path()
	}
	engine, err := c.engine(e)
	if err != nil {
		return err
	}
	desk.Engine = engine
	hint := read.Hint{Outlet: c.Outlet, Published: c.Published, Limit: c.MaxMB << 20}
	inputs, passed := gather(c.Input, hint, e.in, own, c.AllowPrivate)
	if len(passed) > 0 {
		e.note("daybook: %s", passedOver(passed))
	}
	p, err := c.printer(e, len(inputs))
	if err != nil {
		return err
	}
	start := time.Now()
	var t tally
	step, done := e.progress("reading", len(inputs))
	defer done()
	for out := range desk.Read(e.ctx, slices.Values(inputs)) {
		step()
		t.count(out)
		if out.Err != nil {
			e.fail(out.Err)
		}
		if out.Report != nil && !out.Fatal {
			if err := p.print(out); err != nil {
				return err
			}
		}
	}
	done()
	if err := p.close(); err != nil {
		return err
	}
	if e.watch && (len(inputs) > 1 || desk.Store != nil) {
		e.note("%s, %.1f s", t, time.Since(start).Seconds())
	}
	return e.ctx.Err()
}

// tally counts outcomes for the person who watches.
type tally struct {
	read, added, arrived, known, failed int
}

func (t *tally) count(o work.Outcome) {
	if o.Err != nil {
		t.failed++
	} else {
		t.read++
	}
	if o.Stored {
		switch o.Receipt.Result {
		case store.Added:
			t.added++
		case store.Arrived:
			t.arrived++
		case store.Known:
			t.known++
		}
	}
}

func (t tally) String() string {
	parts := []string{fmt.Sprintf("%d read", t.read)}
	for _, p := range []struct {
		n    int
		what string
	}{{t.added, "stored"}, {t.arrived, "arrived again from elsewhere"}, {t.known, "known before"}, {t.failed, "failed"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	return strings.Join(parts, ", ")
}

// printer prints outcomes: whole ledgers, or a line each where many would be read as a table.
type printer struct {
	e     *env
	table bool
	lines bool // a line each
	w     export.Writer
}

func (c readCmd) printer(e *env, inputs int) (*printer, error) {
	if c.Format == export.FormatTable && inputs != 1 {
		return &printer{e: e, table: true, lines: true}, nil
	}
	w, err := export.NewWriter(e.out, c.Format, e.look())
	return &printer{e: e, table: c.Format == export.FormatTable, w: w}, err
}

func (p *printer) print(o work.Outcome) error {
	if o.Err != nil && p.table {
		return nil // there is nothing in it but the problem, which has been told
	}
	if !p.lines {
		return p.w.Write(o.Report)
	}
	return p.line(o.Report)
}

func (p *printer) line(r *ledger.Report) error {
	var w strings.Builder
	name := r.Source.Title
	if name == "" {
		name = r.Source.Name
	}
	p.e.look().Row(&w, 0,
		export.Cell{Text: r.ID[:12], Width: 12, Style: export.Dim},
		export.Cell{Text: export.Counted(len(r.Statements), "statement", "statements"), Width: 14},
		export.Cell{Text: export.Counted(len(r.Events), "event", "events"), Width: 10},
		export.Cell{Text: export.Fit(export.Clean(name), max(p.e.look().Columns()-42, 20))},
	)
	return p.e.write(w.String())
}

func (p *printer) close() error {
	if p.w == nil {
		return nil
	}
	return p.w.Close()
}
