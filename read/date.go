package read

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// CheckDate reports whether s is a date that Hint.Published takes: a day, "2016-11-20", or a moment by RFC 3339,
// "2016-11-20T18:30:00Z". The error is an *Error that says what is wrong with it.
func CheckDate(s string) error {
	if _, err := time.Parse("2006-01-02", s); err == nil {
		return nil
	}
	if _, err := time.Parse(time.RFC3339, s); err == nil {
		return nil
	}
	what := "is not a date"
	if m := isoPattern.FindStringSubmatch(s); m != nil {
		if y, mo, d := atoi(m[1]), atoi(m[2]), atoi(m[3]); !possible(y, mo, d) {
			what = "is no day of the calendar"
		}
	}
	return &Error{What: fmt.Sprintf("publication date %q %s", s, what), Hint: "write it as 2016-11-20 or 2016-11-20T18:30:00Z"}
}

var isoPattern = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})`)

// stamp is a date in a text, with a time where one with a known offset follows.
type stamp struct {
	year, month, day int    // year 0: not told
	clock            string // "T14:05:00+01:00", or ""
	ambiguous        bool   // 03/04/2019
}

// iso writes s as Source.Published wants it, or "" where it has no year or cannot be told.
func (s stamp) iso() string {
	if s.year == 0 || s.ambiguous {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d%s", s.year, s.month, s.day, s.clock)
}

const (
	weekdayRE = `(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)`
	monthRE   = `(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?`
	dayRE     = `(\d{1,2})(?:st|nd|rd|th)?\b\.?`
)

// The forms of dates, each anchored at the start. The groups are named in parseDate.
var (
	dmyPattern     = regexp.MustCompile(`(?i)^` + weekdayRE + `?(?:the\s+)?` + dayRE + `[\s\-]+(?:of\s+)?` + monthRE + `(?:[,\s\-]+(\d{4}|'?\d{2})\b)?`)
	mdyPattern     = regexp.MustCompile(`(?i)^` + weekdayRE + `?` + monthRE + `\s+` + dayRE + `(?:,?\s+(\d{4})\b)?`)
	ymdPattern     = regexp.MustCompile(`^(\d{4})([\-/.])(\d{1,2})([\-/.])(\d{1,2})(?:\b|T)`)
	numericPattern = regexp.MustCompile(`^(\d{1,2})([/.\-])(\d{1,2})([/.\-])(\d{4})\b`)
	weekdayPattern = regexp.MustCompile(`(?i)^(?:mon|tues|wednes|thurs|fri|satur|sun)day\b`)
	monthPattern   = regexp.MustCompile(`(?i)^` + monthRE)
	clockPattern   = regexp.MustCompile(`(?i)^(?:T|,?\s*(?:at|on|[-–—|•·/])?\s*)(\d{1,2})(?:[:.h](\d{2}))?(?::(\d{2})(?:\.\d+)?)?\s*([ap]\.?m\b\.?)?\s*(Z\b|[+\-]\d{2}:?\d{2}\b|\(?(?:UTC|GMT|BST|CET|CEST|EET|EEST|MSK|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|IST|JST|AEST|AEDT|SAST|EAT|WAT|PKT)\)?\b)?`)
)

// offsets are the time zones that news writes by letters and that mean one offset only ("IST" and "CST" do not).
var offsets = map[string]string{
	"Z": "Z", "UTC": "Z", "GMT": "Z", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00",
	"EST": "-05:00", "EDT": "-04:00", "PST": "-08:00", "PDT": "-07:00", "MST": "-07:00", "MDT": "-06:00", "CDT": "-05:00",
	"JST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00", "SAST": "+02:00", "EAT": "+03:00", "WAT": "+01:00", "PKT": "+05:00",
}

// parseDate reads a date at the start of s and returns it with what follows.
func parseDate(s string) (d stamp, rest string, ok bool) {
	if m := dmyPattern.FindStringSubmatch(s); m != nil {
		d = stamp{year: fullYear(m[3]), month: monthOf(m[2]), day: atoi(m[1])}
		rest = s[len(m[0]):]
	} else if m := mdyPattern.FindStringSubmatch(s); m != nil {
		d = stamp{year: atoi(m[3]), month: monthOf(m[1]), day: atoi(m[2])}
		rest = s[len(m[0]):]
	} else if m := ymdPattern.FindStringSubmatch(s); m != nil && m[2] == m[4] {
		d = stamp{year: atoi(m[1]), month: atoi(m[3]), day: atoi(m[5])}
		rest = s[len(strings.TrimSuffix(m[0], "T")):]
	} else if m := numericPattern.FindStringSubmatch(s); m != nil && m[2] == m[4] {
		d = stamp{year: atoi(m[5]), day: atoi(m[1]), month: atoi(m[3])}
		if d.month > 12 {
			d.day, d.month = d.month, d.day
		} else if m[2] != "." && d.day <= 12 && d.day != d.month {
			d.ambiguous = true // American or not: nobody can tell
		}
		rest = s[len(m[0]):]
	} else {
		return d, s, false
	}
	y := d.year
	if y == 0 {
		y = 2000 // any leap year
	}
	if !possible(y, d.month, d.day) || d.year != 0 && (d.year < 1700 || d.year > 2200) {
		return stamp{}, s, false
	}
	d.clock, rest = parseClock(rest)
	return d, rest, true
}

// parseClock reads a time of day behind a date. It gives a clock only where the offset is known.
func parseClock(s string) (clock, rest string) {
	m := clockPattern.FindStringSubmatch(s)
	if m == nil || m[2] == "" && m[4] == "" {
		return "", s
	}
	h, min, sec := atoi(m[1]), atoi(m[2]), atoi(m[3])
	switch half := strings.ToLower(m[4]); {
	case half == "":
	case h < 1 || h > 12:
		return "", s
	case half[0] == 'p' && h < 12:
		h += 12
	case half[0] == 'a' && h == 12:
		h = 0
	}
	if h > 23 || min > 59 || sec > 59 {
		return "", s
	}
	zone := strings.ToUpper(strings.Trim(m[5], "()"))
	off, known := offsets[zone]
	if zone != "" && (zone[0] == '+' || zone[0] == '-') {
		off, known = zone, true
		if len(zone) == 5 {
			off = zone[:3] + ":" + zone[3:]
		}
		if atoi(off[1:3]) > 14 || atoi(off[4:]) > 59 {
			known = false
		}
	}
	if known {
		clock = fmt.Sprintf("T%02d:%02d:%02d%s", h, min, sec, off)
	}
	return clock, s[len(m[0]):]
}

func possible(y, m, d int) bool {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return m >= 1 && m <= 12 && d >= 1 && t.Day() == d && int(t.Month()) == m
}

// fullYear takes "2016", or the "89" of old wire copy: 70 to 99 are of the last century.
func fullYear(s string) int {
	y := atoi(strings.TrimPrefix(s, "'"))
	switch {
	case s == "" || len(s) == 4:
		return y
	case y >= 70:
		return 1900 + y
	}
	return 2000 + y
}

func monthOf(s string) int {
	const names = "janfebmaraprmayjunjulaugsepoctnovdec"
	return strings.Index(names, strings.ToLower(s[:3]))/3 + 1
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
