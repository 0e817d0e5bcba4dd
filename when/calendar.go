package when

import (
	"fmt"
	"strconv"
	"time"
)

// day counts days from 1 January 1970 in the proleptic Gregorian calendar.
type day int

// dayOf returns the day of a date. Months and days out of range carry over, as time.Date does.
func dayOf(y, m, d int) day {
	return day(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func (d day) time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

func (d day) date() (y, m, dd int) {
	t := d.time()
	return t.Year(), int(t.Month()), t.Day()
}

func (d day) year() int  { return d.time().Year() }
func (d day) month() int { return int(d.time().Month()) }

// weekday is the ISO number: Monday 1 ... Sunday 7.
func (d day) weekday() int {
	if w := int(d.time().Weekday()); w != 0 {
		return w
	}
	return 7
}

// iso writes "2016-11-20".
func (d day) iso() string { return d.time().Format("2006-01-02") }

// week writes "2016-W46".
func (d day) week() string {
	y, w := d.time().ISOWeek()
	return fmt.Sprintf("%04d-W%02d", y, w)
}

func (d day) monday() day { return d - day(d.weekday()-1) }

func daysIn(y, m int) int {
	_, _, d := (dayOf(y, m+1, 1) - 1).date()
	return d
}

// addMonths moves by months and stays in the month it reaches: a month after 31 January is 28 February.
func (d day) addMonths(n int) day {
	y, m, dd := d.date()
	first := dayOf(y, m+n, 1)
	fy, fm, _ := first.date()
	return first + day(min(dd, daysIn(fy, fm))-1)
}

// parseDay reads the date at the start of an ISO 8601 date or time; anything else is no day.
func parseDay(s string) (day, bool) {
	if len(s) < 10 {
		return 0, false
	}
	t, err := time.Parse("2006-01-02", s[:10])
	if err != nil {
		return 0, false
	}
	return day(t.Unix() / 86400), true
}

// validDate reports whether the day exists.
func validDate(y, m, d int) bool {
	return y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m)
}

// seasonSpan is the interval of a season by calendar months of the northern hemisphere; winter of y begins in
// December of y and ends in February of y+1.
func seasonSpan(code string, y int) (from, to day) {
	switch code {
	case "SP":
		return dayOf(y, 3, 1), dayOf(y, 6, 1) - 1
	case "SU":
		return dayOf(y, 6, 1), dayOf(y, 9, 1) - 1
	case "FA":
		return dayOf(y, 9, 1), dayOf(y, 12, 1) - 1
	}
	return dayOf(y, 12, 1), dayOf(y+1, 3, 1) - 1
}

// period is the span of one unit that holds d, and its TIMEX3 value.
func period(unit string, d day) (from, to day, value string) {
	y, m, _ := d.date()
	switch unit {
	case "week":
		return d.monday(), d.monday() + 6, d.week()
	case "weekend":
		return d.monday() + 5, d.monday() + 6, d.week() + "-WE"
	case "month":
		return dayOf(y, m, 1), dayOf(y, m+1, 1) - 1, fmt.Sprintf("%04d-%02d", y, m)
	case "quarter":
		q := (m - 1) / 3
		return dayOf(y, 3*q+1, 1), dayOf(y, 3*q+4, 1) - 1, fmt.Sprintf("%04d-Q%d", y, q+1)
	case "year":
		return dayOf(y, 1, 1), dayOf(y, 12, 31), fmt.Sprintf("%04d", y)
	case "decade":
		return dayOf(y/10*10, 1, 1), dayOf(y/10*10+9, 12, 31), fmt.Sprintf("%03d", y/10)
	case "century":
		c := y / 100
		return dayOf(c*100, 1, 1), dayOf(c*100+99, 12, 31), fmt.Sprintf("%02d", c)
	}
	return d, d, d.iso()
}

// shift moves d by n units (n may be negative).
func shift(unit string, d day, n int) day {
	switch unit {
	case "week", "weekend":
		return d + day(7*n)
	case "fortnight":
		return d + day(14*n)
	case "month":
		return d.addMonths(n)
	case "quarter":
		return d.addMonths(3 * n)
	case "year":
		return d.addMonths(12 * n)
	case "decade":
		return d.addMonths(120 * n)
	case "century":
		return d.addMonths(1200 * n)
	case "second", "minute", "hour":
		return d
	}
	return d + day(n)
}

// isoPeriod is the TIMEX3 value of n units; n is the number in digits or "X".
func isoPeriod(unit, n string) string {
	switch unit {
	case "second":
		return "PT" + n + "S"
	case "minute":
		return "PT" + n + "M"
	case "hour":
		return "PT" + n + "H"
	case "week":
		return "P" + n + "W"
	case "fortnight":
		if k, err := strconv.Atoi(n); err == nil {
			return "P" + strconv.Itoa(2*k) + "W"
		}
		return "PXW"
	case "weekend":
		return "P" + n + "WE"
	case "month":
		return "P" + n + "M"
	case "quarter":
		return "P" + n + "Q"
	case "year":
		return "P" + n + "Y"
	case "decade":
		return "P" + n + "DE"
	case "century":
		return "P" + n + "CE"
	}
	return "P" + n + "D"
}
