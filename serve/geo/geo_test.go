package geo

import (
	"encoding/xml"
	"io"
	"math"
	"strings"
	"testing"
)

var aleppo = Marker{ID: "p-1", IDs: []string{"e-2"}, Lat: 36.2, Lon: 37.16, Precision: "town", Country: "SYR", Label: "Aleppo", Part: "eastern", Weight: 3}

func wellFormed(t *testing.T, s string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, s)
		}
	}
}

func TestOutlines(t *testing.T) {
	a, err := decode(outlinesFile)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.countries) < 200 {
		t.Errorf("%d countries, want most of the world", len(a.countries))
	}
	// A point in each of some countries must lie inside its outline, and in no other.
	for _, c := range []struct {
		code     string
		lat, lon float64
	}{{"SYR", 35, 38}, {"PER", -10, -75}, {"FRA", 47, 2}, {"ZAF", -31, 22}, {"LSO", -29.5, 28.3}, {"XKX", 42.6, 20.9}, {"USA", 40, -100}, {"RUS", 60, 90}, {"NZL", -44, 170.5}} {
		for _, k := range a.countries {
			if in := contains(k, c.lat, c.lon); in != (k.code == c.code) {
				t.Errorf("point %v,%v of %s: in %s (%s) is %v", c.lat, c.lon, c.code, k.code, k.name, in)
			}
		}
	}
}

// contains is the even-odd rule.
func contains(k country, lat, lon float64) bool {
	in := false
	for _, r := range k.rings {
		for i, p := range r.points {
			q := r.points[(i+1)%len(r.points)]
			px, py, qx, qy := float64(p[0]), float64(p[1]), float64(q[0]), float64(q[1])
			if (py > lat) != (qy > lat) && lon < (qx-px)*(lat-py)/(qy-py)+px {
				in = !in
			}
		}
	}
	return in
}

func TestDamagedOutlines(t *testing.T) {
	for n := 0; n < len(outlinesFile); n += 977 {
		if _, err := decode(outlinesFile[:n]); err == nil {
			t.Fatalf("%d of %d bytes were taken for whole outlines", n, len(outlinesFile))
		}
	}
	for i := len(outlinesMagic) + 32; i < len(outlinesFile); i += 1499 { // must not panic
		b := append([]byte(nil), outlinesFile...)
		b[i] ^= 0xff
		decode(b)
	}
}

func TestSVG(t *testing.T) {
	v := View{Markers: []Marker{
		aleppo,
		{ID: "p-9", Lat: 36.2, Lon: 37.16, Precision: "town", Country: "SYR", Label: "Aleppo"},
		{ID: "p-2", Precision: "country", Country: "SYR", Label: "Syria", Lat: 35, Lon: 38},
		{ID: "p-3", Precision: "region", Country: "UKR", Label: "Donbas", Lat: 48.2, Lon: 38},
		{ID: "p-4", Precision: "unknown", Label: "Nowhere"},
	}}
	s := SVG(v)
	wellFormed(t, s)
	for _, want := range []string{`role="img"`, `data-ids="p-1 e-2 p-9"`, `class="mark area country"`, `class="mark area region"`, `class="mark pt"`, `<title>eastern Aleppo, named 4 times</title>`, `class="land focus"`, `aria-label="Map: Aleppo, Donbas, Syria"`} {
		if !strings.Contains(s, want) {
			t.Errorf("no %s in\n%.400s", want, s)
		}
	}
	if strings.Contains(s, "Nowhere") {
		t.Error("a place that is not known was drawn")
	}
	if strings.Count(s, `class="dot"`) != 1 {
		t.Error("a country or region was drawn as a point, or a point twice")
	}
	if s != SVG(v) {
		t.Error("the same view gave other bytes")
	}
	if len(s) > 60_000 {
		t.Errorf("%d bytes for a small map", len(s))
	}
}

func TestSVGEscapes(t *testing.T) {
	s := SVG(View{Title: `a"<b>&`, Markers: []Marker{{ID: `"><script>`, Label: `<i>&"`, Part: `"<`, Class: `x" onload="y`, Lat: 1, Lon: 1, Precision: "town", Country: `<`}}})
	wellFormed(t, s)
	if strings.Contains(s, "<script") || strings.Contains(s, "<i>") || strings.Contains(s, `onload="`) {
		t.Errorf("not escaped: %s", s)
	}
}

func TestSVGOdd(t *testing.T) {
	for _, v := range []View{
		{}, {Width: 1, Height: 1}, {Focus: []string{"XXX"}}, {Focus: []string{"USA", "RUS", "FJI"}},
		{Markers: []Marker{{Lat: math.NaN(), Precision: "town"}, {Lat: 1000, Precision: "town"}}},
		{Markers: []Marker{{Lat: 90, Lon: 180, Precision: "town", Label: "pole"}, {Lat: -90, Lon: -180, Precision: "town"}}},
		{Markers: []Marker{{Lat: -17.8, Lon: 178, Precision: "country", Country: "FJI", Label: "Fiji"}}},
		{Markers: []Marker{{Lat: 43.9, Lon: 12.4, Precision: "country", Country: "SMR", Label: "San Marino"}}},
		{Markers: []Marker{{Lat: -9, Lon: 179, Precision: "country", Country: "TUV", Label: "Tuvalu"}}},
		{Markers: []Marker{{Lat: 2, Lon: 20, Precision: "continent", Label: "Africa"}}},
	} {
		s := SVG(v)
		wellFormed(t, s)
		if strings.Contains(s, "NaN") || strings.Contains(s, "Inf") {
			t.Errorf("%+v: not a number in %.300s", v, s)
		}
	}
}

func BenchmarkSVG(b *testing.B) {
	v := View{Markers: []Marker{aleppo, {ID: "p-2", Precision: "country", Country: "PER", Label: "Peru"}, {ID: "p-3", Precision: "town", Country: "CHN", Lat: 30, Lon: 120, Label: "Hangzhou"}}}
	for b.Loop() {
		SVG(v)
	}
}

func BenchmarkDecode(b *testing.B) {
	for b.Loop() {
		decode(outlinesFile)
	}
}
