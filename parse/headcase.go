package parse

import (
	"unicode"
	"unicode/utf8"

	"daybook/text"
)

// How a form is written inside sentences, by the texts that the encoder has read. The section "written" of a model file has one for each form.
const (
	WrittenUnknown = iota
	WrittenSmall   // nearly always in lower case
	WrittenMostSmall
	WrittenMixed
	WrittenCapital // with a capital
	WrittenUpper   // in capitals
)

// headcase undoes the capitals of headlines: it gives for each word of a sentence how the network is to see it, which for most sentences is
// how it is written. The text itself stays as it is.
type headcase struct {
	rows    *Rows
	written []byte // by form
}

// headcaseScratch is its working memory.
type headcaseScratch struct {
	words []headWord
	seen  []seenAs
	form  []byte
}

// headWord is what headcase looks at in a word.
type headWord struct {
	letters, long  bool // made of letters alone; of four and more
	capital, upper bool // begins with a capital; has nothing else, and at least two
	written        byte
}

func (w *headWord) small() bool { return w.written == WrittenSmall || w.written == WrittenMostSmall }

// seenAs is how a word is to be seen.
type seenAs uint8

const (
	asWritten seenAs = iota
	inLower
	withCapital // the first letter alone
)

// of returns how the words of a sentence are to be seen, nil for all as they are written. Where nearly all longer words begin with a
// capital, and more than one of them is written small elsewhere, such words are seen small; where all are in capitals, the others are seen with one.
// The slice holds until the next call.
func (h headcase) of(s *headcaseScratch, all string, tokens []text.Token) []seenAs {
	if !mayBeHeadline(all, tokens) {
		return nil
	}
	s.words, s.seen = s.words[:0], s.seen[:0]
	long, capital, upper, small := 0, 0, 0, 0
	for i := range tokens {
		w := h.look(s, tokens[i].Of(all))
		s.words, s.seen = append(s.words, w), append(s.seen, asWritten)
		if !w.letters || !w.long {
			continue
		}
		long++
		if w.capital {
			capital++
			if i > 0 && w.small() {
				small++
			}
		}
		if w.upper {
			upper++
		}
	}
	if long < 3 || small < 2 || long-capital > max(1, long/8) {
		return nil
	}
	shout := upper*4 >= long*3
	for i := range s.words {
		switch w := &s.words[i]; {
		case !w.letters || !w.capital:
		case w.small() && i > 0:
			s.seen[i] = inLower
		case shout && (w.small() || w.written != WrittenUpper):
			s.seen[i] = withCapital
		}
	}
	return s.seen
}

func (h headcase) look(s *headcaseScratch, word string) headWord {
	w := headWord{letters: true, upper: true}
	n := 0
	for _, r := range word {
		up := unicode.IsUpper(r)
		if n == 0 {
			w.capital = up
		}
		w.letters = w.letters && unicode.IsLetter(r)
		w.upper = w.upper && up
		n++
	}
	w.letters, w.upper, w.long = w.letters && n > 1, w.upper && n > 1, n > 3
	if !w.letters {
		return w
	}
	s.form = appendRowForm(s.form[:0], word)
	if row, ok := h.rows.Index[string(s.form)]; ok {
		w.written = h.written[row-FirstForm]
	}
	return w
}

// mayBeHeadline reports whether so many of the longer words begin with a capital that the sentence could be a headline.
func mayBeHeadline(all string, tokens []text.Token) bool {
	long, capital := 0, 0
	for i := range tokens {
		if tokens[i].Len() < 4 {
			continue
		}
		switch r, _ := utf8.DecodeRuneInString(all[tokens[i].Start:]); {
		case unicode.IsUpper(r):
			long++
			capital++
		case unicode.IsLetter(r):
			long++
		}
	}
	return capital >= 3 && capital*2 >= long
}

// appendSeen appends a word as it is to be seen.
func appendSeen(to []byte, word string, as seenAs) []byte {
	for i, r := range word {
		if i > 0 || as == inLower {
			r = unicode.ToLower(r)
		}
		to = utf8.AppendRune(to, r)
	}
	return to
}
