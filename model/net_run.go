package model

import (
	"math"
	"unsafe"
)

// Scratch is the working memory of one goroutine; it grows to the largest batch and is used again.
type Scratch struct {
	acc, out  []int32 // sums of products
	y, z      []float32
	q, q2     []uint8
	unit      []float32
	attention attentionScratch
	arcs      arcScratch
	lone      loneScratch
	result    Result
}

// room makes *s n long; its contents are arbitrary.
func room[T any](s *[]T, n int) []T {
	if cap(*s) < n {
		*s = make([]T, n+n/4)
	}
	*s = (*s)[:n]
	return *s
}

// Result is what the network says of a batch of sentences: the best class of each head, the tree, the scores of the names.
// Its slices are the scratch's and hold until the next run.
type Result struct {
	UPOS, XPOS, Feats []int32
	Head              []int32 // 0 the root, else 1 + position in the sentence
	Rel               []int32
	Names             []float32 // tokens x classes
}

// Embed writes the first layer of a word, which depends on the word alone and may be kept: the normalised sum of its rows.
func (n *Net) Embed(rows []int32, to []float32) {
	d := n.Width
	to = to[:d]
	clear(to)
	for _, r := range rows {
		active.addRow(&to[0], &n.embed[int(r)*d : int(r+1)*d][0], d, n.embedScale[r])
	}
	p := &n.embedNorm
	active.normFloats(&to[0], 1, d, inverse(d), &p.gain[0], &p.bias[0], &to[0], d)
}

func inverse(n int) float32 { return float32(1 / float32(n)) }

// bytes normalises m rows and writes them as bytes around 64, ldt apart.
func (p *norm) bytes(x []float32, m int, to []uint8, ldt int) {
	d := len(p.gain)
	active.normBytes(&x[0], m, d, inverse(d), &p.byteGain[0], &p.byteBias[0], &to[0], ldt)
}

// Run analyses a batch: x holds the first layer of its tokens, Width numbers each (Embed), and is overwritten; ends are the
// tokens behind each sentence.
func (n *Net) Run(s *Scratch, x []float32, ends []int) Result {
	m := len(x) / n.Width
	if m == 0 {
		return Result{}
	}
	for i := range n.convs {
		n.convolve(s, &n.convs[i], x, m, ends)
	}
	for i := range n.blocks {
		n.attend(s, &n.blocks[i], x, m, ends)
		n.feed(s, &n.blocks[i], x, m)
	}
	d := n.Width
	q := room(&s.q, rowsRoom(m)*d)
	n.final.bytes(x, m, q, d)
	n.classes(s, q, m)
	n.trees(s, q, m, ends)
	n.labels(s, q, m, ends)
	n.lone(s, ends)
	return s.result
}

// convolve is a layer over each token and its neighbours in the sentence, of whose two halves the greater is added.
func (n *Net) convolve(s *Scratch, c *convBlock, x []float32, m int, ends []int) {
	d := n.Width
	q := room(&s.q, rowsRoom(m)*3*d)
	c.norm.bytes(x, m, q[d:], 3*d)
	start := 0
	for _, end := range ends {
		for t := start; t < end; t++ {
			row := q[t*3*d : (t+1)*3*d]
			if t > start {
				copy(row[:d], q[(t-1)*3*d+d:])
			} else {
				fill(row[:d])
			}
			if t < end-1 {
				copy(row[2*d:], q[(t+1)*3*d+d:])
			} else {
				fill(row[2*d:])
			}
		}
		start = end
	}
	c.lin.run(s, q, 3*d, m, true, func(first, rows int, acc *int32) {
		active.scaleMax(acc, 2*d, rows, d, &c.norm.step[0], &c.lin.scale[0], &c.lin.bias[0], &x[first*d], d)
	})
}

// fill writes zero as a byte around 64.
func fill(b []uint8) {
	for i := range b {
		b[i] = 64
	}
}

// feed is the two layers behind attention, a strip at a time.
func (n *Net) feed(s *Scratch, b *attentionBlock, x []float32, m int) {
	d := n.Width
	q, q2, unit := room(&s.q, rowsRoom(strip)*d), room(&s.q2, rowsRoom(strip)*2*d), room(&s.unit, strip)
	for i := 0; i < m; i += strip {
		rows := min(strip, m-i)
		x := x[i*d : (i+rows)*d]
		b.norm2.bytes(x, rows, q, d)
		b.up.positive(s, q, d, rows, &b.norm2, q2, unit)
		b.down.run(s, q2, 2*d, rows, false, func(first, rows int, acc *int32) {
			active.scaleAdd(acc, d, rows, d, &unit[first], 1, &b.down.scale[0], &b.down.bias[0], &x[first*d], d)
		})
	}
}

// positive runs the layer over bytes that p made and writes the positive part of the results as bytes from 0, with the size of a unit by row.
func (l *Linear8) positive(s *Scratch, q []uint8, lda, m int, p *norm, to []uint8, unit []float32) {
	y := room(&s.y, strip*l.Out)
	l.run(s, q, lda, m, true, func(first, rows int, acc *int32) {
		active.scaleTo(acc, l.Out, rows, l.Out, &p.step[0], 0, &l.scale[0], &l.bias[0], 0, &y[0], l.Out)
		active.quantise(&y[0], l.Out, rows, l.Out, 127, 0, 1.0/127, &to[first*l.Out], l.Out, &unit[first])
	})
}

// classes runs the heads whose results are a class or scores of classes.
func (n *Net) classes(s *Scratch, q []uint8, m int) {
	d := n.Width
	unit := &n.final.step[0]
	n.upos.classify(s, q, d, m, true, unit, 0, room(&s.result.UPOS, m))
	n.xpos.classify(s, q, d, m, true, unit, 0, room(&s.result.XPOS, m))
	n.feats.classify(s, q, d, m, true, unit, 0, room(&s.result.Feats, m))

	h, l := n.namesHidden.Out, n.names
	q2, units := room(&s.q2, rowsRoom(m)*h), room(&s.unit, m)
	n.namesHidden.positive(s, q, d, m, &n.final, q2, units)
	names := room(&s.result.Names, m*l.Out+panel)
	l.run(s, q2, h, m, false, func(first, rows int, acc *int32) {
		// what a row writes behind its end the next overwrites
		active.scaleTo(acc, len(l.mid), rows, padded(l.Out, 16), &units[first], 1, &l.scale[0], &l.bias[0], lowest, &names[first*l.Out], l.Out)
	})
	s.result.Names = names[:m*l.Out]
}

// classify finds the best class of each row.
func (l *Linear8) classify(s *Scratch, q []uint8, lda, m int, centred bool, unit *float32, next int, to []int32) {
	c := len(l.mid)
	y := room(&s.y, strip*c)
	l.run(s, q, lda, m, centred, func(first, rows int, acc *int32) {
		u := unit
		if next > 0 {
			u = &unsafe.Slice(unit, m)[first]
		}
		active.scaleTo(acc, c, rows, c, u, next, &l.scale[0], &l.bias[0], lowest, &y[0], c)
		active.best(&y[0], c, rows, c, &places[0], &to[first])
	})
}

var lowest = float32(math.Inf(-1))

// labels finds the label of each arc from the hidden layers of its two ends.
func (n *Net) labels(s *Scratch, q []uint8, m int, ends []int) {
	d, c := n.Width, n.labelDep.Out
	dep, head := room(&s.lone.dep, m*c), room(&s.lone.head, m*c)
	n.labelDep.numbers(s, q, d, m, &n.final, dep)
	n.labelHead.numbers(s, q, d, m, &n.final, head)
	q2, unit := room(&s.q2, rowsRoom(m)*2*c), room(&s.unit, m)
	pairs := room(&s.arcs.pairs, strip*2*c)
	heads := s.result.Head
	start := 0
	for _, end := range ends {
		for first := start; first < end; first += strip {
			rows := min(strip, end-first)
			for t := first; t < first+rows; t++ {
				h := &n.rootLabel[0]
				if p := int(heads[t]); p > 0 {
					h = &head[(start+p-1)*c]
				}
				active.pair(&dep[t*c], h, c, &pairs[(t-first)*2*c])
			}
			active.quantise(&pairs[0], 2*c, rows, 2*c, 63, 64, 1.0/63, &q2[first*2*c], 2*c, &unit[first])
		}
		start = end
	}
	rel := room(&s.result.Rel, m)
	n.label.classify(s, q2, 2*c, m, true, &unit[0], 1, rel)
	if n.root >= 0 {
		for t, h := range heads {
			if h == 0 {
				rel[t] = n.root
			}
		}
	}
}

// numbers runs the layer over bytes that p made and writes the positive part of the results.
func (l *Linear8) numbers(s *Scratch, q []uint8, lda, m int, p *norm, to []float32) {
	l.run(s, q, lda, m, true, func(first, rows int, acc *int32) {
		active.scaleTo(acc, l.Out, rows, l.Out, &p.step[0], 0, &l.scale[0], &l.bias[0], 0, &to[first*l.Out], l.Out)
	})
}
