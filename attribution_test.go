package daybook_test

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daybook/score"
)

// mends says for the classes of errors of attribution what would mend them; the first that fits is taken.
var mends = []struct {
	class *regexp.Regexp
	mend  string
}{
	{regexp.MustCompile(`^false, said/learned`), "weights learned on more texts; until then a list can leave out what is only `thinks`"},
	{regexp.MustCompile(`^false, said/(n-|adj-)`), "annotators seldom mark an attitude that is only named; a source told beside the noun could be asked for"},
	{regexp.MustCompile(`^false, .*\.(obj|obj-pred|obj-as)$`), "objects of the entry held to things that are said (`object` in the lexicon), with no sentences"},
	{regexp.MustCompile(`^false, .*\.(inf|obj-inf|on-inf)`), "wishes told from what is said: who only wants or plans has not spoken"},
	{regexp.MustCompile(`^false, .*\.(that|quote|wh)$`), "mostly the extent: a second clause or sentence that the annotators count in; better trees of long sentences"},
	{regexp.MustCompile(`^false, said/label`), "headings and lists told from labels of speakers by the layout"},
	{regexp.MustCompile(`^false, `), "no sentences for the entry, or a narrower frame"},
	{regexp.MustCompile(`^wrong mouth, `), "the clause of the cue attached rightly; quotations between two speakers taken by turns"},
	{regexp.MustCompile(`^missed, another source`), "subjects of joined and relative clauses, and who is meant by who and which"},
	{regexp.MustCompile(`^missed, content too short`), "what hangs on the cue but belongs to the words said: as, in, comparisons; what follows in the next sentence"},
	{regexp.MustCompile(`^missed, content too long`), "appositions and clauses that the reporter adds behind a comma"},
	{regexp.MustCompile(`^missed, content overlaps`), "both ends; quotations that go on behind indirect speech"},
	{regexp.MustCompile(`^missed, another content`), "a quotation beside indirect speech of one cue counted as one statement"},
	{regexp.MustCompile(`^missed, stands inside`), "nothing to mend: it is in the ledger, inside the statement that holds it, which the measure does not look into"},
	{regexp.MustCompile(`no content was found`), "further frames of the entry, each with sentences; or none: annotators mark deeds as words"},
	{regexp.MustCompile(`no source was found`), "who speaks looked for in the clause before, and in the heading"},
	{regexp.MustCompile(`speaker is not told`), "quotations that stand alone given to who speaks around them"},
	{regexp.MustCompile(`only possible|not said yet|only complement|condition|could|would`), "nothing to mend: it has not been said; the annotators mark it all the same"},
	{regexp.MustCompile(`no speaker|says nothing|no document`), "the classes of words that can speak, in `said-classes.yaml`"},
	{regexp.MustCompile(`not considered: VERB, content as (obj|obl|xcomp|ccomp)`), "verbs that the lexicon lacks, where they speak; most are deeds and attitudes"},
	{regexp.MustCompile(`not considered: VERB`), "trees: the content hangs elsewhere"},
	{regexp.MustCompile(`not considered: NOUN`), "nouns that the lexicon lacks, with whose they are"},
	{regexp.MustCompile(`not considered: (ADP|PUNCT|SCONJ|AUX|PART|ADV|SYM)`), "forms without a word of speech: prepositions, colons and dashes of headlines and lists"},
	{regexp.MustCompile(`not considered`), "adjectives and names that stand for a cue"},
	{regexp.MustCompile(``), "read the sentences of the class, and write them as yes or no sentences"},
}

// TestAttributionPage writes the largest classes of errors on PolNeAR dev into docs/attribution.md with -update. They move with every model and rule, so that the
// page is not held to them: it is only to have the classes in the order of their counts.
func TestAttributionPage(t *testing.T) {
	const page, begin, end, most = "docs/attribution.md", "<!-- classes -->\n", "<!-- end -->", 100
	const set = "../shared/data/polnear/dev"
	head, _, tail := between(t, page, begin, end)
	if !*update {
		return
	}
	if _, err := os.Stat(set); errors.Is(err, fs.ErrNotExist) {
		t.Skip("../shared is absent: nothing to measure on")
	}
	count := map[string]int{}
	v, err := score.Run("attribution", set, score.Options{Engine: machine(t), Classes: func(c string) { count[c]++ }})
	if err != nil {
		t.Fatal(err)
	}
	var classes []string
	sum := 0
	for c, n := range count {
		classes = append(classes, c)
		sum += n
	}
	slices.SortFunc(classes, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	var w strings.Builder
	all := len(classes)
	classes = classes[:min(most, all)]
	f := v.(score.AttributionFigures)
	fmt.Fprintf(&w, "%d errors in %d classes, on %d texts: %d attributions of the annotators, %d of ours, %d agree.\n\n", sum, all, f.Documents, f.Attribution.Gold, f.Attribution.Found, f.Attribution.Matched)
	w.WriteString("| | class | what would mend it |\n|---:|---|---|\n")
	for _, c := range classes {
		for _, m := range mends {
			if m.class.MatchString(c) {
				fmt.Fprintf(&w, "| %d | %s | %s |\n", count[c], c, m.mend)
				break
			}
		}
	}
	if err := os.WriteFile(page, []byte(head+begin+w.String()+end+tail), 0o644); err != nil {
		t.Fatal(err)
	}
}
