package main

// daybook check --corpus: what each rule for events does on reports of the user's own.

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"daybook"
	"daybook/export"
	"daybook/read"
	"daybook/work"
)

// survey is what the rules did on a corpus; the shape of --format json.
type survey struct {
	Reports   int        `json:"reports"` // that could be read
	Failed    int        `json:"failed"`
	Events    int        `json:"events"`
	Rules     []ruleUse  `json:"rules"` // all, in the order of their files
	Conflicts []conflict `json:"conflicts"`

	at    map[string]int // rule -> index in Rules
	pairs map[[2]string]*conflict
}

// ruleUse is what one rule did. Of the words that a rule was put to each counts once.
type ruleUse struct {
	Rule     string       `json:"rule"`
	Where    string       `json:"where"`
	Type     string       `json:"type"`
	Mode     string       `json:"mode,omitempty"`
	Matched  int          `json:"matched"` // words that fitted
	Made     int          `json:"made"`    // events
	Lost     int          `json:"lost"`    // to another rule at the same word
	Vetoed   int          `json:"vetoed"`
	Vetoes   []vetoUse    `json:"vetoes,omitempty"`
	Triggers []triggerUse `json:"triggers"`
}

// vetoUse is a condition by which a rule was vetoed.
type vetoUse struct {
	Condition string `json:"condition"`
	Line      string `json:"line,omitempty"` // file and line, of conditions that the rule has
	Count     int    `json:"count"`
}

// triggerUse is one trigger of a rule.
type triggerUse struct {
	Listed  string `json:"listed"`
	Trigger string `json:"trigger"`
	Made    int    `json:"made"`
}

// conflict is a pair of rules that would each have made an event of one word, and not the same.
type conflict struct {
	Won     string  `json:"won"`
	Lost    string  `json:"lost"`
	Count   int     `json:"count"`
	Types   int     `json:"types"` // times that they differ in the type
	Sides   int     `json:"sides"` // times that they differ in who stands where
	Because string  `json:"because"`
	Example example `json:"example"`
}

// example is the first of a pair.
type example struct {
	Report   string `json:"report"`
	Sentence string `json:"sentence"`
	Words    string `json:"words"`
	Won      string `json:"won"` // type and mode
	Lost     string `json:"lost"`
}

func newSurvey(rules []daybook.Rule) *survey {
	s := &survey{Rules: make([]ruleUse, 0, len(rules)), Conflicts: []conflict{}, at: map[string]int{}, pairs: map[[2]string]*conflict{}}
	for _, r := range rules {
		u := ruleUse{Rule: r.ID, Where: r.Where, Type: r.Type, Mode: r.Mode}
		for _, t := range r.Triggers {
			u.Triggers = append(u.Triggers, triggerUse{t.Kind, t.Words, 0})
		}
		s.at[r.ID] = len(s.Rules)
		s.Rules = append(s.Rules, u)
	}
	return s
}

// add counts what was tried in one report.
func (s *survey) add(out work.Outcome) {
	s.Reports++
	s.Events += len(out.Report.Events)
	for ts := out.Tried; len(ts) > 0; {
		n := 1
		for n < len(ts) && ts[n].Head == ts[0].Head {
			n++
		}
		s.word(out, ts[:n])
		ts = ts[n:]
	}
}

// word counts what was tried at one word.
func (s *survey) word(out work.Outcome, ts []daybook.Try) {
	rank := map[daybook.Outcome]int{"made": 3, "lost": 2, "vetoed": 1}
	var won *daybook.Try
	best := map[string]*daybook.Try{} // rule -> the best that it came to
	var order []string
	for i := range ts {
		t := &ts[i]
		if t.Outcome == "made" {
			won = t
		}
		if b := best[t.Rule]; b == nil {
			order = append(order, t.Rule)
			best[t.Rule] = t
		} else if rank[t.Outcome] > rank[b.Outcome] {
			best[t.Rule] = t
		}
	}
	for _, id := range order {
		t, u := best[id], &s.Rules[s.at[id]]
		u.Matched++
		switch t.Outcome {
		case "made":
			u.Made++
			for i := range u.Triggers {
				if u.Triggers[i].Listed == t.Kind && u.Triggers[i].Trigger == t.Trigger {
					u.Triggers[i].Made++
					break
				}
			}
		case "vetoed":
			u.Vetoed++
			i := slices.IndexFunc(u.Vetoes, func(v vetoUse) bool { return v.Condition == t.Condition && v.Line == t.Line })
			if i < 0 {
				i = len(u.Vetoes)
				u.Vetoes = append(u.Vetoes, vetoUse{t.Condition, t.Line, 0})
			}
			u.Vetoes[i].Count++
		case "lost":
			u.Lost++
			if won != nil {
				s.clash(out, won, t)
			}
		}
	}
}

// clash notes a pair that differs.
func (s *survey) clash(out work.Outcome, won, lost *daybook.Try) {
	set := func(heads []int32) []int32 { return slices.Sorted(slices.Values(heads)) }
	types := won.Type != lost.Type
	sides := !slices.Equal(set(won.Actors), set(lost.Actors)) || !slices.Equal(set(won.Recipients), set(lost.Recipients))
	if !types && !sides {
		return
	}
	key := [2]string{won.Rule, lost.Rule}
	c := s.pairs[key]
	if c == nil {
		r := out.Report
		x := example{Report: out.Input.Name(), Words: r.Text[won.Words.Start:won.Words.End], Won: strings.TrimSpace(won.Type + " " + won.Mode), Lost: strings.TrimSpace(lost.Type + " " + lost.Mode)}
		for _, q := range r.Sentences {
			if q.Start <= won.Words.Start && won.Words.Start < q.End {
				x.Sentence = q.Text
			}
		}
		c = &conflict{Won: won.Rule, Lost: lost.Rule, Because: lost.Why, Example: x}
		s.pairs[key] = c
	}
	c.Count++
	if types {
		c.Types++
	}
	if sides {
		c.Sides++
	}
}

// close puts what was counted in its order.
func (s *survey) close() {
	for i := range s.Rules {
		slices.SortFunc(s.Rules[i].Vetoes, func(a, b vetoUse) int {
			return cmp.Or(b.Count-a.Count, cmp.Compare(a.Condition, b.Condition), cmp.Compare(a.Line, b.Line))
		})
	}
	for _, c := range s.pairs {
		s.Conflicts = append(s.Conflicts, *c)
	}
	slices.SortFunc(s.Conflicts, func(a, b conflict) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.Won, b.Won), cmp.Compare(a.Lost, b.Lost))
	})
}

// corpus reads the reports and prints what the rules did on them.
func (c checkCmd) corpus(e *env) error {
	engine, err := c.engine(e)
	if err != nil {
		return err
	}
	inputs, passed := gather(append(slices.Clone(c.Corpus), c.Dir...), read.Hint{}, e.in, "", false)
	if len(passed) > 0 {
		e.note("daybook: %s", passedOver(passed))
	}
	s := newSurvey(engine.Rules())
	step, done := e.progress("reading", len(inputs))
	defer done()
	desk := work.Desk{Engine: engine, Trace: true}
	for out := range desk.Read(e.ctx, slices.Values(inputs)) {
		step()
		if out.Err != nil {
			s.Failed++
			e.fail(out.Err)
			continue
		}
		s.add(out)
	}
	done()
	if err := e.ctx.Err(); err != nil {
		return err
	}
	s.close()
	switch c.Format {
	case export.FormatJSON:
		return export.JSON(e.out, s, "  ")
	case export.FormatJSONL:
		return s.lines(e)
	}
	return e.write(s.table(e.look(), c.Verbose))
}

// lines prints one object a line: the corpus, each rule, each conflict.
func (s *survey) lines(e *env) error {
	type kind struct {
		Kind string `json:"kind"`
	}
	err := export.JSON(e.out, struct {
		kind
		Reports int `json:"reports"`
		Failed  int `json:"failed"`
		Events  int `json:"events"`
	}{kind{"corpus"}, s.Reports, s.Failed, s.Events}, "")
	for i := 0; err == nil && i < len(s.Rules); i++ {
		err = export.JSON(e.out, struct {
			kind
			ruleUse
		}{kind{"rule"}, s.Rules[i]}, "")
	}
	for i := 0; err == nil && i < len(s.Conflicts); i++ {
		err = export.JSON(e.out, struct {
			kind
			conflict
		}{kind{"conflict"}, s.Conflicts[i]}, "")
	}
	return err
}

// table lays the survey out: rules that fitted, with the conditions that vetoed them; conflicts; rules that never made an event.
func (s *survey) table(look export.Look, verbose bool) string {
	var b strings.Builder
	count := export.Counted
	fmt.Fprintf(&b, "%s, %s\n", count(s.Reports, "report", "reports"), count(s.Events, "event", "events"))
	title := func(t string) { fmt.Fprintf(&b, "\n%s\n", look.Paint(export.Bold, t)) }
	title("Rules whose words were met")
	numbers := func(style, name string, cells ...string) {
		row := []export.Cell{{Text: name, Width: 32, Style: style}}
		for _, c := range cells[:4] {
			row = append(row, export.Cell{Text: fmt.Sprintf("%7s", c), Width: 7, Style: style})
		}
		look.Row(&b, 0, append(row, export.Cell{Text: cells[4], Style: style})...)
	}
	numbers(export.Dim, "rule", "matched", "made", "lost", "vetoed", "where")
	var never []ruleUse
	unused := 0
	for _, u := range s.Rules {
		if u.Made == 0 {
			never = append(never, u)
		}
		for _, t := range u.Triggers {
			if t.Made == 0 {
				unused++
			}
		}
		if u.Matched == 0 {
			continue
		}
		numbers("", u.Rule, fmt.Sprint(u.Matched), fmt.Sprint(u.Made), fmt.Sprint(u.Lost), fmt.Sprint(u.Vetoed), u.Where)
		for _, v := range u.Vetoes {
			at := v.Condition
			if v.Line != "" {
				at += " (" + v.Line + ")"
			}
			look.Row(&b, 2, export.Cell{Text: fmt.Sprintf("%5d", v.Count), Width: 5, Style: export.Dim}, export.Cell{Text: at, Style: export.Dim})
		}
	}
	title(fmt.Sprintf("Conflicts, %d: two rules that would each make an event of one word, and not the same", len(s.Conflicts)))
	for _, c := range s.Conflicts {
		differ := []string{}
		if c.Types > 0 {
			differ = append(differ, fmt.Sprintf("another type %d", c.Types))
		}
		if c.Sides > 0 {
			differ = append(differ, fmt.Sprintf("other sides %d", c.Sides))
		}
		look.Row(&b, 0, export.Cell{Text: fmt.Sprintf("%5d", c.Count), Width: 5}, export.Cell{Text: fmt.Sprintf("%s (%s) won over %s (%s): %s; %s", c.Won, c.Example.Won, c.Lost, c.Example.Lost, strings.Join(differ, ", "), c.Because)})
		look.Row(&b, 7, export.Cell{Text: export.Clean(fmt.Sprintf("“%s” in “%s” (%s)", c.Example.Words, c.Example.Sentence, c.Example.Report)), Style: export.Dim})
	}
	title(fmt.Sprintf("Rules that made no event, %d of %d", len(never), len(s.Rules)))
	for _, u := range never {
		what := "its words were not met"
		if u.Matched > 0 {
			what = fmt.Sprintf("matched %d, lost %d, vetoed %d", u.Matched, u.Lost, u.Vetoed)
		}
		look.Row(&b, 0, export.Cell{Text: u.Rule, Width: 32}, export.Cell{Text: what + " (" + u.Where + ")"})
	}
	if !verbose {
		fmt.Fprintf(&b, "\n%s made no event; -v lists them\n", count(unused, "trigger", "triggers"))
		return b.String()
	}
	title(fmt.Sprintf("Triggers that made no event, %d", unused))
	for _, u := range s.Rules {
		var words []string
		for _, t := range u.Triggers {
			if t.Made == 0 {
				words = append(words, t.Trigger)
			}
		}
		if len(words) > 0 {
			look.Row(&b, 0, export.Cell{Text: u.Rule, Width: 32}, export.Cell{Text: strings.Join(words, ", ")})
		}
	}
	return b.String()
}

// Validate refuses what does not go together.
func (c checkCmd) Validate() error {
	if len(c.Corpus) == 0 && (c.Format != "" && c.Format != export.FormatTable || c.Verbose) {
		return errors.New("--format and -v go with --corpus")
	}
	if slices.Contains(c.Corpus, "") {
		return errors.New("--corpus is empty; give it a file or folder of reports")
	}
	return nil
}
