package parse

import "daybook/model"

// edge stands for the words before the first and after the last of a sentence.
var edge = model.Word{Form: 1, Lower: 1, Shape: 1}

func wordAt(words []model.Word, i int) *model.Word {
	if i < 0 || i >= len(words) {
		return &edge
	}
	return &words[i]
}

// TagFeatures appends the features for tagging word i, whose predecessors are tagged. Used by the trainer too.
func TagFeatures(out []uint64, words []model.Word, i int) []uint64 {
	w := &words[i]
	p1, p2 := wordAt(words, i-1), wordAt(words, i-2)
	n1, n2 := wordAt(words, i+1), wordAt(words, i+2)
	t1, t2 := uint64(255), uint64(255)
	if i > 0 {
		t1 = uint64(p1.Tag)
	}
	if i > 1 {
		t2 = uint64(p2.Tag)
	}
	h := func(t, a uint64) { out = append(out, model.Mix(model.Hash(t), a)) }
	h2 := func(t, a, b uint64) { out = append(out, model.Mix(model.Mix(model.Hash(t), a), b)) }
	flags := model.Bit(w.Capital) | model.Bit(w.Upper)<<1 | model.Bit(i == 0)<<2 | model.Bit(p1.Upper && n1.Upper)<<3
	h(0, 0)
	h(1, w.Form)
	h(2, w.Lower)
	h(3, w.Suffix[0])
	h(4, w.Suffix[1])
	h2(5, w.Suffix[2], flags)
	h(6, w.Suffix[3])
	h(7, w.Prefix[0])
	h(8, w.Prefix[1])
	h(9, w.Prefix[2])
	h(10, w.Shape)
	h2(11, w.Shape, flags)
	h(12, t1)
	h2(13, t1, t2)
	h2(14, t1, w.Lower)
	h(15, p1.Lower)
	h(16, p2.Lower)
	h(17, n1.Lower)
	h(18, n2.Lower)
	h2(19, p1.Lower, w.Lower)
	h2(20, w.Lower, n1.Lower)
	h(21, n1.Suffix[2])
	h2(22, t1, n1.Lower)
	h2(23, t1, n1.Suffix[1])
	h2(24, t1, w.Suffix[2])
	h2(25, n1.Shape, w.Suffix[2])
	h2(26, p1.Shape, w.Shape)
	h2(27, p1.Lower, n1.Lower)
	h2(28, n1.Lower, n2.Lower)
	h2(29, p2.Lower, p1.Lower)
	h2(30, t1, model.Mix(t2, w.Lower))
	h2(31, t1, flags)
	h(32, w.Cluster)
	h2(33, w.Cluster, t1)
	h(34, n1.Cluster)
	h2(35, n1.Cluster, w.Suffix[1])
	h2(36, n1.Cluster, w.Cluster)
	h2(37, p1.Cluster, w.Cluster)
	h(38, n2.Cluster)
	h2(39, w.Group, model.Mix(n1.Group, p1.Group))
	h2(40, w.Group, model.Mix(n1.Group, n2.Group))
	h2(41, n1.Group, t1)
	h2(42, w.Case, flags)
	h2(43, n1.Group, model.Mix(t1, w.Suffix[2]))
	return out
}

// argmax returns the best of the first n classes; the first of equals.
func argmax(s *model.Scores, n int) uint8 {
	best := 0
	for c := 1; c < n; c++ {
		if s[c] > s[best] {
			best = c
		}
	}
	return uint8(best)
}
