package who

import (
	"strings"
	"testing"
	"testing/fstest"

	"daybook/model"
)

func TestNameLabelsFollow(t *testing.T) {
	l := ParseNameLabels([]string{"O", "B-PER", "I-PER", "E-PER", "S-PER", "I-LOC"})
	for _, c := range []struct {
		a, b int
		want bool
	}{{0, 0, true}, {0, 1, true}, {0, 2, false}, {0, 3, false}, {1, 2, true}, {1, 3, true}, {1, 0, false}, {1, 5, false}, {2, 3, true}, {3, 0, true}, {3, 4, true}, {4, 3, false}} {
		if got := l[c.b].Follows(l[c.a]); got != c.want {
			t.Errorf("%v behind %v: %v", l[c.b], l[c.a], got)
		}
	}
	if l[1].Ends() || !l[3].Ends() {
		t.Error("ends of sentences")
	}
}

func TestNameModels(t *testing.T) {
	if n, err := newNameFinder(fstest.MapFS{}); err != nil || n.tagger != nil {
		t.Errorf("without a model: %v", err)
	}
	_, err := newNameFinder(fstest.MapFS{namesPath: {Data: []byte("x")}, model.WordsPath: {Data: []byte("y")}})
	if err == nil || !strings.Contains(err.Error(), namesPath) || !strings.Contains(err.Error(), "train") {
		t.Errorf("a broken model: %v", err)
	}
}
