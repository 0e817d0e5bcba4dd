package main

import (
	"flag"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"daybook/ledger"
	"daybook/model"
	"daybook/parse"
	"daybook/text"
	"daybook/train/net"
	"daybook/who"
)

// named is a sentence with gold labels.
type named struct {
	text   string
	tokens []text.Token
	bio    []string // "O", "B-PER", "I-PER"
	labels []uint8
	known  bool // all types are marked; else only PER, LOC, ORG
}

// nameDoc is a document of named sentences.
type nameDoc struct {
	name      string
	sentences []named
}

// columns reads a file of words and labels.
func columns(path string) ([]nameDoc, error) {
	read, err := net.ReadIOB(path)
	if err != nil {
		return nil, err
	}
	var docs []nameDoc
	for _, r := range read {
		d := nameDoc{name: r.Name}
		for _, x := range r.Sentences {
			var s named
			last := ""
			for i, label := range x.Labels {
				t := nameType(label)
				bio := "O"
				if t != "" {
					bio = "B-" + t
					if label[0] == 'I' && last == t {
						bio = "I-" + t
					}
				}
				last = t
				s.add(x.Words[i], bio)
			}
			d.sentences = append(d.sentences, s)
		}
		docs = append(docs, d)
	}
	return docs, nil
}

// nameType maps the label of a corpus to our type, "" for none.
func nameType(label string) string {
	_, t, _ := strings.Cut(label, "-")
	switch t {
	case "PER", "Person", "person":
		return "PER"
	case "LOC", "Location", "Facility", "location":
		return "LOC"
	case "ORG", "Organization", "corporation":
		return "ORG"
	case "NORP":
		return "NORP"
	case "MISC", "OTH", "Misc", "Product":
		return "MISC"
	}
	return ""
}

// add appends a token, cut as our tokenizer cuts it.
func (s *named) add(form, bio string) {
	for i, p := range parse.Cut(form) {
		if s.text != "" {
			s.text += " "
		}
		start := int32(len(s.text))
		s.text += p
		s.tokens = append(s.tokens, text.Token{Span: text.Span{Start: start, End: int32(len(s.text))}, Head: -1})
		if i > 0 && bio[0] == 'B' {
			bio = "I" + bio[1:]
		}
		s.bio = append(s.bio, bio)
	}
}

// norp turns the MISC of corpora that do not tell nationalities apart into NORP where the tags say adjective or plural.
func (s *named) norp() {
	for i := range s.bio {
		if s.bio[i] != "B-MISC" || i+1 < len(s.bio) && s.bio[i+1] == "I-MISC" {
			continue
		}
		t := &s.tokens[i]
		if t.UPOS == "ADJ" || t.XPOS == "NNPS" {
			s.bio[i] = "B-NORP"
		}
	}
}

var outlet = regexp.MustCompile(`^(.*?)_?\d*\.txt\.tsv$`)

// loadNames reads the corpora. held is the part of worldwide_ner that is held back: by outlet, so that no near-duplicate of
// what is learned from is measured on.
func loadNames(data string) (train, ewt, held []nameDoc, err error) {
	add := func(to *[]nameDoc, d []nameDoc, e error) {
		if e != nil && err == nil {
			err = e
		}
		*to = append(*to, d...)
	}
	d, e := columns(filepath.Join(data, unerTrain))
	add(&train, d, e)
	d, e = columns(filepath.Join(data, unerDev))
	add(&ewt, d, e)
	d, e = columns(filepath.Join(data, wikigold))
	add(&train, d, e)
	files, e := filepath.Glob(filepath.Join(data, worldwide))
	if e != nil {
		return nil, nil, nil, e
	}
	sort.Strings(files)
	for _, f := range files {
		d, e := columns(f)
		h := fnv.New32a()
		h.Write([]byte(outlet.FindStringSubmatch(filepath.Base(f))[1]))
		if h.Sum32()%10 == 0 {
			add(&held, d, e)
		} else {
			add(&train, d, e)
		}
	}
	return train, ewt, held, err
}

func names(fs *flag.FlagSet, args []string) error {
	data := fs.String("data", "../shared/data", "folder that holds uner_ewt, ner, worldwide_ner")
	out := fs.String("out", "data/model/names.bin", "model file to write")
	seed := fs.Uint64("seed", 1, "seed of the order of documents")
	rounds := fs.Int("rounds", 10, "passes over the data")
	minUpdates := fs.Int("min-updates", 2, "a feature counts once it was updated so often")
	asHeadlines := fs.Int("headlines", 4, "the first sentences of one of so many documents are learned as headlines too; 0: none")
	only := fs.Bool("measure", false, "measure the model at -out, train nothing")
	fs.Parse(args)

	known, err := parse.LoadWords(os.DirFS("data"))
	if err != nil {
		return err
	}
	core, err := parse.LoadPerceptron(os.DirFS("data"))
	if err != nil {
		return err
	}
	train, ewt, held, err := loadNames(*data)
	if err != nil {
		return err
	}
	if *only {
		train = nil
	}
	headlines := titles(held, 1)
	if *asHeadlines > 0 {
		train = append(train, titles(train, *asHeadlines)...)
	}
	for _, set := range [][]nameDoc{train, ewt, held, headlines} {
		for i := range set {
			for j := range set[i].sentences {
				s := &set[i].sentences[j]
				core.Analyse(s.text, s.tokens, []text.Run{{First: 0, Last: int32(len(s.tokens))}})
				s.norp()
			}
		}
	}
	if *only {
		b, err := os.ReadFile(*out)
		if err != nil {
			return err
		}
		f, err := model.Decode(b)
		if err != nil {
			return err
		}
		linear, err := f.Linear("names")
		if err != nil {
			return err
		}
		lists, err := f.Dict("known")
		if err != nil {
			return err
		}
		return reportNames(linear, known, lists, ewt, held, headlines)
	}
	say("%d documents to learn from, %d held back", len(train), len(held))
	classes := []string{"O"}
	for _, t := range []string{"PER", "LOC", "ORG", "NORP", "MISC"} {
		for _, p := range []string{"B", "I", "E", "S"} {
			classes = append(classes, p+"-"+t)
		}
	}
	number := map[string]uint8{}
	for i, c := range classes {
		number[c] = uint8(i)
	}
	for i := range train {
		for j := range train[i].sentences {
			s := &train[i].sentences[j]
			for k, b := range s.bio {
				inside := k+1 < len(s.bio) && s.bio[k+1][0] == 'I'
				switch {
				case b[0] == 'B' && !inside:
					b = "S" + b[1:]
				case b[0] == 'I' && !inside:
					b = "E" + b[1:]
				}
				s.labels = append(s.labels, number[b])
			}
		}
	}
	sections := map[string][]byte{}
	list, err := loadGazetteer(*data, "data", known)
	if err != nil {
		return err
	}
	model.EncodeDict(sections, "known", list)
	lists, err := dictOf(sections, "known")
	if err != nil {
		return err
	}
	say("%d known names", len(list))
	labels := who.ParseNameLabels(classes)
	l := newLearner(len(classes), *minUpdates)
	random := rand.New(rand.NewPCG(*seed, 3))
	order := make([]int, len(train))
	for i := range order {
		order[i] = i
	}
	reader := who.NewNameReader(known, lists)
	for round := 0; round < *rounds; round++ {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		wrong, total := 0, 0
		for _, k := range order {
			reader.Start()
			for j := range train[k].sentences {
				s := &train[k].sentences[j]
				reader.Sentence(s.text, s.tokens)
				last := who.NameLabel{}
				for i := range s.tokens {
					l.step++
					total++
					f := reader.Features(i)
					var sc model.Scores
					l.score(f, &sc)
					best := who.BestLabel(labels, &sc, last, i == len(s.tokens)-1)
					gold := s.labels[i]
					if gold != best {
						wrong++
						l.update(f, gold, best)
						// Go on with the guess where the gold can go on from it; else the error would be learnt again.
						if i+1 < len(s.tokens) && !labels[s.labels[i+1]].Follows(labels[best]) {
							best = gold
						}
					}
					last = labels[best]
					reader.Label(i, best, last)
				}
			}
		}
		say("  names pass %d: %.2f%% wrong, %d features", round+1, 100*float64(wrong)/float64(total), len(l.rows))
	}
	model.EncodeLinear(sections, "names", classes, l.average(), 0, 32)
	b, err := model.Encode(sections)
	if err != nil {
		return err
	}
	if err := os.WriteFile(*out, b, 0o644); err != nil {
		return err
	}
	say("wrote %s, %d bytes", *out, len(b))
	linear, err := linearOf(sections, "names")
	if err != nil {
		return err
	}
	return reportNames(linear, known, lists, ewt, held, headlines)
}

// titles makes a document of the first sentences of one of every documents as headlines write them: all words of weight with a
// capital, in one of eight all in capitals throughout.
func titles(docs []nameDoc, every int) []nameDoc {
	var out []nameDoc
	for i := range docs {
		if i%every > 0 {
			continue
		}
		d := nameDoc{name: docs[i].name}
		for j := 0; j < len(docs[i].sentences) && j < 4; j++ {
			s := &docs[i].sentences[j]
			var h named
			for k, t := range s.tokens {
				form := t.Of(s.text)
				if i%(8*every) == 0 {
					form = strings.ToUpper(form)
				} else if len(form) > 3 || s.bio[k] != "O" {
					form = titled(form, "")
				}
				if k == len(s.tokens)-1 && form == "." {
					break
				}
				if h.text != "" {
					h.text += " "
				}
				start := int32(len(h.text))
				h.text += form
				h.tokens = append(h.tokens, text.Token{Span: text.Span{Start: start, End: int32(len(h.text))}, Head: -1})
				h.bio = append(h.bio, s.bio[k])
			}
			if len(h.tokens) > 3 {
				d.sentences = append(d.sentences, h)
			}
		}
		if len(d.sentences) > 0 {
			out = append(out, d)
		}
	}
	return out
}

func reportNames(linear *model.Linear, known, lists *model.Dict, ewt, held, headlines []nameDoc) error {
	say("uner_ewt dev: %s", measureNames(linear, known, lists, ewt))
	say("worldwide_ner held back: %s", measureNames(linear, known, lists, held))
	say("some of it as headlines: %s", measureNames(linear, known, lists, headlines))
	return nil
}

// measureNames gives F1 of exact names over PER, LOC, ORG, and of each type.
func measureNames(linear *model.Linear, known, lists *model.Dict, docs []nameDoc) string {
	finder := who.NewNameFinder(linear, known, lists)
	type count struct{ both, found, gold int }
	by := map[string]*count{}
	at := func(t string) *count {
		if by[t] == nil {
			by[t] = &count{}
		}
		return by[t]
	}
	for _, nd := range docs {
		d := &ledger.Document{}
		gold := map[text.Run]string{}
		for j := range nd.sentences {
			s := &nd.sentences[j]
			first, offset := int32(len(d.Tokens)), int32(len(d.Text))
			d.Text += s.text + "\n"
			for _, t := range s.tokens {
				t.Start, t.End = t.Start+offset, t.End+offset
				d.Tokens = append(d.Tokens, t)
			}
			d.Sentences = append(d.Sentences, ledger.Sentence{Run: text.Run{First: first, Last: int32(len(d.Tokens))}})
			for i := 0; i < len(s.bio); i++ {
				if s.bio[i][0] != 'B' {
					continue
				}
				k := i + 1
				for k < len(s.bio) && s.bio[k][0] == 'I' {
					k++
				}
				gold[text.Run{First: first + int32(i), Last: first + int32(k)}] = s.bio[i][2:]
				at(s.bio[i][2:]).gold++
			}
		}
		finder.Find(d)
		for _, n := range d.Names {
			at(n.Type).found++
			if gold[n.Run] == n.Type {
				at(n.Type).both++
			}
		}
	}
	f := func(c count) float64 { return 200 * float64(c.both) / float64(max(c.found+c.gold, 1)) }
	var all count
	out := ""
	for _, t := range []string{"PER", "LOC", "ORG", "NORP", "MISC"} {
		c := *at(t)
		if t == "PER" || t == "LOC" || t == "ORG" {
			all = count{all.both + c.both, all.found + c.found, all.gold + c.gold}
		}
		out += fmt.Sprintf(" %s %.1f", t, f(c))
	}
	return fmt.Sprintf("f1 %.2f p %.1f r %.1f;%s", f(all), 100*float64(all.both)/float64(max(all.found, 1)), 100*float64(all.both)/float64(max(all.gold, 1)), out)
}
