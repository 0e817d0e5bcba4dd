package who

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"daybook/data"
)

func stage(t testing.TB) *Stage {
	t.Helper()
	s, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The files that ship have no fault.
func TestFilesHaveNoFaults(t *testing.T) {
	for _, err := range stage(t).Faults() {
		t.Error(err)
	}
}

func TestFilesAreSortedAndPlain(t *testing.T) {
	files, err := filepath.Glob("../data/actors/*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatal("no actor files", err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		header, last := false, ""
		for i, line := range strings.Split(strings.TrimSuffix(string(b), "\n"), "\n") {
			if strings.HasPrefix(line, "#") {
				continue
			}
			if strings.TrimRight(line, "\t ") != line || strings.Contains(line, "  ") || strings.Contains(line, "| ") || strings.Contains(line, " |") {
				t.Errorf("%s:%d: stray space", name, i+1)
			}
			if !header {
				header = true
				continue
			}
			first, _, _ := strings.Cut(line, "\t")
			if first < last {
				t.Errorf("%s:%d: %q stands behind %q", name, i+1, first, last)
			}
			last = first
		}
	}
}

func TestUserFilesOverlay(t *testing.T) {
	fsys := fstest.MapFS{}
	for _, pattern := range []string{"actors/*", "model/*", "lexicon/*"} {
		add(t, fsys, pattern)
	}
	fsys["actors/persons-zz-mine.tsv"] = &fstest.MapFile{Data: []byte("key\tname\tsurname\taliases\tsex\tcountry\tsector\tterms\twords\n" +
		"ada-lovelace\tAda Lovelace\t\t\tf\tGBR\tEDU\t\tmathematician\n" +
		"joe-biden\tJoe Biden\t\tBiden\tm\tUSA\t\tpresident 2021..2022\n")}
	s, err := New(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if r := s.files.names["ada lovelace"]; len(r) != 1 || r[0].kind != refPerson {
		t.Errorf("the added person is not found: %v", r)
	}
	r := s.files.names["joe biden"]
	if len(r) != 1 {
		t.Fatalf("the changed person is there %d times", len(r))
	}
	if p := s.files.persons[r[0].index]; len(p.terms) != 1 || p.terms[0].to != "2022-12-31" {
		t.Errorf("the changed person has terms %v", p.terms)
	}
}

func add(t *testing.T, fsys fstest.MapFS, pattern string) {
	names, err := filepath.Glob("../data/" + pattern)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		b, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		fsys[strings.TrimPrefix(filepath.ToSlash(n), "../data/")] = &fstest.MapFile{Data: b}
	}
}

// TestFaultsSayWhere: what is wrong with a user's file is told with its place, and the rest of it is read.
func TestFaultsSayWhere(t *testing.T) {
	const head = "key\tname\tsurname\taliases\tsex\tcountry\tsector\tterms\twords\n"
	for _, c := range []struct{ name, file, content, want string }{
		{"office", "persons-zz.tsv", head + "x\tX Y\t\t\tf\tGBR\t\temperor 1990..1991\n", `persons-zz.tsv:2:16: the office "emperor" is not in offices.tsv`},
		{"30 February", "persons-zz.tsv", head + "x\tX Y\t\t\tf\tGBR\t\tpresident 1990-02-30..1991\n", `persons-zz.tsv:2:16: "1990-02-30..1991" is no range of dates`},
		{"columns", "persons-zz.tsv", "key\tsurname\n", "persons-zz.tsv:1:1: the first line must name the columns"},
		{"too many fields", "persons-zz.tsv", head + "x\tX Y\t\t\tf\tGBR\t\t\t\t\t\n", "persons-zz.tsv:2:1: 11 fields where there are 9 columns"},
		{"country", "a.yaml", "persons:\n  - {key: x, name: X Y, country: XYZ}\n", `a.yaml:2:5: x has an unknown country "XYZ"`},
		{"date", "a.yaml", "persons:\n  - key: x\n    name: X Y\n    country: GBR\n    terms: [president 1990-02-30..1991]\n", `a.yaml:5:12: "1990-02-30..1991" is no range of dates`},
		{"key", "a.yaml", "persons:\n  - key: x\n    nam: X Y\n", `a.yaml:3:5: there is no "nam" in persons`},
		{"section", "a.yaml", "people:\n  - key: x\n", `a.yaml:1:1: there is no section "people"`},
		{"no list", "a.yaml", "persons: Tull\n", "a.yaml:1:10: persons must be a list"},
		{"no yaml", "a.yaml", "persons:\n  - {key: x\n", "a.yaml:"},
		{"twice", "a.yaml", "persons:\n  - {key: x, name: X Y, country: GBR}\n  - {key: x, name: X Z, country: GBR}\n", `a.yaml:3:11: "x" stands here twice, first in line 2`},
		{"two things", "a.yaml", "persons:\n  - {key: x, name: X Y, country: GBR}\n  - {key: z, name: Z Z, aliases: [X Y], country: GBR}\n", `a.yaml:3:5: "x y" is a name of actors/a.yaml:2 too`},
		{"two presidents", "a.yaml", "persons:\n  - {key: x, name: X Y, country: FRA, terms: president 2016..}\n", "a.yaml:2:5: X Y is president of France 2016-01-01.., and so is"},
	} {
		fsys := fstest.MapFS{}
		for _, pattern := range []string{"actors/*", "model/*", "lexicon/*"} {
			add(t, fsys, pattern)
		}
		fsys["actors/"+c.file] = &fstest.MapFile{Data: []byte(c.content)}
		fsys["actors/good.yaml"] = &fstest.MapFile{Data: []byte("persons:\n  - {key: ada-lovelace, name: Ada Lovelace, country: GBR, aliases: [Lady Lovelace, \"?Ada\"]}\n")}
		s, err := New(fsys)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, f := range s.Faults() {
			all = append(all, f.Error())
		}
		if told := strings.Join(all, "\n"); !strings.Contains(told, c.want) {
			t.Errorf("%s: told %q, want %q", c.name, told, c.want)
		}
		if len(s.files.names["ada lovelace"]) != 1 || len(s.files.names["lady lovelace"]) != 1 || len(s.files.names["angela merkel"]) != 1 {
			t.Errorf("%s: the rest is not read", c.name)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := loadFiles(data.FS); err != nil {
			b.Fatal(err)
		}
		if _, err := loadAgents(data.FS); err != nil {
			b.Fatal(err)
		}
	}
}
