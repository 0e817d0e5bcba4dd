package text

// Tree gives fast access to the dependency trees of a document's tokens. It is built once after parsing and
// only points into the tokens, which it never changes.
type Tree struct {
	Tokens []Token
	first  []int32 // children of i are kids[first[i]:first[i+1]], in text order
	kids   []int32
	sub    []Run // first and last token of the subtree of i
}

// NewTree indexes the children of every token. Heads must be in range or -1; a cycle is cut, never followed.
func NewTree(tokens []Token) *Tree {
	n := int32(len(tokens))
	t := &Tree{Tokens: tokens, first: make([]int32, n+1), kids: make([]int32, n), sub: make([]Run, n)}
	for i := range tokens {
		if h := tokens[i].Head; h >= 0 && h < n {
			t.first[h+1]++
		}
	}
	for i := int32(0); i < n; i++ {
		t.first[i+1] += t.first[i]
	}
	next := append([]int32(nil), t.first[:n]...)
	for i := int32(0); i < n; i++ {
		if h := tokens[i].Head; h >= 0 && h < n {
			t.kids[next[h]] = i
			next[h]++
		}
	}
	for i := int32(0); i < n; i++ {
		t.sub[i] = Run{i, i + 1}
	}
	for i := int32(0); i < n; i++ {
		for h, steps := tokens[i].Head, 0; h >= 0 && h < n && steps < 512; h, steps = tokens[h].Head, steps+1 {
			if t.sub[h].First <= i && i < t.sub[h].Last {
				// already covered; ancestors cover it too, as they cover h
				break
			}
			t.sub[h] = Run{min(t.sub[h].First, i), max(t.sub[h].Last, i+1)}
		}
	}
	return t
}

// Children returns the dependents of token i in text order. The slice must not be changed.
func (t *Tree) Children(i int32) []int32 { return t.kids[t.first[i]:t.first[i+1]] }

// Child returns the first dependent of i with one of the relations (exact match, subtype included), or -1.
func (t *Tree) Child(i int32, rels ...string) int32 {
	for _, k := range t.Children(i) {
		for _, r := range rels {
			if t.Tokens[k].Rel == r {
				return k
			}
		}
	}
	return -1
}

// Case returns the lemma of the case marker (preposition) of token i ("by", "in"), or "".
func (t *Tree) Case(i int32) string {
	if k := t.Child(i, "case"); k >= 0 {
		return t.Tokens[k].Lemma
	}
	return ""
}

// Subtree returns the run from the first to the last token that i governs, itself included.
func (t *Tree) Subtree(i int32) Run { return t.sub[i] }

// Span returns the bytes covered by a run of tokens.
func (t *Tree) Span(r Run) Span {
	if r.Last <= r.First {
		return Span{}
	}
	return Span{t.Tokens[r.First].Start, t.Tokens[r.Last-1].End}
}

// Governs reports whether a is i or an ancestor of i.
func (t *Tree) Governs(a, i int32) bool {
	for steps := 0; i >= 0 && steps < 512; steps++ {
		if i == a {
			return true
		}
		i = t.Tokens[i].Head
	}
	return false
}

// Rel0 returns the universal part of a relation: "nsubj" for "nsubj:pass".
func Rel0(rel string) string {
	for i := 0; i < len(rel); i++ {
		if rel[i] == ':' {
			return rel[:i]
		}
	}
	return rel
}
