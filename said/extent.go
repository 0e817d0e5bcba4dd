package said

import (
	"slices"
	"strings"

	"daybook/text"
)

// lengthen carries a clause content behind its cue over what the parser cut off: what follows without a comma belongs to it.
func (v *view) lengthen(i int32, ct *content) {
	if len(ct.pieces) == 0 {
		return
	}
	n := len(ct.pieces) - 1
	p := ct.pieces[n]
	if p.Start < v.toks[i].End {
		return
	}
	b := v.bounds(i)
	first := v.tokenAt(p.Start)
	end := v.tokenAt(p.End - 1)
	if !b.Contains(first) || !b.Contains(end) || v.inside(i) != v.inside(first) && !v.inside(i) && v.inside(end) {
		return
	}
	if v.inside(i) {
		if q := v.inQuote[i]; b.Last > v.quotes[q].tokens.Last {
			b.Last = v.quotes[q].tokens.Last
		}
	}
	if v.inside(first) && !v.inside(i) && v.inQuote[first] == v.inQuote[end] && v.quotes[v.inQuote[first]].tokens.First == first {
		if x := &v.quotes[v.inQuote[first]]; x.tokens.Last == end+1 && v.finalMark(int(v.inQuote[first])) != "" {
			return // the whole of a quotation, with its stop
		}
	}
	to := v.until(first, b.Last, i)
	if to > end+1 && v.punct(end+1) && !v.inside(end+1) && !v.comma(end+1) && !v.word(end+1, "(", "-", "[") {
		return
	}
	r := v.trim(text.Run{First: first, Last: to})
	if r.Last == end+1 || r.Len() <= 0 {
		return
	}

	ct.pieces[n] = v.balance(v.t.Span(r))
	if !strings.HasSuffix(ct.step, "end of the clause") {
		ct.step += ", up to the end of the clause"
	}
}

// behind drops the pieces of a content that stand before cue i where the rest follows it, but for words that a clause begins with ("which he
// said | was true") and the subject of a passive.
func (v *view) behind(i int32, ct *content) {
	if n := len(ct.pieces); n < 2 || ct.pieces[n-1].Start < v.toks[i].End || v.passive(i) {
		return
	}
	out := ct.pieces[:0]
	for _, p := range ct.pieces {
		t := v.tokenAt(p.Start)
		if p.End <= v.toks[i].Start && !strings.HasPrefix(v.toks[t].XPOS, "W") && v.toks[t].UPOS == "CCONJ" {
			continue
		}
		out = append(out, p)
	}
	ct.pieces = out
}

// opening takes off the front of a clause content behind cue i what the parser read into it: the "that" which opens it, taken for a pronoun,
// and the day on which was spoken ("said on Monday | the road was closed"), for a day behind "that" is told with the rest.
func (v *view) opening(i int32, ct *content) {
	p := &ct.pieces[0]
	if p.Start < v.toks[i].End {
		return
	}
	first, end := v.tokenAt(p.Start), v.tokenAt(p.End-1)
	t := first
	if t == i+1 {
		if t = v.pastDay(t, end); t > first && v.word(t, "that") {
			t++
		}
	}
	if t == first && v.word(t, "that") && t < end && v.opensClause(t+1) {
		t++
	}
	if t > first && t <= end && v.hasFinite(t, end+1) {
		p.Start = v.toks[t].Start
	}
}

// pastDay is the token behind a day of the calendar that stands from token a on ("on Tuesday", "late Friday") before a clause, else a.
func (v *view) pastDay(a, end int32) int32 {
	t := a
	if v.word(t, "late", "early") {
		t++
	}
	if t <= end && v.word(t, "on") {
		t++
	}
	n := t
	for t <= end && (v.time[t] || v.lex.is("time", v.low(t))) {
		t++
	}
	if t == n || t > end || !v.time[n] && !v.lex.is("time", v.low(n)) || t == a+1 && v.toks[a].UPOS == "NUM" {
		return a
	}
	day := false
	for k := n; k < t; k++ {
		day = day || v.lex.is("time", v.low(k))
	}
	if !day || !(v.opensClause(t) || v.nominal(t) && v.toks[t-1].End < v.toks[t].Start && v.toks[t-1].Head < t || v.word(t, "that")) {
		return a
	}
	return t
}

// shape gives a content its ends: for clauses as lengthen does; for phrases over what follows without a comma and without a verb of its
// own, and not over a clause that only tells when the speaker spoke.
func (v *view) shape(i int32, f *frame, ct *content) {
	switch f.kind {
	case frameThat, frameWh, frameQuote:
		v.lengthen(i, ct)
		return
	}
	if len(ct.pieces) == 0 {
		return
	}
	n := len(ct.pieces) - 1
	p := ct.pieces[n]
	if p.Start < v.toks[i].End {
		return
	}
	b := v.ownBounds(i)
	if v.inside(i) {
		for b.Last > b.First && v.punct(b.Last-1) {
			b.Last--
		}
	}
	first, end := v.tokenAt(p.Start), v.tokenAt(p.End-1)
	if !b.Contains(first) || !b.Contains(end) {
		return
	}
	to := end + 1
	for t := first + 1; t <= end; t++ {
		if v.word(t, "after", "as", "while", "before", "amid", "when") && v.toks[t].UPOS != "ADV" && (v.comma(t-1) || v.hasFinite(t, b.Last) && v.word(t, "after", "before", "while")) && !v.inside(t) {
			to = t
			break
		}
		if v.inside(t) && !v.inside(i) {
			continue
		}
		if v.pause(t-1) && v.reporters(t, b.Last) {
			to = t
			break
		}
		if v.pause(t-1) && (v.word(t, "which", "who", "whose") || v.toks[t].XPOS == "VBG" && v.isCue(t)) || v.toks[t].UPOS == "CCONJ" && t+1 <= end && v.finiteVerb(t+1) && !(v.toks[t+1].XPOS == "VBP" && v.rel(t+1) == "conj" && v.infinitive(v.toks[t+1].Head)) ||
			v.toks[t].UPOS == "ADP" && v.toks[t].Head > t && (v.timeLike(v.toks[t].Head) && f.kind != frameInf && f.kind != frameObjInf && !v.inClause(v.toks[t].Head, i, first) || v.speaking(v.toks[t].Head)) {
			to = t
			break
		}
	}
	if to > end && to+1 < b.Last && v.word(to, "and", "or") && v.toks[to+1].XPOS == "VB" && (f.kind == frameInf || f.kind == frameObjInf || f.kind == frameOnInf) {
		// a second infinitive that the parser hung elsewhere: "to dissolve parliament and hold elections"
		for to < b.Last && !v.comma(to) && !v.finiteVerb(to) && !v.lex.is("circumstance", v.low(to)) {
			to++
		}
	}
	if to > end && to < b.Last && (!v.punct(to) || v.inside(to) && !v.inside(i) && !v.hasFinite(to, min(b.Last, v.quotes[v.inQuote[to]].tokens.Last))) && v.toks[to].UPOS != "CCONJ" {
		stop := to
		modified := false // what tells of the speaking comes next
		relative := 0     // relative clauses whose verb is still to come
		for stop < b.Last && !v.comma(stop) {
			if v.inside(stop) && !v.inside(i) {
				stop++
				continue
			}
			if v.word(stop, "who", "which", "that") {
				relative++
				stop++
				continue
			}
			if v.word(stop, "as") && stop+1 < b.Last && v.lex.is("false", v.low(stop+1)) {
				stop += 2 // "dismissed a list of the dead as false"
				continue
			}
			if v.finiteVerb(stop) && relative > 0 {
				if v.toks[stop].UPOS == "VERB" {
					relative--
				}
				stop++
				continue
			}
			if v.word(stop, "as") && v.rel(stop) == "case" && v.toks[stop].Head > stop && !v.timeLike(v.toks[stop].Head) && !v.calls(i) {
				stop++ // "cited the storm as a reason"
				continue
			}
			if v.word(stop, "for", "in", "about", "over") && stop+1 < b.Last && v.toks[stop+1].XPOS == "VBG" && v.toks[stop].Head == stop+1 {
				stop += 2 // "praised the plan for bringing jobs"
				continue
			}
			prep := f.kind == framePrep && v.rel(stop) == "case" && v.toks[stop].Head > stop && !v.timeLike(v.toks[stop].Head) && !v.speaking(v.toks[stop].Head) && v.word(stop, "on", "in", "from", "to", "with", "between")
			modified = !prep && (v.cueModifier(stop, i) || v.circumstantial(stop, i)) || v.bareTime(stop, i)
			if v.finiteVerb(stop) || modified || v.lex.is("circumstance", v.low(stop)) ||
				v.toks[stop].UPOS == "SCONJ" && relative == 0 || v.word(stop, "according") || v.toks[stop].XPOS == "VBG" {
				break
			}
			stop++
		}
		if stop == b.Last || v.comma(stop) || modified && relative == 0 {
			to = stop
		}
	}
	if v.inside(i) && to < b.Last && !v.hasFinite(to, b.Last) && !v.participle(to, b.Last) {
		to = b.Last // the rest of the quotation holds no other clause
	}
	if to == end+1 {
		return
	}
	r := v.trim(text.Run{First: first, Last: to})
	if r.Len() <= 0 {
		return
	}
	ct.pieces[n] = v.balance(v.t.Span(r))
}

// calls reports whether cue i can call its object something with "as": that is a frame of its own.
func (v *view) calls(i int32) bool {
	return slices.ContainsFunc(v.cues(i), func(c *cue) bool { return c.frame(frameObjAs) != nil })
}

// inClause reports whether token t hangs on a verb or participle of the content that starts at token first, not on the cue i: its time is that of the
// deed ("the comments he made | in May").
func (v *view) inClause(t, i, first int32) bool {
	for h, steps := v.toks[t].Head, 0; h >= first && h != i && steps < 16; h, steps = v.toks[h].Head, steps+1 {
		if v.toks[h].UPOS == "VERB" {
			return true
		}
	}
	return false
}

// circumstantial reports whether token t opens a phrase that tells of the speaking: its occasion, time or place, its hearer. The parser
// hangs what belongs to the object on the cue now and then ("condemned the attack | on the market"), so the words must agree.
func (v *view) circumstantial(t, i int32) bool {
	h := v.toks[t].Head
	if v.rel(t) != "case" || h < 0 {
		return false
	}
	if v.speaking(h) {
		return true
	}
	if v.toks[h].Head != i {
		return false
	}
	if v.timeLike(h) {
		return true
	}
	switch v.low(t) {
	case "of", "for", "about", "over", "against", "without", "between", "towards", "toward", "at", "with", "from", "along", "into", "within", "inside",
		"across", "behind", "among", "under", "near", "like":
		return false
	case "by":
		return v.passive(i) // "condemned the shelling by the army"
	case "on":
		return v.lex.is("channel", v.lemma(h)) || v.medium(h)
	case "in":
		return v.toks[h].UPOS == "PROPN"
	case "to":
		return v.personal(h) || v.canSpeak(h) && v.toks[h].UPOS != "PROPN" || v.medium(h)
	}
	return true
}

// bareTime reports whether token t opens a time without a preposition that hangs on cue i and ends a part of the sentence: "announced a
// raid | last week, ...".
func (v *view) bareTime(t, i int32) bool {
	e := t
	for int(e) < len(v.toks) && v.time[e] {
		e++
	}
	if e == t || int(e) < len(v.toks) && !v.punct(e) {
		return false
	}
	for h := t; ; h = v.toks[h].Head {
		if h < 0 || !v.time[h] {
			return false
		}
		if v.toks[h].Head == i {
			return v.t.Child(h, "case") < 0
		}
	}
}

// participle reports whether a participle that may begin a clause of its own stands in [a, b).
func (v *view) participle(a, b int32) bool {
	for i := a; i < b; i++ {
		if v.toks[i].XPOS == "VBG" && i > 0 && v.pause(i-1) {
			return true
		}
	}
	return false
}

// behindThat is the content behind "that" or, for the plainest verbs, right behind the cue, where the parser saw no clause.
func (v *view) behindThat(i int32, c *cue) (content, bool) {
	b := v.ownBounds(i)
	k := i + 1
	for k < b.Last && k < i+16 && !v.word(k, "that") {
		if v.punct(k) || v.finiteVerb(k) || v.toks[k].UPOS == "SCONJ" || v.inside(k) && !v.inside(i) {
			break
		}
		k++
	}
	from, opens := int32(-1), false
	switch {
	case k < b.Last && v.word(k, "that") && (k == i+1 || v.lex.is("plain", v.lemma(i)) && (v.toks[i+1].UPOS == "ADP" || v.toks[i+1].UPOS == "ADV" || v.timeLike(i+1)) ||
		v.lex.is("addressing", v.lemma(i)) && (k <= i+5 || int(k)+1 < len(v.toks) && v.opensClause(k+1) && v.lex.nouns[v.lemma(k-1)] == nil)):
		from = k + 1
		if from >= b.Last || v.timeLike(from) || v.finiteVerb(from) {
			return content{}, false
		}
		opens = k == i+1 && v.opensClause(from)
	case v.toldClause(i) >= 0:
		from = v.toldClause(i)
	case v.lex.is("plain", v.lemma(i)) && i+1 < b.Last && v.startsClause(i+1, b.Last, v.lex.is("zero", v.lemma(i))):
		from = i + 1
		opens = !v.hasFinite(from, b.Last)
	}
	if from < 0 || from >= b.Last {
		return content{}, false
	}
	to := v.until(from, b.Last, i)
	if !v.hasFinite(from, to) && !(opens && to-from >= 3) {
		return content{}, false
	}
	r := v.trim(text.Run{First: from, Last: to})
	ps := v.pieces([]text.Run{r})
	if len(ps) == 0 {
		return content{}, false
	}
	ct := content{head: v.headOfRun(r), pieces: ps, step: "content: what follows the cue up to the end of the clause"}
	v.whole(&ct)
	return ct, true
}

// toldClause is the first token of a clause without "that" behind the one who is told, which the parser took for a relative clause though it lacks
// nothing: "told the court | she had seen two men"; or -1.
func (v *view) toldClause(i int32) int32 {
	if !v.lex.is("addressing", v.lemma(i)) || v.passive(i) {
		return -1
	}
	for _, o := range v.kids(i) {
		if r := v.rel(o); r != "obj" && r != "iobj" || o < i {
			continue
		}
		for _, k := range v.kids(o) {
			f := v.t.Subtree(k).First
			if v.toks[k].Rel == "acl:relcl" && f == o+1 && v.toks[f].UPOS == "PRON" && v.subject(k) == f && v.lex.is("person-pronoun", v.low(f)) && v.child(k, "obj", "ccomp", "cop") >= 0 {
				return f
			}
		}
	}
	return -1
}

// torn reports whether another clause stands between cue i and the content that the parser found, which then can not be its content.
func (v *view) torn(i int32, ct *content) bool {
	if len(ct.pieces) == 0 || ct.pieces[0].Start < v.toks[i].End {
		return false
	}
	first := v.tokenAt(ct.pieces[0].Start)
	relative := false
	for t := i + 1; t < first; t++ {
		if v.word(t, "who", "which", "that", "whose") {
			relative = true
		}
		if v.finiteVerb(t) && !relative || v.comma(t) && t+1 < first && v.word(t+1, "but", "and") {
			return true
		}
	}
	return false
}

// opensClause reports whether a noun phrase opens at token t, so that a "that" before it can be no article: "that the", "that he".
func (v *view) opensClause(t int32) bool {
	switch v.toks[t].UPOS {
	case "DET", "PRON", "PROPN":
		return true
	}
	switch v.toks[t].XPOS {
	case "NNS", "PRP$", "PRP", "DT", "NNP", "NNPS":
		return true
	}
	return false
}

// gapped reports whether words of the reported clause seem to stand between cue i and the content that the parser found: words that
// are neither addressee nor circumstance of speaking.
func (v *view) gapped(i int32, ct *content) bool {
	if len(ct.pieces) == 0 || ct.pieces[0].Start < v.toks[i].End {
		return false
	}
	first := v.tokenAt(ct.pieces[0].Start)
	for t := i + 1; t < first; t++ {
		if t > i+1 && t+1 < first && v.rel(t) == "mark" && v.word(t, "that") && v.lex.is("addressing", v.lemma(i)) && v.opensClause(t+1) {
			return true // "told the radio that the union had promised her | there would be none"
		}
		if v.punct(t) || v.word(t, "that") || v.toks[t].UPOS == "ADV" || v.toks[t].Rel == "compound:prt" {
			continue
		}
		ok := false
		for h := t; h >= 0 && h > i; h = v.toks[h].Head {
			switch v.rel(h) {
			case "obj", "iobj", "obl", "advmod", "advcl":
				ok = ok || v.toks[h].Head == i
			case "nsubj":
				ok = ok || v.toks[h].Head == i
			}
		}
		if !ok {
			return true
		}
	}
	// an object that only the clause behind it can have: "says Trump's tweet | was wrong"
	return v.finiteVerb(first) && v.subject(v.toks[first].Head) < 0 && v.subject(ct.head) < 0
}

// startsClause reports whether a noun phrase opens at token a and a finite verb comes behind it. loose allows commas and relative
// clauses between, as after the verbs that take nothing but a clause.
func (v *view) startsClause(a, last int32, loose bool) bool {
	switch v.toks[a].UPOS {
	case "PRON", "DET", "PROPN", "NOUN", "NUM", "ADJ":
	default:
		if v.toks[a].XPOS != "VBG" || !loose { // "said closing the mine was wrong"
			return false
		}
	}
	if v.timeLike(a) || v.word(a, "what", "who", "which", "how") {
		return false
	}
	far := a + 15
	if loose {
		far = a + 35
	}
	open := 0 // relative clauses whose verb is still to come
	for i := a + 1; i < last && i < far; i++ {
		if loose && v.toks[i].XPOS == "VBN" && v.rel(i) == "acl" && v.nominal(i-1) && open == 0 && !(i+1 < last && v.word(i+1, "by")) && !v.hasFinite(a, last) {
			return true // "said the truce held": a past tense that the tagger took for a participle
		}
		if v.finiteVerb(i) {
			if open == 0 {
				return true
			}
			if v.toks[i].UPOS == "VERB" || i+1 < last && v.toks[i+1].UPOS != "VERB" && v.toks[i+1].UPOS != "ADV" {
				open--
			}
			continue
		}
		if v.word(i, "who", "which", "that", "because", "when", "after", "before", "as", "whose", "where") {
			if !loose {
				return false
			}
			open++
		} else if v.punct(i) && !v.word(i, "-", "’", "'", ",") || v.word(i, ",") && (!loose || i+1 < last && v.toks[i+1].UPOS == "PRON" && !v.word(i+1, "who", "which", "whose")) {
			return false
		}
	}
	return false
}
