package net

import (
	"testing"

	"daybook/model"
)

func BenchmarkShipped(b *testing.B) {
	ss, err := ReadCoNLLU("../../../shared/data/ud_en_ewt/en_ewt-ud-dev.conllu")
	if err != nil {
		b.Skip("../shared is absent")
	}
	count := map[string]int{}
	for _, s := range ss {
		CountForms(count, s.Words)
	}
	n := NewNetwork(Shipped, NewVocabulary(count, 20000, 1, 20000), LabelsOf(ss, []Sentence{{Names: []string{"O", "B-PER", "I-PER", "E-PER", "S-PER"}}}), 3)
	enc, err := model.Encode(n.Export(ss))
	if err != nil {
		b.Fatal(err)
	}
	f, err := model.Decode(enc)
	if err != nil {
		b.Fatal(err)
	}
	net, err := f.Net()
	if err != nil {
		b.Fatal(err)
	}
	var part []*Sentence
	for i := range ss {
		if len(ss[i].Words) > 15 && len(part) < 16 {
			part = append(part, &ss[i])
		}
	}
	bt := n.batch(part)
	d := Shipped.Width
	x := make([]float32, len(bt.ids)*d)
	for i, ids := range bt.ids {
		net.Embed(ids, x[i*d:(i+1)*d])
	}
	y := make([]float32, len(x))
	var s model.Scratch
	for b.Loop() {
		copy(y, x)
		net.Run(&s, y, bt.ends)
	}
	b.ReportMetric(float64(len(bt.ids))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
