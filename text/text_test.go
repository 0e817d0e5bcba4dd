package text

import "testing"

func TestFeat(t *testing.T) {
	k := Token{Feats: "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"}
	for name, want := range map[string]string{"Mood": "Ind", "Number": "Sing", "VerbForm": "Fin", "Voice": "", "Num": "", "": ""} {
		if got := k.Feat(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if got := (&Token{}).Feat("Number"); got != "" {
		t.Errorf("a token without features has Number %q", got)
	}
	if n := testing.AllocsPerRun(10, func() { k.Feat("VerbForm") }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
