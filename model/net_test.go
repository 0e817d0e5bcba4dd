package model

import (
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"testing"
	"unsafe"
)

// shape is that of a small network for tests.
type shape struct{ width, heads, convs, blocks, hidden, arc, label, rows int }

var small = shape{width: 64, heads: 2, convs: 2, blocks: 2, hidden: 32, arc: 64, label: 32, rows: 50}

// sections makes a network with random weights.
func (s shape) sections(seed noise) map[string][]byte {
	r := &seed
	out := map[string][]byte{}
	d := s.width
	linear := func(name string, in, to int) {
		EncodeLinear8(out, name, r.floats(in*to, float32(1.5/math.Sqrt(float64(in))), false), in, to, r.floats(to, 0.3, false))
	}
	norm := func(name string) {
		v := r.floats(2*d+1, 0.2, false)
		for i := range v[:d] {
			v[i] += 1
		}
		v[2*d] = 4.0 / 63
		out[name] = EncodeFloats(v)
	}
	numbers := func(name string, n int) { out[name] = EncodeFloats(r.floats(n, 0.5, false)) }
	EncodeRows(out, "embed", r.floats(s.rows*d, 0.5, false), s.rows, d)
	norm("embed.norm")
	for i := 0; i < s.convs; i++ {
		k := "conv" + string(rune('0'+i))
		norm(k + ".norm")
		linear(k, 3*d, 2*d)
	}
	for i := 0; i < s.blocks; i++ {
		k := "block" + string(rune('0'+i))
		norm(k + ".norm")
		norm(k + ".norm2")
		linear(k+".qkv", d, 3*d)
		linear(k+".out", d, d)
		linear(k+".up", d, 2*d)
		linear(k+".down", 2*d, d)
		numbers(k+".bias", s.heads*(2*3+1))
	}
	norm("norm")
	linear("upos", d, 17)
	linear("xpos", d, 50)
	linear("feats", d, 33)
	linear("names.hidden", d, s.hidden)
	linear("names", s.hidden, 13)
	linear("arc.dep", d, s.arc)
	linear("arc.head", d, s.arc)
	linear("arc.u", s.arc, s.arc)
	numbers("arc.b", s.arc)
	numbers("arc.root", s.arc)
	linear("label.dep", d, s.label)
	linear("label.head", d, s.label)
	numbers("label.root", s.label)
	rels := r.floats(40, 0.3, false)
	rels[7] = lowest // only the root has its label
	EncodeLinear8(out, "label", r.floats(2*s.label*40, 0.2, false), 2*s.label, 40, rels)
	out["net"] = EncodeMeta(d, s.heads, s.convs, s.blocks, 3, s.rows, 7)
	return out
}

func (s shape) net(t testing.TB, seed noise) *Net {
	t.Helper()
	b, err := Encode(s.sections(seed))
	if err != nil {
		t.Fatal(err)
	}
	f, err := Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	n, err := f.Net()
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// sentences are random words: the rows of each, and the ends of sentences of the given lengths.
func (s shape) sentences(r *noise, lengths ...int) (words [][]int32, ends []int) {
	for _, n := range lengths {
		for i := 0; i < n; i++ {
			var w []int32
			for k := 0; k < 1+int(r.next()%9); k++ {
				w = append(w, int32(r.next()%uint32(s.rows)))
			}
			words = append(words, w)
		}
		ends = append(ends, len(words))
	}
	return words, ends
}

// analyse runs a network and copies its result.
func analyse(n *Net, s *Scratch, words [][]int32, ends []int) Result {
	x := make([]float32, len(words)*n.Width)
	for i, w := range words {
		n.Embed(w, x[i*n.Width:(i+1)*n.Width])
	}
	r := n.Run(s, x, ends)
	return Result{slices.Clone(r.UPOS), slices.Clone(r.XPOS), slices.Clone(r.Feats), slices.Clone(r.Head), slices.Clone(r.Rel), slices.Clone(r.Names)}
}

func (r Result) written() string {
	return written([]any{r.UPOS, r.XPOS, r.Feats, r.Head, r.Rel, r.Names})
}

// withKernels runs f with each set of this machine.
func withKernels(f func(set string)) {
	old := active
	defer func() { active = old }()
	for i := range sets {
		active = &sets[i]
		f(sets[i].name)
	}
}

var lengths = []int{1, 2, 0, 31, 32, 33, 5, 64, 7, 131, 3, 16, 15, 48}

// TestNetworkIsFixed runs a whole network with each set of kernels: all give the result whose hash is written here, to the bit of
// the names' scores.
func TestNetworkIsFixed(t *testing.T) {
	const want = uint64(0xf1221b16a1ef670a)
	withKernels(func(set string) {
		h := fnv.New64a()
		for i, s := range []shape{small, {width: 96, heads: 3, convs: 1, blocks: 3, hidden: 96, arc: 32, label: 64, rows: 30}, {width: 128, heads: 2, convs: 0, blocks: 1, hidden: 32, arc: 32, label: 32, rows: 9}} {
			seed := noise(i)
			words, ends := s.sentences(&seed, lengths...)
			h.Write([]byte(analyse(s.net(t, noise(i+5)), new(Scratch), words, ends).written()))
		}
		if h.Sum64() != want {
			t.Errorf("%s: the result's hash is %#x, want %#x", set, h.Sum64(), want)
		}
	})
}

// TestSentencesStandAlone: a sentence reads the same whatever runs beside it, and each has a tree with one root.
func TestSentencesStandAlone(t *testing.T) {
	n := small.net(t, 1)
	seed := noise(2)
	words, ends := small.sentences(&seed, lengths...)
	withKernels(func(set string) {
		var s Scratch
		all := analyse(n, &s, words, ends)
		start := 0
		for _, end := range ends {
			alone := analyse(n, &s, words[start:end], []int{end - start})
			c := n.names.Out
			part := Result{all.UPOS[start:end], all.XPOS[start:end], all.Feats[start:end], all.Head[start:end], all.Rel[start:end], all.Names[start*c : end*c]}
			if alone.written() != part.written() && end > start {
				t.Errorf("%s: a sentence of %d tokens reads otherwise alone", set, end-start)
			}
			roots := 0
			for i, h := range part.Head {
				if h == 0 {
					roots++
				}
				if (h == 0) != (part.Rel[i] == n.root) {
					t.Errorf("%s: head %d has label %d", set, h, part.Rel[i])
				}
			}
			if end > start && (roots != 1 || !new(forest).acyclic(part.Head)) {
				t.Errorf("%s: heads %v are no tree", set, part.Head)
			}
			start = end
		}
	})
}

// TestRunDoesNotAllocate: once its scratch has grown, a run takes no memory.
func TestRunDoesNotAllocate(t *testing.T) {
	n := small.net(t, 1)
	seed := noise(2)
	words, ends := small.sentences(&seed, 40, 1, 20)
	x := make([]float32, len(words)*n.Width)
	withKernels(func(set string) {
		var s Scratch
		got := testing.AllocsPerRun(5, func() {
			for i, w := range words {
				n.Embed(w, x[i*n.Width:(i+1)*n.Width])
			}
			n.Run(&s, x, ends)
		})
		if got > 0 {
			t.Errorf("%s: %g allocations a run", set, got)
		}
	})
}

// TestDamageIsRefused flips a bit of one byte in each section, in the directory and in the head of a file.
func TestDamageIsRefused(t *testing.T) {
	sections := small.sections(1)
	whole, err := Encode(sections)
	if err != nil {
		t.Fatal(err)
	}
	f, err := Decode(whole)
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{"magic": 3, "version": 8, "number of sections": 12, "size": 17, "checksum": 21, "directory": 30}
	for name := range sections {
		b := f.sections[name] // lies in whole
		at[name] = int(uintptr(unsafe.Pointer(&b[len(b)/2])) - uintptr(unsafe.Pointer(&whole[0])))
	}
	for name, i := range at {
		whole[i] ^= 4
		if _, err := Decode(whole); err == nil {
			t.Errorf("damage in %s, byte %d, was not seen", name, i)
		} else if !strings.Contains(err.Error(), "damaged") && i >= 24 {
			t.Errorf("damage in %s gives error %q", name, err)
		}
		whole[i] ^= 4
	}
	if _, err := Decode(whole); err != nil {
		t.Error(err)
	}
}

// TestUnfitNetworksAreRefused: sections that do not fit each other give an error that names one.
func TestUnfitNetworksAreRefused(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(map[string][]byte)
		want   string
	}{
		{"no section", func(s map[string][]byte) { delete(s, "block1.up.w") }, "block1.up.w"},
		{"short weights", func(s map[string][]byte) { s["conv0.w"] = s["conv0.w"][1:] }, "conv0.w"},
		{"no dimensions", func(s map[string][]byte) { s["arc.u.c"] = nil }, "arc.u.c"},
		{"another layer", func(s map[string][]byte) { s["names.c"], s["names.w"] = s["upos.c"], s["upos.w"] }, "names.c"},
		{"another layout", func(s map[string][]byte) { s["net"][0]++ }, "layout"},
		{"no width", func(s map[string][]byte) { s["net"] = EncodeMeta(0, 2, 2, 2, 3, 50, 7) }, "section net"},
		{"odd heads", func(s map[string][]byte) { s["net"] = EncodeMeta(64, 8, 2, 2, 3, 50, 7) }, "section net"},
		{"no such label", func(s map[string][]byte) { s["net"] = EncodeMeta(64, 2, 2, 2, 3, 50, 40) }, "label"},
		{"more rows", func(s map[string][]byte) { s["net"] = EncodeMeta(64, 2, 2, 2, 3, 51, 7) }, "embed.q"},
	} {
		sections := small.sections(1)
		c.change(sections)
		b, err := Encode(sections)
		if err != nil {
			t.Fatal(err)
		}
		f, err := Decode(b)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = f.Net(); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "remake it") {
			t.Errorf("%s: error %v does not name %q and a cure", c.name, err, c.want)
		}
	}
}
