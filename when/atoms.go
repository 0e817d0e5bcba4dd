package when

import (
	"unicode"
	"unicode/utf8"

	"daybook/ledger"
	"daybook/text"
)

// kind of an atom.
type kind byte

const (
	letters kind = iota
	digits
	mark // any other single character but white space
)

// atom is the smallest piece that the grammar reads: a run of letters, a run of digits, or one mark. It is finer than
// a token ("5pm" is two atoms, "four-minute" three), so the grammar does not depend on how words were cut.
type atom struct {
	text.Span
	kind  kind
	low   string // in lower case (ASCII only)
	w     *word  // lexicon entry, or nil
	num   int    // value of up to nine digits, else -1
	tok   int32  // token that holds it, or -1
	space bool   // white space before it
	upper bool   // begins with a capital
}

func class(r rune) kind {
	switch {
	case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
		return letters
	case r >= '0' && r <= '9':
		return digits
	}
	return mark
}

// cut splits one block into atoms. tok is the first token that may lie in the block; the token after the block is
// returned with the atoms, which are appended to into.
func (s *Stage) cut(d *ledger.Document, b text.Span, tok int32, into []atom) ([]atom, int32) {
	low := lower(d.Text[b.Start:b.End])
	n := int32(len(d.Tokens))
	space := true
	for i := b.Start; i < b.End; {
		r, w := utf8.DecodeRuneInString(d.Text[i:b.End])
		if unicode.IsSpace(r) {
			space = true
			i += int32(w)
			continue
		}
		k := class(r)
		j := i + int32(w)
		if k != mark {
			for j < b.End {
				r2, w2 := utf8.DecodeRuneInString(d.Text[j:b.End])
				if class(r2) != k {
					break
				}
				j += int32(w2)
			}
		}
		a := atom{Span: text.Span{Start: i, End: j}, kind: k, low: low[i-b.Start : j-b.Start], num: -1, tok: -1, space: space}
		a.upper = unicode.IsUpper(r)
		switch k {
		case letters:
			a.w = s.lex.words[a.low]
		case digits:
			if j-i <= 9 {
				a.num = 0
				for _, c := range a.low {
					a.num = a.num*10 + int(c-'0')
				}
			}
		}
		for tok < n && d.Tokens[tok].End <= i {
			tok++
		}
		if tok < n && d.Tokens[tok].Start <= i {
			a.tok = tok
		}
		into = append(into, a)
		i, space = j, false
	}
	return into, tok
}

// lower makes the letters A to Z small and keeps the length.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
