package link_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daybook"
	"daybook/data"
	"daybook/ledger"
	"daybook/link"
	"daybook/read"
)

func engine(t testing.TB) *daybook.Engine {
	t.Helper()
	e, err := daybook.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func body(t testing.TB, e *daybook.Engine, s string) *ledger.Document {
	t.Helper()
	d, err := e.Read([]byte("Arkan River Council Report\n\n"+s+"\n"), read.Hint{Name: "x.txt", Outlet: "The Arkan Post", Published: "2024-05-14"})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func find(t *testing.T, d *ledger.Document, typ, trigger string) int32 {
	t.Helper()
	for i := range d.Events {
		if d.Events[i].Type == typ && strings.Contains(d.Events[i].Trigger.Of(d.Text), trigger) {
			return int32(i)
		}
	}
	var seen []string
	for i := range d.Events {
		seen = append(seen, d.Events[i].Type+" "+d.Events[i].Trigger.Of(d.Text))
	}
	t.Fatalf("no %s at %q in %q; there are %q", typ, trigger, d.Text, seen)
	return -1
}

func claimsOf(d *ledger.Document, e int32) []ledger.Claim {
	var out []ledger.Claim
	for _, c := range d.Claims {
		if c.Event == e {
			out = append(out, c)
		}
	}
	return out
}

func TestDenialOfPart(t *testing.T) {
	d := body(t, engine(t), "Government forces launched an assault on Aleppo last Tuesday.\n\nMoscow said it is not involved in the assault on Aleppo.")
	act, part := find(t, d, "ASSAULT", "launched"), int32(-1)
	for i := range d.Events {
		if d.Events[i].Part {
			part = int32(i)
		}
	}
	if part < 0 {
		t.Fatal("the denied part was not found")
	}
	e := d.Events[part]
	if e.Realis != ledger.Denied || d.Events[act].Realis != ledger.Happened {
		t.Errorf("part %s, act %s; want denied and happened", e.Realis, d.Events[act].Realis)
	}
	if e.Restates != act {
		t.Errorf("the part restates %d, want the assault %d", e.Restates, act)
	}
	cs := claimsOf(d, part)
	if len(cs) != 1 || cs[0].Position != ledger.Denies || cs[0].Point != ledger.ByWhom || cs[0].Statement < 0 {
		t.Fatalf("claims of the part: %+v", cs)
	}
	if cs[0].Answers < 0 || d.Claims[cs[0].Answers].Event != act {
		t.Errorf("the denial answers claim %d, want one of the assault", cs[0].Answers)
	}
}

func TestDenialWithoutTarget(t *testing.T) {
	d := body(t, engine(t), "The rebels denied any involvement in an attack on Aleppo.")
	e := d.Events[find(t, d, "ASSAULT", "attack")]
	if e.Realis != ledger.Denied {
		t.Errorf("realis %s, want denied", e.Realis)
	}
	said := false
	for _, p := range d.Problems {
		said = said || p.Stage == "links"
	}
	if !said {
		t.Error("nothing says that the denied act is told nowhere")
	}
}

func TestPresupposed(t *testing.T) {
	d := body(t, engine(t), "The rebels said they were not involved in the attack on the refinery.")
	denied, taken := 0, 0
	for _, e := range d.Events {
		switch {
		case e.Type != "ASSAULT":
		case e.Realis == ledger.Denied && len(e.Actors) == 1:
			denied++
		case e.Realis == ledger.Happened && len(e.Actors) == 0:
			taken++
		}
	}
	if denied != 1 || taken != 1 {
		t.Errorf("%d denied parts and %d attacks taken for granted, want one of each", denied, taken)
	}
}

func TestSpeaksOf(t *testing.T) {
	for _, c := range []struct {
		text, act, word, spoken, at string
		realis                      ledger.Realis
	}{
		{"The envoy urged the army to release the prisoners.", "REQUEST", "urged", "RETREAT", "release", ledger.Urged},
		{"The minister threatened to expel the diplomats.", "THREATEN", "threatened", "SANCTION", "expel", ledger.Threatened},
		{"The mayor accused the militia of shelling the village.", "ACCUSE", "accused", "ASSAULT", "shelling", ledger.Possible},
		{"The rebels agreed to free the sailors.", "AGREE", "agreed", "RETREAT", "free", ledger.Planned},
	} {
		d := body(t, engine(t), c.text)
		act, spoken := find(t, d, c.act, c.word), find(t, d, c.spoken, c.at)
		if d.Events[act].Realis != ledger.Happened || d.Events[spoken].Realis != c.realis {
			t.Errorf("%s: the act of speech %s, what it speaks of %s; want happened and %s", c.text, d.Events[act].Realis, d.Events[spoken].Realis, c.realis)
		}
		ok := false
		for _, s := range d.Events[act].SpeaksOf {
			ok = ok || s == spoken
		}
		if !ok {
			t.Errorf("%s: speaks of %v, want %d", c.text, d.Events[act].SpeaksOf, spoken)
		}
	}
}

func TestOwnVoiceFirst(t *testing.T) {
	d := body(t, engine(t), "Police fired on the crowd. The minister said police did not fire on the crowd.")
	first, second := int32(-1), int32(-1)
	for i := range d.Events {
		if d.Events[i].Type == "ASSAULT" {
			if first < 0 {
				first = int32(i)
			} else {
				second = int32(i)
			}
		}
	}
	if first < 0 || second < 0 {
		t.Fatalf("%d events", len(d.Events))
	}
	if d.Events[first].Realis != ledger.Happened || d.Events[second].Realis != ledger.Denied {
		t.Errorf("realis %s and %s, want happened and denied", d.Events[first].Realis, d.Events[second].Realis)
	}
	if cs := claimsOf(d, first); len(cs) == 0 || cs[0].Statement >= 0 {
		t.Errorf("the first is told in the report's own voice, its claims are %+v", cs)
	}
}

func TestFigureClaim(t *testing.T) {
	d := body(t, engine(t), "Nine people were killed in an ambush, a monitor said.")
	e := find(t, d, "ASSAULT", "killed")
	for _, c := range claimsOf(d, e) {
		if c.Point == ledger.HowMany && c.Figure >= 0 && c.Statement >= 0 && d.Figures[c.Figure].Low == 9 {
			return
		}
	}
	t.Errorf("no claim on how many: %+v", d.Claims)
}

// Invariants that no document may break.
func invariants(t *testing.T, d *ledger.Document) {
	t.Helper()
	n := make([]int, len(d.Events))
	took := make([]bool, len(d.Events))
	for i, c := range d.Claims {
		if c.Event < 0 || int(c.Event) >= len(d.Events) || int(c.Statement) >= len(d.Statements) || int(c.Figure) >= len(d.Figures) || int(c.Answers) >= len(d.Claims) {
			t.Fatalf("claim %d points out of range: %+v", i, c)
		}
		if len(c.Evidence.Words) == 0 {
			t.Errorf("claim %d has no evidence", i)
		}
		n[c.Event]++
		if c.Point != ledger.HowMany && c.Realis.Took() && c.Position != ledger.Denies && c.Position != ledger.Doubts {
			took[c.Event] = true
		}
	}
	for i, e := range d.Events {
		if n[i] == 0 {
			t.Errorf("event %q has no claim", e.Trigger.Of(d.Text))
		}
		if e.Realis.Took() && !took[i] {
			t.Errorf("event %q is %s, which no claim says", e.Trigger.Of(d.Text), e.Realis)
		}
		if !e.Cast.Realis.Took() && e.Realis.Took() {
			t.Errorf("event %q is cast as %s and summed up as %s", e.Trigger.Of(d.Text), e.Cast.Realis, e.Realis)
		}
		if len(e.Evidence.Words) == 0 || len(e.Evidence.Steps) == 0 || e.Evidence.Where == "" {
			t.Errorf("event %q does not say why", e.Trigger.Of(d.Text))
		}
		for _, o := range []int32{e.PartOf, e.Restates} {
			if o == int32(i) || int(o) >= len(d.Events) {
				t.Errorf("event %q is linked to itself or to nothing", e.Trigger.Of(d.Text))
			}
		}
		for _, f := range e.Figures {
			if d.Figures[f].Event != int32(i) {
				t.Errorf("figure %q belongs to event %d and stands in %d", d.Figures[f].Span.Of(d.Text), d.Figures[f].Event, i)
			}
		}
	}
	for _, f := range d.Figures {
		if f.Span.Empty() || f.Span.End > int32(len(d.Text)) {
			t.Errorf("figure out of range: %+v", f)
		}
	}
}

// TestCorpora runs the machine over the running texts at hand.
func TestCorpora(t *testing.T) {
	files, _ := filepath.Glob("../../shared/data/polnear/dev/text/*.txt")
	more, _ := filepath.Glob("../../shared/seed/*.txt")
	files = append(files, more...)
	if len(files) == 0 {
		t.Skip("no ../shared here")
	}
	e := engine(t)
	for i, f := range files {
		if testing.Short() && i%8 != 0 {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d, _ := e.Read(b, read.Hint{Name: filepath.Base(f), Published: "2016-11-20"})
		invariants(t, d)
		if t.Failed() {
			t.Fatalf("in %s", f)
		}
	}
}

func TestOddDocuments(t *testing.T) {
	s, err := link.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	s.Links(&ledger.Document{})
	d := body(t, engine(t), "The army bombed the port, killing nine people, the mayor said.")
	for name, spoil := range map[string]func(*ledger.Document){
		"no mentions":  func(d *ledger.Document) { d.ActorOf, d.Actors = nil, nil },
		"no places":    func(d *ledger.Document) { d.Places = nil },
		"no sentences": func(d *ledger.Document) { d.Sentences = nil },
		"no tree":      func(d *ledger.Document) { d.Tree = nil },
	} {
		c := *d
		c.Events = append([]ledger.Event(nil), d.Events...)
		c.Claims = nil
		spoil(&c)
		s.Links(&c)
		_ = fmt.Sprint(name, len(c.Claims))
	}
}

// TestTellings: what one report tells of one act in other words is one act, and who is blamed for it is contested apart from that it happened.
func TestTellings(t *testing.T) {
	d := body(t, engine(t), "A rocket hit a crowded market in Arda on Monday, killing twelve people. Government officials blamed the attack on rebels. "+
		"The rebels said the army had shelled the market. Police said suspected rebels attacked the market. The army accused the rebels of attacking the market.\n\n"+
		"Gunmen attacked a bus near Tarsa on Tuesday. The Front of the North claimed responsibility for the attack. The mayor said the attack on the bus had been carried out by soldiers. "+
		"In 2019 the army shelled the market.")
	hit, bus := find(t, d, "ASSAULT", "hit"), find(t, d, "ASSAULT", "attacked")
	for i := range d.Events { // the second "attacked" is the one of the bus
		if d.Events[i].Trigger.Of(d.Text) == "attacked" && len(d.Events[i].Recipients) == 1 && strings.Contains(d.Mentions[d.Events[i].Recipients[0].Mention].Span.Of(d.Text), "bus") {
			bus = int32(i)
		}
	}
	var got []string
	for i := range d.Events {
		e := &d.Events[i]
		if e.Type != "ASSAULT" {
			continue
		}
		root := "itself"
		switch e.Restates {
		case hit:
			root = "hit"
		case bus:
			root = "bus"
		}
		line := fmt.Sprintf("%s = %s:", e.Trigger.Of(d.Text), root)
		for _, c := range claimsOf(d, int32(i)) {
			if c.Point != ledger.ThatHappened && c.Point != ledger.HowMany {
				line += fmt.Sprintf(" %s %s %q %s", c.Point, c.Position, c.Span.Of(d.Text), c.Certainty)
			}
		}
		got = append(got, line)
	}
	want := []string{
		"hit = itself:",
		"killing = itself:",
		`attack = hit: who asserts "attack" possible`,
		`shelled = hit: who asserts "the army" certain`,
		`attacked = hit: who asserts "suspected rebels" possible`,
		`attacking = hit: who asserts "the rebels" possible`,
		`attacked = itself: who asserts "Gunmen" certain`,
		`attack = bus: who asserts "attack" certain`,
		`attack = bus: who asserts "soldiers" certain`,
		"shelled = itself:",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for i := range d.Claims {
		if c := &d.Claims[i]; c.Point == ledger.ByWhom && d.Events[hit].Realis != ledger.Happened {
			t.Errorf("that somebody is blamed changes that it happened: %s", d.Events[hit].Realis)
		}
	}
}

// TestSuspected: of whom the words themselves only suspect, that he took part is only possible.
func TestSuspected(t *testing.T) {
	d := body(t, engine(t), "Suspected rebels attacked a convoy near Tarsa on Monday. Soldiers killed three suspected smugglers.")
	for trigger, want := range map[string]ledger.Point{"attacked": ledger.ByWhom, "killed": ledger.ToWhom} {
		i := find(t, d, "ASSAULT", trigger)
		cs := claimsOf(d, i)
		if n := slices.IndexFunc(cs, func(c ledger.Claim) bool { return c.Point == want && c.Certainty == "possible" }); n < 0 {
			t.Errorf("%s: no claim that %s is only possible: %+v", trigger, want, cs)
		}
		if d.Events[i].Realis != ledger.Happened {
			t.Errorf("%s: %s, want happened", trigger, d.Events[i].Realis)
		}
	}
}

// TestOutcome: what is told as having come of a deed is a part of it, and what a speaker says beside a denial is not what he denies.
func TestOutcome(t *testing.T) {
	e := engine(t)
	for text, pair := range map[string][2]string{
		"A rocket hit a crowded market in Arda on Monday, killing twelve people.":        {"killing", "hit"},
		"Nine farmers were killed when gunmen attacked a village near Tarsa on Tuesday.": {"killed", "attacked"},
	} {
		d := body(t, e, text)
		part, whole := find(t, d, "ASSAULT", pair[0]), find(t, d, "ASSAULT", pair[1])
		if d.Events[part].PartOf != whole {
			t.Errorf("%s: %q is part of %d, want %d", text, pair[0], d.Events[part].PartOf, whole)
		}
	}
	d := body(t, e, "The rebels denied that they had fired the rocket and said the army had shelled the market.")
	denied, shelled := find(t, d, "REJECT", "denied"), find(t, d, "ASSAULT", "shelled")
	if slices.Contains(d.Events[denied].SpeaksOf, shelled) {
		t.Error("the denial speaks of what is said beside it")
	}
}

// TestLasts: what is told again as current goes on, though only to deny a part in it.
func TestLasts(t *testing.T) {
	d := body(t, engine(t), "Government forces launched an assault on Homs last Tuesday.\n\nMoscow said it has no hand in the current assault on Homs.")
	if e := d.Events[find(t, d, "ASSAULT", "launched")]; e.Realis != ledger.Ongoing {
		t.Errorf("the assault is %s, want ongoing", e.Realis)
	}
}
