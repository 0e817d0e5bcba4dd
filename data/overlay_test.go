package data_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daybook/data"
)

func TestOver(t *testing.T) {
	dir := t.TempDir()
	put := func(name, content string) {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("actors/mine.yaml", "persons: []\n")
	put("actors/deeds.tsv", "mine\n")
	fsys, err := data.Over(dir)
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(fsys, "actors/*")
	if err != nil || !slices.IsSorted(names) || !slices.Contains(names, "actors/mine.yaml") || !slices.Contains(names, "actors/states.tsv") {
		t.Errorf("actors are %v, %v", names, err)
	}
	if n, _ := fs.Glob(data.FS, "actors/*"); len(names) != len(n)+1 {
		t.Errorf("%d files beside %d", len(names), len(n))
	}
	if b, err := fs.ReadFile(fsys, "actors/deeds.tsv"); string(b) != "mine\n" {
		t.Errorf("the user's file is %q, %v", b, err)
	}
	if b, err := fs.ReadFile(fsys, "actors/states.tsv"); len(b) == 0 {
		t.Error(err)
	}
	if n, err := fs.Glob(fsys, "rule/*.yaml"); len(n) == 0 {
		t.Error("no rules", err)
	}
	for _, wrong := range []string{filepath.Join(dir, "none"), filepath.Join(dir, "actors/mine.yaml")} {
		if _, err := data.Over(wrong); err == nil || !strings.Contains(err.Error(), wrong) || !strings.Contains(err.Error(), "--overlay") {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}
