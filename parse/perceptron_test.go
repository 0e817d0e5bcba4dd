package parse

import (
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"daybook/data"
	"daybook/model"
)

// loadOld is a stage with the perceptrons.
func loadOld(t testing.TB) *Stage {
	t.Helper()
	p, err := LoadPerceptron(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	split, err := NewSplitter(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return &Stage{splitter: split, analyser: p}
}

func TestWrongModelsAreToldApart(t *testing.T) {
	good, err := data.FS.ReadFile(CorePath)
	if err != nil {
		t.Fatal(err)
	}
	words, err := data.FS.ReadFile(model.WordsPath)
	if err != nil {
		t.Fatal(err)
	}
	later := append([]byte(nil), good...)
	later[8]++
	flipped := append([]byte(nil), good...)
	flipped[len(flipped)/2] ^= 1
	for _, c := range []struct {
		name string
		core []byte
		want string
	}{
		{"absent", nil, "cannot be read"},
		{"no model", []byte("hello"), "is no model file"},
		{"later version", later, "has format version"},
		{"cut short", good[:len(good)-7], "cut short"},
		{"damaged", flipped, "checksum"},
		{"other model", words, "has no section"},
	} {
		fsys := fstest.MapFS{model.WordsPath: {Data: words}}
		if c.core != nil {
			fsys[CorePath] = &fstest.MapFile{Data: c.core}
		}
		_, err := New(fsys)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "core.bin") && !strings.Contains(err.Error(), "go run ./train") {
			t.Errorf("%s: error %v does not say %q", c.name, err, c.want)
		}
	}
}

// TestMovesMakeOneTree makes random moves and looks at the result.
func TestMovesMakeOneTree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var s State
	for n := 0; n < 500; n++ {
		size := 1 + r.IntN(20)
		s.Reset(size)
		for steps := 0; !s.Done(); steps++ {
			if steps > 2*size {
				t.Fatalf("%d words are not done after %d moves", size, steps)
			}
			m := Move(r.IntN(3))
			if s.Can(m) {
				s.Do(m, 0)
			} else {
				steps--
			}
		}
		roots := 0
		for i := 0; i < size; i++ {
			if h, _ := s.Head(i); h == int32(size) {
				roots++
			}
		}
		if roots != 1 {
			t.Fatalf("%d roots over %d words", roots, size)
		}
	}
}

// TestOracleLeadsToTheGoldTree follows moves of cost 0 on projective trees.
func TestOracleLeadsToTheGoldTree(t *testing.T) {
	for _, heads := range [][]int32{
		{1, 4, 3, 1},
		{1, 2, 5, 4, 2},
		{2, 2, 7, 4, 2, 6, 2},
		{1},
	} {
		n := len(heads)
		gold := append([]int32(nil), heads...)
		root := false
		for i, h := range gold {
			if int(h) == n || int(h) == i {
				gold[i], root = int32(n), true
			}
		}
		if !root {
			t.Fatalf("%v has no root", heads)
		}
		var s State
		s.Reset(n)
		for !s.Done() {
			moved := false
			for m := Shift; m <= Right; m++ {
				if s.Can(m) && s.Cost(m, gold) == 0 {
					s.Do(m, 0)
					moved = true
					break
				}
			}
			if !moved {
				t.Fatalf("%v: no move of cost 0", gold)
			}
		}
		for i := range gold {
			if h, _ := s.Head(i); h != gold[i] {
				t.Errorf("%v: word %d got head %d", gold, i, h)
			}
		}
	}
}

func BenchmarkLook(b *testing.B) {
	s := loadOld(b)
	d := page()
	s.splitter.Split(d)
	known := s.analyser.(*Perceptron).known
	var words []model.Word
	for b.Loop() {
		words = Look(d.Text, d.Tokens, words[:0], known)
	}
	perSecond(b, len(d.Tokens))
}

func BenchmarkTag(b *testing.B) {
	s := loadOld(b)
	d := page()
	s.splitter.Split(d)
	p := s.analyser.(*Perceptron)
	x := &scratch{words: Look(d.Text, d.Tokens, nil, p.known)}
	for b.Loop() {
		for i := range x.words {
			p.tag(x, i)
		}
	}
	perSecond(b, len(d.Tokens))
}

func BenchmarkLemma(b *testing.B) {
	s := loadOld(b)
	d := page()
	s.Parse(d)
	p := s.analyser.(*Perceptron)
	for b.Loop() {
		for i := range d.Tokens {
			t := &d.Tokens[i]
			p.lemmas.lemma(t.Of(d.Text), t.XPOS, t.UPOS)
		}
	}
	perSecond(b, len(d.Tokens))
}

func BenchmarkTree(b *testing.B) {
	s := loadOld(b)
	d := page()
	s.splitter.Split(d)
	p := s.analyser.(*Perceptron)
	words := Look(d.Text, d.Tokens, nil, p.known)
	x := &scratch{words: words}
	for i := range words {
		p.tag(x, i)
	}
	for b.Loop() {
		for _, r := range d.Sentences {
			x.words = words[r.First:r.Last]
			p.tree(x)
		}
	}
	perSecond(b, len(d.Tokens))
}
