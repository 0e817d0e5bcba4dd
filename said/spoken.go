package said

import (
	"daybook/ledger"
	"daybook/text"
)

// spoken finds when and where a statement was made, as far as the words beside its cue tell: "said on Monday", "told reporters in Geneva", "in a speech
// in Berlin on Friday". What stands in the content tells of something else.
func (v *view) spoken(x *found) {
	x.Time, x.Place = ledger.None, ledger.None
	i := x.CueHead
	if i < 0 {
		return
	}
	heads := []int32{i}
	if v.rel(i) == "xcomp" && v.toks[i].Head >= 0 { // "went on to say on Monday": the day hangs on either
		heads = append(heads, v.toks[i].Head)
	}
	for _, k := range v.kids(i) { // "speaking in Berlin, she said"
		if v.rel(k) == "advcl" && v.toks[k].XPOS == "VBG" && v.word(k, "speaking", "talking", "writing", "addressing") {
			heads = append(heads, k)
		}
	}
	if x.To >= 0 { // "told reporters in Geneva"
		heads = append(heads, v.d.Mentions[x.To].Head)
	}
	for _, h := range heads {
		for _, k := range v.kids(h) {
			switch v.toks[k].UPOS {
			case "NOUN", "PROPN", "NUM", "ADV":
			default:
				continue
			}
			switch r := v.toks[k].Rel; text.Rel0(r) {
			case "obl", "advmod":
			case "nmod":
				if r == "nmod:poss" {
					continue
				}
			default:
				continue
			}
			v.spokenIn(k, x)
		}
	}
}

// spokenIn takes the first time and the first place of the phrase that token k heads.
func (v *view) spokenIn(k int32, x *found) {
	phrase := v.t.Span(v.t.Subtree(k))
	for _, p := range x.Content {
		if p.Overlaps(phrase) {
			return
		}
	}
	if !x.Source.Empty() && x.Source.Overlaps(phrase) {
		return
	}
	if x.Time < 0 {
		for n := range v.d.Times {
			t := &v.d.Times[n]
			if (t.Type == "DATE" || t.Type == "TIME") && phrase.Overlaps(t.Span) {
				x.Time = int32(n)
				x.Evidence.Steps = append(x.Evidence.Steps, "said when: '"+t.Span.Of(v.d.Text)+"' beside the cue")
				break
			}
		}
	}
	switch v.t.Case(k) {
	case "in", "at", "from", "near", "outside":
	default:
		return
	}
	if x.Place < 0 {
		for n := range v.d.Places {
			p := &v.d.Places[n]
			if phrase.Contains(p.Span) && !p.Metonym && !p.Adjective && !p.InName {
				x.Place = int32(n)
				x.Evidence.Steps = append(x.Evidence.Steps, "said where: '"+p.Span.Of(v.d.Text)+"' beside the cue")
				break
			}
		}
	}
}
