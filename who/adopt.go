package who

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"daybook/rule"
)

// Adopted are actors from a dictionary or list of others, in the form of a user's own file.
type Adopted struct {
	Persons       []adopted `yaml:"persons,omitempty"`
	Organisations []adopted `yaml:"organisations,omitempty"`
	Agents        []adopted `yaml:"agents,omitempty"`
	Aliases       []Alias   `yaml:"aliases,omitempty"`

	known int // names that the files have already
}

// adopted is an entry of any of the sections; fields that a section has not are empty.
type adopted struct {
	Key     string   `yaml:"key,omitempty"`
	Words   string   `yaml:"words,omitempty"` // of an agent
	Name    string   `yaml:"name,omitempty"`
	Aliases []string `yaml:"aliases,omitempty,flow"`
	Class   string   `yaml:"class,omitempty"`
	Kind    string   `yaml:"kind,omitempty"`
	Sex     string   `yaml:"sex,omitempty"`
	Country string   `yaml:"country,omitempty"`
	Sector  []string `yaml:"sector,omitempty,flow"`
	Terms   []string `yaml:"terms,omitempty"`
	Role    string   `yaml:"role,omitempty"`
}

// Len is the number of entries.
func (a *Adopted) Len() int { return len(a.Persons) + len(a.Organisations) + len(a.Agents) }

// Known is the number of names that were left out because the actor files have them.
func (a *Adopted) Known() int { return a.known }

// YAML writes the entries as a file for actors/ in an overlay, behind comments.
func (a *Adopted) YAML(comments ...string) ([]byte, error) {
	var b bytes.Buffer
	for _, c := range comments {
		fmt.Fprintf(&b, "# %s\n", strings.NewReplacer("\n", " ", "\r", " ").Replace(c))
	}
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(a); err != nil {
		return nil, err
	}
	return b.Bytes(), e.Close()
}

// adopter gathers entries: each name once, none that the actor files have, each key once.
type adopter struct {
	s      *Stage
	out    Adopted
	keys   map[string]bool
	names  map[string]string // key of a name -> where it was told first
	faults []error
}

func newAdopter(s *Stage) *adopter {
	return &adopter{s: s, keys: map[string]bool{}, names: map[string]string{}}
}

// fresh reports whether a name is new; where tells where it stands. A name told twice is a fault, one that the files have is counted.
func (a *adopter) fresh(name string, where rule.Fault) bool {
	k := keyOf(name)
	if k == "" {
		return false
	}
	if first, ok := a.names[k]; ok {
		where.What = fmt.Sprintf("%q stands in %s already; it is left out here", name, first)
		a.faults = append(a.faults, where)
		return false
	}
	a.names[k] = fmt.Sprintf("%s:%d", where.File, where.Line)
	if len(a.s.files.names[k]) > 0 || len(a.s.files.adjectives[k]) > 0 || len(a.s.files.people[k]) > 0 || a.s.files.seats[k] > 0 {
		a.out.known++
		return false
	}
	return true
}

// key makes the key of an entry: its name in small letters, with what tells it from others.
func (a *adopter) key(name string) string {
	k := strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' {
			return '-'
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, keyOf(name))
	for n, base := 2, k; ; n++ {
		if !a.keys[k] {
			a.keys[k] = true
			return k
		}
		k = fmt.Sprintf("%s-%d", base, n)
	}
}

// isPerson guesses from a name whether it is a person's: it begins with a given name, and has two to five words.
func (a *adopter) isPerson(name string) bool {
	w := strings.Fields(keyOf(name))
	if len(w) < 2 || len(w) > 5 {
		return false
	}
	_, given := a.s.files.given[w[0]]
	return given
}

// titled writes a name of capitals as names are written; short words of capitals without vowels, and those with a dot, stay.
func titledName(s string) string {
	small := []string{"of", "the", "and", "for", "in", "on", "de", "la", "del", "al", "el", "bin", "ibn", "von", "van", "der"}
	words := strings.Fields(s)
	for i, w := range words {
		low := strings.ToLower(w)
		switch {
		case strings.ContainsRune(w, '.') || len(w) <= 5 && !strings.ContainsAny(low, "aeiouy"):
		case i > 0 && slices.Contains(small, low):
			words[i] = low
		default:
			var b strings.Builder
			up := true
			for _, r := range low {
				if up {
					r = unicode.ToUpper(r)
				}
				up = r == '-'
				b.WriteRune(r)
			}
			words[i] = b.String()
		}
	}
	return strings.Join(words, " ")
}

// codesOf reads a code of CAMEO, three letters each, as country and sectors of PLOVER. What has no counterpart is in rest.
func (a *adopter) codesOf(code string) (country string, sectors []string, rest string) {
	for len(code) >= 3 {
		c := code[:3]
		code = code[3:]
		if n, ok := cameoCountry[c]; ok {
			c = n
		}
		_, state := a.s.files.stateOf[c]
		switch s, ok := cameoSector[c]; {
		case country == "" && (state || isInternational(c)):
			country = c
			if !state && cameoSector[c] != "" {
				sectors = append(sectors, cameoSector[c])
			}
		case ok:
			if s != "" && !slices.Contains(sectors, s) {
				sectors = append(sectors, s)
			}
		case knownSectors[c]:
			if !slices.Contains(sectors, c) {
				sectors = append(sectors, c)
			}
		default:
			rest += c
		}
	}
	return country, sectors, rest + code
}

// cameoCountry are CAMEO's codes of countries and bodies that are not ours.
var cameoCountry = map[string]string{"ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "KSV": "XKX", "KOS": "XKX", "PAL": "PSE", "NGM": "ISM", "BUR": "MMR", "SCG": "SRB", "YUG": "SRB", "WSB": "PSE", "GZS": "PSE"}

// cameoSector are CAMEO's role codes (CAMEO 1.1b3, chapter 3) as sectors of PLOVER; those not listed are the same in both.
var cameoSector = map[string]string{"MED": "JRN", "HLH": "MED", "INS": "REB", "SEP": "REB", "INR": "REB", "FRM": "", "ENV": "SOC", "DEV": "SOC", "HRI": "SOC", "SET": "CVL", "MOD": "", "RAD": "",
	"CHR": "REL", "MUS": "REL", "JEW": "REL", "HIN": "REL", "BUD": "REL", "IGO": "IGO", "NGO": "NGO", "MNC": "MNC", "ISM": "SOC", "IMG": "REB", "UNO": "IGO"}

// Adopt reads actors of others: a dictionary of PETRARCH or TABARI, or results of a query of Wikidata (a name that ends in .csv, .tsv or .json, or JSON). Faults name line and
// column; what they tell of is left out.
func (s *Stage) Adopt(name string, b []byte) (*Adopted, []error) {
	switch ext := strings.ToLower(filepath.Ext(name)); {
	case ext == ".csv", ext == ".tsv", ext == ".json", bytes.HasPrefix(bytes.TrimSpace(b), []byte("{")):
		return s.AdoptWikidata(name, b)
	}
	return s.AdoptPETRARCH(name, b)
}

// plainText reports whether bytes are text, so that a picture is not read as a dictionary.
func plainText(b []byte) bool { return utf8.Valid(b) && !bytes.ContainsRune(b, 0) }
