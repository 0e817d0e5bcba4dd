package net

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ReadGUM reads the treebank GUM, whose last column holds the entities of the texts, named or not, and makes names of them: of an entity
// whose head is a proper noun, the words that belong to the head by its tree. Those of objects, works and ideas, and proper nouns
// that are left over, are Open: GUM does not tell products from the rest.
func (t *Typing) ReadGUM(path string) ([]Sentence, error) {
	var out []Sentence
	err := eachTree(path, func(s Sentence, misc []string) {
		s.Names, s.NameTypes = t.gumNames(&s, misc), gumMarks
		out = append(out, s)
	})
	return out, err
}

// gumMarks are the types that a proper noun of GUM without a name is not of. Adjectives of nations and times are not marked.
var gumMarks = []string{"EVENT", "FAC", "LOC", "ORG", "PER", "PRODUCT"}

// entity is an entity of GUM: words [first, last).
type entity struct {
	first, last int
	kind        string
	link        string // Wikipedia page, "" for none
}

// entities reads what the last columns of a sentence say of entities: "(12-person-new-...-1,2-coref-Page" opens one, "12)" closes it. Those in
// several pieces are left out.
func entities(misc []string) []entity {
	type opened struct {
		id string
		e  entity
	}
	var stack []opened
	var out []entity
	for i, m := range misc {
		v, ok := "", false
		for _, f := range strings.Split(m, "|") {
			if v, ok = strings.CutPrefix(f, "Entity="); ok {
				break
			}
		}
		for v != "" {
			n := len(v)
			if k := strings.IndexAny(v[1:], "()"); k >= 0 {
				n = k + 1
				if v[n] == ')' {
					n++
				}
			}
			piece := v[:n]
			v = v[n:]
			if rest, ok := strings.CutPrefix(piece, "("); ok {
				f := strings.SplitN(strings.TrimSuffix(rest, ")"), "-", 8)
				if len(f) < 2 {
					continue
				}
				o := opened{f[0], entity{first: i, kind: f[1]}}
				if len(f) == 8 {
					o.e.link = f[7]
				}
				stack = append(stack, o)
				if !strings.HasSuffix(rest, ")") {
					continue
				}
				piece = f[0] + ")"
			}
			id := strings.TrimSuffix(piece, ")")
			for k := len(stack) - 1; k >= 0; k-- {
				if stack[k].id == id {
					e := stack[k].e
					e.last = i + 1
					if !strings.Contains(id, "[") {
						out = append(out, e)
					}
					stack = slices.Delete(stack, k, k+1)
					break
				}
			}
		}
	}
	return out
}

// gumNames labels a sentence.
func (t *Typing) gumNames(s *Sentence, misc []string) []string {
	all := entities(misc)
	slices.SortStableFunc(all, func(a, b entity) int { return (b.last - b.first) - (a.last - a.first) })
	taken := make([]bool, len(s.Words))
	var names []NameSpan
	place := func(n NameSpan) {
		for i := n.First; i < n.Last; i++ {
			if taken[i] {
				return
			}
		}
		for i := n.First; i < n.Last; i++ {
			taken[i] = true
		}
		names = append(names, n)
	}
	for _, e := range all {
		if n, ok := t.name(s, e); ok {
			place(n)
		}
	}
	for i := range s.Words {
		if s.UPOS[i] == "PROPN" && !taken[i] && !title(s.Words[i]) {
			place(NameSpan{i, i + 1, Open})
		}
	}
	return Label(len(s.Words), names)
}

// name is the name inside an entity.
func (t *Typing) name(s *Sentence, e entity) (NameSpan, bool) {
	head := -1
	for i := e.first; i < e.last; i++ {
		if h := int(s.Head[i]) - 1; h < e.first || h >= e.last {
			head = i
			break
		}
	}
	if head < 0 || s.UPOS[head] != "PROPN" || !capital(s.Words[head]) {
		return NameSpan{}, false
	}
	n := NameSpan{head, head + 1, ""}
	s.extend(&n, head, e, e.kind != "person")
	switch e.kind {
	case "person":
		n.Type = "PER"
		for n.Last-n.First > 1 && n.First < head && (title(s.Words[n.First]) || s.UPOS[n.First] != "PROPN") {
			n.First++
		}
		if n.First == head && n.Last-n.First > 1 && title(s.Words[head]) { // "President Tuttle" with "President" as its head
			n.First++
		}
		if n.Last-n.First == 1 {
			if title(s.Words[n.First]) {
				return NameSpan{}, false
			}
			if s.XPOS[n.First] == "NNPS" {
				n.Type = t.of(s.Words[n.First:n.Last])
			}
		}
	case "place":
		n.Type = "LOC"
		if slices.Contains(buildings, s.Words[n.Last-1]) || n.First == head && n.Last > head+1 && s.Words[head+1] == "of" && slices.Contains(buildings, s.Words[head]) {
			n.Type = "FAC"
		}
	case "organization":
		n.Type = "ORG"
		if t.States[strings.Join(s.Words[n.First:n.Last], " ")] { // a team that is named by its country
			n.Type = "LOC"
		}
	case "event":
		n.Type = Open
		if words := s.Words[n.First:n.Last]; t.of(words) == "EVENT" || len(words) > 1 && e.link != "" {
			n.Type = "EVENT"
		}
	case "time":
		return NameSpan{}, false
	default:
		n.Type = Open
		if strings.HasSuffix(e.link, "_language") {
			n.Type = "NORP"
		}
	}
	return n, true
}

// extend widens a name from a word of it to the words that hang on it as parts of a name, and with of to "of", "for" and what follows.
func (s *Sentence) extend(n *NameSpan, word int, e entity, of bool) {
	lo, hi := word, word+1
	for i := e.first; i < e.last; i++ {
		if int(s.Head[i])-1 != word || !capital(s.Words[i]) && s.UPOS[i] != "NUM" {
			continue
		}
		rel, _, _ := strings.Cut(s.Rel[i], ":")
		ok := false
		switch rel {
		case "flat", "compound", "goeswith":
			ok = true
		case "amod", "nummod":
			ok = s.XPOS[i] == "NNP" || s.XPOS[i] == "NNPS" || s.XPOS[i] == "CD" && i > word || e.kind == "organization"
		case "nmod":
			ok = of && s.Rel[i] != "nmod:poss" && s.caseOf(i) == "of" || of && s.Rel[i] == "nmod:poss" && s.UPOS[i] == "PROPN" && e.kind == "organization"
		}
		if ok {
			m := NameSpan{i, i + 1, ""}
			s.extend(&m, i, e, of)
			lo, hi = min(lo, m.First), max(hi, m.Last)
		}
	}
	// between the ends all must be capital, a number, or a small word
	for i := lo; i < hi; i++ {
		if w := s.Words[i]; !capital(w) && s.UPOS[i] != "NUM" && s.UPOS[i] != "ADP" && s.UPOS[i] != "DET" && s.UPOS[i] != "CCONJ" && s.UPOS[i] != "PART" && w != "-" && w != "&" && w != "." && w != "'" {
			return
		}
	}
	n.First, n.Last = min(n.First, lo), max(n.Last, hi)
}

// caseOf is the preposition of a word, lower case.
func (s *Sentence) caseOf(word int) string {
	for i := range s.Words {
		if int(s.Head[i])-1 == word && s.Rel[i] == "case" {
			return strings.ToLower(s.Words[i])
		}
	}
	return ""
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

func title(w string) bool { return slices.Contains(titles, strings.TrimSuffix(w, ".")) }

// titles stand before names of persons and are no part of them.
var titles = strings.Fields(`Mr Mrs Ms Miss Dr Prof Professor President Vice Chairman Chairwoman Chair Chief Justice Judge Senator Sen Representative Rep Governor Gov Mayor Minister
Prime Premier Chancellor Secretary King Queen Prince Princess Emperor Empress Pope Saint St Bishop Archbishop Cardinal Father Brother Sister Sir Lord Lady Dame Baron Count Duke Earl
General Gen Colonel Col Captain Capt Major Maj Lieutenant Lt Sergeant Sgt Admiral Commander Officer Detective Inspector Sheikh Ayatollah Imam Rabbi Rev Reverend Uncle Aunt Grandma Grandpa Mom Dad
Attorney Counsel Ambassador Congressman Congresswoman Director Speaker Coach Honor Court`)

// buildings are heads of names of facilities.
var buildings = strings.Fields(`Airport Bridge Stadium Hospital Hotel Mosque Church Cathedral Temple Museum Building Palace Prison Jail Tower Station Theatre Theater Library Hall Mall Dam Zoo Highway
Embassy Inn Restaurant Cafe School Castle Arena Terminal Monument Memorial Gallery`)
