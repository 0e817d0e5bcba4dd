package net

import (
	"path/filepath"
	"strings"
	"testing"

	"daybook/train/nn"
)

// walk is a training of one number by random steps.
func walk(w *Watch, stopAt int) (float32, error) {
	p := nn.NewParam("a", 1, 1, 0, nil)
	grads := nn.NewGrads([]*nn.Param{p})
	r := Running{Adam: &nn.Adam{Params: []*nn.Param{p}, B1: 0.9, B2: 0.98, Eps: 1e-8, Average: 0.9}, Rands: []*nn.Rand{{S: 7}}, Ints: []*int{new(int)}, Orders: [][]int{{0, 1, 2}}}
	if err := w.Resume(r); err != nil {
		return 0, err
	}
	for *r.Ints[0] < 10 && *r.Ints[0] != stopAt {
		order := r.Orders[0]
		i := r.Rands[0].Int(3)
		order[0], order[i] = order[i], order[0]
		r.Adam.Step([]*nn.Grads{grads}, float64(order[0]+1)) // decides how far the number falls
		p.V[0] += float32(order[0])
		*r.Ints[0]++
		if err := w.Step(r, Progress{Done: *r.Ints[0], Goal: 10}); err != nil {
			return 0, err
		}
	}
	r.Adam.Swap()
	return p.V[0], nil
}

func TestWatch(t *testing.T) {
	want, err := walk(nil, -1)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "c")
	for _, stop := range []int{3, 8, -1, -1} {
		w := &Watch{Path: path, Key: "walk"}
		got, err := walk(w, stop)
		if err != nil {
			t.Fatal(err)
		}
		if stop < 0 && got != want {
			t.Errorf("%g in one go, %g in parts", want, got)
		}
		if w.Resumed != (stop != 3) {
			t.Errorf("stopped at %d: gone on from a checkpoint: %v", stop, w.Resumed)
		}
	}
	if _, err := walk(&Watch{Path: path, Key: "run"}, -1); err == nil || !strings.Contains(err.Error(), "another training: walk; this one is: run") {
		t.Errorf("%v", err)
	}
}

func TestStateOfOtherParametersIsRefused(t *testing.T) {
	a := &nn.Adam{Params: []*nn.Param{nn.NewParam("a", 2, 3, 0, nil)}}
	b := &nn.Adam{Params: []*nn.Param{nn.NewParam("a", 3, 3, 0, nil)}}
	if err := b.Restore(a.State()); err == nil || !strings.Contains(err.Error(), "parameter a has 6 values instead of 9") {
		t.Errorf("%v", err)
	}
	c := &nn.Adam{Params: append(a.Params, b.Params...)}
	if err := c.Restore(a.State()); err == nil {
		t.Error("one parameter was enough for two")
	}
}
