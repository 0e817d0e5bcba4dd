package who

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"daybook/rule"
)

// row is one line of an actor file: fields holds as many strings as the header has columns.
type row struct {
	file   string
	line   int
	column int // where the entry begins; 0: at the start of the line
	fields []string
	at     [][2]int // line and column where each field begins; nil: as the fields stand between tabs
}

func (r row) entry() entry { return entry{r.file, int32(r.line), int32(max(r.column, 1))} }

// wrong is a fault in one of the fields.
func (r row) wrong(field int, format string, v ...any) rule.Fault {
	line, column := r.line, max(r.column, 1)
	if r.at != nil {
		if r.at[field][0] > 0 { // else the entry lacks the field
			line, column = r.at[field][0], r.at[field][1]
		}
	} else {
		for _, f := range r.fields[:field] {
			column += len(f) + 1
		}
	}
	return rule.Fault{File: r.file, Line: line, Column: column, What: fmt.Sprintf(format, v...)}
}

// readTable reads all files that match the pattern, in name order: tab-separated lines under a header line with the given
// columns; '#' starts a comment line. The section of that name in actors/*.yaml comes behind them. A row whose first field is that of an earlier row of another file takes
// its place, so that a user can overlay an entry. Faults are joined in the error; good rows are returned beside it.
func readTable(fsys fs.FS, pattern string, columns ...string) ([]row, error) {
	names, err := fs.Glob(fsys, pattern)
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	var rows []row
	var faults []error
	at := make(map[string]int, 4096)
	add := func(r row) {
		i, ok := at[r.fields[0]]
		switch {
		case !ok:
			at[r.fields[0]] = len(rows)
			rows = append(rows, r)
		case rows[i].file == r.file:
			faults = append(faults, r.wrong(0, "%q stands here twice, first in line %d", r.fields[0], rows[i].line))
		default:
			rows[i] = r
		}
	}
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
				// columns at the end may be left out, as in files from before there were any
				if head := strings.TrimRight(strings.Join(fields, "\t"), "\t"); head == "" || !strings.HasPrefix(strings.Join(columns, "\t")+"\t", head+"\t") {
					faults = append(faults, rule.Fault{File: name, Line: n, Column: 1, What: "the first line must name the columns: " + strings.Join(columns, ", ") + "; nothing of this file is read"})
					break
				}
				continue
			}
			if len(fields) > len(columns) {
				faults = append(faults, rule.Fault{File: name, Line: n, Column: 1, What: fmt.Sprintf("%d fields where there are %d columns", len(fields), len(columns))})
				continue
			}
			if fields[0] == "" {
				faults = append(faults, rule.Fault{File: name, Line: n, Column: 1, What: "the first field is empty"})
				continue
			}
			add(row{file: name, line: n, fields: fields})
		}
	}
	section, _, _ := strings.Cut(strings.TrimPrefix(pattern, "actors/"), "*")
	own, errs := readYAML(fsys, section, columns)
	faults = append(faults, errs...)
	for _, r := range own {
		add(r)
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
