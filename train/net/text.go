package net

import (
	"bufio"
	"compress/bzip2"
	"io"
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// Splitter finds sentences and words in the blocks of a document.
type Splitter interface{ Split(*ledger.Document) }

const (
	longestSentence  = 128 // words; longer ones are cut: attention costs their square
	shortestSentence = 3
)

// EachSentence calls f with the words of every sentence of an unlabelled text, one paragraph a line; a name ending in .bz2 is unpacked. Lines that
// begin with # are left out. A file that is cut short or damaged stops it with an error that names file and (unpacked) line.
func EachSentence(path string, split Splitter, f func(words []string)) error {
	file, err := open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(path, ".bz2") {
		r = bzip2.NewReader(bufio.NewReaderSize(file, 1<<20))
	}
	in := lines(r)
	n := 0
	for in.Scan() {
		n++
		if l := in.Text(); len(l) > 1 && l[0] != '#' {
			sentences(l, split, f)
		}
	}
	if err := in.Err(); err != nil {
		return broken(path, n, err)
	}
	return nil
}

func sentences(paragraph string, split Splitter, f func([]string)) {
	paragraph = strings.ToValidUTF8(paragraph, "?")
	d := &ledger.Document{Text: paragraph, Blocks: []ledger.Block{{Span: text.Span{Start: 0, End: int32(len(paragraph))}}}}
	split.Split(d)
	for _, s := range d.Sentences {
		var words []string
		for i := s.First; i < s.Last; i++ {
			words = append(words, d.Tokens[i].Of(paragraph))
		}
		for len(words) > longestSentence {
			f(words[:longestSentence])
			words = words[longestSentence:]
		}
		if len(words) >= shortestSentence {
			f(words)
		}
	}
}
