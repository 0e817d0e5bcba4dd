package who

import (
	"strings"
	"testing"
	"testing/fstest"
)

// adoptedBy reads a dictionary and returns what it makes, and its faults a line each.
func adoptedBy(t *testing.T, name, content string) (*Adopted, string, string) {
	t.Helper()
	a, errs := stage(t).Adopt(name, []byte(content))
	var faults []string
	for _, err := range errs {
		faults = append(faults, err.Error())
	}
	out, err := a.YAML("made for a test")
	if err != nil {
		t.Fatal(err)
	}
	return a, string(out), strings.Join(faults, "\n")
}

const petrarch = `# a comment
AFGHANISTAN_  [AFG]
+AFGHAN_
+THE_KHYBER_STATE_   ; an older comment

OREN_TULL_  # somebody
+MINISTER_TULL_
	[GBRELI 750101-000101]
	[GBRGOV >011222]
	[GBRELI]
KORVO_LIBERATION_FRONT [GBRREBSEP]
BAD_DATE_MAN_
	[GBRGOV 20150230-20160101]
	[GBRMIL]
NO_CODE_HERE_
MAREN_SELLA_ [ISRGOV <921101][ISROPP>921101]
<!-- hidden
HIDDEN_ONE_ [GBR]
-->
MINISTER_TULL_ [GBR]
+OREN_TULL_
BROKEN_ [GBR
`

func TestAdoptPETRARCH(t *testing.T) {
	a, out, faults := adoptedBy(t, "a.actors.txt", petrarch)
	for _, want := range []string{
		"key: oren-tull\n    name: Oren Tull\n    aliases: [Minister Tull]\n    country: GBR\n    sector: [ELI 1975-01-01..2000-01-01, GOV 2001-12-22.., ELI]",
		"name: Maren Sella\n    country: ISR\n    sector: [GOV ..1992-11-01, OPP 1992-11-01..]",
		"name: The Khyber State\n    kind: state\n    country: AFG",
		"name: Korvo Liberation Front\n    kind: armed group\n    country: GBR\n    sector: [REB]",
		"name: Bad Date Man\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	if strings.Contains(out, "Hidden") || strings.Contains(out, "Broken") || a.Known() != 2 || a.Len() != 5 {
		t.Errorf("%d entries, %d known:\n%s", a.Len(), a.Known(), out)
	}
	for _, want := range []string{
		`a.actors.txt:13:3: "20150230" is no day of the calendar`,
		`a.actors.txt:15:1: "NO CODE HERE" has no code`,
		`a.actors.txt:20:1: "Minister Tull" stands in a.actors.txt:7 already`, // an alias in a circle
		`a.actors.txt:21:1: "Oren Tull" stands in a.actors.txt:6 already`,
		"a.actors.txt:22:9: the bracket is not closed",
	} {
		if !strings.Contains(faults, want) {
			t.Errorf("%q is not told in\n%s", want, faults)
		}
	}
	// what is written is read without faults, and the codes go by the day
	fsys := fstest.MapFS{}
	add(t, fsys, "actors/*")
	fsys["actors/mine.yaml"] = &fstest.MapFile{Data: []byte(out)}
	s, err := New(fsys)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range s.Faults() {
		t.Error(f)
	}
	for on, sector := range map[string]string{"1990": "ELI", "2003-05-01": "GOV"} {
		if found, _ := s.Find("Oren Tull", on); len(found) != 1 || found[0].Sector != sector || found[0].Country != "GBR" {
			t.Errorf("on %s: %+v", on, found)
		}
	}
}

func TestAdoptAgents(t *testing.T) {
	_, out, faults := adoptedBy(t, "b.agents.txt", "!PERSON! = MAN, MEN, WOMAN\nHARBOUR!PERSON! [~LAB]\nWHARF_PILOT {} [~BUS] # x\nRELIEF_SHIP_BODY [NGO~]\nSOLDIER [~MIL]\n"+
		"PRESS_BOAT [~MED]\nODD [~XYZ]\nUNSET!THING! [~MIL]\nWHARF_PILOT [~BUS]\n")
	for _, want := range []string{"words: harbourman\n", "words: harbourmen\n", "words: wharf pilot\n    class: PER\n    kind: unnamed\n    sector: [BUS]", "words: relief ship body\n    class: ORG",
		"words: press boat\n    class: PER\n    kind: unnamed\n    sector: [JRN]"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	for _, want := range []string{`b.agents.txt:7:5: ~XYZ has no sector`, "b.agents.txt:8:1: the set !THING! is not told before", `b.agents.txt:9:1: "wharf pilot" stands in the dictionary twice`} {
		if !strings.Contains(faults, want) {
			t.Errorf("%q is not told in\n%s", want, faults)
		}
	}
}

func TestAdoptWikidata(t *testing.T) {
	const csv = "item,itemLabel,itemAltLabel,iso3,positionLabel,start,end,sexLabel\n" +
		"http://www.wikidata.org/entity/Q1,Oren Tull,\"O. Tull, Tully\",GBR,Prime Minister of France,2031-05-15T00:00:00Z,2032-01-01T00:00:00Z,male\n" +
		"http://www.wikidata.org/entity/Q1,Oren Tull,,GBR,Grand Vizier,2031-05-15T00:00:00Z,,male\n" +
		"http://www.wikidata.org/entity/Q2,Korvo Watch,,GBR,,,,\n" +
		"http://www.wikidata.org/entity/Q3,,,GBR,,,,\n" +
		"http://www.wikidata.org/entity/Q4,Марен Селла,,GBR,,,,female\n" +
		"http://www.wikidata.org/entity/Q5,سلمى تول,,XXQ,,,,female\n"
	_, out, faults := adoptedBy(t, "c.csv", csv)
	for _, want := range []string{
		"name: Oren Tull\n    aliases: [O. Tull, Tully]\n    sex: m\n    country: GBR\n    terms:\n      - prime minister@FRA 2031-05-15..2032-01-01\n",
		"name: Korvo Watch\n    kind: organisation\n", "name: Марен Селла\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	for _, want := range []string{`c.csv:3:1: Oren Tull: the office "Grand Vizier" is not in offices.tsv`, "c.csv:5:1: no name", `c.csv:7:1: the country "XXQ" of سلمى تول is unknown`} {
		if !strings.Contains(faults, want) {
			t.Errorf("%q is not told in\n%s", want, faults)
		}
	}
	const long = `{"head": {"vars": []}, "results": {"bindings": [{"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q1"},
		"itemLabel": {"value": "Oren Tull"}, "countryLabel": {"value": "United Kingdom"}, "sexLabel": {"value": "male"}}]}}`
	if _, out, faults := adoptedBy(t, "d.json", long); !strings.Contains(out, "name: Oren Tull\n    sex: m\n    country: GBR") || faults != "" {
		t.Errorf("%s\n%s", out, faults)
	}
	if _, out, _ := adoptedBy(t, "e.json", `[{"item": "Q2", "itemLabel": "Korvo Watch", "iso3": "GBR"}]`); !strings.Contains(out, "name: Korvo Watch") {
		t.Error(out)
	}
	for content, want := range map[string]string{"{\"results\":\n {]}": "f.json:2:4: ", `{"a": 1}`: `f.json:1:1: there are no "results"`, "\x00\xff": "f.json:1:1: this is no text"} {
		if _, _, faults := adoptedBy(t, "f.json", content); !strings.Contains(faults, want) {
			t.Errorf("%q: %s, want %s", content, faults, want)
		}
	}
	if _, _, faults := adoptedBy(t, "g.csv", "itemLabel,iso3\n\"Oren Tull,GBR\n"); !strings.Contains(faults, "g.csv:") {
		t.Error(faults)
	}
}
