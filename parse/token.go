package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"daybook/text"
)

// Tokens follow the English treebanks of Universal Dependencies: words are split from marks, clitics from words ("did" "n't",
// "Obama" "’s"), parts of hyphenated compounds from each other ("rebel" "-" "held") but not light prefixes from what they
// modify ("pre-war"), units and currency from numbers.

// piece is a token to be.
type piece struct {
	text.Span
	glued bool // no space before it
}

// tokenizer cuts one block after the other.
type tokenizer struct {
	abbreviations map[string]abbreviation
	text          string
	out           []piece
	tail          []piece
	openSingle    int // single quotes that opened and have not closed in this block
}

// maxChunk is the longest stretch without spaces that is looked at as one, in bytes; longer ones are no words of a language.
const maxChunk = 1000

// block appends the tokens of text[a:b].
func (z *tokenizer) block(a, b int) {
	z.openSingle = 0
	i := a
	for i < b {
		r, n := utf8.DecodeRuneInString(z.text[i:b])
		if space(r) {
			i += n
			continue
		}
		j := i
		for j < b && j-i < maxChunk {
			r, n := utf8.DecodeRuneInString(z.text[j:b])
			if space(r) {
				break
			}
			j += n
		}
		first := len(z.out)
		z.chunk(i, j)
		for k := first; k < len(z.out); k++ {
			z.out[k].glued = k > 0 && z.out[k-1].End == z.out[k].Start
		}
		i = j
	}
}

func space(r rune) bool {
	return r == ' ' || r == '\n' || unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u200b' || r == '\u200e' || r == '\u200f' || r == '\u2060' || r == '\ufeff'
}

func (z *tokenizer) put(a, b int) {
	if a < b {
		z.out = append(z.out, piece{Span: text.Span{Start: int32(a), End: int32(b)}})
	}
}

// chunk cuts a stretch without spaces.
func (z *tokenizer) chunk(a, b int) {
	t := z.text
	if plainWord(t[a:b]) { // the common case
		z.word(a, b)
		return
	}
	if s := t[a:b]; s == "'n'" || s == "’n’" {
		z.put(a, b)
		return
	}
	// Marks in front.
	for a < b {
		n := z.leading(a, b)
		if n == 0 {
			break
		}
		z.put(a, a+n)
		a += n
	}
	if a == b {
		return
	}
	if e := address(t[a:b]); e > 0 {
		z.put(a, a+e)
		if a+e < b {
			z.chunk(a+e, b)
		}
		return
	}
	// Marks behind, from the last.
	tail := z.tail[:0]
	for a < b {
		n := z.trailing(a, b)
		if n == 0 {
			break
		}
		tail = append(tail, piece{Span: text.Span{Start: int32(b - n), End: int32(b)}})
		b -= n
	}
	z.inner(a, b)
	for k := len(tail) - 1; k >= 0; k-- {
		z.out = append(z.out, tail[k])
	}
	z.tail = tail[:0]
}

func plainWord(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z') {
			return false
		}
	}
	return true
}

func singleQuote(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == '`' }

func doubleQuote(r rune) bool {
	return r == '"' || r == '“' || r == '”' || r == '„' || r == '«' || r == '»' || r == '‟'
}

func longDash(r rune) bool { return r == '–' || r == '—' || r == '―' || r == '‒' }

func hyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' }

func currency(r rune) bool { return unicode.Is(unicode.Sc, r) }

func digit(b byte) bool { return '0' <= b && b <= '9' }

// sameRun is the length in bytes of the run of r at the start of s.
func sameRun(s string, r rune) int {
	n := 0
	for _, x := range s {
		if x != r {
			break
		}
		n += utf8.RuneLen(x)
	}
	return n
}

// leading is the length of the mark at the start of text[a:b], 0 if there is none.
func (z *tokenizer) leading(a, b int) int {
	s := z.text[a:b]
	r, n := utf8.DecodeRuneInString(s)
	rest := s[n:]
	switch {
	case r == utf8.RuneError && n <= 1:
		return n
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return 0
	case r == '.' || r == '…':
		if r == '.' && rest != "" && digit(rest[0]) {
			return 0
		}
		return dots(s)
	case singleQuote(r):
		if r == '`' || r == '\'' {
			if k := sameRun(s, r); k == 2 {
				return k
			}
		}
		if rest == "" {
			return n
		}
		if elided(rest) {
			return 0
		}
		if len(z.out) > 0 && int(z.out[len(z.out)-1].End) == a && clitic(s) == len(s) {
			return 0
		}
		if clitic(s) == len(s) && r != '‘' {
			return 0
		}
		z.openSingle++
		return n
	case hyphen(r) || r == '*' || r == '=' || r == '_' || r == '~' || r == '#' && strings.HasPrefix(rest, "#"):
		return sameRun(s, r)
	case r == '!' || r == '?':
		return bangs(s)
	case r == '@' || r == '#':
		if rest == "" {
			return n
		}
		if x, _ := utf8.DecodeRuneInString(rest); unicode.IsLetter(x) {
			return 0
		}
		return n
	case r == '+':
		if rest != "" && digit(rest[0]) {
			return 0
		}
		return n
	case r == '<' || r == '>':
		return sameRun(s, r)
	case r == ':' || r == ';':
		if k := smiley(s); k > 0 {
			return k
		}
		return n
	case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r):
		return 0
	}
	return n
}

// trailing is the length of the mark at the end of text[a:b], 0 if there is none or it belongs to the word.
func (z *tokenizer) trailing(a, b int) int {
	s := z.text[a:b]
	r, n := utf8.DecodeLastRuneInString(s)
	before := s[:len(s)-n]
	switch {
	case r == utf8.RuneError && n <= 1:
		return n
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
		return 0
	case before == "":
		return 0
	case r == '.' || r == '…':
		k := len(s) - len(strings.TrimRight(s, ".…"))
		if r == '.' && k == 1 && z.keepsStop(a, b-1) {
			return 0
		}
		if k == 2 && r == '.' && z.keepsStop(a, b-2) { // "etc.."
			return 1
		}
		return k
	case r == '!' || r == '?':
		return len(s) - len(strings.TrimRight(s, "!?"))
	case hyphen(r):
		k := len(s) - len(strings.TrimRight(s, string(r)))
		if k == n && len(before) <= 4 && plainWord(before) { // "pre- and post-war", a word broken off
			return 0
		}
		return k
	case singleQuote(r):
		if strings.HasSuffix(before, "'") && r == '\'' {
			return 2
		}
		if z.openSingle > 0 {
			z.openSingle--
		}
		return n
	case currency(r):
		if plainWord(before) && len(before) <= 3 && strings.ToUpper(before) == before {
			return 0
		}
		return n
	case r == '+' || r == '#' || r == '_' || r == '&' || r == '@':
		return 0
	case r == '/':
		if before == "w" || strings.Contains(before, "/") {
			return 0
		}
		return n
	case r == '*':
		return len(s) - len(strings.TrimRight(s, "*"))
	}
	return n
}

// dots is the length of the run of full stops or ellipsis characters at the start of s.
func dots(s string) int { return len(s) - len(strings.TrimLeft(s, ".…")) }

func bangs(s string) int { return len(s) - len(strings.TrimLeft(s, "!?")) }

// smiley is the length of an emoticon that makes up all of s.
func smiley(s string) int {
	switch s {
	case ":)", ":-)", ":(", ":-(", ";)", ";-)", ":D", ":P", ":p", ":/":
		return len(s)
	}
	return 0
}

// elided reports whether what follows an apostrophe is a word that begins with it: '90s, 'em, 'til.
func elided(s string) bool {
	if len(s) >= 2 && digit(s[0]) && digit(s[1]) && (len(s) == 2 || !digit(s[2])) {
		return true
	}
	s = strings.TrimRight(s, ".,;:!?”\")")
	switch lowerPlain(s) {
	case "em", "til", "tis", "twas", "cause", "bout", "n":
		return true
	}
	return false
}

// clitic is the length of the clitic that s begins with an apostrophe and is; 0 for none. What follows it may be a mark.
func clitic(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	k := n
	for k < len(s) && ('a' <= s[k] && s[k] <= 'z' || 'A' <= s[k] && s[k] <= 'Z') {
		k++
	}
	switch strings.ToLower(s[n:k]) {
	case "s", "m", "d", "re", "ve", "ll":
		return k
	}
	return 0
}

// address is the length of the web or mail address or number with stops at the start of s, without marks behind it.
func address(s string) int {
	low := s
	web := strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://") || strings.HasPrefix(low, "www.") || strings.HasPrefix(low, "ftp://") || strings.HasPrefix(low, "HTTP://") || strings.HasPrefix(low, "HTTPS://")
	if !web {
		at := strings.IndexByte(s, '@')
		if at == 0 { // @handle
			k := 1
			for k < len(s) && (s[k] == '_' || digit(s[k]) || s[k]|32 >= 'a' && s[k]|32 <= 'z') {
				k++
			}
			if k > 1 {
				return k
			}
			return 0
		}
		mail := at > 0 && strings.IndexByte(s[at:], '.') > 1
		if !mail && !domain(s) {
			return 0
		}
	}
	end := len(s)
	if k := strings.IndexAny(s, "<>\"“”[]{}|"); k > 0 {
		end = k
	}
	for end > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:end])
		if strings.ContainsRune(".,;:!?'’‘*", r) || r == ')' && !strings.Contains(s[:end], "(") {
			end -= n
			continue
		}
		// A possessive behind an address is no part of it.
		if k := strings.LastIndexAny(s[:end], "'’"); k > 0 && clitic(s[k:end]) == end-k {
			end = k
			continue
		}
		break
	}
	return end
}

// domain reports whether s looks like a bare host name ("example.com", "bbc.co.uk/news").
func domain(s string) bool {
	dot := strings.IndexByte(s, '.')
	if dot < 2 || dot > len(s)-3 {
		return false
	}
	host := s
	if k := strings.IndexByte(s, '/'); k > 0 {
		host = s[:k]
	}
	host = strings.TrimRight(host, ".,;:!?)'\"”’")
	last := strings.LastIndexByte(host, '.')
	if last < 2 {
		return false
	}
	switch host[last+1:] {
	case "com", "org", "net", "gov", "edu", "mil", "int", "info", "uk", "eu", "ru", "de", "fr", "cn", "io", "tv", "ua", "il", "ir", "in", "jp":
	default:
		return false
	}
	for i := 0; i < last; i++ {
		if c := host[i]; !(c == '-' || c == '.' || digit(c) || 'a' <= c|32 && c|32 <= 'z') {
			return false
		}
	}
	return true
}

// Cut returns the tokens of one word of another tokenisation. Used by the trainer.
func Cut(word string) []string {
	z := tokenizer{text: word}
	z.block(0, len(word))
	var out []string
	for _, p := range z.out {
		out = append(out, p.Of(word))
	}
	return out
}
