package what

import (
	"strconv"
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// This file reads the number of a noun phrase, with what bounds or softens it; figure.go says what such a number counts and to which act it belongs.

// age reports whether the number that ends before token end is one of years, not of persons: "her 35-year-old brother".
func (r *reading) age(end int32) bool {
	if int(end) >= len(r.toks) || end < 1 {
		return false
	}
	from := r.toks[end-1].End
	rest := r.d.Text[from:min(int(from)+12, len(r.d.Text))]
	for _, unit := range [...]string{"year", "month", "week", "day", "hour"} {
		if strings.HasPrefix(rest, "-"+unit) || strings.HasPrefix(rest, " "+unit+"-") || strings.HasPrefix(rest, " "+unit+" old") || strings.HasPrefix(rest, " "+unit+"s old") {
			return true
		}
	}
	return false
}

// quantity is a number read from a noun phrase.
type quantity struct {
	span        text.Span
	low, high   int64
	approximate bool
	atLeast     bool
	more        bool // "many more": beside another figure
	none        bool // "no one", "no civilians"
	kind        string
	vague       string
	unit        string
	relation    string
	whom        text.Span
	how         string
}

// inPhrase reports whether j stands in the noun phrase of o, and not in a clause that o heads: the "one" of "one of them is the arrest"
// counts no arrest.
func (r *reading) inPhrase(j, o int32) bool {
	for steps := 0; j != o && steps < 8; steps++ {
		switch r.rel(j) {
		case "nummod", "amod", "advmod", "det", "compound", "nmod", "flat", "fixed", "conj", "case", "obl", "goeswith", "dep":
		default:
			return false
		}
		if j = r.head(j); j < 0 {
			return false
		}
	}
	return j == o
}

// quantity reads the number of the noun o: digits, words, vague words, with what softens or bounds them.
func (r *reading) quantity(o int32) (quantity, bool) {
	toks := r.toks
	s := r.sentence[o]
	if s < 0 {
		return quantity{}, false
	}
	first := max(r.d.Sentences[s].First, 0)
	sub := r.t.Subtree(o)
	lo := max(sub.First, first)
	if o-lo > 8 {
		lo = o - 8
	}
	// the number stands before the noun, or is the noun: take the last run of number words before it
	at, end := ledger.None, ledger.None
	for j := o; j >= lo; j-- {
		if (r.numeric(j) && r.inPhrase(j, o) || end >= 0 && r.inNumber(j)) && r.time[j] < 0 {
			if end < 0 {
				end = j + 1
			}
			at = j
		} else if end >= 0 {
			break
		}
	}
	q := quantity{low: -1, high: -1, unit: "persons", kind: "total"}
	last := o
	if n, span, ok := r.family(o, at); ok {
		q.low, q.high, q.span, q.how, q.whom = n, n, span, "number '"+span.Of(r.d.Text)+"'", r.toks[o].Span
		return q, true
	}
	if k := r.nobodyAt(o); k >= 0 && (at < 0 || at == o) {
		q.low, q.high, q.none, q.how = 0, 0, true, "'"+r.word(k)+"': none"
		q.span = r.t.Span(text.Run{First: min(k, o), Last: o + 1})
		return q, true
	}
	switch {
	case at >= 0:
		n, ok := r.value(at, end)
		if !ok || r.age(end) {
			return q, false
		}
		if at > lo && strings.EqualFold(r.word(at-1), "a") && (r.lemma(at) == "hundred" || r.lemma(at) == "thousand" || r.lemma(at) == "million" || r.lemma(at) == "dozen") {
			at--
			if at > first && n == 12 && r.lowered(at-1) == "half" { // "half a dozen"
				at, n = at-1, 6
			}
		}
		q.low, q.high = n, n
		q.how = "number '" + r.t.Span(text.Run{First: at, Last: end}).Of(r.d.Text) + "'"
	default:
		v := ledger.None
		var entry Vague
		for j := o; j >= lo; j-- {
			if j > first && r.lowered(j-1) == "how" { // a question, no number
				return q, false
			}
			if e, ok := r.b.vague[r.lowered(j)]; ok && r.inPhrase(j, o) && r.toks[j].UPOS != "VERB" {
				v, entry = j, e
				break
			}
		}
		if v < 0 {
			return q, false
		}
		if v > first+1 && r.lowered(v-1) == "as" && (r.lowered(v-2) == "twice" || r.lowered(v-2) == "times") { // "twice as many"
			q.relation = r.lowered(v-2) + " as many"
			q.span, q.how = r.t.Span(text.Run{First: v - 2, Last: o + 1}), "a number of times another"
			return q, true
		}
		at, end = v, v+1
		q.low, q.high, q.vague = entry.Low, entry.High, entry.ID
		q.how = "vague word '" + r.word(v) + "' by the table"
		for at > lo && (r.lowered(at-1) == "many" || r.lowered(at-1) == "several" || r.lowered(at-1) == "dozens") && v != at-1 {
			at--
		}
	}
	if at >= first+2 && r.lowered(at-1) == "but" && r.lowered(at-2) == "all" { // "all but two of the hostages": how many that are is not told
		return q, false
	}
	// what stands just before bounds it
	before := at
	for steps := 0; steps < 4 && before > first; steps++ {
		w := r.lowered(before - 1)
		hit := true
		switch w {
		case "around", "about", "some", "approximately", "roughly", "nearly", "almost", "estimated", "circa":
			q.approximate = true
		case "over", "exceeding":
			q.atLeast, q.high = true, -1
		case "least", "than", "to", "as", "many", "more", "at", "up", "most", "fewer", "less", "an", "a", "the", "another", "further", "other", "these", "those", "additional", "total", "of":
			hit = w != "the" && w != "these" && w != "those" && w != "of"
			pair := ""
			if before-2 >= first {
				pair = r.lowered(before-2) + " " + w
			}
			switch {
			case pair == "at least" || pair == "more than":
				q.atLeast, q.high = true, -1
				before--
			case pair == "fewer than" && before-3 >= first && r.lowered(before-3) == "no", pair == "less than" && before-3 >= first && r.lowered(before-3) == "no":
				q.atLeast, q.high = true, -1
				before -= 2
			case pair == "up to" || pair == "at most" || pair == "fewer than" || pair == "less than":
				q.high, q.low = q.low, -1
				before--
			case pair == "many as" && before-3 >= first && r.lowered(before-3) == "as":
				q.high, q.low = q.low, -1
				before -= 2
			case w == "another" || w == "further" || w == "additional":
				q.more, q.kind = false, "increment"
			case w == "an" || w == "a":
			default:
				hit = false
			}
		case "between":
			hit = true
		default:
			hit = false
		}
		if !hit {
			break
		}
		before--
	}
	// "between 20 and 30 people", "20 to 30 people"
	if before-2 >= first && q.low >= 0 && q.vague == "" {
		if w := r.lowered(before - 1); (w == "and" || w == "to" || w == "-" || w == "–" || w == "or") && r.numeric(before-2) && r.time[before-2] < 0 {
			a := before - 2
			for a > first && r.numeric(a-1) {
				a--
			}
			between := a > first && r.lowered(a-1) == "between"
			if n, ok := r.value(a, before-1); ok && n < q.low && (between || w != "and") {
				q.low = n
				before = a
				if between {
					before--
				}
			}
		}
	}
	// "many more", "three more", "12 others"
	for j := end; j <= min(o+1, int32(len(toks))-1) && r.sentence[j] == s; j++ {
		switch r.lowered(j) {
		case "more":
			q.more, q.kind = true, "increment"
			last = max(last, j)
		case "others", "other":
			last = max(last, j)
		}
	}
	if r.lowered(at) == "more" && q.vague != "" || r.lemma(o) == "more" || r.lemma(o) == "many" && r.lowered(o) == "more" {
		q.more = true
	}
	noun := o
	if sub := r.substance(o); sub != o {
		noun = sub
		last = max(last, sub)
	}
	if w := r.lowered(max(before-1, first)); (w == "and" || w == "or") && before-2 >= first && r.numeric(before-2) && r.time[before-2] < 0 && !r.t.Governs(before-2, o) && r.head(before-2) == o {
		return q, false // "two and 21 people, respectively": which of them is not told here
	}
	q.span = r.t.Span(text.Run{First: before, Last: max(last, end-1) + 1})
	switch l := r.lemma(noun); {
	case l == "family" || l == "household":
		q.unit = "families"
	case l == "body" || l == "corpse":
		q.unit = "bodies"
	}
	if r.toks[noun].UPOS == "NOUN" && !r.is(noun, "generic-person") && !r.is(noun, "quantity") && r.b.vague[r.lowered(noun)].ID == "" && r.toks[noun].XPOS != "JJR" {
		switch {
		case noun != o:
			q.whom = r.phrase(noun)
		case end <= noun:
			q.whom = r.t.Span(text.Run{First: end, Last: noun + 1})
		}
	}
	if sp, ok := r.mostOfThem(o); ok {
		q.whom = sp
	}
	return q, true
}

// family reads "a family of six", "a crew of 12": the number behind "of" at a noun for a group that has none of its own.
func (r *reading) family(o, at int32) (n int64, span text.Span, ok bool) {
	if at >= 0 && at != o || !r.is(o, "group-of") {
		return 0, span, false
	}
	for _, k := range r.t.Children(o) {
		if k > o && r.rel(k) == "nmod" && r.prep(k) == "of" && r.numeric(k) && r.time[k] < 0 {
			first := o
			for _, d := range r.t.Children(o) {
				if d < first && r.rel(d) == "det" {
					first = d
				}
			}
			n, ok = r.value(k, k+1)
			return n, r.t.Span(text.Run{First: first, Last: k + 1}), ok
		}
	}
	return 0, span, false
}

// mostOfThem finds what tells who the counted are: "most of them civilians", "including women and children" is a figure of
// its own and left to parts.
func (r *reading) mostOfThem(o int32) (text.Span, bool) {
	s := r.sentence[o]
	end := min(r.d.Sentences[s].Last, o+24, int32(len(r.toks)))
	for j := o + 1; j+3 < end; j++ {
		switch r.lowered(j) {
		case "most", "many", "all", "some", "mostly", "half":
		default:
			continue
		}
		if r.lowered(j) == "mostly" {
			if r.toks[j+1].UPOS == "NOUN" {
				return r.t.Span(text.Run{First: j, Last: j + 2}), true
			}
			continue
		}
		if r.lowered(j+1) != "of" || r.lowered(j+2) != "them" && r.lowered(j+2) != "whom" {
			continue
		}
		for k := j + 3; k < end && k < j+8; k++ {
			if u := r.toks[k].UPOS; u == "NOUN" {
				for k+1 < end && r.toks[k+1].UPOS == "NOUN" {
					k++
				}
				return r.t.Span(text.Run{First: j, Last: k + 1}), true
			} else if u == "VERB" || u == "PUNCT" {
				break
			}
		}
	}
	return text.Span{}, false
}

// inNumber reports whether token i is the hyphen of "twenty-eight" or the "and" of "two hundred and ten".
func (r *reading) inNumber(i int32) bool {
	if i > 0 && int(i)+1 < len(r.toks) && r.lowered(i) == "and" && numberWords[r.lowered(i-1)] >= 100 && r.numeric(i+1) {
		return true
	}
	return i > 0 && int(i)+1 < len(r.toks) && r.word(i) == "-" && r.numeric(i-1) && r.numeric(i+1) && r.toks[i].Start == r.toks[i-1].End && r.toks[i].End == r.toks[i+1].Start
}

// numeric reports whether token i is part of a number.
func (r *reading) numeric(i int32) bool {
	if r.toks[i].UPOS == "PUNCT" {
		return false
	}
	w := r.word(i)
	if w[0] >= '0' && w[0] <= '9' {
		return true
	}
	_, ok := numberWords[r.lowered(i)]
	return ok
}

// numberWords are the English numerals; a closed class.
var numberWords = map[string]int64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
	"fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "million": 1000000, "billion": 1000000000, "dozen": 12,
}

// value reads the number in tokens [at, end).
func (r *reading) value(at, end int32) (int64, bool) {
	total, current := int64(0), int64(0)
	seen := false
	for i := at; i < end; i++ {
		if r.inNumber(i) {
			continue
		}
		w := r.lowered(i)
		if w[0] >= '0' && w[0] <= '9' {
			f, err := strconv.ParseFloat(strings.ReplaceAll(w, ",", ""), 64)
			if err != nil || f > 1e12 {
				return 0, false
			}
			if i+1 < end {
				if m := numberWords[r.lowered(i+1)]; m >= 1000 {
					total += int64(f*float64(m) + 0.5)
					seen = true
					i++
					continue
				}
			}
			if f != float64(int64(f)) {
				return 0, false
			}
			current += int64(f)
			seen = true
			continue
		}
		n, ok := numberWords[w]
		if !ok {
			return 0, false
		}
		seen = true
		switch {
		case n >= 1000:
			total += max(current, 1) * n
			current = 0
		case n == 100 || n == 12 && w == "dozen":
			current = max(current, 1) * n
		default:
			current += n
		}
	}
	return total + current, seen
}
