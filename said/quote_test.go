package said

import (
	"strings"
	"testing"

	"daybook/text"
)

// paragraphs cuts a text at its line breaks.
func paragraphs(s string) []text.Span {
	var out []text.Span
	at := 0
	for _, l := range strings.SplitAfter(s, "\n") {
		if n := len(strings.TrimRight(l, "\n")); n > 0 {
			out = append(out, text.Span{Start: int32(at), End: int32(at + n)})
		}
		at += len(l)
	}
	return out
}

func TestQuotations(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // insides, with ">" before each level of nesting and "+" where it carries another on
	}{
		{"curly", "He said “we will go” and left.", []string{"we will go"}},
		{"straight", `He said "we will go" and left.`, []string{"we will go"}},
		{"single", "He said ‘we won’t go’ and left.", []string{"we won’t go"}},
		{"straight single", "He said 'we won't go' and left.", []string{"we won't go"}},
		{"apostrophes only", "The rebels' offer wasn't the workers' wish.", nil},
		{"plural possessive inside", "‘The rebels’ offer is dead,’ he said.", []string{"The rebels’ offer is dead,"}},
		{"shortened words", "Rock 'n' roll of the '90s, 'til dawn.", nil},
		{"nested", "“He told me ‘run’ and I ran,” she said.", []string{"He told me ‘run’ and I ran,", ">run"}},
		{"nested straight", `"He told me 'run' and I ran," she said.`, []string{"He told me 'run' and I ran,", ">run"}},
		{"doubled single marks", "He said ''we will go'' and left.", []string{"we will go"}},
		{"backquotes", "He said ``we will go'' and left.", []string{"we will go"}},
		{"opened anew at each paragraph", "“We fled.\n“We hid.\n“We came back,” she said.", []string{"We fled.", "+We hid.", "+We came back,"}},
		{"unclosed in the middle", "He said “we will go.\nThe talks ended.", nil},
		{"unclosed, then another", "He said “we will go. Then she said “stay” and left.", []string{"stay"}},
		{"closed with a straight mark", "He said “we will go\" and left.", []string{"we will go"}},
		{"inches", `A 6" pipe and a 4" pipe broke.`, nil},
		{"guillemets", "Il dit « non » hier.", []string{" non "}},
		{"german", "Er sagte „nein“ gestern.", []string{"nein"}},
		{"corner", "彼は「いいえ」と言った。", []string{"いいえ"}},
		{"bracket inside", "“Secretary [John] Kerry came,” he said.", []string{"Secretary [John] Kerry came,"}},
		{"two in a row", "“No,” he said. “Never.”", []string{"No,", "Never."}},
		{"paragraph that opens but is not carried on", "“We fled.\nThe town is empty.", []string{"We fled."}},
		{"empty", "He said “” and left.", nil},
		{"lone closing mark", "He left.” Then he came.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, q := range quotations(c.text, paragraphs(c.text)) {
				s := strings.Repeat(">", q.depth) + q.inner.Of(c.text)
				if q.prev >= 0 {
					s = "+" + s
				}
				got = append(got, s)
			}
			if strings.Join(got, " | ") != strings.Join(c.want, " | ") {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func FuzzQuotations(f *testing.F) {
	f.Add("“a ‘b’ c” \"d\" 'e' «f» „g“ ''h''\n“i\n“j”")
	f.Fuzz(func(t *testing.T, s string) {
		if !strings.Contains(s, "\x00") {
			s = strings.ToValidUTF8(s, "")
		} else {
			t.Skip()
		}
		qs := quotations(s, paragraphs(s))
		for i, q := range qs {
			if q.inner.Start < q.outer.Start || q.inner.End > q.outer.End || q.inner.Empty() || int(q.outer.End) > len(s) {
				t.Fatalf("quotation %d of %q is out of range: %+v", i, s, q)
			}
			if i > 0 && q.outer.Start < qs[i-1].outer.Start {
				t.Fatalf("quotations of %q are out of order", s)
			}
			if q.parent >= i || q.prev >= i || q.next >= len(qs) {
				t.Fatalf("links of quotation %d of %q are wrong: %+v", i, s, q)
			}
		}
	})
}
