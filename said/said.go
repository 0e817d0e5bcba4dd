// Package said finds statements: source, cue, content, stance, and the chain of origins.
package said

import (
	"errors"
	"io/fs"
	"slices"
	"sort"

	"daybook/ledger"
	"daybook/model"
	"daybook/text"
)

// Stage holds the cue lexicons; it is safe for concurrent use.
type Stage struct {
	lex     *lexicon
	learned *model.Weights // or nil
}

// New loads data/lexicon/cue-*.yaml, said-*.yaml and the weights of the second look from fsys. It returns every fault
// of the files, joined in the error, and the stage without what is faulty.
func New(fsys fs.FS) (*Stage, error) {
	lex, err1 := loadLexicon(fsys)
	learned, err2 := model.LoadWeights(fsys, LearnedPath)
	return &Stage{lex: lex, learned: learned}, errors.Join(err1, err2)
}

// Statements finds who is reported to say what. It reads Tokens, Tree and Mentions and writes Statements, all but their
// Origin.
func (s *Stage) Statements(d *ledger.Document) {
	if len(d.Tokens) == 0 || d.Tree == nil || len(d.Tree.Tokens) != len(d.Tokens) {
		return
	}
	v := newView(d, s.lex)
	v.rules()
	v.second(s.learned)
	v.leftover()
	v.finish()
}

// rules finds all statements that the lexicons vouch for.
func (v *view) rules() {
	v.transcripts()
	v.direct()
	v.announced()
	v.headlines()
	v.verbs()
	v.others()
	v.nouns()
	v.citings()
}

// finish checks the statements, puts them in order and finds which stands in which.
func (v *view) finish() {
	out := v.found[:0]
	for _, x := range v.found {
		if why := v.fault(&x); why != "" {
			if x.CueHead >= 0 {
				v.d.Rejected = append(v.d.Rejected, ledger.Rejected{Stage: "statements", Rule: x.Evidence.Rule, Span: v.toks[x.CueHead].Span, Why: why})
			}
			continue
		}
		v.form(&x)
		v.spoken(&x)
		out = append(out, x)
	}
	sort.SliceStable(out, func(a, b int) bool { return start(&out[a]) < start(&out[b]) })
	v.d.Statements = make([]ledger.Statement, len(out))
	for i := range out {
		v.d.Statements[i] = out[i].Statement
	}
	parents(v.d.Statements)
}

// start is where a statement begins in the text.
func start(x *found) int32 {
	a := x.Cue[0].Start
	if len(x.Content) > 0 {
		a = min(a, x.Content[0].Start)
	}
	if !x.Source.Empty() {
		a = min(a, x.Source.Start)
	}
	return a
}

// fault says what is wrong with a statement, "" when nothing is.
func (v *view) fault(x *found) string {
	if x.twice != "" {
		return x.twice
	}
	if len(x.Content) == 0 || len(x.Cue) == 0 {
		return "no content"
	}
	sort.Slice(x.Content, func(a, b int) bool { return x.Content[a].Start < x.Content[b].Start })
	n := 0
	for _, p := range x.Content { // joined where they touch, empty ones dropped
		p = v.trimSpace(p)
		if p.Empty() {
			continue
		}
		if n > 0 && p.Start <= x.Content[n-1].End {
			x.Content[n-1].End = max(x.Content[n-1].End, p.End)
			continue
		}
		x.Content[n] = p
		n++
	}
	x.Content = x.Content[:n]
	if n == 0 {
		return "no content"
	}
	x.Evidence.Words = slices.DeleteFunc(x.Evidence.Words, func(s text.Span) bool { return v.trimSpace(s).Empty() })
	for _, p := range x.Content {
		if x.Source.Overlaps(p) && !x.Source.Empty() {
			return "the source would stand inside its own content"
		}
		for _, c := range x.Cue {
			if c.Overlaps(p) {
				return "the cue would stand inside its own content"
			}
		}
	}
	return ""
}

// form tells direct from indirect and mixed by the quotations in the content that do not hold the cue as well.
func (v *view) form(x *found) {
	any, all := false, true
	for _, p := range x.Content {
		in := false
		lo, hi := v.over(p)
		for q := lo; q < hi; q++ {
			o := &v.quotes[q]
			if o.outer.Contains(x.Cue[0]) {
				continue
			}
			if o.outer.Overlaps(p) {
				any = true
			}
			if o.inner.Contains(p) {
				in = true
			}
		}
		all = all && in
	}
	switch {
	case x.turn, any && all:
		x.Form = ledger.Direct
	case any:
		x.Form = ledger.Mixed
	default:
		x.Form = ledger.Indirect
	}
}

// parents gives each statement the smallest other statement in whose content its cue stands.
func parents(ss []ledger.Statement) {
	type piece struct {
		span text.Span
		of   int32
	}
	var ps []piece
	size := make([]int32, len(ss))
	cues := make([]int32, len(ss)) // statements by their cues
	for i := range ss {
		ss[i].Parent = ledger.None
		cues[i] = int32(i)
		for _, p := range ss[i].Content {
			size[i] += p.Len()
			ps = append(ps, piece{p, int32(i)})
		}
	}
	sort.SliceStable(ps, func(a, b int) bool { return ps[a].span.Start < ps[b].span.Start })
	sort.SliceStable(cues, func(a, b int) bool { return ss[cues[a]].Cue[0].Start < ss[cues[b]].Cue[0].Start })
	var open []piece // pieces that may reach over the cue at hand
	next := 0
	for _, i := range cues {
		cue := ss[i].Cue[0]
		for ; next < len(ps) && ps[next].span.Start <= cue.Start; next++ {
			open = append(open, ps[next])
		}
		n, best := 0, ledger.None
		for _, p := range open {
			if p.span.End <= cue.Start {
				continue
			}
			open[n] = p
			n++
			if p.of == i || !p.span.Contains(cue) || !holdsAll(ss[p.of].Content, ss[i].Content) {
				continue
			}
			if best < 0 || size[p.of] < size[best] {
				best = p.of
			}
		}
		open = open[:n]
		ss[i].Parent = best
	}
	for i := range ss { // a chain can not close on itself
		for p, steps := ss[i].Parent, 0; p >= 0; p, steps = ss[p].Parent, steps+1 {
			if p == int32(i) || steps > 50 {
				ss[i].Parent = ledger.None
				break
			}
		}
	}
}

// holdsAll reports whether most of the words of inner stand in ps: a cue inside a quotation reports what stands in it too.
func holdsAll(ps, inner []text.Span) bool {
	var in, all int32
	for _, s := range inner {
		all += s.Len()
		for _, p := range ps {
			if p.Overlaps(s) {
				in += min(p.End, s.End) - max(p.Start, s.Start)
			}
		}
	}
	return 2*in >= all
}
