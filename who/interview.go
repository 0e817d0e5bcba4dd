package who

import (
	"strings"

	"daybook/ledger"
)

// An interview is a report that is printed as questions and answers without saying at each who speaks. Then "I" outside quotations is the one who
// is interviewed in an answer, and "you" the same one in a question.
type interview struct {
	actor int32  // who is interviewed; several are one group
	many  bool   // more than one is: "I" may be any of them
	asked []bool // by sentence: it is part of a question
}

// openings is how many sentences of a report may tell who is interviewed.
const openings = 12

// leastAsked and leastTold are how many questions with "you" and how many answers with "I" or "we" make an interview of a report.
const leastAsked, leastTold = 2, 3

// readInterview tells whether the report is an interview, and finds who is interviewed.
func (r *reader) readInterview() {
	d := r.d
	you, told := make([]bool, len(d.Sentences)), make([]bool, len(d.Sentences))
	asked := make([]bool, len(d.Sentences))
	questions, answers := 0, 0
	for k, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			if r.said[i] >= 0 && r.speaker[i] >= 0 {
				continue
			}
			switch strings.ToLower(r.word(i)) {
			case "you", "your", "yours":
				you[k] = true
			case "i", "me", "my", "we", "our", "us":
				told[k] = true
			case "?":
				asked[k] = true
			}
		}
		if asked[k] && you[k] && !told[k] {
			questions++
		}
		if told[k] && !asked[k] {
			answers++
		}
	}
	if questions < leastAsked || answers < leastTold {
		return
	}
	// What leads up to a question in the words "you" and never "I" is of the one who asks.
	for k := len(asked) - 2; k >= 0; k-- {
		asked[k] = asked[k] || asked[k+1] && you[k] && !told[k] && d.Sentences[k].Block == d.Sentences[k+1].Block
	}
	r.asks = &interview{asked: asked, actor: ledger.None}
	r.interviewed()
}

// interviewed finds who is interviewed: the persons named in the first sentence that speaks of an interview or of speaking with somebody.
func (r *reader) interviewed() {
	d, v := r.d, r.asks
	for k := range d.Sentences[:min(openings, len(d.Sentences))] {
		s := d.Sentences[k]
		cue := ledger.None
		for i := s.First; i < s.Last && cue < 0; i++ {
			switch d.Tokens[i].Lemma {
			case "interview", "interviewee":
				cue = i
			case "speak", "talk", "chat":
				if r.t.Child(i, "obl") >= 0 {
					cue = i
				}
			}
		}
		if cue < 0 {
			continue
		}
		var found []int32
		for m := range d.Mentions {
			x := &d.Mentions[m]
			if x.Kind != ledger.Proper || x.Type != "PER" || x.Head < s.First || x.Head >= s.Last || d.ActorOf[m] < 0 || !r.of[d.ActorOf[m]].person || has(found, d.ActorOf[m]) {
				continue
			}
			if len(found) > 0 && !r.t.Governs(d.Mentions[r.of[found[0]].first].Head, x.Head) { // only "Ann and Tom" are both
				continue
			}
			found = append(found, d.ActorOf[m])
		}
		if len(found) == 1 {
			v.actor = found[0]
			return
		} else if len(found) > 1 {
			v.many = true
			return
		}
	}
	v.actor = r.inRole("interviewee", "who is interviewed", false)
}

// inInterview resolves the first and second person outside quotations.
func (r *reader) inInterview(m int32, word string) {
	v := r.asks
	if v == nil {
		return
	}
	asked := v.asked[r.sentence[r.d.Mentions[m].Head]]
	switch word {
	case "i", "me", "my", "mine", "myself":
		switch {
		case asked:
			r.set(m, r.inRole("interviewer", "who asks", false), "first person in a question: who asks")
		case v.many:
			r.none(m, "first person in an interview with several")
		default:
			r.set(m, v.actor, "first person in an answer: who is interviewed")
		}
	case "we", "us", "our", "ours", "ourselves":
		if asked {
			r.set(m, r.inRole("interviewer", "who asks", false), "first person in a question: who asks")
			return
		}
		r.set(m, r.spokenFor(), "first person in an answer: whom the interviewed speak for")
	case "you", "your", "yours", "yourself", "yourselves":
		switch {
		case asked && v.many:
			r.set(m, r.spokenFor(), "who are asked")
		case asked:
			r.set(m, v.actor, "who is asked")
		}
	}
}

// spokenFor is the actor that "we" means in answers.
func (r *reader) spokenFor() int32 {
	return r.inRole("interviewed", "whom the interviewed speak for", true)
}

// neither is the sex of one of whom nobody says he or she: who speaks or is spoken to throughout.
const neither = 'n'

// inRole is the actor of whom only the part in the interview is known.
func (r *reader) inRole(key, name string, group bool) int32 {
	return r.actor("local:"+key, func() (ledger.Actor, entity) {
		return ledger.Actor{Name: name, Kind: ledger.Unnamed, Group: group}, entity{person: !group, plural: group, sex: neither}
	})
}
