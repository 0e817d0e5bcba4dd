package read

import (
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	gtext "github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v3"
	dom "golang.org/x/net/html"

	"daybook/ledger"
	"daybook/text"
)

// markdown takes the report out of Markdown: front matter, headings, paragraphs, lists and quotations, with emphasis and
// the addresses of links dropped and their words kept.
func (r *reader) markdown(s string) (string, []para, *Error) {
	s = clean(s)
	if intricate(s) {
		r.problem("the Markdown is too intricate to be taken apart and is read as plain text", "", text.Span{})
		r.doc.Source.MediaType = typePlain
		return s, paragraphs(s), nil
	}
	front, body := frontMatter(s)
	if front != nil {
		r.page = *front
	}
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough))
	src := []byte(body)
	m := mark{src: src}
	m.blocks(md.Parser().Parse(gtext.NewReader(src)), piece{}, 0)
	pieces := m.out
	for i := range pieces {
		if pieces[i].kind == ledger.Subhead && (i == 0 || m.top == 1 && m.levels[i] == 1 && !hasHeadline(pieces[:i])) {
			pieces[i].kind = ledger.Headline
			break
		}
	}
	if r.page.title != "" && !hasHeadline(pieces) {
		pieces = append([]piece{{text: r.page.title, kind: ledger.Headline}}, pieces...)
	}
	if len(pieces) == 0 {
		return "", nil, r.fail("there are no words in it", "give a file that holds the text of a report")
	}
	t, ps := assemble(pieces)
	return t, ps, nil
}

// intricate tells Markdown on which the parser takes the square of its size: thousands of brackets, or quotations a hundred
// deep. 10,000 links take it about a second.
func intricate(s string) bool {
	if strings.Count(s, "[") > 10_000 {
		return true
	}
	for l := range strings.Lines(s) {
		if lead := l[:len(l)-len(strings.TrimLeft(l, "> "))]; strings.Count(lead, ">") > maxNesting {
			return true
		}
	}
	return false
}

func hasHeadline(ps []piece) bool {
	for _, p := range ps {
		if p.kind == ledger.Headline {
			return true
		}
	}
	return false
}

// maxNesting is how deep quotations and lists are followed.
const maxNesting = 100

type mark struct {
	src    []byte
	out    []piece
	levels []int // heading level of each piece, 0 for what is none
	top    int   // the smallest level seen
}

func (m *mark) add(p piece, level int) {
	if p.text = strings.TrimSpace(p.text); p.text != "" {
		m.out, m.levels = append(m.out, p), append(m.levels, level)
	}
}

func (m *mark) blocks(n ast.Node, in piece, depth int) {
	if depth > maxNesting {
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p := in
		switch c := c.(type) {
		case *ast.Heading:
			if p.kind == "" {
				p.kind = ledger.Subhead
			}
			if m.top == 0 || c.Level < m.top {
				m.top = c.Level
			}
			p.text = m.inline(c)
			m.add(p, c.Level)
		case *ast.Paragraph, *ast.TextBlock:
			p.text = m.inline(c)
			m.add(p, 0)
		case *ast.Blockquote:
			p.kind = ledger.BlockQuote
			m.blocks(c, p, depth+1)
		case *ast.ListItem:
			if p.kind == "" {
				p.kind = ledger.Body
			}
			m.blocks(c, p, depth+1)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			p.kind = ledger.Body
			p.text = m.lines(c)
			m.add(p, 0)
		case *ast.HTMLBlock:
			if doc, err := dom.Parse(strings.NewReader(m.lines(c))); err == nil {
				for _, h := range textOf(doc, true) {
					m.add(h, 0)
				}
			}
		case *east.TableRow, *east.TableHeader:
			var cells []string
			for cell := c.FirstChild(); cell != nil; cell = cell.NextSibling() {
				cells = append(cells, strings.TrimSpace(m.inline(cell)))
			}
			m.add(piece{text: strings.Join(cells, "\t"), kind: ledger.Body}, 0)
		default:
			m.blocks(c, in, depth+1)
		}
	}
}

func (m *mark) lines(n ast.Node) string {
	var b strings.Builder
	for i := 0; i < n.Lines().Len(); i++ {
		l := n.Lines().At(i)
		b.Write(l.Value(m.src))
	}
	return b.String()
}

func (m *mark) inline(n ast.Node) string {
	var b strings.Builder
	m.words(&b, n, 0)
	return b.String()
}

// words writes the text of inline nodes. A line end in the source of a paragraph is a space, as it is when shown.
func (m *mark) words(b *strings.Builder, n ast.Node, depth int) {
	if depth > maxNesting {
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.WriteString(plainMark(string(c.Segment.Value(m.src)), c.IsRaw()))
			switch {
			case c.HardLineBreak():
				b.WriteByte('\n')
			case c.SoftLineBreak():
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.AutoLink:
			b.Write(c.Label(m.src))
		case *ast.RawHTML, *ast.Image:
		default:
			m.words(b, c, depth+1)
		}
	}
}

// plainMark resolves what Markdown leaves to its renderer: backslashes before marks and HTML entities.
func plainMark(s string, raw bool) string {
	if raw || !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
			i++
			if s[i] == '&' {
				b.WriteString("&amp;")
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return html.UnescapeString(b.String())
}

// frontMatter reads the YAML between two lines of "---" at the top. What cannot be read as such is left in the text.
func frontMatter(s string) (*page, string) {
	s = strings.TrimLeft(s, "\n")
	if !strings.HasPrefix(s, "---\n") {
		return nil, s
	}
	end := strings.Index(s[3:], "\n---")
	if end < 0 {
		return nil, s
	}
	head, rest := s[4:max(4, end+4)], s[3+end+len("\n---"):]
	if i := strings.IndexByte(rest, '\n'); i >= 0 && strings.Trim(rest[:i], "- \t") == "" {
		rest = rest[i:]
	} else if strings.Trim(rest, "- \t") != "" {
		return nil, s
	}
	var fields map[string]yaml.Node
	if yaml.Unmarshal([]byte(head), &fields) != nil || len(fields) == 0 {
		return nil, s
	}
	get := func(keys ...string) string {
		for _, k := range keys {
			n, ok := fields[k]
			if !ok {
				continue
			}
			if n.Kind == yaml.ScalarNode && n.Value != "" {
				return oneLine(n.Value)
			}
			var all []string
			for _, c := range n.Content {
				if n.Kind == yaml.SequenceNode && c.Kind == yaml.ScalarNode {
					all = append(all, oneLine(c.Value))
				}
			}
			if len(all) > 0 {
				return strings.Join(all, ", ")
			}
		}
		return ""
	}
	p := page{
		title: get("title", "headline"), outlet: get("outlet", "source", "publisher", "site", "publication"), byline: bareByline(get("author", "authors", "byline", "by")),
		published: isoOf(get("date", "published", "pubdate", "publishdate", "publishDate", "created")), language: get("language", "lang"),
	}
	return &p, rest
}
