package daybook

import (
	"strings"
	"testing"

	"daybook/data"
)

// TestStages holds the table of stages to its word: no two stages write one field, and none reads what is written later.
func TestStages(t *testing.T) {
	e, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	given := map[string]string{"Text": "read", "Blocks": "read", "Source": "read"}
	for _, s := range e.stages {
		for _, need := range strings.Fields(s.needs) {
			if given[need] == "" {
				t.Errorf("stage %s needs %s, which no stage before it gives", s.name, need)
			}
		}
		for _, give := range strings.Fields(s.gives) {
			if by := given[give]; by != "" {
				t.Errorf("stage %s gives %s, which %s has written", s.name, give, by)
			}
			given[give] = s.name
		}
	}
}
