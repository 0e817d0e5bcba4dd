package net

import "sort"

// LabelsOf collects the classes of the heads from the training data, in alphabetical order.
func LabelsOf(trees, names []Sentence) Labels {
	set := [5]map[string]int{{}, {}, {}, {}, {}}
	for _, s := range trees {
		for i := range s.Words {
			set[0][s.UPOS[i]]++
			set[1][s.XPOS[i]]++
			set[2][s.Feats[i]]++
			set[3][s.Rel[i]]++
		}
	}
	for _, s := range names {
		for _, t := range s.Names {
			set[4][t]++
		}
	}
	list := func(k, atLeast int) []string {
		var out []string
		for l, n := range set[k] {
			if n >= atLeast {
				out = append(out, l)
			}
		}
		sort.Strings(out)
		return out
	}
	return Labels{list(0, 1), list(1, 2), list(2, 5), list(3, 2), list(4, 1)}
}
