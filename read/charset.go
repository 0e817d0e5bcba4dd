package read

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"

	"daybook/text"
)

// decoded is a source as UTF-8.
type decoded struct {
	text     string
	charset  string // as in ledger.Source.Charset
	bad      int    // bytes or units that could not be decoded, each U+FFFD in text
	firstBad int    // offset of the first of them in the source
	doubt    string // why the charset may be wrong; ""
}

// decode finds the charset and decodes. A byte order mark comes first; then the label of the transport or the page, which
// valid UTF-8 with a character beyond ASCII overrules (pages served as Latin-1 by an old default are common); then
// UTF-8 if most of it is valid, UTF-16 by its zero bytes, and at last Windows-1252.
func decode(b []byte, mediaType, transport string) decoded {
	switch {
	case bytes.HasPrefix(b, []byte("\xEF\xBB\xBF")):
		return fromUTF8(b[3:], 3)
	case bytes.HasPrefix(b, []byte("\xFF\xFE")):
		return fromUTF16(b[2:], binary.LittleEndian, "utf-16le", 2)
	case bytes.HasPrefix(b, []byte("\xFE\xFF")):
		return fromUTF16(b[2:], binary.BigEndian, "utf-16be", 2)
	}
	label := labelOf(transport)
	if label == "" && mediaType == typeHTML {
		label = metaCharset(b)
	}
	many, bad := countUTF8(b)
	if order, name := looksUTF16(b); order != nil && (label == "" || strings.HasPrefix(label, "utf-16") || label == "utf-8") {
		return fromUTF16(b, order, name, 0)
	}
	if bad == 0 && (many > 0 || label == "") {
		return fromUTF8(b, 0)
	}
	if label != "" && label != "utf-8" && !strings.HasPrefix(label, "utf-16") {
		if enc, name := charset.Lookup(label); enc != nil {
			if out, err := enc.NewDecoder().Bytes(b); err == nil {
				s := strings.ToValidUTF8(string(out), "\uFFFD")
				d := decoded{text: s, charset: name}
				if d.bad = strings.Count(s, "\uFFFD"); d.bad > 0 {
					d.firstBad = -1
				}
				return d
			}
		}
	}
	// A few bad bytes among many good characters are damage; bad bytes alone are another charset, unless
	// Windows-1252 has nothing at their place either.
	if bad == 0 || many >= 2*bad || (label == "utf-8" && bad*100 < len(b) && many > 0) || (bad <= 3 && hasHoles1252(b)) {
		return fromUTF8(b, 0)
	}
	return from1252(b)
}

func fromUTF8(b []byte, offset int) decoded {
	d := decoded{charset: "utf-8"}
	if utf8.Valid(b) {
		d.text = string(b)
		return d
	}
	var s strings.Builder
	s.Grow(len(b) + 16)
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			if d.bad++; d.bad == 1 {
				d.firstBad = offset + i
			}
		}
		s.WriteRune(r)
		i += n
	}
	d.text = s.String()
	return d
}

func fromUTF16(b []byte, order binary.ByteOrder, name string, offset int) decoded {
	d := decoded{charset: name}
	var s strings.Builder
	s.Grow(len(b)/2 + 16)
	bad := func(at int) {
		if d.bad++; d.bad == 1 {
			d.firstBad = offset + at
		}
		s.WriteRune(utf8.RuneError)
	}
	i := 0
	for ; i+1 < len(b); i += 2 {
		r := rune(order.Uint16(b[i:]))
		if !utf16.IsSurrogate(r) {
			s.WriteRune(r)
			continue
		}
		if i+3 < len(b) {
			if p := utf16.DecodeRune(r, rune(order.Uint16(b[i+2:]))); p != utf8.RuneError {
				s.WriteRune(p)
				i += 2
				continue
			}
		}
		bad(i)
	}
	if i < len(b) {
		bad(i)
	}
	d.text = s.String()
	return d
}

func from1252(b []byte) decoded {
	d := decoded{charset: "windows-1252"}
	out, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil { // does not happen: every byte has a mapping
		return fromUTF8(b, 0)
	}
	d.text = strings.ToValidUTF8(string(out), "\uFFFD")
	high, letters := 0, 0
	for _, c := range b {
		switch {
		case c >= 0x80:
			high++
		case 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z':
			letters++
		}
	}
	if high > letters/2 {
		d.doubt = "the charset is not told and was taken for windows-1252, but most of the letters are unusual there"
	}
	return d
}

// countUTF8 counts the valid characters of more than one byte and the bytes that are part of no character.
func countUTF8(b []byte) (many, bad int) {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			many++
		}
		i += n
	}
	return many, bad
}

// hasHoles1252 reports whether b uses one of the five bytes that Windows-1252 leaves undefined.
func hasHoles1252(b []byte) bool {
	return bytes.IndexByte(b, 0x81) >= 0 || bytes.IndexByte(b, 0x8D) >= 0 || bytes.IndexByte(b, 0x8F) >= 0 ||
		bytes.IndexByte(b, 0x90) >= 0 || bytes.IndexByte(b, 0x9D) >= 0
}

// looksUTF16 tells UTF-16 without a mark by the zero bytes that its spaces, digits and marks leave on one side only.
func looksUTF16(b []byte) (binary.ByteOrder, string) {
	n := min(len(b), 4096) &^ 1
	if n < 8 {
		return nil, ""
	}
	var zero [2]int
	for i := 0; i < n; i++ {
		if b[i] == 0 {
			zero[i&1]++
		}
	}
	some := n / 2 / 20 // one unit in twenty; Latin text has nearly all, Cyrillic its spaces
	switch {
	case zero[1] > some && zero[0]*20 <= zero[1] && plausible16(b[:n], binary.LittleEndian):
		return binary.LittleEndian, "utf-16le"
	case zero[0] > some && zero[1]*20 <= zero[0] && plausible16(b[:n], binary.BigEndian):
		return binary.BigEndian, "utf-16be"
	}
	return nil, ""
}

// plausible16 reports whether nearly all units are letters, marks, digits or white space.
func plausible16(b []byte, order binary.ByteOrder) bool {
	bad := 0
	for i := 0; i+1 < len(b); i += 2 {
		r := rune(order.Uint16(b[i:]))
		if !unicode.IsPrint(r) && !unicode.IsSpace(r) && !utf16.IsSurrogate(r) {
			bad++
		}
	}
	return bad*2*50 <= len(b)
}

// labelOf returns the charset of a media type: "text/html; charset=UTF-8" gives "utf-8".
func labelOf(mediaType string) string {
	mediaType = strings.ToLower(mediaType)
	i := strings.Index(mediaType, "charset=")
	if i < 0 {
		return ""
	}
	s := mediaType[i+len("charset="):]
	if j := strings.IndexAny(s, "; \t"); j >= 0 {
		s = s[:j]
	}
	return canonical(strings.Trim(s, `"' `))
}

func canonical(label string) string {
	label = strings.ToLower(label)
	if label == "utf8" {
		return "utf-8"
	}
	return label
}

// metaPattern finds the charset in <meta charset=...>, <meta http-equiv content="...charset=..."> and <?xml encoding=...?>.
var metaPattern = regexp.MustCompile(`(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:\-]+)|^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([a-z0-9_:\-]+)`)

func metaCharset(b []byte) string {
	m := metaPattern.FindSubmatch(b[:min(len(b), 8192)])
	if m == nil {
		return ""
	}
	label := canonical(string(m[1]) + string(m[2]))
	if strings.HasPrefix(label, "utf-16") {
		return "utf-8" // a page whose label can be read byte by byte is not UTF-16 (WHATWG Encoding, prescan)
	}
	return label
}

func firstReplacement(s string) text.Span {
	i := strings.Index(s, "\uFFFD")
	if i < 0 {
		return text.Span{}
	}
	return text.Span{Start: int32(i), End: int32(i + 3)}
}
