// Package rule reads, checks and matches the data that a user can edit: lexicons and rules in YAML. Every entry carries
// sentences that it must and must not match; every fault is reported with file, line and column.
package rule

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
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
	Rule T
	File string // slash path inside the data folder
	Line int
}

// Where is the entry's place for evidence: "rule/assault.yaml:12".
func (e Entry[T]) Where() string { return fmt.Sprintf("%s:%d", e.File, e.Line) }

// Fault is something wrong in a data file.
type Fault struct {
	File         string
	Line, Column int
	What         string
}

func (f Fault) Error() string { return fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.What) }

// Load decodes all files that match the pattern (path.Match), in name order; each holds a YAML list of entries of
// type T. Unknown keys are faults. It returns every fault joined in the error, and the good entries beside it.
func Load[T any](fsys fs.FS, pattern string) ([]Entry[T], error) {
	names, err := fs.Glob(fsys, pattern)
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	var out []Entry[T]
	var faults []error
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		es, errs := decode[T](name, b)
		out, faults = append(out, es...), append(faults, errs...)
	}
	return out, errors.Join(faults...)
}

func decode[T any](name string, b []byte) (out []Entry[T], faults []error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(b, &doc); err != nil {
		return nil, []error{Fault{File: name, Line: lineOf(err), Column: 1, What: err.Error()}}
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	list := doc.Content[0]
	if list.Kind != yaml.SequenceNode {
		return nil, []error{Fault{name, list.Line, list.Column, "a rule file must be a list of entries that start with '- '"}}
	}
	// A file without faults, as nearly all are, is decoded in one go; only a faulty one is gone through entry by entry.
	var all []T
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if d.Decode(&all) == nil && len(all) == len(list.Content) {
		for i, n := range list.Content {
			out = append(out, Entry[T]{Rule: all[i], File: name, Line: n.Line})
		}
		return out, nil
	}
	for _, n := range list.Content {
		e := Entry[T]{File: name, Line: n.Line}
		if err := strict(n, &e.Rule); err != nil {
			faults = append(faults, Fault{name, n.Line, n.Column, strings.TrimPrefix(err.Error(), "yaml: ")})
			continue
		}
		out = append(out, e)
	}
	return out, faults
}

// strict decodes one node and refuses keys that T does not have. The decoder knows unknown keys only when it reads
// bytes, so the node is written out once more; line numbers in its messages are made relative to the entry.
func strict(n *yaml.Node, into any) error {
	b, err := yaml.Marshal(n)
	if err != nil {
		return err
	}
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if err := d.Decode(into); err != nil && err != io.EOF {
		return err
	}
	return nil
}

func lineOf(err error) int {
	var n int
	if i := strings.Index(err.Error(), "line "); i >= 0 {
		fmt.Sscanf(err.Error()[i:], "line %d", &n)
	}
	return max(n, 1)
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
