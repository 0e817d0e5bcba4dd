package said

import (
	"daybook/ledger"
)

// stance adjusts what the lexicon says of a cue to what its content says: "said it was not involved" denies. The step that
// is noted tells why.
func (v *view) stance(i int32, c *cue, f *frame, src source, x *found, m mood) {
	step := func(s ledger.Stance, why string) {
		x.Stance = s
		x.Evidence.Steps = append(x.Evidence.Steps, "stance "+string(s)+": "+why)
	}
	if m.negated {
		switch {
		case m.declines:
			step(ledger.Declines, "the cue is negated under a modal verb")
		case v.lex.is("withholding", v.lemma(i)) && (f.kind == frameObj || f.kind == framePrep || f.kind == frameWh):
			step(ledger.Declines, "more is not told")
		case f.kind == frameWh && x.Stance == ledger.Asserts:
			step(ledger.Declines, "the cue is negated and leaves a question open")
		case x.Stance == ledger.Confirms:
			step(ledger.Declines, "no confirmation was given")
		case x.Stance == ledger.Denies:
			step(ledger.Declines, "no denial was given")
		case x.Stance == ledger.Believes || x.Stance == ledger.Thinks:
			step(ledger.Doubts, "a belief is negated")
		default:
			x.Evidence.Steps = append(x.Evidence.Steps, "the cue is negated")
		}
		return
	}
	h := x.head
	if h < 0 {
		return
	}
	if x.Stance == ledger.Declines && f.kind == frameObj && v.calledFalse(x) {
		step(ledger.Denies, "what is rejected is called false")
	}
	if x.Stance == ledger.Declines && f.kind == frameObj && v.lex.is("claim", v.lemma(h)) {
		step(ledger.Denies, "what is rejected is a claim")
	}
	if x.Stance != ledger.Asserts {
		return
	}
	switch f.kind {
	case frameObjPred, frameObjAs:
		good, bad := false, false
		for k := v.tokenAt(x.Content[0].Start); int(k) < len(v.toks) && v.toks[k].Start < x.Content[len(x.Content)-1].End; k++ {
			good = good || v.lex.is("good", v.lemma(k)) || v.lex.is("good", v.low(k))
			bad = bad || v.lex.is("bad", v.lemma(k)) || v.lex.is("bad", v.low(k))
		}
		switch {
		case good && !bad:
			step(ledger.Praises, "words of praise")
		case bad && !good:
			step(ledger.Condemns, "words of blame")
		}
	case frameThat, frameQuote:
		v.clauseStance(h, src, step)
	case frameObj:
		if v.lex.is("need", v.lemma(h)) && c.Strength == "strong" {
			step(ledger.Urges, "stresses a need")
		}
	}
}

// clauseStance reads the stance off the clause that an assertive cue reports.
func (v *view) clauseStance(h int32, src source, step func(ledger.Stance, string)) {
	self := v.selfSubject(h, src)
	mod := v.modal(h)
	neg := v.negatedClause(h)
	switch {
	case neg && self && mod == "" && v.actLike(h):
		step(ledger.Denies, "the content negates the speaker's own part")
	case mod == "" && (neg && v.nothingTo(h) || self && v.noPartIn(h)):
		step(ledger.Denies, "the content negates the speaker's own part")
	case (mod == "will" || mod == "would" || mod == "shall") && self && !neg:
		if v.lex.is("willing", v.lemma(h)) {
			step(ledger.Promises, "the content tells what the speaker is willing to do")
		} else if v.stative(h) {
			step(ledger.Predicts, "the content tells what will be")
		} else {
			step(ledger.Promises, "the content tells what the speaker will do")
		}
	case (mod == "will" || mod == "would") && !self && !neg && !v.passive(h) && !v.lex.is("schedule", v.lemma(h)) && !v.conditional(h):
		step(ledger.Predicts, "the content tells what will be")
	case mod == "must" && !self && !v.perfect(h):
		step(ledger.Demands, "the content says what must be done")
	case mod == "should" && !self && !neg && !v.perfect(h):
		step(ledger.Urges, "the content says what should be done")
	}
}

// selfSubject reports whether the subject of clause h is the speaker: a pronoun that can stand for him, or "its forces".
func (v *view) selfSubject(h int32, src source) bool {
	s := v.subject(h)
	if s < 0 || src.head < 0 {
		return false
	}
	w := v.low(s)
	switch w {
	case "i", "we":
		return v.inside(s)
	case "he", "she":
		return v.toks[src.head].UPOS != "PRON" || v.low(src.head) == w || v.low(src.head) == "who"
	case "it":
		return v.toks[src.head].UPOS == "PROPN" || v.low(src.head) == "it" || v.lex.is("body", v.lemma(src.head))
	case "they":
		return v.toks[src.head].XPOS == "NNS" || v.toks[src.head].XPOS == "NNPS" || w == v.low(src.head) || v.child(src.head, "conj") >= 0
	}
	for _, k := range v.kids(s) {
		if v.toks[k].Rel == "nmod:poss" {
			switch v.low(k) {
			case "its", "his", "her", "their", "our", "my":
				return v.lex.is("own", v.lemma(s))
			}
		}
	}
	return v.toks[s].UPOS == "PROPN" && v.lemma(s) == v.lemma(src.head)
}

// actLike reports whether clause h tells of an act or a part in one, not of a wish, a feeling or a belief.
func (v *view) actLike(h int32) bool {
	if v.toks[h].UPOS == "VERB" {
		return !v.lex.is("attitude", v.lemma(h))
	}
	return v.lex.is("party", v.lemma(h))
}

// noPartIn reports "had no involvement in", "played no part in".
func (v *view) noPartIn(h int32) bool {
	o := v.child(h, "obj")
	return o >= 0 && v.has(o, "det", "no") && v.lex.is("involvement", v.lemma(o))
}

// calledFalse reports whether the content ends by calling its object false: "dismissed the list as incorrect".
func (v *view) calledFalse(x *found) bool {
	p := x.Content[len(x.Content)-1]
	for t := v.tokenAt(p.Start); int(t)+1 < len(v.toks) && v.toks[t+1].End <= p.End; t++ {
		if v.word(t, "as") && v.lex.is("false", v.low(t+1)) {
			return true
		}
	}
	return false
}

// nothingTo reports "had nothing to do with".
func (v *view) nothingTo(h int32) bool {
	o := v.child(h, "obj")
	if o < 0 || v.low(o) != "nothing" {
		return false
	}
	k := v.child(o, "acl")
	if k < 0 {
		k = v.child(h, "xcomp", "advcl")
	}
	return k >= 0 && v.lemma(k) == "do"
}

// stative reports whether clause h tells of a state rather than a deed of its subject.
func (v *view) stative(h int32) bool {
	return v.toks[h].UPOS != "VERB" || v.passive(h) || v.lex.is("state", v.lemma(h))
}

func (v *view) conditional(h int32) bool {
	for _, k := range v.kids(h) {
		if v.rel(k) == "advcl" && v.marker(k) == "if" {
			return true
		}
	}
	return false
}

// perfect reports "must have", "should have".
func (v *view) perfect(h int32) bool { return v.has(h, "aux", "have", "'ve", "’ve") }
