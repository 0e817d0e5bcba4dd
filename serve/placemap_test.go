package serve

import (
	"strings"
	"testing"

	"daybook/ledger"
)

func TestDrawn(t *testing.T) {
	spot := func(id, name, country, precision string) ledger.Spot {
		lat, lon := 1.0, 2.0
		return ledger.Spot{ID: id, Name: name, Country: country, Precision: precision, Lat: &lat, Lon: &lon}
	}
	metonym := spot("p5", "Quito", "ECU", "town")
	metonym.Metonym = true
	r := &ledger.Report{Places: []ledger.Spot{spot("p1", "Chile", "CHL", "country"), spot("p2", "Peru", "PER", "country"), {ID: "p3", Name: "Tiwinza", Precision: "unknown"}, metonym}}
	names := func() string {
		var out []string
		for _, m := range drawn(r) {
			out = append(out, m.Label)
		}
		return strings.Join(out, " ")
	}
	if got := names(); got != "Chile Peru" {
		t.Errorf("only countries: %s", got)
	}
	r.Places = append(r.Places, spot("p4", "Lima", "PER", "town"), spot("p6", "Lima", "PER", "town"))
	if got := names(); got != "Lima" {
		t.Errorf("a town among countries: %s", got)
	}
	r.Events = []ledger.Deed{{ID: "e1", Where: &ledger.Site{Place: "p1"}}, {ID: "e2", Where: &ledger.Site{Place: "p6"}}}
	if got := names(); got != "Chile Lima" {
		t.Errorf("something happened in one country: %s", got)
	}
	for _, m := range drawn(r) {
		if m.Label == "Lima" && strings.Join(append([]string{m.ID}, m.IDs...), " ") != "p4 p6 e2" {
			t.Errorf("Lima stands for %s %v", m.ID, m.IDs)
		}
	}
}
