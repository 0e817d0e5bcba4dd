package read

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestMediaType(t *testing.T) {
	for _, c := range []struct{ name, told, in, want string }{
		{"a.txt", "", "The dam held.", typePlain},
		{"", "", "The dam held.", typePlain},
		{"", "", "<!DOCTYPE html><p>The dam held.", typeHTML},
		{"a.txt", "", "  <!-- saved -->\n<HTML><p>The dam held.", typeHTML},
		{"a.html", "", "The dam <b>held</b>.", typeHTML},
		{"a.HTM", "", "The dam <b>held</b>.", typeHTML},
		{"a.html", "", "The dam held.", typePlain},
		{"", "text/html; charset=utf-8", "The dam <b>held</b>.", typeHTML},
		{"", "", "<p>The dam held.</p>", typeHTML},
		{"", "", `<?xml version="1.0"?><!DOCTYPE html><html><p>The dam held.</html>`, typeHTML},
		{"a.md", "", "The dam held.", typeMarkdown},
		{"", "text/markdown", "The dam held.", typeMarkdown},
		{"", "", "# Dam holds\n\nThe dam held.", typeMarkdown},
		{"", "", "---\ntitle: Dam holds\n---\nThe dam held.", typeMarkdown},
		{"a.txt", "", "# Dam holds\n\nThe dam held.", typePlain},
		{"", "text/plain", "# Dam holds\n\nThe dam held.", typePlain},
		{"", "", "#dam holds, said the mayor", typePlain},
		{"", "", "<3 said the mayor", typePlain},
	} {
		d, err := Bytes([]byte(c.in), Hint{Name: c.name, MediaType: c.told})
		if err != nil || d.Source.MediaType != c.want {
			t.Errorf("%q %q %q: %s %v, want %s", c.name, c.told, c.in, d.Source.MediaType, err, c.want)
		}
	}
}

// TestRefusals holds that each bad input gets one clear line and a document that keeps what could be had.
func TestRefusals(t *testing.T) {
	zip := "PK\x03\x04\x14\x00\x00\x00\x08\x00"
	for _, c := range []struct{ name, in, what, hint string }{
		{"empty", "", "it is empty", "saved or downloaded in full"},
		{"white", " \n\t\r\n", "nothing but white space", "saved or downloaded in full"},
		{"mark alone", "\uFEFF", "", ""},
		{"zero-width", "\u200B\u200B", "no words", "the text of a report"},
		{"pdf", "%PDF-1.7\n%\xE2\xE3", "PDF is not read yet", "save it as text"},
		{"zip", zip + "a.txt", "zip archive", "unpack it"},
		{"docx", zip + "....word/document.xml", "Word files (.docx) are not read yet", "save it as text"},
		{"odt", zip + "mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument", "save it as text"},
		{"doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", "old Office files", "save it as text"},
		{"rtf", `{\rtf1 The dam held.}`, "RTF is not read yet", "save it as text"},
		{"png", "\x89PNG\r\n\x1A\n....", "image (PNG)", "text of the report"},
		{"jpeg", "\xFF\xD8\xFF\xE0....", "image (JPEG)", "text of the report"},
		{"gzip", "\x1F\x8B\x08....", "compressed (gzip)", "unpack it"},
		{"program", "\x7FELF\x02\x01", "it is a program", "text of a report"},
		{"binary", strings.Repeat("\x00\x01\x02\x03abc\xFE\xFF", 50), "binary data", "plain text"},
		{"zeros", strings.Repeat("\x00", 100), "binary data", "plain text"},
		{"feed", `<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>`, "feeds and NewsML are not read yet", "the article itself"},
		{"script only", "<!doctype html><html><head><title>App</title></head><body><script>draw()</script><div id=root></div></body></html>", "the page has no text", "paste the text"},
		{"deep", "<html>" + strings.Repeat("<div>", 2000) + "The dam held.", "cannot be taken apart", "paste the text"},
		{"no words", "---\ntitle: \"\"\n---\n", "no words", "text of a report"},
		{"large", strings.Repeat("The dam held.\n", MaxBytes/14+1), "more than the limit of 20 MB", "raise the limit"},
		{"one long line", strings.Repeat("The dam held. ", MaxParagraph/14+1), "one paragraph is longer than 1 MB", "line breaks"},
	} {
		name := c.name + ".x"
		if c.name == "no words" {
			name = "a.md"
		}
		d, err := Bytes([]byte(c.in), Hint{Name: name})
		if c.what == "" && err != nil {
			c.what, c.hint = "nothing but white space", ""
		}
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(e.What, c.what) || !strings.Contains(e.Hint, c.hint) || e.Where != name || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %q and %q", c.name, err, c.what, c.hint)
			continue
		}
		if d == nil || d.ID == "" || d.Source.Name != name || d.Source.Bytes != len(c.in) || len(d.Problems) != 1 || d.Problems[0].What != e.What || d.Text != "" || d.Blocks != nil {
			t.Errorf("%s: document %+v", c.name, d)
		}
	}
}

func TestLimit(t *testing.T) {
	in := []byte("The dam held.\n")
	if _, err := Bytes(in, Hint{Limit: 10}); err == nil || !strings.Contains(err.Error(), "the given text: it has 14 bytes, more than the limit of 10 bytes") {
		t.Errorf("small limit: %v", err)
	}
	big := bytes.Repeat([]byte(strings.Repeat("The dam held. ", 70_000)+"\n\n"), 22)
	if d, err := Bytes(big, Hint{Limit: 2 * MaxBytes}); err != nil || len(d.Blocks) == 0 {
		t.Errorf("large limit: %v", err)
	}
}
