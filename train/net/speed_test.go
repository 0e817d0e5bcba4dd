//go:build unix

package net

import (
	"bytes"
	"syscall"
	"testing"
	"time"

	"daybook/model"
)

// BenchmarkShipped runs a network of the shipped shape with random weights on 16 sentences at a time, with each set of kernels. A
// word has been seen before, so its first layer is at hand; "words" measures words that have not. Time is that of the process, as
// other work on the machine disturbs it less.
func BenchmarkShipped(b *testing.B) {
	ss, err := ReadCoNLLU("../../../shared/data/ud_en_ewt/en_ewt-ud-dev.conllu")
	if err != nil {
		b.Skip("../shared is absent")
	}
	count := map[string]int{}
	for _, s := range ss {
		CountForms(count, s.Words)
	}
	n := NewNetwork(Shipped, NewVocabulary(count, 30000, 1, 30000), LabelsOf(ss, []Sentence{{Names: []string{"O", "B-PER", "I-PER", "E-PER", "S-PER"}}}), 3)
	enc, err := model.Encode(n.Export(ss))
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
	m, d := len(bt.ids), Shipped.Width
	b.Run("load", func(b *testing.B) { // with the copy that a file system of embedded files makes
		start := used()
		for b.Loop() {
			load(b, bytes.Clone(enc))
		}
		b.ReportMetric((used()-start).Seconds()*1e3/float64(b.N), "cpu-ms")
		b.ReportMetric(float64(len(enc))/(1<<20), "MB")
	})
	net := load(b, enc)
	x, y := make([]float32, m*d), make([]float32, m*d)
	defer model.Use(model.Kernel())
	for _, set := range model.Kernels() {
		if err := model.Use(set); err != nil {
			b.Fatal(err)
		}
		first := func() {
			for i, ids := range bt.ids {
				net.Embed(ids, x[i*d:(i+1)*d])
			}
		}
		b.Run("words/"+set, func(b *testing.B) { perWord(b, m, first) })
		var s model.Scratch
		b.Run("run/"+set, func(b *testing.B) {
			perWord(b, m, func() {
				copy(y, x)
				net.Run(&s, y, bt.ends)
			})
		})
	}
}

func load(b *testing.B, enc []byte) *model.Net {
	f, err := model.Decode(enc)
	if err != nil {
		b.Fatal(err)
	}
	net, err := f.Net()
	if err != nil {
		b.Fatal(err)
	}
	return net
}

// perWord reports words per second of the process's time.
func perWord(b *testing.B, words int, run func()) {
	b.ReportAllocs()
	run()
	start := used()
	for b.Loop() {
		run()
	}
	b.ReportMetric(float64(words)*float64(b.N)/(used()-start).Seconds(), "words/cpu-s")
}

func used() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
