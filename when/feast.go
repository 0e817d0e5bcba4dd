package when

import (
	"fmt"
	"strconv"
	"strings"
)

// A rule of a feast in the lexicon gives its days in a year:
//
//	12-25            a day of the calendar
//	easter-2         days from Western Easter; orthodox-2 from that of the Eastern churches
//	nov-thu-4        the fourth Thursday of November
//	islamic-9-1..30  days of a month of the Islamic calendar, which begins with a sighting of the moon: a day more on both sides
//	hebrew-passover  days of the Hebrew calendar, named in hebrewFeast; feasts begin on the evening before
//	lunar+0          days from the new year of the Chinese calendar
//
// The first that begins in the year counts.

// feast gives the days of a rule in year y; about tells that they may be a day off.
func feast(rule string, y int) (from, to day, about, ok bool) {
	one := func(d day, ok bool) (day, day, bool, bool) { return d, d, false, ok }
	offset := func(s string) (day, bool) {
		n, err := strconv.Atoi(s)
		return day(n), err == nil
	}
	switch {
	case strings.HasPrefix(rule, "easter"):
		n, ok := offset(rule[len("easter"):])
		return one(easter(y)+n, ok)
	case strings.HasPrefix(rule, "orthodox"):
		n, ok := offset(rule[len("orthodox"):])
		return one(orthodoxEaster(y)+n, ok)
	case strings.HasPrefix(rule, "lunar"):
		n, ok := offset(rule[len("lunar"):])
		d, known := lunarNewYear(y)
		return one(d+n, ok && known)
	case strings.HasPrefix(rule, "islamic-"):
		return islamicFeast(rule[len("islamic-"):], y)
	case strings.HasPrefix(rule, "hebrew-"):
		from, to, ok := hebrewFeast(rule[len("hebrew-"):], y)
		return from, to, false, ok
	case rule == "nov-thu-4":
		first := dayOf(y, 11, 1)
		return one(first+day((4-first.weekday()+7)%7+21), true)
	}
	var m, d int
	if _, err := fmt.Sscanf(rule, "%d-%d", &m, &d); err != nil || !validDate(y, m, d) {
		return 0, 0, false, false
	}
	return one(dayOf(y, m, d), true)
}

// easter is the Sunday of Western Easter (anonymous Gregorian computus, Meeus, Astronomical Algorithms, ch. 8).
func easter(y int) day {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	return dayOf(y, month, (h+l-7*m+33*month+19)%32)
}

// orthodoxEaster is Easter Sunday of the Eastern churches (Meeus, Astronomical Algorithms, ch. 8: Julian calendar), in the Gregorian calendar of 1900 to 2099.
func orthodoxEaster(y int) day {
	a, b, c := y%4, y%7, y%19
	d := (19*c + 15) % 30
	e := (2*a + 4*b - d + 34) % 7
	return dayOf(y, (d+e+114)/31, (d+e+114)%31+1) + 13
}

// islamicDay is a day of the tabular Islamic calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of thirty; Dershowitz and Reingold,
// Calendrical Calculations, ch. 7). The moon may be seen a day sooner or later.
func islamicDay(y, m, d int) day {
	epoch := dayOf(622, 7, 19) // 16 July 622 of the Julian calendar
	return epoch + day(d-1+29*(m-1)+m/2+354*(y-1)+(3+11*y)/30)
}

// islamicFeast reads "9-1..30".
func islamicFeast(rule string, y int) (from, to day, about, ok bool) {
	var m, a, b int
	if n, _ := fmt.Sscanf(rule, "%d-%d..%d", &m, &a, &b); n < 3 || m < 1 || m > 12 || a < 1 || b > 30 || a > b {
		return 0, 0, false, false
	}
	for h := (y - 623) * 33 / 32; ; h++ {
		if from = islamicDay(h, m, a); from.year() >= y {
			return from - 1, islamicDay(h, m, b) + 1, true, from.year() == y
		}
	}
}

// hebrewNewYear is 1 Tishri of a Hebrew year (Dershowitz and Reingold, Calendrical Calculations, ch. 8).
func hebrewNewYear(h int) day {
	elapsed := func(h int) int {
		months := (235*h - 234) / 19
		parts := 12084 + 13753*months
		d := 29*months + parts/25920
		if 3*(d+1)%7 < 3 {
			d++
		}
		return d
	}
	d := elapsed(h)
	switch {
	case elapsed(h+1)-d == 356:
		d += 2
	case d-elapsed(h-1) == 382:
		d++
	}
	// 7 September 3761 before our era is day 1 of the Hebrew calendar: -1,373,427 of the Julian day count's Rata Die less one
	return day(d) + dayOf(1, 1, 1) - 1373428
}

// hebrewFeast gives the days of a feast; the evening before belongs to it, the daylight counts.
func hebrewFeast(name string, y int) (from, to day, ok bool) {
	next := hebrewNewYear(y + 3761) // in the autumn of y
	switch name {
	case "rosh-hashanah":
		return next, next + 1, true
	case "yom-kippur":
		return next + 9, next + 9, true
	case "sukkot":
		return next + 14, next + 20, true
	case "simchat-torah":
		return next + 21, next + 22, true
	case "hanukkah":
		long := hebrewNewYear(y+3762) - next
		from = next + 83
		if long == 355 || long == 385 { // Heshvan has 30 days
			from++
		}
		return from, from + 7, true
	case "passover":
		return next - 163, next - 156, true
	case "purim":
		return next - 193, next - 193, true
	case "shavuot":
		return next - 113, next - 112, true
	}
	return 0, 0, false
}

// newYears are the days of the new year of the Chinese calendar from 1990 on, each as days from 20 January.
var newYears = [...]int8{7, 26, 15, 3, 21, 11, 30, 18, 8, 27, 16, 4, 23, 12, 2, 20, 9, 29, 18, 6, 25, 14, 3, 21, 11, 30, 19, 8, 27, 16, 5, 23, 12, 2, 21, 9, 28, 17, 6, 24, 14}

func lunarNewYear(y int) (day, bool) {
	if i := y - 1990; i >= 0 && i < len(newYears) {
		return dayOf(y, 1, 20) + day(newYears[i]), true
	}
	return 0, false
}
