package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"daybook/export"
	"daybook/ledger"
	"daybook/store"
	"daybook/who"
)

// The commands about whom reports name and the actor files do not know. What a user decides is written to a file of the overlay, which he can read and change, and
// holds for all reports from then on; reread takes it to those read before.

// ownFile is what these commands write, inside the overlay.
const ownFile = "actors/confirmed.yaml"

type actorsUnknownCmd struct {
	database
	Key    string        `arg:"" optional:"" help:"Key of one; default all."`
	Min    int           `default:"1" placeholder:"N" help:"Named by at least so many reports."`
	Format export.Format `enum:"table,json,jsonl" default:"table" help:"How to print (${enum})."`
}

func (actorsUnknownCmd) Help() string {
	return `What reports say of a name that the actor files lack is kept under one key, such as "local:yahya rasool". Confirm it, and every report that names it knows country and sector; merge it into another, or split it where two bear the name.

  daybook actors unknown --min 3
  daybook actors confirm "local:yahya rasool" --country IRQ --sector MIL
  daybook actors merge "local:yehia rasool" yahya-rasool
  daybook actors split "local:omar haddad" SYR LBN`
}

func (c actorsUnknownCmd) Run(e *env) error {
	s, err := c.open(store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	all, err := s.Unknowns(e.ctx, c.Key, c.Min)
	if err != nil {
		return err
	}
	switch c.Format {
	case export.FormatJSON:
		if all == nil {
			all = []store.Unknown{}
		}
		return export.JSON(e.out, all, "  ")
	case export.FormatJSONL:
		for _, x := range all {
			if err := export.JSON(e.out, x, ""); err != nil {
				return err
			}
		}
		return nil
	}
	l := e.look()
	var b strings.Builder
	for _, x := range all {
		facts := []string{l.Paint(export.Bold, export.Clean(x.Name)), x.Kind}
		for _, f := range [][]string{x.Country, x.Sector, x.Role} {
			if len(f) > 0 {
				facts = append(facts, export.Clean(strings.Join(f, " or ")))
			}
		}
		fmt.Fprintf(&b, "%s\n", strings.Join(facts, " · "))
		l.Row(&b, 2, export.Cell{Text: l.Paint(export.Dim, fmt.Sprintf("%s, in %s: %s", export.Clean(x.Key), export.Counted(x.Count, "report", "reports"), strings.Join(x.Reports, " ")))})
	}
	return e.write(b.String())
}

// decision is what the commands share that write to the user's own file.
type decision struct {
	database
	knowledge
}

// change reads the user's own file, lets f change it, and writes it.
func (c decision) change(f func(own *who.Adopted) error) (string, error) {
	dir := c.Overlay
	if dir == "" {
		var err error
		if dir, err = ownFolder(); err != nil {
			return "", err
		}
	}
	path := filepath.Join(dir, filepath.FromSlash(ownFile))
	b, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	own, err := who.ReadOwn(b)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	if err := f(own); err != nil {
		return "", err
	}
	out, err := own.YAML("Actors that you confirmed, merged or split with `daybook actors`. Change what you like; the commands go on from what stands here.")
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", err
	}
	if err := os.WriteFile(path+".new", out, 0o644); err != nil {
		return "", err
	}
	return path, os.Rename(path+".new", path)
}

// unknown looks a key up in the stored reports.
func (c decision) unknown(e *env, key string) (store.Unknown, error) {
	s, err := c.open(store.Options{})
	if err != nil {
		return store.Unknown{}, err
	}
	defer s.Close()
	all, err := s.Unknowns(e.ctx, key, 1)
	if err != nil {
		return store.Unknown{}, err
	}
	if len(all) == 0 {
		return store.Unknown{}, fmt.Errorf("no stored report names %q without the actor files knowing it; daybook actors unknown lists who there is", key)
	}
	return all[0], nil
}

// told is what most reports say of an unknown.
func told(x store.Unknown) who.Told {
	t := who.Told{Key: who.KeyFor(x.Name), Name: x.Name, Kind: ledger.ActorKind(x.Kind)}
	for _, f := range []struct {
		into *string
		from []string
	}{{&t.Country, x.Country}, {&t.Sector, x.Sector}, {&t.Role, x.Role}} {
		if len(f.from) > 0 {
			*f.into = f.from[0]
		}
	}
	return t
}

// check refuses what the actor files would refuse: the codes of an entry.
func (c decision) check(e *env, t who.Told) error {
	files, err := c.files()
	if err != nil {
		return err
	}
	stage, err := who.New(files)
	if err != nil {
		return err
	}
	return stage.Check(t)
}

type actorsConfirmCmd struct {
	decision
	Key     string `arg:"" help:"Key of an unknown: local:... as daybook actors unknown prints it."`
	Name    string `help:"Its name; default as reports write it."`
	Country string `placeholder:"CODE" help:"ISO 3166-1 alpha-3, or PLOVER's code; default as most reports tell."`
	Sector  string `placeholder:"CODE" help:"PLOVER's sector; default as most reports tell."`
	Role    string `help:"What he, she or it is, in words."`
	Sex     string `enum:",m,f" default:"" placeholder:"m|f" help:"Of a person."`
}

func (c actorsConfirmCmd) Run(e *env) error {
	x, err := c.unknown(e, c.Key)
	if err != nil {
		return err
	}
	t := told(x)
	for _, f := range []struct {
		into *string
		from string
	}{{&t.Name, c.Name}, {&t.Country, c.Country}, {&t.Sector, c.Sector}, {&t.Role, c.Role}, {&t.Sex, c.Sex}} {
		if f.from != "" {
			*f.into = f.from
		}
	}
	t.Key = who.KeyFor(t.Name)
	if err := c.check(e, t); err != nil {
		return err
	}
	path, err := c.change(func(own *who.Adopted) error {
		own.Confirm(t)
		if c.Name != "" && c.Name != x.Name {
			own.Rename(x.Name, t.Key)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return e.write(fmt.Sprintf("%s is %s in %s; daybook reread takes it to reports read before\n", t.Name, t.Key, path))
}

type actorsMergeCmd struct {
	decision
	Key  string `arg:"" help:"Key of an unknown: local:..."`
	Into string `arg:"" help:"Key of the actor that it is: as daybook actors find prints it, or another unknown's."`
}

func (c actorsMergeCmd) Run(e *env) error {
	x, err := c.unknown(e, c.Key)
	if err != nil {
		return err
	}
	into := c.Into
	var also *who.Told
	if strings.HasPrefix(into, "local:") {
		y, err := c.unknown(e, into)
		if err != nil {
			return err
		}
		t := told(y)
		if err := c.check(e, t); err != nil {
			return err
		}
		also, into = &t, t.Key
	} else {
		files, err := c.files()
		if err != nil {
			return err
		}
		stage, err := who.New(files)
		if err != nil {
			return err
		}
		if !stage.Has(into) {
			return fmt.Errorf("the actor files have no %q; daybook actors find tells keys", into)
		}
	}
	path, err := c.change(func(own *who.Adopted) error {
		if also != nil {
			own.Confirm(*also)
		}
		own.Rename(x.Name, into)
		return nil
	})
	if err != nil {
		return err
	}
	return e.write(fmt.Sprintf("%s is %s from now on, in %s; daybook reread takes it to reports read before\n", x.Name, into, path))
}

type actorsSplitCmd struct {
	decision
	Key       string   `arg:"" help:"Key of an unknown: local:..."`
	Countries []string `arg:"" name:"country" help:"The countries of those who bear the name, one each; what a report says of countries tells whom it means."`
}

func (c actorsSplitCmd) Run(e *env) error {
	x, err := c.unknown(e, c.Key)
	if err != nil {
		return err
	}
	if len(c.Countries) < 2 {
		return usage("name the countries of two at least")
	}
	var all []who.Told
	for _, country := range c.Countries {
		t := told(x)
		t.Country, t.Sector, t.Role = country, "", ""
		t.Key += "-" + strings.ToLower(country)
		if err := c.check(e, t); err != nil {
			return err
		}
		all = append(all, t)
	}
	path, err := c.change(func(own *who.Adopted) error {
		own.Forget(told(x).Key)
		for _, t := range all {
			own.Confirm(t)
		}
		return nil
	})
	if err != nil {
		return err
	}
	keys := make([]string, len(all))
	for i, t := range all {
		keys[i] = t.Key
	}
	return e.write(fmt.Sprintf("%s is one of %s, in %s; daybook reread takes it to reports read before\n", x.Name, strings.Join(keys, ", "), path))
}
