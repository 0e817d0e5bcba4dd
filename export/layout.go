package export

import (
	"io"
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"
)

// columns counts the columns that text takes. Unlike the default of its package it does not look at the locale.
var columns = &runewidth.Condition{StrictEmojiNeutral: true}

// Look is how a table is laid out.
type Look struct {
	Width  int  // columns of the terminal; 0 means 100
	Colour bool // with ANSI colours
}

// Columns is the width to lay out for: at least 40.
func (l Look) Columns() int {
	if l.Width <= 0 {
		return 100
	}
	return max(l.Width, 40)
}

// Styles of ANSI (ECMA-48, select graphic rendition).
const (
	Bold   = "1"
	Dim    = "2"
	Red    = "31"
	Green  = "32"
	Yellow = "33"
	Blue   = "34"
	Purple = "35"
	Cyan   = "36"
)

// Paint gives s a style where colours are wanted.
func (l Look) Paint(style, s string) string {
	if !l.Colour || s == "" {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

// Clean makes text from outside safe to show on a terminal: white space of any kind becomes one space, and what steers
// a terminal or the direction of writing is left out.
func Clean(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Wrap cuts clean text into lines of at most width columns, between words where it can.
func Wrap(s string, width int) []string {
	width = max(width, 8)
	var lines []string
	line, used := "", 0
	for _, word := range strings.Split(s, " ") {
		w := columns.StringWidth(word)
		for w > width { // a word longer than a line
			if used > 0 {
				lines, line, used = append(lines, line), "", 0
			}
			head := columns.Truncate(word, width, "")
			if head == "" {
				break
			}
			lines, word = append(lines, head), word[len(head):]
			w = columns.StringWidth(word)
		}
		if used > 0 && used+1+w > width {
			lines, line, used = append(lines, line), "", 0
		}
		if used > 0 {
			line, used = line+" ", used+1
		}
		line, used = line+word, used+w
	}
	return append(lines, line)
}

// Fit cuts clean text to width columns, with … where something is cut off, and fills it up with spaces.
func Fit(s string, width int) string {
	return columns.FillRight(columns.Truncate(s, width, "…"), width)
}

// Cell is one cell of a row: clean text in a column so wide. A column of width 0 takes what the others leave and wraps.
type Cell struct {
	Text  string
	Width int
	Style string
}

// Row writes cells beside each other, two spaces apart, behind an indent.
func (l Look) Row(w io.Writer, indent int, cells ...Cell) error {
	rest := l.Columns() - indent
	for i, c := range cells {
		if i > 0 {
			rest -= 2
		}
		rest -= c.Width
	}
	lines := make([][]string, len(cells))
	height := 1
	for i, c := range cells {
		if c.Width == 0 {
			cells[i].Width = max(rest, 8)
			lines[i] = Wrap(c.Text, cells[i].Width)
		} else {
			lines[i] = []string{columns.Truncate(c.Text, c.Width, "…")}
		}
		height = max(height, len(lines[i]))
	}
	var b strings.Builder
	for y := range height {
		line := strings.Repeat(" ", indent)
		for i, c := range cells {
			if i > 0 {
				line += "  "
			}
			text := ""
			if y < len(lines[i]) {
				text = lines[i][y]
			}
			pad := strings.Repeat(" ", max(0, c.Width-columns.StringWidth(text)))
			if c.Style != "" {
				text = l.Paint(c.Style, text)
			}
			line += text + pad
		}
		b.WriteString(strings.TrimRight(line, " "))
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}
