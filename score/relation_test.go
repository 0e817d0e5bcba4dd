package score

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook"
	"daybook/data"
)

func TestUnmarkRelation(t *testing.T) {
	s := unmarkRelation("In May <s>the army</s> shelled <t>Arda</t> and <t>Duma</t>.")
	if s.text != "In May the army shelled Arda and Duma." {
		t.Errorf("text %q", s.text)
	}
	if len(s.sources) != 1 || s.sources[0].Of(s.text) != "the army" || len(s.target) != 2 || s.target[1].Of(s.text) != "Duma" {
		t.Errorf("spans %v %v", s.sources, s.target)
	}
}

func TestRelation(t *testing.T) {
	const tsv = "sentence\tmarked_sentence\troot\n" +
		"x\t<s>The army</s> bombed <t>the port</t> on Monday.\tASSAULT\n" +
		"x\t<s>Norway</s> and <t>Denmark</t> held talks in Oslo.\tCONSULT\n" +
		"x\t<s>The mayor</s> released <t>three prisoners</t> on Friday.\tYIELD\n" +
		"x\t<s>The weather</s> was fine in <t>Oslo</t>.\tPROTEST\n"
	path := filepath.Join(t.TempDir(), "relation.tsv")
	if err := os.WriteFile(path, []byte(tsv), 0o600); err != nil {
		t.Fatal(err)
	}
	e, err := daybook.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	var misses strings.Builder
	got, err := Run("relation", path, Options{Engine: e, EndToEnd: true, Errors: &misses})
	if err != nil {
		t.Fatal(err)
	}
	f := got.(EndToEndFigures)
	if f.Sentences != 4 || f.Any != 75 || f.Root != 75 || f.RootSourceTarget != 75 {
		t.Errorf("end to end: %+v\n%s", f, misses.String())
	}
	if !strings.Contains(misses.String(), "line 5 root: PROTEST") {
		t.Errorf("the miss is not reported: %q", misses.String())
	}
	got, err = Run("relation", path, Options{Engine: e})
	if err != nil {
		t.Fatal(err)
	}
	g := got.(RelationFigures)
	if g.Rules == nil || g.Rules.Accuracy != 75 || g.Rules.QuadAccuracy != 75 || g.Rules.Silent != 1 {
		t.Errorf("given spans, by rules: %+v", g.Rules)
	}
	if g.Accuracy != 75 || g.Silent != 0 { // the second opinion is asked even where no rule speaks
		t.Errorf("given spans: %+v", g)
	}
	if err := os.WriteFile(path, []byte("a\tb\n1\t2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Run("relation", path, Options{Engine: e}); err == nil || !strings.Contains(err.Error(), "marked_sentence") {
		t.Errorf("a file without the columns gives %v", err)
	}
}
