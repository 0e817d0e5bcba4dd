package main

import (
	"bufio"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"daybook/parse"
	"daybook/train/net"
)

// The sets that models are learned from and measured on, as they lie in the data folder.
const (
	ewtTrain  = "ud_en_ewt/en_ewt-ud-train.conllu"
	ewtDev    = "ud_en_ewt/en_ewt-ud-dev.conllu"
	gumTrain  = "ud_en_gum/en_gum-open-train.conllu"
	gumDev    = "ud_en_gum/en_gum-open-dev.conllu"
	unerTrain = "uner_ewt/train.iob2"
	unerDev   = "uner_ewt/dev.iob2"
	wikigold  = "ner/wikigold.conll"
	wnut      = "ner/wnut17train.conll"
	btc       = "ner/btc/*.conll"
	worldwide = "worldwide_ner/*.tsv"
	polnear   = "polnear/train/text/*.txt"
	speeches  = "ungdc.txt.bz2"
)

// labelled is what fine-tuning learns from and is watched by.
type labelled struct {
	trees []net.Sentence // EWT and GUM, with the names of UNER and those made of GUM's entities
	names []net.Sentence // sets of names without trees

	ewtDev, gumDev, unerDev, heldNames []net.Sentence
	held                               []string // files of worldwide_ner that are held back
	about                              []string // a line of the card for each set

	adjectives  map[string]bool // of states and their peoples, lower case
	known       *knownNames
	inflections []inflection // of a dictionary
	lists       parse.Known  // the same, as the parser reads it
}

// readLabelled reads treebanks and names. trees are the treebanks, ewt and gum, that trees are learned from; sets are those of net.Maps, or
// gum, that names are learned from. repo is the data folder of the repository, whose actor files tell peoples from other names.
func readLabelled(data, repo string, trees, sets []string) (*labelled, error) {
	l := &labelled{}
	for _, s := range trees {
		if s != "ewt" && s != "gum" {
			return nil, fmt.Errorf("there is no treebank %q; there are ewt and gum", s)
		}
	}
	for _, s := range sets {
		if _, ok := net.Maps[s]; !ok && s != "gum" {
			return nil, fmt.Errorf("there is no set of names %q; there are worldwide, uner, wikigold, gum, wnut, btc", s)
		}
	}
	peoples, states, err := peoplesOf(filepath.Join(repo, "actors/states.tsv"))
	if err != nil {
		return nil, err
	}
	l.adjectives = maps.Clone(peoples)
	t := &net.Typing{Peoples: peoples, States: states}
	files, err := glob(data, worldwide)
	if err != nil {
		return nil, err
	}
	learn, held, err := splitWorldwide(files)
	if err != nil {
		return nil, err
	}
	l.held = held
	// nationalities of the newspapers help to tell those of the other sets
	for _, f := range learn {
		for _, s := range f.sentences {
			for _, n := range s.Spans() {
				if n.Type == "NORP" {
					peoples[strings.ToLower(strings.Join(s.Words[n.First:n.Last], " "))] = true
				}
			}
		}
	}

	ewt, err := net.ReadCoNLLU(filepath.Join(data, ewtTrain))
	if err != nil {
		return nil, err
	}
	readGUM, named := net.ReadCoNLLU, slices.Contains(sets, "gum")
	if named {
		readGUM = t.ReadGUM
	}
	gum, err := readGUM(filepath.Join(data, gumTrain))
	if err != nil {
		return nil, err
	}
	l.say("UD English EWT, train part: %s (CC BY-SA 4.0)", size(ewt))
	l.say("UD English GUM, train part without the non-commercial genres: %s (annotation CC BY 4.0; texts under CC BY and other open licences)", size(gum))
	if named {
		l.say("names made of the entities of GUM: %s (annotation CC BY 4.0)", namesOf(gum))
	}
	if slices.Contains(sets, "uner") {
		uner, err := readNames(t, "uner", filepath.Join(data, unerTrain))
		if err != nil {
			return nil, err
		}
		l.say("UNER English EWT, train part: %s (CC BY-SA 4.0)", namesOf(uner))
		l.names = append(l.names, lay(ewt, uner)...)
	}
	if slices.Contains(trees, "ewt") {
		l.trees = append(l.trees, ewt...)
	}
	if slices.Contains(trees, "gum") {
		l.trees = append(l.trees, gum...)
	}
	for _, s := range []struct{ set, pattern, licence string }{
		{"wikigold", wikigold, "WikiGold: %s (CC BY 4.0)"},
		{"wnut", wnut, "WNUT 2017, train part: %s (CC BY 4.0)"},
		{"btc", btc, "Broad Twitter Corpus: %s (CC BY 4.0)"},
	} {
		if !slices.Contains(sets, s.set) {
			continue
		}
		files, err := glob(data, s.pattern)
		if err != nil {
			return nil, err
		}
		all, err := readNames(t, s.set, files...)
		if err != nil {
			return nil, err
		}
		l.say(s.licence, namesOf(all))
		l.names = append(l.names, all...)
	}
	if slices.Contains(sets, "worldwide") {
		var all []net.Sentence
		for _, f := range learn {
			ss, err := label(t, "worldwide", f)
			if err != nil {
				return nil, err
			}
			all = append(all, ss...)
		}
		l.say("worldwide NER, less the tenth held back: %s in %d articles (no open licence: for research; weights only, no sentence of it is kept)", namesOf(all), len(learn))
		l.names = append(l.names, all...)
	}

	if l.ewtDev, err = net.ReadCoNLLU(filepath.Join(data, ewtDev)); err != nil {
		return nil, err
	}
	if l.gumDev, err = net.ReadCoNLLU(filepath.Join(data, gumDev)); err != nil {
		return nil, err
	}
	if l.unerDev, err = readNames(t, "uner", filepath.Join(data, unerDev)); err != nil {
		return nil, err
	}
	if l.heldNames, err = readNames(t, "worldwide", held...); err != nil {
		return nil, err
	}
	if l.inflections, err = readInflections(data); err != nil {
		return nil, err
	}
	return l, l.readKnown(data, repo)
}

func (l *labelled) say(format string, v ...any) { l.about = append(l.about, fmt.Sprintf(format, v...)) }

// size tells how much there is of a treebank.
func size(ss []net.Sentence) string {
	words := 0
	for i := range ss {
		words += len(ss[i].Words)
	}
	return fmt.Sprintf("%s sentences, %s words", thousands(len(ss)), thousands(words))
}

// namesOf tells how much there is of a set of names.
func namesOf(ss []net.Sentence) string {
	names := 0
	for i := range ss {
		for _, n := range ss[i].Names {
			if n[0] == 'B' || n[0] == 'S' {
				names++
			}
		}
	}
	return fmt.Sprintf("%s sentences, %s names", thousands(len(ss)), thousands(names))
}

// glob lists files of the data folder in order; there must be some.
func glob(data, pattern string) ([]string, error) {
	fs, err := filepath.Glob(filepath.Join(data, pattern))
	if err != nil {
		return nil, err
	}
	if len(fs) == 0 {
		return nil, fmt.Errorf("training data: no file %s; -data names the folder that holds it", filepath.Join(data, pattern))
	}
	sort.Strings(fs)
	return fs, nil
}

// nameFile is a file of names with all its sentences.
type nameFile struct {
	path      string
	sentences []net.NameSentence
}

func readNameFile(path string) (nameFile, error) {
	docs, err := net.ReadIOB(path)
	f := nameFile{path: path}
	for _, d := range docs {
		f.sentences = append(f.sentences, d.Sentences...)
	}
	return f, err
}

func label(t *net.Typing, set string, f nameFile) ([]net.Sentence, error) {
	var out []net.Sentence
	for i := range f.sentences {
		s, err := t.Sentence(&f.sentences[i], net.Maps[set])
		if err != nil {
			return nil, fmt.Errorf("%s: sentence %d: %w; give it one in net.Maps", f.path, i+1, err)
		}
		out = append(out, s)
	}
	return out, nil
}

func readNames(t *net.Typing, set string, paths ...string) ([]net.Sentence, error) {
	var out []net.Sentence
	for _, p := range paths {
		f, err := readNameFile(p)
		if err != nil {
			return nil, err
		}
		ss, err := label(t, set, f)
		if err != nil {
			return nil, err
		}
		out = append(out, ss...)
	}
	return out, nil
}

// heldBack reports whether an article of worldwide_ner is in the tenth that is never learned from, by a hash (FNV-1a) of its file name.
func heldBack(path string) bool {
	h := fnv.New32a()
	h.Write([]byte(filepath.Base(path)))
	x := h.Sum32()
	x ^= x >> 13
	return x%10 == 0
}

// splitWorldwide reads the articles to learn from and lists those held back. An article that says for the most part what one
// held back says is left out of both.
func splitWorldwide(files []string) (learn []nameFile, held []string, err error) {
	const stretch = 8 // words
	seen := map[string]bool{}
	stretches := func(f nameFile, each func(string)) {
		var words []string
		for _, s := range f.sentences {
			words = append(words, s.Words...)
		}
		for i := 0; i+stretch <= len(words); i++ {
			each(strings.Join(words[i:i+stretch], " "))
		}
	}
	for _, path := range files {
		f, err := readNameFile(path)
		if err != nil {
			return nil, nil, err
		}
		if heldBack(path) {
			held = append(held, path)
			stretches(f, func(s string) { seen[s] = true })
		} else {
			learn = append(learn, f)
		}
	}
	learn = slices.DeleteFunc(learn, func(f nameFile) bool {
		all, same := 0, 0
		stretches(f, func(s string) {
			all++
			if seen[s] {
				same++
			}
		})
		return 2*same > all
	})
	return learn, held, nil
}

// lay puts the names of sentences on the same sentences of a treebank, told by their numbers, and returns those whose words differ there.
func lay(trees, names []net.Sentence) []net.Sentence {
	at := map[string]int{}
	for i := range trees {
		at[trees[i].ID] = i
	}
	var rest []net.Sentence
	for _, s := range names {
		i, ok := at[s.ID]
		if ok && slices.Equal(trees[i].Words, s.Words) {
			trees[i].Names, trees[i].NameTypes = s.Names, s.NameTypes
		} else {
			rest = append(rest, s)
		}
	}
	return rest
}

// peoplesOf reads adjectives and names of peoples, lower case, and names of states from the file of states.
func peoplesOf(path string) (peoples, states map[string]bool, err error) {
	peoples, states = map[string]bool{}, map[string]bool{}
	err = eachActor(path, func(get func(columns ...string) []string) {
		for _, p := range get("adjectives", "people") {
			peoples[strings.ToLower(p)] = true
		}
		for _, n := range get("name", "aliases") {
			states[n] = true
		}
	})
	if err == nil && (len(peoples) == 0 || len(states) == 0) {
		err = fmt.Errorf("%s: the columns name, adjectives and people have nothing to tell peoples by", path)
	}
	return peoples, states, err
}

// eachActor gives the lines of an actor file: a line of columns, then lines of values, "|" between several and "?" before a doubtful one. get gives all values
// of some columns.
func eachActor(path string, do func(get func(columns ...string) []string)) error {
	var head []string
	return eachLineOf(path, func(c []string) {
		if strings.HasPrefix(c[0], "#") || c[0] == "" {
			return
		}
		if head == nil {
			head = c
			return
		}
		do(func(columns ...string) []string {
			var out []string
			for i, n := range head {
				if i < len(c) && c[i] != "" && slices.Contains(columns, n) {
					out = append(out, strings.Split(strings.ReplaceAll(c[i], "?", ""), "|")...)
				}
			}
			return out
		})
	})
}

// readTexts reads the unlabelled texts and tells of each set in a line of the card. The news and the treebanks count twice: the speeches are thirty times
// as many.
func readTexts(data string, split net.Splitter) (c *net.Words, about []string, err error) {
	c = &net.Words{}
	trees := func(path string) error {
		ss, err := net.ReadCoNLLU(filepath.Join(data, path))
		for i := range ss {
			c.Add(ss[i].Words)
		}
		return err
	}
	texts := func(pattern string) error {
		files, err := glob(data, pattern)
		for _, f := range files {
			if err := net.EachSentence(f, split, c.Add); err != nil {
				return err
			}
		}
		return err
	}
	articles := func(pattern string) error {
		files, err := glob(data, pattern)
		if err != nil {
			return err
		}
		learn, _, err := splitWorldwide(files)
		for _, f := range learn {
			for _, s := range f.sentences {
				c.Add(s.Words)
			}
		}
		return err
	}
	read := func(line string, set func(string) error, path string) {
		if err != nil {
			return
		}
		before := c.Total()
		if err = set(path); err == nil {
			about = append(about, fmt.Sprintf(line, thousands(c.Total()-before)))
			say("%s", about[len(about)-1])
		}
	}
	read("UD English EWT, train part: %s words, seen twice (CC BY-SA 4.0)", trees, ewtTrain)
	read("UD English GUM, train part without the non-commercial genres: %s words, seen twice (annotation CC BY 4.0; texts under CC BY and other open licences)", trees, gumTrain)
	read("worldwide NER, less the tenth held back: %s words, seen twice (no open licence: for research; no sentence of it is kept)", articles, worldwide)
	read("PolNeAR, texts of the train part: %s words, seen twice (no open licence: for research; no sentence of it is kept)", texts, polnear)
	c.Double()
	read("UN General Debate speeches 1946-2022: %s words (CC0)", texts, speeches)
	return c, about, err
}

// thousands writes a number with commas.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// eachLineOf gives the columns of every line of a file, set apart by tabs.
func eachLineOf(path string, do func([]string)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return eachLine(f, do)
}

// eachLine gives the columns of every line but empty ones.
func eachLine(r io.Reader, do func([]string)) error {
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<22)
	for in.Scan() {
		if l := in.Text(); l != "" {
			do(strings.Split(l, "\t"))
		}
	}
	return in.Err()
}
