package model

import "testing"

func look(forms []string, known map[string]uint32) []Word {
	m := map[uint64]uint32{}
	for f, v := range known {
		var w Word
		w.Look(f, nil)
		m[w.Lower] = v
	}
	s := map[string][]byte{}
	EncodeDict(s, "words", m)
	b, err := Encode(s)
	if err != nil {
		panic(err)
	}
	f, err := Decode(b)
	if err != nil {
		panic(err)
	}
	d, err := f.Dict("words")
	if err != nil {
		panic(err)
	}
	words := make([]Word, len(forms))
	for i, f := range forms {
		words[i].Look(f, nil)
		words[i].Know(d)
	}
	return words
}

// same reports whether two words look alike to the models.
func same(a, b Word) bool {
	return a.Form == b.Form && a.Shape == b.Shape && a.Capital == b.Capital && a.Upper == b.Upper && a.Lower == b.Lower
}

func TestLookFoldsMarksAndDigits(t *testing.T) {
	for _, pair := range [][2]string{{"don’t", "don't"}, {"“", "\""}, {"–", "-"}, {"1984", "2025"}, {"1,234", "5,678"}} {
		w := look(pair[:], nil)
		if !same(w[0], w[1]) {
			t.Errorf("%q and %q look different", pair[0], pair[1])
		}
	}
	w := look([]string{"Ankara", "ankara", "ANKARA", "", "Ä", "x"}, nil)
	if same(w[0], w[1]) || w[0].Lower != w[1].Lower || !w[0].Capital || w[1].Capital || !w[2].Upper || w[0].Upper {
		t.Errorf("%+v", w[:3])
	}
	if !w[4].Capital || w[5].Suffix[0] == 0 || w[5].Suffix[1] != 0 {
		t.Errorf("%+v", w[4:])
	}
}

func TestTruecase(t *testing.T) {
	known := map[string]uint32{"army": WordClass(1, 1, CaseLower), "says": WordClass(1, 1, CaseLower), "town": WordClass(1, 1, CaseMostLower), "retaken": WordClass(1, 1, CaseLower),
		"norland": WordClass(1, 1, CaseCapital), "nato": WordClass(1, 1, CaseUpper), "fear": WordClass(1, 1, CaseMixed)}
	for _, c := range [][2][]string{
		{{"Army", "Says", "Town", "of", "Kessel", "Retaken"}, {"Army", "says", "town", "of", "Kessel", "retaken"}},
		{{"ARMY", "SAYS", "TOWN", "IN", "NORLAND", "RETAKEN", "BY", "NATO"}, {"Army", "says", "town", "In", "Norland", "retaken", "By", "NATO"}},
		{{"Fear", "Says", "Norland", "Army"}, {"Fear", "says", "Norland", "army"}},
		{{"The", "army", "says", "Norland", "retaken"}, {"The", "army", "says", "Norland", "retaken"}},
		{{"Ada", "Boro", "met", "Karl", "Osei"}, {"Ada", "Boro", "met", "Karl", "Osei"}},
	} {
		got, want := look(c[0], known), look(c[1], known)
		Truecase(got)
		for i := range got {
			if !same(got[i], want[i]) {
				t.Errorf("%q: word %d does not look like %q", c[0], i, c[1][i])
			}
		}
	}
	Truecase(nil)
}
