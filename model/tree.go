package model

// Tree finds a tree with one root: each token's best head, and where that gives a cycle or not one root, the best projective tree
// (Eisner 1996) of the scores. s holds n*(n+1) scores, column 0 the root; heads are 0 for the root, else 1 + index.
func Tree(s []float32, n int) []int32 {
	head := make([]int32, n)
	roots := 0
	for i := range head {
		row := s[i*(n+1) : (i+1)*(n+1)]
		for j, v := range row {
			if v > row[head[i]] {
				head[i] = int32(j)
			}
		}
		if head[i] == 0 {
			roots++
		}
	}
	if roots == 1 && acyclic(head) {
		return head
	}
	return eisner(s, n)
}

func acyclic(head []int32) bool {
	state := make([]byte, len(head)+1)
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

// eisner is the cubic algorithm for the best projective tree, with exactly one dependent of the root.
func eisner(s []float32, n int) []int32 {
	// positions 1..n; the root is tried as head of each in the end
	m := n + 1
	const bad = -1e30
	comp := [2][]float32{make([]float32, m*m), make([]float32, m*m)} // [0] head on the right (left-facing), [1] head on the left
	inc := [2][]float32{make([]float32, m*m), make([]float32, m*m)}
	bc := [2][]int32{make([]int32, m*m), make([]int32, m*m)}
	bi := make([]int32, m*m)
	score := func(h, d int) float32 { return s[(d-1)*(n+1)+h] }
	for k := 1; k < n; k++ {
		for i := 1; i+k <= n; i++ {
			j := i + k
			best, at := float32(bad), int32(i)
			for r := i; r < j; r++ {
				if v := comp[1][i*m+r] + comp[0][(r+1)*m+j]; v > best {
					best, at = v, int32(r)
				}
			}
			bi[i*m+j] = at
			inc[0][i*m+j] = best + score(j, i)
			inc[1][i*m+j] = best + score(i, j)
			best, at = bad, int32(i)
			for r := i; r < j; r++ {
				if v := comp[0][i*m+r] + inc[0][r*m+j]; v > best {
					best, at = v, int32(r)
				}
			}
			comp[0][i*m+j], bc[0][i*m+j] = best, at
			best, at = bad, int32(j)
			for r := i + 1; r <= j; r++ {
				if v := inc[1][i*m+r] + comp[1][r*m+j]; v > best {
					best, at = v, int32(r)
				}
			}
			comp[1][i*m+j], bc[1][i*m+j] = best, at
		}
	}
	root, top := 1, float32(bad)
	for r := 1; r <= n; r++ {
		if v := comp[0][1*m+r] + comp[1][r*m+n] + score(0, r); v > top {
			root, top = r, v
		}
	}
	head := make([]int32, n)
	var complete func(side, i, j int)
	var incomplete func(side, i, j int)
	incomplete = func(side, i, j int) {
		if side == 0 {
			head[i-1] = int32(j)
		} else {
			head[j-1] = int32(i)
		}
		r := int(bi[i*m+j])
		complete(1, i, r)
		complete(0, r+1, j)
	}
	complete = func(side, i, j int) {
		if i >= j {
			return
		}
		r := int(bc[side][i*m+j])
		if side == 0 {
			complete(0, i, r)
			incomplete(0, r, j)
		} else {
			incomplete(1, i, r)
			complete(1, r, j)
		}
	}
	complete(0, 1, root)
	complete(1, root, n)
	head[root-1] = 0
	return head
}
