// Package check holds knowledge files to what the program asks of its own: that they are written right, and that each of their
// sentences comes out, or does not. The tests of the stages run the same sentences with it.
package check

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"daybook"
	"daybook/rule"
	"daybook/said"
	"daybook/what"
)

// Patterns of the files whose entries have sentences.
const (
	CueFiles  = "lexicon/cue-*.yaml"
	RuleFiles = "rule/*.yaml"
)

// Result tells what was checked, and all that is wrong with it in the order of the files.
type Result struct {
	Files     int // of knowledge
	Entries   int // cues and rules for events
	Sentences int
	Failing   int // of the sentences; each has a fault
	Faults    []rule.Fault
}

// Files checks the files of a folder that is laid over the program's, both laid out as package data; all is the two together. The error is
// of what is no fault in a line of a file: then sentences are not run.
func Files(all, own fs.FS) (Result, error) {
	var r Result
	engine, err := daybook.New(all)
	faults, rest := rule.Split(err)
	r.Faults = faults
	if rest != nil {
		r.sort()
		return r, rest
	}
	for _, err := range engine.Faults() {
		faults, _ := rule.Split(err)
		r.Faults = append(r.Faults, faults...)
	}
	used := map[string]bool{} // files of the folder that the machine is made of
	for _, m := range engine.Made() {
		if _, err := fs.Stat(own, m.Name); err == nil {
			used[m.Name] = true
		}
	}
	r.Files = len(used)
	if err := r.unused(own, used); err != nil {
		return r, err
	}
	cues, err := rule.Load[said.Entry](all, CueFiles)
	if err := r.add(err); err != nil {
		return r, err
	}
	rules, _ := rule.Load[what.Rule](all, RuleFiles) // the machine has told its faults
	sentences(&r, engine, cues, used, func(c said.Entry) rule.Meta { return c.Meta }, Cue)
	sentences(&r, engine, rules, used, func(c what.Rule) rule.Meta { return c.Meta }, Rule)
	r.sort()
	return r, nil
}

// add notes the faults among joined errors and returns the rest.
func (r *Result) add(err error) error {
	faults, rest := rule.Split(err)
	r.Faults = append(r.Faults, faults...)
	return rest
}

// unused finds the files of a folder that no stage opens: their names are misspelt, or they lie in the wrong place. Notes and hidden files
// may lie anywhere.
func (r *Result) unused(own fs.FS, used map[string]bool) error {
	return fs.WalkDir(own, ".", func(name string, e fs.DirEntry, err error) error {
		hidden := name != "." && strings.HasPrefix(e.Name(), ".")
		switch {
		case err != nil:
			return err
		case e.IsDir() && (hidden || name == "example"): // examples are for the page
			return fs.SkipDir
		case e.IsDir() || hidden || used[name] || path.Ext(name) == ".md":
			return nil
		}
		r.Faults = append(r.Faults, rule.Fault{File: name, Line: 1, Column: 1, What: "nothing reads a file of this name and folder; docs/rules.md and docs/actors.md tell which are read"})
		return nil
	})
}

// sentences runs those of the entries that the machine took from the files; of one with a fault nothing could come out, and only the marks
// are looked at.
func sentences[T any](r *Result, engine *daybook.Engine, entries []rule.Entry[T], used map[string]bool, metaOf func(T) rule.Meta,
	run func(*daybook.Engine, rule.Entry[T]) []Failure) {
	faults := slices.Clone(r.Faults)
	for _, x := range entries {
		if !used[x.File] {
			continue
		}
		r.Entries++
		meta := metaOf(x.Rule)
		if len(meta.Yes) == 0 && !x.Broken {
			r.Faults = append(r.Faults, x.Fault(meta.ID+": an entry needs a sentence that must come out; write one below yes:"))
		}
		whole := !x.Broken && !slices.ContainsFunc(faults, x.Holds)
		with := engine
		if !whole {
			with = nil
		}
		failed := run(with, x)
		if whole {
			r.Sentences += len(meta.Yes) + len(meta.No)
			r.Failing += len(failed)
		}
		for _, f := range failed {
			r.Faults = append(r.Faults, f.Fault)
		}
	}
}

// sort puts the faults in the order of the files, each once: two patterns may read the same file.
func (r *Result) sort() {
	slices.SortStableFunc(r.Faults, func(a, b rule.Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.What, b.What))
	})
	r.Faults = slices.Compact(r.Faults)
}
