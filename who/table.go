package who

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"
)

// A fault is something wrong in an actor file.
type fault struct {
	file string
	line int
	what string
}

func (f fault) Error() string { return fmt.Sprintf("%s:%d: %s", f.file, f.line, f.what) }

// row is one line of an actor file: fields holds as many strings as the header has columns.
type row struct {
	file   string
	line   int
	fields []string
}

func (r row) entry() entry { return entry{r.file, int32(r.line)} }

// readTable reads all files that match the pattern, in name order: tab-separated lines under a header line with the given
// columns; '#' starts a comment line. A row whose first field is that of an earlier row takes its place, so that a user can
// overlay a file by adding one whose name sorts behind it. Faults are joined in the error; good rows are returned beside it.
func readTable(fsys fs.FS, pattern string, columns ...string) ([]row, error) {
	names, err := fs.Glob(fsys, pattern)
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	var rows []row
	var faults []error
	at := make(map[string]int, 4096)
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		text := string(bytes.TrimPrefix(b, []byte("\ufeff")))
		lines := strings.Count(text, "\n") + 1
		rows = slices.Grow(rows, lines)
		pool := make([]string, 0, lines*len(columns)) // one allocation for the fields of all rows
		header := false
		for n := 1; text != ""; n++ {
			line, rest, _ := strings.Cut(text, "\n")
			text = rest
			line = strings.TrimSuffix(line, "\r")
			if line == "" || line[0] == '#' {
				continue
			}
			start := len(pool)
			for more := true; more; {
				var field string
				field, line, more = strings.Cut(line, "\t")
				pool = append(pool, field)
			}
			for len(pool)-start < len(columns) { // trailing empty fields may be left out
				pool = append(pool, "")
			}
			fields := pool[start:len(pool):len(pool)]
			if !header {
				header = true
				if strings.Join(fields, "\t") != strings.Join(columns, "\t") {
					faults = append(faults, fault{name, n, "the first line must name the columns: " + strings.Join(columns, ", ")})
					break
				}
				continue
			}
			if len(fields) > len(columns) {
				faults = append(faults, fault{name, n, fmt.Sprintf("%d fields where there are %d columns", len(fields), len(columns))})
				continue
			}
			if fields[0] == "" {
				faults = append(faults, fault{name, n, "the first field is empty"})
				continue
			}
			r := row{name, n, fields}
			if i, ok := at[fields[0]]; ok {
				if rows[i].file == name {
					faults = append(faults, fault{name, n, fmt.Sprintf("%q stands here twice, first in line %d", fields[0], rows[i].line)})
					continue
				}
				rows[i] = r
				continue
			}
			at[fields[0]] = len(rows)
			rows = append(rows, r)
		}
	}
	return rows, errors.Join(faults...)
}

// list splits a field of alternatives: "Syria|Syrian Arab Republic".
func list(field string) []string {
	if field == "" {
		return nil
	}
	parts := strings.Split(field, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}
