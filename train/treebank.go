package main

import (
	"fmt"
	"os"
	"sort"

	"daybook/model"
	"daybook/parse"
	"daybook/score/conllu"
	"daybook/text"
)

// sentence is a gold sentence as the learners see it.
type sentence struct {
	text   string // the forms joined by spaces
	tokens []text.Token
	tags   []uint8 // gold class of the tagger
	heads  []int32 // gold heads, the number of words for the root
	rels   []uint8
	words  []model.Word
	group  int // number of the document
}

// readTreebanks reads CoNLL-U files. known may be nil.
func readTreebanks(known *model.Dict, paths ...string) ([]sentence, error) {
	var out []sentence
	group := 0
	for _, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			return nil, err
		}
		gold, err := conllu.Read(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
		for _, g := range gold {
			if g.NewDoc {
				group++
			}
			s := sentence{group: group}
			for _, w := range g.Words {
				if s.text != "" {
					s.text += " "
				}
				start := int32(len(s.text))
				s.text += w.Form
				s.tokens = append(s.tokens, text.Token{Span: text.Span{Start: start, End: int32(len(s.text))}, Lemma: w.Lemma, UPOS: w.UPOS, XPOS: w.XPOS, Head: int32(w.Head), Rel: w.Rel})
			}
			s.words = parse.Look(s.text, s.tokens, nil, known)
			out = append(out, s)
		}
	}
	return out, nil
}

// inventory lists what key gives for the tokens, most frequent first, dropping what is rarer than least; at most limit.
func inventory(all []sentence, least, limit int, key func(*text.Token) string) []string {
	count := map[string]int{}
	for i := range all {
		for j := range all[i].tokens {
			count[key(&all[i].tokens[j])]++
		}
	}
	var out []string
	for k, n := range count {
		if n >= least {
			out = append(out, k)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if a, b := count[out[i]], count[out[j]]; a != b {
			return a > b
		}
		return out[i] < out[j]
	})
	if len(out) > limit {
		out = out[:limit]
	}
	return out
}
