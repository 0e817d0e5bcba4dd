package what

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"daybook/rule"
)

// Rule is one entry of data/rule/*.yaml: the words that tell of an act and who stands where around them.
// docs/rules.md teaches the language.
type Rule struct {
	rule.Meta `yaml:",inline"`
	Type      string   `yaml:"type"`
	Mode      string   `yaml:"mode"`
	Context   []string `yaml:"context"`
	CAMEO     string   `yaml:"cameo"`

	Verbs      []string `yaml:"verbs"`      // "bomb", "call for", "open + fire", "come under + #attack"
	Nouns      []string `yaml:"nouns"`      // "bombing", "air + strike", "under + siege"
	Adjectives []string `yaml:"adjectives"` // "critical of"

	Frame     string   `yaml:"frame"`     // a named frame of lexicon/what-frame.yaml
	Actor     []string `yaml:"actor"`     // paths, first that holds wins; override the frame's
	Recipient []string `yaml:"recipient"` // likewise
	Sides     string   `yaml:"sides"`     // "both": whoever is found acts, nobody receives
	Means     []string `yaml:"means"`
	If        []string `yaml:"if"`     // "obj is #agreement": every line must hold
	Unless    []string `yaml:"unless"` // none of the lines may hold
	Needs     []string `yaml:"needs"`  // actor, recipient, either (default), both, none
	Light     []string `yaml:"light"`  // light-verb classes that the nouns go with; default all
	Verbal    bool     `yaml:"verbal"` // an act of speech; the types that always are need not say so
	Ongoing   bool     `yaml:"ongoing"`
	Absorbs   bool     `yaml:"absorbs"`  // "launched a bid to retake": the infinitive is the same act, no second one
	Quiet     bool     `yaml:"quiet"`    // hangs on a word as common as "say": a condition that fails is not worth a note
	Casualty  bool     `yaml:"casualty"` // tells of an outcome (killed, wounded), not of a deed of its own
}

// Frame is a named pair of frames: where the parties stand around a verb and around a noun.
type Frame struct {
	rule.Meta `yaml:",inline"`
	Verb      Sides `yaml:"verb"`
	Noun      Sides `yaml:"noun"`
}

// Sides are the paths to the parties.
type Sides struct {
	Actor     []string `yaml:"actor"`
	Recipient []string `yaml:"recipient"`
}

// Words is a named class of words.
type Words struct {
	rule.Meta `yaml:",inline"`
	Kind      string   `yaml:"kind"`  // for a class of protected objects: the name to keep
	Words     []string `yaml:"words"` // lemmas; "aid convoy" asks for the head "convoy" with "aid" before it
	Classes   []string `yaml:"classes"`
}

// Light is a class of light verbs, which lend their clause to an event noun.
type Light struct {
	rule.Meta `yaml:",inline"`
	Verbs     []string `yaml:"verbs"`   // "launch", "carry out"
	Noun      string   `yaml:"noun"`    // where the noun stands: obj, subj or a preposition
	Subject   string   `yaml:"subject"` // what the verb's subject is to the noun: subj or obj
	Part      bool     `yaml:"part"`    // "take part in": the subject's part, which can be denied without the act
	Realis    string   `yaml:"realis"`  // of a part, what the verb makes of it: "was arrested over the attack": possible; "was acquitted of": denied
	Doer      string   `yaml:"doer"`    // of a part, who is said to have it where it is not the subject: obj ("accused rebels of the attack") or a preposition ("blamed the attack on rebels")
}

// Type is one entry of lexicon/what-type.yaml: an event type of PLOVER.
type Type struct {
	rule.Meta `yaml:",inline"`
	Quad      int                `yaml:"quad"` // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
	Verbal    bool               `yaml:"verbal"`
	Score     float64            `yaml:"score"` // on the codebook's scale from -10, conflict, to 10, cooperation
	Modes     map[string]float64 `yaml:"modes"` // mode -> score
	Contexts  []string           `yaml:"contexts"`
}

// wordset holds lemmas; the value lists the modifiers of which one must stand before the lemma, none for any.
type wordset map[string][]string

func (w wordset) add(entry string) {
	f := strings.Fields(entry)
	switch len(f) {
	case 1:
		w[f[0]] = nil
	case 2:
		if mods, ok := w[f[1]]; ok && mods == nil {
			return
		}
		w[f[1]] = append(w[f[1]], f[0])
	}
}

// pattern is one compiled trigger.
type pattern struct {
	rule    int32
	pos     byte   // 'v', 'n', 'a'
	second  string // particle or preposition behind a verb or adjective; modifier or preposition before a noun
	object  wordset
	rank    int // more constraints first
	surface string
}

// path is one compiled alternative of a slot: "in>with(actor)".
type path struct {
	steps  []string
	class  string // "" any
	negate bool
	text   string // as it is written
}

// cond is one compiled line of if or unless.
type cond struct {
	paths  []path
	class  string
	negate bool
	text   string
	key    string // with the key of the rule before it
	line   string // file and line where it stands
}

type compiled struct {
	Rule
	where string

	needsAt, sidesAt string // file and line of these keys

	verb  sides
	noun  sides
	means []path
	ifs   []cond
	not   []cond
	needs string
	light map[string]bool

	inherits bool // the recipient may be that of the act spoken of
}

type sides struct{ actor, recipient []path }

// frame is one compiled entry of lexicon/what-frame.yaml.
type frame struct{ verb, noun sides }

type lightPattern struct {
	class   *Light
	second  string
	surface string
}

// book is everything the stage knows, compiled.
type book struct {
	types   map[string]Type
	rules   []compiled
	typeOf  map[string]string // id of a rule -> its type
	verbs   map[string][]*pattern
	nouns   map[string][]*pattern
	adjs    map[string][]*pattern
	classes map[string]wordset
	objects []protected
	light   map[string][]lightPattern
	casts   casts
	vague   map[string]Vague
	tolls   []toll
	frames  map[string]frame
	lent    map[string]bool // the classes of light verbs

	particles map[string]bool // "hand over": verbs with a particle that a rule knows with an object

	verbForms forms
	nounForms forms
}

type protected struct {
	kind  string
	words wordset
}

// load returns every fault of the files, and the book of the good entries beside it.
func load(fsys fs.FS) (*book, error) {
	b := &book{types: map[string]Type{}, typeOf: map[string]string{}, verbs: map[string][]*pattern{}, nouns: map[string][]*pattern{}, adjs: map[string][]*pattern{}, classes: map[string]wordset{}, light: map[string][]lightPattern{}, frames: map[string]frame{}, lent: map[string]bool{}, particles: map[string]bool{}}
	var faults []error
	kinds, err := rule.Load[Type](fsys, "lexicon/what-type.yaml")
	faults = append(faults, err)
	for _, e := range kinds {
		b.types[e.Rule.ID] = e.Rule
	}
	words, err := rule.Load[Words](fsys, "lexicon/what-words*.yaml")
	faults = append(faults, err, b.words(words))
	frames, err := rule.Load[Frame](fsys, "lexicon/what-frame.yaml")
	faults = append(faults, err)
	for _, e := range frames {
		w := &wrongs{of: e.Fault}
		b.frames[e.Rule.ID] = frame{b.sides(e.Rule.Verb, w, "verb"), b.sides(e.Rule.Noun, w, "noun")}
		faults = append(faults, w.faults...)
	}
	lights, err := rule.Load[Light](fsys, "lexicon/what-light.yaml")
	faults = append(faults, err)
	for i := range lights {
		l := &lights[i].Rule
		b.lent[l.ID] = true
		if l.Subject != "subj" && l.Subject != "obj" && !lights[i].Broken {
			faults = append(faults, lights[i].Fault(fmt.Sprintf("subject is %q; what the verb's subject is to the noun may be subj or obj", l.Subject), "subject"))
		}
		if l.Doer != "" && !l.Part {
			faults = append(faults, lights[i].Fault("doer tells who has a part; say part: true beside it, or take it away", "doer"))
		}
		if l.Realis != "" && !slices.Contains(castValues, l.Realis) {
			faults = append(faults, lights[i].Fault(fmt.Sprintf("unknown realis %q; known are %s", l.Realis, rule.Names(castValues)), "realis"))
		}
		for k, v := range l.Verbs {
			f := strings.Fields(v)
			if len(f) == 0 {
				faults = append(faults, lights[i].Fault("a verb without letters; take it away", "verbs", k))
				continue
			}
			b.light[f[0]] = append(b.light[f[0]], lightPattern{l, strings.Join(f[1:], " "), v})
		}
	}
	b.casts, err = loadCasts(fsys)
	faults = append(faults, err)
	b.vague, b.tolls, err = loadFigures(fsys, b.types)
	faults = append(faults, err)

	rules, err := rule.Load[Rule](fsys, "rule/*.yaml")
	faults = append(faults, err)
	for _, e := range rules {
		faults = append(faults, b.compile(e)...)
	}
	irregular, err := loadIrregular(fsys)
	faults = append(faults, err)
	b.inflect(irregular)
	return b, errors.Join(faults...)
}

// words fills the classes.
func (b *book) words(words []rule.Entry[Words]) error {
	var faults []error
	for _, e := range words {
		if b.classes[e.Rule.ID] != nil {
			continue // told by Load
		}
		set := wordset{}
		b.classes[e.Rule.ID] = set
		for _, w := range e.Rule.Words {
			set.add(w)
		}
		if e.Rule.Kind != "" {
			b.objects = append(b.objects, protected{e.Rule.Kind, set})
		}
	}
	for _, e := range words { // a class may take in others
		for i, c := range e.Rule.Classes {
			from, ok := b.classes[c]
			if !ok {
				faults = append(faults, e.Fault(fmt.Sprintf("class %q takes in %q, which no list defines; correct it, or define it in a file lexicon/what-words-NAME.yaml", e.Rule.ID, c), "classes", i))
			}
			for w, m := range from {
				if m == nil {
					b.classes[e.Rule.ID][w] = nil
				} else if have, ok := b.classes[e.Rule.ID][w]; !ok || have != nil {
					b.classes[e.Rule.ID][w] = append(have, m...)
				}
			}
		}
	}
	return errors.Join(faults...)
}

// wrongs gathers what is wrong in one entry.
type wrongs struct {
	of     func(what string, path ...any) rule.Fault
	prefix string
	faults []error
}

func (w *wrongs) add(err error, path ...any) {
	if err != nil {
		w.faults = append(w.faults, w.of(w.prefix+err.Error(), path...))
	}
}

// line is the file and line of what stands at a path inside the entry.
func (w *wrongs) line(path ...any) string {
	f := w.of("", path...)
	return fmt.Sprintf("%s:%d", f.File, f.Line)
}

// compile files a rule that has no fault.
func (b *book) compile(e rule.Entry[Rule]) []error {
	r := e.Rule
	w := &wrongs{of: e.Fault, prefix: fmt.Sprintf("rule %q: ", r.ID)}
	ty, ok := b.types[r.Type]
	switch _, mode := ty.Modes[r.Mode]; {
	case !ok || ty.Quad == 0:
		if r.Type != "" || !e.Broken {
			w.add(fmt.Errorf("unknown type %q; lexicon/what-type.yaml has the types", r.Type), "type")
		}
	case r.Mode != "" && !mode:
		w.add(fmt.Errorf("%s has no mode %q; lexicon/what-type.yaml has the modes", r.Type, r.Mode), "mode")
	}
	for i, c := range r.Context {
		if !slices.Contains(b.types["contexts"].Contexts, c) {
			w.add(fmt.Errorf("unknown context %q; lexicon/what-type.yaml has the contexts", c), "context", i)
		}
	}
	if !e.Broken && len(r.Verbs)+len(r.Nouns)+len(r.Adjectives) == 0 {
		w.add(errors.New("it needs at least one of verbs, nouns, adjectives"))
	}
	c := compiled{Rule: r, where: e.Where(), needs: "either", needsAt: w.line("needs"), sidesAt: w.line("sides")}
	f, framed := b.frames[r.Frame]
	if r.Frame != "" && !framed {
		w.add(fmt.Errorf("unknown frame %q; lexicon/what-frame.yaml has the frames", r.Frame), "frame")
	}
	c.verb, c.noun = f.verb, f.noun
	own := b.sides(Sides{r.Actor, r.Recipient}, w)
	if r.Actor != nil {
		c.verb.actor, c.noun.actor = own.actor, own.actor
	}
	if r.Recipient != nil {
		c.verb.recipient, c.noun.recipient = own.recipient, own.recipient
	}
	if !e.Broken && len(r.Actor)+len(r.Recipient) == 0 && r.Frame == "" {
		w.add(errors.New("it names no frame and no slots"))
	}
	for _, l := range [][]path{c.verb.recipient, c.noun.recipient} {
		for _, p := range l {
			c.inherits = c.inherits || p.steps[0] == "act"
		}
	}
	if r.Sides != "" && r.Sides != "both" {
		w.add(fmt.Errorf("sides is %q; it may be both, or be left out", r.Sides), "sides")
	}
	c.means = b.paths(append(slices.Clone(r.Means), "with(weapon)", "using>obj", "use>obj", "by(weapon)", "in(weapon)"), w, "means")
	c.ifs = b.conds(r.If, w, "if")
	c.not = b.conds(r.Unless, w, "unless")
	switch len(r.Needs) {
	case 0:
	case 1:
		c.needs = r.Needs[0]
	default:
		c.needs = "both"
	}
	for i, n := range r.Needs {
		switch n {
		case "either", "both", "none", "actor", "recipient":
		default:
			w.add(fmt.Errorf("needs %q; it may be actor, recipient, either, both or none", n), "needs", i)
		}
	}
	if r.Light != nil {
		c.light = map[string]bool{}
		for i, l := range r.Light {
			c.light[l] = true
			if !b.lent[l] {
				w.add(fmt.Errorf("unknown class of light verbs %q; lexicon/what-light.yaml has the classes", l), "light", i)
			}
		}
	}
	type filed struct {
		p    *pattern
		head string
		into map[string][]*pattern
	}
	var all []filed
	for _, set := range []struct {
		pos  byte
		key  string
		list []string
		into map[string][]*pattern
	}{{'v', "verbs", r.Verbs, b.verbs}, {'n', "nouns", r.Nouns, b.nouns}, {'a', "adjectives", r.Adjectives, b.adjs}} {
		for i, s := range set.list {
			p, head, err := b.trigger(set.pos, s)
			if err != nil {
				w.add(err, set.key, i)
				continue
			}
			p.rule = int32(len(b.rules))
			p.rank += min(len(r.If), 2)
			all = append(all, filed{p, head, set.into})
		}
	}
	if e.Broken || len(w.faults) > 0 {
		return w.faults
	}
	b.rules = append(b.rules, c)
	b.typeOf[r.ID] = r.Type
	for _, v := range r.Verbs {
		left, _, _ := strings.Cut(v, "+")
		if f := strings.Fields(left); len(f) == 2 && trueParticle[f[1]] && len(c.verb.recipient) > 0 {
			for _, p := range c.verb.recipient {
				if p.steps[0] == "obj" || p.steps[0] == "noun" {
					b.particles[f[0]+" "+f[1]] = true
					break
				}
			}
		}
	}
	for _, x := range all { // behind those of the same rank
		list := x.into[x.head]
		i := len(list)
		for i > 0 && list[i-1].rank < x.p.rank {
			i--
		}
		x.into[x.head] = slices.Insert(list, i, x.p)
	}
	return nil
}

// trueParticle are the words that, right behind a verb that takes an object, are a part of it as a rule, and no preposition.
var trueParticle = map[string]bool{"out": true, "over": true, "up": true, "off": true, "down": true, "back": true, "away": true}

// trigger compiles one trigger; head is the lemma under which it is filed.
func (b *book) trigger(pos byte, s string) (p *pattern, head string, err error) {
	left, right, two := strings.Cut(s, "+")
	l, r := strings.Fields(left), strings.Fields(right)
	p = &pattern{pos: pos, surface: s}
	if len(l) == 0 || two && len(r) == 0 {
		return nil, "", fmt.Errorf("trigger %q is not complete; it is written \"bomb\", \"call for\", \"open + fire\" or \"come under + attack|fire\"", s)
	}
	head = l[0]
	if pos == 'n' {
		switch {
		case two && len(l) == 1 && len(r) == 1:
			p.second, head = l[0], r[0]
			p.rank += 3
		case !two && len(l) == 1:
		default:
			return nil, "", fmt.Errorf("trigger %q: a noun is one word, or a word before it: \"air + strike\"", s)
		}
	} else {
		if len(l) > 2 {
			// "put under + siege" has one second word; more are not matched
			return nil, "", fmt.Errorf("trigger %q: one particle or preposition behind the verb", s)
		}
		if len(l) == 2 {
			p.second = l[1]
			p.rank += 3
		}
		if two {
			p.rank += 3
			p.object = wordset{}
			for _, w := range strings.Split(strings.TrimSpace(right), "|") {
				w = strings.TrimSpace(w)
				if c, ok := strings.CutPrefix(w, "#"); ok {
					set, ok := b.classes[c]
					if !ok {
						return nil, "", fmt.Errorf("trigger %q: no list defines the class %q; correct it, or define it in a file lexicon/what-words-NAME.yaml", s, c)
					}
					for k, m := range set {
						p.object[k] = m
					}
					continue
				}
				p.object.add(w)
			}
		}
	}
	return p, head, nil
}

func sorted(m map[string]bool) []string {
	out := make([]string, 0, len(m))
	for w := range m {
		out = append(out, w)
	}
	sort.Strings(out)
	return out
}

func (b *book) sides(s Sides, w *wrongs, at ...any) sides {
	return sides{b.paths(s.Actor, w, append(slices.Clone(at), "actor")...), b.paths(s.Recipient, w, append(slices.Clone(at), "recipient")...)}
}

func (b *book) paths(ss []string, w *wrongs, at ...any) []path {
	out := make([]path, 0, len(ss))
	for i, s := range ss {
		p, err := b.path(s)
		if err != nil {
			w.add(err, append(slices.Clone(at), i)...)
			continue
		}
		out = append(out, p)
	}
	return out
}

func (b *book) conds(ss []string, w *wrongs, key string) (out []cond) {
	for i, s := range ss {
		c, err := b.cond(s)
		w.add(err, key, i)
		c.key, c.line = key+": "+s, w.line(key, i)
		out = append(out, c)
	}
	return out
}

func (b *book) path(s string) (path, error) {
	s = strings.TrimSpace(s)
	p := path{text: s}
	if i := strings.IndexByte(s, '('); i >= 0 {
		if !strings.HasSuffix(s, ")") {
			return p, fmt.Errorf("path %q: the bracket is not closed", s)
		}
		p.class, p.negate = strings.CutPrefix(s[i+1:len(s)-1], "!")
		if !p.negate {
			p.class = s[i+1 : len(s)-1]
		}
		if !b.known(p.class) {
			return p, fmt.Errorf("path %q: no list defines the class %q; correct it, or define it in a file lexicon/what-words-NAME.yaml", s, p.class)
		}
		s = s[:i]
	}
	p.steps = strings.Split(s, ">")
	for _, st := range p.steps {
		if st == "" {
			return p, fmt.Errorf("path %q has an empty step", s)
		}
	}
	return p, nil
}

func (b *book) known(class string) bool {
	switch class {
	case "actor", "place", "name", "person", "armed", "event", "company":
		return true
	}
	_, ok := b.classes[class]
	return ok
}

// cond compiles "obj|with is #agreement" and "subj is not place".
func (b *book) cond(s string) (cond, error) {
	left, right, ok := strings.Cut(s, " is ")
	if !ok {
		return cond{}, fmt.Errorf("condition %q: it is written \"obj is agreement\" or \"obj is not place\"", s)
	}
	c := cond{text: s}
	right = strings.TrimSpace(right)
	if r, ok := strings.CutPrefix(right, "not "); ok {
		c.negate, right = true, r
	}
	c.class = strings.TrimPrefix(strings.TrimSpace(right), "#")
	if !b.known(c.class) && c.class != "there" {
		return c, fmt.Errorf("condition %q: no list defines the class %q; correct it, or define it in a file lexicon/what-words-NAME.yaml", s, c.class)
	}
	for _, p := range strings.Split(left, "|") {
		q, err := b.path(p)
		if err != nil {
			return c, err
		}
		c.paths = append(c.paths, q)
	}
	return c, nil
}

// lends reports whether a word lends its clause to an event noun behind a preposition: "responsible for".
func (b *book) lends(lemma, prep string) bool {
	for _, l := range b.light[lemma] {
		if l.second == prep {
			return true
		}
	}
	return false
}
