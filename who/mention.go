package who

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// Mentions fills d.Mentions, in the order of their head tokens, from d.Tree and d.Names.
//
// A phrase that describes and then names one person ("the Russian president, Vladimir Putin", "foreign minister Walid
// Muallem") is one mention with its Name. Names inside a phrase ("Syria" in "Syria's army", "US" in "US intelligence") are
// mentions of their own. A possessive or relative pronoun is one too.
func (s *Stage) Mentions(d *ledger.Document) {
	if d.Tree == nil || len(d.Tokens) == 0 {
		return
	}
	n := len(d.Tokens)
	f := finder{s: s, d: d, t: d.Tree, nameOf: make([]int32, n), taken: make([]bool, n), first: make([]bool, n), out: d.Mentions[:0:0]}
	for _, name := range d.Names {
		if f.names = append(f.names, name); name.Run.First >= 0 && int(name.Run.Last) <= n {
			f.names[len(f.names)-1].Run.Last = f.withoutNoun(name)
		}
	}
	for i := range f.nameOf {
		f.nameOf[i] = -1
	}
	for k := range d.Names {
		f.splitName(k)
	}
	for k, name := range f.names {
		r := name.Run
		if r.First < 0 || r.Last > int32(n) {
			continue
		}
		for i := r.First; i < r.Last; i++ {
			f.nameOf[i] = int32(k)
		}
	}
	for _, sent := range d.Sentences {
		if sent.First < sent.Last {
			f.first[sent.First] = true
		}
		f.strayNames(sent.Run)
		f.brackets(sent.Run)
	}
	for _, sent := range d.Sentences {
		if b := sent.Block; b >= 0 && int(b) < len(d.Blocks) && !d.Blocks[b].Kind.Prose() { // bylines, credits and the like name nobody who acts
			continue
		}
		f.titles(sent.Run)
		for i := sent.First; i < sent.Last; i++ {
			f.besides(i)
		}
		for i := sent.First; i < sent.Last; i++ {
			if !f.taken[i] {
				f.titled(i)
			}
		}
		for i := sent.First; i < sent.Last; i++ {
			if !f.taken[i] {
				f.mention(i)
			}
		}
	}
	sortMentions(f.out)
	d.Mentions = f.out
}

// withoutNoun returns the end of a name without a common noun for a person behind it: "Yemen envoy" is no name, and of "United
// Nations Secretary-General" the first two words are.
func (f *finder) withoutNoun(name ledger.Name) int32 {
	r := name.Run
	for r.Last > r.First+1 {
		t := &f.d.Tokens[r.Last-1]
		a, n := f.s.agentAt(f.d, r.Last-1)
		if a == nil || a.class != "PER" || n >= r.Len() {
			break
		}
		if isCapital(f.word(r.Last - 1)) {
			if name.Type == "PER" || name.Type == "" || t.XPOS == "NNS" || t.XPOS == "NNPS" || f.s.files.titles[keyOf(a.words)] == nil || f.s.known(f.d, r) || f.hasAdposition(r) {
				break
			}
			if rest := (text.Run{First: r.First, Last: r.Last - n}); name.Type != "LOC" && !f.s.known(f.d, rest) {
				break
			}
		} else if n != 1 {
			break
		}
		r.Last -= n
	}
	return r.Last
}

// splitName finds the person's name in a name taken for a body's that holds a title and what tells a person's name
// behind it, and makes the person and the body two names: "UN Special Envoy de Mistura", "Kent Police Commissioner Ann Lee".
func (f *finder) splitName(k int) {
	name := f.names[k]
	r := name.Run
	if name.Type != "ORG" || r.First < 0 || int(r.Last) > len(f.d.Tokens) || r.Len() < 3 || f.hasAdposition(r) || f.s.known(f.d, r) {
		return
	}
	for j := r.Last - 2; j >= r.First; j-- {
		at := j + 1
		if f.word(j) == "," {
			j--
		}
		if j < r.First {
			break
		}
		a, n := f.s.agentAt(f.d, j)
		if a == nil || a.class != "PER" || f.d.Tokens[j].XPOS == "NNPS" || !isCapital(f.word(j)) || !isCapital(f.word(at)) {
			continue
		}
		rest, body := text.Run{First: at, Last: r.Last}, text.Run{First: r.First, Last: j - n + 1}
		known := body.Len() > 0 && f.s.known(f.d, body)
		_, given := f.s.files.given[keyOf(f.word(at))]
		if rest.Len() > 1 && given || known && f.s.surnameKnown(f.d, rest) {
			f.names[k] = ledger.Name{Run: rest, Type: "PER"}
			if known {
				f.names = append(f.names, ledger.Name{Run: body, Type: "ORG"})
			}
		}
		return
	}
}

func (f *finder) hasAdposition(r text.Run) bool {
	for k := r.First; k < r.Last; k++ {
		if f.d.Tokens[k].UPOS == "ADP" {
			return true
		}
	}
	return false
}

type finder struct {
	s       *Stage
	d       *ledger.Document
	t       *text.Tree
	names   []ledger.Name
	nameOf  []int32         // for each token the name that it is in, or -1
	first   []bool          // first tokens of sentences
	persons map[string]bool // names of persons that look like places
	taken   []bool          // tokens that head no mention of their own any more
	out     []ledger.Mention
}

// strayNames makes names without type of proper nouns that the name finder left out.
func (f *finder) strayNames(r text.Run) {
	for i := r.First; i < r.Last; i++ {
		if f.nameOf[i] >= 0 || !f.stray(i) {
			continue
		}
		j := i + 1
		for j < r.Last && f.nameOf[j] < 0 && f.stray(j) && f.joined(j-1, j, i) {
			j++
		}
		for k := i; k < j; k++ {
			f.nameOf[k] = int32(len(f.names))
		}
		f.names = append(f.names, ledger.Name{Run: text.Run{First: i, Last: j}})
		i = j - 1
	}
}

func (f *finder) stray(i int32) bool {
	t := &f.d.Tokens[i]
	if t.UPOS != "PROPN" || isCalendar(t.Of(f.d.Text)) || t.Rel == "nmod:desc" {
		return false
	}
	if !hasUpper(t.Of(f.d.Text)) { // "Kenya's electoral commission", whatever the tag
		if a, n := f.s.agentAt(f.d, i); a != nil && n > 0 {
			return false
		}
	}
	if i == 0 || f.d.Tokens[i-1].UPOS == "PUNCT" || f.first[i] { // a capital for its place only: "Civilians fled"
		if a, n := f.s.agentAt(f.d, i); a != nil && n == 1 && t.Head >= 0 && text.Rel0(t.Rel) != "compound" && text.Rel0(t.Rel) != "flat" {
			return false
		}
	}
	return true
}

// joined reports whether token j continues the name that starts at first and runs up to i.
func (f *finder) joined(i, j, first int32) bool {
	h := f.d.Tokens[j].Head
	if h >= first && h <= i { // flat or compound within
		return true
	}
	for k := first; k <= i; k++ {
		if f.d.Tokens[k].Head == j {
			switch text.Rel0(f.d.Tokens[k].Rel) {
			case "compound", "flat", "amod", "nmod":
				return f.d.Tokens[k].Rel != "nmod:poss"
			}
		}
	}
	return false
}

// brackets joins a given name that an editor put in brackets to the surname behind it: "[John] Kerry".
func (f *finder) brackets(r text.Run) {
	for i := r.First + 2; i+1 < r.Last; i++ {
		if f.d.Tokens[i].Of(f.d.Text) != "]" || f.nameOf[i+1] < 0 {
			continue
		}
		open := i - 1
		for open > r.First && i-open <= 4 && f.d.Tokens[open].Of(f.d.Text) != "[" {
			if f.nameOf[open] < 0 {
				break
			}
			open--
		}
		if f.d.Tokens[open].Of(f.d.Text) != "[" || open == i-1 {
			continue
		}
		name := f.nameOf[i+1]
		for k := open; k <= i; k++ {
			f.nameOf[k] = name
		}
		f.names[name].Run.First = open
		f.names[name].Type = "PER"
	}
}

// headOf is the token of a name that the rest of the sentence hangs on.
func (f *finder) headOf(r text.Run) int32 {
	for i := r.First; i < r.Last; i++ {
		if h := f.d.Tokens[i].Head; (h < r.First || h >= r.Last) && f.d.Tokens[i].UPOS != "PUNCT" {
			return i
		}
	}
	return r.Last - 1
}

// titled joins a description and a person's name into one mention where i heads the description: "The US president,
// Barack Obama" and, without a comma, also a body's: "the aid group Oxfam".
func (f *finder) titled(i int32) {
	t := &f.d.Tokens[i]
	if t.UPOS != "NOUN" && t.UPOS != "PROPN" || f.nameOf[i] >= 0 && f.namedBeyondTitle(i) {
		return
	}
	for _, k := range f.t.Children(i) {
		if k < i || f.nameOf[k] < 0 {
			continue
		}
		switch text.Rel0(f.d.Tokens[k].Rel) {
		case "appos", "flat":
		default:
			continue
		}
		name := f.names[f.nameOf[k]]
		if name.Run.Contains(i) || k != f.headOf(name.Run) {
			continue
		}
		comma, ok := f.gap(i, name.Run.First)
		if !ok || t.XPOS == "NNS" || t.XPOS == "NNPS" {
			continue
		}
		a, _ := f.s.agentAt(f.d, i)
		person := name.Type == "PER" || name.Type == "" && a != nil && a.class == "PER"
		if comma && !(person && a != nil && a.class == "PER") || !comma && !person && (a == nil || a.class != "ORG" || name.Type == "LOC") {
			continue
		}
		run := f.phrase(i)
		run.Last = name.Run.Last
		typ := name.Type
		if typ == "" && a != nil {
			typ = a.class
		}
		f.join(i, k, run, name, typ)
		return
	}
}

// join adds the mention of a description with head i and a name with head k.
func (f *finder) join(i, k int32, run text.Run, name ledger.Name, typ string) {
	f.taken[i], f.taken[k] = true, true
	f.add(ledger.Mention{Span: f.t.Span(f.trim(run, i)), Head: i, Name: f.t.Span(name.Run), Type: typ, Kind: ledger.Proper})
}

// besides joins a description and the person's name right behind it where the parser hung the name on another word: "in talks
// with the Russian president, Vladimir Putin".
func (f *finder) besides(i int32) {
	t := &f.d.Tokens[i]
	if t.UPOS != "NOUN" && (t.UPOS != "PROPN" || f.nameOf[i] >= 0 && f.namedBeyondTitle(i)) || t.XPOS == "NNS" || t.XPOS == "NNPS" || f.taken[i] || int(i)+2 >= len(f.d.Tokens) {
		return
	}
	at := i + 1
	if end := f.phrase(i).Last; end > at && int(end)+2 < len(f.d.Tokens) && f.word(end) == "," && f.closed(end+1) && (f.t.Child(i, "det", "nmod:poss") >= 0 || isCapital(f.word(i))) {
		at = end // "the spokesman for the ministry, Ann Lee, said"
	}
	comma := f.d.Tokens[at].Of(f.d.Text) == ","
	if comma {
		at++
	}
	k := f.nameOf[at]
	if k < 0 || f.names[k].Run.First != at || f.names[k].Type != "PER" {
		return
	}
	name := f.names[k]
	h := f.headOf(name.Run)
	if f.taken[h] || t.Head == h || f.d.Tokens[h].Head == i {
		return
	}
	if comma && f.t.Child(i, "det", "nmod:poss", "amod") < 0 && !isCapital(f.word(i)) {
		return
	}
	head := i
	switch rel := text.Rel0(f.d.Tokens[h].Rel); {
	case comma && f.closed(at) && f.t.Child(i, "det", "nmod:poss") >= 0: // "The Dutch envoy, Ann Lee, said", whatever the parser makes of it
		if rel == "nsubj" && text.Rel0(t.Rel) != "nsubj" {
			head = h
		}
	default:
		if !f.mayJoin(rel, comma, h, i) {
			return
		}
		if rel == "nsubj" && t.Head == f.d.Tokens[h].Head { // two subjects for one: the name stands by the verb
			head = h
		}
	}
	if a, _ := f.s.agentAt(f.d, i); a == nil || a.class != "PER" {
		return
	}
	run := f.phrase(i)
	run.Last = name.Run.Last
	f.join(i, h, run, name, "PER")
	if n := len(f.out); n > 0 {
		f.out[n-1].Head = head
	}
}

// mayJoin reports whether a name whose head h hangs on another word by rel may belong to the description right before it.
func (f *finder) mayJoin(rel string, comma bool, h, i int32) bool {
	switch rel {
	case "appos", "dep", "parataxis", "flat":
		return true
	case "conj", "nmod", "compound", "nsubj", "obj", "xcomp":
		return !comma && !f.t.Governs(h, i)
	}
	return false
}

// closed reports whether a person's name starts at token i and a comma closes it, with no "and" behind, as in a list.
func (f *finder) closed(i int32) bool {
	k := f.nameOf[i]
	if k < 0 || f.names[k].Type != "PER" || f.names[k].Run.First != i {
		return false
	}
	end := f.names[k].Run.Last
	return int(end)+1 < len(f.d.Tokens) && f.word(end) == "," && f.d.Tokens[end+1].UPOS != "CCONJ"
}

// namedBeyondTitle reports whether the name that token i is in is more than a title in capitals: "President".
func (f *finder) namedBeyondTitle(i int32) bool {
	r := f.names[f.nameOf[i]].Run
	if r.Len() != 1 {
		return true
	}
	a, _ := f.s.agentAt(f.d, i)
	return a == nil
}

// gap reports whether nothing but words of the description, brackets and at most one comma stand between i and to.
func (f *finder) gap(i, to int32) (comma, ok bool) {
	for k := i + 1; k < to; k++ {
		switch w := f.d.Tokens[k].Of(f.d.Text); w {
		case ",":
			if comma {
				return comma, false
			}
			comma = true
		case "[", "]", "\"", "“", "”":
		default:
			if f.d.Tokens[k].UPOS == "PUNCT" || comma {
				return comma, false
			}
			// "envoy to Syria, Staffan de Mistura": a modifier of the description
		}
	}
	return comma, true
}

// mention adds the mention that token i heads, if it heads one.
func (f *finder) mention(i int32) {
	t := &f.d.Tokens[i]
	rel := text.Rel0(t.Rel)
	if k := f.nameOf[i]; k >= 0 {
		r := f.names[k].Run
		if i != f.headOf(r) {
			return
		}
		f.named(i, f.names[k])
		return
	}
	switch t.UPOS {
	case "PRON":
		f.pronoun(i)
	case "NOUN", "PROPN":
		if rel == "compound" && f.acting(i) {
			f.nominal(i)
			return
		}
		switch rel {
		case "compound", "flat", "fixed", "goeswith", "case", "mark", "expl", "reparandum":
			return
		}
		if t.Rel == "nmod:desc" || isCalendar(t.Of(f.d.Text)) || isPeriod(t) {
			return
		}
		f.nominal(i)
	case "ADJ", "NUM", "DET", "VERB":
		if f.standsForNoun(i, rel) {
			f.nominal(i)
		}
	}
}

// acting reports whether a noun before another names a body or armed group that acts in what the other tells: "rebel" in
// "rebel-held", "army" in "army offensive", but not "government" in "government forces".
func (f *finder) acting(i int32) bool {
	h := f.d.Tokens[i].Head
	a, _ := f.s.agentAt(f.d, i)
	if h <= i || a == nil || a.body == "" && a.kind != ledger.ArmedGroup || a.words == "terrorist" || a.words == "extremist" { // "terrorist attack" names nobody
		return false
	}
	for steps := 0; steps < 4; steps++ {
		t := &f.d.Tokens[h]
		if t.UPOS == "VERB" {
			return t.XPOS == "VBN" && f.d.Tokens[h-1].Of(f.d.Text) == "-"
		}
		if a, _ := f.s.agentAt(f.d, h); a != nil || t.UPOS != "NOUN" || f.nameOf[h] >= 0 {
			return false
		}
		if text.Rel0(t.Rel) != "compound" || t.Head <= h {
			return true
		}
		h = t.Head
	}
	return false
}

// named adds the mention of a name, with the title before it.
func (f *finder) named(i int32, name ledger.Name) {
	t := &f.d.Tokens[i]
	inside := false
	switch text.Rel0(t.Rel) {
	case "compound", "flat", "amod", "nmod":
		inside = t.Head > i && t.Rel != "nmod"
	}
	if (t.UPOS == "ADJ" || name.Type == "NORP") && inside { // "Syrian" in "Syrian army" is no party of its own
		return
	}
	run := name.Run
	typ := name.Type
	if known := f.s.nameType(runOf(f.d, name.Run)); known != "" && (known == "PER" || typ == "" || typ == "MISC") {
		typ = known
	}
	if !inside {
		run = f.phrase(i)
		run.First, run.Last = min(run.First, name.Run.First), max(run.Last, name.Run.Last)
		if typ != "ORG" {
			run.Last = name.Run.Last
		}
	}
	if t.Rel == "nmod:desc" && len(f.t.Children(i)) == 0 && t.Head > i { // a title that the name finder took for a name
		return
	}
	if typ == "" && f.t.Child(i, "nmod:desc") >= 0 || (typ == "LOC" || typ == "ORG") && f.isPerson(i, name.Run) {
		typ = "PER"
	}
	f.add(ledger.Mention{Span: f.t.Span(f.trim(run, i)), Head: i, Name: f.t.Span(name.Run), Type: typ, Kind: ledger.Proper})
}

// isPerson reports whether a name that looks like a place's is a person's: a description of one person stands beside it, here or
// where the report gave it before, and it opens with a given name or the description is a new one: "Odile Paris, a Belgian nurse".
func (f *finder) isPerson(i int32, r text.Run) bool {
	if r.Len() < 2 || r.Len() > 3 || f.s.known(f.d, r) {
		return false
	}
	name := runOf(f.d, r)
	if f.persons[name] {
		return true
	}
	_, given := f.s.files.given[keyOf(f.word(r.First))]
	for _, k := range f.t.Children(i) {
		if f.d.Tokens[k].Rel != "appos" || f.d.Tokens[k].XPOS != "NN" {
			continue
		}
		if a, _ := f.s.agentAt(f.d, k); a == nil || a.class != "PER" {
			continue
		}
		_, seat := f.s.files.seats[keyOf(f.word(r.Last-1))]
		if d := f.t.Child(k, "det"); given || seat && d >= 0 && f.d.Tokens[d].Lemma == "a" {
			if f.persons == nil {
				f.persons = map[string]bool{}
			}
			f.persons[name] = true
			return true
		}
	}
	return false
}

func (f *finder) nominal(i int32) {
	typ := ""
	if a, _ := f.s.agentAt(f.d, i); a != nil {
		typ = a.class
	}
	f.add(ledger.Mention{Span: f.t.Span(f.trim(f.counted(f.phrase(i), i), i)), Head: i, Type: typ, Kind: ledger.Nominal})
}

func (f *finder) pronoun(i int32) {
	t := &f.d.Tokens[i]
	rel := text.Rel0(t.Rel)
	if rel == "expl" || rel == "fixed" || rel == "det" || rel == "advmod" || rel == "case" || rel == "mark" || t.XPOS == "EX" {
		return
	}
	typ := ""
	switch strings.ToLower(t.Of(f.d.Text)) {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself", "i", "me", "my", "mine", "myself", "you", "your", "who", "whom",
		"someone", "somebody", "everyone", "everybody", "anyone", "anybody", "nobody":
		typ = "PER"
	case "what", "whatever", "something", "nothing", "anything", "everything":
		return
	}
	switch t.XPOS {
	case "WP", "WDT", "WP$":
		if f.relative(i) < 0 { // asks, relates to nothing
			return
		}
	}
	f.add(ledger.Mention{Span: t.Span, Head: i, Type: typ, Kind: ledger.Pronominal})
}

// relative returns the noun that the relative pronoun i stands for, or -1.
func (f *finder) relative(i int32) int32 { return antecedent(f.d, i) }

// antecedent returns the head of the noun phrase whose relative clause the pronoun i opens, or -1.
func antecedent(d *ledger.Document, i int32) int32 {
	for k, steps := i, 0; k >= 0 && steps < 16; k, steps = d.Tokens[k].Head, steps+1 {
		if d.Tokens[k].Rel == "acl:relcl" {
			if h := d.Tokens[k].Head; h >= 0 && h < i {
				return h
			}
			return -1
		}
	}
	if t := d.Tokens[i]; i >= 2 && t.XPOS != "WDT" && d.Tokens[i-1].Of(d.Text) == "," { // "Smith, who", hung elsewhere by the parser
		k := i - 2
		for steps := 0; steps < 4 && d.Tokens[k].UPOS == "PROPN" && d.Tokens[k].Head >= 0 && d.Tokens[k].Head < k && i-d.Tokens[k].Head < 8; steps++ {
			if r := text.Rel0(d.Tokens[k].Rel); r != "flat" && r != "compound" {
				break
			}
			k = d.Tokens[k].Head
		}
		if d.Tokens[k].UPOS == "PROPN" {
			return k
		}
	}
	return -1
}

// standsForNoun reports whether an adjective, number or determiner heads a noun phrase: "the wounded", "two of them".
func (f *finder) standsForNoun(i int32, rel string) bool {
	t := &f.d.Tokens[i]
	switch rel {
	case "nsubj", "obj", "iobj":
	case "obl", "nmod":
		if t.UPOS == "VERB" || t.UPOS == "NUM" || f.t.Child(i, "det") < 0 {
			return false
		}
	case "conj":
		return false
	default:
		return false
	}
	switch t.UPOS {
	case "VERB":
		return f.t.Child(i, "det") >= 0
	case "NUM":
		return t.Rel != "obl:unmarked" && !isYear(t.Of(f.d.Text))
	}
	return true
}

func (f *finder) add(m ledger.Mention) {
	if m.Span = m.Span.Cover(m.Name); !m.Span.Empty() {
		f.out = append(f.out, m)
	}
}

// sortMentions sorts by head token. The few mentions with joined names are all that is out of order, so that insertion is
// cheap.
func sortMentions(m []ledger.Mention) {
	for i := 1; i < len(m); i++ {
		for k := i; k > 0 && m[k-1].Head > m[k].Head; k-- {
			m[k-1], m[k] = m[k], m[k-1]
		}
	}
}

func isCalendar(w string) bool {
	switch strings.TrimSuffix(w, ".") {
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays",
		"Saturdays", "Sundays", "Mon", "Tue", "Tues", "Wed", "Thu", "Thurs", "Fri", "Sat", "Sun", "January", "February", "March", "April", "June", "July",
		"August", "September", "October", "November", "December", "Jan", "Feb", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec":
		return true
	}
	return false
}

// isPeriod reports whether the noun t only tells when: "last year", "three weeks".
func isPeriod(t *text.Token) bool {
	switch t.Rel {
	case "obl:unmarked", "obl:tmod", "obl:npmod", "nmod:unmarked", "nmod:tmod", "nmod:npmod":
	case "obl", "nmod":
	default:
		return false
	}
	switch t.Lemma {
	case "second", "minute", "hour", "day", "night", "week", "weekend", "month", "quarter", "year", "decade", "century", "morning", "afternoon", "evening",
		"today", "tomorrow", "yesterday", "tonight", "noon", "midnight", "dawn", "dusk", "time", "moment", "period", "percent", "per":
		return true
	}
	return false
}

func isYear(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && w[2] >= '0' && w[2] <= '9' && w[3] >= '0' && w[3] <= '9'
}
