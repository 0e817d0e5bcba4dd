package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"

	"daybook"
	"daybook/parse"
	"daybook/score"
)

// overlay is a folder in which one file is another than on disk: a model that is not in its place yet.
type overlay struct {
	fs.FS
	name string
	b    []byte
	read bool
}

func (o *overlay) Open(name string) (fs.File, error) {
	if name != o.name {
		return o.FS.Open(name)
	}
	o.read = true
	return &memory{Reader: bytes.NewReader(o.b), name: path.Base(name)}, nil
}

// memory is an open file of an overlay and what stat says of it.
type memory struct {
	*bytes.Reader
	name string
}

func (m *memory) Close() error               { return nil }
func (m *memory) Stat() (fs.FileInfo, error) { return m, nil }
func (m *memory) Name() string               { return m.name }
func (m *memory) Mode() fs.FileMode          { return 0o444 }
func (m *memory) ModTime() time.Time         { return time.Time{} }
func (m *memory) IsDir() bool                { return false }
func (m *memory) Sys() any                   { return nil }

// measureAll runs the measures of `daybook score` on all development sets with the machine as it is, but for the given network, and notes the figures
// in the card.
func measureAll(c *card, data, repo string, held []string, model []byte) error {
	files := &overlay{FS: os.DirFS(repo), name: parse.NetworkPath, b: model}
	engine, err := daybook.New(files)
	if err != nil {
		return err
	}
	if !files.read {
		return errors.New("the machine did not load " + parse.NetworkPath + ": what would be measured is another model")
	}
	o := score.Options{Engine: engine}
	var core score.PRF
	for _, set := range []struct{ name, path string }{{"EWT", ewtDev}, {"GUM", gumDev}} {
		for _, raw := range []bool{false, true} {
			o.Raw = raw
			v, err := score.Run("parse", filepath.Join(data, set.path), o)
			if err != nil {
				return err
			}
			f, ok := v.(score.ParseFigures)
			if !ok {
				return fmt.Errorf("score parse gave a %T", v)
			}
			name := set.name + " dev"
			if raw {
				name += " raw"
				c.figure(name+" sentences F1", "%.2f", *f.SentenceF1)
				c.figure(name+" words F1", "%.2f", *f.WordF1)
			}
			c.figure(name+" UPOS", "%.2f", f.UPOS)
			c.figure(name+" XPOS", "%.2f", f.XPOS)
			c.figure(name+" features", "%.2f", f.Feats)
			c.figure(name+" lemma", "%.2f", f.Lemma)
			c.figure(name+" UAS", "%.2f", f.UAS)
			c.figure(name+" LAS", "%.2f", f.LAS)
			c.figure(name+" LAS with subtypes", "%.2f", f.LASFull)
			c.figure(name+" core relations F1", "%.2f", f.Core.F1)
			if !raw {
				core.Matched, core.Found, core.Gold = core.Matched+f.Core.Matched, core.Found+f.Core.Found, core.Gold+f.Core.Gold
				for _, r := range []string{"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "ccomp", "xcomp", "advcl", "acl:relcl", "conj", "appos", "parataxis"} {
					c.figure(name+" "+r+" F1", "%.2f", f.Relations[r].F1)
				}
			}
			say("%s: UPOS %.2f lemma %.2f UAS %.2f LAS %.2f core %.2f", name, f.UPOS, f.Lemma, f.UAS, f.LAS, f.Core.F1)
		}
	}
	c.figure("core relations F1 on both", "%.2f", score.NewPRF(core.Matched, core.Found, core.Gold).F1)

	o.Raw = false
	dir, err := folderOf(held)
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	for _, set := range []struct{ name, path string }{{"UNER EWT dev", filepath.Join(data, unerDev)}, {"worldwide NER held back", dir}} {
		v, err := score.Run("names", set.path, o)
		if err != nil {
			return err
		}
		f, ok := v.(score.NamesFigures)
		if !ok {
			return fmt.Errorf("score names gave a %T", v)
		}
		c.figure("names "+set.name+" F1", "%.2f", f.F1)
		c.figure("names "+set.name+" precision", "%.2f", f.Precision)
		c.figure("names "+set.name+" recall", "%.2f", f.Recall)
		for _, t := range []string{"PER", "LOC", "ORG"} {
			c.figure("names "+set.name+" "+t+" F1", "%.2f", f.Types[t].F1)
		}
		say("names %s: F1 %.2f", set.name, f.F1)
	}
	return nil
}

// folderOf makes a folder with links to some files, for a measure that takes a folder.
func folderOf(files []string) (string, error) {
	dir, err := os.MkdirTemp("", "held")
	if err != nil {
		return "", err
	}
	for _, f := range files {
		abs, err := filepath.Abs(f)
		if err == nil {
			err = os.Symlink(abs, filepath.Join(dir, filepath.Base(f)))
		}
		if err != nil {
			os.RemoveAll(dir)
			return "", err
		}
	}
	return dir, nil
}
