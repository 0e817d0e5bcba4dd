package parse

import (
	"encoding/binary"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"
	"sync"

	"daybook/ledger"
	"daybook/model"
	"daybook/text"
)

// NetworkPath is where the network lies in the data folder.
const NetworkPath = "model/net.bin"

// Network is an Analyser of one encoder with several heads. It is safe for concurrent use.
type Network struct {
	net              *model.Net
	rows             *Rows
	upos, xpos, rels []string
	feats            []string // "" for none
	headcase         headcase
	lemmas           *Lemmas
	lemmaClass       []int16 // for each XPOS and UPOS (row by row) the class of tags of the lemmas, as pairs gives it
	types            []string
	column           []int32 // for each type and place in a name the column of its score, -1 for none
	outside          int     // column of what is no name
	known            Known
	knownScores      []float32 // what being known adds to the scores of names: KnownRows rows of as many columns as there are labels
	pool             sync.Pool
}

const (
	batchTokens  = 320  // tokens that run together: more stay in no cache, fewer leave tiles empty
	windowTokens = 200  // longer sentences are read in windows
	cachedWords  = 8192 // words that a scratch keeps before it forgets them all
)

// loadNetwork reads the network at NetworkPath.
func loadNetwork(fsys fs.FS) (*Network, error) {
	f, err := model.Open(fsys, NetworkPath)
	if err != nil {
		return nil, err
	}
	return newNetwork(f)
}

// DecodeNetwork is loadNetwork of a model in memory.
func DecodeNetwork(b []byte) (*Network, error) {
	f, err := model.Decode(b)
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", NetworkPath, err)
	}
	return newNetwork(f)
}

func newNetwork(f *model.File) (*Network, error) {
	n := &Network{}
	var err error
	if n.net, err = f.Net(); err != nil {
		return nil, err
	}
	var names []string
	for _, h := range []struct {
		list, head string
		to         *[]string
	}{{"upos", "upos", &n.upos}, {"xpos", "xpos", &n.xpos}, {"feats", "feats", &n.feats}, {"rels", "label", &n.rels}, {"names", "names", &names}} {
		if *h.to, err = f.Strings("list." + h.list); err != nil {
			return nil, err
		}
		if err = fits(f, h.head, len(*h.to)); err != nil {
			return nil, err
		}
	}
	for i, x := range n.feats {
		if x == "_" {
			n.feats[i] = ""
		}
	}
	n.net.Lone(n.lone(), n.relations("cop aux aux:pass case det mark cc punct"))
	if err = n.nameColumns(names); err != nil {
		return nil, err
	}
	if n.known, err = NewKnown(f); err != nil {
		return nil, err
	}
	if n.knownScores, err = f.Floats("names.known", KnownRows*len(names)); err != nil {
		return nil, err
	}
	forms, err := f.Strings("list.forms")
	if err != nil {
		return nil, err
	}
	b, err := f.Section("buckets")
	if err != nil {
		return nil, err
	}
	if len(b) != 4 || binary.LittleEndian.Uint32(b) == 0 {
		return nil, fmt.Errorf("model %s: section buckets is malformed; remake it with go run ./train", NetworkPath)
	}
	n.rows = NewRows(forms, int(binary.LittleEndian.Uint32(b)))
	if n.rows.Total() != n.net.Rows() {
		return nil, fmt.Errorf("model %s: %d rows do not fit a table of %d; remake it with go run ./train", NetworkPath, n.rows.Total(), n.net.Rows())
	}
	written, err := f.Section("written")
	if err != nil {
		return nil, err
	}
	if len(written) != len(forms) {
		return nil, fmt.Errorf("model %s: section written has %d bytes for %d forms; remake it with go run ./train", NetworkPath, len(written), len(forms))
	}
	n.headcase = headcase{n.rows, written}
	classes, err := f.Strings("lemma.classes")
	if err != nil {
		return nil, err
	}
	if n.lemmas, err = loadLemmas(f, classes); err != nil {
		return nil, err
	}
	n.lemmaClass = n.lemmas.pairs(n.xpos, n.upos)
	n.pool.New = func() any { return &networkScratch{index: map[string]int32{}} }
	return n, nil
}

// lone gives the relations that a word has once at most, as all trees of the treebanks have them.
func (n *Network) lone() [][]int32 {
	var out [][]int32
	for _, group := range []string{"nsubj nsubj:pass csubj csubj:pass", "obj", "ccomp", "xcomp", "obl:agent"} {
		out = append(out, n.relations(group))
	}
	return out
}

// relations are the classes of relations that the network knows.
func (n *Network) relations(names string) (classes []int32) {
	for _, r := range strings.Fields(names) {
		if k := slices.Index(n.rels, r); k >= 0 {
			classes = append(classes, int32(k))
		}
	}
	return classes
}

// fits reports an error unless a head of the network has as many classes as its list.
func fits(f *model.File, head string, classes int) error {
	b, err := f.Section(head + ".c")
	if err != nil {
		return err
	}
	out := -1
	if len(b) >= 8 { // rows and columns come first
		out = int(math.Float32frombits(binary.LittleEndian.Uint32(b[4:])))
	}
	if out != classes {
		return fmt.Errorf("model %s: %d classes do not fit the %d of head %s; remake it with go run ./train", NetworkPath, classes, out, head)
	}
	return nil
}

// nameColumns finds the types of names, in the order of the labels ("O", "B-PER", "I-PER", "E-PER", "S-PER"), and the columns of their scores.
func (n *Network) nameColumns(labels []string) error {
	n.outside = -1
	at := map[string]int{}
	for c, l := range labels {
		if l == "O" {
			n.outside = c
			continue
		}
		place, typ, ok := strings.Cut(l, "-")
		k := strings.Index("BIES", place) // in the order of the places of ledger
		if !ok || k < 0 || len(place) != 1 || typ == "" {
			return fmt.Errorf("model %s: %q is no label of names; remake it with go run ./train", NetworkPath, l)
		}
		t, ok := at[typ]
		if !ok {
			t = len(n.types)
			at[typ] = t
			n.types = append(n.types, typ)
			n.column = append(n.column, -1, -1, -1, -1)
		}
		n.column[t*ledger.NamePlaces+k] = int32(c)
	}
	if n.outside < 0 {
		return fmt.Errorf("model %s: no label of names is O; remake it with go run ./train", NetworkPath)
	}
	return nil
}

// Analyse implements Analyser.
func (n *Network) Analyse(words string, tokens []text.Token, sentences []text.Run) ledger.NameScores {
	s := n.pool.Get().(*networkScratch)
	defer n.pool.Put(s)
	out := ledger.NameScores{Types: n.types}
	out.Scores = make([]int16, len(tokens)*out.Width())
	for i := 0; i < len(sentences); {
		s.start()
		for size := 0; i < len(sentences) && (size == 0 || size+int(sentences[i].Len()) <= batchTokens); i++ {
			r := sentences[i]
			size += int(r.Len())
			for first := r.First; first < r.Last; first += windowTokens {
				s.batch = append(s.batch, text.Run{First: first, Last: min(first+windowTokens, r.Last)})
			}
		}
		for _, r := range s.batch {
			n.load(s, words, tokens[r.First:r.Last])
			s.ends = append(s.ends, len(s.ids))
		}
		if len(s.ids) == 0 {
			continue
		}
		r := n.net.Run(&s.Scratch, s.x, s.ends)
		n.write(s, tokens, r)
		n.rate(s, r.Names, &out)
	}
	joinWindows(tokens, sentences)
	return out
}

// load appends the words of a sentence to the batch.
func (n *Network) load(s *networkScratch, words string, tokens []text.Token) {
	seen := n.headcase.of(&s.headcase, words, tokens)
	for i := range tokens {
		word := tokens[i].Of(words)
		id, ok := s.index[word]
		if seen != nil && seen[i] != asWritten {
			s.form = appendSeen(s.form[:0], word, seen[i])
			if id, ok = s.index[string(s.form)]; !ok {
				word = string(s.form)
			}
		}
		if !ok {
			id = n.know(s, word)
		}
		s.ids = append(s.ids, id)
		s.x = append(s.x, s.layers[int(id)*n.net.Width:int(id+1)*n.net.Width]...)
	}
}

// write turns the network's classes into tags and trees.
func (n *Network) write(s *networkScratch, tokens []text.Token, r model.Result) {
	at := 0
	for _, run := range s.batch {
		for t := run.First; t < run.Last; t++ {
			x := &tokens[t]
			u, p := r.UPOS[at], r.XPOS[at]
			x.UPOS, x.XPOS, x.Feats = n.upos[u], n.xpos[p], n.feats[r.Feats[at]]
			x.Lemma = n.lemma(s, s.ids[at], n.lemmaClass[int(p)*len(n.upos)+int(u)])
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
		voice(tokens[run.First:run.Last], run.First)
		joined(tokens[run.First:run.Last], run.First)
	}
}

// joined makes what stands behind "and" a conjunct, where the network reads it as an apposition of the word before: of 11,600 words with an "and" of their
// own before them in EWT and GUM, train and dev, 2 are appositions.
func joined(tokens []text.Token, first int32) {
	for i := range tokens {
		x := &tokens[i]
		if x.Rel != "cc" || x.Head < first+int32(i) {
			continue
		}
		if y := &tokens[x.Head-first]; y.Rel == "appos" && y.Head >= first && y.Head < first+int32(i) {
			y.Rel = "conj"
		}
	}
}

// voice makes the subjects of a sentence agree with their verbs, which the network reads apart: those of a verb with a passive auxiliary are its
// passive subjects, and no others are. first is the number of the first token.
func voice(tokens []text.Token, first int32) {
	passive := func(head int32) bool {
		for i := range tokens {
			if tokens[i].Head == head && tokens[i].Rel == "aux:pass" {
				return true
			}
		}
		return false
	}
	for i := range tokens {
		switch x := &tokens[i]; {
		case x.Rel == "nsubj:pass" && x.Head >= first && !passive(x.Head):
			x.Rel = "nsubj"
		case x.Rel == "nsubj" && x.Head >= first && passive(x.Head):
			x.Rel = "nsubj:pass"
		}
	}
}

// rate writes the scores of names.
func (n *Network) rate(s *networkScratch, scores []float32, out *ledger.NameScores) {
	labels := len(scores) / len(s.ids)
	ids := s.ids
	for _, run := range s.batch {
		n.addKnown(s, ids[:run.Len()], scores[:int(run.Len())*labels], labels)
		ids = ids[run.Len():]
		for t := run.First; t < run.Last; t++ {
			row := scores[:labels]
			scores = scores[labels:]
			zero := row[n.outside]
			to := out.Of(t)
			for k, c := range n.column {
				v := float32(math.MinInt16)
				if c >= 0 {
					v = float32(row[c]-zero) * ledger.NameUnit
				}
				to[k] = int16(min(max(v, math.MinInt16), math.MaxInt16))
			}
		}
	}
}

// addKnown adds what the lists of names say to the scores of a sentence, whose words have the given numbers.
func (n *Network) addKnown(s *networkScratch, ids []int32, scores []float32, labels int) {
	s.keys, s.begins = s.keys[:0], s.begins[:0]
	for _, id := range ids {
		s.keys, s.begins = append(s.keys, s.knownKeys[id]), append(s.begins, s.knownBegins[id])
	}
	s.found = n.known.Find(s.found[:0], s.keys, s.begins)
	for i := range s.found {
		s.rows = n.known.Rows(s.rows[:0], s.found, i)
		row := scores[i*labels : (i+1)*labels]
		for _, r := range s.rows {
			for c, v := range n.knownScores[int(r)*labels : (int(r)+1)*labels] {
				row[c] += v
			}
		}
	}
	n.smallPlaces(s, scores, labels)
}

// smallPlace is what a known place that is written small gains behind a preposition of place, in the units of the network's scores: "a man from florida". Chosen on
// UNER English EWT, dev: five names more, all right.
const smallPlace = 5

var placePrepositions = map[uint64]bool{KnownWord("in"): true, KnownWord("from"): true, KnownWord("to"): true, KnownWord("near"): true}

// smallPlaces rates places that are written small, as in hasty posts, which the sets of names have too few of.
func (n *Network) smallPlaces(s *networkScratch, scores []float32, labels int) {
	loc := slices.Index(n.types, "LOC")
	if loc < 0 {
		return
	}
	for i := 1; i < len(s.found); i++ {
		kinds, place := s.found[i]/knownPlaces, s.found[i]%knownPlaces
		if kinds&(KnownCity|KnownCountry|KnownRegion) == 0 || kinds&(KnownPerson|KnownFirst|KnownLast|KnownBody) != 0 || !placePrepositions[s.keys[i-1]] {
			continue
		}
		c := int32(-1)
		switch place {
		case knownSmall + knownOnly:
			c = n.column[loc*ledger.NamePlaces+ledger.OnlyOfName]
		case knownSmall + knownFirst:
			c = n.column[loc*ledger.NamePlaces+ledger.FirstOfName]
		}
		if c >= 0 {
			scores[i*labels+int(c)] += smallPlace
		}
	}
}

// joinWindows hangs the roots of the windows behind the first on the root of their sentence.
func joinWindows(tokens []text.Token, sentences []text.Run) {
	for _, r := range sentences {
		if r.Len() <= windowTokens {
			continue
		}
		root := int32(-1)
		for t := r.First; t < r.Last; t++ {
			if tokens[t].Head >= 0 {
				continue
			}
			if root < 0 {
				root = t
			} else {
				tokens[t].Head, tokens[t].Rel = root, "parataxis"
			}
		}
	}
}
