package who

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// keyOf writes a name the way the indexes know it: lower case, without "the" before it, accents, dots, apostrophes and
// brackets; hyphens and runs of space are one space. "The U.S." and "US" are one key, as are "al-Assad" and "Al Assad".
func keyOf(s string) string { return string(appendKey(nil, s)) }

func appendKey(b []byte, s string) []byte {
	if len(s) > 4 && (s[0] == 't' || s[0] == 'T') && (s[1] == 'h') && s[2] == 'e' && s[3] == ' ' {
		s = s[4:]
	}
	start := len(b)
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'A' <= c && c <= 'Z':
				b = append(b, c+'a'-'A')
			case c == '.' || c == '\'' || c == '[' || c == ']' || c == '"' || c == '`':
			case c == ' ' || c == '-' || c == '\n' || c == '\t' || c == '\r':
				if len(b) > start && b[len(b)-1] != ' ' {
					b = append(b, ' ')
				}
			default:
				b = append(b, c)
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch r {
		case '’', '‘', '“', '”', 'ʼ', 'ʿ', 'ʾ', '`':
			continue
		case '–', '—', '‐', '‑', '\u00a0', '\u202f':
			if len(b) > start && b[len(b)-1] != ' ' {
				b = append(b, ' ')
			}
			continue
		}
		r = unicode.ToLower(r)
		if p := plain(r); p != "" {
			b = append(b, p...)
		} else {
			b = utf8.AppendRune(b, r)
		}
	}
	if len(b) > start && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	return b
}

// The letters of plainFrom are written as those of plainTo at the same place.
const (
	plainFrom = "àáâãäåāăąçćčĉďđèéêëēėęěĝğġģĥìíîïīįıĵķĺļľłñńņňòóôõöøōőŕřśşšșţťțùúûüūůűųŵýÿźżžð"
	plainTo   = "aaaaaaaaaccccddeeeeeeeegggghiiiiiiijkllllnnnnoooooooorrsssstttuuuuuuuuwyyzzzd"
)

var plainOf = func() map[rune]string {
	m := map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th"}
	i := 0
	for _, r := range plainFrom {
		m[r] = plainTo[i : i+1]
		i++
	}
	return m
}()

// plain is a lower-case letter without its accent, or "" where it has none.
func plain(r rune) string { return plainOf[r] }

// isShortCapitals reports whether a name is an abbreviation of up to three capitals: "UN", "U.S.", "IRA".
func isShortCapitals(s string) bool {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'A' <= c && c <= 'Z':
			n++
		case c == '.':
		default:
			return false
		}
	}
	return n > 0 && n <= 3
}

// hasLower reports whether s has a lower-case letter.
func hasLower(s string) bool { return strings.IndexFunc(s, unicode.IsLower) >= 0 }

func hasUpper(s string) bool { return strings.IndexFunc(s, unicode.IsUpper) >= 0 }
