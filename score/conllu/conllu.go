// Package conllu reads the CoNLL-U format of Universal Dependencies.
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Sentence is one sentence of a CoNLL-U file.
type Sentence struct {
	ID     string
	Text   string // of the "# text" line
	NewDoc bool
	NewPar bool // a "# newpar" line, or "# newdoc"
	Words  []Word
	Joined []Join // multi-word tokens
}

// Word is a syntactic word. Head is the index of the governor among Words, -1 at the root.
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats, Rel string
	Head                                int
	NoSpace                             bool // SpaceAfter=No, of the word or of the multi-word token that ends with it
}

// Join is a multi-word token: words [First, Last] are written as Form.
type Join struct {
	First, Last int
	Form        string
}

// Read reads a CoNLL-U file; empty nodes are left out.
func Read(r io.Reader) ([]Sentence, error) {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 1<<20), 1<<26)
	var out []Sentence
	var s Sentence
	newDoc, newPar := false, false
	line := 0
	flush := func() {
		if len(s.Words) > 0 {
			s.NewDoc, s.NewPar = newDoc, newPar || newDoc
			for _, j := range s.Joined {
				if j.Last < len(s.Words) {
					for i := j.First; i < j.Last; i++ {
						s.Words[i].NoSpace = true
					}
				}
			}
			out = append(out, s)
			newDoc, newPar = false, false
		}
		s = Sentence{}
	}
	joinEnds := map[int]bool{}
	for in.Scan() {
		line++
		l := in.Text()
		switch {
		case strings.TrimSpace(l) == "":
			flush()
			clear(joinEnds)
			continue
		case strings.HasPrefix(l, "#"):
			switch {
			case strings.HasPrefix(l, "# newdoc"):
				newDoc = true
			case strings.HasPrefix(l, "# newpar"):
				newPar = true
			case strings.HasPrefix(l, "# text ="):
				s.Text = strings.TrimSpace(l[len("# text ="):])
			case strings.HasPrefix(l, "# sent_id ="):
				s.ID = strings.TrimSpace(l[len("# sent_id ="):])
			}
			continue
		}
		c := strings.Split(l, "\t")
		if len(c) < 10 {
			return nil, fmt.Errorf("line %d: %d columns instead of 10 separated by tabs", line, len(c))
		}
		noSpace := strings.Contains("|"+c[9]+"|", "|SpaceAfter=No|")
		if strings.Contains(c[0], ".") {
			continue
		}
		if a, b, ok := strings.Cut(c[0], "-"); ok {
			first, err1 := strconv.Atoi(a)
			last, err2 := strconv.Atoi(b)
			if err1 != nil || err2 != nil || last < first || first < 1 {
				return nil, fmt.Errorf("line %d: %q is no range of words", line, c[0])
			}
			s.Joined = append(s.Joined, Join{first - 1, last - 1, c[1]})
			joinEnds[last] = noSpace
			continue
		}
		id, err := strconv.Atoi(c[0])
		if err != nil || id != len(s.Words)+1 {
			return nil, fmt.Errorf("line %d: word number %q instead of %d", line, c[0], len(s.Words)+1)
		}
		if v, ok := joinEnds[id]; ok {
			noSpace = v
		}
		head, err := strconv.Atoi(c[6])
		if err != nil {
			return nil, fmt.Errorf("line %d: head %q is no number", line, c[6])
		}
		s.Words = append(s.Words, Word{Form: c[1], Lemma: c[2], UPOS: c[3], XPOS: c[4], Feats: c[5], Rel: c[7], Head: head - 1, NoSpace: noSpace})
	}
	flush()
	return out, in.Err()
}
