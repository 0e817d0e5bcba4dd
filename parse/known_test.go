package parse_test

import (
	"slices"
	"strings"
	"testing"

	"daybook/model"
	"daybook/parse"
)

// TestKnown finds the longest known names from left to right; small ones have rows of their own, and words of the dictionary are no names there.
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
	add("Lake", parse.KnownLast|parse.KnownCommon)
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
	// rows are counted by kind, then by place: first, inner, last, only, and the same written small; then for the word before, and behind
	city, last, region, common, before, behind := int32(0), int32(5*8), int32(2*8), int32(11*8), int32(12*8), int32(2*12*8)
	for sentence, want := range map[string][][]int32{
		"He left Sella .": {nil, {behind + city + 3, behind + last + 3}, {city + 3, last + 3}, {before + city + 3, before + last + 3}},
		"SELLA , sella": {{city + 3, last + 3}, {before + city + 3, before + last + 3, behind + city + 7, behind + last + 7},
			{city + 7, last + 7}},
		"Port Sella Bay":   {{region, behind + region + 1}, {region + 1, before + region, behind + region + 2}, {region + 2, before + region + 1}},
		"port Sella":       {{behind + city + 3, behind + last + 3}, {city + 3, last + 3}},
		"Lake by the lake": {{last + 3, common + 3}, {before + last + 3, before + common + 3}, nil, nil},
	} {
		var keys []uint64
		var begins []bool
		for _, w := range strings.Fields(sentence) {
			keys, begins = append(keys, parse.KnownWord(w)), append(begins, parse.Begins(w))
		}
		found := known.Find(nil, keys, begins)
		for i := range found {
			if got := known.Rows(nil, found, i); !slices.Equal(got, want[i]) {
				t.Errorf("%q: word %d is %v, want %v", sentence, i, got, want[i])
			}
		}
	}
}
