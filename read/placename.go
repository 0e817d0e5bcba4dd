package read

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The limits of the names in a dateline: "HEMPSTEAD, N.Y.", "Agence France-Presse".
const (
	placeParts  = 4 // town, county, state, country
	nameWords   = 6
	longestName = 60 // bytes of an outlet
)

// placePrefix returns the length of the place at the start of s: up to four parts behind commas, each of up to six
// capitalised words among which particles may stand ("Bosnia and Herzegovina", "BEIRUT/DAMASCUS"). 0: there is none.
func placePrefix(s string) int {
	end := placePart(s)
	for n := 1; end > 0 && n < placeParts; n++ {
		rest := s[end:]
		if !strings.HasPrefix(rest, ",") {
			break
		}
		at := 1
		if strings.HasPrefix(rest, ", ") {
			at = 2
		}
		part := placePart(rest[at:])
		if part == 0 {
			break
		}
		end += at + part
	}
	return end
}

func placePart(s string) int {
	end := capitalised(s, "'’.-")
	for n := 1; end > 0 && n < nameWords && end < len(s); n++ {
		if s[end] != ' ' && s[end] != '/' && s[end] != '-' {
			break
		}
		next := capitalised(s[end+1:], "'’.-")
		if next == 0 {
			w := s[end+1:]
			if i := strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
				w = w[:i]
			}
			if !placeParticle(w) {
				break
			}
			next = len(w)
		}
		end += 1 + next
	}
	return end
}

// capitalised returns the length of the word at the start of s that begins with a capital and goes on with letters and
// the marks in with.
func capitalised(s, with string) int {
	for i, r := range s {
		switch {
		case i == 0:
			if !unicode.IsUpper(r) {
				return 0
			}
		case unicode.IsLetter(r), unicode.IsMark(r), strings.ContainsRune(with, r):
		default:
			return i
		}
	}
	return len(s)
}

func placeParticle(w string) bool {
	switch w {
	case "of", "and", "the", "de", "del", "la", "el", "al", "ad", "bin", "upon", "sur", "am":
		return true
	}
	return false
}

// outletIn reads an outlet between two marks at the start of s, white space before: "(The Guardian)", "/TASS/". length
// counts all of it.
func outletIn(s, opening, closing string) (name string, length int) {
	t := strings.TrimLeft(s, " \u00A0")
	if !strings.HasPrefix(t, opening) {
		return "", 0
	}
	inner := t[len(opening):]
	end := strings.Index(inner, closing)
	if end <= 0 || end > longestName || !isOutlet(inner[:end]) {
		return "", 0
	}
	return inner[:end], len(s) - len(inner) + end + len(closing)
}

// isOutlet reports whether s can be the name of an outlet: up to six words, the first with a capital, the others too or
// numbers or particles.
func isOutlet(s string) bool {
	for n, w := range strings.Split(s, " ") {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case n >= nameWords:
			return false
		case unicode.IsUpper(r):
			for _, r := range w {
				if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune("'’.&/-", r) {
					return false
				}
			}
		case n > 0 && (placeParticle(w) || w == "-" || w != "" && strings.Trim(w, "0123456789") == ""):
		default:
			return false
		}
	}
	return true
}

// dashAt reads the dash or colon at the start of s, white space before and behind it. mark is "" where there is none.
func dashAt(s string) (before int, mark string, behind int) {
	t := strings.TrimLeft(s, " \t\u00A0")
	before = len(s) - len(t)
	for _, d := range []string{"—", "–", "―", "−", "-", ":"} {
		if strings.HasPrefix(t, d) {
			mark = d
			break
		}
	}
	if mark == "-" {
		mark = t[:len(t)-len(strings.TrimLeft(t, "-"))]
	}
	t = t[len(mark):]
	return before, mark, len(t) - len(strings.TrimLeft(t, " \t\u00A0"))
}
