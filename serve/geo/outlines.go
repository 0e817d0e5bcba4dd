package geo

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"math"
	"sync"
)

// outlinesFile is Natural Earth's 1:50m countries (public domain) in the form that train/places writes.
//
//go:embed outlines.bin
var outlinesFile []byte

const outlinesMagic = "daybook outlines\x01"

// box is a rectangle in degrees.
type box struct{ west, south, east, north float64 }

func (b box) meets(o box) bool {
	return b.west <= o.east && o.west <= b.east && b.south <= o.north && o.south <= b.north
}

// turned is the box moved about the globe by degrees of longitude.
func (b box) turned(deg float64) box { return box{b.west + deg, b.south, b.east + deg, b.north} }

func (b box) with(lat, lon float64) box {
	return box{math.Min(b.west, lon), math.Min(b.south, lat), math.Max(b.east, lon), math.Max(b.north, lat)}
}

var nowhere = box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

// ring is a closed line of longitude and latitude pairs.
type ring struct {
	points [][2]float32
	box    box
}

// country is one country of the map. The first ring of a polygon is its border, further ones are holes; an SVG path with the
// even-odd rule needs no more telling.
type country struct {
	code, name string
	rings      []ring
	box        box
}

type atlas struct {
	countries []country
	byCode    map[string][]int
}

// world is decoded at the first use: it takes a few milliseconds.
var world = sync.OnceValues(func() (*atlas, error) { return decode(outlinesFile) })

var errOutlines = errors.New("geo: outlines.bin is damaged; remake it with go run ./train/places")

// decode reads the layout that train/places writes.
func decode(b []byte) (a *atlas, err error) {
	if len(b) < len(outlinesMagic)+32 || string(b[:len(outlinesMagic)]) != outlinesMagic {
		return nil, errOutlines
	}
	p := len(outlinesMagic)
	var grid [4]float64
	for i := range grid {
		grid[i] = math.Float64frombits(binary.LittleEndian.Uint64(b[p:]))
		p += 8
	}
	bad := false
	uvarint := func() int {
		v, n := binary.Uvarint(b[min(p, len(b)):])
		if n <= 0 || v > uint64(len(b)) {
			bad = true
			return 0
		}
		p += n
		return int(v)
	}
	varint := func() int {
		v, n := binary.Varint(b[min(p, len(b)):])
		if n <= 0 {
			bad = true
			return 0
		}
		p += n
		return int(v)
	}
	arcs := make([][][2]float32, uvarint())
	for i := range arcs {
		arc := make([][2]float32, uvarint())
		x, y := 0, 0
		for j := range arc {
			x, y = x+varint(), y+varint()
			arc[j] = [2]float32{float32(float64(x)*grid[0] + grid[2]), float32(float64(y)*grid[1] + grid[3])}
			if bad {
				return nil, errOutlines
			}
		}
		arcs[i] = arc
	}
	a = &atlas{byCode: map[string][]int{}}
	for n := uvarint(); n > 0 && !bad; n-- {
		if p+3 > len(b) {
			return nil, errOutlines
		}
		c := country{code: string(b[p : p+3]), box: nowhere}
		p += 3
		k := uvarint()
		if p+k > len(b) {
			return nil, errOutlines
		}
		c.name = string(b[p : p+k])
		p += k
		for polygons := uvarint(); polygons > 0 && !bad; polygons-- {
			for rings := uvarint(); rings > 0 && !bad; rings-- {
				r := ring{box: nowhere}
				for n := uvarint(); n > 0 && !bad; n-- {
					i := varint()
					back := i < 0
					if back {
						i = ^i
					}
					if i >= len(arcs) {
						return nil, errOutlines
					}
					arc := arcs[i]
					for j := range arc {
						if j == 0 && len(r.points) > 0 {
							continue // shared with the arc before
						}
						q := arc[j]
						if back {
							q = arc[len(arc)-1-j]
						}
						// A ring that crosses the 180th meridian goes on beyond it instead of around the world.
						if n := len(r.points); n > 0 {
							for q[0]-r.points[n-1][0] > 180 {
								q[0] -= 360
							}
							for r.points[n-1][0]-q[0] > 180 {
								q[0] += 360
							}
						}
						r.points = append(r.points, q)
						r.box = r.box.with(float64(q[1]), float64(q[0]))
					}
				}
				c.rings = append(c.rings, r)
				c.box = c.box.with(r.box.south, r.box.west).with(r.box.north, r.box.east)
			}
		}
		a.byCode[c.code] = append(a.byCode[c.code], len(a.countries))
		a.countries = append(a.countries, c)
	}
	if bad {
		return nil, errOutlines
	}
	return a, nil
}

// middle is the centre of area of the largest ring of a country.
func (a *atlas) middle(code string) (lat, lon float64, ok bool) {
	best := 0.0
	for _, i := range a.byCode[code] {
		for _, r := range a.countries[i].rings {
			var s, x, y float64
			for j, p := range r.points {
				q := r.points[(j+1)%len(r.points)]
				px, py, qx, qy := float64(p[0]), float64(p[1]), float64(q[0]), float64(q[1])
				c := px*qy - qx*py
				s, x, y = s+c, x+(px+qx)*c, y+(py+qy)*c
			}
			if math.Abs(s) > best {
				best, lat, lon, ok = math.Abs(s), y/(3*s), x/(3*s), true
			}
		}
	}
	return lat, lon, ok
}

// mainBox is the box of the largest ring of a country and of rings near it: France without its islands overseas.
func (a *atlas) mainBox(code string) (box, bool) {
	best, size := nowhere, 0.0
	var all []box
	for _, i := range a.byCode[code] {
		for _, r := range a.countries[i].rings {
			all = append(all, r.box)
			if s := (r.box.east - r.box.west) * (r.box.north - r.box.south); s > size {
				best, size = r.box, s
			}
		}
	}
	if size == 0 {
		return best, false
	}
	main := best
	margin := math.Max(2, 0.15*math.Max(main.east-main.west, main.north-main.south))
	for _, b := range all {
		if b.meets(box{main.west - margin, main.south - margin, main.east + margin, main.north + margin}) {
			best = best.with(b.south, b.west).with(b.north, b.east)
		}
	}
	return best, true
}
