package what

// This file writes down the event of a hit whose parties are settled.

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// keep appends the event.
func (r *reading) keep(h *hit, actors, recipients []found, means []int32, steps []string) {
	c := h.rule
	ty := r.b.types[c.Type]
	e := ledger.Event{
		Type: c.Type, Mode: c.Mode, Context: c.Context, CAMEO: c.CAMEO, Quad: ty.Quad, Trigger: r.trigger(h), Head: h.tok,
		Verbal: ty.Verbal || c.Verbal, Part: h.class != nil && h.class.Part, Statement: ledger.None, PartOf: ledger.None, Restates: ledger.None,
		When:  ledger.When{Time: ledger.None},
		Where: ledger.Where{Place: ledger.None},
	}
	e.Evidence = ledger.Evidence{Rule: "what/" + c.ID, Where: c.where, Words: []text.Span{e.Trigger}}
	note := func(s string) { e.Evidence.Steps = append(e.Evidence.Steps, s) }
	note("trigger '" + h.pat.surface + "' at '" + e.Trigger.Of(r.d.Text) + "'")
	if h.light >= 0 && h.class != nil {
		note("clause lent by '" + r.word(h.light) + "' (" + h.class.ID + ")")
	}
	for _, f := range actors {
		e.Actors = append(e.Actors, r.trimmed(f.tok, h.tok))
		note("actor '" + r.word(f.tok) + "': " + f.how)
	}
	for _, f := range recipients {
		e.Recipients = append(e.Recipients, r.trimmed(f.tok, h.tok))
		note("recipient '" + r.word(f.tok) + "': " + f.how)
	}
	e.Evidence.Steps = append(e.Evidence.Steps, steps...)
	seen := map[int32]bool{}
	for _, m := range means {
		if !seen[m] {
			seen[m] = true
			e.Means = append(e.Means, r.phrase(m))
		}
	}
	for _, f := range recipients {
		if k := r.protected(f.tok); k != "" {
			e.Objects = append(e.Objects, ledger.Object{Kind: k, Span: r.phrase(f.tok)})
		}
	}
	if w := r.mendedNear(h, actors, recipients); w >= 0 {
		note("the tree is mended at '" + r.word(w) + "'")
	}
	e.Cast = r.cast(h)
	r.future(h, &e)
	r.settle(h, &e)
	i := int32(len(r.d.Events))
	r.d.Events = append(r.d.Events, e)
	r.hits = append(r.hits, *h)
	r.eventAt[h.tok] = i
	if h.object >= 0 {
		r.eventAt[h.object] = i
	}
	if h.base >= 0 {
		r.eventAt[h.base] = i
	}
}

// mendedNear is the first word among the trigger, its clause and its parties whose place in the tree was mended, or None.
func (r *reading) mendedNear(h *hit, sides ...[]found) int32 {
	for _, t := range [...]int32{h.tok, h.clause, h.base, h.object} {
		if r.mended(t) {
			return t
		}
	}
	for _, side := range sides {
		for _, f := range side {
			if r.mended(f.tok) {
				return f.tok
			}
		}
	}
	return ledger.None
}

// trimmed is the party at t; where its mention has swallowed the trigger, its words are those of the noun phrase alone.
func (r *reading) trimmed(t, trigger int32) ledger.Party {
	p := r.party(t)
	if p.Mention >= 0 && p.Span.Empty() && r.d.Mentions[p.Mention].Span.Contains(r.toks[trigger].Span) && t != trigger {
		p.Span = r.phrase(t)
	}
	return p
}

// future applies the codebook's rule that cooperation still to come is an agreement to it, and a withdrawal still to come
// a concession: only where the clause itself is in the future, not where a verb of speech carries it. Who says that he
// will not meet, help or yield refuses: that is a REJECT, and the refusal is what happened.
func (r *reading) future(h *hit, e *ledger.Event) {
	if e.Cast.Realis == ledger.Denied && strings.HasPrefix(e.Cast.Why, "refusal") && len(e.Actors) > 0 {
		switch e.Type {
		case "CONSULT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "AGREE":
			e.Evidence.Steps = append(e.Evidence.Steps, "that a "+e.Type+" will not come is a refusal, REJECT")
			e.Type, e.Quad, e.Mode, e.CAMEO, e.Verbal = "REJECT", r.b.types["REJECT"].Quad, "", "", true
			e.Cast = ledger.Cast{Realis: ledger.Happened, Certainty: e.Cast.Certainty, Why: e.Cast.Why}
			if h.rule.Sides == "both" && len(e.Actors) > 1 {
				e.Recipients, e.Actors = e.Actors[1:], e.Actors[:1]
			}
		}
		return
	}
	if e.Cast.Realis != ledger.Planned || !strings.HasPrefix(e.Cast.Why, "future") {
		return
	}
	to := ""
	switch e.Type {
	case "CONSULT", "SUPPORT", "COOPERATE", "AID":
		to = "AGREE"
	case "RETREAT":
		to = "CONCEDE"
	default:
		return
	}
	e.Evidence.Steps = append(e.Evidence.Steps, e.Type+" still to come is "+to+" by the codebook")
	e.Type, e.Quad, e.Mode, e.CAMEO, e.Verbal = to, r.b.types[to].Quad, "", "", r.b.types[to].Verbal
}
