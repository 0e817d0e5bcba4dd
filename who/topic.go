package who

import (
	"daybook/ledger"
	"daybook/text"
)

// tokenAt is the first token that starts at or behind a byte of the text.
func (r *reader) tokenAt(at int32) int32 {
	lo, hi := 0, len(r.d.Tokens)
	for lo < hi {
		if mid := (lo + hi) / 2; r.d.Tokens[mid].Start < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return int32(min(lo, len(r.d.Tokens)-1))
}

// opening is the sentence in which the statement that mention m speaks begins: what a tag such as "he said" reports may have begun
// sentences before.
func (r *reader) opening(m int32) int32 {
	s := r.sentence[r.d.Mentions[m].Head]
	for _, c := range r.d.Statements[r.speaks[m]].Content {
		if k := r.sentence[r.tokenAt(c.Start)]; k >= 0 && k < s {
			s = k
		}
	}
	return s
}

// outside reports whether token i stands in the words of the report itself, in nobody's statement.
func (r *reader) outside(i int32) bool { return r.said[i] < 0 && r.speaker[i] < 0 }

// longestQuotation is how many sentences a quotation between two mentions of its speaker may have.
const longestQuotation = 16

// lastSpeaker returns the mention of whoever spoke last before mention m, where no more than one sentence of the report itself
// stands between that and sentence s; or None.
func (r *reader) lastSpeaker(m, s int32) int32 {
	for i := m - 1; i >= 0 && r.sentence[r.d.Mentions[i].Head] >= s-longestQuotation; i-- {
		h := r.d.Mentions[i].Head
		if r.speaks[i] < 0 || !r.outside(h) || r.speaks[i] == r.speaks[m] {
			continue
		}
		between := 0
		for k := r.sentence[h] + 1; k < s; k++ {
			if f := r.d.Sentences[k].First; r.d.Sentences[k].Len() > 0 && r.speaker[f] < 0 && r.speaker[min(f+1, r.d.Sentences[k].Last-1)] < 0 {
				between++
			}
		}
		if between > 1 {
			return ledger.None
		}
		return i
	}
	return ledger.None
}

// mainSubject returns the mention that is the subject of the main clause of sentence s: of a sentence that somebody says, its
// speaker; or None.
func (r *reader) mainSubject(s int32) int32 {
	if s < 0 || int(s) >= len(r.d.Sentences) {
		return ledger.None
	}
	sent := r.d.Sentences[s]
	for i := sent.First; i < sent.Last; i++ {
		if r.d.Tokens[i].Head >= 0 {
			continue
		}
		if r.outside(i) {
			if sub := r.subjectOf(i); sub >= sent.First && sub < sent.Last {
				return r.mentionOf(sub)
			}
		}
		break
	}
	for k := range r.d.Mentions {
		if h := r.d.Mentions[k].Head; sent.Contains(h) && r.speaks[k] >= 0 && r.outside(h) {
			return int32(k)
		}
	}
	return ledger.None
}

// spoken resolves a pronoun that speaks, as in "..., he added": to the last speaker, else to the subject of the sentence before.
// Where those are two, or who stands there is not known, it stays open. Done tells whether there is anything more to try.
func (r *reader) spoken(m int32, fits func(int32) bool, could func(int32) bool) (actor int32, why string, done bool) {
	h := r.d.Mentions[m].Head
	if r.speaks[m] < 0 || !r.outside(h) || r.d.Tokens[h].Rel != "nsubj" {
		return ledger.None, "", false
	}
	s := r.opening(m)
	look := func(o int32) (int32, bool) {
		if o < 0 || o == m || o > m {
			return ledger.None, false
		}
		a := r.resolve(o)
		if a >= 0 && fits(a) {
			return a, true
		}
		return ledger.None, a < 0 && could(o)
	}
	at := func(o int32) int32 { return r.sentence[r.d.Mentions[o].Head] }
	if o := r.mainSubject(r.sentence[h]); o >= 0 && r.d.Mentions[o].Head < h && at(o) == r.sentence[h] { // "The ministry named a man who it said was killed"
		if a, ok := look(o); a >= 0 {
			return a, "the subject of the main clause: " + quote(r.short(o)), true
		} else if ok {
			return ledger.None, quote(r.short(o)) + " may be meant, who is not known", true
		}
	}
	last, before := r.lastSpeaker(m, s), r.mainSubject(s-1)
	if before < 0 && s >= 2 && r.d.Sentences[s-1].Len() > 0 && !r.outside(r.d.Sentences[s-1].First) {
		before = r.mainSubject(s - 2)
	}
	if last >= 0 && before >= 0 && at(before) <= at(last) {
		before = ledger.None
	}
	a, open := look(last)
	if b, unknown := look(before); b >= 0 || unknown {
		switch {
		case b < 0:
			return ledger.None, quote(r.short(before)) + " may be meant, who is not known", true
		case a >= 0 && a != b:
			return ledger.None, "two candidates: " + r.d.Actors[a].Name + ", " + r.d.Actors[b].Name, true
		case a < 0 && open:
			return ledger.None, quote(r.short(last)) + " may be meant, who is not known", true
		case a < 0 && r.fact[before].det == 'i' && r.d.Mentions[before].Name.Empty(): // "A child died. ..., he said"
			return ledger.None, quote(r.short(before)) + " may be meant, or somebody else", true
		case a < 0:
			return b, "the subject of the sentence before: " + quote(r.short(before)), true
		}
	}
	if a >= 0 {
		return a, "the last speaker: " + quote(r.short(last)), true
	}
	if open {
		return ledger.None, quote(r.short(last)) + " may be meant, who is not known", true
	}
	return ledger.None, "", false
}

// couldBe reports whether mention o, which is not resolved, may be one person: a pronoun of another sex, a group or a thing may not.
func (r *reader) couldBe(o int32, sex byte) bool {
	men, f := &r.d.Mentions[o], &r.fact[o]
	h := &r.d.Tokens[men.Head]
	switch men.Kind {
	case ledger.Pronominal:
		switch w := r.word(men.Head); w {
		case "he", "He", "him", "his", "His":
			return sex == 'm'
		case "she", "She", "her", "Her":
			return sex == 'f'
		}
		return false
	case ledger.Proper:
		return men.Type == "PER"
	}
	return f.agent != nil && f.agent.class == "PER" && !f.plural && (f.agent.sex == 0 || f.agent.sex == sex) && !isCollective(h.Lemma) &&
		r.t.Child(men.Head, "cop") < 0 && h.Rel != "xcomp" && text.Rel0(h.Rel) != "compound" && r.caseOf(men.Head) != "as"
}

// couldBeBody reports whether mention o, which is not resolved, may be one thing or body.
func (r *reader) couldBeBody(o int32) bool {
	men, f := &r.d.Mentions[o], &r.fact[o]
	switch men.Kind {
	case ledger.Pronominal:
		switch r.word(men.Head) {
		case "it", "It", "its", "Its", "this", "This", "that", "That":
			return true
		}
		return false
	case ledger.Proper:
		return men.Type != "PER"
	}
	return !f.plural && (f.agent == nil || f.agent.class != "PER")
}

// couldBeMany reports whether mention o, which is not resolved, may be several or a body.
func (r *reader) couldBeMany(o int32) bool {
	men, f := &r.d.Mentions[o], &r.fact[o]
	switch men.Kind {
	case ledger.Pronominal:
		switch r.word(men.Head) {
		case "they", "They", "them", "their", "Their", "those", "Those", "these", "These", "who", "some", "many", "both":
			return true
		}
		return false
	case ledger.Proper:
		return men.Type != "PER" && men.Type != "LOC"
	}
	return f.plural || f.agent != nil && f.agent.class == "ORG"
}

// isCollective reports whether a noun in the singular names many people, of whom nobody says he or she.
func isCollective(lemma string) bool {
	switch lemma {
	case "public", "nation", "people", "family", "couple", "population", "crowd", "community", "electorate", "audience", "staff", "crew", "press", "majority",
		"minority", "dead", "injured", "wounded", "elderly", "poor", "sick", "rich", "unemployed", "household", "pair", "duo", "trio", "youth", "clergy", "personnel",
		"leadership", "opposition":
		return true
	}
	return false
}
