package where

import (
	"math"
	"strconv"
	"strings"

	"daybook/text"
)

// away is a distance from a place, with the direction where it is told.
type away struct {
	km      float64
	bearing float64 // degrees, clockwise from north; NaN where it is not told
}

// from moves a point, in degrees; without a direction it stays.
func (a *away) from(lat, lon float64) (float64, float64) {
	if math.IsNaN(a.bearing) {
		return lat, lon
	}
	const radius = 6371.0 // km, mean
	d, b, y := a.km/radius, a.bearing*math.Pi/180, lat*math.Pi/180
	sin := math.Sin(y)*math.Cos(d) + math.Cos(y)*math.Sin(d)*math.Cos(b)
	x := lon*math.Pi/180 + math.Atan2(math.Sin(b)*math.Sin(d)*math.Cos(y), math.Cos(d)-math.Sin(y)*sin)
	x = math.Mod(x*180/math.Pi+540, 360) - 180
	return round4(math.Asin(sin) * 180 / math.Pi), round4(x)
}

func round4(x float64) float64 { return math.Round(x*1e4) / 1e4 }

// bearings of the words for directions; "north" and "east" joined by a hyphen or not are one.
var bearings = map[string]float64{"north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270, "northwest": 315}

// lengths of the units of distance, in km.
var lengths = map[string]float64{
	"km": 1, "kms": 1, "kilometre": 1, "kilometres": 1, "kilometer": 1, "kilometers": 1, "mile": 1.609344, "miles": 1.609344, "mi": 1.609344,
	"metre": 0.001, "metres": 0.001, "meter": 0.001, "meters": 0.001, "m": 0.001,
}

// offset reads the words before a name that set a distance from it: "40 km south of Mosul", "about 25 miles (40km) to the north-east of
// Maiduguri", "10 kilometres from Goma". It notes the distance and returns the first of the words.
func (f *finder) offset(c *candidate, r text.Run) (first int32, ok bool) {
	i := c.first - 1
	if i > r.First && f.low(i) == "the" {
		i--
	}
	a := away{bearing: math.NaN()}
	switch {
	case i <= r.First:
		return 0, false
	case f.low(i) == "from":
		i--
		if f.low(i) == "away" || f.low(i) == "inland" {
			i--
		}
	case f.low(i) == "of":
		d := strings.ReplaceAll(f.low(i-1), "-", "")
		i--
		if _, ok := bearings[d]; ok && i-2 >= r.First && f.low(i-1) == "-" { // cut at the hyphen
			if b, ok := bearings[f.low(i-2)+d]; ok {
				a.bearing, i = b, i-2
			}
		} else if b, ok := bearings[f.low(i-1)+d]; ok { // "north east"
			a.bearing, i = b, i-1
		}
		if math.IsNaN(a.bearing) {
			b, ok := bearings[d]
			if !ok {
				return 0, false
			}
			a.bearing = b
		}
		i--
		if f.low(i) == "the" && (f.low(i-1) == "to" || f.low(i-1) == "in") {
			i -= 2
		}
	default:
		return 0, false
	}
	if i > r.First && f.low(i) == ")" { // "25 miles (40km)": the first counts
		for i--; i > r.First && f.low(i) != "("; i-- {
		}
		i--
	}
	unit, n := f.low(i), i-1
	if length, ok := lengths[unit]; ok {
		a.km = length
		if f.low(n) == "-" {
			n--
		}
	} else if digits := strings.TrimRight(unit, "abcdefghijklmnopqrstuvwxyz"); digits != unit && lengths[unit[len(digits):]] > 0 { // "40km"
		a.km = lengths[unit[len(digits):]]
		number, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
		if err != nil {
			return 0, false
		}
		a.km *= number
		n = i + 1
	} else {
		return 0, false
	}
	if n < r.First {
		return 0, false
	}
	if n <= i { // the number stands apart
		number, ok := f.number(n)
		if !ok {
			return 0, false
		}
		a.km *= number
		i = n
	}
	if a.km <= 0 || a.km > 2000 {
		return 0, false
	}
	c.away, c.strong = &a, true
	return i, true
}

// numberWords are the numbers that reports write in words before a distance.
var numberWords = map[string]float64{"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
	"twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100}

func (f *finder) number(i int32) (float64, bool) {
	w := f.low(i)
	if n, ok := numberWords[w]; ok {
		return n, true
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(w, ",", ""), 64)
	return n, err == nil
}

// border reads the words before a name that make of a country its border: "the border with Turkey". It returns the first of them.
func (f *finder) border(c *candidate, r text.Run) (first int32, ok bool) {
	i := c.first - 1
	if i > r.First && f.low(i) == "the" {
		i--
	}
	if i > r.First && f.low(i) == "with" && (f.low(i-1) == "border" || f.low(i-1) == "frontier" || f.low(i-1) == "borders") {
		return i - 1, true
	}
	return 0, false
}

// low is a word in small letters, "" outside the text.
func (f *finder) low(i int32) string { return strings.ToLower(f.word(i)) }
