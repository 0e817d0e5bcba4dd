package parse

import (
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"daybook/ledger"
	"daybook/text"
)

// Splitter finds sentences and tokens by rules.
type Splitter struct{ abbreviations map[string]abbreviation }

// NewSplitter loads the list of abbreviations from fsys, laid out as package data.
func NewSplitter(fsys fs.FS) (*Splitter, error) {
	a, err := loadAbbreviations(fsys)
	return &Splitter{a}, err
}

// Split fills Sentences and Tokens, of which only the spans, from Text and Blocks; no sentence crosses a block.
func (s *Splitter) Split(d *ledger.Document) {
	d.Sentences, d.Tokens = nil, make([]text.Token, 0, len(d.Text)/5+8) // news has 5.3 bytes a token
	z := tokenizer{abbreviations: s.abbreviations, text: d.Text}
	var ends []int
	for k, b := range d.Blocks {
		if b.Span.Start < 0 || int(b.Span.End) > len(d.Text) || b.Span.Empty() {
			continue
		}
		z.out = z.out[:0]
		z.block(int(b.Span.Start), int(b.Span.End))
		ends = z.split(z.out, ends[:0])
		first := int32(len(d.Tokens))
		for _, p := range z.out {
			d.Tokens = append(d.Tokens, text.Token{Span: p.Span, Head: -1})
		}
		start := 0
		for _, e := range ends {
			d.Sentences = append(d.Sentences, ledger.Sentence{Run: text.Run{First: first + int32(start), Last: first + int32(e)}, Block: int32(k)})
			start = e
		}
	}
}

// maxSentence is the largest number of tokens of a sentence; longer ones are lists or no language at all, and are cut.
const maxSentence = 600

// split appends to ends the number of the token behind each sentence of one block, whose tokens are p.
func (z *tokenizer) split(p []piece, ends []int) []int {
	start := 0
	open := 0 // brackets that opened in this sentence and have not closed
	for i := 0; i < len(p); i++ {
		w := z.text[p[i].Start:p[i].End]
		switch w {
		case "(", "[":
			open++
		case ")", "]":
			open = max(open-1, 0)
		}
		end := 0
		if z.closes(p, start, i, w) {
			end = z.absorb(p, start, i+1)
			if end < len(p) && !z.starts(p, start, i, end, w) {
				end = 0
			}
		}
		if end == 0 && i+1-start >= maxSentence {
			end = i + 1
		}
		if end > 0 {
			ends = append(ends, end)
			start, open = end, 0
			i = end - 1
		}
	}
	if start < len(p) {
		ends = append(ends, len(p))
	}
	return ends
}

// closes reports whether token i may be the last of a sentence, marks behind it aside.
func (z *tokenizer) closes(p []piece, start, i int, w string) bool {
	switch w[0] {
	case '.':
		if len(w) == 1 && i == start+1 && i+1 < len(p) && enumerator(z.text[p[start].Start:p[start].End]) {
			return false // "1. Read this"
		}
		return true
	case '!', '?':
		return true
	}
	if strings.HasPrefix(w, "…") {
		return true
	}
	return len(w) > 1 && w[len(w)-1] == '.'
}

func enumerator(w string) bool { return len(w) <= 2 && allDigits(w) }

// absorb returns the end of the sentence when quotation marks and brackets that close behind token i-1 are taken in.
func (z *tokenizer) absorb(p []piece, start, i int) int {
	for i < len(p) {
		w := z.text[p[i].Start:p[i].End]
		switch w {
		case "[": // the number of a note
			if i+2 < len(p) && z.text[p[i+2].Start:p[i+2].End] == "]" && allDigits(z.text[p[i+1].Start:p[i+1].End]) {
				i += 3
				continue
			}
			return i
		case "”", "’", "»", ")", "]":
		case "\"", "'", "''":
			if !p[i].glued && !z.inQuote(p, start, i, w) {
				return i
			}
			if i+1 < len(p) && p[i+1].glued && !p[i].glued {
				return i
			}
		case ".", "!", "?", "…", "...":
			if !p[i].glued {
				return i
			}
		default:
			return i
		}
		i++
	}
	return i
}

// inQuote reports whether a straight quotation mark has opened in p[start:i] and not closed.
func (z *tokenizer) inQuote(p []piece, start, i int, mark string) bool {
	n := 0
	for k := start; k < i; k++ {
		if z.text[p[k].Start:p[k].End] == mark {
			n++
		}
	}
	return n%2 == 1
}

// starts reports whether a sentence may start at token j, behind the token i that may close one (w is its form).
func (z *tokenizer) starts(p []piece, start, i, j int, w string) bool {
	k := j
	for k < len(p) { // marks that open
		switch z.text[p[k].Start:p[k].End] {
		case "“", "\"", "‘", "'", "``", "''", "(", "[", "«", "¿", "¡", "-", "–", "—", "*", "•", "--":
			k++
			continue
		}
		break
	}
	if k == len(p) {
		return j < k && k-j > 1
	}
	next := z.text[p[k].Start:p[k].End]
	r, _ := utf8.DecodeRuneInString(next)
	quoted := j > i+1
	switch {
	case w == "!" || w == "?" || strings.Trim(w, "!?") == "":
		if unicode.IsLower(r) {
			return false
		}
		if quoted && z.inquit(p, k) {
			return false
		}
		return unicode.IsUpper(r) || unicode.IsDigit(r) || !unicode.IsLetter(r) && !strings.ContainsAny(next[:1], ",;:)")
	case w == ".":
		if unicode.IsUpper(r) || unicode.IsDigit(r) || currency(r) || r == '#' || r == '@' {
			if quoted && z.inquit(p, k) {
				return false
			}
			return true
		}
		if unicode.IsLower(r) {
			// "iPhone", "al-Shabab", a sentence that lost its capital: only where nothing else explains the stop.
			return !quoted && k == j && len(next) > 2 && unicode.IsUpper(secondRune(next))
		}
		return !strings.ContainsAny(next[:1], ",;:)-") && r != '–' && r != '—' && unicode.IsLetter(r)
	case w[0] == '.' || w[0] == 0xE2: // ellipsis
		if quoted && z.inquit(p, k) {
			return false
		}
		return unicode.IsUpper(r) && next != "I" && (quoted || k > j || starter(next))
	}
	// An abbreviation.
	if x := z.abbreviation(w[:len(w)-1]); x == isTitle || x == isNumber {
		return false
	}
	if quoted || k > j {
		return unicode.IsUpper(r) && !z.inquit(p, k)
	}
	return starter(next)
}

func secondRune(s string) rune {
	_, n := utf8.DecodeRuneInString(s)
	r, _ := utf8.DecodeRuneInString(s[n:])
	return r
}

// inquit reports whether the words from token k on tell who spoke the quotation before them: "Obama asked", "Mr. Li
// said", "said the envoy".
func (z *tokenizer) inquit(p []piece, k int) bool {
	for n := 0; n < 6 && k < len(p); n, k = n+1, k+1 {
		w := z.text[p[k].Start:p[k].End]
		if speaks(w) {
			return n > 0
		}
		r, _ := utf8.DecodeRuneInString(w)
		if n == 0 && (w == "He" || w == "She" || w == "They" || w == "I" || w == "We" || w == "It") {
			continue
		}
		if !unicode.IsUpper(r) && w != "of" && w != "-" && w != "al" && w != "de" && w != "the" {
			return false
		}
	}
	return false
}

// speaks holds the commonest verbs behind a quotation, in the past tense.
func speaks(w string) bool {
	switch w {
	case "said", "asked", "says", "asks", "added", "told", "wrote", "replied", "shouted", "cried", "answered", "warned", "declared", "exclaimed", "tweeted":
		return true
	}
	return false
}

// starter reports whether w, with its capital, is a word of grammar that starts sentences and no name: an abbreviation
// before it ends one.
func starter(w string) bool { return starters[w] }

var starters = words(`The A An This That These Those There Here He She It They We I You His Her Its Their Our My Your
	In On At By For From With Without Of To As After Before During Since Until Under Over Between Among Despite Through About Against
	And But Or Nor So Yet If When While Where Why How What Who Whose Which Because Although Though Unless Once Whether
	However Meanwhile Moreover Also Then Now Later Earlier Still Instead Nevertheless Nonetheless Thus Therefore Indeed Perhaps
	Some Many Most Several Few All Both Each Every Another Other Others No Not None Only Even Just Such More Two Three
	Is Are Was Were Has Have Had Do Does Did Can Could Will Would Should May Might Must Let Please Yes Last Next
	Police Officials Authorities Critics Experts Analysts Residents Witnesses`)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
