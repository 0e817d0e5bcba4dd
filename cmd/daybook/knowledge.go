package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"daybook"
	"daybook/data"
	"daybook/export"
	"daybook/rule"
	"daybook/store"
	"daybook/what"
)

// knowledge is the flag that all commands share that read reports or look into the data files.
type knowledge struct {
	Overlay string `env:"DAYBOOK_OVERLAY" placeholder:"DIR" type:"path" help:"A folder of your own knowledge (actors, lexicon, rule ...); default the folder overlay in your data folder, if there is one."`
	Vague   string `enum:",literal,acled" default:"" env:"DAYBOOK_VAGUE" placeholder:"HOW" help:"How words such as \"dozens\" are read: literal, the least that they can stand for, or acled, what ACLED's codebook writes; default what your files say, else literal."`
}

// files are the data files, with the user's own laid over them.
func (k knowledge) files() (fs.FS, error) {
	files := fs.FS(data.FS)
	if dir := k.folder(); dir != "" {
		own, err := data.Over(dir)
		if err != nil {
			return nil, err
		}
		files = own
	}
	if k.Vague != "" {
		files = data.With(files, data.File(what.TablePath, "- id: table\n  use: "+k.Vague+"\n"))
	}
	return files, nil
}

// folder is the overlay in use, "" for none.
func (k knowledge) folder() string {
	if k.Overlay != "" {
		return k.Overlay
	}
	own, err := ownFolder()
	if err != nil {
		return "" // a machine without a data folder has no overlay either
	}
	if _, err := os.Stat(own); os.IsNotExist(err) {
		return ""
	}
	return own
}

// ownFolder is where a user's own knowledge lies if no other folder is named.
func ownFolder() (string, error) {
	db, err := store.DefaultPath()
	return filepath.Join(filepath.Dir(db), "overlay"), err
}

// engine loads the machine. What is wrong in the user's own files is told; the rest is in use.
func (k knowledge) engine(e *env) (*daybook.Engine, error) {
	files, err := k.files()
	if err != nil {
		return nil, err
	}
	engine, err := daybook.New(files)
	if faults, rest := rule.Split(err); len(faults) > 0 && rest == nil {
		return nil, fmt.Errorf("your own lexicons and rules have %s: %w; daybook check tells all", export.Counted(len(faults), "fault", "faults, of which the first is"), faults[0])
	}
	if err != nil {
		return nil, err
	}
	e.faults(engine.Faults())
	return engine, nil
}

// faults tells what is wrong in the actor files.
func (e *env) faults(all []error) {
	const most = 20
	for i, err := range all {
		if i == most {
			e.fail(fmt.Errorf("and %d more such faults in your files; mend these first", len(all)-most))
			return
		}
		e.fail(err)
	}
}
