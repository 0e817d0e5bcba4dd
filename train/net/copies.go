package net

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Copies of training sentences in the forms of the news that the treebanks have too few of: long sentences, quotations parted by who speaks,
// quotation marks whose partner lies in another sentence, names seldom met. The tree of each is known from the tree of what it was made of;
// what lists know of the words (Known) is not.

// draft is a sentence in the making.
type draft struct{ s Sentence }

// take appends words of a sentence, in their order, with all their layers. Heads among them are kept; a head that is not among them becomes the number in
// elsewhere. It returns where each word has come to.
func (d *draft) take(s *Sentence, words []int) (at map[int]int32) {
	at = map[int]int32{}
	for i, w := range words {
		at[w] = int32(len(d.s.Words) + i)
	}
	for _, w := range words {
		head := int32(-2)
		if h, ok := at[int(s.Head[w])-1]; ok {
			head = h + 1
		}
		name := "O"
		if s.Names != nil {
			name = s.Names[w]
		}
		d.add(s.Words[w], s.Lemma[w], s.UPOS[w], s.XPOS[w], s.Feats[w], head, s.Rel[w], name)
	}
	return at
}

func (d *draft) add(word, lemma, upos, xpos, feats string, head int32, rel, name string) int32 {
	s := &d.s
	s.Words, s.Lemma = append(s.Words, word), append(s.Lemma, lemma)
	s.UPOS, s.XPOS, s.Feats = append(s.UPOS, upos), append(s.XPOS, xpos), append(s.Feats, feats)
	s.Head, s.Rel = append(s.Head, head), append(s.Rel, rel)
	s.Names = append(s.Names, name)
	return int32(len(s.Words) - 1)
}

// mark appends a mark of punctuation that hangs on the word with the given number.
func (d *draft) mark(word, xpos string, on int32) {
	d.add(word, word, "PUNCT", xpos, "_", on+1, "punct", "O")
}

// hang gives a word its head.
func (d *draft) hang(word, head int32, rel string) { d.s.Head[word], d.s.Rel[word] = head+1, rel }

// finish gives the sentence the layers of its model that concern names; nil if the tree is not whole.
func (d *draft) finish(of *Sentence) *Sentence {
	if slices.Contains(d.s.Head, -2) {
		return nil
	}
	d.s.ID, d.s.NameTypes = of.ID, of.NameTypes
	if of.Names == nil {
		d.s.Names = nil
	}
	return &d.s
}

func upTo(first, last int) []int {
	var out []int
	for i := first; i < last; i++ {
		out = append(out, i)
	}
	return out
}

func (s *Sentence) root() int { return slices.Index(s.Head, 0) }

// below lists a word and all that hangs on it, in order.
func (s *Sentence) below(word int) []int {
	in := make([]bool, len(s.Words))
	in[word] = true
	for changed := true; changed; {
		changed = false
		for i, h := range s.Head {
			if h > 0 && in[h-1] && !in[i] {
				in[i], changed = true, true
			}
		}
	}
	var out []int
	for i, yes := range in {
		if yes {
			out = append(out, i)
		}
	}
	return out
}

// inside lowers the first letter of a word that had its capital from the beginning of a sentence.
func inside(word, upos string) string {
	r, n := utf8.DecodeRuneInString(word)
	if upos == "PROPN" || word == "I" || strings.HasPrefix(word, "I'") || len(word) > n && strings.ToUpper(word) == word {
		return word
	}
	return string(unicode.ToLower(r)) + word[n:]
}

// closed reports whether a sentence has a tree, some words, and a full stop at its end on which nothing hangs.
func (s *Sentence) closed(least, most int) bool {
	n := len(s.Words)
	return s.Head != nil && s.Lemma != nil && n >= least && n <= most && s.Words[n-1] == "." && s.leaf(n-1)
}

// Joined makes one long sentence of two neighbours of a document: "A, and B.", "A; B.", "A, while B.". One of so many pairs is tried.
func Joined(all []Sentence, every int) []Sentence {
	var out []Sentence
	document := func(s *Sentence) string { return s.ID[:max(strings.LastIndexByte(s.ID, '-'), 0)] }
	for i := 0; every > 0 && i+1 < len(all); i += every {
		a, b := &all[i], &all[i+1]
		if !a.closed(5, 30) || !b.closed(5, 30) || document(a) == "" || document(a) != document(b) || (a.Names == nil) != (b.Names == nil) {
			continue
		}
		ra, rb := a.root(), b.root()
		if a.UPOS[ra] != "VERB" || b.UPOS[rb] != "VERB" || !unicode.IsLetter([]rune(b.Words[0])[0]) {
			continue
		}
		var d draft
		end := len(a.Words) - 1
		at := d.take(a, upTo(0, end))
		top := at[ra]
		d.hang(top, -1, "root")
		second := int32(end + []int{1, 2, 2}[len(out)%3] + rb)
		switch len(out) % 3 {
		case 0:
			d.mark(";", ":", second)
		case 1:
			d.mark(",", ",", second)
			d.add("and", "and", "CCONJ", "CC", "_", second+1, "cc", "O")
		case 2:
			d.mark(",", ",", second)
			d.add("while", "while", "SCONJ", "IN", "_", second+1, "mark", "O")
		}
		first := len(d.s.Words)
		d.take(b, upTo(0, len(b.Words)-1))
		d.s.Words[first] = inside(d.s.Words[first], b.UPOS[0])
		d.hang(second, top, []string{"parataxis", "conj", "advcl"}[len(out)%3])
		d.mark(".", ".", top)
		if s := d.finish(a); s != nil {
			out = append(out, *s)
		}
	}
	return out
}

// speech are verbs whose clause is what was said.
var speech = map[string]bool{"say": true, "add": true, "announce": true, "claim": true, "note": true, "warn": true, "write": true, "explain": true, "insist": true, "report": true}

// Parted turns "She said that the port is shut." into "The port is shut, she said.", "The port, she said, is shut.", and, for a speaker with a name or noun,
// "The port is shut, said the clerk."; half of them with quotation marks. Who speaks hangs beside the content, as the treebanks have it.
func Parted(all []Sentence) []Sentence {
	var out []Sentence
	for i := range all {
		s := &all[i]
		if !s.closed(6, 40) {
			continue
		}
		r, n := s.root(), len(s.Words)
		if !speech[s.Lemma[r]] || s.XPOS[r] != "VBD" && s.XPOS[r] != "VBZ" {
			continue
		}
		subject, content := -1, -1
		fits := true
		for w, h := range s.Head {
			if int(h)-1 != r || w == n-1 {
				continue
			}
			switch {
			case s.Rel[w] == "nsubj" && subject < 0 && w < r:
				subject = w
			case s.Rel[w] == "ccomp" && content < 0 && w > r:
				content = w
			default:
				fits = false
			}
		}
		if !fits || subject < 0 || content < 0 {
			continue
		}
		who, what := s.below(subject), s.below(content)
		if len(who) != r || len(what) != n-2-r { // each in one piece, and nothing else
			continue
		}
		if s.Rel[what[0]] == "mark" && int(s.Head[what[0]])-1 == content && s.leaf(what[0]) {
			what = what[1:]
		}
		if len(what) < 3 {
			continue
		}
		// where the content is parted: behind its subject
		split := len(what)
		way := len(out) % 3
		quoted := len(out)%2 == 0
		if way == 1 {
			for _, w := range what {
				if int(s.Head[w])-1 == content && strings.HasPrefix(s.Rel[w], "nsubj") {
					if b := s.below(w); len(b) <= len(what)-2 && b[0] == what[0] && b[len(b)-1]-b[0] == len(b)-1 {
						split = len(b)
					}
				}
			}
		}
		var d draft
		if quoted {
			d.mark("“", "``", -3) // its head is not known yet
		}
		start := len(d.s.Words)
		// all of the content first, to keep its arcs; the parenthesis is moved in behind
		at := d.take(s, what)
		top := at[content]
		speaker := who
		verbFirst := way == 2 && s.UPOS[subject] != "PRON"
		order := append(slices.Clone(speaker), r)
		if verbFirst {
			order = append([]int{r}, speaker...)
		}
		d.hang(top, -1, "root")
		comma := func() { d.mark(",", ",", -3) }
		comma()
		if quoted {
			d.mark("”", "''", -3)
		}
		said := d.take(s, order)
		verb := said[r]
		d.hang(verb, top, "parataxis")
		first := who[0] // of the sentence
		d.s.Words[said[first]] = inside(s.Words[first], s.UPOS[first])
		if split < len(what) {
			comma()
			if quoted {
				d.mark("“", "``", -3)
			}
		}
		// marks hang on the verb of speech where they are commas, else on the content
		for w, h := range d.s.Head {
			if h == -2 && d.s.UPOS[w] == "PUNCT" {
				if d.s.Words[w] == "," {
					d.s.Head[w] = verb + 1
				} else {
					d.s.Head[w] = top + 1
				}
			}
		}
		if split < len(what) {
			d.move(start+split, start+len(what), len(d.s.Words))
			top = int32(slices.Index(d.s.Head, 0))
		}
		d.mark(".", ".", top)
		if quoted && split < len(what) {
			d.mark("”", "''", top)
		}
		d.s.Words[start] = Capitalised(d.s.Words[start])
		if c := d.finish(s); c != nil {
			out = append(out, *c)
		}
	}
	return out
}

// move puts the words from first up to last behind all words up to end, and lets the heads follow.
func (d *draft) move(first, last, end int) {
	order := append(append(upTo(0, first), upTo(last, end)...), upTo(first, last)...)
	order = append(order, upTo(end, len(d.s.Words))...)
	to := make([]int32, len(order))
	for i, w := range order {
		to[w] = int32(i)
	}
	old := d.s
	d.s = Sentence{}
	for _, w := range order {
		h := old.Head[w]
		if h > 0 {
			h = to[h-1] + 1
		}
		d.add(old.Words[w], old.Lemma[w], old.UPOS[w], old.XPOS[w], old.Feats[w], h, old.Rel[w], old.Names[w])
	}
}

// Unpaired drops one of the two quotation marks of a sentence that has a pair, now the first, now the second: long quotations are cut into
// sentences that have one or none. One of so many is copied.
func Unpaired(all []Sentence, every int) []Sentence {
	var out []Sentence
	met := 0
	for i := range all {
		s := &all[i]
		if s.Head == nil || s.Lemma == nil {
			continue
		}
		var marks []int
		for w, x := range s.XPOS {
			if x == "``" || x == "''" {
				marks = append(marks, w)
			}
		}
		if len(marks) != 2 || !s.leaf(marks[0]) || !s.leaf(marks[1]) || len(s.Words) < 6 {
			continue
		}
		if met++; every <= 0 || met%every != 0 {
			continue
		}
		drop := marks[len(out)%2]
		var d draft
		at := d.take(s, append(upTo(0, drop), upTo(drop+1, len(s.Words))...))
		top := at[s.root()]
		d.hang(top, -1, "root")
		if c := d.finish(s); c != nil {
			out = append(out, *c)
		}
	}
	return out
}

// Renamed copies one of so many sentences with a name and puts other names in the place of its own: names of the same type and number of words, in turn
// from the given sentences.
func Renamed(all, from []Sentence, every int) []Sentence {
	type kind struct {
		of   string
		size int
	}
	pool, next := map[kind][][]string{}, map[kind]int{}
	for i := range from {
		s := &from[i]
		for _, n := range s.spans() {
			k := kind{n.Type, n.Last - n.First}
			pool[k] = append(pool[k], s.Words[n.First:n.Last])
		}
	}
	var out []Sentence
	met := 0
	for i := range all {
		s := &all[i]
		var names []NameSpan
		for _, n := range s.spans() {
			if n.Type != "PER" && n.Type != "LOC" && n.Type != "ORG" || len(pool[kind{n.Type, n.Last - n.First}]) == 0 {
				continue
			}
			proper := true
			for w := n.First; w < n.Last; w++ {
				proper = proper && s.UPOS != nil && s.UPOS[w] == "PROPN"
			}
			if proper {
				names = append(names, n)
			}
		}
		if len(names) == 0 || s.Head == nil {
			continue
		}
		if met++; every <= 0 || met%every != 0 {
			continue
		}
		c := *s
		c.Words, c.Lemma, c.Known = slices.Clone(s.Words), slices.Clone(s.Lemma), nil
		for _, n := range names {
			k := kind{n.Type, n.Last - n.First}
			words := pool[k][next[k]*7919%len(pool[k])]
			next[k]++
			copy(c.Words[n.First:n.Last], words)
			copy(c.Lemma[n.First:n.Last], words)
		}
		out = append(out, c)
	}
	return out
}

// spans are the names of a sentence.
func (s *Sentence) spans() []NameSpan {
	var out []NameSpan
	first := -1
	for i, l := range s.Names {
		switch {
		case l == "O" || l == Open:
			first = -1
		case l[0] == 'S':
			out = append(out, NameSpan{i, i + 1, l[2:]})
		case l[0] == 'B':
			first = i
		case l[0] == 'E' && first >= 0:
			out = append(out, NameSpan{first, i + 1, l[2:]})
			first = -1
		}
	}
	return out
}
