package said

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// misread handles a verb in the present that the tagger took for a noun in the plural, as the order of words shows: "the agency
// estimates that ...", "the firm plans to ...". The sentence has no other main verb then.
func (v *view) misread(i int32) {
	if v.toks[i].XPOS != "NNS" || i == 0 || int(i)+2 >= len(v.toks) || !v.word(i+1, "that", "to") || v.inside(i) {
		return
	}
	cs := v.lex.verbs[v.lemma(i)]
	if len(cs) == 0 {
		return
	}
	b := v.bounds(i)
	if v.toks[i].Head >= 0 && v.word(i+1, "to") && v.hasFinite(i+1, b.Last) {
		return
	}
	if b.First >= i || v.hasFinite(b.First, i) || !v.nominal(i-1) || v.child(i, "cop") >= 0 {
		return
	}
	first := b.First
	for _, k := range v.kids(i) {
		if k < i && v.rel(k) != "compound" && v.rel(k) != "det" && v.rel(k) != "amod" && v.rel(k) != "nummod" && v.rel(k) != "nsubj" {
			return
		}
	}
	for _, c := range cs {
		f := c.frame(frameThat)
		if v.word(i+1, "to") {
			f = c.frame(frameInf)
		}
		if f == nil {
			continue
		}
		last := v.until(i+2, b.Last, i)
		from := i + 2
		if f.kind == frameInf {
			from = i + 1
		} else if !v.hasFinite(from, last) {
			continue
		}
		ps := v.pieces([]text.Run{{First: from, Last: last}})
		if len(ps) == 0 {
			continue
		}
		src := source{head: i - 1, span: v.t.Span(v.trim(text.Run{First: first, Last: i})), speaker: v.mentionOf(i - 1), how: "source: the words before the cue, which the tagger took for a noun"}
		if ok, _ := v.speaks(src, c); !ok {
			continue
		}
		v.add(i, c, f, src, content{head: v.headOfRun(text.Run{First: from, Last: last}), pieces: ps, step: "content: what follows the cue"}, ledger.None, ledger.None, mood{lead: -1}, nil)
		return
	}
}

// misreadParticiple handles a past tense that the tagger took for an adjective, in a sentence that has no main verb then: "the army accused
// fighters of firing". Only frames whose words show them are read: a target and a preposition, an addressee and an infinitive.
func (v *view) misreadParticiple(i int32) {
	w := v.low(i)
	if v.rel(i) != "amod" || !strings.HasSuffix(w, "ed") || i == 0 || v.inside(i) || !v.nominal(i-1) {
		return
	}
	cs := v.lex.verbs[strings.TrimSuffix(w, "d")]
	if cs == nil {
		cs = v.lex.verbs[strings.TrimSuffix(w, "ed")]
	}
	b := v.bounds(i)
	if len(cs) == 0 || v.hasFinite(b.First, b.Last) || b.First >= i {
		return
	}
	for _, c := range cs {
		for n := range c.frames {
			f := &c.frames[n]
			for t := i + 2; t < b.Last && t < i+14 && !v.punct(t); t++ {
				from := int32(-1)
				switch {
				case f.kind == frameObjPrep && v.word(t, f.prep) && v.toks[t].UPOS != "PART" && int(t)+1 < len(v.toks) && v.toks[t+1].XPOS == "VBG":
					from = t + 1
				case f.kind == frameObjInf && v.word(t, "to") && int(t)+1 < len(v.toks) && v.toks[t+1].XPOS == "VB":
					from = t
				}
				if from < 0 {
					continue
				}
				ps := v.pieces([]text.Run{{First: from, Last: v.until(from, b.Last, i)}})
				if len(ps) == 0 {
					continue
				}
				src := source{head: i - 1, span: v.t.Span(v.trim(text.Run{First: b.First, Last: i})), speaker: v.mentionOf(i - 1), how: "source: the words before the cue, which the tagger took for an adjective"}
				if ok, _ := v.speaks(src, c); !ok {
					continue
				}
				ct := content{head: from, pieces: ps, step: "content: what follows the target"}
				target, to := v.headOfPhrase(i+1, t), ledger.None
				if f.kind == frameObjInf {
					target, to = ledger.None, target
				}
				v.add(i, c, f, src, ct, target, to, mood{lead: -1}, nil)
				return
			}
		}
	}
}
