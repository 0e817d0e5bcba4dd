package where

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"daybook/rule"
)

// wordsFile holds the words that tell what a place name means.
const wordsFile = "places/words.tsv"

type words struct {
	demonym map[string]string // folded adjective or people: alpha-3
	part    map[string]bool   // lower case: words for a part of a place
	speaks  map[string]bool   // lemmas
	generic map[string]string // lower case noun: "division" or "town"
	title   map[string]bool   // lower case, no full stop
	given   map[string]bool   // as written
	common  map[string]bool   // lower case
	prep    map[string]bool   // lower case
	org     map[string]bool   // as written: closes the name of an organisation
	never   map[string]bool   // folded: names of towns that in the news are something else: "White House"
	feature map[string]bool   // as written: opens or closes the name of a feature of the land: "River"
	treaty  map[string]bool   // lemma-like lower case: "agreement", "accords"
}

func loadWords(fsys fs.FS) (*words, error) {
	b, err := fs.ReadFile(fsys, wordsFile)
	if err != nil {
		return nil, fmt.Errorf("where: read the words around places: %w", err)
	}
	w := &words{map[string]string{}, map[string]bool{}, map[string]bool{}, map[string]string{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	n := 0
	var faults []error
	for line := range strings.Lines(string(b)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != 3 {
			faults = append(faults, rule.Fault{File: wordsFile, Line: n, Column: 1, What: fmt.Sprintf("want three columns (class, words, value), found %d", len(c))})
			continue
		}
	words:
		for _, s := range strings.Split(c[1], "|") {
			switch c[0] {
			case "demonym":
				w.demonym[Fold(s)] = c[2]
			case "part":
				w.part[strings.ToLower(s)] = true
			case "speaks":
				w.speaks[s] = true
			case "generic":
				w.generic[s] = c[2]
			case "title":
				w.title[s] = true
			case "given":
				w.given[s] = true
			case "common":
				w.common[s] = true
			case "prep":
				w.prep[s] = true
			case "feature":
				w.feature[s] = true
			case "never":
				w.never[Fold(s)] = true
			case "org":
				if c[2] == "2" {
					w.treaty[s] = true
				} else {
					w.org[s] = true
				}
			default:
				faults = append(faults, rule.Fault{File: wordsFile, Line: n, Column: 1, What: fmt.Sprintf("unknown class %q; the head of the file tells the classes", c[0])})
				break words
			}
		}
	}
	return w, errors.Join(faults...)
}
