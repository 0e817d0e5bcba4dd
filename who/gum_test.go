package who

import (
	"bufio"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"daybook/data"
	"daybook/ledger"
	"daybook/parse"
	"daybook/text"
)

// gumDoc is a document of GUM: gold tokens, and the runs of the mentions of each gold entity.
type gumDoc struct {
	id     string
	d      *ledger.Document
	chains map[string][]text.Run
}

// readGUM reads the documents of a CoNLL-U file whose ids match; entities stand in MISC as "Entity=(3-person-new ... 3)".
func readGUM(t *testing.T, name string, ids *regexp.Regexp) []*gumDoc {
	file, err := os.Open(name)
	if err != nil {
		t.Skip("GUM is not at hand: ", err)
	}
	defer file.Close()
	var docs []*gumDoc
	var g *gumDoc
	var b strings.Builder
	type open struct {
		id string
		at int32
	}
	var opened []open
	var first int32
	finish := func() {
		if g != nil && ids.MatchString(g.id) {
			g.d.Text = b.String()
			docs = append(docs, g)
		}
	}
	part := regexp.MustCompile(`\(([^-()]+)[^()]*|([^-()]+)\)|\)`)
	sc := bufio.NewScanner(file)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line := sc.Text()
		if id, ok := strings.CutPrefix(line, "# newdoc id = "); ok {
			finish()
			g = &gumDoc{id: id, d: &ledger.Document{}, chains: map[string][]text.Run{}}
			b.Reset()
			opened, first = nil, 0
		}
		if n := int32(0); line == "" {
			if n = int32(len(g.d.Tokens)); n > first {
				g.d.Sentences = append(g.d.Sentences, ledger.Sentence{Run: text.Run{First: first, Last: n}})
				first = n
			}
		}
		f := strings.Split(line, "\t")
		if len(f) != 10 || strings.ContainsAny(f[0], "-.") {
			continue
		}
		i := int32(len(g.d.Tokens))
		if i > 0 {
			b.WriteByte(' ')
		}
		start := int32(b.Len())
		b.WriteString(f[1])
		head, _ := strconv.Atoi(f[6])
		g.d.Tokens = append(g.d.Tokens, text.Token{Span: text.Span{Start: start, End: int32(b.Len())}, Lemma: f[2], UPOS: f[3], XPOS: f[4], Head: first + int32(head) - 1, Rel: f[7]})
		if head == 0 {
			g.d.Tokens[i].Head = -1
		}
		_, entity, ok := strings.Cut("|"+f[9], "|Entity=")
		if !ok {
			continue
		}
		entity, _, _ = strings.Cut(entity, "|")
		closing := func(id string) {
			for k := len(opened) - 1; k >= 0; k-- {
				if opened[k].id == id || id == "" {
					g.chains[opened[k].id] = append(g.chains[opened[k].id], text.Run{First: opened[k].at, Last: i + 1})
					opened = append(opened[:k], opened[k+1:]...)
					return
				}
			}
		}
		for _, m := range part.FindAllStringSubmatch(entity, -1) {
			if m[1] != "" {
				opened = append(opened, open{m[1], i})
			} else {
				closing(m[2])
			}
		}
	}
	finish()
	return docs
}

// chainOf is the entity of the smallest gold mention whose head is token h, or "".
func (g *gumDoc) chainOf(h int32) string {
	best, length := "", int32(1<<30)
	for id, runs := range g.chains {
		for _, r := range runs {
			if up := g.d.Tokens[h].Head; r.Contains(h) && !r.Contains(up) && (r.Len() < length || r.Len() == length && id < best) {
				best, length = id, r.Len()
			}
		}
	}
	return best
}

// Pronouns of the third person on the news and interviews of GUM, on gold trees: whether the latest mention of the actor that a
// pronoun was resolved to stands in the pronoun's gold chain.
func TestPronounsOnGUM(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	docs := readGUM(t, "../../shared/data/ud_en_gum/en_gum-open-train.conllu", regexp.MustCompile("^GUM_(news|interview)_"))
	p, err := parse.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	s := stage(t)
	type count struct{ all, tried, right int }
	measure := func(own bool) (he, they count) {
		for _, g := range docs {
			d := &ledger.Document{Text: g.d.Text, Sentences: g.d.Sentences, Tokens: append([]text.Token(nil), g.d.Tokens...)}
			p.Analyse(d)
			if !own { // the network's names on the gold tree
				d.Tokens = g.d.Tokens
				d.Tree = text.NewTree(d.Tokens)
			}
			s.Names(d)
			s.Mentions(d)
			s.Actors(d)
			for i, m := range d.Mentions {
				var c *count
				switch strings.ToLower(d.Tokens[m.Head].Of(d.Text)) {
				case "he", "him", "his", "she", "her":
					c = &he
				case "they", "them", "their":
					c = &they
				default:
					continue
				}
				chain := g.chainOf(m.Head)
				if chain == "" {
					continue
				}
				c.all++
				for j := i - 1; j >= 0 && d.ActorOf[i] >= 0; j-- {
					if d.ActorOf[j] == d.ActorOf[i] {
						c.tried++
						if g.chainOf(d.Mentions[j].Head) == chain {
							c.right++
						}
						break
					}
				}
			}
		}
		return he, they
	}
	for _, own := range []bool{false, true} {
		he, they := measure(own)
		t.Logf("own trees %v: he, she: %d, resolved %d, right %d; they: %d, resolved %d, right %d", own, he.all, he.tried, he.right, they.all, they.tried, they.right)
		if he.all < 100 || float64(he.right) < 0.82*float64(he.tried) || float64(they.right) < 0.75*float64(they.tried) {
			t.Errorf("too many pronouns are resolved to somebody else")
		}
	}
}
