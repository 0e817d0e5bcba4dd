// Package when turns time expressions into intervals. A hand-written grammar of English reads atoms (pieces finer than
// tokens) of every block that is no boilerplate; relative expressions are resolved against the day of publication, by the
// tense of the clause they stand in. Types, values and mods are those of TIMEX3 (TimeML 1.2.1); From and To add the
// interval that the words mean.
package when

import (
	"io/fs"
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// Stage holds what the stage knows; it is safe for concurrent use.
type Stage struct{ lex *lexicon }

// New loads the stage's data from fsys, laid out as package data.
func New(fsys fs.FS) (*Stage, error) {
	lex, err := load(fsys)
	return &Stage{lex}, err
}

// parser reads one document.
type parser struct {
	s       *Stage
	d       *ledger.Document
	at      []atom // of the block being read
	kind    ledger.BlockKind
	pub     day
	hasPub  bool
	ref     [3]day // the last time that the text named, by fineness: "the next day" and "a year later" count from it
	hasRef  [3]bool
	dated   bool // pub is the day of a dateline
	longing bool // a relative expression met no date of publication
	out     []ledger.Time
	told    []told // for each of out
}

// How finely a time must be known for a unit to be counted from it.
const (
	byDay = iota
	byMonth
	byYear
)

// named is the last time that the text named, if it is fine enough to count units from.
func (p *parser) named(unit string) (day, bool) {
	f := byDay
	switch unit {
	case "month", "quarter":
		f = byMonth
	case "year", "decade", "century":
		f = byYear
	}
	return p.ref[f], p.hasRef[f]
}

// Times fills d.Times, in text order and not overlapping.
func (s *Stage) Times(d *ledger.Document) {
	p := &parser{s: s, d: d}
	p.pub, p.hasPub = parseDay(d.Source.Published)
	var tok int32
	for _, b := range d.Blocks {
		if b.Kind == ledger.Boilerplate || b.Span.Empty() || b.Span.Start < 0 || int(b.Span.End) > len(d.Text) {
			continue
		}
		p.kind = b.Kind
		p.at, tok = s.cut(d, b.Span, tok, p.at[:0])
		n := len(p.out)
		p.block()
		if b.Kind == ledger.Dateline {
			p.dateline(n)
		}
	}
	d.Times = p.out
	if p.longing {
		d.Problems = append(d.Problems, text.Problem{
			Stage: "times", What: "the day of publication is unknown, so relative times (\"Sunday\", \"last year\") stay unresolved",
			Hint: "read it again with its day: --published on the command line, Published on the page",
		})
	}
}

// longestWire is how many days a report may lie between its dateline and its publication.
const longestWire = 10

// dateline counts from the day of a dateline from here on, where it names one a little before publication: what follows was written then.
func (p *parser) dateline(from int) {
	for _, t := range p.out[from:] {
		if d, ok := parseDay(t.From); ok && t.From == t.To && t.Type == "DATE" && p.hasPub && d < p.pub && d >= p.pub-longestWire {
			p.pub, p.dated = d, true
			return
		}
	}
}

func (p *parser) block() {
	for i := 0; i < len(p.at); {
		a := &p.at[i]
		if a.kind == mark && a.low != "'" && a.low != "’" && a.low != "‘" || a.kind == letters && a.w == nil {
			i++
			continue
		}
		if i > 0 && !a.space && p.at[i-1].kind != mark {
			i++ // inside a word: "B52s", "20th" is read from its start
			continue
		}
		if j := p.skip(i); j > i {
			i = j
			continue
		}
		e, ok := p.expression(i)
		if !ok || e.b <= e.a {
			i++
			continue
		}
		p.emit(e)
		i = max(e.b, i+1)
	}
}

func (p *parser) emit(e expr) {
	// The full stop of an abbreviation belongs to it, that of the sentence does not.
	if z := e.b - 1; z > e.a && p.low(z) == "." && (p.at[z].tok >= 0 && p.at[z].tok != p.at[z-1].tok || p.at[z].tok < 0 && z == len(p.at)-1) {
		e.b = z
	}
	p.extend(&e)
	t := ledger.Time{
		Span: text.Span{Start: p.at[e.a].Start, End: p.at[e.b-1].End},
		Type: e.typ, Value: e.value, Mod: e.mod, Grain: e.grain, Extent: e.extent, Why: e.why,
	}
	if p.dated {
		t.Why = strings.ReplaceAll(strings.ReplaceAll(t.Why, "the day of publication", "the day of the dateline"), "publication", "the dateline")
	}
	if e.hasFrom {
		t.From = e.from.iso()
	}
	if e.hasTo {
		t.To = e.to.iso()
	}
	if e.hasFrom && e.hasTo && (e.typ == "DATE" || e.typ == "TIME") {
		n := int(e.to-e.from) + 1
		for f, days := range [...]int{byDay: 1, byMonth: 31, byYear: 366} {
			if n <= days {
				p.ref[f], p.hasRef[f] = e.from, true
			}
		}
	}
	p.out = append(p.out, t)
	p.told = append(p.told, told{e.year, p.at[e.a].tok, e.a, e.b})
}

// told is what a later expression may take from an earlier one.
type told struct {
	year        int // named in full, 0 for none
	tok         int32
	first, last int // atoms of its block, half open
}

// sameClause is the year that an earlier expression of the same clause names: "In 2014 they crossed the border in March".
func (p *parser) sameClause(i int) (int, bool) {
	n := len(p.told)
	if n == 0 || p.told[n-1].year == 0 || p.at[i].tok < 0 || p.told[n-1].tok < 0 {
		return 0, false
	}
	v, w := p.at[i].tok, p.told[n-1].tok
	h := p.d.Tokens[v].Head
	return p.told[n-1].year, h >= 0 && w < v && p.d.Tokens[w].Head == h // both are the verb's own
}

// extend reads the words before and behind an expression for its extent.
func (p *parser) extend(e *expr) {
	if e.extent != "" {
		return
	}
	before := p.low(e.a - 1)
	if before == "the" || before == "about" || before == "around" || before == "early" || before == "late" {
		before = p.low(e.a - 2)
	}
	anchored := e.hasFrom || e.hasTo
	switch before {
	case "since":
		e.extent = "starts"
		return
	case "until", "till", "til", "through", "by":
		e.extent = "ends"
		return
	case "from":
		e.extent = "starts"
		return
	case "between":
		e.extent = "starts"
		return
	case "throughout":
		e.extent = "throughout"
		return
	case "for":
		if e.typ == "DURATION" {
			e.extent = "throughout"
		} else if anchored {
			e.extent = "within"
		}
		return
	case "to", "and", "-", "–", "—":
		if n := len(p.out); n > 0 && p.out[n-1].Extent == "starts" && p.told[n-1].last == e.a-1 && p.at[e.a-1].Start-p.out[n-1].Span.End <= 2 {
			w := p.low(p.told[n-1].first - 1)
			if before == "and" && w == "between" || before != "and" && w != "between" && w != "since" {
				e.extent = "ends"
				return
			}
		}
	}
	if anchored {
		e.extent = "within"
	}
}

// low is the atom i in lower case, "" outside the block.
func (p *parser) low(i int) string {
	if i < 0 || i >= len(p.at) {
		return ""
	}
	return p.at[i].low
}

var noWord word

// word is the lexicon entry of atom i, never nil.
func (p *parser) word(i int) *word {
	if i < 0 || i >= len(p.at) || p.at[i].w == nil {
		return &noWord
	}
	return p.at[i].w
}

// xpos is the Penn tag of the token that holds atom i, "" if there is none.
func (p *parser) xpos(i int) string {
	if i < 0 || i >= len(p.at) || p.at[i].tok < 0 {
		return ""
	}
	return p.d.Tokens[p.at[i].tok].XPOS
}

func (p *parser) upper(i int) bool { return i >= 0 && i < len(p.at) && p.at[i].upper }

// glued reports that atom i follows the one before without a space.
func (p *parser) glued(i int) bool { return i > 0 && i < len(p.at) && !p.at[i].space }

// is reports whether atom i is one of the words.
func (p *parser) is(i int, words ...string) bool {
	l := p.low(i)
	if l == "" {
		return false
	}
	for _, w := range words {
		if l == w {
			return true
		}
	}
	return false
}

// comma steps over a comma.
func (p *parser) comma(i int) int {
	if p.low(i) == "," {
		return i + 1
	}
	return i
}

// need is the day of publication; it notes that one was asked for.
func (p *parser) need() (day, bool) {
	if !p.hasPub {
		p.longing = true
	}
	return p.pub, p.hasPub
}
