package parse

import (
	"strings"
	"testing"

	"daybook/data"
)

// TestHeadcase: words of a headline that are written in lower case elsewhere are seen so; names keep a capital, other sentences all of theirs.
func TestHeadcase(t *testing.T) {
	n, err := loadNetwork(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	h := n.headcase
	split, err := NewSplitter(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	var s headcaseScratch
	for _, c := range []struct{ in, want string }{
		{"Army Shells Town as Peace Talks With Rebels Fail in Geneva", "Army shells town as peace talks with rebels fail in Geneva"},
		{"ARMY SHELLS TOWN AS PEACE TALKS WITH REBELS FAIL IN GENEVA", "Army shells town as peace talks with rebels fail in Geneva"},
		{"The army shelled the town of Zerenda on Tuesday .", "The army shelled the town of Zerenda on Tuesday ."},
		{"Foreign Minister Tomas Ivers met Prime Minister Ada Boro", "Foreign Minister Tomas Ivers met Prime Minister Ada Boro"},
		{"", ""},
	} {
		d := blocks(c.in)
		split.Split(d)
		seen := h.of(&s, d.Text, d.Tokens)
		var got []string
		for i := range d.Tokens {
			w := d.Tokens[i].Of(d.Text)
			if seen != nil && seen[i] != asWritten {
				w = string(appendSeen(nil, w, seen[i]))
			}
			got = append(got, w)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q is seen as %q, want %q", c.in, g, c.want)
		}
	}
}
