// Command run pretrains and fine-tunes the network.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"daybook/train/net"
)

func main() {
	shared := flag.String("shared", "../shared/data", "data folder")
	pre := flag.String("pretrain", "", "write a pretrained encoder here")
	from := flag.String("from", "", "start from a pretrained encoder")
	out := flag.String("out", "", "write the trained network here")
	tokens := flag.Int("tokens", 30e6, "words of pretraining")
	epochs := flag.Float64("epochs", 20, "passes over the treebanks")
	rate := flag.Float64("rate", 1e-3, "learning rate")
	seed := flag.Uint64("seed", 1, "seed")
	flag.Parse()
	if p := os.Getenv("CPUPROFILE"); p != "" {
		defer profile(p)()
	}
	if err := run(*shared, *pre, *from, *out, *tokens, *epochs, *rate, *seed); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func trees(shared, part string) (ewt, gum []net.Sentence, err error) {
	if ewt, err = net.ReadCoNLLU(filepath.Join(shared, "ud_en_ewt/en_ewt-ud-"+part+".conllu")); err != nil {
		return
	}
	gum, err = net.ReadCoNLLU(filepath.Join(shared, "ud_en_gum/en_gum-open-"+part+".conllu"))
	return
}

// worldwide reads the newspapers' names; held is the tenth of documents kept back, by a hash of outlet and number.
func worldwide(shared string) (train, held []net.Sentence, err error) {
	fs, err := filepath.Glob(filepath.Join(shared, "worldwide_ner/*.tsv"))
	if err != nil {
		return nil, nil, err
	}
	sort.Strings(fs)
	for _, f := range fs {
		ss, err := net.ReadIOB(f, "\t", 0, 1)
		if err != nil {
			return nil, nil, err
		}
		h := uint32(2166136261)
		for _, c := range []byte(filepath.Base(f)) {
			h = (h ^ uint32(c)) * 16777619
		}
		h ^= h >> 13
		if h%10 == 0 {
			held = append(held, ss...)
		} else {
			train = append(train, ss...)
		}
	}
	return train, held, nil
}

func run(shared, pre, from, out string, tokens int, epochs, rate float64, seed uint64) error {
	ewt, gum, err := trees(shared, "train")
	if err != nil {
		return err
	}
	ewtDev, gumDev, err := trees(shared, "dev")
	if err != nil {
		return err
	}
	world, held, err := worldwide(shared)
	if err != nil {
		return err
	}
	if pre != "" {
		c := &net.Words{}
		for _, ss := range [][]net.Sentence{ewt, gum, world} {
			for _, s := range ss {
				c.Add(s.Words)
			}
		}
		texts, err := net.Texts(filepath.Join(shared, "polnear/train/text/*.txt"))
		if err != nil {
			return err
		}
		for _, f := range texts {
			b, err := os.ReadFile(f)
			if err != nil {
				return err
			}
			for para := range strings.SplitSeq(string(b), "\n") {
				net.Rough(para, c.Add)
			}
		}
		fmt.Fprintf(os.Stderr, "news and treebanks: %d words\n", c.Total())
		// the speeches are ten times the rest: the rest is seen twice
		c.Double()
		if err := net.EachText(filepath.Join(shared, "ungdc.txt.bz2"), func(line string) {
			if !strings.HasPrefix(line, "# ") {
				net.Rough(line, c.Add)
			}
		}); err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "all: %d words, %d types\n", c.Total(), len(c.Types))
		v := net.NewVocabulary(c.Count(), 20000, 5, 20000)
		n := net.NewNetwork(net.Shipped, v, net.Labels{}, seed)
		n.Pretrain(c, 12000, tokens, rate, seed, func() {
			if err := n.Save(pre); err != nil {
				fmt.Fprintln(os.Stderr, err)
			}
		})
		return nil
	}
	all := append(append([]net.Sentence(nil), ewt...), gum...)
	var names []net.Sentence
	uner, err := net.ReadIOB(filepath.Join(shared, "uner_ewt/train.iob2"), "\t", 1, 2)
	if err != nil {
		return err
	}
	unerDev, err := net.ReadIOB(filepath.Join(shared, "uner_ewt/dev.iob2"), "\t", 1, 2)
	if err != nil {
		return err
	}
	names = append(append(names, uner...), world...)
	labels := net.LabelsOf(all, names)
	var n *net.Network
	if from != "" {
		if n, err = net.Load(from, &labels, seed); err != nil {
			return err
		}
	} else {
		count := map[string]int{}
		for _, s := range all {
			net.CountForms(count, s.Words)
		}
		n = net.NewNetwork(net.Shipped, net.NewVocabulary(count, 30000, 2, 30000), labels, seed)
	}
	plan := net.Plan{Epochs: epochs, Rate: rate, Batch: 700, Seed: seed, Drops: net.Drops{Embed: 0.2, Inner: 0.15, Head: 0.25}, WordDrop: 0.1, MaskDrop: 0.05, Names: 0.3}
	report := func(epoch int) {
		e, g := n.Measure(ewtDev), n.Measure(gumDev)
		_, _, f1 := n.MeasureNames(unerDev)
		_, _, f2 := n.MeasureNames(held)
		fmt.Printf("epoch %d EWT %.2f/%.2f/%.2f core %.1f GUM %.2f/%.2f/%.2f core %.1f names UNER %.2f worldwide %.2f\n", epoch, e.UPOS, e.UAS, e.LAS, e.Core, g.UPOS, g.UAS, g.LAS, g.Core, f1, f2)
	}
	n.FineTune(all, names, plan, report)
	report(-1)
	if out != "" {
		return n.Save(out)
	}
	return nil
}
