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

// wordings holds one expression for each kind and place of wording.tsv, keyed "boilerplate tail".
var wordings = sync.OnceValue(func() map[string]*regexp.Regexp {
	m, err := parseWordings(wordingTable)
	if err != nil {
		panic("read/wording.tsv: " + err.Error()) // embedded, and a test parses it
	}
	return m
})

func parseWordings(table string) (map[string]*regexp.Regexp, error) {
	parts := map[string][]string{}
	for i, l := range strings.Split(table, "\n") {
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		f := strings.Split(l, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("line %d: has %d columns, want kind, where and expression", i+1, len(f))
		}
		if _, err := regexp.Compile(f[2]); err != nil {
			return nil, fmt.Errorf("line %d: %v", i+1, err)
		}
		parts[f[0]+" "+f[1]] = append(parts[f[0]+" "+f[1]], "(?:"+f[2]+")")
	}
	out := map[string]*regexp.Regexp{}
	for key, ps := range parts {
		p := strings.Join(ps, "|")
		switch strings.Fields(key)[1] {
		case "start", "tail":
			p = `^(?:` + p + `)`
		case "whole":
			p = `^(?:` + p + `)$`
		case "end":
			p = `(?:^|[\s\]).”"])(?:` + p + `)`
		default:
			return nil, fmt.Errorf("%q is no place of a wording: want start, whole, tail or end", key)
		}
		re, err := regexp.Compile(p)
		if err != nil {
			return nil, err
		}
		out[key] = re
	}
	return out, nil
}

// worded reports whether the paragraph s has the wording of a kind at a place.
func worded(key, s string) bool { return wordings()[key].MatchString(s) }
