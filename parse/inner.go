package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// inner cuts what is left of a chunk when the marks around it are gone.
func (z *tokenizer) inner(a, b int) {
	t := z.text
	start := a
	for i := a; i < b; {
		r, n := utf8.DecodeRuneInString(t[i:b])
		cut := 0 // length of the mark here that is a token
		switch {
		case r < 0x80 && (digit(byte(r)) || 'a' <= r|32 && r|32 <= 'z'):
			i += n
			continue
		case r == utf8.RuneError && n <= 1:
			cut = n
		case hyphen(r):
			if k := sameRun(t[i:b], r); k > n {
				cut = k
			} else if i > start && i+n < b && !z.keepsHyphen(a, start, i, i+n, b) {
				cut = n
			}
		case longDash(r):
			cut = sameRun(t[i:b], r)
		case r == '.' || r == '…':
			k := dots(t[i:b])
			switch {
			case r == '…' || k > 1:
				cut = k
			case i > start && i+1 < b && z.stopInside(start, i, b):
				if z.keepsStop(start, i) { // "Dr.Osman"
					z.word(start, i+1)
					start = i + 1
				} else {
					cut = 1
				}
			}
		case strings.ContainsRune("()[]{}<>|;=^~\\¦•·", r) || doubleQuote(r):
			cut = n
		case r == '!' || r == '?':
			cut = bangs(t[i:b])
		case r == ',':
			if !(i > start && digit(t[i-1]) && i+3 < b && digit(t[i+1]) && digit(t[i+2]) && digit(t[i+3])) {
				cut = n
			}
		case r == ':':
			if !(i > start && digit(t[i-1]) && i+1 < b && digit(t[i+1])) {
				cut = n
			}
		case r == '/':
			if !(i > start && digit(t[i-1]) && i+1 < b && digit(t[i+1])) {
				cut = n
			}
		case r == '%' || r == '°' || r == '‰':
			cut = n
		case currency(r):
			if i > start && i-start <= 3 && plainWord(t[start:i]) && strings.ToUpper(t[start:i]) == t[start:i] { // US$
				z.put(start, i+n)
				start = i + n
			} else {
				cut = n
			}
		case r == '‘':
			cut = n
		}
		if cut > 0 {
			if k := i - 1; k > start && t[k] == '.' && !z.keepsStop(start, k) { // a sentence ends before the mark
				z.word(start, k)
				start = k
			}
			z.word(start, i)
			z.put(i, i+cut)
			i += cut
			start = i
			continue
		}
		i += n
	}
	z.word(start, b)
}

// lightPrefixes stay with the word behind the hyphen in the treebanks ("pre-war", "e-mail"), other parts of compounds do not.
// The list is what EWT and GUM keep together more often than apart, with the commonest of the same kind.
var lightPrefixes = map[string]bool{
	"non": true, "e": true, "re": true, "anti": true, "co": true, "mid": true, "pre": true, "pro": true, "cross": true, "post": true,
	"over": true, "multi": true, "ex": true, "sub": true, "counter": true, "semi": true, "mini": true, "inter": true, "neo": true,
	"socio": true, "intra": true, "micro": true, "de": true, "ultra": true, "extra": true, "super": true, "trans": true,
	"bi": true, "tri": true, "uni": true, "quasi": true, "pseudo": true, "infra": true, "hyper": true, "mega": true, "dis": true,
	"under": true, "psycho": true, "un": true, "uh": true,
}

// keepsHyphen reports whether the hyphen between text[start:i] and text[j:b] is a part of a word. a is where the chunk starts.
func (z *tokenizer) keepsHyphen(a, start, i, j, b int) bool {
	t := z.text
	left, right := t[start:i], t[j:b]
	first, _ := utf8.DecodeRuneInString(right)
	if lightPrefixes[lowerPlain(left)] && (len(left) == 1 || left[1] >= 'a') && (unicode.IsLetter(first) || left == "mid" || left == "Mid") {
		return true
	}
	if digit(right[0]) && allDigits(left) {
		// Telephone numbers and dates: three groups, or a group of three and one of four.
		k := a
		for k < start && (digit(t[k]) || t[k] == '-') {
			k++
		}
		whole := t[start:b]
		groups := strings.Count(whole, "-") + 1
		return allDigits(strings.ReplaceAll(whole, "-", "")) && (groups >= 3 || len(left) == 3 && len(right) == 4)
	}
	if strings.Contains(left, "-") && allDigits(strings.ReplaceAll(left, "-", "")) && digit(right[0]) {
		return true
	}
	return false
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if !digit(s[i]) {
			return false
		}
	}
	return s != ""
}

// stopInside reports whether the full stop at i in the middle of a chunk ends a sentence whose successor lost its space
// ("over.They") or an abbreviation before a name ("Dr.Osman").
func (z *tokenizer) stopInside(start, i, b int) bool {
	t := z.text
	next, n := utf8.DecodeRuneInString(t[i+1 : b])
	if !unicode.IsUpper(next) || i+1+n >= b {
		return false
	}
	after, _ := utf8.DecodeRuneInString(t[i+1+n : b])
	if !unicode.IsLower(after) && after != '\'' && after != '’' {
		return false
	}
	if z.abbreviations[t[start:i]] == isTitle {
		return true
	}
	if i-start < 3 {
		return false
	}
	last := t[i-1]
	return 'a' <= last && last <= 'z' || last >= 0x80
}

// word puts a word, less the clitics and units that are glued to it.
func (z *tokenizer) word(a, b int) {
	if a >= b {
		return
	}
	t := z.text
	if k := z.unit(a, b); k > 0 {
		z.put(a, k)
		z.word(k, b)
		return
	}
	s := t[a:b]
	last := s[len(s)-1]
	// Clitics: only words that hold an apostrophe, and a closed list of words that swallowed one.
	if strings.ContainsAny(s, "'’") {
		for k := len(s) - 1; k > 0; k-- {
			r, n := utf8.DecodeRuneInString(s[k:])
			if r == utf8.RuneError || r != '\'' && r != '’' {
				continue
			}
			rest := s[k+n:]
			if strings.EqualFold(rest, "t") && k > 1 && (s[k-1] == 'n' || s[k-1] == 'N') {
				z.word(a, a+k-1)
				z.put(a+k-1, b)
				return
			}
			if clitic(s[k:]) == len(s)-k {
				z.word(a, a+k)
				z.put(a+k, b)
				return
			}
			if rest == "" && k > 0 { // an apostrophe left at the end: s'
				z.word(a, a+k)
				z.put(a+k, b)
				return
			}
			break
		}
	} else if k := fused(s, last); k > 0 {
		z.put(a, a+k)
		z.put(a+k, b)
		return
	}
	z.put(a, b)
}

// fused is where a word that stands for two is cut.
func fused(s string, last byte) int {
	switch len(s) {
	case 4, 5, 6, 7:
	default:
		return 0
	}
	switch last | 32 {
	case 't', 'a', 'e':
	default:
		return 0
	}
	switch strings.ToLower(s) {
	case "cannot", "gonna", "gotta", "wanna", "lemme", "gimme":
		return 3
	case "dont", "isnt", "wont":
		return 2
	case "didnt", "wasnt", "hasnt", "arent":
		return 3
	case "doesnt", "havent", "werent":
		return 4
	case "couldnt", "wouldnt":
		return 5
	}
	return 0
}

// unit is where a unit begins that is glued to a number ("5pm", "35mm", "10bn"), or 0.
func (z *tokenizer) unit(a, b int) int {
	t := z.text
	if !digit(t[a]) {
		return 0
	}
	k := a
	for k < b && (digit(t[k]) || t[k] == '.' || t[k] == ',' || t[k] == ':') {
		k++
	}
	if k == b || !digit(t[k-1]) {
		return 0
	}
	switch t[k:b] {
	case "am", "pm", "AM", "PM", "a.m", "p.m", "a.m.", "p.m.", "mm", "cm", "km", "m", "kg", "g", "mg", "lb", "lbs", "k", "K", "bn", "mn", "tn", "tr", "M", "B", "mph", "kph", "km/h",
		"ft", "in", "oz", "kW", "MW", "GW", "TW", "kWh", "MWh", "GB", "MB", "TB", "Hz", "kHz", "MHz", "GHz", "ha", "hrs", "hr", "h", "min", "sec", "p", "c", "C", "F", "sq", "million", "billion":
		return k
	}
	return 0
}
