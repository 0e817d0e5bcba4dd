package rule

import (
	"errors"
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

// TestLoadFaults wants each fault with its file and line, and the good entries beside it.
func TestLoadFaults(t *testing.T) {
	es, err := load(t, "- id: a\n- id: b\n  wrods: [x]\n- id: c\n  words: {x: 1}\n- id: d\n")
	if len(es) != 2 || es[0].Rule.ID != "a" || es[1].Rule.ID != "d" || es[1].Line != 6 {
		t.Errorf("good entries: got %+v", es)
	}
	for _, want := range []string{"lexicon/w.yaml:2:3: ", "wrods", "lexicon/w.yaml:4:3: "} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v does not tell %q", err, want)
		}
	}
	var f Fault
	if _, err := load(t, "id: a\n"); !errors.As(err, &f) || f.Line != 1 || !strings.Contains(f.What, "list") {
		t.Errorf("no list: got %v", err)
	}
	if _, err := load(t, "- id: [a\n"); !errors.As(err, &f) || f.File != "lexicon/w.yaml" {
		t.Errorf("no YAML: got %v", err)
	}
}
