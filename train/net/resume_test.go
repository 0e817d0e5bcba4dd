package net

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var stopped = errors.New("stopped")

// stop ends a training at its given step, behind its checkpoint.
func stop(step int) func(Progress) {
	return func(Progress) {
		if step--; step == 0 {
			panic(stopped)
		}
	}
}

// until runs a training that stop ends.
func until(t *testing.T, train func() error) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil && r != stopped {
			panic(r)
		}
	}()
	t.Errorf("the training was not stopped: %v", train())
}

// equal checks that two networks have the same weights to the bit.
func equal(t *testing.T, a, b *Network) {
	t.Helper()
	for _, p := range a.Params {
		for i, x := range p.V {
			if y := b.by[p.Name].V[i]; math.Float32bits(x) != math.Float32bits(y) {
				t.Fatalf("%s[%d] is %g, then %g", p.Name, i, x, y)
			}
		}
	}
}

func TestPretrainingGoesOnFromACheckpoint(t *testing.T) {
	c := &Words{}
	for i := 0; i < 400; i++ {
		c.Add(strings.Fields("the pilot of the port saw a boat near pier " + strings.Repeat("five ", i%7+1)))
	}
	train := func(w *Watch) (*Network, error) {
		n := NewNetwork(tiny, NewVocabulary(c.Count(), 50, 1, 20), Labels{}, 3)
		return n, n.Pretrain(c, 20, 30000, 1e-3, 4, w)
	}
	whole, err := train(nil)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "c")
	until(t, func() error { _, err := train(&Watch{Path: path, Key: "a", Report: stop(4)}); return err })
	w := &Watch{Path: path, Key: "a"}
	again, err := train(w)
	if err != nil {
		t.Fatal(err)
	}
	if !w.Resumed {
		t.Error("did not go on")
	}
	equal(t, whole, again)
}

func TestFineTuningGoesOnFromACheckpoint(t *testing.T) {
	trees, err := ReadCoNLLU(write(t, "a.conllu", strings.Repeat(goodTree, 30)))
	if err != nil {
		t.Fatal(err)
	}
	names := []Sentence{{Words: []string{"Oren", "Tull", "left"}, Names: []string{"B-PER", "E-PER", "O"}, NameTypes: []string{"PER"}}}
	labels := LabelsOf(trees, nil)
	labels.Names = []string{"O", "B-PER", "I-PER", "E-PER", "S-PER", "S-LOC"}
	plan := Plan{Epochs: 6, Rate: 1e-2, Batch: 20, Seed: 2, Drops: Drops{0.1, 0.1, 0.1}, WordDrop: 0.1, MaskDrop: 0.1, Names: 0.3}
	train := func(w *Watch) (*Network, error) {
		n := NewNetwork(tiny, newVocabulary([]string{"boats", "land"}, 9), labels, 3)
		return n, n.FineTune(trees, names, plan, w, nil)
	}
	whole, err := train(nil)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "c")
	until(t, func() error { _, err := train(&Watch{Path: path, Key: "a", Report: stop(11)}); return err })
	w := &Watch{Path: path, Key: "a"}
	again, err := train(w)
	if err != nil {
		t.Fatal(err)
	}
	if !w.Resumed {
		t.Error("did not go on")
	}
	equal(t, whole, again)
	if again, err = train(w); err != nil { // from the checkpoint of the end
		t.Fatal(err)
	}
	equal(t, whole, again)

	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damaged := append([]byte(nil), b...)
	damaged[len(b)/2]++
	for _, c := range []struct {
		key, says string
		b         []byte
	}{{"b", "another training", b}, {"a", "damaged (checksum differs)", damaged}, {"a", "damaged (checksum differs)", b[:len(b)/2]}, {"a", "cut short", b[:3]}} {
		if err := os.WriteFile(path, c.b, 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := train(&Watch{Path: path, Key: c.key})
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "remove it") {
			t.Errorf("%v; want %q", err, c.says)
		}
	}
}
