package read

import "testing"

func TestDateline(t *testing.T) {
	for _, c := range []struct{ in, lead, place, outlet, date string }{
		{"(The Guardian) –The dam held.", "(The Guardian) –", "", "The Guardian", ""},
		{"(CNN) -- The dam held.", "(CNN) --", "", "CNN", ""},
		{"(CNN)The dam held.", "(CNN)", "", "CNN", ""},
		{"(Reuters) - “The dam held”, he said.", "(Reuters) -", "", "Reuters", ""},
		{"ALEPPO, Syria (AP) — The dam held.", "ALEPPO, Syria (AP) —", "ALEPPO, Syria", "AP", ""},
		{"BEIRUT (Reuters) - The dam held.", "BEIRUT (Reuters) -", "BEIRUT", "Reuters", ""},
		{"BEIRUT/DAMASCUS (Reuters) - The dam held.", "BEIRUT/DAMASCUS (Reuters) -", "BEIRUT/DAMASCUS", "Reuters", ""},
		{"Beirut (AFP) – The dam held.", "Beirut (AFP) –", "Beirut", "AFP", ""},
		{"BEIRUT (Reuters) The dam held.", "BEIRUT (Reuters)", "BEIRUT", "Reuters", ""},
		{"Kabul, Afghanistan – The dam held.", "Kabul, Afghanistan –", "Kabul, Afghanistan", "", ""},
		{"Kabul – The dam held.", "Kabul –", "Kabul", "", ""},
		{"KABUL — The dam held.", "KABUL —", "KABUL", "", ""},
		{"KABUL - 17 people were hurt.", "KABUL -", "KABUL", "", ""},
		{"WASHINGTON—The dam held.", "WASHINGTON—", "WASHINGTON", "", ""},
		{"HEMPSTEAD, N.Y., Sept. 26 (UPI) — The dam held.", "HEMPSTEAD, N.Y., Sept. 26 (UPI) —", "HEMPSTEAD, N.Y.", "UPI", ""},
		{"ST. LOUIS — The dam held.", "ST. LOUIS —", "ST. LOUIS", "", ""},
		{"PARIS, Nov. 3 (AFP) - The dam held.", "PARIS, Nov. 3 (AFP) -", "PARIS", "AFP", ""},
		{"BEIJING, March 3 (Xinhua) -- The dam held.", "BEIJING, March 3 (Xinhua) --", "BEIJING", "Xinhua", ""},
		{"GENEVA, 5 March 2021 — The dam held.", "GENEVA, 5 March 2021 —", "GENEVA", "", "2021-03-05"},
		{"GENEVA (5 March 2021) — The dam held.", "GENEVA (5 March 2021) —", "GENEVA", "", "2021-03-05"},
		{"NEW YORK, November 9, 1994 (AP) -- The dam held.", "NEW YORK, November 9, 1994 (AP) --", "NEW YORK", "AP", "1994-11-09"},
		{"MOSCOW, May 5. /TASS/. The dam held.", "MOSCOW, May 5. /TASS/.", "MOSCOW", "TASS", ""},
		{"LAGOS, Monday (Example News) - The dam held.", "LAGOS, Monday (Example News) -", "LAGOS", "Example News", ""},
		{"HAVANA (CUBA), 21 NOV 89 (EXAMPLE RADIO NETWORK 2) -- [TEXT] THE DAM HELD.", "HAVANA (CUBA), 21 NOV 89 (EXAMPLE RADIO NETWORK 2) -- [TEXT]", "HAVANA (CUBA)", "EXAMPLE RADIO NETWORK 2", "1989-11-21"},
		{"NEW DELHI: The dam held.", "NEW DELHI:", "NEW DELHI", "", ""},
		{"São Paulo, Brazil (AP) — The dam held.", "São Paulo, Brazil (AP) —", "São Paulo, Brazil", "AP", ""},

		{"The dam held.", "", "", "", ""},
		{"Obama – who was born in Hawaii – said so.", "", "", "", ""},
		{"Smith, Jones — and the rest of them — agreed.", "", "", "", ""},
		{"NATO-led troops entered the town.", "", "", "", ""},
		{"NATO — the alliance of 30 states — agreed.", "", "", "", ""},
		{"(She did not say why.) The dam held.", "", "", "", ""},
		{"Anglo-Irish talks broke down.", "", "", "", ""},
		{"ANALYSIS — The dam held because it was built well.", "", "", "", ""},
		{"LOOK: The dam held.", "", "", "", ""},
		{"The mayor (Labour) said the dam held.", "", "", "", ""},
		{"Turkey's president (AKP) – Erdogan – spoke.", "", "", "", ""},
		{"Sunday — The dam held.", "", "", "", ""},
		{"Monday, March 5 — The dam held.", "", "", "", ""},
		{"", "", "", "", ""},
		{"(", "", "", "", ""},
		{"KABUL —", "", "", "", ""},
	} {
		l, ok := dateline(c.in, true)
		if !ok {
			l = lead{}
		}
		if got := c.in[:l.length]; got != c.lead || l.place != c.place || l.outlet != c.outlet || l.date.iso() != c.date {
			t.Errorf("%q\n got %q place %q outlet %q date %q\nwant %q place %q outlet %q date %q", c.in, got, l.place, l.outlet, l.date.iso(), c.lead, c.place, c.outlet, c.date)
		}
	}
}
