package score

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"unicode"

	"daybook"
	"daybook/ledger"
	"daybook/read"
	"daybook/text"
)

// AttributionFigures is what `score attribution` prints.
type AttributionFigures struct {
	Kind        string      `json:"kind"`
	Documents   int         `json:"documents"`
	Attribution PRF         `json:"attribution"`
	Source      RoleFigures `json:"source"`
	Cue         RoleFigures `json:"cue"`
	Content     RoleFigures `json:"content"`
	WrongMouth  float64     `json:"wrong_mouth"` // percent of the statements whose content matches
	WrongMouths int         `json:"wrong_mouths"`
	Mouths      int         `json:"mouths"`
}

// RoleFigures compare the spans of one role. Words are compared: maximal runs of letters and digits, so that marks of quotation
// and stops, which corpora treat differently, count neither way; nor does a "that" which opens a content.
type RoleFigures struct {
	Exact PRF `json:"exact"` // all pieces of a span agree, word for word
	Token PRF `json:"token"` // words that stand in any span of the role
}

// attributionScore measures statements on a corpus laid out as PolNeAR: text/X.txt with attributions/X*.ann in brat's standoff
// form beside it, offsets in code points. Where a text has several annotators the first file by name counts.
func attributionScore(path string, o Options) (any, error) {
	s := &attributionScorer{o: o}
	if err := eachAnnotated(path, o.Only, s.document); err != nil {
		return nil, err
	}
	return s.figures(), nil
}

// eachAnnotated calls f for every text of the corpus whose name matches only, if that is set, that has a file of annotations.
func eachAnnotated(path string, only *regexp.Regexp, f func(name, text, annotations string) error) error {
	texts, err := filesUnder(filepath.Join(path, "text"), only, ".txt")
	if err != nil {
		return fmt.Errorf("score attribution: %w; the folder must hold text/ and attributions/", err)
	}
	notes, err := filesUnder(filepath.Join(path, "attributions"), nil, ".ann")
	if err != nil {
		return fmt.Errorf("score attribution: %w; the folder must hold text/ and attributions/", err)
	}
	for _, t := range texts {
		name := strings.TrimSuffix(strings.TrimSuffix(filepath.Base(t), ".gz"), ".txt")
		ann := annotationOf(name, notes)
		if ann == "" {
			continue
		}
		if err := f(name, t, ann); err != nil {
			return err
		}
	}
	return nil
}

// Attributed calls f for every text of a corpus laid out as PolNeAR, read by e, with a function that tells whether the annotators hold that a cue with
// a source and a content is a statement: by the rule of the measure.
func Attributed(path string, e *daybook.Engine, f func(d *ledger.Document, says func(source, cue text.Span, content []text.Span) bool)) error {
	s := &attributionScorer{o: Options{Engine: e}}
	return eachAnnotated(path, nil, func(_, textFile, annFile string) error {
		d, w, gold, err := s.read(textFile, annFile)
		if err != nil {
			return err
		}
		f(d, func(source, cue text.Span, content []text.Span) bool {
			a := attribution{}
			a.words[roleSource], a.words[roleContent] = wordsIn(w, []text.Span{source}), withoutThat(d.Text, w, wordsIn(w, content))
			for i := range gold {
				if overlapAny(gold[i].cue, []text.Span{cue}) && agreement(&a, &gold[i]) > 0 {
					return true
				}
			}
			return false
		})
		return nil
	})
}

// annotationOf is the first file whose name is the text's with nothing or the annotator behind it.
func annotationOf(name string, notes []string) string {
	for _, n := range notes {
		b := strings.TrimSuffix(strings.TrimSuffix(filepath.Base(n), ".gz"), ".ann")
		if b == name || strings.HasPrefix(b, name+"_") && !strings.Contains(b[len(name)+1:], "_") {
			return n
		}
	}
	return ""
}

// attribution is one attribution as sets of words, by role.
type attribution struct {
	words  [3][]int32 // source, cue, content: numbers of words, ascending
	spans  [3]string  // as printed
	speech int        // index of our statement
	actor  int32
	names  []int32     // gold: actors that mentions in the source are taken for
	cue    []text.Span // gold
}

const (
	roleSource = iota
	roleCue
	roleContent
)

type attributionScorer struct {
	o                   Options
	documents           int
	matched, found, all int
	exact, token        [3][3]int // by role: agreed, ours, gold
	mouths, wrong       int
}

// read reads a text, and what is annotated in it as words of the text.
func (s *attributionScorer) read(textFile, annFile string) (*ledger.Document, []text.Span, []attribution, error) {
	raw, err := readAll(textFile)
	if err != nil {
		return nil, nil, nil, err
	}
	ann, err := readAll(annFile)
	if err != nil {
		return nil, nil, nil, err
	}
	d, err := s.o.Engine.Read(raw, read.Hint{Name: filepath.Base(textFile), MediaType: "text/plain; charset=utf-8"})
	if err != nil {
		return nil, nil, nil, err
	}
	at := offsets(string(raw), d.Text)
	w := runsOfWords(d.Text)
	gold, err := goldAttributions(annFile, string(ann), func(a, b int) text.Span { return text.Span{Start: at[clamp(a, len(at))], End: at[clamp(b, len(at))]} }, w, d)
	if err != nil {
		return nil, nil, nil, err
	}
	return d, w, gold, nil
}

func (s *attributionScorer) document(name, textFile, annFile string) error {
	d, w, gold, err := s.read(textFile, annFile)
	if err != nil {
		return err
	}
	ours := ourAttributions(d, w)
	s.documents++
	s.found += len(ours)
	s.all += len(gold)
	s.roles(ours, gold)
	pairs := join(ours, gold, agreement)
	s.matched += len(pairs)
	hitOurs, hitGold := map[int]bool{}, map[int]bool{}
	for _, p := range pairs {
		hitOurs[p[0]], hitGold[p[1]] = true, true
	}
	wrong := map[int]bool{}
	for _, p := range join(ours, gold, func(a, b *attribution) float64 {
		j := overlap(a.words[roleContent], b.words[roleContent])
		if j < 0.5 {
			return 0
		}
		if sourcesMeet(a, b) {
			j++ // of two golds with one content the one with our source is meant
		}
		return j
	}) {
		s.mouths++
		a, b := &ours[p[0]], &gold[p[1]]
		if len(a.words[roleSource]) > 0 && !sourcesMeet(a, b) && !sameActor(a, b) {
			s.wrong++
			wrong[p[0]] = true
			s.say(name, "WRONG MOUTH", a)
			s.say(name, "    gold is", b)
			s.class("wrong mouth, " + d.Statements[a.speech].Evidence.Rule)
		}
	}
	for i := range gold {
		if !hitGold[i] {
			s.say(name, "MISSED", &gold[i])
			s.why(name, d, w, ours, &gold[i])
		}
	}
	for i := range ours {
		if !hitOurs[i] && !wrong[i] {
			s.say(name, "FALSE", &ours[i])
			rule := d.Statements[ours[i].speech].Evidence.Rule
			s.note(name, "by "+rule)
			s.class("false, " + rule)
		}
	}
	return nil
}

// agreement is the share of the joint words of two contents that both have, 0 where it is less than half or the sources do not meet.
func agreement(a, b *attribution) float64 {
	if j := overlap(a.words[roleContent], b.words[roleContent]); j >= 0.5 && sourcesMeet(a, b) {
		return j
	}
	return 0
}

func clamp(i, n int) int { return max(0, min(i, n-1)) }

func readAll(path string) ([]byte, error) {
	f, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

func (s *attributionScorer) say(doc, what string, a *attribution) {
	if s.o.Errors != nil {
		fmt.Fprintf(s.o.Errors, "%s\t%s\t[%s] [%s] [%s]\n", doc, what, a.spans[roleSource], a.spans[roleCue], a.spans[roleContent])
	}
}

// note writes a line below what say has written.
func (s *attributionScorer) note(doc, what string) {
	if s.o.Errors != nil {
		fmt.Fprintf(s.o.Errors, "%s\t    %s\n", doc, what)
	}
}

func (s *attributionScorer) class(name string) {
	if s.o.Classes != nil {
		s.o.Classes(name)
	}
}

var quotedWords = regexp.MustCompile(`'[^']*'`)

// why tells what the machine made of the cue of a gold attribution that it missed; the first that it finds is the class of the miss.
func (s *attributionScorer) why(doc string, d *ledger.Document, w []text.Span, ours []attribution, g *attribution) {
	if s.o.Errors == nil && s.o.Classes == nil {
		return
	}
	class := ""
	for i := range ours {
		if inBoth(ours[i].words[roleCue], g.words[roleCue]) > 0 {
			s.say(doc, "    we have", &ours[i])
			class = cmp.Or(class, differs(&ours[i], g)+", "+d.Statements[ours[i].speech].Evidence.Rule)
		}
	}
	for i := range d.Statements {
		if st := &d.Statements[i]; st.Parent >= 0 && overlapAny(g.cue, st.Cue) {
			s.note(doc, fmt.Sprintf("we have, inside another: [%s] [%s]", st.Source.Of(d.Text), printed(d.Text, st.Content)))
			class = cmp.Or(class, "missed, stands inside another statement")
		}
	}
	for _, r := range d.Rejected {
		if r.Stage == "statements" && overlapAny(g.cue, []text.Span{r.Span}) {
			s.note(doc, "passed over "+r.Rule+": "+r.Why)
			class = cmp.Or(class, "missed, passed over "+r.Rule+": "+quotedWords.ReplaceAllString(r.Why, "'…'"))
		}
	}
	if class == "" {
		s.note(doc, "not considered")
		class = "missed, not considered: " + cueKind(d, w, g)
	}
	s.class(class)
}

// differs tells how one of ours with the cue of a gold attribution is another one.
func differs(a, g *attribution) string {
	x, y := a.words[roleContent], g.words[roleContent]
	switch n := inBoth(x, y); {
	case !sourcesMeet(a, g):
		return "missed, another source"
	case n == 0:
		return "missed, another content"
	case n == len(y):
		return "missed, content too long"
	case n == len(x):
		return "missed, content too short"
	}
	return "missed, content overlaps"
}

// cueKind tells what word a gold cue is, and how its content hangs on it.
func cueKind(d *ledger.Document, w []text.Span, g *attribution) string {
	head := ledger.None
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if !overlapAny(g.cue, []text.Span{t.Span}) || t.UPOS == "AUX" {
			continue
		}
		if h := t.Head; head < 0 || h < 0 || !overlapAny(g.cue, []text.Span{d.Tokens[h].Span}) {
			head = int32(i)
			if t.UPOS == "VERB" || t.UPOS == "NOUN" {
				break
			}
		}
	}
	if head < 0 {
		return "no word"
	}
	kind := d.Tokens[head].UPOS
	if len(g.words[roleSource]) == 0 {
		kind += " without a source"
	}
	in := map[int32]bool{} // where the words of the content begin
	for _, k := range g.words[roleContent] {
		in[w[k].Start] = true
	}
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Head == head && t.UPOS != "PUNCT" && in[t.Start] {
			switch r := text.Rel0(t.Rel); r {
			case "obj", "obl", "nmod", "ccomp", "xcomp", "acl", "advcl", "nsubj", "parataxis", "conj":
				return kind + ", content as " + r
			}
		}
	}
	return kind + ", content elsewhere"
}

func overlapAny(a, b []text.Span) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Overlaps(y) {
				return true
			}
		}
	}
	return false
}

func sourcesMeet(a, b *attribution) bool {
	x, y := a.words[roleSource], b.words[roleSource]
	return len(x) == 0 && len(y) == 0 || inBoth(x, y) > 0
}

func sameActor(a, b *attribution) bool {
	for _, n := range b.names {
		if n >= 0 && n == a.actor {
			return true
		}
	}
	return false
}

// roles adds the comparison of the spans of one document.
func (s *attributionScorer) roles(ours, gold []attribution) {
	for r := range 3 {
		count := map[string]int{}
		var ow, gw []int32
		for i := range gold {
			if k := keyOf(gold[i].words[r]); k != "" {
				count[k]++
				s.exact[r][2]++
			}
			gw = append(gw, gold[i].words[r]...)
		}
		for i := range ours {
			k := keyOf(ours[i].words[r])
			if k == "" {
				continue
			}
			s.exact[r][1]++
			if count[k] > 0 {
				count[k]--
				s.exact[r][0]++
			}
			ow = append(ow, ours[i].words[r]...)
		}
		ow, gw = ascending(ow), ascending(gw)
		s.token[r][0] += inBoth(ow, gw)
		s.token[r][1] += len(ow)
		s.token[r][2] += len(gw)
	}
}

func keyOf(w []int32) string {
	if len(w) == 0 {
		return ""
	}
	return fmt.Sprint(w)
}

func (s *attributionScorer) figures() AttributionFigures {
	f := AttributionFigures{Kind: "attribution", Documents: s.documents, Attribution: NewPRF(s.matched, s.found, s.all),
		WrongMouth: Percent(s.wrong, s.mouths), WrongMouths: s.wrong, Mouths: s.mouths}
	for r, to := range []*RoleFigures{&f.Source, &f.Cue, &f.Content} {
		to.Exact = NewPRF(s.exact[r][0], s.exact[r][1], s.exact[r][2])
		to.Token = NewPRF(s.token[r][0], s.token[r][1], s.token[r][2])
	}
	return f
}

// join joins ours and gold one to one, best first; a value of 0 joins nothing.
func join(ours, gold []attribution, value func(a, b *attribution) float64) [][2]int {
	type edge struct {
		v    float64
		a, b int
	}
	var es []edge
	for i := range ours {
		for j := range gold {
			if v := value(&ours[i], &gold[j]); v > 0 {
				es = append(es, edge{v, i, j})
			}
		}
	}
	sort.SliceStable(es, func(i, j int) bool { return es[i].v > es[j].v })
	usedA, usedB := make([]bool, len(ours)), make([]bool, len(gold))
	var out [][2]int
	for _, e := range es {
		if !usedA[e.a] && !usedB[e.b] {
			usedA[e.a], usedB[e.b] = true, true
			out = append(out, [2]int{e.a, e.b})
		}
	}
	return out
}

// overlap is the share of the joint words that both have.
func overlap(a, b []int32) float64 {
	n := inBoth(a, b)
	if n == 0 {
		return 0
	}
	return float64(n) / float64(len(a)+len(b)-n)
}

func inBoth(a, b []int32) (n int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

func ascending(w []int32) []int32 {
	sort.Slice(w, func(a, b int) bool { return w[a] < w[b] })
	out := w[:0]
	for i, x := range w {
		if i == 0 || x != w[i-1] {
			out = append(out, x)
		}
	}
	return out
}

// runsOfWords lists the words of a text: runs of letters and digits.
func runsOfWords(s string) []text.Span {
	var out []text.Span
	start := -1
	for i, r := range s {
		word := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
		if word && start < 0 {
			start = i
		} else if !word && start >= 0 {
			out = append(out, text.Span{Start: int32(start), End: int32(i)})
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, text.Span{Start: int32(start), End: int32(len(s))})
	}
	return out
}

// wordsIn lists the words that overlap one of the spans.
func wordsIn(w []text.Span, spans []text.Span) []int32 {
	var out []int32
	for _, s := range spans {
		i := sort.Search(len(w), func(i int) bool { return w[i].End > s.Start })
		for ; i < len(w) && w[i].Start < s.End; i++ {
			out = append(out, int32(i))
		}
	}
	return ascending(out)
}

func withoutThat(t string, w []text.Span, is []int32) []int32 {
	if len(is) > 1 && strings.EqualFold(w[is[0]].Of(t), "that") {
		return is[1:]
	}
	return is
}

func printed(t string, spans []text.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, strings.Join(strings.Fields(s.Of(t)), " "))
	}
	return strings.Join(out, " | ")
}

// ourAttributions are the outermost statements of a document.
func ourAttributions(d *ledger.Document, w []text.Span) []attribution {
	var out []attribution
	for i := range d.Statements {
		s := &d.Statements[i]
		if s.Parent >= 0 {
			continue
		}
		a := attribution{speech: i, actor: actorOf(d, s.Speaker)}
		var source []text.Span
		if !s.Source.Empty() {
			source = []text.Span{s.Source}
		}
		for r, spans := range [][]text.Span{source, s.Cue, wholeContent(d, s)} {
			a.words[r], a.spans[r] = wordsIn(w, spans), printed(d.Text, spans)
		}
		a.words[roleContent] = withoutThat(d.Text, w, a.words[roleContent])
		out = append(out, a)
	}
	return out
}

// wholeContent is the content of a statement as PolNeAR draws it, where whom it is about ("called the deal a success") and who is
// to do something ("urged Iran to stop") are part of it; in the ledger they are the target and the addressee.
func wholeContent(d *ledger.Document, s *ledger.Statement) []text.Span {
	out := append([]text.Span(nil), s.Content...)
	if s.CueHead < 0 || len(out) == 0 {
		return out
	}
	from, to := d.Tokens[s.CueHead].End, out[0].Start
	if s.Target >= 0 {
		if m := d.Mentions[s.Target].Span; m.Start >= from && m.End <= to {
			out = append(out, text.Span{Start: m.Start, End: to})
		} else if s.Unknown && m.End < from {
			out = append(out, m) // "the clerk was accused of theft"
		}
	}
	if s.To >= 0 && strings.HasPrefix(out[0].Of(d.Text), "to ") {
		if m := d.Mentions[s.To].Span; m.Start >= from && m.End <= to {
			out = append(out, text.Span{Start: m.Start, End: to})
		}
	}
	return out
}

func actorOf(d *ledger.Document, m int32) int32 {
	if m < 0 || int(m) >= len(d.ActorOf) {
		return ledger.None
	}
	return d.ActorOf[m]
}

// goldAttributions reads brat's standoff form: "T1<tab>Source 0 5;7 9<tab>words" and "E1<tab>Attribution:T4 Content:T3 Cue:T2
// Source:T1"; a role may recur with a number behind it. Offsets are code points; span turns them into bytes of the read text.
func goldAttributions(file, ann string, span func(a, b int) text.Span, w []text.Span, d *ledger.Document) ([]attribution, error) {
	texts := map[string][]text.Span{}
	var events []string
	for n, line := range strings.Split(ann, "\n") {
		id, rest, ok := strings.Cut(strings.TrimRight(line, "\r"), "\t")
		if !ok {
			continue // blank, or the rest of words with a line break in them
		}
		switch {
		case strings.HasPrefix(id, "T"):
			body, _, _ := strings.Cut(rest, "\t")
			_, places, ok := strings.Cut(body, " ")
			if !ok {
				return nil, fmt.Errorf("%s:%d: a text-bound annotation needs a type and offsets", file, n+1)
			}
			for _, o := range strings.Split(places, ";") {
				var a, b int
				if _, err := fmt.Sscanf(o, "%d %d", &a, &b); err != nil {
					return nil, fmt.Errorf("%s:%d: offsets %q: %w", file, n+1, o, err)
				}
				texts[id] = append(texts[id], span(a, b))
			}
		case strings.HasPrefix(id, "E"):
			events = append(events, rest)
		}
	}
	var out []attribution
	for _, e := range events {
		var roles [3][]text.Span
		for _, arg := range strings.Fields(e) {
			role, id, _ := strings.Cut(arg, ":")
			switch strings.TrimRight(role, "0123456789") {
			case "Source":
				roles[roleSource] = append(roles[roleSource], texts[id]...)
			case "Cue":
				roles[roleCue] = append(roles[roleCue], texts[id]...)
			case "Content":
				roles[roleContent] = append(roles[roleContent], texts[id]...)
			}
		}
		a := attribution{speech: -1, actor: ledger.None, cue: roles[roleCue]}
		for r := range roles {
			sort.Slice(roles[r], func(i, j int) bool { return roles[r][i].Start < roles[r][j].Start })
			a.words[r], a.spans[r] = wordsIn(w, roles[r]), printed(d.Text, roles[r])
		}
		a.words[roleContent] = withoutThat(d.Text, w, a.words[roleContent])
		if len(a.words[roleContent]) == 0 {
			continue
		}
		for m := range d.Mentions {
			for _, s := range roles[roleSource] {
				if s.Overlaps(d.Mentions[m].Span) {
					a.names = append(a.names, actorOf(d, int32(m)))
				}
			}
		}
		out = append(out, a)
	}
	return out, nil
}

// offsets maps the code points of the source to bytes of the text that was read, which may leave some out. One more entry stands
// for the end.
func offsets(raw, read string) []int32 {
	out := make([]int32, 0, len(raw)+1)
	pos := 0
	for _, r := range raw {
		out = append(out, int32(pos))
		for look := pos; look < len(read) && look < pos+8; {
			q, n := rune(0), 0
			for _, x := range read[look:] {
				q, n = x, len(string(x))
				break
			}
			if q == r || unicode.IsSpace(q) && unicode.IsSpace(r) {
				pos = look + n
				break
			}
			if !unicode.IsSpace(q) {
				break // only spaces may have been put in
			}
			look += n
		}
	}
	return append(out, int32(len(read)))
}
