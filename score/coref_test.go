package score

import (
	"math"
	"os"
	"path/filepath"
	"testing"
)

// The example of Luo (2005), "On coreference resolution performance metrics": two of three gold chains are put into one.
func TestCorefMeasures(t *testing.T) {
	gold := map[int64]int32{1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 1, 7: 1, 8: 2, 9: 2, 10: 2, 11: 2, 12: 2}
	found := map[int64]int32{1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 1, 7: 1, 8: 1, 9: 1, 10: 1, 11: 1, 12: 1}
	var c corefCounts
	c.add(gold, found)
	for _, x := range []struct {
		name       string
		got        PRF
		prec, rec_ float64
	}{
		{"MUC", c.muc.prf(), 90, 100},
		{"B3", c.b3.prf(), 76.19, 100},
		{"CEAFe", c.ceafe.prf(), 91.67, 61.11},
	} {
		if math.Abs(x.got.Precision-x.prec) > 0.02 || math.Abs(x.got.Recall-x.rec_) > 0.02 {
			t.Errorf("%s: precision %.2f, recall %.2f; %.2f, %.2f are right", x.name, x.got.Precision, x.got.Recall, x.prec, x.rec_)
		}
	}
}

func TestReadCoref(t *testing.T) {
	read := func(s string) ([]*corefDocument, error) {
		path := filepath.Join(t.TempDir(), "x.conll")
		if err := os.WriteFile(path, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
		return readCoref(path)
	}
	docs, err := read("# begin document lake\n0\tAda\t(1(2)\n1\tBrandt\t1)\n2\tslept\t_\n")
	if err != nil || len(docs) != 1 || docs[0].name != "lake" || docs[0].text != "Ada Brandt slept" {
		t.Fatalf("read %v, %v", docs, err)
	}
	if r := docs[0].chains["1"]; len(r) != 1 || r[0].First != 0 || r[0].Last != 2 {
		t.Errorf("chain 1 is %v", r)
	}
	for _, bad := range []string{"", "0\tAda\n", "# begin document x\n0\tAda\t3)\n"} {
		if _, err := read(bad); err == nil {
			t.Errorf("%q is read without a word", bad)
		}
	}
}
