package said

import "strings"

// sound reports whether subject s of cue i can be right by the order of words: it is in no prepositional phrase, and no other
// finite verb stands between the two, but for clauses set off by commas or opened by a relative word.
func (v *view) sound(s, i int32) bool {
	if s > i {
		return true
	}
	if v.t.Child(s, "case") >= 0 && v.t.Case(s) != "" && !strings.HasPrefix(v.t.Case(s), "'") && !strings.HasPrefix(v.t.Case(s), "’") {
		return false
	}
	np := v.nounPhrase(s)
	depth := 0
	for k := np.Last; k < i; k++ {
		if v.comma(k) || v.word(k, "who", "which", "that", "whose", "whom", "where", "(") {
			depth++
			continue
		}
		if v.inside(k) {
			continue
		}
		if v.finiteVerb(k) && depth == 0 && v.toks[k].Head != i && !v.within(s, k) && v.toks[k].Head != s {
			return false
		}
	}
	return true
}
