// Package score measures the machine against gold: the same commands for us and for users on their own gold.
package score

import (
	"fmt"
	"io"
	"regexp"

	"daybook"
)

// Options are what a measure may be told.
type Options struct {
	Engine   *daybook.Engine
	Raw      bool               // parse: from raw text
	EndToEnd bool               // relation: spans unseen
	Only     *regexp.Regexp     // of a folder the files whose names match; nil for all
	Errors   io.Writer          // every miss and false hit, readable; nil for none
	Classes  func(class string) // attribution: told the class of each miss, false hit and wrong mouth; or nil
}

// PRF is precision, recall and F1 in percent with two decimals, and the counts behind them.
type PRF struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	Matched   int     `json:"matched"` // entries that agree
	Found     int     `json:"found"`   // entries of ours that count
	Gold      int     `json:"gold"`    // entries of the gold that count
}

// NewPRF computes the figures from counts. Nothing found gives precision 0, no gold recall 0.
func NewPRF(matched, found, gold int) PRF {
	p := PRF{Matched: matched, Found: found, Gold: gold}
	p.Precision, p.Recall = Percent(matched, found), Percent(matched, gold)
	p.F1 = Percent(2*matched, found+gold)
	return p
}

// Percent is 100*n/of rounded to two decimals, 0 where of is 0.
func Percent(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64((int64(n)*20000+int64(of))/(2*int64(of))) / 100
}

// measure runs one kind on a file or folder and returns the JSON object to print.
type measure func(path string, o Options) (any, error)

// kinds lists the measures in the order of the documentation.
var kinds = []struct {
	name string
	run  measure
}{
	{"parse", parseScore},
	{"names", namesScore},
	{"attribution", attributionScore},
	{"relation", relationScore},
	{"places", placesScore},
	{"times", timesScore},
	{"coref", corefScore},
	{"factuality", factualityScore},
	{"toll", tollScore},
	{"ledger", ledgerScore},
}

// Kinds names what can be measured.
func Kinds() []string {
	var out []string
	for _, k := range kinds {
		out = append(out, k.name)
	}
	return out
}

// Run measures one kind.
func Run(kind, path string, o Options) (any, error) {
	for _, k := range kinds {
		if k.name == kind {
			return k.run(path, o)
		}
	}
	return nil, fmt.Errorf("score: unknown kind %q; known are %v", kind, Kinds())
}
