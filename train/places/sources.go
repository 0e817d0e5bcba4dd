package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"daybook/where"
)

// world is all that goes into the gazetteer.
type world struct {
	countries []country
	byAlpha2  map[string]int
	byAlpha3  map[string]int
	byNumeric map[string]int
	divisions []division
	byCode    map[string]int // "US.TX"
	places    []place
	byCity    map[string][]int // name/alpha-2: places
	byID      map[int]int
	keys      int
}

type country struct {
	alpha2, alpha3, name, capital string
	id, population                int
	lat, lon                      float64
	placed                        bool
	entry                         int // its place
	languages                     string
}

type division struct {
	country int
	name    string
	entry   int
}

type place struct {
	id         int
	name       string
	lat, lon   float64
	country    int // -1 none
	division   int // -1 none
	population float64
	kind       where.Kind
	names      []string // those that count as its own
	alternates []string
}

// lines calls f with the columns of every line of the first file that exists of stem + .txt, .tsv, .txt.gz, .tsv.gz.
func lines(stem string, f func(col []string) error) error {
	for _, ext := range []string{".txt", ".tsv", ".txt.gz", ".tsv.gz"} {
		file, err := os.Open(stem + ext)
		if err != nil {
			continue
		}
		defer file.Close()
		var r io.Reader = file
		if strings.HasSuffix(ext, ".gz") {
			if r, err = gzip.NewReader(file); err != nil {
				return fmt.Errorf("%s: %w", stem+ext, err)
			}
		}
		sc := bufio.NewScanner(r)
		sc.Buffer(nil, 1<<22)
		for n := 1; sc.Scan(); n++ {
			if l := sc.Text(); l != "" && l[0] != '#' {
				if err := f(strings.Split(l, "\t")); err != nil {
					return fmt.Errorf("%s:%d: %w", stem+ext, n, err)
				}
			}
		}
		return sc.Err()
	}
	return fmt.Errorf("%s: no such file with .txt, .tsv or .gz", stem)
}

func (w *world) readCountries(dir string) error {
	w.byAlpha2, w.byAlpha3, w.byNumeric = map[string]int{}, map[string]int{}, map[string]int{}
	return lines(filepath.Join(dir, "countryInfo"), func(c []string) error {
		if len(c) < 17 {
			return fmt.Errorf("%d columns, want at least 17", len(c))
		}
		if c[1] == "SCG" || c[1] == "ANT" { // dissolved
			return nil
		}
		pop, _ := strconv.Atoi(c[7])
		id, _ := strconv.Atoi(c[16])
		i := len(w.countries)
		w.byAlpha2[c[0]], w.byAlpha3[c[1]], w.byNumeric[c[2]] = i, i, i
		w.countries = append(w.countries, country{alpha2: c[0], alpha3: c[1], name: strings.TrimSpace(c[4]), capital: c[5], population: pop, id: id, languages: c[15]})
		return nil
	})
}

// placeCountries takes the middle of the largest polygon of a country. Kosovo has no number in the atlas, only its name.
func (w *world) placeCountries(tops ...*topology) {
	for _, t := range tops {
		for _, s := range t.shapes {
			i, ok := w.index(s)
			if ok && !w.countries[i].placed {
				w.countries[i].lat, w.countries[i].lon = t.middle(s)
				w.countries[i].placed = true
			}
		}
	}
}

// index is the country of a shape of the atlas.
func (w *world) index(s shape) (int, bool) {
	if i, ok := w.byNumeric[s.id]; ok && s.id != "" {
		return i, true
	}
	switch s.name {
	case "Kosovo":
		return w.byAlpha3["XKX"], true
	case "Somaliland":
		return w.byAlpha3["SOM"], true
	case "N. Cyprus":
		return w.byAlpha3["CYP"], true
	}
	return 0, false
}

func (w *world) readCities(path string) error {
	cs, err := readPBF(path)
	if err != nil {
		return err
	}
	w.byID = map[int]int{}
	for _, c := range cs {
		w.addCity(c)
	}
	return nil
}

func (w *world) addCity(c city) {
	k, ok := w.byAlpha2[c.country]
	if !ok || c.name == "" {
		return
	}
	kind := where.Town
	switch c.feature {
	case "PPLC":
		kind = where.Capital
	case "PPLA":
		kind = where.Seat
	case "PPLA2":
		kind = where.Seat2
	case "PPLX":
		kind = where.Quarter
	case "PPLH", "PPLCH", "PPLQ", "PPLW": // given up or destroyed
		return
	}
	w.byID[c.id] = len(w.places)
	w.places = append(w.places, place{id: c.id, name: strings.ReplaceAll(c.name, "\t", " "), lat: c.lat, lon: c.lon, country: k, division: -1, population: float64(c.population), kind: kind,
		names: []string{c.name, c.country + "." + c.admin}})
}

// readDump adds what the files cities*.txt of a GeoNames dump know more: places that are new, newer populations, the plain form of
// the name and, where the country does not write Latin letters, other spellings.
func (w *world) readDump(dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "cities*"))
	if err != nil {
		return err
	}
	sort.Strings(files)
	for _, f := range files {
		stem := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(f, ".gz"), ".txt"), ".tsv")
		err := lines(stem, func(c []string) error {
			if len(c) < 15 {
				return fmt.Errorf("%d columns, want at least 15", len(c))
			}
			id, _ := strconv.Atoi(c[0])
			pop, _ := strconv.Atoi(c[14])
			lat, _ := strconv.ParseFloat(c[4], 64)
			lon, _ := strconv.ParseFloat(c[5], 64)
			i, known := w.byID[id]
			if !known {
				w.addCity(city{id: id, name: c[1], country: c[8], feature: c[7], admin: c[10], population: pop, lat: lat, lon: lon})
				if i, known = w.byID[id]; !known {
					return nil
				}
			}
			p := &w.places[i]
			if pop > 0 && p.population == 0 {
				p.population = float64(pop)
			}
			if c[2] != "" && where.Fold(c[2]) != where.Fold(p.name) {
				p.names = append(p.names, c[2])
			}
			if p.population < 15000 || w.latin(p.country) {
				return nil
			}
			for _, a := range strings.Split(c[3], ",") {
				if spelling(a) {
					p.alternates = append(p.alternates, a)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// latin reports that the first language of a country is written in Latin letters, so that English news writes its towns as it does,
// or in an English form that names.tsv has. Elsewhere a town has as many spellings as transcribers.
func (w *world) latin(c int) bool {
	l, _, _ := strings.Cut(w.countries[c].languages, ",")
	l, _, _ = strings.Cut(l, "-")
	switch l {
	case "ar", "fa", "ps", "ur", "ru", "uk", "be", "bg", "mk", "sr", "el", "he", "hi", "bn", "ne", "si", "ta", "dv", "dz", "my", "km", "lo", "th",
		"zh", "ja", "ko", "ka", "hy", "kk", "ky", "tg", "mn", "am", "ti", "uz", "tk", "az":
		return false
	}
	return w.countries[c].alpha2 != "IN" && w.countries[c].alpha2 != "PK" && w.countries[c].alpha2 != "PS" && w.countries[c].alpha2 != "SO"
}

// spelling reports that an alternative name may be met in English: Latin letters of ASCII, words with capitals but for the article and the
// like, at least four letters, no code in capitals.
func spelling(a string) bool {
	if len(a) < 4 || len(a) > 40 {
		return false
	}
	lower := false
	for _, r := range a {
		if r > unicode.MaxASCII && r != '’' && r != '‘' || unicode.IsDigit(r) || strings.ContainsRune("()/\"", r) {
			return false
		}
		if unicode.IsLower(r) {
			lower = true
		}
	}
	if !lower {
		return false
	}
	for i, f := range strings.FieldsFunc(a, func(r rune) bool { return r == ' ' || r == '-' }) {
		switch f {
		case "al", "el", "ad", "an", "ar", "as", "at", "az", "ez", "es", "ash", "ud", "ul", "e", "i", "bin", "bu", "abu", "de":
			continue
		case "City", "Shi", "Gorad", "Madinat", "Kota", "Lungsod", "Cathair", "Ciudad", "Cidade":
			return false
		}
		if c := f[0]; c >= 'a' && c <= 'z' || c == '\'' && i > 0 {
			return false
		}
	}
	return a[0] >= 'A' && a[0] <= 'Z' || strings.HasPrefix(a, "al-") || strings.HasPrefix(a, "el-")
}

// readDivisions adds the first-level divisions; where they lie and how many live there is summed over their towns.
func (w *world) readDivisions(dir string) error {
	w.byCode = map[string]int{}
	stem := filepath.Join(dir, "admin1CodesASCII")
	if m, _ := filepath.Glob(filepath.Join(dir, "regionInfo.*")); len(m) > 0 {
		stem = filepath.Join(dir, "regionInfo")
	}
	type sum struct{ lat, lon, n, people float64 }
	sums := map[string]*sum{}
	for _, p := range w.places {
		if len(p.names) < 2 {
			continue
		}
		s := sums[p.names[1]]
		if s == nil {
			s = &sum{}
			sums[p.names[1]] = s
		}
		n := p.population + 100
		s.lat, s.lon, s.n = s.lat+p.lat*n, s.lon+p.lon*n, s.n+n
		if p.kind != where.Quarter {
			s.people += p.population
		}
	}
	towns := len(w.places)
	err := lines(stem, func(c []string) error {
		if len(c) < 4 {
			return fmt.Errorf("%d columns, want 4", len(c))
		}
		cc, _, _ := strings.Cut(c[0], ".")
		k, ok := w.byAlpha2[cc]
		if !ok {
			return nil
		}
		id, _ := strconv.Atoi(c[3])
		d := len(w.divisions)
		w.byCode[c[0]] = d
		name := properDivision(c[1])
		w.divisions = append(w.divisions, division{country: k, name: name, entry: -1})
		s := sums[c[0]]
		if s == nil {
			return nil // no town known: nowhere to put it
		}
		w.divisions[d].entry = len(w.places)
		p := place{id: id, name: name, lat: s.lat / s.n, lon: s.lon / s.n, country: k, division: d, population: s.people, kind: where.Division, names: []string{name, c[0]}}
		if where.Fold(c[1]) != where.Fold(name) {
			p.names = append(p.names, c[1])
		}
		if where.Fold(c[2]) != where.Fold(c[1]) {
			p.names = append(p.names, c[2])
		}
		w.places = append(w.places, p)
		return nil
	})
	if err != nil {
		return err
	}
	for i := range w.places[:towns] {
		p := &w.places[i]
		p.division = -1
		if d, ok := w.byCode[p.names[1]]; ok {
			p.division = d
		}
	}
	w.byCity = map[string][]int{}
	for i := range w.places[:towns] {
		p := &w.places[i]
		for j, n := range p.names {
			if j != 1 {
				k := where.Fold(n) + "/" + w.countries[p.country].alpha2
				w.byCity[k] = append(w.byCity[k], i)
			}
		}
	}
	return nil
}

// properDivision takes the word for a division off its name: "Helmand Province" is Helmand.
func properDivision(s string) string {
	for _, tail := range []string{" Governorate", " Province", " Oblast", " oblast", " Oblast'", " Oblast’", " Region", " Prefecture", " Department", " County", " Krai", " Kray", " Voivodeship", " District", " Republic", " Autonomous Region"} {
		if t := strings.TrimSuffix(s, tail); t != s {
			switch t {
			case "Northern", "Southern", "Eastern", "Western", "Central", "North", "South", "East", "West", "Capital", "Federal", "Upper", "Lower", "Kurdistan":
				return s
			}
			return t
		}
	}
	for _, head := range []string{"State of ", "Muhafazat ", "Province of ", "City state ", "Canton of ", "Republic of "} {
		if t := strings.TrimPrefix(s, head); t != s {
			return t
		}
	}
	return s
}
