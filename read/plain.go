package read

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"daybook/ledger"
	"daybook/text"
)

// para is one paragraph of a source, trimmed of white space and never empty.
type para struct {
	span  text.Span
	kind  ledger.BlockKind // what the source format says of it: a heading, a caption, a quotation; "" says nothing
	solid bool             // a paragraph by the source format: no headline or subhead by its looks
}

// clean makes line ends "\n" and drops what no reader sees: control characters, zero-width and directional marks. All else
// stays as it is, runs of spaces too.
func clean(s string) string {
	if !needsCleaning(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		switch {
		case r == '\r':
			if !strings.HasPrefix(s[i+1:], "\n") {
				b.WriteByte('\n')
			}
		case r == '\v', r == '\f', r == '\u2028', r == '\u0085':
			b.WriteByte('\n')
		case r == '\u2029':
			b.WriteString("\n\n")
		case unseen(r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unseen reports whether r has no mark on paper. The joiners U+200C and U+200D shape letters in some scripts and stay.
func unseen(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < 0x20, 0x7F <= r && r < 0xA0:
		return true
	case r == '\u00AD', r == '\u200B', r == '\u200E', r == '\u200F', '\u202A' <= r && r <= '\u202E', r == '\u2060', '\u2066' <= r && r <= '\u2069', r == '\uFEFF':
		return true
	}
	return false
}

func needsCleaning(s string) bool {
	if !utf8.ValidString(s) {
		return true
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x20 && c != '\n' && c != '\t', c == 0x7F:
			return true
		case c == 0xC2 && (s[i+1] < 0xA0 || s[i+1] == 0xAD), c == 0xE2 && (s[i+1] == 0x80 || s[i+1] == 0x81), c == 0xEF && s[i+1] == 0xBB:
			if r, _ := utf8.DecodeRuneInString(s[i:]); unseen(r) || r == '\u2028' || r == '\u2029' {
				return true
			}
		}
	}
	return false
}

// line is one line of plain text that is not blank, without the white space around it.
type line struct {
	span   text.Span
	width  int  // characters, leading white space included
	indent int  // characters of white space before it
	first  int  // characters of its first word
	after  bool // a blank line, or nothing, stands before it
}

// paragraphs splits plain text. Blank lines always divide. Within a group of lines a line end divides too, unless the text
// is wrapped: then the lines of a group are one paragraph, but for those that end too early to have been wrapped.
func paragraphs(t string) []para {
	lines := splitLines(t)
	width := wrapWidth(lines)
	var out []para
	for i, l := range lines {
		if n := len(out); n > 0 && !l.after && joined(t, lines[i-1], l, width) {
			out[n-1].span.End = l.span.End
			continue
		}
		out = append(out, para{span: l.span})
	}
	return out
}

func splitLines(t string) []line {
	var out []line
	blank := true
	for start := 0; start < len(t); {
		end := strings.IndexByte(t[start:], '\n')
		if end < 0 {
			end = len(t)
		} else {
			end += start
		}
		s := t[start:end]
		trimmed := strings.TrimSpace(s)
		if trimmed == "" {
			blank = true
		} else {
			lead := strings.Index(s, trimmed)
			l := line{span: text.Span{Start: int32(start + lead), End: int32(start + lead + len(trimmed))}, after: blank}
			l.indent = utf8.RuneCountInString(s[:lead])
			l.width = l.indent + utf8.RuneCountInString(trimmed)
			if l.first = strings.IndexFunc(trimmed, unicode.IsSpace); l.first < 0 {
				l.first = len(trimmed)
			}
			l.first = utf8.RuneCountInString(trimmed[:l.first])
			out = append(out, l)
			blank = false
		}
		start = end + 1
	}
	return out
}

// Hard-wrapped text has lines of 40 to 140 characters; mail and wire copy has 65 to 80.
const narrowest, widest = 40, 140

// wrapWidth returns the column at which the text is wrapped, or 0 where each line is a paragraph of its own. Text is
// wrapped when most line ends within groups stand where the next word would not have fitted.
func wrapWidth(lines []line) int {
	var widths []int
	for i := 1; i < len(lines); i++ {
		if !lines[i].after {
			widths = append(widths, lines[i-1].width)
		}
	}
	if len(widths) == 0 {
		return 0
	}
	sort.Ints(widths)
	w := widths[len(widths)*9/10]
	if w < narrowest || w > widest {
		return 0
	}
	full := 0
	for i := 1; i < len(lines); i++ {
		if !lines[i].after && lines[i-1].width+1+lines[i].first > w-slack(w) {
			full++
		}
	}
	if full*10 < len(widths)*6 {
		return 0
	}
	return w
}

// slack is how much earlier than the width a wrapped line may end.
func slack(width int) int { return width / 8 }

// joined reports whether b goes on with the paragraph of a, the line before it in the same group.
func joined(t string, a, b line, width int) bool {
	if width == 0 {
		return lowerStart(b.span.Of(t)) && !ended(a.span.Of(t)) && a.width >= narrowest
	}
	switch {
	case b.indent >= a.indent+2: // paragraphs told by indentation
		return false
	case a.width+1+b.first > width-slack(width):
		return true
	}
	return lowerStart(b.span.Of(t))
}

func lowerStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// ended reports whether s ends as a sentence does: with a full stop, question mark, exclamation mark or ellipsis, and the
// marks that may close behind it.
func ended(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]›」』 ")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "…") ||
		strings.HasSuffix(s, "。") || strings.HasSuffix(s, "؟") || strings.HasSuffix(s, "।") || strings.HasSuffix(s, "！") || strings.HasSuffix(s, "？")
}
