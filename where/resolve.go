package where

import (
	"fmt"
	"math"
	"sort"

	"daybook/ledger"
)

// reading is one gazetteer entry that a name may mean.
type reading struct {
	place
	alt    bool
	pair   float64 // what a place named beside it adds
	beside string  // why so
	score  float64
	why    string
}

// prior is how likely a place is meant when nothing else is known: by size on a scale of powers of ten, with countries above
// all. Capitals and seats are named oftener than their size says; a second name of a place less often than its own.
func prior(p place, alt bool) float64 {
	s := math.Log10(p.population + 300)
	switch p.kind {
	case Country:
		s = 9
	case Continent:
		s = 8.5
	case Region:
		s = 7.6
	case Water:
		s = 7.2
	case Division:
		s += 0.1
	case Capital:
		s += 1.5
	case Seat:
		s += 0.4
	case Quarter:
		s -= 1
	}
	if alt {
		s -= 1.8
	}
	return s
}

// first is the score before the rest of the text is looked at.
func (r *reading) first() float64 { return prior(r.place, r.alt) + r.pair }

func (f *finder) resolve() {
	for i := range f.cands {
		f.fill(&f.cands[i])
	}
	f.pairs()
	countries := f.countries()
	dateline := f.dateline()
	var near []spot
	for pass := 0; pass < 2; pass++ {
		for i := range f.cands {
			f.score(&f.cands[i], countries, near, dateline)
		}
		near = f.evidence()
	}
	f.oneSense()
}

func (f *finder) fill(c *candidate) {
	for _, h := range c.hits {
		p := f.s.g.place(h.place)
		c.readings = append(c.readings, reading{place: p, alt: h.alt})
	}
}

// pairs finds "Lima, Peru", "Aleppo (Syria)", "Mosul in Iraq" and joins inner and outer.
func (f *finder) pairs() {
	for i := 0; i+1 < len(f.cands); i++ {
		a, b := &f.cands[i], &f.cands[i+1]
		if a.sentence != b.sentence || a.inName || b.inName || b.first-a.last > 4 || b.first <= a.last {
			continue
		}
		link := 0.0
		switch between := f.word(a.last); {
		case between == "," && b.first == a.last+1:
			link = 6
		case between == "," && b.first == a.last+2 && (f.partWord(a.last+1) || f.word(a.last+1) == "in"):
			link = 4
		case between == "(" && b.first == a.last+1:
			link = 5
		case (between == "in" || between == ",") && b.first <= a.last+4 && f.onlyJoins(a.last, b.first):
			link = 3
		}
		if link == 0 || link == 6 && f.listed(i) {
			continue
		}
		bestA, bestB, best := -1, -1, math.Inf(-1)
		for x := range a.readings {
			for y := range b.readings {
				p, q := a.readings[x], b.readings[y]
				if !(within(p.place, q.place) || q.kind == Region && p.country != "" && p.country == q.country) || p.kind == Country {
					continue
				}
				if s := prior(p.place, p.alt) + prior(q.place, q.alt); s > best {
					bestA, bestB, best = x, y, s
				}
			}
		}
		if bestA < 0 {
			continue
		}
		a.inside = i + 1
		a.readings[bestA].pair += link
		a.readings[bestA].beside = fmt.Sprintf("%s is named beside it", b.readings[bestB].name)
		if link >= 5 && b.readings[bestB].kind == Division {
			b.readings[bestB].pair += link
			b.readings[bestB].beside = "holds " + a.readings[bestA].name + ", named before it"
			b.firm = true
		}
		a.firm = true
	}
}

// listed reports that candidates i and i+1 stand in a list of divisions, such as states: "Washington, Oregon, Idaho and Montana".
func (f *finder) listed(i int) bool {
	division := func(j int) bool {
		for _, r := range f.cands[j].readings {
			if r.kind == Division && !r.alt {
				return true
			}
		}
		return false
	}
	beside := func(j int) bool { // j and j+1 are joined by a comma or "and"
		if j < 0 || j+1 >= len(f.cands) || f.cands[j+1].sentence != f.cands[j].sentence {
			return false
		}
		gap := f.cands[j+1].first - f.cands[j].last
		w := f.word(f.cands[j].last)
		return gap == 1 && (w == "," || w == "and") || gap == 2 && w == "," && f.word(f.cands[j].last+1) == "and"
	}
	if !division(i) || !division(i+1) {
		return false
	}
	return beside(i-1) && division(i-1) || beside(i+1) && division(i+2)
}

func (f *finder) onlyJoins(from, to int32) bool {
	for i := from; i < to; i++ {
		switch w := f.word(i); w {
		case "in", ",", "the", "of", "city", "town", "province", "region":
		default:
			if !f.partWord(i) {
				return false
			}
		}
	}
	return true
}

// countries counts how often each country is named in the text, by name or by its people. A name that may be another place
// counts only where it is plainly the country.
func (f *finder) countries() map[string]float64 {
	n := map[string]float64{}
	for c, k := range f.people {
		n[c] += float64(k)
	}
	for i := range f.cands {
		c := &f.cands[i]
		for _, r := range c.readings {
			if r.kind == Country {
				w := 1.0
				if len(c.readings) > 1 {
					w = 0.5
				}
				if !c.firm {
					n[r.country] += w
				}
				break
			}
		}
	}
	return n
}

// dateline is the country of the places in the dateline, "".
func (f *finder) dateline() string {
	for i := range f.cands {
		c := &f.cands[i]
		b := f.d.Sentences[c.sentence].Block
		if b < 0 || int(b) >= len(f.d.Blocks) || f.d.Blocks[b].Kind != ledger.Dateline {
			continue
		}
		best := -1
		for j := range c.readings {
			if best < 0 || c.readings[j].first() > c.readings[best].first() {
				best = j
			}
		}
		if best >= 0 {
			return c.readings[best].country
		}
	}
	return ""
}

// spot is a place that the first pass was sure of.
type spot struct {
	lat, lon float64
	country  string
	division int
	key      string
}

// evidence collects the places that one pass is sure of, for the next.
func (f *finder) evidence() []spot {
	var out []spot
	seen := map[string]bool{}
	for i := range f.cands {
		c := &f.cands[i]
		if len(c.readings) == 0 || seen[c.key] {
			continue
		}
		r := c.readings[0]
		if r.kind == Country || r.kind == Continent || r.kind == Region || r.kind == Water {
			continue
		}
		if len(c.readings) > 1 && r.score-c.readings[1].score < 0.7 {
			continue
		}
		seen[c.key] = true
		out = append(out, spot{r.lat, r.lon, r.country, r.division, c.key})
		if len(out) >= 40 {
			break
		}
	}
	return out
}

func (f *finder) score(c *candidate, countries map[string]float64, near []spot, dateline string) {
	town := map[int]bool{}
	own := "" // the country of this name: a state or town of the same name within it is not likelier because it is spoken of
	for _, r := range c.readings {
		if r.kind >= Capital && r.kind <= Town && r.division != 0 && r.population > 20_000 {
			town[r.division] = true
		}
		if r.kind == Country && !r.alt {
			own = r.country
		}
	}
	for j := range c.readings {
		r := &c.readings[j]
		s, why := r.first(), r.beside
		if r.kind == Division {
			if c.generic == "division" {
				s += 4
				why = "a word beside it makes it a division"
			} else if town[r.division] {
				s -= 2.5
			}
		} else if c.generic == "town" && r.kind >= Capital {
			s += 1
		}
		if n := countries[r.country]; n > 0 && r.kind != Country && r.country != own {
			s += math.Min(3.2, 1.4+0.7*math.Log2(n+1))
			if why == "" {
				why = f.countryName(r.country) + " is spoken of in the text"
			}
		}
		if r.country == dateline && dateline != "" && r.kind != Country {
			s += 1
			if why == "" {
				why = "in the country of the dateline"
			}
		}
		k := 0.0
		for _, o := range near {
			if o.key == c.key {
				continue
			}
			switch km := distance(r.lat, r.lon, o.lat, o.lon); {
			case km < 120:
				k += 0.6
			case o.division != 0 && o.division == r.division:
				k += 0.5
			case o.country == r.country:
				k += 0.25
			}
		}
		if r.kind != Country {
			s += math.Min(k, 1.8)
			if k >= 0.5 && why == "" {
				why = "near other places of the text"
			}
		}
		r.score, r.why = s, why
	}
	sort.SliceStable(c.readings, func(a, b int) bool { return c.readings[a].score > c.readings[b].score })
}

func (f *finder) countryName(alpha3 string) string {
	if i, ok := f.s.g.byAlpha3[alpha3]; ok {
		return f.s.g.countries[i].name
	}
	return alpha3
}

// distance is the great-circle distance in kilometres (haversine, mean radius 6371 km).
func distance(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	a := math.Sin((lat2 - lat1) * rad / 2)
	b := math.Sin((lon2 - lon1) * rad / 2)
	h := a*a + math.Cos(lat1*rad)*math.Cos(lat2*rad)*b*b
	return 2 * 6371 * math.Asin(math.Min(1, math.Sqrt(h)))
}
