package who

import (
	"daybook/ledger"
)

// Names fills d.Names from what the parser's network says (d.Rated), or by the perceptron where no network has read the document.
func (s *Stage) Names(d *ledger.Document) {
	switch {
	case len(d.Rated.Types) > 0:
		s.rated(d)
	case s.names.tagger != nil:
		n := NameFinder(s.names)
		n.Find(d)
	}
}
