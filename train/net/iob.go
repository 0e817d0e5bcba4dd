package net

import (
	"fmt"
	"strconv"
	"strings"
)

// NameDoc is a document of a set of names as its file has it.
type NameDoc struct {
	Name      string // of the file, or the line that begins the document
	Sentences []NameSentence
}

// NameSentence is a sentence with the labels of its set: "O", "B-TYPE", "I-TYPE" (IOB1 or IOB2, types as in the set).
type NameSentence struct {
	ID     string // of a "# sent_id" line, "" elsewhere
	Words  []string
	Labels []string
}

// ReadIOB reads a file of words and labels, one a line, sentences set apart by blank lines. Columns are set apart by tabs, or by
// spaces where a line has no tab; the label stands in the second column or, where the first is the number of the word, in the third; further columns (names inside names)
// are left aside. A line "# newdoc", "-DOCSTART-", or a web address between sentences begins a document. The reading
// is that of `daybook score names`, but a malformed line stops it with an error that names file and line.
func ReadIOB(path string) ([]NameDoc, error) {
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	docs := []NameDoc{{Name: path}}
	var s NameSentence
	id := ""
	flush := func() {
		if len(s.Words) > 0 {
			s.ID = id
			d := &docs[len(docs)-1]
			d.Sentences = append(d.Sentences, s)
			id = ""
		}
		s = NameSentence{}
	}
	n := 0
	in := lines(f)
	for in.Scan() {
		n++
		l := strings.TrimRight(in.Text(), "\r")
		if startsDoc(l, len(s.Words)) {
			flush()
			if len(docs[len(docs)-1].Sentences) > 0 {
				docs = append(docs, NameDoc{})
			}
			docs[len(docs)-1].Name = l
			continue
		}
		if strings.TrimSpace(l) == "" {
			flush()
			continue
		}
		if strings.HasPrefix(l, "# ") && !strings.Contains(l, "\t") {
			if x, ok := strings.CutPrefix(l, "# sent_id = "); ok {
				flush()
				id = strings.TrimSpace(x)
			}
			continue
		}
		c := strings.Split(l, "\t")
		if len(c) == 1 {
			c = strings.Fields(l)
		}
		if len(c) > 2 && c[0] == strconv.Itoa(len(s.Words)+1) && isLabel(c[2]) {
			c = c[1:]
		}
		if len(c) < 2 {
			return nil, malformed(path, n, "%d column instead of a word and its label", len(c))
		}
		label := strings.TrimSpace(c[1])
		if !isLabel(label) {
			return nil, malformed(path, n, "label %q is not O, B-TYPE or I-TYPE", label)
		}
		if strings.TrimSpace(c[0]) == "" { // a mark that was lost when the set was made
			if label != "O" {
				return nil, malformed(path, n, "label %s without a word", label)
			}
			flush()
			continue
		}
		s.Words, s.Labels = append(s.Words, c[0]), append(s.Labels, label)
	}
	if err := in.Err(); err != nil {
		return nil, broken(path, n, err)
	}
	flush()
	if len(docs[len(docs)-1].Sentences) == 0 {
		docs = docs[:len(docs)-1]
	}
	if len(docs) == 0 {
		return nil, malformed(path, n, "no sentence in the whole file")
	}
	return docs, nil
}

func startsDoc(l string, words int) bool {
	return strings.HasPrefix(l, "# newdoc") || strings.HasPrefix(l, "-DOCSTART-") || words == 0 && strings.HasPrefix(l, "http") && !strings.Contains(l, "\t")
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func isLabel(s string) bool {
	return s == "O" || len(s) > 2 && (s[0] == 'B' || s[0] == 'I') && s[1] == '-'
}

// NameSpan is words [First, Last) that are a name of a type.
type NameSpan struct {
	First, Last int
	Type        string
}

// Spans are the names of a sentence with the types of its set.
func (s *NameSentence) Spans() []NameSpan {
	var out []NameSpan
	last := "O"
	for i, l := range s.Labels {
		kind := "O"
		if l != "O" {
			kind = l[2:]
			if l[0] == 'I' && kind == last {
				out[len(out)-1].Last = i + 1
			} else {
				out = append(out, NameSpan{i, i + 1, kind})
			}
		}
		last = kind
	}
	return out
}

// Label turns names into BIOES labels of n words. Words of a name of type Open are open. The spans must not overlap.
func Label(n int, names []NameSpan) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = "O"
	}
	for _, s := range names {
		for i := s.First; i < s.Last; i++ {
			switch {
			case s.Type == Open:
				out[i] = Open
			case s.Last-s.First == 1:
				out[i] = "S-" + s.Type
			case i == s.First:
				out[i] = "B-" + s.Type
			case i == s.Last-1:
				out[i] = "E-" + s.Type
			default:
				out[i] = "I-" + s.Type
			}
		}
	}
	return out
}

// NameLabels lists the classes of the head for names: "O", then the four places of each type that some sentence bears.
func NameLabels(sets ...[]Sentence) []string {
	seen := map[string]bool{}
	for _, set := range sets {
		for _, s := range set {
			for _, l := range s.Names {
				if l != "O" && l != Open {
					seen[l[2:]] = true
				}
			}
		}
	}
	out := []string{"O"}
	for _, t := range NameTypes {
		if seen[t] {
			for _, place := range "BIES" {
				out = append(out, fmt.Sprintf("%c-%s", place, t))
			}
			delete(seen, t)
		}
	}
	if len(seen) > 0 {
		panic(fmt.Sprintf("names of types that NameTypes does not list: %v", seen))
	}
	return out
}

// NameTypes are the types of names that the network may learn, in the order of the classes of its head.
var NameTypes = []string{"PER", "LOC", "ORG", "NORP", "FAC", "DATE", "MONEY", "PRODUCT", "EVENT"}
