package who

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// titles joins the titles that stand right before a person's name to it, by the words alone: a title has no say in the tree, and
// parsers hang "Councilman" or "Police" of "Kent Police Commissioner Ann Lee" wherever they like. The mention's head is the
// token of the whole that the rest of the sentence hangs on. Names of states and bodies inside stay mentions of their own.
func (f *finder) titles(sent text.Run) {
	for i := sent.First; i < sent.Last; i++ {
		k := f.nameOf[i]
		if k < 0 || f.names[k].Run.First != i {
			continue
		}
		name := f.names[k]
		if name.Type != "PER" && name.Type != "" {
			continue
		}
		first := f.titleBefore(i, sent.First)
		if first == i || first < sent.First {
			continue
		}
		if name.Type == "" && !f.isHonorific(i-1) {
			continue
		}
		run := text.Run{First: first, Last: name.Run.Last}
		head := f.subjectIn(run, f.headOf(name.Run))
		last := run.First // behind the last possessor
		for j := run.First; j < i; j++ {
			if f.d.Tokens[j].XPOS == "POS" {
				last = j
			}
		}
		for j := run.First; j < run.Last; j++ {
			o := f.nameOf[j]
			own := j < last || o >= 0 && o != k && (f.names[o].Type == "ORG" || f.names[o].Type == "LOC") && f.headOf(f.names[o].Run) != head
			if j == head || !own && f.d.Tokens[j].UPOS != "PRON" {
				f.taken[j] = true
			}
		}
		f.add(ledger.Mention{Span: f.t.Span(run), Head: head, Name: f.t.Span(name.Run), Type: "PER", Kind: ledger.Proper})
	}
}

// subjectIn returns the token of a title with its name that the sentence takes it by: the name's head, where that is an argument of a
// word outside, else the first token that is, else whatever hangs outside.
func (f *finder) subjectIn(run text.Run, named int32) int32 {
	argument := func(j int32) bool {
		if run.Contains(f.d.Tokens[j].Head) {
			return false
		}
		switch text.Rel0(f.d.Tokens[j].Rel) {
		case "nsubj", "obj", "obl", "nmod", "root":
			return true
		}
		return false
	}
	if argument(named) {
		return named
	}
	for j := run.First; j < run.Last; j++ {
		if argument(j) {
			return j
		}
	}
	return f.headOf(run)
}

// titleBefore returns the first token of the title, with what describes it, that ends right before token i; i where there is none.
func (f *finder) titleBefore(i, start int32) int32 {
	end := i
	if end-3 >= start && f.word(end-1) == ")" && f.word(end-3) == "(" { // "Director (DPP) Ann Lee"
		end -= 3
	}
	at := end - 1
	if at < start || f.tight(end) && end == i {
		return i
	}
	first := i
	switch n := f.titleAt(at); {
	case f.isHonorific(at):
		first = at
		if at > start && f.word(at-1) == "." {
			first--
		}
	case n > 0:
		if first = at - n + 1; !isCapital(f.word(at)) && !f.linked(text.Run{First: first, Last: end}, f.names[f.nameOf[i]].Run) {
			return i
		}
	default: // "Secretary of the Interior Ann Lee"
		j := at
		for j > start && isCapital(f.word(j)) && f.d.Tokens[j].UPOS != "PUNCT" && at-j < 4 {
			j--
		}
		if j == at {
			return i
		}
		if f.d.Tokens[j].UPOS == "DET" {
			j--
		}
		if j <= start {
			return i
		}
		if w := f.word(j); w != "of" && w != "to" && w != "for" || !isCapital(f.word(j-1)) {
			return i
		}
		n := f.titleAt(j - 1)
		if n == 0 {
			return i
		}
		first = j - n
	}
	for first > start {
		t := &f.d.Tokens[first-1]
		w := f.word(first - 1)
		switch {
		case t.UPOS == "ADJ" || t.UPOS == "NOUN" && t.XPOS == "NN" || t.UPOS == "PROPN" || t.UPOS == "NUM" && t.Rel == "amod":
			if isCalendar(w) || isPeriod(t) || t.UPOS == "NOUN" && !f.linked(text.Run{First: first - 1, Last: first}, text.Run{First: first, Last: i + 1}) {
				return first
			}
		case w == "-" && first-1 > start && f.tight(first) && f.tight(first-1):
		case t.XPOS == "POS":
			if first-2 < start {
				return first
			}
			p := f.phrase(first - 2)
			if p.Last == first-1 && p.First >= start {
				return p.First
			}
			return first
		case t.UPOS == "VERB" && t.Rel == "amod": // "acting", "retired"
		case t.UPOS == "DET", t.XPOS == "PRP$":
			return first - 1
		default:
			return first
		}
		if o := f.nameOf[first-1]; o >= 0 {
			if r := f.names[o].Run; f.names[o].Type == "PER" || f.names[o].Type == "LOC" && !f.linked(r, text.Run{First: r.Last, Last: i + 1}) {
				return first
			}
			first = max(f.names[o].Run.First, start)
			continue
		}
		first--
	}
	return first
}

// linked reports whether a token of one run hangs on a token of the other.
func (f *finder) linked(a, b text.Run) bool {
	for k := a.First; k < a.Last; k++ {
		if b.Contains(f.d.Tokens[k].Head) {
			return true
		}
	}
	for k := b.First; k < b.Last; k++ {
		if a.Contains(f.d.Tokens[k].Head) {
			return true
		}
	}
	return false
}

// tight reports whether token i stands right behind the one before it, without a space.
func (f *finder) tight(i int32) bool { return i > 0 && f.d.Tokens[i-1].End == f.d.Tokens[i].Start }

func (f *finder) word(i int32) string { return f.d.Tokens[i].Of(f.d.Text) }

// titleAt returns how many tokens the common noun for one person has that ends at token i, or 0.
func (f *finder) titleAt(i int32) int32 {
	t := &f.d.Tokens[i]
	if t.UPOS != "NOUN" && t.UPOS != "PROPN" && t.UPOS != "ADJ" || t.XPOS == "NNS" || t.XPOS == "NNPS" {
		return 0
	}
	a, n := f.s.agentAt(f.d, i)
	if a == nil || a.class != "PER" {
		return 0
	}
	if o := f.nameOf[i]; o >= 0 && f.names[o].Run.Len() > n && f.names[o].Type == "PER" {
		return 0
	}
	return n
}

// isHonorific reports whether token i is a form of address that nothing but a person's name follows.
func (f *finder) isHonorific(i int32) bool {
	if i > 0 && f.word(i) == "." {
		i--
	}
	switch strings.TrimSuffix(f.word(i), ".") {
	case "Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Dame", "Lord", "Lady", "Prof", "Gen", "Col", "Lt", "Sgt", "Capt", "Maj", "Brig", "Sen", "Rep", "Gov", "Rev", "Hon",
		"Lt-Gen", "Maj-Gen", "Cllr", "Sheikh", "Adm":
		return true
	}
	return false
}
