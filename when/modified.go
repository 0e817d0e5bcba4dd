package when

import "fmt"

// modified reads an expression with words before it that narrow or blur it: "early 2009", "the end of the year", "earlier
// this month", "about three weeks", "mid-2015".
func (p *parser) modified(i int) (expr, bool) {
	switch w := p.low(i); w {
	case "early", "late", "mid":
		j := i + 1
		if p.low(j) == "-" || p.low(j) == "‑" {
			j++
		} else if p.is(j, "on", "in") && w != "mid" {
			j++
		}
		if w != "mid" && p.is(i+1, "in") && !p.is(i+2, "the") && p.at[min(i+2, len(p.at)-1)].kind != digits && p.word(i+2).month == 0 {
			return expr{}, false
		}
		e, ok := p.inner(j)
		if !ok || e.grain == "decade" && p.is(i-1, "his", "her", "their", "my", "its", "your", "our") {
			return expr{}, false // "in her early 20s" is an age
		}
		e.a = i
		return e.narrow(map[string]string{"early": "START", "late": "END", "mid": "MID"}[w]), true
	case "earlier", "later":
		j := i + 1
		if p.is(j, "in", "on") {
			j++
		}
		if !p.is(j, "this", "that", "last", "next", "today", "the", "yesterday") && p.word(j).weekday == 0 && p.word(j).month == 0 {
			return expr{}, false
		}
		e, ok := p.inner(j)
		if !ok || e.typ == "DURATION" {
			return expr{}, false
		}
		e.a = i
		if e.hasFrom && e.hasTo && p.hasPub && e.from <= p.pub && p.pub <= e.to {
			if w == "earlier" {
				e.mod, e.to = "START", p.pub
				e.why += "; up to publication"
			} else {
				e.mod, e.from = "END", p.pub
				e.why += "; from publication on"
			}
		}
		return e, true
	case "the", "beginning", "start", "end", "close", "middle", "turn", "first", "second", "latter", "at":
		j := i
		if w == "the" {
			j++
		}
		if p.is(j, "very") {
			j++
		}
		mod := ""
		switch p.low(j) {
		case "beginning", "start":
			mod = "START"
		case "end", "close":
			mod = "END"
		case "middle":
			mod = "MID"
		case "turn":
			return expr{}, false // "the turn of the century": which one is not told
		case "first", "second", "latter":
			if p.is(j+1, "half") {
				if _, ok := p.quarter(j); ok {
					return expr{}, false // read as a half year
				}
				mod = map[string]string{"first": "START", "second": "END", "latter": "END"}[p.low(j)]
				j++
			}
		case "early":
			if w == "the" && p.is(j+1, "hours") && p.is(j+2, "of") {
				if e, ok := p.dayFrom(j + 3); ok && e.oneDay() {
					e = p.withPart(e, i, e.b, "MO")
					e.mod = "START"
					return e, true
				}
			}
			fallthrough
		case "late", "mid":
			if w != "the" {
				return expr{}, false
			}
			if e, ok := p.modified(j); ok {
				if e.grain == "decade" || e.grain == "century" || e.grain == "season" {
					e.a = i // "the early 1990s", but "the [mid-March] talks"
				}
				return e, true
			}
			return expr{}, false
		}
		if mod == "" || !p.is(j+1, "of") {
			return expr{}, false
		}
		j += 2
		e, ok := p.inner(j)
		if !ok && p.is(j, "the") && p.is(j+1, "year", "month", "week", "decade", "century") {
			e, ok = p.current(j)
		}
		if !ok || e.typ == "DURATION" {
			return expr{}, false
		}
		e.a = i
		return e.narrow(mod), true
	}
	// Quantities.
	mod, j := "", i
	switch {
	case p.word(i).approx != "" && !p.is(i, "over", "under"):
		mod, j = p.word(i).approx, i+1
	case p.is(i, "over", "under"):
		if p.is(i+1, "the", "a", "an") && !p.is(i+2, "year", "month", "week", "decade", "century", "day", "hour") || p.is(i+1, "the") {
			return expr{}, false
		}
		mod, j = p.word(i).approx, i+1
	case p.is(i, "more") && p.is(i+1, "than"):
		mod, j = "MORE_THAN", i+2
	case p.is(i, "less", "fewer") && p.is(i+1, "than"):
		mod, j = "LESS_THAN", i+2
	case p.is(i, "at") && p.is(i+1, "least"):
		mod, j = "EQUAL_OR_MORE", i+2
	case p.is(i, "up") && p.is(i+1, "to"):
		mod, j = "EQUAL_OR_LESS", i+2
	default:
		return expr{}, false
	}
	if j >= len(p.at) {
		return expr{}, false
	}
	if c, ok := p.clock(j); ok && mod == "APPROX" {
		c = p.clockThenDay(c)
		c.a, c.mod = i, mod
		return c, true
	}
	if n, ok := p.age(j); ok && n > j {
		return expr{}, false
	}
	e, ok := p.quantityOf(j)
	if !ok {
		return expr{}, false
	}
	e.a, e.mod = i, mod
	if e.typ == "DATE" && e.hasFrom && e.hasTo {
		switch mod {
		case "MORE_THAN":
			e.hasFrom = false
			e.mod = "BEFORE"
		case "LESS_THAN":
			if p.hasPub {
				e.to, e.mod = p.pub, "AFTER"
			}
		}
	}
	return e, true
}

// inner reads what a modifier may stand before.
func (p *parser) inner(j int) (expr, bool) {
	if j >= len(p.at) {
		return expr{}, false
	}
	if e, ok := p.phrase(j); ok {
		return e, true
	}
	if e, ok := p.calendar(j); ok {
		return p.dayThenClock(e), true
	}
	if e, ok := p.deictic(j); ok {
		return e, true
	}
	return p.relative(j)
}

// current reads "the year" and the like inside "the end of the year": the current one.
func (p *parser) current(j int) (expr, bool) {
	unit := p.word(j + 1).unit
	e := expr{a: j, b: j + 2, typ: "DATE", grain: unit, value: unknownValue(unit), why: "no day of publication to count from"}
	if pub, ok := p.need(); ok {
		e.from, e.to, e.value = period(unit, pub)
		e.hasFrom, e.hasTo, e.why = true, true, "the current "+unit
	}
	return e, true
}

// narrow takes the first, middle or last third of an interval longer than a week; a shorter one only keeps the word.
func (e expr) narrow(mod string) expr {
	e.mod = mod
	if !e.hasFrom || !e.hasTo {
		return e
	}
	n := int(e.to-e.from) + 1
	if n < 28 {
		return e
	}
	third := day(n / 3)
	switch {
	case n > 300 && n < 400: // a year: by months
		y := e.from.year()
		m := e.from.month()
		switch mod {
		case "START":
			e.to = dayOf(y, m+4, 1) - 1
		case "MID":
			e.from, e.to = dayOf(y, m+4, 1), dayOf(y, m+8, 1)-1
		case "END":
			e.from = dayOf(y, m+8, 1)
		}
	case n > 3000: // decades and centuries: by years
		y, years := e.from.year(), (n+180)/365
		switch mod {
		case "START":
			e.to = dayOf(y+(years+2)/3, 1, 1) - 1
		case "MID":
			e.from, e.to = dayOf(y+(years+2)/3, 1, 1), dayOf(y+years-(years+2)/3, 1, 1)-1
		case "END":
			e.from = dayOf(y+years-(years+2)/3, 1, 1)
		}
	default:
		from := e.from
		switch mod {
		case "START":
			e.to = from + third - 1
		case "MID":
			e.from, e.to = from+third, e.to-third
		case "END":
			e.from = e.to - third + 1
		}
	}
	e.why += fmt.Sprintf("; the %s third of it", map[string]string{"START": "first", "MID": "middle", "END": "last"}[mod])
	return e
}

// repeated reads sets: "every Friday", "daily", "twice a week", "on Fridays", "per day".
func (p *parser) repeated(i int) (expr, bool) {
	e := expr{a: i, typ: "SET"}
	w := p.word(i)
	switch {
	case p.is(i, "every", "each"):
		j, n := i+1, "1"
		if p.is(j, "single") {
			j++
		}
		if p.is(j, "other", "second") {
			n, j = "2", j+1
		} else if q, k := p.number(j); k > j && !q.vague {
			n, j = q.iso(), k
		}
		u := p.word(j)
		switch {
		case u.weekday > 0:
			e.value, e.grain = fmt.Sprintf("XXXX-WXX-%d", u.weekday), "day"
			e.b = j + 1
			if p.word(e.b).part != "" {
				e.value += "T" + p.word(e.b).part
				e.b++
			}
		case u.month > 0 && p.upper(j):
			e.value, e.grain, e.b = fmt.Sprintf("XXXX-%02d", u.month), "month", j+1
		case u.part != "" && n == "1":
			e.value, e.grain, e.b = "XXXX-XX-XXT"+u.part, "part of day", j+1
		case u.season != "" && n == "1":
			e.value, e.grain, e.b = "XXXX-"+u.season, "season", j+1
		case u.unit != "" && (p.is(i, "every") || p.low(j) == u.unit):
			e.value, e.grain, e.b = isoPeriod(u.unit, n), u.unit, j+1
			if p.is(e.b, "of") {
				return expr{}, false // "every year of the war"
			}
		default:
			return expr{}, false
		}
		e.why = "repeated"
		return e, true
	case w.often != "" && !(p.upper(i) && (i > 0 || p.upper(i+1))):
		e.b, e.value, e.why = i+1, w.often, "repeated"
		return e, true
	case p.is(i, "once", "twice", "thrice") && p.is(i+1, "a", "an", "every", "per") && p.word(i+2).unit != "":
		e.b, e.value, e.grain, e.why = i+3, isoPeriod(p.word(i+2).unit, "1"), p.word(i+2).unit, "repeated"
		return e, true
	case p.is(i, "per") && p.word(i+1).unit != "" && p.low(i+1) == p.word(i+1).unit && !p.is(i-1, "miles", "kilometres", "kilometers", "km", "metres", "meters", "feet"):
		e.b, e.value, e.grain, e.why = i+2, isoPeriod(p.word(i+1).unit, "1"), p.word(i+1).unit, "rate"
		return e, true
	case w.weekdays > 0 && p.upper(i):
		e.b, e.value, e.grain, e.why = i+1, fmt.Sprintf("XXXX-WXX-%d", w.weekdays), "day", "plural of a weekday"
		return e, true
	}
	return expr{}, false
}
