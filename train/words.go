package main

import (
	"bufio"
	"compress/bzip2"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"sync"

	"daybook/ledger"
	"daybook/model"
	"daybook/parse"
	"daybook/text"
)

// wordClasses makes classes of words from texts without labels: words that stand between the same words get the same class. It
// also notes whether a word is written with a capital inside sentences.
func wordClasses(fs *flag.FlagSet, args []string) error {
	data := fs.String("data", "../shared/data", "folder that holds ungdc.txt.bz2, polnear, ud_en_ewt, ud_en_gum")
	out := fs.String("out", "data/model/words.bin", "model file to write")
	fine := fs.Int("classes", 800, "number of classes")
	coarse := fs.Int("groups", 80, "number of coarse classes")
	least := fs.Int("least", 8, "a word must occur so often")
	rounds := fs.Int("rounds", 12, "passes over the vocabulary")
	list := fs.Bool("list", false, "print the classes")
	fs.Parse(args)

	split, err := parse.NewSplitter(os.DirFS("data"))
	if err != nil {
		return err
	}
	c := newCorpus()
	if err := c.readAll(*data, split); err != nil {
		return err
	}
	say("%d words, %d forms", c.tokens, len(c.ids))
	v := c.vocabulary(*least)
	say("%d forms kept", len(v.keys))
	a := v.exchange(*fine, *rounds)
	b := v.exchange(*coarse, *rounds)
	dict := map[uint64]uint32{}
	for i, k := range v.keys {
		dict[k] = model.WordClass(int(a[i])+1, int(b[i])+1, v.written[i])
	}
	if *list {
		var forms []string
		for _, k := range v.keys {
			forms = append(forms, c.forms[c.ids[k]])
		}
		show(os.Stdout, forms, a)
		show(os.Stdout, forms, b)
	}
	sections := map[string][]byte{}
	model.EncodeDict(sections, "words", dict)
	bytes, err := model.Encode(sections)
	if err != nil {
		return err
	}
	if err := os.WriteFile(*out, bytes, 0o644); err != nil {
		return err
	}
	say("wrote %s, %d bytes", *out, len(bytes))
	return nil
}

// corpus is text as numbers of words; -1 ends a sentence.
type corpus struct {
	ids    map[uint64]int32 // by the hash of the lower form
	forms  []string         // an example of each
	keys   []uint64
	count  []int32
	inside [][3]int32 // inside sentences: lower, capital, upper
	flow   []int32
	tokens int
}

func newCorpus() *corpus { return &corpus{ids: map[uint64]int32{}} }

func (c *corpus) add(d *ledger.Document) {
	for _, s := range d.Sentences {
		words := parse.Look(d.Text, d.Tokens[s.First:s.Last], nil, nil)
		for i := range words {
			w := &words[i]
			id, ok := c.ids[w.Lower]
			if !ok {
				id = int32(len(c.keys))
				c.ids[w.Lower] = id
				c.keys = append(c.keys, w.Lower)
				c.forms = append(c.forms, strings.Clone(d.Tokens[s.First+int32(i)].Of(d.Text)))
				c.count = append(c.count, 0)
				c.inside = append(c.inside, [3]int32{})
			}
			c.count[id]++
			c.tokens++
			if i > 1 {
				k := 0
				if w.Upper {
					k = 2
				} else if w.Capital {
					k = 1
				}
				c.inside[id][k]++
			}
			c.flow = append(c.flow, id)
		}
		c.flow = append(c.flow, -1)
	}
}

func (c *corpus) readAll(data string, split *parse.Splitter) error {
	f, err := os.Open(filepath.Join(data, "ungdc.txt.bz2"))
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewReaderSize(bzip2.NewReader(f), 1<<20)
	for {
		l, err := in.ReadString('\n')
		if len(l) > 1 && l[0] != '#' {
			d := &ledger.Document{Text: l, Blocks: []ledger.Block{{Span: text.Span{Start: 0, End: int32(len(l))}}}}
			split.Split(d)
			c.add(d)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	say("speeches read: %d words", c.tokens)
	files, err := filepath.Glob(filepath.Join(data, "polnear/train/text/*.txt"))
	if err != nil {
		return err
	}
	sort.Strings(files)
	for _, p := range files {
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		for _, l := range strings.Split(string(b), "\n") {
			d := &ledger.Document{Text: l, Blocks: []ledger.Block{{Span: text.Span{Start: 0, End: int32(len(l))}}}}
			split.Split(d)
			c.add(d)
		}
	}
	banks, err := readTreebanks(nil, filepath.Join(data, "ud_en_ewt/en_ewt-ud-train.conllu"), filepath.Join(data, "ud_en_gum/en_gum-open-train.conllu"))
	if err != nil {
		return err
	}
	for _, s := range banks {
		c.add(&ledger.Document{Text: s.text, Tokens: s.tokens, Sentences: []ledger.Sentence{{Run: text.Run{First: 0, Last: int32(len(s.tokens))}}}})
	}
	train, _, _, err := loadNames(data)
	if err != nil {
		return err
	}
	for _, n := range train {
		if !strings.HasPrefix(n.name, "http") && !strings.HasSuffix(n.name, ".tsv") {
			continue // the other sets are read above, or are no news
		}
		for _, s := range n.sentences {
			c.add(&ledger.Document{Text: s.text, Tokens: s.tokens, Sentences: []ledger.Sentence{{Run: text.Run{First: 0, Last: int32(len(s.tokens))}}}})
		}
	}
	return nil
}

// vocabulary is the words that are clustered, most frequent first, with what stands beside them.
type vocabulary struct {
	keys    []uint64
	written []int
	count   []int32
	left    [][]neighbour
	right   [][]neighbour
}

type neighbour struct{ word, n int32 }

func (c *corpus) vocabulary(least int) *vocabulary {
	order := make([]int32, 0, len(c.keys))
	for i, n := range c.count {
		if int(n) >= least {
			order = append(order, int32(i))
		}
	}
	sort.Slice(order, func(i, j int) bool {
		if a, b := c.count[order[i]], c.count[order[j]]; a != b {
			return a > b
		}
		return c.keys[order[i]] < c.keys[order[j]]
	})
	rank := make([]int32, len(c.keys))
	for i := range rank {
		rank[i] = -1
	}
	v := &vocabulary{}
	for i, id := range order {
		rank[id] = int32(i)
		v.keys = append(v.keys, c.keys[id])
		v.count = append(v.count, c.count[id])
		in := c.inside[id]
		all := in[0] + in[1] + in[2]
		w := model.CaseMixed
		switch {
		case all < 3:
			w = model.CaseUnknown
		case in[2]*2 > all:
			w = model.CaseUpper
		case in[0]*50 >= all*49:
			w = model.CaseLower
		case in[0]*10 >= all*7:
			w = model.CaseMostLower
		case (in[1]+in[2])*10 >= all*9:
			w = model.CaseCapital
		}
		v.written = append(v.written, w)
	}
	n := len(order)
	pairs := map[uint64]int32{}
	last := int32(n) // the edge of a sentence is a neighbour too
	for _, id := range c.flow {
		r := int32(n)
		if id >= 0 {
			if r = rank[id]; r < 0 {
				last = -1
				continue
			}
		}
		if last >= 0 {
			pairs[uint64(last)<<32|uint64(r)]++
		}
		last = r
	}
	v.left, v.right = make([][]neighbour, n+1), make([][]neighbour, n+1)
	keys := make([]uint64, 0, len(pairs))
	for k, k2 := range pairs {
		if k2 > 1 {
			keys = append(keys, k)
		}
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	for _, k := range keys {
		a, b := int32(k>>32), int32(k&0xFFFFFFFF)
		v.right[a] = append(v.right[a], neighbour{b, pairs[k]})
		v.left[b] = append(v.left[b], neighbour{a, pairs[k]})
	}
	return v
}

// exchange clusters by moving one word after the other to the class where it raises the likelihood of neighbours given
// classes most, from both sides (Uszkoreit and Brants, 2008; Dehdari, Tan and van Genabith, 2016).
func (v *vocabulary) exchange(classes, rounds int) []uint16 {
	n := len(v.keys)
	of := make([]uint16, n)
	for i := range of {
		of[i] = uint16(i % classes)
	}
	table := make([]float32, 1<<22)
	for i := 1; i < len(table); i++ {
		table[i] = float32(float64(i) * math.Log(float64(i)))
	}
	nlogn := func(x int32) float32 {
		if int(x) < len(table) {
			return table[x]
		}
		return float32(float64(x) * math.Log(float64(x)))
	}
	size := make([]int64, classes)
	// before[v*classes+c]: how often word v stands left of class c; after: right of it.
	before, after := make([]int32, (n+1)*classes), make([]int32, (n+1)*classes)
	for w := 0; w < n; w++ {
		c := int(of[w])
		size[c] += int64(v.count[w])
		for _, x := range v.left[w] {
			before[int(x.word)*classes+c] += x.n
		}
		for _, x := range v.right[w] {
			after[int(x.word)*classes+c] += x.n
		}
	}
	workers := runtime.GOMAXPROCS(0)
	gains := make([][]float64, workers)
	for i := range gains {
		gains[i] = make([]float64, classes)
	}
	logSize := func(x int64) float64 {
		if x <= 0 {
			return 0
		}
		return float64(x) * math.Log(float64(x))
	}
	for round := 0; round < rounds; round++ {
		moved := 0
		for w := 0; w < n; w++ {
			old := int(of[w])
			for _, x := range v.left[w] {
				before[int(x.word)*classes+old] -= x.n
			}
			for _, x := range v.right[w] {
				after[int(x.word)*classes+old] -= x.n
			}
			size[old] -= int64(v.count[w])
			gain := func(g []float64, xs []neighbour, m []int32) {
				for _, x := range xs {
					row := m[int(x.word)*classes : int(x.word)*classes+classes]
					full := float64(nlogn(x.n))
					for c, k := range row {
						if k == 0 {
							g[c] += full
						} else {
							g[c] += float64(nlogn(k+x.n) - nlogn(k))
						}
					}
				}
			}
			g := gains[0]
			clear(g)
			if len(v.left[w])+len(v.right[w]) > 2000 && workers > 1 {
				clear(gains[1])
				var wait sync.WaitGroup
				wait.Add(1)
				go func() { defer wait.Done(); gain(gains[1], v.right[w], after) }()
				gain(g, v.left[w], before)
				wait.Wait()
				for c := range g {
					g[c] += gains[1][c]
				}
			} else {
				gain(g, v.left[w], before)
				gain(g, v.right[w], after)
			}
			best := -1
			for c := range g {
				g[c] -= 2 * (logSize(size[c]+int64(v.count[w])) - logSize(size[c]))
				if best < 0 || g[c] > g[best] {
					best = c
				}
			}
			if best != old {
				moved++
			}
			of[w] = uint16(best)
			size[best] += int64(v.count[w])
			for _, x := range v.left[w] {
				before[int(x.word)*classes+best] += x.n
			}
			for _, x := range v.right[w] {
				after[int(x.word)*classes+best] += x.n
			}
		}
		say("  %d classes, pass %d: %d words moved", classes, round+1, moved)
		if moved*200 < n {
			break
		}
	}
	return of
}

// show prints the classes, for a look at them.
func show(w io.Writer, forms []string, of []uint16) {
	by := map[uint16][]string{}
	for i, c := range of {
		if len(by[c]) < 12 {
			by[c] = append(by[c], forms[i])
		}
	}
	for c := uint16(0); int(c) < len(by); c++ {
		fmt.Fprintln(w, c, strings.Join(by[c], " "))
	}
}
