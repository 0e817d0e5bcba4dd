package who

import (
	"daybook/model"
	"daybook/text"
)

// What a stretch of words is known to be.
const (
	KnownCity = 1 << iota
	KnownCountry
	KnownRegion
	KnownPerson
	KnownFirst // first word of a person's name
	KnownLast  // last word of a person's name
	KnownBody
	KnownPeople // a nation or its adjective
)

// MaxKnown is the largest number of words of a known name.
const MaxKnown = 5

// KnownKey adds a word to the key of a known name.
func KnownKey(key, lower uint64) uint64 { return model.Mix(key+1, lower) }

// NameReader computes what the name finder sees of the tokens of a document, sentence by sentence. The trainer uses it too.
type NameReader struct {
	known    *model.Dict // classes of words
	names    *model.Dict // known names, nil for none
	is       []uint64    // what a token is part of, with its place there
	words    []model.Word
	pos      []uint64 // hashed XPOS
	labels   []uint8
	features []uint64
	buf      []byte
	title    uint64           // how the sentence uses capitals: 0 as prose, 1 as a headline, 2 throughout
	seen     map[uint64]uint8 // last type, hashed small, under which a word was in a name of this document
}

// NewNameReader returns a reader that uses the given classes of words and known names, each nil for none; Start it for each document.
func NewNameReader(known, names *model.Dict) *NameReader {
	return &NameReader{known: known, names: names, seen: map[uint64]uint8{}}
}

// Start begins a document.
func (r *NameReader) Start() { clear(r.seen) }

// Sentence begins a sentence, whose tokens have their XPOS.
func (r *NameReader) Sentence(all string, tokens []text.Token) {
	r.words, r.pos, r.labels = r.words[:0], r.pos[:0], r.labels[:0]
	long, capital, upper := 0, 0, 0
	for i := range tokens {
		var w model.Word
		form := tokens[i].Of(all)
		r.buf = w.Look(form, r.buf)
		w.Know(r.known)
		r.words = append(r.words, w)
		r.pos = append(r.pos, model.HashString(tokens[i].XPOS))
		if len(form) > 3 {
			long++
			if w.Capital {
				capital++
			}
			if w.Upper {
				upper++
			}
		}
	}
	model.Truecase(r.words)
	r.lookUp()
	r.title = 0
	switch {
	case long >= 3 && upper*3 >= long*2:
		r.title = 2
	case long >= 3 && capital*4 >= long*3:
		r.title = 1
	}
}

// lookUp finds the longest known names of the sentence, from left to right, that begin with a capital.
func (r *NameReader) lookUp() {
	r.is = r.is[:0]
	for range r.words {
		r.is = append(r.is, 0)
	}
	if r.names == nil {
		return
	}
	for i := 0; i < len(r.words); i++ {
		if !r.words[i].Capital {
			continue
		}
		key, best, kind := uint64(0), 0, uint32(0)
		for k := i; k < len(r.words) && k < i+MaxKnown; k++ {
			key = KnownKey(key, r.words[k].Lower)
			if v, ok := r.names.Get(key); ok {
				best, kind = k+1-i, v
			}
		}
		for k := 0; k < best; k++ {
			place := uint64(1)
			switch {
			case best == 1:
				place = 4
			case k == 0:
				place = 2
			case k == best-1:
				place = 3
			}
			r.is[i+k] = uint64(kind)<<3 | place
		}
		if best > 0 {
			i += best - 1
		}
	}
}

// Label notes the label chosen for token i, in order.
func (r *NameReader) Label(i int, class uint8, l NameLabel) {
	r.labels = append(r.labels, class)
	if l.Place != 'O' && len(l.Type) > 0 {
		r.seen[r.words[i].Lower] = l.Type[0]
	}
}

var nameEdge = model.Word{Form: 1, Lower: 1, Shape: 1}

// Features returns the features of token i, valid until the next call; the tokens before it have their labels.
func (r *NameReader) Features(i int) []uint64 {
	out := r.features[:0]
	at := func(k int) *model.Word {
		if k < 0 || k >= len(r.words) {
			return &nameEdge
		}
		return &r.words[k]
	}
	pos := func(k int) uint64 {
		if k < 0 || k >= len(r.words) {
			return 1
		}
		return r.pos[k]
	}
	w, p1, p2, n1, n2 := at(i), at(i-1), at(i-2), at(i+1), at(i+2)
	l1, l2 := uint64(254), uint64(254)
	if i > 0 {
		l1 = uint64(r.labels[i-1])
	}
	if i > 1 {
		l2 = uint64(r.labels[i-2])
	}
	h := func(t, a uint64) { out = append(out, model.Mix(model.Hash(300+t), a)) }
	h2 := func(t, a, b uint64) { out = append(out, model.Mix(model.Mix(model.Hash(300+t), a), b)) }
	flags := model.Bit(w.Capital) | model.Bit(w.Upper)<<1 | model.Bit(i == 0)<<2 | r.title<<3
	h(0, flags)
	h(1, w.Form)
	h(2, w.Lower)
	h2(3, w.Lower, l1)
	h2(4, w.Suffix[1], flags&3)
	h2(5, w.Suffix[2], flags&3)
	h2(6, w.Suffix[3], flags&3)
	h2(7, w.Prefix[1], flags&3)
	h2(8, w.Prefix[2], flags&3)
	h(9, w.Shape)
	h2(10, w.Shape, flags)
	h2(11, w.Shape, l1)
	h2(12, l1, l2)
	h2(13, l1, flags)
	h(14, p1.Lower)
	h(15, p2.Lower)
	h(16, n1.Lower)
	h(17, n2.Lower)
	h2(18, p1.Lower, w.Shape)
	h2(19, n1.Lower, w.Shape)
	h2(20, p1.Lower, w.Lower)
	h2(21, w.Lower, n1.Lower)
	h2(22, p1.Lower, l1)
	h2(23, pos(i), flags)
	h2(24, pos(i-1), pos(i))
	h2(25, pos(i), pos(i+1))
	h2(26, pos(i), l1)
	h2(27, model.Mix(pos(i-1), pos(i)), pos(i+1))
	h2(28, p1.Shape, w.Shape)
	h2(29, w.Shape, n1.Shape)
	h2(30, model.Mix(p1.Shape, w.Shape), n1.Shape)
	h2(31, p2.Lower, p1.Lower)
	h2(32, n1.Lower, n2.Lower)
	h2(33, n1.Suffix[2], w.Shape)
	h2(34, p1.Suffix[2], w.Shape)
	h2(35, n1.Form, l1)
	if s := r.seen[w.Lower]; s != 0 {
		h2(36, uint64(s), flags&3)
		h2(37, uint64(s), l1)
		h2(38, uint64(s), w.Suffix[2])
	}
	if s := r.seen[n1.Lower]; s != 0 {
		h2(39, uint64(s), flags&3)
		h2(40, uint64(s), l1)
	}
	is := func(k int) uint64 {
		if k < 0 || k >= len(r.is) {
			return 0
		}
		return r.is[k]
	}
	g0, g1, gp := is(i), is(i+1), is(i-1)
	h2(41, g0, flags&7)
	h2(42, g0, l1)
	h2(43, g0, g1)
	h2(44, gp, g0)
	h2(45, g0, n1.Lower)
	h2(46, g0, p1.Lower)
	h2(47, w.Cluster, flags&3)
	h2(48, w.Cluster, l1)
	h2(49, p1.Cluster, w.Shape)
	h2(50, n1.Cluster, w.Shape)
	h2(51, n1.Cluster, l1)
	h2(52, n1.Cluster, w.Cluster)
	h2(53, p1.Cluster, w.Cluster)
	h2(54, w.Case, flags)
	h2(55, w.Case|n1.Case<<3, flags)
	h2(56, p1.Group, model.Mix(n1.Group, w.Shape))
	h2(57, p1.Group, model.Mix(p2.Group, w.Shape))
	h2(58, n1.Group, model.Mix(n2.Group, w.Shape))
	r.features = out
	return out
}
