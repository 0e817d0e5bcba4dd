package who

import (
	"sync"

	"daybook/ledger"
)

// Names fills d.Names from what the parser's network says (d.Rated), or by the perceptron where no network has read the document.
func (s *Stage) Names(d *ledger.Document) {
	switch {
	case len(d.Rated.Types) > 0:
		rated(d)
	case s.names.tagger != nil:
		n := NameFinder(s.names)
		n.Find(d)
	}
}

// nameScratch is the working memory of one goroutine.
type nameScratch struct {
	path   namePath
	scores []int32
}

var nameScratches = sync.Pool{New: func() any { return new(nameScratch) }}

// rated fills d.Names with the best names of each sentence by d.Rated.
func rated(d *ledger.Document) {
	z := nameScratches.Get().(*nameScratch)
	defer nameScratches.Put(z)
	w := int32(d.Rated.Width())
	for _, x := range d.Sentences {
		z.scores = z.scores[:0]
		for _, v := range d.Rated.Scores[x.First*w : x.Last*w] {
			z.scores = append(z.scores, int32(v))
		}
		d.Names = z.path.find(d.Names, d.Rated.Types, z.scores, x.First)
	}
	kept := d.Names[:0]
	for _, n := range d.Names {
		if n.Type = nameType(n.Type); n.Type != "" {
			kept = append(kept, n)
		}
	}
	d.Names = kept
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
