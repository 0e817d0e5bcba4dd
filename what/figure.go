package what

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"daybook/ledger"
	"daybook/rule"
	"daybook/text"
)

// Vague is one entry of lexicon/what-vague.yaml: what a word such as "dozens" is taken for.
type Vague struct {
	rule.Meta `yaml:",inline"`
	Words     []string `yaml:"words"`
	Low       int64    `yaml:"low"`   // -1 not told
	High      int64    `yaml:"high"`  // -1 open
	ACLED     int64    `yaml:"acled"` // what ACLED's codebook would write; 0 as Low
}

// Toll is one entry of lexicon/what-figure.yaml: the words that tell what a number counts.
type Toll struct {
	rule.Meta  `yaml:",inline"`
	What       string   `yaml:"what"`
	Object     []string `yaml:"object"`  // verbs whose object is counted: "kill"
	Subject    []string `yaml:"subject"` // verbs whose subject is counted: "die"
	Adjectives []string `yaml:"adjectives"`
	Nouns      []string `yaml:"nouns"`   // nouns that are counted themselves: "deaths", "arrests"
	Phrases    []string `yaml:"phrases"` // "under + siege": said of those who are counted
	Types      []string `yaml:"types"`   // of the events that such a number can belong to
	Of         []string `yaml:"of"`      // nouns of which those behind "of" are counted, never they themselves: "the assassination of six priests"
	Only       []string `yaml:"only"`    // nouns that alone are counted by these words: "found 12 bodies"; the unit is then the noun itself
	Totals     []string `yaml:"totals"`  // nouns that stand for the number: "the toll rose to 15"
	Things     []string `yaml:"things"`  // of the object verbs, those whose object may as well be a thing: "seized 12 rifles"
	Stock      bool     `yaml:"stock"`
}

type toll struct {
	Toll
	where string
}

// VagueTable is the one entry of lexicon/what-vague-table.yaml: by which column of the table vague words are read.
type VagueTable struct {
	rule.Meta `yaml:",inline"`
	Use       string `yaml:"use"` // literal: the least that the word can stand for; acled: what ACLED's codebook writes
}

// TablePath is the file that says how vague words are read; a user's own, or a flag, may take its place.
const TablePath = "lexicon/what-vague-table.yaml"

func loadFigures(fsys fs.FS, types map[string]Type) (map[string]Vague, []toll, error) {
	vs, err1 := rule.Load[Vague](fsys, "lexicon/what-vague.yaml")
	vague := map[string]Vague{}
	for _, e := range vs {
		for _, w := range e.Rule.Words {
			vague[w] = e.Rule
		}
	}
	ts, err2 := rule.Load[Toll](fsys, "lexicon/what-figure.yaml")
	var tolls []toll
	faults := []error{err1, err2, useTable(fsys, vague)}
	for _, e := range ts {
		for i, x := range e.Rule.Types {
			if types[x].Quad == 0 {
				faults = append(faults, e.Fault(fmt.Sprintf("unknown type %q; lexicon/what-type.yaml has the types", x), "types", i))
			}
		}
		if e.Rule.What == "" {
			e.Rule.What = e.Rule.ID
		}
		tolls = append(tolls, toll{e.Rule, e.Where()})
	}
	return vague, tolls, errors.Join(faults...)
}

// useTable reads by which column of the table vague words are taken, and makes the table so.
func useTable(fsys fs.FS, vague map[string]Vague) error {
	tables, err := rule.Load[VagueTable](fsys, TablePath)
	faults := []error{err}
	for _, e := range tables {
		switch e.Rule.Use {
		case "literal":
		case "acled":
			for w, v := range vague {
				if v.Low, v.High = v.ACLED, v.ACLED; v.ACLED <= 0 {
					v.Low, v.High = -1, -1
				}
				vague[w] = v
			}
		default:
			faults = append(faults, e.Fault(fmt.Sprintf("use is %q; vague words can be read literal or acled", e.Rule.Use), "use"))
		}
	}
	return errors.Join(faults...)
}

// tollWord says how a word counts.
type tollWord struct {
	toll int
	how  byte // 'o' object, 's' subject, 'a' adjective, 'n' noun, 'f' noun of which those behind "of" are counted, 'p' phrase, 't' total
	prep string
}

func tollIndex(ts []toll) map[string][]tollWord {
	m := map[string][]tollWord{}
	for i, t := range ts {
		put := func(ws []string, how byte) {
			for _, w := range ws {
				prep, head := "", w
				if l, r, ok := strings.Cut(w, "+"); ok {
					prep, head = strings.TrimSpace(l), strings.TrimSpace(r)
				}
				m[head] = append(m[head], tollWord{i, how, prep})
			}
		}
		put(t.Object, 'o')
		put(t.Subject, 's')
		put(t.Adjectives, 'a')
		put(t.Nouns, 'n')
		put(t.Of, 'f')
		put(t.Phrases, 'p')
		put(t.Totals, 't')
	}
	return m
}

// figures finds the numbers that tell how many were killed, wounded, besieged ...
func (r *reading) figures(index map[string][]tollWord) {
	for s := range r.d.Sentences {
		sen := &r.d.Sentences[s]
		if !r.prose(sen) {
			continue
		}
		from := len(r.d.Figures)
		for i := max(sen.First, 0); i < min(sen.Last, int32(len(r.toks))); i++ {
			u := r.toks[i].UPOS
			if u != "VERB" && u != "NOUN" && u != "ADJ" && u != "PROPN" {
				continue
			}
			ws := index[r.lemma(i)]
			if ws == nil && u == "ADJ" {
				ws = index[r.lowered(i)]
			}
			for _, w := range ws {
				if w.how == 't' {
					if o := r.tollNumber(i); o >= 0 && r.number(i, o, w, from) {
						break
					}
				} else if r.figureAt(i, w, from) {
					break
				}
			}
		}
		r.parts(from)
	}
}

// counted is the noun whose number is asked for.
func (r *reading) counted(i int32, w tollWord) int32 {
	u := r.toks[i].UPOS
	switch w.how {
	case 'o':
		if u != "VERB" && !(u == "ADJ" && strings.HasSuffix(r.word(i), "ed")) {
			return ledger.None
		}
		c := r.core(i)
		if k := r.ownNumber(i); k >= 0 {
			return k
		}
		if u == "ADJ" {
			if c.subj >= 0 {
				return c.subj
			}
			return i
		}
		if c.obj < 0 && c.subj >= 0 && r.child(i, "aux") < 0 && !r.actorlikeOnly(c.subj) && (r.toks[i].XPOS == "VBN" || r.toks[i].XPOS == "VBD") {
			return c.subj // headline: "Twelve killed in blast", read as active
		}
		if c.obj < 0 && r.rel(i) == "amod" {
			return ledger.None
		}
		return c.obj
	case 's':
		if u != "VERB" {
			return ledger.None
		}
		return r.core(i).subj
	case 'f':
		if u != "NOUN" {
			return ledger.None
		}
		return r.ofPhrase(i)
	case 'a':
		if u == "VERB" {
			return ledger.None
		}
		if g := r.head(i); g >= 0 && r.rel(i) == "nsubj" && (r.lemma(g) == "include" || r.lemma(g) == "comprise") { // "the dead included four children"
			return r.core(g).obj
		}
		if s, _ := r.surfaceSubject(i, 0); s >= 0 && (r.rel(i) == "xcomp" || r.child(i, "cop") >= 0 || r.child(i, "nsubj") >= 0) {
			return s
		}
		if r.rel(i) == "xcomp" || r.rel(i) == "obj" || r.rel(i) == "obl" {
			if k := r.child(i, "nummod"); k >= 0 {
				return i
			}
			if o := r.core(r.head(i)).obj; o >= 0 && o != i { // "left 12 people dead"
				return o
			}
		}
		if r.rel(i) == "amod" && r.head(i) >= 0 {
			return r.head(i)
		}
		if k := r.nounBefore(i); k >= 0 { // "13 inmates dead"
			return k
		}
		return i
	case 'n':
		if u != "NOUN" {
			return ledger.None
		}
		if _, ok := r.quantity(i); !ok && r.is(i, "suffered") {
			if k := r.ofPhrase(i); k >= 0 {
				return k
			}
		}
		return i
	case 'p':
		if u != "NOUN" || !r.hasPrep(i, w.prep) {
			return ledger.None
		}
		h := hit{tok: i, base: i, object: ledger.None, light: ledger.None, pat: &pattern{pos: 'n', second: w.prep}}
		return r.step(&h, "pred", "", false, true).tok
	}
	return ledger.None
}

// ofPhrase is the noun behind "of" at noun i, or None.
func (r *reading) ofPhrase(i int32) int32 {
	if int(i)+2 < len(r.toks) && r.lowered(i+1) == "of" { // wherever the tree hangs it
		if k := r.nounAfter(i + 2); k >= 0 && r.time[k] < 0 {
			return k
		}
	}
	for _, k := range r.t.Children(i) { // "the death of 10 and injury of 31 civilians"
		if r.rel(k) == "nmod" && k > i && r.prep(k) == "of" && r.time[k] < 0 {
			return k
		}
	}
	return ledger.None
}

// ownNumber is the noun with a number right before the participle i, where the tree joins it to the verb before: "one was killed and 86 others injured".
func (r *reading) ownNumber(i int32) int32 {
	if x := r.toks[i].XPOS; x != "VBN" && x != "VBD" || r.rel(i) != "conj" || i < 2 || r.child(i, "nsubj") >= 0 {
		return ledger.None
	}
	k := i - 1
	for k > 0 && (r.toks[k].UPOS == "ADV" || r.toks[k].UPOS == "AUX") {
		k--
	}
	if r.head(k) == i || r.toks[k].UPOS != "NOUN" && r.toks[k].UPOS != "NUM" && r.toks[k].UPOS != "ADJ" || r.time[k] >= 0 {
		return ledger.None
	}
	first := k
	for first > 0 && r.inPhrase(first-1, k) && r.sentence[first-1] == r.sentence[k] && first-1 > r.head(i) && r.toks[first-1].UPOS != "CCONJ" {
		first--
	}
	if first < 1 || r.toks[first-1].UPOS != "CCONJ" && r.word(first-1) != "," {
		return ledger.None
	}
	if _, ok := r.quantity(k); !ok {
		return ledger.None
	}
	return k
}

// tollNumber is the number, or the noun that it counts, behind a word for the total, read from the words alone: "the toll rose to 15",
// "put the toll at at least 40 people", "a toll of 12". Nothing but verbs of standing and rising, prepositions and bounds may stand between.
func (r *reading) tollNumber(i int32) int32 {
	seen := false
	for k := i + 1; k < min(i+10, int32(len(r.toks))) && r.sentence[k] == r.sentence[i]; k++ {
		switch r.toks[k].UPOS {
		case "NUM":
			if !seen || r.time[k] >= 0 || !r.numeric(k) {
				return ledger.None
			}
			if g := r.head(k); g > k && g-k < 4 && r.toks[g].UPOS == "NOUN" && r.rel(k) == "nummod" {
				return g
			}
			return k
		case "ADP", "PART":
			switch r.lemma(k) {
			case "of":
				if int(k)+1 < len(r.toks) && r.toks[k+1].UPOS == "DET" { // "the toll of the bombing to 15"
					k = r.overPhrase(k, i)
				} else {
					seen = true
				}
			case "at", "to", "above", "past", "beyond":
				seen = true
			case "from", "in", "by", "for", "among": // "rose from 12", "in 2014"; not "from the strike reached 18"
				if int(k)+1 >= len(r.toks) || r.numeric(k+1) || r.time[k+1] >= 0 {
					return ledger.None
				}
				k = r.overPhrase(k, i)
			}
		case "VERB":
			switch r.lemma(k) {
			case "reach", "hit", "pass", "exceed", "top", "surpass":
				seen = true
			case "rise", "stand", "climb", "grow", "put", "increase", "jump", "mount", "go", "remain":
			default:
				return ledger.None
			}
		case "AUX", "ADV", "ADJ", "SCONJ", "DET":
		default:
			return ledger.None
		}
	}
	return ledger.None
}

// overPhrase is the last word of the phrase behind the preposition k, at most eight words from the word i for a total.
func (r *reading) overPhrase(k, i int32) int32 {
	for int(k)+1 < len(r.toks) && k < i+8 {
		switch r.toks[k+1].UPOS {
		case "VERB", "AUX", "PUNCT", "NUM":
			return k
		case "ADP", "PART":
			if l := r.lemma(k + 1); l == "to" || l == "at" {
				return k
			}
		}
		k++
	}
	return k
}

// actorlikeOnly reports whether t surely acts: a name or noun of an actor without a number.
func (r *reading) actorlikeOnly(t int32) bool {
	if r.toks[t].UPOS == "NUM" || r.child(t, "nummod") >= 0 || r.is(t, "quantity") {
		return false
	}
	return r.actorlike(t)
}

// listed is noun o with all that is joined to it: "six priests, two cooks and a driver".
func (r *reading) listed(o int32) []int32 {
	out := []int32{o}
	for n := 0; n < len(out) && n < 16; n++ {
		for _, k := range r.t.Children(out[n]) {
			if r.toks[k].Rel == "conj" && k > out[n] && r.nominalNumber(k) {
				out = append(out, k)
			}
		}
	}
	for _, f := range r.joined([]found{{tok: o}}, o, 0) {
		if !slices.Contains(out, f.tok) {
			out = append(out, f.tok)
		}
	}
	return out
}

// nominalNumber reports whether k is a noun or a number that stands for one.
func (r *reading) nominalNumber(k int32) bool {
	switch r.toks[k].UPOS {
	case "NOUN", "PROPN", "NUM":
		return r.time[k] < 0
	}
	return false
}

func (r *reading) figureAt(i int32, w tollWord, from int) bool {
	o := r.counted(i, w)
	if o < 0 || r.sentence[o] != r.sentence[i] || r.time[o] >= 0 {
		return false
	}
	made := false
	for _, one := range r.listed(o) {
		made = r.number(i, one, w, from) || made
		if o == i || w.how == 'p' { // the word itself is counted
			break
		}
	}
	if !made {
		made = r.number(i, o, w, from)
	}
	return made
}

// number makes a figure of the quantity of the noun o, if it has one.
func (r *reading) number(i, o int32, w tollWord, from int) bool {
	t := &r.b.tolls[w.toll]
	q, ok := r.quantity(o)
	if !ok {
		return false
	}
	if w.how == 'o' && slices.Contains(t.Things, r.lemma(i)) && !r.people(o) {
		return false
	}
	if len(t.Only) > 0 {
		if s := r.substance(o); !slices.Contains(t.Only, r.lemma(s)) {
			return false
		} else if q.unit == "persons" {
			q.unit = strings.ToLower(r.word(s))
		}
	} else if !t.Stock && r.is(r.substance(o), "place-like") { // "dozens of villages were liberated": no persons
		return false
	}
	for k := from; k < len(r.d.Figures); k++ {
		p := &r.d.Figures[k]
		if p.Span != q.span {
			continue
		}
		if p.What == t.What || w.how == 'n' {
			return true
		}
		if r.counts[k] == 'n' { // "seven hostages were released": the verb says what is counted, the noun only whom
			p.What = t.What
			p.Evidence.Rule, p.Evidence.Where = "figure/"+t.ID, t.where
			r.counts[k] = w.how
			if e := r.eventFor(i, t); p.Event < 0 && e >= 0 {
				p.Event = e
				r.d.Events[e].Figures = append(r.d.Events[e].Figures, int32(k))
			}
			return true
		}
	}
	if o == i || len(t.Only) > 0 { // "9 deaths", "three bodies": whose is not told
		q.whom = text.Span{}
	}
	f := ledger.Figure{
		Span: q.span, What: t.What, Low: q.low, High: q.high, Approximate: q.approximate, AtLeast: q.atLeast, Vague: q.vague, Unit: q.unit,
		Kind: q.kind, PartOf: ledger.None, Supersedes: ledger.None, Event: r.eventFor(i, t), Statement: r.inside(q.span), Relation: q.relation,
		Whom: q.whom,
	}
	if t.Stock {
		f.Kind = "stock"
		f.AsOf = day(r.d.Source.Published)
	}
	if d := r.asOf(i); d != "" {
		f.AsOf = d
	}
	if k := r.negator(o); r.negator(i) >= 0 || k >= 0 && !q.atLeast && !q.none {
		return false
	}
	if q.more {
		for k := len(r.d.Figures) - 1; k >= from; k-- {
			if p := &r.d.Figures[k]; p.What != t.What && p.Relation == "" {
				f.Relation = "more than the " + p.What
				if q.vague != "" {
					f.Low, f.High, f.Vague = -1, -1, ""
				}
				if f.Event < 0 {
					f.Event = p.Event
				}
				break
			}
			if p := &r.d.Figures[k]; p.What == t.What {
				f.Kind = "increment"
			}
		}
		if f.Relation == "" && f.Low < 0 {
			return false
		}
	}
	f.Evidence = ledger.Evidence{
		Rule: "figure/" + t.ID, Where: t.where, Words: []text.Span{q.span, r.toks[i].Span},
		Steps: []string{"'" + r.word(i) + "' counts '" + r.word(o) + "'", q.how},
	}
	n := int32(len(r.d.Figures))
	r.d.Figures = append(r.d.Figures, f)
	r.counts = append(r.counts, w.how)
	if f.Event >= 0 {
		r.d.Events[f.Event].Figures = append(r.d.Events[f.Event].Figures, n)
	}
	if w.how == 't' {
		r.revised(i, o, n)
	}
	return true
}

// asOf is the day of "as of Monday" in the sentence of i, or "".
func (r *reading) asOf(i int32) string {
	s := r.sentence[i]
	for k := max(r.d.Sentences[s].First, 0); k+2 < min(r.d.Sentences[s].Last, int32(len(r.toks))); k++ {
		if r.lowered(k) == "as" && r.lowered(k+1) == "of" {
			if t := r.time[k+2]; t >= 0 {
				return r.d.Times[t].To
			}
		}
	}
	return ""
}

// revised adds the number that figure n, of the total word i, takes the place of: "rose to 15 from 12", "to 40, up from 33".
func (r *reading) revised(i, o, n int32) {
	for k := i + 1; k < min(o+8, int32(len(r.toks))) && r.sentence[k] == r.sentence[i]; k++ {
		if r.lowered(k) != "from" {
			continue
		}
		at := k + 1
		for at < int32(len(r.toks)) && !r.numeric(at) && at < k+4 && (r.lowered(at) == "a" || r.lowered(at) == "the" || r.lowered(at) == "earlier" || r.lowered(at) == "previous" || r.lowered(at) == "initial" || r.lowered(at) == "at" || r.lowered(at) == "least") {
			at++
		}
		if at >= int32(len(r.toks)) || !r.numeric(at) || r.time[at] >= 0 || r.sentence[at] != r.sentence[i] { // "from the blast to 15, up from 12"
			continue
		}
		end := at + 1
		for end < int32(len(r.toks)) && r.numeric(end) {
			end++
		}
		v, ok := r.value(at, end)
		new := &r.d.Figures[n]
		if !ok || new.Low == v {
			return
		}
		old := *new
		old.Span, old.Low, old.High, old.Approximate, old.AtLeast = r.t.Span(text.Run{First: at, Last: end}), v, v, false, false
		old.Evidence.Words = []text.Span{old.Span, r.toks[i].Span}
		old.Evidence.Steps = []string{"the number before, behind 'from'"}
		new.Supersedes = int32(len(r.d.Figures))
		r.d.Figures = append(r.d.Figures, old)
		r.counts = append(r.counts, 't')
		if old.Event >= 0 {
			r.d.Events[old.Event].Figures = append(r.d.Events[old.Event].Figures, int32(len(r.d.Figures)-1))
		}
		return
	}
}

// people reports whether the noun o surely counts persons: a bare number does, a noun that no list knows for one does not.
func (r *reading) people(o int32) bool {
	s := r.substance(o)
	return r.toks[s].UPOS == "NUM" || r.is(s, "person") || r.is(s, "victim") || r.is(s, "freed") || r.is(s, "quantity") || r.actorlike(s)
}

// eventFor is the event that a toll word belongs to: its own, else that of the clause around it, else the first event of the
// sentence that can have such a number. A toll that some rule refused ("killed in an earthquake") belongs to none.
func (r *reading) eventFor(i int32, t *toll) int32 {
	for j, steps := i, 0; j >= 0 && steps < 6; j, steps = r.head(j), steps+1 {
		if e, ok := r.eventAt[j]; ok && slices.Contains(t.Types, r.d.Events[e].Type) {
			return e
		}
	}
	if r.toks[i].UPOS == "VERB" && r.b.verbs[r.lemma(i)] != nil {
		return ledger.None
	}
	for e, hi := r.eventsOf(r.sentence[i]); e < hi; e++ {
		if slices.Contains(t.Types, r.d.Events[e].Type) {
			return int32(e)
		}
	}
	return ledger.None
}

// nobodyAt is the word that says that nobody is counted by o: "no" before a noun for people, or the word for nobody itself; or None.
func (r *reading) nobodyAt(o int32) int32 {
	switch r.lowered(o) {
	case "nobody", "none":
		return o
	case "one":
		if o > 0 && r.lowered(o-1) == "no" {
			return o - 1
		}
	}
	if !r.is(o, "person") && !r.is(o, "victim") {
		return ledger.None
	}
	for _, k := range r.t.Children(o) {
		if r.lemma(k) == "no" && r.rel(k) == "det" && k < o {
			return k
		}
	}
	return ledger.None
}

// parts finds sub-counts of the figures of one sentence: "four of them children", "including three soldiers".
func (r *reading) parts(from int) {
	for k := from; k < len(r.d.Figures) && k < from+8; k++ {
		f := r.d.Figures[k]
		if f.PartOf >= 0 {
			continue
		}
		at := int32(sort.Search(len(r.toks), func(i int) bool { return r.toks[i].Start >= f.Span.End }))
		if int(at) >= len(r.toks) || r.sentence[at] < 0 {
			continue
		}
		end := min(r.d.Sentences[r.sentence[at]].Last, int32(len(r.toks)), at+24)
		for j := at; j < end; j++ {
			start := ledger.None
			switch w := r.lowered(j); {
			case w == "including" || w == "among" && j+1 < end && (r.lowered(j+1) == "them" || r.lowered(j+1) == "whom"):
				start = j + 1
				if w == "among" {
					start = j + 2
				}
			case r.numeric(j) && j+2 < end && r.lowered(j+1) == "of" && (r.lowered(j+2) == "them" || r.lowered(j+2) == "whom"):
				start = j
			}
			if start < 0 || start >= end {
				continue
			}
			r.partsAt(start, end, k)
			break
		}
	}
}

func (r *reading) partsAt(start, end int32, of int) {
	for j := start; j < end && j < start+12; j++ {
		if r.toks[j].UPOS == "VERB" {
			return
		}
		if !r.numeric(j) || r.time[j] >= 0 {
			continue
		}
		e := j + 1
		for e < end && r.numeric(e) {
			e++
		}
		n, ok := r.value(j, e)
		if !ok {
			return
		}
		k := e
		for k < end && k < e+6 && r.toks[k].UPOS != "NOUN" {
			if u := r.toks[k].UPOS; u == "VERB" || u == "PUNCT" {
				break
			}
			k++
		}
		if k >= end || r.toks[k].UPOS != "NOUN" {
			return
		}
		p := r.d.Figures[of]
		span := r.t.Span(text.Run{First: j, Last: k + 1})
		for _, f := range r.d.Figures[max(0, len(r.d.Figures)-reach):] {
			if f.Span.Overlaps(span) && f.What == p.What {
				return
			}
		}
		sub := ledger.Figure{
			Span: span, What: p.What, Whom: r.toks[k].Span, Low: n, High: n, Unit: p.Unit, Kind: p.Kind, AsOf: p.AsOf, PartOf: int32(of), Supersedes: ledger.None,
			Event: p.Event, Statement: r.inside(span), Evidence: p.Evidence,
		}
		sub.Evidence.Words = []text.Span{span}
		sub.Evidence.Steps = []string{"a part of '" + p.Span.Of(r.d.Text) + "'"}
		at := int32(len(r.d.Figures))
		r.d.Figures = append(r.d.Figures, sub)
		r.counts = append(r.counts, 'p')
		if sub.Event >= 0 {
			r.d.Events[sub.Event].Figures = append(r.d.Events[sub.Event].Figures, at)
		}
		j = k
	}
}
