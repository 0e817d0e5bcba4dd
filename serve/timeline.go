package serve

import (
	"fmt"
	"html"
	"html/template"
	"math"
	"sort"
	"strings"
	"time"

	"daybook/ledger"
)

// The time line has one lane for each class of events and one for dates that are only named. News is dense around its
// own day and thin before it, so the axis is not linear: a date lies at asinh(days from publication), about linear within
// a day and logarithmic beyond. Every tick is a date that the report speaks of.

const (
	lineWidth = 480
	lineLeft  = 104 // room for the names of the lanes
	lineRight = lineWidth - 12
	laneRow   = 13 // height of one row of marks
)

type stretch struct {
	id, label  string
	ids        string // of all that it stands for
	class      string
	from, to   float64 // days from the middle
	openLeft   bool
	openRight  bool
	square     bool
	x1, x2     float64
	row        int
	start, end time.Time
}

type lane struct {
	name  string
	marks []stretch
	rows  int
}

func timeLine(v *viewer) template.HTML {
	lanes := []*lane{{name: "deeds, hostile"}, {name: "words, hostile"}, {name: "deeds, coop."}, {name: "words, coop."}, {name: "named dates"}}
	byQuad := map[int]*lane{4: lanes[0], 3: lanes[1], 2: lanes[2], 1: lanes[3]}
	used := map[string]bool{}
	var all []*stretch
	put := func(l *lane, from, to string, s stretch) {
		if l == nil || !s.set(from, to) {
			return
		}
		l.marks = append(l.marks, s)
	}
	for i := range v.r.Events {
		e := &v.r.Events[i]
		used[e.When.Time] = true
		class := fmt.Sprintf("q%d", e.Quad)
		what := string(e.Realis)
		if !e.Realis.Took() {
			class += " unreal"
		}
		from, to := e.When.From, e.When.To
		s := stretch{id: e.ID, ids: e.ID, class: class, square: e.Quad >= 3, label: strings.Join(strings.Fields(e.Type+" “"+clip(e.Trigger.Text, 50)+"”, "+dates(from, to)+", "+what), " ")}
		s.openRight = e.When.Extent == "starts" && e.Realis.Took()
		put(byQuad[e.Quad], from, to, s)
	}
	named := map[string]int{}
	for _, t := range v.r.Times {
		if used[t.ID] {
			continue
		}
		if i, ok := named[t.From+"/"+t.To]; ok {
			if i < len(lanes[4].marks) {
				lanes[4].marks[i].ids += " " + t.ID
			}
			continue
		}
		named[t.From+"/"+t.To] = len(lanes[4].marks)
		put(lanes[4], t.From, t.To, stretch{id: t.ID, ids: t.ID, class: "named", label: "“" + clip(t.Text, 50) + "”, " + dates(t.From, t.To)})
	}
	for _, l := range lanes {
		for i := range l.marks {
			all = append(all, &l.marks[i])
		}
	}
	if len(all) == 0 {
		return ""
	}
	middle, published := middleOf(v.r, all)
	lo, hi := 0.0, 0.0
	for _, s := range all {
		s.from, s.to = s.start.Sub(middle).Hours()/24, s.end.Sub(middle).Hours()/24+1
		lo, hi = min(lo, scale(s.from)), max(hi, scale(s.to))
	}
	lo, hi = min(lo, scale(-1)), max(hi, scale(1.2))
	x := func(days float64) float64 { return lineLeft + (scale(days)-lo)/(hi-lo)*(lineRight-lineLeft) }
	for _, s := range all {
		s.x1, s.x2 = x(s.from), x(s.to)
		if s.x2-s.x1 < 8 {
			mid := (s.x1 + s.x2) / 2
			s.x1, s.x2 = mid-4, mid+4
		}
		if s.openRight {
			s.x2 = max(s.x2, min(x(1), lineRight))
		}
		if s.openLeft {
			s.x1 = max(s.x2-26, lineLeft)
		}
	}
	var b strings.Builder
	y := 8
	var body strings.Builder
	for _, l := range lanes {
		if len(l.marks) == 0 {
			continue
		}
		l.arrange()
		height := l.rows*laneRow + 7
		fmt.Fprintf(&body, `<g class="lane"><text x="%d" y="%d" text-anchor="end">%s</text><line x1="%d" x2="%d" y1="%d" y2="%d"/></g>`,
			lineLeft-10, y+height/2+4, l.name, lineLeft, lineRight, y+height, y+height)
		for _, s := range l.marks {
			s.draw(&body, float64(y+height-5-laneRow*s.row))
		}
		y += height
	}
	fmt.Fprintf(&b, `<svg class="timeline" viewBox="0 0 %d %d" role="group" aria-label="Time line of %s">`, lineWidth, y+30, plural(len(all), "date"))
	ticks(&b, all, x, middle, published, y)
	b.WriteString(body.String())
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

func scale(days float64) float64 { return math.Asinh(days) }

// set reads the interval; an interval without any end is nowhere on a line.
func (s *stretch) set(from, to string) bool {
	a, err1 := time.Parse(day, from)
	z, err2 := time.Parse(day, to)
	switch {
	case err1 == nil && err2 == nil && !z.Before(a):
		s.start, s.end = a, z
	case err1 == nil:
		s.start, s.end, s.openRight = a, a, true
	case err2 == nil:
		s.start, s.end, s.openLeft = z, z, true
	default:
		return false
	}
	return true
}

// middleOf is the day of publication, or where that is unknown the latest date that the report speaks of.
func middleOf(r *ledger.Report, all []*stretch) (time.Time, bool) {
	if len(r.Source.Published) >= 10 {
		if t, err := time.Parse(day, r.Source.Published[:10]); err == nil {
			return t, true
		}
	}
	last := all[0].end
	for _, s := range all {
		if s.end.After(last) {
			last = s.end
		}
	}
	return last, false
}

// arrange puts marks that would overlap on rows above each other.
func (l *lane) arrange() {
	sort.SliceStable(l.marks, func(i, j int) bool { return l.marks[i].x1 < l.marks[j].x1 })
	var ends []float64
	for i := range l.marks {
		s := &l.marks[i]
		s.row = -1
		for row, end := range ends {
			if end+2 <= s.x1 {
				s.row, ends[row] = row, s.x2
				break
			}
		}
		if s.row < 0 {
			s.row = len(ends)
			ends = append(ends, s.x2)
		}
	}
	l.rows = len(ends)
}

func (s *stretch) draw(b *strings.Builder, bottom float64) {
	fmt.Fprintf(b, `<a href="#%s" class="tm %s" data-ids="%s" tabindex="-1"><title>%s</title>`, s.id, s.class, s.ids, html.EscapeString(s.label))
	y, r := bottom-9, 4.5
	if s.square {
		r = 1
	}
	if s.x2-s.x1 <= 9 && !s.square {
		fmt.Fprintf(b, `<circle cx="%.1f" cy="%.1f" r="4.5"/>`, (s.x1+s.x2)/2, y+4.5)
	} else {
		fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="%.1f" height="9" rx="%.1f"/>`, s.x1, y, s.x2-s.x1, r)
	}
	if s.openRight {
		fmt.Fprintf(b, `<path class="open" d="M%.1f %.1fl5 4.5l-5 4.5"/>`, s.x2+1, y)
	}
	if s.openLeft {
		fmt.Fprintf(b, `<path class="open" d="M%.1f %.1fl-5 4.5l5 4.5"/>`, s.x1-1, y)
	}
	b.WriteString("</a>")
}

// ticks writes the dates under the axis: the publication first, then the outermost, then whatever finds room.
func ticks(b *strings.Builder, all []*stretch, x func(float64) float64, middle time.Time, published bool, y int) {
	type tick struct {
		x     float64
		label string
		w     float64
	}
	var taken []tick
	try := func(t time.Time, label string) {
		at := x(t.Sub(middle).Hours()/24 + 0.5)
		k := tick{at, label, float64(len([]rune(label)))*6 + 8}
		if at-k.w/2 < lineLeft-40 || at+k.w/2 > lineWidth+8 {
			return
		}
		for _, o := range taken {
			if math.Abs(o.x-k.x) < (o.w+k.w)/2 {
				return
			}
		}
		taken = append(taken, k)
	}
	label := func(t time.Time, days float64) string {
		if math.Abs(days) > 330 {
			return t.Format("2006")
		}
		return t.Format("2 Jan")
	}
	if published {
		fmt.Fprintf(b, `<line class="now" x1="%.1f" x2="%.1f" y1="4" y2="%d"/>`, x(0.5), x(0.5), y+5)
		try(middle, middle.Format("2 Jan 2006"))
	}
	order := append([]*stretch(nil), all...)
	sort.SliceStable(order, func(i, j int) bool { return math.Abs(order[i].from) > math.Abs(order[j].from) })
	for _, s := range order {
		try(s.start, label(s.start, s.from))
	}
	sort.Slice(taken, func(i, j int) bool { return taken[i].x < taken[j].x })
	b.WriteString(`<g class="axis">`)
	for _, k := range taken {
		fmt.Fprintf(b, `<line x1="%.1f" x2="%.1f" y1="%d" y2="%d"/><text x="%.1f" y="%d" text-anchor="middle">%s</text>`, k.x, k.x, y, y+4, k.x, y+17, html.EscapeString(k.label))
	}
	if published {
		fmt.Fprintf(b, `<text class="note" x="%.1f" y="%d" text-anchor="middle">published</text>`, x(0.5), y+29)
	}
	b.WriteString(`</g>`)
}
