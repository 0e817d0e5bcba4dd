package when

import (
	"fmt"
	"strconv"
)

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
