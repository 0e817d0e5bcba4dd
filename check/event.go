package check

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"daybook"
	"daybook/ledger"
	"daybook/read"
	"daybook/rule"
	"daybook/text"
	"daybook/what"
)

// Rule runs the sentences of a rule for events. Without an engine it looks at their marks alone.
func Rule(e *daybook.Engine, x rule.Entry[what.Rule]) []Failure {
	return run(x, x.Rule.Meta,
		func(s string) string { return ruleYes(e, x.Rule.Type, s) },
		func(s string) string { return ruleNo(e, x.Rule.ID, s) })
}

// Sentence is a sentence of a rule with its marks taken out: {actor}, [recipient], => realis.
type Sentence struct {
	Text               string
	Actors, Recipients []text.Span
	Realis             ledger.Realis
}

// Unmark takes the marks out.
func Unmark(s string) (Sentence, error) {
	var out Sentence
	s, realis, _ := strings.Cut(s, "=>")
	out.Realis = ledger.Realis(strings.TrimSpace(realis))
	if out.Realis != "" && !slices.Contains(ledger.RealisValues, out.Realis) {
		return out, fmt.Errorf("unknown realis %q behind =>; known are %s", out.Realis, rule.Names(ledger.RealisValues))
	}
	var b strings.Builder
	open, close := -1, ' '
	for _, c := range strings.TrimSpace(s) {
		switch c {
		case '{', '[':
			if open >= 0 {
				return out, errors.New("marks must not nest")
			}
			open, close = b.Len(), map[rune]rune{'{': '}', '[': ']'}[c]
		case '}', ']':
			if open < 0 || c != close {
				return out, fmt.Errorf("a mark is closed with %c that was not opened so", c)
			}
			span := text.Span{Start: int32(open), End: int32(b.Len())}
			if c == '}' {
				out.Actors = append(out.Actors, span)
			} else {
				out.Recipients = append(out.Recipients, span)
			}
			open = -1
		default:
			b.WriteRune(c)
		}
	}
	if open >= 0 {
		return out, fmt.Errorf("a mark is not closed with %c", close)
	}
	out.Text = b.String()
	return out, nil
}

// Body reads one sentence as the body of a report, so that it is taken neither for a headline nor for a title, and tells where in the
// text it begins.
func Body(e *daybook.Engine, s string) (*ledger.Document, int32, error) {
	const lead = "Arkan River Council Report\n\nThe council of the river towns sat for nine hours and rose late, as it does each spring.\n\n"
	d, err := e.Read([]byte(lead+s+"\n"), read.Hint{Name: "sentence.txt", Published: "2024-05-14"})
	if err != nil {
		return d, 0, err
	}
	at := strings.Index(d.Text, s)
	if at < 0 {
		at = strings.Index(d.Text, strings.TrimSuffix(s, "."))
	}
	if at < 0 {
		return d, 0, errors.New("the text of a report would not have it so; write it as one line of plain words")
	}
	return d, int32(at), nil
}

// ruleYes wants an event of the type: another rule of it may be the stricter one.
func ruleYes(e *daybook.Engine, typ, s string) string {
	sen, err := Unmark(s)
	if err != nil {
		return "is marked wrongly: " + err.Error()
	}
	if e == nil {
		return ""
	}
	d, at, err := Body(e, sen.Text)
	if err != nil {
		return "cannot be read: " + err.Error()
	}
	var got []string
	for i := range d.Events {
		ev := &d.Events[i]
		if ev.Trigger.Start < at {
			continue
		}
		why := "another type"
		if ev.Type == typ || ev.Cast.Realis == ledger.Planned && sen.Realis == ledger.Planned {
			if why = sen.Differs(d, ev, at); why == "" {
				return ""
			}
			why = "another " + why
		}
		got = append(got, fmt.Sprintf("%s (%s)", Event(d, ev), why))
	}
	for _, x := range d.Rejected {
		if x.Stage == "events" {
			got = append(got, "passed over "+x.Rule+": "+x.Why)
		}
	}
	return "must come out as " + typ + ": " + cameOut(d, got) + "; the tree is " + Tree(d, at)
}

func ruleNo(e *daybook.Engine, id, s string) string {
	if m, err := Unmark(s); err != nil || m.Text != strings.TrimSpace(s) {
		return "must not come out, so it has no marks"
	}
	if e == nil {
		return ""
	}
	d, at, err := Body(e, s)
	if err != nil {
		return "cannot be read: " + err.Error()
	}
	for i := range d.Events {
		if ev := &d.Events[i]; ev.Evidence.Rule == "what/"+id && ev.Trigger.Start >= at {
			return "must not come out: got " + Event(d, ev)
		}
	}
	return ""
}

// Differs names what of an event is not as marked in a sentence that begins at a byte.
func (s Sentence) Differs(d *ledger.Document, e *ledger.Event, at int32) string {
	switch {
	case !covers(d, e.Actors, s.Actors, at):
		return "actor"
	case !covers(d, e.Recipients, s.Recipients, at):
		return "recipient"
	case s.Realis != "" && e.Cast.Realis != s.Realis:
		return "realis"
	}
	return ""
}

// covers reports whether each mark is met by a party, and where marks are given nobody else stands in the role.
func covers(d *ledger.Document, ps []ledger.Party, marks []text.Span, at int32) bool {
	if len(marks) == 0 {
		return true
	}
	if len(ps) != len(marks) {
		return false
	}
	for _, m := range marks {
		m = text.Span{Start: m.Start + at, End: m.End + at}
		met := false
		for _, p := range ps {
			met = met || partySpan(d, p).Overlaps(m)
		}
		if !met {
			return false
		}
	}
	return true
}

func partySpan(d *ledger.Document, p ledger.Party) text.Span {
	if p.Mention >= 0 {
		return d.Mentions[p.Mention].Span
	}
	return p.Span
}

// Event tells an event in one line.
func Event(d *ledger.Document, e *ledger.Event) string {
	words := func(ps []ledger.Party) string {
		var out []string
		for _, p := range ps {
			out = append(out, partySpan(d, p).Of(d.Text))
		}
		return strings.Join(out, " + ")
	}
	return fmt.Sprintf("%s %s %q actors=[%s] recipients=[%s] realis=%s (%s) by %s", e.Type, e.Mode, e.Trigger.Of(d.Text), words(e.Actors), words(e.Recipients), e.Cast.Realis, e.Cast.Why, e.Evidence.Rule)
}

// Tree prints the analysis of the sentences behind a byte: each word with its tag, relation and head.
func Tree(d *ledger.Document, at int32) string {
	var out []string
	for _, t := range d.Tokens {
		if t.Start < at {
			continue
		}
		h := "root"
		if t.Head >= 0 {
			h = d.Tokens[t.Head].Of(d.Text)
		}
		out = append(out, fmt.Sprintf("%s/%s/%s(%s)", t.Of(d.Text), t.XPOS, t.Rel, h))
	}
	return strings.Join(out, " ")
}
