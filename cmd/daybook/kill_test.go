//go:build unix

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"daybook/ledger"
	"daybook/store"
)

// TestKill ends the command with kill -9 at random moments of its reading a folder. What it had told as stored must be
// there, every report must have its whole ledger, and reading once more must complete the rest and double nothing.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	bin := filepath.Join(dir, "daybook") // the test binary acts as the command under this name
	if err := os.Symlink(exe, bin); err != nil {
		t.Fatal(err)
	}
	const n = 1000
	if err := writeReports(filepath.Join(dir, "reports"), n); err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(dir, "my.db")
	told := map[string]bool{}
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 5 {
		cmd := exec.Command(bin, "read", filepath.Join(dir, "reports"), "--db", db, "--format", "jsonl")
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// Killed after some lines, and some microseconds of what comes behind them.
		lines, wait := 1+random.IntN(n*9/10), time.Duration(random.IntN(8000))*time.Microsecond
		sc := bufio.NewScanner(out)
		sc.Buffer(nil, 1<<24)
		for sc.Scan() {
			var r struct{ ID string }
			if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
				break // the line that was being written
			}
			told[r.ID] = true
			if lines--; lines == 0 {
				time.Sleep(wait)
				cmd.Process.Signal(syscall.SIGKILL)
			}
		}
		if err := cmd.Wait(); err == nil {
			t.Error("the command ended before it was killed")
		}
		whole(t, db, round, told)
	}
	if out, err := exec.Command(bin, "read", filepath.Join(dir, "reports"), "--db", db).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if got := whole(t, db, -1, told); got != n {
		t.Errorf("%d reports, want %d", got, n)
	}
}

// whole checks the database and returns how many reports it has.
func whole(t *testing.T, db string, round int, told map[string]bool) int {
	t.Helper()
	ctx := context.Background()
	s, err := store.Open(db, store.Options{Write: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if faults, err := s.Check(ctx); err != nil || len(faults) > 0 {
		t.Fatalf("round %d: %s %v", round, strings.Join(faults, "\n"), err)
	}
	items, err := s.List(ctx, store.Filter{}, 1e6, 0)
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, i := range items {
		if there[i.ID] || i.Arrivals != 1 {
			t.Errorf("round %d: %s is there twice or arrived %d times", round, i.ID, i.Arrivals)
		}
		there[i.ID] = true
		b, _, _, err := s.Source(ctx, i.ID)
		if err != nil || ledger.SourceID(b) != i.ID {
			t.Errorf("round %d: the bytes of %s: %v", round, i.ID, err)
		}
	}
	for id := range told {
		if !there[id] {
			t.Errorf("round %d: %s was told as stored and is not there", round, id)
		}
	}
	t.Logf("round %d: %d stored, %d told", round, len(items), len(told))
	return len(items)
}
