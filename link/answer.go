package link

import (
	"slices"
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// How far back the statement that a denial answers may lie: by sentences where it points back with a word ("it", "the charge"), by statements where its
// own words tell.
const (
	pointsBack = 4
	wordsBack  = 60
)

// answers finds for each denial and confirmation what it answers: the statement that stands in its own words, the one that it points back to, the one
// that blames its speaker, the one that said the same, or the claim about an event that it names. What none of them fits stays without a target.
func (l *linker) answers() {
	d := l.d
	d.Answers = nil
	for i := range d.Statements {
		st := &d.Statements[i]
		if st.Negated || st.Stance != ledger.Denies && st.Stance != ledger.Confirms {
			continue
		}
		if l.headed == nil { // most reports deny nothing
			l.index()
		}
		a := l.answer(int32(i))
		if a.Claim < 0 {
			a.Claim = l.claimOf(&a)
		}
		d.Answers = append(d.Answers, a)
	}
}

// index notes what stands where, so that a text without end costs no more than its length.
func (l *linker) index() {
	d := l.d
	l.headed, l.counts, l.violent, l.stated, l.inner = map[int32]int32{}, map[int32][]string{}, map[int32]bool{}, map[int32][]int32{}, map[int32][]int32{}
	l.contents = make([][]int32, len(d.Statements))
	for m := range d.Mentions {
		l.headed[d.Mentions[m].Head] = int32(m)
	}
	for i := range d.Figures {
		l.counts[d.Figures[i].Statement] = append(l.counts[d.Figures[i].Statement], d.Figures[i].What)
	}
	for i := range d.Events {
		if d.Events[i].Quad == 4 {
			l.violent[d.Events[i].Statement] = true
		}
	}
	for i := range d.Claims {
		l.stated[d.Claims[i].Statement] = append(l.stated[d.Claims[i].Statement], int32(i))
	}
	for i := range d.Statements {
		if p := d.Statements[i].Parent; p >= 0 {
			l.inner[p] = append(l.inner[p], int32(i))
		}
	}
}

// answer is what statement i answers.
func (l *linker) answer(i int32) ledger.Answer {
	st := &l.d.Statements[i]
	words := l.contentWords(i)
	a := ledger.Answer{Statement: i, Target: ledger.None, Claim: ledger.None, Point: l.pointOf(i, words)}
	found := func(rule, why string, target int32) ledger.Answer {
		a.Target = target
		a.Evidence = ledger.Evidence{Rule: "link/answer-" + rule, Words: st.Cue, Steps: []string{why}}
		if a.Point == ledger.ThatHappened && target >= 0 && l.countSame(i, target) {
			a.Point = ledger.HowMany
		}
		return a
	}
	if x := l.within(i, words); x >= 0 {
		return found("within", "the claim stands in its own words", x)
	}
	if by, whose := l.pointer(words); by >= 0 {
		if x := l.pointedAt(i, l.s.accusations[l.lemma(by)], whose); x >= 0 {
			return found("pointer", "'"+l.word(by)+"' points back to it", x)
		}
	}
	if st.Stance == ledger.Denies && a.Point == ledger.ByWhom {
		if x := l.blaming(i, words); x >= 0 {
			return found("blame", "it speaks of who denies", x)
		}
	}
	if x, shared := l.sameWords(i, words); x >= 0 {
		return found("words", "it said the same: "+shared, x)
	}
	if x := l.countedBefore(i); x >= 0 {
		return found("number", "it gives a number of the same", x)
	}
	for _, k := range l.stated[i] {
		if c := &l.d.Claims[k]; c.Answers >= 0 {
			a.Claim = c.Answers
			return found("event", "its event restates that of the claim", l.d.Claims[c.Answers].Statement)
		}
	}
	if c, w := l.eventNamed(i, words, a.Point); c >= 0 {
		a.Claim = c
		return found("event", "it names the event: '"+w+"'", l.d.Claims[c].Statement)
	}
	return found("none", "target not found", ledger.None)
}

// claimOf is the claim of the target of an answer that it is about: of the same kind of event as one of its own, else the first.
func (l *linker) claimOf(a *ledger.Answer) int32 {
	if a.Target < 0 {
		return ledger.None
	}
	types := map[string]bool{}
	for _, i := range l.stated[a.Statement] {
		types[l.d.Events[l.d.Claims[i].Event].Type] = true
	}
	first := ledger.None
	for _, i := range l.stated[a.Target] {
		c := &l.d.Claims[i]
		if (c.Point == ledger.HowMany) != (a.Point == ledger.HowMany) {
			continue
		}
		if types[l.d.Events[c.Event].Type] {
			return i
		}
		if first < 0 {
			first = i
		}
	}
	return first
}

// contentWords are the tokens of the content of statement i.
func (l *linker) contentWords(i int32) []int32 {
	if l.contents[i] == nil {
		for _, p := range l.d.Statements[i].Content {
			for k := l.tokenAt(p.Start); int(k) < len(l.d.Tokens) && l.d.Tokens[k].Start < p.End; k++ {
				l.contents[i] = append(l.contents[i], k)
			}
		}
	}
	return l.contents[i]
}

// tokenAt is the first token that ends behind an offset.
func (l *linker) tokenAt(at int32) int32 {
	lo, hi := 0, len(l.d.Tokens)
	for lo < hi {
		if m := (lo + hi) / 2; l.d.Tokens[m].End <= at {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return int32(lo)
}

// headOf is the first of the words, all of one phrase or clause, whose own head lies outside them.
func (l *linker) headOf(words []int32) int32 {
	in := map[int32]bool{}
	for _, k := range words {
		in[k] = true
	}
	for _, k := range words {
		if !in[l.tok(k).Head] && l.tok(k).UPOS != "PUNCT" {
			return k
		}
	}
	return ledger.None
}

// pointOf is the point that statement i speaks to by its own words: who did it where it denies a part in something or its own deed, else that it happened.
func (l *linker) pointOf(i int32, words []int32) ledger.Point {
	st := &l.d.Statements[i]
	h := l.headOf(words)
	if st.Stance != ledger.Denies {
		return ledger.ThatHappened
	}
	for _, k := range l.stated[i] {
		if l.d.Claims[k].Point == ledger.ByWhom {
			return ledger.ByWhom
		}
	}
	for _, k := range words {
		if l.s.ownPart[l.lemma(k)] && (k == h || l.tok(k).Head == h || l.tok(k).Rel == "root") {
			return ledger.ByWhom
		}
	}
	if h < 0 {
		return ledger.ThatHappened
	}
	if l.tok(h).XPOS == "VBG" && l.d.Tree.Child(h, "nsubj") < 0 { // "denied shelling the town"
		return ledger.ByWhom
	}
	own := l.actorOf(st.Speaker)
	if s := l.d.Tree.Child(h, "nsubj"); s >= 0 && own >= 0 { // "denied that it shelled the town", "its forces did not"
		for _, k := range append([]int32{s}, l.d.Tree.Children(s)...) {
			if k == s || l.tok(k).Rel == "nmod:poss" {
				if l.oneSide(l.actorOf(l.mentionAt(k)), own) {
					return ledger.ByWhom
				}
			}
		}
	}
	return ledger.ThatHappened
}

// countSame reports whether two statements give a number of the same: of the dead, of the arrested.
func (l *linker) countSame(a, b int32) bool {
	return slices.ContainsFunc(l.counts[a], func(what string) bool { return slices.Contains(l.counts[b], what) })
}

// actorOf is the actor of mention m, or None.
func (l *linker) actorOf(m int32) int32 {
	if m < 0 || int(m) >= len(l.d.ActorOf) {
		return ledger.None
	}
	return l.d.ActorOf[m]
}

// oneSide reports whether two actors are one, or a state and its government or army.
func (l *linker) oneSide(a, b int32) bool {
	if a < 0 || b < 0 {
		return false
	}
	if a == b {
		return true
	}
	x, y := &l.d.Actors[a], &l.d.Actors[b]
	return x.Country != "" && x.Country == y.Country && ofState(x) && ofState(y)
}

func ofState(a *ledger.Actor) bool {
	switch a.Sector {
	case "GOV", "MIL", "SPY", "COP":
		return true
	}
	return a.Kind == ledger.State
}

// concerns reports whether statement x is about the side of an actor: its target, or named in its content.
func (l *linker) concerns(x, actor int32) bool {
	st := &l.d.Statements[x]
	if l.oneSide(l.actorOf(st.Target), actor) {
		return true
	}
	for _, k := range l.contentWords(x) {
		if l.oneSide(l.actorOf(l.mentionAt(k)), actor) {
			return true
		}
	}
	return false
}

// may reports whether statement x can be what statement i answers: another's word that something is so.
func (l *linker) may(i, x int32) bool {
	a, b := &l.d.Statements[i], &l.d.Statements[x]
	if x == i || b.Negated || b.Parent == i || a.Parent == x {
		return false
	}
	switch b.Stance {
	case ledger.Denies, ledger.Declines, ledger.Promises, ledger.Intends, ledger.Urges, ledger.Demands, ledger.Asks:
		return false
	}
	if s, o := l.actorOf(a.Speaker), l.actorOf(b.Speaker); s >= 0 && o >= 0 {
		return !l.oneSide(s, o)
	}
	return a.Source.Empty() || !strings.EqualFold(a.Source.Of(l.d.Text), b.Source.Of(l.d.Text))
}

func (l *linker) sentenceOf(i int32) int32 {
	st := &l.d.Statements[i]
	k := st.CueHead
	if k < 0 && len(st.Content) > 0 {
		k = l.tokenAt(st.Content[0].Start)
	}
	if k < 0 || int(k) >= len(l.sentence) {
		return ledger.None
	}
	return l.sentence[k]
}

// within is another's statement that is the whole of what statement i speaks of: "denied the king's claim that ...".
func (l *linker) within(i int32, words []int32) int32 {
	h := l.headOf(words)
	for _, x := range l.inner[i] {
		if st := &l.d.Statements[x]; h >= 0 && st.CueHead == h && st.Stance != ledger.Denies && !st.Negated {
			s, o := l.actorOf(l.d.Statements[i].Speaker), l.actorOf(st.Speaker)
			if s < 0 || o < 0 || s != o {
				return x
			}
		}
	}
	return ledger.None
}

// pointer is the word of a content that only points back ("it", "the accusations"), and the actor whose charge or claim it is ("claims by the union that
// ..."). Or None.
func (l *linker) pointer(words []int32) (by, whose int32) {
	h := l.headOf(words)
	if h < 0 {
		return ledger.None, ledger.None
	}
	switch w := l.lemma(h); w {
	case "it", "this", "that", "so":
		if len(words) == 1 {
			return h, ledger.None
		}
	default:
		if !l.s.accusations[w] && !l.s.said[w] {
			return ledger.None, ledger.None
		}
		for _, k := range words { // wherever the parser hangs it
			if p := l.d.Tree.Case(k); p == "by" || p == "from" {
				if m := l.mentionAt(k); m >= 0 && l.actorOf(m) >= 0 {
					return h, l.actorOf(m)
				}
			}
		}
		tells := false // "the charge that ..." says itself what it is
		for _, k := range l.d.Tree.Children(h) {
			rel, p := text.Rel0(l.tok(k).Rel), l.d.Tree.Case(k)
			if l.tok(k).Rel == "nmod:poss" {
				if m := l.mentionAt(k); m >= 0 && l.actorOf(m) >= 0 {
					return h, l.actorOf(m)
				}
			}
			tells = tells || rel == "acl" || rel == "ccomp" || rel == "nmod" && (p == "of" || p == "about")
		}
		if !tells {
			return h, ledger.None
		}
	}
	return ledger.None, ledger.None
}

// mentionAt is the mention that token k heads, or None.
func (l *linker) mentionAt(k int32) int32 {
	if m, ok := l.headed[k]; ok {
		return m
	}
	return ledger.None
}

// pointedAt is the nearest statement before i that it can answer: of the actor whose it is said to be; where it speaks of a charge, one that accuses or
// that concerns its speaker.
func (l *linker) pointedAt(i int32, charge bool, whose int32) int32 {
	own, at := l.actorOf(l.d.Statements[i].Speaker), l.sentenceOf(i)
	for x := i - 1; x >= max(0, i-wordsBack) && (whose >= 0 || l.sentenceOf(x) >= at-pointsBack); x-- {
		if !l.may(i, x) {
			continue
		}
		if whose >= 0 {
			if l.oneSide(l.actorOf(l.d.Statements[x].Speaker), whose) {
				return x
			}
			continue
		}
		if !charge || l.d.Statements[x].Stance == ledger.Accuses || own >= 0 && l.concerns(x, own) {
			return x
		}
		if own < 0 {
			return ledger.None
		}
	}
	return ledger.None
}

// countedBefore is the nearest statement before i that gives a number of what i gives one of.
func (l *linker) countedBefore(i int32) int32 {
	for x := i - 1; x >= max(0, i-wordsBack); x-- {
		if l.may(i, x) && l.countSame(i, x) {
			return x
		}
	}
	return ledger.None
}

// blaming is the nearest statement, before i or in the sentence behind it, that is about the side of its speaker and accuses it, tells of violence that the denial names or leaves
// unnamed ("any role"), or said what is denied.
func (l *linker) blaming(i int32, words []int32) int32 {
	own := l.actorOf(l.d.Statements[i].Speaker)
	if own < 0 {
		return ledger.None
	}
	at := l.sentenceOf(i)
	fits := func(x int32) bool {
		if !l.may(i, x) || !l.concerns(x, own) {
			return false
		}
		if l.d.Statements[x].Stance == ledger.Accuses {
			return true
		}
		n, _ := l.shared(words, l.contentWords(x))
		return l.violent[x] && (n > 0 || l.heavy(words) <= 1) || n >= 2 && l.headShared(words, x)
	}
	for x := i - 1; x >= max(0, i-wordsBack); x-- {
		if fits(x) {
			return x
		}
	}
	for x := i + 1; int(x) < len(l.d.Statements) && l.sentenceOf(x) <= at+1; x++ {
		if fits(x) {
			return x
		}
	}
	return ledger.None
}

// sameWords is the nearest statement before i that shares most of its words, at least two of them and the head.
func (l *linker) sameWords(i int32, words []int32) (int32, string) {
	all := l.heavy(words)
	for x := i - 1; x >= max(0, i-wordsBack); x-- {
		if !l.may(i, x) {
			continue
		}
		n, of := l.shared(words, l.contentWords(x))
		if n >= 2 && 2*n >= all && l.headShared(words, x) {
			return x, of
		}
	}
	return ledger.None, ""
}

// headShared reports whether the head of a content, or what it is of, comes in that of statement x.
func (l *linker) headShared(words []int32, x int32) bool {
	h := l.headOf(words)
	if h < 0 {
		return false
	}
	n, _ := l.shared([]int32{h}, l.contentWords(x))
	return n > 0
}

// heavy counts the different words of weight.
func (l *linker) heavy(words []int32) int {
	n, _ := l.shared(words, words)
	return n
}

// shared counts the words of weight of a that come in b too, and lists them.
func (l *linker) shared(a, b []int32) (int, string) {
	var out []string
	seen := map[string]bool{}
	for _, k := range a {
		if !l.weight(k) || seen[l.lemma(k)] {
			continue
		}
		for _, o := range b {
			if l.weight(o) && alike(l.lemma(k), l.lemma(o)) {
				seen[l.lemma(k)] = true
				out = append(out, l.word(k))
				break
			}
		}
	}
	return len(out), strings.Join(out, ", ")
}

// weight reports whether a word tells what is spoken of.
func (l *linker) weight(k int32) bool {
	switch l.tok(k).UPOS {
	case "NOUN", "PROPN", "ADJ":
		return true
	case "VERB":
		switch l.lemma(k) {
		case "be", "have", "do", "take", "make", "say", "tell", "get", "go", "carry", "use":
			return false
		}
		return true
	}
	return false
}

// alike reports whether two lemmas are one word, or a verb and its noun by their common beginning: "destroy", "destruction".
func alike(a, b string) bool {
	if a == b {
		return true
	}
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	const whole, stem, ending = 4, 5, 2 // letters of a word that begins the other; letters that they must share, and that the shorter may have beyond
	short := min(len(a), len(b))
	return n == short && n >= whole || n >= stem && n >= short-ending
}

// eventNamed is the first claim of the nearest event before statement i that one of its nouns or verbs names: by the trigger, or by a word of the
// event's own phrases ("a bomb killed nine", "the bombing"). Where it is not who that is denied, only the head of the content names one.
func (l *linker) eventNamed(i int32, words []int32, point ledger.Point) (int32, string) {
	if len(words) == 0 {
		return ledger.None, ""
	}
	h, who := l.headOf(words), point == ledger.ByWhom
	last := len(l.d.Events) - 1
	for last >= 0 && l.d.Events[last].Head >= words[0] {
		last--
	}
	for x := last; x >= max(0, last-reach); x-- {
		e := &l.d.Events[x]
		c := l.first[x]
		if e.Head < 0 || e.Head >= words[0] || e.Verbal || l.d.Claims[c].Position != ledger.Asserts || l.d.Claims[c].Statement == i {
			continue
		}
		of := []int32{e.Head}
		for _, k := range l.d.Tree.Children(e.Head) {
			if l.tok(k).UPOS == "NOUN" {
				of = append(of, k)
			}
		}
		for _, k := range words {
			for _, o := range of {
				if up := l.tok(k).UPOS; (who || k == h) && (up == "NOUN" || up == "VERB") && l.weight(k) && alike(l.lemma(k), l.lemma(o)) {
					return c, l.word(k)
				}
			}
		}
	}
	return ledger.None, ""
}
