package who

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"daybook/ledger"
	"daybook/rule"
)

// Columns of results of a query of Wikidata that are understood, by what they tell. Others are left aside.
var wikidataColumns = map[string][]string{
	"id":      {"item", "person", "org", "organisation", "organization"},
	"name":    {"itemlabel", "personlabel", "orglabel", "organisationlabel", "organizationlabel", "name", "label"},
	"aliases": {"itemaltlabel", "personaltlabel", "altlabel", "aliases"},
	"country": {"iso3", "countrycode", "country", "countrylabel"},
	"office":  {"positionlabel", "officelabel", "position", "office"},
	"from":    {"start", "starttime", "from"},
	"to":      {"end", "endtime", "to"},
	"sex":     {"sexlabel", "genderlabel", "sex", "gender"},
	"kind":    {"kind", "instancelabel", "typelabel"},
	"sector":  {"sector"},
}

// AdoptWikidata reads results of a query of Wikidata, as CSV or as JSON (either form that its query service gives). Needed is a column itemLabel or name; itemAltLabel (aliases, between commas or |),
// iso3 or countryLabel, positionLabel with start and end, sexLabel, sector and kind are read too. An item with several rows is one actor with several offices. One with an office or a sex is a person, any other a body.
func (s *Stage) AdoptWikidata(name string, b []byte) (*Adopted, []error) {
	if !plainText(b) {
		return &Adopted{}, []error{rule.Fault{File: name, Line: 1, Column: 1, What: "this is no text in UTF-8; results of a query are CSV or JSON"}}
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	read := readCSVRecords
	if strings.EqualFold(filepath.Ext(name), ".json") || bytes.HasPrefix(bytes.TrimSpace(b), []byte("{")) || bytes.HasPrefix(bytes.TrimSpace(b), []byte("[")) {
		read = readJSONRecords
	}
	records, err := read(name, b)
	if err != nil {
		return &Adopted{}, []error{err}
	}
	a := newAdopter(s)
	a.adoptRecords(name, records)
	return &a.out, a.faults
}

// record is one row of results: values by column, and its line.
type record struct {
	line   int
	values map[string]string
}

func (r record) get(what string) string {
	for _, c := range wikidataColumns[what] {
		if v := strings.TrimSpace(r.values[c]); v != "" {
			return v
		}
	}
	return ""
}

func readCSVRecords(name string, b []byte) (out []record, err error) {
	in := csv.NewReader(bytes.NewReader(b))
	in.FieldsPerRecord = -1
	if first, _, _ := bytes.Cut(b, []byte("\n")); bytes.ContainsRune(first, '\t') {
		in.Comma = '\t'
	}
	var head []string
	for {
		row, err := in.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			var p *csv.ParseError
			if errors.As(err, &p) {
				return out, rule.Fault{File: name, Line: p.Line, Column: p.Column, What: p.Err.Error()}
			}
			return out, err
		}
		if head == nil {
			for _, h := range row {
				head = append(head, strings.ToLower(strings.TrimPrefix(strings.TrimSpace(h), "?")))
			}
			continue
		}
		line, _ := in.FieldPos(0)
		r := record{line, map[string]string{}}
		for i, v := range row {
			if i < len(head) {
				r.values[head[i]] = v
			}
		}
		out = append(out, r)
	}
}

// readJSONRecords reads the long form, {"results": {"bindings": [{"item": {"value": ...}}]}}, or the short one, [{"item": ...}].
func readJSONRecords(name string, b []byte) (out []record, err error) {
	var long struct {
		Results *struct {
			Bindings []map[string]struct {
				Value string `json:"value"`
			} `json:"bindings"`
		} `json:"results"`
	}
	var short []map[string]any
	if bytes.HasPrefix(bytes.TrimSpace(b), []byte("[")) {
		err = json.Unmarshal(b, &short)
	} else {
		err = json.Unmarshal(b, &long)
		if err == nil && long.Results == nil {
			return nil, rule.Fault{File: name, Line: 1, Column: 1, What: `there are no "results" in it; save what the query service gives as JSON`}
		}
	}
	if err != nil {
		at := int64(0)
		var syntax *json.SyntaxError
		var typ *json.UnmarshalTypeError
		switch {
		case errors.As(err, &syntax):
			at = syntax.Offset
		case errors.As(err, &typ):
			at = typ.Offset
		}
		before := b[:min(int64(len(b)), at)]
		return nil, rule.Fault{File: name, Line: bytes.Count(before, []byte("\n")) + 1, Column: len(before) - bytes.LastIndexByte(before, '\n'), What: err.Error()}
	}
	for i, x := range short {
		r := record{i + 1, map[string]string{}}
		for k, v := range x {
			r.values[strings.ToLower(k)] = fmt.Sprint(v)
		}
		out = append(out, r)
	}
	if long.Results != nil {
		for i, x := range long.Results.Bindings {
			r := record{i + 1, map[string]string{}}
			for k, v := range x {
				r.values[strings.ToLower(k)] = v.Value
			}
			out = append(out, r)
		}
	}
	return out, nil
}

// adoptRecords makes entries of records: those of one item are one.
func (a *adopter) adoptRecords(file string, records []record) {
	wrong := func(r record, format string, v ...any) {
		a.faults = append(a.faults, rule.Fault{File: file, Line: r.line, Column: 1, What: fmt.Sprintf(format, v...)})
	}
	type item struct {
		adopted
		person bool
		line   int
	}
	byID := map[string]*item{}
	var order []*item
	for _, r := range records {
		name := r.get("name")
		if name == "" {
			wrong(r, "no name; a column itemLabel or name is needed (here are %s)", strings.Join(slices.Sorted(maps.Keys(r.values)), ", "))
			continue
		}
		id := r.get("id")
		if id == "" {
			id = name
		}
		x := byID[id]
		if x == nil {
			x = &item{line: r.line}
			x.Name = name
			byID[id] = x
			order = append(order, x)
		}
		for _, n := range strings.FieldsFunc(r.get("aliases"), func(c rune) bool { return c == '|' || c == ',' }) {
			if n = strings.TrimSpace(n); n != "" && n != name && !slices.Contains(x.Aliases, n) {
				x.Aliases = append(x.Aliases, n)
			}
		}
		if c := r.get("country"); c != "" && x.Country == "" {
			if x.Country = a.stateNamed(c); x.Country == "" {
				wrong(r, "the country %q of %s is unknown; give its ISO 3166-1 alpha-3 code in a column iso3", c, name)
			}
		}
		switch sex := strings.ToLower(r.get("sex")); sex {
		case "male", "m":
			x.Sex, x.person = "m", true
		case "female", "f":
			x.Sex, x.person = "f", true
		}
		if k := r.get("kind"); slices.Contains(knownKinds, ledger.ActorKind(k)) {
			x.Kind = k
		}
		if c := r.get("sector"); c != "" && !slices.Contains(x.Sector, c) {
			x.Sector = append(x.Sector, c)
		}
		if o := r.get("office"); o != "" {
			x.person = true
			term, err := a.termOf(o, x.Country, r.get("from"), r.get("to"))
			if err != nil {
				wrong(r, "%s: %v", name, err)
			} else if !slices.Contains(x.Terms, term) {
				x.Terms = append(x.Terms, term)
			}
		}
	}
	for _, x := range order {
		where := rule.Fault{File: file, Line: x.line, Column: 1}
		if !a.fresh(x.Name, where) {
			continue
		}
		x.Aliases = slices.DeleteFunc(x.Aliases, func(n string) bool { return !a.fresh(n, where) })
		x.Key = a.key(x.Name)
		switch {
		case x.person && x.Country == "":
			a.faults = append(a.faults, rule.Fault{File: file, Line: x.line, Column: 1, What: fmt.Sprintf("%s has no country; a column iso3 or countryLabel is needed", x.Name)})
		case x.person:
			x.Kind = ""
			a.out.Persons = append(a.out.Persons, x.adopted)
		default:
			if x.Kind == "" {
				x.Kind = "organisation"
			}
			if len(x.Sector) == 0 {
				x.Sector = []string{"SOC"}
			}
			a.out.Organisations = append(a.out.Organisations, x.adopted)
		}
	}
}

// stateNamed is the code of a state by its code or name, or "".
func (a *adopter) stateNamed(s string) string {
	if _, ok := a.s.files.stateOf[s]; ok || isInternational(s) {
		return s
	}
	for _, r := range a.s.files.names[keyOf(s)] {
		if r.kind == refState {
			return a.s.files.states[r.index].code
		}
	}
	return ""
}

// termOf makes a term of "President of France" and its dates. An office that offices.tsv has no title for is a minister, with the words as role.
func (a *adopter) termOf(position, country, from, to string) (string, error) {
	f := a.s.files
	words := strings.Fields(keyOf(strings.NewReplacer("(", " ", ")", " ").Replace(position)))
	day := func(s string) string { return strings.TrimSuffix(strings.SplitN(s, "T", 2)[0], "-00-00") }
	dates := day(from) + ".." + day(to)
	if _, _, ok := dateRange(dates); !ok {
		return "", fmt.Errorf("%s is no range of dates of the calendar", dates)
	}
	for n := len(words); n > 0; n-- {
		title := strings.Join(words[:n], " ")
		titles := slices.Clone(f.titles[title])
		slices.SortStableFunc(titles, func(a, b titled) int { // the office of that name before others whose holders are called so too
			named := func(t titled) int {
				if f.offices[t.office].name == title {
					return 0
				}
				return 1
			}
			return named(a) - named(b)
		})
		for _, t := range titles {
			rest := words[n:]
			if len(rest) > 0 && (rest[0] == "of" || rest[0] == "for") {
				rest = rest[1:]
			}
			unit := country
			if len(rest) > 0 {
				if unit = a.stateNamed(strings.TrimPrefix(strings.Join(rest, " "), "the ")); unit == "" {
					continue
				}
			}
			if t.state != "" && t.state != unit || unit == "" {
				continue
			}
			office := f.offices[t.office].name
			if unit != country {
				office += "@" + unit
			}
			return office + " " + dates, nil
		}
	}
	if strings.Contains(strings.ToLower(position), "minister") {
		return "minister " + dates + " = " + strings.ToLower(position[:1]) + position[1:], nil
	}
	return "", fmt.Errorf("the office %q is not in offices.tsv", position)
}
