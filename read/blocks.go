package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"daybook/ledger"
	"daybook/text"
)

// found is what the text of a report tells of itself.
type found struct {
	blocks    []ledger.Block
	title     string
	byline    string
	outlet    string // of the first dateline that names one
	published string // ISO 8601
	ambiguous text.Span
}

// The lengths below, in words, were set by reading news pages of a dozen outlets; headlines of agencies run to 15 words,
// standfirsts to about 40, and a body paragraph that stands alone is seldom shorter than 12.
const (
	longestHeadline   = 25
	longestStandfirst = 60
	longestSubhead    = 14
	longestCaption    = 90
	frontParagraphs   = 12 // headline, standfirst, date, byline and captions stand among the first dozen paragraphs
)

// sorter sorts the paragraphs of one text into kinds.
type sorter struct {
	t     string
	ps    []para
	looks []look
	found found

	shortRun []int  // how many short lines stand together where this one stands; 0: it is none
	follows  []bool // the next paragraph that is neither note nor picture is body
}

// look is what can be told of a paragraph by itself.
type look struct {
	kind   ledger.BlockKind // by the source format or by wording; "" for what is told by position
	words  int
	ended  bool // ends as a sentence does
	date   stamp
	dated  bool // has a date that may be the report's
	label  bool // the date line says what it is: "Published: ..."
	lead   lead
	leaded bool
	tail   tribool // has the wording of what stands behind a body
}

// tribool is a bool that may not be known yet.
type tribool int8

const (
	unknown tribool = iota
	yes
	no
)

// tail reports whether a paragraph has the wording of what stands behind a body.
func (s *sorter) tail(i int) bool {
	l := &s.looks[i]
	if l.tail == unknown {
		if l.tail = no; worded("boilerplate tail", s.of(i)) {
			l.tail = yes
		}
	}
	return l.tail == yes
}

// classify tells the parts of a report apart.
func classify(t string, ps []para) found {
	s := &sorter{t: t, ps: ps, looks: make([]look, len(ps))}
	for i := range ps {
		s.looks[i] = s.look(i)
	}
	body := s.front()
	s.body(body)
	return s.found
}

func (s *sorter) of(i int) string { return s.ps[i].span.Of(s.t) }

func (s *sorter) look(i int) look {
	p := s.of(i)
	l := look{kind: s.ps[i].kind, words: countWords(p), ended: ended(p)}
	if l.kind != "" {
		if l.kind == ledger.DateLine {
			l.date, l.label, l.dated = dateLine(p)
		}
		return l
	}
	// Wording is looked for where it can be: nothing of the kind is long.
	if l.words <= 30 {
		if d, label, ok := dateLine(p); ok {
			l.kind, l.date, l.label, l.dated = ledger.DateLine, d, label, true
			return l
		}
		if isByline(p) {
			l.kind = ledger.Byline
			l.date, l.dated = dateIn(p)
			return l
		}
	}
	if l.words <= longestCaption {
		switch {
		case worded("credit whole", p), creditAt(p) == 0:
			l.kind = ledger.Credit
			return l
		case worded("caption start", p), worded("caption whole", p), creditAt(p) > 0:
			l.kind = ledger.Caption
			return l
		}
	}
	if worded("boilerplate start", p) || i == 0 && len(s.ps) > 2 && worded("kicker whole", p) {
		l.kind = ledger.Boilerplate
		return l
	}
	l.lead, l.leaded = dateline(p, false)
	return l
}

// front settles the kinds above the body and returns where the body begins.
func (s *sorter) front() int {
	body := s.lastMarker() + 1
	headline, standfirsts := false, 0
	for i := 0; i < body; i++ {
		l := &s.looks[i]
		switch {
		case l.kind == ledger.Headline:
			headline = true
		case l.kind != "":
		case i > 0 && strings.EqualFold(s.of(i-1), "image caption,"):
			l.kind = ledger.Caption
		case headline && s.besideByline(i):
			l.kind = ledger.Byline
		case !headline && l.words <= longestHeadline && !sentencesIn(s.of(i)) && !listItem(s.of(i)):
			headline = true
			l.kind = ledger.Headline
		case headline && standfirsts < 3 && l.words <= longestStandfirst:
			standfirsts++
			l.kind = ledger.Standfirst
		default:
			l.kind = ledger.Body
		}
	}
	for body < len(s.ps) {
		l := &s.looks[body]
		switch {
		case l.kind == ledger.Body, l.kind == ledger.BlockQuote:
			return body
		case l.kind == ledger.Subhead && headline && standfirsts == 0 && l.words >= 8:
			standfirsts++
			l.kind = ledger.Standfirst
		case l.kind != "":
			headline = headline || l.kind == ledger.Headline
		case headline && s.besideByline(body):
			l.kind = ledger.Byline
		case !headline && s.headlineLike(body):
			headline = true
			l.kind = ledger.Headline
		case headline && standfirsts < 2 && !l.leaded && s.standfirstLike(body):
			standfirsts++
			l.kind = ledger.Standfirst
		default:
			return body
		}
		body++
	}
	return body
}

// besideByline reports whether a line of names goes with a byline above it or a date line below it.
func (s *sorter) besideByline(i int) bool {
	above := i > 0 && s.looks[i-1].kind == ledger.Byline
	below := i+1 < len(s.ps) && (s.looks[i+1].kind == ledger.DateLine || s.looks[i+1].kind == ledger.Byline)
	return (above && s.looks[i].words <= 6 || below && s.looks[i].words <= 10) && isNames(s.of(i))
}

// lastMarker returns the last paragraph that only stands above a body: a date line, a byline, a caption near the top. A
// dateline marks the paragraph before it. -1: there is none.
func (s *sorter) lastMarker() int {
	last, plain, since := -1, 0, 0
	sentence, dated := false, false // seen so far: a full sentence below the first paragraph; a date line
scan:
	for i := 0; i < len(s.ps) && i < frontParagraphs; i++ {
		l := s.looks[i]
		switch l.kind {
		case ledger.DateLine:
			if since <= 3 && (!dated || l.label) { // more dates are the days of a chronicle
				last, since, dated = i, 0, true
			}
		case ledger.Byline:
			if since <= 3 {
				last, since = i, 0
			}
		case ledger.Caption, ledger.Credit:
			if plain <= 2 && !sentence && s.ps[i].kind == "" {
				last, since = i, 0
			}
		case "":
			if l.leaded && l.lead.strong {
				if since <= 3 && i > 0 {
					last = i - 1
				}
				break scan
			}
			sentence = sentence || plain > 0 && l.ended
			if plain, since = plain+1, since+1; l.words > longestStandfirst {
				break scan
			}
		case ledger.Body, ledger.BlockQuote, ledger.Subhead:
			break scan
		}
	}
	for i := last + 1; i < len(s.ps); i++ {
		if k := s.looks[i].kind; k == "" || k.Prose() {
			return last
		}
	}
	return -1 // nothing follows that could be a body
}

// headlineLike reports whether a paragraph can be a headline by its form alone. A full stop at the end makes a sentence of
// it, unless Its Words Are Capitalised.
func (s *sorter) headlineLike(i int) bool {
	p, l := s.of(i), s.looks[i]
	if s.ps[i].solid || l.words < 2 || l.words > longestHeadline || l.leaded || listItem(p) || !opensSentence(p) || strings.HasSuffix(p, ":") || strings.HasSuffix(p, ",") {
		return false
	}
	if d, ok := dateline(p, true); ok && d.length < len(p) {
		return false
	}
	if strings.HasSuffix(strings.TrimRight(p, "\"'”’)"), ".") {
		return i+1 < len(s.ps) && (titleCase(p) && !titleCase(s.of(i+1)) || s.headlinese(i))
	}
	return !sentencesIn(p) || titleCase(p)
}

// headlinese reports whether a paragraph that ends with a full stop is a headline all the same: short, followed by a
// longer paragraph, and without the articles and auxiliaries that headlines of English papers leave out and a sentence of
// its body seldom does.
func (s *sorter) headlinese(i int) bool {
	p, next := s.of(i), s.of(i+1)
	if s.looks[i].words < 4 || s.looks[i].words > 14 || s.looks[i+1].kind != "" || len(next) < len(p)*5/4 || sentencesIn(p) || strings.ContainsAny(p, "“”\"") {
		return false
	}
	if !grammatical(next) {
		return false // not English, or no prose
	}
	return !grammatical(p)
}

// grammatical reports whether one of the small words of a full English sentence is in s.
func grammatical(s string) bool {
	for _, w := range strings.Fields(s) {
		switch strings.ToLower(strings.Trim(w, ",.;:’‘'")) {
		case "the", "a", "an", "was", "were", "has", "had", "have", "been", "is", "are", "he", "she", "it", "they", "his", "her", "their", "that", "said", "i", "we", "you":
			return true
		}
	}
	return false
}

func (s *sorter) standfirstLike(i int) bool {
	l := s.looks[i]
	p := s.of(i)
	return !s.ps[i].solid && !l.ended && l.words >= 4 && l.words <= longestStandfirst && i+1 < len(s.ps) && !strings.HasSuffix(p, ":") && opensSentence(p) && !listItem(p)
}

// body writes the blocks: those above body as front settled them, the rest by the rules of the body.
func (s *sorter) body(body int) {
	s.survey()
	first := true // no body paragraph yet
	for i := range s.ps {
		l := &s.looks[i]
		p := s.of(i)
		if l.kind == "" {
			switch {
			case !first && s.tail(i):
				l.kind = ledger.Boilerplate
			case !first && s.subheadLike(i):
				l.kind = ledger.Subhead
			default:
				l.kind = ledger.Body
			}
		} else if l.kind == ledger.DateLine && i >= body && !first && !l.label && s.ps[i].kind == "" && s.follows[i] {
			l.kind, l.dated = ledger.Subhead, false // a day in a chronicle
		}
		if l.kind == ledger.Body {
			if d, ok := dateline(p, first); ok && (first || d.outlet != "" || d.date.month != 0) {
				l.lead, l.leaded = d, true
			} else {
				l.leaded = false
			}
			first = false
		}
		s.write(i)
	}
}

// subheadLike reports whether a paragraph behind the first of the body is a cross-heading: short, without a full stop,
// and followed by body. Runs of three and more such lines are a list.
func (s *sorter) subheadLike(i int) bool {
	return s.shortRun[i] > 0 && s.shortRun[i] < 3 && s.follows[i]
}

// survey fills shortRun and follows in one pass each: asking anew at every paragraph would take the square of their number.
func (s *sorter) survey() {
	n := len(s.ps)
	s.shortRun, s.follows = make([]int, n), make([]bool, n)
	for i := 0; i < n; {
		j := i
		for j < n && s.shortLine(j) {
			j++
		}
		for k := i; k < j; k++ {
			s.shortRun[k] = j - i
		}
		i = j + 1
	}
	next := false
	for i := n - 1; i >= 0; i-- {
		s.follows[i] = next
		switch s.looks[i].kind {
		case "":
			next = !s.tail(i)
		case ledger.Body, ledger.BlockQuote:
			next = true
		}
	}
}

func (s *sorter) shortLine(i int) bool {
	l, p := s.looks[i], s.of(i)
	if l.kind != "" && l.kind != ledger.Subhead && l.kind != ledger.Body || s.ps[i].kind == ledger.Body || s.ps[i].solid {
		return false
	}
	if l.words > longestSubhead || len(p) > 110 || listItem(p) || !opensSentence(p) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(p, "\"'”’)"))
	if last == '?' { // "What happens next?"; other questions are put by the writer or by somebody in the text
		return l.words >= 2 && l.words <= 6 && startsAny(p, "What", "Who", "Why", "How", "Where", "When", "Which")
	}
	return !strings.ContainsRune(".,;:!…—–-", last)
}

// write adds the blocks of one paragraph and takes from it what it tells of the report.
func (s *sorter) write(i int) {
	l, span, f := s.looks[i], s.ps[i].span, &s.found
	add := func(at text.Span, k ledger.BlockKind) {
		if at = trim(s.t, at); !at.Empty() {
			f.blocks = append(f.blocks, ledger.Block{Span: at, Kind: k, Paragraph: int32(i)})
		}
	}
	if (l.kind == ledger.DateLine || l.kind == ledger.Byline) && l.dated {
		s.published(l.date, span)
	}
	switch l.kind {
	case ledger.Headline:
		if f.title == "" {
			f.title = span.Of(s.t)
		}
	case ledger.Byline:
		if f.byline == "" {
			f.byline = bareByline(span.Of(s.t))
		}
	case ledger.Caption:
		if at := creditAt(span.Of(s.t)); at > 0 {
			mid := span.Start + int32(at)
			add(text.Span{Start: span.Start, End: mid}, ledger.Caption)
			add(text.Span{Start: mid, End: span.End}, ledger.Credit)
			return
		}
	case ledger.Body:
		if l.leaded && l.lead.length < int(span.Len()) {
			mid := span.Start + int32(l.lead.length)
			add(text.Span{Start: span.Start, End: mid}, ledger.Dateline)
			add(text.Span{Start: mid, End: span.End}, ledger.Body)
			if f.outlet == "" {
				f.outlet = l.lead.outlet
			}
			s.published(l.lead.date, text.Span{Start: span.Start, End: mid})
			return
		}
	}
	add(span, l.kind)
}

func (s *sorter) published(d stamp, at text.Span) {
	f := &s.found
	if iso := d.iso(); iso != "" && f.published == "" {
		f.published = iso
	}
	if d.ambiguous && f.ambiguous.Empty() {
		f.ambiguous = at
	}
}

// creditAt returns where the credit begins in a caption, 0 when the whole is one, -1 when there is none.
func creditAt(p string) int {
	if !strings.ContainsAny(p, ":/([") && !strings.Contains(p, "hoto") && !strings.Contains(p, "mage") && !strings.Contains(p, "icture") {
		return -1 // what every credit has one of
	}
	at := -1
	for i := 0; i < len(p); i++ {
		if i > 0 && strings.IndexByte(" \n\t].)\"\x9D\xA0", p[i-1]) < 0 || strings.IndexByte("PIGCHRAEFGT([", p[i]) < 0 {
			continue // a credit begins a word with one of these; \x9D ends ”, \xA0 a no-break space
		}
		if worded("credit end", p[i:]) {
			at = i
		}
	}
	if at < 0 {
		return -1
	}
	tail := p[at:]
	if countWords(tail) > 14 || sentencesIn(tail) {
		return -1
	}
	return at
}

func trim(t string, s text.Span) text.Span {
	w := s.Of(t)
	s.Start += int32(len(w) - len(strings.TrimLeftFunc(w, unicode.IsSpace)))
	w = s.Of(t)
	s.End -= int32(len(w) - len(strings.TrimRightFunc(w, unicode.IsSpace)))
	return s
}

func countWords(s string) int { return len(strings.Fields(s)) }

// sentencesIn reports whether a sentence ends inside s: a full stop behind a word of three or more small letters, or
// another final mark, before a capital.
func sentencesIn(s string) bool {
	for i := 1; i+2 < len(s); i++ {
		switch s[i] {
		case '.', '!', '?':
		default:
			continue
		}
		rest := strings.TrimLeft(s[i+1:], "\"'”’)")
		if !strings.HasPrefix(rest, " ") || !opensSentence(rest) {
			continue
		}
		if s[i] != '.' {
			return true
		}
		word := s[strings.LastIndexAny(s[:i], " \n(“\"")+1 : i]
		if len(word) > 3 && strings.ToLower(word[1:]) == word[1:] || len(word) == 3 && strings.ToLower(word) == word {
			return true
		}
	}
	return false
}

// titleCase reports whether nearly all longer words of s begin with a capital.
func titleCase(s string) bool {
	long, capital := 0, 0
	for _, w := range strings.Fields(s) {
		w = strings.TrimLeft(w, "\"'“‘(")
		if utf8.RuneCountInString(w) < 4 {
			continue
		}
		long++
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) || unicode.IsDigit(r) {
			capital++
		}
	}
	return long >= 3 && capital*10 >= long*8
}

func listItem(s string) bool {
	if startsAny(s, "- ", "* ", "• ", "– ", "· ", "■ ", "▪ ", "● ") {
		return true
	}
	i := 0
	for i < len(s) && i < 3 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return i > 0 && i+1 < len(s) && (s[i] == '.' || s[i] == ')') && s[i+1] == ' '
}
