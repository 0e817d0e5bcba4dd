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

func TestClasses(t *testing.T) {
	const head = "(classes)\tAID ASSAULT\n"
	fsys := fstest.MapFS{
		"good.tsv":     {Data: []byte(head + "way bomb\tAID -1.00 ASSAULT 2.00\nway of\tAID 0.50\n")},
		"unknown.tsv":  {Data: []byte(head + "way bomb\tPRAISE 2.00\n")},
		"odd.tsv":      {Data: []byte(head + "way bomb\tAID\n")},
		"headless.tsv": {Data: []byte("way bomb\tAID 2.00\n")},
		"empty.tsv":    {},
	}
	c, err := model.LoadClasses(fsys, "good.tsv")
	if err != nil {
		t.Fatal(err)
	}
	p := c.Probabilities([]string{"way bomb", "way of", "unheard"})
	if len(p) != 2 || p[1] < 0.9 || p[0]+p[1] < 0.999 {
		t.Errorf("probabilities are %v", p)
	}
	if got, want := c.Reasons([]string{"way of", "way bomb"}, 0), "way bomb -1.00, way of +0.50"; got != want {
		t.Errorf("reasons are %q, want %q", got, want)
	}
	if c, err := model.LoadClasses(fsys, "none.tsv"); c != nil || err != nil {
		t.Errorf("no file gives %v, %v", c, err)
	}
	for name, line := range map[string]string{"unknown.tsv": "unknown.tsv:2", "odd.tsv": "odd.tsv:2", "headless.tsv": "headless.tsv:1", "empty.tsv": "empty"} {
		if _, err := model.LoadClasses(fsys, name); err == nil || !strings.Contains(err.Error(), line) {
			t.Errorf("%s gives %v, want %q in it", name, err, line)
		}
	}
}
