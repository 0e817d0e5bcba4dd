package when

import "daybook/text"

// tense says on which side of the publication a clause lies, as far as its verb tells.
type tense int

const (
	noTense tense = iota
	past
	present // simple present, progressive: with a date that is a scheduled future ("leaves office in January")
	future
)

func (t tense) String() string {
	return [...]string{"no tense", "past tense", "present tense", "future sense"}[t]
}

// tenseAt reads the tense of the clause that governs token i: the nearest verb above it in the tree. Where the tree gives
// none, the nearest verb before it in the sentence, else behind it.
func (p *parser) tenseAt(i int32) tense {
	n := int32(len(p.d.Tokens))
	if i < 0 || i >= n || p.d.Tree == nil || len(p.d.Tree.Tokens) != int(n) {
		return noTense
	}
	run := p.sentence(i)
	if !p.hasTree(run) {
		return p.nearestTense(i, run)
	}
	viaPlan := false
	for v, steps := i, 0; v >= 0 && v < n && steps < 64; v, steps = p.d.Tokens[v].Head, steps+1 {
		t := &p.d.Tokens[v]
		if steps > 0 && p.s.lex.plan[t.Lemma] && t.UPOS != "VERB" {
			viaPlan = true // "the planned vote on Sunday", "due on Monday"
		}
		if t.UPOS != "VERB" && !(t.UPOS == "AUX" && t.Rel == "root") && p.d.Tree.Child(v, "cop") < 0 {
			continue
		}
		if text.Rel0(t.Rel) == "amod" || steps == 0 && t.UPOS == "VERB" && t.Rel != "root" {
			continue
		}
		ten := p.clause(v)
		if viaPlan {
			return future
		}
		// "announced an election for Sunday": what a plan is made for lies ahead.
		if steps >= 1 && ten == past && p.prep(i) == "for" && (p.s.lex.plan[t.Lemma] || p.s.lex.intent[t.Lemma] || t.Lemma == "announce") {
			return future
		}
		if ten != noTense {
			return ten
		}
	}
	return noTense
}

// clause reads the tense of one predicate. noTense sends the caller to the clause above.
func (p *parser) clause(v int32) tense {
	tree, toks := p.d.Tree, p.d.Tokens
	t := &toks[v]
	have, did, bePast, bePres, modal, to := false, false, false, false, false, false
	marked := ""
	for _, k := range tree.Children(v) {
		c := &toks[k]
		switch text.Rel0(c.Rel) {
		case "aux", "cop":
			switch c.Lemma {
			case "have":
				have = true
			case "do":
				if c.XPOS == "VBD" {
					did = true
				} else {
					bePres = true
				}
			case "be", "get":
				if c.XPOS == "VBD" {
					bePast = true
				} else if c.XPOS == "VBZ" || c.XPOS == "VBP" {
					bePres = true
				}
			default:
				if c.XPOS == "MD" {
					modal = true
				}
			}
		case "mark", "case":
			if c.Lemma == "to" && c.UPOS == "PART" {
				to = true
			} else if marked == "" {
				marked = c.Lemma
			}
		}
	}
	planned := p.s.lex.plan[t.Lemma]
	switch {
	case modal && have && (t.XPOS == "VBN" || tree.Child(v, "cop") >= 0):
		return past
	case modal:
		return future
	case have, did:
		return past
	case planned && (t.XPOS == "VBN" || t.UPOS == "ADJ") && t.Rel != "amod":
		return future // "is due on Monday", "was scheduled for Friday"
	case bePast:
		return past
	case bePres:
		return present
	case to:
		return p.infinitive(v)
	}
	switch t.XPOS {
	case "VBD":
		return past
	case "VBZ", "VBP":
		return present
	case "VBN":
		return past
	case "VB":
		return present // a headline, as a rule, whose verb was taken for the bare form
	case "VBG":
		if marked == "before" || marked == "until" {
			if up := p.above(v); up != past {
				return future
			}
			return past
		}
		return noTense
	}
	return noTense
}

// infinitive: "agreed to meet on Friday" lies ahead of the agreement, "came to meet him on Friday" does not.
func (p *parser) infinitive(v int32) tense {
	h := p.d.Tokens[v].Head
	if h < 0 {
		return future // a headline: "Leaders to meet in Geneva"
	}
	if p.s.lex.intent[p.d.Tokens[h].Lemma] || p.s.lex.plan[p.d.Tokens[h].Lemma] {
		return future
	}
	switch p.d.Tokens[h].UPOS {
	case "NOUN", "ADJ":
		return future // "a plan to leave", "ready to leave"
	}
	if p.above(v) == past {
		return past
	}
	return future
}

// above is the tense of the clause above v.
func (p *parser) above(v int32) tense {
	toks := p.d.Tokens
	for h, steps := toks[v].Head, 0; h >= 0 && int(h) < len(toks) && steps < 16; h, steps = toks[h].Head, steps+1 {
		if toks[h].UPOS == "VERB" || p.d.Tree.Child(h, "cop") >= 0 {
			if toks[h].XPOS == "VBG" && p.d.Tree.Child(h, "aux") < 0 {
				continue
			}
			for _, k := range p.d.Tree.Children(h) {
				if c := toks[k].XPOS; text.Rel0(toks[k].Rel) == "aux" || toks[k].Rel == "cop" {
					switch c {
					case "VBD":
						return past
					case "MD":
						return future
					case "VBZ", "VBP":
						if toks[k].Lemma == "have" {
							return past
						}
						return present
					}
				}
			}
			switch toks[h].XPOS {
			case "VBD", "VBN":
				return past
			case "VBZ", "VBP":
				return present
			}
		}
	}
	return noTense
}

// prep is the lemma of the preposition of token i, or of the noun that it modifies directly.
func (p *parser) prep(i int32) string {
	return p.d.Tree.Case(i)
}

// sentence is the run of tokens of the sentence that holds token i.
func (p *parser) sentence(i int32) text.Run {
	ss := p.d.Sentences
	lo, hi := 0, len(ss)
	for lo < hi {
		m := (lo + hi) / 2
		if ss[m].Last <= i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(ss) && ss[lo].Contains(i) && int(ss[lo].Last) <= len(p.d.Tokens) {
		return ss[lo].Run
	}
	return text.Run{First: i, Last: i + 1}
}

func (p *parser) hasTree(r text.Run) bool {
	for i := r.First; i < r.Last; i++ {
		if p.d.Tokens[i].Head >= 0 {
			return true
		}
	}
	return r.Len() == 1
}

// nearestTense looks at tags alone.
func (p *parser) nearestTense(i int32, r text.Run) tense {
	toks := p.d.Tokens
	for j := i - 1; j >= r.First && j > i-15; j-- {
		switch toks[j].XPOS {
		case "VBD":
			return past
		case "VBN":
			if j > r.First && (toks[j-1].XPOS == "VBZ" || toks[j-1].XPOS == "VBP") && toks[j-1].Lemma == "be" {
				return present
			}
			return past
		case "VBZ", "VBP":
			if toks[j].Lemma == "have" {
				return past
			}
			return present
		case "MD":
			return future
		case "VB":
			return future
		}
	}
	for j := i + 1; j < r.Last && j < i+15; j++ {
		switch toks[j].XPOS {
		case "VBD":
			return past
		case "VBZ", "VBP":
			if toks[j].Lemma == "have" {
				return past
			}
			return present
		case "MD", "VB":
			return future
		}
	}
	return noTense
}
