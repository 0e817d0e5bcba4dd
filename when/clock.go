package when

import "fmt"

// clock reads a time of day: "5pm", "5.30 a.m.", "17:30 GMT", "noon", "1730 GMT".
func (p *parser) clock(i int) (expr, bool) {
	a := &p.at[i]
	e := expr{a: i, typ: "TIME", grain: "minute"}
	h, m, j := 0, 0, i
	switch {
	case a.kind == digits && a.num >= 0 && !(p.glued(i) && p.is(i-1, ".", ",", ":", "/", "-")) && !p.is(i-1, "$", "£", "€"):
		h, j = a.num, i+1
		withMinutes := p.is(j, ":", ".") && p.glued(j) && p.glued(j+1) && j+1 < len(p.at) && p.at[j+1].kind == digits && p.at[j+1].Len() == 2 && p.at[j+1].num < 60
		colon := withMinutes && p.low(j) == ":"
		if withMinutes {
			m, j = p.at[j+1].num, j+2
			if colon && p.low(j) == ":" && p.glued(j) && p.glued(j+1) && j+1 < len(p.at) && p.at[j+1].kind == digits { // seconds
				j += 2
			}
		}
		k, half := p.halfDay(j)
		switch {
		case half != "" && h >= 1 && h <= 12:
			j = k
			if half == "p" && h < 12 {
				h += 12
			} else if half == "a" && h == 12 {
				h = 0
			}
		case !withMinutes && a.Len() == 4 && h/100 < 24 && h%100 < 60 && (p.word(j).hasZone || p.is(j, "hours", "hrs") && p.is(i-1, "at")):
			h, m = h/100, h%100
			if !p.word(j).hasZone {
				j++
			}
		case !withMinutes && a.Len() <= 2 && h <= 12 && p.is(j, "o") && p.is(j+1, "'", "’") && p.is(j+2, "clock"):
			j += 3
		case colon && a.Len() <= 2 && h < 24 && !(p.glued(j) && p.at[j].kind != mark):
			if j < len(p.at) && p.is(j, "per") {
				return expr{}, false
			}
			// A score or a verse also has a colon: ask for "at", a zone, or two digits of hours.
			if !p.is(i-1, "at", "by", "until", "from", "around", "about", "to", "since", "before", "after", "(", "between", "and") && !p.word(j).hasZone && a.Len() < 2 {
				return expr{}, false
			}
		default:
			return expr{}, false
		}
	case p.is(i, "noon", "midday", "midnight"):
		j = i + 1
		h = 12
		if p.is(i, "midnight") {
			h = 0
		}
	default:
		return expr{}, false
	}
	e.clock = fmt.Sprintf("T%02d:%02d", h, m)
	if p.word(j).hasZone && (p.upper(j) || p.low(j) != "z") && !(p.glued(j) && p.low(j) != "z") {
		if p.word(j).zone == "0" {
			e.clock += "Z"
		}
		j++
	} else if p.is(j, "local") && p.is(j+1, "time") {
		j += 2
	}
	if p.low(j) == "(" { // "8pm (1900 GMT)"
		k := j + 1
		if p.word(k).hasZone && p.upper(k) {
			k++
			if p.is(k, "+", "-") && k+1 < len(p.at) && p.at[k+1].kind == digits {
				k += 2
			}
			if p.low(k) == ")" {
				j = k + 1
			}
		} else if k+1 < len(p.at) && p.at[k].kind == digits {
			for k < len(p.at) && (p.at[k].kind == digits || p.is(k, ":", ".")) {
				k++
			}
			if p.word(k).hasZone && p.low(k+1) == ")" {
				j = k + 2
			}
		}
	}
	e.b = j
	e.value, e.why = "XXXX-XX-XX"+e.clock, "time of day without its day"
	return e, true
}

// halfDay reads am, pm, a.m., p.m.
func (p *parser) halfDay(j int) (next int, half string) {
	switch {
	case p.is(j, "am"):
		return j + 1, "a"
	case p.is(j, "pm"):
		return j + 1, "p"
	case p.is(j, "a", "p") && p.low(j+1) == "." && p.glued(j+1) && p.is(j+2, "m"):
		half = p.low(j)
		if p.low(j+3) == "." && p.glued(j+3) {
			return j + 4, half
		}
		return j + 3, half
	}
	return j, ""
}

// clockThenDay joins a day that follows: "5pm on Sunday". A time of day alone is taken for the day of publication or the
// day named before.
func (p *parser) clockThenDay(e expr) expr {
	j := e.b
	if p.is(j, "on", ",") {
		j++
	} else if p.is(j, "that", "in") && p.is(j+1, "the") && p.word(j+2).part != "" {
		e.b = j + 3
		j = e.b
		if p.is(j, "on") {
			j++
		}
	}
	if j < len(p.at) {
		if d, ok := p.dayFrom(j); ok && d.oneDay() {
			e.b = d.b
			return e.on(d)
		}
	}
	ref, ok := p.pub, p.hasPub
	if n := len(p.out); n > 0 {
		// the last day named in the same sentence
		if d, named := p.named("day"); named && p.out[n-1].From == d.iso() && p.sameSentence(e.a) {
			ref, ok = d, true
		}
	}
	if t := p.tense(e.a); ok && (t == past || t == noTense) {
		e.set(ref, ref)
		e.value, e.why = ref.iso()+e.clock, "time of day; its day is the one named before, else that of publication"
	}
	return e
}

// dayFrom reads an expression that gives a day.
func (p *parser) dayFrom(j int) (expr, bool) {
	if e, ok := p.phrase(j); ok {
		return e, true
	}
	if e, ok := p.calendar(j); ok {
		return e, true
	}
	if e, ok := p.deictic(j); ok && e.typ == "DATE" {
		return e, true
	}
	return p.relative(j)
}

func (e expr) on(d expr) expr {
	v := d.value
	if len(v) > 10 {
		v = v[:10]
	}
	e.value, e.why = v+e.clock, d.why+"; time of day beside it"
	e.from, e.to, e.hasFrom, e.hasTo = d.from, d.to, d.hasFrom, d.hasTo
	e.typ, e.grain, e.mod = "TIME", "minute", d.mod
	return e
}

// sameSentence reports that the last expression stands in the sentence of atom i.
func (p *parser) sameSentence(i int) bool {
	t := p.told[len(p.told)-1]
	if t.tok < 0 || p.at[i].tok < 0 {
		return false
	}
	return p.sentence(t.tok) == p.sentence(p.at[i].tok)
}

// dayThenClock joins a part of the day or a time of day that follows: "Sunday morning", "Sunday at 5pm".
func (p *parser) dayThenClock(e expr) expr {
	if !e.oneDay() || e.typ != "DATE" {
		return e
	}
	j := e.b
	if p.is(j, "early", "late") && p.word(j+1).part != "" {
		j++
	}
	if w := p.word(j); w.part != "" && !p.is(j, "noon", "midnight", "midday") && p.at[j].space && p.xpos(j) != "NNP" {
		mod := e.mod
		if j > e.b {
			mod = map[string]string{"early": "START", "late": "END"}[p.low(j-1)]
		}
		e = p.withPart(e, e.a, j+1, w.part)
		e.mod = mod
		j = e.b
		if p.is(j, "at", ",", "around", "about") {
			j++
		}
		if j < len(p.at) {
			if c, ok := p.clock(j); ok {
				if len(e.value) > 10 {
					e.value = e.value[:10]
				}
				b := c.b
				c = c.on(e)
				c.a, c.b = e.a, b
				return c
			}
		}
		return e
	}
	k := j
	if p.is(k, "at", ",", "around", "about", "shortly") {
		k++
		if p.is(k, "around", "about", "at") {
			k++
		}
	}
	if k < len(p.at) && (k > j || p.at[k].space) {
		if c, ok := p.clock(k); ok {
			b := c.b
			c = c.on(e)
			c.a, c.b = e.a, b
			return c
		}
	}
	// "Sunday in the early hours", "Sunday in the evening" stay two.
	return e
}

// withPart makes a day the part of a day.
func (p *parser) withPart(e expr, a, b int, part string) expr {
	e.a, e.b = a, b
	e.typ, e.grain = "TIME", "part of day"
	if part == "" {
		part = "MO"
	}
	if e.value == "" {
		e.value = "XXXX-XX-XX"
	}
	e.value += "T" + part
	return e
}
