package main

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"daybook/model"
	"daybook/parse"
	"daybook/train/net"
)

// maxClasses is how many pairs of tags the lemmas may tell apart: package parse numbers them in a byte.
const maxClasses = 256

// inflection is a form with its lemma and tags.
type inflection struct{ form, lemma, xpos, upos string }

// lemmas learns for each word and pair of tags, and for each ending and pair, the most frequent script that turns form into lemma, from treebanks, and for
// words that those lack from more. An ending is kept only where its script differs from that of the next shorter ending known, a word
// only where it differs from its endings. Sections: "lemma.classes" (pairs of tags as "XPOS UPOS", most frequent
// first: the number of a pair is its line), "lemma.scripts", "lemma" (a dictionary of keys as parse.LemmaKeys makes them).
func lemmas(sections map[string][]byte, trees []net.Sentence, more []inflection) {
	classes := pairsOf(trees)
	number := make(map[string]uint8, len(classes))
	for i, c := range classes {
		number[c] = uint8(i)
	}
	l := &lemmaCounts{scripts: map[uint64]map[string]int{}, chains: map[uint64][]uint64{}}
	for i := range trees {
		s := &trees[i]
		for j, form := range s.Words {
			if class, ok := number[s.XPOS[j]+" "+s.UPOS[j]]; ok && s.Lemma[j] != "_" {
				l.add(form, s.Lemma[j], class, true)
			}
		}
	}
	for _, x := range more {
		if class, ok := number[x.xpos+" "+x.upos]; ok {
			l.add(x.form, x.lemma, class, false)
		}
	}
	dict, scripts := l.tables()
	model.EncodeDict(sections, "lemma", dict)
	model.EncodeStrings(sections, "lemma.scripts", scripts)
	model.EncodeStrings(sections, "lemma.classes", classes)
	say("%d entries for lemmas in %d pairs of tags, %d scripts", len(dict), len(classes), len(scripts))
}

// pairsOf lists the pairs of tags, most frequent first, but for those seen once or twice.
func pairsOf(trees []net.Sentence) []string {
	count := map[string]int{}
	for i := range trees {
		for j, x := range trees[i].XPOS {
			count[x+" "+trees[i].UPOS[j]]++
		}
	}
	var out []string
	for p, n := range count {
		if n > 2 {
			out = append(out, p)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if a, b := count[out[i]], count[out[j]]; a != b {
			return a > b
		}
		return out[i] < out[j]
	})
	return out[:min(len(out), maxClasses)]
}

// lemmaCounts is how often each key had each script.
type lemmaCounts struct {
	scripts map[uint64]map[string]int
	chains  map[uint64][]uint64 // from the key of a word to all its keys
	plain   []byte
}

// add counts a form. One that is no text but made by rule counts only where the texts lack it.
func (l *lemmaCounts) add(form, lemma string, class uint8, text bool) {
	r, _ := utf8.DecodeRuneInString(form)
	l.plain = parse.PlainForm(l.plain[:0], form)
	keys := parse.LemmaKeys(nil, l.plain, unicode.IsUpper(r), class)
	known := l.chains[keys[0]] != nil
	if known && !text {
		return
	}
	script := parse.LemmaScript(form, lemma)
	if shouted(form) && script != "K0" && !strings.HasPrefix(script, "L") {
		return // "MERCURY" to "Mercury" would be learned as a rule for "Mercury"
	}
	for k, key := range keys {
		if l.scripts[key] == nil {
			l.scripts[key] = map[string]int{}
		}
		if k == 0 || !known { // endings count each word once: rare words tell the rule
			l.scripts[key][script]++
		}
	}
	l.chains[keys[0]] = keys
}

// shouted reports whether a word of several letters is in capitals throughout.
func shouted(s string) bool {
	return utf8.RuneCountInString(s) > 1 && strings.ToUpper(s) == s && strings.ToLower(s) != s
}

// best is the most frequent script of a key and how often it was met.
func (l *lemmaCounts) best(key uint64) (string, int) {
	script, n := "", 0
	for s, k := range l.scripts[key] {
		if k > n || k == n && s < script {
			script, n = s, k
		}
	}
	return script, n
}

func (l *lemmaCounts) tables() (dict map[uint64]uint32, scripts []string) {
	dict = map[uint64]uint32{}
	number := map[string]uint32{}
	var words []uint64
	for k := range l.chains {
		words = append(words, k)
	}
	sort.Slice(words, func(i, j int) bool { return words[i] < words[j] })
	for _, w := range words {
		keys := l.chains[w]
		last := ""
		for k := len(keys) - 1; k >= 0; k-- {
			s, n := l.best(keys[k])
			if k > 0 && k < len(keys)-1 && n < 2 {
				continue
			}
			if s != last {
				v, ok := number[s]
				if !ok {
					v = uint32(len(scripts))
					number[s] = v
					scripts = append(scripts, s)
				}
				dict[keys[k]] = v
			}
			last = s
		}
	}
	return dict, scripts
}
