package main

import (
	"fmt"
	"strings"

	"daybook/export"
	"daybook/store"
	"daybook/work"
)

type rereadCmd struct {
	database
	knowledge
	All    bool `help:"All reports, not only those whose ledgers were made by other rules or models."`
	DryRun bool `short:"n" help:"Only list the reports and what changed."`
}

func (rereadCmd) Help() string {
	return `Each ledger names the versions of the rules and models that made it. Those made by others than these are made anew from the stored bytes, and a line is printed for each with what had changed. Ids stay the same where the same words are read the same way.`
}

func (c rereadCmd) Run(e *env) error {
	if err := c.exists(); err != nil {
		return err
	}
	s, err := c.open(store.Options{Write: !c.DryRun})
	if err != nil {
		return err
	}
	defer s.Close()
	engine, err := c.engine(e)
	if err != nil {
		return err
	}
	olds, err := s.Stale(e.ctx, engine.Made(), c.All)
	if err != nil {
		return err
	}
	if c.DryRun {
		for _, o := range olds {
			if err := c.line(e, o); err != nil {
				return err
			}
		}
		return nil
	}
	desk := work.Desk{Engine: engine, Store: s}
	step, done := e.progress("reading anew", len(olds))
	defer done()
	n := 0
	for out := range desk.Again(e.ctx, olds) {
		step()
		old := olds[n]
		n++
		if !out.Stored {
			e.fail(out.Err)
			continue
		}
		if err := c.line(e, old); err != nil {
			return err
		}
	}
	done()
	if e.watch {
		e.note("%s made anew", export.Counted(n, "ledger", "ledgers"))
	}
	return e.ctx.Err()
}

func (c rereadCmd) line(e *env, o store.Old) error {
	changed := strings.Join(o.Changed, ", ")
	if changed == "" {
		changed = "nothing changed"
	}
	return e.write(fmt.Sprintf("%s  %s\n", o.ID, changed))
}
