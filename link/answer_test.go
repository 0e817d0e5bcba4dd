package link_test

import (
	"testing"

	"daybook/ledger"
)

// TestAnswers says for each report what its last denial or confirmation answers: who said it ("" the report itself, "-" not found), on which point.
func TestAnswers(t *testing.T) {
	e := engine(t)
	for _, c := range []struct{ report, who, rule string }{
		{"Kyiv accused Russia of shelling a hospital. Moscow denied it.", "Ukraine", "link/answer-pointer"},
		{"Kyiv accused Russia of shelling a hospital. Moscow said it did not shell the hospital.", "Ukraine", "link/answer-blame"},
		{"The mayor said the bridge had fallen. A police officer confirmed this.", "mayor", "link/answer-pointer"},
		{"The mayor said the bridge had fallen. The mayor confirmed this.", "-", "link/answer-none"},
		{"The Taliban claimed they had captured the town. The government dismissed the claim.", "Taliban", "link/answer-pointer"},
		{"The mayor said the bridge had fallen. The bank denied the accusation.", "-", "link/answer-none"},
		{"Ann Lee said officers had beaten a boy. Tom Reed said it rained. The police denied claims by Lee.", "Ann Lee", "link/answer-pointer"},
		{"Doctors said 15 people were wounded in the blast. The army denied that 15 soldiers had been hurt.", "doctors", "link/answer-number"},
		{"The army denied the governor's claim that soldiers had fled.", "governor", "link/answer-within"},
		{"The opposition says soldiers burned the village. The army denied burning the village.", "opposition", "link/answer-words"},
		{"The king said the bridge was safe. The envoy denied that the king had left.", "-", "link/answer-none"},
		{"A bomb killed nine people in Narva. The militia denied involvement in the bombing.", "", "link/answer-event"},
		{"A bomb killed nine people in Narva. The militia denied that the harvest was bad.", "-", "link/answer-none"},
		{"Moscow denied any role. Kyiv had accused Russia of hacking its ministries.", "Ukraine", "link/answer-blame"},
	} {
		d := body(t, e, c.report)
		if len(d.Answers) == 0 {
			t.Errorf("%q: nothing denies or confirms", c.report)
			continue
		}
		a := d.Answers[len(d.Answers)-1]
		who := ""
		switch {
		case a.Target >= 0:
			who = d.Statements[a.Target].Origin[0].Name
		case a.Claim < 0:
			who = "-"
		}
		if who != c.who || a.Evidence.Rule != c.rule {
			t.Errorf("%q: answers %q by %s (%q), want %q by %s", c.report, who, a.Evidence.Rule, a.Evidence.Steps, c.who, c.rule)
		}
	}
}

// TestPoints says which point a denial denies.
func TestPoints(t *testing.T) {
	e := engine(t)
	for _, c := range []struct {
		report string
		want   ledger.Point
	}{
		{"The opposition says soldiers burned the village. The army denied burning the village.", ledger.ByWhom},
		{"Iran attacked two ships, the United States said. Tehran denied responsibility for the attacks.", ledger.ByWhom},
		{"The army said 40 rebels were killed. The rebels denied that 40 fighters had died.", ledger.HowMany},
		{"The mayor said the bridge had fallen. The engineer denied that the bridge had fallen.", ledger.ThatHappened},
	} {
		d := body(t, e, c.report)
		if n := len(d.Answers); n == 0 || d.Answers[n-1].Point != c.want {
			t.Errorf("%q: %+v, want %s", c.report, d.Answers, c.want)
		}
	}
}
