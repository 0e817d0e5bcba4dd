package read

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestSources(t *testing.T) {
	dir := t.TempDir()
	write := func(name, s string) {
		t.Helper()
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, n := range []string{"b.txt", "a/2.html", "a/1.md", "c", ".hidden.txt", ".git/x.txt", "d.HTM", "photo.jpg", "e.xyz"} {
		write(n, "The dam held: "+n)
	}
	write("f.txt", strings.Repeat("x", 200))
	if err := os.Symlink(filepath.Join(dir, "nowhere"), filepath.Join(dir, "g.txt")); err != nil && runtime.GOOS != "windows" {
		t.Fatal(err)
	}
	var got []string
	for f := range Sources([]string{filepath.Join(dir, "b.txt"), "-", dir, filepath.Join(dir, "missing.txt")}, strings.NewReader("from standard input"), 100) {
		name := f.Name
		if rel, err := filepath.Rel(dir, name); err == nil {
			name = filepath.ToSlash(rel)
		}
		b, err := f.Load()
		switch e := (*Error)(nil); {
		case err == nil:
			got = append(got, name+" = "+string(b))
		case !errors.As(err, &e) || e.Where != f.Name || e.Hint == "":
			t.Errorf("%s: %v is no clear error", name, err)
		case f.Skipped:
			got = append(got, name+" skipped")
		default:
			got = append(got, name+" ! "+e.What)
		}
	}
	want := []string{
		"b.txt = The dam held: b.txt", "standard input = from standard input", "a/1.md = The dam held: a/1.md", "a/2.html = The dam held: a/2.html",
		"b.txt = The dam held: b.txt", "c = The dam held: c", "d.HTM = The dam held: d.HTM", "e.xyz skipped", "f.txt ! it has more than the limit of 100 bytes",
		"g.txt ! there is no such file or folder", "photo.jpg skipped", "missing.txt ! there is no such file or folder",
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

func TestSourcesStop(t *testing.T) {
	dir := t.TempDir()
	for _, n := range []string{"a", "b", "c"} {
		if err := os.WriteFile(filepath.Join(dir, n), []byte(n), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	for range Sources([]string{dir, dir}, nil, 0) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d sources, want 2", n)
	}
}

// TestOneBadAmongMany holds that a folder with one bad file loses none of the good ones.
func TestOneBadAmongMany(t *testing.T) {
	dir := t.TempDir()
	for i := range 1000 {
		b := []byte("The dam held, the mayor said on Sunday.")
		if i == 500 {
			b = []byte{0, 1, 2, 3, 0xFF, 0xFE, 0, 0, 1}
		}
		if err := os.WriteFile(filepath.Join(dir, number(i)+".txt"), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	good, bad := 0, 0
	for f := range Sources([]string{dir}, nil, 0) {
		b, err := f.Load()
		if err == nil {
			_, err = Bytes(b, Hint{Name: f.Name})
		}
		if err == nil {
			good++
			continue
		}
		if bad++; !strings.Contains(err.Error(), "500.txt: it is binary data") {
			t.Error(err)
		}
	}
	if good != 999 || bad != 1 {
		t.Errorf("%d good, %d bad", good, bad)
	}
}
