package what

// This file mends trees where the words leave no doubt that they are wrong. A parser that errs in one word of seven errs somewhere
// in most sentences of news; what it gets wrong most is where a phrase or clause hangs, and for a few patterns the words around
// tell better. The document keeps its trees: the rules of this stage read a copy. Each mend is small, says what it rests on, and
// leaves alone what it does not know. mend_words.go has those of words and phrases, mend_clause.go of clauses, mend_core.go of subjects
// and objects.

import "daybook/text"

// mend goes over the trees twice, so that one mend can rest on another.
func (r *reading) mend() {
	for round := 0; round < 2; round++ {
		m := mender{reading: r}
		for s := range r.d.Sentences {
			sen := &r.d.Sentences[s]
			if !r.prose(sen) {
				continue
			}
			for i := max(sen.First, 0); i < min(sen.Last, int32(len(r.toks))); i++ {
				m.token(i)
			}
		}
		if m.to == nil {
			return
		}
		r.toks, r.t = m.to, text.NewTree(m.to)
	}
}

// mended reports whether token i stands elsewhere in the tree than the document has it.
func (r *reading) mended(i int32) bool {
	if i < 0 {
		return false
	}
	was, is := &r.d.Tokens[i], &r.toks[i]
	return was.Head != is.Head || was.Rel != is.Rel || was.XPOS != is.XPOS
}

// mender reads the tokens of a document and writes the changed ones to a copy, which it makes at the first change.
type mender struct {
	*reading
	to []text.Token
}

// token tries every mend on token i.
func (m *mender) token(i int32) {
	m.agree(i)
	switch m.toks[i].UPOS {
	case "VERB":
		m.held(i)
		m.passive(i)
		m.headline(i)
		m.infinitive(i)
		m.clause(i)
		m.particle(i)
		m.objects(i)
		m.subject(i)
		m.gerund(i)
	case "NUM":
		m.bounded(i)
	case "NOUN", "ADJ", "PROPN":
		m.verbAsNoun(i)
		m.people(i)
		m.apposition(i)
		m.phrase(i)
	case "DET":
		m.article(i)
	}
	if m.lowered(i) == "that" {
		m.conjunction(i)
	}
}

// edit is token i of the copy.
func (m *mender) edit(i int32) *text.Token {
	if m.to == nil {
		m.to = append([]text.Token(nil), m.toks...)
	}
	return &m.to[i]
}

// hang hangs i on head, unless that would close a circle.
func (m *mender) hang(i, head int32, rel string) bool {
	now := m.toks
	if m.to != nil {
		now = m.to
	}
	for h, steps := head, 0; h >= 0; h, steps = now[h].Head, steps+1 {
		if h == i || steps > 512 {
			return false
		}
	}
	t := m.edit(i)
	t.Head, t.Rel = head, rel
	return true
}

// retag makes i a verb with the given tag and lemma.
func (m *mender) retag(i int32, xpos, lemma string) {
	t := m.edit(i)
	t.UPOS, t.XPOS, t.Lemma = "VERB", xpos, lemma
	m.lower[i] = lemma
}

// nominal reports whether i is a noun, a name, a pronoun, or a word of quantity that stands for one ("many more", "five").
func (m *mender) nominal(i int32) bool {
	switch m.toks[i].UPOS {
	case "NOUN", "PROPN", "PRON":
		return m.time[i] < 0
	case "NUM", "ADJ", "ADV":
		return m.time[i] < 0 && (m.is(i, "quantity") || m.lemma(i) == "more" || m.toks[i].UPOS == "NUM")
	}
	return false
}
