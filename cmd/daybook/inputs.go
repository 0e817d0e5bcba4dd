package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"daybook/export"
	"daybook/read"
	"daybook/read/fetch"
	"daybook/work"
)

// gather lists the inputs that the arguments name: files, folders with all below them, "-" for standard input, and
// addresses. Files of folders that do not look like reports are passed over and named apart. own is the database.
func gather(args []string, hint read.Hint, in io.Reader, own string, private bool) (inputs []work.Input, passed []string) {
	for _, arg := range args {
		if isURL(arg) {
			inputs = append(inputs, work.Address(arg, hint, fetch.Options{AllowPrivate: private, Version: version()}))
			continue
		}
		for f := range read.Sources([]string{arg}, in, hint.Limit) {
			switch {
			case isOwn(f.Name, own):
			case f.Skipped:
				passed = append(passed, f.Name)
			default:
				inputs = append(inputs, work.Source(f, hint))
			}
		}
	}
	return inputs, passed
}

// passedOver names the files that were passed over, the first few by name.
func passedOver(names []string) string {
	const few = 3
	list := strings.Join(names[:min(few, len(names))], ", ")
	if more := len(names) - few; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return export.Counted(len(names), "file", "files") + " of folders passed over, since their names do not end as those of reports do (" + list + "); name one itself to have it read"
}

// isOwn reports whether path is the database or one of the files that lie beside it while it is open.
func isOwn(path, own string) bool {
	if own == "" {
		return false
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return false
	}
	return abs == own || abs == own+"-wal" || abs == own+"-shm" || abs == own+"-journal"
}

// isURL reports whether an argument looks like an address of any kind; those that are not fetched are refused by name.
func isURL(arg string) bool {
	scheme, _, ok := strings.Cut(arg, "://")
	return ok && scheme != "" && strings.Trim(strings.ToLower(scheme), "abcdefghijklmnopqrstuvwxyz0123456789+.-") == ""
}
