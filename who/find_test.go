package who

import (
	"strings"
	"testing"
)

// TestFind asks whom words mean on a day. Wanted is the key of the plainest candidate, "" for none; a key behind "not " must not be among them.
func TestFind(t *testing.T) {
	s := stage(t)
	for _, c := range []struct{ words, on, want string }{
		{"the French president", "2016-05-15", "francois-hollande"},
		{"president of France", "2018", "emmanuel-macron"},
		{"France's president", "2018-02", "emmanuel-macron"},
		{"President Macron", "2020-01-01", "emmanuel-macron"},
		{"President Macron", "2010-01-01", ""},
		{"former UN secretary-general", "2018-01", "ban-ki-moon"},
		{"UN secretary-general", "1999", "kofi-annan"},
		{"Chancellor Merkel", "", "angela-merkel"},
		{"Angela Merkel", "", "angela-merkel"},
		{"Merkel", "2019", "angela-merkel"},
		{"Moscow", "", "RUS"},
		{"Syrians", "", "SYR"},
		{"soldiers", "", ""}, // a common noun has no key
		{"Zorg", "", ""},
	} {
		found, err := s.Find(c.words, c.on)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(found) > 0 {
			got = found[0].Key
		}
		if got != c.want {
			t.Errorf("%q on %q is %q, want %q: %+v", c.words, c.on, got, c.want, found)
		}
	}
	if found, _ := s.Find("Clinton", "2011"); len(found) < 2 {
		t.Errorf("Clinton is only %+v", found)
	}
	if found, _ := s.Find("soldiers", ""); len(found) != 1 || found[0].Sector != "MIL" {
		t.Errorf("soldiers are %+v", found)
	}
	if found, _ := s.Find("Angela Merkel", "2019"); !strings.HasPrefix(found[0].Entry, "actors/persons") || found[0].Role != "chancellor of Germany" {
		t.Errorf("the entry of %+v is not told", found[0])
	}
	for _, on := range []string{"2016-13", "2015-02-30", "yesterday", "16"} {
		if _, err := s.Find("Moscow", on); err == nil || !strings.Contains(err.Error(), on) {
			t.Errorf("on %q: %v", on, err)
		}
	}
}
