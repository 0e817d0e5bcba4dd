package serve

import (
	"sort"
	"strings"

	"daybook/ledger"
)

// The article of the report screen is the text, cut wherever a mark begins or ends, so that marks that overlap in any
// way come out as flat stretches with the kinds and ids of all that cover them.

// kind is the set of roles that a stretch of text plays in the ledger.
type kind uint8

const (
	asContent kind = 1 << iota // what is said
	asSource                   // who says it
	asCue                      // the words that report
	asEvent                    // the trigger of an event
	asFigure
	asPlace
	asTime
)

var kindNames = [...]string{"content", "source", "cue", "event", "figure", "place", "time"}

// mark says that bytes [start, end) of the text belong to the ledger entry id in one role.
type mark struct {
	start, end int32
	kind       kind
	id         string
}

// segment is a stretch that the same marks cover from end to end.
type segment struct {
	Text    string
	Class   string   // the kinds, as CSS classes; "" plain text
	IDs     string   // ids of the entries, separated by blanks
	Main    string   // the entry that a click or Enter is about
	Link    bool     // to be reached by keyboard: everything but long content
	Anchors []string // entries whose first words these are
}

// sentence is a piece of a block: one sentence, or what stands between two.
type sentence struct {
	ID       string // "n0", "n1" ... number of the sentence in the report; "" between sentences
	Quiet    bool   // a sentence of prose of which nothing was made
	Segments []segment
}

// part is a block, or the rest of a paragraph beside one.
type part struct {
	Kind      ledger.BlockKind
	Sentences []sentence
}

// paragraph is what is drawn as one: a dateline stands in the paragraph of the body behind it.
type paragraph struct {
	Kind  ledger.BlockKind // of its largest part
	First bool             // the first headline
	Parts []part
}

// marks lists all marks of a report, ordered by where they begin.
func marks(r *ledger.Report) []mark {
	var out []mark
	add := func(q ledger.Quote, k kind, id string) {
		if q.Start >= 0 && q.Start < q.End && int(q.End) <= len(r.Text) {
			out = append(out, mark{q.Start, q.End, k, id})
		}
	}
	for _, s := range r.Statements {
		if s.Source != nil {
			add(*s.Source, asSource, s.ID)
		}
		for _, q := range s.Cue {
			add(q, asCue, s.ID)
		}
		for _, q := range s.Content {
			add(q, asContent, s.ID)
		}
	}
	for _, e := range r.Events {
		add(e.Trigger, asEvent, e.ID)
	}
	for _, f := range r.Figures {
		add(f.Quote, asFigure, f.ID)
	}
	for _, p := range r.Places {
		if !p.InName && !p.Metonym {
			add(p.Quote, asPlace, p.ID)
		}
	}
	for _, t := range r.Times {
		add(t.Quote, asTime, t.ID)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].start < out[j].start })
	return out
}

// cutter cuts the text from left to right.
type cutter struct {
	text   string
	marks  []mark
	next   int    // first mark that has not begun
	active []mark // marks begun and perhaps not ended
	named  map[string]bool
}

// cut returns the segments of text[from:to]. Calls must go from left to right.
func (c *cutter) cut(from, to int32) []segment {
	var out []segment
	for at := from; at < to; {
		live := c.active[:0]
		for _, m := range c.active {
			if m.end > at {
				live = append(live, m)
			}
		}
		for ; c.next < len(c.marks) && c.marks[c.next].start <= at; c.next++ {
			if c.marks[c.next].end > at {
				live = append(live, c.marks[c.next])
			}
		}
		c.active = live
		end := to
		for _, m := range live {
			end = min(end, m.end)
		}
		if c.next < len(c.marks) {
			end = min(end, c.marks[c.next].start)
		}
		out = append(out, c.segment(at, end))
		at = end
	}
	return out
}

func (c *cutter) segment(at, end int32) segment {
	s := segment{Text: c.text[at:end]}
	if len(c.active) == 0 {
		return s
	}
	var kinds kind
	var ids []string
	best := mark{kind: asContent, end: 1 << 30}
	starts, ends := false, false
	for _, m := range c.active {
		kinds |= m.kind
		if !contains(ids, m.id) {
			ids = append(ids, m.id)
		}
		if m.kind == asFigure {
			starts, ends = starts || m.start == at, ends || m.end == end
		}
		if !c.named[m.id] {
			c.named[m.id] = true
			s.Anchors = append(s.Anchors, m.id)
		}
		// An event speaks before the cue that it may also be, either before what merely lies around it.
		if rank(m.kind) > rank(best.kind) || m.kind == best.kind && m.end-m.start < best.end-best.start {
			best = m
		}
	}
	var class []string
	for i, name := range kindNames {
		if kinds&(1<<i) != 0 {
			class = append(class, name)
		}
	}
	if starts {
		class = append(class, "begins")
	}
	if ends {
		class = append(class, "ends")
	}
	s.Class, s.IDs, s.Main = strings.Join(class, " "), strings.Join(ids, " "), best.id
	s.Link = kinds&^asContent != 0 && strings.TrimSpace(s.Text) != ""
	return s
}

func rank(k kind) int {
	switch k {
	case asEvent:
		return 6
	case asCue:
		return 5
	case asFigure:
		return 4
	case asSource:
		return 3
	case asTime:
		return 2
	case asPlace:
		return 1
	}
	return 0
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// quiet tells for each sentence whether nothing was made of it: no statement and no event has words in it.
func quiet(r *ledger.Report, ms []mark) []bool {
	out := make([]bool, len(r.Sentences))
	for i := range out {
		out[i] = true
	}
	for _, m := range ms {
		if m.kind&(asContent|asCue|asEvent) == 0 {
			continue
		}
		first := sort.Search(len(out), func(i int) bool { return r.Sentences[i].End > m.start })
		for i := first; i < len(out) && r.Sentences[i].Start < m.end; i++ {
			out[i] = false
		}
	}
	return out
}

// paragraphs lays out the report. A report without blocks, as one in a language that is not read, is cut at its empty lines.
func paragraphs(r *ledger.Report) []paragraph {
	ms := marks(r)
	c := &cutter{text: r.Text, marks: ms, named: map[string]bool{}}
	hush := quiet(r, ms)
	blocks := r.Blocks
	if len(blocks) == 0 {
		blocks = plain(r.Text)
	}
	var out []paragraph
	next, headline := 0, false
	at := int32(0)
	for i, b := range blocks {
		start, end := max(b.Start, at), min(b.End, int32(len(r.Text)))
		if start >= end {
			continue
		}
		joined := i > 0 && b.Paragraph == blocks[i-1].Paragraph && len(out) > 0
		if !joined {
			out = append(out, paragraph{Kind: b.Kind})
		}
		p := &out[len(out)-1]
		if joined && at < start {
			p.Parts = append(p.Parts, part{Sentences: []sentence{{Segments: c.cut(at, start)}}})
		}
		if b.Kind == ledger.Headline && !headline {
			headline, p.First = true, true
		}
		if joined && p.Kind == ledger.Dateline {
			p.Kind = b.Kind
		}
		at = start
		pt := part{Kind: b.Kind}
		for next < len(r.Sentences) && r.Sentences[next].End <= start {
			next++
		}
		for ; next < len(r.Sentences) && r.Sentences[next].Start < end; next++ {
			s := r.Sentences[next]
			from, to := max(s.Start, at), min(s.End, end)
			if from >= to {
				continue
			}
			if at < from {
				pt.Sentences = append(pt.Sentences, sentence{Segments: c.cut(at, from)})
			}
			pt.Sentences = append(pt.Sentences, sentence{ID: sentenceID(next), Quiet: hush[next] && b.Kind.Prose(), Segments: c.cut(from, to)})
			at = to
			if s.End > end { // it goes on in the next block
				break
			}
		}
		if at < end {
			pt.Sentences = append(pt.Sentences, sentence{Segments: c.cut(at, end)})
		}
		at = end
		p.Parts = append(p.Parts, pt)
	}
	return out
}

// plain makes a block of every stretch between empty lines.
func plain(text string) []ledger.Part {
	var out []ledger.Part
	at := 0
	for n := int32(0); at < len(text); n++ {
		end := len(text)
		if i := strings.Index(text[at:], "\n\n"); i >= 0 {
			end = at + i
		}
		if strings.TrimSpace(text[at:end]) != "" {
			out = append(out, ledger.Part{Quote: ledger.Quote{Start: int32(at), End: int32(end)}, Kind: ledger.Body, Paragraph: n})
		}
		at = end + 2
	}
	return out
}
