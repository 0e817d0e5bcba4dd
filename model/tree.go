package model

// Tree finds a tree with one root: each token's best head, and where that gives a cycle or not one root, the best projective tree
// (Eisner 1996) of the scores. s holds n*(n+1) scores, column 0 the root; heads are 0 for the root, else 1 + index.
func Tree(s []float32, n int) []int32 {
	head := make([]int32, n)
	for i := range head {
		row := s[i*(n+1) : (i+1)*(n+1)]
		for j, v := range row {
			if v > row[head[i]] {
				head[i] = int32(j)
			}
		}
	}
	new(forest).settle(s, n+1, n, head)
	return head
}

// forest is the working memory of the search for trees.
type forest struct {
	state     []byte
	comp, inc [2][]float32 // best complete and incomplete spans: [0] with the head on the right, [1] on the left
	split     [2][]int32   // where the best complete span divides
	join      []int32      // and the incomplete one
	m         int
	head      []int32
}

// settle keeps the best heads if they are a tree with one root, and else finds the best projective one. Rows of scores are ld apart.
func (f *forest) settle(s []float32, ld, n int, head []int32) {
	roots := 0
	for _, h := range head {
		if h == 0 {
			roots++
		}
	}
	if roots != 1 || !f.acyclic(head) {
		f.eisner(s, ld, n, head)
	}
}

func (f *forest) acyclic(head []int32) bool {
	state := room(&f.state, len(head)+1)
	clear(state)
	for i := range head {
		j := int32(i + 1)
		for j != 0 && state[j] == 0 {
			state[j] = 1
			j = head[j-1]
		}
		if j != 0 && state[j] == 1 {
			return false
		}
		for j := int32(i + 1); j != 0 && state[j] == 1; j = head[j-1] {
			state[j] = 2
		}
	}
	return true
}

// eisner is the cubic algorithm for the best projective tree, with exactly one dependent of the root: positions are 1 to n, and
// the root is tried as head of each in the end.
func (f *forest) eisner(s []float32, ld, n int, head []int32) {
	m := n + 1
	const bad = -1e30
	for side := range f.comp {
		clear(room(&f.comp[side], m*m))
		room(&f.inc[side], m*m)
		room(&f.split[side], m*m)
	}
	f.m, f.head = m, head
	left, right, into, out := f.comp[0], f.comp[1], f.inc[0], f.inc[1]
	join := room(&f.join, m*m)
	score := func(h, d int) float32 { return s[(d-1)*ld+h] }
	for k := 1; k < n; k++ {
		for i := 1; i+k <= n; i++ {
			j := i + k
			best, at := float32(bad), int32(i)
			for r := i; r < j; r++ {
				if v := right[i*m+r] + left[(r+1)*m+j]; v > best {
					best, at = v, int32(r)
				}
			}
			join[i*m+j] = at
			into[i*m+j] = best + score(j, i)
			out[i*m+j] = best + score(i, j)
			best, at = bad, int32(i)
			for r := i; r < j; r++ {
				if v := left[i*m+r] + into[r*m+j]; v > best {
					best, at = v, int32(r)
				}
			}
			left[i*m+j], f.split[0][i*m+j] = best, at
			best, at = bad, int32(j)
			for r := i + 1; r <= j; r++ {
				if v := out[i*m+r] + right[r*m+j]; v > best {
					best, at = v, int32(r)
				}
			}
			right[i*m+j], f.split[1][i*m+j] = best, at
		}
	}
	root, top := 1, float32(bad)
	for r := 1; r <= n; r++ {
		if v := left[1*m+r] + right[r*m+n] + score(0, r); v > top {
			root, top = r, v
		}
	}
	f.complete(0, 1, root)
	f.complete(1, root, n)
	head[root-1] = 0
}

func (f *forest) incomplete(side, i, j int) {
	if side == 0 {
		f.head[i-1] = int32(j)
	} else {
		f.head[j-1] = int32(i)
	}
	r := int(f.join[i*f.m+j])
	f.complete(1, i, r)
	f.complete(0, r+1, j)
}

func (f *forest) complete(side, i, j int) {
	if i >= j {
		return
	}
	r := int(f.split[side][i*f.m+j])
	if side == 0 {
		f.complete(0, i, r)
		f.incomplete(0, r, j)
	} else {
		f.incomplete(1, i, r)
		f.complete(1, r, j)
	}
}
