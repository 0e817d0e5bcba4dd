package daybook_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"daybook/score"
)

// quality is what docs/quality.md shows: a row for each measure and set, a figure for each path into the JSON of the measure.
// A path that leads to precision, recall and F1 shows all three.
var quality = []struct {
	kind, path, set string
	raw, e2e        bool
	only            string
	figures         []string
}{
	{kind: "parse", path: "data/ud_en_ewt/en_ewt-ud-dev.conllu", set: "UD English EWT, dev: the web", figures: []string{"upos", "lemma", "uas", "las"}},
	{kind: "parse", path: "data/ud_en_gum/en_gum-open-dev.conllu", set: "UD English GUM, dev: mixed, with news", figures: []string{"upos", "lemma", "uas", "las"}},
	{kind: "parse", path: "data/ud_en_gum/en_gum-open-dev.conllu", raw: true, set: "the same", figures: []string{"sentence_f1", "word_f1", "upos", "las"}},
	{kind: "names", path: "data/uner_ewt/dev.iob2", set: "UNER English EWT, dev: the web", figures: []string{"", "types.PER", "types.LOC", "types.ORG"}},
	{kind: "attribution", path: "data/polnear/dev", set: "PolNeAR, dev: 84 political reports", figures: []string{"attribution", "source.token", "cue.exact", "content.token", "wrong_mouth"}},
	{kind: "relation", path: "data/plover/plv_train.tsv", set: "PLV, train: 1,045 sentences", figures: []string{"rules.accuracy", "rules.macro_f1", "rules.quad_accuracy"}},
	{kind: "relation", path: "data/plover/plv_train.tsv", e2e: true, set: "the same", figures: []string{"any", "root", "root_source_target", "events_per_sentence"}},
	{kind: "factuality", path: "data/uds", set: "UDS, dev: 2,646 verbs of web texts", figures: []string{"accuracy", "not_happened"}},
	{kind: "toll", path: "data/muc4", set: "MUC-4, dev: 171 cables in capitals whose keys have numbers", figures: []string{"killed", "injured"}},
	{kind: "places", path: "data/geo/GeoVirus.xml", set: "GeoVirus: 229 reports of Wikinews", figures: []string{"detect", "acc161", "country", "both"}},
	{kind: "times", path: "data/meantime", set: "MEANTIME: 60 reports of Wikinews", figures: []string{"strict", "relaxed", "value"}},
	{kind: "coref", path: "data/gum/coref/ontogum/conll", only: "interview_(cyclone|gaming)|news_(homeopathic|iodine)", set: "OntoGUM: four interviews and news that nothing was trained on", figures: []string{"conll", "muc", "b3", "ceafe", "pronoun"}},
	{kind: "ledger", path: "seed", set: "one report, by hand", figures: []string{"statements", "origins", "chains", "stances", "events_by_type", "events", "realis", "claims", "figures", "times", "places",
		"errors.wrong_mouth", "errors.wrong_perpetrator", "errors.polarity_flip", "errors.toll_on_wrong_event"}},
}

// TestQuality is the baseline of the measures: a figure that is worse than docs/quality.md says fails. -update writes the figures anew.
func TestQuality(t *testing.T) {
	const page, begin, end = "docs/quality.md", "<!-- figures -->\n", "<!-- end -->"
	if _, err := os.Stat("../shared/data"); errors.Is(err, fs.ErrNotExist) {
		t.Skip("../shared is absent: nothing to measure on")
	}
	var b strings.Builder
	b.WriteString("| measure | set | figures |\n|---|---|---|\n")
	for _, q := range quality {
		v, err := score.Run(q.kind, "../shared/"+q.path, score.Options{Engine: machine(t), Raw: q.raw, EndToEnd: q.e2e, Only: regexp.MustCompile(q.only)})
		if err != nil {
			t.Fatal(err)
		}
		j, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var tree map[string]any
		if err := json.Unmarshal(j, &tree); err != nil {
			t.Fatal(err)
		}
		var cells []string
		for _, path := range q.figures {
			s, err := figure(tree, path)
			if err != nil {
				t.Fatalf("%s: %v", q.kind, err)
			}
			cells = append(cells, s)
		}
		kind := q.kind
		if q.raw {
			kind += " --raw"
		}
		if q.e2e {
			kind += " --end-to-end"
		}
		if q.only != "" {
			kind += " --only " + strings.ReplaceAll(q.only, "|", "\\|")
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", kind, q.set, strings.Join(cells, "; "))
	}
	head, was, tail := between(t, page, begin, end)
	if *update {
		if err := os.WriteFile(page, []byte(head+begin+b.String()+end+tail), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	number := regexp.MustCompile(`\d+\.\d`)
	if number.ReplaceAllString(was, "") != number.ReplaceAllString(b.String(), "") {
		t.Fatalf("%s does not show what is measured; run go test -run Quality -update .", page)
	}
	now := strings.Split(b.String(), "\n")
	better := 0
	for i, line := range strings.Split(was, "\n") {
		is := strings.Split(now[i], "; ")
		for j, f := range strings.Split(line, "; ") {
			// the first number of a figure is what counts: precision and recall may be traded for each other
			s, y := number.FindString(f), number.FindString(is[j])
			if s == y {
				continue
			}
			x, _ := strconv.ParseFloat(s, 64)
			z, _ := strconv.ParseFloat(y, 64)
			if errorFigure.MatchString(f) {
				x, z = -x, -z
			}
			if z < x-0.11 {
				t.Errorf("%s: %s got worse, the page says %s; mend it, or run go test -run Quality -update . and say why", strings.SplitN(line, "|", 3)[1], is[j], f)
			} else {
				better++
			}
		}
	}
	if better > 0 {
		t.Logf("%d figures are better than %s says; run go test -run Quality -update .", better, page)
	}
}

// between takes a page apart at the marks of the part that a test writes.
func between(t *testing.T, page, begin, end string) (head, part, tail string) {
	t.Helper()
	b, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok1 := strings.Cut(string(b), begin)
	part, tail, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatalf("%s has no %s and %s", page, begin, end)
	}
	return head, part, tail
}

// errorFigure knows the figures of which less is better.
var errorFigure = regexp.MustCompile(`wrong|flip|events per sentence`)

// figure shows one figure of a measure.
func figure(tree map[string]any, path string) (string, error) {
	var v any = tree
	name := path[strings.LastIndexByte(path, '.')+1:]
	for _, k := range strings.Split(path, ".") {
		m, ok := v.(map[string]any)
		if !ok {
			return "", fmt.Errorf("there is nothing at %q", path)
		}
		if k != "" {
			v = m[k]
		}
	}
	name = strings.TrimSpace(strings.NewReplacer("_f1", " F1", "_", " ", "uas", "UAS", "las", "LAS", "upos", "UPOS", "acc161", "within 161 km").Replace(name))
	switch name {
	case "token", "exact":
		name = path[:strings.IndexByte(path, '.')] + " (" + map[string]string{"token": "words", "exact": "exact"}[name] + ")"
	case "any", "root":
		name = map[string]string{"any": "an event found", "root": "of the right type"}[name]
	case "root source target":
		name = "with both parties"
	}
	switch x := v.(type) {
	case float64:
		return fmt.Sprintf("%s %.1f", name, x), nil
	case map[string]any:
		p, ok1 := x["precision"].(float64)
		r, ok2 := x["recall"].(float64)
		f, ok3 := x["f1"].(float64)
		if ok1 && ok2 && ok3 {
			return strings.TrimSpace(fmt.Sprintf("%s %.1f (%.1f / %.1f)", name, f, p, r)), nil
		}
	}
	return "", fmt.Errorf("there is no figure at %q", path)
}
