package who

import (
	"math/rand/v2"
	"testing"

	"daybook/ledger"
)

// best is the largest sum over all ways to lay names over tokens from i on.
func best(k int, scores []int32, i, n int) int32 {
	if i == n {
		return 0
	}
	at := func(i, t, place int) int32 { return scores[(i*k+t)*ledger.NamePlaces+place] }
	top := best(k, scores, i+1, n)
	for t := 0; t < k; t++ {
		top = max(top, at(i, t, ledger.OnlyOfName)+best(k, scores, i+1, n))
		sum := at(i, t, ledger.FirstOfName)
		for j := i + 1; j < n; j++ {
			top = max(top, sum+at(j, t, ledger.LastOfName)+best(k, scores, j+1, n))
			sum += at(j, t, ledger.InnerOfName)
		}
	}
	return top
}

// TestBestNames compares the names found with an exhaustive search.
func TestBestNames(t *testing.T) {
	types := []string{"PER", "LOC", "ORG"}
	r := rand.New(rand.NewPCG(2, 6))
	var p namePath
	for round := 0; round < 300; round++ {
		n := 1 + r.IntN(6)
		scores := make([]int32, n*len(types)*ledger.NamePlaces)
		for i := range scores {
			scores[i] = int32(r.IntN(600)) - 400
		}
		names := p.find(nil, types, scores, 10)
		sum, next := int32(0), int32(10)
		for _, x := range names {
			if x.Run.First < next || x.Run.Len() < 1 || x.Run.Last > int32(10+n) {
				t.Fatalf("names %v over %d tokens", names, n)
			}
			next = x.Run.Last
			for typ := range types {
				if types[typ] != x.Type {
					continue
				}
				for i := x.Run.First; i < x.Run.Last; i++ {
					sum += scores[(int(i-10)*len(types)+typ)*ledger.NamePlaces+placeIn(x.Run, i)]
				}
			}
		}
		if want := best(len(types), scores, 0, n); sum != want {
			t.Fatalf("names %v sum to %d, the best to %d", names, sum, want)
		}
	}
	if got := p.find(nil, types, nil, 0); len(got) > 0 {
		t.Errorf("names in an empty sentence: %v", got)
	}
}

// TestRatedNames: names come in text order with types that later stages know; times and amounts are none.
func TestRatedNames(t *testing.T) {
	s := &Stage{files: &files{}}
	d := tagged("Ada/NNP Boro/NNP paid/VBD 5/CD $/$", "Kessel/NNP Tuesday/NNP")
	d.Rated.Types = []string{"PER", "MONEY", "PRODUCT", "DATE"}
	w := d.Rated.Width()
	d.Rated.Scores = make([]int16, len(d.Tokens)*w)
	for i := range d.Rated.Scores {
		d.Rated.Scores[i] = -500
	}
	set := func(token, typ, place int) { d.Rated.Scores[token*w+typ*ledger.NamePlaces+place] = 900 }
	set(0, 0, ledger.FirstOfName)
	set(1, 0, ledger.LastOfName)
	set(3, 1, ledger.FirstOfName)
	set(4, 1, ledger.LastOfName)
	set(5, 2, ledger.OnlyOfName)
	set(6, 3, ledger.OnlyOfName)
	s.Names(d)
	if len(d.Names) != 2 || d.Names[0].Type != "PER" || runOf(d, d.Names[0].Run) != "Ada Boro" || d.Names[1].Type != "MISC" || runOf(d, d.Names[1].Run) != "Kessel" {
		t.Errorf("got %v", d.Names)
	}
	d.Names = make([]ledger.Name, 0, 16)
	s.Names(d)
	if n := testing.AllocsPerRun(20, func() { d.Names = d.Names[:0]; s.Names(d) }); n > 1 {
		t.Errorf("%v allocations", n)
	}
}

// TestNamesAgreeOverADocument: a doubtful place takes the type that the report gives the words elsewhere; a surname that of the full name; a place that
// is sure of itself keeps its own.
func TestNamesAgreeOverADocument(t *testing.T) {
	const per, loc, types = 0, 1, 2
	s := &Stage{files: &files{}}
	for _, c := range []struct {
		name    string
		doubt   [types]int16 // of the last word, as a name of one word
		surname bool
		want    string
	}{
		{"doubtful", [types]int16{200, 260}, false, "PER"},
		{"sure", [types]int16{-2000, 3000}, false, "LOC"},
		{"hardly a name", [types]int16{-300, -600}, false, "PER"},
		{"doubtful surname", [types]int16{100, 160}, true, "PER"},
	} {
		sentences := []string{"Boro/NNP spoke/VBD", "They/PRP saw/VBD Boro/NNP"}
		if c.surname {
			sentences[0] = "Ada/NNP Boro/NNP spoke/VBD"
		}
		d := tagged(sentences...)
		d.Rated.Types = []string{"PER", "LOC"}
		w := d.Rated.Width()
		d.Rated.Scores = make([]int16, len(d.Tokens)*w)
		for i := range d.Rated.Scores {
			d.Rated.Scores[i] = -2000
		}
		set := func(token, typ, place int, v int16) { d.Rated.Scores[token*w+typ*ledger.NamePlaces+place] = v }
		if c.surname {
			set(0, per, ledger.FirstOfName, 900)
			set(1, per, ledger.LastOfName, 900)
		} else {
			set(0, per, ledger.OnlyOfName, 2200)
		}
		for typ, v := range c.doubt {
			set(len(d.Tokens)-1, typ, ledger.OnlyOfName, v)
		}
		s.Names(d)
		if len(d.Names) != 2 || d.Names[0].Type != "PER" || d.Names[1].Type != c.want {
			t.Errorf("%s: got %v, want the second to be %s", c.name, d.Names, c.want)
		}
	}
}
