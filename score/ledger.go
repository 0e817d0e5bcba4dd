package score

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"daybook/ledger"
	"daybook/read"
)

// LedgerFigures is what `score ledger` prints.
type LedgerFigures struct {
	Kind         string       `json:"kind"`
	Documents    int          `json:"documents"`
	Statements   PRF          `json:"statements"`
	Origins      PRF          `json:"origins"`
	Chains       PRF          `json:"chains"`
	Stances      PRF          `json:"stances"`
	EventsByType PRF          `json:"events_by_type"`
	Events       PRF          `json:"events"`
	Realis       PRF          `json:"realis"`
	Claims       PRF          `json:"claims"`
	EventWhen    PRF          `json:"event_when"`
	EventWhere   PRF          `json:"event_where"`
	Figures      PRF          `json:"figures"`
	Times        PRF          `json:"times"`
	Places       PRF          `json:"places"`
	Errors       LedgerErrors `json:"errors"`
}

// LedgerErrors are shares, in percent of what was matched, of the errors that do harm.
type LedgerErrors struct {
	WrongMouth       float64 `json:"wrong_mouth"`
	WrongPerpetrator float64 `json:"wrong_perpetrator"`
	PolarityFlip     float64 `json:"polarity_flip"`
	TollOnWrongEvent float64 `json:"toll_on_wrong_event"`
}

// The gold as it is written: X.json beside X.txt. Offsets "@" are in code points, -1 where absent.
type goldReport struct {
	Outlet     string          `json:"outlet"`
	Published  string          `json:"published"`
	Statements []goldStatement `json:"statements"`
	Events     []goldEvent     `json:"events"`
	Places     []goldPlace     `json:"places"`
	Times      []goldTime      `json:"times"`
}

type goldStatement struct {
	ID, Source, Cue, Content, Stance string
	Who                              []string
	At                               *int `json:"@"`
	Optional                         bool
}

type goldEvent struct {
	ID, Type, Trigger string
	Actor, Recipient  []string
	When              struct{ From, To string }
	Where             string
	Realis            string
	Statements        []string
	Figures           []goldFigure
	At                *int `json:"@"`
	Optional          bool
}

type goldFigure struct {
	What      string
	Low, High *int64
	Text      string
	Optional  bool
}

type goldPlace struct {
	Text, Country string
	At            *int `json:"@"`
	Optional      bool
}

type goldTime struct {
	Text, From, To string
	At             *int `json:"@"`
	Optional       bool
}

// tally pools matched, found and gold over the reports.
type tally struct{ matched, found, gold int }

func (t tally) prf() PRF { return NewPRF(t.matched, t.found, t.gold) }

type ledgerScorer struct {
	o Options

	statements, origins, chains, stances              tally
	byType, events, realis, claims, eventWhen, places tally
	eventWhere, figures, times                        tally

	mouths, wrongMouths, perpetrators, wrongPerpetrators int
	polarities, flips, tolls, wrongTolls                 int
}

// ledgerScore measures whole ledgers on a folder of X.txt with X.json beside them, or on one such X.txt.
func ledgerScore(path string, o Options) (any, error) {
	files := []string{path}
	if st, err := os.Stat(path); err != nil {
		return nil, err
	} else if st.IsDir() {
		if files, err = filepath.Glob(filepath.Join(path, "*.txt")); err != nil {
			return nil, err
		}
	}
	s := &ledgerScorer{o: o}
	n := 0
	for _, f := range files {
		g, err := os.ReadFile(strings.TrimSuffix(f, ".txt") + ".json")
		if os.IsNotExist(err) {
			continue
		} else if err != nil {
			return nil, err
		}
		b, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		var gold goldReport
		if err := json.Unmarshal(g, &gold); err != nil {
			return nil, fmt.Errorf("score: %s: %w", f, err)
		}
		d, err := o.Engine.Read(b, read.Hint{Name: filepath.Base(f), Published: gold.Published})
		if err != nil {
			return nil, fmt.Errorf("score: %s: %w", f, err)
		}
		s.report(filepath.Base(f), gold, d.Report())
		n++
	}
	if n == 0 {
		return nil, fmt.Errorf("score: %s: no X.txt with its gold X.json beside it", path)
	}
	share := Percent
	return LedgerFigures{
		Kind: "ledger", Documents: n,
		Statements: s.statements.prf(), Origins: s.origins.prf(), Chains: s.chains.prf(), Stances: s.stances.prf(),
		EventsByType: s.byType.prf(), Events: s.events.prf(), Realis: s.realis.prf(), Claims: s.claims.prf(),
		EventWhen: s.eventWhen.prf(), EventWhere: s.eventWhere.prf(), Figures: s.figures.prf(), Times: s.times.prf(), Places: s.places.prf(),
		Errors: LedgerErrors{share(s.wrongMouths, s.mouths), share(s.wrongPerpetrators, s.perpetrators), share(s.flips, s.polarities), share(s.wrongTolls, s.tolls)},
	}, nil
}

// errorf writes one line to the list of errors.
func (s *ledgerScorer) errorf(doc, format string, a ...any) {
	if s.o.Errors != nil {
		fmt.Fprintf(s.o.Errors, "%s\t%s\n", doc, fmt.Sprintf(format, a...))
	}
}

func (s *ledgerScorer) report(doc string, g goldReport, r *ledger.Report) {
	st := s.matchStatements(doc, g, r)
	s.matchEvents(doc, g, r, st)
	s.matchTimes(doc, g, r)
	s.matchPlaces(doc, g, r)
}

// span is a stretch of bytes of the text.
type span struct{ start, end int }

func (a span) overlaps(b span) bool { return a.start < b.end && b.start < a.end }

func quoted(q ledger.Quote) span { return span{int(q.Start), int(q.End)} }

// locate finds the words of a gold entry: at the code point offset where one is given, else their first occurrence.
func locate(text, words string, at *int) span {
	if at != nil {
		start, n := len(text), 0
		for i := range text {
			if n == *at {
				start = i
				break
			}
			n++
		}
		if strings.HasPrefix(text[start:], words) {
			return span{start, start + len(words)}
		}
		// some offsets name a word inside a longer, folded trigger
		if i := strings.Index(text[start:], words); i >= 0 {
			return span{start + i, start + i + len(words)}
		}
		return span{start, start + 1}
	}
	if i := strings.Index(text, words); i >= 0 {
		return span{i, i + len(words)}
	}
	return span{}
}

// wordsOf gives where the words of the stretches start, punctuation left out: the tokens over which overlap is counted.
func wordsOf(text string, in []span) map[int]bool {
	out := map[int]bool{}
	for _, s := range in {
		inWord := false
		for i, c := range text[s.start:s.end] {
			word := isWord(c)
			if word && !inWord {
				out[s.start+i] = true
			}
			inWord = word
		}
	}
	return out
}

func isWord(c rune) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80 && c != '“' && c != '”' && c != '‘' && c != '’' && c != '–' && c != '—' && c != '…'
}

// jaccard is the share of joint words.
func jaccard(a, b map[int]bool) float64 {
	both := 0
	for i := range a {
		if b[i] {
			both++
		}
	}
	if n := len(a) + len(b) - both; n > 0 {
		return float64(both) / float64(n)
	}
	return 0
}

// pair is a possible match of a gold entry with one of ours.
type pair struct {
	gold, ours int
	score      float64
}

// oneToOne takes the best pairs first, each side once; ties fall to the earlier gold, then to the earlier of ours.
func oneToOne(pairs []pair) (goldTo map[int]int) {
	sort.SliceStable(pairs, func(i, j int) bool {
		a, b := pairs[i], pairs[j]
		if a.score != b.score {
			return a.score > b.score
		}
		if a.gold != b.gold {
			return a.gold < b.gold
		}
		return a.ours < b.ours
	})
	goldTo = map[int]int{}
	taken := map[int]bool{}
	for _, p := range pairs {
		if _, done := goldTo[p.gold]; !done && !taken[p.ours] {
			goldTo[p.gold], taken[p.ours] = p.ours, true
		}
	}
	return goldTo
}

func inverse(m map[int]int) map[int]int {
	out := map[int]int{}
	for g, o := range m {
		out[o] = g
	}
	return out
}

// nameWords folds a name to its words, lower case, without articles and remarks in brackets.
func nameWords(name string) []string {
	if i := strings.Index(name, "("); i > 0 {
		name = name[:i]
	}
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(c rune) bool { return !isWord(c) && c != '-' }) {
		if w != "a" && w != "an" && w != "the" && w != "s" {
			out = append(out, w)
		}
	}
	return out
}

// headWord is the head of a name as written in gold: its last word before a preposition.
func headWord(words []string) string {
	for i, w := range words {
		if i > 0 && (w == "of" || w == "in" || w == "for" || w == "from") {
			return words[i-1]
		}
	}
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// sameName reports whether a gold name and one of ours agree: the same words, the same head word, or our phrase names it.
func sameName(gold string, n ledger.Named) bool {
	g := nameWords(gold)
	if len(g) == 0 {
		return false
	}
	ours := nameWords(n.Name)
	if strings.Join(g, " ") == strings.Join(ours, " ") {
		return true
	}
	head := strings.ToLower(n.Head)
	if n.Actor != "" && !strings.HasPrefix(n.Actor, "local:") {
		head = headWord(ours)
	}
	for _, w := range g {
		if w == head && head != "" {
			return true
		}
	}
	have := map[string]bool{}
	for _, w := range append(ours, nameWords(n.Text)...) {
		have[w] = true
	}
	for _, w := range g {
		if !have[w] {
			return false
		}
	}
	return true
}

func (s *ledgerScorer) matchStatements(doc string, g goldReport, r *ledger.Report) map[int]int {
	var pairs []pair
	gw := make([]map[int]bool, len(g.Statements))
	for i, x := range g.Statements {
		gw[i] = wordsOf(r.Text, []span{locate(r.Text, x.Content, x.At)})
	}
	for j, y := range r.Statements {
		var in []span
		for _, q := range y.Content {
			in = append(in, quoted(q))
		}
		ow := wordsOf(r.Text, in)
		for i := range g.Statements {
			if v := jaccard(gw[i], ow); v >= 0.5 {
				pairs = append(pairs, pair{i, j, v})
			}
		}
	}
	to := oneToOne(pairs)
	back := inverse(to)
	for i, x := range g.Statements {
		j, ok := to[i]
		if !x.Optional {
			s.statements.gold++
			if !ok {
				s.errorf(doc, "statement missed\t%s %q: %q", x.ID, strings.Join(x.Who, " < "), x.Content)
			}
		}
		if !ok {
			continue
		}
		y := r.Statements[j]
		chain := y.Origin
		if n := len(chain); n > 0 && chain[n-1].Kind == ledger.Outlet && n > 1 {
			chain = chain[:n-1]
		}
		s.mouths++
		origin := len(x.Who) > 0 && len(y.Origin) > 0 && sameName(x.Who[0], y.Origin[0])
		if !origin {
			s.wrongMouths++
			s.errorf(doc, "wrong mouth\t%s want %q got %q: %q", x.ID, x.Who, names(y.Origin), x.Content)
		}
		links := origin && len(chain) == len(x.Who)
		for k := 0; links && k < len(chain); k++ {
			links = sameName(x.Who[k], chain[k])
		}
		if origin && !links {
			s.errorf(doc, "chain\t%s want %q got %q", x.ID, x.Who, names(y.Origin))
		}
		stance := origin && string(y.Stance) == x.Stance
		if origin && !stance {
			s.errorf(doc, "stance\t%s want %s got %s: %q", x.ID, x.Stance, y.Stance, x.Content)
		}
		if x.Optional {
			continue
		}
		s.statements.matched++
		add(&s.origins, origin)
		add(&s.chains, links)
		add(&s.stances, stance)
	}
	for j, y := range r.Statements {
		i, ok := back[j]
		if ok && g.Statements[i].Optional {
			continue
		}
		if !ok && (y.Stance == ledger.Believes || y.Stance == ledger.Intends || y.Stance == ledger.Thinks) {
			continue
		}
		s.statements.found++
		if !ok {
			s.errorf(doc, "statement extra\t%s %s: %q", names(y.Origin), y.Stance, words(y.Content))
		}
	}
	for _, t := range []*tally{&s.origins, &s.chains, &s.stances} {
		t.found, t.gold = s.statements.found, s.statements.gold
	}
	return to
}

func add(t *tally, ok bool) {
	if ok {
		t.matched++
	}
}

func names(ns []ledger.Named) string {
	var out []string
	for _, n := range ns {
		out = append(out, n.Name)
	}
	return strings.Join(out, " < ")
}

func words(qs []ledger.Quote) string {
	var out []string
	for _, q := range qs {
		out = append(out, q.Text)
	}
	return strings.Join(out, " … ")
}
