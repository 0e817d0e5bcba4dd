package read

import (
	"errors"
	"fmt"
	nurl "net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"daybook/ledger"
	"daybook/text"
)

// maxElements is the most elements of a page that is taken apart; long live blogs have about 20,000.
const maxElements = 150_000

// piece is a paragraph taken out of markup.
type piece struct {
	text  string
	kind  ledger.BlockKind // by its element: a heading, a caption, a quotation; "" by position and wording
	solid bool             // a paragraph by its element: never a headline or subhead by its looks
}

// html takes the report out of a page: its metadata, and the headline, standfirst and paragraphs of its main text. What
// surrounds them (menus, teasers, comments) is found by readability and left out; the bytes are kept by the store.
func (r *reader) html(s string) (string, []para, *Error) {
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return "", nil, r.fail("the HTML cannot be taken apart ("+err.Error()+")", "paste the text of the report")
	}
	if n := elements(doc); n > maxElements {
		return "", nil, r.fail(fmt.Sprintf("the page has %d elements, more than the limit of %d", n, maxElements), "paste the text of the report")
	}
	m := metadata(doc, r.hint.URL)
	r.page = m.page
	if r.doc.Source.URL == "" {
		r.doc.Source.URL = m.url
	}
	standfirst := m.standfirst(doc)
	pieces := mainText(doc, m.url)
	if words(pieces) == 0 {
		// No main text by density: a fragment, or a page of a few words. All that is no furniture counts.
		if doc, err = html.Parse(strings.NewReader(s)); err == nil {
			pieces = textOf(doc, true)
		}
	}
	if words(pieces) == 0 {
		return "", nil, r.fail("the page has no text", "if it shows text in a browser it is made by a script: paste the text, or save it from the browser")
	}
	pieces = crown(pieces, m.page.title, standfirst)
	t, ps := assemble(pieces)
	return t, ps, nil
}

// mainText runs readability, which may change doc. It returns nothing where no main text stands out.
//
// On the 983 pages that go-trafilatura v1.12.2 is compared by, go-readability v2.1.3 alone reaches F 0.863 and this package 0.883 (it
// adds headline and standfirst); trafilatura reaches 0.885, and 0.895 with its fallbacks. But trafilatura costs 138 ms of
// every start of a program (it sets up regular expressions in a WebAssembly machine), 11 MB of binary and 10 ms a page;
// readability costs 1 ms, 4 MB (half of it net/http) and 7 ms.
func mainText(doc *html.Node, address string) (pieces []piece) {
	u, err := nurl.Parse(address)
	if err != nil || address == "" {
		u = nil
	}
	a, err := grab(doc, u)
	if err != nil || a.Node == nil {
		return nil
	}
	return textOf(a.Node, false)
}

// grab keeps a panic of the library, which is not ours to mend, from ending a reading.
func grab(doc *html.Node, u *nurl.URL) (a readability.Article, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = errors.New(fmt.Sprint(p))
		}
	}()
	p := readability.NewParser()
	p.KeepClasses = true
	p.DisableJSONLD = true // metadata is read by this package
	return p.ParseAndMutate(doc, u)
}

func elements(n *html.Node) int {
	count := 0
	for range n.Descendants() {
		count++
	}
	return count
}

func words(ps []piece) int {
	n := 0
	for _, p := range ps {
		n += countWords(p.text)
	}
	return n
}

// crown puts headline and standfirst above the main text, once each.
func crown(pieces []piece, title, standfirst string) []piece {
	for i := 0; i < len(pieces) && i < 3; i++ {
		if title == "" {
			if i == 0 && pieces[0].kind == ledger.Subhead {
				pieces[0].kind = ledger.Headline
			}
			break
		}
		if sameWords(pieces[i].text, title) {
			pieces = append(pieces[:i:i], pieces[i+1:]...)
			break
		}
	}
	var top []piece
	if title != "" {
		top = append(top, piece{text: title, kind: ledger.Headline})
	}
	if standfirst != "" && !sameWords(standfirst, title) {
		for i := 0; i < len(pieces) && i < 3; i++ {
			if sameWords(pieces[i].text, standfirst) {
				pieces = append(pieces[:i:i], pieces[i+1:]...)
				break
			}
		}
		if len(pieces) > 0 {
			top = append(top, piece{text: standfirst, kind: ledger.Standfirst})
		}
	}
	return append(top, pieces...)
}

// sameWords compares without case, white space and the marks that pages set differently in title and heading.
func sameWords(a, b string) bool { return a != "" && fold(a) == fold(b) }

var folding = strings.NewReplacer("’", "'", "‘", "'", "“", "\"", "”", "\"", "–", "-", "—", "-", "\u00A0", " ")

func fold(s string) string {
	return strings.ToLower(strings.Trim(strings.Join(strings.Fields(folding.Replace(s)), " "), ". "))
}

// assemble writes the pieces one below the other, a blank line between.
func assemble(pieces []piece) (string, []para) {
	var b strings.Builder
	var ps []para
	for _, p := range pieces {
		s := strings.TrimSpace(clean(p.text))
		if s == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		b.WriteString(s)
		ps = append(ps, para{span: text.Span{Start: int32(start), End: int32(b.Len())}, kind: p.kind, solid: p.solid})
	}
	return b.String(), ps
}

// textOf takes the paragraphs out of a tree. strict leaves out what surrounds a main text by its element alone.
func textOf(n *html.Node, strict bool) []piece {
	w := walker{strict: strict}
	w.walk(n, piece{})
	w.flush(piece{})
	return w.out
}

type walker struct {
	strict bool
	out    []piece
	buf    strings.Builder
	bold   int // bytes of buf within <b> or <strong>
	breaks int // <br> seen since the last word
}

// flush ends the paragraph at hand, which is of the kind of like.
func (w *walker) flush(like piece) {
	s := strings.TrimSpace(w.buf.String())
	if s != "" {
		like.text = s
		if w.bold*10 >= len(s)*9 && like.kind == "" {
			like.solid = false // all bold: a heading by another name
		}
		w.out = append(w.out, like)
	}
	w.buf.Reset()
	w.bold, w.breaks = 0, 0
}

func (w *walker) walk(n *html.Node, in piece) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data, inBold(n))
		return
	case html.ElementNode:
	case html.DocumentNode:
		w.children(n, in)
		return
	default:
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Svg, atom.Iframe, atom.Button, atom.Input, atom.Select, atom.Textarea, atom.Template,
		atom.Nav, atom.Head, atom.Object, atom.Embed, atom.Video, atom.Audio, atom.Canvas, atom.Math, atom.Title:
		return
	case atom.Form: // some systems wrap the whole page in one
		if w.strict {
			w.block(n, in)
		}
	case atom.Header, atom.Footer, atom.Aside:
		if w.strict && (n.DataAtom != atom.Header || n.Parent != nil && n.Parent.DataAtom == atom.Body) {
			return
		}
		w.block(n, in)
	case atom.Br:
		// One break after a full sentence divides too: old pages know no other paragraphs.
		if w.breaks++; w.breaks >= 2 || ended(w.buf.String()) {
			w.flush(in)
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.flush(in)
		in.kind = ledger.Subhead
		w.block(n, in)
	case atom.Blockquote:
		w.flush(in)
		in.kind = ledger.BlockQuote
		w.block(n, in)
	case atom.Figure, atom.Figcaption:
		w.flush(in)
		if in.kind == "" {
			in.kind = ledger.Caption
		}
		w.block(n, in)
	case atom.Li, atom.Dd, atom.Dt:
		w.flush(in)
		if in.kind == "" {
			in.kind = ledger.Body
		}
		w.block(n, in)
	case atom.P:
		w.flush(in)
		in.solid = true
		w.block(n, in)
	case atom.Pre:
		w.flush(in)
		w.buf.WriteString(rawText(n))
		in.kind = ledger.Body
		w.flush(in)
	case atom.Tr:
		w.flush(in)
		in.kind = ledger.Body
		w.block(n, in)
	case atom.Td, atom.Th:
		if n.Parent == nil || n.Parent.DataAtom != atom.Tr { // a cell that was used for layout
			w.block(n, in)
			return
		}
		if w.buf.Len() > 0 {
			w.buf.WriteByte('\t')
		}
		w.children(n, in)
	case atom.Div, atom.Section, atom.Article, atom.Main, atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Tbody, atom.Address, atom.Details, atom.Summary,
		atom.Hr, atom.Body, atom.Html, atom.Center, atom.Fieldset:
		w.block(n, in)
	default:
		w.children(n, in)
	}
}

func (w *walker) block(n *html.Node, in piece) {
	outer := in
	outer.solid = true
	w.flush(outer)
	w.children(n, in)
	w.flush(in)
}

func (w *walker) children(n *html.Node, in piece) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, in)
	}
}

// text adds the words of a text node; white space of the source counts as one space, as a browser has it.
func (w *walker) text(s string, bold bool) {
	for len(s) > 0 {
		i := 0
		for i < len(s) && isSpace(s[i]) {
			i++
		}
		space := i > 0
		s = s[i:]
		for i = 0; i < len(s) && !isSpace(s[i]); i++ {
		}
		if i == 0 && !space {
			break
		}
		if w.breaks > 0 && i > 0 {
			if w.buf.Len() > 0 {
				w.buf.WriteByte('\n')
			}
			w.breaks = 0
		} else if b := w.buf.String(); space && b != "" && !isSpace(b[len(b)-1]) && w.breaks == 0 {
			w.buf.WriteByte(' ')
		}
		w.buf.WriteString(s[:i])
		if bold {
			w.bold += i + 1
		}
		s = s[i:]
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

func inBold(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.B, atom.Strong:
			return true
		case atom.P, atom.Div, atom.Body:
			return false
		}
	}
	return false
}

func rawText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// innerText is the text of an element on one line.
func innerText(n *html.Node) string { return strings.Join(strings.Fields(rawText(n)), " ") }
