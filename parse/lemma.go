package parse

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"daybook/model"
)

// Lemmas gives lemmas from a dictionary of words and endings, each for one pair of tags.
type Lemmas struct {
	dict    *model.Dict
	scripts []script
	tags    map[string]uint8 // number of "XPOS UPOS"
}

// loadLemmas reads the lemmas of a model whose tagger has the given classes.
func loadLemmas(f *model.File, classes []string) (*Lemmas, error) {
	if len(classes) > 256 {
		return nil, fmt.Errorf("model: %d classes of tags for lemmas, at most 256 are read; remake it with go run ./train", len(classes))
	}
	l := &Lemmas{tags: make(map[string]uint8, len(classes))}
	for i, c := range classes {
		l.tags[c] = uint8(i)
	}
	scripts, err := f.Strings("lemma.scripts")
	if err != nil {
		return nil, err
	}
	for _, s := range scripts {
		l.scripts = append(l.scripts, parseScript(s))
	}
	l.dict, err = f.Dict("lemma")
	return l, err
}

// lemma gives the lemma of a word with the given tags. A pair of tags that the dictionary does not know leaves names as they
// are and lowers other words.
func (l *Lemmas) lemma(word, xpos, upos string) string {
	var pair [24]byte
	key := append(append(append(pair[:0], xpos...), ' '), upos...)
	tag, ok := l.tags[string(key)]
	if !ok {
		if upos == "PROPN" {
			return word
		}
		return lowerPlain(word)
	}
	r, _ := utf8.DecodeRuneInString(word)
	return l.of(word, unicode.IsUpper(r), tag)
}

// What becomes of a word in a pair of tags that has no class.
const (
	lowered = -1 // its lemma is the word in lower case
	kept    = -2 // its lemma is the word
)

// pairs gives for each XPOS and UPOS, row by row, the number of their class, lowered or kept. A pair that the dictionary does not know takes a class of
// its XPOS, which tells what the ending means: the first that is not of names. Names take that of their number.
func (l *Lemmas) pairs(xpos, upos []string) []int16 {
	var out []int16
	for _, x := range xpos {
		like := int16(lowered)
		for _, u := range upos {
			if t, ok := l.tags[x+" "+u]; ok && u != "PROPN" && (like < 0 || int16(t) < like) {
				like = int16(t)
			}
		}
		for _, u := range upos {
			t, ok := l.tags[x+" "+u]
			if !ok && u == "PROPN" {
				t, ok = l.tags[map[bool]string{true: "NNPS", false: "NNP"}[strings.HasSuffix(x, "S")]+" PROPN"]
			}
			switch {
			case ok:
				out = append(out, int16(t))
			case u == "PROPN":
				out = append(out, kept)
			default:
				out = append(out, like)
			}
		}
	}
	return out
}

// inClass gives the lemma of a word in a class that pairs gave.
func (l *Lemmas) inClass(word string, class int16) string {
	switch class {
	case lowered:
		return lowerPlain(word)
	case kept:
		return word
	}
	r, _ := utf8.DecodeRuneInString(word)
	return l.of(word, unicode.IsUpper(r), uint8(class))
}

// of gives the lemma of a word with the tag of the given number.
func (l *Lemmas) of(word string, capital bool, tag uint8) string {
	var plain [64]byte
	var keys [MaxSuffix + 2]uint64
	for _, k := range LemmaKeys(keys[:0], PlainForm(plain[:0], word), capital, tag) {
		if v, ok := l.dict.Get(k); ok && int(v) < len(l.scripts) {
			return l.scripts[v].apply(word)
		}
	}
	return lowerPlain(word)
}

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
	k := uint64(tag) << 1
	if capital {
		k++
	}
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
