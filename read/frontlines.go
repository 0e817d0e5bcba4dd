package read

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	dateLabel   = regexp.MustCompile(`(?i)^(?:(first published|published|posted|issued|date|dated|created|filed)|(last updated|last modified|updated|modified|last edited))\b(?: (?:on|at))?\s*[:\-–]?\s*`)
	dateTrail   = regexp.MustCompile(`(?i)^(?:\d+ min(?:ute)?s?(?: read)?|\d+ comments?|local time|(?:updated )?(?:\d+|an?|one) (?:year|month|week|day|hour|minute)s? ago)$`)
	dayNoYear   = regexp.MustCompile(`(?i)^(?:today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b`)
	nameBetween = regexp.MustCompile(`,| (?:in|and|for|at|of) `)
	dateBetween = " \t\u00A0|•·,-–—/()"
)

// dateLine reads a paragraph that is nothing but a date: "Sun 20 Nov 2016", "Published: 3 May 2019 14:05 BST", "Lima, 20
// November 2016 | Updated 21 November 2016". Of several dates the one of publication is given. label tells that the line
// says what its date is.
func dateLine(s string) (best stamp, label, ok bool) {
	if len(s) > 200 || !strings.ContainsAny(s, "0123456789") && !dayNoYear.MatchString(s) && !dateLabel.MatchString(s) {
		return stamp{}, false, false
	}
	rest, bestUpdated := s, true
	for n := 0; n < 4; n++ {
		rest = strings.Trim(rest, dateBetween)
		if rest == "" || dateTrail.MatchString(rest) {
			return best, label, ok
		}
		updated := false
		if m := dateLabel.FindStringSubmatch(rest); m != nil {
			rest, updated, label = rest[len(m[0]):], m[2] != "", true
		}
		d, after, dated := parseDate(rest)
		if !dated && n == 0 {
			if place := placePrefix(rest); place > 0 && len(bareByline(rest)) == len(rest) { // "Lima, 20 November 2016"
				if t := strings.TrimLeft(rest[place:], dateBetween); t != rest[place:] {
					d, after, dated = parseDate(t)
				}
			}
		}
		if !dated {
			if w := dayNoYear.FindString(rest); w != "" && (n == 0 || label) {
				after, dated = rest[len(w):], true
				_, after = parseClock(after)
			} else if _, a := parseClock(" " + rest); a != " "+rest && (ok || label) {
				after, dated = a, true
			}
		}
		if !dated {
			return stamp{}, false, false
		}
		if !ok || bestUpdated && !updated && d.year != 0 {
			best, bestUpdated = d, updated
		}
		ok = true
		rest = after
	}
	return best, label, ok && strings.Trim(rest, dateBetween) == ""
}

// dateIn finds a date behind the names of a byline: "By Jane Doe | 20 Nov 2016".
func dateIn(s string) (stamp, bool) {
	for i := 0; i < len(s); i++ {
		if i > 0 && !strings.ContainsRune(" |,(", rune(s[i-1])) {
			continue
		}
		if d, _, ok := parseDate(s[i:]); ok {
			return d, true
		}
	}
	return stamp{}, false
}

// Small words that stand between the names of a byline.
var bylineWords = map[string]bool{
	"in": true, "and": true, "of": true, "for": true, "the": true, "with": true, "at": true, "from": true, "de": true, "van": true, "von": true, "der": true,
	"den": true, "da": true, "di": true, "la": true, "le": true, "el": true, "al": true, "bin": true, "correspondent": true, "correspondents": true,
	"reporter": true, "reporters": true, "editor": true, "staff": true, "writer": true, "writers": true, "agencies": true, "chief": true, "our": true,
	"foreign": true, "diplomatic": true, "political": true, "defence": true, "security": true, "affairs": true, "senior": true, "contributor": true,
}

// isByline reports whether a paragraph names who wrote the report: "By Jane Doe in Beirut", "Reuters", "Staff and agencies".
func isByline(s string) bool {
	if len(s) <= 80 && worded("byline whole", s) {
		return true
	}
	rest := bareByline(s)
	if len(rest) == len(s) {
		return false
	}
	names, ok := nameWordsIn(rest)
	return ok && names >= 1 && countWords(rest) <= 24 && (names >= 2 || countWords(rest) == 1) && (!strings.HasSuffix(rest, ".") || countWords(rest) <= 6) && !weekdayPattern.MatchString(rest) && !startsWithMonth(rest)
}

// isNames reports whether a short line is nothing but names: "Jane Doe in Beirut", "Example News, Oberau". What it names is
// told by what stands beside it.
func isNames(s string) bool {
	names, ok := nameWordsIn(s)
	for _, one := range nameBetween.Split(s, -1) {
		ok = ok && countWords(one) <= 3 // more words With Capitals are a headline
	}
	return ok && names >= 2 && !ended(s)
}

// nameWordsIn counts the names among the words of s; ok is false when a word is neither a name nor one of those that stand
// between names.
func nameWordsIn(s string) (names int, ok bool) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;|/•·&()–—", r) }) {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case strings.Contains(w, "@"):
		case unicode.IsUpper(r):
			names++
		case !bylineWords[strings.ToLower(strings.Trim(w, "."))]:
			return names, false
		}
	}
	return names, true
}

func startsWithMonth(s string) bool {
	_, _, ok := parseDate(s)
	return ok
}

// bareByline drops the "By" and a date behind the names. It returns s as it is where it does not begin with "By".
func bareByline(s string) string {
	if len(s) < 4 || !strings.EqualFold(s[:2], "by") || s[2] != ' ' && s[2] != ':' {
		return s
	}
	rest := strings.TrimLeft(s[3:], " :")
	for i := 1; i < len(rest); i++ {
		if strings.ContainsRune(" |,(", rune(rest[i-1])) {
			if _, after, ok := parseDate(rest[i:]); ok && strings.Trim(after, dateBetween) == "" {
				return strings.TrimRight(rest[:i], dateBetween)
			}
		}
	}
	return rest
}
