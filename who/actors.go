package who

import (
	"daybook/ledger"
	"daybook/text"
)

// Actors finds who the mentions mean: it fills d.Actors, and for each mention d.ActorOf and d.ActorWhy. Names are looked up
// in the actor files, where the date of publication decides offices; then descriptions, offices and bodies of states; then
// pronouns. What is in doubt stays None, ActorWhy says why, and d.InDoubt who may be meant.
func (s *Stage) Actors(d *ledger.Document) {
	n := len(d.Mentions)
	d.InDoubt = nil
	d.Actors, d.ActorOf, d.ActorWhy = nil, make([]int32, n), make([]string, n)
	for i := range d.ActorOf {
		d.ActorOf[i] = ledger.None
	}
	if n == 0 || d.Tree == nil || len(d.Tokens) == 0 {
		return
	}
	r := newReader(s, d)
	r.facts()
	r.definitions()
	r.surnames()
	r.named()
	r.appositions()
	r.readInterview()
	for i := range d.Mentions {
		r.resolve(int32(i))
	}
}

// A reader resolves the mentions of one document.
type reader struct {
	s    *Stage
	f    *files
	d    *ledger.Document
	t    *text.Tree
	date string // of publication, "" unknown

	fact     []fact
	of       []entity         // what is known of d.Actors beside them
	byKey    map[string]int32 // actor by key
	headed   []int32          // mention by head token, or None
	bears    []int32          // by token: mention whose name it is part of, or None
	sentence []int32          // by token
	place    []int32          // by token: index in d.Places, or None
	speaker  []int32          // by token: statement whose quotation it stands in, or None
	said     []int32          // by token: innermost statement whose content it stands in, or None
	speaks   []int32          // by mention: the first statement that it speaks, or None
	sayer    []int32          // by token: mention of the speaker of the statement that it reports, or None
	heard    map[string]bool  // states named in the report, by code
	defined  map[string]definition
	surname  map[string]int32 // by the key of a surname: the first mention that gives the full name of who bears it
	places   map[string]bool  // keys of the names of places
	spokenOf map[string]bool  // by code: whether the report names a place or people of the state
	asks     *interview       // where the report is an interview without labels
	blocked  string           // the subject that a pronoun could take up but for its being no actor
}

// fact is what a mention shows of itself.
type fact struct {
	agent  *agent
	first  int32 // first word of the agent
	words  text.Run
	plural bool
	det    byte // 'd' definite, 'i' indefinite, 'n' a number, 'p' possessed, 'b' bare
	ex     bool // former, late, future: not the holder of the office
	title  []titled
	told   string // key of the title
	unit   string // code of the state or key of the organisation that it belongs to, "" none
	two    bool   // belongs to more than one
	lent   string // sector of the person or body that it speaks or acts for
	unitBy string // the words that tell the unit
	owner  int32  // possessor or None
	state  byte   // 0 new, 1 in work, 2 done
}

// entity is what the reader knows of an actor.
type entity struct {
	ref     ref
	known   bool // ref is set
	sex     byte
	plural  bool
	body    bool // a body, of which one says "it" or "they"
	surname string
	given   string
	forms   []string // other forms of surname or given name that the report writes
	titles  []toldTitle
	called  []string // lemmas of what the report calls him beside his name: "a man named ..."
	head    string   // for descriptions: lemma of the head and the words before it
	words   string
	unit    string
	owner   int32 // whose it is where the report says "his party", or None
	counted bool  // a number of them: others described so are not the same
	rank    int   // how good the name is; a better one replaces it
	first   int32
	person  bool
}

type toldTitle struct{ title, unit string }

func newReader(s *Stage, d *ledger.Document) *reader {
	n := len(d.Tokens)
	all := make([]int32, 7*n)
	r := &reader{
		s: s, f: s.files, d: d, t: d.Tree, fact: make([]fact, len(d.Mentions)), byKey: map[string]int32{}, heard: map[string]bool{},
		headed: all[:n:n], sentence: all[n : 2*n : 2*n], place: all[2*n : 3*n : 3*n], speaker: all[3*n : 4*n : 4*n],
		said: all[4*n : 5*n : 5*n], sayer: all[5*n : 6*n : 6*n], bears: all[6*n:],
	}
	for i := range all {
		all[i] = ledger.None
	}
	if len(d.Source.Published) >= 10 && isDate(d.Source.Published[:10]) {
		r.date = d.Source.Published[:10]
	}
	for i, m := range d.Mentions {
		if m.Head >= 0 && int(m.Head) < n {
			r.headed[m.Head] = int32(i)
		}
	}
	for k, s := range d.Sentences {
		for i := max(s.First, 0); i < min(s.Last, int32(n)); i++ {
			r.sentence[i] = int32(k)
		}
	}
	r.spans()
	return r
}

// spans notes for each token the place and the quotation that it stands in.
func (r *reader) spans() {
	d := r.d
	mark := func(sp text.Span, into []int32, v int32) {
		lo, hi := 0, len(d.Tokens)
		for lo < hi {
			if mid := (lo + hi) / 2; d.Tokens[mid].Start < sp.Start {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		for ; lo < len(d.Tokens) && d.Tokens[lo].Start < sp.End; lo++ {
			into[lo] = v
		}
	}
	for i := range d.Mentions {
		mark(d.Mentions[i].Name, r.bears, int32(i))
	}
	for i, p := range d.Places {
		mark(p.Span, r.place, int32(i))
	}
	r.speaks = make([]int32, len(d.Mentions))
	for i := range r.speaks {
		r.speaks[i] = ledger.None
	}
	for i, s := range d.Statements {
		if s.Speaker >= 0 && int(s.Speaker) < len(r.speaks) && r.speaks[s.Speaker] < 0 {
			r.speaks[s.Speaker] = int32(i)
		}
		if s.CueHead >= 0 && int(s.CueHead) < len(d.Tokens) && s.Speaker >= 0 && int(s.Speaker) < len(d.Mentions) {
			r.sayer[s.CueHead] = s.Speaker
		}
		for _, c := range s.Content {
			mark(c, r.said, int32(i)) // an inner statement stands behind the one that holds it
			for _, q := range r.quoted(c, s.Form) {
				mark(q, r.speaker, int32(i))
			}
		}
	}
}

// quoted returns the parts of the content c that are in quotation marks.
func (r *reader) quoted(c text.Span, form ledger.Form) []text.Span {
	switch form {
	case ledger.Direct:
		return []text.Span{c}
	case ledger.Mixed:
		var out []text.Span
		open := int32(-1)
		for i := c.Start; i < c.End; {
			ch, n := rune(r.d.Text[i]), int32(1)
			if ch >= 0x80 {
				ch, n = decode(r.d.Text[i:])
			}
			switch ch {
			case '“', '„', '«':
				open = i
			case '”', '»', '"':
				if open >= 0 {
					out = append(out, text.Span{Start: open, End: i})
					open = -1
				} else if ch == '"' {
					open = i
				}
			}
			i += n
		}
		return out
	}
	return nil
}

// set ends the resolution of mention m.
func (r *reader) set(m, actor int32, why string) {
	r.fact[m].state = 2
	r.d.ActorOf[m], r.d.ActorWhy[m] = actor, why
	if actor >= 0 && r.of[actor].first < 0 {
		r.of[actor].first = m
	}
}

// none ends the resolution of mention m without an actor.
func (r *reader) none(m int32, why string) { r.set(m, ledger.None, why) }

// actor returns the actor with the key, made by new if there is none yet.
func (r *reader) actor(key string, make func() (ledger.Actor, entity)) int32 {
	if i, ok := r.byKey[key]; ok {
		return i
	}
	a, e := make()
	a.Key, e.first = key, -1
	if e.head == "" {
		e.owner = ledger.None
	}
	i := int32(len(r.d.Actors))
	r.d.Actors, r.of = append(r.d.Actors, a), append(r.of, e)
	r.byKey[key] = i
	return i
}

// word is token i as it stands in the text.
func (r *reader) word(i int32) string { return r.d.Tokens[i].Of(r.d.Text) }

// mentionOf returns the mention that token i heads or, where i is in a name, the one that bears it; or None.
func (r *reader) mentionOf(i int32) int32 {
	if i < 0 {
		return ledger.None
	}
	if m := r.headed[i]; m >= 0 {
		return m
	}
	return r.bears[i]
}

// resolve finds the actor of mention m, once.
func (r *reader) resolve(m int32) int32 {
	f := &r.fact[m]
	switch f.state {
	case 2:
		return r.d.ActorOf[m]
	case 1: // asks for itself on the way
		return ledger.None
	}
	f.state = 1
	switch r.d.Mentions[m].Kind {
	case ledger.Pronominal:
		r.pronoun(m)
	default:
		r.nominal(m)
	}
	if f.state != 2 {
		r.none(m, "")
	}
	return r.d.ActorOf[m]
}
