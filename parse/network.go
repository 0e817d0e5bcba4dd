package parse

import (
	"encoding/binary"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"daybook/model"
	"daybook/text"
)

// NetworkPath is where the network lies in the data folder.
const NetworkPath = "model/net.bin"

// Network is an Analyser of one encoder with several heads.
type Network struct {
	net                     *model.Net
	rows                    *Rows
	upos, xpos, rels, names []string
	feats                   []string
	rootRel                 string
	lemmas                  lemmatiser
	pool                    sync.Pool
}

// lemmatiser gives the lemma of a word from its form and tags.
type lemmatiser interface {
	lemma(word, xpos, upos string) string
}

// networkScratch is the working memory of one goroutine, with the first layers of words seen.
type networkScratch struct {
	model.Scratch
	x     []float32
	ends  []int
	rows  []int32
	index map[string]int32
	cache []float32
}

const (
	cachedWords  = 8192 // words whose first layer a scratch keeps
	batchTokens  = 320  // tokens that run together
	windowTokens = 200  // longer sentences are read in windows
)

// loadNetwork reads the network at NetworkPath.
func loadNetwork(fsys fs.FS, lemmas lemmatiser) (*Network, error) {
	f, err := model.Open(fsys, NetworkPath)
	if err != nil {
		return nil, err
	}
	n := &Network{lemmas: lemmas}
	if n.net, err = f.Net(); err != nil {
		return nil, err
	}
	for name, to := range map[string]*[]string{"upos": &n.upos, "xpos": &n.xpos, "feats": &n.feats, "rels": &n.rels, "names": &n.names} {
		if *to, err = f.Strings("list." + name); err != nil {
			return nil, err
		}
	}
	forms, err := f.Strings("list.forms")
	if err != nil {
		return nil, err
	}
	b, err := f.Section("buckets")
	if err != nil || len(b) != 4 {
		return nil, fmt.Errorf("model %s: section buckets is malformed; remake it with go run ./train", NetworkPath)
	}
	n.rows = NewRows(forms, int(binary.LittleEndian.Uint32(b)))
	if n.rows.Buckets == 0 || n.rows.Total() != n.net.Rows() {
		return nil, fmt.Errorf("model %s: %d rows do not fit a table of %d; remake it with go run ./train", NetworkPath, n.rows.Total(), n.net.Rows())
	}
	n.pool.New = func() any { return &networkScratch{index: map[string]int32{}} }
	return n, nil
}

// Analyse fills the tokens of each sentence.
func (n *Network) Analyse(words string, tokens []text.Token, sentences []text.Run) {
	s := n.pool.Get().(*networkScratch)
	defer n.pool.Put(s)
	for i := 0; i < len(sentences); {
		s.x, s.ends = s.x[:0], s.ends[:0]
		var batch []text.Run
		for size := 0; i < len(sentences) && (size == 0 || size+int(sentences[i].Len()) <= batchTokens); i++ {
			r := sentences[i]
			size += int(r.Len())
			for first := r.First; first < r.Last; first += windowTokens {
				batch = append(batch, text.Run{First: first, Last: min(first+windowTokens, r.Last)})
			}
		}
		for _, r := range batch {
			for t := r.First; t < r.Last; t++ {
				s.x = append(s.x, n.first(s, tokens[t].Of(words))...)
			}
			s.ends = append(s.ends, len(s.x)/n.net.Width)
		}
		if len(s.x) == 0 {
			continue
		}
		n.write(words, tokens, batch, n.net.Run(&s.Scratch, s.x, s.ends))
	}
	// a window behind the first hangs on the root of its sentence
	for _, r := range sentences {
		root := int32(-1)
		for t := r.First; t < r.Last; t++ {
			if tokens[t].Head < 0 {
				if root < 0 {
					root = t
				} else {
					tokens[t].Head, tokens[t].Rel = root, "parataxis"
				}
			}
		}
	}
}

// first is the first layer of a word.
func (n *Network) first(s *networkScratch, word string) []float32 {
	d := n.net.Width
	i, ok := s.index[word]
	if !ok {
		if len(s.index) >= cachedWords {
			clear(s.index)
			s.cache = s.cache[:0]
		}
		i = int32(len(s.index))
		s.index[strings.Clone(word)] = i
		s.rows = n.rows.Of(word, s.rows[:0])
		for k := 0; k < d; k++ {
			s.cache = append(s.cache, 0)
		}
		n.net.Embed(s.rows, s.cache[int(i)*d:int(i+1)*d])
	}
	return s.cache[int(i)*d : int(i+1)*d]
}

// write turns the network's classes into tags and trees.
func (n *Network) write(words string, tokens []text.Token, batch []text.Run, r model.Result) {
	at := 0
	for _, run := range batch {
		for t := run.First; t < run.Last; t++ {
			x := &tokens[t]
			x.UPOS, x.XPOS = n.upos[r.UPOS[at]], n.xpos[r.XPOS[at]]
			x.Lemma = n.lemmas.lemma(x.Of(words), x.XPOS, x.UPOS)
			if h := r.Head[at]; h == 0 {
				x.Head, x.Rel = -1, "root"
			} else {
				x.Head, x.Rel = run.First+h-1, n.rels[r.Rel[at]]
				if x.Rel == "root" {
					x.Rel = "dep"
				}
			}
			at++
		}
	}
}
