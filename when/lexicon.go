package when

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// lexiconFile is where the words of time are, inside the data folder.
const lexiconFile = "lexicon/when.tsv"

// word is what the lexicon knows of one word. A zero or empty field says that the word is not of that class.
type word struct {
	month, weekday, dayAbbr, weekdays int
	number, ordinal, decade           int
	ambiguous, vague                  bool
	unit, part, season, often, approx string
	zone                              string
	hasZone                           bool
	grammar                           bool // a word that the grammar itself names
}

// phrase is a feast or named day: its words in lower case and the rule that gives its day.
type phrase struct {
	text string
	rule string
	day  string // "2001-09-11" where the name alone tells
}

type lexicon struct {
	words        map[string]*word
	phrases      map[string][]phrase // by first letters up to a break, longest text first
	plan, intent map[string]bool     // lemmas
}

// opening lists the words of the grammar that may begin an expression and belong to no class of the lexicon.
const opening = "the a an this that these those last past next previous following coming recent earlier later early late mid middle " +
	"beginning start end close turn same every each today yesterday tomorrow tonight overnight per once twice thrice half more less at least as up " +
	"ago q very first second latter final eve all whole entire nowadays midweek fiscal financial fy"

func load(fsys fs.FS) (*lexicon, error) {
	b, err := fs.ReadFile(fsys, lexiconFile)
	if err != nil {
		return nil, fmt.Errorf("when: read the words of time: %w", err)
	}
	l := &lexicon{words: map[string]*word{}, phrases: map[string][]phrase{}, plan: map[string]bool{}, intent: map[string]bool{}}
	for n, line := range strings.Split(string(b), "\n") {
		line = strings.TrimRight(line, "\r")
		if line == "" || line[0] == '#' {
			continue
		}
		col := strings.Split(line, "\t")
		if len(col) != 3 {
			return nil, fmt.Errorf("%s:%d: want three columns (class, words, value), found %d", lexiconFile, n+1, len(col))
		}
		for _, w := range strings.Split(col[1], "|") {
			if err := l.add(col[0], w, col[2]); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", lexiconFile, n+1, err)
			}
		}
	}
	for _, w := range strings.Fields(opening) {
		l.word(w).grammar = true
	}
	return l, nil
}

func (l *lexicon) word(s string) *word {
	w := l.words[s]
	if w == nil {
		w = &word{}
		l.words[s] = w
	}
	return w
}

func (l *lexicon) add(class, s, value string) error {
	number := func(into *int) error {
		n, err := strconv.Atoi(value)
		if err != nil {
			return fmt.Errorf("class %s needs a number, found %q", class, value)
		}
		*into = n
		return nil
	}
	switch class {
	case "plan":
		l.plan[s] = true
		return nil
	case "intent":
		l.intent[s] = true
		return nil
	case "feast", "named":
		p := phrase{text: s}
		if class == "named" {
			p.day = value
			if _, ok := parseDay(value); !ok {
				return fmt.Errorf("class named needs a date, found %q", value)
			}
		} else {
			p.rule = value
			if _, _, _, ok := feast(value, 2000); !ok {
				return fmt.Errorf("class feast needs a month and day or a rule, found %q", value)
			}
		}
		k := firstPiece(s)
		i := 0
		for i < len(l.phrases[k]) && len(l.phrases[k][i].text) >= len(s) {
			i++
		}
		l.phrases[k] = append(l.phrases[k][:i], append([]phrase{p}, l.phrases[k][i:]...)...)
		if k[0] > '9' {
			l.word(k).grammar = true
		}
		return nil
	}
	w := l.word(s)
	switch class {
	case "month":
		return number(&w.month)
	case "weekday":
		return number(&w.weekday)
	case "dayabbr":
		return number(&w.dayAbbr)
	case "weekdays":
		return number(&w.weekdays)
	case "number":
		return number(&w.number)
	case "ordinal":
		return number(&w.ordinal)
	case "decade":
		return number(&w.decade)
	case "ambiguous":
		w.ambiguous = true
	case "vague":
		w.vague = true
	case "unit":
		w.unit = value
	case "part":
		w.part = value
	case "season":
		w.season = value
	case "often":
		w.often = value
	case "approx":
		w.approx = value
	case "zone":
		w.zone, w.hasZone = value, true
	default:
		return fmt.Errorf("unknown class %q", class)
	}
	return nil
}

// firstPiece is the first run of letters or of digits, as the lexer cuts it.
func firstPiece(s string) string {
	for i := 1; i < len(s); i++ {
		if class(rune(s[i])) != class(rune(s[0])) {
			return s[:i]
		}
	}
	return s
}
