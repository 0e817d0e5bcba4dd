package said

import (
	"daybook/ledger"
	"daybook/text"
)

// passiveContent is content for a passive cue: "was accused of hacking", "was urged to leave", "it was reported that ...".
func (v *view) passiveContent(i int32, c *cue, plain bool) (f *frame, ct content, target, to int32, extra []int32) {
	target, to = ledger.None, ledger.None
	sub := v.subject(i)
	if sub >= 0 && (v.toks[sub].Rel == "expl" || v.low(sub) == "it") {
		sub = ledger.None
	}
	if c.Agent && v.agentPhrase(i) < 0 {
		return nil, ct, target, to, nil
	}
	if plain {
		if f := c.frame(frameObj); f != nil && sub >= 0 && v.agentPhrase(i) >= 0 && !v.relative(sub) && v.fits(c, sub, false) && !(v.aboutOne(f.stance) && v.personal(sub)) {
			if ct, ok := v.object(sub, f); ok {
				if v.aboutOne(f.stance) {
					target = sub
				}
				return f, ct, target, to, nil
			}
		}
		return nil, ct, target, to, nil
	}
	if f := c.frame(frameWh); f != nil {
		if k := v.whClause(i); k >= 0 {
			if ct, ok := v.tree(k, "content: question that the passive cue governs"); ok {
				return f, ct, target, sub, nil
			}
		}
	}
	if f := c.frame(frameThat); f != nil {
		if k := v.child(i, "ccomp", "csubj"); k >= 0 {
			if ct, ok := v.tree(k, "content: clause that the passive cue governs"); ok {
				return f, ct, target, sub, nil
			}
		}
		if sub >= 0 && c.frame(frameObjInf) == nil {
			// "the rebels are said to have fled": subject and infinitive together are what is said
			if k := v.child(i, "xcomp"); k >= 0 && v.infinitive(k) {
				if ct, ok := v.tree(k, "content: subject and infinitive of the passive cue"); ok {
					r := v.pieces([]text.Run{v.nounPhrase(sub)})
					if !v.relative(sub) {
						ct.pieces = append(r, ct.pieces...)
					}
					return f, ct, target, to, nil
				}
			}
		}
	}
	if sub < 0 {
		return nil, ct, target, to, nil
	}
	if f := c.frame(frameObjInf); f != nil {
		if k := v.infinitiveOf(i, i, false); k >= 0 {
			if ct, ok := v.tree(k, "content: infinitive of the passive cue"); ok {
				if !addresses(f.stance) {
					// "is believed to be abroad": subject and infinitive together are what is believed
					if !v.relative(sub) {
						ct.pieces = append(v.pieces([]text.Run{v.nounPhrase(sub)}), ct.pieces...)
					}
					return f, ct, target, to, nil
				}
				return f, ct, target, sub, nil
			}
		}
	}
	for n := range c.frames {
		f := &c.frames[n]
		if f.kind != frameObjPrep {
			continue
		}
		if k := v.prepPhrase(i, -1, f.prep); k >= 0 {
			if ct, ok := v.tree(k, "content: what follows '"+f.prep+"'"); ok {
				return f, ct, sub, to, v.adjacent(i, k, f.prep)
			}
		}
	}
	if f := c.frame(frameObjAs); f != nil {
		if k := v.asPhrase(i, i, c); k >= 0 {
			if ct, ok := v.tree(k, "content: what the target is described as"); ok {
				return f, ct, sub, to, nil
			}
		}
	}
	if f := c.frame(frameObjPred); f != nil {
		if k := v.child(i, "xcomp", "obj"); k >= 0 && k > i && !v.infinitive(k) {
			if ct, ok := v.tree(k, "content: what the target is called"); ok {
				return f, ct, sub, to, nil
			}
		}
	}
	return nil, ct, target, to, nil
}

// adjacent returns the preposition of phrase k where it stands right behind verb i and so belongs to the cue.
func (v *view) adjacent(i, k int32, prep string) []int32 {
	if i+1 < int32(len(v.toks)) && i+1 < k && v.low(i+1) == prep {
		return []int32{i + 1}
	}
	return nil
}

// objects are the direct and the indirect object of verb i, or None.
func (v *view) objects(i int32) (obj, iobj int32) {
	obj, iobj = ledger.None, ledger.None
	for _, k := range v.kids(i) {
		switch v.rel(k) {
		case "obj":
			if obj >= 0 && iobj < 0 {
				iobj, obj = obj, k
			} else if obj < 0 {
				obj = k
			}
		case "iobj":
			iobj = k
		}
	}
	if obj < 0 {
		if k := v.child(i, "xcomp"); k > i && v.toks[k].XPOS == "VB" && !v.infinitive(k) && v.t.Subtree(k).First > i && v.low(k) == v.lemma(k) {
			obj = k // a noun that the tagger took for a verb: "demanded better pay"
		}
	}
	if obj < 0 && iobj >= 0 {
		obj, iobj = iobj, ledger.None
	}
	return obj, iobj
}
