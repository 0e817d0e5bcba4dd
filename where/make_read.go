package where

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What a source says, row by row: a dump of GeoNames, or a table of a user's own.

// lines gives the rows of a dump, which may be zipped. It stops at an error of f.
func (m *maker) lines(f func(line []byte) error) error {
	file, err := os.Open(m.source)
	if err != nil {
		return err
	}
	defer file.Close()
	var r io.Reader = file
	if strings.EqualFold(filepath.Ext(m.source), ".zip") {
		z, err := zip.NewReader(file, m.size)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(z.File, func(f *zip.File) bool {
			return strings.HasSuffix(f.Name, ".txt") && !strings.EqualFold(filepath.Base(f.Name), "readme.txt")
		})
		if i < 0 {
			return errors.New("no .txt in this zip")
		}
		inner, err := z.File[i].Open()
		if err != nil {
			return err
		}
		defer inner.Close()
		m.size = int64(z.File[i].UncompressedSize64)
		r = inner
	}
	b := bufio.NewReaderSize(r, 1<<20)
	for {
		line, err := b.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) { // no row is that long: leave it out whole
			for errors.Is(err, bufio.ErrBufferFull) {
				line, err = b.ReadSlice('\n')
			}
			line = []byte("\n")
		}
		if len(line) > 0 {
			if err := f(line); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// Columns of a dump of GeoNames.
const (
	colID = iota
	colName
	colASCII
	colAlternates
	colLat
	colLon
	colClass
	colCode
	colCountry
	colOthers
	colAdmin1
	colAdmin2
	colAdmin3
	colAdmin4
	colPopulation
	columns = 19
)

// findDivisions reads the names of divisions, which the places that lie in them only have as codes.
func (m *maker) findDivisions() error {
	m.divisions = map[string]division{}
	var c [columns][]byte
	return m.lines(func(line []byte) error {
		first, second := bytes.Contains(line, []byte("\tA\tADM1\t")), bytes.Contains(line, []byte("\tA\tADM2\t"))
		if !first && !second || !split(line, &c) {
			return nil
		}
		key := string(c[colCountry]) + "." + string(c[colAdmin1])
		if second {
			key += "." + string(c[colAdmin2])
		}
		id, _ := strconv.ParseUint(string(c[colID]), 10, 32)
		m.divisions[key] = division{uint32(id), string(c[colName])}
		return nil
	})
}

// split cuts a row at its tabs; false where it has fewer than up to the population.
func split(line []byte, c *[columns][]byte) bool {
	line = bytes.TrimRight(line, "\r\n")
	n := 0
	for n < columns {
		head, tail, more := bytes.Cut(line, []byte{'\t'})
		c[n] = head
		n++
		if !more {
			break
		}
		line = tail
	}
	return n > colPopulation
}

// dump reads the rows of GeoNames behind those that an earlier try had read.
func (m *maker) dump(old progress, end func(last bool) error) error {
	var c [columns][]byte
	m.read = 0
	n := 0
	return m.lines(func(line []byte) error {
		m.read += int64(len(line))
		if n++; n <= old.Line {
			return nil
		}
		m.line = n
		if n%50000 == 0 {
			m.o.Report(n, float64(m.read)/float64(max(m.size, 1)))
		}
		m.made.Rows++
		if len(bytes.TrimSpace(line)) == 0 {
			m.made.Rows--
			return nil
		}
		if !split(line, &c) {
			m.fault(1, fmt.Sprintf("%d columns between tabs, a dump of GeoNames has %d", bytes.Count(line, []byte{'\t'})+1, columns))
			return nil
		}
		if len(c[colClass]) != 1 || !strings.Contains(m.o.Classes, string(c[colClass])) {
			m.made.Left++
			return nil
		}
		p, ok := m.row(&c)
		if !ok {
			return nil
		}
		key := string(c[colCountry]) + "." + string(c[colAdmin1])
		d1 := m.divisions[key]
		d2 := m.divisions[key+"."+string(c[colAdmin2])]
		p.division = d1.id
		if p.kind != Division {
			p.admin1 = d1.name
			if p.kind != District {
				p.admin2 = d2.name
			}
		}
		if err := m.place(p); err != nil {
			return err
		}
		if len(m.entries) >= m.o.RunNames {
			return end(false)
		}
		return nil
	})
}

// row reads the place of one row of a dump.
func (m *maker) row(c *[columns][]byte) (atlasPlace, bool) {
	p := atlasPlace{name: string(c[colName])}
	id, err := strconv.ParseUint(string(c[colID]), 10, 32)
	if err != nil {
		return p, m.fault(1, fmt.Sprintf("%q is no id of GeoNames", c[colID]))
	}
	p.id = uint32(id)
	if !m.degrees(c[colLat], 90, 5, "latitude", &p.lat) || !m.degrees(c[colLon], 180, 6, "longitude", &p.lon) || !m.named(p.name, 2) {
		return p, false
	}
	if len(c[colPopulation]) > 0 {
		n, err := strconv.ParseFloat(string(c[colPopulation]), 64)
		if err != nil || n < 0 {
			return p, m.fault(colPopulation+1, fmt.Sprintf("%q is no population", c[colPopulation]))
		}
		p.population = PackPopulation(n)
	}
	if len(c[colCountry]) == 2 {
		p.country = [2]byte(c[colCountry])
	}
	p.kind = featureKind(c[colClass][0], string(c[colCode]))
	p.aliases = append(p.aliases, string(c[colASCII]))
	for a := range strings.SplitSeq(string(c[colAlternates]), ",") {
		if !code(a) {
			p.aliases = append(p.aliases, a)
		}
	}
	return p, true
}

// code reports an alternate name that is a code of an airport, a postal code or a link.
func code(s string) bool {
	if strings.Contains(s, "//") || len(s) == 0 {
		return true
	}
	return len(s) <= 4 && strings.IndexFunc(s, func(r rune) bool { return !(r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') }) < 0
}

func featureKind(class byte, code string) Kind {
	switch class {
	case 'A':
		switch {
		case strings.HasPrefix(code, "PCL"):
			return Country
		case code == "ADM1":
			return Division
		}
		return District
	case 'P':
		switch code {
		case "PPLC":
			return Capital
		case "PPLA":
			return Seat
		case "PPLA2", "PPLA3", "PPLA4", "PPLA5":
			return Seat2
		case "PPLX":
			return Quarter
		}
		return Town
	case 'H':
		return Water
	case 'L':
		if strings.HasPrefix(code, "RGN") || code == "CONT" {
			return Region
		}
	}
	return Spot
}

// atlasPlace is a place on its way into the atlas.
type atlasPlace struct {
	id             uint32
	name           string
	aliases        []string
	lat, lon       float64
	country        [2]byte
	division       uint32
	admin1, admin2 string
	population     uint8
	kind           Kind
}

// fault tells what is wrong with a row; it returns false.
func (m *maker) fault(column int, what string) bool {
	m.made.Faults++
	m.o.Fault(fmt.Errorf("%s:%d:%d: %s", m.source, m.line, column, what))
	return false
}

func (m *maker) degrees(b []byte, most float64, column int, what string, into *float64) bool {
	x, err := strconv.ParseFloat(strings.TrimSpace(string(b)), 64)
	if err != nil || math.Abs(x) > most || math.IsNaN(x) {
		return m.fault(column, fmt.Sprintf("%q is no %s: degrees from -%g to %g", b, what, most, most))
	}
	*into = x
	return true
}

func (m *maker) named(s string, column int) bool {
	switch {
	case strings.TrimSpace(s) == "":
		return m.fault(column, "no name")
	case !utf8.ValidString(s):
		return m.fault(column, "the name is not UTF-8: save the file as UTF-8")
	case len(s) > 200:
		return m.fault(column, fmt.Sprintf("a name of %d bytes; 200 is the most", len(s)))
	}
	return true
}

// table reads a table of a user's own.
func (m *maker) table(tabs bool) error {
	f, err := os.Open(m.source)
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(bufio.NewReader(f))
	r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = -1, true, true
	if tabs {
		r.Comma = '\t'
	}
	head, err := r.Read()
	if err != nil {
		return fmt.Errorf("no head line: %w", err)
	}
	column := map[string]int{}
	for i, h := range head {
		h = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")))
		switch h {
		case "latitude":
			h = "lat"
		case "longitude", "long", "lng":
			h = "lon"
		case "geonames", "geonameid", "geonames_id":
			h = "id"
		case "alternatenames", "alternate_names", "alternatives":
			h = "aliases"
		}
		column[h] = i
	}
	for _, need := range []string{"name", "lat", "lon"} {
		if _, ok := column[need]; !ok {
			return fmt.Errorf("line 1: no column %q; a table of places has name, lat, lon and may have id, aliases, country, admin1, admin2, kind, population", need)
		}
	}
	for {
		row, err := r.Read()
		if err == io.EOF {
			return nil
		}
		m.line, _ = r.FieldPos(0)
		m.made.Rows++
		if err != nil {
			var e *csv.ParseError
			if !errors.As(err, &e) {
				return err
			}
			m.line = e.Line
			m.fault(e.Column, e.Err.Error())
			continue
		}
		get := func(name string) (string, int) {
			i, ok := column[name]
			if !ok || i >= len(row) {
				return "", i + 1
			}
			return strings.TrimSpace(row[i]), i + 1
		}
		p := atlasPlace{kind: Town}
		var at int
		if p.name, at = get("name"); !m.named(p.name, at) {
			continue
		}
		lat, at := get("lat")
		lon, at2 := get("lon")
		if !m.degrees([]byte(lat), 90, at, "latitude", &p.lat) || !m.degrees([]byte(lon), 180, at2, "longitude", &p.lon) {
			continue
		}
		if s, at := get("id"); s != "" {
			id, err := strconv.ParseUint(s, 10, 32)
			if err != nil {
				m.fault(at, fmt.Sprintf("%q is no id of GeoNames: a whole number, or empty", s))
				continue
			}
			p.id = uint32(id)
		}
		if s, at := get("population"); s != "" {
			x, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
			if err != nil || x < 0 {
				m.fault(at, fmt.Sprintf("%q is no population", s))
				continue
			}
			p.population = PackPopulation(x)
		}
		if s, at := get("country"); len(s) == 2 {
			p.country = [2]byte([]byte(strings.ToUpper(s)))
		} else if s != "" {
			m.fault(at, fmt.Sprintf("%q is no country: two letters, as ISO 3166-1 alpha-2 has them", s))
			continue
		}
		p.admin1, _ = get("admin1")
		p.admin2, _ = get("admin2")
		if s, at := get("kind"); s != "" {
			k, ok := map[string]Kind{"country": Country, "continent": Continent, "region": Region, "water": Water, "admin1": Division, "admin2": District, "town": Town,
				"quarter": Quarter, "point": Spot}[strings.ToLower(s)]
			if !ok {
				m.fault(at, fmt.Sprintf("%q is no kind of place; there are country, region, water, admin1, admin2, town, quarter, point", s))
				continue
			}
			p.kind = k
		}
		aliases, _ := get("aliases")
		for a := range strings.SplitSeq(aliases, "|") {
			if strings.TrimSpace(a) != "" {
				p.aliases = append(p.aliases, strings.TrimSpace(a))
			}
		}
		if err := m.place(p); err != nil {
			return err
		}
	}
}
