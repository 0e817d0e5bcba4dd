package where

import (
	"fmt"
	"math"
	"strings"

	"daybook/ledger"
)

// oneSense gives all occurrences of a name in a report one reading, but for those that a place beside them settles.
func (f *finder) oneSense() {
	type total struct {
		index int
		score float64
	}
	best := map[string]total{}
	sums := map[string]map[int]float64{}
	for i := range f.cands {
		c := &f.cands[i]
		if c.key == "" || c.generic == "division" || c.inName {
			continue
		}
		m := sums[c.key]
		if m == nil {
			m = map[int]float64{}
			sums[c.key] = m
		}
		for _, r := range c.readings {
			m[r.index] += r.score
		}
	}
	for i := range f.cands {
		c := &f.cands[i]
		for _, r := range c.readings { // in a fixed order: never over the map
			if t, ok := best[c.key]; !ok || sums[c.key][r.index] > t.score {
				best[c.key] = total{r.index, sums[c.key][r.index]}
			}
		}
	}
	for i := range f.cands {
		c := &f.cands[i]
		if c.firm || c.generic == "division" || len(c.readings) < 2 {
			continue
		}
		for j, r := range c.readings {
			if j > 0 && r.index == best[c.key].index && sums[c.key] != nil {
				copy(c.readings[1:j+1], c.readings[:j])
				r.why = "as elsewhere in the text"
				c.readings[0] = r
				break
			}
		}
	}
}

func (f *finder) write() {
	for i := range f.cands {
		c := &f.cands[i]
		p, ok := f.entry(c)
		if p.Adjective {
			f.d.Rejected = append(f.d.Rejected, ledger.Rejected{Stage: "places", Span: c.span, Why: "an adjective here: it tells whose, not where"})
		}
		if ok {
			f.d.Places = append(f.d.Places, p)
		}
	}
}

// precision in the words of ledger.Place.
func precision(k Kind) string {
	switch k {
	case Country:
		return "country"
	case Continent:
		return "continent"
	case Region, Water:
		return "region"
	case Division:
		return "admin1"
	case District:
		return "admin2"
	case Spot:
		return "point"
	}
	return "town"
}

func (f *finder) entry(c *candidate) (ledger.Place, bool) {
	p := ledger.Place{Span: c.span, Part: c.part, InName: c.inName}
	if c.inName && (len(c.readings) == 0 || c.proper) {
		return p, false
	}
	if len(c.readings) == 0 {
		p.Name, p.Precision, p.Score, p.Why = c.span.Of(f.d.Text), "unknown", 0.3, "the gazetteer has no place of this name"
		return p, true
	}
	r := c.readings[0]
	if c.inName && r.country == "" {
		return p, false // "Asia Pacific Economic Cooperation" tells of no place
	}
	whole := false // a division named after its seat
	if c.generic == "division" && r.kind >= Capital {
		whole = r.kind == Capital || r.kind == Seat
		if !whole && c.proper { // a county or district that the gazetteer lacks
			p.Span.End = f.d.Tokens[c.last].End
			p.Name, p.Precision, p.Score, p.Why = p.Span.Of(f.d.Text), "unknown", 0.3, "the gazetteer has no division of this name"
			return p, true
		}
	}
	p.Name, p.GeoNames, p.Country, p.Lat, p.Lon, p.Precision = r.name, r.id, r.country, r.lat, r.lon, precision(r.kind)
	if r.kind != Country {
		p.Admin1, p.Admin2 = f.s.g.admin1(r.place), r.admin2
	}
	switch {
	case c.away != nil:
		p.Precision = "offset"
		p.Lat, p.Lon = c.away.from(p.Lat, p.Lon)
	case whole:
		p.Precision = "admin1"
	case p.Part != "" && r.kind == Country:
		p.Precision = "region"
	}
	p.Adjective = (r.kind == Country || r.kind == Region) && !c.inName && abbreviation(c.span.Of(f.d.Text)) && f.modifies(c)
	p.Metonym = p.Adjective || (r.kind == Capital || r.kind == Country) && !c.inName && f.speaks(c)
	p.Why = r.why
	switch {
	case len(c.readings) == 1 && r.alt:
		p.Why = join("another name of "+r.name, r.why)
	case len(c.readings) == 1:
		p.Why = join("the only place of this name that is known", r.why)
	case r.why == "":
		p.Why = fmt.Sprintf("the most prominent of %d places of this name", len(c.readings))
	default:
		p.Why = fmt.Sprintf("one of %d places of this name: %s", len(c.readings), r.why)
	}
	gap := 4.0
	if len(c.readings) > 1 {
		gap = r.score - c.readings[1].score
	}
	p.Score = round2(1 / (1 + math.Exp(-gap)))
	if !c.named && !c.strong && c.inName {
		p.Score = round2(p.Score * 0.8)
	}
	for _, o := range c.readings[1:min(len(c.readings), 5)] {
		p.Rivals = append(p.Rivals, ledger.Rival{Name: f.rivalName(o), Country: o.country, GeoNames: o.id, Score: round2(1 / (1 + math.Exp(r.score-o.score)))})
	}
	return p, true
}

// rivalName tells rivals of one name apart.
func (f *finder) rivalName(r reading) string {
	if d := f.s.g.admin1(r.place); d != "" && d != r.name && r.kind != Division {
		return r.name + ", " + d
	}
	return r.name
}

func join(a, b string) string {
	if b == "" {
		return a
	}
	return a + "; " + b
}

func round2(x float64) float64 { return math.Round(x*100) / 100 }

// abbreviation reports names such as US, U.S., UK, UAE.
func abbreviation(s string) bool {
	return len(s) <= 6 && allCaps(s) && len(strings.ReplaceAll(s, ".", "")) <= 4
}

// modifies reports that the name stands before a noun that it modifies, or that a hyphen joins it to one: "US officials", "US-led".
func (f *finder) modifies(c *candidate) bool {
	t := f.d.Tokens[c.last-1]
	if n := f.word(c.last); n != "" && f.d.Tokens[c.last].Start == c.span.End && strings.HasPrefix(n, "-") {
		return true
	}
	switch t.Rel {
	case "compound", "amod", "nmod", "flat":
		if t.Head >= c.last && c.last < int32(len(f.d.Tokens)) && !possessive(f.word(c.last)) {
			return true
		}
	case "":
		x := f.xpos(c.last)
		return x == "NN" || x == "NNS" || x == "NNP" || x == "JJ"
	}
	return false
}

func possessive(w string) bool { return w == "'s" || w == "’s" || w == "'" || w == "’" }

// speaks reports that the name is the subject of a verb of saying or deciding.
func (f *finder) speaks(c *candidate) bool {
	n := int32(len(f.d.Tokens))
	for i := c.first; i < c.last; i++ {
		t := f.d.Tokens[i]
		if t.Rel != "nsubj" || t.Head < 0 || t.Head >= n {
			continue
		}
		if f.s.w.speaks[f.d.Tokens[t.Head].Lemma] && f.d.Tokens[t.Head].UPOS == "VERB" {
			return true
		}
	}
	return false
}
