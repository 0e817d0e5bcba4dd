package parse

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"daybook/rule"
)

// abbreviation tells what may follow a word that keeps its full stop.
type abbreviation uint8

const (
	isNone abbreviation = iota
	isAny
	isTitle
	isNumber
	isPlace
)

const abbreviationPath = "lexicon/abbreviation.tsv"

// loadAbbreviations reads the list of abbreviations; its head describes it. What is good stands beside the
// faults.
func loadAbbreviations(fsys fs.FS) (map[string]abbreviation, error) {
	b, err := fs.ReadFile(fsys, abbreviationPath)
	if err != nil {
		return nil, fmt.Errorf("abbreviations: %w", err)
	}
	kinds := map[string]abbreviation{"any": isAny, "title": isTitle, "number": isNumber, "place": isPlace}
	out := map[string]abbreviation{}
	var faults []error
	for i, l := range strings.Split(string(b), "\n") {
		l = strings.TrimSuffix(l, "\r")
		if l == "" || l[0] == '#' || l == "word\tkind" {
			continue
		}
		word, kind, _ := strings.Cut(l, "\t")
		k, ok := kinds[kind]
		if !ok {
			faults = append(faults, rule.Fault{File: abbreviationPath, Line: i + 1, Column: min(len(word)+2, len(l)+1), What: fmt.Sprintf("kind %q of %q is none of any, title, number, place", kind, word)})
			continue
		}
		out[word] = k
	}
	return out, errors.Join(faults...)
}

// abbreviation looks w up; what is written in capitals is looked up as a title with one ("GEN").
func (z *tokenizer) abbreviation(w string) abbreviation {
	if x, ok := z.abbreviations[w]; ok || len(w) < 3 || len(w) > 6 {
		return x
	}
	for i := 0; i < len(w); i++ {
		if w[i] < 'A' || w[i] > 'Z' {
			return isNone
		}
	}
	if x := z.abbreviations[w[:1]+strings.ToLower(w[1:])]; x == isTitle {
		return x
	}
	return isNone
}

// keepsStop reports whether the full stop at i belongs to the word text[a:i] before it.
func (z *tokenizer) keepsStop(a, i int) bool {
	t := z.text
	w := t[a:i]
	if k := strings.LastIndexAny(w, "-/(["); k >= 0 && k+1 < len(w) {
		w = w[k+1:]
	}
	if w == "" {
		return false
	}
	if _, n := utf8.DecodeRuneInString(w); n == len(w) {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(r) {
			return z.initial(a, i)
		}
	}
	if dotted(w) {
		return true
	}
	switch z.abbreviation(w) {
	case isNone:
		return false
	case isNumber:
		r := z.nextRune(i + 1)
		return unicode.IsDigit(r) || r == '#'
	case isPlace:
		// "Springfield, Mass.", "(D-Wis.)"
		n := len(z.out)
		if a < i-len(w) {
			return t[i-len(w)-1] == '-'
		}
		return n > 0 && t[z.out[n-1].Start:z.out[n-1].End] == ","
	}
	return true
}

// nextRune is the first rune at or behind i that is no space.
func (z *tokenizer) nextRune(i int) rune {
	for k := 0; i < len(z.text) && k < 4; k++ {
		r, n := utf8.DecodeRuneInString(z.text[i:])
		if !space(r) {
			return r
		}
		i += n
	}
	return 0
}

// initial reports whether the capital letter text[a:i] before a full stop abbreviates a name: a name or another initial
// stands behind it, and it is not the pronoun.
func (z *tokenizer) initial(a, i int) bool {
	r := z.nextRune(i + 1)
	if !unicode.IsUpper(r) { // the sentence goes on, so the stop does not end it
		return r == ',' || unicode.IsLower(r)
	}
	if z.text[a:i] != "I" {
		return true
	}
	n := len(z.out)
	if n == 0 {
		return true
	}
	p, _ := utf8.DecodeRuneInString(z.text[z.out[n-1].Start:])
	return unicode.IsUpper(p)
}

// dotted reports whether w is letters with stops between them, as the inside of "U.S." or "Ph.D.".
func dotted(w string) bool {
	if strings.IndexByte(w, '.') <= 0 {
		return false
	}
	n := 0
	for _, r := range w {
		switch {
		case r == '.':
			if n == 0 {
				return false
			}
			n = 0
		case unicode.IsLetter(r):
			n++
			if n > 2 {
				return false
			}
		default:
			return false
		}
	}
	return n > 0
}
