package ledger

// NameScores is how the network of the parser rates each token as a part of a name: what names decides on. It is empty where no
// network has read the document.
type NameScores struct {
	Types []string // PER, LOC, ORG ...; shared by all documents and never changed

	// For each token and type four numbers: the token as first, inner, last and only one of a name of the type. Each is the logarithm
	// of the odds against its standing in no name, in units of 1/NameUnit.
	Scores []int16
}

// NameUnit is how many units of a score of NameScores are one natural unit of log odds.
const NameUnit = 256

// The places of a token in a name, in the order of NameScores.Scores.
const (
	FirstOfName = iota
	InnerOfName
	LastOfName
	OnlyOfName
	NamePlaces // how many there are
)

// Width is the number of scores of a token.
func (s *NameScores) Width() int { return NamePlaces * len(s.Types) }

// Of returns the scores of a token. The slice must not be changed.
func (s *NameScores) Of(token int32) []int16 {
	w := s.Width()
	return s.Scores[int(token)*w : (int(token)+1)*w]
}
