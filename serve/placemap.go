package serve

import (
	"html/template"
	"strings"

	"daybook/ledger"
	"daybook/serve/geo"
)

// drawn picks the places that the map shows, each with the precision it was told with. Where a report names towns or
// regions, a country is drawn only if something happened in it and no more is told: countries that are named for who they
// are would push the map out to the whole world.
func drawn(r *ledger.Report) []geo.Marker {
	at := map[string][]string{} // events by their place
	for _, e := range r.Events {
		if e.Where != nil && e.Where.Place != "" {
			at[e.Where.Place] = append(at[e.Where.Place], e.ID)
		}
	}
	var ms []geo.Marker
	index := map[string]int{}
	precise := false
	scene := map[int]bool{}
	for _, p := range r.Places {
		if p.InName || p.Metonym && len(at[p.ID]) == 0 || p.Precision == "unknown" || p.Precision == "continent" || p.Lat == nil || p.Lon == nil {
			continue
		}
		key := p.Name + "\x00" + p.Country + "\x00" + p.Part + "\x00" + p.Precision
		i, ok := index[key]
		if !ok {
			i = len(ms)
			index[key] = i
			ms = append(ms, geo.Marker{ID: p.ID, Lat: *p.Lat, Lon: *p.Lon, Precision: p.Precision, Country: p.Country, Label: strings.TrimSpace(p.Name), Part: p.Part})
		} else {
			ms[i].IDs = append(ms[i].IDs, p.ID)
		}
		ms[i].Weight++
		ms[i].IDs = append(ms[i].IDs, at[p.ID]...)
		precise = precise || p.Precision != "country"
		scene[i] = scene[i] || len(at[p.ID]) > 0
	}
	if !precise {
		return ms
	}
	var out []geo.Marker
	for i, m := range ms {
		if m.Precision != "country" || scene[i] {
			out = append(out, m)
		}
	}
	return out
}

// worldMap draws the places of a report; "" where none is to be drawn.
func worldMap(r *ledger.Report) template.HTML {
	ms := drawn(r)
	if len(ms) == 0 {
		return ""
	}
	svg := geo.SVG(geo.View{Markers: ms, Width: 480, Height: 300, Title: "Map of the places that the report names"})
	// The list below the map holds the same places for the keyboard.
	return template.HTML(strings.ReplaceAll(svg, ` tabindex="0"`, ""))
}
