package read

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lead is the dateline before the first words of a body: "ALEPPO, Syria, Nov. 3 (AP) —".
type lead struct {
	length int // bytes up to the end of its dash
	place  string
	outlet string // as written: "AP", "The Guardian"
	date   stamp
	strong bool // nothing but a dateline looks like this
}

var leadBracket = regexp.MustCompile(`^(?:\[[^\[\]]{3,80}\][ \x{A0}\n]*)+`)

// dateline reads the dateline at the start of a paragraph. first tells that it is the first paragraph of the body, where
// forms are taken that would be rash elsewhere ("Kabul – The ...").
func dateline(s string, first bool) (lead, bool) {
	if name, n := outletIn(s, "(", ")"); n > 0 && s[0] == '(' {
		before, mark, _ := dashAt(s[n:])
		l := lead{length: n, outlet: name, strong: true}
		if mark != "" {
			l.length += before + len(mark)
		}
		if mark == "" && !agencyLike(name) || !opensSentence(s[l.length:]) {
			return lead{}, false
		}
		return l, true
	}
	if !mayBePlace(s) {
		return lead{}, false
	}
	// The place may have swallowed the month of a date ("PARIS, Nov. 3"): shorter readings are tried too.
	for place := s[:placePrefix(s)]; place != ""; place = shorter(place) {
		if l, ok := datelineAfter(s, place, first); ok {
			return l, true
		}
	}
	return lead{}, false
}

// dayOrMonth reports whether a word is the name of a weekday or month, which is no place.
func dayOrMonth(w string) bool {
	return w != "" && (weekdayPattern.FindString(w) == w || isMonth(w))
}

func isMonth(w string) bool { return w != "" && monthPattern.FindString(w) == w }

// shorter drops the last part or word of a place.
func shorter(place string) string {
	return strings.TrimRight(place[:max(strings.LastIndexAny(place, ", /"), 0)], ", /")
}

// mayBePlace spares most paragraphs the expressions: before a dash, bracket, stroke or colon only capitalised words, numbers
// and particles stand in a dateline.
func mayBePlace(s string) bool {
	for n := 0; n < 24; n++ {
		s = strings.TrimLeft(s, " \t\n\u00A0")
		end := strings.IndexAny(s, " \t\n")
		if end < 0 {
			end = len(s)
		}
		w := s[:end]
		if w == "" {
			return false
		}
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case n > 0 && strings.ContainsAny(w, "-—–―−(/:"), n == 0 && unicode.IsUpper(r) && strings.ContainsAny(w, "-—–―−/:"):
			return true
		case unicode.IsUpper(r), n > 0 && (unicode.IsDigit(r) || placeParticle(w) || isMonth(w)):
		default:
			return false
		}
		s = s[end:]
	}
	return false
}

func datelineAfter(s, place string, first bool) (lead, bool) {
	l := lead{place: place}
	rest := s[len(place):]
	if country, n := outletIn(rest, "(", ")"); n > 0 && strings.HasPrefix(rest[n:], ",") && placePrefix(country) == len(country) { // "HAVANA (CUBA), 21 NOV 89 (AFP) --"
		rest = rest[n:]
		l.place = s[:len(s)-len(rest)]
	}
	dated := false
	if t := strings.TrimLeft(rest, ", "); t != rest {
		if in, after, ok := strings.Cut(strings.TrimPrefix(t, "("), ")"); ok && t[0] == '(' { // "GENEVA (5 March 2021) —"
			if d, more, ok := parseDate(in); ok && more == "" {
				l.date, rest, dated = d, after, true
			}
		} else if d, after, ok := parseDate(t); ok {
			l.date, rest, dated = d, after, true
			rest = strings.TrimPrefix(rest, ",")
		} else if w := weekdayPattern.FindString(t); w != "" {
			rest, dated = t[len(w):], true
		}
	}
	if worded("label whole", place) || dayOrMonth(place[strings.LastIndexAny(place, ", ")+1:]) {
		return lead{}, false
	}
	caps := allCaps(strings.SplitN(place, ",", 2)[0])
	name, n := outletIn(rest, "(", ")")
	if n == 0 {
		name, n = outletIn(rest, "/", "/")
	}
	l.outlet, rest = name, rest[n:]
	l.length = len(s) - len(rest)
	before, mark, behind := dashAt(rest)
	switch {
	case mark == "":
		// "BEIRUT (Reuters) The ..." and "MOSCOW, May 5 /TASS/. The ..."
		if l.outlet == "" || !caps && !dated || !agencyLike(l.outlet) && !dated {
			return lead{}, false
		}
		if strings.HasPrefix(rest, ".") {
			l.length++
			rest = rest[1:]
		}
		l.strong = true
		return l, strings.HasPrefix(rest, " ") && opensSentence(rest)
	case mark == ":" && !(l.outlet != "" && caps || first && caps && before == 0 && behind > 0 && utf8.RuneCountInString(place) >= 4):
		return lead{}, false
	case mark == "-" && (before == 0 || behind == 0) && l.outlet == "" && !dated:
		return lead{}, false // a hyphen
	}
	rest = rest[before+len(mark)+behind:]
	l.length += before + len(mark)
	if b := leadBracket.FindString(rest); b != "" {
		l.length = len(s) - len(rest) + len(strings.TrimRight(b, " \u00A0"))
		rest = rest[len(b):]
	}
	l.strong = l.outlet != "" || dated || caps && mark != ":" && len(place) > 3
	switch {
	case !opensSentence(rest):
		return lead{}, false
	case l.strong:
		return l, true
	}
	return l, first && (caps || strings.Contains(place, ",") || strings.Count(place, " ") <= 1)
}

// agencyLike reports whether an outlet is written as the agencies are, so that it needs no dash behind it.
func agencyLike(s string) bool {
	return s == "Reuters" || s == "Xinhua" || len(s) >= 2 && len(s) <= 6 && allCaps(s)
}

func allCaps(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 2
}

// opensSentence reports whether s begins as a sentence does: a capital, a digit, or an opening mark.
func opensSentence(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \t\n\u00A0"))
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("“‘\"'«[$£€", r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}
