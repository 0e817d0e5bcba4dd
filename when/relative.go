package when

import (
	"fmt"
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
								if _, t, _, ok := feast(ph.rule, y); t < p.pub || !ok {
									break
								}
							}
						case "next", "coming":
							for y = p.pub.year(); ; y++ {
								if f, _, _, ok := feast(ph.rule, y); f > p.pub || !ok {
									break
								}
							}
						case "this":
							y = p.pub.year()
						}
						f, t, about, ok := feast(ph.rule, y)
						if !ok {
							return expr{}, false
						}
						e = e.feast(f, t, about, "feast, \""+adj+"\"")
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
			if _, k, ok := p.dayNumber(j); ok && k > j+1 { // "the 20th of November"
				if e, ok := p.date(j); ok {
					e.a = i
					return e, true
				}
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
