package when

import (
	"fmt"
	"strconv"
)

// deictic reads today, yesterday, tomorrow, tonight, overnight and "the day before yesterday".
func (p *parser) deictic(i int) (expr, bool) {
	e := expr{a: i, b: i + 1, typ: "DATE", grain: "day"}
	off, part := 0, ""
	switch p.low(i) {
	case "today":
		if p.is(i-1, "usa") {
			return expr{}, false // a newspaper
		}
	case "yesterday":
		off = -1
	case "tomorrow":
		off = 1
	case "tonight":
		part = "NI"
	case "overnight":
		if x := p.xpos(i); x == "JJ" || x == "NN" && p.xpos(i+1) == "NN" {
			return expr{}, false
		}
		e.typ, e.grain, e.value, e.why = "TIME", "night", "XXXX-XX-XXTNI", "no day of publication to count from"
		if pub, ok := p.need(); ok {
			e.set(pub-1, pub)
			e.value, e.why = (pub-1).iso()+"TNI", "the night before publication"
		}
		return e, true
	case "the":
		if !p.is(i+1, "day") || !(p.is(i+2, "before") && p.is(i+3, "yesterday") || p.is(i+2, "after") && p.is(i+3, "tomorrow")) {
			return expr{}, false
		}
		e.b, off = i+4, -2
		if p.is(i+2, "after") {
			off = 2
		}
	default:
		return expr{}, false
	}
	pub, ok := p.need()
	e.value, e.why = "XXXX-XX-XX", "no day of publication to count from"
	if ok {
		e.set(pub+day(off), pub+day(off))
		e.value = e.from.iso()
		e.why = "counted from the day of publication"
	}
	if part != "" {
		e.typ, e.grain = "TIME", "night"
		e.value += "T" + part
	}
	return e, true
}

// relative reads last, next, this, past, previous, following, coming, the same, that ... before units, weekdays, months,
// seasons and parts of the day.
func (p *parser) relative(i int) (expr, bool) {
	j, the := i, false
	if p.is(j, "the") {
		j, the = j+1, true
	}
	if p.is(j, "very") && p.is(j+1, "same", "next") {
		j++
	}
	adj := p.low(j)
	if p.is(i-1, "his", "her", "its", "their", "our", "my", "your", "s") {
		return expr{}, false // "his last week in office" counts from nothing that is told
	}
	switch adj {
	case "last", "past", "previous", "next", "coming", "recent":
	case "following":
		if !the {
			return expr{}, false // "following Monday's vote" is a preposition
		}
	case "this", "that":
		if the {
			return expr{}, false
		}
		if p.is(j+1, "past", "last", "coming", "next", "same") {
			j++
			adj = p.low(j)
		} else if p.is(j+1, "very") {
			j++
		}
	case "these":
		if !p.is(j+1, "days") && !p.is(j+1, "past", "last") {
			return expr{}, false
		}
		if p.is(j+1, "days") {
			return expr{}, false
		}
		j++
		adj = p.low(j)
	case "same":
	default:
		if the {
			return p.theUnit(i, j)
		}
		return expr{}, false
	}
	j++
	if adj == "past" && !the && j-1 == i {
		// "half past", "past week" in headlines only with a unit behind
		if p.word(j).unit == "" {
			return expr{}, false
		}
	}
	// "the past three weeks", "the next few days", "last two years"
	if q, k := p.number(j); k > j && p.word(k).unit != "" || p.is(j, "few") && p.word(j+1).unit != "" {
		if p.is(j, "few") {
			q, k = quantity{vague: true}, j+1
		}
		return p.window(i, adj, q, k)
	}
	w := p.word(j)
	switch {
	case adj == "recent" && w.unit != "" && p.low(j) != w.unit:
		e := expr{a: i, b: j + 1, typ: "DURATION", grain: w.unit, value: isoPeriod(w.unit, "X"), why: "a vague while before publication"}
		if pub, ok := p.need(); ok {
			e.to, e.hasTo = pub, true
		}
		return e, true
	case adj == "recent":
		return expr{}, false
	case w.unit != "" && p.low(j) != w.unit && w.unit != "century": // plural: "the past weeks"
		if adj == "past" || adj == "coming" || adj == "next" && the {
			return p.window(i, adj, quantity{vague: true}, j)
		}
		return expr{}, false
	case w.part != "" && w.part != "MI" && !(p.is(j, "night") && adj == "past"):
		return p.partOf(i, j, adj)
	case w.unit != "":
		return p.unitBy(i, j, adj, the)
	case w.weekday > 0 && p.upper(j):
		return p.weekdayBy(i, j, adj)
	case w.month > 0 && p.upper(j):
		return p.monthBy(i, j, adj)
	case w.season != "" && p.xpos(j) != "VB":
		return p.seasonBy(i, j, adj)
	case (p.is(j, "financial", "fiscal", "calendar", "academic", "school") && p.is(j+1, "year")):
		return p.unitBy(i, j+1, adj, the)
	case p.upper(j):
		if e, ok := p.phrase(j); ok { // "last Christmas"
			e.a = i
			if e.hasFrom {
				y := e.from.year()
				for _, ph := range p.s.lex.phrases[p.low(j)] {
					if _, ok := p.spells(j, ph.text); ok && ph.rule != "" {
						switch adj {
						case "last", "past", "previous":
							for y = p.pub.year() + 1; ; y-- {
								if f, _ := feastDay(ph.rule, y); f < p.pub {
									break
								}
							}
						case "next", "coming":
							for y = p.pub.year(); ; y++ {
								if f, _ := feastDay(ph.rule, y); f > p.pub {
									break
								}
							}
						case "this":
							y = p.pub.year()
						}
						f, _ := feastDay(ph.rule, y)
						e.set(f, f)
						e.value, e.why = f.iso(), "feast, \""+adj+"\""
						break
					}
				}
			}
			return e, true
		}
	}
	return expr{}, false
}

// theUnit reads what only "the" begins: "the weekend", "the 1990s", "the first quarter", "the summer of 2015".
func (p *parser) theUnit(i, j int) (expr, bool) {
	if p.is(j, "weekend") {
		e := expr{a: i, b: j + 1, typ: "DATE", grain: "weekend"}
		pub, ok := p.need()
		if !ok {
			e.value, e.why = "XXXX-WXX-WE", "no day of publication to count from"
			return e, true
		}
		d := pub
		why := "weekend up to publication"
		if t := p.tense(j); t == future || t == present && pub.weekday() > 2 && pub.weekday() < 6 {
			why = "weekend after publication, by " + t.String()
			if pub.weekday() > 5 {
				d += 7
			}
		} else if pub.weekday() < 6 {
			d -= 7
		}
		e.from, e.to, e.value = period("weekend", d)
		e.hasFrom, e.hasTo, e.why = true, true, why
		return e, true
	}
	if p.is(j, "day", "morning", "night", "week", "month", "year") && p.is(j+1, "before", "after") && !p.startsClause(j+2) {
		unit, part := p.word(j).unit, p.word(j).part
		if part != "" {
			unit = "day"
		}
		ref, ok := p.named(unit)
		e := expr{a: i, b: j + 2, typ: "DATE", grain: unit, value: unknownValue(unit), why: "counted from something the text tells"}
		if ok {
			n := 1
			if p.is(j+1, "before") {
				n = -1
			}
			e.from, e.to, e.value = period(unit, shift(unit, ref, n))
			e.hasFrom, e.hasTo, e.why = true, true, "counted from the day named before ("+ref.iso()+")"
		}
		if part != "" {
			e.typ, e.grain = "TIME", "part of day"
			e.value += "T" + part
		}
		return e, true
	}
	if j < len(p.at) {
		w := p.word(j)
		if p.at[j].kind == digits || w.decade > 0 || w.ordinal > 0 || w.season != "" || p.low(j) == "’" || p.low(j) == "'" || p.low(j) == "‘" {
			if e, ok := p.years(j); ok && e.grain != "year" {
				e.a = i
				return e, true
			}
			if e, ok := p.century(j); ok {
				e.a = i
				return e, true
			}
			if e, ok := p.quarter(j); ok {
				e.a = i
				return e, true
			}
			if e, ok := p.season(j); ok && (e.b > j+1 || p.is(i-1, "in", "by", "since", "until", "during")) {
				e.a = i
				return e, true
			}
			if d, k, ok := p.dayNumber(j); ok && k > j+1 { // "the 20th of November"
				if e, ok := p.date(j); ok {
					e.a = i
					return e, true
				}
				_ = d
			}
		}
		// "the night of 20 November", "the morning of Sunday", "the week of 14 November"
		if (w.part != "" || p.is(j, "hours")) && p.is(j+1, "of") {
			k := j + 2
			if e, ok := p.plain(k); ok && e.oneDay() {
				return p.withPart(e, i, e.b, w.part), true
			}
		}
		if p.is(j, "week", "weekend", "month") && p.is(j+1, "of", "beginning", "starting", "ending") {
			if e, ok := p.calendar(j + 2); ok && e.grain == "day" && e.hasFrom {
				d := e.from
				e.from, e.to, e.value = period(w.unit, d)
				e.a, e.grain, e.why = i, w.unit, w.unit+" that holds the day"
				return e, true
			}
		}
	}
	return expr{}, false
}

// startsClause reports that what follows "the day after" is the thing counted from, which the grammar cannot resolve.
func (p *parser) startsClause(i int) bool {
	if i >= len(p.at) {
		return false
	}
	return p.at[i].kind != mark && !p.is(i, "and", "but", "when", "or", "in", "at")
}

// window is a stretch that touches the day of publication: "the past three weeks", "the next few days".
func (p *parser) window(i int, adj string, q quantity, k int) (expr, bool) {
	unit := p.word(k).unit
	e := expr{a: i, b: k + 1, typ: "DURATION", grain: unit, value: isoPeriod(unit, q.iso())}
	n := q.n
	if q.vague {
		e.mod = "APPROX"
	}
	back := adj == "last" || adj == "past" || adj == "previous" || adj == "recent"
	if adj == "following" || adj == "previous" || adj == "same" || adj == "that" || adj == "this" {
		e.why = "counted from something the text tells"
		return e, true
	}
	if p.is(k+1, "of") && !p.is(k+2, "this") || !back && p.tense(i) == past || back && p.tense(i) == future {
		e.why = "counted from something the text tells"
		return e, true
	}
	pub, ok := p.need()
	if !ok {
		e.why = "no day of publication to count from"
		return e, true
	}
	if back {
		e.to, e.hasTo, e.why = pub, true, "stretch up to publication"
		if !q.vague {
			e.from, e.hasFrom = shift(unit, pub, -n), true
		}
	} else {
		e.from, e.hasFrom, e.why = pub, true, "stretch from publication on"
		if !q.vague {
			e.to, e.hasTo = shift(unit, pub, n), true
		}
	}
	if p.is(i-1, "for", "over", "throughout") {
		e.extent = "throughout"
	}
	return e, true
}

// unitBy: last week, this month, the following year, that day, the same week.
func (p *parser) unitBy(i, j int, adj string, the bool) (expr, bool) {
	unit := p.word(j).unit
	e := expr{a: i, b: j + 1, typ: "DATE", grain: unit}
	switch unit {
	case "second", "minute", "hour":
		if adj == "last" || adj == "past" {
			if unit != "hour" || !the {
				return expr{}, false
			}
			e.typ, e.value, e.why = "DURATION", "PT1H", "the hour before publication"
			if pub, ok := p.need(); ok {
				e.set(pub, pub)
			}
			return e, true
		}
		return expr{}, false
	case "quarter":
		if !the && adj != "this" && adj != "last" && adj != "next" {
			return expr{}, false
		}
	case "fortnight":
		return p.window(i, adj, quantity{n: 1}, j)
	}
	if adj == "that" && (unit != "day" && unit != "week" && unit != "month" && unit != "year" && unit != "night" && unit != "weekend" && unit != "decade") {
		return expr{}, false
	}
	ref, from := p.pub, "publication"
	ok := p.hasPub
	n := 0
	told := false // counted from a time that the text names, not from publication
	switch adj {
	case "last":
		n = -1
		if the && (unit == "decade" || unit == "century" || unit == "year") { // "the last decade" rolls
			return p.window(i, adj, quantity{n: 1}, j)
		}
		if unit == "day" {
			return expr{}, false // "the last day of the talks"
		}
	case "past":
		return p.window(i, adj, quantity{n: 1}, j)
	case "next", "coming":
		n = 1
		if the && (adj == "coming" || unit == "decade" || unit == "century" || unit == "year" && !p.hasRef[byYear]) {
			return p.window(i, adj, quantity{n: 1}, j)
		}
		told = the && (unit == "day" || unit == "year")
	case "previous":
		n, told = -1, true
	case "following":
		n, told = 1, true
	case "same", "that":
		told = true
	}
	if told {
		if ref, ok = p.named(unit); !ok {
			e.value, e.why = unknownValue(unit), "counted from something the text tells"
			return e, true
		}
		from = "the time named before"
	}
	if !ok {
		if _, has := p.need(); !has {
			e.value, e.why = unknownValue(unit), "no day of publication to count from"
			return e, true
		}
	}
	if adj == "this" && unit == "day" {
		return expr{}, false
	}
	if unit == "weekend" && adj == "this" && ref.weekday() <= 3 && p.tense(j) == past {
		n = -1 // told early in the week of the one just over
	}
	e.from, e.to, e.value = period(unit, shift(unit, ref, n))
	e.hasFrom, e.hasTo = true, true
	e.why = fmt.Sprintf("%s, counted from %s", []string{unit + " before", "the same " + unit, unit + " after"}[n+1], from)
	return e, true
}

func unknownValue(unit string) string {
	switch unit {
	case "week":
		return "XXXX-WXX"
	case "weekend":
		return "XXXX-WXX-WE"
	case "month":
		return "XXXX-XX"
	case "quarter":
		return "XXXX-QX"
	case "day", "night":
		return "XXXX-XX-XX"
	}
	return "XXXX"
}

// weekdayBy: last Tuesday, next Friday, this Sunday, the following Monday.
func (p *parser) weekdayBy(i, j int, adj string) (expr, bool) {
	wd := p.word(j).weekday
	e := expr{a: i, b: j + 1, typ: "DATE", grain: "day"}
	ref, ok := p.pub, p.hasPub
	if adj == "following" || adj == "previous" || adj == "same" || adj == "that" {
		if r, named := p.named("day"); named {
			ref, ok = r, true
		}
	}
	if !ok {
		p.need()
		e.value, e.why = fmt.Sprintf("XXXX-WXX-%d", wd), "no day of publication to count from"
		return e, true
	}
	back := day((ref.weekday() - wd + 7) % 7)
	var d day
	switch adj {
	case "last", "past", "previous":
		d = ref - back
		if back == 0 {
			d -= 7
		}
		e.why = "the last such weekday before " + ref.iso()
	case "next", "coming", "following":
		d = ref + (7 - back)
		e.why = "the first such weekday after " + ref.iso()
	case "this", "same", "that":
		if adj == "this" && p.tense(j) != past {
			d, e.why = ref+(7-back)%7, "the next such weekday"
		} else {
			d, e.why = ref-back, "the latest such weekday"
		}
	default:
		return expr{}, false
	}
	e.set(d, d)
	e.value = d.iso()
	return e, true
}

// monthBy: last September, next January, this March.
func (p *parser) monthBy(i, j int, adj string) (expr, bool) {
	m, k, ok := p.monthWord(j)
	if !ok {
		return expr{}, false
	}
	e := expr{a: i, b: k, typ: "DATE", grain: "month"}
	if _, kk, got := p.dayNumber(k); got && kk > k && !p.unitAhead(kk) {
		if d, ok := p.date(j); ok { // "last March 11", "this 5 May" is read by date
			d.a = i
			return d, true
		}
	}
	pub, ok := p.need()
	if !ok {
		e.value, e.why = fmt.Sprintf("XXXX-%02d", m), "no day of publication to count from"
		return e, true
	}
	y := pub.year()
	switch adj {
	case "last", "past", "previous":
		if m >= pub.month() {
			y--
		}
		return e.month(y, m, "the last such month before publication"), true
	case "next", "coming", "following":
		if m <= pub.month() {
			y++
		}
		return e.month(y, m, "the first such month after publication"), true
	case "this":
		return e.month(y, m, "month of this year"), true
	case "that", "same":
		if r, named := p.named("year"); named {
			y = r.year()
		}
		return e.month(y, m, "month of the year named before"), true
	}
	return expr{}, false
}

// seasonBy: last summer, this winter, next spring.
func (p *parser) seasonBy(i, j int, adj string) (expr, bool) {
	code := p.word(j).season
	e := expr{a: i, b: j + 1, typ: "DATE", grain: "season"}
	pub, ok := p.need()
	if !ok {
		e.value, e.why = "XXXX-"+code, "no day of publication to count from"
		return e, true
	}
	y := pub.year()
	switch adj {
	case "last", "past", "previous":
		for _, t := seasonSpan(code, y); t >= pub; _, t = seasonSpan(code, y) {
			y--
		}
	case "next", "coming", "following":
		y--
		for f, _ := seasonSpan(code, y); f <= pub; f, _ = seasonSpan(code, y) {
			y++
		}
	case "this":
		if _, t := seasonSpan(code, y-1); t >= pub {
			y--
		}
		if f, _ := seasonSpan(code, y); f > pub && p.tense(j) == past {
			y--
		}
	default:
		return expr{}, false
	}
	return e.season(code, y, "season (northern hemisphere), \""+adj+"\""), true
}

// partOf: this morning, last night, that evening, the following morning, the same night.
func (p *parser) partOf(i, j int, adj string) (expr, bool) {
	part := p.word(j).part
	e := expr{a: i, b: j + 1, typ: "TIME", grain: "part of day"}
	ref, ok := p.pub, p.hasPub
	n := 0
	switch adj {
	case "last", "past":
		if part == "MO" || part == "AF" {
			return expr{}, false
		}
		n = -1
	case "previous":
		n = -1
	case "next", "following", "coming":
		n = 1
	}
	if adj != "this" && adj != "last" && adj != "coming" {
		if ref, ok = p.named("day"); !ok {
			e.value, e.why = "XXXX-XX-XXT"+part, "counted from something the text tells"
			return e, true
		}
	}
	if !ok {
		p.need()
		e.value, e.why = "XXXX-XX-XXT"+part, "no day of publication to count from"
		return e, true
	}
	d := ref + day(n)
	e.set(d, d)
	e.value, e.why = d.iso()+"T"+part, "part of a day counted from "+ref.iso()
	return e, true
}

// quantity is a number of units.
type quantity struct {
	n     int
	half  bool // and a half
	text  string
	vague bool
}

// iso writes the number for a TIMEX3 period.
func (q quantity) iso() string {
	if q.vague {
		return "X"
	}
	if q.half {
		return strconv.Itoa(q.n) + ".5"
	}
	return strconv.Itoa(q.n)
}

// number reads "three", "25", "1,000", "twenty-five", "two and a half", "several", "a couple of", "two or three".
func (p *parser) number(i int) (quantity, int) {
	q, j, ok := p.cardinal(i)
	if !ok {
		switch {
		case p.is(i, "several", "many", "numerous", "countless"):
			return quantity{vague: true}, i + 1
		case p.is(i, "some") && p.word(i+1).number == 0 && i+1 < len(p.at) && p.at[i+1].kind != digits:
			return quantity{vague: true}, i + 1
		case p.is(i, "a") && p.is(i+1, "few"), p.is(i, "a") && p.is(i+1, "couple") && !p.is(i+2, "of"):
			return quantity{vague: true}, i + 2
		case p.is(i, "a") && p.is(i+1, "couple") && p.is(i+2, "of"):
			return quantity{vague: true}, i + 3
		case p.is(i, "a") && p.is(i+1, "number") && p.is(i+2, "of"):
			return quantity{vague: true}, i + 3
		case p.is(i, "few") && !p.is(i-1, "a"):
			return quantity{vague: true}, i + 1
		case p.is(i, "dozens", "hundreds", "scores", "thousands") && p.is(i+1, "of"):
			return quantity{vague: true}, i + 2
		}
		return quantity{}, i
	}
	if p.is(j, "and") && p.is(j+1, "a") && p.is(j+2, "half") {
		q.half, j = true, j+3
	}
	if p.is(j, "or", "to", "-", "–") {
		if _, k, ok := p.cardinal(j + 1); ok && p.word(k).unit != "" {
			return quantity{vague: true}, k
		}
	}
	return q, j
}

func (p *parser) cardinal(i int) (quantity, int, bool) {
	if i < 0 || i >= len(p.at) {
		return quantity{}, i, false
	}
	a := &p.at[i]
	if a.kind == digits && a.num >= 0 {
		if p.is(i-1, "$", "£", "€") || p.glued(i) && (p.is(i-1, ".", ",", ":", "/") || p.at[i-1].kind == letters) {
			return quantity{}, i, false
		}
		n, j := a.num, i+1
		for p.low(j) == "," && p.glued(j) && p.glued(j+1) && j+1 < len(p.at) && p.at[j+1].Len() == 3 && p.at[j+1].kind == digits && n < 1e6 {
			n, j = n*1000+p.at[j+1].num, j+2
		}
		q := quantity{n: n}
		if p.low(j) == "." && p.glued(j) && p.glued(j+1) && j+1 < len(p.at) && p.at[j+1].kind == digits {
			if p.low(j+1) != "5" {
				return quantity{vague: true}, j + 2, true
			}
			q.half, j = true, j+2
		}
		if p.glued(j) && j < len(p.at) && p.at[j].kind == letters && p.word(j).unit == "" {
			return quantity{}, i, false
		}
		return q, j, true
	}
	w := p.word(i)
	if w.number == 0 {
		return quantity{}, i, false
	}
	n, j := w.number, i+1
	if n >= 20 && n < 100 {
		k := j
		if p.low(k) == "-" {
			k++
		}
		if u := p.word(k).number; u > 0 && u < 10 {
			n, j = n+u, k+1
		}
	}
	for p.word(j).number >= 100 {
		n, j = n*p.word(j).number, j+1
	}
	return quantity{n: n}, j, true
}

// quantityOf reads durations and what is counted by them: "three weeks", "four-minute", "two days ago", "a week later".
func (p *parser) quantityOf(i int) (expr, bool) {
	q, j := p.number(i)
	half := false
	article := false
	if j == i {
		switch {
		case p.is(i, "half") && p.is(i+1, "a", "an") && p.word(i+2).unit != "":
			half, j = true, i+2
		case p.is(i, "half") && p.is(i+1, "an") || p.is(i, "half") && p.low(i+1) == "-" && p.word(i+2).unit != "":
			half, j = true, i+2
		case p.is(i, "a", "an") && p.is(i+1, "half") && p.low(i+2) == "-" && p.word(i+3).unit != "":
			half, j = true, i+3
		case p.is(i, "a", "an"):
			q, j, article = quantity{n: 1}, i+1, true
			if p.is(j, "whole", "full", "entire", "further") {
				j++
			}
		case p.word(i).unit != "" && p.low(i) != p.word(i).unit:
			return p.bareUnits(i)
		default:
			return expr{}, false
		}
	}
	k := j
	if p.low(k) == "-" || p.low(k) == "‑" {
		k++
	}
	for p.is(k, "more", "full", "whole", "further", "consecutive", "straight", "long", "additional", "other", "entire", "solid") {
		k++
	}
	unit := p.word(k).unit
	if unit == "" {
		return expr{}, false
	}
	if article && (p.low(k) != unit || unit == "second" || unit == "quarter" || unit == "weekend") {
		return expr{}, false
	}
	if unit == "second" && (p.low(k) == "second" && !half && q.n != 1 && p.low(k-1) != "-" || p.xpos(k) == "JJ") {
		return expr{}, false
	}
	if unit == "quarter" && (p.xpos(k) != "NNS" && !p.is(k, "quarters") || p.is(i, "three")) {
		return expr{}, false
	}
	b := k + 1
	// "three years and two months", "an hour and a half"
	if p.is(b, "and") && p.is(b+1, "a") && p.is(b+2, "half") {
		q.half, b = true, b+3
	}
	if p.is(b, "'", "’") && p.glued(b) && p.is(b+1, "s") && p.glued(b+1) {
		// "a week's talks": the span stays without the possessive
		article = false
	}
	e := expr{a: i, b: b, typ: "DURATION", grain: unit, value: isoPeriod(unit, q.iso()), unit: unit, quantity: q.n}
	if half {
		e.value, e.quantity = halfPeriod(unit), 0
	}
	if q.vague {
		e.mod, e.quantity = "APPROX", -1
	}
	if unit == "minute" || unit == "second" {
		if article && unit == "minute" && !p.is(b, "later", "ago") {
			return expr{}, false
		}
	}
	if p.is(i-1, "miles", "kilometres", "kilometers", "km", "kph") {
		return expr{}, false
	}
	// "a day", "per day" behind an amount is a rate.
	if article && p.rate(i) && !p.is(b, "ago", "later", "earlier", "after", "before", "long", "of", "in") {
		e.typ, e.value, e.why, e.extent = "SET", isoPeriod(unit, "1"), "rate", ""
		return e, true
	}
	return p.counted(e, q, unit, half)
}

func halfPeriod(unit string) string {
	switch unit {
	case "hour":
		return "PT30M"
	case "day":
		return "PT12H"
	case "year":
		return "P6M"
	case "decade":
		return "P5Y"
	case "century":
		return "P50Y"
	case "minute":
		return "PT30S"
	}
	return isoPeriod(unit, "0.5")
}

// rate reports that "a day" at i stands behind an amount: "twice a day", "100 barrels a day".
func (p *parser) rate(i int) bool {
	if p.is(i-1, "once", "twice", "thrice", "times") {
		return true
	}
	if i == 0 {
		return false
	}
	if p.at[i-1].kind == digits && !p.is(i-1, "in") || p.is(i-1, "million", "billion", "percent", "%") {
		return true
	}
	return p.xpos(i-1) == "NNS" && (p.xpos(i-2) == "CD" || p.xpos(i-3) == "CD")
}

// bareUnits reads plural units without a number where a preposition makes them a time: "for years", "decades of war".
func (p *parser) bareUnits(i int) (expr, bool) {
	unit := p.word(i).unit
	e := expr{a: i, b: i + 1, typ: "DURATION", grain: unit, value: isoPeriod(unit, "X"), unit: unit, quantity: -1, mod: "APPROX"}
	if p.low(i+1) == "-" && p.is(i+2, "long") {
		e.b = i + 3
		e.why = "a vague while"
		return e, true
	}
	if p.is(i+1, "ago", "later", "earlier") || p.is(i+1, "before", "after") {
		return p.counted(e, quantity{vague: true}, unit, false)
	}
	if p.is(i-1, "for", "in", "after", "within") && unit != "second" && unit != "quarter" && !p.is(i+1, "of") {
		if p.is(i-1, "in") && unit != "year" && unit != "week" && unit != "month" && unit != "decade" && unit != "day" {
			return expr{}, false
		}
		e.why = "a vague while"
		return e, true
	}
	if p.is(i-1, "last", "first", "final", "early", "next", "past", "these", "those") {
		return expr{}, false
	}
	if p.is(i+1, "of") && (unit == "year" || unit == "decade" || unit == "month" || unit == "week") && !p.is(i-1, "the") {
		e.why = "a vague while"
		return e, true
	}
	return expr{}, false
}

// counted turns a duration into a date where "ago", "later", "earlier", "from now" stands behind it, or "in" before it
// in a clause about the future.
func (p *parser) counted(e expr, q quantity, unit string, half bool) (expr, bool) {
	n := q.n
	word := p.low(e.b)
	dir, ref, ok, from := 0, p.pub, p.hasPub, "publication"
	end := e.b
	switch {
	case word == "ago" || word == "back" && e.unit != "" && p.xpos(e.b) == "RB" && !p.is(e.b+1, "to", "in", "from"):
		dir, end = -1, e.b+1
		if p.is(end, "on") || p.low(end) == "," {
			// "three years ago on Sunday" keeps both
			end = e.b + 1
		}
	case (word == "from" || word == "hence") && (word == "hence" || p.is(e.b+1, "now")):
		dir, end = 1, e.b+1
		if word == "from" {
			end++
		}
	case word == "later" || word == "afterwards" || word == "after" && !p.startsClause(e.b+1):
		dir, end = 1, e.b+1
		ref, ok = p.named(unit)
		from = "the time named before"
	case word == "earlier" || word == "previously" || word == "beforehand" || word == "before" && !p.startsClause(e.b+1):
		dir, end = -1, e.b+1
		ref, ok = p.named(unit)
		from = "the time named before"
	case p.is(e.a-1, "in", "within") && !half && !q.vague && p.hasPub && unit != "second" && unit != "minute" && unit != "hour" &&
		!p.is(e.b, "of", "after", "from", "before", "since") && !p.is(e.a, "a", "an") && p.tense(e.a) == future && !(e.a >= 3 && p.is(e.a-2, "time") && p.is(e.a-3, "first")):
		dir = 1
	}
	if dir == 0 {
		e.why = "a stretch of time"
		if p.is(e.b, "after", "before", "since") {
			e.why = "a stretch counted from something the text tells"
		}
		return e, true
	}
	e.b = end
	e.typ, e.extent = "DATE", ""
	if unit == "second" || unit == "minute" || unit == "hour" || half && unit != "year" {
		e.typ = "TIME"
		e.grain = unit
		if !ok {
			e.value, e.why = "XXXX-XX-XX", "counted from something the text tells"
			if from == "publication" {
				p.need()
				e.why = "no day of publication to count from"
			}
			return e, true
		}
		e.set(ref, ref)
		if dir < 0 && unit == "hour" && (n >= 12 || q.vague) {
			e.from = ref - 1 - day(n/24)
		}
		if dir > 0 && unit == "hour" && (n >= 12 || q.vague) {
			e.to = ref + 1 + day(n/24)
		}
		e.value, e.why = ref.iso(), "counted from "+from
		if e.from != e.to {
			e.value = "XXXX-XX-XX"
		}
		return e, true
	}
	if !ok {
		if from == "publication" {
			p.need()
			e.why = "no day of publication to count from"
		} else {
			e.why = "counted from something the text tells"
		}
		e.value = unknownValue(unit)
		return e, true
	}
	if q.vague {
		e.value, e.why = map[int]string{-1: "PAST_REF", 1: "FUTURE_REF"}[dir], "a vague while from "+from
		if dir < 0 {
			e.to, e.hasTo = ref-1, true
		} else {
			e.from, e.hasFrom = ref+1, true
		}
		e.mod = ""
		return e, true
	}
	var d day
	switch {
	case half:
		d = ref.addMonths(6 * dir)
		unit = "month"
	case q.half && unit == "year":
		d = ref.addMonths(dir * (12*n + 6))
		unit = "month"
	case q.half && unit == "month":
		d = ref.addMonths(dir*n) + day(15*dir)
	case q.half && unit == "week":
		d = ref + day(dir*(7*n+3))
	case q.half && unit == "decade":
		d = ref.addMonths(dir * (120*n + 60))
		unit = "year"
	default:
		d = shift(unit, ref, dir*n)
	}
	// The grain of the answer is that of the unit: "three years ago" is a year, "two days ago" a day. Weeks give a day
	// give or take, so the week is the interval.
	g := unit
	switch g {
	case "fortnight":
		g = "week"
	case "night", "weekend":
		g = "day"
	case "decade", "century":
		g = "year"
	case "quarter":
		g = "month"
	}
	e.from, e.to, e.value = period(g, d)
	if g == "week" {
		e.value = d.iso()
		e.from, e.to = d, d
		if n > 1 {
			e.from, e.to = d-3, d+3
		}
	}
	e.hasFrom, e.hasTo, e.grain = true, true, g
	e.why = fmt.Sprintf("counted from %s (%s)", from, ref.iso())
	if p.is(e.a-1, "within") {
		e.from, e.extent = ref, "within"
	}
	return e, true
}
