package read

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

func utf16Bytes(s string, order binary.ByteOrder, mark bool) string {
	units := utf16.Encode([]rune(s))
	if mark {
		units = append([]uint16{0xFEFF}, units...)
	}
	b := make([]byte, 2*len(units))
	for i, u := range units {
		order.PutUint16(b[2*i:], u)
	}
	return string(b)
}

func single(t *testing.T, c *charmap.Charmap, s string) string {
	t.Helper()
	out, err := c.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestCharset(t *testing.T) {
	const s = "Café “Zürich” held, the mayor said – 5 €."
	const ru = "Плотина выдержала, сказал мэр в воскресенье, и это всё."
	page := func(head, body string) string {
		return "<!doctype html><html><head>" + head + "</head><body><p>" + body + "</p></body></html>"
	}
	for _, c := range []struct {
		name, in, told, charset, text string
		problem                       string
	}{
		{"plain", s, "", "utf-8", s, ""},
		{"ASCII", "The dam held.", "", "utf-8", "The dam held.", ""},
		{"mark", "\uFEFF" + s, "", "utf-8", s, ""},
		{"UTF-16 little", utf16Bytes(s, binary.LittleEndian, true), "", "utf-16le", s, ""},
		{"UTF-16 big", utf16Bytes(s, binary.BigEndian, true), "", "utf-16be", s, ""},
		{"UTF-16 little, no mark", utf16Bytes(s, binary.LittleEndian, false), "", "utf-16le", s, ""},
		{"UTF-16 big, no mark", utf16Bytes(s, binary.BigEndian, false), "", "utf-16be", s, ""},
		{"UTF-16 of Cyrillic, no mark", utf16Bytes(ru, binary.LittleEndian, false), "", "utf-16le", ru, ""},
		{"UTF-16 with a character beyond", utf16Bytes("Dam 🌊 held.", binary.LittleEndian, true), "", "utf-16le", "Dam 🌊 held.", ""},
		{"UTF-16 cut in half", utf16Bytes("The dam held.", binary.LittleEndian, true) + "x", "", "utf-16le", "The dam held.\uFFFD", "1 byte is not valid utf-16le"},
		{"Windows-1252", single(t, charmap.Windows1252, s), "", "windows-1252", s, ""},
		{"told by the transport", single(t, charmap.Windows1251, ru), "text/plain; charset=windows-1251", "windows-1251", ru, ""},
		{"told wrongly", s, "text/plain; charset=iso-8859-1", "utf-8", s, ""},
		{"told by the page", page(`<meta charset="windows-1251">`, single(t, charmap.Windows1251, ru)), "", "windows-1251", ru, ""},
		{"told by the page in the old way", page(`<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">`, single(t, charmap.KOI8R, ru)), "", "koi8-r", ru, ""},
		{"page told UTF-8", page(`<meta charset=utf8>`, s), "", "utf-8", s, ""},
		{"page of unknown charset", page(`<meta charset="klingon">`, single(t, charmap.Windows1252, s)), "", "windows-1252", s, ""},
		{"page in UTF-16", utf16Bytes(page("", s), binary.LittleEndian, true), "", "utf-16le", s, ""},
		{"broken UTF-8", "Café “Zürich” held\xE2\x80, the mayor\xFF said.", "", "utf-8", "Café “Zürich” held\uFFFD\uFFFD, the mayor\uFFFD said.", "3 bytes are not valid utf-8 and shown as \uFFFD, the first at byte 24 of the source"},
		{"one byte that no charset has", "The dam held\x81 through the night.", "", "utf-8", "The dam held\uFFFD through the night.", "1 byte is not valid utf-8"},
		{"another charset, untold", single(t, charmap.Windows1251, ru), "", "windows-1252", "", "the charset is not told"},
	} {
		d, err := Bytes([]byte(c.in), Hint{MediaType: c.told})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if d.Source.Charset != c.charset || c.text != "" && d.Text != c.text {
			t.Errorf("%s: %s %q, want %s %q", c.name, d.Source.Charset, d.Text, c.charset, c.text)
		}
		var all []string
		for _, p := range d.Problems {
			if !strings.Contains(p.What, "language") {
				all = append(all, p.What)
			}
			if strings.Contains(p.What, "not valid") && p.Span.Of(d.Text) != "\uFFFD" {
				t.Errorf("%s: the problem points at %q", c.name, p.Span.Of(d.Text))
			}
		}
		if got := strings.Join(all, "; "); (c.problem == "") != (got == "") || !strings.Contains(got, c.problem) {
			t.Errorf("%s: problems %q, want %q", c.name, got, c.problem)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"a\r\nb\rc\n":                       "a\nb\nc\n",
		"a\x00b\x07c\x7Fd\u0085e\u0081f":    "abcd\nef",
		"a\u200Bb\uFEFFc\u00ADd":            "abcd",
		"a\u2028b\u2029c\fd\ve":             "a\nb\n\nc\nd\ne",
		"\u202Eabc\u202C \u2066d\u2069":     "abc d",
		"two  spaces\tand\u00A0a tab":       "two  spaces\tand\u00A0a tab",
		"می\u200Cخواهم":                     "می\u200Cخواهم",
		"“–—…’” \u201F\u2030 \uFFFD \uFB01": "“–—…’” \u201F\u2030 \uFFFD \uFB01",
	} {
		if got := clean(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
