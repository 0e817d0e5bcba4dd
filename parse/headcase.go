package parse

import (
	"unicode"
	"unicode/utf8"

	"daybook/model"
	"daybook/text"
)

// headcase undoes the capitals of headlines: it gives for each word of a sentence how the network is to see it, which for most sentences is
// how it is written. The text itself stays as it is.
type headcase struct {
	known *model.Dict // classes of words, which tell how a word is written inside sentences
}

// headcaseScratch is its working memory.
type headcaseScratch struct {
	before, words []model.Word
	seen          []seenAs
	buf           []byte
}

// seenAs is how a word is to be seen.
type seenAs uint8

const (
	asWritten seenAs = iota
	inLower
	withCapital // the first letter alone
)

// of returns how the words of a sentence are to be seen, nil for all as they are written. The slice holds until the next call.
func (h headcase) of(s *headcaseScratch, all string, tokens []text.Token) []seenAs {
	if h.known == nil || !mayBeHeadline(all, tokens) {
		return nil
	}
	s.words, s.seen = s.words[:0], s.seen[:0]
	for i := range tokens {
		var w model.Word
		s.buf = w.Look(tokens[i].Of(all), s.buf)
		w.Know(h.known)
		s.words = append(s.words, w)
		s.seen = append(s.seen, asWritten)
	}
	s.before = append(s.before[:0], s.words...)
	model.Truecase(s.words)
	changed := false
	for i := range s.words {
		switch was, is := &s.before[i], &s.words[i]; {
		case was.Capital && !is.Capital:
			s.seen[i], changed = inLower, true
		case was.Upper && !is.Upper:
			s.seen[i], changed = withCapital, true
		}
	}
	if !changed {
		return nil
	}
	return s.seen
}

// mayBeHeadline reports whether so many of the longer words begin with a capital that model.Truecase could change one.
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
