package main

import (
	"fmt"
	"strings"

	"daybook/export"
	"daybook/who"
)

// actorsCmd groups what concerns the actor files.
type actorsCmd struct {
	Find actorsFindCmd `cmd:"" help:"Say whom some words mean on a day, by the actor files."`
}

type actorsFindCmd struct {
	knowledge
	Text   []string      `arg:"" help:"A name, or an office with its state or body."`
	On     string        `placeholder:"DATE" help:"The day (2016-05-15), month or year; without it, any day."`
	Format export.Format `enum:"table,json,jsonl" default:"table" help:"How to print (${enum})."`
}

func (actorsFindCmd) Help() string {
	return `Offices have dates, so the day decides whom an office means. The plainest comes first; each says how the words name it and in which line of which file it stands.

  daybook actors find "the French president" --on 2016-05-15
  daybook actors find Clinton --on 2011`
}

func (c actorsFindCmd) Run(e *env) error {
	files, err := c.files()
	if err != nil {
		return err
	}
	stage, err := who.New(files)
	if err != nil {
		return err
	}
	e.faults(stage.Faults())
	words := strings.Join(c.Text, " ")
	found, err := stage.Find(words, c.On)
	if err != nil {
		return usage(err.Error())
	}
	switch c.Format {
	case export.FormatJSON:
		return export.JSON(e.out, found, "  ")
	case export.FormatJSONL:
		for _, x := range found {
			if err := export.JSON(e.out, x, ""); err != nil {
				return err
			}
		}
		return nil
	}
	if len(found) == 0 {
		on := "any day"
		if c.On != "" {
			on = c.On
		}
		return fmt.Errorf("the actor files know nobody as %q on %s; a report may tell more, and docs/actors.md says how to add an actor", words, on)
	}
	return e.write(actorsTable(found, e.look()))
}

// actorsTable lays out what was found.
func actorsTable(found []who.Candidate, l export.Look) string {
	var b strings.Builder
	for _, x := range found {
		facts := []string{l.Paint(export.Bold, export.Clean(x.Name))}
		for _, f := range []string{string(x.Kind), strings.TrimSpace(x.Country + " " + x.Sector), x.Role} {
			if f != "" {
				facts = append(facts, export.Clean(f))
			}
		}
		fmt.Fprintf(&b, "%.2f  %s\n", x.Score, strings.Join(facts, " · "))
		for _, f := range append([]string{x.Why}, x.Terms...) {
			l.Row(&b, 6, export.Cell{Text: export.Clean(f)})
		}
		if x.Entry != "" {
			l.Row(&b, 6, export.Cell{Text: l.Paint(export.Dim, x.Key+", "+x.Entry)})
		}
	}
	return b.String()
}
