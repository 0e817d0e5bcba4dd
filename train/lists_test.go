package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"daybook/parse"
)

// The lists of well-known names are edited by hand: each line must be one that the name finder can use, once in its file.
func TestListsAreWellFormed(t *testing.T) {
	paths, err := filepath.Glob("lists/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("lists/*.txt: %d files, %v", len(paths), err)
	}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(b) {
			t.Errorf("%s: not valid UTF-8", path)
		}
		if !strings.HasSuffix(string(b), "\n") {
			t.Errorf("%s: the last line does not end", path)
		}
		seen := map[string]int{}
		for i, line := range strings.Split(strings.TrimSuffix(string(b), "\n"), "\n") {
			if line == "" || line[0] == '#' {
				continue
			}
			var words []string
			for _, w := range strings.Fields(line) {
				words = append(words, parse.Cut(w)...)
			}
			low := strings.ToLower(line)
			switch {
			case len(words) == 0 || line != strings.Join(strings.Fields(line), " "):
				t.Errorf("%s:%d: %q: spaces before, behind or twice", path, i+1, line)
			case !parse.Begins(words[0]):
				t.Errorf("%s:%d: %q: a known name begins with a capital or a figure", path, i+1, line)
			case len(words) > parse.MaxKnown:
				t.Errorf("%s:%d: %q: %d words, but a known name has at most %d", path, i+1, line, len(words), parse.MaxKnown)
			case utf8.RuneCountInString(line) < 2:
				t.Errorf("%s:%d: %q: one letter is no name", path, i+1, line)
			case seen[low] > 0:
				t.Errorf("%s:%d: %q: stands in line %d already", path, i+1, line, seen[low])
			}
			seen[low] = i + 1
		}
	}
}
