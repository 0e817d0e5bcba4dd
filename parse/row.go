package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The rows of the network's table that stand for a word. A frequent form has a row of its own; prefixes, suffixes and shape
// are hashed into the buckets behind the forms.
const (
	UnknownRow = 0 // a form that has no row
	MaskRow    = 1 // a word hidden in training
	FirstForm  = 2 // row of the first form
)

// Rows turns words into rows.
type Rows struct {
	Forms   int // number of forms
	Buckets int
	Index   map[string]int32 // form -> row
}

// NewRows numbers the forms in their order.
func NewRows(forms []string, buckets int) *Rows {
	r := &Rows{Forms: len(forms), Buckets: buckets, Index: make(map[string]int32, len(forms))}
	for i, f := range forms {
		r.Index[f] = int32(FirstForm + i)
	}
	return r
}

// Total is the number of rows of the table.
func (r *Rows) Total() int { return FirstForm + r.Forms + r.Buckets }

var straight = strings.NewReplacer("’", "'", "‘", "'", "‹", "'", "›", "'", "“", "\"", "”", "\"", "„", "\"", "«", "\"", "»", "\"", "—", "--", "―", "--", "–", "-", "−", "-", "…", "...")

// straighten folds marks that the network should not tell apart.
func straighten(word string) string {
	if strings.ContainsAny(word, "’‘‹›“”„«»—―–−…") {
		return straight.Replace(word)
	}
	return word
}

// RowForm is the key of a word among the forms: lower case, digits as 0, marks straightened.
func RowForm(word string) string { return string(appendRowForm(nil, word)) }

func appendRowForm(to []byte, word string) []byte {
	for _, c := range straighten(word) {
		if unicode.IsDigit(c) {
			c = '0'
		}
		to = utf8.AppendRune(to, unicode.ToLower(c))
	}
	return to
}

// rowShape is the pattern of capitals, digits and marks, runs cut to two: "Xxx" is "Xxx", "1,000" is "0,00".
func rowShape(word string) string {
	var b strings.Builder
	var last rune
	run := 0
	for _, c := range word {
		switch {
		case unicode.IsUpper(c):
			c = 'X'
		case unicode.IsLetter(c):
			c = 'x'
		case unicode.IsDigit(c):
			c = '0'
		}
		if c == last {
			run++
		} else {
			last, run = c, 1
		}
		if run <= 2 {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// Of appends the rows of a word: its form first, then shape, prefixes of 1 to 3 and suffixes of 1 to 5 characters.
func (r *Rows) Of(word string, to []int32) []int32 {
	word = strings.ToValidUTF8(word, "?")
	f := RowForm(word)
	id, ok := r.Index[f]
	if !ok {
		id = UnknownRow
	}
	to = append(to, id)
	add := func(kind byte, s string) {
		// FNV-1a
		h := uint32(2166136261)
		h = (h ^ uint32(kind)) * 16777619
		for i := 0; i < len(s); i++ {
			h = (h ^ uint32(s[i])) * 16777619
		}
		h ^= h >> 15
		to = append(to, int32(FirstForm+r.Forms)+int32(h%uint32(r.Buckets)))
	}
	n := straighten(word)
	add('s', rowShape(n))
	for k, i := 1, 0; k <= 3 && i < len(n); k++ {
		_, w := utf8.DecodeRuneInString(n[i:])
		i += w
		add(byte('0'+k), n[:i])
	}
	for k, i := 1, len(f); k <= 5 && i > 0; k++ {
		_, w := utf8.DecodeLastRuneInString(f[:i])
		i -= w
		add(byte('a'+k), f[i:])
	}
	return to
}
