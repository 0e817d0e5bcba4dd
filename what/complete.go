package what

import (
	"sort"
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// complete fills what one trigger alone could not tell: recipients of acts of speech from the statement, from the act spoken of
// or from the talks in which it was said; and the act behind a denied part.
func (r *reading) complete() {
	n := len(r.d.Events)
	cue := map[int32]int32{}
	for i := range r.d.Statements {
		if h := r.d.Statements[i].CueHead; h >= 0 {
			cue[h] = int32(i)
		}
	}
	for i := 0; i < n; i++ {
		e, h := &r.d.Events[i], &r.hits[i]
		if e.Verbal && len(e.Recipients) == 0 && h.rule.Sides != "both" {
			r.addressee(e, h, cue)
		}
	}
	for i := range r.d.Events {
		r.anaphor(i)
	}
	r.remarks()
}

// reach is how many events before and behind are looked at for one that a noun may stand for: far more than a report has, so that
// a text without end costs no more than its length.
const reach = 400

// eventsOf is the range of the events of a sentence: they stand in the order of their sentences.
func (r *reading) eventsOf(s int32) (lo, hi int) {
	lo = sort.Search(len(r.d.Events), func(i int) bool { return r.sentence[r.d.Events[i].Head] >= s })
	hi = lo
	for hi < len(r.d.Events) && r.sentence[r.d.Events[hi].Head] == s {
		hi++
	}
	return lo, hi
}

// remarks lets acts of speech take the day on which the report says, a little later, that "the comments" were made.
func (r *reading) remarks() {
	for v := range r.toks {
		v := int32(v)
		if r.toks[v].UPOS != "VERB" || r.headlike(v) {
			continue
		}
		switch r.lemma(v) {
		case "make", "deliver", "issue", "give", "speak", "come":
		default:
			continue
		}
		c := r.core(v)
		if c.obj < 0 || c.subj < 0 || !r.is(c.obj, "remark") || !r.definite(c.obj) {
			continue
		}
		day := ledger.None
		s := r.sentence[v]
		h := hit{tok: v, clause: v, base: ledger.None, object: ledger.None}
		for i := r.d.Sentences[s].First; i < r.d.Sentences[s].Last; i++ {
			t := r.time[i]
			if t < 0 || r.d.Times[t].From == "" || r.d.Times[t].From != r.d.Times[t].To {
				continue
			}
			if at, _ := r.clauseOf(i, &h); at == v || at >= 0 && !r.predicate(at) && r.reaches(v, at) {
				day = t
				break
			}
			if r.between(i, v) {
				day = t
				break
			}
		}
		if day < 0 {
			continue
		}
		lo, _ := r.eventsOf(max(s-3, 0))
		hi, _ := r.eventsOf(s)
		for e := hi - 1; e >= lo; e-- {
			ev := &r.d.Events[e]
			es := r.sentence[ev.Head]
			if !ev.Verbal || ev.When.Time >= 0 || !ev.Cast.Realis.Took() || ev.Background || !r.sameSide([]ledger.Party{r.party(c.subj)}, ev.Actors) {
				continue
			}
			t := &r.d.Times[day]
			how := "through '" + r.word(c.obj) + "' in a later sentence"
			ev.When = ledger.When{Time: day, From: t.From, To: t.To, Extent: "within", How: how}
			ev.Evidence.Steps = append(ev.Evidence.Steps, "time "+how)
			for k, end := r.eventsOf(es); k < end; k++ { // the talks in which it was said
				o := &r.d.Events[k]
				if o.Type == "CONSULT" && o.When.Time < 0 && r.hits[k].noun() && r.hits[k].light < 0 && o.Cast.Realis.Took() && r.sameSide(o.Actors, ev.Actors) {
					o.When = ev.When
					o.Evidence.Steps = append(o.Evidence.Steps, "time "+how)
				}
			}
		}
	}
}

// anaphor lets an outcome that is told "in the onslaught", "in the attack" take place and time from the act that the report has
// told of before: the noun stands for it.
func (r *reading) anaphor(i int) {
	e, h := &r.d.Events[i], &r.hits[i]
	if !h.rule.Casualty || h.noun() || e.Where.Place >= 0 && e.When.Time >= 0 {
		return
	}
	for _, k := range r.t.Children(h.tok) {
		switch r.prep(k) {
		case "in", "during", "by":
		default:
			continue
		}
		if !r.is(k, "attack") && !r.is(k, "operation") || r.eventAt[k] != 0 || !r.definite(k) {
			continue
		}
		for j := i - 1; j >= max(0, i-reach); j-- {
			o := &r.d.Events[j]
			if o.Type != "ASSAULT" || !o.Cast.Realis.Took() || o.Part || o.Background || r.hits[j].rule.Casualty || o.Where.Place < 0 && o.When.Time < 0 {
				continue
			}
			how := "through '" + r.word(k) + "', told before as '" + o.Trigger.Of(r.d.Text) + "'"
			if e.Where.Place < 0 && o.Where.Place >= 0 {
				e.Where = o.Where
				e.Where.How = how
			}
			if e.When.Time < 0 && o.When.Time >= 0 {
				e.When = o.When
				e.When.How = how
			}
			e.Evidence.Steps = append(e.Evidence.Steps, how)
			return
		}
	}
}

func (r *reading) definite(n int32) bool {
	for _, k := range r.t.Children(n) {
		switch r.lemma(k) {
		case "the", "this", "that", "these", "those":
			if r.rel(k) == "det" {
				return true
			}
		}
	}
	return false
}

// addressee finds to whom, or against whom, an act of speech goes.
func (r *reading) addressee(e *ledger.Event, h *hit, cue map[int32]int32) {
	take := func(t int32, how string) bool {
		if t < 0 {
			return false
		}
		fs := r.distinct([]found{{t, how}}, r.foundOf(e.Actors))
		if len(fs) == 0 {
			return false
		}
		for _, f := range r.joined(fs, t, 0) {
			e.Recipients = append(e.Recipients, r.party(f.tok))
			e.Evidence.Steps = append(e.Evidence.Steps, "recipient '"+r.word(f.tok)+"': "+f.how)
		}
		return true
	}
	if s, ok := cue[h.tok]; ok {
		st := &r.d.Statements[s]
		for _, m := range [...]int32{st.Target, st.To} {
			if m >= 0 && int(m) < len(r.d.Mentions) && r.sentence[r.d.Mentions[m].Head] == r.sentence[h.tok] && take(r.d.Mentions[m].Head, "target or addressee of the statement") {
				return
			}
		}
	}
	if h.rule.inherits {
		for k, hi := r.eventsOf(r.sentence[h.tok]); k < hi; k++ {
			o := &r.d.Events[k]
			if r.hits[k].tok != h.tok && len(o.Recipients) > 0 && r.hangs(r.hits[k].clause, h.clause) {
				e.Recipients = append(e.Recipients, o.Recipients...)
				e.Evidence.Steps = append(e.Evidence.Steps, "recipient by what is spoken of: '"+o.Trigger.Of(r.d.Text)+"'")
				return
			}
		}
	}
	if e.Type == "REQUEST" || e.Type == "ACCUSE" || e.Type == "THREATEN" {
		for k, hi := r.eventsOf(r.sentence[h.tok]); k < hi; k++ {
			o := &r.d.Events[k]
			if o.Type != "CONSULT" || !r.hits[k].noun() || r.hits[k].light >= 0 {
				continue
			}
			host := r.host(&r.hits[k], func(t int32) bool { return t >= 0 })
			if host.tok < 0 || h.core.subj < 0 || !r.same(host.tok, h.core.subj) {
				continue
			}
			for _, f := range r.foundOf(o.Actors) {
				if !r.same(f.tok, host.tok) && take(f.tok, "with whom the '"+r.word(o.Head)+"' were") {
					return
				}
			}
		}
	}
}

// hangs reports whether clause i is a complement of clause g, directly or through other infinitives.
func (r *reading) hangs(i, g int32) bool {
	for steps := 0; i >= 0 && steps < 4; steps++ {
		switch r.rel(i) {
		case "xcomp", "ccomp", "obj", "advcl", "acl", "conj":
			if r.toks[i].Rel == "acl:relcl" {
				return false
			}
		case "obl", "nmod":
			if p := r.prep(i); p != "to" && p != "for" && p != "of" && p != "on" {
				return false
			}
		default:
			return false
		}
		i = r.head(i)
		if i == g {
			return true
		}
	}
	return false
}

// foundOf gives the head tokens of parties.
func (r *reading) foundOf(ps []ledger.Party) []found {
	var out []found
	for _, p := range ps {
		if p.Mention >= 0 {
			out = append(out, found{tok: r.d.Mentions[p.Mention].Head})
		}
	}
	return out
}

// presuppose adds the act itself where only somebody's denied or alleged part in "the attack" was told, and nothing else in the report
// tells of such an act: who denies a part in the attack, or blames another for it, takes the attack for granted.
func (r *reading) presuppose(i int) {
	e := r.d.Events[i]
	nobody := len(e.Actors) == 0 && strings.HasPrefix(e.Cast.Why, "negated by") // "no group claimed responsibility for the bombing"
	if !e.Part || e.Cast.Realis != ledger.Denied && (e.Cast.Realis != ledger.Possible || r.hits[i].class.Doer == "" && !nobody) {
		return
	}
	n := r.hits[i].base
	if n < 0 || !r.definite(n) {
		return
	}
	for k := max(0, i-reach); k < min(len(r.d.Events), i+reach); k++ {
		o := &r.d.Events[k]
		if k != i && o.Type == e.Type && o.Cast.Realis.Took() && !o.Part {
			return
		}
	}
	e.Actors, e.Part, e.Evidence.Steps = nil, false, append([]string{"taken for granted where a part in it is denied or alleged"}, e.Evidence.Steps...)
	e.Cast = ledger.Cast{Realis: ledger.Happened, Certainty: "probable", Why: "taken for granted by the definite noun"}
	e.Figures = nil
	if len(e.Recipients) == 0 {
		return
	}
	if nobody { // nothing is left to be told of a part
		r.d.Events[i] = e
		return
	}
	r.d.Events = append(r.d.Events, e)
	r.hits = append(r.hits, r.hits[i])
}

// merge joins an outcome told beside another outcome of the same act ("were killed and many more wounded") into one event
// that keeps both figures, and lets "most of them civilians" say who the recipients are.
func (r *reading) merge() {
	for i := range r.d.Events {
		r.specify(i)
	}
	drop := make([]int32, len(r.d.Events))
	any := false
	for i := range drop {
		drop[i] = ledger.None
	}
	for i := range r.d.Events {
		e, h := &r.d.Events[i], &r.hits[i]
		if !h.rule.Casualty || h.noun() {
			continue
		}
		for j := i - 1; j >= 0 && r.sentence[r.d.Events[j].Head] == r.sentence[e.Head]; j-- {
			o, g := &r.d.Events[j], &r.hits[j]
			if drop[j] >= 0 || !g.rule.Casualty || g.noun() || len(e.Actors) > 0 && !r.sameSide(e.Actors, o.Actors) || e.Cast.Realis != o.Cast.Realis {
				continue
			}
			if len(e.Actors)+len(o.Actors) == 0 || r.beside(h.tok, g.tok) && (len(e.Actors) > 0 || len(o.Actors) == 0 || r.rel(h.tok) == "conj") {
				drop[i], any = int32(j), true
				break
			}
		}
	}
	if any {
		r.compact(drop)
	}
}

func (r *reading) sameSide(a, b []ledger.Party) bool {
	for _, x := range r.foundOf(a) {
		for _, y := range r.foundOf(b) {
			if r.same(x.tok, y.tok) {
				return true
			}
		}
	}
	return false
}

// beside reports whether two verbs are coordinated, one hanging on the other without a subordinate clause between.
func (r *reading) beside(a, b int32) bool {
	for steps := 0; a >= 0 && steps < 4; steps++ {
		switch rel := r.rel(a); rel {
		case "conj", "parataxis", "advcl", "ccomp":
			if rel == "advcl" && r.mark(a) != "" {
				return false
			}
		default:
			return false
		}
		a = r.head(a)
		if a == b {
			return true
		}
		if a >= 0 && r.head(b) == a && (r.rel(b) == "ccomp" || r.rel(b) == "parataxis" || r.rel(b) == "conj") {
			return true
		}
	}
	return false
}

// compact removes the dropped events; their figures go to the event that took them in.
func (r *reading) compact(drop []int32) {
	d := r.d
	to := make([]int32, len(drop))
	var events []ledger.Event
	var hits []hit
	for i := range d.Events {
		if drop[i] >= 0 {
			continue
		}
		to[i] = int32(len(events))
		events, hits = append(events, d.Events[i]), append(hits, r.hits[i])
	}
	for i := range drop {
		if j := drop[i]; j >= 0 {
			to[i] = to[j]
			e := &events[to[j]]
			e.Figures = append(e.Figures, d.Events[i].Figures...)
			e.Evidence.Words = append(e.Evidence.Words, d.Events[i].Trigger)
			e.Evidence.Steps = append(e.Evidence.Steps, "took in the outcome '"+d.Events[i].Trigger.Of(d.Text)+"' beside it")
		}
	}
	for i := range d.Figures {
		if f := &d.Figures[i]; f.Event >= 0 {
			f.Event = to[f.Event]
		}
	}
	for t, e := range r.eventAt {
		r.eventAt[t] = to[e]
	}
	d.Events, r.hits = events, hits
}

// specify replaces recipients that are only "people" by who most of them were.
func (r *reading) specify(i int) {
	e := &r.d.Events[i]
	if len(e.Recipients) != 1 || !r.hits[i].rule.Casualty {
		return
	}
	fs := r.foundOf(e.Recipients)
	if len(fs) != 1 || !r.is(fs[0].tok, "generic-person") {
		return
	}
	span, ok := r.mostOfThem(fs[0].tok)
	if !ok {
		return
	}
	for h := fs[0].tok; h < min(fs[0].tok+32, int32(len(r.toks))); h++ {
		if m := r.mention[h]; m >= 0 && span.Contains(r.toks[h].Span) && r.toks[h].UPOS == "NOUN" && !r.is(h, "quantity") {
			e.Recipients = []ledger.Party{{Mention: m, Span: text.Span{}}}
			e.Evidence.Steps = append(e.Evidence.Steps, "recipient '"+r.word(h)+"': '"+span.Of(r.d.Text)+"'")
			return
		}
	}
}
