package model

import (
	"slices"
	"testing"
)

// TestEisnerFindsTheBest compares it with all projective trees of one root over few tokens.
func TestEisnerFindsTheBest(t *testing.T) {
	r := noise(3)
	f := new(forest)
	for i := 0; i < 60; i++ {
		n := 1 + i%5
		ld := n + 1 + i%3
		s := r.floats(n*ld, 4, false)
		sum := func(head []int32) (v float32) {
			for d, h := range head {
				v += s[d*ld+int(h)]
			}
			return v
		}
		best := lowest
		head := make([]int32, n)
		var try func(d int)
		try = func(d int) {
			if d < n {
				for h := 0; h <= n; h++ {
					if head[d] = int32(h); h != d+1 {
						try(d + 1)
					}
				}
			} else if f.acyclic(head) && projective(head) {
				best = max(best, sum(head))
			}
		}
		try(0)
		got := make([]int32, n)
		f.eisner(s, ld, n, got)
		if !f.acyclic(got) || !projective(got) || abs(sum(got)-best) > 1e-4 {
			t.Errorf("%d tokens: heads %v score %g, the best %g", n, got, sum(got), best)
		}
	}
}

// projective tells whether a tree has one root and no arcs that cross, where the root stands before all.
func projective(head []int32) bool {
	roots := 0
	for d, h := range head {
		if h == 0 {
			roots++
		}
		a, b := min(int(h), d+1), max(int(h), d+1)
		for e, g := range head {
			c, f := min(int(g), e+1), max(int(g), e+1)
			if a < c && c < b && b < f {
				return false
			}
		}
	}
	return roots == 1
}

// TestTreeKeepsTheBestHeads: where they are a tree, though arcs cross, nothing else is sought.
func TestTreeKeepsTheBestHeads(t *testing.T) {
	want := []int32{3, 4, 0, 3} // 1-3 and 2-4 cross
	n := len(want)
	s := make([]float32, n*(n+1))
	for d, h := range want {
		s[d*(n+1)+int(h)] = 1
	}
	if got := Tree(s, n); !slices.Equal(got, want) {
		t.Errorf("heads %v, want %v", got, want)
	}
	s[2*(n+1)] = 0
	s[2*(n+1)+1] = 1 // now 1 and 3 are each other's heads
	if got := Tree(s, n); !new(forest).acyclic(got) || !projective(got) {
		t.Errorf("heads %v are no tree", got)
	}
}
