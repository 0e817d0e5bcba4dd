package model

import "testing"

// TestLone: with groups of lone labels no head has two of a group, what had no clash reads as before, and each sentence still has a tree.
func TestLone(t *testing.T) {
	free, n := small.net(t, 1), small.net(t, 1)
	n.Lone([][]int32{{0, 1, 2, 3}, {4, 5}, {6}, {8, 9, 10, 11, 12, 13, 14, 15}}, nil)
	seed := noise(2)
	words, ends := small.sentences(&seed, 1, 2, 0, 5, 31, 7, 20, 12, 12, 12)
	withKernels(func(set string) {
		before, after := analyse(free, new(Scratch), words, ends), analyse(n, new(Scratch), words, ends)
		changed, start := 0, 0
		for _, end := range ends {
			type claim struct{ head, group int32 }
			count := func(r Result) (clashes int) {
				seen := map[claim]bool{}
				for i := start; i < end; i++ {
					if c := (claim{r.Head[i], int32(n.group[r.Rel[i]])}); c.group > 0 && c.head > 0 {
						if seen[c] {
							clashes++
						}
						seen[c] = true
					}
				}
				return clashes
			}
			was, is := count(before), count(after)
			if is > 0 {
				t.Errorf("%s: %d clashes are left of %d in a sentence of %d tokens", set, is, was, end-start)
			}
			moved, roots := 0, 0
			for i := start; i < end; i++ {
				if before.Head[i] != after.Head[i] || before.Rel[i] != after.Rel[i] {
					moved++
				}
				if after.Head[i] == 0 {
					roots++
				}
				if (after.Head[i] == 0) != (after.Rel[i] == n.root) {
					t.Errorf("%s: head %d has label %d", set, after.Head[i], after.Rel[i])
				}
			}
			if moved > was {
				t.Errorf("%s: %d tokens moved for %d clashes", set, moved, was)
			}
			if end > start && (roots != 1 || !new(forest).acyclic(after.Head[start:end])) {
				t.Errorf("%s: heads %v are no tree", set, after.Head[start:end])
			}
			changed += moved
			start = end
		}
		if changed == 0 {
			t.Errorf("%s: there was no clash to settle", set)
		}
	})
}

// TestLeaves: what can be there once hangs on no leaf, and each sentence still has a tree.
func TestLeaves(t *testing.T) {
	n := small.net(t, 1)
	n.Lone([][]int32{{0, 1, 2, 3, 4, 5, 6}}, []int32{8, 9, 10, 11, 12})
	seed := noise(2)
	words, ends := small.sentences(&seed, 1, 2, 5, 9, 7, 6, 4)
	r := analyse(n, new(Scratch), words, ends)
	start := 0
	for _, end := range ends {
		heads, rels := r.Head[start:end], r.Rel[start:end]
		for i, h := range heads {
			if h > 0 && n.group[rels[i]] > 0 && n.leaf[rels[h-1]] {
				t.Errorf("token %d with label %d hangs on a leaf with label %d", i, rels[i], rels[h-1])
			}
		}
		if !new(forest).acyclic(heads) {
			t.Errorf("heads %v are no tree", heads)
		}
		start = end
	}
}

// TestLoneDoesNotAllocate: once its scratch has grown, settling clashes takes no memory.
func TestLoneDoesNotAllocate(t *testing.T) {
	n := small.net(t, 1)
	n.Lone([][]int32{{0, 1, 2, 3}, {8, 9, 10, 11, 12, 13, 14, 15}}, nil)
	seed := noise(2)
	words, ends := small.sentences(&seed, 31, 20, 12)
	x := make([]float32, len(words)*n.Width)
	var s Scratch
	got := testing.AllocsPerRun(5, func() {
		for i, w := range words {
			n.Embed(w, x[i*n.Width:(i+1)*n.Width])
		}
		n.Run(&s, x, ends)
	})
	if got > 0 {
		t.Errorf("%g allocations a run", got)
	}
}
