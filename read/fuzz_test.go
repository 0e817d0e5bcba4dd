package read

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"
)

// FuzzBytes holds that any bytes give a document whose blocks are sound, or one clear error.
func FuzzBytes(f *testing.F) {
	files, _ := filepath.Glob("testdata/cases/*.txtar")
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(a.Files[0].Data, a.Files[0].Name, "")
	}
	f.Add([]byte("\xFF\xFEa\x00\n\x00"), "", "")
	f.Add([]byte("Caf\xE9 \x93Z\xFCrich\x94"), "a.txt", "text/plain; charset=windows-1252")
	f.Add([]byte("PK\x03\x04word/"), "a.docx", "")
	f.Add([]byte("---\ntitle: [a, {b: c}]\ndate: 2021-02-30\n---\n> > - # x\n\n| a |\n|-|\n| b |"), "a.md", "")
	f.Add([]byte(`<html><script type="application/ld+json">[{"@type":["Thing","NewsArticle"],"author":[["x"]],"headline":3}]</script><p>a<br><br>b<table><tr><td>c`), "", "text/html")
	f.Fuzz(func(t *testing.T, b []byte, name, mediaType string) {
		if len(b) > 1<<16 {
			t.Skip("slow, and no other")
		}
		d, err := Bytes(b, Hint{Name: name, MediaType: mediaType})
		if d == nil || d.ID == "" || d.Source.Bytes != len(b) {
			t.Fatalf("document %+v", d)
		}
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.What == "" || len(d.Problems) != 1 || d.Text != "" || d.Blocks != nil {
				t.Fatalf("%v with %+v", err, d)
			}
			return
		}
		sound(t, d)
		if len(d.Blocks) == 0 {
			t.Fatal("no blocks and no error")
		}
		if d.Source.Published != "" && CheckDate(d.Source.Published) != nil {
			t.Fatalf("published %q", d.Source.Published)
		}
		for _, s := range []string{d.Source.Title, d.Source.Outlet, d.Source.Byline} {
			if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
				t.Fatalf("source %+v", d.Source)
			}
		}
		again, _ := Bytes(b, Hint{Name: name, MediaType: mediaType})
		if again.Text != d.Text || len(again.Blocks) != len(d.Blocks) {
			t.Fatal("two readings differ")
		}
	})
}
