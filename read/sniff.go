package read

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"
)

// The media types that are read.
const (
	typePlain    = "text/plain"
	typeHTML     = "text/html"
	typeMarkdown = "text/markdown"
)

// sniff tells what kind of text the bytes are, or why they are none. The bytes come first, then what the transport says,
// then the name.
func sniff(b []byte, h Hint) (string, *Error) {
	fail := func(what, hint string) (string, *Error) { return "", &Error{what, h.where(), hint} }
	limit := h.Limit
	if limit <= 0 {
		limit = MaxBytes
	}
	if len(b) == 0 {
		return fail("it is empty", "check that it was saved or downloaded in full")
	}
	if len(b) > limit {
		return fail("it has "+size(len(b))+", more than the limit of "+size(limit), "give one report a file, or raise the limit")
	}
	for _, m := range magics {
		if len(b) >= m.at && bytes.HasPrefix(b[m.at:], []byte(m.prefix)) {
			what, hint := m.what, m.hint
			if m.what == "" {
				what, hint = container(b)
			}
			return fail(what, hint)
		}
	}
	if order, _ := looksUTF16(b); order == nil && !bytes.HasPrefix(b, []byte("\xFF\xFE")) && !bytes.HasPrefix(b, []byte("\xFE\xFF")) && binaryBytes(b) {
		return fail("it is binary data, not text", "save the report as plain text, HTML or Markdown")
	}
	top := opening(b)
	if top == "" {
		return fail("there is nothing but white space in it", "check that it was saved or downloaded in full")
	}
	told := strings.TrimSpace(strings.ToLower(strings.SplitN(h.MediaType, ";", 2)[0]))
	ext := strings.ToLower(path.Ext(strings.ReplaceAll(h.Name, `\`, "/")))
	switch {
	case startsAny(top, "<!doctype html", "<html"):
		return typeHTML, nil
	case strings.HasPrefix(top, "<?xml") || startsAny(top, "<rss", "<feed", "<newsml", "<newsitem", "<nitf"):
		if strings.Contains(top, "<html") {
			return typeHTML, nil
		}
		return fail("XML, feeds and NewsML are not read yet", "give the article itself as text or HTML")
	case told == typeHTML, told == "application/xhtml+xml", told != typePlain && (ext == ".html" || ext == ".htm"), startsAny(top, htmlStarts...):
		if !strings.Contains(top, "<") && bytes.IndexByte(b, '<') < 0 {
			return typePlain, nil
		}
		return typeHTML, nil
	case told == typeMarkdown, ext == ".md", ext == ".markdown":
		return typeMarkdown, nil
	case ext == "" && told == "" && looksMarkdown(b):
		return typeMarkdown, nil
	}
	return typePlain, nil
}

var htmlStarts = []string{"<head", "<body", "<article", "<main", "<div", "<p>", "<p ", "<h1", "<title", "<meta", "<script", "<section", "<table", "<span"}

// magics are the first bytes of files that are no text.
var magics = []struct {
	at         int
	prefix     string
	what, hint string
}{
	{0, "%PDF-", "PDF is not read yet", "save it as text"},
	{0, "PK\x03\x04", "", ""},
	{0, "PK\x05\x06", "it is an empty zip archive", "give the report itself"},
	{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "old Office files (.doc, .xls) are not read", "save it as text"},
	{0, "{\\rtf", "RTF is not read yet", "save it as text"},
	{0, "\x89PNG\r\n", "it is an image (PNG)", "give the text of the report"},
	{0, "\xFF\xD8\xFF", "it is an image (JPEG)", "give the text of the report"},
	{0, "GIF87a", "it is an image (GIF)", "give the text of the report"},
	{0, "GIF89a", "it is an image (GIF)", "give the text of the report"},
	{0, "II*\x00", "it is an image (TIFF)", "give the text of the report"},
	{0, "MM\x00*", "it is an image (TIFF)", "give the text of the report"},
	{8, "WEBPVP8", "it is an image (WebP)", "give the text of the report"},
	{4, "ftyp", "it is a film or sound file (MP4)", "give a transcript as text"},
	{0, "ID3", "it is a sound file (MP3)", "give a transcript as text"},
	{0, "OggS", "it is a sound file (Ogg)", "give a transcript as text"},
	{0, "\x1F\x8B", "it is compressed (gzip)", "unpack it first"},
	{4, "1AY&SY", "it is compressed (bzip2)", "unpack it first"},
	{0, "\xFD7zXZ\x00", "it is compressed (xz)", "unpack it first"},
	{0, "\x28\xB5\x2F\xFD", "it is compressed (zstd)", "unpack it first"},
	{0, "7z\xBC\xAF\x27\x1C", "it is an archive (7z)", "unpack it first"},
	{0, "\x7FELF", "it is a program", "give the text of a report"},
	{0, "SQLite format 3\x00", "it is a database, not a report", "give it with --db if it is one of Daybook's"},
}

// container tells what a zip file holds.
func container(b []byte) (what, hint string) {
	head := b[:min(len(b), 1<<16)]
	for _, k := range []struct{ mark, what, hint string }{
		{"word/", "Word files (.docx) are not read yet", "save it as text"},
		{"xl/", "Excel files are not read", "save the reports as text, one a file"},
		{"ppt/", "PowerPoint files are not read", "save it as text"},
		{"application/epub", "EPUB is not read yet", "save it as text or HTML"},
		{"opendocument", "OpenDocument files (.odt) are not read yet", "save it as text"},
	} {
		if bytes.Contains(head, []byte(k.mark)) {
			return k.what, k.hint
		}
	}
	return "it is a zip archive", "unpack it and give the folder"
}

// binaryBytes reports whether b has more control characters than any text: one in fifty of the first 64 KB, or a NUL among
// bytes that are no UTF-8.
func binaryBytes(b []byte) bool {
	head := b[:min(len(b), 1<<16)]
	control, nul := 0, 0
	for _, c := range head {
		switch {
		case c == 0:
			nul++
			control++
		case c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1A && c != 0x1B, c == 0x7F:
			control++
		}
	}
	if control*50 > len(head) {
		return true
	}
	return nul > 0 && !mostlyUTF8(head)
}

func mostlyUTF8(b []byte) bool {
	many, bad := countUTF8(b)
	if bad > 0 && len(b) == 1<<16 && !utf8.Valid(b[len(b)-4:]) {
		bad -= min(bad, 3) // a character cut by the end of the sample
	}
	return bad == 0 || many > 2*bad
}

// opening is the beginning of the source in lower case, as far as it can be told byte by byte, without marks and comments.
func opening(b []byte) string {
	var s string
	head := b[:min(len(b), 4096)]
	if order, name := looksUTF16(b); order != nil {
		s = fromUTF16(head[:len(head)&^1], order, name, 0).text
	} else if d := head; bytes.HasPrefix(d, []byte("\xFF\xFE")) || bytes.HasPrefix(d, []byte("\xFE\xFF")) {
		s = decode(d[:len(d)&^1], typePlain, "").text
	} else {
		s = string(bytes.TrimPrefix(d, []byte("\xEF\xBB\xBF")))
	}
	s = strings.TrimPrefix(strings.ToLower(s), "\uFEFF")
	if strings.TrimSpace(s) == "" && len(b) > len(head) && len(bytes.TrimSpace(b)) > 0 {
		return "\x00" // text begins later than anybody would put a mark
	}
	s = strings.TrimSpace(s)
	for strings.HasPrefix(s, "<!--") {
		i := strings.Index(s, "-->")
		if i < 0 {
			break
		}
		s = strings.TrimSpace(s[i+3:])
	}
	return s
}

func startsAny(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// looksMarkdown tells Markdown without a name by its front matter, or by a heading on the first line.
func looksMarkdown(b []byte) bool {
	s := strings.TrimLeft(string(b[:min(len(b), 4096)]), "\uFEFF \r\n")
	if strings.HasPrefix(s, "---\n") || strings.HasPrefix(s, "---\r\n") {
		body := s[4:]
		return strings.Contains(body, "\n---") && strings.Contains(body, ":")
	}
	line, _, _ := strings.Cut(s, "\n")
	hashes := len(line) - len(strings.TrimLeft(line, "#"))
	return hashes > 0 && hashes <= 6 && strings.HasPrefix(line[hashes:], " ")
}
