package main

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"daybook/train/net"
)

const wordnet = "oewn.tar.gz"

// readInflections makes the forms of the verbs, nouns and adjectives of Open English WordNet, whose entries list the irregular
// ones ("form:"); the rest is regular. They give lemmas to words that the treebanks lack.
func readInflections(data string) ([]inflection, error) {
	path := filepath.Join(data, wordnet)
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("training data: %w; -data names the folder that holds it", err)
	}
	defer f.Close()
	damaged := func(err error) error {
		return fmt.Errorf("%s: cannot be unpacked: %w; the file is cut short or damaged, fetch it again", path, err)
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, damaged(err)
	}
	entries := map[string][]inflection{}
	in := tar.NewReader(z)
	for {
		h, err := in.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, damaged(err)
		}
		if base := filepath.Base(h.Name); strings.HasPrefix(base, "entries-") {
			if entries[base], err = readEntries(in); err != nil {
				return nil, damaged(fmt.Errorf("%s: %w", h.Name, err))
			}
		}
	}
	var names []string
	for n := range entries {
		names = append(names, n)
	}
	sort.Strings(names)
	var out []inflection
	for _, n := range names {
		out = append(out, entries[n]...)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no entries in it; is it Open English WordNet in YAML?", path)
	}
	return out, nil
}

// plainWord is what forms are made of: no names, no compounds.
var plainWord = regexp.MustCompile(`^[a-z]{3,}$`)

// readEntries reads a file of entries: a lemma at the margin, its parts of speech two spaces in, "form:" four.
func readEntries(r io.Reader) ([]inflection, error) {
	var out []inflection
	lemma, pos := "", ""
	var forms []string
	listing := false
	flush := func() {
		if pos != "" && plainWord.MatchString(lemma) {
			out = append(out, inflect(lemma, pos, forms)...)
		}
		pos, forms, listing = "", nil, false
	}
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<22)
	for in.Scan() {
		l := in.Text()
		deep := len(l) - len(strings.TrimLeft(l, " "))
		rest := l[deep:]
		switch {
		case rest == "":
		case deep == 0:
			flush()
			lemma = strings.Trim(strings.TrimSuffix(rest, ":"), "'\"")
		case deep == 2 && strings.HasSuffix(rest, ":"):
			flush()
			pos = strings.TrimSuffix(rest, ":")
		case deep == 4 && rest == "form:":
			listing = true
		case deep == 4 && listing && strings.HasPrefix(rest, "- "):
			forms = append(forms, strings.Trim(rest[2:], "'\""))
		default:
			listing = false
		}
	}
	flush()
	return out, in.Err()
}

// inflect makes the forms of a lemma. irregular are those that are not made by rule.
func inflect(w, pos string, irregular []string) []inflection {
	n := len(w)
	consonantY := w[n-1] == 'y' && !vowel(w[n-2])
	s := net.FormS(w)
	var out []inflection
	add := func(form, xpos, upos string) { out = append(out, inflection{form, w, xpos, upos}) }
	switch pos[0] {
	case 'v':
		ed, ing := w+"ed", w+"ing"
		switch {
		case strings.HasSuffix(w, "ee") || strings.HasSuffix(w, "oe") || strings.HasSuffix(w, "ye"):
			ed = w + "d"
		case strings.HasSuffix(w, "ie"):
			ed, ing = w+"d", w[:n-2]+"ying"
		case w[n-1] == 'e':
			ed, ing = w+"d", w[:n-1]+"ing"
		case consonantY:
			ed = w[:n-1] + "ied"
		}
		var past, going []string
		for _, f := range irregular {
			if strings.HasSuffix(f, "ing") {
				going = append(going, f)
			} else if f != s {
				past = append(past, f)
			}
		}
		if past == nil {
			past = []string{ed}
		}
		if going == nil {
			going = []string{ing}
		}
		for _, f := range past { // the entries do not tell past tense from participle
			add(f, "VBD", "VERB")
			add(f, "VBN", "VERB")
		}
		for _, f := range going {
			add(f, "VBG", "VERB")
		}
		add(s, "VBZ", "VERB")
	case 'n':
		if irregular == nil {
			irregular = []string{s}
		}
		for _, f := range irregular {
			add(f, "NNS", "NOUN")
		}
	case 'a', 's':
		for _, f := range irregular {
			if strings.HasSuffix(f, "st") {
				add(f, "JJS", "ADJ")
			} else {
				add(f, "JJR", "ADJ")
			}
		}
	}
	return out
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// peopleForms are the adjectives of states, which keep their capital.
func peopleForms(adjectives map[string]bool) []inflection {
	var names []string
	for a := range adjectives {
		if !strings.Contains(a, " ") {
			names = append(names, a)
		}
	}
	sort.Strings(names)
	var out []inflection
	for _, a := range names {
		a = net.Capitalised(a)
		out = append(out, inflection{a, a, "JJ", "ADJ"})
	}
	return out
}
