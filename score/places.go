package score

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"net/url"
	"sort"
	"strconv"
	"strings"

	"daybook/ledger"
	"daybook/read"
	"daybook/text"
)

// PlaceFigures are what `score places` prints.
type PlaceFigures struct {
	Kind      string  `json:"kind"`
	Documents int     `json:"documents"`
	Detect    PRF     `json:"detect"`
	Acc161    float64 `json:"acc161"`    // percent of the detected: same country or division, else within 161 km (100 miles)
	Country   float64 `json:"country"`   // percent of the detected whose country is that of the gold point, as far as it can be told
	MedianKM  float64 `json:"median_km"` // of the detected that gold does not take for a country
	Both      PRF     `json:"both"`      // detected and right
}

// reach is how far a reading may lie from the gold point: 161 km are the 100 miles that the field counts by (Leidner 2007;
// Gritta et al. 2018, "What's missing in geographical parsing?").
const reach = 161.0

// mapPlace is one location of GeoVirus or LGL.
type mapPlace struct {
	name     string
	at       text.Span
	lat, lon float64
	title    string // of its Wikipedia page, plain: "lima ohio"
	taken    bool
}

type placeLocation struct {
	Name  string `xml:"name"`
	Start string `xml:"start"`
	End   string `xml:"end"`
	Lat   string `xml:"lat"`
	Lon   string `xml:"lon"`
	Page  string `xml:"page"`
}

type placeArticle struct {
	Source    string          `xml:"source"`
	Text      string          `xml:"text"`
	Locations []placeLocation `xml:"locations>location"`
}

// placesScore measures places on XML as GeoVirus has it: offsets in code points, one too high. An offset that does not meet the name is moved to
// the nearest place of the name in the text.
func placesScore(path string, o Options) (any, error) {
	files, err := filesUnder(path, o.Only, ".xml")
	if err != nil {
		return nil, fmt.Errorf("score places: %w", err)
	}
	s := &placeScorer{o: o}
	for _, f := range files {
		if err := s.file(f); err != nil {
			return nil, fmt.Errorf("score places: %w", err)
		}
	}
	sort.Float64s(s.km)
	median := 0.0
	if n := len(s.km); n > 0 {
		median = math.Round(s.km[n/2]*100) / 100
	}
	return PlaceFigures{"places", s.documents, NewPRF(s.matched, s.found, s.gold), Percent(s.right, s.matched), Percent(s.country, s.matched), median,
		NewPRF(s.right, s.found, s.gold)}, nil
}

type placeScorer struct {
	o                    Options
	documents            int
	matched, found, gold int
	right, country       int
	km                   []float64
}

func (s *placeScorer) file(path string) error {
	f, err := openFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	d := xml.NewDecoder(f)
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "article" {
			var a placeArticle
			if err := d.DecodeElement(&a, &e); err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
			if err := s.article(a); err != nil {
				return fmt.Errorf("%s: %s: %w", path, a.Source, err)
			}
		}
	}
}

func (s *placeScorer) article(a placeArticle) error {
	d, err := s.o.Engine.Read([]byte(a.Text), read.Hint{Name: a.Source})
	if err != nil {
		return err
	}
	s.documents++
	gold := mapPlaces(a, d.Text)
	s.gold += len(gold)
	for _, p := range d.Places {
		if p.InName {
			continue
		}
		s.found++
		g := meeting(gold, p.Span)
		if g == nil {
			s.errorf(a.Source, "false %q as %s %s %s (%s)", p.Span.Of(d.Text), p.Name, p.Country, p.Precision, p.Why)
			continue
		}
		g.taken = true
		s.matched++
		s.weigh(a.Source, d, p, g)
	}
	for i := range gold {
		if g := &gold[i]; !g.taken {
			s.errorf(a.Source, "missed %q (%s)%s", g.name, g.title, turnedDown(d, g.at))
		}
	}
	return nil
}

func (s *placeScorer) weigh(doc string, d *ledger.Document, p ledger.Place, g *mapPlace) {
	if p.Precision == "unknown" {
		s.errorf(doc, "unresolved %q (%s)", g.name, g.title)
		return
	}
	same := sameTitle(p, g.title)
	km := kilometres(p.Lat, p.Lon, g.lat, g.lon)
	switch p.Precision {
	case "country", "continent":
	default:
		s.km = append(s.km, km)
	}
	area := p.Precision == "country" || p.Precision == "admin1" || p.Precision == "admin2" || p.Precision == "region" || p.Precision == "continent"
	right := km <= reach || same && area
	if right {
		s.right++
	}
	if right || km < 1.5*reach || same {
		s.country++
	} else {
		s.errorf(doc, "wrong %q: %s %s %s (%s), %.0f km from %s", g.name, p.Name, p.Country, p.Precision, p.Why, km, g.title)
	}
}

func (s *placeScorer) errorf(doc, format string, a ...any) {
	if s.o.Errors != nil {
		fmt.Fprintf(s.o.Errors, "%s: %s\n", doc, fmt.Sprintf(format, a...))
	}
}

// turnedDown is why a place was not taken, where the reader says so.
func turnedDown(d *ledger.Document, at text.Span) string {
	for _, r := range d.Rejected {
		if r.Stage == "places" && r.Span.Overlaps(at) {
			return ": " + r.Why
		}
	}
	for _, p := range d.Places {
		if p.InName && p.Span.Overlaps(at) {
			return ": taken for part of another name"
		}
	}
	return ""
}

// meeting finds a gold place not yet taken that overlaps the span.
func meeting(gold []mapPlace, at text.Span) *mapPlace {
	for i := range gold {
		if !gold[i].taken && gold[i].at.Overlaps(at) {
			return &gold[i]
		}
	}
	return nil
}

// mapPlaces finds each location in the text as it was read, in order.
func mapPlaces(a placeArticle, t string) []mapPlace {
	var out []mapPlace
	index := runeOffsets(a.Text)
	for _, l := range a.Locations {
		start, err := strconv.Atoi(strings.TrimSpace(l.Start))
		if err != nil {
			continue
		}
		g := mapPlace{name: l.Name, title: title(l.Page)}
		g.lat, _ = strconv.ParseFloat(l.Lat, 64)
		g.lon, _ = strconv.ParseFloat(l.Lon, 64)
		near := index[max(0, min(start-1, len(index)-1))]
		at := nearest(t, l.Name, near, out)
		if at < 0 {
			continue
		}
		g.at = text.Span{Start: int32(at), End: int32(at + len(l.Name))}
		out = append(out, g)
	}
	return out
}

func runeOffsets(s string) []int {
	out := make([]int, 0, len(s)+1)
	for i := range s {
		out = append(out, i)
	}
	return append(out, len(s))
}

// nearest is where name stands in t nearest to byte at, not counting places already used; -1 if nowhere.
func nearest(t, name string, at int, used []mapPlace) int {
	best := -1
	for from := 0; name != ""; {
		i := strings.Index(t[from:], name)
		if i < 0 {
			break
		}
		i += from
		free := true
		for _, u := range used {
			free = free && !(int(u.at.Start) < i+len(name) && i < int(u.at.End))
		}
		if free && (best < 0 || abs(i-at) < abs(best-at)) {
			best = i
		}
		from = i + len(name)
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// title makes the name of a Wikipedia page plain: "https://.../Lima,_Ohio" is "lima ohio".
func title(page string) string {
	page = page[strings.LastIndexByte(page, '/')+1:]
	if u, err := url.PathUnescape(page); err == nil {
		page = u
	}
	return plain(page)
}

func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune("_ ,()-'’.", r) }), " ")
}

// sameTitle reports that a page is about the place, as far as names tell: one holds the other and, where a page is told apart by more words
// ("Georgia (U.S. state)"), the kind agrees.
func sameTitle(p ledger.Place, title string) bool {
	n := plain(p.Name)
	if n == title || "the "+n == title {
		return true
	}
	if strings.HasSuffix(title, "state") || strings.HasSuffix(title, "province") || strings.HasSuffix(title, "region") {
		return (p.Precision == "region" || p.Precision == "admin1") && strings.HasPrefix(title, n+" ")
	}
	if p.Precision == "country" {
		return strings.HasSuffix(title, " "+n) || strings.HasSuffix(title, " of the "+strings.TrimPrefix(n, "dr ")) || strings.HasPrefix(title, n+" country") || strings.HasSuffix(title, " of "+n)
	}
	return false
}

// kilometres between two points (haversine, mean radius 6371 km).
func kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	a, b := math.Sin((lat2-lat1)*rad/2), math.Sin((lon2-lon1)*rad/2)
	return 2 * 6371 * math.Asin(math.Min(1, math.Sqrt(a*a+math.Cos(lat1*rad)*math.Cos(lat2*rad)*b*b)))
}
