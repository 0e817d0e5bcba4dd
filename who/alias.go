package who

import (
	"errors"
	"io/fs"
	"strings"
)

// loadAliases reads further names of entries of any file: a name and whose it is, by key (or code of a state), or by another of these names. It is the way to
// give a name to an actor without writing its entry anew.
func (f *files) loadAliases(fsys fs.FS) error {
	rows, err := readTable(fsys, "actors/aliases*.tsv", "alias", "of")
	if len(rows) == 0 {
		return err
	}
	of := map[string]ref{}
	for i := range f.persons {
		of[f.persons[i].key] = ref{kind: refPerson, index: int32(i)}
	}
	for i := range f.orgs {
		of[f.orgs[i].key] = ref{kind: refOrg, index: int32(i)}
	}
	for i := range f.states {
		of[f.states[i].code] = ref{kind: refState, index: int32(i)}
	}
	next := map[string]string{} // of an alias of an alias
	for _, r := range rows {
		next[r.fields[0]] = r.fields[1]
	}
	faults := []error{err}
	for _, r := range rows {
		path := []string{r.fields[0]}
		to := r.fields[1]
		x, ok := of[to]
		for !ok {
			circle := false
			for _, p := range path {
				circle = circle || p == to
			}
			path = append(path, to)
			if circle {
				faults = append(faults, r.wrong(1, "goes round in a circle: %s; name the key of an actor", strings.Join(path, " → ")))
				break
			}
			if to, ok = next[to]; !ok {
				faults = append(faults, r.wrong(1, "%q is the key of no actor, and no other name here; daybook actors find tells keys", path[len(path)-1]))
				break
			}
			x, ok = of[to]
		}
		if ok {
			f.name(r.fields[0], x)
		}
	}
	return errors.Join(faults...)
}
