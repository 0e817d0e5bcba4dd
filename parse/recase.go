package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"daybook/text"
)

// Recaser is an analyser that knows how words are written inside sentences.
type Recaser interface {
	// Recased gives a stretch of text that is in capitals throughout the capitals that such a text mostly has. Every letter stays at its byte.
	Recased(capitals string) string
}

// Recased is the text with the blocks that are in capitals throughout, as old wires and cables are, written as it would be otherwise: the other stages go by capitals. Every
// letter stays at its byte, so what they mark holds for the text as it was. Where no block is in capitals, it is the text itself.
func (s *Stage) Recased(all string, blocks []text.Span) string {
	r, ok := s.analyser.(Recaser)
	if !ok {
		return all
	}
	var b []byte
	for _, x := range blocks {
		if !shouted(x.Of(all)) {
			continue
		}
		if b == nil {
			b = []byte(all)
		}
		copy(b[x.Start:x.End], r.Recased(x.Of(all)))
	}
	if b == nil {
		return all
	}
	return string(b)
}

// shouted reports whether a stretch of text has several words and hardly a small letter: a name or an abbreviation alone is not shouted.
func shouted(s string) bool {
	upper, lower, words := 0, 0, 0
	in := 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			upper++
			in++
		case unicode.IsLower(r):
			lower++
			in++
		default:
			if in > 3 {
				words++
			}
			in = 0
		}
	}
	return upper >= 30 && words >= 5 && lower*20 <= upper
}

// Recased writes a word small where it is mostly written so inside sentences, in capitals where it is an abbreviation, else with a capital: what the vocabulary does not
// have is a name, unless it ends like a common word. Sentences begin with a capital.
func (n *Network) Recased(capitals string) string {
	var s headcaseScratch
	out := make([]byte, 0, len(capitals))
	begins := true
	for i := 0; i < len(capitals); {
		r, size := utf8.DecodeRuneInString(capitals[i:])
		if !unicode.IsLetter(r) {
			out = append(out, capitals[i:i+size]...)
			switch {
			case r == '!' || r == '?' || r == '.' && !abbreviated(capitals, i) || r == '\n' && strings.HasSuffix(capitals[:i], "\n"):
				begins = true
			case r == ']': // "-- [TEXT] THE ARMY", not "THE FRONT [PFA] HAD"
				open := strings.LastIndexByte(capitals[:i], '[')
				before := strings.TrimRight(capitals[:max(open, 0)], " \n")
				begins = begins || before == "" || strings.ContainsAny(before[len(before)-1:], "-].")
			case unicode.IsDigit(r):
				begins = false
			}
			i += size
			continue
		}
		end := i
		for end < len(capitals) {
			r, size := utf8.DecodeRuneInString(capitals[end:])
			inner := (r == '\'' || r == '’') && end+size < len(capitals) && unicode.IsLetter(rune(capitals[end+size]))
			if !unicode.IsLetter(r) && !inner {
				break
			}
			end += size
		}
		word := capitals[i:end]
		out = n.recase(out, &s, word, begins, i > 0 && capitals[i-1] == '[' && end < len(capitals) && capitals[end] == ']')
		begins = false
		i = end
	}
	return string(out)
}

// abbreviated reports whether the stop at byte i ends a single letter: "U.S."
func abbreviated(s string, i int) bool {
	return i >= 1 && (i == 1 || !unicode.IsLetter(rune(s[i-2])))
}

// recase appends a word; label: it stands in brackets by itself, as an abbreviation behind what it is short for does.
func (n *Network) recase(to []byte, s *headcaseScratch, word string, begins, label bool) []byte {
	base, tail := word, ""
	if k := strings.IndexAny(word, "'’"); k > 0 { // "COUNTRY'S", "DON'T"
		base, tail = word[:k], word[k:]
	}
	w := n.headcase.look(s, base)
	single := utf8.RuneCountInString(base) == 1
	as := withCapital
	switch {
	case label && w.written != WrittenSmall && len(base) <= 6 || w.written == WrittenUpper || single && base != "A" && !strings.HasPrefix(tail, "'"):
		return append(append(to, base...), small(tail)...)
	case w.small() || single && base == "A" || w.written == WrittenMixed:
		as = inLower
	case w.written == WrittenUnknown && commonEnding(base):
		as = inLower
	case w.written == WrittenUnknown && len(base) <= 5 && !strings.ContainsAny(base, "AEIOUY"):
		return append(append(to, base...), small(tail)...)
	}
	if as == inLower && begins {
		as = withCapital
	}
	for i, r := range base {
		if l := unicode.ToLower(r); (i > 0 || as == inLower) && utf8.RuneLen(l) == utf8.RuneLen(r) {
			r = l
		}
		to = utf8.AppendRune(to, r)
	}
	return append(to, small(tail)...)
}

// small writes what stands behind an apostrophe small, letter by letter at its byte.
func small(s string) string {
	return strings.Map(func(r rune) rune {
		if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
			return l
		}
		return r
	}, s)
}

// commonEnding reports whether a word that the vocabulary lacks ends as verbs, adjectives and abstract nouns do.
func commonEnding(word string) bool {
	for _, e := range [...]string{"ING", "TION", "TIONS", "MENT", "MENTS", "NESS", "LY", "ED", "ABLE", "IBLE", "OUS", "IVE", "IVES", "IZE", "IZED", "ISTS", "ISM", "ITY", "ITIES", "LESS", "FUL", "FULLY", "ERS"} {
		if len(word) > len(e)+3 && strings.HasSuffix(word, e) {
			return true
		}
	}
	return false
}
