package daybook

import (
	"io/fs"

	"daybook/ledger"
	"daybook/rule"
	"daybook/where"
)

// codeVersion is raised when the stages come to read the same data in another way.
const codeVersion = "1"

// seen notes which files were opened.
type seen struct {
	fs.FS
	names map[string]bool
}

func (s *seen) Open(name string) (fs.File, error) {
	s.names[name] = true
	return s.FS.Open(name)
}

func (s *seen) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(s.FS, name) }

// versions names the code and every data file that takes part in a reading, as the stages opened it, so that a ledger can tell when it
// is out of date.
func versions(s *seen) ([]ledger.Version, error) {
	fsys := s.FS
	out := []ledger.Version{{Name: "code", Hash: codeVersion}}
	for _, pattern := range []string{"lexicon/*.*", "rule/*.*", "actors/*.*", "places/*.bin", "places/*.tsv", "model/*.*"} {
		v, err := rule.Version(fsys, pattern)
		if err != nil {
			return nil, err
		}
		for _, x := range v {
			if s.names[x.Name] {
				out = append(out, x)
			}
		}
	}
	atlases, err := fs.Glob(fsys, where.AtlasFiles)
	if err != nil {
		return nil, err
	}
	for _, name := range atlases { // each bears a sum of its contents: to read a gigabyte anew takes too long
		v, err := where.AtlasVersion(fsys, name)
		if err != nil {
			return nil, err
		}
		out = append(out, ledger.Version{Name: name, Hash: v})
	}
	return out, nil
}

// Faults says what is wrong in the actor files, a user's own among them, with file, line and column. The rest of them is in use.
func (e *Engine) Faults() []error { return e.who.Faults() }

// Made names the rules and models at hand: a ledger that others made is out of date.
func (e *Engine) Made() []ledger.Version { return e.made }
