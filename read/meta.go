package read

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"

	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// meta is what a page says of itself, before it is weighed.
type meta struct {
	page
	url         string
	description string
	classed     string // text of the element that its class calls a standfirst
}

// tags are the values of a page's metadata elements; of several of one name the first counts.
type tags struct {
	named   map[string]string // <meta name|property|itemprop=... content=...>, lower case
	ld      ldArticle
	title   string // <title>
	h1      []string
	lang    string
	link    string // canonical address
	time    string // the time element that says it is of publication, else the first
	author  string
	classed string
	dated   bool // time is said to be of publication
}

var standfirstClass = regexp.MustCompile(`(?i)(?:^|[\s_\-])(?:standfirst|stand-first|subtitle|sub-title|subheadline|sub-headline|subhead|dek|deck|article-?(?:summary|intro|subtitle)|entry-summary|article__(?:summary|intro|dek|description))(?:$|[\s_\-])`)

// metadata reads what the page says of itself: JSON-LD (schema.org), Open Graph, Dublin Core and the habits of news
// systems. address is where the page comes from, "" if unknown.
func metadata(doc *dom.Node, address string) meta {
	t := tags{named: map[string]string{}}
	t.collect(doc)
	m := meta{url: address, description: t.first("og:description", "description", "twitter:description", "dc.description"), classed: t.classed}
	if m.url == "" {
		for _, u := range []string{t.link, t.named["og:url"]} {
			if strings.HasPrefix(u, "http://") || strings.HasPrefix(u, "https://") {
				m.url = u
				break
			}
		}
	}
	m.title = t.headline()
	m.outlet = t.outlet()
	m.byline = t.byline()
	m.published = t.published(m.url)
	m.language, _, _ = strings.Cut(strings.ToLower(strings.ReplaceAll(strings.TrimSpace(t.lang), "_", "-")), "-")
	return m
}

func (t *tags) collect(doc *dom.Node) {
	for n := range doc.Descendants() {
		if n.Type != dom.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			t.lang = attr(n, "lang")
		case atom.Title:
			if t.title == "" && n.Parent != nil && n.Parent.DataAtom != atom.Svg {
				t.title = innerText(n)
			}
		case atom.H1:
			if s := innerText(n); s != "" && len(t.h1) < 5 {
				t.h1 = append(t.h1, s)
			}
		case atom.Meta:
			t.meta(n)
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") && t.link == "" {
				t.link = attr(n, "href")
			}
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && !t.ld.found {
				t.ld = parseLD(rawText(n))
			}
		case atom.Time:
			t.timeElement(n)
		default:
			t.element(n)
		}
	}
}

func (t *tags) meta(n *dom.Node) {
	v := strings.TrimSpace(attr(n, "content"))
	if v == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		for _, k := range strings.Fields(strings.ToLower(attr(n, key))) {
			if t.named[k] == "" && len(t.named) < 500 {
				t.named[k] = v
			}
		}
	}
}

func (t *tags) timeElement(n *dom.Node) {
	v := attr(n, "datetime")
	if v == "" {
		v = innerText(n)
	}
	says := strings.ToLower(attr(n, "itemprop") + " " + attr(n, "class") + " " + attr(n, "data-testid"))
	switch {
	case isoOf(v) == "":
	case strings.Contains(says, "modif"), strings.Contains(says, "update"):
	case strings.Contains(says, "publish"), has(n, "pubdate"):
		if !t.dated {
			t.time, t.dated = v, true
		}
	case t.time == "":
		t.time = v
	}
}

func (t *tags) element(n *dom.Node) {
	if t.author == "" && (attr(n, "rel") == "author" || strings.EqualFold(attr(n, "itemprop"), "author")) {
		t.author = innerText(n)
	}
	switch strings.ToLower(attr(n, "itemprop")) {
	case "datepublished":
		if v := attr(n, "content"); v != "" && t.named["datepublished"] == "" {
			t.named["datepublished"] = v
		}
	}
	switch n.DataAtom {
	case atom.P, atom.H2, atom.H3, atom.Div, atom.Span:
		if t.classed == "" && (standfirstClassed(attr(n, "class")) || attr(n, "data-gu-name") == "standfirst" || attr(n, "itemprop") == "alternativeHeadline") {
			if s := innerText(n); standfirstSized(s) && !inside(n, atom.Aside, atom.Nav, atom.Footer, atom.Li) {
				t.classed = s
			}
		}
	}
}

// standfirstClassed looks at the class of an element; no class of honest pages is as long as 500 bytes.
func standfirstClassed(class string) bool {
	return class != "" && len(class) <= 500 && standfirstClass.MatchString(class)
}

func standfirstSized(s string) bool { n := countWords(s); return n >= 4 && n <= longestStandfirst }

func (t *tags) first(keys ...string) string {
	for _, k := range keys {
		if v := t.named[k]; v != "" {
			return oneLine(v)
		}
	}
	return ""
}

// headline prefers the heading that readers see; the other titles tell which of several it is.
func (t *tags) headline() string {
	told := []string{t.first("og:title"), t.ld.headline, t.first("twitter:title", "dc.title", "headline", "title"), t.title}
	for _, h := range t.h1 {
		for _, s := range told {
			if f := fold(h); s != "" && countWords(h) >= 2 && (strings.Contains(fold(s), f) || strings.Contains(f, fold(s))) {
				return oneLine(h)
			}
		}
	}
	for _, s := range told[:3] {
		if s != "" {
			return bareTitle(oneLine(s), t.first("og:site_name"))
		}
	}
	if len(t.h1) == 1 {
		return oneLine(t.h1[0])
	}
	return bareTitle(oneLine(t.title), t.first("og:site_name"))
}

// bareTitle drops the name of the outlet behind a title: "Talks resume | The Daily Post".
func bareTitle(s, site string) string {
	for _, sep := range []string{" | ", " – ", " — ", " - ", " · ", " :: "} {
		if i := strings.LastIndex(s, sep); i > 0 {
			tail := s[i+len(sep):]
			if site != "" && sameWords(tail, site) || site == "" && countWords(tail) <= 4 && countWords(s[:i]) >= 3 {
				return strings.TrimSpace(s[:i])
			}
		}
	}
	return s
}

// outlet takes the publisher's name as readers know it; a company's name gives way to the name of its site.
func (t *tags) outlet() string {
	site := t.first("og:site_name", "application-name", "apple-mobile-web-app-title")
	publisher := t.ld.publisher
	if publisher == "" {
		publisher = t.first("publisher", "dc.publisher", "article:publisher", "copyright-holder")
	}
	if strings.Contains(publisher, "://") || company.MatchString(publisher) && site != "" {
		publisher = ""
	}
	if publisher != "" && countWords(publisher) <= 8 {
		return publisher
	}
	return site
}

var company = regexp.MustCompile(`(?i)\b(?:ltd|limited|inc|llc|corp|corporation|gmbh|plc|company|co|media group|s\.?a)\b\.?$`)

func (t *tags) byline() string {
	candidates := []string{t.ld.author}
	for _, n := range []string{"author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author", "cxenseparse:author"} {
		candidates = append(candidates, t.named[n])
	}
	for _, s := range append(candidates, t.author) {
		s = bareByline(oneLine(s))
		if s != "" && !strings.Contains(s, "://") && countWords(s) <= 20 && !strings.HasPrefix(s, "@") {
			return s
		}
	}
	return ""
}

// Names under which pages give their date of publication, best first.
var dateNames = []string{
	"article:published_time", "og:article:published_time", "datepublished", "og:published_time", "article.published", "publication_date", "pubdate", "publishdate",
	"publish-date", "publish_date", "published", "published-date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created",
	"dc.date.created", "dc.date", "dcterms.date", "citation_publication_date", "citation_date", "cxenseparse:recs:publishtime", "rnews:datepublished", "date", "datecreated",
}

func (t *tags) published(address string) string {
	if s := isoOf(t.ld.published); s != "" {
		return s
	}
	for _, n := range dateNames {
		if s := isoOf(t.named[n]); s != "" {
			return s
		}
	}
	if s := isoOf(t.time); s != "" {
		return s
	}
	return dateOfURL(address)
}

// isoOf reads a date of metadata whatever its form.
func isoOf(s string) string {
	d, _, ok := parseDate(strings.TrimSpace(s))
	if !ok {
		return ""
	}
	return d.iso()
}

var urlDate = regexp.MustCompile(`(?i)/((?:19|20)\d{2})[/\-](\d{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/\-](\d{1,2})(?:/|-|$)`)

// dateOfURL reads the day that many outlets put into their addresses: "/world/2016/nov/20/".
func dateOfURL(s string) string {
	m := urlDate.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	d := stamp{year: atoi(m[1]), month: atoi(m[2]), day: atoi(m[3])}
	if d.month == 0 {
		d.month = monthOf(m[2])
	}
	if !possible(d.year, d.month, d.day) {
		return ""
	}
	return d.iso()
}

// standfirst finds the text under the headline: the element whose class says so, else one that stands outside of
// paragraphs of the body and has the very words of the page's description.
func (m meta) standfirst(doc *dom.Node) string {
	if m.classed != "" {
		return m.classed
	}
	if !standfirstSized(m.description) {
		return ""
	}
	want := fold(m.description)
	for n := range doc.Descendants() {
		if n.Type != dom.ElementNode || n.DataAtom != atom.H2 && n.DataAtom != atom.H3 && n.DataAtom != atom.P && n.DataAtom != atom.Div {
			continue
		}
		if n.DataAtom == atom.Div && n.FirstChild != nil && n.FirstChild != n.LastChild {
			continue
		}
		if s := innerText(n); len(s) < 2*len(want)+40 && fold(s) == want && (n.DataAtom != atom.P || inside(n, atom.Header)) && !inside(n, atom.Aside, atom.Nav, atom.Footer, atom.Li) {
			return s
		}
	}
	return ""
}

func inside(n *dom.Node, atoms ...atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		for _, a := range atoms {
			if p.DataAtom == a {
				return true
			}
		}
	}
	return false
}

func attr(n *dom.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *dom.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func oneLine(s string) string {
	return strings.Join(strings.Fields(clean(html.UnescapeString(s))), " ")
}

// ldArticle is what JSON-LD says of an article (https://schema.org/Article).
type ldArticle struct {
	found                                  bool
	headline, published, publisher, author string
}

// parseLD finds the first article in a block of JSON-LD: the object itself, one of a list, or one of its @graph.
func parseLD(s string) ldArticle {
	s = strings.Map(func(r rune) rune { // line ends inside strings are a common fault
		if r < 0x20 {
			return ' '
		}
		return r
	}, s)
	var v any
	if json.Unmarshal([]byte(s), &v) != nil {
		return ldArticle{}
	}
	return findLD(v, 0)
}

func findLD(v any, depth int) ldArticle {
	if depth > 4 {
		return ldArticle{}
	}
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			if a := findLD(e, depth+1); a.found {
				return a
			}
		}
	case map[string]any:
		if isArticle(x["@type"]) {
			return ldArticle{
				found: true, headline: oneLine(str(x["headline"])), published: str(x["datePublished"]), publisher: oneLine(names(x["publisher"])), author: oneLine(names(x["author"])),
			}
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if a := findLD(x[key], depth+1); a.found {
				return a
			}
		}
	}
	return ldArticle{}
}

func isArticle(v any) bool {
	switch x := v.(type) {
	case string:
		return strings.HasSuffix(x, "Article") || strings.HasSuffix(x, "Posting") || x == "Report"
	case []any:
		for _, e := range x {
			if isArticle(e) {
				return true
			}
		}
	}
	return false
}

func str(v any) string { s, _ := v.(string); return strings.TrimSpace(s) }

// names writes the name of a thing, or of each of a list: "Jane Doe, John Roe".
func names(v any) string {
	switch x := v.(type) {
	case string:
		return strings.TrimSpace(x)
	case map[string]any:
		return names(x["name"])
	case []any:
		var all []string
		for _, e := range x {
			if s := names(e); s != "" && len(all) < 8 {
				all = append(all, s)
			}
		}
		return strings.Join(all, ", ")
	}
	return ""
}
