package net

import (
	"slices"
	"strings"
)

// NameMap says what the types of a set of names mean.
type NameMap struct {
	Types  map[string]string // type of the set -> ours; "" is no name, Open any of Rest or none
	Marked []string          // types of ours that its "O" excludes
}

// Maps are the sets that can be learned from. What was seen in samples of each:
//
// Worldwide marks all of ours as classes of their own; Misc holds events, works, laws, diseases and stray dates. Titles
// ("President", "Mr") and "the" stay outside names; newspapers keep their "The". Names of ships and prisons waver between Facility
// and Location.
//
// UNER has PER, LOC (facilities too), ORG and OTH: nationalities, products, works, events. B-O is no name.
//
// WikiGold is like CoNLL 2003: MISC holds nationalities, works, events; buildings are LOC or ORG.
//
// WNUT17 and BTC are tweets; an @ before a name is a name of its own there.
var Maps = map[string]NameMap{
	"worldwide": {
		map[string]string{"Person": "PER", "Location": "LOC", "Organization": "ORG", "NORP": "NORP", "Facility": "FAC", "Date": "DATE", "Money": "MONEY", "Product": "PRODUCT", "Misc": Open},
		[]string{"DATE", "EVENT", "FAC", "LOC", "MONEY", "NORP", "ORG", "PER", "PRODUCT"},
	},
	"uner": {
		map[string]string{"PER": "PER", "LOC": "LOC", "ORG": "ORG", "OTH": Open, "O": ""},
		[]string{"EVENT", "FAC", "LOC", "NORP", "ORG", "PER", "PRODUCT"},
	},
	"wikigold": {
		map[string]string{"PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": Open},
		[]string{"EVENT", "FAC", "LOC", "NORP", "ORG", "PER", "PRODUCT"},
	},
	"wnut": {
		map[string]string{"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG", "product": "PRODUCT", "creative-work": Open},
		[]string{"FAC", "LOC", "ORG", "PER", "PRODUCT"},
	},
	"btc": {
		map[string]string{"PER": "PER", "LOC": "LOC", "ORG": "ORG"},
		[]string{"FAC", "LOC", "ORG", "PER"},
	},
}

// Typing tells more of names whose set has no type of ours for them.
type Typing struct {
	Peoples map[string]bool // lower case: nationalities, peoples, religions, languages
	States  map[string]bool // names of states
}

// Sentence labels a sentence of a set. An unknown type stops it with an error that says which.
func (t *Typing) Sentence(s *NameSentence, m NameMap) (Sentence, error) {
	var names []NameSpan
	for _, n := range s.Spans() {
		kind, ok := m.Types[n.Type]
		if !ok {
			return Sentence{}, unknownType(n.Type)
		}
		if kind == Open {
			kind = t.of(s.Words[n.First:n.Last])
		}
		if kind != "" {
			names = append(names, NameSpan{n.First, n.Last, kind})
		}
	}
	return Sentence{Words: s.Words, Names: Label(len(s.Words), names), NameTypes: m.Marked, ID: s.ID}, nil
}

type unknownType string

func (u unknownType) Error() string { return "type " + string(u) + " of names has no meaning for us" }

// of guesses the type of a name that is none of persons, places, organisations in its set.
func (t *Typing) of(words []string) string {
	all := strings.ToLower(strings.Join(words, " "))
	if t.Peoples[all] || t.Peoples[strings.TrimSuffix(all, "s")] {
		return "NORP"
	}
	if len(words) == 1 && (calendar[all] || len(all) == 4 && isNumber(all)) {
		return "DATE"
	}
	for _, w := range words {
		if slices.Contains(occasions, w) {
			return "EVENT"
		}
	}
	return Open
}

// occasions are words that make a name one of an event.
var occasions = strings.Fields(`War Wars Battle Siege Revolution Uprising Intifada Massacre Holocaust Genocide Hurricane Cyclone Typhoon Earthquake Cup Games Olympics
Paralympics Championship Championships Tournament Festival Carnival Summit Expo Exposition Marathon Referendum Hajj Haj Olympiad Copa Biennale COP`)

var calendar = map[string]bool{"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true, "october": true, "november": true, "december": true}
