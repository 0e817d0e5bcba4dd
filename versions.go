package daybook

import (
	"io/fs"

	"daybook/ledger"
	"daybook/rule"
)

// versions names every data file that takes part in a reading, so that a ledger can tell when it is out of date.
func versions(fsys fs.FS) ([]ledger.Version, error) {
	var out []ledger.Version
	for _, pattern := range []string{"lexicon/*.*", "rule/*.*", "actors/*.*", "places/*.*", "model/*.*"} {
		v, err := rule.Version(fsys, pattern)
		if err != nil {
			return nil, err
		}
		out = append(out, v...)
	}
	return out, nil
}

// Made names the rules and models at hand: a ledger that others made is out of date.
func (e *Engine) Made() []ledger.Version { return e.made }
