package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/alecthomas/kong"

	"daybook/check"
	"daybook/data"
	"daybook/export"
)

type checkCmd struct {
	knowledge
	Dir     []string      `arg:"" optional:"" help:"Folders of your own knowledge; default the overlay in use, or the program's own files where there is none. Behind --corpus: more reports."`
	Corpus  []string      `sep:"none" placeholder:"PATH" help:"Reports (files, folders) to try the rules for events on, in place of their sentences."`
	Verbose bool          `short:"v" help:"With --corpus: list the triggers that made no event too."`
	Format  export.Format `enum:"table,json,jsonl" default:"table" help:"With --corpus: how to print (${enum})."`
}

func (checkCmd) Help() string {
	return `Lexicons, rules and actors are loaded as for a reading, and the sentences below yes and no of cues and rules run through the whole machine. Each fault is a line FILE:LINE:COLUMN: what is wrong. docs/rules.md tells what to do about a sentence that fails.

With --corpus the rules are tried on reports, of which nothing is stored: how often the words of each were met, made an event, were vetoed and by the line of which condition; which pairs of rules would each make another event of the same word, and which won; and which never make one.

  daybook check
  daybook check my-knowledge/
  daybook check --corpus reports/ --overlay my-knowledge/`
}

func (c checkCmd) Run(e *env) error {
	if len(c.Corpus) > 0 {
		return c.corpus(e)
	}
	dirs := make([]string, len(c.Dir))
	for i, dir := range c.Dir {
		dirs[i] = kong.ExpandPath(dir)
	}
	if len(dirs) == 0 {
		dirs = []string{c.folder()}
	}
	for _, dir := range dirs {
		if err := checkFolder(e, dir); err != nil {
			e.fail(err)
		}
	}
	return nil
}

// checkFolder checks one overlay, or with "" the program's own files.
func checkFolder(e *env, dir string) error {
	all, own, name := fs.FS(data.FS), fs.FS(data.FS), "the program's own files"
	if dir != "" {
		over, err := data.Over(dir)
		if err != nil {
			return err
		}
		all, own, name = over, os.DirFS(dir), dir
	}
	r, err := check.Files(all, own)
	for _, f := range r.Faults {
		if _, err := fs.Stat(own, f.File); err == nil && dir != "" {
			f.File = filepath.Join(dir, filepath.FromSlash(f.File)) // as an editor opens it
		}
		e.failed = true
		e.note("%s", export.Clean(f.Error()))
	}
	if err != nil {
		return err
	}
	count := export.Counted
	return e.write(fmt.Sprintf("%s: %s, %s, %s, %d failing, %s\n", name, count(r.Files, "file", "files"), count(r.Entries, "entry", "entries"),
		count(r.Sentences, "sentence", "sentences"), r.Failing, count(len(r.Faults), "fault", "faults")))
}
