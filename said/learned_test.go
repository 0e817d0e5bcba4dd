package said

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestLearnedWeights(t *testing.T) {
	load := func(s string) (*learned, error) {
		return loadLearned(fstest.MapFS{LearnedPath: {Data: []byte(s)}})
	}
	l, err := load("(limit)\t0.70\ncue endorse, obj\t2.50\n(bias)\t-1.00\n")
	if err != nil {
		t.Fatal(err)
	}
	features := []string{"(bias)", "cue endorse, obj", "never seen"}
	p, why := l.probability(features), l.reasons(features)
	if l.limit != 0.7 || p < 0.81 || p > 0.83 || !strings.Contains(why, "cue endorse, obj +2.50, (bias) -1.00") {
		t.Errorf("limit %v, probability %v, because %s", l.limit, p, why)
	}
	if _, err := load("cue endorse 2.5\n"); err == nil || !strings.Contains(err.Error(), LearnedPath+":1") {
		t.Errorf("a line without a tab gives %v", err)
	}
	if l, err := loadLearned(fstest.MapFS{}); l != nil || err != nil {
		t.Errorf("without the file: %v, %v", l, err)
	}
}
