package net

import (
	"bufio"
	"compress/bzip2"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"unicode"

	"daybook/score/conllu"
)

// Sentence is one training sentence. A layer that its source does not have is nil.
type Sentence struct {
	Words             []string
	UPOS, XPOS, Feats []string
	Head              []int32 // 0 the root, else 1 + index in the sentence
	Rel               []string
	Names             []string // BIOES: "O", "B-PER" ...
	NameTypes         []string // the types that Names marks; nil if all
	Lemma             []string
}

// ReadCoNLLU reads a treebank. A malformed line stops it with file and line.
func ReadCoNLLU(path string) ([]Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	gold, err := conllu.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	out := make([]Sentence, len(gold))
	for i, g := range gold {
		s := &out[i]
		for _, w := range g.Words {
			s.Words, s.UPOS, s.XPOS, s.Feats = append(s.Words, w.Form), append(s.UPOS, w.UPOS), append(s.XPOS, w.XPOS), append(s.Feats, w.Feats)
			s.Head, s.Rel, s.Lemma = append(s.Head, int32(w.Head)+1), append(s.Rel, w.Rel), append(s.Lemma, w.Lemma)
		}
	}
	return out, nil
}

// nameTypes are the types that all sets share; others are trained as their own where a set has them.
var nameTypes = map[string]string{
	"PER": "PER", "LOC": "LOC", "ORG": "ORG", "Person": "PER", "Location": "LOC", "Organization": "ORG", "Organisation": "ORG",
}

// ReadIOB reads names in columns: word in column w, tag in column t, separated by sep. Other types than PER, LOC, ORG become O.
func ReadIOB(path, sep string, w, t int) ([]Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []Sentence
	var words, tags []string
	flush := func() {
		if len(words) > 0 {
			out = append(out, Sentence{Words: words, Names: bioes(tags)})
		}
		words, tags = nil, nil
	}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimRight(sc.Text(), "\r")
		if strings.TrimSpace(line) == "" {
			flush()
			continue
		}
		if strings.HasPrefix(line, "# ") {
			continue
		}
		c := strings.Split(line, sep)
		if len(c) <= max(w, t) {
			if len(c) == 1 || strings.HasPrefix(line, "http") {
				continue
			}
			return nil, fmt.Errorf("%s:%d: %d columns, want at least %d", path, n, len(c), max(w, t)+1)
		}
		if c[w] == "" || strings.HasPrefix(c[w], "-DOCSTART") {
			flush()
			continue
		}
		tag := c[t]
		kind := "O"
		if i := strings.IndexByte(tag, '-'); i > 0 {
			if k := nameTypes[tag[i+1:]]; k != "" {
				kind = tag[:i+1] + k
			}
		}
		words, tags = append(words, c[w]), append(tags, kind)
	}
	flush()
	return out, sc.Err()
}

// bioes turns IOB1 or IOB2 into BIOES.
func bioes(tags []string) []string {
	out := make([]string, len(tags))
	kind := func(i int) string {
		if i < 0 || i >= len(tags) || tags[i] == "O" {
			return ""
		}
		return tags[i][2:]
	}
	starts := func(i int) bool { return kind(i) != "" && (tags[i][0] == 'B' || kind(i-1) != kind(i)) }
	for i := range tags {
		k := kind(i)
		if k == "" {
			out[i] = "O"
			continue
		}
		first := starts(i)
		last := kind(i+1) != k || starts(i+1)
		switch {
		case first && last:
			out[i] = "S-" + k
		case first:
			out[i] = "B-" + k
		case last:
			out[i] = "E-" + k
		default:
			out[i] = "I-" + k
		}
	}
	return out
}

// Texts lists files of plain text, in name order.
func Texts(pattern string) ([]string, error) {
	fs, err := filepath.Glob(pattern)
	sort.Strings(fs)
	return fs, err
}

// word is the rough tokenisation of unlabelled text.
var wordPattern = regexp.MustCompile(`[0-9][0-9.,]*[0-9]|[0-9]|(?:[A-Z]\.){2,}|[\pL\pM]+|\.\.\.|--|[^\s\pL\pM0-9]`)
var clitic = regexp.MustCompile(`^(?i)(.+?)(n't|'s|'re|'ve|'ll|'d|'m)$`)

// Rough splits unlabelled text into sentences of words.
func Rough(text string, each func([]string)) {
	text = strings.NewReplacer("’", "'", "‘", "'").Replace(text)
	var s []string
	flush := func() {
		if len(s) > 2 {
			each(s)
		}
		s = nil
	}
	for _, piece := range strings.Fields(text) {
		core := piece
		for core != "" {
			m := wordPattern.FindStringIndex(core)
			if m == nil {
				break
			}
			w := core[m[0]:m[1]]
			rest := core[m[1]:]
			// n't and 's stand apart as in UD
			if len(rest) > 1 && rest[0] == '\'' && unicode.IsLetter(rune(rest[1])) {
				j := 1
				for j < len(rest) && rest[j] >= 'A' && rest[j] <= 'z' {
					j++
				}
				if c := clitic.FindStringSubmatch(w + rest[:j]); c != nil {
					s = append(s, c[1], c[2])
					core = rest[j:]
					continue
				}
			}
			s = append(s, w)
			core = rest
		}
		if strings.HasSuffix(piece, ".") || strings.HasSuffix(piece, "?") || strings.HasSuffix(piece, "!") || strings.HasSuffix(piece, ".\"") || strings.HasSuffix(piece, ".”") {
			if len(piece) > 4 || !strings.HasSuffix(piece, ".") {
				flush()
			}
		}
		if len(s) >= 90 {
			flush()
		}
	}
	flush()
}

// EachText calls f with every text of the unlabelled collection: lines of a bzip2 file or whole files.
func EachText(path string, f func(string)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(path, ".bz2") {
		r = bzip2.NewReader(bufio.NewReader(file))
	}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 8<<20)
	for sc.Scan() {
		f(sc.Text())
	}
	return sc.Err()
}
