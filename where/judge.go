package where

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// Sizes that let a name stand for a place without further signs, where no name finder speaks.
const (
	largeTown     = 100_000
	largeDivision = 300_000
)

// judge says whether a listed name is a place here, and notes what speaks for it. What it turns down although the name is one of a
// large place is kept among the rejected, with the reason.
func (f *finder) judge(c *candidate, r text.Run, sh shape, kind ledger.BlockKind) bool {
	why := f.against(c, r, sh, kind)
	if why == "" {
		return true
	}
	if f.big(c) != small {
		f.d.Rejected = append(f.d.Rejected, ledger.Rejected{Stage: "places", Span: c.span, Why: "no place here: " + why})
	}
	return false
}

// against is why a listed name is no place here, "" if it is one.
func (f *finder) against(c *candidate, r text.Run, sh shape, kind ledger.BlockKind) string {
	w := f.s.w
	first := f.word(c.first)
	one := c.last == c.first+1
	low := strings.ToLower(first)

	f.signs(c, r)
	if kind == ledger.Dateline {
		c.strong = true
	}
	big := f.big(c)
	switch {
	case one && w.part[low]:
		return "a word of direction"
	case f.lemma(c.last) == "dollar", strings.HasSuffix(first, "$") || f.word(c.last) == "$" && f.d.Tokens[c.last].Start == c.span.End:
		return "a currency"
	case one && f.surname[first] && big != atlas && !f.pairedAhead(c, r) && kind != ledger.Dateline:
		return "the surname of a person of the text"
	case one && allCaps(first) && sh == ordinary && kind != ledger.Dateline && big == small && letters(first) <= 4 && !f.division(c):
		return "an abbreviation of something else"
	case w.never[c.key]:
		return "a house or body, not a town of that name"
	}

	if f.titled(c, r) {
		return "a title before it makes it a person"
	}

	// What the name finder says.
	if k := f.name[c.first]; k > 0 {
		n := f.d.Names[k-1]
		covers := n.Run.First >= f.parts(c.first, r) && n.Run.Last <= c.last
		switch n.Type {
		case "LOC", "GPE":
			c.named = true
			if !covers && !f.restIsPlain(n.Run, c) && !f.closingCountry(c, n.Run) {
				return "part of a longer name"
			}
		case "PER":
			if !(covers && f.knownTown(c, r, big) || c.first == n.Run.First && n.Run.Last >= c.last+2 && c.strong && big != small && !w.given[first]) { // "the envoy to Peru Ann Marie Lee"
				return "a person, by the name finder"
			}
		case "ORG", "FAC", "EVENT", "MISC":
			if (!covers || big == small) && !f.ownPart(c, n.Run) {
				if big == small && !c.strong {
					return "part of another name, by the name finder"
				}
				c.inName = true
				return ""
			}
		case "NORP":
			if !(covers && (c.strong && big != small || big == atlas)) {
				return "a people, by the name finder"
			}
		}
	}
	if f.partOfName(c, r, sh) {
		if big == small {
			return "part of a longer name"
		}
		c.inName = true
		return ""
	}
	if c.named && !(one && w.common[low] && big != atlas && !c.strong) {
		return ""
	}

	// No word from the name finder.
	x := f.xpos(c.first)
	if one && x != "" && x != "NNP" && x != "NNPS" && f.d.Tokens[c.first].UPOS != "PROPN" {
		switch x {
		case "JJ", "PRP", "DT", "IN", "MD", "RB", "CC":
			if !(big == atlas && !w.common[low] && x == "JJ") {
				return "tagged as no noun"
			}
		}
		if big == small || w.common[low] {
			return "tagged as no name"
		}
	}
	if len(first) <= 3 && one && !allCaps(first) && big != atlas {
		return "too short to tell"
	}
	if one && w.common[low] && (big != atlas || sh != ordinary) {
		x := f.xpos(c.last)
		if !c.strong || !f.pairedAhead(c, r) && (big == small || x == "NN" || x == "NNS" || x == "NNP" || x == "JJ") {
			return "a common word or surname"
		}
	}
	if f.person(c, r, sh) {
		return "a person, by the words beside it"
	}
	if sh == capitals && !c.strong && big != atlas {
		return "all capitals tell nothing"
	}
	switch {
	case big == atlas:
		return ""
	case big == large:
		if sh == titled && one && w.given[first] {
			return "may be a given name in a title"
		}
		return ""
	case c.strong && (c.generic != "" || f.pairedAhead(c, r) || x == "NNP" && !w.given[first]):
		return ""
	}
	return "a small place, and nothing beside it asks for one"
}

// knownTown reports that a name which the name finder takes for a person's is so well known as that of a place that it is one: the name
// finder goes by the words around it alone. A word that a person of the text bears, or that names persons as often as places, needs more
// than to be known.
func (f *finder) knownTown(c *candidate, r text.Run, big weight) bool {
	first := f.word(c.first)
	switch {
	case f.pairedAhead(c, r):
		return true
	case c.strong && (big != small || f.division(c)):
		return true
	case c.last > c.first+1:
		return c.last > c.first+2 && f.word(c.last-2) == "-" && !capital(f.word(c.last-3)) // "Deir ez-Zor"
	case big == small || f.forename[first]:
		return false
	case big == atlas:
		return true
	}
	return f.huge(c) && !f.s.w.given[first] && !f.s.w.common[strings.ToLower(first)]
}

// huge reports a town or division so large that hardly a person is known by its name alone.
func (f *finder) huge(c *candidate) bool {
	for _, h := range c.hits {
		if p := f.s.g.place(h.place); !h.alt && p.population > 5*largeTown {
			return true
		}
	}
	return false
}

// ownPart reports that a place inside the name of a body stands for itself: it owns the body ("Peru's Supreme Court"), tells where it is ("the
// Museum of Art in Lima"), or says whose it is behind a noun that is no name ("the health ministry of Peru").
func (f *finder) ownPart(c *candidate, n text.Run) bool {
	if w := f.word(c.last); c.last < n.Last && (w == "'s" || w == "’s") {
		return n.First >= f.parts(c.first, n)
	}
	p := c.first - 1
	if p > n.First && strings.EqualFold(f.word(p), "the") {
		p--
	}
	if p <= n.First || c.last < n.Last && f.word(c.last) != "," {
		return false
	}
	switch f.word(p) {
	case "in", "at", "near":
		return true
	case "of":
		return !capital(f.word(p - 1))
	}
	return false
}

// division reports that a name may be a first-level division.
func (f *finder) division(c *candidate) bool {
	for _, h := range c.hits {
		if f.s.g.kindOf(h.place) == Division && !h.alt {
			return true
		}
	}
	return false
}

func letters(w string) int {
	n := 0
	for i := 0; i < len(w); i++ {
		if w[i] != '.' {
			n++
		}
	}
	return n
}

// weight of the largest reading of a name.
type weight int

const (
	small weight = iota // a town of no size
	large               // a large town or division
	atlas               // a country, capital, continent, region
)

func (f *finder) big(c *candidate) weight {
	best := small
	for _, h := range c.hits {
		p := f.s.g.place(h.place)
		switch p.kind {
		case Country, Continent, Region, Water:
			if !h.alt {
				return atlas
			}
		case Capital:
			if !h.alt && p.population > 50_000 {
				return atlas
			}
		case Division:
			if p.population > largeDivision {
				best = large
			}
		default:
			if p.population > largeTown && (!h.alt || p.population > 3*largeTown) && p.kind != Quarter {
				best = large
			}
		}
	}
	return best
}

// signs notes words around the name that ask for a place: a preposition of place before it, a noun for a place beside it, a
// country behind a comma.
func (f *finder) signs(c *candidate, r text.Run) {
	w := f.s.w
	j := f.parts(c.first, r) - 1
	if j+1 < c.first && !capital(f.word(j+1)) {
		c.strong = true // "eastern Aleppo"
	}
	if j >= r.First && strings.EqualFold(f.word(j), "the") {
		j--
	}
	if j >= r.First {
		p := strings.ToLower(f.word(j))
		switch {
		case w.prep[p]:
			c.strong = true
		case p == "of" && j-1 >= r.First:
			n := strings.ToLower(f.word(j - 1))
			if g, ok := w.generic[n]; ok {
				c.generic, c.strong = g, true
			} else {
				switch n {
				case "outskirts", "suburb", "suburbs", "north", "south", "east", "west", "capital", "port", "streets", "part", "parts", "centre", "center", "island":
					c.strong = true
				}
			}
		default:
			if _, ok := w.generic[p]; ok && c.first-1 == j && p != "state" && p != "city" && p != "county" {
				c.strong = true // "the village Al-Houla"
			}
		}
	}
	if c.last < r.Last {
		n := strings.ToLower(f.word(c.last))
		if g, ok := w.generic[n]; ok && !(n == "state" && f.xpos(c.last) != "NN" && f.xpos(c.last) != "NNP") {
			c.generic = g
			c.strong = true
			c.proper = capital(f.word(c.last)) && g == "division"
			if c.proper && n == "department" { // "Justice Department"
				c.generic, c.proper = "", false
			}
		}
		if n == "," && f.pairedAhead(c, r) {
			c.strong = true
		}
	}
}

// pairedAhead reports that a comma and a country, division or known region follow: "Springfield, Illinois".
func (f *finder) pairedAhead(c *candidate, r text.Run) bool {
	j := c.last
	if j+1 >= r.Last || f.word(j) != "," || !capital(f.word(j+1)) {
		return false
	}
	save, hits := f.buf, f.hits
	defer func() { f.buf, f.hits = save, hits }()
	f.buf, f.hits = nil, nil
	if f.longestAt(j+1, r, ordinary) == 0 {
		return false
	}
	for _, h := range f.hits {
		k := f.s.g.kindOf(h.place)
		if k == Country || k == Division {
			outer := f.s.g.place(h.place)
			for _, in := range c.hits {
				p := f.s.g.place(in.place)
				if p.kind != Country && within(p, outer) {
					return true
				}
			}
		}
	}
	return false
}

// within reports that p lies in the country or division outer.
func within(p, outer place) bool {
	switch outer.kind {
	case Country:
		return p.country != "" && p.country == outer.country
	case Division:
		return p.division != 0 && p.division == outer.division && p.kind != Division
	}
	return false
}

// closingCountry reports a country at the end of a longer name of a place, which it tells the land of: "Camp Liberty Iraq".
func (f *finder) closingCountry(c *candidate, n text.Run) bool {
	if c.last != n.Last || c.first == n.First || joins(f.word(c.first-1)) {
		return false
	}
	for _, h := range c.hits {
		if !h.alt && f.s.g.kindOf(h.place) == Country {
			return true
		}
	}
	return false
}

// restIsPlain reports that what a marked name has besides c, up to the next comma or "and", is only words for parts and divisions, or words
// that are part of no name: "Eastern Ghouta", "Aleppo Province", "Homs, Hama and Idlib", "downtown Aleppo hotels", "the Greek
// island of Rhodes".
func (f *finder) restIsPlain(n text.Run, c *candidate) bool {
	plain := func(w string) bool {
		if !capital(w) && letter(w) {
			return true
		}
		if _, people := f.s.w.demonym[Fold(w)]; people {
			return true
		}
		w = strings.ToLower(w)
		_, generic := f.s.w.generic[w]
		return generic || f.s.w.part[w] || joins(w)
	}
	stop := func(w string) bool {
		return w == "," || w == "and" || w == "or" || w == ";" || w == "(" || w == ")" || w == "/"
	}
	for i := c.first - 1; i >= n.First && !stop(f.word(i)); i-- {
		if !plain(f.word(i)) {
			return false
		}
	}
	for i := c.last; i < n.Last && !stop(f.word(i)); i++ {
		if !plain(f.word(i)) {
			return false
		}
	}
	return true
}

// titled reports a title or an initial before a name of one word: "Mr Washington", "J. Jordan".
func (f *finder) titled(c *candidate, r text.Run) bool {
	p := c.first - 1
	if p < r.First || c.last != c.first+1 {
		return false
	}
	word := f.word(p)
	if len(word) < 24 && capital(word) && f.s.w.title[strings.TrimSuffix(strings.ToLower(word), ".")] {
		return true
	}
	if word == "." && p-1 >= r.First {
		word = f.word(p-1) + "."
	}
	return len(word) == 2 && capital(word) && word[1] == '.'
}

// person reports that the words beside a name make it a person: a given name before or a surname behind.
func (f *finder) person(c *candidate, r text.Run, sh shape) bool {
	w := f.s.w
	one := c.last == c.first+1
	if sh != ordinary {
		return false
	}
	t := f.d.Tokens
	if one && w.given[f.word(c.first)] {
		if n := c.last; n < r.Last && capital(f.word(n)) && (f.xpos(n) == "NNP" || f.xpos(n) == "") && !w.org[f.word(n)] {
			return true
		}
		if p := c.first - 1; p >= r.First && capital(f.word(p)) && f.xpos(p) == "NNP" && !f.partWord(p) {
			return true
		}
	}
	if one && f.big(c) != atlas {
		// A small name that a capital stands beside, joined to it in the tree, is a surname.
		if h := t[c.first].Head; h >= 0 && h == c.first-1 && (t[c.first].Rel == "flat" || t[c.first].Rel == "flat:name") {
			return true
		}
		if p := c.first - 1; p >= r.First && capital(f.word(p)) && f.xpos(p) == "NNP" && !f.partWord(p) {
			if _, isPeople := w.demonym[Fold(f.word(p))]; !isPeople && p > r.First {
				return true
			}
		}
	}
	return false
}

// partOfName reports that a name is inside a longer one that is no place: "the Minsk agreements", "Boston University".
func (f *finder) partOfName(c *candidate, r text.Run, sh shape) bool {
	w := f.s.w
	// A word for a treaty within the same noun phrase.
	for j, steps := c.last, 0; j < r.Last && steps < 3; j, steps = j+1, steps+1 {
		n := f.word(j)
		low := strings.ToLower(n)
		if w.treaty[low] {
			return true
		}
		x := f.xpos(j)
		if x != "NN" && x != "JJ" && x != "NNP" && x != "NNS" || n == "," {
			break
		}
	}
	if sh != ordinary {
		return c.last < r.Last && w.org[f.word(c.last)]
	}
	for j, steps := c.last, 0; j < r.Last && steps < 4; j, steps = j+1, steps+1 {
		n := f.word(j)
		if !capital(n) && !(joins(n) && n != "and" && n != "'s" && n != "’s" && n != "in" && j+1 < r.Last && capital(f.word(j+1)) && n != "." && n != "on" && n != "the" && n != "at" && n != "’" && n != "'") {
			break
		}
		if w.org[n] {
			return true
		}
	}
	// "Radio Damascus", "University of Aleppo", "Bank of England"
	if p := c.first - 1; p >= r.First {
		if strings.EqualFold(f.word(p), "of") && p-1 >= r.First && w.org[f.word(p-1)] && f.word(p-1) != "City" && f.word(p-1) != "Square" && f.word(p-1) != "Union" {
			return true
		}
		if capital(f.word(p)) && f.xpos(p) == "NNP" && w.org[f.word(p)] && p > r.First {
			return true
		}
	}
	return false
}
