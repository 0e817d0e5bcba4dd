package rule

import (
	"errors"
	"fmt"
	"strings"

	"daybook/text"
)

// Marked is an example sentence with its parts marked: "[S The envoy] [C warned] that [X time was short]. => warns".
// Behind "=>" stand words about what else must come out.
type Marked struct {
	Text  string
	Parts map[string][]text.Span // by the letters that open the bracket, in text order
	Notes []string
}

// ParseMarked reads an example sentence in which parts stand in brackets that open with their letters and a space. Brackets do not
// nest; a bracket that does not open with letters and a space is text.
func ParseMarked(s string) (Marked, error) {
	m := Marked{Parts: map[string][]text.Span{}}
	s, notes, has := strings.Cut(s, "=>")
	s = strings.TrimSpace(s)
	if has {
		m.Notes = strings.Fields(notes)
	}
	var b strings.Builder
	name, start := "", -1
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '[' && letters(s[i+1:]) > 0:
			if start >= 0 {
				return m, errors.New("brackets must not nest")
			}
			n := letters(s[i+1:])
			name, start = s[i+1:i+1+n], b.Len()
			i += n + 1
		case s[i] == ']' && start >= 0:
			m.Parts[name] = append(m.Parts[name], text.Span{Start: int32(start), End: int32(b.Len())})
			start = -1
		default:
			b.WriteByte(s[i])
		}
	}
	if start >= 0 {
		return m, fmt.Errorf("the bracket [%s is never closed", name)
	}
	m.Text = b.String()
	return m, nil
}

// letters counts the letters, at most five, at the start of s that a space follows; 0 if there are none.
func letters(s string) int {
	n := 0
	for n < len(s) && n < 6 && (s[n] >= 'a' && s[n] <= 'z' || s[n] >= 'A' && s[n] <= 'Z') {
		n++
	}
	if n == 0 || n > 5 || n >= len(s) || s[n] != ' ' {
		return 0
	}
	return n
}
