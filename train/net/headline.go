package net

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Headlines makes copies of one of so many sentences as headlines write them: without the last full stop, a third of
// them with capitals on all words of weight, a sixth in capitals throughout. They teach the network not to lean on case and stops.
func Headlines(all []Sentence, every int) []Sentence {
	var out []Sentence
	for i := 0; every > 0 && i < len(all); i += every {
		s := &all[i]
		n := len(s.Words)
		if n < 5 || n > 30 || s.Words[n-1] != "." || !s.leaf(n-1) {
			continue
		}
		h := Sentence{ID: s.ID, NameTypes: s.NameTypes, UPOS: cut(s.UPOS), XPOS: cut(s.XPOS), Feats: cut(s.Feats), Rel: cut(s.Rel), Lemma: cut(s.Lemma), Names: cut(s.Names)}
		if s.Known != nil {
			h.Known = s.Known[:n-1]
		}
		if s.Head != nil {
			h.Head = s.Head[:n-1]
		}
		for j, w := range s.Words[:n-1] {
			switch len(out) % 6 {
			case 0:
				w = strings.ToUpper(w)
			case 2, 4:
				tag := ""
				if s.UPOS != nil {
					tag = s.UPOS[j]
				}
				w = headlineCase(w, tag)
			}
			h.Words = append(h.Words, w)
		}
		out = append(out, h)
	}
	return out
}

// leaf reports whether nothing hangs on the word and it is not the root.
func (s *Sentence) leaf(word int) bool {
	if s.Head == nil {
		return true
	}
	for _, h := range s.Head {
		if int(h)-1 == word {
			return false
		}
	}
	return s.Head[word] != 0
}

// cut drops the last of a layer, if the sentence has it.
func cut(layer []string) []string {
	if layer == nil {
		return nil
	}
	return layer[:len(layer)-1]
}

// headlineCase writes a word with a capital unless it is a short word of grammar. The tag may be unknown ("").
func headlineCase(form, upos string) string {
	switch upos {
	case "ADP", "DET", "CCONJ", "PART", "SCONJ":
		if len(form) < 5 {
			return form
		}
	case "":
		if len(form) < 4 {
			return form
		}
	}
	r, n := utf8.DecodeRuneInString(form)
	return string(unicode.ToUpper(r)) + form[n:]
}
