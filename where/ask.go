package where

import (
	"cmp"
	"math"
	"slices"
)

// Found is a place of a name.
type Found struct {
	Name        string  `json:"name"`
	Kind        string  `json:"kind"` // as ledger.Place.Precision
	Country     string  `json:"country,omitempty"`
	Admin1      string  `json:"admin1,omitempty"`
	Admin2      string  `json:"admin2,omitempty"`
	GeoNames    int64   `json:"geonames,omitempty"`
	Lat         float64 `json:"lat"`
	Lon         float64 `json:"lon"`
	Population  int64   `json:"population,omitempty"` // rounded to two digits
	Alternative bool    `json:"alternative,omitempty"`
}

// Find gives the places that bear a name, the likeliest first when nothing else is known.
func (s *Stage) Find(name string) []Found {
	var all []reading
	for _, h := range s.g.find(appendFold(nil, name), nil) {
		all = append(all, reading{place: s.g.place(h.place), alt: h.alt})
	}
	slices.SortStableFunc(all, func(a, b reading) int { return cmp.Compare(prior(b.place, b.alt), prior(a.place, a.alt)) })
	var out []Found
	for _, r := range all {
		f := Found{Name: r.name, Kind: precision(r.kind), Country: r.country, Admin2: r.admin2, GeoNames: r.id, Lat: r.lat, Lon: r.lon, Alternative: r.alt}
		if r.kind != Country {
			f.Admin1 = s.g.admin1(r.place)
		}
		if r.population > 0 {
			unit := math.Pow(10, math.Max(0, math.Floor(math.Log10(r.population))-1))
			f.Population = int64(math.Round(r.population/unit) * unit)
		}
		out = append(out, f)
	}
	return out
}
