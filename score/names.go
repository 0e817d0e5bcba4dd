package score

import (
	"bufio"
	"fmt"
	"io"
	"sort"
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// NamesFigures is what `score names` prints: exact spans and types over PER, LOC and ORG, which every set marks.
type NamesFigures struct {
	Kind string `json:"kind"`
	PRF
	Documents int            `json:"documents"`
	Sentences int            `json:"sentences"`
	Types     map[string]PRF `json:"types"`
}

// sharedTypes are the types that count, in order.
var sharedTypes = []string{"PER", "LOC", "ORG"}

// goldName is a name in the gold. Type is one of sharedTypes; "-" for what is left aside: such a name is neither missed nor
// is a name found there false; "" for what is no name of ours: a name found there is false.
type goldName struct {
	run  text.Run
	kind string
}

// nameSentence is a sentence of a file of names.
type nameSentence struct {
	words []string
	names []goldName
}

// nameFile is the documents of a file, each a list of sentences.
type nameFile [][]nameSentence

// namesScore measures the name finder on files of words with IOB labels.
func namesScore(path string, o Options) (any, error) {
	files, err := filesUnder(path, o.Only, ".iob2", ".conll", ".tsv", ".txt", ".bio")
	if err != nil {
		return nil, fmt.Errorf("score names: %w", err)
	}
	counts := map[string]*[3]int{}
	for _, t := range sharedTypes {
		counts[t] = new([3]int)
	}
	out := NamesFigures{Kind: "names", Types: map[string]PRF{}}
	for _, f := range files {
		r, err := openFile(f)
		if err != nil {
			return nil, fmt.Errorf("score names: %w", err)
		}
		docs, err := readNames(r)
		r.Close()
		if err != nil {
			return nil, fmt.Errorf("score names: %s: %w", f, err)
		}
		for _, d := range docs {
			out.Documents++
			out.Sentences += len(d)
			scoreNames(f, d, o, counts)
		}
	}
	var all [3]int
	for _, t := range sharedTypes {
		c := counts[t]
		out.Types[t] = NewPRF(c[0], c[1], c[2])
		for i := range all {
			all[i] += c[i]
		}
	}
	out.PRF = NewPRF(all[0], all[1], all[2])
	return out, nil
}

// scoreNames finds the names of one document and counts, for each type, those that match, those found, those in the gold.
func scoreNames(file string, doc []nameSentence, o Options, counts map[string]*[3]int) {
	d := &ledger.Document{}
	var b strings.Builder
	for _, s := range doc {
		first := int32(len(d.Tokens))
		for _, w := range s.words {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			start := int32(b.Len())
			b.WriteString(w)
			d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: start, End: int32(b.Len())}, Head: -1})
		}
		d.Sentences = append(d.Sentences, ledger.Sentence{Run: text.Run{First: first, Last: int32(len(d.Tokens))}})
	}
	d.Text = b.String()
	d.Blocks = []ledger.Block{{Span: text.Span{Start: 0, End: int32(len(d.Text))}, Kind: ledger.Body}}
	o.Engine.Analyse(d)
	o.Engine.NamesOf(d)

	for i, s := range doc {
		run := d.Sentences[i].Run
		found := map[text.Run]string{}
		for _, n := range d.Names {
			if run.Contains(n.Run.First) {
				found[text.Run{First: n.Run.First - run.First, Last: n.Run.Last - run.First}] = n.Type
			}
		}
		wrong := countNames(s.names, found, counts)
		if len(wrong) > 0 && o.Errors != nil {
			fmt.Fprintf(o.Errors, "%s\t%s\n", file, strings.Join(s.words, " "))
			for _, w := range wrong {
				fmt.Fprintf(o.Errors, "  %s\t%s\t%s\n", w.what, w.kind, strings.Join(s.words[w.run.First:min(w.run.Last, int32(len(s.words)))], " "))
			}
		}
	}
}

// nameError is a name missed or found where there is none.
type nameError struct {
	what string // "missed" or "false"
	kind string
	run  text.Run
}

// countNames compares the names of one sentence and returns what is wrong, in text order.
func countNames(gold []goldName, found map[text.Run]string, counts map[string]*[3]int) []nameError {
	var wrong []nameError
	right := map[text.Run]bool{}
	for _, g := range gold {
		c := counts[g.kind]
		if c == nil {
			continue
		}
		c[2]++
		if found[g.run] == g.kind {
			c[0]++
			right[g.run] = true
		} else {
			wrong = append(wrong, nameError{"missed", g.kind, g.run})
		}
	}
	for r, kind := range found {
		if counts[kind] == nil {
			continue
		}
		free := false
		for _, g := range gold {
			free = free || g.kind == "-" && g.run.First < r.Last && r.First < g.run.Last
		}
		if free {
			continue
		}
		counts[kind][1]++
		if !right[r] {
			wrong = append(wrong, nameError{"false", kind, r})
		}
	}
	sort.Slice(wrong, func(i, j int) bool {
		a, b := wrong[i], wrong[j]
		if a.run.First != b.run.First {
			return a.run.First < b.run.First
		}
		return a.what > b.what
	})
	return wrong
}

// nameKind maps the label of a corpus to the type of a goldName.
func nameKind(label string) string {
	switch strings.ToUpper(label) {
	case "PER", "PERSON":
		return "PER"
	case "LOC", "LOCATION":
		return "LOC"
	case "ORG", "ORGANIZATION", "ORGANISATION":
		return "ORG"
	case "FACILITY", "FAC", "NORP", "PRODUCT":
		return "-"
	}
	return ""
}

// readNames reads words with labels, one a line, sentences set apart by blank lines. The label stands in the second column, or,
// where the first is the number of the word, in the third; columns are set apart by tabs or else by spaces. Lines of a web
// address, "# newdoc" and "-DOCSTART-" begin documents.
func readNames(r io.Reader) (nameFile, error) {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 1<<16), 1<<24)
	docs := nameFile{nil}
	var s nameSentence
	last := "O"
	end := func() {
		if len(s.words) > 0 {
			docs[len(docs)-1] = append(docs[len(docs)-1], s)
		}
		s, last = nameSentence{}, "O"
	}
	line := 0
	for in.Scan() {
		line++
		l := strings.TrimRight(in.Text(), "\r\n")
		if strings.HasPrefix(l, "http") && len(s.words) == 0 || strings.HasPrefix(l, "# newdoc") || strings.HasPrefix(l, "-DOCSTART-") {
			end()
			if len(docs[len(docs)-1]) > 0 {
				docs = append(docs, nil)
			}
			continue
		}
		if strings.TrimSpace(l) == "" {
			end()
			continue
		}
		if strings.HasPrefix(l, "# ") && !strings.Contains(l, "\t") {
			continue
		}
		c := strings.Split(l, "\t")
		if len(c) == 1 {
			c = strings.Fields(l)
		}
		if len(c) > 2 && isNumber(c[0]) && isLabel(c[2]) {
			c = c[1:]
		}
		if len(c) < 2 || c[0] == "" {
			end()
			continue
		}
		label := strings.TrimSpace(c[1])
		if !isLabel(label) {
			return nil, fmt.Errorf("line %d: label %q is not O, B-TYPE or I-TYPE", line, label)
		}
		i := int32(len(s.words))
		s.words = append(s.words, c[0])
		if label == "O" {
			last = "O"
			continue
		}
		if kind := label[2:]; label[0] == 'I' && kind == last {
			s.names[len(s.names)-1].run.Last = i + 1
		} else {
			s.names = append(s.names, goldName{text.Run{First: i, Last: i + 1}, nameKind(kind)})
		}
		last = label[2:]
	}
	end()
	if len(docs[len(docs)-1]) == 0 {
		docs = docs[:len(docs)-1]
	}
	return docs, in.Err()
}

func isNumber(s string) bool {
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}

func isLabel(s string) bool {
	return s == "O" || len(s) > 2 && (s[0] == 'B' || s[0] == 'I') && s[1] == '-'
}
