package score_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"sort"
	"strings"
	"testing"

	"daybook"
	"daybook/data"
	"daybook/score"
)

var update = flag.Bool("update", false, "rewrite the baseline of the measures")

// fast are the measures that are quick enough for every change.
var fast = []struct {
	kind, path string
	raw, e2e   bool
}{
	{kind: "parse", path: "ud_en_ewt/en_ewt-ud-dev.conllu"},
	{kind: "parse", path: "ud_en_gum/en_gum-open-dev.conllu"},
	{kind: "parse", path: "ud_en_gum/en_gum-open-dev.conllu", raw: true},
	{kind: "names", path: "uner_ewt/dev.iob2"},
	{kind: "attribution", path: "polnear/dev"},
	{kind: "relation", path: "plover/plv_train.tsv"},
	{kind: "relation", path: "plover/plv_train.tsv", e2e: true},
	{kind: "ledger", path: "../seed"},
}

// TestBaseline measures on the development sets and compares with testdata/baseline.txt, one figure a line: a figure that got
// worse fails, one that got better asks for -update. Counts are not compared, for they follow the figures.
func TestBaseline(t *testing.T) {
	const shared, file = "../../shared/data/", "testdata/baseline.txt"
	if _, err := os.Stat(shared); errors.Is(err, fs.ErrNotExist) {
		t.Skip("../shared is absent: nothing to measure on")
	}
	e, err := daybook.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	now := map[string]float64{}
	for _, m := range fast {
		name := m.kind
		if m.raw {
			name += " --raw"
		}
		if m.e2e {
			name += " --end-to-end"
		}
		name += " " + m.path
		v, err := score.Run(m.kind, shared+m.path, score.Options{Engine: e, Raw: m.raw, EndToEnd: m.e2e})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var tree any
		if err := json.Unmarshal(b, &tree); err != nil {
			t.Fatal(err)
		}
		flatten(now, name, tree)
	}
	if t.Failed() {
		return
	}
	if *update {
		if err := os.WriteFile(file, render(now), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	old, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before := map[string]float64{}
	for line := range strings.Lines(string(old)) {
		name, v, _ := strings.Cut(strings.TrimSpace(line), " = ")
		var x float64
		if _, err := fmt.Sscan(v, &x); err != nil {
			t.Fatalf("%s: %q: %v", file, line, err)
		}
		before[name] = x
	}
	if bytes.Equal(old, render(now)) {
		return
	}
	better := 0
	for _, name := range keys(before) {
		was, is := before[name], now[name]
		if _, ok := now[name]; !ok {
			t.Errorf("%s is no longer measured", name)
		} else if worse(name, was, is) {
			t.Errorf("%s got worse: %.2f, was %.2f", name, is, was)
		} else if is != was {
			better++
		}
	}
	t.Logf("%d figures got better or are new; run go test -run Baseline -update ./score to keep them", better+len(now)-len(before))
}

// worse knows which figures are errors, and lets rounding pass.
func worse(name string, was, is float64) bool {
	if strings.Contains(name, "wrong_") || strings.Contains(name, "flip") || strings.HasSuffix(name, "_km") {
		was, is = -was, -is
	}
	return is < was-0.05
}

// flatten keeps the figures of a JSON object: F1 of a triple, and every other number but counts.
func flatten(out map[string]float64, name string, v any) {
	m, ok := v.(map[string]any)
	if !ok {
		if x, ok := v.(float64); ok {
			out[name] = x
		}
		return
	}
	if f, ok := m["f1"]; ok && m["precision"] != nil && m["types"] == nil {
		flatten(out, name, f)
		return
	}
	for k, x := range m {
		switch k {
		case "documents", "sentences", "words", "matched", "found", "gold", "relations", "roots", "tokens":
			continue
		}
		flatten(out, name+" "+k, x)
	}
}

func keys(m map[string]float64) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

func render(m map[string]float64) []byte {
	var b bytes.Buffer
	for _, k := range keys(m) {
		fmt.Fprintf(&b, "%s = %.2f\n", k, m[k])
	}
	return b.Bytes()
}
