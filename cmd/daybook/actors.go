package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"daybook/export"
	"daybook/who"
)

// actorsCmd groups what concerns the actor files.
type actorsCmd struct {
	Find    actorsFindCmd    `cmd:"" help:"Say whom some words mean on a day, by the actor files."`
	Unknown actorsUnknownCmd `cmd:"" help:"List whom stored reports name and the actor files do not know."`
	Confirm actorsConfirmCmd `cmd:"" help:"Make an actor of your own of such a name."`
	Merge   actorsMergeCmd   `cmd:"" help:"Say that such a name is another actor's."`
	Split   actorsSplitCmd   `cmd:"" help:"Say that several bear such a name."`
	Import  actorsImportCmd  `cmd:"" help:"Make a file of your own of a dictionary of PETRARCH or of results of Wikidata."`
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
		cow := ""
		if x.COW != "" {
			cow = "COW " + x.COW
		}
		for _, f := range []string{string(x.Kind), strings.TrimSpace(x.Country + " " + strings.Join(append([]string{x.Sector}, x.Further...), "+")), cow, x.Role} {
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

type actorsImportCmd struct {
	knowledge
	File []string `arg:"" type:"path" help:"Dictionaries of PETRARCH or TABARI (.actors, .agents), or results of a query of Wikidata (.csv, .json)."`
	Into string   `placeholder:"DIR" type:"path" help:"Where to write; default the folder actors in the overlay."`
	Out  bool     `name:"stdout" help:"Print instead."`
}

func (actorsImportCmd) Help() string {
	return `Codes of CAMEO become countries and sectors of PLOVER, restrictions of dates stay. Names that the actor files have are left out. What cannot be read is told with file, line and column, and the rest is written. docs/actors.md tells the columns of Wikidata.

  daybook actors import Phoenix.Countries.actors.txt
  daybook actors import query.csv --stdout`
}

func (c actorsImportCmd) Run(e *env) error {
	if c.Overlay != "" && !c.Out {
		if err := os.MkdirAll(c.Overlay, 0o755); err != nil {
			return err
		}
	}
	files, err := c.files()
	if err != nil {
		return err
	}
	stage, err := who.New(files)
	if err != nil {
		return err
	}
	dir := c.Into
	if dir == "" {
		if dir = c.Overlay; dir == "" {
			if dir, err = ownFolder(); err != nil {
				return err
			}
		}
		dir = filepath.Join(dir, "actors")
	}
	for _, name := range c.File {
		b, err := readLimited(name)
		if err != nil {
			e.fail(err)
			continue
		}
		base := filepath.Base(name)
		found, faults := stage.Adopt(base, b)
		e.faults(faults)
		if found.Len() == 0 {
			e.fail(fmt.Errorf("%s: no actors in it that the files lack (%s known); nothing is written", name, export.Counted(found.Known(), "name is", "names are")))
			continue
		}
		out, err := found.YAML("Actors of "+base+", made by `daybook actors import`.", "The keys are made of the names; change what you like.")
		if err != nil {
			return err
		}
		if c.Out {
			if err := e.write(string(out)); err != nil {
				return err
			}
			continue
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		to := filepath.Join(dir, strings.TrimSuffix(base, filepath.Ext(base))+".yaml")
		if err := os.WriteFile(to, out, 0o644); err != nil {
			return err
		}
		if err := e.write(fmt.Sprintf("%s  %s, %s known before\n", to, export.Counted(found.Len(), "actor", "actors"), export.Counted(found.Known(), "name", "names"))); err != nil {
			return err
		}
	}
	return nil
}

// largestDictionary is the most bytes of a dictionary that are read.
const largestDictionary = 100 << 20

func readLimited(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, largestDictionary+1))
	if err == nil && len(b) > largestDictionary {
		err = fmt.Errorf("%s is larger than %d MB; split it", name, largestDictionary>>20)
	}
	return b, err
}
