package who

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"daybook/rule"
)

// AdoptPETRARCH reads a dictionary of actors or agents as PETRARCH and TABARI have them (PETRARCH's documentation, "Dictionary formats"). Actors: a phrase, synonyms behind "+", codes with
// restrictions of dates behind a tab or beside the phrase ("[AFGGOV 011222-041207]", "<921101", ">951104"). Agents: a phrase, its plural in {}, a code "[~COP]"; sets such as !PERSON! are
// substituted. Faults name line and column; what they tell of is left out, the rest is in the result.
func (s *Stage) AdoptPETRARCH(name string, b []byte) (*Adopted, []error) {
	if !plainText(b) {
		return &Adopted{}, []error{rule.Fault{File: name, Line: 1, Column: 1, What: "this is no text in UTF-8; a dictionary is a text file"}}
	}
	d := dictionary{adopter: newAdopter(s), file: name, sets: map[string][]string{}}
	comment := false
	for n, line := range strings.Split(string(b), "\n") {
		d.line = n + 1
		line, comment = withoutComments(strings.TrimRight(line, "\r"), comment)
		if strings.TrimSpace(line) != "" {
			d.read(line)
		}
	}
	d.flush()
	return &d.out, d.faults
}

// dictionary is one that is being read.
type dictionary struct {
	*adopter
	file  string
	line  int
	entry phrase // the actor whose lines are being read; no names before the first
	sets  map[string][]string
}

// phrase is an actor with its names and codes, in their order.
type phrase struct {
	line  int
	names []phraseName
	codes []coded
}

type phraseName struct {
	text string
	line int
}

// coded is a code, from one day to another.
type coded struct {
	code, from, to string
	line, column   int
}

// withoutComments cuts comments behind # and ; and between <!-- and -->, which may go over lines.
func withoutComments(line string, inside bool) (string, bool) {
	var b strings.Builder
	for {
		if inside {
			_, after, ok := strings.Cut(line, "-->")
			if !ok {
				return b.String(), true
			}
			line, inside = after, false
		}
		before, after, ok := strings.Cut(line, "<!--")
		if i := strings.IndexAny(before, "#;"); i >= 0 {
			b.WriteString(before[:i])
			return b.String(), false
		}
		b.WriteString(before)
		if !ok {
			return b.String(), false
		}
		line, inside = after, true
	}
}

func (d *dictionary) wrong(column int, format string, v ...any) {
	d.faults = append(d.faults, rule.Fault{File: d.file, Line: d.line, Column: column, What: fmt.Sprintf(format, v...)})
}

var (
	inBrackets = regexp.MustCompile(`\[([^\]\[{}]*)[\]}]`)
	inBraces   = regexp.MustCompile(`\{([^}]*)\}`)
	aSet       = regexp.MustCompile(`![A-Z_]+!`)
)

// read reads a line without comments.
func (d *dictionary) read(line string) {
	text := strings.TrimSpace(line)
	switch {
	case strings.HasPrefix(text, "!") && strings.Contains(text, "="):
		name, members, _ := strings.Cut(text, "=")
		var all []string
		for _, m := range strings.Split(members, ",") {
			if m = strings.TrimSpace(m); m != "" {
				all = append(all, m)
			}
		}
		d.sets[strings.TrimSpace(name)] = all
		return
	case strings.HasPrefix(text, "+"):
		if len(d.entry.names) == 0 {
			d.wrong(1, "a synonym before any actor")
			return
		}
		d.entry.names = append(d.entry.names, phraseName{phraseText(inBrackets.ReplaceAllString(text[1:], "")), d.line})
		d.codes(line)
		return
	case strings.HasPrefix(text, "["):
		if len(d.entry.names) == 0 {
			d.wrong(1, "a code before any actor")
			return
		}
		d.codes(line)
		return
	}
	d.flush()
	if m := inBrackets.FindStringSubmatch(text); m != nil && strings.Contains(m[1], "~") {
		d.agent(text, m[1])
		return
	}
	if i := strings.IndexByte(text, '['); i >= 0 && inBrackets.FindString(text) == "" {
		d.wrong(strings.IndexByte(line, '[')+1, "the bracket is not closed")
		return
	}
	d.entry = phrase{line: d.line, names: []phraseName{{phraseText(inBraces.ReplaceAllString(inBrackets.ReplaceAllString(text, ""), "")), d.line}}}
	d.codes(line)
}

// phraseText is a phrase with spaces for underscores.
func phraseText(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "_", " ")), " ")
}

// codes adds the codes in brackets of a line to the actor.
func (d *dictionary) codes(line string) {
	for _, m := range inBrackets.FindAllStringSubmatchIndex(line, -1) {
		code, when, _ := strings.Cut(strings.TrimSpace(line[m[2]:m[3]]), " ")
		if i := strings.IndexAny(code, "<>"); i > 0 { // TABARI: no space between
			code, when = code[:i], code[i:]
		}
		c := coded{code: code, line: d.line, column: m[2] + 1}
		var err error
		if c.from, c.to, err = restriction(strings.TrimSpace(when)); err != nil {
			d.wrong(m[2]+1, "%v", err)
			continue
		}
		d.entry.codes = append(d.entry.codes, c)
	}
}

// restriction reads "<date", ">date" or "date-date", where a date is YYYYMMDD or YYMMDD (30 and above: 19YY).
func restriction(s string) (from, to string, err error) {
	switch {
	case s == "":
	case s[0] == '<':
		to, err = dictionaryDate(s[1:])
	case s[0] == '>':
		from, err = dictionaryDate(s[1:])
	default:
		a, b, ok := strings.Cut(s, "-")
		if !ok {
			return "", "", fmt.Errorf("%q is no restriction such as <921101, >921101 or 921101-951104", s)
		}
		var err2 error
		from, err = dictionaryDate(a)
		if to, err2 = dictionaryDate(b); err == nil {
			err = err2
		}
		if err == nil && from > to {
			err = fmt.Errorf("%q ends before it begins", s)
		}
	}
	return from, to, err
}

func dictionaryDate(s string) (string, error) {
	s = strings.TrimSpace(s)
	full := s
	if len(s) == 6 {
		full = "20" + s
		if s >= "30" {
			full = "19" + s
		}
	}
	t, err := time.Parse("20060102", full)
	if err != nil {
		return "", fmt.Errorf("%q is no day of the calendar; write it as YYYYMMDD or YYMMDD", s)
	}
	return t.Format(time.DateOnly), nil
}

// flush makes an entry of the actor that has been read.
func (d *dictionary) flush() {
	e := d.entry
	d.entry = phrase{}
	if len(e.names) == 0 {
		return
	}
	defer func(now int) { d.line = now }(d.line)
	d.line = e.line
	if len(e.codes) == 0 {
		d.wrong(1, "%q has no code; it is left out", e.names[0].text)
		return
	}
	var names []string
	for _, n := range e.names {
		if t := titledName(n.text); d.fresh(t, rule.Fault{File: d.file, Line: n.line, Column: 1}) {
			names = append(names, t)
		}
	}
	if len(names) == 0 {
		return
	}
	x := adopted{Name: names[0], Aliases: names[1:]}
	dated := false
	for _, c := range e.codes {
		country, sectors, rest := d.codesOf(strings.ToUpper(c.code))
		if rest != "" {
			d.faults = append(d.faults, rule.Fault{File: d.file, Line: c.line, Column: c.column, What: fmt.Sprintf("%s of %s has no counterpart in PLOVER; the rest of it is taken", rest, c.code)})
		}
		if x.Country == "" {
			x.Country = country
		}
		if len(sectors) == 0 {
			continue
		}
		s := sectors[0]
		if c.from != "" || c.to != "" {
			s, dated = s+" "+c.from+".."+c.to, true
		}
		if !slices.Contains(x.Sector, s) {
			x.Sector = append(x.Sector, s)
		}
	}
	x.Key = d.key(x.Name)
	if dated || d.isPerson(x.Name) {
		if !isBodyName(x.Name) && strings.Contains(x.Name, " ") && x.Country != "" {
			d.out.Persons = append(d.out.Persons, x)
			return
		}
	}
	x.Kind = "organisation"
	switch {
	case len(x.Sector) == 0:
		x.Kind = "state" // another name of a state, or a place in it that stands for it
		x.Sector = []string{"GOV"}
	case slices.ContainsFunc(x.Sector, func(s string) bool { return strings.HasPrefix(s, "REB") || strings.HasPrefix(s, "UAF") }):
		x.Kind = "armed group"
	case slices.ContainsFunc(x.Sector, func(s string) bool {
		return slices.Contains([]string{"MIL", "COP", "SPY", "JUD", "LEG"}, s)
	}):
		x.Kind = "agency"
	}
	d.out.Organisations = append(d.out.Organisations, x)
}

// isBodyName reports whether a name has a word that bodies have and persons have not.
func isBodyName(name string) bool {
	for _, w := range strings.Fields(strings.ToLower(name)) {
		switch w {
		case "of", "the", "and", "for", "army", "force", "forces", "front", "party", "movement", "union", "organization", "organisation", "group", "ministry", "police", "council", "committee",
			"government", "agency", "bank", "company", "news", "brigade", "brigades", "militia", "liberation", "national", "international", "united":
			return true
		}
	}
	return false
}

// agent makes entries of a phrase with a code such as ~COP or NGO~.
func (d *dictionary) agent(text, code string) {
	words := strings.ToLower(phraseText(inBraces.ReplaceAllString(inBrackets.ReplaceAllString(text, ""), "")))
	_, sectors, rest := d.codesOf(strings.ToUpper(strings.ReplaceAll(strings.Fields(code)[0], "~", "")))
	if c, _, _ := d.codesOf(strings.ToUpper(strings.Trim(code, "~ "))); len(sectors) == 0 && cameoSector[c] != "" {
		sectors = []string{cameoSector[c]}
	}
	if len(sectors) == 0 {
		d.wrong(strings.IndexByte(text, '[')+1, "%s has no sector in PLOVER; %q is left out", code, words)
		return
	}
	if rest != "" {
		d.wrong(strings.IndexByte(text, '[')+1, "%s of %s has no counterpart in PLOVER; the rest of it is taken", rest, code)
	}
	all := []string{words}
	if m := aSet.FindString(strings.ToUpper(words)); m != "" {
		members, ok := d.sets[m]
		if !ok {
			d.wrong(1, "the set %s is not told before; %q is left out", m, words)
			return
		}
		all = nil
		for _, w := range members {
			all = append(all, strings.Replace(words, strings.ToLower(m), strings.ToLower(w), 1))
		}
	}
	for _, w := range all {
		if n := len(strings.Fields(w)); n > longestAgent {
			d.wrong(1, "%q has %d words, more than the %d that are looked up; it is left out", w, n, longestAgent)
			continue
		}
		if d.keys[w] {
			d.wrong(1, "%q stands in the dictionary twice; it is left out here", w)
			continue
		}
		d.keys[w] = true
		if d.s.agents[w] != nil {
			d.out.known++
			continue
		}
		x := adopted{Words: w, Class: "PER", Kind: "unnamed", Sector: sectors[:1]}
		if sectors[0] == "IGO" || sectors[0] == "NGO" || sectors[0] == "MNC" {
			x.Class, x.Kind = "ORG", "organisation"
		}
		d.out.Agents = append(d.out.Agents, x)
	}
}
