package said

import (
	"unicode"
	"unicode/utf8"

	"daybook/text"
)

// quotation is one stretch in quotation marks. Inner is what stands between the marks; where a paragraph ends inside
// it, one quotation is made for each paragraph and they are chained by next.
type quotation struct {
	outer, inner text.Span // with and without its marks
	block        int32     // block that it stands in
	depth        int       // 0: not inside another
	parent       int       // quotation that it stands in, or -1
	next         int       // the quotation that carries it on in the next paragraph, or -1
	prev         int       // the one that it carries on, or -1
	unclosed     bool      // no closing mark was found
	tokens       text.Run  // tokens inside the marks
}

// mark is a quotation mark met in the text.
type mark struct {
	pos, end int32
	kind     markKind
	open     bool // can open
	close    bool // can close
}

type markKind uint8

const (
	double markKind = iota
	single
	angle
	corner
)

// maxChain is how many paragraphs a quotation may span without a closing mark.
const maxChain = 12

// look is how many bytes away a mark is looked for that tells what another one is.
const look = 4000

// quotations finds the quotations of one text. blocks are the stretches (paragraphs) in which a quotation must close or
// be taken up again; it returns them in order of their opening marks.
func quotations(s string, blocks []text.Span) []quotation {
	var out []quotation
	carried := -1 // quotation left open at the end of the last block
	for b, span := range blocks {
		marks := marksOf(s, span)
		var stack []int // open quotations of this block
		if carried >= 0 {
			if len(marks) == 0 || marks[0].pos != firstWord(s, span) || !marks[0].open {
				settle(s, out, carried)
				carried = -1
			}
		}
		for i, m := range marks {
			top := -1
			if len(stack) > 0 {
				top = stack[len(stack)-1]
			}
			switch {
			case top >= 0 && m.close && matches(s, out[top], m):
				out[top].inner.End, out[top].outer.End = m.pos, m.end
				out[top].unclosed = false
				stack = stack[:len(stack)-1]
			case m.kind == double && m.close && !m.open && under(s, out, stack, m) >= 0:
				// the closing mark of an outer quotation: the inner ones were never closed, so they were none
				k := under(s, out, stack, m)
				for _, q := range stack[k+1:] {
					out[q].outer = text.Span{}
				}
				q := stack[k]
				out[q].inner.End, out[q].outer.End, out[q].unclosed = m.pos, m.end, false
				stack = stack[:k]
			case m.open && top >= 0 && sameMark(s, out[top], m) && s[m.pos:m.end] != "“":
				// a second straight mark cannot open inside the first
			case m.open && len(stack) < 3:
				if top >= 0 && sameMark(s, out[top], m) { // the earlier one was never closed
					out[top].outer = text.Span{}
					stack = stack[:len(stack)-1]
					top = -1
					if len(stack) > 0 {
						top = stack[len(stack)-1]
					}
				}
				q := quotation{outer: text.Span{Start: m.pos, End: span.End}, inner: text.Span{Start: m.end, End: span.End},
					block: int32(b), depth: len(stack), parent: top, next: -1, prev: -1, unclosed: true}
				if carried >= 0 && len(stack) == 0 && m.pos == firstWord(s, span) {
					q.prev = carried
					out[carried].next = len(out)
				}
				out = append(out, q)
				stack = append(stack, len(out)-1)
			}
			if carried >= 0 && i == 0 {
				carried = -1
			}
		}
		// What is open at the end of a block is carried on by an opening mark at the start of the next, or was no quotation.
		for i := len(stack) - 1; i >= 0; i-- {
			if i == 0 && chain(out, stack[0]) < maxChain {
				carried = stack[0]
				continue
			}
			out[stack[i]].outer = text.Span{}
		}
	}
	if carried >= 0 {
		settle(s, out, carried)
	}
	return compact(out)
}

// settle decides on a quotation that nothing closes: one that begins its paragraph, or carries another on, is taken to run
// to the end of that paragraph; any other is taken for no quotation.
func settle(s string, out []quotation, q int) {
	if out[q].prev >= 0 {
		return
	}
	if i := out[q].outer.Start; i == 0 || s[i-1] == '\n' {
		return
	}
	out[q].outer = text.Span{}
}

// compact drops quotations that were given up and renumbers the links.
func compact(in []quotation) []quotation {
	to := make([]int, len(in))
	n := 0
	for i := range in {
		to[i] = -1
		if !in[i].outer.Empty() && in[i].inner.Start < in[i].inner.End {
			to[i] = n
			n++
		}
	}
	out := in[:0]
	for i := range in {
		if to[i] < 0 {
			continue
		}
		q := in[i]
		for _, p := range []*int{&q.parent, &q.next, &q.prev} {
			if *p >= 0 {
				*p = to[*p]
			}
		}
		out = append(out, q)
	}
	for i := range out {
		d := 0
		for p := out[i].parent; p >= 0; p = out[p].parent {
			d++
		}
		out[i].depth = d
	}
	return out
}

func chain(out []quotation, q int) (n int) {
	for ; q >= 0; q = out[q].prev {
		n++
	}
	return n
}

// under returns the depth in the stack of the nearest quotation below the top that the mark closes, or -1.
func under(s string, out []quotation, stack []int, m mark) int {
	for k := len(stack) - 2; k >= 0; k-- {
		if matches(s, out[stack[k]], m) {
			return k
		}
	}
	return -1
}

func opening(s string, q quotation) string { return s[q.outer.Start:q.inner.Start] }

// matches reports whether m may close q.
func matches(s string, q quotation, m mark) bool {
	if m.pos < q.inner.Start {
		return false
	}
	c := s[m.pos:m.end]
	switch opening(s, q) {
	case "“", "‟", "\"", "``", "''", "„", "”":
		return m.kind == double
	case "‘", "'", "‚":
		return m.kind == single
	case "«":
		return c == "»"
	case "»":
		return c == "«"
	case "「":
		return c == "」"
	case "『":
		return c == "』"
	}
	return false
}

func sameMark(s string, q quotation, m mark) bool {
	return opening(s, q) == s[m.pos:m.end] || (m.kind == double && (opening(s, q) == "“" || opening(s, q) == "\""))
}

func firstWord(s string, span text.Span) int32 {
	for i, r := range s[span.Start:span.End] {
		if !unicode.IsSpace(r) && r != '\u200b' && r != '\ufeff' {
			return span.Start + int32(i)
		}
	}
	return span.End
}

// marksOf lists the quotation marks of a block; apostrophes, inches and minutes are left out.
func marksOf(s string, span text.Span) []mark {
	var out []mark
	prev := ' '
	for i := span.Start; i < span.End; {
		r, n := utf8.DecodeRuneInString(s[i:])
		end := i + int32(n)
		if (r == '\'' || r == '`') && end < span.End && s[end] == byte(r) { // '' and `` of older wires
			end++
			r = '"'
		}
		next, _ := utf8.DecodeRuneInString(s[end:])
		if end >= span.End {
			next = ' '
		}
		if m, ok := classify(s, span, i, end, r, prev, next); ok {
			out = append(out, m)
		}
		prev = r
		i = end
	}
	return out
}

func classify(s string, span text.Span, pos, end int32, r, prev, next rune) (mark, bool) {
	m := mark{pos: pos, end: end}
	wordBefore := unicode.IsLetter(prev) || unicode.IsDigit(prev)
	wordAfter := unicode.IsLetter(next) || unicode.IsDigit(next)
	openBefore := unicode.IsSpace(prev) || prev == '(' || prev == '[' || prev == '—' || prev == '–' || prev == '-' || prev == '/' || isMark(prev) || prev == ':' || prev == '…'
	switch r {
	case '“', '‟', '„':
		m.open = true
		m.close = r == '“' && !openBefore // German: „ ... “
	case '”':
		m.close = true
		m.open = openBefore && wordAfter // Swedish, and typing errors
	case '"':
		if unicode.IsDigit(prev) && !wordAfter && !quoteOpenBefore(s, span, pos) {
			return m, false // inches
		}
		m.open = openBefore && !unicode.IsSpace(next)
		m.close = !unicode.IsSpace(prev) || unicode.IsSpace(next)
		if !m.open && !m.close {
			m.open = true
		}
	case '«', '»':
		m.kind = angle
		m.open, m.close = r == '«' || openBefore && wordAfter, r == '»' || !openBefore
	case '「', '『':
		m.kind, m.open = corner, true
	case '」', '』':
		m.kind, m.close = corner, true
	case '‘', '‚':
		m.kind = single
		m.open = !wordBefore && !elision(s[end:])
	case '’', '\'':
		m.kind = single
		if wordBefore && wordAfter {
			return m, false // "don't"
		}
		if r == '\'' {
			m.open = openBefore && (wordAfter || isMark(next) || next == '[' || next == '.' || next == '…') && !elision(s[end:]) && closesLater(s, span, end)
		}
		m.close = !openBefore || isMark(prev)
		if m.close && wordBefore && (prev == 's' || prev == 'S') && unicode.IsSpace(next) && possessive(s, span, end) {
			m.close = false // "the rebels' offer", with a better mark further on
		}
	default:
		return m, false
	}
	return m, m.open || m.close
}

func isMark(r rune) bool {
	switch r {
	case '“', '”', '"', '‘', '’', '\'', '«', '»', '„', '‚', '`':
		return true
	}
	return false
}

// quoteOpenBefore reports whether an odd number of straight double marks precede pos in the block.
func quoteOpenBefore(s string, span text.Span, pos int32) bool {
	open := false
	for i := max(span.Start, pos-look); i < pos; i++ {
		if s[i] == '"' {
			open = !open
		}
	}
	return open
}

// elision reports whether the words behind an apostrophe are a shortened word: 'em, 'til, '90s.
func elision(rest string) bool {
	for _, w := range []string{"em", "til", "tis", "twas", "cause", "bout", "n", "round", "cos"} {
		if len(rest) >= len(w) && rest[:len(w)] == w && (len(rest) == len(w) || !isLetter(rest[len(w)])) {
			return true
		}
	}
	return len(rest) >= 3 && isDigit(rest[0]) && isDigit(rest[1]) && rest[2] == 's'
}

func isLetter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0x80 }
func isDigit(b byte) bool  { return b >= '0' && b <= '9' }

// closesLater reports whether a straight single mark that could close stands further on in the block.
func closesLater(s string, span text.Span, from int32) bool {
	for i := from; i < min(span.End, from+look); i++ {
		if s[i] != '\'' && s[i] != 0xe2 {
			continue
		}
		w := int32(1)
		if s[i] == 0xe2 {
			if i+3 > span.End || s[i:i+3] != "’" {
				continue
			}
			w = 3
		}
		if i > from && s[i-1] != ' ' && (i+w >= span.End || !isLetter(s[i+w]) && !isDigit(s[i+w])) {
			return true
		}
	}
	return false
}

// possessive reports whether a mark behind a plural is an apostrophe: a word in small letters follows, and a mark that
// surely closes comes later without another opening in between.
func possessive(s string, span text.Span, end int32) bool {
	rest := s[end:min(span.End, end+look)]
	if len(rest) < 2 || rest[0] != ' ' || !isLetter(rest[1]) && !isDigit(rest[1]) {
		return false
	}
	for i, r := range rest {
		switch r {
		case '‘', '“', '”', '"':
			return false
		case '’', '\'':
			if i == 0 {
				continue
			}
			before := rest[i-1]
			w := utf8.RuneLen(r)
			if i+w >= len(rest) || !isLetter(rest[i+w]) {
				return before == '.' || before == ',' || before == '?' || before == '!' || isLetter(before)
			}
		}
	}
	return false
}
