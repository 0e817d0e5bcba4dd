package who

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"daybook/ledger"
	"daybook/model"
	"daybook/text"
)

// namesPath is where the model of names lies in the data folder.
const namesPath = "model/names.bin"

// nameFinder marks the names of a document's sentences with an averaged perceptron: one label a token, from left to
// right, each the best that may follow the one before.
type nameFinder struct {
	tagger  *model.Linear
	labels  []NameLabel
	scratch *sync.Pool
}

// NameLabel is a label of the tagger: where in a name a token stands, and the type of the name.
type NameLabel struct {
	Place byte   // 'O' outside, 'B' first, 'I' inside, 'E' last, 'S' the only token
	Type  string // "" outside
}

// ParseNameLabels reads labels such as "O" and "B-PER".
func ParseNameLabels(classes []string) []NameLabel {
	out := make([]NameLabel, len(classes))
	for i, c := range classes {
		place, kind, _ := strings.Cut(c, "-")
		out[i] = NameLabel{'O', kind}
		if place != "" {
			out[i].Place = place[0]
		}
	}
	return out
}

// Follows reports whether b may stand behind a; a of the zero value is the start of a sentence.
func (b NameLabel) Follows(a NameLabel) bool {
	if a.Place == 'B' || a.Place == 'I' {
		return (b.Place == 'I' || b.Place == 'E') && a.Type == b.Type
	}
	return b.Place != 'I' && b.Place != 'E'
}

// Ends reports whether a sentence may end with the label.
func (b NameLabel) Ends() bool { return b.Place != 'B' && b.Place != 'I' }

// newNameFinder loads the model of names from fsys, laid out as package data. Without the file nothing is marked.
func newNameFinder(fsys fs.FS) (nameFinder, error) {
	if _, err := fs.Stat(fsys, namesPath); errors.Is(err, fs.ErrNotExist) {
		return nameFinder{}, nil
	}
	f, err1 := model.Open(fsys, namesPath)
	words, err2 := model.Open(fsys, model.WordsPath)
	if err := errors.Join(err1, err2); err != nil {
		return nameFinder{}, err
	}
	known, err1 := words.Dict("words")
	names, err2 := f.Dict("known")
	tagger, err3 := f.Linear("names")
	if err := errors.Join(err1, err2, err3); err != nil {
		return nameFinder{}, err
	}
	n := NewNameFinder(tagger, known, names)
	if len(n.labels) == 0 || n.labels[0].Place != 'O' {
		return nameFinder{}, fmt.Errorf("model %s: its first label is not O; remake it with go run ./train names", namesPath)
	}
	return nameFinder(*n), nil
}

// NameFinder is the name finder outside its stage, as the trainer needs it to measure.
type NameFinder nameFinder

// NewNameFinder makes a name finder of a classifier whose classes are labels, classes of words and known names.
func NewNameFinder(tagger *model.Linear, known, names *model.Dict) *NameFinder {
	return &NameFinder{tagger: tagger, labels: ParseNameLabels(tagger.Classes), scratch: &sync.Pool{New: func() any { return NewNameReader(known, names) }}}
}

// Find fills d.Names from d.Sentences and d.Tokens, which have their XPOS.
func (n *NameFinder) Find(d *ledger.Document) {
	r := n.scratch.Get().(*NameReader)
	defer n.scratch.Put(r)
	r.Start()
	var scores model.Scores
	var labels []uint8
	for _, x := range d.Sentences {
		if x.Len() == 0 {
			continue
		}
		tokens := d.Tokens[x.First:x.Last]
		r.Sentence(d.Text, tokens)
		labels = labels[:0]
		last := NameLabel{}
		for i := range tokens {
			scores = model.Scores{}
			n.tagger.Add(r.Features(i), &scores)
			best := BestLabel(n.labels, &scores, last, i == len(tokens)-1)
			last = n.labels[best]
			r.Label(i, best, last)
			labels = append(labels, best)
		}
		d.Names = append(d.Names, joinLabels(n.labels, labels, x.First)...)
	}
}

// BestLabel returns the best label that may follow last.
func BestLabel(labels []NameLabel, s *model.Scores, last NameLabel, end bool) uint8 {
	best := -1
	for c, l := range labels {
		if !l.Follows(last) || end && !l.Ends() {
			continue
		}
		if best < 0 || s[c] > s[best] {
			best = c
		}
	}
	return uint8(best)
}

func joinLabels(labels []NameLabel, of []uint8, first int32) []ledger.Name {
	var out []ledger.Name
	start := int32(0)
	for i, c := range of {
		l := labels[c]
		switch l.Place {
		case 'B':
			start = int32(i)
		case 'S':
			out = append(out, ledger.Name{Run: text.Run{First: first + int32(i), Last: first + int32(i) + 1}, Type: l.Type})
		case 'E':
			out = append(out, ledger.Name{Run: text.Run{First: first + start, Last: first + int32(i) + 1}, Type: l.Type})
		}
	}
	return out
}
