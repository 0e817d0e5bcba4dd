package when

import (
	"fmt"
	"strconv"
)

// years reads a bare year, a span of years, or a decade in digits or words.
func (p *parser) years(i int) (expr, bool) {
	a := &p.at[i]
	e := expr{a: i, typ: "DATE"}
	if a.kind == mark { // ’90s
		if i+2 < len(p.at) && p.at[i+1].kind == digits && p.at[i+1].Len() == 2 && p.glued(i+1) && p.is(i+2, "s") && p.glued(i+2) && p.at[i+1].num%10 == 0 {
			e.b = i + 3
			return e.decade(century2(p.at[i+1].num), "decade"), true
		}
		return expr{}, false
	}
	if w := p.word(i); w.decade > 0 && p.is(i-1, "the", "early", "late", "mid", "-") {
		if p.is(i-1, "the") && !p.is(i-2, "in", "of", "since", "from", "during", "until", "to", "through", "by") {
			return expr{}, false
		}
		e.b = i + 1
		y := 1900 + w.decade
		return e.decade(y, "decade of the last century"), true
	}
	if a.kind != digits {
		return expr{}, false
	}
	if j := i + 1; p.is(j, "'", "’") && p.glued(j) && p.is(j+1, "s") && a.num%10 == 0 && a.Len() == 4 && p.is(i-1, "the") && p.xpos(j+2) != "NN" {
		e.b = j + 2 // "the 1990's"
		return e.decade(a.num, "decade"), true
	}
	if p.is(i+1, "s") && p.glued(i+1) && a.num%10 == 0 {
		if a.Len() == 4 && a.num >= 1000 && a.num <= 2090 {
			e.b = i + 2
			if a.num%100 == 0 && a.num < 2000 { // "the 1800s" is a century
				e.grain, e.value, e.why = "century", fmt.Sprintf("%02d", a.num/100), "century"
				e.set(dayOf(a.num, 1, 1), dayOf(a.num+99, 12, 31))
				return e, true
			}
			return e.decade(a.num, "decade"), true
		}
		if a.Len() == 2 && p.is(i-1, "the", "early", "late", "mid", "-") && a.num >= 20 && !p.is(i-2, "his", "her", "their", "my", "its", "your", "our") {
			if p.is(i-1, "the") && p.is(i-2, "in", "into", "to") && a.num < 60 && p.is(i-3, "temperatures", "temperature") {
				return expr{}, false
			}
			e.b = i + 2
			return e.decade(century2(a.num), "decade"), true
		}
		return expr{}, false
	}
	y, j, ok := p.year(i)
	if !ok {
		return expr{}, false
	}
	span := p.is(j, "-", "–") && p.glued(j) && p.glued(j+1) && j+1 < len(p.at) && p.at[j+1].kind == digits && (p.at[j+1].Len() == 4 || p.at[j+1].Len() == 2) && p.at[j+1].num%100 > y%100 &&
		p.xpos(j+2) != "NNS" && !p.is(i-1, "$", "£", "€") && !(p.glued(i) && p.is(i-1, "-", "–", "/", "."))
	if !p.yearMeant(i, j, y) && !span {
		return expr{}, false
	}
	e.b, e.grain = j, "year"
	// "2015-16", "2014–2016"
	if p.is(j, "-", "–", "/") && p.glued(j) && p.glued(j+1) && j+1 < len(p.at) && p.at[j+1].kind == digits {
		n := p.at[j+1]
		y2 := n.num
		if n.Len() == 2 {
			y2 += y / 100 * 100
		}
		if (n.Len() == 2 || n.Len() == 4) && y2 > y && y2 < y+400 && !(p.glued(j+2) && p.at[j+2].kind != mark) {
			e.b, e.typ = j+2, "DURATION"
			e.set(dayOf(y, 1, 1), dayOf(y2, 12, 31))
			e.value, e.why, e.extent = fmt.Sprintf("%04d/%04d", y, y2), "span of years", "within"
			return e, true
		}
		return expr{}, false
	}
	e.set(dayOf(y, 1, 1), dayOf(y, 12, 31))
	e.value, e.why, e.year = fmt.Sprintf("%04d", y), "year", y
	return e, true
}

func (e expr) decade(y int, why string) expr {
	e.typ, e.grain, e.why = "DATE", "decade", why
	e.value = fmt.Sprintf("%03d", y/10)
	e.set(dayOf(y, 1, 1), dayOf(y+9, 12, 31))
	return e
}

// yearMeant tells a year from a count: it stands behind a preposition, in brackets, or before a singular noun, and no
// plural follows.
func (p *parser) yearMeant(i, j, y int) bool {
	if p.is(i-1, "$", "£", "€", "#", "no", ".", "resolution", "than", "least", "most", "some", "nearly", "almost", "roughly", "approximately") && !(p.is(i-1, ".") && p.at[i].space) {
		return false
	}
	if p.glued(i) && p.is(i-1, ".", ",", "/", "-", ":", "+") && !p.is(i-2, "mid", "pre", "post") {
		return false
	}
	if p.is(i-1, "rule", "article", "section", "page", "chapter", "figure", "room", "flight", "number", "route", "highway", "model", "version", "unit", "box", "apollo", "boeing", "area", "class") {
		return false
	}
	if p.is(j, "%", "percent", "per", "million", "billion", "people", "men", "km", "kg", "metres", "meters", "feet", "miles", "troops", "euros", "dollars", "pounds", "gmt", "hours", "hrs", "utc") {
		return false
	}
	if y >= 1900 && y <= 2060 && (p.is(i-1, "mid", "early", "late", "since") || p.low(i-1) == "-" && p.is(i-2, "mid") || p.is(i-1, "in") && y%100 != 0) && !p.glued(j) {
		return true
	}
	switch p.xpos(j) {
	case "NNS":
		return p.is(i-1, "in", "since", "of", "until", "the") && y >= 1900 && p.is(j, "elections", "attacks", "protests", "olympics", "games", "riots", "bombings", "talks", "floods", "uprisings")
	}
	if p.is(i-1, "in", "since", "until", "till", "by", "from", "during", "before", "after", "early", "late", "mid", "between", "through", "throughout", "circa", "spring", "summer", "autumn", "winter", "fall") {
		return true
	}
	if p.low(i-1) == "-" && p.is(i-2, "mid", "pre", "post") {
		return true
	}
	if p.is(i-1, "(", "[") && (p.is(j, ")", "]", ",", "-", "–", ";")) {
		return true
	}
	if p.is(i-1, "c", "ca") || p.is(i-1, ".") && p.is(i-2, "c", "ca") {
		return true
	}
	if n := len(p.out); n > 0 && p.is(i-1, "and", "or", "to", ",") && p.out[n-1].Grain == "year" && p.at[i].Start-p.out[n-1].Span.End <= 5 {
		return true
	}
	if y < 1800 || y > 2100 {
		return false
	}
	if p.is(i-1, "of", "to", "and", "or", "the", "around", "about", "a", "an", "this", "its", "his", "her", "their", "(", "[", ",", ";", "-", "–", "election", "for", "s") {
		if p.is(i-1, "to", "and", "or", "around", "about", "for", "a", "an", ",") && (y%100 == 0 && y != 2000 || y > 2060) {
			return false
		}
		return true
	}
	if x := p.xpos(i - 1); x == "NNP" && y >= 1950 && y < 2060 && p.upper(i-1) {
		return true
	} else if x == "NN" && y >= 1900 && y < 2060 && (p.at[j-1].tok < 0 || j >= len(p.at) || p.at[j].kind == mark || p.xpos(j) != "NN") {
		return true
	}
	if i == 0 || p.is(i-1, ".", "”", "“") {
		return y >= 1900 && y < 2060 && (j >= len(p.at) || p.at[j].kind == mark || p.xpos(j) == "NN" || p.xpos(j) == "NNP" || p.xpos(j) == "VBZ" || p.xpos(j) == "VBD")
	}
	return false
}

// century reads "the 19th century", "eighteenth century".
func (p *parser) century(i int) (expr, bool) {
	n, j := p.word(i).ordinal, i+1
	if n == 0 && p.at[i].kind == digits && p.at[i].num > 0 && p.at[i].num < 30 && p.glued(j) && p.is(j, "st", "nd", "rd", "th") {
		n, j = p.at[i].num, j+1
	}
	if n == 0 {
		return expr{}, false
	}
	if p.low(j) == "-" {
		j++
	}
	if !p.is(j, "century") {
		return expr{}, false
	}
	e := expr{a: i, b: j + 1, typ: "DATE", grain: "century", value: fmt.Sprintf("%02d", n-1), why: "century"}
	if p.is(e.b, "bc", "bce") || p.is(e.b, "b") && p.low(e.b+1) == "." {
		e.b++
		e.value, e.why = fmt.Sprintf("BC%02d", n-1), "century before our era"
		return e, true
	}
	e.set(dayOf((n-1)*100, 1, 1), dayOf(n*100-1, 12, 31)) // as ISO 8601 counts: 19xx
	return e, true
}

// fiscal reads "fiscal year 2016", "financial year 2015-16", "fiscal 2016", "FY2016". Its months differ from state to state, so it has a value (TIMEX3: FY2016) and no days.
func (p *parser) fiscal(i int) (expr, bool) {
	j := i + 1
	switch {
	case p.is(i, "fiscal", "financial"):
		if p.is(j, "year") {
			j++
		} else if p.is(i, "financial") {
			return expr{}, false
		}
		if p.is(j, "of") {
			j++
		}
	case p.is(i, "fy") && p.upper(i):
	default:
		return expr{}, false
	}
	if j >= len(p.at) || p.at[j].kind != digits || p.at[j].Len() != 4 || p.at[j].num < 1900 || p.at[j].num > 2100 {
		return expr{}, false
	}
	y, from := p.at[j].num, p.at[j].num
	j++
	if p.is(j, "-", "–", "/") && p.glued(j) && p.glued(j+1) && j+1 < len(p.at) && p.at[j+1].kind == digits && (p.at[j+1].Len() == 2 || p.at[j+1].Len() == 4) {
		if z := p.at[j+1].num; z%100 == (y+1)%100 {
			y, j = y+1, j+2
		}
	}
	e := expr{a: i, b: j, typ: "DATE", grain: "year", value: fmt.Sprintf("FY%04d", y), why: "a fiscal year: its months differ from state to state"}
	if from != y {
		e.value = fmt.Sprintf("FY%04d/FY%04d", from, y)
	}
	return e, true
}

// quarter reads "Q3 2015", "third quarter of 2015", "first half of the year".
func (p *parser) quarter(i int) (expr, bool) {
	n, parts, j := 0, 4, i+1
	switch {
	case p.is(i, "q") && p.upper(i) && p.glued(i+1) && j < len(p.at) && p.at[j].kind == digits && p.at[j].num >= 1 && p.at[j].num <= 4 && p.at[j].Len() == 1:
		n, j = p.at[j].num, j+1
	case p.word(i).ordinal >= 1 && p.word(i).ordinal <= 4 && p.is(j, "quarter"):
		n, j = p.word(i).ordinal, j+1
	case p.word(i).ordinal >= 1 && p.word(i).ordinal <= 2 && p.is(j, "half"):
		n, parts, j = p.word(i).ordinal, 2, j+1
	default:
		return expr{}, false
	}
	y, ok := 0, false
	k := j
	if p.is(k, "of", "in") {
		k++
	}
	if yy, kk, got := p.year(k); got {
		y, j, ok = yy, kk, true
	} else if p.is(k, "this", "last", "next") && p.is(k+1, "year") || p.is(k, "the") && p.is(k+1, "year") {
		pub, has := p.need()
		if !has {
			return expr{a: i, b: k + 2, typ: "DATE", grain: "quarter", value: "XXXX", why: "no day of publication to count from"}, true
		}
		y, j, ok = pub.year(), k+2, true
		switch p.low(k) {
		case "last":
			y--
		case "next":
			y++
		}
	}
	if !ok {
		if parts == 2 {
			return expr{}, false // "the first half" may be of a match
		}
		pub, has := p.need()
		if !has {
			return expr{a: i, b: j, typ: "DATE", grain: "quarter", value: fmt.Sprintf("XXXX-Q%d", n), why: "no day of publication to count from"}, true
		}
		y = pub.year()
		if dayOf(y, 3*n-2, 1) > pub && p.tense(i) != future {
			y--
		}
	}
	e := expr{a: i, b: j, typ: "DATE", grain: "quarter", why: "quarter of the year"}
	if parts == 2 {
		e.grain, e.why = "half year", "half of the year"
		e.value = fmt.Sprintf("%04d-H%d", y, n)
		e.set(dayOf(y, 6*n-5, 1), dayOf(y, 6*n+1, 1)-1)
		return e, true
	}
	e.value = fmt.Sprintf("%04d-Q%d", y, n)
	e.set(dayOf(y, 3*n-2, 1), dayOf(y, 3*n+1, 1)-1)
	return e, true
}

// season reads "summer 2015", "the summer of 2015", "in spring".
func (p *parser) season(i int) (expr, bool) {
	w := p.word(i)
	if w.season == "" {
		return expr{}, false
	}
	x := p.xpos(i)
	if x != "" && x != "NN" && x != "NNP" {
		return expr{}, false
	}
	e := expr{a: i, b: i + 1, typ: "DATE", grain: "season"}
	k := i + 1
	if p.is(k, "of") {
		k++
	}
	if y, k, ok := p.year(k); ok {
		e.b = k
		return e.season(w.season, y, "season of a given year"), true
	}
	if p.is(k, "last", "this", "next") && p.is(k+1, "year") {
		if pub, ok := p.need(); ok {
			e.b = k + 2
			return e.season(w.season, pub.year()+map[string]int{"last": -1, "this": 0, "next": 1}[p.low(k)], "season of "+p.low(k)+" year"), true
		}
	}
	if x := p.xpos(i + 1); x == "NN" || x == "NNS" {
		return expr{}, false // "in winter storms"
	}
	in := p.is(i-1, "in", "by", "since", "until") || p.is(i-1, "the") && p.is(i-2, "in", "by", "since", "until", "during")
	if !in || p.is(i, "fall") {
		return expr{}, false
	}
	if _, ok := p.need(); !ok {
		e.value, e.why = "XXXX-"+w.season, "no day of publication to count from"
		return e, true
	}
	dd, why := p.choose(func(y int) (day, day) { return seasonSpan(w.season, y) }, i)
	return e.season(w.season, dd.year(), "season (northern hemisphere) "+why), true
}

func (e expr) season(code string, y int, why string) expr {
	f, t := seasonSpan(code, y)
	e.set(f, t)
	e.value, e.why = strconv.Itoa(y)+"-"+code, why
	return e
}
