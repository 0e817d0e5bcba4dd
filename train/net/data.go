package net

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// Sentence is one training sentence. A layer that its source does not have is nil.
type Sentence struct {
	Words             []string
	UPOS, XPOS, Feats []string
	Head              []int32 // 0 the root, else 1 + index in the sentence
	Rel               []string
	Lemma             []string

	// Names are BIOES labels: "O", "B-PER" ...; Open where the source does not tell which type of ours it is, if any.
	Names []string
	// NameTypes are the types that the source marks, sorted: its "O" means none of these and says nothing of the others. Nil: all.
	NameTypes []string

	Known []uint32 // what lists of names say of each word (parse.Known); nil: nothing

	ID string // of the sentence in its treebank; "" elsewhere
}

// Open is the label of a word that may or may not stand in a name. No head has it as a class.
const Open = "?"

// malformed tells where a file of training data is wrong and what to do.
func malformed(path string, line int, format string, v ...any) error {
	return fmt.Errorf("%s:%d: %s; mend the line, or fetch the file again if it came that way", path, line, fmt.Sprintf(format, v...))
}

// broken tells that a file of training data cannot be read on.
func broken(path string, line int, err error) error {
	if errors.Is(err, bufio.ErrTooLong) {
		return malformed(path, line+1, "the line is longer than %d MB", longestLine>>20)
	}
	return fmt.Errorf("%s:%d: cannot be read on behind this line: %w; the file is cut short or damaged, fetch it again", path, line, err)
}

// open opens a file of training data.
func open(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("training data: %w; -data names the folder that holds it", err)
	}
	return f, nil
}

const longestLine = 16 << 20 // bytes

func lines(r io.Reader) *bufio.Scanner {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 1<<16), longestLine)
	return s
}

// ReadCoNLLU reads a treebank of Universal Dependencies. Empty nodes and the lines of multi-word tokens are left out. A
// malformed line stops it with an error that names file and line.
func ReadCoNLLU(path string) ([]Sentence, error) {
	var out []Sentence
	err := eachTree(path, func(s Sentence, _ []string) { out = append(out, s) })
	return out, err
}

// eachTree calls f with every sentence of a treebank and the last columns of its words.
func eachTree(path string, f func(s Sentence, misc []string)) error {
	file, err := open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	var s Sentence
	var misc []string
	var at []int // line of each word
	n, found := 0, 0
	flush := func() error {
		if len(s.Words) > 0 {
			if err := wellFormed(path, &s, at); err != nil {
				return err
			}
			f(s, misc)
			found++
		}
		s, misc, at = Sentence{}, nil, at[:0]
		return nil
	}
	in := lines(file)
	for in.Scan() {
		n++
		l := in.Text()
		if strings.TrimSpace(l) == "" {
			if err := flush(); err != nil {
				return err
			}
			continue
		}
		if l[0] == '#' {
			if id, ok := strings.CutPrefix(l, "# sent_id = "); ok {
				s.ID = strings.TrimSpace(id)
			}
			continue
		}
		c := strings.Split(l, "\t")
		if len(c) != 10 {
			return malformed(path, n, "%d columns instead of 10 separated by tabs", len(c))
		}
		if strings.ContainsAny(c[0], ".-") {
			continue
		}
		if c[0] != strconv.Itoa(len(s.Words)+1) {
			return malformed(path, n, "word number %q instead of %d", c[0], len(s.Words)+1)
		}
		head, err := strconv.ParseInt(c[6], 10, 32)
		if err != nil {
			return malformed(path, n, "head %q is no number", c[6])
		}
		for i, x := range c {
			if x == "" {
				return malformed(path, n, "column %d is empty; what is not known is written _", i+1)
			}
		}
		s.Words, s.Lemma, s.UPOS, s.XPOS, s.Feats = append(s.Words, c[1]), append(s.Lemma, c[2]), append(s.UPOS, c[3]), append(s.XPOS, c[4]), append(s.Feats, c[5])
		s.Head, s.Rel = append(s.Head, int32(head)), append(s.Rel, c[7])
		misc, at = append(misc, c[9]), append(at, n)
	}
	if err := in.Err(); err != nil {
		return broken(path, n, err)
	}
	if err := flush(); err != nil {
		return err
	}
	if found == 0 {
		return malformed(path, n, "no sentence in the whole file")
	}
	return nil
}

// wellFormed tells whether the heads of a sentence make a tree. Line at[i] holds word i.
func wellFormed(path string, s *Sentence, at []int) error {
	roots := 0
	for i, h := range s.Head {
		switch {
		case h < 0 || int(h) > len(s.Words):
			return malformed(path, at[i], "head %d in a sentence of %d words", h, len(s.Words))
		case h == 0:
			roots++
		}
		// from a word to the root in no more steps than there are words
		k := h
		for steps := 0; k != 0; steps++ {
			if steps > len(s.Words) {
				return malformed(path, at[i], "the heads go round in a circle")
			}
			if k = s.Head[k-1]; k < 0 || int(k) > len(s.Words) {
				break // told at its own line
			}
		}
	}
	if roots != 1 {
		return malformed(path, at[0], "the sentence that begins here has %d roots instead of one", roots)
	}
	return nil
}
