package said

import (
	"sort"
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// view is a document as this stage sees it: the tree with quick answers to what stands where.
type view struct {
	d       *ledger.Document
	t       *text.Tree
	toks    []text.Token
	lex     *lexicon
	sent    []int32     // for each token its sentence
	quotes  []quotation // in order of their opening marks
	inQuote []int32     // for each token the outermost quotation it stands in, or -1; the marks themselves belong to it
	deepest []int32     // the innermost one
	mention []int32     // for each token the mention whose head it is, or -1

	time    []bool  // tokens of time expressions
	order   []int32 // mentions by where they begin
	used    []bool  // tokens that are already part of a cue
	found   []found
	pending []int           // quotations without a tag
	bySent  map[int32][]int // statements by the sentence of their cue
}

// found is a statement in the making.
type found struct {
	ledger.Statement
	frame *frame
	turn  bool   // a turn of a transcript: direct speech without marks
	head  int32  // token that governs the content, or None
	twice string // why another statement says the same nearer to the words, ""
}

func newView(d *ledger.Document, lex *lexicon) *view {
	n := len(d.Tokens)
	v := &view{d: d, t: d.Tree, toks: d.Tokens, lex: lex, used: make([]bool, n), bySent: map[int32][]int{}}
	flat := make([]int32, 4*n)
	v.sent, v.inQuote, v.deepest, v.mention = flat[:n:n], flat[n:2*n:2*n], flat[2*n:3*n:3*n], flat[3*n:]
	for i := range n {
		v.sent[i], v.inQuote[i], v.deepest[i], v.mention[i] = -1, -1, -1, -1
	}
	for s, sent := range d.Sentences {
		for i := sent.First; i < sent.Last && int(i) < n; i++ {
			v.sent[i] = int32(s)
		}
	}
	for m := range d.Mentions {
		h := d.Mentions[m].Head
		if h < 0 || int(h) >= n {
			continue
		}
		if o := v.mention[h]; o < 0 || d.Mentions[o].Span.Len() < d.Mentions[m].Span.Len() {
			v.mention[h] = int32(m)
		}
	}
	v.time = make([]bool, n)
	for i := range d.Times {
		for k := v.tokenAt(d.Times[i].Span.Start); int(k) < n && v.toks[k].End <= d.Times[i].Span.End; k++ {
			v.time[k] = true
		}
	}
	v.order = make([]int32, len(d.Mentions))
	for m := range v.order {
		v.order[m] = int32(m)
	}
	sort.SliceStable(v.order, func(a, b int) bool { return d.Mentions[v.order[a]].Span.Start < d.Mentions[v.order[b]].Span.Start })
	var spans []text.Span
	for _, b := range d.Blocks {
		spans = append(spans, b.Span)
	}
	if len(spans) == 0 && len(d.Text) > 0 {
		spans = []text.Span{{Start: 0, End: int32(len(d.Text))}}
	}
	v.quotes = quotations(d.Text, spans)
	v.mark()
	if v.dropTagged() {
		for i := range v.inQuote {
			v.inQuote[i], v.deepest[i] = -1, -1
		}
		v.mark()
	}
	return v
}

// mark notes for every token the quotations that it stands in.
func (v *view) mark() {
	at := int32(0)
	for q := range v.quotes {
		x := &v.quotes[q]
		for at > 0 && v.toks[at-1].End > x.outer.Start {
			at--
		}
		for int(at) < len(v.toks) && v.toks[at].Start < x.outer.Start {
			at++
		}
		x.tokens = text.Run{First: at, Last: at}
		first := true
		for i := at; int(i) < len(v.toks) && v.toks[i].Start < x.outer.End; i++ {
			if x.inner.Contains(v.toks[i].Span) {
				if first {
					x.tokens.First, first = i, false
				}
				x.tokens.Last = i + 1
			}
			if x.depth == 0 {
				v.inQuote[i] = int32(q)
			}
			v.deepest[i] = int32(q)
		}
	}
}

// dropTagged gives up quotations that nothing closes and in which the reporter speaks: "“Nobody told us, said the miller. The river rose."
func (v *view) dropTagged() bool {
	n := len(v.quotes)
	for q := range v.quotes {
		if x := &v.quotes[q]; x.unclosed && x.prev < 0 && x.next < 0 && x.depth == 0 && v.holdsTag(x.tokens) {
			x.outer = text.Span{}
		}
	}
	v.quotes = compact(v.quotes)
	return len(v.quotes) < n
}

// holdsTag reports whether a tag stands in run r: ", said the miller" or ", the miller said.".
func (v *view) holdsTag(r text.Run) bool {
	for t := r.First + 1; t+1 < r.Last; t++ {
		if v.toks[t].UPOS != "VERB" || v.quoteCue(t) == nil || !v.lex.is("inverted", v.lemma(t)) {
			continue
		}
		if v.word(t-1, ",") && v.tagSubjectAfter(t) > t {
			return true
		}
		if s := v.subject(t); v.word(t+1, ".", ",") && s >= 0 && s < t && v.nounPhrase(s).First > r.First && v.word(v.nounPhrase(s).First-1, ",") {
			return true
		}
	}
	return false
}

// mentionsFrom lists the mentions that begin between bytes a and b, both included.
func (v *view) mentionsFrom(a, b int32) []int32 {
	lo := sort.Search(len(v.order), func(i int) bool { return v.d.Mentions[v.order[i]].Span.Start >= a })
	hi := sort.Search(len(v.order), func(i int) bool { return v.d.Mentions[v.order[i]].Span.Start > b })
	if hi < lo {
		return nil
	}
	return v.order[lo:hi]
}

// over is the range of quotations that can overlap s; not all in it do.
func (v *view) over(s text.Span) (lo, hi int) {
	hi = sort.Search(len(v.quotes), func(i int) bool { return v.quotes[i].outer.Start >= s.End })
	lo = sort.Search(hi, func(i int) bool { return v.quotes[i].outer.Start >= s.Start })
	for lo > 0 && !(v.quotes[lo-1].depth == 0 && v.quotes[lo-1].outer.End <= s.Start) {
		lo--
	}
	return lo, hi
}

// kids are the dependents of token i in text order; those of None are none.
func (v *view) kids(i int32) []int32 {
	if i < 0 {
		return nil
	}
	return v.t.Children(i)
}

// rel is the universal part of the relation of token i.
func (v *view) rel(i int32) string { return text.Rel0(v.toks[i].Rel) }

// words are the lower-case words of token i as written.
func (v *view) low(i int32) string { return strings.ToLower(v.toks[i].Of(v.d.Text)) }

// lemma is the lower-case lemma of token i.
func (v *view) lemma(i int32) string { return strings.ToLower(v.toks[i].Lemma) }

func (v *view) verbal(i int32) bool { return v.toks[i].UPOS == "VERB" || v.toks[i].UPOS == "AUX" }

func (v *view) nominal(i int32) bool {
	switch v.toks[i].UPOS {
	case "NOUN", "PROPN", "PRON", "NUM", "X", "SYM":
		return true
	}
	return false
}

// child returns the first dependent of i whose universal relation is one of rels, or -1.
func (v *view) child(i int32, rels ...string) int32 {
	for _, k := range v.kids(i) {
		r := v.rel(k)
		for _, x := range rels {
			if r == x {
				return k
			}
		}
	}
	return -1
}

// subject is the nominal subject of i, passive or not, or -1.
func (v *view) subject(i int32) int32 {
	if s := v.child(i, "nsubj"); s >= 0 {
		return s
	}
	for _, k := range v.kids(i) {
		if v.rel(k) == "aux" {
			if s := v.child(k, "nsubj"); s >= 0 { // hung on the auxiliary by mistake
				return s
			}
		}
	}
	return -1
}

// passive reports whether verb i is in the passive voice.
func (v *view) passive(i int32) bool {
	if v.t.Child(i, "nsubj:pass", "aux:pass", "csubj:pass") >= 0 {
		return true
	}
	if k := v.t.Child(i, "cop"); k >= 0 && k < i && v.toks[i].UPOS == "VERB" && v.toks[i].XPOS == "VBN" && v.lemma(k) == "be" {
		return true // an auxiliary that the parser took for a copula
	}
	k := v.t.Child(i, "obl:agent")
	return k >= 0 && v.t.Case(k) == "by" && !v.lex.is("means", v.lemma(k))
}

// has reports whether i has a dependent with the relation and one of the lower-case words.
func (v *view) has(i int32, rel string, words ...string) bool {
	for _, k := range v.kids(i) {
		if v.rel(k) != rel {
			continue
		}
		w := v.low(k)
		for _, x := range words {
			if w == x {
				return true
			}
		}
	}
	return false
}

// quotedApart reports whether token k stands in a quotation that does not hold verb i, so that it can be no word of its own.
func (v *view) quotedApart(k, i int32) bool { return v.inQuote[k] >= 0 && v.inQuote[k] != v.inQuote[i] }

// negated reports whether verb i is negated by a word of its own or by its subject: "did not say", "nobody said".
func (v *view) negated(i int32) bool {
	for _, k := range v.kids(i) {
		if v.quotedApart(k, i) {
			continue
		}
		switch v.rel(k) {
		case "advmod", "neg", "cc", "aux":
			switch v.low(k) {
			case "not", "n't", "n’t", "never", "neither", "nor", "cannot":
				return true
			}
		case "nsubj":
			switch v.low(k) {
			case "none", "nobody", "neither":
				return true
			}
			if v.has(k, "det", "no", "neither") {
				return true
			}
		}
	}
	return false
}

// negatedClause reports whether what clause i says is negative, by its verb or its object: "it played no part".
func (v *view) negatedClause(i int32) bool {
	if v.negated(i) {
		return true
	}
	for _, k := range v.kids(i) {
		switch v.rel(k) {
		case "obj":
			if v.low(k) == "nothing" || v.low(k) == "none" || v.has(k, "det", "no") {
				return true
			}
		case "det":
			if v.low(k) == "no" {
				return true
			}
		}
	}
	return false
}

// modal returns the modal verb of i in lower case ("would", "may"), or "".
func (v *view) modal(i int32) string {
	for _, k := range v.kids(i) {
		if v.quotedApart(k, i) {
			continue
		}
		if v.toks[k].UPOS == "AUX" || v.rel(k) == "aux" {
			switch w := v.low(k); w {
			case "will", "would", "may", "might", "can", "could", "shall", "should", "must":
				return w
			case "'ll", "’ll", "wo":
				return "will"
			case "'d", "’d":
				if v.toks[i].XPOS == "VB" {
					return "would"
				}
			case "ca":
				return "can"
			}
		}
	}
	return ""
}

// infinitive reports whether i is marked by "to".
func (v *view) infinitive(i int32) bool {
	for _, k := range v.kids(i) {
		if k < i && !v.quotedApart(k, i) && v.low(k) == "to" && (v.rel(k) == "mark" || v.toks[k].UPOS == "PART") {
			return true
		}
	}
	return false
}

// marker is the subordinating word of clause i in lower case ("that", "if", "as"), or "".
func (v *view) marker(i int32) string {
	for _, k := range v.kids(i) {
		if v.rel(k) == "mark" && k < i {
			return v.low(k)
		}
	}
	return ""
}

// inside reports whether token i stands in a quotation.
func (v *view) inside(i int32) bool { return v.inQuote[i] >= 0 }

// block is the block of token i, or None.
func (v *view) block(i int32) int32 {
	if s := v.sent[i]; s >= 0 {
		return v.d.Sentences[s].Block
	}
	return ledger.None
}

func (v *view) kind(i int32) ledger.BlockKind {
	if b := v.block(i); b >= 0 && int(b) < len(v.d.Blocks) {
		return v.d.Blocks[b].Kind
	}
	return ledger.Body
}

// punct reports whether token i is punctuation.
func (v *view) punct(i int32) bool {
	if v.toks[i].UPOS == "PUNCT" {
		return true
	}
	switch v.toks[i].Of(v.d.Text) {
	case ",", ".", "“", "”", "\"", "‘", "’", "'", ":", ";", "-", "–", "—", "―", "--", "?", "!", "(", ")", "...", "…", "''", "``":
		return true
	}
	return false
}

// reject notes a cue that was considered and not taken.
func (v *view) reject(i int32, c *cue, why string) {
	r := ledger.Rejected{Stage: "statements", Span: v.toks[i].Span, Why: why}
	if c != nil {
		r.Rule = "said/" + c.ID
	}
	v.d.Rejected = append(v.d.Rejected, r)
}
