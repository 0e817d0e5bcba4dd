// Package net trains the network behind parse and names: one encoder with several heads.
package net

import (
	"sort"
	"sync"

	"daybook/parse"
)

// Vocabulary is the rows of words with what training needs beside them.
type Vocabulary struct {
	Forms []string // lower case, most frequent first
	*parse.Rows
	Written []byte // how each form is written inside sentences, as parse has it; nil: unknown
	mutex   sync.Mutex
	cache   map[string][]int32
}

// newVocabulary numbers forms.
func newVocabulary(forms []string, buckets int) *Vocabulary {
	return &Vocabulary{Forms: forms, Rows: parse.NewRows(forms, buckets), cache: map[string][]int32{}}
}

// NewVocabulary keeps the most frequent forms.
func NewVocabulary(count map[string]int, size, atLeast, buckets int) *Vocabulary {
	var forms []string
	for f, n := range count {
		if n >= atLeast {
			forms = append(forms, f)
		}
	}
	sort.Slice(forms, func(i, j int) bool {
		a, b := forms[i], forms[j]
		if count[a] != count[b] {
			return count[a] > count[b]
		}
		return a < b
	})
	return newVocabulary(forms[:min(size, len(forms))], buckets)
}

// Word gives the rows of a word. The slice is shared and must not be changed.
func (v *Vocabulary) Word(word string) []int32 {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	r, ok := v.cache[word]
	if !ok {
		r = v.Of(word, nil)
		v.cache[word] = r
	}
	return r
}

// written is Written, or that nothing is known.
func (v *Vocabulary) written() []byte {
	if v.Written == nil {
		return make([]byte, len(v.Forms))
	}
	return v.Written
}
