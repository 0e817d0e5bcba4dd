package link

import (
	"strconv"
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// linker is the work on one document.
type linker struct {
	s        *Stage
	d        *ledger.Document
	sentence []int32            // token -> sentence
	at       map[int32][]int32  // token -> events of which it is the head
	places   map[int32]int32    // token -> place that covers it
	cue      map[int32]int32    // token -> statement of whose cue it is the head
	actors   [][]string         // event -> keys of its actors
	aims     [][]string         // event -> keys of its recipients and place
	headed   map[int32]int32    // token -> mention that it heads
	counts   map[int32][]string // statement -> what it gives numbers of
	violent  map[int32]bool     // statement -> whether it tells of material conflict
	stated   map[int32][]int32  // statement -> its claims
	inner    map[int32][]int32  // statement -> those that stand in its content
	contents [][]int32          // statement -> tokens of its content, once asked for
	first    []int32            // event -> its first claim on Point "that" or "who", or None
}

func newLinker(s *Stage, d *ledger.Document) *linker {
	l := &linker{s: s, d: d, sentence: make([]int32, len(d.Tokens)), at: map[int32][]int32{}, cue: map[int32]int32{}}
	for i := range l.sentence {
		l.sentence[i] = ledger.None
	}
	for i := range d.Sentences {
		for t := max(d.Sentences[i].First, 0); t < min(d.Sentences[i].Last, int32(len(d.Tokens))); t++ {
			l.sentence[t] = int32(i)
		}
	}
	for i := range d.Events {
		e := &d.Events[i]
		e.PartOf, e.Restates, e.SpeaksOf = ledger.None, ledger.None, nil
		l.at[e.Head] = append(l.at[e.Head], int32(i))
	}
	for i := range d.Statements {
		if h := d.Statements[i].CueHead; h >= 0 {
			l.cue[h] = int32(i)
		}
	}
	l.places = map[int32]int32{}
	at := 0
	for i := range d.Places {
		for at > 0 && (at >= len(d.Tokens) || d.Tokens[at].Start > d.Places[i].Span.Start) {
			at--
		}
		for ; at < len(d.Tokens) && d.Tokens[at].Start < d.Places[i].Span.End; at++ {
			if d.Places[i].Span.Contains(d.Tokens[at].Span) {
				l.places[int32(at)] = int32(i)
			}
		}
	}
	l.actors, l.aims = make([][]string, len(d.Events)), make([][]string, len(d.Events))
	for i := range d.Events {
		l.actors[i], l.aims[i] = l.keys(d.Events[i].Actors), l.targets(&d.Events[i])
	}
	return l
}

// reach is how many events back are compared: far more than a report has, so that a text without end costs no more than its length.
const reach = 400

func (l *linker) tok(i int32) *text.Token { return &l.d.Tokens[i] }
func (l *linker) lemma(i int32) string    { return strings.ToLower(l.d.Tokens[i].Lemma) }
func (l *linker) word(i int32) string     { return l.d.Tokens[i].Of(l.d.Text) }

// speaks links each event to the act of speech that speaks of it: the nearest one that governs its clause as a
// complement, or whose words are the cue of the statement that holds it.
func (l *linker) speaks() {
	d := l.d
	for i := range d.Events {
		e := &d.Events[i]
		by := l.governor(e.Head)
		if by < 0 && e.Statement >= 0 {
			st := &d.Statements[e.Statement]
			if st.CueHead >= 0 {
				for _, o := range l.at[st.CueHead] {
					if d.Events[o].Verbal && o != int32(i) {
						by = o
					}
				}
			}
		}
		if by >= 0 && by != int32(i) {
			d.Events[by].SpeaksOf = append(d.Events[by].SpeaksOf, int32(i))
			e.Evidence.Steps = append(e.Evidence.Steps, "spoken of by '"+d.Events[by].Trigger.Of(d.Text)+"'")
		}
	}
}

// governor climbs from a trigger through complements to the head of an act of speech, or None. Adjuncts of time and
// circumstance ("in talks with", "after the raid") and relative clauses are not what a speaker speaks of.
func (l *linker) governor(i int32) int32 {
	for steps := 0; steps < 10; steps++ {
		g := l.tok(i).Head
		if g < 0 {
			return ledger.None
		}
		switch text.Rel0(l.tok(i).Rel) {
		case "conj":
			if _, ok := l.cue[i]; ok { // "denied that ... and said the army had shelled the port": another statement
				return ledger.None
			}
		case "ccomp", "xcomp", "obj", "iobj", "compound":
		case "acl":
			if l.tok(i).Rel == "acl:relcl" {
				return ledger.None
			}
		case "nsubj":
			if l.tok(i).Rel != "nsubj:pass" {
				return ledger.None
			}
		case "advcl":
			switch l.mark(i) {
			case "of", "for", "from", "to", "against", "over", "into":
			default:
				return ledger.None
			}
		case "obl", "nmod":
			switch l.d.Tree.Case(i) {
			case "of", "for", "to", "against", "over", "about", "on", "with", "from", "into", "":
			default:
				return ledger.None
			}
		default:
			return ledger.None
		}
		if l.tok(i).Rel != "conj" {
			for _, o := range l.at[g] {
				if l.d.Events[o].Verbal {
					return o
				}
			}
		}
		i = g
	}
	return ledger.None
}

func (l *linker) mark(v int32) string {
	for _, k := range l.d.Tree.Children(v) {
		if r := l.tok(k).Rel; r == "mark" || r == "case" && k < v {
			return l.lemma(k)
		}
	}
	return ""
}

// keys names the parties of one side so that they can be compared: the actor's key, else the place, else the head word.
func (l *linker) keys(ps []ledger.Party) []string {
	var out []string
	for _, p := range ps {
		if k := l.key(p); k != "" {
			out = append(out, k)
		}
	}
	return out
}

func (l *linker) key(p ledger.Party) string {
	d := l.d
	if a := d.ActorOfMention(p.Mention); a != nil {
		return a.Key
	}
	head, span := ledger.None, p.Span
	if p.Mention >= 0 && int(p.Mention) < len(d.Mentions) {
		head = d.Mentions[p.Mention].Head
		span = d.Mentions[p.Mention].Span
	}
	if i, ok := l.places[head]; ok {
		return "place:" + strconv.FormatInt(d.Places[i].GeoNames, 10) + d.Places[i].Name
	}
	if head >= 0 && l.tok(head).UPOS == "PRON" { // he whom nobody has told apart is compared with nobody
		return ""
	}
	if head >= 0 {
		return l.lemma(head)
	}
	return strings.ToLower(span.Of(d.Text))
}

// placeKey is the place of an event, "" if it has none.
func (l *linker) placeKey(e *ledger.Event) string {
	if e.Where.Place < 0 || int(e.Where.Place) >= len(l.d.Places) {
		return ""
	}
	p := &l.d.Places[e.Where.Place]
	if p.Precision == "country" || p.Precision == "continent" {
		return ""
	}
	return "place:" + strconv.FormatInt(p.GeoNames, 10) + p.Name
}

// agree compares two sides: 1 when they share a party, -1 when both name some and none is shared, 0 when one is empty.
func agree(a, b []string) int {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return 1
			}
		}
	}
	return -1
}

// targets are the recipients of an event and its place, which for an act of violence are often the same thing.
func (l *linker) targets(e *ledger.Event) []string {
	t := l.keys(e.Recipients)
	if e.Type == "ASSAULT" || e.Type == "COERCE" {
		if p := l.placeKey(e); p != "" {
			t = append(t, p)
		}
	}
	return t
}

// restates finds the earlier telling of the same act: type and parties agree, dates do not contradict, and no side
// names somebody else. A denied part restates the act of the same target, whoever did it.
func (l *linker) restates() {
	d := l.d
	for i := range d.Events {
		e := &d.Events[i]
		if e.Part && e.Cast.Realis == ledger.Denied || l.denies(e) {
			l.denial(int32(i))
			continue
		}
		if j := l.again(int32(i)); j >= 0 {
			e.Restates = j
			e.Evidence.Steps = append(e.Evidence.Steps, "the same act as '"+d.Events[j].Trigger.Of(d.Text)+"' in this sentence")
			continue
		}
		if j, why := l.retold(int32(i)); j >= 0 {
			e.Restates = j
			e.Evidence.Steps = append(e.Evidence.Steps, "restates '"+d.Events[j].Trigger.Of(d.Text)+"': "+why)
			continue
		}
		if e.Verbal && e.Type != "AGREE" && e.Type != "REQUEST" {
			continue
		}
		for j := max(0, i-reach); j < i; j++ {
			o := &d.Events[j]
			if o.Type != e.Type || o.Part && o.Cast.Realis == ledger.Denied || o.Restates >= 0 || o.Head == e.Head || o.Cast.Realis != e.Cast.Realis && !(o.Cast.Realis.Took() && e.Cast.Realis.Took()) {
				continue
			}
			if e.Verbal && l.lemma(o.Head) != l.lemma(e.Head) {
				continue
			}
			if o.Background != e.Background && l.lemma(o.Head) != l.lemma(e.Head) {
				continue
			}
			if contradict(&o.When, &e.When) {
				continue
			}
			a, r := agree(l.actors[j], l.actors[i]), agree(l.aims[j], l.aims[i])
			if a == 1 && (r == 1 || e.Type == "CONSULT" && len(e.Actors) == len(o.Actors) && shares(l.actors[j], l.actors[i], 2)) && (l.dated(o) || l.dated(e) || l.lemma(o.Head) == l.lemma(e.Head)) {
				e.Restates = int32(j)
				e.Evidence.Steps = append(e.Evidence.Steps, "restates '"+o.Trigger.Of(d.Text)+"': type and parties agree")
				break
			}
		}
	}
}

// denies reports whether the event is somebody's denial that he did a known act: "denied that it carried out the strike".
func (l *linker) denies(e *ledger.Event) bool {
	return e.Cast.Realis == ledger.Denied && e.Type == "ASSAULT" && len(e.Actors) > 0 && len(e.Recipients) == 0 && l.tok(e.Head).UPOS == "NOUN" && l.definite(e.Head)
}

// names reports whether the event is told with the noun, as its trigger or as its means: "an air strike hit the school".
func (l *linker) names(e *ledger.Event, noun string) bool {
	if l.lemma(e.Head) == noun {
		return true
	}
	for _, m := range e.Means {
		if words := strings.Fields(strings.ToLower(m.Of(l.d.Text))); len(words) > 0 && strings.HasPrefix(words[len(words)-1], noun) {
			return true
		}
	}
	return false
}

// again is an earlier act of speech of the same sentence that event i tells once more with another verb: one type, one speaker, nobody
// else spoken to, one verb joined to the other ("presses Moscow ... and urged it"); or None.
func (l *linker) again(i int32) int32 {
	d := l.d
	e := &d.Events[i]
	if !e.Verbal || !e.Cast.Realis.Took() {
		return ledger.None
	}
	for j := i - 1; j >= 0 && l.sentence[d.Events[j].Head] == l.sentence[e.Head]; j-- {
		o := &d.Events[j]
		if o.Type != e.Type || o.Mode != e.Mode || !o.Cast.Realis.Took() || agree(l.actors[j], l.actors[i]) != 1 || agree(l.aims[j], l.aims[i]) < 0 {
			continue
		}
		for g, steps := e.Head, 0; g >= 0 && steps < 4; steps++ {
			rel := text.Rel0(l.tok(g).Rel)
			if rel != "conj" && rel != "advcl" && rel != "parataxis" && rel != "xcomp" {
				break
			}
			if g = l.tok(g).Head; g == o.Head {
				return j
			}
		}
	}
	return ledger.None
}

func (l *linker) dated(e *ledger.Event) bool { return e.When.Time >= 0 }

func shares(a, b []string, n int) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				n--
				break
			}
		}
	}
	return n <= 0
}

// contradict reports whether two intervals that the text itself dates lie apart.
func contradict(a, b *ledger.When) bool {
	if a.Time < 0 || b.Time < 0 {
		return false
	}
	return a.To != "" && b.From != "" && a.To < b.From || b.To != "" && a.From != "" && b.To < a.From
}

// denial looks for the act in which a part is denied: the nearest event of its type with the same target that is told as
// having come about; else the only such event of its type.
func (l *linker) denial(i int32) {
	d := l.d
	e := &d.Events[i]
	best, rank := ledger.None, 0
	for j := max(0, int(i)-reach); j < min(len(d.Events), int(i)+reach); j++ {
		o := &d.Events[j]
		if int32(j) == i || o.Type != e.Type || !o.Cast.Realis.Took() || o.Part {
			continue
		}
		n := 0
		switch agree(l.aims[j], l.aims[i]) {
		case 1:
			n = 4
		case 0:
			n = 1
		default:
			continue
		}
		if agree(l.actors[j], l.actors[i]) == 1 { // the same actor's other act is not what he denies
			continue
		}
		if l.s.spans[l.lemma(o.Head)] || len(o.Actors) > 0 {
			n++
		}
		if !e.Part && l.names(o, l.lemma(e.Head)) { // "the strike" that he denies
			n++
		}
		if o.When.Time >= 0 {
			n++
		}
		if o.Head == e.Head {
			n = 3
		}
		if n > rank || n == rank && best >= 0 && abs(o.Head-e.Head) < abs(d.Events[best].Head-e.Head) {
			best, rank = int32(j), n
		}
	}
	if best >= 0 && rank >= 3 {
		e.Restates = best
		o := &d.Events[best]
		e.Evidence.Steps = append(e.Evidence.Steps, "the act in which the part is denied: '"+o.Trigger.Of(d.Text)+"'")
		return
	}
	d.Problems = append(d.Problems, text.Problem{
		Stage: "links", What: "a part in an act is denied, but this report does not tell of the act elsewhere", Span: e.Trigger,
		Hint: "look for the act in other reports of the day",
	})
}

func abs(n int32) int32 {
	if n < 0 {
		return -n
	}
	return n
}

// parts links deaths to the attack that caused them, and attacks to the offensive of the same side on the same target.
func (l *linker) parts() {
	d := l.d
	for i := range d.Events {
		e := &d.Events[i]
		if e.Type != "ASSAULT" || e.Restates >= 0 {
			continue
		}
		for j := max(0, i-reach); j < min(len(d.Events), i+reach); j++ {
			o := &d.Events[j]
			if i == j || o.Type != "ASSAULT" || o.Part || o.PartOf >= 0 || e.Head == o.Head {
				continue
			}
			same := l.sentence[e.Head] == l.sentence[o.Head]
			switch {
			case same && (l.cause(e.Head, o.Head) || l.outcome(e.Head, o.Head)):
				l.part(i, j, "told as its outcome")
			case !l.s.spans[l.lemma(o.Head)] || l.s.spans[l.lemma(e.Head)] || !o.Cast.Realis.Took() || !e.Cast.Realis.Took():
				continue
			case agree(l.aims[j], l.aims[i]) == 1 && agree(l.actors[j], l.actors[i]) >= 0 && !contradict(&o.When, &e.When) && o.Background == e.Background:
				l.part(i, j, "same target, and no other side is named")
			default:
				continue
			}
			break
		}
	}
}

func (l *linker) part(i, j int, why string) {
	e, o := &l.d.Events[i], &l.d.Events[j]
	e.PartOf = int32(j)
	e.Evidence.Steps = append(e.Evidence.Steps, "part of '"+o.Trigger.Of(l.d.Text)+"': "+why)
}

// outcome reports whether verb v tells what came of the deed of verb o: "hit a market, killing twelve", "were killed when gunmen attacked".
func (l *linker) outcome(v, o int32) bool {
	if !l.s.outcomes[l.lemma(v)] || l.s.outcomes[l.lemma(o)] || l.tok(v).UPOS != "VERB" || l.tok(o).UPOS != "VERB" {
		return false
	}
	if text.Rel0(l.tok(v).Rel) == "advcl" && l.tok(v).Head == o {
		return l.tok(v).XPOS == "VBG" && l.mark(v) == ""
	}
	if text.Rel0(l.tok(o).Rel) == "advcl" && l.tok(o).Head == v {
		for _, k := range l.d.Tree.Children(o) {
			if rel := l.tok(k).Rel; (rel == "advmod" || rel == "mark") && k < o && l.lemma(k) == "when" {
				return true
			}
		}
	}
	return false
}

// cause reports whether noun o stands as cause of verb v: its subject, or behind "in" or "by".
func (l *linker) cause(v, o int32) bool {
	for steps := 0; steps < 3; steps++ {
		g := l.tok(o).Head
		if g < 0 {
			return false
		}
		if g == v {
			switch text.Rel0(l.tok(o).Rel) {
			case "nsubj":
				return l.tok(o).Rel != "nsubj:pass"
			case "obl":
				switch l.d.Tree.Case(o) {
				case "in", "by", "during", "from":
					return true
				}
			}
			return false
		}
		if r := l.tok(o).Rel; r != "compound" && r != "nmod" {
			return false
		}
		o = g
	}
	return false
}
