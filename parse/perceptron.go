package parse

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"daybook/ledger"
	"daybook/model"
	"daybook/text"
)

// Analyser tags, lemmatises and parses sentences. It is the seam for other models than the one here.
type Analyser interface {
	// Analyse fills Lemma, UPOS, XPOS, Feats, Head and Rel of the tokens of each sentence, whose spans point into words, and returns how
	// it rates them as parts of names. An analyser that knows no features or names leaves them empty.
	Analyse(words string, tokens []text.Token, sentences []text.Run) ledger.NameScores
}

// Perceptron is an Analyser of averaged perceptrons: a greedy tagger and a greedy transition parser.
type Perceptron struct {
	tagger  *model.Linear
	parser  *model.Linear
	lemmas  *Lemmas
	known   *model.Dict // classes of words
	xpos    []string
	upos    []string
	tagXPOS []uint8
	tagUPOS []uint8
	rels    []string
	root    uint8  // number of the relation of the root
	moves   []move // of the parser's classes
	scratch sync.Pool
}

type move struct {
	m   Move
	rel uint8
}

type scratch struct {
	words    []model.Word
	features []uint64
	buf      []byte
	state    State
}

// CorePath is where the model of the language core lies in the data folder.
const CorePath = "model/core.bin"

// LoadPerceptron loads the model at CorePath and the classes of words.
func LoadPerceptron(fsys fs.FS) (*Perceptron, error) {
	known, err1 := LoadWords(fsys)
	f, err2 := model.Open(fsys, CorePath)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	return newPerceptron(f, known)
}

// DecodePerceptron is LoadPerceptron of a model in memory.
func DecodePerceptron(b []byte, known *model.Dict) (*Perceptron, error) {
	f, err := model.Decode(b)
	if err != nil {
		return nil, err
	}
	return newPerceptron(f, known)
}

func newPerceptron(f *model.File, known *model.Dict) (*Perceptron, error) {
	p := &Perceptron{known: known}
	var err error
	if p.tagger, err = f.Linear("tag"); err != nil {
		return nil, err
	}
	if p.parser, err = f.Linear("parse"); err != nil {
		return nil, err
	}
	if p.lemmas, err = loadLemmas(f, p.tagger.Classes); err != nil {
		return nil, err
	}
	if p.rels, err = f.Strings("relations"); err != nil {
		return nil, err
	}
	p.xpos, p.upos, p.tagXPOS, p.tagUPOS = SplitTags(p.tagger.Classes)
	n := len(p.rels)
	if len(p.parser.Classes) != 1+2*n {
		return nil, fmt.Errorf("model %s: %d transitions do not fit %d relations; remake it with go run ./train", CorePath, len(p.parser.Classes), n)
	}
	root := slices.Index(p.rels, "root")
	if root < 0 {
		return nil, fmt.Errorf("model %s: no relation is root; remake it with go run ./train", CorePath)
	}
	p.root = uint8(root)
	for c := range p.parser.Classes {
		p.moves = append(p.moves, classMove(c, n))
	}
	p.scratch.New = func() any { return new(scratch) }
	return p, nil
}

func classMove(c, relations int) move {
	switch {
	case c == 0:
		return move{Shift, 0}
	case c <= relations:
		return move{Left, uint8(c - 1)}
	}
	return move{Right, uint8(c - 1 - relations)}
}

// SplitTags splits the classes of the tagger ("VBD VERB") into the XPOS and UPOS that they stand for, each numbered in
// order of first use.
func SplitTags(classes []string) (xpos, upos []string, toX, toU []uint8) {
	number := func(list *[]string, s string) uint8 {
		for i, e := range *list {
			if e == s {
				return uint8(i)
			}
		}
		*list = append(*list, s)
		return uint8(len(*list) - 1)
	}
	for _, c := range classes {
		x, u, _ := strings.Cut(c, " ")
		toX = append(toX, number(&xpos, x))
		toU = append(toU, number(&upos, u))
	}
	return xpos, upos, toX, toU
}

// Analyse implements Analyser.
func (p *Perceptron) Analyse(words string, tokens []text.Token, sentences []text.Run) ledger.NameScores {
	x := p.scratch.Get().(*scratch)
	defer p.scratch.Put(x)
	for _, s := range sentences {
		if s.Len() > 0 {
			p.sentence(x, words, tokens[s.First:s.Last], s.First)
		}
	}
	return ledger.NameScores{}
}

func (p *Perceptron) sentence(x *scratch, all string, tokens []text.Token, first int32) {
	n := len(tokens)
	if cap(x.words) < n {
		x.words = make([]model.Word, n, 2*n+32)
	}
	x.words = x.words[:n]
	words := x.words
	for i := range tokens {
		x.buf = words[i].Look(tokens[i].Of(all), x.buf)
		words[i].Know(p.known)
	}
	model.Truecase(words)
	for i := range tokens {
		p.tag(x, i)
		w, t := &words[i], &tokens[i]
		t.XPOS, t.UPOS = p.xpos[w.XPOS], p.upos[w.UPOS]
		t.Lemma = p.lemmas.of(t.Of(all), w.Capital, w.Tag)
	}
	p.tree(x)
	for i := range tokens {
		h, r := x.state.Head(i)
		if h == int32(n) {
			tokens[i].Head = -1
		} else {
			tokens[i].Head = first + h
		}
		tokens[i].Rel = p.rels[r]
	}
}

func (p *Perceptron) tag(x *scratch, i int) {
	var s model.Scores
	x.features = TagFeatures(x.features[:0], x.words, i)
	p.tagger.Add(x.features, &s)
	w := &x.words[i]
	w.Tag = argmax(&s, len(p.tagXPOS))
	w.XPOS, w.UPOS = p.tagXPOS[w.Tag], p.tagUPOS[w.Tag]
}

func (p *Perceptron) tree(x *scratch) {
	s := &x.state
	s.Reset(len(x.words))
	for !s.Done() {
		var scores model.Scores
		x.features = s.Features(x.features[:0], x.words)
		p.parser.Add(x.features, &scores)
		shift, left, right := s.Can(Shift), s.Can(Left), s.Can(Right)
		best, found := 0, false
		for c := range p.moves {
			m := p.moves[c]
			if m.m == Shift && !shift || m.m == Left && !left || m.m == Right && !right {
				continue
			}
			if m.m != Shift && (m.rel == p.root) != s.Last() {
				continue
			}
			if !found || scores[c] > scores[best] {
				best, found = c, true
			}
		}
		s.Do(p.moves[best].m, p.moves[best].rel)
	}
}

// What follows serves the trainer.

// LoadWords loads the classes of words.
func LoadWords(fsys fs.FS) (*model.Dict, error) {
	f, err := model.Open(fsys, model.WordsPath)
	if err != nil {
		return nil, err
	}
	return f.Dict("words")
}

// Look computes what the models see of the tokens of one sentence; known may be nil.
func Look(all string, tokens []text.Token, words []model.Word, known *model.Dict) []model.Word {
	var buf []byte
	for i := range tokens {
		var w model.Word
		buf = w.Look(tokens[i].Of(all), buf)
		w.Know(known)
		words = append(words, w)
	}
	return words
}

// TagAll tags the words of a sentence with the given tagger.
func TagAll(tagger *model.Linear, words []model.Word) {
	p := &Perceptron{tagger: tagger}
	_, _, p.tagXPOS, p.tagUPOS = SplitTags(tagger.Classes)
	x := &scratch{words: words}
	for i := range words {
		p.tag(x, i)
	}
}

// Best returns the best of the first n classes; the first of equals.
func Best(s *model.Scores, n int) uint8 { return argmax(s, n) }

// ClassMove returns the transition that a class of the parser stands for.
func ClassMove(class, relations int) (Move, uint8) {
	m := classMove(class, relations)
	return m.m, m.rel
}
