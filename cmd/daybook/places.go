package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"daybook/export"
	"daybook/where"
)

// placesCmd groups what concerns the gazetteer.
type placesCmd struct {
	Find   placesFindCmd   `cmd:"" help:"Say which places bear a name."`
	Import placesImportCmd `cmd:"" help:"Make a gazetteer of your own of a dump of GeoNames or of a table."`
}

type placesFindCmd struct {
	knowledge
	Name   []string      `arg:"" help:"A name."`
	Format export.Format `enum:"table,json,jsonl" default:"table" help:"How to print (${enum})."`
}

func (placesFindCmd) Help() string {
	return `The likeliest comes first, as far as size and kind tell; a report may speak for another.

  daybook places find Springfield`
}

func (c placesFindCmd) Run(e *env) error {
	files, err := c.files()
	if err != nil {
		return err
	}
	stage, err := where.New(files)
	if err != nil {
		return err
	}
	name := strings.Join(c.Name, " ")
	found := stage.Find(name)
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
		return fmt.Errorf("the gazetteer has no place called %q; daybook places import takes in a larger one, or a table of your own", name)
	}
	l := e.look()
	var b strings.Builder
	for _, x := range found {
		facts := []string{l.Paint(export.Bold, export.Clean(x.Name))}
		for _, f := range []string{x.Admin2, x.Admin1, x.Country, x.Kind} {
			if f != "" && f != x.Name {
				facts = append(facts, export.Clean(f))
			}
		}
		fmt.Fprintf(&b, "%s\n", strings.Join(facts, " · "))
		more := fmt.Sprintf("%.4f, %.4f", x.Lat, x.Lon)
		if x.Population > 0 {
			more += fmt.Sprintf(", about %d people", x.Population)
		}
		if x.GeoNames > 0 {
			more += fmt.Sprintf(", GeoNames %d", x.GeoNames)
		}
		if x.Alternative {
			more += ", another name of it"
		}
		l.Row(&b, 2, export.Cell{Text: l.Paint(export.Dim, more)})
	}
	return e.write(b.String())
}

type placesImportCmd struct {
	knowledge
	File    string `arg:"" type:"path" help:"A dump of GeoNames (allCountries.zip, SY.txt ...), or a table with a head line (.csv, .tsv)."`
	Into    string `placeholder:"DIR" type:"path" help:"Where to write; default the folder places in the overlay."`
	Classes string `default:"ALP" help:"Classes of features to take of a dump: A divisions, L areas, P towns and villages; H waters, R roads, S buildings, T mountains, U and V."`
}

func (placesImportCmd) Help() string {
	return `Ids, names in other spellings, and the divisions of the first and second level come along. What cannot be read is told with line and column, and the rest is taken. A try that was cut off goes on where it was. Reports that were read before are read anew with daybook reread.

  daybook places import allCountries.zip
  daybook places import camps.csv

A table has the columns name, lat, lon, and may have id, aliases (between |), country (two letters), admin1, admin2, kind (town, quarter, admin1, admin2, region, water, point), population.`
}

func (c placesImportCmd) Run(e *env) error {
	dir := c.Into
	if dir == "" {
		if dir = c.Overlay; dir == "" {
			var err error
			if dir, err = ownFolder(); err != nil {
				return err
			}
		}
		dir = filepath.Join(dir, "places")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	base := filepath.Base(c.File)
	to := filepath.Join(dir, strings.TrimSuffix(base, filepath.Ext(base))+".atlas")
	const most = 20
	faults := 0
	said := 0.0
	made, err := where.MakeAtlas(c.File, to, where.MakeOptions{
		Classes: strings.ToUpper(c.Classes),
		Fault: func(err error) {
			if faults++; faults <= most {
				e.fail(err)
			}
		},
		Report: func(rows int, done float64) {
			if e.watch && done-said >= 0.1 {
				said = done
				e.note("%.0f %% read, %d rows", 100*done, rows)
			}
		},
	})
	if faults > most {
		e.fail(fmt.Errorf("%s: and %d more such rows", c.File, faults-most))
	}
	if err != nil {
		return err
	}
	more := ""
	if made.Left > 0 {
		more += fmt.Sprintf(", %s of other classes left out", export.Counted(made.Left, "row", "rows"))
	}
	if made.Faults > 0 {
		more += fmt.Sprintf(", %s could not be read", export.Counted(made.Faults, "row", "rows"))
	}
	if made.Crowded > 0 {
		more += fmt.Sprintf(", %s only the %d largest places", export.Counted(made.Crowded, "name keeps", "names keep"), where.MostPlaces)
	}
	return e.write(fmt.Sprintf("%s  %s, %s%s\n", to, export.Counted(made.Places, "place", "places"), export.Counted(made.Names, "name", "names"), more))
}
