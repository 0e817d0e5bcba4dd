// Package geo draws small maps: bundled country outlines with the places of a report on them, as one SVG element.
// A country is drawn as its filled outline and a region as a soft circle; only what is known to the town is a point.
package geo

import (
	"fmt"
	"html"
	"math"
	"sort"
	"strings"
)

// Marker is one place to draw. Markers with equal ID, or of the same spot and label, are drawn once.
type Marker struct {
	ID        string   // value of data-ids: what the page links the mark with
	IDs       []string // further ids that the mark stands for (each mention of one place)
	Lat, Lon  float64  // degrees WGS 84; not read where Precision is "country"
	Precision string   // as in ledger.Place
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
// without markers gives the whole world. Where nothing can be drawn the svg says so in its label.
func SVG(v View) string {
	if v.Width <= 0 {
		v.Width = 480
	}
	if v.Height <= 0 {
		v.Height = 300
	}
	var b strings.Builder
	a, err := world()
	if err != nil {
		fmt.Fprintf(&b, `<svg class="map" viewBox="0 0 %d %d" role="img" aria-label="%s"></svg>`, v.Width, v.Height, html.EscapeString(err.Error()))
		return b.String()
	}
	marks := gather(v.Markers)
	c := &canvas{w: float64(v.Width), h: float64(v.Height), a: a}
	c.fit(marks, v.Focus)

	fmt.Fprintf(&b, `<svg class="map" viewBox="0 0 %d %d" role="img" aria-label="%s">`, v.Width, v.Height, html.EscapeString(name(v.Title, marks)))
	fmt.Fprintf(&b, `<rect class="sea" width="%d" height="%d"/>`, v.Width, v.Height)

	own := map[string]bool{} // countries that are drawn as marks
	focus := map[string]bool{}
	for _, m := range marks {
		if m.Precision == "country" {
			own[m.Country] = true
		} else if m.Country != "" {
			focus[m.Country] = true
		}
	}
	for _, f := range v.Focus {
		focus[f] = true
	}
	var land, lit strings.Builder
	for i := range a.countries {
		k := &a.countries[i]
		if own[k.code] {
			continue
		}
		if focus[k.code] {
			c.path(&lit, k)
		} else {
			c.path(&land, k)
		}
	}
	if land.Len() > 0 {
		fmt.Fprintf(&b, `<path class="land" fill-rule="evenodd" d="%s"/>`, land.String())
	}
	if lit.Len() > 0 {
		fmt.Fprintf(&b, `<path class="land focus" fill-rule="evenodd" d="%s"/>`, lit.String())
	}
	c.marks(&b, marks)
	b.WriteString(`</svg>`)
	return b.String()
}

// gather joins markers of one place, drops what cannot be drawn, and puts large areas first so that points lie on top.
func gather(in []Marker) []Marker {
	var out []Marker
	at := map[string]int{}
	for _, m := range in {
		if m.Precision == "unknown" || m.Precision == "" || math.IsNaN(m.Lat+m.Lon) || math.Abs(m.Lat) > 90 || math.Abs(m.Lon) > 180 {
			continue
		}
		key := m.Precision + "\x00" + m.Label + "\x00" + m.Country
		if m.Precision != "country" {
			key += fmt.Sprintf("\x00%.2f %.2f", m.Lat, m.Lon)
		}
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			n := m
			n.IDs = nil
			n.Weight = 0
			out = append(out, n)
		}
		o := &out[i]
		for _, id := range append([]string{m.ID}, m.IDs...) {
			if id != "" && !holds(o.IDs, id) {
				o.IDs = append(o.IDs, id)
			}
		}
		o.Weight += max(1, m.Weight)
		if m.Part != o.Part {
			o.Part = joinParts(o.Part, m.Part)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return order(out[i]) < order(out[j]) })
	return out
}

// joinParts lists the parts of a place that its mentions name.
func joinParts(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "" || strings.Contains(a, b):
		return a
	}
	return a + ", " + b
}

func holds(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func order(m Marker) int {
	switch m.Precision {
	case "continent":
		return 0
	case "country":
		return 1
	case "region", "admin1":
		return 2
	case "admin2":
		return 3
	}
	return 4
}

// name is the accessible name of the map.
func name(title string, marks []Marker) string {
	if title != "" {
		return title
	}
	if len(marks) == 0 {
		return "Map of the world; the report names no place that could be found"
	}
	var labels []string
	for i := len(marks) - 1; i >= 0 && len(labels) < 8; i-- {
		labels = append(labels, marks[i].Label)
	}
	s := "Map: " + strings.Join(labels, ", ")
	if n := len(marks) - len(labels); n > 0 {
		s += fmt.Sprintf(" and %d more", n)
	}
	return s
}
