package score

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"daybook"
	"daybook/data"
)

// udsUD is a UD file of our own: two sentences in another order than the judgements count them.
const udsUD = `# sent_id = b-2
# text = Please close the gate .
1	Please	please	INTJ	UH	_	2	discourse	_	_
2	close	close	VERB	VB	_	0	root	_	_
3	the	the	DET	DT	_	4	det	_	_
4	gate	gate	NOUN	NN	_	2	obj	_	_
5	.	.	PUNCT	.	_	2	punct	_	_

# sent_id = a-1
# text = The miller opened the gate and would not sell it .
1	The	the	DET	DT	_	2	det	_	_
2	miller	miller	NOUN	NN	_	3	nsubj	_	_
3	opened	open	VERB	VBD	_	0	root	_	_
4	the	the	DET	DT	_	5	det	_	_
5	gate	gate	NOUN	NN	_	3	obj	_	_
6	and	and	CCONJ	CC	_	9	cc	_	_
7	would	would	AUX	MD	_	9	aux	_	_
8	not	not	PART	RB	_	9	advmod	_	_
9	sell	sell	VERB	VB	_	3	conj	_	_
10	it	it	PRON	PRP	_	9	obj	_	_
11	.	.	PUNCT	.	_	3	punct	_	_

`

func TestFactuality(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	judged := func(n, v string) string { return `"p-` + n + `": {"factuality": {"factual": {"value": ` + v + `}}}` }
	write("x-dev.conllu", udsUD)
	write("ud_ids.json", `{"ewt-dev-1": {"sentence_id": "a-1"}, "ewt-dev-2": {"sentence_id": "b-2"}}`)
	// of the two sentences of dev three predicates are right, and one is judged otherwise than anybody would; the last lies behind the end of its sentence
	path := write("factuality.json", `{"data": {"ewt-dev-1": {`+judged("3", "1.1")+`, `+judged("9", "-1.2")+`}, "ewt-dev-2": {`+judged("2", "0.4")+`, `+judged("77", "1")+`},
		"ewt-train-1": {`+judged("3", "1")+`}}}`)
	e, err := daybook.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	var misses strings.Builder
	for _, p := range []string{path, dir} {
		got, err := Run("factuality", p, Options{Engine: e, Errors: &misses})
		if err != nil {
			t.Fatal(err)
		}
		if f := got.(FactualityFigures); f.Predicates != 3 || f.Accuracy != 66.67 || f.NotHappened.Matched != 1 || f.NotHappened.Found != 2 || f.NotHappened.Gold != 1 {
			t.Errorf("%s: %+v\n%s", p, f, misses.String())
		}
	}
	if !strings.Contains(misses.String(), "ewt-dev-2\tclose\tjudged 0.40, ours") {
		t.Errorf("the miss is not told: %q", misses.String())
	}
	if _, err := Run("factuality", path, Options{Engine: e, Only: regexp.MustCompile("ewt-train-1")}); err == nil || !strings.Contains(err.Error(), "train.conllu") {
		t.Errorf("a part without its UD file gives %v", err)
	}
	if _, err := Run("factuality", path, Options{Engine: e, Only: regexp.MustCompile("nothing")}); err == nil || !strings.Contains(err.Error(), "nothing") {
		t.Errorf("a pattern that picks nothing gives %v", err)
	}
	if _, err := Run("factuality", write("broken.json", "{"), Options{Engine: e}); err == nil || !strings.Contains(err.Error(), "broken.json") {
		t.Errorf("a broken file gives %v", err)
	}
}
