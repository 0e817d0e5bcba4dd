package score

import (
	"daybook/score/conllu"
	"fmt"
)

// ParseFigures is what `score parse` prints. On gold tokens the figures are accuracies; with Raw they are F1 over words
// aligned as in the CoNLL 2018 shared task.
type ParseFigures struct {
	Kind       string         `json:"kind"`
	Raw        bool           `json:"raw,omitempty"`
	Documents  int            `json:"documents"`
	Sentences  int            `json:"sentences"` // of the gold
	Words      int            `json:"words"`     // of the gold
	SentenceF1 *float64       `json:"sentence_f1,omitempty"`
	WordF1     *float64       `json:"word_f1,omitempty"`
	UPOS       float64        `json:"upos"`
	XPOS       float64        `json:"xpos"`
	Lemma      float64        `json:"lemma"`
	Feats      float64        `json:"feats"` // universal features all right
	UAS        float64        `json:"uas"`
	LAS        float64        `json:"las"`            // universal relations, all tokens
	LASFull    float64        `json:"lasfull"`        // with subtypes
	Core       PRF            `json:"core_relations"` // nsubj, nsubj:pass, obj, obl:agent, ccomp, parataxis together
	Relations  map[string]PRF `json:"relations"`
}

// parseScore measures tags, lemmas and trees on CoNLL-U files.
func parseScore(path string, o Options) (any, error) {
	files, err := filesUnder(path, o.Only, ".conllu")
	if err != nil {
		return nil, fmt.Errorf("score parse: %w", err)
	}
	t := conllu.Tally{Analyse: o.Engine.Analyse, Parse: o.Engine.Parse, Errors: o.Errors}
	for _, f := range files {
		r, err := openFile(f)
		if err != nil {
			return nil, fmt.Errorf("score parse: %w", err)
		}
		gold, err := conllu.Read(r)
		r.Close()
		if err != nil {
			return nil, fmt.Errorf("score parse: %s: %w", f, err)
		}
		for _, d := range conllu.Documents(gold) {
			t.Add(d, o.Raw)
		}
	}
	f1 := func(n int) float64 { return Percent(2*n, t.Gold+t.Found) }
	out := ParseFigures{Kind: "parse", Raw: o.Raw, Documents: t.Documents, Sentences: t.SentGold, Words: t.Gold,
		UPOS: f1(t.UPOS), XPOS: f1(t.XPOS), Lemma: f1(t.Lemma), Feats: f1(t.Feats), UAS: f1(t.UAS), LAS: f1(t.LAS), LASFull: f1(t.Full),
		Core: NewPRF(t.Core.Matched, t.Core.Found, t.Core.Gold), Relations: map[string]PRF{}}
	if o.Raw {
		s, w := Percent(2*t.SentBoth, t.SentGold+t.SentFound), f1(t.Words)
		out.SentenceF1, out.WordF1 = &s, &w
	}
	for r, c := range t.Relations {
		out.Relations[r] = NewPRF(c.Matched, c.Found, c.Gold)
	}
	return out, nil
}
