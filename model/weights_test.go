package model_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"daybook/model"
)

func TestWeights(t *testing.T) {
	fsys := fstest.MapFS{
		"good.tsv": {Data: []byte("(limit)\t0.40\n(limit he)\t0.55\nnear\t1.50\nfar\t-0.25\n")},
		"bad.tsv":  {Data: []byte("near\t1.50\nfar -0.25\n")},
	}
	w, err := model.LoadWeights(fsys, "good.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if got := w.Sum([]string{"near", "far", "unheard"}); got != 1.25 {
		t.Errorf("sum is %v, want 1.25", got)
	}
	if a, b, c := w.Limit(""), w.Limit("he"), w.Limit("it"); a != 0.4 || b != 0.55 || c <= 1 {
		t.Errorf("limits are %v, %v and %v", a, b, c)
	}
	if got, want := w.Reasons([]string{"far", "unheard", "near"}), "near +1.50, far -0.25, unheard +0.00"; got != want {
		t.Errorf("reasons are %q, want %q", got, want)
	}
	if w, err := model.LoadWeights(fsys, "none.tsv"); w != nil || err != nil {
		t.Errorf("no file gives %v, %v", w, err)
	}
	if _, err := model.LoadWeights(fsys, "bad.tsv"); err == nil || !strings.Contains(err.Error(), "bad.tsv:2") {
		t.Errorf("a bad line gives %v", err)
	}
}

func TestSoftmax(t *testing.T) {
	p := []float64{0, 0, -1000}
	model.Softmax(p)
	if p[0] != 0.5 || p[1] != 0.5 || p[2] != 0 {
		t.Errorf("got %v", p)
	}
	model.Softmax(nil)
}
