package daybook

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"daybook/data"
	"daybook/ledger"
	"daybook/read"
)

// TestTraceChangesNothing: a report that is read with a trace has the ledger that it has without; each event that a rule made is in the trace, with
// its rule and line, and each veto by a rule's own condition tells its line.
func TestTraceChangesNothing(t *testing.T) {
	e, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	example, err := os.ReadFile("data/example/cenepa.txt")
	if err != nil {
		t.Fatal(err)
	}
	const mixed = "The minister broke off talks with the rebels. Rebel fighters attacked an army post near Tarsa, and the army responded with air strikes. " +
		"The president condemned the attack, promised aid to the town and denied that the army had shelled its market. Ten people were killed when a bus crashed.\n"
	lost, vetoed := 0, 0
	for _, b := range [][]byte{example, []byte(mixed)} {
		h := read.Hint{Name: "a.txt", Published: "2024-05-14"}
		plain, err := e.Read(b, h)
		if err != nil {
			t.Fatal(err)
		}
		d, trace, err := e.Trace(b, h)
		if err != nil {
			t.Fatal(err)
		}
		x, _ := json.Marshal(plain.Report())
		y, _ := json.Marshal(d.Report())
		if string(x) != string(y) {
			t.Errorf("with a trace the ledger is another:\n%s\n%s", x, y)
		}
		made := map[int32]string{}
		for i := range trace.Tries {
			try := &trace.Tries[i]
			switch try.Outcome {
			case "made":
				made[try.Head] = "what/" + try.Rule
				if !strings.HasPrefix(try.Where, "rule/") || try.Trigger == "" || len(try.Ways) == 0 {
					t.Errorf("%+v", try)
				}
			case "lost":
				lost++
				if made[try.Head] == "" && made[try.Within] == "" || try.Why == "" {
					t.Errorf("%+v", try)
				}
			case "vetoed":
				vetoed++
				own := strings.HasPrefix(try.Condition, "if: ") || strings.HasPrefix(try.Condition, "unless: ") || strings.HasPrefix(try.Condition, "needs: ")
				if try.Why == "" || try.Condition == "" || own != strings.HasPrefix(try.Line, "rule/") && !strings.HasPrefix(try.Condition, "sides: ") {
					t.Errorf("%+v", try)
				}
			}
		}
		for _, ev := range d.Events {
			if made[ev.Head] != ev.Evidence.Rule {
				t.Errorf("%s is of %s, and by the trace of %q", ev.Trigger.Of(d.Text), ev.Evidence.Rule, made[ev.Head])
			}
			whole(t, d, ev.Evidence)
		}
	}
	if lost == 0 || vetoed < 5 {
		t.Errorf("%d lost, %d vetoed", lost, vetoed)
	}
}

// whole checks that the evidence of an event names the rule, its file and line, the words and the steps.
func whole(t *testing.T, d *ledger.Document, e ledger.Evidence) {
	t.Helper()
	if file, line, ok := strings.Cut(e.Where, ":"); !ok || !strings.HasPrefix(file, "rule/") || line == "" || e.Rule == "" || len(e.Words) == 0 || e.Words[0].Of(d.Text) == "" || len(e.Steps) == 0 {
		t.Errorf("%+v", e)
	}
}
