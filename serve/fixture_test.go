package serve

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"daybook/ledger"
)

// draft is a report whose ledger is written by hand, as a careful reader would write it, so that the page can be tested
// whatever the machine finds. Words are given as they stand in the text; a phrase is looked for behind the last one.
type draft struct {
	t  testing.TB
	r  *ledger.Report
	at int
}

const fixtureFile = "../data/example/cenepa.txt"

func fixture(t testing.TB) *ledger.Report {
	b, err := os.ReadFile(fixtureFile)
	if err != nil {
		t.Fatal(err)
	}
	d := &draft{t: t, r: &ledger.Report{Schema: ledger.Schema, ID: ledger.SourceID(b), Text: string(b)}}
	d.r.Source = ledger.Origin{
		Name: "cenepa.txt", Outlet: "Sample News", OutletFrom: "dateline", Title: "Ecuador denies losing jungle post, Peru announces truce", Language: "en",
		Published: "1995-02-14", PublishedFrom: "text", MediaType: "text/plain", Charset: "utf-8", Bytes: len(b),
	}
	d.blocks()
	d.ledger()
	d.r.Made = []ledger.Maker{{Name: "lexicon/cues.yaml", Hash: "0123456789ab"}, {Name: "model/core", Hash: "ba9876543210"}}
	return d.r
}

func (d *draft) blocks() {
	kinds := []ledger.BlockKind{ledger.Headline, ledger.Standfirst, ledger.DateLine, ledger.Caption}
	ends := regexp.MustCompile(`[.?!]”?(\s|$)`)
	for n, b := range plain(d.r.Text) {
		k := ledger.Body
		if n < len(kinds) {
			k = kinds[n]
		}
		text := d.r.Text[b.Start:b.End]
		if strings.HasPrefix(text, "Editor’s note") {
			k = ledger.Boilerplate
		}
		start := b.Start
		if i := strings.Index(text, " — "); i > 0 && k == ledger.Body && strings.HasPrefix(text, "QUITO") {
			end := start + int32(i+len(" —"))
			d.r.Blocks = append(d.r.Blocks, ledger.Part{Quote: d.span(start, end), Kind: ledger.Dateline, Paragraph: int32(n)})
			start = end + 1
		}
		end := start + int32(len(strings.TrimSpace(d.r.Text[start:b.End])))
		d.r.Blocks = append(d.r.Blocks, ledger.Part{Quote: d.span(start, end), Kind: k, Paragraph: int32(n)})
		if !k.Prose() {
			continue
		}
		for at := start; at < end; {
			stop := end
			if m := ends.FindStringIndex(d.r.Text[at:end]); m != nil {
				stop = at + int32(len(strings.TrimSpace(d.r.Text[at:at+int32(m[1])])))
			}
			d.r.Sentences = append(d.r.Sentences, d.span(at, stop))
			for at = stop; at < end && d.r.Text[at] == ' '; at++ {
			}
		}
	}
}

func (d *draft) span(start, end int32) ledger.Quote {
	return ledger.Quote{Start: start, End: end, Text: d.r.Text[start:end]}
}

// from moves to the first place of words.
func (d *draft) from(words string) {
	d.at = strings.Index(d.r.Text, words)
	if d.at < 0 {
		d.t.Fatalf("the fixture has no %q", words)
	}
}

// q finds words at or behind the place.
func (d *draft) q(words string) ledger.Quote {
	i := strings.Index(d.r.Text[d.at:], words)
	if i < 0 {
		d.t.Fatalf("the fixture has no %q behind %q", words, clip(d.r.Text[d.at:], 40))
	}
	return d.span(int32(d.at+i), int32(d.at+i+len(words)))
}

func (d *draft) named(words, name string, kind ledger.ActorKind, country string) ledger.Named {
	n := ledger.Named{Name: name, Kind: kind, Country: country, Actor: "local:" + name, Why: "the only one of that name in the report"}
	if words != "" {
		n.Quote = d.q(words)
	}
	return n
}

func (d *draft) said(stance ledger.Stance, form ledger.Form, who ledger.Named, cue string, content ...string) *ledger.Said {
	s := ledger.Said{ID: fmt.Sprintf("s-%016d", len(d.r.Statements)+1), Stance: stance, Form: form, Cue: []ledger.Quote{d.q(cue)}, Content: []ledger.Quote{}}
	s.Origin = []ledger.Named{who, {Name: "Sample News", Kind: ledger.Outlet}}
	if who.Text != "" {
		q := who.Quote
		s.Source = &q
	}
	for _, c := range content {
		s.Content = append(s.Content, d.q(c))
	}
	s.Evidence = ledger.Reason{Rule: "said/" + strings.Fields(cue)[0], Where: "data/lexicon/cues.yaml:12", Words: s.Cue, Steps: []string{"the cue governs the content", "its subject is the source"}}
	d.r.Statements = append(d.r.Statements, s)
	return &d.r.Statements[len(d.r.Statements)-1]
}

func (d *draft) event(typ string, quad int, realis ledger.Realis, trigger string, actors, recipients []ledger.Named, from, to string) *ledger.Deed {
	e := ledger.Deed{ID: fmt.Sprintf("e-%016d", len(d.r.Events)+1), Type: typ, Quad: quad, Realis: realis, Certainty: "certain", Trigger: d.q(trigger), Actors: actors, Recipients: recipients, Claims: []string{}}
	e.When = ledger.Dates{From: from, To: to, How: "own expression"}
	e.Evidence = ledger.Reason{Rule: "what/" + strings.ToLower(typ), Where: "data/rule/events.yaml:7", Words: []ledger.Quote{e.Trigger}, Steps: []string{"trigger by lemma", "subject is the actor"}}
	d.r.Events = append(d.r.Events, e)
	return &d.r.Events[len(d.r.Events)-1]
}

// claim gives the last event a claim: of the last statement, or in the outlet's own voice.
func (d *draft) claim(own bool, point ledger.Point, position ledger.Stance) *ledger.Stand {
	e := &d.r.Events[len(d.r.Events)-1]
	c := ledger.Stand{ID: fmt.Sprintf("c-%016d", len(d.r.Claims)+1), Event: e.ID, Origin: "Sample News", Point: point, Position: position, Realis: e.Realis, Words: e.Trigger}
	c.Evidence = ledger.Reason{Rule: "link/inside", Where: "data/rule/links.yaml:3", Words: []ledger.Quote{e.Trigger}}
	if !own {
		s := &d.r.Statements[len(d.r.Statements)-1]
		c.Statement, c.Origin = s.ID, s.Origin[0].Name
		e.Statement = s.ID
		s.Events = append(s.Events, e.ID)
	}
	e.Claims = append(e.Claims, c.ID)
	d.r.Claims = append(d.r.Claims, c)
	return &d.r.Claims[len(d.r.Claims)-1]
}

func (d *draft) figure(what, words, origin string, low, high int64) *ledger.Number {
	f := ledger.Number{ID: fmt.Sprintf("f-%016d", len(d.r.Figures)+1), Quote: d.q(words), What: what, Low: &low, High: &high, Unit: "persons", Kind: "total", Origin: origin}
	if high < 0 {
		f.High, f.AtLeast = nil, true
	}
	f.Evidence = ledger.Reason{Rule: "figure/number", Where: "data/rule/figures.yaml:5", Words: []ledger.Quote{f.Quote}}
	d.r.Figures = append(d.r.Figures, f)
	return &d.r.Figures[len(d.r.Figures)-1]
}

func (d *draft) place(words, name, country, precision string, lat, lon float64) *ledger.Spot {
	p := ledger.Spot{ID: fmt.Sprintf("p-%016d", len(d.r.Places)+1), Quote: d.q(words), Name: name, Country: country, Precision: precision, Lat: &lat, Lon: &lon, Why: "the largest of that name"}
	if precision == "unknown" {
		p.Lat, p.Lon = nil, nil
	}
	d.r.Places = append(d.r.Places, p)
	return &d.r.Places[len(d.r.Places)-1]
}

func (d *draft) time(words, from, to string) *ledger.Moment {
	m := ledger.Moment{ID: fmt.Sprintf("t-%016d", len(d.r.Times)+1), Quote: d.q(words), Type: "DATE", Value: from, From: from, To: to, Why: "weekday before the day of publication, by past tense"}
	d.r.Times = append(d.r.Times, m)
	return &d.r.Times[len(d.r.Times)-1]
}

func ptr(n ledger.Named) *ledger.Named { return &n }

func (d *draft) ledger() {
	list := func(n ...ledger.Named) []ledger.Named { return n }
	d.from("Ecuador denies")
	d.said(ledger.Denies, ledger.Indirect, d.named("Ecuador", "Ecuador", ledger.State, "ECU"), "denies", "losing jungle post")
	d.event("RETREAT", 2, ledger.Denied, "losing", list(d.named("Ecuador", "Ecuador", ledger.State, "ECU")), nil, "", "")
	d.claim(false, ledger.ThatHappened, ledger.Denies)
	d.event("RETREAT", 2, ledger.Happened, "announces truce", list(d.named("Peru", "Peru", ledger.State, "PER")), nil, "1995-02-13", "1995-02-13")
	d.claim(true, ledger.ThatHappened, ledger.Asserts)
	d.from("Peruvian soldiers wait")
	d.place("Bagua", "Bagua", "PER", "town", -5.64, -78.53)
	d.time("Sunday", "1995-02-12", "1995-02-12")

	d.from("QUITO, Ecuador")
	d.place("QUITO", "Quito", "ECU", "town", -0.22, -78.51)
	d.place("Ecuador", "Ecuador", "ECU", "country", -1.25, -78.25)
	d.from("Ecuador denied on")
	d.time("Tuesday", "1995-02-14", "1995-02-14")
	d.place("Tiwinza", "Tiwinza", "", "unknown", 0, 0)
	d.said(ledger.Denies, ledger.Indirect, d.named("Ecuador", "Ecuador", ledger.State, "ECU"), "denied", "Peruvian troops had captured Tiwinza, a jungle post that has come to stand for the whole war")
	e := d.event("ASSAULT", 4, ledger.Denied, "captured", list(d.named("Peruvian troops", "Peruvian troops", ledger.Agency, "PER")), nil, "1995-02-13", "1995-02-14")
	e.Where = &ledger.Site{Name: "Tiwinza"}
	denial := d.claim(false, ledger.ThatHappened, ledger.Denies)
	deny := &d.r.Statements[len(d.r.Statements)-1]
	who := d.named("Peru’s president", "Alberto Fujimori", ledger.Person, "PER")
	who.Why = "office held on 14 February 1995"
	d.said(ledger.Asserts, ledger.Indirect, who, "said", "it had fallen")
	e = d.event("RETREAT", 2, ledger.Happened, "fallen", nil, nil, "1995-02-14", "1995-02-14")
	e.Where = &ledger.Site{Name: "Tiwinza"}
	c := d.claim(false, ledger.ThatHappened, ledger.Asserts)
	d.r.Claims[len(d.r.Claims)-2].Answers = c.ID
	_ = denial
	deny = &d.r.Statements[len(d.r.Statements)-2]
	deny.Answers = []string{c.ID}

	d.from("“Our flag")
	army := d.named("a spokesman for the Ecuadorean army", "a spokesman for the Ecuadorean army", ledger.Agency, "ECU")
	d.said(ledger.Asserts, ledger.Direct, army, "said", "Our flag is still flying at Tiwinza,", "The enemy attacked twice on Monday and was driven back.")
	d.time("Monday", "1995-02-13", "1995-02-13")
	d.event("ASSAULT", 4, ledger.Happened, "attacked", list(d.named("The enemy", "Peruvian troops", ledger.Agency, "PER")), nil, "1995-02-13", "1995-02-13")
	d.claim(false, ledger.ThatHappened, ledger.Asserts)

	d.from("President Alberto")
	fujimori := d.named("President Alberto Fujimori", "Alberto Fujimori", ledger.Person, "PER")
	d.place("Lima", "Lima", "PER", "town", -12.05, -77.04)
	d.time("Monday", "1995-02-13", "1995-02-13")
	s := d.said(ledger.Asserts, ledger.Indirect, fujimori, "told", "his soldiers held the post")
	to := d.named("reporters", "reporters", ledger.Populace, "")
	s.To = ptr(to)
	d.time("noon on Tuesday", "1995-02-14", "1995-02-14")
	d.event("RETREAT", 2, ledger.Planned, "ceasefire", list(fujimori), nil, "1995-02-14", "1995-02-14")
	d.claim(false, ledger.ThatHappened, ledger.Asserts)

	d.from("Lima accused")
	lima := d.named("Lima", "Peru", ledger.State, "PER")
	s = d.said(ledger.Accuses, ledger.Indirect, lima, "accused", "shelling a field hospital near the Cenepa river on Sunday")
	target := d.named("Ecuador", "Ecuador", ledger.State, "ECU")
	s.Target = ptr(target)
	p := d.place("Lima", "Lima", "PER", "town", -12.05, -77.04)
	p.Metonym = true
	d.time("Sunday", "1995-02-12", "1995-02-12")
	e = d.event("ASSAULT", 4, ledger.Possible, "shelling", list(target), list(d.named("a field hospital", "a field hospital", ledger.Medic, "PER")), "1995-02-12", "1995-02-12")
	e.Objects = []ledger.Thing{{Quote: d.q("hospital"), Kind: "hospital"}}
	e.Where = &ledger.Site{Name: "near the Cenepa river"}
	accusation := d.claim(false, ledger.ThatHappened, ledger.Asserts).ID
	d.event("ACCUSE", 3, ledger.Happened, "accused", list(lima), list(target), "1995-02-12", "1995-02-14")
	d.claim(true, ledger.ThatHappened, ledger.Asserts)
	d.from("Quito denied the")
	quito := d.named("Quito", "Ecuador", ledger.State, "ECU")
	p = d.place("Quito", "Quito", "ECU", "town", -0.22, -78.51)
	p.Metonym = true
	s = d.said(ledger.Denies, ledger.Indirect, quito, "denied", "the attack")
	s.Answers = []string{accusation}
	official := d.named("a defence ministry official", "a defence ministry official", ledger.Agency, "ECU")
	s = d.said(ledger.Asserts, ledger.Direct, official, "told", "We fired at mortars, and at nothing else,")
	to = d.named("Sample News", "Sample News", ledger.NewsAgency, "")
	s.To = ptr(to)
	d.event("ASSAULT", 4, ledger.Happened, "fired at mortars", list(d.named("We", "Ecuador", ledger.State, "ECU")), nil, "", "")
	d.claim(false, ledger.ThatHappened, ledger.Asserts)

	d.from("At least 20")
	s = d.said(ledger.Asserts, ledger.Indirect, d.named("the army", "Ecuadorean army", ledger.Agency, "ECU"), "said", "At least 20 Ecuadorean soldiers have been killed since the fighting began on 26 January")
	d.time("26 January", "1995-01-26", "1995-01-26")
	e = d.event("ASSAULT", 4, ledger.Happened, "killed", nil, list(d.named("Ecuadorean soldiers", "Ecuadorean soldiers", ledger.Agency, "ECU")), "1995-01-26", "1995-02-14")
	e.When.Extent = "within"
	c = d.claim(false, ledger.HowMany, ledger.Asserts)
	f := d.figure("killed", "At least 20 Ecuadorean soldiers", "Ecuadorean army", 20, -1)
	f.Since, f.Event, c.Figure = "1995-01-26", e.ID, f.ID
	e.Figures = []string{f.ID}
	d.event("ASSAULT", 4, ledger.Ongoing, "fighting", nil, nil, "1995-01-26", "").When.Extent = "starts"
	d.claim(true, ledger.ThatHappened, ledger.Asserts)
	d.from("Peru’s defence ministry said")
	d.said(ledger.Asserts, ledger.Indirect, d.named("Peru’s defence ministry", "Peru’s defence ministry", ledger.Agency, "PER"), "said", "at least 35 had died, four of them officers")
	e = d.event("ASSAULT", 4, ledger.Happened, "died", nil, list(d.named("at least 35", "Ecuadorean soldiers", ledger.Agency, "ECU")), "1995-01-26", "1995-02-14")
	c = d.claim(false, ledger.HowMany, ledger.Asserts)
	f = d.figure("killed", "at least 35", "Peru’s defence ministry", 35, -1)
	c.Figure, f.Event = f.ID, e.ID
	whole := f.ID
	f = d.figure("killed", "four of them officers", "Peru’s defence ministry", 4, 4)
	f.PartOf = whole

	d.from("About 8,000")
	d.said(ledger.Asserts, ledger.Indirect, d.named("aid workers", "aid workers", ledger.Organisation, ""), "according to", "About 8,000 villagers have fled to Loja, a town in southern Ecuador")
	d.place("Loja", "Loja", "ECU", "town", -3.99, -79.2)
	d.place("southern Ecuador", "Ecuador", "ECU", "region", -3.5, -79).Part = "southern"
	e = d.event("RETREAT", 2, ledger.Happened, "fled", list(d.named("About 8,000 villagers", "villagers", ledger.Populace, "ECU")), nil, "", "1995-02-14")
	e.Where = &ledger.Site{Name: "Loja", Place: d.r.Places[len(d.r.Places)-2].ID, Country: "ECU"}
	c = d.claim(false, ledger.HowMany, ledger.Asserts)
	f = d.figure("displaced", "About 8,000 villagers", "aid workers", 8000, 8000)
	f.Approximate, c.Figure, f.Event = true, f.ID, e.ID
	d.from("A witness said")
	d.said(ledger.Asserts, ledger.Indirect, d.named("A witness", "a witness", ledger.Witness, ""), "said", "helicopters had bombed a bridge on Saturday and wounded two farmers")
	d.time("Saturday", "1995-02-11", "1995-02-11")
	e = d.event("ASSAULT", 4, ledger.Happened, "bombed", list(d.named("helicopters", "helicopters", "", "")), list(d.named("a bridge", "a bridge", "", "")), "1995-02-11", "1995-02-11")
	e.Objects = []ledger.Thing{{Quote: d.q("bridge"), Kind: "bridge"}}
	d.claim(false, ledger.ThatHappened, ledger.Asserts)
	d.event("ASSAULT", 4, ledger.Happened, "wounded", list(d.named("helicopters", "helicopters", "", "")), list(d.named("two farmers", "farmers", ledger.Populace, "")), "1995-02-11", "1995-02-11")
	d.claim(false, ledger.HowMany, ledger.Asserts)
	d.figure("wounded", "two farmers", "a witness", 2, 2)
	d.from("Peru’s air force")
	d.said(ledger.Declines, ledger.Indirect, d.named("Peru’s air force", "Peru’s air force", ledger.Agency, "PER"), "declined to comment")

	d.from("The United States, Brazil")
	d.place("Rio de Janeiro", "Rio de Janeiro", "BRA", "town", -22.91, -43.2)
	d.time("1942", "1942-01-01", "1942-12-31")
	powers := d.named("The United States, Brazil, Argentina and Chile", "United States, Brazil, Argentina, Chile", ledger.State, "")
	s = d.said(ledger.Urges, ledger.Indirect, powers, "urged", "to stop the fighting")
	to = d.named("both governments", "both governments", ledger.State, "")
	s.To = ptr(to)
	d.event("REQUEST", 3, ledger.Happened, "urged", list(powers), list(to), "", "1995-02-14")
	d.claim(true, ledger.ThatHappened, ledger.Asserts)
	urged := d.event("RETREAT", 2, ledger.Urged, "stop the fighting", list(to), nil, "", "")
	d.claim(false, ledger.ThatHappened, ledger.Asserts)
	d.r.Events[len(d.r.Events)-2].SpeaksOf = []string{urged.ID}
	d.from("A Brazilian diplomat")
	brazil := d.named("A Brazilian diplomat", "a Brazilian diplomat", ledger.Person, "BRA")
	d.said(ledger.Asserts, ledger.Indirect, brazil, "said", "envoys of the two countries would meet in Brasília on Friday")
	d.place("Brasília", "Brasília", "BRA", "town", -15.78, -47.93)
	d.time("Friday", "1995-02-17", "1995-02-17")
	e = d.event("CONSULT", 1, ledger.Planned, "meet", list(d.named("envoys of the two countries", "envoys of the two countries", "", "")), nil, "1995-02-17", "1995-02-17")
	e.Where = &ledger.Site{Name: "Brasília", Place: d.r.Places[len(d.r.Places)-1].ID, Country: "BRA"}
	d.claim(false, ledger.ThatHappened, ledger.Asserts)
	d.from("“A ceasefire that")
	d.said(ledger.Asserts, ledger.Direct, d.named("he added", "a Brazilian diplomat", ledger.Person, "BRA"), "added", "A ceasefire that only one side has declared is not yet a ceasefire,")
	d.from("The Red Cross")
	d.said(ledger.Warns, ledger.Mixed, d.named("The Red Cross", "International Committee of the Red Cross", ledger.Organisation, "NGO"), "warned", "hundreds of wounded men “will not live through another week” without a road out of the valley")
	f = d.figure("wounded", "hundreds of wounded men", "International Committee of the Red Cross", 200, -1)
	f.Vague = "hundreds"

	d.from("President Sixto")
	sixto := d.named("President Sixto Durán Ballén", "Sixto Durán Ballén", ledger.Person, "ECU")
	s = d.said(ledger.Praises, ledger.Mixed, sixto, "called", "“the best of us”")
	s.Target = ptr(d.named("the soldiers at the post", "the soldiers at the post", "", ""))
	d.said(ledger.Demands, ledger.Indirect, sixto, "demanded", "that Peru withdraw its helicopters")
	d.from("that Peru withdraw")
	d.event("RETREAT", 2, ledger.Urged, "withdraw", list(d.named("Peru", "Peru", ledger.State, "PER")), nil, "", "")
	d.claim(false, ledger.ThatHappened, ledger.Asserts)
	d.from("He promised")
	he := d.named("He", "Sixto Durán Ballén", ledger.Person, "ECU")
	he.Why = "pronoun: the subject of the sentence before"
	d.said(ledger.Promises, ledger.Indirect, he, "promised", "Ecuador would not attack first")
	d.from("“The president has asked")
	spokeswoman := d.named("a spokeswoman", "a spokeswoman", ledger.Office, "ECU")
	d.said(ledger.Asserts, ledger.Direct, spokeswoman, "said", "The president has asked our pilots to stay on the ground,")
	outer := d.r.Statements[len(d.r.Statements)-1].ID
	president := d.named("The president", "Sixto Durán Ballén", ledger.Person, "ECU")
	s = d.said(ledger.Urges, ledger.Indirect, president, "asked", "to stay on the ground")
	s.Origin, s.Parent = []ledger.Named{president, spokeswoman, {Name: "Sample News", Kind: ledger.Outlet}}, outer

	d.from("Peru’s foreign minister")
	official = d.named("a government official", "a government official", ledger.Office, "PER")
	s = d.said(ledger.Asserts, ledger.Indirect, official, "told", "Peru’s foreign minister will meet a Chilean envoy in Santiago next week")
	s.Origin = []ledger.Named{official, d.named("Andina", "Andina", ledger.NewsAgency, "PER"), {Name: "Sample News", Kind: ledger.Outlet}}
	d.place("Santiago", "Santiago", "CHL", "town", -33.46, -70.65)
	d.time("next week", "1995-02-20", "1995-02-26")
	d.event("CONSULT", 1, ledger.Planned, "meet", list(d.named("Peru’s foreign minister", "Peru’s foreign minister", ledger.Office, "PER")), list(d.named("a Chilean envoy", "a Chilean envoy", ledger.Office, "CHL")), "1995-02-20", "1995-02-26")
	d.claim(false, ledger.ThatHappened, ledger.Asserts)
	d.from("The two countries last fought")
	d.time("1981", "1981-01-01", "1981-12-31")
	e = d.event("ASSAULT", 4, ledger.Happened, "fought", list(d.named("The two countries", "Ecuador, Peru", ledger.State, "")), nil, "1981-01-01", "1981-12-31")
	e.Background = true
	d.claim(true, ledger.ThatHappened, ledger.Asserts)

	d.from("Neither figure")
	d.r.Passed = []ledger.Pass{{Quote: d.q("Neither figure could be checked."), Stage: "statements", Why: "no verb of speech and no quotation"}}
	d.from("stand for the whole war")
	d.r.Passed = append(d.r.Passed, ledger.Pass{Quote: d.q("stand"), Stage: "events", Rule: "what/support-stand", Why: "'stand for' is no support"})
	where := d.span(d.r.Places[3].Start, d.r.Places[3].End)
	d.r.Problems = []ledger.Trouble{{Stage: "places", What: "No place of the name “Tiwinza” is in the gazetteer.", Where: &where, Hint: "add it to data/places if you know where it lies"}}
}
