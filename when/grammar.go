package when

import (
	"fmt"
	"sort"

	"daybook/ledger"
	"daybook/text"
)

// expr is one expression over atoms [a, b).
type expr struct {
	a, b                   int
	typ, value, mod, grain string
	extent, why            string
	from, to               day
	hasFrom, hasTo         bool
	clock                  string // "T17:30" where a time of day was read without its day
	zoneNote               string
	quantity               int // of a duration, -1 vague
	unit                   string
	year                   int // named in full, 0 none
}

func (e *expr) set(from, to day) {
	e.from, e.to, e.hasFrom, e.hasTo = from, to, true, true
}

// oneDay reports that e is one calendar day.
func (e *expr) oneDay() bool {
	return e.grain == "day" && (e.hasFrom && e.hasTo && e.from == e.to || !e.hasFrom && !e.hasTo)
}

// expression reads the expression that begins at atom i.
func (p *parser) expression(i int) (expr, bool) {
	if e, ok := p.clock(i); ok {
		return p.clockThenDay(e), true
	}
	if e, ok := p.repeated(i); ok {
		return e, true
	}
	if e, ok := p.modified(i); ok {
		return p.dayThenClock(e), true
	}
	if e, ok := p.plain(i); ok {
		return p.dayThenClock(e), true
	}
	return expr{}, false
}

// plain reads an expression without a modifier before it.
func (p *parser) plain(i int) (expr, bool) {
	if e, ok := p.phrase(i); ok {
		return e, true
	}
	if e, ok := p.numeric(i); ok {
		return e, true
	}
	if e, ok := p.calendar(i); ok {
		return e, true
	}
	if e, ok := p.deictic(i); ok {
		return e, true
	}
	if e, ok := p.relative(i); ok {
		return e, true
	}
	return p.quantityOf(i)
}

// skip steps over words that look like times and are not: ages, and names of persons and organisations.
func (p *parser) skip(i int) int {
	if n, ok := p.age(i); ok {
		return n
	}
	t := p.at[i].tok
	if t < 0 || p.at[i].kind != letters {
		return i
	}
	w := p.word(i)
	if w.month == 0 && w.weekday == 0 && w.season == "" && w.often == "" && w.weekdays == 0 {
		return i
	}
	if j := p.inName(i); j > i {
		return j
	}
	// "Friday's paper, the Sunday Times": titles of papers carry a capital behind the weekday.
	if w.weekday > 0 && p.is(i+1, "times", "telegraph", "mirror", "mail", "express", "herald", "tribune", "star", "post", "independent", "world") && p.upper(i+1) {
		return i + 2
	}
	return i
}

// inName gives the end of the name of a person or organisation, longer than a word, in which atom i stands; i if there is none.
func (p *parser) inName(i int) int {
	t := p.at[i].tok
	if t < 0 {
		return i
	}
	k := sort.Search(len(p.d.Names), func(k int) bool { return p.d.Names[k].Run.First > t }) - 1
	if k < 0 {
		return i
	}
	if n := p.d.Names[k]; n.Run.Contains(t) && n.Run.Len() > 1 && (n.Type == "PER" || n.Type == "ORG") {
		j := i + 1
		for j < len(p.at) && p.at[j].tok >= 0 && n.Run.Contains(p.at[j].tok) {
			j++
		}
		return j
	}
	return i
}

// age reads "two-year-old", "12 years old", "aged 12 months".
func (p *parser) age(i int) (int, bool) {
	q, j := p.number(i)
	if j == i || q.vague {
		return i, false
	}
	if p.low(j) == "-" || p.low(j) == "‑" {
		j++
	}
	if p.word(j).unit == "" {
		return i, false
	}
	j++
	if p.low(j) == "-" || p.low(j) == "‑" {
		j++
	}
	if p.is(j, "old", "olds") || p.is(j, "of") && p.low(j+1) == "age" {
		return j + 1, true
	}
	if p.is(i-1, "aged", "age") {
		return j, true
	}
	return i, false
}

// phrase reads feasts and named days.
func (p *parser) phrase(i int) (expr, bool) {
	a := &p.at[i]
	if a.kind == letters && !a.upper || p.inName(i) > i {
		return expr{}, false
	}
	for _, ph := range p.s.lex.phrases[a.low] {
		j, ok := p.spells(i, ph.text)
		if !ok {
			continue
		}
		e := expr{a: i, b: j, typ: "DATE", grain: "day"}
		if ph.day != "" {
			dd, _ := parseDay(ph.day)
			e.set(dd, dd)
			e.value, e.why = ph.day, "a day that goes by this name"
			return e, true
		}
		if y, k, ok := p.year(p.comma(j)); ok {
			if from, to, about, ok := feast(ph.rule, y); ok {
				e.b = k
				return e.feast(from, to, about, "feast of a given year"), true
			}
			return expr{}, false
		}
		if _, ok := p.need(); !ok {
			e.value, e.why = "XXXX-XX-XX", "no day of publication to count from"
			return e, true
		}
		dd, why := p.choose(func(y int) (day, day) {
			from, to, _, _ := feast(ph.rule, y)
			return from, to
		}, i)
		for y := dd.year() + 1; y >= dd.year()-1; y-- { // the interval may begin in the year before
			if from, to, about, ok := feast(ph.rule, y); ok && from == dd {
				return e.feast(from, to, about, "feast, "+why), true
			}
		}
		return expr{}, false
	}
	return expr{}, false
}

// feast sets the days of a feast.
func (e expr) feast(from, to day, about bool, why string) expr {
	e.set(from, to)
	e.value, e.why = from.iso(), why
	if from != to {
		e.value, e.grain = from.iso()+"/"+to.iso(), "days"
	}
	if about {
		e.mod = "APPROX"
		e.why += "; by the tabular calendar, a day more on both sides"
	}
	return e
}

// spells reports whether the atoms from i on spell the phrase, up to the end of a word.
func (p *parser) spells(i int, s string) (int, bool) {
	j, off := i, 0
	for off < len(s) {
		if j >= len(p.at) {
			return i, false
		}
		if s[off] == ' ' {
			if !p.at[j].space {
				return i, false
			}
			off++
			continue
		}
		l := p.at[j].low
		if len(s)-off < len(l) || s[off:off+len(l)] != l {
			return i, false
		}
		off += len(l)
		j++
	}
	if j < len(p.at) && p.glued(j) && p.at[j].kind != mark {
		return i, false
	}
	return j, true
}

// numeric reads dates in digits: 2016-11-20, 20/11/2016, 20.11.2016.
func (p *parser) numeric(i int) (expr, bool) {
	if p.at[i].kind != digits || i+4 >= len(p.at) || p.glued(i) && p.is(i-1, "/", "-", ".", "=", "_") {
		return expr{}, false
	}
	sep := p.low(i + 1)
	if sep != "-" && sep != "/" && sep != "." && sep != "–" || p.low(i+3) != sep {
		return expr{}, false
	}
	for k := i + 1; k <= i+4; k++ {
		if p.at[k].space {
			return expr{}, false
		}
	}
	if p.at[i+2].kind != digits || p.at[i+4].kind != digits || p.glued(i+5) && p.at[i+5].kind == digits {
		return expr{}, false
	}
	x, y, z := p.at[i].num, p.at[i+2].num, p.at[i+4].num
	e := expr{a: i, b: i + 5, typ: "DATE", grain: "day"}
	switch {
	case p.at[i].Len() == 4 && validDate(x, y, z):
		dd := dayOf(x, y, z)
		e.set(dd, dd)
		e.value, e.why = dd.iso(), "date in full"
		if p.is(i+5, "t") && p.glued(i+5) { // RFC 3339: leave the time of day
			return e, true
		}
	case p.at[i+4].Len() == 4 || p.at[i+4].Len() == 2 && sep == "/":
		if p.at[i+4].Len() == 2 {
			z = century2(z)
		}
		dmy, mdy := validDate(z, y, x), validDate(z, x, y)
		switch {
		case dmy && (!mdy || x == y || sep == "."):
			dd := dayOf(z, y, x)
			e.set(dd, dd)
			e.value, e.why = dd.iso(), "date in full, day first"
		case mdy && !dmy:
			dd := dayOf(z, x, y)
			e.set(dd, dd)
			e.value, e.why = dd.iso(), "date in full, month first"
		case dmy && mdy:
			e.value, e.why = fmt.Sprintf("%04d-XX-XX", z), "day and month cannot be told apart"
			e.set(dayOf(z, min(x, y), 1), dayOf(z, max(x, y)+1, 1)-1)
		default:
			return expr{}, false
		}
	default:
		return expr{}, false
	}
	return e, true
}

// century2 puts a year of two digits into 1970 to 2069, as POSIX strptime does to within a year.
func century2(y int) int {
	if y < 70 {
		return 2000 + y
	}
	return 1900 + y
}

// year reads a year of four digits at i that follows a month, season or feast.
func (p *parser) year(i int) (y, next int, ok bool) {
	if i >= len(p.at) || p.at[i].kind != digits || p.at[i].Len() != 4 || p.glued(i) && p.at[i-1].kind != mark {
		return 0, i, false
	}
	y = p.at[i].num
	if y < 1000 || y > 2200 {
		return 0, i, false
	}
	if p.glued(i+1) && p.at[i+1].kind != mark {
		return 0, i, false
	}
	if p.is(i+1, ",", ".", ":") && p.glued(i+2) && p.at[i+2].kind == digits {
		return 0, i, false
	}
	return y, i + 1, true
}

// dayNumber reads "20", "20th" or "the 20th" as a day of a month.
func (p *parser) dayNumber(i int) (d, next int, ok bool) {
	if i >= len(p.at) || p.at[i].kind != digits || p.at[i].Len() > 2 || p.at[i].num < 1 || p.at[i].num > 31 {
		return 0, i, false
	}
	if p.is(i-1, "$", "£", "€", "#") || p.glued(i) && p.is(i-1, ".", ",", ":", "/") {
		return 0, i, false
	}
	j := i + 1
	if p.glued(j) && p.is(j, "st", "nd", "rd", "th") {
		return p.at[i].num, j + 1, true
	}
	if p.glued(j) && p.at[j].kind == letters {
		return 0, i, false
	}
	if p.is(j, ".", ",", ":", "/") && p.glued(j) && p.glued(j+1) && p.at[j+1].kind == digits {
		return 0, i, false
	}
	return p.at[i].num, j, true
}

// monthWord reads a month name, with the full stop of an abbreviation. It asks for a capital.
func (p *parser) monthWord(i int) (m, next int, ok bool) {
	w := p.word(i)
	if w.month == 0 || !p.upper(i) {
		return 0, i, false
	}
	next = i + 1
	if l := p.at[i].Len(); l <= 4 && p.low(next) == "." && p.glued(next) && p.low(i) != "may" && p.low(i) != "june" && p.low(i) != "july" {
		if p.glued(next+1) && p.at[next+1].kind == letters {
			return 0, i, false
		}
		next++
	}
	return w.month, next, true
}

// calendar reads what is named by the calendar: weekdays, days, months, years, decades, centuries, seasons, quarters.
func (p *parser) calendar(i int) (expr, bool) {
	w := p.word(i)
	if w.weekday > 0 && p.upper(i) || w.dayAbbr > 0 && p.upper(i) {
		j := i + 1
		if w.dayAbbr > 0 && p.low(j) == "." {
			j++
		}
		k := p.comma(j)
		if p.is(k, "the") {
			k++
		} else if p.low(k) == "(" {
			k++
		}
		if e, ok := p.date(k); ok && e.grain == "day" {
			e.a = i
			if p.low(k-1) == "(" && p.low(e.b) == ")" {
				e.b++
			} else if p.low(k-1) == "(" {
				return expr{}, false
			}
			return e, true
		}
		if w.weekday == 0 {
			return expr{}, false
		}
		return p.weekday(i, w.weekday), true
	}
	if e, ok := p.date(i); ok {
		return e, true
	}
	if e, ok := p.month(i); ok {
		return e, true
	}
	if e, ok := p.years(i); ok {
		return e, true
	}
	if e, ok := p.century(i); ok {
		return e, true
	}
	if e, ok := p.fiscal(i); ok {
		return e, true
	}
	if e, ok := p.quarter(i); ok {
		return e, true
	}
	return p.season(i)
}

// date reads a day with its month: "20 November 2016", "Nov. 20", "10-12 March".
func (p *parser) date(i int) (expr, bool) {
	if i >= len(p.at) {
		return expr{}, false
	}
	e := expr{a: i, typ: "DATE", grain: "day"}
	var d, d2, m, j int
	if x, k, ok := p.dayNumber(i); ok {
		d, j = x, k
		if p.is(j, "-", "–", "—", "to", "and") {
			if x2, k2, ok := p.dayNumber(j + 1); ok && x2 > d {
				if _, _, ok := p.monthWord(k2); ok {
					d2, j = x2, k2
				}
			}
		}
		if p.is(j, "of") {
			j++
		} else if p.low(j) == "-" && p.glued(j) && p.glued(j+1) {
			j++ // 20-Nov-2016
		}
		mm, k, ok := p.monthWord(j)
		if !ok {
			return expr{}, false
		}
		m, j = mm, k
	} else if mm, k, ok := p.monthWord(i); ok {
		if p.is(k, "the") {
			k++
		}
		x, k, ok := p.dayNumber(k)
		if !ok || p.is(k, "%", "percent") {
			return expr{}, false
		}
		m, d, j = mm, x, k
		if p.is(j, "-", "–", "—", "to", "and") {
			if x2, k2, ok := p.dayNumber(j + 1); ok && x2 > d && !p.unitAhead(k2) {
				d2, j = x2, k2
			}
		}
	} else {
		return expr{}, false
	}
	e.b = j
	k := p.comma(j)
	if p.low(k) == "-" && p.glued(k) {
		k++
	}
	if p.is(k, "of", "in") {
		k++
	}
	y, k, ok := p.year(k)
	if ok {
		e.b = k
		if !validDate(y, m, d) {
			return expr{}, false
		}
		e.why, e.year = "date in full", y
	} else {
		if !validDate(2000, m, d) {
			return expr{}, false
		}
		if p.is(e.b, "attacks", "terrorist", "terror", "hijackers", "hijackings") && m == 9 && d == 11 {
			y, e.why = 2001, "the attacks are of 2001"
		} else if y2, ok := p.yearBehind(e.b); ok {
			y, e.why = y2, "year of the date behind it"
		} else if _, ok := p.need(); !ok {
			e.value, e.why = fmt.Sprintf("XXXX-%02d-%02d", m, d), "no year and no day of publication to count from"
			return e, true
		} else {
			var dd day
			dd, e.why = p.choose(func(y int) (day, day) { x := dayOf(y, m, min(d, daysIn(y, m))); return x, x }, i)
			y = dd.year()
			if y < p.pub.year()-1 {
				e.year = y // the story goes on from there
			}
			e.why = "day and month " + e.why
		}
	}
	from := dayOf(y, m, min(d, daysIn(y, m)))
	e.set(from, from)
	e.value = from.iso()
	if d2 > 0 && validDate(y, m, d2) {
		e.to = dayOf(y, m, d2)
		e.value = from.iso() + "/" + e.to.iso()
		e.typ, e.extent = "DURATION", "within"
	}
	return e, true
}

// unitAhead reports that a unit or plural follows: "March 10 and 12 people".
func (p *parser) unitAhead(i int) bool {
	return p.xpos(i) == "NNS" || p.word(i).unit != ""
}

// yearBehind finds the year of a partner: "from May to July 2015", "on 5 and 12 March 2014".
func (p *parser) yearBehind(i int) (int, bool) {
	if !p.is(i, "to", "and", "or", "until", "till", "through", "-", "–", ",") {
		return 0, false
	}
	j := i + 1
	if p.low(i) == "," && p.is(j, "and") {
		j++
	}
	if _, k, ok := p.dayNumber(j); ok {
		j = k
		if p.is(j, "of") {
			j++
		}
	}
	_, j, ok := p.monthWord(j)
	if !ok {
		return 0, false
	}
	if _, k, ok := p.dayNumber(j); ok {
		j = k
	}
	if p.is(j, "in", "of") {
		j++
	}
	y, _, ok := p.year(p.comma(j))
	return y, ok
}

// month reads a month with or without its year.
func (p *parser) month(i int) (expr, bool) {
	m, j, ok := p.monthWord(i)
	if !ok {
		return expr{}, false
	}
	e := expr{a: i, b: j, typ: "DATE", grain: "month"}
	k := j
	if p.is(k, "of", "in") || p.low(k) == "," {
		k++
	}
	if y, k, ok := p.year(k); ok && !(p.low(k-2) == "," && p.low(i-1) == ",") {
		e.b, e.year = k, y
		return e.month(y, m, "month of a given year"), true
	}
	if !p.monthMeant(i, j) {
		return expr{}, false
	}
	if p.is(j, "last") && p.is(j+1, "year") || p.is(j, "this") && p.is(j+1, "year") || p.is(j, "next") && p.is(j+1, "year") {
		if pub, ok := p.need(); ok {
			e.b = j + 2
			return e.month(pub.year()+map[string]int{"last": -1, "this": 0, "next": 1}[p.low(j)], m, "month of "+p.low(j)+" year"), true
		}
	}
	if y, ok := p.yearBehind(j); ok {
		return e.month(y, m, "year of the month behind it"), true
	}
	pub, ok := p.need()
	if !ok {
		e.value, e.why = fmt.Sprintf("XXXX-%02d", m), "no year and no day of publication to count from"
		return e, true
	}
	since := p.is(i-1, "since") || p.is(i-2, "since")
	if since {
		y := pub.year()
		if m > pub.month() {
			y--
		}
		return e.month(y, m, "the last such month, behind \"since\""), true
	}
	dd, why := p.choose(func(y int) (day, day) { return dayOf(y, m, 1), dayOf(y, m+1, 1) - 1 }, i)
	if dd.year() < pub.year()-1 {
		e.year = dd.year() // the story goes on from there
	}
	return e.month(dd.year(), m, "month "+why), true
}

func (e expr) month(y, m int, why string) expr {
	e.set(dayOf(y, m, 1), dayOf(y, m+1, 1)-1)
	e.value, e.why = fmt.Sprintf("%04d-%02d", y, m), why
	return e
}

// monthMeant guards names that are also other words: "May", "March", "April Jones".
func (p *parser) monthMeant(i, next int) bool {
	w := p.word(i)
	x := p.xpos(i)
	if x == "MD" || (x == "VB" || x == "VBD" || x == "VBP" || x == "VBZ") && !p.is(i-1, "in", "since", "until", "by", "of", "last", "next") {
		return false
	}
	if !w.ambiguous {
		return p.at[i].Len() > 3 || next > i+1 || p.is(i-1, "in", "since", "until", "by", "of", "last", "next")
	}
	if p.is(i-1, "in", "since", "until", "till", "by", "from", "of", "last", "next", "this", "early", "late", "mid", "through", "between", "before", "after", "during", "for", "every", "each", "throughout", "to") {
		// "of May" may be the person: "the government of May" has no way to be told; a title or first name behind does.
		return !(p.upper(next) && p.at[min(next, len(p.at)-1)].space && p.xpos(next) == "NNP" && p.word(next).month == 0 && p.given(i))
	}
	if p.low(i-1) == "-" && p.glued(i) {
		return p.is(i-2, "mid")
	}
	if p.low(i) == "may" || p.low(i) == "march" {
		// Without a preposition only where another month stands beside it.
		return p.is(i-1, "and", "or", "to", ",", "–", "-") && p.word(i-2).month > 0
	}
	if p.upper(i-1) && p.word(i-1).weekday == 0 && p.xpos(i-1) == "NNP" {
		return false
	}
	if p.upper(next) && p.xpos(next) == "NNP" && p.given(i) {
		return false
	}
	return x == "" || x == "NNP" || x == "NN"
}

// given reports that the month is also a given name.
func (p *parser) given(i int) bool { return p.is(i, "april", "may", "june", "august", "jan") }

// choose picks the year of a day or month that is told without one, by the tense of its clause: in the past the latest
// that has begun by the day of publication, in the future the first that is not over, and in the present or without tense the one nearest.
// The day of publication must be known.
func (p *parser) choose(of func(year int) (from, to day), i int) (day, string) {
	y := p.pub.year()
	ten := p.tense(i)
	if y, ok := p.sameClause(i); ok && ten != future {
		f, _ := of(y)
		return f, "in the year that the clause names"
	}
	switch ten {
	case past:
		for k := y + 1; k > y-8; k-- {
			if f, _ := of(k); f <= p.pub {
				if g, ok := p.inStory(of, f); ok {
					return g, "in the year that the story has come to"
				}
				return f, "before publication, by past tense"
			}
		}
	case future:
		for k := y - 1; k < y+9; k++ {
			if f, t := of(k); t >= p.pub {
				return f, "after publication, by " + ten.String()
			}
		}
	}
	best, gap := day(0), day(1<<30)
	for k := y - 1; k <= y+1; k++ {
		f, t := of(k)
		g := day(0)
		if f > p.pub {
			g = f - p.pub
		} else if t < p.pub {
			g = p.pub - t
		}
		if g < gap {
			best, gap = f, g
		}
	}
	if ten == present {
		return best, "nearest to publication, by present tense"
	}
	return best, "nearest to publication, as no verb tells"
}

// recent is how many days before publication a date without a year is news rather than part of a story of years ago.
const recent = 45

// inStory is the date in the year that the paragraph has come to, where that is a year gone by: "In 2011 protests began. On 25 April the army moved
// in." latest is the last such date before publication; one that is recent stays, for that is how news tells of the day.
func (p *parser) inStory(of func(year int) (from, to day), latest day) (day, bool) {
	if p.pub-latest <= recent {
		return 0, false
	}
	for n := len(p.told) - 1; n >= 0 && p.out[n].Span.Start >= p.at[0].Start; n-- {
		year := p.told[n].year
		if year == 0 && p.out[n].From == "" && p.out[n].To == "" {
			continue
		}
		if year == 0 || year >= p.pub.year() || p.aside(p.told[n].tok) { // "last year" leads back to the news
			return 0, false
		}
		f, to := of(year)
		if begun, ok := parseDay(p.out[n].From); ok && to < begun { // past the turn of the year
			f, to = of(year + 1)
		}
		return f, to <= p.pub
	}
	return 0, false
}

// aside reports that token i stands in a clause that only describes somebody: "the group, which was founded in 2014".
func (p *parser) aside(i int32) bool {
	for steps := 0; i >= 0 && int(i) < len(p.d.Tokens) && steps < 16; steps++ {
		if r := text.Rel0(p.d.Tokens[i].Rel); r == "acl" || r == "appos" {
			return true
		}
		i = p.d.Tokens[i].Head
	}
	return false
}

// tense is that of the clause around atom i; captions and headlines tell the past in the present tense.
func (p *parser) tense(i int) tense {
	t := p.tenseAt(p.at[i].tok)
	switch {
	case t == present && (p.kind == ledger.Headline || p.kind == ledger.Caption || p.kind == ledger.Standfirst || p.kind == ledger.Subhead):
		return past
	case t == future && p.kind == ledger.Caption && !p.looksAhead(p.at[i].tok):
		return past
	}
	return t
}

// looksAhead reports that the sentence of token i has a modal or a word of plan: a caption without one shows what is past, also
// in an infinitive ("Residents wait to cross the border on Friday").
func (p *parser) looksAhead(i int32) bool {
	run := p.sentence(i)
	for j := run.First; j < run.Last; j++ {
		t := &p.d.Tokens[j]
		if t.XPOS == "MD" || p.s.lex.plan[t.Lemma] || p.s.lex.intent[t.Lemma] {
			return true
		}
	}
	return false
}

// weekday resolves a bare weekday at i.
func (p *parser) weekday(i, wd int) expr {
	e := expr{a: i, b: i + 1, typ: "DATE", grain: "day"}
	if p.is(i+1, "week") && !p.is(i+2, "of") && p.xpos(i+2) != "NN" { // "Friday week"
		if pub, ok := p.need(); ok {
			dd := pub + day((wd-pub.weekday()+6)%7+1) + 7
			e.b = i + 2
			e.set(dd, dd)
			e.value, e.why = dd.iso(), "weekday after the next"
			return e
		}
	}
	if x := p.xpos(i + 1); p.is(i-1, "a", "any", "one") && x != "NN" && x != "JJ" && x != "NNP" && p.word(i+1).part == "" {
		e.value, e.why = fmt.Sprintf("XXXX-WXX-%d", wd), "some such day, which one is not told"
		return e
	}
	pub, ok := p.need()
	if !ok {
		e.value, e.why = fmt.Sprintf("XXXX-WXX-%d", wd), "no day of publication to count from"
		return e
	}
	ten := p.tense(i)
	if p.is(i-1, "since") {
		ten = past
	}
	back := day((pub.weekday() - wd + 7) % 7)
	dd := pub - back
	e.why = "weekday up to the day of publication, as no verb tells otherwise"
	switch ten {
	case past:
		e.why = "weekday up to the day of publication, by past tense"
	case present, future:
		dd = pub + (7-back)%7
		e.why = "weekday from the day of publication on, by " + ten.String()
	}
	e.set(dd, dd)
	e.value = dd.iso()
	return e
}
