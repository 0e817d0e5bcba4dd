package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook/parse"
)

// speech is three sentences in two lines behind a comment, packed by bzip2.
const speech = `QlpoOTFBWSZTWRugAwQAAA1XgAAQSAUUIIQAN+ffoCAAciJpGTZTEYBMIVP0JqeUyABlD9USQ97PbXy9+aJN3xWrLNFipqozkgCEffkbtk1LHl6+EwE+tHDSYX5kQ2Rh+rbRtSpBGnG5YWgQ6YueZ7VTmPxAW0oMRCHfHTA/F3JFOFCQG6ADBA==`

// dataFolder makes a folder with a little of every set.
func dataFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	trees := func(source string) string {
		var b strings.Builder
		for i := 0; i < 24; i++ {
			fmt.Fprintf(&b, "# sent_id = %s-%d\n", source, i)
			who := []string{"Oren", "Tull", "Maren", "Sella"}[i%4]
			verb := [][2]string{{"left", "leave"}, {"saw", "see"}, {"watched", "watch"}}[i%3]
			fmt.Fprintf(&b, "1\t%s\t%s\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\tEntity=(1-person-new-nnnnn-cf1-1-sgl)\n", who, who)
			fmt.Fprintf(&b, "2\t%s\t%s\tVERB\tVBD\tTense=Past\t0\troot\t_\t_\n3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\t_\n", verb[0], verb[1])
			b.WriteString("4\tharbour\tharbour\tNOUN\tNN\tNumber=Sing\t2\tobj\t_\t_\n5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n")
		}
		return b.String()
	}
	names := func(sep string, number bool, labels ...string) string {
		var b strings.Builder
		for i := 0; i < 24; i++ {
			fmt.Fprintf(&b, "# sent_id = e-%d\n", i)
			who := []string{"Oren", "Tull", "Maren", "Sella"}[i%4]
			for k, w := range []string{who, []string{"left", "saw", "watched"}[i%3], "the", "harbour", "."} {
				l := "O"
				if k < len(labels) {
					l = labels[k]
				}
				if number {
					fmt.Fprintf(&b, "%d%s", k+1, sep)
				}
				fmt.Fprintf(&b, "%s%s%s\n", w, sep, l)
			}
			b.WriteString("\n")
		}
		return b.String()
	}
	for path, content := range map[string]string{
		ewtTrain: trees("e"), ewtDev: trees("e"), gumTrain: trees("g"), gumDev: trees("g"),
		unerTrain: names("\t", true, "B-PER"), unerDev: names("\t", true, "B-PER"), wikigold: names(" ", false, "I-PER"),
		"worldwide_ner/af_afrol_11.txt.tsv": "Captain\tO\nOren\tB-Person\nwas\tO\nnot\tO\nat\tO\nthe\tO\npier\tO\nof\tO\nSella\tB-Location\n.\tO\n", // held back
		"worldwide_ner/af_afrol_10.txt.tsv": names("\t", false, "B-Person") + "Sella\tB-Location\nBay\tI-Location\nis\tO\nshut\tO\n.\tO\n",
		countries:                           "#ISO\t\t\t\tCountry\nTU\tTUL\t1\tTU\tTullia\n",
		regions:                             "#code\tname\nTU.1\tSella Bay\n",
		leaders:                             "fips,role,text\ntu,chief of state,President Maren TULL (since 2 May 2019)\n",
		"polnear/train/text/a.txt":          "The pilots said that the harbour was shut. Nobody asked them why.\n",
	} {
		write(t, filepath.Join(dir, path), content)
	}
	b, err := base64.StdEncoding.DecodeString(speech)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, speeches), string(b))
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	fmt.Fprintf(w, "1\tSella\tSella\n")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, cities), z.String())
	write(t, filepath.Join(dir, wordnet), string(archive(t, "moor:\n  v:\n    sense:\n    - id: x\n")))
	return dir
}

// archive packs a file of entries as Open English WordNet is packed.
func archive(t *testing.T, entries string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	if err := w.WriteHeader(&tar.Header{Name: "oewn/entries-x.yaml", Mode: 0o644, Size: int64(len(entries))}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(entries)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestFlow pretrains and trains a tiny network, and twice over gets the same bytes.
func TestFlow(t *testing.T) {
	data, out := dataFolder(t), t.TempDir()
	tiny := []string{"-width", "32", "-convs", "1", "-blocks", "1", "-heads", "2", "-arc", "32", "-label", "32"}
	var first [2][]byte
	for round := 0; round < 2; round++ {
		enc, model := filepath.Join(out, "encoder.bin"), filepath.Join(out, "net.bin")
		args := append([]string{"encoder", "-data", data, "-repo", "../data", "-out", enc, "-tokens", "4000", "-least", "1", "-buckets", "50"}, tiny...)
		if err := run(args); err != nil {
			t.Fatal(err)
		}
		if err := run([]string{"net", "-data", data, "-repo", "../data", "-encoder", enc, "-out", model, "-epochs", "20", "-rate", "1e-2", "-batch", "60"}); err != nil {
			t.Fatal(err)
		}
		for i, p := range []string{enc, model} {
			b, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			if round == 0 {
				first[i] = b
			} else if !bytes.Equal(first[i], b) {
				t.Errorf("%s has other bytes the second time", p)
			}
		}
	}
	if _, err := parse.DecodeNetwork(first[1]); err != nil {
		t.Fatal(err)
	}
	card, err := os.ReadFile(filepath.Join(out, "net.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"Remake: `go run ./train net -batch 60 -encoder ", "  - UD English EWT, train part: 24 sentences, 120 words (CC BY-SA 4.0)", "  - names made of the entities of GUM: 24 sentences, 24 names",
		"  - worldwide NER, less the tenth held back: 25 sentences, 25 names in 1 articles", "\n- EWT dev UPOS: ", "\n- GUM dev raw LAS: ", "\n- names worldwide NER held back F1: ", "1 articles whose file names hash", "\naf_afrol_11\n", "\nWeaknesses: ",
	} {
		if !strings.Contains(string(card), line) {
			t.Errorf("the card has no %q:\n%s", line, card)
		}
	}

	// what is broken stops the training with file and line
	write(t, filepath.Join(data, wikigold), "Oren I-PER\nTull\n")
	err = run([]string{"net", "-data", data, "-repo", "../data", "-encoder", filepath.Join(out, "encoder.bin"), "-out", filepath.Join(out, "net.bin")})
	if err == nil || !strings.Contains(err.Error(), wikigold+":2: 1 column") {
		t.Errorf("%v", err)
	}
}
