// Package read turns bytes into the beginning of a Document: text, blocks and where it comes from.
package read

import (
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// MaxBytes is the largest source that is read unless Hint.Limit says otherwise. A long news page with all its
// scripts is about 2 MB.
const MaxBytes = 20 << 20

// MaxParagraph is the longest paragraph, in bytes, that is taken for part of a report.
const MaxParagraph = 1 << 20

// Hint is what the user or the transport knows of a source beyond its bytes. All fields may be empty.
type Hint struct {
	Name      string // file name or handle
	URL       string
	Outlet    string
	Published string // ISO 8601
	MediaType string // as told by the transport: "text/html; charset=utf-8"
	Limit     int    // most bytes to read; 0: MaxBytes
}

// where names the source in a message.
func (h Hint) where() string {
	switch {
	case h.Name != "":
		return h.Name
	case h.URL != "":
		return h.URL
	}
	return "the given text"
}

// Bytes reads one report. The document is never nil: when the bytes cannot be read as a report the error says what, where
// and what to do, the document carries it as a problem, and its Text is empty. The error is an *Error.
func Bytes(b []byte, h Hint) (*ledger.Document, error) {
	d := &ledger.Document{ID: ledger.SourceID(b)}
	d.Source = ledger.Source{Name: h.Name, URL: h.URL, Language: "und", Bytes: len(b)}
	r := &reader{doc: d, hint: h}
	if err := r.read(b); err != nil {
		d.Text, d.Blocks = "", nil
		d.Problems = []text.Problem{{Stage: stage, What: err.What, Hint: err.Hint}}
		return d, err
	}
	return d, nil
}

const stage = "read"

// reader is one reading of one source.
type reader struct {
	doc  *ledger.Document
	hint Hint
	page page // what the source says of itself
}

// page is what a source says of itself beside its text: metadata of HTML, front matter of Markdown.
type page struct {
	title, outlet, byline, published, language string
}

func (r *reader) problem(what, hint string, at text.Span) {
	r.doc.Problems = append(r.doc.Problems, text.Problem{Stage: stage, What: what, Span: at, Hint: hint})
}

func (r *reader) read(b []byte) *Error {
	d, src := r.doc, &r.doc.Source
	if r.hint.Published != "" {
		if err := CheckDate(r.hint.Published); err != nil {
			e := err.(*Error)
			e.Where = r.hint.where()
			return e
		}
	}
	kind, err := sniff(b, r.hint)
	if err != nil {
		return err
	}
	src.MediaType = kind
	dec := decode(b, kind, r.hint.MediaType)
	src.Charset = dec.charset
	var ps []para
	switch kind {
	case typeHTML:
		d.Text, ps, err = r.html(dec.text)
	case typeMarkdown:
		d.Text, ps, err = r.markdown(dec.text)
	default:
		d.Text = clean(dec.text)
		ps = paragraphs(d.Text)
	}
	if err != nil {
		return err
	}
	if len(ps) == 0 {
		return r.fail("there are no words in it", "give a file that holds the text of a report")
	}
	for _, p := range ps {
		if p.span.Len() > MaxParagraph {
			return r.fail("one paragraph is longer than "+size(MaxParagraph)+", which is no news report", "put line breaks between the paragraphs, or check that this is the right file")
		}
	}
	r.damage(dec)
	found := classify(d.Text, ps)
	d.Blocks = found.blocks
	r.describe(found)
	r.language()
	return nil
}

// damage reports what the decoding had to replace or guess.
func (r *reader) damage(dec decoded) {
	if dec.bad > 0 {
		first := firstReplacement(r.doc.Text)
		r.problem(counted(dec.bad, "byte is", "bytes are")+" not valid "+dec.charset+" and shown as \uFFFD, the first at byte "+number(dec.firstBad)+" of the source",
			"save the file as UTF-8", first)
	}
	if dec.doubt != "" {
		r.problem(dec.doubt, "save the file as UTF-8", text.Span{})
	}
}

// describe fills the source from what was given, else from what the source says of itself, else from its text.
func (r *reader) describe(f found) {
	src := &r.doc.Source
	src.Title, src.Byline = r.page.title, r.page.byline
	if src.Title == "" {
		src.Title = strings.Join(strings.Fields(f.title), " ")
	}
	if src.Byline == "" {
		src.Byline = strings.Join(strings.Fields(f.byline), " ")
	}
	src.Outlet, src.OutletFrom = first3(strings.TrimSpace(r.hint.Outlet), r.page.outlet, "dateline", f.outlet)
	src.Published, src.PublishedFrom = first3(r.hint.Published, r.page.published, "text", f.published)
	if src.Published == "" && !f.ambiguous.Empty() {
		r.problem("the date of the report may be read day first or month first, and is left out", "give the date of publication", f.ambiguous)
	}
}

func first3(given, metadata, third, fromText string) (value, from string) {
	switch {
	case given != "":
		return given, "given"
	case metadata != "":
		return metadata, "metadata"
	case fromText != "":
		return fromText, third
	}
	return "", ""
}

func (r *reader) fail(what, hint string) *Error {
	return &Error{What: what, Where: r.hint.where(), Hint: hint}
}
