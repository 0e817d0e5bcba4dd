package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"daybook/where"
)

func (w *world) readRegions(path string) error {
	stem := strings.TrimSuffix(path, ".tsv")
	return lines(stem, func(c []string) error {
		if len(c) != 5 {
			return fmt.Errorf("%d columns, want 5", len(c))
		}
		lat, err1 := strconv.ParseFloat(c[1], 64)
		lon, err2 := strconv.ParseFloat(c[2], 64)
		kind, ok := map[string]where.Kind{"continent": where.Continent, "region": where.Region, "water": where.Water}[c[4]]
		k := -1
		if c[3] != "" {
			var known bool
			if k, known = w.byAlpha3[c[3]]; !known {
				return fmt.Errorf("unknown country %q", c[3])
			}
		}
		if err1 != nil || err2 != nil || !ok {
			return fmt.Errorf("bad region %q", c)
		}
		names := strings.Split(c[0], "|")
		p := place{name: names[0], lat: lat, lon: lon, country: k, division: -1, kind: kind, population: 1e6}
		p.names = append([]string{names[0], ""}, names[1:]...)
		w.places = append(w.places, p)
		return nil
	})
}

// countryPoints makes a place of every country.
func (w *world) countryPoints() {
	for i := range w.countries {
		c := &w.countries[i]
		if !c.placed {
			for _, p := range w.byCity[where.Fold(c.capital)+"/"+c.alpha2] {
				c.lat, c.lon, c.placed = w.places[p].lat, w.places[p].lon, true
			}
		}
		c.entry = len(w.places)
		w.places = append(w.places, place{id: c.id, name: c.name, lat: c.lat, lon: c.lon, country: i, division: -1, population: float64(c.population), kind: where.Country, names: []string{c.name, ""}})
	}
}

func (w *world) readNames(path string) error {
	var faults []error
	err := lines(strings.TrimSuffix(path, ".tsv"), func(c []string) error {
		if len(c) != 2 {
			return fmt.Errorf("%d columns, want 2", len(c))
		}
		i, err := w.target(c[1])
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", path, err)) // tell all of them at once
			return nil
		}
		p := &w.places[i]
		for _, n := range strings.Split(c[0], "|") {
			if t := strings.TrimPrefix(n, "!"); t != n {
				p.name, n = t, t
				if p.kind == where.Country {
					w.countries[p.country].name = t
				}
			}
			p.names = append(p.names, n)
		}
		return nil
	})
	return errors.Join(append(faults, err)...)
}

func (w *world) target(t string) (int, error) {
	if name, cc, ok := strings.Cut(t, "/"); ok {
		best := -1
		for _, i := range w.byCity[where.Fold(name)+"/"+cc] {
			if best < 0 || w.places[i].population > w.places[best].population {
				best = i
			}
		}
		if best < 0 {
			return 0, fmt.Errorf("no town %q in %s", name, cc)
		}
		return best, nil
	}
	if d, ok := w.byCode[t]; ok {
		if e := w.divisions[d].entry; e >= 0 {
			return e, nil
		}
		return 0, fmt.Errorf("division %s has no town", t)
	}
	if c, ok := w.byAlpha3[t]; ok {
		return w.countries[c].entry, nil
	}
	return 0, fmt.Errorf("unknown target %q", t)
}

// rank orders the places: what is named oftener in the news comes first.
func rank(p *place) float64 {
	r := math.Log10(p.population + 10)
	switch p.kind {
	case where.Country:
		r += 20
	case where.Continent:
		r += 18
	case where.Region, where.Water:
		r += 10
	case where.Capital:
		r += 2
	case where.Seat:
		r += 0.5
	case where.Quarter:
		r -= 1
	}
	return r
}
