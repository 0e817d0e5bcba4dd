package link

// This file tells the tellings of one act apart by what each of them tells: who did it, to whom, with what, where and when may each rest on another's word.

import (
	"slices"
	"strconv"
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// backReach is how many sentences back a noun with "the" names an act again.
const backReach = 4

// retold is an earlier act that event i tells again in other words, and why; or None. Either its noun points back ("the attack"), or somebody gives his version of
// what befell the same thing or place ("the mayor said soldiers had shelled the market"), or one of the two is a headline. The nearest sentence wins, and no other act of the type may stand there.
func (l *linker) retold(i int32) (int32, string) {
	d := l.d
	e := &d.Events[i]
	noun := l.tok(e.Head).UPOS == "NOUN" && l.definite(e.Head)
	version := e.Statement >= 0 && !noun
	if e.Verbal || e.Cast.Realis != ledger.Possible && !e.Cast.Realis.Took() {
		return ledger.None, ""
	}
	best, rank, rivals := ledger.None, -1, false
	for j := i - 1; j >= max(0, i-reach); j-- {
		o := &d.Events[j]
		far := l.sentence[e.Head] - l.sentence[o.Head]
		heading := l.heading(o.Head) != l.heading(e.Head)
		if far > 2*backReach || far > backReach && !heading {
			continue
		}
		if o.Type != e.Type || o.Part || l.denies(o) || o.Head == e.Head || !o.Cast.Realis.Took() || contradict(&o.When, &e.When) || apart(l.placeKey(o), l.placeKey(e)) {
			continue
		}
		if noun && far == 0 && !e.Part { // two acts of one sentence are two, as a rule
			continue
		}
		whom, who := agree(l.aims[j], l.aims[i]), agree(l.actors[j], l.actors[i])
		fits := false
		switch {
		case whom < 0 || who < 0 && !e.Part && e.Statement < 0:
		case noun:
			fits = l.names(o, l.lemma(e.Head)) || l.s.general[l.lemma(e.Head)] || whom > 0
			fits = fits && (whom > 0 || len(l.aims[i]) == 0)
		case heading: // a headline tells in short what the body tells again
			fits = far > 0 && whom > 0 && who >= 0 && (who > 0 || l.names(o, l.lemma(e.Head)) || l.names(e, l.lemma(o.Head)))
		case version:
			fits = far > 0 && whom > 0 && l.pinned(e) && (who >= 0 || l.lemma(o.Head) == l.lemma(e.Head))
		}
		if !fits {
			continue
		}
		n := int(2*backReach-far) * 4
		if whom > 0 {
			n += 2
		}
		if l.names(o, l.lemma(e.Head)) {
			n++
		}
		switch {
		case n > rank:
			best, rank, rivals = j, n, false
		case n == rank && d.Tree.Governs(o.Head, d.Events[best].Head): // "hit a market, killing twelve": the act, not its outcome
			best = j
		case n == rank && !d.Tree.Governs(d.Events[best].Head, o.Head) && agree(l.aims[j], l.aims[best]) < 0:
			rivals = true
		}
	}
	if best < 0 || rivals {
		return ledger.None, ""
	}
	best = l.rootOf(best)
	if noun {
		return best, "'the " + l.lemma(e.Head) + "' points back"
	}
	if version {
		return best, "a version of what befell the same"
	}
	return best, "told in the headline and in the body"
}

// heading reports whether token i stands in a headline or another line above or beside the body.
func (l *linker) heading(i int32) bool {
	if l.sentence[i] < 0 {
		return false
	}
	b := l.d.Sentences[l.sentence[i]].Block
	if b < 0 || int(b) >= len(l.d.Blocks) {
		return false
	}
	switch l.d.Blocks[b].Kind {
	case ledger.Headline, ledger.Subhead, ledger.Standfirst, ledger.Caption:
		return true
	}
	return false
}

// apart reports whether both places are told and differ.
func apart(a, b string) bool { return a != "" && b != "" && a != b }

// pinned reports whether the event befalls one thing that the report has spoken of: a noun with "the", or a place.
func (l *linker) pinned(e *ledger.Event) bool {
	if l.placeKey(e) != "" {
		return true
	}
	for _, p := range e.Recipients {
		if p.Mention < 0 {
			continue
		}
		h := l.d.Mentions[p.Mention].Head
		if l.tok(h).UPOS == "NOUN" && l.definite(h) {
			return true
		}
		if _, ok := l.places[h]; ok {
			return true
		}
	}
	return false
}

// tale is what one event tells on one point.
type tale struct {
	keys []string // names that can be compared
	span text.Span
}

// tell is what event i tells on a point; no keys where it tells nothing.
func (l *linker) tell(i int32, point ledger.Point) tale {
	d := l.d
	e := &d.Events[i]
	cover := func(ps []ledger.Party) (s text.Span) {
		for k, p := range ps {
			x := p.Span
			if x.Empty() && p.Mention >= 0 {
				x = d.Mentions[p.Mention].Span
			}
			if k == 0 {
				s = x
			} else if s = s.Cover(x); s.Len() > 200 {
				return x
			}
		}
		return s
	}
	switch point {
	case ledger.ByWhom:
		return tale{l.actors[i], cover(e.Actors)}
	case ledger.ToWhom:
		return tale{l.keys(e.Recipients), cover(e.Recipients)}
	case ledger.WithWhat:
		if len(e.Means) == 0 {
			return tale{}
		}
		return tale{[]string{strings.ToLower(e.Means[0].Of(d.Text))}, e.Means[0]}
	case ledger.AtPlace:
		if p := e.Where.Place; p >= 0 && int(p) < len(d.Places) {
			return tale{[]string{d.Places[p].Name + strconv.FormatInt(d.Places[p].GeoNames, 10)}, d.Places[p].Span}
		}
	case ledger.AtTime:
		if t := e.When.Time; t >= 0 && int(t) < len(d.Times) {
			return tale{[]string{e.When.From + "/" + e.When.To}, d.Times[t].Span}
		}
	}
	return tale{}
}

// points writes claims on single points of an act: where its tellings differ in what they tell, or in who vouches for it, each that tells of the point has a
// claim on it; and where the words themselves only suspect somebody ("suspected rebels"), that he did it is only possible.
func (l *linker) points() {
	d := l.d
	tellings := map[int32][]int32{}
	for i := range d.Events {
		if root := l.rootOf(int32(i)); root != int32(i) && !d.Events[i].Verbal {
			tellings[root] = append(tellings[root], int32(i))
		}
	}
	for i := range int32(len(d.Events)) {
		if d.Events[i].Verbal {
			continue
		}
		if all := tellings[i]; len(all) > 0 {
			l.contested(append([]int32{i}, all...))
		}
		l.suspected(i, ledger.ByWhom, d.Events[i].Actors)
		l.suspected(i, ledger.ToWhom, d.Events[i].Recipients)
	}
}

// rootOf is the first telling of the act of event i.
func (l *linker) rootOf(i int32) int32 {
	for steps := 0; steps < 8 && l.d.Events[i].Restates >= 0; steps++ {
		i = l.d.Events[i].Restates
	}
	return i
}

// contested writes the claims on the points of one act that another voice than the first telling's tells otherwise, or alone.
func (l *linker) contested(all []int32) {
	d := l.d
	for _, point := range [...]ledger.Point{ledger.ByWhom, ledger.ToWhom, ledger.WithWhat, ledger.AtPlace, ledger.AtTime} {
		type version struct {
			event int32
			voice string
			tale
		}
		var told []version
		for _, i := range all {
			t, c := l.tell(i, point), &d.Claims[l.first[i]]
			if len(t.keys) == 0 || point != ledger.ByWhom && c.Position == ledger.Denies { // who denies his part denies no other point
				continue
			}
			v := version{i, l.voiceOf(c), t}
			if !slices.ContainsFunc(told, func(o version) bool { return o.voice == v.voice && slices.Equal(o.keys, v.keys) }) {
				told = append(told, v)
			}
		}
		first := l.voiceOf(&d.Claims[l.first[all[0]]])
		own := slices.IndexFunc(told, func(v version) bool { return v.voice == first })
		if !slices.ContainsFunc(told, func(v version) bool { return v.voice != first && (own < 0 || !slices.Equal(told[own].keys, v.keys)) }) {
			continue
		}
		for _, v := range told {
			l.claimOn(v.event, point, v.span, "'"+v.span.Of(d.Text)+"': not every voice that tells of the act tells so")
		}
	}
}

// voiceOf names who makes a claim: the nearest speaker, or nobody but the report.
func (l *linker) voiceOf(c *ledger.Claim) string {
	if c.Statement < 0 {
		return ""
	}
	o := l.d.Statements[c.Statement].Origin
	if len(o) == 0 {
		return "?"
	}
	if a := o[0].Actor; a >= 0 {
		return l.d.Actors[a].Key
	}
	return o[0].Name
}

// suspected writes a claim that one side is only possible, where words such as "suspected" stand before its noun.
func (l *linker) suspected(i int32, point ledger.Point, ps []ledger.Party) {
	d := l.d
	for _, p := range ps {
		if p.Mention < 0 || int(p.Mention) >= len(d.Mentions) {
			continue
		}
		m := &d.Mentions[p.Mention]
		for _, k := range d.Tree.Children(m.Head) {
			if rel := text.Rel0(l.tok(k).Rel); (rel == "amod" || rel == "advmod") && l.s.hedges[strings.ToLower(l.word(k))] {
				c := l.claimOn(i, point, m.Span, "'"+l.word(k)+"' leaves it open who they are")
				d.Claims[c].Certainty = "possible"
				return
			}
		}
	}
}

// claimOn adds a claim on one point of event i by whoever tells of the event, where there is none yet, and returns its number.
func (l *linker) claimOn(i int32, point ledger.Point, span text.Span, why string) int32 {
	d := l.d
	for k := range d.Claims {
		if d.Claims[k].Event == i && d.Claims[k].Point == point {
			return int32(k)
		}
	}
	c := d.Claims[l.first[i]]
	c.Point, c.Span, c.Answers = point, span, ledger.None
	c.Evidence = ledger.Evidence{Rule: "link/point", Words: []text.Span{span}, Steps: []string{why}}
	d.Claims = append(d.Claims, c)
	return int32(len(d.Claims) - 1)
}
