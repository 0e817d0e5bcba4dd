package read

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
	"sync"
)

//go:embed wording.tsv
var wordingTable string

// wordings holds the expressions of wording.tsv by kind and place: "boilerplate tail". They are anchored and kept apart, since
// small ones fail at once where one large alternation would run as an automaton over the paragraph.
var wordings = sync.OnceValue(func() map[string][]*regexp.Regexp {
	m, err := parseWordings(wordingTable)
	if err != nil {
		panic("read/wording.tsv: " + err.Error()) // embedded, and a test parses it
	}
	return m
})

func parseWordings(table string) (map[string][]*regexp.Regexp, error) {
	out := map[string][]*regexp.Regexp{}
	for i, l := range strings.Split(table, "\n") {
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		f := strings.Split(l, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("line %d: has %d columns, want kind, where and expression", i+1, len(f))
		}
		p := `^(?:` + f[2] + `)`
		switch f[1] {
		case "start", "tail", "end":
		case "whole":
			p += `$`
		default:
			return nil, fmt.Errorf("line %d: %q is no place of a wording: want start, whole, tail or end", i+1, f[1])
		}
		re, err := regexp.Compile(p)
		if err != nil {
			return nil, fmt.Errorf("line %d: %v", i+1, err)
		}
		out[f[0]+" "+f[1]] = append(out[f[0]+" "+f[1]], re)
	}
	return out, nil
}

// worded reports whether s has the wording of a kind at a place.
func worded(key, s string) bool {
	for _, re := range wordings()[key] {
		if re.MatchString(s) {
			return true
		}
	}
	return false
}
