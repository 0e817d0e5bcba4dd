package geo

import (
	"fmt"
	"html"
	"math"
	"strconv"
	"strings"
)

// canvas maps degrees to the viewBox: equirectangular with the parallels shortened by the cosine of the middle latitude, which
// keeps shapes at the middle true and needs no more than two multiplications.
type canvas struct {
	w, h       float64
	a          *atlas
	view       box
	lat0, lon0 float64 // middle
	x1, y1     float64 // px a degree
}

// The narrowest view in degrees of latitude: a town alone is shown with its surroundings.
const narrowest = 7.0

func (c *canvas) fit(marks []Marker, focus []string) {
	b := nowhere
	for _, m := range marks {
		switch m.Precision {
		case "country":
			if k, ok := c.a.mainBox(m.Country); ok {
				b = b.with(k.south, k.west).with(k.north, k.east)
			} else {
				b = b.with(m.Lat, m.Lon)
			}
		case "continent":
			b = b.with(clamp(m.Lat-25, -60, 80), clamp(m.Lon-35, -180, 180)).with(clamp(m.Lat+25, -60, 80), clamp(m.Lon+35, -180, 180))
		case "region", "admin1":
			b = b.with(m.Lat-3, m.Lon-3).with(m.Lat+3, m.Lon+3)
		case "admin2":
			b = b.with(m.Lat-0.7, m.Lon-0.7).with(m.Lat+0.7, m.Lon+0.7)
		default:
			b = b.with(m.Lat, m.Lon)
		}
	}
	for _, f := range focus {
		if k, ok := c.a.mainBox(f); ok {
			b = b.with(k.south, k.west).with(k.north, k.east)
		}
	}
	if b.west > b.east {
		b = box{-180, -58, 180, 84}
	}
	c.lat0, c.lon0 = (b.south+b.north)/2, (b.west+b.east)/2
	dlat := math.Max(b.north-b.south, narrowest) * 1.25
	cos := math.Max(0.25, math.Cos(c.lat0*math.Pi/180))
	dlon := math.Max((b.east-b.west)*1.25, narrowest/cos)
	if dlon > 330 { // the whole world
		dlon = 360
	}
	c.y1 = c.h / dlat
	c.x1 = c.y1 * cos
	if c.w/dlon < c.x1 {
		c.x1 = c.w / dlon
		c.y1 = c.x1 / cos
	}
	c.view = box{c.lon0 - c.w/2/c.x1, c.lat0 - c.h/2/c.y1, c.lon0 + c.w/2/c.x1, c.lat0 + c.h/2/c.y1}
}

func clamp(x, lo, hi float64) float64 { return math.Max(lo, math.Min(hi, x)) }

func (c *canvas) xy(lat, lon float64) (x, y float64) {
	return (lon-c.lon0)*c.x1 + c.w/2, (c.lat0-lat)*c.y1 + c.h/2
}

// path writes the outline of a country: rings outside the view are left out, those across its edge are cut at a margin, and
// points nearer to the one before than a pixel is wide are dropped.
func (c *canvas) path(b *strings.Builder, k *country) {
	for _, turn := range [...]float64{0, -360, 360} { // what lies beyond the 180th meridian is seen on the other side too
		for i := range k.rings {
			r := &k.rings[i]
			if !r.box.turned(turn).meets(c.view) {
				continue
			}
			if pts := c.project(r, turn); len(pts) >= 3 {
				c.line(b, pts)
			}
		}
	}
}

const (
	detail = 0.7 // px: less is not seen
	edge   = 8.0 // px beyond the view at which outlines are cut
)

func (c *canvas) project(r *ring, turn float64) [][2]float64 {
	pts := make([][2]float64, 0, len(r.points)/2+4)
	for i, p := range r.points {
		x, y := c.xy(float64(p[1]), float64(p[0])+turn)
		if n := len(pts); n > 0 && i != len(r.points)-1 && math.Abs(x-pts[n-1][0]) < detail && math.Abs(y-pts[n-1][1]) < detail {
			continue
		}
		pts = append(pts, [2]float64{x, y})
	}
	if b := r.box.turned(turn); b.west >= c.view.west && b.east <= c.view.east && b.south >= c.view.south && b.north <= c.view.north {
		return pts
	}
	// Sutherland and Hodgman, one side after another.
	for side := 0; side < 4; side++ {
		pts = cut(pts, side, -edge, -edge, c.w+edge, c.h+edge)
	}
	return pts
}

func cut(in [][2]float64, side int, x0, y0, x1, y1 float64) [][2]float64 {
	inside := func(p [2]float64) bool {
		switch side {
		case 0:
			return p[0] >= x0
		case 1:
			return p[0] <= x1
		case 2:
			return p[1] >= y0
		}
		return p[1] <= y1
	}
	cross := func(p, q [2]float64) [2]float64 {
		axis, at := 0, x0
		switch side {
		case 1:
			at = x1
		case 2:
			axis, at = 1, y0
		case 3:
			axis, at = 1, y1
		}
		t := (at - p[axis]) / (q[axis] - p[axis])
		return [2]float64{p[0] + t*(q[0]-p[0]), p[1] + t*(q[1]-p[1])}
	}
	var out [][2]float64
	for i, p := range in {
		q := in[(i+1)%len(in)]
		if inside(p) {
			out = append(out, p)
		}
		if inside(p) != inside(q) {
			out = append(out, cross(p, q))
		}
	}
	return out
}

// line writes one closed ring with relative steps of a tenth of a pixel.
func (c *canvas) line(b *strings.Builder, pts [][2]float64) {
	px, py := tenth(pts[0][0]), tenth(pts[0][1])
	b.WriteByte('M')
	number(b, px)
	b.WriteByte(' ')
	number(b, py)
	b.WriteByte('l')
	first := true
	for _, p := range pts[1:] {
		x, y := tenth(p[0]), tenth(p[1])
		if x == px && y == py {
			continue
		}
		if !first && x-px >= 0 {
			b.WriteByte(' ')
		}
		number(b, x-px)
		if y-py >= 0 {
			b.WriteByte(' ')
		}
		number(b, y-py)
		px, py, first = x, y, false
	}
	if first {
		b.WriteString("0 0")
	}
	b.WriteByte('z')
}

func tenth(v float64) int { return int(math.Round(v * 10)) }

// number writes tenths: 125 is 12.5.
func number(b *strings.Builder, n int) {
	if n < 0 {
		b.WriteByte('-')
		n = -n
	}
	if n >= 10 || n == 0 {
		b.WriteString(strconv.Itoa(n / 10))
	}
	if n%10 != 0 {
		b.WriteByte('.')
		b.WriteByte(byte('0' + n%10))
	}
}

// marks draws the places, areas first, and their labels last so that none lies under a shape.
func (c *canvas) marks(b *strings.Builder, marks []Marker) {
	taken := c.reserve(marks)
	for _, m := range marks {
		c.mark(b, m, &taken)
	}
}

// rect is a stretch of the canvas that a label has.
type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) meets(o rect) bool { return r.x0 < o.x1 && o.x0 < r.x1 && r.y0 < o.y1 && o.y0 < r.y1 }

// reserve keeps labels off the points.
func (c *canvas) reserve(marks []Marker) []rect {
	var out []rect
	for _, m := range marks {
		if order(m) == 3 {
			x, y := c.xy(m.Lat, m.Lon)
			out = append(out, rect{x - 4, y - 4, x + 4, y + 4})
		}
	}
	return out
}

func (c *canvas) mark(b *strings.Builder, m Marker, taken *[]rect) {
	class, title := "mark", m.Label
	x, y := c.xy(m.Lat, m.Lon)
	if m.Part != "" {
		title = m.Part + " " + m.Label
	}
	switch m.Precision {
	case "country":
		class += " area country"
		title += " (country)"
	case "continent":
		class += " area continent"
		title += " (continent)"
	case "region", "admin1", "admin2":
		class += " area region"
		title += map[string]string{"region": " (region", "admin1": " (division", "admin2": " (district"}[m.Precision] + ", drawn about its middle)"
	case "point":
		class += " pt exact"
	default:
		class += " pt"
	}
	if m.Class != "" {
		class += " " + m.Class
	}
	if m.Weight > 1 {
		title += fmt.Sprintf(", named %d times", m.Weight)
	}
	fmt.Fprintf(b, `<g class="%s" data-ids="%s" tabindex="0" role="img" aria-label="%s"><title>%s</title>`,
		html.EscapeString(class), html.EscapeString(strings.Join(m.IDs, " ")), html.EscapeString(title), html.EscapeString(title))
	switch m.Precision {
	case "country":
		drawn := false
		for _, i := range c.a.byCode[m.Country] {
			var p strings.Builder
			c.path(&p, &c.a.countries[i])
			if p.Len() > 0 {
				fmt.Fprintf(b, `<path class="area" fill-rule="evenodd" d="%s"/>`, p.String())
				drawn = true
			}
		}
		if k, ok := c.a.mainBox(m.Country); ok {
			x, y = c.label(m.Country, k)
		}
		if !drawn { // too small to have an outline: a ring, which no town has
			fmt.Fprintf(b, `<circle class="area" cx="%.1f" cy="%.1f" r="7"/>`, x, y)
		}
	case "continent":
		r := clamp(20*c.y1, 20, c.h*0.45)
		fmt.Fprintf(b, `<circle class="area" cx="%.1f" cy="%.1f" r="%.1f"/>`, x, y, r)
	case "admin2":
		r := clamp(0.4*c.y1, 7, 42)
		fmt.Fprintf(b, `<circle class="area" cx="%.1f" cy="%.1f" r="%.1f"/>`, x, y, r)
	case "region", "admin1":
		r := clamp(1.6*c.y1, 9, 42)
		fmt.Fprintf(b, `<circle class="area" cx="%.1f" cy="%.1f" r="%.1f"/>`, x, y, r)
	default:
		r := 3.2 + math.Min(3, 0.6*math.Sqrt(float64(max(0, m.Weight-1))))
		fmt.Fprintf(b, `<circle class="dot" cx="%.1f" cy="%.1f" r="%.1f"/>`, x, y, r)
	}
	c.text(b, m, x, y, taken)
	b.WriteString(`</g>`)
}

// label is where the name of a country goes: its middle, or that of the part of its box which is in view.
func (c *canvas) label(code string, k box) (x, y float64) {
	if lat, lon, ok := c.a.middle(code); ok {
		if x, y := c.xy(lat, lon); x > 20 && x < c.w-20 && y > 10 && y < c.h-10 {
			return x, y
		}
	}
	w, s := math.Max(k.west, c.view.west), math.Max(k.south, c.view.south)
	e, n := math.Min(k.east, c.view.east), math.Min(k.north, c.view.north)
	if w >= e || s >= n {
		return c.xy((k.south+k.north)/2, (k.west+k.east)/2)
	}
	return c.xy((s+n)/2, (w+e)/2)
}

// text puts a label beside its mark where there is room, else leaves it to the title.
func (c *canvas) text(b *strings.Builder, m Marker, x, y float64, taken *[]rect) {
	if m.Label == "" {
		return
	}
	const size = 11.0
	width := 0.56 * size * float64(len([]rune(m.Label))) // about the mean width of a sans-serif letter
	type spot struct {
		x, y   float64
		anchor string
	}
	spots := []spot{{x + 7, y + 4, "start"}, {x - 7, y + 4, "end"}, {x, y - 8, "middle"}, {x, y + 16, "middle"}}
	if order(m) < 3 {
		spots = []spot{{x, y + 4, "middle"}, {x, y - 12, "middle"}, {x, y + 18, "middle"}}
	}
	for _, s := range spots {
		r := rect{s.x, s.y - size, s.x + width, s.y + 3}
		switch s.anchor {
		case "end":
			r.x0, r.x1 = s.x-width, s.x
		case "middle":
			r.x0, r.x1 = s.x-width/2, s.x+width/2
		}
		if r.x0 < 2 || r.x1 > c.w-2 || r.y0 < 2 || r.y1 > c.h-2 {
			continue
		}
		free := true
		for _, t := range *taken {
			free = free && !t.meets(r)
		}
		if !free {
			continue
		}
		*taken = append(*taken, r)
		fmt.Fprintf(b, `<text class="label" x="%.1f" y="%.1f" text-anchor="%s" font-size="%g" aria-hidden="true">%s</text>`, s.x, s.y, s.anchor, size, html.EscapeString(m.Label))
		return
	}
}
