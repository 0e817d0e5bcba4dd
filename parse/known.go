package parse

import (
	"unicode"
	"unicode/utf8"

	"daybook/model"
)

// What a stretch of words is known to be, from lists of names. A stretch may be several things.
const (
	KnownCity = 1 << iota
	KnownCountry
	KnownRegion
	KnownPerson
	KnownFirst // first word of a person's name
	KnownLast  // last word of a person's name
	KnownBody
	KnownPeople // a nation or its adjective
	KnownFacility
	KnownEvent
	KnownProduct
	KnownCommon // a word of the dictionary that is no name by itself
	knownKinds  = iota
)

// Places of a word in a known name. Names written small have places of their own.
const (
	knownFirst = iota
	knownInner
	knownLast
	knownOnly
	knownSmall
	knownPlaces = 2 * knownSmall
)

const (
	// MaxKnown is the largest number of words of a known name.
	MaxKnown = 5
	// knownOwn is the number of things that may be known of a word: what it is part of, and its place there.
	knownOwn = knownKinds * knownPlaces
	// KnownRows is the number of things that may be known of a word, of the word before it and of the word behind it.
	KnownRows = 3 * knownOwn
)

// Known is what lists of names say of stretches of words: KnownCity and so on, by KnownKey of their words.
type Known struct{ dict *model.Dict }

// NewKnown reads the list in the sections known of a model.
func NewKnown(f *model.File) (Known, error) {
	d, err := f.Dict("known")
	return Known{d}, err
}

// KnownWord is the key of a word, in which capitals, digits and the shapes of marks make no difference.
func KnownWord(word string) uint64 { return model.HashString(RowForm(word)) }

// KnownKey adds a word to the key of the words before it, which is 0 at first.
func KnownKey(key, word uint64) uint64 { return model.Mix(key+1, word) }

// Begins reports whether a word is written as names begin: with a capital or a figure.
func Begins(word string) bool {
	c, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(c) || unicode.IsDigit(c)
}

// Find appends for each word of a sentence what is known of it: its place in the longest known name there, from left to right, or nothing. A name may be
// written small throughout, but then a word of the dictionary alone is none. keys are KnownWord of the words, begins is Begins. Rows gives what is meant.
func (k Known) Find(to []uint32, keys []uint64, begins []bool) []uint32 {
	at := len(to)
	for range keys {
		to = append(to, 0)
	}
	out := to[at:]
	for i := 0; i < len(keys); i++ {
		key, size, kinds := uint64(0), 0, uint32(0)
		for j := i; j < min(len(keys), i+MaxKnown) && (begins[i] || !begins[j]); j++ {
			key = KnownKey(key, keys[j])
			if v, ok := k.dict.Get(key); ok {
				size, kinds = j+1-i, v
			}
		}
		small := uint32(0)
		if !begins[i] {
			if small = knownSmall; kinds&KnownCommon != 0 {
				continue
			}
		}
		for j := range size {
			place := knownInner
			switch {
			case size == 1:
				place = knownOnly
			case j == 0:
				place = knownFirst
			case j == size-1:
				place = knownLast
			}
			out[i+j] = kinds*knownPlaces + uint32(place) + small
		}
		i += max(size-1, 0)
	}
	return to
}

// Rows appends the numbers, below KnownRows, of what Find said of the word with the given number and of its neighbours.
func (Known) Rows(to []int32, found []uint32, word int) []int32 {
	for n, w := range [...]int{word, word - 1, word + 1} {
		if w < 0 || w >= len(found) || found[w] == 0 {
			continue
		}
		place := found[w] % knownPlaces
		for b := range uint32(knownKinds) {
			if found[w]/knownPlaces>>b&1 != 0 {
				to = append(to, int32(n*knownOwn)+int32(b*knownPlaces+place))
			}
		}
	}
	return to
}
