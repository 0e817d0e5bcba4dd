package data

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"
)

// Over is FS with the files of a folder of the user's laid over it: a file of the folder is added, or takes the place of the one of the same name. The folder has the
// folders of FS that it concerns: actors, lexicon, rule and so on. The error says which folder is none.
func Over(dir string) (fs.FS, error) {
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return nil, fmt.Errorf("the folder of your own knowledge cannot be read: %w; name another with --overlay DIR", err)
	case !info.IsDir():
		return nil, fmt.Errorf("%s is no folder; --overlay names the folder in which folders such as actors lie", dir)
	}
	return over{os.DirFS(dir), FS}, nil
}

// With is a file system with the files of another laid over it.
func With(under, top fs.FS) fs.FS { return over{top, under} }

// over looks for a file in top, then in under.
type over struct{ top, under fs.FS }

func (o over) Open(name string) (fs.File, error) {
	f, err := o.top.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.under.Open(name)
	}
	return f, err
}

// ReadDir lists what either has, by name.
func (o over) ReadDir(name string) ([]fs.DirEntry, error) {
	own, err := fs.ReadDir(o.top, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	ours, err2 := fs.ReadDir(o.under, name)
	if err != nil && err2 != nil {
		return nil, err2
	}
	all := own
	for _, e := range ours {
		if !slices.ContainsFunc(own, func(x fs.DirEntry) bool { return x.Name() == e.Name() }) {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}

// File is a file system of one file, to be laid over another.
func File(name, text string) fs.FS { return file{name, text} }

type file struct{ name, text string }

func (f file) Open(name string) (fs.File, error) {
	if name != f.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &opened{f, strings.NewReader(f.text)}, nil
}

// opened is the file of a file system of one, opened.
type opened struct {
	file
	*strings.Reader
}

func (o *opened) Stat() (fs.FileInfo, error) { return o, nil }
func (o *opened) Close() error               { return nil }
func (o *opened) Name() string               { return path.Base(o.name) }
func (o *opened) Size() int64                { return int64(len(o.text)) }
func (o *opened) Mode() fs.FileMode          { return 0o444 }
func (o *opened) ModTime() time.Time         { return time.Time{} }
func (o *opened) IsDir() bool                { return false }
func (o *opened) Sys() any                   { return nil }
