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
	state []byte
	spans [6][]float32 // scores of the best spans
	split [2][]int32   // where the best complete span divides: [0] with the head on the right, [1] on the left
	join  []int32      // and the incomplete one
	m     int
	head  []int32
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
// the root is tried as head of each in the end. What a loop reads for a fixed end is kept by end, so that it lies side by side.
func (f *forest) eisner(s []float32, ld, n int, head []int32) {
	m := n + 1
	const bad = -1e30
	for i := range f.spans {
		room(&f.spans[i], m*m)
	}
	room(&f.split[0], m*m)
	room(&f.split[1], m*m)
	f.m, f.head = m, head
	// complete and incomplete spans with the head on the right (left, into) or on the left (right, out), by start or by end
	left, leftTo, right, rightTo, intoTo, out := f.spans[0], f.spans[1], f.spans[2], f.spans[3], f.spans[4], f.spans[5]
	join := room(&f.join, m*m)
	for i := 0; i < m; i++ {
		left[i*m+i], leftTo[i*m+i], right[i*m+i], rightTo[i*m+i] = 0, 0, 0, 0
	}
	score := func(h, d int) float32 { return s[(d-1)*ld+h] }
	for k := 1; k < n; k++ {
		for i := 1; i+k <= n; i++ {
			j := i + k
			v, at := bestSum(right[i*m+i:i*m+j], leftTo[j*m+i+1:j*m+j+1])
			join[i*m+j] = int32(i + at)
			intoTo[j*m+i] = v + score(j, i)
			out[i*m+j] = v + score(i, j)
			v, at = bestSum(left[i*m+i:i*m+j], intoTo[j*m+i:j*m+j])
			left[i*m+j], leftTo[j*m+i], f.split[0][i*m+j] = v, v, int32(i+at)
			v, at = bestSum(out[i*m+i+1:i*m+j+1], rightTo[j*m+i+1:j*m+j+1])
			right[i*m+j], rightTo[j*m+i], f.split[1][i*m+j] = v, v, int32(i+1+at)
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

// bestSum is the greatest a[i]+b[i], and the first place of it.
func bestSum(a, b []float32) (best float32, at int) {
	b = b[:len(a)]
	best = a[0] + b[0]
	for i, x := range a {
		if v := x + b[i]; v > best {
			best, at = v, i
		}
	}
	return best, at
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
