package main

import (
	"encoding/binary"
	"fmt"
	"sort"
	"strings"

	"daybook/where"
)

func put24(b []byte, v int) []byte { return append(b, byte(v), byte(v>>8), byte(v>>16)) }

// write lays the gazetteer out as described in where/gazetteer.go.
func (w *world) write() ([]byte, error) {
	sort.SliceStable(w.places, func(a, b int) bool {
		ra, rb := rank(&w.places[a]), rank(&w.places[b])
		if ra != rb {
			return ra > rb
		}
		return w.places[a].id < w.places[b].id
	})
	var pool []byte
	at := map[string]int{}
	str := func(s string) int {
		if len(s) > 255 {
			s = s[:255]
		}
		o, ok := at[s]
		if !ok {
			o = len(pool)
			at[s] = o
			pool = append(append(pool, byte(len(s))), s...)
		}
		return o
	}
	var countries strings.Builder
	for _, c := range w.countries {
		fmt.Fprintf(&countries, "%s\t%s\t%s\n", c.alpha2, c.alpha3, c.name)
	}
	var divisions, places []byte
	for _, d := range w.divisions {
		divisions = put24(append(divisions, byte(d.country)), str(d.name))
	}
	type post struct {
		place int
		alt   bool
	}
	keys := map[string][]post{}
	for i := range w.places {
		p := &w.places[i]
		places = put24(places, max(p.id, 0))
		places = put24(put24(places, round(p.lat)), round(p.lon))
		places = put24(places, str(p.name))
		places = binary.LittleEndian.AppendUint16(places, uint16(p.division+1))
		c := byte(255)
		if p.country >= 0 {
			c = byte(p.country)
		}
		places = append(places, c, where.PackPopulation(p.population), byte(p.kind))
		add := func(name string, alt bool) {
			k := where.Fold(name)
			if k == "" || len(k) > 60 || k[0] >= 0x80 {
				return
			}
			for _, q := range keys[k] {
				if q.place == i {
					return
				}
			}
			if alt && len(keys[k]) >= 4 {
				return
			}
			keys[k] = append(keys[k], post{i, alt})
		}
		add(p.name, false)
		for j, n := range p.names {
			if j != 1 { // the code of its division
				add(n, false)
			}
		}
	}
	// Alternatives come after all proper names, so that they stand last behind a key.
	for i := range w.places {
		for _, n := range w.places[i].alternates {
			k := where.Fold(n)
			if k == "" || k[0] >= 0x80 {
				continue
			}
			dup := false
			for _, q := range keys[k] {
				dup = dup || q.place == i
			}
			if !dup && len(keys[k]) < 4 {
				keys[k] = append(keys[k], post{i, true})
			}
		}
	}
	sorted := make([]string, 0, len(keys))
	for k := range keys {
		sorted = append(sorted, k)
	}
	sort.Strings(sorted)
	w.keys = len(sorted)
	var index, body []byte
	prev := ""
	for i, k := range sorted {
		shared := 0
		if i%16 == 0 {
			index = binary.LittleEndian.AppendUint32(index, uint32(len(body)))
		} else {
			for shared < len(prev) && shared < len(k) && prev[shared] == k[shared] {
				shared++
			}
		}
		prev = k
		ps := keys[k]
		if len(ps) > 60 {
			ps = ps[:60]
		}
		body = append(body, byte(shared), byte(len(k)-shared))
		body = append(body, k[shared:]...)
		body = append(body, byte(len(ps)))
		for _, p := range ps {
			v := p.place
			if p.alt {
				v |= 1 << 23
			}
			body = put24(body, v)
		}
	}
	if len(pool) >= 1<<24 {
		return nil, fmt.Errorf("names need %d bytes, more than 24 bits reach", len(pool))
	}
	sections := [][]byte{[]byte(countries.String()), divisions, places, pool, index, body}
	out := []byte("daybook\x01")
	off := len(out) + 8*len(sections)
	for _, s := range sections {
		out = binary.LittleEndian.AppendUint32(out, uint32(off))
		out = binary.LittleEndian.AppendUint32(out, uint32(len(s)))
		off += len(s)
	}
	for _, s := range sections {
		out = append(out, s...)
	}
	return out, nil
}

// round gives 1e-4 degrees.
func round(deg float64) int {
	if deg < 0 {
		return -int(-deg*1e4 + 0.5)
	}
	return int(deg*1e4 + 0.5)
}
