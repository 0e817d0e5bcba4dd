package conllu

import (
	"fmt"
	"io"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"daybook/ledger"
	"daybook/text"
)

// Tally compares a parser with gold sentences, document by document.
type Tally struct {
	Analyse func(*ledger.Document) // tags and parses the given tokens
	Parse   func(*ledger.Document) // finds sentences and tokens too
	Errors  io.Writer              // every difference, readable; nil for none

	Documents                         int
	Gold, Found                       int // words
	SentGold, SentFound, SentBoth     int
	Words                             int // aligned
	UPOS, XPOS, Lemma, UAS, LAS, Full int
	Feats                             int // universal features all right
	Relations                         map[string]*Count
	Core                              Count // the relations of coreRelations together
}

// coreRelations are those that events and statements rest on: who acts, who is acted on, what is said. Subtypes count.
var coreRelations = map[string]bool{"nsubj": true, "nsubj:pass": true, "obj": true, "obl:agent": true, "ccomp": true, "parataxis": true}

// universalFeats are the features that the CoNLL 2018 shared task compares; treebanks have others of their own.
var universalFeats = map[string]bool{"PronType": true, "NumType": true, "Poss": true, "Reflex": true, "Foreign": true, "Abbr": true, "Gender": true,
	"Animacy": true, "Number": true, "Case": true, "Definite": true, "Degree": true, "VerbForm": true, "Mood": true, "Tense": true, "Aspect": true,
	"Voice": true, "Evident": true, "Polarity": true, "Person": true, "Polite": true}

// universal leaves the universal features of a list such as "Number=Sing|Typo=Yes", in order.
func universal(feats string) string {
	var out []string
	for _, f := range strings.Split(feats, "|") {
		if name, _, ok := strings.Cut(f, "="); ok && universalFeats[name] {
			out = append(out, f)
		}
	}
	sort.Strings(out)
	return strings.Join(out, "|")
}

// Count counts what is in both, what was found, and what is in the gold.
type Count struct{ Matched, Found, Gold int }

// Add compares one document; raw: from its text alone.
func (t *Tally) Add(gold []Sentence, raw bool) {
	if t.Relations == nil {
		t.Relations = map[string]*Count{}
	}
	t.Documents++
	if raw {
		t.raw(gold)
	} else {
		t.tokens(gold)
	}
}

// Documents splits sentences at the starts of documents.
func Documents(gold []Sentence) [][]Sentence {
	var out [][]Sentence
	for len(gold) > 0 {
		n := 1
		for n < len(gold) && !gold[n].NewDoc {
			n++
		}
		out = append(out, gold[:n])
		gold = gold[n:]
	}
	return out
}

const (
	matched = iota
	found
	inGold
)

// relation counts one relation, and its universal part where it has a subtype.
func (t *Tally) relation(rel string, which int) {
	if coreRelations[rel] {
		t.Core.add(which)
	}
	names := [2]string{rel, text.Rel0(rel)}
	for i, r := range names {
		if i == 1 && r == names[0] {
			return
		}
		c := t.Relations[r]
		if c == nil {
			c = new(Count)
			t.Relations[r] = c
		}
		c.add(which)
	}
}

// universalMatch counts a relation of which all but the subtype is right.
func (t *Tally) universalMatch(rel string) {
	if t.Relations[rel] == nil {
		t.Relations[rel] = new(Count)
	}
	t.Relations[rel].Matched++
}

func (c *Count) add(which int) {
	switch which {
	case matched:
		c.Matched++
	case found:
		c.Found++
	default:
		c.Gold++
	}
}

// pair counts one word of ours aligned with one of the gold; headRight tells whether their governors are aligned too.
func (t *Tally) pair(w *text.Token, g *Word, headRight bool) {
	t.Words++
	if w.UPOS == g.UPOS {
		t.UPOS++
	}
	if w.XPOS == g.XPOS {
		t.XPOS++
	}
	if w.Lemma == g.Lemma || g.Lemma == "_" {
		t.Lemma++
	}
	if universal(w.Feats) == universal(g.Feats) {
		t.Feats++
	}
	if !headRight {
		return
	}
	t.UAS++
	if text.Rel0(w.Rel) == text.Rel0(g.Rel) {
		t.LAS++
		if w.Rel == g.Rel {
			t.Full++
			t.relation(g.Rel, matched)
		} else {
			t.universalMatch(text.Rel0(g.Rel))
		}
	}
}

func (t *Tally) report(format string, v ...any) {
	if t.Errors != nil {
		fmt.Fprintf(t.Errors, format+"\n", v...)
	}
}

// tokens measures on gold sentences and words.
func (t *Tally) tokens(gold []Sentence) {
	d := Document(gold)
	t.Analyse(d)
	k := int32(0)
	for _, s := range gold {
		first := k
		t.SentGold, t.SentFound, t.SentBoth = t.SentGold+1, t.SentFound+1, t.SentBoth+1
		var wrong []string
		for i := range s.Words {
			w, g := &d.Tokens[k], &s.Words[i]
			k++
			t.Gold, t.Found = t.Gold+1, t.Found+1
			t.relation(g.Rel, inGold)
			t.relation(w.Rel, found)
			head := int32(-1)
			if g.Head >= 0 {
				head = first + int32(g.Head)
			}
			t.pair(w, g, w.Head == head)
			if t.Errors != nil {
				wrong = append(wrong, differences(w, g, w.Head-first, first)...)
			}
		}
		if len(wrong) > 0 {
			t.report("%s\t%s\n%s", s.ID, s.Text, strings.Join(wrong, "\n"))
		}
	}
}

func differences(w *text.Token, g *Word, head, first int32) []string {
	var out []string
	say := func(what, ours, theirs string) {
		if ours != theirs {
			out = append(out, fmt.Sprintf("  %s\t%s\tfound %s\tgold %s", g.Form, what, ours, theirs))
		}
	}
	if w.Head < 0 {
		head = -1
	}
	say("upos", w.UPOS, g.UPOS)
	if w.Feats != "" {
		say("feats", universal(w.Feats), universal(g.Feats))
	}
	if g.Lemma != "_" {
		say("lemma", w.Lemma, g.Lemma)
	}
	say("arc", fmt.Sprintf("%s of %d", w.Rel, head+1), fmt.Sprintf("%s of %d", g.Rel, g.Head+1))
	return out
}

// Document lays gold words out as a document whose text is the words joined by spaces.
func Document(gold []Sentence) *ledger.Document {
	d := &ledger.Document{}
	var b strings.Builder
	for _, s := range gold {
		first := int32(len(d.Tokens))
		for _, w := range s.Words {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			start := int32(b.Len())
			b.WriteString(w.Form)
			d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: start, End: int32(b.Len())}, Head: -1})
		}
		d.Sentences = append(d.Sentences, ledger.Sentence{Run: text.Run{First: first, Last: int32(len(d.Tokens))}})
	}
	d.Text = b.String()
	d.Blocks = []ledger.Block{{Span: text.Span{Start: 0, End: int32(len(d.Text))}, Kind: ledger.Body}}
	return d
}

// rawDocument joins the texts of sentences: a blank line before a paragraph, else a space unless the last word has none after it.
func rawDocument(gold []Sentence) *ledger.Document {
	d := &ledger.Document{}
	var b strings.Builder
	start := 0
	block := func() {
		if b.Len() > start {
			d.Blocks = append(d.Blocks, ledger.Block{Span: text.Span{Start: int32(start), End: int32(b.Len())}, Kind: ledger.Body, Paragraph: int32(len(d.Blocks))})
		}
	}
	for i, s := range gold {
		switch {
		case i == 0:
		case s.NewPar:
			block()
			b.WriteString("\n\n")
			start = b.Len()
		case !gold[i-1].Words[len(gold[i-1].Words)-1].NoSpace:
			b.WriteByte(' ')
		}
		b.WriteString(s.Text)
	}
	block()
	d.Text = b.String()
	return d
}

// rawWord is a word on the characters of a text without its spaces; a word of a multi-word token has that token's range.
type rawWord struct {
	start, end int
	multi      bool
	form       string
	head       int // index of the governor, -1 at a root
	index      int // of the token or the gold word
}

// raw measures sentences, words and all else from text alone.
func (t *Tally) raw(gold []Sentence) {
	d := rawDocument(gold)
	t.Parse(d)

	var theirs []rawWord
	var words []*Word
	goldEnds := map[[2]int]string{}
	at := 0
	for si := range gold {
		s := &gold[si]
		base, sentStart := len(theirs), at
		j := 0
		for i := 0; i < len(s.Words); i++ {
			last, form, multi := i, s.Words[i].Form, false
			if j < len(s.Joined) && s.Joined[j].First == i {
				last, form, multi = s.Joined[j].Last, s.Joined[j].Form, true
				j++
			}
			n := solid(form)
			for k := i; k <= last && k < len(s.Words); k++ {
				head := s.Words[k].Head
				if head >= 0 {
					head += base
				}
				theirs = append(theirs, rawWord{at, at + n, multi, strings.ToLower(s.Words[k].Form), head, len(words)})
				words = append(words, &s.Words[k])
				t.relation(s.Words[k].Rel, inGold)
			}
			at += n
			i = last
		}
		goldEnds[[2]int{sentStart, at}] = s.ID
		t.SentGold++
	}
	t.Gold += len(theirs)

	var ours []rawWord
	byteAt, solidAt := int32(0), 0
	pos := func(b int32) int {
		solidAt += solid(d.Text[byteAt:b])
		byteAt = b
		return solidAt
	}
	for i := range d.Tokens {
		w := &d.Tokens[i]
		start := pos(w.Start)
		end := pos(w.End)
		ours = append(ours, rawWord{start, end, false, strings.ToLower(w.Of(d.Text)), int(w.Head), i})
		t.relation(w.Rel, found)
	}
	t.Found += len(ours)
	for _, s := range d.Sentences {
		t.SentFound++
		if s.Len() == 0 {
			continue
		}
		key := [2]int{ours[s.First].start, ours[s.Last-1].end}
		if _, ok := goldEnds[key]; ok {
			t.SentBoth++
			delete(goldEnds, key)
		} else {
			t.report("sentence not in the gold\t%s", d.Text[d.Tokens[s.First].Start:d.Tokens[s.Last-1].End])
		}
	}
	if t.Errors != nil {
		for _, s := range gold {
			for _, id := range goldEnds {
				if id == s.ID {
					t.report("sentence missed\t%s\t%s", s.ID, s.Text)
				}
			}
		}
	}

	toOurs, toTheirs := align(theirs, ours)
	for g, o := range toOurs {
		if o < 0 {
			t.report("word missed\t%s", words[g].Form)
			continue
		}
		h, hg := ours[o].head, theirs[g].head
		right := h < 0 && hg < 0 || h >= 0 && hg >= 0 && toOurs[hg] == h
		t.pair(&d.Tokens[ours[o].index], words[g], right)
	}
	if t.Errors != nil {
		for o, g := range toTheirs {
			if g < 0 {
				t.report("word not in the gold\t%s", d.Tokens[o].Of(d.Text))
			}
		}
	}
}

// solid counts the characters of s that are no spaces.
func solid(s string) int {
	n := 0
	for len(s) > 0 {
		r, k := utf8.DecodeRuneInString(s)
		if !unicode.IsSpace(r) {
			n++
		}
		s = s[k:]
	}
	return n
}

// align pairs words of the gold with ours as conll18_ud_eval.py does: by range, and inside a multi-word token by the
// longest common subsequence of forms. It returns the partner of each gold word and of each of ours, -1 for none.
func align(gold, ours []rawWord) (toOurs, toGold []int) {
	toOurs, toGold = make([]int, len(gold)), make([]int, len(ours))
	for i := range toOurs {
		toOurs[i] = -1
	}
	for i := range toGold {
		toGold[i] = -1
	}
	g, o := 0, 0
	for g < len(gold) && o < len(ours) {
		if gold[g].multi {
			end := gold[g].end
			if ours[o].start < gold[g].start {
				o++
			}
			gs, ss := g, o
			beyond := func(w []rawWord, i int) bool {
				if i >= len(w) {
					return true
				}
				if w[i].multi {
					return w[i].start >= end
				}
				return w[i].end > end
			}
			for !beyond(gold, g) || !beyond(ours, o) {
				if g < len(gold) && (o >= len(ours) || gold[g].start <= ours[o].start) {
					if gold[g].multi {
						end = max(end, gold[g].end)
					}
					g++
				} else {
					o++
				}
			}
			common(gold[gs:g], ours[ss:o], func(a, b int) { toOurs[gs+a], toGold[ss+b] = ss+b, gs+a })
			continue
		}
		switch a, b := gold[g], ours[o]; {
		case a.start == b.start && a.end == b.end:
			toOurs[g], toGold[o] = o, g
			g++
			o++
		case a.start <= b.start:
			g++
		default:
			o++
		}
	}
	return toOurs, toGold
}

// common calls pair for each pair of a longest common subsequence of forms.
func common(a, b []rawWord, pair func(i, j int)) {
	l := make([][]int, len(a)+1)
	for i := range l {
		l[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].form == b[j].form {
				l[i][j] = 1 + l[i+1][j+1]
			}
			l[i][j] = max(l[i][j], l[i+1][j], l[i][j+1])
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].form == b[j].form:
			pair(i, j)
			i++
			j++
		case l[i][j] == l[i+1][j]:
			i++
		default:
			j++
		}
	}
}
