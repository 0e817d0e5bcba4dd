package what_test

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"daybook/check"
	"daybook/data"
	"daybook/rule"
	"daybook/what"
)

// TestDocExample runs the example in the reference half of docs/rules.md with its sentences (cmd/daybook runs the twenty of the other half), and holds its table of vague words to the data.
func TestDocExample(t *testing.T) {
	b, err := os.ReadFile("../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	doc := string(b)
	m := regexp.MustCompile("(?s)```yaml\n(- id: example-dam\n.*?)```").FindStringSubmatch(doc)
	if m == nil {
		t.Fatal("docs/rules.md has no example")
	}
	fsys := fstest.MapFS{
		"rule/example.yaml":               {Data: []byte(m[1])},
		"lexicon/what-words-example.yaml": {Data: []byte("- id: beaver\n  words: [beaver]\n")},
	}
	files, err := fs.Glob(data.FS, "lexicon/what-*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := fs.ReadFile(data.FS, f)
		if err != nil {
			t.Fatal(err)
		}
		fsys[f] = &fstest.MapFile{Data: b}
	}
	s, err := what.New(fsys)
	if err != nil {
		t.Fatal(err)
	}
	rules, err := rule.Load[what.Rule](fsys, "rule/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	e := engine(t)
	for _, r := range rules {
		for _, y := range append(append([]string(nil), r.Rule.Yes...), r.Rule.No...) {
			sen, err := check.Unmark(y)
			if err != nil {
				t.Fatal(err)
			}
			d, at := body(t, e, sen.Text)
			d.Events, d.Figures, d.Claims, d.Rejected = nil, nil, nil, nil
			s.Events(d)
			ok := false
			for i := range d.Events {
				ev := &d.Events[i]
				ok = ok || ev.Trigger.Start >= at && sen.Differs(d, ev, at) == ""
			}
			if yes := len(sen.Actors)+len(sen.Recipients) > 0; ok != yes {
				t.Errorf("%s: matched %v, want %v\n%s", y, ok, yes, check.Tree(d, at))
				for i := range d.Events {
					t.Log(check.Event(d, &d.Events[i]))
				}
			}
		}
	}
	vague, err := rule.Load[what.Vague](data.FS, "lexicon/what-vague.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range vague {
		row := fmt.Sprintf("| %s | %d | %d | %d |", strings.Join(v.Rule.Words, ", "), v.Rule.Low, v.Rule.High, v.Rule.ACLED)
		if !strings.Contains(doc, row) {
			t.Errorf("docs/rules.md lacks the row %q", row)
		}
	}
}

// TestFaults: a fault in a rule is reported with its file, line and column.
func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"- id: a\n  type: NOISE\n  verbs: [shout]\n  frame: transitive\n":                               "2:9: rule \"a\": unknown type",
		"- id: a\n  type: ASSAULT\n  mode: loud\n  verbs: [shout]\n  frame: transitive\n":               "3:9: rule \"a\": ASSAULT has no mode",
		"- id: a\n  type: ASSAULT\n  verbs: [shout]\n  frame: nothing\n":                                "4:10: rule \"a\": unknown frame",
		"- id: a\n  type: ASSAULT\n  verbs: [shout]\n  frame: transitive\n  if: [\"obj is nothing\"]\n": "5:8: rule \"a\": condition \"obj is nothing\": no list defines",
		"- id: a\n  type: ASSAULT\n  verbs: [cry, \"shout +\"]\n  frame: transitive\n":                  "3:16: rule \"a\": trigger \"shout +\" is not complete",
		"- id: a\n  type: ASSAULT\n  verbs: [shout]\n  frame: transitive\n  colour: red\n":              "5:3: there is no key \"colour\"",
		"- id: a\n  type: ASSAULT\n  verbs: [shout]\n  obj: x\n  actor: [subj, \"obj(\"]\n":             "4:3: there is no key \"obj\"",
		"- id: a\n  type: ASSAULT\n  nouns: [shout]\n  actor: [subj, \"obj(\"]\n  sides: one\n":         "4:17: rule \"a\": path \"obj(\": the bracket is not closed",
		"- id: a\n  type: ASSAULT\n  nouns: [shout]\n  light: [x]\n":                                    "4:11: rule \"a\": unknown class of light verbs",
		"- id: a\n  type: ASSAULT\n  nouns: [shout]\n  needs: [all]\n":                                  "1:3: rule \"a\": it names no frame and no slots",
	} {
		fsys := fstest.MapFS{"rule/x.yaml": {Data: []byte(text)}}
		files, _ := fs.Glob(data.FS, "lexicon/what-*")
		for _, f := range files {
			b, err := fs.ReadFile(data.FS, f)
			if err != nil {
				t.Fatal(err)
			}
			fsys[f] = &fstest.MapFile{Data: b}
		}
		_, err := what.New(fsys)
		if err == nil || !strings.Contains(err.Error(), "rule/x.yaml:"+want) {
			t.Errorf("%q: the fault is %v, want rule/x.yaml:%s", text, err, want)
		}
	}
}

// TestScores holds the codebook's extremes.
func TestScores(t *testing.T) {
	s, err := what.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		typ, mode string
		want      float64
	}{{"ACCUSE", "", -3}, {"ASSAULT", "unconventional", -10}, {"AID", "", 10}, {"RETREAT", "disarm", 10}, {"CONSULT", "phone", 1.5}} {
		if got, ok := s.Score(c.typ, c.mode); !ok || got != c.want {
			t.Errorf("%s %s scores %v, want %v", c.typ, c.mode, got, c.want)
		}
	}
	if _, ok := s.Score("NOISE", ""); ok {
		t.Error("an unknown type has a score")
	}
}
