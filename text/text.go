// Package text is what a report's text is made of: spans of bytes, runs of tokens, tokens with their
// analysis, and problems. It knows nothing of news.
package text

import (
	"fmt"
	"strings"
)

// Span is a half-open range of bytes [Start, End) of Document.Text. The zero Span is "none".
type Span struct{ Start, End int32 }

// Len is the number of bytes in s.
func (s Span) Len() int32 { return s.End - s.Start }

// Empty reports whether s covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether o lies wholly inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Of returns the words of s, which must lie in t.
func (s Span) Of(t string) string { return t[s.Start:s.End] }

// Cover returns the smallest span that holds both s and o; an empty one counts for nothing.
func (s Span) Cover(o Span) Span {
	if s.Empty() {
		return o
	}
	if o.Empty() {
		return s
	}
	return Span{min(s.Start, o.Start), max(s.End, o.End)}
}

// Run is a half-open range of tokens [First, Last).
type Run struct{ First, Last int32 }

// Len is the number of tokens in r.
func (r Run) Len() int32 { return r.Last - r.First }

// Contains reports whether token i lies in r.
func (r Run) Contains(i int32) bool { return r.First <= i && i < r.Last }

// Token is one syntactic word of Universal Dependencies (v2). Clitics are words of their own ("did" "n't").
type Token struct {
	Span
	Lemma string // lower case but for names
	UPOS  string // UD part of speech: NOUN, PROPN, VERB ...
	XPOS  string // Penn Treebank tag: NNP, VBD, VBN ...
	Feats string // UD features, in alphabetical order: "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"; "" none or not known
	Head  int32  // index of the governor in Document.Tokens; -1 at the root of a sentence
	Rel   string // UD relation to Head with subtype where English has one: nsubj, nsubj:pass, obl, nmod:poss ...
}

// Feat returns the value of a UD feature of the token ("Number" gives "Plur"), "" where it has none.
func (t *Token) Feat(name string) string {
	for rest := t.Feats; rest != ""; {
		pair := rest
		if i := strings.IndexByte(rest, '|'); i >= 0 {
			pair, rest = rest[:i], rest[i+1:]
		} else {
			rest = ""
		}
		if len(pair) > len(name) && pair[len(name)] == '=' && pair[:len(name)] == name {
			return pair[len(name)+1:]
		}
	}
	return ""
}

// Problem is something that went wrong or is doubtful: what, where, and what to do about it.
type Problem struct {
	Stage string // the stage that says so
	What  string // one plain sentence
	Span  Span   // where in the text; empty: the whole document
	Hint  string // what the user can do; may be empty
}

func (p Problem) String() string {
	s := p.Stage + ": " + p.What
	if p.Hint != "" {
		s += fmt.Sprintf(" (%s)", p.Hint)
	}
	return s
}
