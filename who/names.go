package who

import (
	"strings"
	"sync"

	"daybook/ledger"
	"daybook/model"
	"daybook/text"
)

// Names fills d.Names from what the parser's network says (d.Rated).
//
// The network sees one sentence at a time. Here its ratings meet what it cannot see: the other places where the report has the same words, and the
// actor files. First the best names of each sentence are found; what they say of their words counts for these words elsewhere in the report, the
// last word of a person's full name for that word alone; then the best names are found anew.
func (s *Stage) Names(d *ledger.Document) {
	if len(d.Rated.Types) == 0 { // nobody has rated the document
		return
	}
	z := nameScratches.Get().(*nameScratch)
	s.rated(d, z)
	nameScratches.Put(z)
}

// How much what is known beside the network counts, in the units of its ratings. Chosen on the development sets (docs/core.md).
const (
	mostEvidence  = 2700 // one place says at most so much for or against a type
	evidenceShare = 70   // percent of the evidence of all other places that counts
	surnameShare  = 50   // percent of the evidence for full names that counts for their last words
	mostElsewhere = 2700 // other places count at most so much
	leastEvidence = 600  // a name that all of it speaks for by no more is none
	inActorFiles  = 500  // the actor files know the words as a name of one thing
	isState       = 2000 // and that is a state or its seat, and nobody in the report is called so
	maxNameTokens = 7    // longer names are not looked up
)

// nameScratch is the working memory of one goroutine.
type nameScratch struct {
	path     namePath
	scores   []int32          // the ratings of the document's tokens, with what is added to them
	first    []ledger.Name    // names by the network alone
	of       []int32          // by token: 1 + index in first of the name that it is part of
	seen     map[uint64]int32 // key of a name's words -> where its sums begin
	sums     []int32          // by name and type: evidence of all places
	surnames map[uint64]int32 // key of the last word of a person's full name -> evidence
	own      []int32          // by type: evidence of one place
	key      []byte
}

var nameScratches = sync.Pool{New: func() any { return &nameScratch{seen: map[uint64]int32{}, surnames: map[uint64]int32{}} }}

// rated fills d.Names from d.Rated.
func (s *Stage) rated(d *ledger.Document, z *nameScratch) {
	w := int32(d.Rated.Width())
	z.scores, z.first = z.scores[:0], z.first[:0]
	for _, v := range d.Rated.Scores {
		z.scores = append(z.scores, int32(v))
	}
	for _, x := range d.Sentences {
		z.first = z.path.find(z.first, d.Rated.Types, z.scores[x.First*w:x.Last*w], x.First)
	}
	z.gather(d)
	for i := range z.scores {
		if p := i % int(w) % ledger.NamePlaces; p == ledger.OnlyOfName || p == ledger.FirstOfName {
			z.scores[i] -= leastEvidence
		}
	}
	for _, x := range d.Sentences {
		for i := x.First; i < x.Last; i++ {
			if isCapital(d.Tokens[i].Of(d.Text)) {
				s.addKnown(d, z, i, x.Last)
			}
		}
		d.Names = z.path.find(d.Names, d.Rated.Types, z.scores[x.First*w:x.Last*w], x.First)
	}
	storms := stormsOf(d)
	kept := d.Names[:0]
	for _, n := range d.Names {
		if n.Type = nameType(n.Type); n.Type != "" && !noName(d, n, storms) {
			kept = append(kept, n)
		}
	}
	d.Names = kept
}

// stormsOf are the names that the document gives to storms: nobody is called so then.
func stormsOf(d *ledger.Document) (storms map[string]bool) {
	for i := 1; i < len(d.Tokens); i++ {
		switch d.Tokens[i-1].Of(d.Text) {
		case "Hurricane", "Typhoon", "Cyclone", "Storm":
			if w := d.Tokens[i].Of(d.Text); isCapital(w) {
				if storms == nil {
					storms = map[string]bool{}
				}
				storms[w] = true
			}
		}
	}
	return storms
}

// noName reports what is written as a name is and is none, whatever the network says: addresses, short names of weekdays, notes of a recorder in brackets, storms that
// it takes for persons.
func noName(d *ledger.Document, n ledger.Name, storms map[string]bool) bool {
	words := runOf(d, n.Run)
	if strings.ContainsRune(words, '@') {
		return true
	}
	last := d.Tokens[n.Run.Last-1].Of(d.Text)
	if n.Type == "PER" && storms[last] {
		return true
	}
	if n.Run.Len() > 1 {
		return false
	}
	switch words {
	case "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat":
		return true
	case "Laughter", "Applause", "Cheers", "Crosstalk", "Inaudible":
		return n.Run.First > 0 && int(n.Run.Last) < len(d.Tokens) && isBracket(d.Tokens[n.Run.First-1].Of(d.Text)) && isBracket(d.Tokens[n.Run.Last].Of(d.Text))
	}
	return isAddress(words)
}

func isBracket(w string) bool { return w == "(" || w == ")" || w == "[" || w == "]" }

// isAddress reports an address of the web: "www.example.org", "example.com".
func isAddress(w string) bool {
	host, _, _ := strings.Cut(strings.ToLower(w), "/")
	if strings.HasPrefix(host, "www.") {
		return true
	}
	i := strings.LastIndexByte(host, '.')
	if i <= 0 {
		return false
	}
	switch host[i+1:] {
	case "com", "org", "net", "edu", "gov", "uk", "info", "eu":
		return true
	}
	return false
}

// gather sums what the names found first say of their words.
func (z *nameScratch) gather(d *ledger.Document) {
	clear(z.seen)
	clear(z.surnames)
	z.sums, z.of = z.sums[:0], grown(z.of, len(d.Tokens))
	clear(z.of)
	for n, x := range z.first {
		for i := x.Run.First; i < x.Run.Last; i++ {
			z.of[i] = int32(n) + 1
		}
		h := z.keyOf(d, x.Run)
		at, ok := z.seen[h]
		if !ok {
			at = int32(len(z.sums))
			z.seen[h] = at
			for range d.Rated.Types {
				z.sums = append(z.sums, 0)
			}
		}
		z.evidence(&d.Rated, x.Run)
		for t, v := range z.own {
			z.sums[at+int32(t)] += v
			if x.Type == "PER" && d.Rated.Types[t] == "PER" && x.Run.Len() > 1 {
				z.surnames[z.keyOf(d, text.Run{First: x.Run.Last - 1, Last: x.Run.Last})] += v
			}
		}
	}
}

// addKnown adds to the scores what is known of the runs of words that begin with token i, in a sentence that ends before token end. Runs inside a
// longer name are left alone.
func (s *Stage) addKnown(d *ledger.Document, z *nameScratch, i, end int32) {
	for n := min(end-i, maxNameTokens); n > 0; n-- {
		run := text.Run{First: i, Last: i + n}
		own := false
		if m := z.of[i] - 1; m >= 0 {
			whole := z.first[m].Run
			if whole.Len() > n && whole.Contains(i+n-1) {
				continue
			}
			own = whole == run
		}
		h := z.keyOf(d, run)
		if at, ok := z.seen[h]; ok {
			z.evidence(&d.Rated, run)
			for t, v := range z.own {
				sum := z.sums[at+int32(t)]
				if own {
					sum -= v
				}
				z.add(&d.Rated, run, t, max(-mostElsewhere, min(mostElsewhere, sum*evidenceShare/100)))
			}
		}
		actor := s.nameType(runOf(d, run))
		for t, typ := range d.Rated.Types {
			if typ == "PER" && n == 1 {
				if v := z.surnames[h]; v > 0 {
					z.add(&d.Rated, run, t, min(mostElsewhere, v*surnameShare/100))
				}
			}
			if typ == actor {
				v := int32(inActorFiles)
				if actor == "LOC" && z.surnames[h] <= 0 {
					v = isState
				}
				z.add(&d.Rated, run, t, v)
			}
		}
	}
}

// evidence fills z.own with what the network says, type by type, of a name over a run.
func (z *nameScratch) evidence(r *ledger.NameScores, run text.Run) {
	z.own = z.own[:0]
	for t := range r.Types {
		sum := int32(0)
		for i := run.First; i < run.Last; i++ {
			sum += int32(r.Of(i)[t*ledger.NamePlaces+placeIn(run, i)])
		}
		z.own = append(z.own, max(-mostEvidence, min(mostEvidence, sum)))
	}
}

// add adds to the score of a name of a type over a run.
func (z *nameScratch) add(r *ledger.NameScores, run text.Run, t int, v int32) {
	at := func(i int32) *int32 { return &z.scores[int(i)*r.Width()+t*ledger.NamePlaces+placeIn(run, i)] }
	if run.Len() == 1 {
		*at(run.First) += v
		return
	}
	*at(run.First) += v / 2
	*at(run.Last - 1) += v / 2
}

// placeIn is the place of a token in a name over a run.
func placeIn(run text.Run, i int32) int {
	switch {
	case run.Len() == 1:
		return ledger.OnlyOfName
	case i == run.First:
		return ledger.FirstOfName
	case i == run.Last-1:
		return ledger.LastOfName
	}
	return ledger.InnerOfName
}

// keyOf is the hash of the words of a run as the actor files would know them.
func (z *nameScratch) keyOf(d *ledger.Document, run text.Run) uint64 {
	z.key = appendKey(z.key[:0], runOf(d, run))
	return model.HashBytes(z.key)
}

// nameType is the type of names of a type of the network, "" for what is no name: times and amounts, which the network tells apart from names but which
// other stages read.
func nameType(t string) string {
	switch t {
	case "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL":
		return ""
	case "PRODUCT", "WORK", "LAW", "LANGUAGE":
		return "MISC"
	case "GPE":
		return "LOC"
	}
	return t
}
