package net

import (
	"testing"

	"daybook/model"
	"daybook/train/nn"
)

// TestExportAgrees trains a little network for a moment and compares the integer network with the one it was made from.
func TestExportAgrees(t *testing.T) {
	words := []string{"the", "army", "shelled", "a", "village", "and", "rebels", "fled", "yesterday", "."}
	var ss []Sentence
	r := &nn.Rand{S: 5}
	for i := 0; i < 64; i++ {
		n := 3 + r.Int(40)
		var s Sentence
		for j := 0; j < n; j++ {
			k := r.Int(len(words))
			s.Words = append(s.Words, words[k])
			s.UPOS, s.XPOS, s.Feats = append(s.UPOS, words[k][:1]), append(s.XPOS, words[k][:1]), append(s.Feats, "_")
			head := int32(j)
			s.Head, s.Rel = append(s.Head, head), append(s.Rel, map[bool]string{true: "root", false: "dep"}[j == 0])
			s.Names = append(s.Names, map[bool]string{true: "S-PER", false: "O"}[k == 1])
		}
		ss = append(ss, s)
	}
	size := Size{Width: 64, Convs: 1, Blocks: 2, Heads: 2, Arc: 64, Label: 32}
	count := map[string]int{}
	CountForms(count, words)
	n := NewNetwork(size, NewVocabulary(count, 100, 1, 200), LabelsOf(ss, ss), 3)
	if err := n.FineTune(ss, nil, Plan{Epochs: 60, Rate: 3e-3, Batch: 300, Seed: 2}, nil, nil); err != nil {
		t.Fatal(err)
	}
	b, err := model.Encode(n.Export(ss))
	if err != nil {
		t.Fatal(err)
	}
	f, err := model.Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	net, err := f.Net()
	if err != nil {
		t.Fatal(err)
	}
	var part []*Sentence
	for i := range ss[:16] {
		part = append(part, &ss[i])
	}
	want := n.Analyse(&nn.Tape{}, part)
	bt := n.batch(part)
	defer model.Use(model.Kernel())
	for _, set := range model.Kernels() {
		if err := model.Use(set); err != nil {
			t.Fatal(err)
		}
		x := make([]float32, len(bt.ids)*size.Width)
		for i, ids := range bt.ids {
			net.Embed(ids, x[i*size.Width:(i+1)*size.Width])
		}
		got := net.Run(&model.Scratch{}, x, bt.ends)
		start, wrong, right := 0, 0, 0
		for k, end := range bt.ends {
			for i := start; i < end; i++ {
				w := i - start
				if got.Head[i] != want[k].Head[w] || got.UPOS[i] != want[k].UPOS[w] || got.Rel[i] != want[k].Rel[w] {
					wrong++
				}
				if ss[k].Head[w] == got.Head[i] {
					right++
				}
			}
			start = end
		}
		if 20*wrong > len(bt.ids) || 10*right < 8*len(bt.ids) {
			t.Errorf("%s: %d of %d tokens differ between the integer network and its original; %d heads right", set, wrong, len(bt.ids), right)
		}
	}
}
