package score

import (
	"encoding/xml"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"daybook/ledger"
	"daybook/read"
	"daybook/text"
)

// TimeFigures are what `score times` prints.
type TimeFigures struct {
	Kind      string `json:"kind"`
	Documents int    `json:"documents"`
	Strict    PRF    `json:"strict"`  // the same words
	Relaxed   PRF    `json:"relaxed"` // words that overlap
	Value     PRF    `json:"value"`   // overlap, and the same value
}

// markedTime is one time expression of a corpus.
type markedTime struct {
	at       text.Span
	value    string // TIMEX3 value
	from, to string // GUM: an interval instead
	tei      bool   // attributes as in GUM
	taken    bool
}

// timeDocument is a document of a corpus with its words put together again.
type timeDocument struct {
	name, published string
	text            strings.Builder
	gold            []markedTime
	dates           bool // only dates and times of day are marked
}

// timesScore measures time expressions on documents of MEANTIME (TimeML in NewsReader's form) or GUM (TEI, <date when=>). Dates of creation
// and expressions without words do not count.
func timesScore(path string, o Options) (any, error) {
	files, err := filesUnder(path, o.Only, ".xml")
	if err != nil {
		return nil, fmt.Errorf("score times: %w", err)
	}
	var strict, relaxed, value, found, gold int
	docs := 0
	for _, f := range files {
		d, err := readTimeDocument(f)
		if err != nil {
			return nil, fmt.Errorf("score times: %s: %w", f, err)
		}
		doc, err := o.Engine.Read([]byte(d.text.String()), read.Hint{Name: d.name, Published: d.published})
		if err != nil {
			return nil, fmt.Errorf("score times: %s: %w", f, err)
		}
		docs++
		gold += len(d.gold)
		say := func(format string, a ...any) {
			if o.Errors != nil {
				fmt.Fprintf(o.Errors, "%s (%s): %s\n", filepath.Base(f), d.published, fmt.Sprintf(format, a...))
			}
		}
		for _, t := range doc.Times {
			if d.dates && (t.Type == "DURATION" && t.From == "" && t.To == "" || t.Type == "SET") {
				continue
			}
			found++
			words := t.Span.Of(doc.Text)
			g := best(d.gold, t.Span)
			if g == nil {
				say("false %q %s %s in %q", words, t.Type, t.Value, around(doc.Text, t.Span))
				continue
			}
			g.taken = true
			relaxed++
			if g.at == t.Span {
				strict++
			} else {
				say("other words %q for %q", words, g.at.Of(doc.Text))
			}
			if sameValue(t, g) {
				value++
			} else {
				say("other value %q %s (%s..%s, %s) for %s%s..%s in %q", words, t.Value, t.From, t.To, t.Why, g.value, g.from, g.to, around(doc.Text, t.Span))
			}
		}
		for _, g := range d.gold {
			if !g.taken && int(g.at.End) <= len(doc.Text) {
				say("missed %q %s in %q", g.at.Of(doc.Text), g.value, around(doc.Text, g.at))
			}
		}
	}
	return TimeFigures{"times", docs, NewPRF(strict, found, gold), NewPRF(relaxed, found, gold), NewPRF(value, found, gold)}, nil
}

func around(t string, s text.Span) string {
	a, b := max(0, int(s.Start)-60), min(len(t), int(s.End)+40)
	return strings.ToValidUTF8(strings.ReplaceAll(t[a:b], "\n", " "), "")
}

// best is the free gold time with the same span, else one that overlaps.
func best(gold []markedTime, at text.Span) *markedTime {
	var other *markedTime
	for i := range gold {
		g := &gold[i]
		if g.taken {
			continue
		}
		if g.at == at {
			return g
		}
		if other == nil && g.at.Overlaps(at) {
			other = g
		}
	}
	return other
}

// sameValue compares a value of TIMEX3 as it is written; of GUM's attributes, which know no parts of the day, each is compared with what
// of ours is as fine: "2016-11-20" with the day of "2016-11-20TMO", "22:30:00" with the time of day, from and to with the interval.
func sameValue(t ledger.Time, g *markedTime) bool {
	if g.value == "" {
		return g.from != "" && dayFrom(g.from, false) == t.From && (g.to == "" || dayFrom(g.to, true) == t.To) || g.from == "" && g.to != "" && dayFrom(g.to, true) == t.To
	}
	v, w := strings.TrimSuffix(t.Value, "Z"), strings.TrimSuffix(g.value, "Z")
	if v == w {
		return true
	}
	if !g.tei {
		return false
	}
	day, clock, _ := strings.Cut(v, "T")
	w = strings.TrimSuffix(w, ":00")
	switch {
	case strings.HasPrefix(w, "--"): // a day of no year
		return strings.HasSuffix(v, w[2:])
	case len(w) == 5 && w[2] == ':':
		return clock == w
	case len(w) == 10:
		return day == w || t.From == w && t.To == w
	}
	return false
}

// dayFrom is the first or last day of a year, month or day as GUM writes it.
func dayFrom(s string, last bool) string {
	switch {
	case len(s) == 4 && last:
		return s + "-12-31"
	case len(s) == 4:
		return s + "-01-01"
	case len(s) == 7 && !last:
		return s + "-01"
	case len(s) == 7:
		if t, err := time.Parse("2006-01", s); err == nil {
			return t.AddDate(0, 1, -1).Format("2006-01-02")
		}
	}
	return s
}

// word puts a token behind the others, with a space where English has one.
func (d *timeDocument) word(w string) text.Span {
	s := d.text.String()
	if len(s) > 0 && !strings.HasSuffix(s, "\n") && !glue(s, w) {
		d.text.WriteByte(' ')
	}
	at := text.Span{Start: int32(d.text.Len())}
	d.text.WriteString(w)
	at.End = int32(d.text.Len())
	return at
}

func glue(s, w string) bool {
	switch w {
	case ",", ".", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'m", "'d", "''", "”", "'", "’", "-", "–", "—":
		return true
	}
	for _, open := range []string{"(", "[", "$", "“", "``", "-", "–", "—", "‘", "/"} {
		if strings.HasSuffix(s, open) {
			return true
		}
	}
	return w == "/"
}

func (d *timeDocument) paragraph() {
	if s := d.text.String(); s != "" && !strings.HasSuffix(s, "\n\n") {
		d.text.WriteString("\n\n")
	}
}

func readTimeDocument(path string) (*timeDocument, error) {
	f, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	x := xml.NewDecoder(f)
	x.Strict = false
	for {
		t, err := x.Token()
		if err != nil {
			return nil, fmt.Errorf("neither <Document> nor <text> here: %w", err)
		}
		if e, ok := t.(xml.StartElement); ok {
			switch e.Name.Local {
			case "Document":
				return meantime(x, path)
			case "text":
				return gum(x, e, path)
			}
		}
	}
}

// lastMarked is the last sentence, from 0, in which MEANTIME marks times: it annotates the headline and the first five.
const lastMarked = 5

// meantime reads a document of MEANTIME: <token t_id sentence>, <TIMEX3 value functionInDocument><token_anchor t_id/>.
func meantime(x *xml.Decoder, path string) (*timeDocument, error) {
	var doc struct {
		Tokens []struct {
			ID       string `xml:"t_id,attr"`
			Sentence string `xml:"sentence,attr"`
			Text     string `xml:",chardata"`
		} `xml:"token"`
		Times []struct {
			Value    string `xml:"value,attr"`
			Function string `xml:"functionInDocument,attr"`
			Anchors  []struct {
				ID string `xml:"t_id,attr"`
			} `xml:"token_anchor"`
		} `xml:"Markables>TIMEX3"`
	}
	if err := x.DecodeElement(&doc, &xml.StartElement{Name: xml.Name{Local: "Document"}}); err != nil {
		return nil, err
	}
	d := &timeDocument{name: filepath.Base(path)}
	at := map[string]text.Span{}
	last := ""
	for _, t := range doc.Tokens {
		if n, err := strconv.Atoi(t.Sentence); err == nil && n > lastMarked {
			continue
		}
		if t.Sentence != last && (last == "0" || last == "1") {
			d.paragraph()
		}
		last = t.Sentence
		at[t.ID] = d.word(strings.TrimSpace(t.Text))
	}
	for _, t := range doc.Times {
		if t.Function == "CREATION_TIME" {
			d.published = t.Value
		}
	}
	for _, t := range doc.Times {
		if t.Function == "CREATION_TIME" || len(t.Anchors) == 0 {
			continue
		}
		g := markedTime{value: t.Value}
		for _, a := range t.Anchors {
			g.at = g.at.Cover(at[a.ID])
		}
		d.gold = append(d.gold, g)
	}
	// The date of creation is printed in the text: what we find there is right and counts neither way, so it is gold too.
	for _, t := range doc.Times {
		if t.Function == "CREATION_TIME" && len(t.Anchors) > 0 {
			var s text.Span
			for _, a := range t.Anchors {
				s = s.Cover(at[a.ID])
			}
			blank(d, s)
		}
	}
	return d, nil
}

// blank takes words out of the text without moving the others.
func blank(d *timeDocument, s text.Span) {
	t := d.text.String()
	d.text.Reset()
	d.text.WriteString(t[:s.Start] + strings.Repeat(" ", int(s.Len())) + t[s.End:])
}

// gum reads a document of GUM: words a line with tab-separated columns between TEI elements.
func gum(x *xml.Decoder, e xml.StartElement, path string) (*timeDocument, error) {
	d := &timeDocument{name: filepath.Base(path), dates: true}
	for _, a := range e.Attr {
		if a.Name.Local == "dateCreated" {
			d.published = a.Value
		}
	}
	var open []int // gold times begun
	for {
		t, err := x.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "p", "head", "sp", "caption", "figure", "item":
				d.paragraph()
			case "date", "time":
				g := markedTime{tei: true}
				for _, a := range t.Attr {
					switch a.Name.Local {
					case "when":
						g.value = a.Value
					case "from", "notBefore":
						g.from = a.Value
					case "to", "notAfter":
						g.to = a.Value
					}
				}
				open = append(open, len(d.gold))
				d.gold = append(d.gold, g)
			}
		case xml.EndElement:
			if (t.Name.Local == "date" || t.Name.Local == "time") && len(open) > 0 {
				open = open[:len(open)-1]
			}
		case xml.CharData:
			for line := range strings.Lines(string(t)) {
				w, _, ok := strings.Cut(strings.TrimSpace(line), "\t")
				if !ok || w == "" {
					continue
				}
				s := d.word(w)
				for _, i := range open {
					d.gold[i].at = d.gold[i].at.Cover(s)
				}
			}
		}
	}
	kept := d.gold[:0]
	for _, g := range d.gold {
		if !g.at.Empty() {
			kept = append(kept, g)
		}
	}
	d.gold = kept
	return d, nil
}
