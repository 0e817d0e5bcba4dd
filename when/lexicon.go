package when

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"daybook/rule"
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

// Faults that are not with the value of a line.
var (
	errClass = errors.New("unknown class")
	errWord  = errors.New("no words")
)

func load(fsys fs.FS) (*lexicon, error) {
	b, err := fs.ReadFile(fsys, lexiconFile)
	if err != nil {
		return nil, fmt.Errorf("when: read the words of time: %w", err)
	}
	l := &lexicon{words: map[string]*word{}, phrases: map[string][]phrase{}, plan: map[string]bool{}, intent: map[string]bool{}}
	var faults []error
	wrong := func(n, column int, err error) {
		faults = append(faults, rule.Fault{File: lexiconFile, Line: n + 1, Column: column, What: err.Error()})
	}
	for n, line := range strings.Split(string(b), "\n") {
		line = strings.TrimRight(line, "\r")
		if line == "" || line[0] == '#' {
			continue
		}
		col := strings.Split(line, "\t")
		if len(col) != 3 {
			wrong(n, 1, fmt.Errorf("want three columns (class, words, value), found %d", len(col)))
			continue
		}
		for _, w := range strings.Split(col[1], "|") {
			switch err := l.add(col[0], w, col[2]); {
			case errors.Is(err, errClass):
				wrong(n, 1, err)
			case errors.Is(err, errWord):
				wrong(n, len(col[0])+2, err)
			case err != nil:
				wrong(n, len(col[0])+len(col[1])+3, err)
			default:
				continue
			}
			break
		}
	}
	for _, w := range strings.Fields(opening) {
		l.word(w).grammar = true
	}
	return l, errors.Join(faults...)
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
	if s == "" {
		return fmt.Errorf("%w where class %s needs some", errWord, class)
	}
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
		return fmt.Errorf("%w %q; the head of the file tells the classes", errClass, class)
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
