package main

import (
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"daybook/model"
	"daybook/parse"
	"daybook/text"
	"daybook/who"
)

// gazetteer collects known names for the name finder: what a stretch of words is known to be, by the hash of its words.
type gazetteer struct {
	known *model.Dict
	of    map[uint64]uint32
}

// add notes a name. A single word that is mostly written in lower case inside sentences ("Reading", "Of") is left out.
func (g *gazetteer) add(name string, kind uint32) {
	var tokens []text.Token
	all := ""
	for _, w := range strings.Fields(name) {
		for _, p := range parse.Cut(w) {
			if all != "" {
				all += " "
			}
			start := int32(len(all))
			all += p
			tokens = append(tokens, text.Token{Span: text.Span{Start: start, End: int32(len(all))}})
		}
	}
	if len(tokens) == 0 || len(tokens) > who.MaxKnown {
		return
	}
	words := parse.Look(all, tokens, nil, g.known)
	if len(words) == 1 && (!words[0].Capital || words[0].Case == model.CaseLower || words[0].Case == model.CaseMostLower) {
		return
	}
	h := uint64(0)
	for i := range words {
		h = who.KnownKey(h, words[i].Lower)
	}
	g.of[h] |= kind
}

// loadGazetteer reads cities, countries, regions and heads of government from data, and bodies, persons and states from the
// actor files of the repository.
func loadGazetteer(data, repo string, known *model.Dict) (map[uint64]uint32, error) {
	g := &gazetteer{known: known, of: map[uint64]uint32{}}
	f, err := os.Open(filepath.Join(data, "geonames/cities15000.txt.gz"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	if err := eachLine(z, func(c []string) {
		if len(c) > 2 {
			g.add(c[1], who.KnownCity)
			g.add(c[2], who.KnownCity)
		}
	}); err != nil {
		return nil, err
	}
	for name, col := range map[string]int{"geonames/countryInfo.tsv": 4, "geonames/regionInfo.tsv": 1} {
		kind := uint32(who.KnownCountry)
		if col == 1 {
			kind = who.KnownRegion
		}
		if err := eachLineOf(filepath.Join(data, name), func(c []string) {
			if len(c) > col && c[0][0] != '#' {
				g.add(c[col], kind)
			}
		}); err != nil {
			return nil, err
		}
	}
	lf, err := os.Open(filepath.Join(data, "factbook/leaders_2014_2026.csv"))
	if err != nil {
		return nil, err
	}
	defer lf.Close()
	rows, err := csv.NewReader(lf).ReadAll()
	if err != nil {
		return nil, err
	}
	title := regexp.MustCompile(`^.*?((?:[\p{Lu}][\p{L}'’-]+ )*[\p{Lu}][\p{Lu}'’-]{2,}(?: [\p{Lu}'’-]{2,})*).*$`)
	for _, r := range rows {
		if m := title.FindStringSubmatch(strings.SplitN(r[2], "(", 2)[0]); m != nil {
			w := strings.Fields(m[1])
			for len(w) > 1 && office[strings.ToLower(w[0])] {
				w = w[1:]
			}
			g.person(strings.Join(w, " "))
		}
	}
	files, err := filepath.Glob(filepath.Join(repo, "actors/*.tsv"))
	if err != nil {
		return nil, err
	}
	sort.Strings(files)
	for _, p := range files {
		base := filepath.Base(p)
		var head map[string]int
		if err := eachLineOf(p, func(c []string) {
			if strings.HasPrefix(c[0], "#") {
				return
			}
			if head == nil {
				head = map[string]int{}
				for i, n := range c {
					head[n] = i
				}
				return
			}
			get := func(col string) []string {
				i, ok := head[col]
				if !ok || i >= len(c) || c[i] == "" {
					return nil
				}
				return strings.Split(strings.ReplaceAll(c[i], "?", ""), "|")
			}
			switch {
			case strings.HasPrefix(base, "persons"):
				for _, n := range append(get("name"), get("aliases")...) {
					g.person(n)
				}
			case base == "organisations.tsv":
				for _, n := range append(get("name"), get("aliases")...) {
					g.add(n, who.KnownBody)
				}
			case base == "states.tsv":
				for _, n := range append(get("name"), get("aliases")...) {
					g.add(n, who.KnownCountry)
				}
				for _, n := range append(get("adjectives"), get("people")...) {
					g.add(n, who.KnownPeople)
				}
			}
		}); err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
	}
	return g.of, nil
}

var office = map[string]bool{"president": true, "king": true, "queen": true, "prime": true, "minister": true, "governor": true, "general": true, "chancellor": true, "prince": true, "emir": true, "sultan": true, "chairman": true, "acting": true, "interim": true, "state": true, "chief": true, "premier": true, "dr": true, "sir": true, "dame": true, "transitional": true}

// person notes a full name, its first and its last word.
func (g *gazetteer) person(name string) {
	w := strings.Fields(name)
	for i := range w {
		if w[i] == strings.ToUpper(w[i]) && len(w[i]) > 2 { // surnames in capitals
			r := []rune(strings.ToLower(w[i]))
			w[i] = strings.ToUpper(string(r[0])) + string(r[1:])
		}
	}
	g.add(strings.Join(w, " "), who.KnownPerson)
	if len(w) > 1 {
		g.add(w[0], who.KnownFirst)
		g.add(w[len(w)-1], who.KnownLast)
	}
}
