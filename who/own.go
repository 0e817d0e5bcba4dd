package who

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"daybook/ledger"
)

// Alias is a further name of an actor.
type Alias struct {
	Alias string `yaml:"alias"`
	Of    string `yaml:"of"` // key of the actor
}

// Told is somebody whom reports name and the actor files do not know, as a user confirms him, her or it.
type Told struct {
	Key, Name string
	Kind      ledger.ActorKind
	Country   string
	Sector    string
	Role      string // as reports say it
	Sex       string // m, f or ""
}

// ReadOwn reads a file that Confirm and Rename made; a file of other sections is refused, for they would be lost.
func ReadOwn(b []byte) (*Adopted, error) {
	a := &Adopted{}
	d := yaml.NewDecoder(strings.NewReader(string(b)))
	d.KnownFields(true)
	if len(strings.TrimSpace(string(b))) == 0 {
		return a, nil
	}
	if err := d.Decode(a); err != nil {
		return nil, fmt.Errorf("%w; this file is written by the program: move what you wrote yourself to another", err)
	}
	return a, nil
}

// Confirm puts an entry in place of one of the same key, or adds it.
func (a *Adopted) Confirm(t Told) {
	x := adopted{Key: t.Key, Name: t.Name, Country: t.Country}
	if t.Sector != "" {
		x.Sector = []string{t.Sector}
	}
	list := &a.Organisations
	if t.Kind == ledger.Person || t.Kind == ledger.Unnamed {
		x.Sex = t.Sex
		list = &a.Persons
		if t.Role != "" {
			x.Words = t.Role
		}
	} else {
		x.Kind, x.Role = string(t.Kind), t.Role
	}
	if i := slices.IndexFunc(*list, func(o adopted) bool { return o.Key == t.Key }); i >= 0 {
		x.Aliases, x.Terms = (*list)[i].Aliases, (*list)[i].Terms
		(*list)[i] = x
		return
	}
	*list = append(*list, x)
}

// Rename notes that a name is another's too.
func (a *Adopted) Rename(name, of string) {
	a.Aliases = slices.DeleteFunc(a.Aliases, func(x Alias) bool { return x.Alias == name })
	a.Aliases = append(a.Aliases, Alias{name, of})
}

// Forget takes out the entry of a key and the names that lead to it.
func (a *Adopted) Forget(key string) {
	is := func(x adopted) bool { return x.Key == key }
	a.Persons, a.Organisations = slices.DeleteFunc(a.Persons, is), slices.DeleteFunc(a.Organisations, is)
	a.Aliases = slices.DeleteFunc(a.Aliases, func(x Alias) bool { return x.Of == key })
}

// Has tells whether there is an actor of that key: in the files, or confirmed.
func (s *Stage) Has(key string) bool {
	f := s.files
	if _, ok := f.stateOf[key]; ok {
		return true
	}
	if _, ok := f.orgOf[key]; ok {
		return true
	}
	return slices.ContainsFunc(f.persons, func(p person) bool { return p.key == key })
}

// KeyFor makes a key of a name: small letters with hyphens.
func KeyFor(name string) string {
	return strings.Trim(strings.Join(strings.FieldsFunc(keyOf(name), func(r rune) bool { return r == ' ' || r == '-' || r == '.' || r == '\'' || r == '’' }), "-"), "-")
}

// Check tells what the files would find wrong in an entry.
func (s *Stage) Check(t Told) error {
	if _, ok := s.files.stateOf[t.Country]; t.Country != "" && !ok && !isInternational(t.Country) {
		return fmt.Errorf("there is no country %q: ISO 3166-1 alpha-3, or UNO EUR IGO NGO IMG MNC ISM", t.Country)
	}
	sector, further := furtherOf(t.Sector)
	for _, x := range append([]string{sector}, further...) {
		if !knownSectors[x] {
			return fmt.Errorf("there is no sector %q; sectors are PLOVER's", x)
		}
	}
	if t.Kind != ledger.Person && t.Kind != ledger.Unnamed && t.Sector == "" {
		return fmt.Errorf("no report tells the sector of %s; give it with --sector", t.Name)
	}
	return nil
}
