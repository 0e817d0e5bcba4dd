// Package rule reads, checks and matches the data that a user can edit: lexicons and rules in YAML. Every entry carries
// sentences that it must and must not match; every fault is reported with file, line and column.
package rule

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"

	"daybook/ledger"
)

// Meta is what every entry has. Embed it inline: `rule.Meta `+"`yaml:\",inline\"`"+`.
type Meta struct {
	ID   string   `yaml:"id"`
	Note string   `yaml:"note"`
	Yes  []string `yaml:"yes"` // sentences that the entry must match
	No   []string `yaml:"no"`  // sentences that it must not match
}

// Entry is one decoded entry and where it stands.
type Entry[T any] struct {
	Rule   T
	File   string // slash path inside the data folder
	Line   int
	Broken bool // some keys could not be decoded, and what seems to be missing may be among them; or its id is another entry's
	node   *yaml.Node
}

// Where is the entry's place for evidence: "rule/assault.yaml:12".
func (e Entry[T]) Where() string { return fmt.Sprintf("%s:%d", e.File, e.Line) }

// Fault is something wrong with what stands at a path inside the entry: Fault("...", "frames", 2) with the third of its frames.
// Where the entry has no such thing, it is wrong with the thing around.
func (e Entry[T]) Fault(what string, path ...any) Fault {
	f := Fault{File: e.File, Line: e.Line, Column: 1, What: what}
	if e.node != nil {
		n := at(e.node, path)
		f.Line, f.Column = n.Line, n.Column
	}
	return f
}

// Holds reports whether a fault is within the entry.
func (e Entry[T]) Holds(f Fault) bool {
	return f.File == e.File && e.Line <= f.Line && (f.Line == e.Line || e.node != nil && f.Line <= last(e.node))
}

// Fault is something wrong in a data file. Lines and columns count from 1; columns are characters in YAML, bytes in tables.
type Fault struct {
	File         string
	Line, Column int
	What         string
}

func (f Fault) Error() string { return fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.What) }

// Names lists values for a fault that tells which there are.
func Names[T ~string](values []T) string {
	var b strings.Builder
	for i, v := range values {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(v))
	}
	return b.String()
}

// Split takes joined errors apart: the faults of data files, and what else there is.
func Split(err error) (faults []Fault, rest error) {
	switch x := err.(type) {
	case nil:
		return nil, nil
	case Fault:
		return []Fault{x}, nil
	case interface{ Unwrap() []error }:
		for _, e := range x.Unwrap() {
			f, r := Split(e)
			faults, rest = append(faults, f...), errors.Join(rest, r)
		}
		return faults, rest
	}
	if in := errors.Unwrap(err); in != nil {
		if f, r := Split(in); f != nil {
			return f, r
		}
	}
	return nil, err
}

// Load decodes all files that match the pattern (path.Match), in name order; each holds a YAML list of entries of
// type T. Unknown keys are faults, and so are ids that are missing or stand twice. It returns every fault joined in the error, and
// the entries beside it, of broken ones what could be decoded.
func Load[T any](fsys fs.FS, pattern string) ([]Entry[T], error) {
	names, err := fs.Glob(fsys, pattern)
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	var out []Entry[T]
	var faults []error
	first := map[string]Entry[T]{} // by id
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		es, errs := decode[T](name, b)
		faults = append(faults, errs...)
		for _, e := range es {
			id := at(e.node, []any{"id"})
			was, twice := first[id.Value]
			switch {
			case id == e.node && e.Broken: // another key may be the misspelt id
			case id == e.node || id.Value == "":
				faults = append(faults, e.Fault("an entry needs an id, by which evidence names it", "id"))
				e.Broken = true
			case twice: // told at both, for one of them may be in a file that the user cannot change
				for _, x := range [][2]Entry[T]{{was, e}, {e, was}} {
					faults = append(faults, x[0].Fault(fmt.Sprintf("the id %q stands at %s too; give one of them another", id.Value, x[1].Where()), "id"))
				}
				e.Broken = true
			default:
				first[id.Value] = e
			}
			out = append(out, e)
		}
	}
	return out, errors.Join(faults...)
}

// Version names the files behind a pattern with the hash of their bytes, for Document.Made.
func Version(fsys fs.FS, pattern string) ([]ledger.Version, error) {
	names, err := fs.Glob(fsys, pattern)
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	var out []ledger.Version
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		h := sha256.Sum256(b)
		out = append(out, ledger.Version{Name: name, Hash: hex.EncodeToString(h[:6])})
	}
	return out, nil
}
