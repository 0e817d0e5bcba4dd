// Package where takes place names for gazetteer entries. It finds the names (by the name finder where it marked them, else
// by capitals, tags and the words around them), and picks for each the reading that the text makes likeliest: the country
// beside it, countries and peoples named in the report, the dateline, how large the place is, and the other places.
package where

import (
	"fmt"
	"io/fs"

	"daybook/ledger"
)

// gazetteerFile is where the gazetteer is, inside the data folder.
const gazetteerFile = "places/gazetteer.bin"

// Stage holds what the stage knows; it is safe for concurrent use.
type Stage struct {
	g *stock
	w *words
}

// New loads the stage's data from fsys, laid out as package data.
func New(fsys fs.FS) (*Stage, error) {
	b, err := fs.ReadFile(fsys, gazetteerFile)
	if err != nil {
		return nil, fmt.Errorf("where: read the gazetteer: %w", err)
	}
	g, err := openGazetteer(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", gazetteerFile, err)
	}
	all, err := openStock(fsys, g)
	if err != nil {
		return nil, err
	}
	w, err := loadWords(fsys)
	return &Stage{all, w}, err
}

// Places fills d.Places, in text order. A name that occurs several times has an entry for each.
func (s *Stage) Places(d *ledger.Document) {
	f := &finder{s: s, d: d}
	f.find()
	f.resolve()
	f.write()
}
