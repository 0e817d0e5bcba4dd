package parse

import "daybook/model"

// A transition system of the arc-hybrid kind (Kuhlmann, Gómez-Rodríguez and Satta, 2011) with the root behind the last word:
// shift moves the front of the buffer to the stack; left makes the front of the buffer the head of the top of the stack
// and pops it; right makes the second of the stack the head of the top and pops it. The root takes one dependent, and
// only as the last step, so that every result is one tree with one root.

// Move is what a transition does.
type Move uint8

// The moves.
const (
	Shift Move = iota
	Left
	Right
)

// State is a state of the parser over one sentence. Words are numbered from 0; the number of words stands for the root.
type State struct {
	n     int32
	stack []int32
	b     int32 // front of the buffer
	nodes []node
}

// node is a word with what is attached to it so far; none is -1.
type node struct {
	head           int32
	rel            uint8 // 255 while it has no head
	nl, nr         uint8 // numbers of left and right dependents
	l1, l2, r1, r2 int32 // outermost and last but one left and right dependents
	lrels, rrels   uint64
}

const noRel = 255

// Reset prepares s for a sentence of n words.
func (s *State) Reset(n int) {
	s.n, s.b = int32(n), 0
	s.stack = s.stack[:0]
	if cap(s.nodes) < n+1 {
		s.nodes = make([]node, n+1, 2*n+64)
	}
	s.nodes = s.nodes[:n+1]
	for i := range s.nodes {
		s.nodes[i] = node{head: -1, rel: noRel, l1: -1, l2: -1, r1: -1, r2: -1}
	}
}

// Done reports whether the tree is complete.
func (s *State) Done() bool { return s.b == s.n && len(s.stack) == 0 }

// Can reports whether a move is possible.
func (s *State) Can(m Move) bool {
	switch m {
	case Shift:
		return s.b < s.n
	case Left:
		return len(s.stack) > 0 && (s.b < s.n || len(s.stack) == 1)
	default:
		return len(s.stack) > 1
	}
}

// Last reports whether only the arc from the root is left to make.
func (s *State) Last() bool { return s.b == s.n && len(s.stack) == 1 }

// Do makes a move; rel is the relation of the new arc.
func (s *State) Do(m Move, rel uint8) {
	switch m {
	case Shift:
		s.stack = append(s.stack, s.b)
		s.b++
	case Left:
		d := s.stack[len(s.stack)-1]
		s.stack = s.stack[:len(s.stack)-1]
		s.nodes[d].head, s.nodes[d].rel = s.b, rel
		h := &s.nodes[s.b]
		h.l2, h.l1 = h.l1, d
		h.nl++
		h.lrels |= 1 << (rel & 63)
	case Right:
		d := s.stack[len(s.stack)-1]
		s.stack = s.stack[:len(s.stack)-1]
		hi := s.stack[len(s.stack)-1]
		s.nodes[d].head, s.nodes[d].rel = hi, rel
		h := &s.nodes[hi]
		h.r2, h.r1 = h.r1, d
		h.nr++
		h.rrels |= 1 << (rel & 63)
	}
}

// Head returns head (the number of words for the root) and relation of word i.
func (s *State) Head(i int) (int32, uint8) { return s.nodes[i].head, s.nodes[i].rel }

// Cost counts the arcs of the gold tree that a move makes unreachable (Goldberg and Nivre, 2013). heads are the gold heads,
// the number of words for the root.
func (s *State) Cost(m Move, heads []int32) int {
	cost := 0
	switch m {
	case Shift:
		for i, k := range s.stack {
			if heads[k] == s.b {
				cost++
			}
			if heads[s.b] == k && i < len(s.stack)-1 {
				cost++
			}
		}
	case Left:
		s0 := s.stack[len(s.stack)-1]
		if h := heads[s0]; h > s.b || len(s.stack) > 1 && h == s.stack[len(s.stack)-2] {
			cost++
		}
		cost += s.lost(s0, heads)
	case Right:
		s0 := s.stack[len(s.stack)-1]
		if heads[s0] >= s.b {
			cost++
		}
		cost += s.lost(s0, heads)
	}
	return cost
}

// lost counts the gold dependents of d that are still in the buffer.
func (s *State) lost(d int32, heads []int32) int {
	n := 0
	for i := s.b; i < s.n; i++ {
		if heads[i] == d {
			n++
		}
	}
	return n
}

var noWord = model.Word{Form: 2, Lower: 2, XPOS: 254, UPOS: 254}
var rootWord = model.Word{Form: 3, Lower: 3, XPOS: 253, UPOS: 253}

// Features appends the features of the state, in the manner of Zhang and Nivre (2011).
func (s *State) Features(out []uint64, words []model.Word) []uint64 {
	at := func(i int32) *model.Word {
		switch {
		case i < 0 || i > s.n:
			return &noWord
		case i == s.n:
			return &rootWord
		}
		return &words[i]
	}
	var none = node{head: -1, rel: noRel, l1: -1, l2: -1, r1: -1, r2: -1}
	of := func(i int32) *node {
		if i < 0 {
			return &none
		}
		return &s.nodes[i]
	}
	top := len(s.stack)
	i0, i1, i2 := int32(-1), int32(-1), int32(-1)
	if top > 0 {
		i0 = s.stack[top-1]
	}
	if top > 1 {
		i1 = s.stack[top-2]
	}
	if top > 2 {
		i2 = s.stack[top-3]
	}
	s0, s1, s2 := at(i0), at(i1), at(i2)
	b0, b1, b2 := at(s.b), &noWord, &noWord
	if s.b < s.n {
		b1 = at(s.b + 1)
		if s.b+1 < s.n {
			b2 = at(s.b + 2)
		}
	}
	n0, n1, nb := of(i0), of(i1), of(s.b)
	s0l1, s0r1, s0l2, s0r2 := at(n0.l1), at(n0.r1), at(n0.l2), at(n0.r2)
	s1l1, s1r1, s1r2 := at(n1.l1), at(n1.r1), at(n1.r2)
	b0l1, b0l2 := at(nb.l1), at(nb.l2)
	rel := func(i int32) uint64 { return uint64(of(i).rel) }
	t := func(w *model.Word) uint64 { return uint64(w.XPOS) }
	wt := func(w *model.Word) uint64 { return model.Mix(w.Lower, uint64(w.XPOS)) }
	d0 := distance(i0, s.b)
	d1 := distance(i1, i0)

	f1 := func(k, a uint64) { out = append(out, model.Mix(model.Hash(100+k), a)) }
	f2 := func(k, a, b uint64) { out = append(out, model.Mix(model.Mix(model.Hash(100+k), a), b)) }
	f3 := func(k, a, b, c uint64) { out = append(out, model.Mix(model.Mix(model.Hash(100+k), a|b<<8), c)) } // a, b small
	tags := func(k uint64, v ...uint64) {
		x := uint64(0)
		for _, e := range v {
			x = x<<8 | e
		}
		out = append(out, model.Mix(model.Hash(100+k), x))
	}
	s0t, s1t, s2t, b0t, b1t, b2t := t(s0), t(s1), t(s2), t(b0), t(b1), t(b2)
	s0wt, s1wt, b0wt := wt(s0), wt(s1), wt(b0)

	f1(0, 0)
	f1(1, s0wt)
	f1(2, s0t)
	f1(3, s0.Lower)
	f1(4, s1wt)
	f1(5, s1t)
	f1(6, s1.Lower)
	f1(7, b0wt)
	f1(8, b0t)
	f1(9, b0.Lower)
	f1(10, wt(b1))
	f1(11, b1t)
	f1(12, wt(b2))
	f1(13, b2t)
	f1(14, wt(s2))
	f2(15, s0wt, b0wt)
	f2(16, s0wt, b0t)
	f2(17, b0wt, s0t)
	f2(18, s0.Lower, b0.Lower)
	tags(19, s0t, b0t)
	tags(20, b0t, b1t)
	f2(21, s1wt, s0wt)
	f2(22, s1wt, s0t)
	f2(23, s0wt, s1t)
	tags(24, s1t, s0t)
	tags(25, s0t, b0t, b1t)
	tags(26, s1t, s0t, b0t)
	tags(27, s2t, s1t, s0t)
	tags(28, s2t, s1t, s0t, b0t)
	tags(29, s1t, s0t, b0t, b1t)
	tags(30, s0t, b0t, b1t, b2t)
	tags(31, s0t, t(s0l1), b0t, rel(n0.l1))
	tags(32, s0t, t(s0r1), b0t, rel(n0.r1))
	tags(33, s0t, b0t, t(b0l1), rel(nb.l1))
	tags(34, s1t, s0t, t(s1r1), rel(n1.r1))
	tags(35, s1t, s0t, t(s1l1), rel(n1.l1))
	tags(36, s1t, s0t, t(s0l1), rel(n0.l1))
	tags(37, s1t, s0t, t(s0r1), rel(n0.r1))
	tags(38, b0t, t(b0l1), t(b0l2), rel(nb.l1), rel(nb.l2))
	tags(39, s0t, t(s0l1), t(s0l2), rel(n0.l1), rel(n0.l2))
	tags(40, s0t, t(s0r1), t(s0r2), rel(n0.r1), rel(n0.r2))
	tags(41, s1t, t(s1r1), t(s1r2), rel(n1.r1), rel(n1.r2))
	f1(42, wt(s0l1))
	f1(43, wt(s0r1))
	f1(44, wt(s1l1))
	f1(45, wt(s1r1))
	f1(46, wt(b0l1))
	f2(47, s0.Lower, d0)
	f2(48, b0.Lower, d0)
	tags(49, s0t, b0t, d0)
	f2(50, s1.Lower, d1)
	f2(51, s0.Lower, d1)
	tags(52, s1t, s0t, d1)
	f2(53, s0.Lower, uint64(n0.nl)|uint64(n0.nr)<<8)
	tags(54, s0t, uint64(n0.nl), uint64(n0.nr))
	f2(55, s1.Lower, uint64(n1.nl)|uint64(n1.nr)<<8)
	tags(56, s1t, uint64(n1.nl), uint64(n1.nr))
	f2(57, b0.Lower, uint64(nb.nl))
	tags(58, b0t, uint64(nb.nl))
	f2(59, s0.Lower, n0.lrels)
	f2(60, s0t, n0.lrels)
	f2(61, s0.Lower, n0.rrels)
	f2(62, s0t, n0.rrels)
	f2(63, s1.Lower, n1.rrels)
	f2(64, s1t, n1.rrels)
	f2(65, b0.Lower, nb.lrels)
	f2(66, b0t, nb.lrels)
	f3(67, s1t, s0t, s0l1.Lower)
	f3(68, s1t, s0t, s1r1.Lower)
	f3(69, s0t, b0t, b0l1.Lower)
	f2(70, s1.Lower, model.Mix(s0l1.Lower, s0t))
	f2(71, s1.Lower, model.Mix(s0.Lower, s0l1.Lower))
	f2(72, model.Mix(s0.Lower, b0.Lower), b1t)
	f2(73, model.Mix(s1.Lower, s0.Lower), b0t)
	f3(74, s1t, b0t, s0.Lower)
	f3(75, s0t, b0t, s1.Lower)
	f3(76, s1t, s0t, b0.Lower)
	f2(77, s1wt, b0t)
	tags(78, s1t, b0t)
	tags(79, s1t, s0t, rel(n0.l1), rel(n0.r1), rel(n1.r1))
	c0, c1, cb, g0, g1, gb := s0.Cluster, s1.Cluster, b0.Cluster, s0.Group, s1.Group, b0.Group
	f2(81, c0, cb)
	f2(82, c1, c0)
	f2(83, c0, b0t)
	f2(84, cb, s0t)
	f2(85, c1, s0t)
	f2(86, c0, s1t)
	f1(87, c0)
	f1(88, cb)
	f1(89, c1)
	f1(90, b1.Cluster)
	f3(91, g1, g0, gb)
	f3(92, g0, gb, b1.Group)
	f3(93, g1, g0, s0l1.Lower)
	f2(94, c1, s0l1.Lower)
	f2(95, model.Mix(c1, c0), s0l1.Lower)
	f2(96, c1, b0t<<8|s0t)
	f2(97, c0, b0t<<8|b1t)
	f1(80, uint64(min(top, 5))|model.Bit(s.b == s.n)<<8)
	return out
}

// distance is the distance of two words in classes 1 to 4, 5 (to 6), 6 (to 10), 7 (more); 0 if one is missing.
func distance(a, b int32) uint64 {
	if a < 0 || b < 0 {
		return 0
	}
	switch d := b - a; {
	case d <= 4:
		return uint64(max(d, 1))
	case d <= 6:
		return 5
	case d <= 10:
		return 6
	}
	return 7
}

// Arc returns head and dependent of the arc that a possible move would make; the dependent is -1 for a shift.
func (s *State) Arc(m Move) (head, dependent int32) {
	top := len(s.stack)
	switch m {
	case Left:
		return s.b, s.stack[top-1]
	case Right:
		return s.stack[top-2], s.stack[top-1]
	}
	return -1, -1
}
