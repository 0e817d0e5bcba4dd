package check_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook/check"
	"daybook/data"
)

// TestProgramFiles: in the files that ship nothing is wrong but the sentences that the budgets of the stages' tests allow for.
func TestProgramFiles(t *testing.T) {
	r, err := check.Files(data.FS, data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Faults {
		if !strings.Contains(f.What, "must come out") && !strings.Contains(f.What, "must not come out:") {
			t.Error(f)
		}
	}
	if len(r.Faults) != r.Failing || r.Sentences < 1000 || r.Entries < 200 || r.Files < 40 {
		t.Errorf("%d faults, %d failing; %d sentences of %d entries in %d files", len(r.Faults), r.Failing, r.Sentences, r.Entries, r.Files)
	}
}

// TestReplaced: a file that takes the place of the program's is blamed for what the program's other files then lack, at the places that
// lack it, and sentences in another language say why nothing came out.
func TestReplaced(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "lexicon"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"said-classes.yaml":   "- id: mine\n  words: [x]\n",
		"cue-verbs-mine.yaml": "- id: my-opine\n  lemmas: [opine]\n  stance: asserts\n  frames: [that]\n  yes:\n    - \"[S Le ministre] [C a dit] que [X les soldats ont quitté la ville avec les habitants du village].\"\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, "lexicon", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	all, err := data.Over(dir)
	if err != nil {
		t.Fatal(err)
	}
	r, err := check.Files(all, os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	told := ""
	for _, f := range r.Faults {
		told += f.Error() + "\n"
	}
	for _, want := range []string{"in said-classes.yaml; correct it", "lexicon/cue-verbs.yaml:", "lexicon/cue-verbs-mine.yaml:6:7: my-opine: ", "taken for another language (fr)"} {
		if !strings.Contains(told, want) {
			t.Errorf("%q is not told in\n%s", want, told)
		}
	}
}
