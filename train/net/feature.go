// Package net trains the network behind parse and names: one encoder with several heads.
package net

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A word is turned into rows of one embedding table: one row for its form where it is frequent enough, and hashed rows
// for its prefixes, suffixes and shape.
const (
	unknownRow = 0
	maskRow    = 1
	firstForm  = 2
)

// Vocabulary maps forms to rows.
type Vocabulary struct {
	Forms   []string // lower case, most frequent first; form i has row firstForm+i
	Buckets int
	index   map[string]int32
	cache   map[string][]int32
}

// NewVocabulary keeps the most frequent forms.
func NewVocabulary(count map[string]int, size, atLeast, buckets int) *Vocabulary {
	v := &Vocabulary{Buckets: buckets}
	for f, n := range count {
		if n >= atLeast {
			v.Forms = append(v.Forms, f)
		}
	}
	sort.Slice(v.Forms, func(i, j int) bool {
		a, b := v.Forms[i], v.Forms[j]
		if count[a] != count[b] {
			return count[a] > count[b]
		}
		return a < b
	})
	v.Forms = v.Forms[:min(size, len(v.Forms))]
	v.build()
	return v
}

func (v *Vocabulary) build() {
	v.index = make(map[string]int32, len(v.Forms))
	for i, f := range v.Forms {
		v.index[f] = int32(firstForm + i)
	}
	v.cache = map[string][]int32{}
}

// Rows is the number of rows of the table.
func (v *Vocabulary) Rows() int { return firstForm + len(v.Forms) + v.Buckets }

// normal folds what the network should not tell apart: curly quotes and dashes.
func normal(word string) string {
	if isASCII(word) {
		return word
	}
	return strings.NewReplacer("’", "'", "‘", "'", "“", "\"", "”", "\"", "—", "--", "–", "-", "…", "...").Replace(word)
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// form is the key of a word in the vocabulary: lower case, digits folded.
func form(word string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsDigit(c) {
			return '0'
		}
		return unicode.ToLower(c)
	}, normal(word))
}

// shape is the pattern of capitals, digits and marks with runs cut to two: "Xx", "XX", "0-0".
func shape(word string) string {
	var b strings.Builder
	var last rune
	run := 0
	for _, c := range normal(word) {
		switch {
		case unicode.IsUpper(c):
			c = 'X'
		case unicode.IsLetter(c):
			c = 'x'
		case unicode.IsDigit(c):
			c = '0'
		}
		if c == last {
			run++
		} else {
			last, run = c, 1
		}
		if run <= 2 {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// Word gives the rows of a word. The slice is shared and must not be changed.
func (v *Vocabulary) Word(word string) []int32 {
	if r, ok := v.cache[word]; ok {
		return r
	}
	f := form(word)
	id, ok := v.index[f]
	if !ok {
		id = unknownRow
	}
	r := []int32{id}
	add := func(kind byte, s string) {
		h := uint32(2166136261)
		h = (h ^ uint32(kind)) * 16777619
		for i := 0; i < len(s); i++ {
			h = (h ^ uint32(s[i])) * 16777619
		}
		h ^= h >> 15
		r = append(r, int32(firstForm+len(v.Forms))+int32(h%uint32(v.Buckets)))
	}
	add('s', shape(word))
	n := normal(word)
	for k, i := 1, 0; k <= 3 && i < len(n); k++ {
		_, w := utf8.DecodeRuneInString(n[i:])
		i += w
		add(byte('0'+k), n[:i])
	}
	for k, i := 1, len(f); k <= 5 && i > 0; k++ {
		_, w := utf8.DecodeLastRuneInString(f[:i])
		i -= w
		add(byte('a'+k), f[i:])
	}
	v.cache[word] = r
	return r
}
