package score

import (
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

// openFile opens a file, unpacked if its name ends in .gz.
func openFile(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil || !strings.HasSuffix(path, ".gz") {
		return f, err
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{z, f}, nil
}

// filesUnder lists path itself, or the files below it whose names match only, if that is set, and, less .gz, end in one of the extensions, in order.
func filesUnder(path string, only *regexp.Regexp, extensions ...string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	var out []string
	err = filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || only != nil && !only.MatchString(filepath.Base(p)) {
			return err
		}
		for _, x := range extensions {
			if strings.HasSuffix(strings.TrimSuffix(p, ".gz"), x) {
				out = append(out, p)
				break
			}
		}
		return nil
	})
	sort.Strings(out)
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("%s: no file ending in %s here", path, strings.Join(extensions, ", "))
	}
	return out, err
}
