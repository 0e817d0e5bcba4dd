package score

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook"
	"daybook/data"
)

// tollText and tollKeys are a document and its key of our own, written as MUC-4 has them.
const tollText = `DEV-MUC9-0001 (OURS)

   ARDA, 3 JAN 90 -- [TEXT] THE ARMY REPORTED THAT NINE PEASANTS WERE KILLED AND ABOUT
30 OTHERS WERE WOUNDED WHEN GUERRILLAS ATTACKED THE VILLAGE OF KARSUN.  IN THE CAPITAL A BOMB
KILLED TWO GUARDS.  SOLDIERS KILLED 14 GUERRILLAS IN THE HILLS.


DEV-MUC9-0002 (OURS)

   ARDA, 4 JAN 90 -- [TEXT] NOTHING WAS REPORTED ON THURSDAY.
`

const tollKeys = `;; keys of our own
0.  MESSAGE: ID                     DEV-MUC9-0001 (OURS)
1.  MESSAGE: TEMPLATE               1
21. HUM TGT: NUMBER                 9: "PEOPLE" / "PEASANTS"
                                    ~30: "PEOPLE"
22. HUM TGT: FOREIGN NATION         -
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "PEOPLE"
                                    INJURY: "PEOPLE"
24. HUM TGT: TOTAL NUMBER           -

0.  MESSAGE: ID                     DEV-MUC9-0001 (OURS)
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
21. HUM TGT: NUMBER                 2: "GUARDS"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "GUARDS"

0.  MESSAGE: ID                     DEV-MUC9-0001 (OURS)
1.  MESSAGE: TEMPLATE               3
21. HUM TGT: NUMBER                 5: "MINERS"
                                    ? 7: "CLERKS"
                                    PLURAL: "NURSES"
                                    1: "A MAYOR"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "MINERS"
                                    DEATH: "CLERKS"
                                    DEATH: "NURSES"
                                    DEATH: "A MAYOR"

0.  MESSAGE: ID                     DEV-MUC9-0002 (OURS)
1.  MESSAGE: TEMPLATE               *
21. HUM TGT: NUMBER                 *
23. HUM TGT: EFFECT OF INCIDENT     *
`

func TestToll(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"dev-muc9-0001": tollText, "key-dev-0001": tollKeys} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	e, err := daybook.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	var misses strings.Builder
	got, err := Run("toll", dir, Options{Engine: e, Errors: &misses})
	if err != nil {
		t.Fatal(err)
	}
	// of nine and five killed the nine are found; fourteen are asked for by nobody, two are optional
	f := got.(TollFigures)
	if f.Documents != 1 || f.Killed.Matched != 1 || f.Killed.Found != 2 || f.Killed.Gold != 2 || f.Injured.Matched != 1 || f.Injured.Found != 1 || f.Injured.Gold != 1 {
		t.Errorf("%+v\n%s", f, misses.String())
	}
	for _, want := range []string{"DEV-MUC9-0001\tmissed\tkilled [5]", "DEV-MUC9-0001\tfalse\tkilled 14\t\"14 GUERRILLAS\""} {
		if !strings.Contains(misses.String(), want) {
			t.Errorf("%q is not told in %q", want, misses.String())
		}
	}
	if _, err := Run("toll", t.TempDir(), Options{Engine: e}); err == nil || !strings.Contains(err.Error(), "key-") {
		t.Errorf("a folder without keys gives %v", err)
	}
}
