package score

import (
	"bufio"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"daybook"
	"daybook/ledger"
	"daybook/read"
	"daybook/text"
)

// CorefFigures are what `score coref` prints. A mention of ours is a gold mention where both have the same head word in our tree, the
// head match of CorefUD's scorer (Žabokrtský et al. 2022): the extents of phrases are another question. Exact says what comes of equal extents.
type CorefFigures struct {
	Kind      string  `json:"kind"`
	Documents int     `json:"documents"`
	MUC       PRF     `json:"muc"`
	B3        PRF     `json:"b3"`
	CEAFe     PRF     `json:"ceafe"`
	CoNLL     float64 `json:"conll"` // mean of the three F1
	Exact     float64 `json:"exact"` // the same mean where a mention must have the gold extent
	// Pronoun is the percentage of he and she in their forms that stand in one chain with the right antecedent.
	Pronoun  float64 `json:"pronoun"`
	Pronouns int     `json:"pronouns"`
}

// corefDocument is a document of CoNLL-2012 columns: word number, word, chains that open and close at it.
type corefDocument struct {
	name   string
	text   string
	words  []text.Span
	chains map[string][]text.Run // by id, runs of words
}

// person are the pronouns of persons; third those that tell of a third one.
var (
	person = wordSet("i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself who whom whose")
	third  = wordSet("he him his himself she her hers herself")
)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// corefScore measures who is who on documents in CoNLL-2012 columns (OntoGUM). Chains of persons, organisations and states count: those that hold a
// pronoun of a person, or a name that is none of another kind by our reading. Chains of one mention count nowhere.
func corefScore(path string, o Options) (any, error) {
	files, err := filesUnder(path, o.Only, ".conll")
	if err != nil {
		return nil, fmt.Errorf("score coref: %w", err)
	}
	var head, exact corefCounts
	out := CorefFigures{Kind: "coref"}
	right := 0
	err = eachCoref(files, o.Engine, func(g *corefDocument, d *ledger.Document) {
		out.Documents++
		a := newCorefAnswer(g, d)
		heads, extents := found(d)
		head.add(a.gold, heads)
		exact.add(a.spans, extents)
		say := func(format string, args ...any) {
			if o.Errors != nil {
				fmt.Fprintf(o.Errors, "%s\t%s\n", g.name, fmt.Sprintf(format, args...))
			}
		}
		a.tell(heads, say)
		n, r := a.pronouns(heads, say)
		out.Pronouns += n
		right += r
	})
	if err != nil {
		return nil, fmt.Errorf("score coref: %w", err)
	}
	out.MUC, out.B3, out.CEAFe = head.muc.prf(), head.b3.prf(), head.ceafe.prf()
	out.CoNLL, out.Exact = head.mean(), exact.mean()
	out.Pronoun = Percent(right, out.Pronouns)
	return out, nil
}

// Coreferred calls f for every document in CoNLL-2012 columns below path whose file's name does not match the expression, read by e, with the number of
// the gold chain of each of its tokens that heads a mention.
func Coreferred(path string, not *regexp.Regexp, e *daybook.Engine, f func(d *ledger.Document, chain map[int32]int32)) error {
	files, err := filesUnder(path, nil, ".conll")
	if err != nil {
		return err
	}
	files = slices.DeleteFunc(files, func(file string) bool { return not.MatchString(filepath.Base(file)) })
	return eachCoref(files, e, func(g *corefDocument, d *ledger.Document) { f(d, newCorefAnswer(g, d).all()) })
}

// eachCoref calls f for every document of the files, read by e.
func eachCoref(files []string, e *daybook.Engine, f func(g *corefDocument, d *ledger.Document)) error {
	for _, file := range files {
		docs, err := readCoref(file)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		for _, g := range docs {
			d, err := e.Read([]byte(g.text), read.Hint{Name: g.name, MediaType: "text/plain; charset=utf-8"})
			if err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
			f(g, d)
		}
	}
	return nil
}

var corefMark = regexp.MustCompile(`\((\d+)\)?|(\d+)\)`)

// readCoref reads the documents of a file: "# begin document NAME", then a word a line with its number first, the word second and the chains last.
func readCoref(path string) ([]*corefDocument, error) {
	f, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var docs []*corefDocument
	var g *corefDocument
	var t timeDocument
	open := map[string][]int32{}
	begin := func(name string) {
		if name == "" {
			name = filepath.Base(path)
		}
		g, t = &corefDocument{name: name, chains: map[string][]text.Run{}}, timeDocument{}
		clear(open)
		docs = append(docs, g)
	}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if rest, ok := strings.CutPrefix(line, "# begin document"); ok || g == nil && line != "" && line[0] != '#' {
			begin(strings.TrimSpace(rest))
		}
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) < 3 {
			return nil, fmt.Errorf("line %d: %d columns; number, word and chains are needed, parted by tabs", n, len(c))
		}
		at := int32(len(g.words))
		g.words = append(g.words, t.word(c[1]))
		g.text = t.text.String()
		for _, m := range corefMark.FindAllStringSubmatch(c[len(c)-1], -1) {
			if id := m[1]; id != "" && strings.HasSuffix(m[0], ")") {
				g.chains[id] = append(g.chains[id], text.Run{First: at, Last: at + 1})
			} else if id != "" {
				open[id] = append(open[id], at)
			} else if k := len(open[m[2]]); k > 0 {
				g.chains[m[2]] = append(g.chains[m[2]], text.Run{First: open[m[2]][k-1], Last: at + 1})
				open[m[2]] = open[m[2]][:k-1]
			} else {
				return nil, fmt.Errorf("line %d: chain %s closes and was never opened", n, m[2])
			}
		}
	}
	if err := sc.Err(); err != nil {
		return nil, err
	}
	if len(docs) == 0 {
		return nil, fmt.Errorf("no document here; a word a line is expected, with its number, the word and its chains, parted by tabs")
	}
	return docs, nil
}

// corefAnswer lays our reading of a document over its gold.
type corefAnswer struct {
	g     *corefDocument
	d     *ledger.Document
	ids   []string        // of the gold chains, sorted
	tokOf []int32         // our first token at or behind the start of each gold word
	gold  map[int64]int32 // chains that count, by the head token of their mentions
	spans map[int64]int32 // the same by extent
}

func newCorefAnswer(g *corefDocument, d *ledger.Document) *corefAnswer {
	a := &corefAnswer{g: g, d: d, gold: map[int64]int32{}, spans: map[int64]int32{}}
	k := int32(0)
	for _, w := range g.words {
		for int(k) < len(d.Tokens) && d.Tokens[k].End <= w.Start {
			k++
		}
		a.tokOf = append(a.tokOf, k)
	}
	a.tokOf = append(a.tokOf, int32(len(d.Tokens)))
	a.ids = slices.Sorted(maps.Keys(g.chains))
	for n, id := range a.ids {
		if len(g.chains[id]) < 2 || !a.counts(g.chains[id]) {
			continue
		}
		for _, r := range g.chains[id] {
			if h := a.head(r); h >= 0 {
				a.gold[int64(h)] = int32(n)
			}
			a.spans[extent(g.words[r.First].Start, g.words[r.Last-1].End)] = int32(n)
		}
	}
	return a
}

// all tells the number of the chain of each token that heads a gold mention, of whatever kind.
func (a *corefAnswer) all() map[int32]int32 {
	out := map[int32]int32{}
	for n, id := range a.ids {
		for _, r := range a.g.chains[id] {
			if h := a.head(r); h >= 0 {
				out[h] = int32(n)
			}
		}
	}
	return out
}

func extent(a, b int32) int64 { return int64(a)<<32 | int64(b) }

// counts reports whether a chain is one of a person, an organisation or a state.
func (a *corefAnswer) counts(runs []text.Run) bool {
	named := false
	for _, r := range runs {
		s := text.Span{Start: a.g.words[r.First].Start, End: a.g.words[r.Last-1].End}
		words := s.Of(a.g.text)
		if person[strings.ToLower(words)] {
			return true
		}
		if !isNameLike(words) {
			continue
		}
		other := false
		for _, t := range a.d.Times {
			other = other || t.Span.Overlaps(s)
		}
		for _, n := range a.d.Names {
			if n.Run.First < a.tokOf[r.Last] && a.tokOf[r.First] < n.Run.Last {
				other = other || n.Type != "PER" && n.Type != "ORG" && n.Type != "LOC"
			}
		}
		named = named || !other
	}
	return named
}

// isNameLike reports whether all words of a phrase but the smallest begin with a capital.
func isNameLike(words string) bool {
	any := false
	for w := range strings.FieldsSeq(words) {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r):
			any = true
		case w == "the" || w == "The" || w == "of" || w == "and" || w == "for" || w == "de" || w == "'s" || w == "’s":
		default:
			return false
		}
	}
	return any && words != "I"
}

// head is the first of our tokens in a run of words whose own head lies outside it.
func (a *corefAnswer) head(r text.Run) int32 {
	lo, hi := a.tokOf[r.First], a.tokOf[r.Last]
	for i := lo; i < hi && int(i) < len(a.d.Tokens); i++ {
		if h := a.d.Tokens[i].Head; (h < lo || h >= hi) && a.d.Tokens[i].UPOS != "PUNCT" {
			return i
		}
	}
	return ledger.None
}

// found are our mentions that mean an actor, by head token and by extent.
func found(d *ledger.Document) (heads, extents map[int64]int32) {
	heads, extents = map[int64]int32{}, map[int64]int32{}
	for i, x := range d.Mentions {
		if act := d.ActorOf[i]; act >= 0 {
			heads[int64(x.Head)], extents[extent(x.Span.Start, x.Span.End)] = act, act
		}
	}
	return heads, extents
}

// tell writes down each gold chain that counts: its mentions, whom we take each for and why.
func (a *corefAnswer) tell(heads map[int64]int32, say func(string, ...any)) {
	why := map[int64]string{}
	for i, m := range a.d.Mentions {
		why[int64(m.Head)] = a.d.ActorWhy[i]
	}
	for n, chain := range groups(a.gold) {
		for _, h := range chain {
			who := "no mention"
			if act, ok := heads[h]; ok {
				who = a.d.Actors[act].Name
			} else if w, ok := why[h]; ok {
				who = "nobody"
				if w != "" {
					who += " (" + w + ")"
				}
			}
			say("chain %d: %q = %s", n, a.d.Tokens[h].Of(a.d.Text), who)
		}
	}
}

// pronouns counts he and she in chains that count, and those whose next mention before (or, being first, behind) in our chain is of the gold chain.
func (a *corefAnswer) pronouns(heads map[int64]int32, say func(string, ...any)) (all, right int) {
	order := make([]int64, 0, len(heads))
	for h := range heads {
		order = append(order, h)
	}
	slices.Sort(order)
	for i := range a.d.Tokens {
		want, ok := a.gold[int64(i)]
		word := a.d.Tokens[i].Of(a.d.Text)
		if !ok || !third[strings.ToLower(word)] {
			continue
		}
		all++
		act, ok := heads[int64(i)]
		near := int64(-1)
		for _, h := range order {
			if ok && heads[h] == act && h != int64(i) {
				if h > int64(i) && near >= 0 {
					break
				}
				near = h
			}
		}
		got, has := a.gold[near]
		switch {
		case near < 0:
			say("unresolved %q in %q", word, around(a.d.Text, a.d.Tokens[i].Span))
		case !has || got != want:
			say("wrong %q taken for %q in %q", word, a.d.Actors[act].Name, around(a.d.Text, a.d.Tokens[i].Span))
		default:
			right++
		}
	}
	return all, right
}

// corefCounts are the sums of the three measures over documents.
type corefCounts struct{ muc, b3, ceafe ratio }

// ratio holds the parts of a precision and a recall.
type ratio struct{ pn, pd, rn, rd float64 }

func (r ratio) prf() PRF {
	p := PRF{Precision: share(r.pn, r.pd), Recall: share(r.rn, r.rd), Found: int(r.pd), Gold: int(r.rd), Matched: int(r.rn)}
	if s := p.Precision + p.Recall; s > 0 {
		p.F1 = share(2*p.Precision*p.Recall/s, 100)
	}
	return p
}

func share(n, of float64) float64 {
	if of == 0 {
		return 0
	}
	return float64(int64(n/of*10000+0.5)) / 100
}

func (c *corefCounts) mean() float64 {
	return share((c.muc.prf().F1+c.b3.prf().F1+c.ceafe.prf().F1)/3, 100)
}

// add sums one document: chains of mentions by key, in the gold and as found. Mentions found that stand alone are left out; so are those of chains
// none of whose mentions the gold counts: they are of things that are not measured, or of one mention.
func (c *corefCounts) add(gold, found map[int64]int32) {
	key := groups(gold)
	var answer [][]int64
	for _, g := range groups(found) {
		if len(g) > 1 && slices.ContainsFunc(g, func(m int64) bool { _, ok := gold[m]; return ok }) {
			answer = append(answer, g)
		}
	}
	in := map[int64]int{}
	for i, g := range answer {
		for _, m := range g {
			in[m] = i + 1
		}
	}
	of := map[int64]int{}
	for i, g := range key {
		for _, m := range g {
			of[m] = i + 1
		}
	}
	links := func(chains [][]int64, other map[int64]int) (n, d, bn, bd float64) {
		for _, g := range chains {
			parts := map[int]int{}
			alone := 0
			for _, m := range g {
				if k := other[m]; k > 0 {
					parts[k]++
				} else {
					alone++
				}
			}
			n += float64(len(g) - len(parts) - alone)
			d += float64(len(g) - 1)
			for _, k := range parts {
				bn += float64(k*k) / float64(len(g))
			}
			bd += float64(len(g))
		}
		return n, d, bn, bd
	}
	mn, md, bn, bd := links(key, in)
	c.muc.rn, c.muc.rd, c.b3.rn, c.b3.rd = c.muc.rn+mn, c.muc.rd+md, c.b3.rn+bn, c.b3.rd+bd
	mn, md, bn, bd = links(answer, of)
	c.muc.pn, c.muc.pd, c.b3.pn, c.b3.pd = c.muc.pn+mn, c.muc.pd+md, c.b3.pn+bn, c.b3.pd+bd
	like := make([][]float64, len(key))
	for i, g := range key {
		like[i] = make([]float64, len(answer))
		for j, h := range answer {
			both := 0
			for _, m := range g {
				if in[m] == j+1 {
					both++
				}
			}
			like[i][j] = 2 * float64(both) / float64(len(g)+len(h))
		}
	}
	best := assign(like)
	c.ceafe.rn, c.ceafe.rd = c.ceafe.rn+best, c.ceafe.rd+float64(len(key))
	c.ceafe.pn, c.ceafe.pd = c.ceafe.pn+best, c.ceafe.pd+float64(len(answer))
}

// groups are the mentions of each chain, in order.
func groups(of map[int64]int32) [][]int64 {
	m := map[int32][]int64{}
	for k, c := range of {
		m[c] = append(m[c], k)
	}
	ids := make([]int32, 0, len(m))
	for c := range m {
		ids = append(ids, c)
	}
	slices.Sort(ids)
	var out [][]int64
	for _, c := range ids {
		slices.Sort(m[c])
		out = append(out, m[c])
	}
	return out
}

// assign is the greatest sum of one-to-one pairs (Kuhn 1955; the form with potentials).
func assign(like [][]float64) float64 {
	n := len(like)
	if n == 0 || len(like[0]) == 0 {
		return 0
	}
	n = max(n, len(like[0]))
	cost := func(i, j int) float64 {
		if i < len(like) && j < len(like[i]) {
			return -like[i][j]
		}
		return 0
	}
	u, v, p, way := make([]float64, n+1), make([]float64, n+1), make([]int, n+1), make([]int, n+1)
	for i := 1; i <= n; i++ {
		p[0] = i
		j0 := 0
		least, used := make([]float64, n+1), make([]bool, n+1)
		for j := range least {
			least[j] = 1e18
		}
		for p[j0] != 0 {
			used[j0] = true
			i0, j1, delta := p[j0], 0, 1e18
			for j := 1; j <= n; j++ {
				if used[j] {
					continue
				}
				if c := cost(i0-1, j-1) - u[i0] - v[j]; c < least[j] {
					least[j], way[j] = c, j0
				}
				if least[j] < delta {
					delta, j1 = least[j], j
				}
			}
			for j := 0; j <= n; j++ {
				if used[j] {
					u[p[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			j0 = j1
		}
		for j0 != 0 {
			p[j0] = p[way[j0]]
			j0 = way[j0]
		}
	}
	sum := 0.0
	for j := 1; j <= n; j++ {
		if p[j] > 0 {
			sum -= cost(p[j]-1, j-1)
		}
	}
	return sum
}
