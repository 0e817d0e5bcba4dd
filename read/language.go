package read

import (
	_ "embed"
	"fmt"
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"daybook/text"
)

//go:embed language.tsv
var languageTable string

// languages is language.tsv made ready. Weights are log(languages of the script / languages that have the sign): what all
// share tells nothing.
type languages struct {
	codes   []string
	names   map[string]string // English name of a code
	scripts []string
	alone   map[string]string // a script with one language
	words   map[string][]sign
	letters map[rune][]sign
	endings map[string][]sign
}

type sign struct {
	language int
	weight   float32
}

var languageSigns = sync.OnceValue(func() *languages {
	l, err := parseLanguages(languageTable)
	if err != nil {
		panic("read/language.tsv: " + err.Error()) // embedded, and a test parses it
	}
	return l
})

func parseLanguages(table string) (*languages, error) {
	l := &languages{names: map[string]string{}, alone: map[string]string{}, words: map[string][]sign{}, letters: map[rune][]sign{}, endings: map[string][]sign{}}
	size := map[string]int{}
	var rows [][]string
	for i, line := range strings.Split(table, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 6 {
			return nil, fmt.Errorf("line %d: has %d columns, want code, name, script, letters, words, endings", i+1, len(f))
		}
		rows = append(rows, f)
		code, script := f[0], f[2]
		l.names[code] = f[1]
		l.codes, l.scripts = append(l.codes, code), append(l.scripts, script)
		if size[script]++; size[script] == 1 {
			l.alone[script] = code
		} else {
			delete(l.alone, script)
		}
	}
	for i, f := range rows {
		if f[3] != "-" {
			for _, r := range f[3] {
				l.letters[r] = append(l.letters[r], sign{i, 0})
			}
		}
		for _, w := range listed(f[4]) {
			l.words[w] = append(l.words[w], sign{i, 0})
		}
		for _, w := range listed(f[5]) {
			l.endings[w] = append(l.endings[w], sign{i, 0})
		}
	}
	weigh(l.words, 1, l.scripts, size)
	weigh(l.letters, 0.4, l.scripts, size)
	weigh(l.endings, 0.25, l.scripts, size)
	return l, nil
}

func listed(s string) []string {
	if s == "-" {
		return nil
	}
	var out []string
	seen := map[string]bool{}
	for _, w := range strings.Fields(s) {
		if !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}

func weigh[K comparable](m map[K][]sign, unit float64, scripts []string, size map[string]int) {
	for _, signs := range m {
		for i := range signs {
			n := max(size[scripts[signs[i].language]], 2)
			signs[i].weight = float32(unit * math.Log(float64(n+1)/float64(len(signs))))
		}
	}
}

// The evidence needed, in weight for each word: running text in a listed language reaches 0.6 and more.
const (
	enough     = 0.3
	shortText  = 14 // words: a headline may do without any of the words listed
	sampleSize = 32 << 10
)

// identify tells the language of a text by its script, by words that sentences cannot do without, by letters and endings.
// "und": not told. A short text in plain ASCII without evidence is taken for English, the language of nearly all that
// comes in so. told is what the page says, "" if nothing; it decides where the text does not.
func identify(s, told string) string {
	l := languageSigns()
	s = sample(s)
	script, ascii := scriptOf(s)
	if script == "" {
		return "und"
	}
	if code := l.alone[script]; code != "" {
		return code
	}
	score := make([]float32, len(l.codes))
	n := 0
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' }) {
		w = strings.Trim(strings.ReplaceAll(w, "’", "'"), "'")
		if w == "" {
			continue
		}
		n++
		l.score(w, score)
	}
	best, second := -1, -1
	for i := range score {
		switch {
		case l.scripts[i] != script:
		case best < 0 || score[i] > score[best]:
			best, second = i, best
		case second < 0 || score[i] > score[second]:
			second = i
		}
	}
	if n == 0 || best < 0 {
		return "und"
	}
	per := score[best] / float32(n)
	switch clear := second < 0 || score[best] > score[second]*1.1; {
	case per >= enough && (clear || l.codes[second] != told):
		return l.codes[best]
	case per >= enough:
		return told
	case script == "Latin" && ascii && n <= shortText && (told == "" || told == "en") && (l.codes[best] == "en" || per < enough):
		return "en"
	case told != "":
		return told
	case per >= enough/2 && clear:
		return l.codes[best]
	}
	return "und"
}

// score adds what one word, in lower case, says for each language.
func (l *languages) score(w string, score []float32) {
	if signs := l.words[w]; signs != nil {
		for _, g := range signs {
			score[g.language] += g.weight
		}
		return
	}
	for _, r := range w {
		if r >= utf8.RuneSelf {
			for _, g := range l.letters[r] {
				score[g.language] += g.weight
			}
		}
	}
	cut := 0
	for i := len(w); i > 0; {
		_, n := utf8.DecodeLastRuneInString(w[:i])
		i -= n
		if cut++; cut > 5 {
			break
		}
		if cut >= 2 && i > 0 {
			for _, g := range l.endings[w[i:]] {
				score[g.language] += g.weight
			}
		}
	}
}

// sample takes the beginning and the middle of a long text.
func sample(s string) string {
	if len(s) <= 2*sampleSize {
		return s
	}
	return strings.ToValidUTF8(s[:sampleSize], "") + " " + strings.ToValidUTF8(s[len(s)/2:len(s)/2+sampleSize], "")
}

var scriptTables = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Latin", unicode.Latin}, {"Cyrillic", unicode.Cyrillic}, {"Arabic", unicode.Arabic}, {"Han", unicode.Han}, {"Kana", unicode.Hiragana}, {"Kana", unicode.Katakana},
	{"Hangul", unicode.Hangul}, {"Greek", unicode.Greek}, {"Hebrew", unicode.Hebrew}, {"Devanagari", unicode.Devanagari}, {"Bengali", unicode.Bengali},
	{"Gurmukhi", unicode.Gurmukhi}, {"Gujarati", unicode.Gujarati}, {"Tamil", unicode.Tamil}, {"Telugu", unicode.Telugu}, {"Kannada", unicode.Kannada},
	{"Malayalam", unicode.Malayalam}, {"Sinhala", unicode.Sinhala}, {"Thai", unicode.Thai}, {"Lao", unicode.Lao}, {"Myanmar", unicode.Myanmar},
	{"Khmer", unicode.Khmer}, {"Ethiopic", unicode.Ethiopic}, {"Georgian", unicode.Georgian}, {"Armenian", unicode.Armenian},
}

// scriptOf returns the script of most letters, and whether all letters are ASCII. Japanese is told by its kana, which
// stand among more Chinese characters.
func scriptOf(s string) (script string, ascii bool) {
	counts := make([]int, len(scriptTables))
	ascii = true
	for _, r := range s {
		if r < utf8.RuneSelf {
			if 'a' <= r|0x20 && r|0x20 <= 'z' {
				counts[0]++
			}
			continue
		}
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			continue
		}
		ascii = false
		for i, t := range scriptTables {
			if unicode.Is(t.table, r) {
				counts[i]++
				break
			}
		}
	}
	total := map[string]int{}
	for i, t := range scriptTables {
		total[t.name] += counts[i]
	}
	if k := total["Kana"]; k > 0 && k*20 > total["Han"] {
		total["Kana"], total["Han"] = k+total["Han"], 0
	}
	most := 0
	for _, t := range scriptTables {
		if total[t.name] > most {
			script, most = t.name, total[t.name]
		}
	}
	return script, ascii
}

// language identifies the language of the report and says so where it is one that is not read yet.
func (r *reader) language() {
	src := &r.doc.Source
	src.Language = identify(r.doc.Text, r.page.language)
	switch src.Language {
	case "en":
	case "und":
		r.problem("the language could not be told; the report is kept and not read", "a longer text is told more surely", text.Span{})
	default:
		r.problem("language "+languageName(src.Language)+" ("+src.Language+") is not read yet; the report is kept", "give an English version if there is one", text.Span{})
	}
}

// languageName is the English name of a code, or the code itself.
func languageName(code string) string {
	if n := languageSigns().names[code]; n != "" {
		return n
	}
	return code
}
