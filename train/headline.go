package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"daybook/model"
	"daybook/parse"
	"daybook/text"
)

// headlines makes copies of some sentences as headlines write them: without the last full stop, and every fourth of them with
// all words of weight in capitals, every twelfth in capitals throughout. They teach the models not to lean on case and stops.
func headlines(all []sentence, known *model.Dict, every int) []sentence {
	var out []sentence
	kept := 0
	for i := 0; i < len(all); i += every {
		s := &all[i]
		n := len(s.tokens)
		if n < 5 || n > 30 || s.tokens[n-1].Of(s.text) != "." || int(s.heads[n-1]) == n {
			continue
		}
		leaf := true
		for _, head := range s.heads {
			leaf = leaf && int(head) != n-1
		}
		if !leaf {
			continue
		}
		kept++
		h := sentence{group: s.group, tags: s.tags[:n-1], rels: s.rels[:n-1]}
		for j := 0; j < n-1; j++ {
			form := s.tokens[j].Of(s.text)
			switch {
			case kept%12 == 0:
				form = strings.ToUpper(form)
			case kept%4 == 0:
				form = titled(form, s.tokens[j].UPOS)
			}
			if h.text != "" {
				h.text += " "
			}
			start := int32(len(h.text))
			h.text += form
			h.tokens = append(h.tokens, text.Token{Span: text.Span{Start: start, End: int32(len(h.text))}})
			head := s.heads[j]
			if int(head) == n {
				head = int32(n - 1)
			}
			h.heads = append(h.heads, head)
		}
		h.words = parse.Look(h.text, h.tokens, nil, known)
		out = append(out, h)
	}
	return out
}

// titled writes a word with a capital unless it is a short word of grammar.
func titled(form, upos string) string {
	switch upos {
	case "ADP", "DET", "CCONJ", "PART", "SCONJ":
		if len(form) < 5 {
			return form
		}
	}
	r, n := utf8.DecodeRuneInString(form)
	return string(unicode.ToUpper(r)) + form[n:]
}
