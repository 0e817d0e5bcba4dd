package parse

import (
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"daybook/data"
	"daybook/ledger"
	"daybook/text"
)

var stage = sync.OnceValues(func() (*Stage, error) { return New(data.FS) })

func load(t testing.TB) *Stage {
	t.Helper()
	s, err := stage()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// prose is a report of our own to parse and measure on.
const prose = `The foreign minister of Norland, Ada Boro, said on Tuesday that talks with the rebels had failed and that the army would retake the port of Kessel.

“We gave them every chance,” she told reporters in the capital. “They answered with shells.”

At least 14 people were killed and dozens wounded when a market was hit overnight, according to the Red Lantern, an aid group. The group’s director, Tomas Ivers, blamed government aircraft; the army denied that it had flown over the town.

The rebels, who have held Kessel since March 2014, did not comment. Their spokesman had earlier accused Norland’s president, Karl Osei, of “preparing a massacre”.`

// check fails the test if a parsed document is not well formed: spans verbatim, ordered and in range, sentences that hold
// all tokens in order within their block, and in each sentence one tree with one root.
func check(t testing.TB, d *ledger.Document) {
	t.Helper()
	last := int32(0)
	for i, k := range d.Tokens {
		if k.Start < last || k.End <= k.Start || int(k.End) > len(d.Text) {
			t.Fatalf("token %d has span %v behind %d in a text of %d bytes", i, k.Span, last, len(d.Text))
		}
		if !utf8.RuneStart(d.Text[k.Start]) || int(k.End) < len(d.Text) && !utf8.RuneStart(d.Text[k.End]) {
			t.Fatalf("token %d cuts a character", i)
		}
		if k.Lemma == "" || k.UPOS == "" || k.XPOS == "" || k.Rel == "" {
			t.Fatalf("token %d lacks an analysis: %+v", i, k)
		}
		last = k.End
	}
	next := int32(0)
	for n, s := range d.Sentences {
		if s.First != next || s.Last <= s.First {
			t.Fatalf("sentence %d is %v, tokens so far %d", n, s.Run, next)
		}
		next = s.Last
		b := d.Blocks[s.Block].Span
		roots := 0
		for i := s.First; i < s.Last; i++ {
			k := d.Tokens[i]
			if !b.Contains(k.Span) {
				t.Fatalf("token %d lies outside the block of its sentence", i)
			}
			if k.Head == -1 {
				roots++
				if k.Rel != "root" {
					t.Fatalf("root of sentence %d has relation %s", n, k.Rel)
				}
				continue
			}
			if k.Head < s.First || k.Head >= s.Last || k.Rel == "root" {
				t.Fatalf("token %d has head %d and relation %s in sentence %v", i, k.Head, k.Rel, s.Run)
			}
			steps := int32(0)
			for h := i; h >= 0; h = d.Tokens[h].Head {
				if steps++; steps > s.Len() {
					t.Fatalf("token %d is in a cycle", i)
				}
			}
		}
		if roots != 1 {
			t.Fatalf("sentence %d has %d roots", n, roots)
		}
	}
	if int(next) != len(d.Tokens) {
		t.Fatalf("%d tokens in sentences of %d", next, len(d.Tokens))
	}
}

func TestParseOrdinaryProse(t *testing.T) {
	s := load(t)
	d := blocks(strings.Split(prose, "\n\n")...)
	s.Parse(d)
	check(t, d)
	if len(d.Sentences) != 7 {
		t.Errorf("%d sentences:\n%s", len(d.Sentences), lines(d))
	}
	want := map[string]string{ // form of a token: lemma, tag, relation, form of its head
		"said":   "say VBD root ",
		"Boro":   "Boro NNP flat Ada",
		"killed": "kill VBN root ",
		"people": "people NNS nsubj:pass killed",
		"denied": "deny VBD",
		"rebels": "rebel NNS",
		"told":   "tell VBD",
		"flown":  "fly VBN ccomp denied",
	}
	for i := range d.Tokens {
		k := &d.Tokens[i]
		w, ok := want[k.Of(d.Text)]
		if !ok {
			continue
		}
		head := ""
		if k.Head >= 0 {
			head = d.Tokens[k.Head].Of(d.Text)
		}
		if got := strings.Join([]string{k.Lemma, k.XPOS, k.Rel, head}, " "); !strings.HasPrefix(got, w) {
			t.Errorf("%s: got %q, want %q", k.Of(d.Text), got, w)
		}
	}
}

// TestTreesAreWellFormed parses words thrown together at random, in sentences of all lengths.
func TestTreesAreWellFormed(t *testing.T) {
	s := load(t)
	r := rand.New(rand.NewPCG(7, 7))
	bag := append(strings.Fields(prose), ".", "…", "“", "”", "(", "]", "--", "и", "中", "\u0301", "1,000", "U.S.", "'", "’s", "http://example.org", "-", "a-b-c", "?!")
	for n := 0; n < 300; n++ {
		var b strings.Builder
		for i := r.IntN(60); i >= 0; i-- {
			b.WriteString(bag[r.IntN(len(bag))])
			if r.IntN(5) > 0 {
				b.WriteByte(' ')
			}
		}
		d := blocks(b.String())
		s.Parse(d)
		check(t, d)
	}
}

// TestDamagedText parses stretches of text in which characters were changed, lost and put in from all over Unicode.
func TestDamagedText(t *testing.T) {
	s := load(t)
	b, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 5))
	all := []rune(string(b) + prose)
	for n := 0; n < 1500; n++ {
		k := r.IntN(len(all) - 300)
		x := append([]rune(nil), all[k:k+r.IntN(300)]...)
		for m := r.IntN(20); m > 0 && len(x) > 1; m-- {
			i, j := r.IntN(len(x)), r.IntN(len(x))
			switch r.IntN(3) {
			case 0:
				x[i] = x[j]
			case 1:
				x = append(x[:i], x[i+1:]...)
			default:
				x[i] = rune(r.IntN(0x3000))
			}
		}
		d := blocks(strings.Split(strings.ToValidUTF8(string(x), "?"), "\n\n")...)
		s.Parse(d)
		check(t, d)
	}
}

func TestSameTextSameBytes(t *testing.T) {
	s := load(t)
	a := blocks(strings.Split(prose, "\n\n")...)
	s.Parse(a)
	var wait sync.WaitGroup
	for n := 0; n < 4; n++ {
		wait.Add(1)
		go func() {
			defer wait.Done()
			other, err := New(data.FS)
			if err != nil {
				t.Error(err)
				return
			}
			b := blocks(strings.Split(prose, "\n\n")...)
			other.Parse(b)
			s.Parse(b)
			if !reflect.DeepEqual(a.Tokens, b.Tokens) || !reflect.DeepEqual(a.Sentences, b.Sentences) {
				t.Error("the same text was parsed in two ways")
			}
		}()
	}
	wait.Wait()
}

func TestAnalyseKeepsGivenTokens(t *testing.T) {
	s := load(t)
	d := blocks("cannot go")
	d.Tokens = []text.Token{{Span: text.Span{Start: 0, End: 6}}, {Span: text.Span{Start: 7, End: 9}}}
	d.Sentences = []ledger.Sentence{{Run: text.Run{First: 0, Last: 2}}}
	s.Analyse(d)
	check(t, d)
	if len(d.Tokens) != 2 || d.Tokens[0].Len() != 6 {
		t.Errorf("tokens changed: %v", d.Tokens)
	}
	empty := &ledger.Document{}
	s.Analyse(empty)
	if empty.Tree == nil {
		t.Error("no tree for an empty document")
	}
}

func FuzzParse(f *testing.F) {
	f.Add(prose)
	if b, err := os.ReadFile("testdata/sentences.txt"); err == nil {
		f.Add(string(b))
	}
	f.Add("\xff\xfe a\x00b ... 'n' “‘’” [1]")
	f.Add(strings.Repeat("-", 3000))
	f.Add(strings.Repeat("a.", 900))
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			s = strings.ToValidUTF8(s, "\uFFFD")
		}
		d := blocks(strings.Split(s, "\n\n")...)
		load(t).Parse(d)
		check(t, d)
	})
}

// TestOneSubject: where two words could be the subject of a verb, one of them is found another place. The sentences are of the kinds in which the
// network, arc by arc, gave a verb two: a subject that a tag of speech parts from its verb, a name behind a title, a phrase in front.
func TestOneSubject(t *testing.T) {
	for _, words := range []string{
		"The use of the charge of treason in this case, she said, “is a sign of fear by the state”.",
		"Traders rejected the claims and the state news agency Kessel has instead blamed rising prices.",
		"A sixth grade student at the Harbour School, Sella, Ada has been showing interest in boats.",
		"But since its sale in the spring, new controls have forced it to yield ground.",
		"The temperature in Arda County’s Mirsk Township yesterday reached 40.7 degrees, the Arda Weather Station said.",
	} {
		d := &ledger.Document{Text: words, Blocks: []ledger.Block{{Span: text.Span{Start: 0, End: int32(len(words))}, Kind: ledger.Body}}}
		load(t).Parse(d)
		subject := map[int32]string{}
		for _, k := range d.Tokens {
			switch k.Rel {
			case "nsubj", "nsubj:pass", "csubj", "csubj:pass":
				if s, ok := subject[k.Head]; ok {
					t.Errorf("%s: %q has the subjects %q and %q", words, d.Tokens[k.Head].Of(words), s, k.Of(words))
				}
				subject[k.Head] = k.Of(words)
			}
		}
		if len(subject) == 0 {
			t.Errorf("%s: no subject", words)
		}
	}
}

func TestVoice(t *testing.T) {
	// tokens 5 to 8 of a document
	tokens := []text.Token{{Head: 8, Rel: "nsubj"}, {Head: 8, Rel: "aux:pass"}, {Head: 6, Rel: "nsubj:pass"}, {Head: -1, Rel: "root"}}
	voice(tokens, 5)
	if got := tokens[0].Rel + " " + tokens[2].Rel; got != "nsubj:pass nsubj" {
		t.Errorf("got %s", got)
	}
}

func TestJoined(t *testing.T) {
	// "the mayor and the council, its head" from token 5 on
	tokens := []text.Token{{Head: 6, Rel: "det"}, {Head: -1, Rel: "root"}, {Head: 9, Rel: "cc"}, {Head: 9, Rel: "det"}, {Head: 6, Rel: "appos"}, {Head: 12, Rel: "punct"}, {Head: 12, Rel: "nmod:poss"}, {Head: 9, Rel: "appos"}}
	joined(tokens, 5)
	if got := tokens[4].Rel + " " + tokens[7].Rel; got != "conj appos" {
		t.Errorf("got %s", got)
	}
}
