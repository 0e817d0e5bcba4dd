package net

import (
	"slices"
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

// Lowered makes copies, all in small letters, of one of so many sentences that have a name: hasty posts are written so.
func Lowered(all []Sentence, every int) []Sentence {
	var out []Sentence
	n := 0
	for i := range all {
		s := &all[i]
		if s.Names == nil || !slices.ContainsFunc(s.Names, func(l string) bool { return l != "O" && l != "" }) {
			continue
		}
		if n++; n%every != 0 {
			continue
		}
		c := *s
		c.Words, c.Known = make([]string, len(s.Words)), nil
		for j, w := range s.Words {
			c.Words[j] = strings.ToLower(w)
		}
		out = append(out, c)
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
	return Capitalised(form)
}

// Capitalised gives a word a capital.
func Capitalised(word string) string {
	r, n := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(r)) + word[n:]
}

// Telegrams makes copies of one of so many sentences as headlines shorten them: no articles, no auxiliary of passives ("Hospital bombed in Tripoli"), the
// past as the present ("Storm kills 12"), no full stop, half of them with capitals on all words of weight.
func Telegrams(all []Sentence, every int) []Sentence {
	var out []Sentence
	for i := 0; every > 0 && i < len(all); i += every {
		s := &all[i]
		if !s.closed(6, 25) {
			continue
		}
		r, n := s.root(), len(s.Words)
		if s.UPOS[r] != "VERB" {
			continue
		}
		passive, subject := false, false
		for w, h := range s.Head {
			if int(h)-1 == r {
				passive = passive || s.Rel[w] == "aux:pass"
				subject = subject || strings.HasPrefix(s.Rel[w], "nsubj") && w < r && s.UPOS[w] != "PRON"
			}
		}
		if !subject || !passive && s.XPOS[r] != "VBD" {
			continue
		}
		var words []int
		for w := range s.Words[:n-1] {
			article := s.UPOS[w] == "DET" && (s.Lemma[w] == "a" || s.Lemma[w] == "the" || s.Lemma[w] == "an")
			auxiliary := s.Rel[w] == "aux:pass" && int(s.Head[w])-1 == r && s.Lemma[w] == "be"
			if !s.leaf(w) || !article && !auxiliary {
				words = append(words, w)
			}
		}
		if len(words) < 3 {
			continue
		}
		var d draft
		at := d.take(s, words)
		top := at[r]
		d.hang(top, -1, "root")
		if !passive {
			d.s.Words[top], d.s.XPOS[top], d.s.Feats[top] = present(s.Lemma[r]), "VBZ", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
			for w, h := range s.Head {
				if int(h)-1 == r && s.Rel[w] == "nsubj" && (s.XPOS[w] == "NNS" || s.XPOS[w] == "NNPS") {
					d.s.Words[top], d.s.XPOS[top], d.s.Feats[top] = s.Lemma[r], "VBP", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"
				}
			}
		}
		d.s.Words[0] = Capitalised(d.s.Words[0])
		for w := range d.s.Words {
			if len(out)%2 == 0 {
				d.s.Words[w] = headlineCase(d.s.Words[w], d.s.UPOS[w])
			}
		}
		if c := d.finish(s); c != nil {
			out = append(out, *c)
		}
	}
	return out
}

// present is the third person of a verb.
func present(lemma string) string {
	switch lemma {
	case "have":
		return "has"
	case "be":
		return "is"
	}
	return FormS(lemma)
}

// FormS is the form in -s of a verb or noun that makes it by rule.
func FormS(lemma string) string {
	n := len(lemma)
	consonant := n > 1 && !strings.ContainsRune("aeiou", rune(lemma[n-2]))
	switch {
	case strings.HasSuffix(lemma, "s") || strings.HasSuffix(lemma, "x") || strings.HasSuffix(lemma, "z") || strings.HasSuffix(lemma, "ch") || strings.HasSuffix(lemma, "sh"),
		strings.HasSuffix(lemma, "o") && consonant:
		return lemma + "es"
	case strings.HasSuffix(lemma, "y") && consonant:
		return lemma[:n-1] + "ies"
	}
	return lemma + "s"
}
