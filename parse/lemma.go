package parse

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"daybook/model"
)

// A script makes a lemma of a form: "L2y" lowers the form, drops its last two letters and adds "y"; "K0" keeps it as it is.
type script struct {
	lower bool
	drop  int // runes
	add   string
}

func parseScript(s string) script {
	i := 1
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	if i < 2 {
		return script{}
	}
	n, _ := strconv.Atoi(s[1:i])
	return script{s[0] == 'L', n, s[i:]}
}

// apply makes the lemma of form. It allocates only when the lemma is not a part of the form.
func (c script) apply(form string) string {
	s := form
	if c.lower {
		s = lowerPlain(s)
	}
	for i := 0; i < c.drop && s != ""; i++ {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	if c.add != "" {
		s += c.add
	}
	if s == "" {
		return form
	}
	return s
}

// lowerPlain lowers a string and makes curly apostrophes straight.
func lowerPlain(s string) string {
	change := false
	for i := 0; i < len(s) && !change; i++ {
		change = 'A' <= s[i] && s[i] <= 'Z' || s[i] >= 0x80
	}
	if !change {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == '’' || r == '‘' {
			return '\''
		}
		return unicode.ToLower(r)
	}, s)
}

// LemmaScript returns the shortest script that makes lemma of form. Used by the trainer.
func LemmaScript(form, lemma string) string {
	best := ""
	for _, mode := range []string{"K", "L"} {
		from := form
		if mode == "L" {
			from = lowerPlain(form)
		}
		a, b := []rune(from), []rune(lemma)
		i := 0
		for i < len(a) && i < len(b) && a[i] == b[i] {
			i++
		}
		s := mode + strconv.Itoa(len(a)-i) + string(b[i:])
		// Lowering is preferred where both do, so that capitals at the start of a sentence and in headlines do no harm;
		// names keep their case because lowering them does not give the lemma.
		if best == "" || len(s) <= len(best) {
			best = s
		}
	}
	return best
}

// MaxSuffix is the length in letters of the longest ending that lemma rules look at.
const MaxSuffix = 6

// LemmaKeys appends the keys under which the script of a word is looked up, the whole word first, then its endings from
// the longest to none. Used by the trainer too. lowered is of PlainForm.
func LemmaKeys(out []uint64, lowered []byte, capital bool, tag uint8) []uint64 {
	k := uint64(tag)<<1 | model.Bit(capital)
	out = append(out, model.Mix(model.HashBytes(lowered), k<<8|100))
	n := 0
	var at [MaxSuffix + 1]int
	for i := len(lowered); i > 0 && n < MaxSuffix; n++ {
		_, size := utf8.DecodeLastRune(lowered[:i])
		i -= size
		at[n+1] = i
	}
	for ; n > 0; n-- {
		out = append(out, model.Mix(model.HashBytes(lowered[at[n]:]), k<<8|uint64(n)))
	}
	return append(out, model.Mix(model.HashBytes(nil), k<<8))
}

// PlainForm appends form to buf in lower case with straight quotes and digits as they are.
func PlainForm(buf []byte, form string) []byte {
	for _, r := range form {
		if r == '’' || r == '‘' {
			r = '\''
		}
		buf = utf8.AppendRune(buf, unicode.ToLower(r))
	}
	return buf
}
