package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"sort"
)

// topology is a decoded TopoJSON file of countries: arcs in whole grid steps and shapes made of them.
type topology struct {
	scale, shift [2]float64
	arcs         [][][2]int
	shapes       []shape
}

type shape struct {
	id, name string
	polygons [][][]int // rings of arcs; arc ^i runs backwards
}

func readTopology(path string) (*topology, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var f struct {
		Transform struct{ Scale, Translate [2]float64 }
		Arcs      [][][2]int
		Objects   struct {
			Countries struct {
				Geometries []struct {
					Type       string
					ID         string
					Arcs       json.RawMessage
					Properties struct{ Name string }
				}
			}
		}
	}
	if err := json.Unmarshal(b, &f); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	t := &topology{scale: f.Transform.Scale, shift: f.Transform.Translate}
	for _, a := range f.Arcs {
		x, y := 0, 0
		arc := make([][2]int, len(a))
		for i, d := range a {
			x, y = x+d[0], y+d[1]
			arc[i] = [2]int{x, y}
		}
		t.arcs = append(t.arcs, arc)
	}
	for _, g := range f.Objects.Countries.Geometries {
		s := shape{id: g.ID, name: g.Properties.Name}
		switch g.Type {
		case "Polygon":
			var rings [][]int
			if err := json.Unmarshal(g.Arcs, &rings); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", path, s.name, err)
			}
			s.polygons = [][][]int{rings}
		case "MultiPolygon":
			if err := json.Unmarshal(g.Arcs, &s.polygons); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", path, s.name, err)
			}
		}
		t.shapes = append(t.shapes, s)
	}
	return t, nil
}

func (t *topology) ring(arcs []int) [][2]float64 {
	var out [][2]float64
	for _, a := range arcs {
		back := a < 0
		if back {
			a = ^a
		}
		pts := t.arcs[a]
		for i := range pts {
			p := pts[i]
			if back {
				p = pts[len(pts)-1-i]
			}
			if i == 0 && len(out) > 0 {
				continue
			}
			out = append(out, [2]float64{float64(p[0])*t.scale[0] + t.shift[0], float64(p[1])*t.scale[1] + t.shift[1]})
		}
	}
	return out
}

// middle is the centre of area of the largest outer ring.
func (t *topology) middle(s shape) (lat, lon float64) {
	best := 0.0
	for _, poly := range s.polygons {
		r := t.ring(poly[0])
		var a, cx, cy float64
		for i := range r {
			p, q := r[i], r[(i+1)%len(r)]
			c := p[0]*q[1] - q[0]*p[1]
			a, cx, cy = a+c, cx+(p[0]+q[0])*c, cy+(p[1]+q[1])*c
		}
		if math.Abs(a) > best {
			best = math.Abs(a)
			lon, lat = cx/(3*a), cy/(3*a)
		}
	}
	return lat, lon
}

// outlines lays the shapes out for serve/geo: the grid (four float64), the arcs and the countries, all numbers as varints, signed ones
// zigzag. An arc is its number of points and the steps between them; a country its alpha-3 code ("-" and two letters where it has
// none), its name, and its polygons as rings of arcs. Antarctica is left out: no report needs it and it is large.
func outlines(t *topology, w *world) []byte {
	b := []byte("daybook outlines\x01")
	for _, f := range []float64{t.scale[0], t.scale[1], t.shift[0], t.shift[1]} {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(f))
	}
	type named struct {
		code, name string
		shape
	}
	var all []named
	used := map[int]bool{}
	for _, s := range t.shapes {
		code := "---"
		if i, ok := w.index(s); ok {
			code = w.countries[i].alpha3
		}
		if code == "ATA" {
			continue
		}
		all = append(all, named{code, s.name, s})
		for _, p := range s.polygons {
			for _, r := range p {
				for _, a := range r {
					used[max(a, ^a)] = true
				}
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].code < all[j].code })
	number := map[int]int{}
	for i := range t.arcs {
		if used[i] {
			number[i] = len(number)
		}
	}
	b = binary.AppendUvarint(b, uint64(len(number)))
	for i, a := range t.arcs {
		if !used[i] {
			continue
		}
		b = binary.AppendUvarint(b, uint64(len(a)))
		x, y := 0, 0
		for _, p := range a {
			b = binary.AppendVarint(b, int64(p[0]-x))
			b = binary.AppendVarint(b, int64(p[1]-y))
			x, y = p[0], p[1]
		}
	}
	b = binary.AppendUvarint(b, uint64(len(all)))
	for _, s := range all {
		b = append(b, s.code...)
		b = append(binary.AppendUvarint(b, uint64(len(s.name))), s.name...)
		b = binary.AppendUvarint(b, uint64(len(s.polygons)))
		for _, p := range s.polygons {
			b = binary.AppendUvarint(b, uint64(len(p)))
			for _, r := range p {
				b = binary.AppendUvarint(b, uint64(len(r)))
				for _, a := range r {
					if a < 0 {
						b = binary.AppendVarint(b, int64(^number[^a]))
					} else {
						b = binary.AppendVarint(b, int64(number[a]))
					}
				}
			}
		}
	}
	return b
}
