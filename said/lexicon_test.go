package said_test

import (
	"path/filepath"
	"testing"

	"daybook"
	"daybook/check"
	"daybook/data"
	"daybook/rule"
	"daybook/said"
)

// budget is how many of the sentences may fail, nearly all for a wrong tree; unwanted how many of those are statements that must not
// come out. Which sentences fail changes with the model of the parser, so they are logged, not listed.
const budget, unwanted = 8, 1

// TestSentences runs the yes and no sentences of the cue lexicons through the whole machine.
func TestSentences(t *testing.T) {
	e, err := daybook.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := rule.Load[said.Entry](data.FS, check.CueFiles)
	if err != nil {
		t.Fatal(err)
	}
	n, failed, wrong, lemmas := 0, 0, 0, map[string]bool{}
	for _, x := range entries {
		for _, l := range x.Rule.Lemmas {
			lemmas[filepath.Base(x.File)+" "+l] = true
		}
		n += len(x.Rule.Yes) + len(x.Rule.No)
		for _, f := range check.Cue(e, x) {
			t.Log(f)
			failed++
			if f.No {
				wrong++
			}
		}
	}
	if failed > budget || wrong > unwanted {
		t.Errorf("%d sentences fail, %d may; %d statements came out that must not, %d may", failed, budget, wrong, unwanted)
	}
	t.Logf("%d entries, %d words, %d sentences, %d do not come out", len(entries), len(lemmas), n, failed)
}
