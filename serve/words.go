package serve

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"daybook/ledger"
)

// This file is how the ledger's values are put into words and signs for a reader. Every sign stands beside its word, so
// that nothing is told by a sign or a colour alone.

// stanceSign is the sign before the word of a stance.
func stanceSign(s ledger.Stance) string {
	switch s {
	case ledger.Denies:
		return "⊘"
	case ledger.Confirms:
		return "✓"
	case ledger.Doubts, ledger.Asks:
		return "?"
	case ledger.Accuses:
		return "◀"
	case ledger.Warns:
		return "△"
	case ledger.Urges, ledger.Demands:
		return "→"
	case ledger.Threatens:
		return "▲"
	case ledger.Promises:
		return "◇"
	case ledger.Predicts:
		return "↗"
	case ledger.Praises:
		return "+"
	case ledger.Condemns:
		return "−"
	case ledger.Estimates:
		return "≈"
	case ledger.Declines:
		return "…"
	case ledger.Thinks, ledger.Believes, ledger.Intends:
		return "○"
	}
	return "▪"
}

// pointWords names the point of an event that a claim is about: "denies ... who did it".
func pointWords(p ledger.Point) string {
	switch p {
	case ledger.ThatHappened:
		return "that it happened"
	case ledger.ByWhom:
		return "who did it"
	case ledger.ToWhom:
		return "to whom"
	case ledger.WithWhat:
		return "with what"
	case ledger.AtPlace:
		return "where"
	case ledger.AtTime:
		return "when"
	case ledger.HowMany:
		return "how many"
	}
	return string(p)
}

// quadWords says what the four classes of PLOVER events are: words or deeds, with or against.
func quadWords(q int) string {
	switch q {
	case 1:
		return "words, cooperative"
	case 2:
		return "deeds, cooperative"
	case 3:
		return "words, hostile"
	case 4:
		return "deeds, hostile"
	}
	return "not classed"
}

// quadSign is hollow for words and filled for deeds, round for cooperation and square for conflict.
func quadSign(q int) string {
	switch q {
	case 1:
		return "○"
	case 2:
		return "●"
	case 3:
		return "□"
	case 4:
		return "■"
	}
	return "·"
}

// realisWords is the heading over events that nobody says came about.
func realisWords(r ledger.Realis) string {
	switch r {
	case ledger.Denied:
		return "Only denied"
	case ledger.Urged:
		return "Urged"
	case ledger.Planned:
		return "Planned"
	case ledger.Threatened:
		return "Threatened"
	case ledger.Possible:
		return "Possible"
	case ledger.Failed:
		return "Failed"
	}
	return "Not classed"
}

const day = "2006-01-02"

// date writes an ISO date as a person does; what it cannot read it gives back.
func date(iso string) string {
	if len(iso) > 10 {
		if t, err := time.Parse(time.RFC3339, iso); err == nil {
			return t.Format("2 Jan 2006, 15:04")
		}
	}
	t, err := time.Parse(day, iso)
	if err != nil {
		return iso
	}
	return t.Format("2 Jan 2006")
}

// dates writes an interval of days, both inclusive, as shortly as it can: a day, a month, a year, or from and to.
func dates(from, to string) string {
	switch {
	case from == "" && to == "":
		return ""
	case from == to:
		return date(from)
	case from == "":
		return "by " + date(to)
	case to == "":
		return "from " + date(from)
	}
	a, err1 := time.Parse(day, from)
	b, err2 := time.Parse(day, to)
	if err1 != nil || err2 != nil {
		return from + " – " + to
	}
	next := b.AddDate(0, 0, 1)
	switch {
	case a.YearDay() == 1 && next.YearDay() == 1 && next.Year() == a.Year()+1:
		return a.Format("2006")
	case a.YearDay() == 1 && next.YearDay() == 1 && a.Year()%10 == 0 && next.Year() == a.Year()+10:
		return a.Format("2006") + "s"
	case a.Day() == 1 && next.Day() == 1 && a.Year() == b.Year() && a.Month() == b.Month():
		return a.Format("Jan 2006")
	case a.Year() == b.Year() && a.Month() == b.Month():
		return fmt.Sprintf("%d–%s", a.Day(), b.Format("2 Jan 2006"))
	case a.Year() == b.Year():
		return a.Format("2 Jan") + " – " + b.Format("2 Jan 2006")
	}
	return a.Format("2 Jan 2006") + " – " + b.Format("2 Jan 2006")
}

// thousands writes a number with separators: 250,000.
func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if neg {
		s = "−" + s
	}
	return s
}

// number writes what a figure says: "≥ 20", "≈ 8,000", "20–30"; "" when no number is told.
func number(f ledger.Number) string {
	sign := ""
	switch {
	case f.AtLeast || f.Low != nil && f.High == nil:
		sign = "≥ "
	case f.Approximate:
		sign = "≈ "
	}
	switch {
	case f.Low == nil && f.High == nil:
		return ""
	case f.Low == nil:
		return "≤ " + thousands(*f.High)
	case f.High == nil || *f.High == *f.Low:
		return sign + thousands(*f.Low)
	}
	if !f.AtLeast && !f.Approximate {
		sign = ""
	}
	return sign + thousands(*f.Low) + "–" + thousands(*f.High)
}

// clip shortens s to about n characters at a space and says so with an ellipsis.
func clip(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	count := 0
	for i := range s {
		if count == n {
			if j := strings.LastIndexByte(s[:i], ' '); j > i/2 {
				i = j
			}
			return strings.TrimRight(s[:i], " ,;:") + " …"
		}
		count++
	}
	return s
}

// plural is "1 statement", "2 statements".
func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	if strings.HasSuffix(one, "y") {
		return thousands(int64(n)) + " " + strings.TrimSuffix(one, "y") + "ies"
	}
	return thousands(int64(n)) + " " + one + "s"
}

func sentenceID(i int) string { return "n" + strconv.Itoa(i) }
