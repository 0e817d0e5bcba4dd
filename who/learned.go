package who

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"daybook/ledger"
	"daybook/model"
	"daybook/text"
)

// LearnedPath is the file of weights below the data folder that rank whom a pronoun may mean where the rules leave it open (a mention-ranking model: Denis
// and Baldridge 2008). Its limits are those of the classes of pronouns and, "speaker", of any that speaks. Without it the rules alone resolve pronouns.
const LearnedPath = "model/who.tsv"

// A Choice is a pronoun of the third person and all whom it may mean.
type Choice struct {
	Mention     int32
	Class       string // "he", "it" or "they"
	Antecedents []Antecedent
	ByRules     int32 // the actor that the rules take, or None
}

// Antecedent is one whom a pronoun may mean: the latest mention of an actor, a mention of nobody known, or None for none of them.
type Antecedent struct {
	Mention  int32
	Features []string
}

// lookBack is how many sentences before that of a pronoun are searched; manyRivals how many antecedents are ranked; countBack among how many mentions before
// theirs are counted, so that a text without end costs no more than its length.
const lookBack, manyRivals, countBack = 5, 24, 300

// Choose fills the actors of a document, where f resolves each pronoun: it returns the number of the antecedent that is meant.
func (s *Stage) Choose(d *ledger.Document, f func(Choice) int) {
	taught := *s
	taught.choose = f
	taught.Actors(d)
}

// rank resolves pronoun m of a class, of a person of a sex where that is told, where the rules left it open.
func (r *reader) rank(m int32, class string, sex byte) {
	l := r.s.learned
	if r.s.choose == nil && (l == nil || r.d.ActorOf[m] >= 0) {
		return
	}
	c := r.choice(m, class, sex)
	if r.s.choose != nil {
		if o := c.Antecedents[r.s.choose(c)].Mention; o < 0 {
			r.none(m, "taught: nobody")
		} else {
			r.meant(m, o, class, sex, "taught: "+quote(r.short(o)))
		}
		return
	}
	p := make([]float64, len(c.Antecedents))
	for i, a := range c.Antecedents {
		p[i] = l.Sum(a.Features)
	}
	model.Softmax(p)
	best := slices.Index(p, slices.Max(p))
	o := c.Antecedents[best].Mention
	limit := l.Limit(class)
	if r.speaks[m] >= 0 { // nothing is worse than words in a wrong mouth
		limit = max(limit, l.Limit("speaker"))
	}
	if p[best] < limit || o < 0 {
		return
	}
	why := fmt.Sprintf("%s (learned: %.2f, %.2f is enough: %s)", quote(r.short(o)), p[best], limit, l.Reasons(c.Antecedents[best].Features))
	r.meant(m, o, class, sex, why)
}

// meant ends the resolution of pronoun m: it means what mention o does.
func (r *reader) meant(m, o int32, class string, sex byte, why string) {
	a := r.resolve(o)
	if a < 0 && class == "he" && r.d.Mentions[o].Kind == ledger.Nominal && r.d.ActorWhy[o] == "" {
		r.fresh(o, "taken up by "+quote(r.word(r.d.Mentions[m].Head)))
		a = r.resolve(o)
	}
	if a < 0 {
		r.none(m, why+", which is nobody known")
		return
	}
	if class == "he" && r.of[a].sex == 0 {
		r.of[a].sex = sex
	}
	r.set(m, a, why)
}

// choice lists whom pronoun m may mean.
func (r *reader) choice(m int32, class string, sex byte) Choice {
	h := r.d.Mentions[m].Head
	s := r.sentence[h]
	c := Choice{Mention: m, Class: class, ByRules: r.d.ActorOf[m]}
	barred := r.barred(m)
	seen := map[int32]bool{}
	above := r.subjectsAbove(h)
	order, subjects := 0, 0
	for i := m - 1; i >= 0 && len(c.Antecedents) < manyRivals; i-- {
		k := r.d.Mentions[i].Head
		if r.sentence[k] < s-lookBack {
			break
		}
		a := r.resolve(i)
		if k >= h && r.t.Governs(k, h) || a >= 0 && (seen[a] || has(barred, a)) || !r.agrees(i, a, class, sex) {
			continue
		}
		if a >= 0 {
			seen[a] = true
		}
		x := Antecedent{Mention: i, Features: r.features(m, i, a, class, sex, above)}
		x.Features = append(x.Features, class+" order "+few(order))
		order++
		if r.isSubject(i) {
			x.Features = append(x.Features, class+" order of subjects "+few(subjects))
			subjects++
		}
		c.Antecedents = append(c.Antecedents, x)
	}
	t := &r.d.Tokens[h]
	none := []string{
		class + " none", class + " none " + t.Rel, class + " none of " + few(order),
		class + " none, quoted " + strconv.FormatBool(r.speaker[h] >= 0),
	}
	if class == "it" && t.Head >= 0 {
		g := &r.d.Tokens[t.Head]
		clause := r.t.Child(t.Head, "csubj", "ccomp", "xcomp", "advcl", "acl:relcl") > t.Head
		none = append(none, "it none, "+g.UPOS+" "+t.Rel+" clause "+strconv.FormatBool(clause), "it none on "+g.Lemma)
	}
	if s == 0 {
		none = append(none, class+" none first")
	}
	c.Antecedents = append(c.Antecedents, Antecedent{ledger.None, none})
	return c
}

// agrees reports whether mention i, actor a if resolved, may be what a pronoun of the class means.
func (r *reader) agrees(i, a int32, class string, sex byte) bool {
	men := &r.d.Mentions[i]
	if men.Kind == ledger.Pronominal && (isFirstPerson(r.word(men.Head)) || a < 0) {
		return false
	}
	switch class {
	case "he":
		if a < 0 {
			return r.couldBe(i, sex)
		}
		e := &r.of[a]
		return e.person && !e.plural && (e.sex == sex || e.sex == 0)
	case "it":
		if a < 0 {
			return r.couldBeBody(i)
		}
		return !r.of[a].person && (!r.of[a].plural || r.of[a].body)
	}
	if a < 0 {
		return r.couldBeMany(i)
	}
	return r.of[a].plural || r.of[a].body || r.d.Actors[a].Group
}

// subjectsAbove are the subjects of the clauses that hold token h and of those that they hang on, nearest first.
func (r *reader) subjectsAbove(h int32) []int32 {
	var out []int32
	for k, steps := h, 0; k >= 0 && steps < 32; k, steps = r.d.Tokens[k].Head, steps+1 {
		if s := r.t.Child(k, "nsubj", "nsubj:pass", "nsubj:outer"); s >= 0 && s != h && !r.t.Governs(s, h) {
			out = append(out, s)
		}
	}
	return out
}

// features tell what speaks for mention i, actor a if resolved, as what pronoun m means.
func (r *reader) features(m, i, a int32, class string, sex byte, above []int32) []string {
	men := &r.d.Mentions[i]
	h, k := r.d.Mentions[m].Head, men.Head
	t, u := &r.d.Tokens[h], &r.d.Tokens[k]
	out := make([]string, 0, 24)
	say := func(format string, args ...any) { out = append(out, class+" "+fmt.Sprintf(format, args...)) }
	rel, own := text.Rel0(u.Rel), text.Rel0(t.Rel)
	if u.Rel == "nmod:poss" {
		rel = u.Rel
	}
	if t.Rel == "nmod:poss" {
		own = t.Rel
	}
	far := r.sentence[h] - r.sentence[k]
	dist := few(int(far))
	say("distance %s", dist)
	say("as %s", rel)
	say("distance %s as %s", dist, rel)
	say("%s to %s", own, rel)
	say("%s to %s distance %s", own, rel, dist)
	if men.Kind == ledger.Proper {
		say("name %s", men.Type)
	} else {
		say("%s", men.Kind)
	}
	if men.Kind == ledger.Pronominal {
		say("after %s", strings.ToLower(u.Of(r.d.Text)))
	} else if men.Kind == ledger.Nominal {
		say("noun %s", u.Lemma)
		say("determiner %c", max(r.fact[i].det, '-'))
		if f := r.fact[i].agent; f != nil {
			say("agent %s", f.class)
		}
	}
	if far == 0 {
		for n, x := range above {
			if x == k {
				say("subject above %s", few(n))
			}
		}
	}
	if r.inRelative(k) {
		say("in a relative clause")
	}
	say("plural %t", r.fact[i].plural)
	from, to := r.speaker[k], r.speaker[h]
	switch {
	case from < 0 && to < 0:
		say("no quotation")
	case from == to:
		say("one quotation")
	case from >= 0 && to >= 0:
		say("two quotations")
	case from >= 0:
		say("out of a quotation")
	default:
		say("into a quotation")
	}
	if r.speaks[i] >= 0 {
		say("speaks")
		if r.speaks[m] >= 0 {
			say("both speak")
		}
	}
	if r.d.Sentences[r.sentence[k]].Block != r.d.Sentences[r.sentence[h]].Block {
		say("other paragraph")
	}
	if first := r.fact[i].words.First; first == r.d.Sentences[r.sentence[k]].First {
		say("opens the sentence")
	}
	if a < 0 {
		say("unresolved")
		return out
	}
	e, n := &r.of[a], 0
	for j := max(0, m-countBack); j < m; j++ {
		if r.d.ActorOf[j] == a {
			n++
		}
	}
	say("named %s times", few(n))
	if far <= 1 {
		say("named %s times near", few(n))
	}
	say("kind %s", r.d.Actors[a].Kind)
	if class == "he" {
		say("sex known %t", e.sex == sex)
	}
	if st := r.said[h]; st >= 0 {
		if sp := r.d.Statements[st].Speaker; sp >= 0 && sp < m && r.d.ActorOf[sp] == a {
			say("says it")
		}
	}
	return out
}

// few tells a small number by itself and larger ones by what they reach.
func few(n int) string {
	switch {
	case n <= 3:
		return strconv.Itoa(n)
	case n < 6:
		return "4+"
	case n < 10:
		return "6+"
	}
	return "10+"
}
