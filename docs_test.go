package daybook_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// TestDocsPointAtWhatExists holds the relative links of every page of documentation, and the paths that it names between
// backquotes, to the files of this repository. cmd/daybook has the same for commands and flags.
func TestDocsPointAtWhatExists(t *testing.T) {
	top := map[string]bool{}  // folders and files of the root
	name := map[string]bool{} // names of all files, for those that are named without their folder
	var pages []string
	err := filepath.WalkDir(".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		p = filepath.ToSlash(p)
		switch {
		case p != "." && strings.HasPrefix(e.Name(), ".") && e.Name() != ".ci":
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		case e.IsDir() && e.Name() == "node_modules":
			return fs.SkipDir
		}
		if !strings.Contains(p, "/") {
			top[p] = true
		}
		name[e.Name()] = true
		if strings.HasSuffix(p, ".md") && !strings.Contains(p, "testdata/") {
			pages = append(pages, p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	code := regexp.MustCompile("`([^`\n]+)`")
	file := regexp.MustCompile(`^[\w.-]+\.(go|md|tsv|yaml|yml|json|txt|bin|sql|txtar|html|css|js)$`)
	place := regexp.MustCompile(`^[\w.*/-]+$`)
	n := 0
	for _, page := range pages {
		b, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		text := string(b)
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			target, anchor, _ := strings.Cut(m[1], "#")
			if strings.Contains(target, ":") {
				continue // an address
			}
			n++
			at := page
			if target != "" {
				at = path.Join(path.Dir(page), target)
			}
			b, err := os.ReadFile(at)
			if err != nil {
				if info, err := os.Stat(at); err != nil || !info.IsDir() {
					t.Errorf("%s links to %s, which does not exist", page, m[1])
				}
				continue
			}
			if anchor != "" && !anchors(string(b))[anchor] {
				t.Errorf("%s links to %s, which has no such heading", page, m[1])
			}
		}
		for _, m := range code.FindAllStringSubmatch(text, -1) {
			p := strings.TrimPrefix(strings.TrimSuffix(m[1], "/"), "./")
			p, _, _ = strings.Cut(p, ":") // file:line
			first, _, deep := strings.Cut(p, "/")
			switch {
			case !deep && file.MatchString(p):
				n++
				if !name[p] && !outside[p] {
					t.Errorf("%s names %s, and there is no file of this name", page, m[1])
				}
			case deep && top[first] && place.MatchString(p) && !strings.ContainsFunc(p, unicode.IsUpper):
				n++
				if outside[p] {
					continue
				}
				if found, err := filepath.Glob(p); err != nil || len(found) == 0 {
					t.Errorf("%s names %s, which does not exist", page, m[1])
				}
			}
		}
	}
	if n < 60 {
		t.Error("only", n, "paths were found")
	}
}

// outside are what pages speak of that is the reader's own, comes from elsewhere, or is no path.
var outside = map[string]bool{
	"daybook.db": true, "countryInfo.txt": true, "admin1CodesASCII.txt": true, "persons-zz-mine.tsv": true, "mine.yaml": true, "rule/mine.yaml": true, "X.txt": true, "X.json": true, "text/plain": true, "text/html": true, "text/markdown": true,
}

// anchors are the headings of a page as GitHub names them.
func anchors(page string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(page) {
		title := strings.TrimLeft(line, "#")
		if title == line || !strings.HasPrefix(title, " ") {
			continue
		}
		var b strings.Builder
		for _, r := range strings.ToLower(strings.TrimSpace(title)) {
			switch {
			case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
				b.WriteRune(r)
			case r == ' ':
				b.WriteByte('-')
			}
		}
		out[b.String()] = true
	}
	return out
}
