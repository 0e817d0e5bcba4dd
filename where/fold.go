package where

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold brings a place name into the form of the gazetteer's keys: small letters without accents, apostrophes and full stops,
// one space where the name had spaces, hyphens or other marks, and "saint" for "St". Names that differ only in these are one key.
func Fold(name string) string { return string(appendFold(nil, name)) }

// appendFold appends the folded name to b. A name behind what b holds already must be set off by the caller.
func appendFold(b []byte, name string) []byte {
	start := len(b)
	gap := false
	word := start // where the current word begins in b
	put := func(c byte) {
		if gap && len(b) > start {
			b = expand(b, word)
			b = append(b, ' ')
			word = len(b)
		}
		gap = false
		b = append(b, c)
	}
	ascii := true
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		for i := 0; i < len(name); i++ {
			foldRune(rune(name[i]), put, &gap)
		}
	} else {
		for _, r := range norm.NFD.String(name) {
			foldRune(r, put, &gap)
		}
	}
	return expand(b, word)
}

func foldRune(r rune, put func(byte), gap *bool) {
	switch {
	case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
		put(byte(r))
	case 'A' <= r && r <= 'Z':
		put(byte(r) + 'a' - 'A')
	case r == '\'' || r == '’' || r == '‘' || r == '`' || r == '´' || r >= 'ʰ' && r <= '˿' || r == '.':
		// dropped: "Sana'a", "D.C.", "St."
	case r < utf8.RuneSelf:
		*gap = true
	case unicode.Is(unicode.Mn, r):
	default:
		if s, ok := plainLetters[r]; ok {
			for i := 0; i < len(s); i++ {
				put(s[i])
			}
			return
		}
		if unicode.IsLetter(r) {
			// A letter of another script stays as it is, so that its name never meets a Latin key.
			var buf [utf8.UTFMax]byte
			for _, c := range buf[:utf8.EncodeRune(buf[:], unicode.ToLower(r))] {
				put(c)
			}
			return
		}
		*gap = true
	}
}

// plainLetters are Latin letters that Unicode does not take apart.
var plainLetters = map[rune]string{
	'ı': "i", 'ł': "l", 'Ł': "l", 'ø': "o", 'Ø': "o", 'đ': "d", 'Đ': "d", 'ð': "d", 'Ð': "d", 'ß': "ss", 'æ': "ae", 'Æ': "ae",
	'œ': "oe", 'Œ': "oe", 'þ': "th", 'Þ': "th", 'ə': "a", 'Ə': "a", 'ħ': "h", 'Ħ': "h", 'ŋ': "n", 'ɓ': "b", 'ɗ': "d",
}

// expand writes the last word of b in full where it is one of the abbreviations of names.
func expand(b []byte, word int) []byte {
	switch string(b[word:]) {
	case "st":
		return append(b[:word], "saint"...)
	case "ste":
		return append(b[:word], "sainte"...)
	case "mt":
		return append(b[:word], "mount"...)
	case "ft":
		return append(b[:word], "fort"...)
	}
	return b
}
