package read

import (
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// Found is one source that was named or lies in a folder that was named.
type Found struct {
	Name    string                 // as given, or the path below the folder as given
	Skipped bool                   // a file of a folder whose ending is none of a report's; Load says so
	Load    func() ([]byte, error) // reads it whole, up to the limit; the error is an *Error
}

// Sources yields the sources that the names stand for, one after the other: a file, a folder with all below it in the order
// of names, "-" for standard input. In folders hidden files and folders are left out, and files that do not end in .txt,
// .text, .md, .markdown, .html, .htm, .xhtml or nothing are yielded as skipped. What cannot be opened is yielded too, and its
// Load fails: the rest goes on. limit is the most bytes of one source; 0: MaxBytes. Nothing is held but the names of
// the folders on the way.
func Sources(names []string, stdin io.Reader, limit int) iter.Seq[Found] {
	if limit <= 0 {
		limit = MaxBytes
	}
	return func(yield func(Found) bool) {
		for _, name := range names {
			if name == "-" {
				if !yield(Found{Name: "standard input", Load: func() ([]byte, error) { return readAll(stdin, "standard input", limit) }}) {
					return
				}
				continue
			}
			info, err := os.Stat(name)
			switch {
			case err != nil:
				if !yield(failing(name, err)) {
					return
				}
			case info.IsDir():
				if !below(name, limit, yield) {
					return
				}
			case !yield(Found{Name: name, Load: func() ([]byte, error) { return readFile(name, limit) }}):
				return
			}
		}
	}
}

// below yields what lies in a folder and reports whether more is wanted.
func below(folder string, limit int, yield func(Found) bool) bool {
	more := true
	give := func(f Found) error {
		if more = yield(f); !more {
			return fs.SkipAll
		}
		return nil
	}
	// The function yields every error and so WalkDir returns none.
	_ = filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			if stop := give(failing(path, err)); stop != nil {
				return stop
			}
			if e != nil && e.IsDir() {
				return fs.SkipDir
			}
			return nil
		case path != folder && strings.HasPrefix(e.Name(), "."):
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		case e.IsDir():
			return nil
		}
		if !regular(path, e) {
			return give(Found{Name: path, Skipped: true, Load: func() ([]byte, error) {
				return nil, &Error{What: "skipped: it is no regular file", Where: path, Hint: "name the file or folder itself to have it read"}
			}})
		}
		f := Found{Name: path, Load: func() ([]byte, error) { return readFile(path, limit) }}
		if ext := strings.ToLower(filepath.Ext(path)); !reportEnding(ext) {
			f.Skipped = true
			f.Load = func() ([]byte, error) {
				return nil, &Error{What: "skipped: " + ext + " is not among the endings of reports", Where: path, Hint: "name the file itself to have it read"}
			}
		}
		return give(f)
	})
	return more
}

// regular reports whether an entry is a file or a link to one; opening a pipe would wait for ever. A link that leads nowhere
// counts, so that Load says so.
func regular(path string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.Type().IsRegular()
	}
	info, err := os.Stat(path)
	return err != nil || info.Mode().IsRegular()
}

func reportEnding(ext string) bool {
	switch ext {
	case "", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml":
		return true
	}
	return false
}

func failing(name string, err error) Found {
	return Found{Name: name, Load: func() ([]byte, error) { return nil, fileError(name, err) }}
}

// readFile looks at what a file is before it reads it, so that neither a device nor a file of gigabytes is read.
func readFile(name string, limit int) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fileError(name, err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, fileError(name, err)
	case info.IsDir():
		return nil, &Error{What: "it is a folder", Where: name, Hint: "name the folder itself, not a link to it"}
	case info.Mode().IsRegular() && info.Size() > int64(limit):
		return nil, tooLarge(name, limit)
	case info.Mode()&(fs.ModeDevice|fs.ModeSocket) != 0:
		return nil, &Error{What: "it is a device, not a file", Where: name, Hint: "give a file"}
	}
	return readAll(f, name, limit)
}

func readAll(r io.Reader, name string, limit int) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	switch {
	case err != nil:
		return nil, fileError(name, err)
	case len(b) > limit:
		return nil, tooLarge(name, limit)
	}
	return b, nil
}

func tooLarge(name string, limit int) *Error {
	return &Error{What: "it has more than the limit of " + size(limit), Where: name, Hint: "give one report a file, or raise the limit"}
}

// fileError says what the system says, in plain words and without the path twice.
func fileError(name string, err error) *Error {
	e := &Error{What: err.Error(), Where: name, Hint: "check that it can be read"}
	var p *fs.PathError
	if errors.As(err, &p) {
		e.What = p.Err.Error()
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.What, e.Hint = "there is no such file or folder", "check the name"
	case errors.Is(err, fs.ErrPermission):
		e.What, e.Hint = "it may not be opened", "change its permissions, or run as a user who may"
	}
	return e
}
