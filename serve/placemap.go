package serve

import (
	"html/template"
	"strings"

	"daybook/ledger"
	"daybook/serve/geo"
)

// worldMap draws the places of a report, each with the precision it was told with; "" where it tells none.
func worldMap(r *ledger.Report) template.HTML {
	at := map[string][]string{} // events by their place
	for _, e := range r.Events {
		if e.Where != nil && e.Where.Place != "" {
			at[e.Where.Place] = append(at[e.Where.Place], e.ID)
		}
	}
	var ms []geo.Marker
	index := map[string]int{}
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
	}
	if len(ms) == 0 {
		return ""
	}
	svg := geo.SVG(geo.View{Markers: ms, Width: 480, Height: 300, Title: "Map of the places that the report names"})
	// The list below the map holds the same places for the keyboard.
	return template.HTML(strings.ReplaceAll(svg, ` tabindex="0"`, ""))
}
