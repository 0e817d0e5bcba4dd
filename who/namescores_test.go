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
					place := ledger.InnerOfName
					switch {
					case x.Run.Len() == 1:
						place = ledger.OnlyOfName
					case i == x.Run.First:
						place = ledger.FirstOfName
					case i == x.Run.Last-1:
						place = ledger.LastOfName
					}
					sum += scores[(int(i-10)*len(types)+typ)*ledger.NamePlaces+place]
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
	d := tagged("Ada/NNP Boro/NNP paid/VBD 5/CD $/$", "Kessel/NNP Tuesday/NNP")
	d.Rated.Types = []string{"PER", "MONEY", "PRODUCT", "DATE"}
	w := d.Rated.Width()
	d.Rated.Scores = make([]int16, len(d.Tokens)*w)
	for i := range d.Rated.Scores {
		d.Rated.Scores[i] = -500
	}
	set := func(token, typ, place int) { d.Rated.Scores[token*w+typ*ledger.NamePlaces+place] = 300 }
	set(0, 0, ledger.FirstOfName)
	set(1, 0, ledger.LastOfName)
	set(3, 1, ledger.FirstOfName)
	set(4, 1, ledger.LastOfName)
	set(5, 2, ledger.OnlyOfName)
	set(6, 3, ledger.OnlyOfName)
	(&Stage{}).Names(d)
	if len(d.Names) != 2 || d.Names[0].Type != "PER" || runOf(d, d.Names[0].Run) != "Ada Boro" || d.Names[1].Type != "MISC" || runOf(d, d.Names[1].Run) != "Kessel" {
		t.Errorf("got %v", d.Names)
	}
	d.Names = make([]ledger.Name, 0, 16)
	(&Stage{}).Names(d)
	if n := testing.AllocsPerRun(20, func() { d.Names = d.Names[:0]; (&Stage{}).Names(d) }); n > 1 {
		t.Errorf("%v allocations", n)
	}
}
