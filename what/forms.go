package what

import (
	"io/fs"
	"strings"

	"daybook/text"
)

// forms maps the inflected forms of the words that the rules know to their lemmas. A lemmatiser guesses at rare words
// ("raided" -> "raide"); what the rules know need not be guessed.
type forms struct {
	base map[string]bool
	of   map[string]string
	same map[string]bool // bases that are their own past: "hit", "cut"

	past map[string]bool // past forms that are no participle: "began", "stole"
}

func (f *forms) add(form, base string) {
	if form == base || f.base[form] {
		return
	}
	if _, ok := f.of[form]; !ok {
		f.of[form] = base
	}
}

// lemma of a token: what the rules' own words say, else what the parser said, in lower case.
func (b *book) lemma(t *text.Token, doc string) string {
	l := strings.ToLower(t.Lemma)
	var f *forms
	switch t.UPOS {
	case "VERB":
		f = &b.verbForms
	case "NOUN":
		f = &b.nounForms
	default:
		return l
	}
	if f.base[l] {
		return l
	}
	if base, ok := f.of[strings.ToLower(t.Of(doc))]; ok {
		return base
	}
	return l
}

// inflect fills the forms from every verb and noun that a rule or list names.
func (b *book) inflect(irregular map[string][]string) {
	v, n := map[string]bool{}, map[string]bool{}
	for w := range b.verbs {
		v[w] = true
	}
	for w := range b.light {
		v[w] = true
	}
	for w := range b.casts.verb {
		v[w] = true
	}
	for w := range b.casts.asks {
		v[w] = true
	}
	for _, t := range b.tolls {
		for _, w := range append(append([]string(nil), t.Object...), t.Subject...) {
			v[w] = true
		}
	}
	for w := range b.nouns {
		n[w] = true
	}
	for w := range b.casts.noun {
		n[w] = true
	}
	for _, c := range b.classes {
		for w := range c {
			n[w] = true
		}
	}
	b.verbForms = forms{v, map[string]string{}, map[string]bool{}, map[string]bool{}}
	b.nounForms = forms{n, map[string]string{}, nil, nil}
	for _, w := range sorted(v) {
		if past, ok := irregular[w]; ok {
			if len(past) > 1 {
				b.verbForms.past[past[0]] = true
			}
			for _, p := range past {
				b.verbForms.add(p, w)
				if p == w {
					b.verbForms.same[w] = true
				}
			}
		}
		for _, form := range verbForms(w) {
			b.verbForms.add(form, w)
		}
	}
	for _, w := range sorted(n) {
		for _, form := range nounForms(w) {
			b.nounForms.add(form, w)
		}
	}
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// verbForms spells the regular forms of a verb.
func verbForms(w string) []string {
	n := len(w)
	if n < 2 || strings.ContainsAny(w, " -") {
		return nil
	}
	last, before := w[n-1], w[n-2]
	switch {
	case last == 'e':
		out := []string{w + "s", w + "d", w[:n-1] + "ing"}
		if before == 'i' {
			out = append(out, w[:n-2]+"ying")
		}
		return out
	case last == 'y' && !vowel(before):
		return []string{w[:n-1] + "ies", w[:n-1] + "ied", w + "ing"}
	case last == 's' || last == 'x' || last == 'z' || strings.HasSuffix(w, "sh") || strings.HasSuffix(w, "ch"):
		return []string{w + "es", w + "ed", w + "ing"}
	}
	out := []string{w + "s", w + "ed", w + "ing"}
	if !vowel(last) && last != 'w' && last != 'y' && vowel(before) && (n < 3 || !vowel(w[n-3])) {
		d := w + string(last)
		out = append(out, d+"ed", d+"ing")
	}
	return out
}

// nounForms spells the regular plurals of a noun.
func nounForms(w string) []string {
	n := len(w)
	if n < 2 {
		return nil
	}
	switch last := w[n-1]; {
	case last == 'y' && !vowel(w[n-2]):
		return []string{w[:n-1] + "ies"}
	case last == 's' || last == 'x' || last == 'z' || strings.HasSuffix(w, "sh") || strings.HasSuffix(w, "ch"):
		return []string{w + "es"}
	case strings.HasSuffix(w, "man"):
		return []string{w[:n-3] + "men"}
	}
	return []string{w + "s"}
}

// loadIrregular reads lexicon/what-irregular.tsv: a base form and its irregular past forms on each line.
func loadIrregular(fsys fs.FS) (map[string][]string, error) {
	m := map[string][]string{}
	b, err := fs.ReadFile(fsys, "lexicon/what-irregular.tsv")
	if err != nil {
		return m, err
	}
	for _, line := range strings.Split(string(b), "\n") {
		if f := strings.Fields(line); len(f) > 1 && line[0] != '#' {
			m[f[0]] = f[1:]
		}
	}
	return m, nil
}
