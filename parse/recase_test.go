package parse_test

import (
	"testing"

	"daybook/data"
	"daybook/parse"
	"daybook/text"
)

// TestRecased: what is in capitals throughout is written as it would be otherwise, letter by letter at its byte; the rest stays.
func TestRecased(t *testing.T) {
	s, err := parse.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"SAN SALVADOR, 3 JAN 90 -- [REPORT] [TEXT] THE ARMY'S COMMANDER DIDN'T SAY HOW MANY REBELS OF THE PEOPLE'S FRONT [PFA] HAD DIED. HE SAID THAT THE U.S. EMBASSY WAS HIT ON MONDAY.": "San Salvador, 3 Jan 90 -- [REPORT] [TEXT] The army's commander didn't say how many rebels of the people's front [PFA] had died. He said that the U.S. embassy was hit on Monday.",
		"É ALSO IN ÁRDA THE MAYOR SAID NOTHING ABOUT THE SHELLING OF THE MARKET YESTERDAY":                                                                                                 "É also in Árda the mayor said nothing about the shelling of the market yesterday",
		"Only a name is shouted here: UNIDO, NATO and the BBC, and MANY WORDS of a plain sentence are not.":                                                                                "Only a name is shouted here: UNIDO, NATO and the BBC, and MANY WORDS of a plain sentence are not.",
		"BREAKING NEWS": "BREAKING NEWS",
	} {
		got := s.Recased(in, []text.Span{{Start: 0, End: int32(len(in))}})
		if got != want {
			t.Errorf("%q\n got %q\nwant %q", in, got, want)
		}
		if len(got) != len(in) {
			t.Errorf("%q: %d bytes became %d", in, len(in), len(got))
		}
	}
}
