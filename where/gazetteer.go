package where

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
)

// The gazetteer is one file that is searched in place: nothing is built when it is loaded but the table of countries.
// Numbers are little endian. It is written by train/places.
//
//	magic      8 bytes "daybook\x01" + version
//	sections   for each of the six sections its offset and length, uint32 each
//	countries  text, one a line: alpha-2, alpha-3, name, GeoNames id, separated by tabs; the line number is its index
//	divisions  records of 4 bytes: country index, offset of the name in strings (24 bits)
//	places     records of 17 bytes: GeoNames id (24), latitude and longitude in 1e-4 degrees (24 each, signed), offset of the
//	           name in strings (24), division (16, index + 1, 0 for none), country (8), population (8, see below), kind (8);
//	           most prominent first
//	strings    names: one byte of length and the UTF-8 bytes
//	index      offset in keys of every block of 16 keys, uint32 each
//	keys       folded names in byte order, front coded in blocks of 16: bytes shared with the key before (0 at the start of a
//	           block), bytes that follow, those bytes, number of places, and the places (24 bits each, bit 23 set where the name
//	           is an alternative one)
const (
	magic       = "daybook\x01"
	keysInBlock = 16
	placeBytes  = 17
	altBit      = 1 << 23
)

// Kind is what sort of place an entry is.
type Kind uint8

// The kinds, as stored. A change of order needs a new version of the file.
const (
	Country Kind = iota
	Continent
	Region   // a region that is no division: Donbas, the Sahel
	Water    // a sea, strait, river
	Division // first-level division
	Capital
	Seat     // seat of a first-level division
	Seat2    // seat of a lower division
	Town     // any other populated place
	Quarter  // a section of a populated place
	District // a division below the first level; in a user's own atlas only
	Spot     // any other feature: a camp, a bridge, a mountain; in a user's own atlas only
)

// Gazetteer gives the places of a name.
type Gazetteer struct {
	countries                               []country
	divisions, places, strings, index, keys []byte
	count                                   int // of places
	byAlpha3                                map[string]int
}

type country struct{ alpha2, alpha3, name string }

// place is a decoded entry.
type place struct {
	name       string
	id         int64
	lat, lon   float64
	country    string // alpha-3, "" for none
	division   int    // index + 1, 0 for none
	population float64
	kind       Kind
	index      int

	admin1, admin2 string // names of divisions, of places of an atlas only
}

func u24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }

func s24(b []byte) int { return int(int32(uint32(u24(b))<<8) >> 8) }

// openGazetteer checks the frame of the file; the bytes must not change afterwards.
func openGazetteer(b []byte) (*Gazetteer, error) {
	const head = len(magic) + 6*8
	if len(b) < head || string(b[:len(magic)]) != magic {
		return nil, fmt.Errorf("gazetteer: not a gazetteer of this version; remake it with go run ./train/places")
	}
	var sec [6][]byte
	for i := range sec {
		off := binary.LittleEndian.Uint32(b[len(magic)+8*i:])
		n := binary.LittleEndian.Uint32(b[len(magic)+8*i+4:])
		if uint64(off)+uint64(n) > uint64(len(b)) {
			return nil, fmt.Errorf("gazetteer: section %d ends behind the file: it is cut short", i)
		}
		sec[i] = b[off : off+n]
	}
	g := &Gazetteer{divisions: sec[1], places: sec[2], strings: sec[3], index: sec[4], keys: sec[5], count: len(sec[2]) / placeBytes, byAlpha3: map[string]int{}}
	for line := range strings.Lines(string(sec[0])) {
		c := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(c) != 3 {
			return nil, fmt.Errorf("gazetteer: country %q has %d columns, want 3", line, len(c))
		}
		g.byAlpha3[c[1]] = len(g.countries)
		g.countries = append(g.countries, country{c[0], c[1], c[2]})
	}
	return g, nil
}

func (g *Gazetteer) str(off int) string {
	if off >= len(g.strings) {
		return ""
	}
	n := int(g.strings[off])
	return string(g.strings[off+1 : min(off+1+n, len(g.strings))])
}

// place decodes entry i.
func (g *Gazetteer) place(i int) place {
	r := g.places[i*placeBytes : (i+1)*placeBytes]
	p := place{
		id: int64(u24(r)), lat: float64(s24(r[3:])) / 1e4, lon: float64(s24(r[6:])) / 1e4, name: g.str(u24(r[9:])),
		division: int(r[12]) | int(r[13])<<8, population: unpackPopulation(r[15]), kind: Kind(r[16]), index: i,
	}
	if c := int(r[14]); c < len(g.countries) {
		p.country = g.countries[c].alpha3
	}
	return p
}

// kindOf and the other short looks read one field.
func (g *Gazetteer) kindOf(i int) Kind { return Kind(g.places[i*placeBytes+16]) }

// divisionName is the name of a first-level division; d is place.division.
func (g *Gazetteer) divisionName(d int) string {
	if d <= 0 || d*4 > len(g.divisions) {
		return ""
	}
	return g.str(u24(g.divisions[(d-1)*4+1:]))
}

// Populations are kept as steps of 8 per cent: one byte reaches from 1 to 310 million.
const populationStep = 1.08

// PackPopulation is the byte for a population.
func PackPopulation(n float64) uint8 {
	if n < 1 {
		return 0
	}
	return uint8(min(255, 1+int(math.Round(math.Log(n)/math.Log(populationStep)))))
}

func unpackPopulation(b uint8) float64 {
	if b == 0 {
		return 0
	}
	return math.Pow(populationStep, float64(b-1))
}

// hit is one place behind a key.
type hit struct {
	place int
	alt   bool
}

// find appends the places of a folded name to into, most prominent first.
func (g *Gazetteer) find(key []byte, into []hit) []hit {
	blocks := len(g.index) / 4
	if blocks == 0 || len(key) == 0 {
		return into
	}
	at := func(b int) int { return int(binary.LittleEndian.Uint32(g.index[4*b:])) }
	lo, hi := 0, blocks // the last block whose first key is not behind key
	for lo < hi {
		m := (lo + hi) / 2
		o := at(m)
		first := g.keys[o+2 : o+2+int(g.keys[o+1])]
		if bytes.Compare(first, key) <= 0 {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo == 0 {
		return into
	}
	o, end := at(lo-1), len(g.keys)
	if lo < blocks {
		end = at(lo)
	}
	// same counts the bytes that the key before has in common with ours. In sorted order a key that shares fewer bytes with
	// its forerunner than ours does lies behind ours.
	same := 0
	for o < end {
		shared, n := int(g.keys[o]), int(g.keys[o+1])
		rest := g.keys[o+2 : o+2+n]
		o += 2 + n
		posts := int(g.keys[o])
		o++
		if shared < same {
			return into
		}
		if shared == same {
			k := 0
			for k < n && same+k < len(key) && rest[k] == key[same+k] {
				k++
			}
			if k == n && same+k == len(key) {
				for p := 0; p < posts; p++ {
					v := u24(g.keys[o+3*p:])
					into = append(into, hit{v &^ altBit, v&altBit != 0})
				}
				return into
			}
			if same+k < len(key) && k < n && rest[k] > key[same+k] || same+k == len(key) {
				return into
			}
			same += k
		}
		o += 3 * posts
	}
	return into
}
