package net

import (
	"fmt"
	"strings"
	"testing"
)

// tree reads words written as form/UPOS/XPOS/head/relation or, for the rest, form/UPOS/XPOS/head/relation/lemma.
func tree(id string, words ...string) Sentence {
	s := Sentence{ID: id}
	for _, w := range words {
		c := strings.Split(w, " ")
		var head int32
		fmt.Sscan(c[3], &head)
		lemma := strings.ToLower(c[0])
		if len(c) > 5 {
			lemma = c[5]
		}
		s.Words, s.UPOS, s.XPOS, s.Feats = append(s.Words, c[0]), append(s.UPOS, c[1]), append(s.XPOS, c[2]), append(s.Feats, "_")
		s.Head, s.Rel, s.Lemma = append(s.Head, head), append(s.Rel, c[4]), append(s.Lemma, lemma)
	}
	return s
}

// shown writes a sentence with the head and relation of each word.
func shown(s Sentence) string {
	var out []string
	for i, w := range s.Words {
		head := "ROOT"
		if h := s.Head[i]; h > 0 {
			head = s.Words[h-1]
		}
		out = append(out, w+"<"+head+":"+s.Rel[i])
	}
	return strings.Join(out, " ")
}

var (
	portShut = tree("a-1", "The DET DT 2 det", "clerk NOUN NN 3 nsubj", "said VERB VBD 0 root say", "that SCONJ IN 8 mark", "the DET DT 6 det", "port NOUN NN 8 nsubj:pass",
		"was AUX VBD 8 aux:pass be", "shut VERB VBN 3 ccomp", ". PUNCT . 3 punct")
	shipsWait = tree("a-2", "Many ADJ JJ 2 amod", "ships NOUN NNS 3 nsubj", "waited VERB VBD 0 root wait", "outside ADV RB 3 advmod", ". PUNCT . 3 punct")
)

func TestParted(t *testing.T) {
	got := Parted([]Sentence{portShut, portShut, portShut})
	for i, want := range []string{
		"“<shut:punct The<port:det port<shut:nsubj:pass was<shut:aux:pass shut<ROOT:root ,<said:punct ”<shut:punct the<clerk:det clerk<said:nsubj said<shut:parataxis .<shut:punct",
		"The<port:det port<shut:nsubj:pass ,<said:punct the<clerk:det clerk<said:nsubj said<shut:parataxis ,<said:punct was<shut:aux:pass shut<ROOT:root .<shut:punct",
		"“<shut:punct The<port:det port<shut:nsubj:pass was<shut:aux:pass shut<ROOT:root ,<said:punct ”<shut:punct said<shut:parataxis the<clerk:det clerk<said:nsubj .<shut:punct",
	} {
		if i >= len(got) {
			t.Fatalf("%d copies, want 3", len(got))
		}
		if g := shown(got[i]); g != want {
			t.Errorf("copy %d is\n%s, want\n%s", i, g, want)
		}
	}
	if got := Parted([]Sentence{shipsWait}); got != nil {
		t.Errorf("%s has nobody who speaks, yet it became %s", shown(shipsWait), shown(got[0]))
	}
}

func TestJoined(t *testing.T) {
	other := shipsWait
	other.ID = "b-2"
	got := Joined([]Sentence{portShut, shipsWait, portShut, shipsWait, portShut, other}, 1)
	var lines []string
	for _, s := range got {
		lines = append(lines, shown(s))
	}
	for i, want := range []string{
		"that<shut:mark the<port:det port<shut:nsubj:pass was<shut:aux:pass shut<said:ccomp ;<waited:punct many<ships:amod ships<waited:nsubj waited<said:parataxis outside<waited:advmod .<said:punct",
		"outside<waited:advmod ,<said:punct and<said:cc the<clerk:det clerk<said:nsubj said<waited:conj that<shut:mark",
		"shut<said:ccomp ,<waited:punct while<waited:mark many<ships:amod ships<waited:nsubj waited<said:advcl outside<waited:advmod .<said:punct",
	} {
		if i >= len(lines) || !strings.Contains(lines[i], want) {
			t.Errorf("sentence %d of\n%s\nlacks\n%s", i, strings.Join(lines, "\n"), want)
		}
	}
	// neighbours of two documents stay apart
	if n := len(Joined([]Sentence{portShut, other}, 1)); n != 0 {
		t.Errorf("%d sentences joined across documents", n)
	}
}

func TestUnpaired(t *testing.T) {
	quoted := tree("c-1", "“ PUNCT `` 4 punct", "The DET DT 3 det", "port NOUN NN 4 nsubj", "shuts VERB VBZ 0 root shut", ", PUNCT , 4 punct", "” PUNCT '' 4 punct", "she PRON PRP 8 nsubj", "said VERB VBD 4 parataxis say", ". PUNCT . 4 punct")
	got := Unpaired([]Sentence{quoted, quoted}, 1)
	if len(got) != 2 || strings.Join(got[0].Words, " ") != "The port shuts , ” she said ." || strings.Join(got[1].Words, " ") != "“ The port shuts , she said ." {
		t.Fatalf("got %v", got)
	}
	if g, want := shown(got[0]), "The<port:det port<shuts:nsubj shuts<ROOT:root ,<shuts:punct ”<shuts:punct she<said:nsubj said<shuts:parataxis .<shuts:punct"; g != want {
		t.Errorf("got %s, want %s", g, want)
	}
}

func TestRenamed(t *testing.T) {
	s := tree("d-1", "Ada PROPN NNP 3 nsubj", "Boro PROPN NNP 1 flat", "left VERB VBD 0 root leave", ". PUNCT . 3 punct")
	s.Names = []string{"B-PER", "E-PER", "O", "O"}
	from := Sentence{Words: []string{"Oren", "Tull", "met", "Maren"}, Names: []string{"B-PER", "E-PER", "O", "S-PER"}}
	got := Renamed([]Sentence{s}, []Sentence{from}, 1)
	if len(got) != 1 || strings.Join(got[0].Words, " ") != "Oren Tull left ." || got[0].Lemma[1] != "Tull" || s.Words[0] != "Ada" {
		t.Errorf("got %v, and the original is %v", got, s.Words)
	}
}

func TestTelegrams(t *testing.T) {
	bombed := tree("e-1", "A DET DT 2 det", "hospital NOUN NN 4 nsubj:pass", "was AUX VBD 4 aux:pass be", "bombed VERB VBN 0 root bomb", "in ADP IN 6 case", "Tripoli PROPN NNP 4 obl", ". PUNCT . 4 punct")
	carried := tree("e-2", "The DET DT 2 det", "storm NOUN NN 3 nsubj", "carried VERB VBD 0 root carry", "off ADP RP 3 compound:prt", "the DET DT 6 det", "roof NOUN NN 3 obj", ". PUNCT . 3 punct")
	var got []string
	for _, s := range Telegrams([]Sentence{bombed, carried, shipsWait}, 1) {
		got = append(got, shown(s))
	}
	want := []string{
		"Hospital<Bombed:nsubj:pass Bombed<ROOT:root in<Tripoli:case Tripoli<Bombed:obl",
		"Storm<carries:nsubj carries<ROOT:root off<carries:compound:prt roof<carries:obj",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestLowered: one of two sentences with a name, in small letters, with all its layers.
func TestLowered(t *testing.T) {
	all := []Sentence{
		{Words: []string{"Nobody", "came"}, Names: []string{"O", "O"}},
		{Words: []string{"Kenya", "Air", "flies"}, Names: []string{"B-ORG", "E-ORG", "O"}},
		{Words: []string{"Oslo", "is", "COLD"}, Names: []string{"S-LOC", "O", "O"}, UPOS: []string{"PROPN", "AUX", "ADJ"}, Known: []uint32{9, 0, 0}},
		{Words: []string{"Oslo"}},
	}
	got := Lowered(all, 2)
	if len(got) != 1 || strings.Join(got[0].Words, " ") != "oslo is cold" || got[0].Names[0] != "S-LOC" || got[0].UPOS[0] != "PROPN" || got[0].Known != nil {
		t.Errorf("copies are %+v", got)
	}
	if all[2].Words[0] != "Oslo" {
		t.Error("the sentence itself was changed")
	}
}
