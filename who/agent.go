package who

import (
	"io/fs"
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// agent is a common noun that names a person or body that acts.
type agent struct {
	words   string
	class   string // PER, ORG or ""
	kind    ledger.ActorKind
	sector  string   // PLOVER's primary sector, or ""
	further []string // further ones
	sex     byte     // 'm', 'f' or 0
	body    string   // what all of a state's own are called together: "military"; or ""
	at      entry
}

// longestAgent is the number of words of the longest entry of the lexicon of agents.
const longestAgent = 5

func loadAgents(fsys fs.FS) (map[string]*agent, error) {
	rows, err := readTable(fsys, "actors/agents*.tsv", "words", "class", "kind", "sector", "sex", "body")
	m := make(map[string]*agent, len(rows))
	for _, r := range rows {
		f := r.fields
		a := &agent{words: f[0], class: f[1], kind: ledger.ActorKind(f[2]), body: f[5], at: r.entry()}
		a.sector, a.further = furtherOf(f[3])
		if f[4] != "" {
			a.sex = f[4][0]
		}
		m[f[0]] = a
	}
	return m, err
}

// agentAt returns the longest entry whose last word is token i and how many tokens it has, or nil. The words before it
// are taken as they stand, the last one by its lemma and, for words such as "forces", as it stands.
func (s *Stage) agentAt(d *ledger.Document, i int32) (*agent, int32) {
	var buf [96]byte
	tok := &d.Tokens[i]
	word := tok.Of(d.Text)
	if word == "head" && !headOf(d, i) {
		return nil, 0
	}
	for n := int32(longestAgent); n >= 1; n-- {
		if i-n+1 < 0 {
			continue
		}
		b := buf[:0]
		for k := i - n + 1; k < i; k++ {
			if d.Tokens[k].Head < 0 || d.Tokens[k].UPOS == "PUNCT" && d.Tokens[k].Of(d.Text) != "-" {
				b = nil
				break
			}
			w := d.Tokens[k].Of(d.Text)
			if w == "-" && len(b) > 0 { // the tokens of "secretary-general" are three
				b[len(b)-1] = '-'
				continue
			}
			b = appendLower(b, w)
			b = append(b, ' ')
		}
		if b == nil {
			continue
		}
		stem := len(b)
		if n == 1 && i > 1 && word == "General" && d.Tokens[i-1].Of(d.Text) == "-" { // an adjective behind its noun, no officer
			return nil, 0
		}
		if a := s.agents[string(appendLower(b, word))]; a != nil {
			if n == 1 {
				if x := s.agentAhead(d, i); x != nil {
					return x, 1
				}
			}
			return a, n
		}
		if a := s.agents[string(appendLower(b[:stem], tok.Lemma))]; a != nil {
			if n == 1 {
				if x := s.agentAhead(d, i); x != nil {
					return x, 1
				}
			}
			return a, n
		}
	}
	return nil, 0
}

// agentAhead returns the longest entry that begins with the noun at token i, which heads it: "Ministry of Foreign Affairs".
func (s *Stage) agentAhead(d *ledger.Document, i int32) *agent {
	if int(i)+2 >= len(d.Tokens) {
		return nil
	}
	if w := d.Tokens[i+1].Of(d.Text); w != "of" && w != "for" {
		return nil
	}
	var buf [96]byte
	b := appendLower(buf[:0], d.Tokens[i].Of(d.Text))
	var best *agent
	for n := int32(1); n < longestAgent && int(i+n) < len(d.Tokens); n++ {
		b = append(b, ' ')
		b = appendLower(b, d.Tokens[i+n].Of(d.Text))
		if a := s.agents[string(b)]; a != nil {
			best = a
		}
	}
	return best
}

// headOf reports whether the noun "head" at token i is somebody: "the head of", "its UN head", "party head", but not "shot in the head".
func headOf(d *ledger.Document, i int32) bool {
	if int(i)+1 < len(d.Tokens) && d.Tokens[i+1].Of(d.Text) == "of" {
		return true
	}
	if i == 0 {
		return false
	}
	switch t := &d.Tokens[i-1]; t.UPOS {
	case "NOUN", "PROPN":
		return true
	case "PART":
		return t.XPOS == "POS"
	case "ADJ":
		return t.Lemma == "former" || t.Lemma == "new" || t.Lemma == "deputy"
	}
	return false
}

// appendLower appends w in lower case (ASCII is folded without allocation) with a straight apostrophe.
func appendLower(b []byte, w string) []byte {
	for i := 0; i < len(w); i++ {
		if w[i] >= 0x80 {
			return append(b, strings.ReplaceAll(strings.ToLower(w[i:]), "’", "'")...)
		}
		c := w[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return b
}

// runOf returns the words of a run of tokens as they stand in the text.
func runOf(d *ledger.Document, r text.Run) string {
	if r.Last <= r.First {
		return ""
	}
	return d.Text[d.Tokens[r.First].Start:d.Tokens[r.Last-1].End]
}
