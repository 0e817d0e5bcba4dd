package parse

import (
	"slices"
	"strings"

	"daybook/model"
	"daybook/text"
)

// networkScratch is the working memory of one goroutine, with what it keeps of the words that it has seen: their first layers and lemmas.
type networkScratch struct {
	model.Scratch
	batch []text.Run // sentences, or windows of long ones, that run together
	x     []float32  // first layers of their tokens
	ends  []int      // number of the token behind each
	ids   []int32    // for each token the number of its word among those seen

	index  map[string]int32 // words seen
	words  []string         // the same by number
	layers []float32        // their first layers
	lemmas []int32          // for each the last of its entries in memo, 1 + index
	memo   []lemmaMemo
	rows   []int32

	knownKeys   []uint64 // KnownWord of the words seen
	knownBegins []bool   // and whether a known name may begin with them
	keys        []uint64 // the same of the words of a sentence
	begins      []bool
	found       []uint32 // what is known of them

	headcase headcaseScratch
	form     []byte // a word as it is to be seen
}

// lemmaMemo is the lemma of a word in one class of tags.
type lemmaMemo struct {
	lemma string
	class int16
	next  int32 // another of the same word, 1 + index
}

// start begins a batch. The words seen are forgotten once there are many: numbers of words hold for one batch.
func (s *networkScratch) start() {
	s.batch, s.x, s.ends, s.ids = s.batch[:0], s.x[:0], s.ends[:0], s.ids[:0]
	if len(s.index) >= cachedWords {
		clear(s.index)
		s.words, s.layers, s.lemmas, s.memo = s.words[:0], s.layers[:0], s.lemmas[:0], s.memo[:0]
		s.knownKeys, s.knownBegins = s.knownKeys[:0], s.knownBegins[:0]
	}
}

// know computes the first layer of a word not seen before and returns the word's number.
func (n *Network) know(s *networkScratch, word string) int32 {
	id := int32(len(s.words))
	word = strings.Clone(word) // what is kept must not hold on to the text of a document
	s.index[word] = id
	s.words = append(s.words, word)
	s.lemmas = append(s.lemmas, 0)
	s.knownKeys, s.knownBegins = append(s.knownKeys, KnownWord(word)), append(s.knownBegins, Begins(word))
	s.rows = n.rows.Of(word, s.rows[:0])
	at := len(s.layers)
	s.layers = slices.Grow(s.layers, n.net.Width)[:at+n.net.Width]
	n.net.Embed(s.rows, s.layers[at:])
	return id
}

// lemma gives the lemma of the word with the given number in a class of tags, which pairs gave.
func (n *Network) lemma(s *networkScratch, id int32, class int16) string {
	for k := s.lemmas[id]; k > 0; k = s.memo[k-1].next {
		if m := &s.memo[k-1]; m.class == class {
			return m.lemma
		}
	}
	l := n.lemmas.inClass(s.words[id], class)
	s.memo = append(s.memo, lemmaMemo{l, class, s.lemmas[id]})
	s.lemmas[id] = int32(len(s.memo))
	return l
}
