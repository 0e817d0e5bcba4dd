package main

import (
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite"
)

// TestMain lets the test binary be the command too.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"daybook": main})
}

// TestScripts runs testdata/script: the command line from outside. Beside the commands of testscript there are
//
//	pick NAME KIND N     sets $NAME to the id of the Nth entry of a list of the JSON report in stdout; KIND report: its own
//	sql FILE WORDS...    runs a statement on a database and prints what it answers, a row a line
//	lock FILE, unlock    holds a database as another program would
//	long FILE MB         writes a file of one line
//	numbered DIR N       writes N small reports
//	tiny DIR KB          mounts a small disk; only where [mounts]
//	hex FILE DIGITS      writes a file of any bytes
//	exits CODE COMMAND   runs a command and checks its exit code
//	oneline FILE         checks that a file has one line, which begins with "daybook: " and says what to do behind a ";"
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("XDG_DATA_HOME", filepath.Join(e.WorkDir, "data"))
			e.Setenv("HOME", filepath.Join(e.WorkDir, "home"))
			e.Values["held"] = new(held)
			return nil
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "root":
				return os.Getuid() == 0, nil
			case "mounts":
				return mounts(), nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"pick": pick, "sql": query, "lock": lock, "unlock": unlock, "long": long, "numbered": numbered, "tiny": tiny, "oneline": oneline, "exits": exits, "hex": hexFile,
		},
	})
}

func pick(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: pick NAME KIND [N]")
	}
	var r map[string]json.RawMessage
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &r))
	var id string
	if args[1] == "report" {
		ts.Check(json.Unmarshal(r["id"], &id))
	} else {
		n := 0
		if len(args) > 2 {
			var err error
			n, err = strconv.Atoi(args[2])
			ts.Check(err)
		}
		var list []struct{ ID string }
		ts.Check(json.Unmarshal(r[args[1]], &list))
		if n >= len(list) {
			ts.Fatalf("there are only %d %s", len(list), args[1])
		}
		id = list[n].ID
	}
	ts.Setenv(args[0], id)
}

func connect(ts *testscript.TestScript, file string) *sql.DB {
	db, err := sql.Open("sqlite", "file:"+ts.MkAbs(file))
	ts.Check(err)
	db.SetMaxOpenConns(1)
	return db
}

func query(ts *testscript.TestScript, neg bool, args []string) {
	db := connect(ts, args[0])
	defer db.Close()
	rows, err := db.Query(strings.Join(args[1:], " "))
	ts.Check(err)
	defer rows.Close()
	names, err := rows.Columns()
	ts.Check(err)
	for rows.Next() {
		cells := make([]any, len(names))
		for i := range cells {
			cells[i] = new(any)
		}
		ts.Check(rows.Scan(cells...))
		var line []string
		for _, c := range cells {
			line = append(line, fmt.Sprint(*c.(*any)))
		}
		fmt.Fprintln(ts.Stdout(), strings.Join(line, "|"))
	}
	ts.Check(rows.Err())
}

// held is what a script holds.
type held struct{ db *sql.DB }

func lock(ts *testscript.TestScript, neg bool, args []string) {
	db := connect(ts, args[0])
	_, err := db.Exec("BEGIN IMMEDIATE")
	ts.Check(err)
	ts.Value("held").(*held).db = db
	ts.Defer(func() { db.Close() })
}

func unlock(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(ts.Value("held").(*held).db.Close())
}

func long(ts *testscript.TestScript, neg bool, args []string) {
	mb, err := strconv.Atoi(args[1])
	ts.Check(err)
	line := strings.Repeat("words and no end of them ", 1<<20/25+1)[:1<<20]
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	for range mb {
		_, err := f.WriteString(line)
		ts.Check(err)
	}
	ts.Check(f.Close())
}

func numbered(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(writeReports(ts.MkAbs(args[0]), n))
}

// writeReports writes so many small reports, each different.
func writeReports(dir string, n int) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	towns := []string{"Korvo", "Lesno", "Marib Ford", "Old Tarn"}
	for i := range n {
		text := fmt.Sprintf("Mayor of %s denies report %d\n\nThe mayor of %s denied on Monday that police had killed %d people at the market.\n\nA witness said soldiers shelled the bridge. \"We saw %d trucks,\" she said.\n",
			towns[i%len(towns)], i, towns[i%len(towns)], i+2, i+3)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%05d.txt", i)), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func tiny(ts *testscript.TestScript, neg bool, args []string) {
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o755))
	ts.Check(exec.Command("mount", "-t", "tmpfs", "-o", "size="+args[1]+"k", "tmpfs", dir).Run())
	ts.Defer(func() { exec.Command("umount", dir).Run() })
}

// mounts reports whether small disks can be mounted here.
var mounts = sync.OnceValue(func() bool {
	if runtime.GOOS != "linux" {
		return false
	}
	dir, err := os.MkdirTemp("", "daybook")
	if err != nil {
		return false
	}
	defer os.Remove(dir)
	if exec.Command("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", dir).Run() != nil {
		return false
	}
	return exec.Command("umount", dir).Run() == nil
})

func oneline(ts *testscript.TestScript, neg bool, args []string) {
	s := ts.ReadFile(args[0])
	if strings.Count(s, "\n") != 1 || !strings.HasPrefix(s, "daybook: ") || !strings.Contains(s, "; ") {
		ts.Fatalf("not one line that says what, where and what to do:\n%s", s)
	}
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	code := 0
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

func hexFile(ts *testscript.TestScript, neg bool, args []string) {
	b, err := hex.DecodeString(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o644))
}
