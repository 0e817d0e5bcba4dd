package model

import (
	"unicode"
	"unicode/utf8"
)

// Word is what the models see of a token: hashes of its form and parts, computed once. Curly quotes and dashes are seen
// as straight ones, digits as 0.
type Word struct {
	Form    uint64    // the form as it stands
	Lower   uint64    // in lower case
	Suffix  [4]uint64 // last 1 to 4 letters of Lower
	Prefix  [3]uint64 // first 1 to 3 letters of Lower
	Shape   uint64    // "Xxx", "XX", "x-x", "0.0" with runs shortened
	Cluster uint64    // distributional class of the word, 0 if unknown
	Group   uint64    // coarser distributional class, 0 if unknown
	Case    uint64    // how the word is written inside sentences, see CaseUnknown
	Capital bool      // begins with a capital letter
	Upper   bool      // has capital letters only, at least two
	Tag     uint8     // class of the tagger, once tagged
	XPOS    uint8     // number of its XPOS, once tagged
	UPOS    uint8     // number of its UPOS, once tagged

	letters bool      // is made of letters only
	low     [2]uint64 // Form and Shape as they would be in lower case
	title   [2]uint64 // and with a capital
}

// How a word is written inside sentences, in the texts that the classes of words were made from.
const (
	CaseUnknown = iota
	CaseLower   // nearly always in lower case
	CaseMostLower
	CaseMixed
	CaseCapital // with a capital
	CaseUpper   // in capitals
)

// WordsPath is where the classes of words lie in the data folder.
const WordsPath = "model/words.bin"

// WordClass packs what is known of a word for a Dict.
func WordClass(cluster, group, written int) uint32 {
	return uint32(cluster) | uint32(group)<<12 | uint32(written)<<24
}

// Know fills the classes of the word from a dictionary keyed by Lower; a nil one knows nothing.
func (w *Word) Know(d *Dict) {
	if d == nil {
		return
	}
	if v, ok := d.Get(w.Lower); ok {
		w.Cluster, w.Group, w.Case = uint64(v&0xFFF), uint64(v>>12&0xFFF), uint64(v>>24)
	}
}

// plain maps the typographic variants of a mark to the one that the models know, and digits to 0.
func plain(r rune) rune {
	switch r {
	case '‘', '’', '‛', '`', '´', '′':
		return '\''
	case '“', '”', '„', '‟', '«', '»':
		return '"'
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	case '…':
		return '.'
	case '\u00a0', '\u202f', '\u2009':
		return ' '
	}
	if '1' <= r && r <= '9' {
		return '0'
	}
	return r
}

// pattern is the shape of a word: its kinds of characters, runs shortened to two, 12 at most.
type pattern struct {
	b [12]byte
	n int
}

func (p *pattern) add(c byte) {
	if p.n < len(p.b) && (p.n < 2 || p.b[p.n-1] != c || p.b[p.n-2] != c) {
		p.b[p.n] = c
		p.n++
	}
}

func (p *pattern) hash() uint64 { return HashBytes(p.b[:p.n]) }

// Truecase undoes the capitals of a headline: where nearly all words of a sentence begin with one, and more than one of them is
// a word that is written in lower case elsewhere, such words are seen in lower case; where all are in capitals, the others
// are seen with one capital. It changes what the models see, not the text.
func Truecase(words []Word) {
	long, capital, upper, low := 0, 0, 0, 0
	for i := range words {
		w := &words[i]
		if !w.letters || w.Suffix[3] == 0 { // shorter than four
			continue
		}
		long++
		if w.Capital {
			capital++
			if i > 0 && (w.Case == CaseLower || w.Case == CaseMostLower) {
				low++
			}
		}
		if w.Upper {
			upper++
		}
	}
	if long < 3 || low < 2 || long-capital > max(1, long/8) {
		return
	}
	shout := upper*4 >= long*3
	for i := range words {
		w := &words[i]
		switch {
		case !w.letters || !w.Capital:
		case w.Case == CaseLower || w.Case == CaseMostLower:
			if i == 0 && !shout {
				continue
			}
			if i == 0 {
				w.Form, w.Shape, w.Upper = w.title[0], w.title[1], false
			} else {
				w.Form, w.Shape, w.Capital, w.Upper = w.low[0], w.low[1], false, false
			}
		case shout && w.Case != CaseUpper:
			w.Form, w.Shape, w.Upper = w.title[0], w.title[1], false
		}
	}
}

// Look fills w from the form of a token. buf is scratch space that is returned for reuse.
func (w *Word) Look(form string, buf []byte) []byte {
	*w = Word{}
	buf = buf[:0]
	var shape, lowShape, titleShape pattern
	letters, uppers := 0, 0
	h := uint64(0xCBF29CE484222325)
	hLow, hTitle := h, h
	var starts [4]int // starts of the last four runes in buf, newest first
	runes := 0
	for i, r := range form {
		r = plain(r)
		var c byte
		switch {
		case r < 0x80:
			switch {
			case 'a' <= r && r <= 'z':
				c, letters = 'x', letters+1
			case 'A' <= r && r <= 'Z':
				c, letters, uppers = 'X', letters+1, uppers+1
			case r == '0':
				c = '0'
			default:
				c = byte(r)
			}
		case unicode.IsUpper(r):
			c, letters, uppers = 'X', letters+1, uppers+1
		case unicode.IsLetter(r):
			c, letters = 'x', letters+1
		default:
			c = '~'
		}
		if i == 0 {
			w.Capital = c == 'X'
		}
		low, title, lc, tc := r, r, c, c
		if c == 'X' {
			low, lc = unicode.ToLower(r), 'x'
		}
		if i > 0 {
			title, tc = low, lc
		} else if c == 'x' {
			title, tc = unicode.ToUpper(r), 'X'
		}
		shape.add(c)
		lowShape.add(lc)
		titleShape.add(tc)
		h = (h ^ uint64(r)) * 0x100000001B3
		hLow = (hLow ^ uint64(low)) * 0x100000001B3
		hTitle = (hTitle ^ uint64(title)) * 0x100000001B3
		copy(starts[1:], starts[:])
		starts[0] = len(buf)
		buf = utf8.AppendRune(buf, low)
		runes++
		if runes <= 3 {
			w.Prefix[runes-1] = HashBytes(buf)
		}
	}
	w.Form = Mix(h, 1)
	w.Lower = HashBytes(buf)
	for i := range w.Suffix {
		if i < runes {
			w.Suffix[i] = HashBytes(buf[starts[i]:])
		}
	}
	w.Shape = shape.hash()
	w.low = [2]uint64{Mix(hLow, 1), lowShape.hash()}
	w.title = [2]uint64{Mix(hTitle, 1), titleShape.hash()}
	w.letters = runes > 1 && letters == runes
	w.Upper = letters >= 2 && uppers == letters
	return buf
}

// Bit is 1 for true, 0 for false.
func Bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
