package what

import "daybook/ledger"

// mishap reports whether an outcome (killed, injured) is told of an accident: a crash, a collapse or a flood in the same sentence, or
// as what the report opens with, and no word of violence beside it. PLOVER codes acts of somebody's will only.
func (r *reading) mishap(h *hit) bool {
	if !h.rule.Casualty {
		return false
	}
	for s := h.core.subj; s >= 0 && !r.violent(r.sentence[h.tok]); { // "the loss of Flight 12, which killed"
		if r.inSet(s, r.b.classes["vehicle"]) {
			return true
		}
		of := ledger.None
		for _, k := range r.t.Children(s) {
			if r.rel(k) == "nmod" && r.prep(k) == "of" && !r.actorlike(s) {
				of = k
			}
		}
		s = of
	}
	switch r.opening(r.sentence[h.tok]) {
	case 'a':
		return true
	case 'v':
		return false
	}
	if s := h.core.subj; s >= 0 && (r.is(s, "armed") || r.is(s, "weapon")) {
		return false
	}
	if r.calamity == 0 {
		r.calamity = 'n'
		n := 0
		for s := range r.d.Sentences {
			if r.d.Sentences[s].Last <= r.d.Sentences[s].First || n == 3 {
				continue
			}
			n++
			if k := r.opening(int32(s)); k != 'n' {
				r.calamity = k
				break
			}
		}
	}
	return r.calamity == 'a'
}

// sporting reports whether the report is about a game, where attacks, shots and strikes hurt nobody: a third of its sentences, and
// four at least, have a word of sport.
func (r *reading) sporting() bool {
	if r.sport == 0 {
		r.sport = 'n'
		n, all := 0, 0
		for s := range r.d.Sentences {
			sen := r.d.Sentences[s]
			if !r.prose(&sen) {
				continue
			}
			all++
			for i := max(sen.First, 0); i < min(sen.Last, int32(len(r.toks))); i++ {
				if u := r.toks[i].UPOS; (u == "NOUN" || u == "PROPN") && (r.inSet(i, r.b.classes["sport"]) || r.inSet(i, r.b.classes["sport-team"])) {
					n++
					break
				}
			}
		}
		if n >= 4 && 3*n >= all {
			r.sport = 'y'
		}
	}
	return r.sport == 'y'
}

// opening is 'a' where sentence s tells of an accident, 'v' where of violence, 'n' of neither.
func (r *reading) opening(s int32) byte {
	if s < 0 {
		return 'n'
	}
	if r.violent(s) {
		return 'v'
	}
	sen := r.d.Sentences[s]
	for i := max(sen.First, 0); i < min(sen.Last, int32(len(r.toks))); i++ {
		switch r.toks[i].UPOS {
		case "VERB":
			if _, ok := r.b.classes["mishap-verb"][r.lemma(i)]; ok {
				return 'a'
			}
		case "NOUN", "PROPN":
			if r.inSet(i, r.b.classes["mishap"]) {
				return 'a'
			}
		}
	}
	return 'n'
}

// violent reports whether sentence s has a word of violence other than killing and wounding.
func (r *reading) violent(s int32) bool {
	if s < 0 {
		return false
	}
	sen := r.d.Sentences[s]
	for i := max(sen.First, 0); i < min(sen.Last, int32(len(r.toks))); i++ {
		switch r.toks[i].UPOS {
		case "VERB", "NOUN", "PROPN", "ADJ":
			if _, ok := r.b.classes["violent"][r.lemma(i)]; ok {
				return true
			}
			if a := r.actorAt(i); a != nil && a.Kind == ledger.ArmedGroup {
				return true
			}
		}
	}
	return false
}

// fictional reports whether the hit is told of a work or an exercise, which nobody did: in "the film shows soldiers shooting prisoners", "the opera ends with the murder
// of the king", "in the video game, players bomb cities".
func (r *reading) fictional(h *hit) bool {
	for i, steps := h.tok, 0; i >= 0 && steps < 8; i, steps = r.head(i), steps+1 {
		if !r.predicate(i) {
			continue
		}
		if r.is(i, "depicts") && i != h.tok {
			if c := r.core(i); c.subj >= 0 && r.is(c.subj, "fiction") {
				return true
			}
		}
		for _, k := range r.t.Children(i) {
			if p := r.prep(k); r.rel(k) == "obl" && p == "in" && r.is(k, "fiction") {
				return true
			}
		}
	}
	return false
}
