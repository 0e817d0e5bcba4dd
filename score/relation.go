package score

import (
	"bufio"
	"fmt"
	"sort"
	"strings"

	"daybook"
	"daybook/ledger"
	"daybook/read"
	"daybook/text"
)

// RelationFigures is what `score relation` prints when both spans are given: one root for each sentence.
type RelationFigures struct {
	Kind      string `json:"kind"`
	Sentences int    `json:"sentences"`
	RootFigures
	Rules *RootFigures `json:"rules,omitempty"` // of the rules alone, where the second opinion gave those above
}

// RootFigures tell how often one root of several was right.
type RootFigures struct {
	Accuracy     float64        `json:"accuracy"`
	MacroF1      float64        `json:"macro_f1"`
	QuadAccuracy float64        `json:"quad_accuracy"`
	Silent       int            `json:"silent"` // sentences that got no root; they count as wrong
	Roots        map[string]PRF `json:"roots"`
}

// Roots are the types of PLV, in alphabetical order. YIELD stands for CONCEDE and RETREAT.
var Roots = []string{"ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD"}

// RootTally counts answers beside the gold.
type RootTally struct {
	n, right, quad, silent int
	hit, found, gold       map[string]int
}

// Add counts one answer, "" for none.
func (t *RootTally) Add(gold, got string) {
	if t.gold == nil {
		t.hit, t.found, t.gold = map[string]int{}, map[string]int{}, map[string]int{}
	}
	t.n++
	t.gold[gold]++
	if got == "" {
		t.silent++
		return
	}
	t.found[got]++
	if got == gold {
		t.right++
		t.hit[got]++
	}
	if rootQuad(got) == rootQuad(gold) {
		t.quad++
	}
}

// Figures are those of the answers so far.
func (t *RootTally) Figures() RootFigures {
	f := RootFigures{Accuracy: Percent(t.right, t.n), QuadAccuracy: Percent(t.quad, t.n), Silent: t.silent, Roots: map[string]PRF{}}
	var roots []string
	for r := range t.gold {
		roots = append(roots, r)
	}
	sort.Strings(roots)
	sum := 0.0
	for _, r := range roots {
		p := NewPRF(t.hit[r], t.found[r], t.gold[r])
		f.Roots[r] = p
		sum += p.F1
	}
	if len(roots) > 0 {
		f.MacroF1 = float64(int64(sum/float64(len(roots))*100+0.5)) / 100
	}
	return f
}

// EndToEndFigures is what `score relation --end-to-end` prints: the spans are unseen. Percent of the sentences.
type EndToEndFigures struct {
	Kind              string  `json:"kind"`
	EndToEnd          bool    `json:"end_to_end"`
	Sentences         int     `json:"sentences"`
	Any               float64 `json:"any"`                // an event was found
	Root              float64 `json:"root"`               // one of its events has the root
	RootSourceTarget  float64 `json:"root_source_target"` // and both parties stand where the gold marks them
	Events            int     `json:"events"`
	EventsPerSentence float64 `json:"events_per_sentence"`
}

// relationSentence is one line of PLV: the sentence without marks, where its parties are marked, and its root.
type relationSentence struct {
	line            int
	text            string
	sources, target []text.Span
	root            string
}

// relationScore measures events on PLV's format: tab-separated with a heading that names marked_sentence and root;
// `<s>` and `<t>` mark source and target. CONCEDE and RETREAT count as YIELD.
func relationScore(path string, o Options) (any, error) {
	sentences, err := readRelations(path)
	if err != nil {
		return nil, fmt.Errorf("score relation: %w", err)
	}
	if o.EndToEnd {
		return relationEndToEnd(sentences, o)
	}
	var all, rules RootTally
	opinions := false
	for _, s := range sentences {
		d, at := readRelation(o, s)
		byRules := predict(d, s, at)
		got := byRules
		if second, ok := o.Engine.Between(d, HeadOf(d, Shift(s.sources, at)), HeadOf(d, Shift(s.target, at))); ok {
			got, opinions = second.Root, true
		}
		all.Add(s.root, got)
		rules.Add(s.root, byRules)
		if got != s.root {
			relationError(o, d, s, at, "root", got)
		}
	}
	f := RelationFigures{Kind: "relation", Sentences: len(sentences), RootFigures: all.Figures()}
	if opinions {
		r := rules.Figures()
		f.Rules = &r
	}
	return f, nil
}

func relationEndToEnd(sentences []relationSentence, o Options) (any, error) {
	f := EndToEndFigures{Kind: "relation", EndToEnd: true, Sentences: len(sentences)}
	any, root, all := 0, 0, 0
	for _, s := range sentences {
		d, at := readRelation(o, s)
		n, r, full := 0, false, false
		for i := range d.Events {
			e := &d.Events[i]
			if e.Trigger.Start < at {
				continue
			}
			n++
			if RootOf(e.Type) != s.root {
				continue
			}
			r = true
			full = full || partiesAgree(d, e, s, at)
		}
		f.Events += n
		if n > 0 {
			any++
		}
		if r {
			root++
		}
		if full {
			all++
		}
		switch {
		case !r:
			relationError(o, d, s, at, "root", "")
		case !full:
			relationError(o, d, s, at, "parties", "")
		}
	}
	f.Any, f.Root, f.RootSourceTarget = Percent(any, len(sentences)), Percent(root, len(sentences)), Percent(all, len(sentences))
	if len(sentences) > 0 {
		f.EventsPerSentence = float64((f.Events*1000+len(sentences)/2)/len(sentences)) / 1000
	}
	return f, nil
}

// readRelation reads the sentence as the body of a report; at is where it starts in the document's text.
func readRelation(o Options, s relationSentence) (*ledger.Document, int32) {
	const before = "News of the day\n\n"
	d, err := o.Engine.Read([]byte(before+s.text+"\n"), read.Hint{Name: fmt.Sprintf("line %d", s.line)})
	if err != nil || d == nil {
		return &ledger.Document{Tree: text.NewTree(nil)}, 0
	}
	return d, int32(max(strings.Index(d.Text, s.text), 0))
}

// predict chooses the root for the marked pair: that of the event whose parties meet the marks best.
func predict(d *ledger.Document, s relationSentence, at int32) string {
	best, rank := ledger.None, -1
	for i := range d.Events {
		e := &d.Events[i]
		if e.Trigger.Start < at {
			continue
		}
		n := 0
		source, target := meets(d, e.Actors, s.sources, at), meets(d, e.Recipients, s.target, at)
		switch {
		case source && target:
			n = 6
		case bothAct(e) && meets(d, e.Actors, s.sources, at) && meets(d, e.Actors, s.target, at):
			n = 6
		case source:
			n = 4
		case target:
			n = 3
		case meets(d, e.Recipients, s.sources, at) && meets(d, e.Actors, s.target, at):
			n = 1
		}
		if n > rank {
			best, rank = int32(i), n
		}
	}
	if best < 0 {
		return ""
	}
	return RootOf(d.Events[best].Type)
}

func bothAct(e *ledger.Event) bool {
	switch e.Type {
	case "CONSULT", "AGREE", "COOPERATE":
		return true
	}
	return len(e.Actors) > 1 && len(e.Recipients) == 0
}

// partiesAgree: source among the actors, target among the recipients; either order where both sides act; a missing mark
// asks nothing.
func partiesAgree(d *ledger.Document, e *ledger.Event, s relationSentence, at int32) bool {
	in := func(a, b []ledger.Party) bool {
		return (len(s.sources) == 0 || meets(d, a, s.sources, at)) && (len(s.target) == 0 || meets(d, b, s.target, at))
	}
	if in(e.Actors, e.Recipients) {
		return true
	}
	if !bothAct(e) {
		return false
	}
	all := append(append([]ledger.Party(nil), e.Actors...), e.Recipients...)
	return in(all, all)
}

// meets reports whether one of the parties shares words with one of the marks, itself or by another mention of the same actor
// ("they", for the rebels that the mark holds).
func meets(d *ledger.Document, ps []ledger.Party, marks []text.Span, at int32) bool {
	for _, p := range ps {
		if p.Mention >= 0 && int(p.Mention) < len(d.ActorOf) && d.ActorOf[p.Mention] >= 0 && d.Mentions[p.Mention].Kind == ledger.Pronominal {
			for m, a := range d.ActorOf {
				if a != d.ActorOf[p.Mention] {
					continue
				}
				for _, x := range marks {
					if d.Mentions[m].Span.Overlaps(text.Span{Start: x.Start + at, End: x.End + at}) {
						return true
					}
				}
			}
		}
		span := p.Span
		if p.Mention >= 0 && int(p.Mention) < len(d.Mentions) {
			m := d.Mentions[p.Mention]
			span = m.Span
			if m.Head >= 0 && int(m.Head) < len(d.Tokens) && !m.Name.Empty() {
				span = m.Name
			}
		}
		for _, m := range marks {
			if span.Overlaps(text.Span{Start: m.Start + at, End: m.End + at}) {
				return true
			}
		}
	}
	return false
}

// RootOf is the root by which PLV knows a PLOVER type.
func RootOf(t string) string {
	if t == "CONCEDE" || t == "RETREAT" {
		return "YIELD"
	}
	return t
}

// rootQuad is the quad class of a root; YIELD stands in material cooperation.
func rootQuad(root string) int {
	switch root {
	case "AGREE", "CONSULT", "SUPPORT":
		return 1
	case "COOPERATE", "AID", "YIELD":
		return 2
	case "REQUEST", "ACCUSE", "REJECT", "THREATEN":
		return 3
	}
	return 4
}

// readRelations reads the lines of a PLV file.
func readRelations(path string) ([]relationSentence, error) {
	f, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(make([]byte, 1<<20), 1<<24)
	marked, root := -1, -1
	var out []relationSentence
	for line := 1; sc.Scan(); line++ {
		cells := strings.Split(sc.Text(), "\t")
		if line == 1 {
			for i, c := range cells {
				switch strings.TrimSpace(c) {
				case "marked_sentence":
					marked = i
				case "root":
					root = i
				}
			}
			if marked < 0 || root < 0 {
				return nil, fmt.Errorf("%s:1: the heading must name the columns marked_sentence and root", path)
			}
			continue
		}
		if len(cells) <= max(marked, root) {
			return nil, fmt.Errorf("%s:%d: %d cells, expected at least %d", path, line, len(cells), max(marked, root)+1)
		}
		s := unmarkRelation(unquote(cells[marked]))
		s.line, s.root = line, RootOf(strings.TrimSpace(unquote(cells[root])))
		out = append(out, s)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}

// unquote takes the quotes of CSV off a cell.
func unquote(c string) string {
	if len(c) >= 2 && c[0] == '"' && c[len(c)-1] == '"' {
		return strings.ReplaceAll(c[1:len(c)-1], `""`, `"`)
	}
	return c
}

// unmarkRelation takes the marks out of a sentence and keeps where they stood.
func unmarkRelation(m string) relationSentence {
	var s relationSentence
	var b strings.Builder
	open := map[string]int{}
	for len(m) > 0 {
		tag := ""
		for _, t := range []string{"<s>", "</s>", "<t>", "</t>"} {
			if strings.HasPrefix(m, t) {
				tag = t
			}
		}
		switch tag {
		case "":
			b.WriteByte(m[0])
			m = m[1:]
			continue
		case "<s>", "<t>":
			open[tag] = b.Len()
		case "</s>":
			s.sources = append(s.sources, text.Span{Start: int32(open["<s>"]), End: int32(b.Len())})
		case "</t>":
			s.target = append(s.target, text.Span{Start: int32(open["<t>"]), End: int32(b.Len())})
		}
		m = m[len(tag):]
	}
	raw := b.String()
	s.text = strings.TrimSpace(raw)
	lead := int32(len(raw) - len(strings.TrimLeft(raw, " \t")))
	for i := range s.sources {
		s.sources[i].Start -= lead
		s.sources[i].End -= lead
	}
	for i := range s.target {
		s.target[i].Start -= lead
		s.target[i].End -= lead
	}
	return s
}

// relationError prints one miss with what was found instead.
func relationError(o Options, d *ledger.Document, s relationSentence, at int32, what, got string) {
	if o.Errors == nil {
		return
	}
	mark := func(spans []text.Span) string {
		var out []string
		for _, x := range spans {
			if int(x.End) <= len(s.text) && x.Start >= 0 && x.Start <= x.End {
				out = append(out, x.Of(s.text))
			}
		}
		return strings.Join(out, " + ")
	}
	party := func(ps []ledger.Party) string {
		var out []string
		for _, p := range ps {
			span := p.Span
			if p.Mention >= 0 && int(p.Mention) < len(d.Mentions) {
				span = d.Mentions[p.Mention].Span
			}
			out = append(out, span.Of(d.Text))
		}
		return strings.Join(out, " + ")
	}
	fmt.Fprintf(o.Errors, "line %d %s: %s", s.line, what, s.root)
	if got != "" {
		fmt.Fprintf(o.Errors, ", ours %s", got)
	}
	fmt.Fprintf(o.Errors, " | source %s | target %s\n  %s\n", mark(s.sources), mark(s.target), s.text)
	for i := range d.Events {
		e := &d.Events[i]
		if e.Trigger.Start < at {
			continue
		}
		fmt.Fprintf(o.Errors, "  ours %s %q actors [%s] recipients [%s] %s by %s\n", e.Type, e.Trigger.Of(d.Text), party(e.Actors), party(e.Recipients), e.Cast.Realis, e.Evidence.Rule)
	}
	for _, x := range d.Rejected {
		if x.Stage == "events" && x.Span.Start >= at {
			fmt.Fprintf(o.Errors, "  not taken %q %s: %s\n", x.Span.Of(d.Text), x.Rule, x.Why)
		}
	}
}

// Related reads the sentences of a PLV file and hands each to f, with its root, the root that the rules alone give it, and where its parties are marked in the
// text of the document.
func Related(path string, e *daybook.Engine, f func(d *ledger.Document, sentence, root, byRules string, source, target []text.Span)) error {
	sentences, err := readRelations(path)
	if err != nil {
		return err
	}
	for _, s := range sentences {
		d, at := readRelation(Options{Engine: e}, s)
		f(d, s.text, s.root, predict(d, s, at), Shift(s.sources, at), Shift(s.target, at))
	}
	return nil
}

// Shift moves spans by a number of bytes.
func Shift(spans []text.Span, by int32) []text.Span {
	out := make([]text.Span, len(spans))
	for i, s := range spans {
		out[i] = text.Span{Start: s.Start + by, End: s.End + by}
	}
	return out
}

// HeadOf is the head of the first of the spans that holds a whole token: that which hangs on a token outside, or None.
func HeadOf(d *ledger.Document, spans []text.Span) int32 {
	for _, s := range spans {
		for i := range d.Tokens {
			if t := &d.Tokens[i]; s.Contains(t.Span) && (t.Head < 0 || !s.Contains(d.Tokens[t.Head].Span)) {
				return int32(i)
			}
		}
	}
	return ledger.None
}
