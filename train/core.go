package main

import (
	"encoding/gob"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"

	"daybook/model"
	"daybook/parse"
	"daybook/text"
)

// coreOptions are the flags of train core.
type coreOptions struct {
	data       string
	out        string
	from       string
	seed       uint64
	tagRounds  int
	treeRounds int
	folds      int
	minUpdates int
	headlines  int
	least      float64
	keep       string
}

func core(fs *flag.FlagSet, args []string) error {
	var o coreOptions
	fs.StringVar(&o.data, "data", "../shared/data", "folder that holds ud_en_ewt and ud_en_gum")
	fs.StringVar(&o.out, "out", "data/model/core.bin", "model file to write")
	fs.StringVar(&o.from, "from", "data", "data folder with model/words.bin")
	fs.Uint64Var(&o.seed, "seed", 1, "seed of the order of sentences")
	fs.IntVar(&o.tagRounds, "tag-rounds", 5, "passes of the tagger over the data")
	fs.IntVar(&o.treeRounds, "tree-rounds", 7, "passes of the parser over the data")
	fs.IntVar(&o.folds, "folds", 2, "parts for tagging the parser's training data by taggers that have not seen it")
	fs.IntVar(&o.minUpdates, "min-updates", 4, "a feature counts once it was updated so often")
	fs.Float64Var(&o.least, "least", 1, "weights of the parser nearer to 0 are dropped: half the size for 0.1 points of LAS")
	fs.StringVar(&o.keep, "keep", "", "file to keep the tagger and the tags of the folds in, for trying parsers on them")
	fs.IntVar(&o.headlines, "headlines", 6, "one of so many sentences is learned as a headline too; 0: none")
	fs.Parse(args)

	known, err := parse.LoadWords(os.DirFS(o.from))
	if err != nil {
		return err
	}
	train, err := readTreebanks(known, filepath.Join(o.data, "ud_en_ewt/en_ewt-ud-train.conllu"), filepath.Join(o.data, "ud_en_gum/en_gum-open-train.conllu"))
	if err != nil {
		return err
	}
	dev := map[string][]sentence{}
	for name, p := range map[string]string{"ewt": "ud_en_ewt/en_ewt-ud-dev.conllu", "gum": "ud_en_gum/en_gum-open-dev.conllu"} {
		if dev[name], err = readTreebanks(known, filepath.Join(o.data, p)); err != nil {
			return err
		}
	}
	say("%d sentences to learn from", len(train))

	t := newTask(train)
	sections := map[string][]byte{}
	t.lemmas(sections, train)
	model.EncodeStrings(sections, "relations", t.rels)
	if o.headlines > 0 {
		train = append(train, headlines(train, known, o.headlines)...)
		say("%d with headlines", len(train))
	}
	if err := t.tagAll(sections, train, o); err != nil {
		return err
	}
	parser := t.learnParser(train, o)
	model.EncodeLinear(sections, "parse", t.transitions(), parser.average(), o.least, 24)
	b, err := model.Encode(sections)
	if err != nil {
		return err
	}
	for name, s := range sections {
		if len(s) > 10000 {
			say("  %-16s %9d bytes", name, len(s))
		}
	}
	if err := os.WriteFile(o.out, b, 0o644); err != nil {
		return err
	}
	say("wrote %s, %d bytes", o.out, len(b))
	p, err := parse.DecodePerceptron(b, known)
	if err != nil {
		return err
	}
	for _, name := range []string{"ewt", "gum"} {
		say("%s dev: %s", name, measure(p, dev[name]))
	}
	return nil
}

// lemmas learns lemmas for the classes of the tagger; see lemmas in lemma.go.
func (t *task) lemmas(sections map[string][]byte, train []sentence) {
	l := &lemmaCounts{scripts: map[uint64]map[string]int{}, chains: map[uint64][]uint64{}}
	for i := range train {
		s := &train[i]
		for j := range s.tokens {
			if x := &s.tokens[j]; s.tags[j] != noTag && x.Lemma != "_" {
				l.add(x.Of(s.text), x.Lemma, s.tags[j], true)
			}
		}
	}
	dict, scripts := l.tables()
	model.EncodeDict(sections, "lemma", dict)
	model.EncodeStrings(sections, "lemma.scripts", scripts)
	say("%d entries for lemmas, %d scripts", len(dict), len(scripts))
}

// fileOf reads back what was written to sections.
func fileOf(sections map[string][]byte) (*model.File, error) {
	b, err := model.Encode(sections)
	if err != nil {
		return nil, err
	}
	return model.Decode(b)
}

// dictOf reads back a dictionary that was written to sections.
func dictOf(sections map[string][]byte, name string) (*model.Dict, error) {
	f, err := fileOf(sections)
	if err != nil {
		return nil, err
	}
	return f.Dict(name)
}

// linearOf reads back a classifier that was written to sections.
func linearOf(sections map[string][]byte, name string) (*model.Linear, error) {
	f, err := fileOf(sections)
	if err != nil {
		return nil, err
	}
	return f.Linear(name)
}

// task holds the inventories that numbers stand for.
type task struct {
	tags   []string // "XPOS UPOS"
	rels   []string
	tagOf  map[string]uint8
	relOf  map[string]uint8
	toXPOS []uint8
	toUPOS []uint8
}

func newTask(train []sentence) *task {
	t := &task{tagOf: map[string]uint8{}, relOf: map[string]uint8{}}
	pair := func(x *text.Token) string { return x.XPOS + " " + x.UPOS }
	t.tags = inventory(train, 3, model.MaxClasses, pair)
	t.rels = inventory(train, 1, 64, func(x *text.Token) string { return x.Rel })
	for i, s := range t.tags {
		t.tagOf[s] = uint8(i)
	}
	for i, s := range t.rels {
		t.relOf[s] = uint8(i)
	}
	_, _, t.toXPOS, t.toUPOS = parse.SplitTags(t.tags)
	for i := range train {
		s := &train[i]
		n := int32(len(s.tokens))
		for j := range s.tokens {
			x := &s.tokens[j]
			tag, ok := t.tagOf[pair(x)]
			if !ok {
				tag = noTag
			}
			s.tags = append(s.tags, tag)
			s.rels = append(s.rels, t.relOf[x.Rel])
			h := x.Head
			if h < 0 {
				h = n
			}
			s.heads = append(s.heads, h)
		}
	}
	return t
}

// noTag marks a pair of tags too rare to learn.
const noTag = 255

func (t *task) transitions() []string {
	out := []string{"shift"}
	for _, m := range []string{"left ", "right "} {
		for _, r := range t.rels {
			out = append(out, m+r)
		}
	}
	return out
}

// tagAll learns a tagger on everything, which goes to sections, and one for each fold on the rest, which tags the fold for the
// parser: it must learn from tags with errors as it will meet them. With o.keep what comes out is kept in a file and used again.
func (t *task) tagAll(sections map[string][]byte, train []sentence, o coreOptions) error {
	if o.keep != "" {
		if f, err := os.Open(o.keep); err == nil {
			defer f.Close()
			var kept keptTags
			if err := gob.NewDecoder(f).Decode(&kept); err != nil {
				return err
			}
			if len(kept.Tags) != len(train) {
				return fmt.Errorf("%s: tags of %d sentences, not %d", o.keep, len(kept.Tags), len(train))
			}
			for n, s := range kept.Sections {
				sections[n] = s
			}
			for i := range train {
				for j, tag := range kept.Tags[i] {
					train[i].words[j].Tag, train[i].words[j].XPOS, train[i].words[j].UPOS = tag, t.toXPOS[tag], t.toUPOS[tag]
				}
			}
			say("tags taken from %s", o.keep)
			return nil
		}
	}
	taggers := make([]*model.Linear, o.folds+1)
	var failed error
	var wait sync.WaitGroup
	gate := make(chan struct{}, 2)
	for f := range taggers {
		wait.Add(1)
		gate <- struct{}{}
		go func() {
			defer func() { <-gate; wait.Done() }()
			var part []int
			for i := range train {
				if f == o.folds || train[i].group%o.folds != f {
					part = append(part, i)
				}
			}
			own := map[string][]byte{}
			model.EncodeLinear(own, "tag", t.tags, t.learnTagger(train, part, o).average(), 0, 64)
			var err error
			if taggers[f], err = linearOf(own, "tag"); err != nil {
				failed = err
			}
			if f == o.folds {
				for n, s := range own {
					sections[n] = s
				}
			}
			say("tagger %d of %d ready", f+1, len(taggers))
		}()
	}
	wait.Wait()
	if failed != nil {
		return failed
	}
	kept := keptTags{Sections: map[string][]byte{}}
	for i := range train {
		parse.TagAll(taggers[train[i].group%o.folds], train[i].words)
		var tags []uint8
		for j := range train[i].words {
			tags = append(tags, train[i].words[j].Tag)
		}
		kept.Tags = append(kept.Tags, tags)
	}
	if o.keep == "" {
		return nil
	}
	for n, s := range sections {
		kept.Sections[n] = s
	}
	f, err := os.Create(o.keep)
	if err != nil {
		return err
	}
	if err := gob.NewEncoder(f).Encode(kept); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// keptTags is what tagAll keeps.
type keptTags struct {
	Sections map[string][]byte
	Tags     [][]uint8
}

func (t *task) learnTagger(all []sentence, part []int, o coreOptions) *learner {
	l := newLearner(len(t.tags), o.minUpdates)
	random := rand.New(rand.NewPCG(o.seed, 1))
	order := append([]int(nil), part...)
	var features []uint64
	var words []model.Word
	for round := 0; round < o.tagRounds; round++ {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		wrong, total := 0, 0
		for _, k := range order {
			s := &all[k]
			words = append(words[:0], s.words...)
			for i := range words {
				l.step++
				total++
				features = parse.TagFeatures(features[:0], words, i)
				var sc model.Scores
				l.score(features, &sc)
				best := parse.Best(&sc, len(t.tags))
				words[i].Tag = best
				gold := s.tags[i]
				if gold == noTag || gold == best {
					continue
				}
				wrong++
				l.update(features, gold, best)
			}
		}
		say("  tagger pass %d: %.2f%% wrong, %d features", round+1, 100*float64(wrong)/float64(total), len(l.rows))
	}
	return l
}

func (t *task) learnParser(all []sentence, o coreOptions) *learner {
	nr := len(t.rels)
	l := newLearner(1+2*nr, o.minUpdates)
	random := rand.New(rand.NewPCG(o.seed, 2))
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	var features []uint64
	var s parse.State
	for round := 0; round < o.treeRounds; round++ {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		wrong, total := 0, 0
		for _, k := range order {
			x := &all[k]
			s.Reset(len(x.words))
			for !s.Done() {
				l.step++
				total++
				features = s.Features(features[:0], x.words)
				var sc model.Scores
				l.score(features, &sc)
				can := [3]bool{s.Can(parse.Shift), s.Can(parse.Left), s.Can(parse.Right)}
				// The best of all possible transitions and the best of those that lose least.
				var cost [3]int
				least := 1 << 30
				for m := range cost {
					if can[m] {
						cost[m] = s.Cost(parse.Move(m), x.heads)
						least = min(least, cost[m])
					}
				}
				best, gold := -1, -1
				for c := 0; c < 1+2*nr; c++ {
					m, rel := parse.ClassMove(c, nr)
					if !can[m] {
						continue
					}
					if best < 0 || sc[c] > sc[best] {
						best = c
					}
					if cost[m] > least {
						continue
					}
					if h, d := s.Arc(m); d >= 0 && x.heads[d] == h && x.rels[d] != rel {
						continue
					}
					if gold < 0 || sc[c] > sc[gold] {
						gold = c
					}
				}
				if best != gold {
					wrong++
					l.update(features, uint8(gold), uint8(best))
				}
				// Follow the guess, right or wrong, once the model is of use: errors are then seen in training.
				follow := best
				if round == 0 || random.Float64() > 0.9 {
					follow = gold
				}
				m, rel := parse.ClassMove(follow, nr)
				s.Do(m, rel)
			}
		}
		say("  parser pass %d: %.2f%% wrong, %d features", round+1, 100*float64(wrong)/float64(total), len(l.rows))
	}
	return l
}

// measure gives accuracies on gold tokens and the speed.
func measure(p *parse.Perceptron, gold []sentence) string {
	var n, upos, xpos, lemma, uas, las, full int
	began := now()
	for _, g := range gold {
		tokens := make([]text.Token, len(g.tokens))
		for i := range tokens {
			tokens[i].Span = g.tokens[i].Span
		}
		p.Analyse(g.text, tokens, []text.Run{{First: 0, Last: int32(len(tokens))}})
		for i := range tokens {
			a, b := &tokens[i], &g.tokens[i]
			n++
			if a.UPOS == b.UPOS {
				upos++
			}
			if a.XPOS == b.XPOS {
				xpos++
			}
			if a.Lemma == b.Lemma {
				lemma++
			}
			if a.Head == b.Head {
				uas++
				if text.Rel0(a.Rel) == text.Rel0(b.Rel) {
					las++
				}
				if a.Rel == b.Rel {
					full++
				}
			}
		}
	}
	pc := func(k int) float64 { return 100 * float64(k) / float64(n) }
	return fmt.Sprintf("upos %.2f xpos %.2f lemma %.2f uas %.2f las %.2f lasfull %.2f; %.0f words/s", pc(upos), pc(xpos), pc(lemma), pc(uas), pc(las), pc(full), float64(n)/since(began))
}
