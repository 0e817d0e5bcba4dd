package main

import (
	"sort"

	"daybook/model"
	"daybook/parse"
)

// lemmas learns for each word and tag, and for each ending and tag, the most frequent script, and writes them to sections.
// An ending is kept only where its script differs from that of the next shorter ending known, a word only where it
// differs from its endings.
func (t *task) lemmas(sections map[string][]byte, train []sentence) {
	type tally map[string]int
	counts := map[uint64]tally{}
	chains := map[uint64][]uint64{} // from the key of a word to all its keys
	var buf []byte
	for i := range train {
		s := &train[i]
		for j := range s.tokens {
			x := &s.tokens[j]
			if s.tags[j] == noTag || x.Lemma == "_" {
				continue
			}
			form := x.Of(s.text)
			c := parse.LemmaScript(form, x.Lemma)
			buf = parse.PlainForm(buf[:0], form)
			keys := parse.LemmaKeys(nil, buf, s.words[j].Capital, s.tags[j])
			for k, key := range keys {
				if counts[key] == nil {
					counts[key] = tally{}
				}
				if k == 0 || chains[keys[0]] == nil { // endings count each word once: rare words tell the rule
					counts[key][c]++
				}
			}
			chains[keys[0]] = keys
		}
	}
	best := func(key uint64) (string, int) {
		b, n := "", 0
		for c, k := range counts[key] {
			if k > n || k == n && c < b {
				b, n = c, k
			}
		}
		return b, n
	}
	number := map[string]uint32{}
	var scripts []string
	dict := map[uint64]uint32{}
	keep := func(key uint64, c string) {
		v, ok := number[c]
		if !ok {
			v = uint32(len(scripts))
			number[c] = v
			scripts = append(scripts, c)
		}
		dict[key] = v
	}
	var words []uint64
	for k := range chains {
		words = append(words, k)
	}
	sort.Slice(words, func(i, j int) bool { return words[i] < words[j] })
	for _, w := range words {
		keys := chains[w]
		last := ""
		for k := len(keys) - 1; k >= 0; k-- {
			c, n := best(keys[k])
			if k > 0 && k < len(keys)-1 && n < 2 {
				continue
			}
			if c != last {
				keep(keys[k], c)
			}
			last = c
		}
	}
	model.EncodeDict(sections, "lemma", dict)
	model.EncodeStrings(sections, "lemma.scripts", scripts)
	say("%d entries for lemmas, %d scripts", len(dict), len(scripts))
}
