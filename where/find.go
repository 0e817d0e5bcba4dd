package where

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"daybook/ledger"
	"daybook/text"
)

// candidate is a stretch of tokens that may be a place name.
type candidate struct {
	first, last int32 // tokens, half open
	span        text.Span
	key         string
	hits        []hit
	inName      bool
	named       bool   // the name finder says that it is a place
	strong      bool   // the words around it ask for a place
	generic     string // "division" or "town": a noun beside it says so
	proper      bool   // that noun is part of the name: "Scott County"
	part        string
	away        *away // "40 km south of" it
	inside      int   // candidate that contains it: "Lima, Peru"; -1 none
	firm        bool
	sentence    int32

	readings []reading
}

type finder struct {
	s        *Stage
	d        *ledger.Document
	name     []int32 // for each token index + 1 in d.Names
	cands    []candidate
	buf      []byte
	hits     []hit
	people   map[string]int  // demonyms in the text by country
	surname  map[string]bool // last words of persons' names in the text
	forename map[string]bool // first words of persons' names in the text
}

// longest is how many tokens a name may have: "Saint Vincent and the Grenadines" has five.
const longest = 7

func (f *finder) find() {
	d := f.d
	f.people, f.surname, f.forename = map[string]int{}, map[string]bool{}, map[string]bool{}
	f.name = make([]int32, len(d.Tokens))
	for i, n := range d.Names {
		for t := max(n.Run.First, 0); t < n.Run.Last && int(t) < len(f.name); t++ {
			f.name[t] = int32(i + 1)
		}
		if n.Type == "PER" && n.Run.Len() > 1 && n.Run.Last >= 1 && int(n.Run.Last) <= len(d.Tokens) {
			if w := f.word(n.Run.Last - 1); letters(w) > 4 || !allCaps(w) { // "Racing NSW"
				f.surname[w] = true
			}
			if n.Run.First >= 0 {
				f.forename[f.word(n.Run.First)] = true
			}
		}
	}
	for si, sn := range d.Sentences {
		if sn.First < 0 || int(sn.Last) > len(d.Tokens) {
			continue
		}
		kind := ledger.Body
		if sn.Block >= 0 && int(sn.Block) < len(d.Blocks) {
			kind = d.Blocks[sn.Block].Kind
		}
		if kind == ledger.Boilerplate || kind == ledger.Credit || kind == ledger.DateLine {
			continue
		}
		f.sentence(sn.Run, int32(si), kind)
	}
}

// shape of the capitals of a sentence.
type shape int

const (
	ordinary shape = iota
	titled         // "Leaders Meet In Geneva": capitals say little
	capitals       // all capitals: they say nothing
)

func (f *finder) shapeOf(r text.Run) shape {
	upper, lower, all := 0, 0, 0
	for i := r.First; i < r.Last; i++ {
		w := f.word(i)
		if len(w) < 4 || !letter(w) {
			continue
		}
		switch {
		case allCaps(w):
			all++
		case capital(w):
			upper++
		default:
			lower++
		}
	}
	switch end := f.word(r.Last - 1); {
	case all >= 3 && all > 2*(upper+lower):
		return capitals
	case upper >= 4 && upper > 3*lower && end != "." && end != "”":
		return titled
	}
	return ordinary
}

func (f *finder) word(i int32) string {
	if i < 0 || int(i) >= len(f.d.Tokens) {
		return ""
	}
	return f.d.Tokens[i].Of(f.d.Text)
}

func letter(w string) bool { r, _ := utf8.DecodeRuneInString(w); return unicode.IsLetter(r) }

func capital(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	if r == '\'' || r == '‘' || r == '’' || r == 'ʻ' {
		r, _ = utf8.DecodeRuneInString(w[n:])
	}
	if (r == 'd' || r == 'l') && len(w) > 2 { // "d'Ivoire"
		if rest, ok := strings.CutPrefix(w[1:], "'"); ok {
			r, _ = utf8.DecodeRuneInString(rest)
		} else if rest, ok := strings.CutPrefix(w[1:], "’"); ok {
			r, _ = utf8.DecodeRuneInString(rest)
		}
	}
	return unicode.IsUpper(r)
}

func allCaps(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 0
}

// joins are small words inside names.
func joins(w string) bool {
	switch w {
	case "de", "del", "la", "las", "los", "of", "the", "al", "el", "ez", "es", "as", "ash", "az", "ad", "ar", "an", "at", "-", "‑", "–", "'", "’", "and", "sur", "am",
		"upon", "le", "les", "du", "da", "do", "dos", "das", "y", "i", "e", ".", "bin", "au", "aux", "d", "der", "den", "op", "aan", "bei", "zu", "en", "on", "under", "St", "’s", "'s":
		return true
	}
	return false
}

func (f *finder) sentence(r text.Run, si int32, kind ledger.BlockKind) {
	sh := f.shapeOf(r)
	for i := r.First; i < r.Last; {
		w := f.word(i)
		if !capital(w) && !f.article(i, w, r) {
			i++
			continue
		}
		n := f.longestAt(i, r, sh)
		if n == 0 {
			n = f.unlisted(i, r, si)
			if n == 0 {
				f.noteDemonym(i, w)
				n = 1
			}
			i += n
			continue
		}
		c := candidate{first: i, last: i + n, key: string(f.buf), hits: append([]hit(nil), f.hits...), inside: -1, sentence: si}
		c.span = text.Span{Start: f.d.Tokens[i].Start, End: f.d.Tokens[i+n-1].End}
		switch {
		case f.judge(&c, r, sh, kind):
			f.addPart(&c, r)
			f.cands = append(f.cands, c)
		case f.larger(&c, r, si):
			n = f.d.Names[f.name[i]-1].Run.Last - i
		case n == 1:
			f.noteDemonym(i, w)
		}
		i += n
	}
}

// larger takes the name of a river, lake or other feature of the land that the name finder marked around a listed name, which is that of
// some other place: "the Caroni River", of a town of Caroni.
func (f *finder) larger(c *candidate, r text.Run, si int32) bool {
	k := f.name[c.first]
	if k == 0 {
		return false
	}
	n := f.d.Names[k-1]
	if n.Type != "LOC" || n.Run.First < r.First || n.Run.Last > r.Last || n.Run.Len() > longest || n.Run.Len() <= c.last-c.first {
		return false
	}
	if last := len(f.cands) - 1; last >= 0 && f.cands[last].last > n.Run.First {
		return false
	}
	return (f.s.w.feature[f.word(n.Run.First)] || f.s.w.feature[f.word(n.Run.Last-1)]) && f.whole(n.Run, r, si) > 0
}

// article lets a name begin with a small article that belongs to it: "al-Bab", "el-Arish".
func (f *finder) article(i int32, w string, r text.Run) bool {
	switch w {
	case "al", "el", "ash", "ad", "ar", "as", "an", "az":
		return i+2 < r.Last && f.word(i+1) == "-" && capital(f.word(i+2))
	}
	return (strings.HasPrefix(w, "al-") || strings.HasPrefix(w, "el-")) && len(w) > 3 && capital(w[3:])
}

func (f *finder) noteDemonym(i int32, w string) {
	f.buf = appendFold(f.buf[:0], w)
	if c, ok := f.s.w.demonym[string(f.buf)]; ok {
		f.people[c]++
	}
}

// longestAt finds the longest name of the gazetteer that begins at token i; its key is left in f.buf and its places in f.hits.
func (f *finder) longestAt(i int32, r text.Run, sh shape) int32 {
	t := f.d.Tokens
	end := i + 1
	for end < r.Last && end < i+longest {
		w := f.word(end)
		if !capital(w) && !joins(w) && !(w[0] >= '0' && w[0] <= '9') {
			break
		}
		end++
	}
	for ; end > i; end-- {
		last := f.word(end - 1)
		if end > i+1 && !capital(last) {
			continue
		}
		s := text.Span{Start: t[i].Start, End: t[end-1].End}
		if s.Len() > 48 || s.Len() < 2 {
			continue
		}
		words := s.Of(f.d.Text)
		f.buf = appendFold(f.buf[:0], words)
		if len(f.buf) < 2 {
			continue
		}
		if len(f.buf) <= 3 && (!allCaps(words) || sh == capitals) && len(f.buf) < 3 {
			continue // "Us", "La"
		}
		if end == i+1 {
			if _, ok := f.s.w.demonym[string(f.buf)]; ok {
				return 0
			}
		}
		f.hits = f.s.g.find(f.buf, f.hits[:0])
		if len(f.hits) > 0 {
			return end - i
		}
	}
	return 0
}

// unlisted takes a place that the name finder marked and the gazetteer lacks; it returns its tokens, 0 if there is none.
func (f *finder) unlisted(i int32, r text.Run, si int32) int32 {
	k := f.name[i]
	if k == 0 {
		return 0
	}
	n := f.d.Names[k-1]
	if n.Type != "LOC" && n.Type != "GPE" || n.Run.First != i || n.Run.Last > r.Last || n.Run.Len() > longest {
		return 0
	}
	if _, ok := f.s.w.demonym[Fold(f.word(i))]; ok && n.Run.Len() == 1 {
		return 0
	}
	// A name of which a part is listed is left to that part: "Aleppo province".
	for j := i + 1; j < n.Run.Last; j++ {
		if capital(f.word(j)) && f.longestAt(j, text.Run{First: j, Last: n.Run.Last}, ordinary) > 0 {
			return 0
		}
	}
	return f.whole(n.Run, r, si)
}

// whole takes a name that the name finder marked as a place as it is, without an entry of the gazetteer, if the words around it ask for a place:
// the name finder alone errs too often about names that nobody knows. It returns the tokens of the name, 0 if it is not taken.
func (f *finder) whole(n, r text.Run, si int32) int32 {
	c := candidate{first: n.First, last: n.Last, inside: -1, sentence: si, named: true}
	c.span = text.Span{Start: f.d.Tokens[n.First].Start, End: f.d.Tokens[n.Last-1].End}
	f.signs(&c, r)
	words := c.span.Of(f.d.Text)
	switch {
	case !c.strong, c.span.Len() < 3, strings.ContainsAny(words, "0123456789@$%/,"), f.s.w.never[Fold(words)]:
		return 0
	case n.Len() == 1 && allCaps(words):
		return 0 // a body: "at WHO"
	case f.surname[f.word(n.Last-1)] || f.forename[f.word(n.First)]:
		return 0
	}
	f.cands = append(f.cands, c)
	return n.Len()
}

// addPart reads the words before a name that name a part of it: "eastern Aleppo", "rebel-held parts of Aleppo", "the east of Aleppo". "East of
// Aleppo" is no part of it.
func (f *finder) addPart(c *candidate, r text.Run) {
	first, ok := f.offset(c, r)
	if !ok {
		first, ok = f.border(c, r)
	}
	if ok {
		c.part = text.Span{Start: f.d.Tokens[first].Start, End: f.d.Tokens[c.first-1].End}.Of(f.d.Text)
		return
	}
	j := c.first - 1
	if j > r.First && strings.EqualFold(f.word(j), "the") {
		j--
	}
	if j > r.First && strings.EqualFold(f.word(j), "of") {
		bare := true // the noun says little without an adjective: "part of Aleppo" may be all of it
		switch strings.ToLower(f.word(j - 1)) {
		case "outskirts", "suburbs", "edge", "centre", "center", "neighbourhoods", "neighborhoods", "countryside", "corner":
			bare = false
		case "part", "parts", "side", "areas", "area", "districts", "half", "quarter", "quarters":
		case "north", "south", "east", "west":
			if !strings.EqualFold(f.word(j-2), "the") {
				return
			}
			bare = false
		default:
			return
		}
		k := f.parts(j-1, r)
		if k == j-1 && bare {
			return
		}
		c.part = text.Span{Start: f.d.Tokens[k].Start, End: f.d.Tokens[j].End}.Of(f.d.Text)
		return
	}
	if k := f.parts(c.first, r); k < c.first {
		c.part = text.Span{Start: f.d.Tokens[k].Start, End: f.d.Tokens[c.first-1].End}.Of(f.d.Text)
	}
}

// parts steps back over words for parts before token i: "eastern rebel-held", "north-eastern"; words may be cut at hyphens.
func (f *finder) parts(i int32, r text.Run) int32 {
	for i > r.First {
		if f.partWord(i - 1) {
			i--
			if i-2 >= r.First && f.word(i-1) == "-" && f.partWord(i-2) {
				i -= 2
			}
			continue
		}
		if i-3 >= r.First && f.word(i-2) == "-" {
			if w := strings.ToLower(f.word(i - 1)); w == "held" || w == "controlled" || w == "occupied" {
				i -= 3
				continue
			}
		}
		break
	}
	return i
}

// partWord reports a word of direction or of who holds a part.
func (f *finder) partWord(i int32) bool {
	w := f.word(i)
	if len(w) > 24 || w == "greater" || w == "Old" || w == "Central" && i > 0 && f.word(i-1) == "of" {
		return false // "greater US influence"
	}
	return f.s.w.part[strings.ToLower(w)]
}

func (f *finder) xpos(i int32) string {
	if i < 0 || int(i) >= len(f.d.Tokens) {
		return ""
	}
	return f.d.Tokens[i].XPOS
}

func (f *finder) lemma(i int32) string {
	if i < 0 || int(i) >= len(f.d.Tokens) {
		return ""
	}
	return f.d.Tokens[i].Lemma
}
