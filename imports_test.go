package daybook

import (
	"go/build"
	"io/fs"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// mayImport is the direction of imports: what each package may import of this module. Data flows one way, so a stage imports
// no other stage; only the root knows their order. (After go/build/deps_test.go of the Go distribution.)
var mayImport = map[string]string{
	"text":   "",
	"ledger": "text",
	"rule":   "text ledger",
	"model":  "",

	"read":       "text ledger",
	"read/fetch": "read",
	"parse":      "text ledger rule model",
	"who":        "text ledger rule model",
	"when":       "text ledger rule model",
	"where":      "text ledger rule model",
	"said":       "text ledger rule model",
	"what":       "text ledger rule model",
	"link":       "text ledger rule model",

	".": "text ledger rule read parse who when where said what link",

	"export":    "text ledger",
	"store":     "text ledger",
	"serve/geo": "",
	"work":      ". text ledger read read/fetch store",
	"serve":     ". text ledger rule read store export work serve/geo",
	"check":     ". text ledger rule read said what",
	"score":     ". text ledger read score/conllu",

	"score/conllu": "text ledger",

	"data":        "",
	"cmd/daybook": ". data text ledger read read/fetch rule store work export serve check score who where what",
}

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !e.IsDir() {
			return nil
		}
		if n := e.Name(); path != "." && (strings.HasPrefix(n, ".") || n == "testdata" || n == "node_modules") {
			return filepath.SkipDir
		}
		p, err := build.ImportDir(path, 0)
		if _, none := err.(*build.NoGoError); none {
			return nil
		} else if err != nil {
			return err
		}
		name := filepath.ToSlash(path)
		if name == "train" || strings.HasPrefix(name, "train/") || strings.HasSuffix(name, "/asm") {
			return nil // makes data or code; nothing may import it, which the table sees to
		}
		allowed, ok := mayImport[name]
		if !ok {
			t.Errorf("package %s is not in the table of imports: say here what it may import", name)
			return nil
		}
		seen[name] = true
		may := strings.Fields(allowed)
		for _, imp := range p.Imports {
			rest, ours := strings.CutPrefix(imp, "daybook")
			if !ours || rest != "" && rest[0] != '/' {
				continue
			}
			rest = strings.TrimPrefix(rest, "/")
			if rest == "" {
				rest = "."
			}
			if i := sort.SearchStrings(sorted(may), rest); i == len(may) || sorted(may)[i] != rest {
				t.Errorf("package %s imports %s, which the table of imports does not allow", name, imp)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range mayImport {
		if !seen[name] {
			t.Errorf("the table of imports names %s, which is no package", name)
		}
	}
}

func sorted(s []string) []string {
	out := append([]string(nil), s...)
	sort.Strings(out)
	return out
}
