package parse_test

import (
	"slices"
	"strings"
	"testing"

	"daybook/model"
	"daybook/parse"
)

// TestKnown finds the longest known names from left to right, and only where they begin with a capital.
func TestKnown(t *testing.T) {
	list := map[uint64]uint32{}
	add := func(name string, is uint32) {
		key := uint64(0)
		for _, w := range strings.Fields(name) {
			key = parse.KnownKey(key, parse.KnownWord(w))
		}
		list[key] |= is
	}
	add("Sella", parse.KnownCity)
	add("Sella", parse.KnownLast)
	add("Port Sella Bay", parse.KnownRegion)
	sections := map[string][]byte{}
	model.EncodeDict(sections, "known", list)
	b, err := model.Encode(sections)
	if err != nil {
		t.Fatal(err)
	}
	f, err := model.Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	known, err := parse.NewKnown(f)
	if err != nil {
		t.Fatal(err)
	}
	// rows are counted by kind, then by place: first, inner, last, only
	city, last, region := int32(0), int32(5*4), int32(2*4)
	for sentence, want := range map[string][][]int32{
		"He left Sella .":             {nil, nil, {city + 3, last + 3}, nil},
		"SELLA , sella":               {{city + 3, last + 3}, nil, nil},
		"in Port Sella Bay":           {nil, {region}, {region + 1}, {region + 2}},
		"Port Sella is not Port Bay.": {nil, {city + 3, last + 3}, nil, nil, nil, nil},
	} {
		var keys []uint64
		var begins []bool
		for _, w := range strings.Fields(sentence) {
			keys, begins = append(keys, parse.KnownWord(w)), append(begins, parse.Begins(w))
		}
		for i, found := range known.Find(nil, keys, begins) {
			if got := known.Rows(nil, found); !slices.Equal(got, want[i]) {
				t.Errorf("%q: word %d is %v, want %v", sentence, i, got, want[i])
			}
		}
	}
}
