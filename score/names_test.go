package score

import (
	"reflect"
	"strings"
	"testing"

	"daybook/text"
)

func TestReadNames(t *testing.T) {
	numbered := `# newdoc id = a
# text = Ada Boro left Kessel.
1	Ada	B-PER	-	x
2	Boro	I-PER	-	x
3	left	O	-	x
4	Kessel	B-LOC	-	x
5	.	B-O	-	x

# newdoc id = b
1	Hello	O	-	x
`
	addressed := `https://example.org/a	O

The	O
Kessel	B-Facility	B-Location
Dam	I-Facility
of	O
Norland	I-Location
Norland	B-Location
`
	spaced := `Red I-ORG
Lantern I-ORG
Ada I-PER
. O
`
	want := []goldName{{text.Run{First: 0, Last: 2}, "PER"}, {text.Run{First: 3, Last: 4}, "LOC"}, {text.Run{First: 4, Last: 5}, ""}}
	docs, err := readNames(strings.NewReader(numbered))
	if err != nil || len(docs) != 2 || !reflect.DeepEqual(docs[0][0].names, want) || docs[0][0].words[1] != "Boro" {
		t.Errorf("%v %v", docs, err)
	}
	docs, err = readNames(strings.NewReader(addressed))
	want = []goldName{{text.Run{First: 1, Last: 3}, "-"}, {text.Run{First: 4, Last: 5}, "LOC"}, {text.Run{First: 5, Last: 6}, "LOC"}}
	if err != nil || len(docs) != 1 || len(docs[0]) != 1 || !reflect.DeepEqual(docs[0][0].names, want) {
		t.Errorf("%v %v", docs, err)
	}
	docs, err = readNames(strings.NewReader(spaced))
	want = []goldName{{text.Run{First: 0, Last: 2}, "ORG"}, {text.Run{First: 2, Last: 3}, "PER"}}
	if err != nil || !reflect.DeepEqual(docs[0][0].names, want) {
		t.Errorf("%v %v", docs, err)
	}
	if _, err = readNames(strings.NewReader("Ada PER\n")); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("a label without its place: %v", err)
	}
}

func TestNamesAreCountedBySpanAndType(t *testing.T) {
	counts := map[string]*[3]int{"PER": {}, "LOC": {}, "ORG": {}}
	run := func(a, b int32) text.Run { return text.Run{First: a, Last: b} }
	gold := []goldName{{run(0, 2), "PER"}, {run(3, 4), "LOC"}, {run(5, 8), "-"}, {run(9, 10), ""}, {run(11, 12), "ORG"}}
	found := map[text.Run]string{
		run(0, 2):   "PER",  // right
		run(3, 5):   "LOC",  // too long
		run(6, 7):   "LOC",  // inside what is left aside
		run(9, 10):  "ORG",  // no name of ours
		run(11, 12): "LOC",  // wrong type
		run(20, 21): "MISC", // a type that does not count
	}
	wrong := countNames(gold, found, counts)
	if got := [3][3]int{*counts["PER"], *counts["LOC"], *counts["ORG"]}; got != [3][3]int{{1, 1, 1}, {0, 2, 1}, {0, 1, 1}} {
		t.Errorf("%v", got)
	}
	if len(wrong) != 5 {
		t.Errorf("%v", wrong)
	}
}
