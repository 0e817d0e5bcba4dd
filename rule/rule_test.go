package rule

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

type word struct {
	Meta  `yaml:",inline"`
	Words []string `yaml:"words"`
}

func load(t *testing.T, text string) ([]Entry[word], error) {
	t.Helper()
	return Load[word](fstest.MapFS{"lexicon/w.yaml": {Data: []byte(text)}}, "lexicon/*.yaml")
}

func TestLoad(t *testing.T) {
	es, err := load(t, "# a comment\n- id: a\n  words: [x, y]\n\n- id: b\n  yes: [\"Rain fell.\"]\n")
	if err != nil || len(es) != 2 {
		t.Fatalf("got %v, %v", es, err)
	}
	if es[0].Rule.ID != "a" || len(es[0].Rule.Words) != 2 || es[1].Where() != "lexicon/w.yaml:5" || es[1].Rule.Yes[0] != "Rain fell." {
		t.Errorf("got %+v", es)
	}
	if es, err := load(t, ""); err != nil || len(es) != 0 {
		t.Errorf("an empty file: got %v, %v", es, err)
	}
}

// TestLoadFaults wants each fault with its file and line, and the entries beside it.
func TestLoadFaults(t *testing.T) {
	es, err := load(t, "- id: a\n- id: b\n  wrods: [x]\n- id: c\n  words: {x: 1}\n- id: d\n")
	if len(es) != 4 || es[0].Broken || es[1].Rule.ID != "b" || !es[1].Broken || es[2].Rule.Words != nil || !es[2].Broken || es[3].Rule.ID != "d" || es[3].Line != 6 || es[3].Broken {
		t.Errorf("good entries: got %+v", es)
	}
	for _, want := range []string{`lexicon/w.yaml:3:3: there is no key "wrods" here; there are id, no, note, words, yes`, `lexicon/w.yaml:5:10: "words" must be a list`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v does not tell %q", err, want)
		}
	}
	var f Fault
	if _, err := load(t, "id: a\n"); !errors.As(err, &f) || f.Line != 1 || !strings.Contains(f.What, "list") {
		t.Errorf("no list: got %v", err)
	}
	for text, want := range map[string]string{
		"- id: a\n- id: a\n":                     `2:7: the id "a" stands at lexicon/w.yaml:1 too`,
		"- id: a\n- id: a\n  wrods: [x]\n":       `2:7: the id "a" stands at lexicon/w.yaml:1 too`,
		"- words: [x]\n":                         "1:3: an entry needs an id",
		"- id: a\n  words:\n    - x\n    - {}\n": `4:7: each of "words" must be words`,
		"- id: a\n  no: [x]\n  no: [y]\n":        `3:3: the key "no" stands in line 2 already`,
		"- id: a\n  wrods: 1\n  word: 1\n":       "3:3: there is no key",
		"- id: a\n  yes: {\n":                    "this is no YAML",
		"-\n- id: a\n  wrods: 1\n":               "1:2: an entry needs an id",
		"- a\n":                                  "1:3: an entry must have keys",
	} {
		if _, err := load(t, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v does not tell %q", text, err, want)
		}
	}
	if _, err := load(t, "- id: [a\n"); !errors.As(err, &f) || f.File != "lexicon/w.yaml" {
		t.Errorf("no YAML: got %v", err)
	}
}

// TestFaultPlaces wants faults at the value that they are about.
func TestFaultPlaces(t *testing.T) {
	es, err := load(t, "- id: a\n  words: [x,  y]\n- id: b\n  yes:\n    - \"One.\"\n    - \"Two.\"\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		entry, line, column int
		path                []any
	}{{0, 2, 15, []any{"words", 1}}, {0, 1, 3, []any{"no", 0}}, {1, 6, 7, []any{"yes", 1}}, {1, 5, 5, []any{"yes", 7}}} {
		f := es[c.entry].Fault("so", c.path...)
		if f.Line != c.line || f.Column != c.column {
			t.Errorf("%v: got %v", c.path, f)
		}
		if !es[c.entry].Holds(f) || es[1-c.entry].Holds(f) {
			t.Errorf("%v: %v is in the wrong entry", c.path, f)
		}
	}
	two := errors.Join(fmt.Errorf("load: %w", errors.Join(es[0].Fault("one"), es[1].Fault("two"))), nil)
	if faults, rest := Split(two); len(faults) != 2 || rest != nil {
		t.Errorf("got %v and %v", faults, rest)
	}
	if faults, rest := Split(errors.Join(two, errors.ErrUnsupported)); len(faults) != 2 || !errors.Is(rest, errors.ErrUnsupported) {
		t.Errorf("got %v and %v", faults, rest)
	}
}
