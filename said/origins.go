package said

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// Origins writes the chain of origins of every statement: the speaker, who passed his words on, the speakers of the
// statements that it stands in, and last the outlet. It reads Actors and ActorOf and writes Statements.Origin.
func (s *Stage) Origins(d *ledger.Document) {
	o := origins{d: d, lex: s.lex, outlet: ledger.Link{Actor: ledger.None, Name: d.Source.Outlet, Kind: ledger.Outlet}}
	if o.outlet.Name == "" {
		o.outlet.Name = "the report"
	}
	for i := range d.Statements {
		d.Statements[i].Origin = append(o.chain(int32(i), 0), o.outlet)
	}
}

type origins struct {
	d      *ledger.Document
	lex    *lexicon
	outlet ledger.Link
}

// chain is the chain of statement i without the outlet.
func (o *origins) chain(i int32, depth int) []ledger.Link {
	st := &o.d.Statements[i]
	var out []ledger.Link
	push := func(l ledger.Link) {
		if n := len(out); n > 0 && same(out[n-1], l) {
			return
		}
		if strings.EqualFold(l.Name, o.d.Source.Outlet) && l.Kind != ledger.Unnamed {
			return // the outlet stands at the end in any case
		}
		out = append(out, l)
	}
	var above []ledger.Link
	if st.Parent >= 0 && depth < 8 {
		above = o.chain(st.Parent, depth+1)
	}
	switch first := o.first(st); {
	case first && len(above) > 0:
		// "I" and "we" in a quotation are its speaker, who comes next anyway
		if l, ok := o.link(st.Speaker, st.Source); ok && l.Actor >= 0 {
			push(l)
		}
	case first:
		// the reporter himself
	case st.Unknown || st.Source.Empty() && st.Speaker < 0:
		push(ledger.Link{Actor: ledger.None, Name: "unknown", Kind: ledger.Unnamed})
	default:
		l, _ := o.link(st.Speaker, st.Source)
		push(l)
	}
	for _, r := range st.Relays {
		if r.Span.Empty() && r.Mention < 0 {
			push(ledger.Link{Actor: ledger.None, Name: "unknown", Kind: ledger.Unnamed})
			continue
		}
		l, _ := o.link(r.Mention, r.Span)
		push(l)
	}
	for _, l := range above {
		push(l)
	}
	return out
}

func same(a, b ledger.Link) bool {
	return a.Actor >= 0 && a.Actor == b.Actor || a.Actor < 0 && b.Actor < 0 && a.Name == b.Name && a.Kind == b.Kind
}

// first reports whether the source is the first person.
func (o *origins) first(st *ledger.Statement) bool {
	switch strings.ToLower(st.Source.Of(o.d.Text)) {
	case "i", "we", "me", "us", "my", "our":
		return true
	}
	return false
}

// link names a mention by the actor that it was taken for, or by its words.
func (o *origins) link(m int32, words text.Span) (ledger.Link, bool) {
	l := ledger.Link{Span: words, Actor: ledger.None, Kind: ledger.Unnamed}
	if m >= 0 && int(m) < len(o.d.Mentions) {
		men := &o.d.Mentions[m]
		if l.Span.Empty() || relativeWord(words.Of(o.d.Text)) {
			l.Span = men.Span
		}
		if int(m) < len(o.d.ActorOf) && o.d.ActorOf[m] >= 0 {
			a := &o.d.Actors[o.d.ActorOf[m]]
			l.Actor, l.Name, l.Kind = o.d.ActorOf[m], a.Name, a.Kind
			return l, true
		}
		switch {
		case men.Type == "ORG":
			l.Kind = ledger.Organisation
		case men.Type == "PER" && men.Kind == ledger.Proper:
			l.Kind = ledger.Person
		case men.Kind == ledger.Nominal && men.Head >= 0 && o.lex.is("document", strings.ToLower(o.d.Tokens[men.Head].Lemma)):
			l.Kind = ledger.DocumentKind
		}
	}
	l.Name = strings.Join(strings.Fields(l.Span.Of(o.d.Text)), " ")
	if l.Name == "" {
		l.Name = "unknown"
	}
	return l, false
}

func relativeWord(w string) bool {
	switch strings.ToLower(w) {
	case "who", "which", "that", "whom":
		return true
	}
	return false
}
