package net

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook/model"
)

var tiny = Size{Width: 32, Convs: 1, Blocks: 1, Heads: 2, Arc: 8, Label: 8}

func tinyEncoder(t *testing.T) (n *Network, path string) {
	t.Helper()
	n = NewNetwork(tiny, newVocabulary([]string{"the", "harbour", "pilot's"}, 7), Labels{}, 3)
	path = filepath.Join(t.TempDir(), "encoder.bin")
	if err := n.SaveEncoder(path); err != nil {
		t.Fatal(err)
	}
	return n, path
}

func TestEncoderIsKept(t *testing.T) {
	n, path := tinyEncoder(t)
	m, err := LoadEncoder(path, Labels{UPOS: []string{"NOUN", "VERB"}}, 5)
	if err != nil {
		t.Fatal(err)
	}
	if m.Size != n.Size || m.Vocab.Buckets != 7 || strings.Join(m.Vocab.Forms, " ") != "the harbour pilot's" || len(m.Labels.UPOS) != 2 {
		t.Errorf("size %+v, forms %q, labels %+v", m.Size, m.Vocab.Forms, m.Labels)
	}
	for _, p := range n.Params {
		q := m.by[p.Name]
		for i, x := range p.V {
			if encoderOnly(p.Name) && math.Abs(float64(x-q.V[i])) > math.Abs(float64(x))/2000+1e-7 {
				t.Fatalf("%s[%d] was %g and is %g", p.Name, i, x, q.V[i])
			}
		}
	}
	if fresh := NewNetwork(tiny, m.Vocab, m.Labels, 5); fresh.by["upos.w"].V[3] != m.by["upos.w"].V[3] {
		t.Error("the heads are not those of the seed")
	}
}

func TestBrokenEncoderIsRefused(t *testing.T) {
	n, path := tinyEncoder(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	other, err := model.Encode(map[string][]byte{"words": {1, 2, 3}})
	if err != nil {
		t.Fatal(err)
	}
	damaged := append([]byte(nil), whole...)
	damaged[len(damaged)/2] ^= 4
	for _, c := range []struct {
		says string
		b    []byte
	}{{"damaged (checksum differs)", damaged}, {"cut short", whole[:len(whole)-100]}, {"no model file", []byte("pilot")}, {"holds no encoder", other}, {"no model file", nil}} {
		if err := os.WriteFile(path, c.b, 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := LoadEncoder(path, Labels{}, 1)
		if err == nil {
			t.Errorf("no error; want %q", c.says)
			continue
		}
		for _, part := range []string{"encoder.bin", c.says, "go run ./train encoder"} {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%v: does not say %q", err, part)
			}
		}
	}
	if _, err := LoadEncoder(path+".none", Labels{}, 1); err == nil || !strings.Contains(err.Error(), "encoder.bin.none") {
		t.Errorf("a missing file: %v", err)
	}
	n.by["embed"].V[0] = 1e9
	if err := n.SaveEncoder(path); err == nil || !strings.Contains(err.Error(), "embed") {
		t.Errorf("weights that have run away: %v", err)
	}
}
