package data

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
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
	return over{os.DirFS(dir)}, nil
}

// over looks for a file in top, then in FS.
type over struct{ top fs.FS }

func (o over) Open(name string) (fs.File, error) {
	f, err := o.top.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return FS.Open(name)
	}
	return f, err
}

// ReadDir lists what either has, by name.
func (o over) ReadDir(name string) ([]fs.DirEntry, error) {
	own, err := fs.ReadDir(o.top, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	ours, err2 := FS.ReadDir(name)
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
