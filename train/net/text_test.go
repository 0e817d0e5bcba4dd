package net

import (
	"encoding/base64"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daybook/ledger"
	"daybook/text"
)

// spaces cuts sentences at stops and words at spaces.
type spaces struct{}

func (spaces) Split(d *ledger.Document) {
	at := int32(0)
	first := int32(0)
	for _, w := range strings.Split(d.Text, " ") {
		d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: at, End: at + int32(len(w))}})
		at += int32(len(w)) + 1
		if n := int32(len(d.Tokens)); strings.HasSuffix(w, ".") {
			d.Sentences = append(d.Sentences, ledger.Sentence{Run: text.Run{First: first, Last: n}})
			first = n
		}
	}
}

// packed is four lines, one of them a comment and one empty, packed by bzip2.
const packed = `QlpoOTFBWSZTWRugAwQAAA1XgAAQSAUUIIQAN+ffoCAAciJpGTZTEYBMIVP0JqeUyABlD9USQ97PbXy9+aJN3xWrLNFipqozkgCEffkbtk1LHl6+EwE+tHDS
YX5kQ2Rh+rbRtSpBGnG5YWgQ6YueZ7VTmPxAW0oMRCHfHTA/F3JFOFCQG6ADBA==`

func unpacked(t *testing.T) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(packed)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEachSentence(t *testing.T) {
	p := write(t, "a.txt.bz2", string(unpacked(t)))
	var got []string
	if err := EachSentence(p, spaces{}, func(s []string) { got = append(got, strings.Join(s, " ")) }); err != nil {
		t.Fatal(err)
	}
	want := []string{"The harbour of Oren Bay was shut for two days.", "Divers found no mine, said the pilots.", "It opened again on the third."}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	got = nil
	p = write(t, "a.txt", strings.Repeat("word ", 300)+"end.\nToo short.\n")
	if err := EachSentence(p, spaces{}, func(s []string) { got = append(got, strings.Join(s, " ")) }); err != nil {
		t.Fatal(err)
	}
	if len(got) != 3 || strings.Count(got[0], " ") != longestSentence-1 || !strings.HasSuffix(got[2], "end.") {
		t.Errorf("got %q", got)
	}
}

func TestEachSentenceTellsWhatIsBroken(t *testing.T) {
	whole := unpacked(t)
	damaged := slices.Clone(whole)
	damaged[len(damaged)/2] ^= 0x40
	for name, b := range map[string][]byte{"short": whole[:len(whole)-9], "damaged": damaged, "other": []byte("plain text under a wrong name\n")} {
		err := EachSentence(write(t, name+".bz2", string(b)), spaces{}, func([]string) {})
		wantError(t, err, name+".bz2:", "cut short or damaged")
	}
	err := EachSentence(filepath.Join(t.TempDir(), "none.txt.bz2"), spaces{}, func([]string) {})
	if err == nil || !strings.Contains(err.Error(), "none.txt.bz2") {
		t.Errorf("a missing file: %v", err)
	}
}
