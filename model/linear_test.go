package model

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// open writes and reads sections.
func open(t testing.TB, s map[string][]byte) *File {
	t.Helper()
	b, err := Encode(s)
	if err != nil {
		t.Fatal(err)
	}
	f, err := Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestLinearKeepsItsWeights(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	classes := []string{"a", "b", "c", "d"}
	var rows []Row
	want := map[uint64][4]float64{}
	for i := 0; i < 5000; i++ {
		f := Mix(Hash(uint64(i%7)), r.Uint64())
		row := Row{Feature: f}
		var v [4]float64
		for c := range v {
			if r.IntN(2) == 0 {
				v[c] = math.Round((r.Float64()-0.5)*600) / 10
				row.Weights = append(row.Weights, Weight{uint8(c), v[c]})
			}
		}
		rows, want[f] = append(rows, row), v
	}
	s := map[string][]byte{}
	EncodeLinear(s, "x", classes, rows, 1, 10)
	l, err := open(t, s).Linear("x")
	if err != nil || strings.Join(l.Classes, "") != "abcd" {
		t.Fatal(l, err)
	}
	for f, v := range want {
		var got Scores
		l.Add([]uint64{f}, &got)
		for c := range v {
			w := v[c]
			switch a := math.Abs(w); {
			case a < 0.6:
				w = 0
			case a < 1.4: // dropped or not, as it rounds
				continue
			}
			if d := math.Abs(float64(got[c]) - 10*w); d > 2+1e-9 { // the exponent rounds to 4 units at most
				t.Fatalf("feature %x class %d: %d, want %g", f, c, got[c], 10*w)
			}
		}
	}
	// Many at once are the sum of each.
	var all, one Scores
	var fs []uint64
	for i := range rows {
		if i%3 == 0 {
			fs = append(fs, rows[i].Feature, rows[i].Feature+1<<40)
		}
	}
	l.Add(fs, &all)
	for _, f := range fs {
		l.Add([]uint64{f}, &one)
	}
	if all != one {
		t.Error("features added together differ from features added one by one")
	}
}

func TestUnknownFeaturesAddNothing(t *testing.T) {
	s := map[string][]byte{}
	EncodeLinear(s, "x", []string{"a"}, []Row{{Feature: 1 << 60, Weights: []Weight{{0, 5}}}}, 0, 1)
	EncodeLinear(s, "none", []string{"a"}, nil, 0, 1)
	f := open(t, s)
	for _, name := range []string{"x", "none"} {
		l, err := f.Linear(name)
		if err != nil {
			t.Fatal(err)
		}
		var got Scores
		l.Add([]uint64{2, 1, math.MaxUint64, 1<<60 + 1}, &got)
		if got != (Scores{}) {
			t.Errorf("%s: %v", name, got[:2])
		}
	}
}

func TestDict(t *testing.T) {
	m := map[uint64]uint32{}
	for i := uint64(0); i < 3000; i++ {
		m[Mix(1, i)] = uint32(i * 77)
	}
	s := map[string][]byte{}
	EncodeDict(s, "d", m)
	EncodeDict(s, "empty", nil)
	f := open(t, s)
	d, err := f.Dict("d")
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range m {
		if got, ok := d.Get(k); !ok || got != v {
			t.Fatalf("%x: %d %v, want %d", k, got, ok, v)
		}
	}
	if _, ok := d.Get(Mix(2, 3)); ok {
		t.Error("an unknown key has a value")
	}
	e, err := f.Dict("empty")
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := e.Get(5); ok {
		t.Error("an empty dictionary has a value")
	}
}

func TestDamagedFiles(t *testing.T) {
	s := map[string][]byte{}
	EncodeDict(s, "d", map[uint64]uint32{1: 2})
	good, err := Encode(s)
	if err != nil {
		t.Fatal(err)
	}
	for i := range good {
		bad := append([]byte(nil), good...)
		bad[i] ^= 0x41
		if _, err := Decode(bad); err == nil {
			t.Fatalf("byte %d changed and nothing said", i)
		}
		if _, err := Decode(good[:i]); err == nil {
			t.Fatalf("cut at %d and nothing said", i)
		}
	}
	f := open(t, s)
	if _, err := f.Dict("e"); err == nil || !strings.Contains(err.Error(), `"e.index"`) {
		t.Errorf("missing section: %v", err)
	}
	if _, err := Encode(map[string][]byte{strings.Repeat("x", 25): nil}); err == nil {
		t.Error("a long section name is taken")
	}
}
