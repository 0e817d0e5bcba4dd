package said

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"daybook/ledger"
	"daybook/model"
	"daybook/text"
)

// LearnedPath is the file of weights below the data folder that rank what the rules pass over: a verb or adjective with a subject and something that hangs on
// it (logistic regression). Without it there is no second look.
const LearnedPath = "model/said.tsv"

// A Candidate is what could be a statement although no entry of the lexicons says so.
type Candidate struct {
	Cue      int32 // head token
	Source   text.Span
	Content  []text.Span
	Features []string

	src   source
	ct    content
	frame frame
	mood  mood
	extra []int32 // words of the cue beside it: the preposition
}

// Candidates lists what is ranked in a document: all that the rules pass over in it. d is not changed but for its Rejected.
func (s *Stage) Candidates(d *ledger.Document) []Candidate {
	if len(d.Tokens) == 0 || d.Tree == nil {
		return nil
	}
	v := newView(d, s.lex)
	v.rules()
	return v.candidates()
}

// second adds the candidates that the weights take for statements, of each cue the best.
func (v *view) second(l *model.Weights) {
	if l == nil {
		return
	}
	c := &cue{where: LearnedPath}
	c.ID = "learned"
	best := map[int32]int{}
	cs := v.candidates()
	p := make([]float64, len(cs))
	for i := range cs {
		p[i] = model.Logistic(l.Sum(cs[i].Features))
		if b, ok := best[cs[i].Cue]; p[i] >= l.Limit("") && (!ok || p[i] > p[b]) {
			best[cs[i].Cue] = i
		}
	}
	for i := range cs {
		x := &cs[i]
		if b, ok := best[x.Cue]; !ok || b != i {
			continue
		}
		if x.frame.kind == frameThat {
			x.frame.stance = v.clauseStanceOf(x.Cue)
		}
		x.ct.step += fmt.Sprintf("; learned: %.2f, %.2f is enough: %s", p[i], l.Limit(""), l.Reasons(x.Features))
		v.add(x.Cue, c, &x.frame, x.src, x.ct, ledger.None, ledger.None, x.mood, x.extra)
	}
}

// clauseStanceOf is the stance that an entry of cue i gives to a clause, else the weakest: the rules did without the entry only for want of a source
// or of a shape that they know.
func (v *view) clauseStanceOf(i int32) ledger.Stance {
	for _, c := range v.cues(i) {
		if f := c.frame(frameThat); f != nil && (!c.Negated || v.negated(i)) {
			return cmp.Or(f.stance, ledger.Thinks)
		}
	}
	return ledger.Thinks
}

// candidates are the verbs and adjectives with a subject who could speak, outside quotations and what is said already, each with every phrase or clause
// on it that could be its content.
func (v *view) candidates() []Candidate {
	said := make([]bool, len(v.toks))
	for i := range v.found {
		if v.found[i].twice != "" {
			continue
		}
		taken := v.found[i].Content
		for _, o := range []int32{v.found[i].Target, v.found[i].To} {
			if o >= 0 {
				taken = append(slices.Clone(taken), v.d.Mentions[o].Span)
			}
		}
		for _, p := range taken {
			for k := v.tokenAt(p.Start); int(k) < len(v.toks) && v.toks[k].Start < p.End; k++ {
				said[k] = true
			}
		}
		if h := v.found[i].CueHead; h >= 0 {
			said[h] = true
		}
	}
	var out []Candidate
	for i := range v.toks {
		i := int32(i)
		if up := v.toks[i].UPOS; up != "VERB" && up != "ADJ" || said[i] || v.used[i] || v.inQuote[i] >= 0 || v.attributive(i) {
			continue
		}
		if v.toks[i].UPOS == "ADJ" && v.child(i, "cop") < 0 || v.child(i, "nsubj", "nsubj:pass", "obl") < 0 && v.toks[i].Rel != "conj" && v.toks[i].Rel != "xcomp" {
			continue
		}
		m := v.moodOf(i)
		if m.unsaid != "" || v.restricted(i) || v.putsIt(i) {
			continue
		}
		src, ok := v.sourceOf(i)
		if !ok || src.unknown || src.head < 0 || said[src.head] {
			continue
		}
		if ok, _ := v.speaks(src, nil); !ok {
			continue
		}
		for _, k := range v.kids(i) {
			if said[k] || v.shortOf(k) {
				continue
			}
			if c, ok := v.candidate(i, k, src, m); ok {
				out = append(out, c)
			}
		}
	}
	return out
}

// restricted reports whether an entry of cue i says what its object must or must not be: where the rules held it to that, "attacked the port" is no word.
func (v *view) restricted(i int32) bool {
	return slices.ContainsFunc(v.cues(i), func(c *cue) bool { return c.Object != "" || c.Except != "" })
}

// candidate makes one of dependent k of cue i, if it can be a content. Its stance is the weakest: no entry vouches for more.
func (v *view) candidate(i, k int32, src source, m mood) (Candidate, bool) {
	c := Candidate{Cue: i, Source: src.span, src: src, mood: m, frame: frame{kind: frameObj, stance: ledger.Thinks}}
	how := ""
	var ok bool
	switch r := v.rel(k); r {
	case "obj":
		c.ct, ok = v.treeObject(k)
		how = "obj"
	case "ccomp", "xcomp", "advcl":
		how = r
		w := v.marker(k)
		if w != "" {
			how += ":" + w
		}
		switch cmp.Or(w, v.low(v.t.Subtree(k).First)) { // when, where and why it was said
		case "in", "as", "when", "after", "before", "while", "if", "because", "by", "without", "since", "until", "although", "though", "unless", "once":
			if r == "advcl" || w == "" {
				return c, false
			}
		}
		c.frame.kind = frameThat
		if v.toks[k].XPOS == "VB" {
			c.frame.kind = frameInf
		}
		c.ct, ok = v.tree(k, "content: clause of the cue")
	case "obl":
		p := v.child(k, "case")
		if p < 0 || v.timeLike(k) {
			return c, false
		}
		how = "prep:" + v.low(p)
		c.frame.kind, c.frame.prep = framePrep, v.low(p)
		c.ct, ok = v.tree(k, "content: phrase of the cue")
	default:
		return c, false
	}
	if !ok || len(c.ct.pieces) == 0 || k < i && how != "obj" {
		return c, false
	}
	c.Content = c.ct.pieces
	if p := v.child(k, "case"); c.frame.kind == framePrep && v.toks[p].End <= c.Content[0].Start {
		c.extra = []int32{p}
	}
	for _, p := range c.Content {
		if p.Overlaps(c.Source) || p.Overlaps(v.toks[i].Span) {
			return c, false
		}
	}
	if how != "obj" && v.child(i, "obj") >= 0 {
		how = "obj-" + how
	}
	c.Features = v.features(i, k, how, src, m)
	return c, true
}

// features describe a candidate: the cue and how its content hangs on it, who speaks, what is said, and where.
func (v *view) features(i, k int32, how string, src source, m mood) []string {
	cue := v.lemma(i)
	for _, p := range v.kids(i) {
		if v.toks[p].Rel == "compound:prt" {
			cue += " " + v.low(p)
		}
	}
	voice := "active"
	if v.passive(i) {
		voice = "passive"
	}
	who := v.toks[src.head].UPOS + ":" + v.lemma(src.head)
	if v.toks[src.head].UPOS == "PROPN" {
		who = "name"
		if o := v.mention[src.head]; o >= 0 {
			who = "name:" + v.d.Mentions[o].Type
		}
	}
	what := v.toks[k].UPOS
	if v.toks[k].UPOS == "PROPN" {
		if o := v.mention[k]; o >= 0 {
			what += ":" + v.d.Mentions[o].Type
		}
	}
	known := "unknown"
	if len(v.lex.verbs[v.lemma(i)]) > 0 {
		known = "in the lexicon"
	}
	out := []string{
		"(bias)", "how " + how, "cue " + cue, "cue " + cue + ", " + how, "cue is " + known, "cue is " + known + ", " + how, "voice " + voice,
		"who " + who, "what " + what, "what " + v.lemma(k), "what " + what + ", " + how, "cue tag " + v.toks[i].XPOS, "cue rel " + v.rel(i), "who " + v.toks[src.head].UPOS + ", what " + what,
		"words " + strconv.Itoa(min(9, int(v.t.Subtree(k).Len()))/3),
	}
	if m.negated {
		out = append(out, "negated")
	}
	for _, a := range v.kids(i) {
		if v.rel(a) == "aux" {
			out = append(out, "aux "+v.lemma(a))
		}
	}
	said := v.t.Span(v.t.Subtree(k))
	for q, hi := v.over(said); q < hi; q++ {
		if v.quotes[q].outer.Overlaps(said) {
			out = append(out, "quoted")
			break
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
