package read

import (
	"errors"
	"strings"
	"testing"
)

func TestCheckDate(t *testing.T) {
	for _, s := range []string{"2016-11-20", "2016-02-29", "2016-11-20T18:30:00Z", "2016-11-20T18:30:00+01:00", "2016-11-20T18:30:00.5Z"} {
		if err := CheckDate(s); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
	for s, what := range map[string]string{
		"2016-02-30": "no day of the calendar", "2015-02-29": "no day of the calendar", "2016-13-01": "no day of the calendar", "yesterday": "not a date", "20.11.2016": "not a date",
		"2016": "not a date", "": "not a date", "2016-11-20T25:00:00Z": "not a date", "2016-11-20 18:30": "not a date",
	} {
		var e *Error
		if err := CheckDate(s); !errors.As(err, &e) || !strings.Contains(e.What, what) || !strings.Contains(e.Hint, "2016-11-20") {
			t.Errorf("%q: %v, want %q", s, err, what)
		}
	}
}

func TestWrongDateGiven(t *testing.T) {
	d, err := Bytes([]byte("The dam held."), Hint{Name: "a.txt", Published: "2016-02-30"})
	if err == nil || !strings.Contains(err.Error(), `a.txt: publication date "2016-02-30" is no day of the calendar; write it as`) {
		t.Errorf("err %v", err)
	}
	if d == nil || len(d.Problems) != 1 || d.ID == "" || d.Text != "" {
		t.Errorf("document %+v", d)
	}
}

func TestDateLine(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Sun 20 Nov 2016", "2016-11-20"},
		{"Sunday, November 20, 2016", "2016-11-20"},
		{"20 November 2016", "2016-11-20"},
		{"20th November, 2016", "2016-11-20"},
		{"Nov. 20, 2016", "2016-11-20"},
		{"Sept. 1, 2016", "2016-09-01"},
		{"November 20th, 2016", "2016-11-20"},
		{"20-Nov-2016", "2016-11-20"},
		{"2016-11-20", "2016-11-20"},
		{"2016/11/20", "2016-11-20"},
		{"20.11.2016", "2016-11-20"},
		{"20/11/2016", "2016-11-20"},
		{"11/20/2016", "2016-11-20"},
		{"5/5/2016", "2016-05-05"},
		{"2016-11-20T18:30:00Z", "2016-11-20T18:30:00Z"},
		{"2016-11-20T18:30:00.123+0100", "2016-11-20T18:30:00+01:00"},
		{"Published: 3 May 2019 14:05 BST", "2019-05-03T14:05:00+01:00"},
		{"Published 3 May 2019, 2:05 p.m. EDT", "2019-05-03T14:05:00-04:00"},
		{"Published 3 May 2019 at 12:05 am GMT", "2019-05-03T00:05:00Z"},
		{"3 May 2019 14:05", "2019-05-03"},
		{"3 May 2019 14:05 IST", "2019-05-03"},
		{"May 3, 2019 at 2:05 pm ET", "2019-05-03"},
		{"Published On 3 May 2019", "2019-05-03"},
		{"Posted on May 3, 2019 | 5 min read", "2019-05-03"},
		{"First published on Fri 3 May 2019 14.05 BST", "2019-05-03T14:05:00+01:00"},
		{"Updated: 4 May 2019 · Published: 3 May 2019", "2019-05-03"},
		{"Last modified on Fri 3 May 2019", "2019-05-03"},
		{"Lima, 20 November 2016", "2016-11-20"},
		{"Fri, 03 May 2019 14:05:00 GMT", "2019-05-03T14:05:00Z"},
		{"Sunday", ""},
		{"Sunday 20 November", ""},
		{"3/4/2019", ""},
	} {
		d, _, ok := dateLine(c.in)
		if !ok || d.iso() != c.want {
			t.Errorf("%q: %v %q, want %q", c.in, ok, d.iso(), c.want)
		}
	}
	for _, s := range []string{
		"", "Talks resume", "May meets Merkel in Berlin", "30 February 2016", "March on the capital", "31 people died", "1984", "20 November 2016 was a cold day", "Sunday roast",
		"2016-13-20", "Published by Example Press", "Updated", "May 40, 2019", "Second of May",
	} {
		if d, _, ok := dateLine(s); ok {
			t.Errorf("%q is taken for the date %+v", s, d)
		}
	}
}

func TestPublished(t *testing.T) {
	const body = "\n\nThe council of Oberau voted on Tuesday to close the bridge.\n"
	for _, c := range []struct {
		name, in   string
		h          Hint
		date, from string
		problem    string
	}{
		{"given wins", "Bridge closed\n\n6 March 2018" + body, Hint{Published: "2018-03-07"}, "2018-03-07", "given", ""},
		{"date line", "Bridge closed\n\n6 March 2018" + body, Hint{}, "2018-03-06", "text", ""},
		{"byline", "Bridge closed\n\nBy Jane Doe, March 6, 2018" + body, Hint{}, "2018-03-06", "text", ""},
		{"dateline", "OBERAU, 6 March 2018 — The council voted to close the bridge.\n", Hint{}, "2018-03-06", "text", ""},
		{"dateline without year", "OBERAU, March 6 (AP) — The council voted to close the bridge.\n", Hint{}, "", "", ""},
		{"none", "Bridge closed" + body, Hint{}, "", "", ""},
		{"a date in a sentence is not its own", "The bridge was built on 6 March 1911.\n", Hint{}, "", "", ""},
		{"day or month first", "Bridge closed\n\n3/4/2019" + body, Hint{}, "", "", "day first or month first"},
	} {
		d, err := Bytes([]byte(c.in), c.h)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if d.Source.Published != c.date || d.Source.PublishedFrom != c.from {
			t.Errorf("%s: %q from %q, want %q from %q", c.name, d.Source.Published, d.Source.PublishedFrom, c.date, c.from)
		}
		if got := len(d.Problems) > 0 && strings.Contains(d.Problems[0].What, c.problem); got != (c.problem != "") {
			t.Errorf("%s: problems %v", c.name, d.Problems)
		}
	}
}

func TestByline(t *testing.T) {
	for in, want := range map[string]string{
		"By Jane Doe": "Jane Doe", "BY JANE DOE": "JANE DOE", "By Jane Doe and John Roe in Geneva": "Jane Doe and John Roe in Geneva", "By Jane Doe | 6 March 2018": "Jane Doe",
		"By JANE DOE, Associated Press": "JANE DOE, Associated Press", "By Jane Doe, Diplomatic Correspondent": "Jane Doe, Diplomatic Correspondent",
		"Staff and agencies": "Staff and agencies", "AFP": "AFP", "Reuters in Kabul": "Reuters in Kabul", "By: Jane Doe": "Jane Doe",
	} {
		if !isByline(in) || bareByline(in) != want {
			t.Errorf("%q: %v %q, want %q", in, isByline(in), bareByline(in), want)
		}
	}
	for _, s := range []string{"By Monday the army had left", "By Monday", "By the River", "By any measure, it was a defeat.", "Jane Doe said so", "Bye bye", "By", "By March 2018"} {
		if isByline(s) {
			t.Errorf("%q is taken for a byline", s)
		}
	}
}
