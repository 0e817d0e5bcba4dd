package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"daybook/model"
	"daybook/parse"
	"daybook/train/net"
)

// networkOptions are the flags of train net.
type networkOptions struct {
	data, repo, encoder, out, checkpoint string
	scratch                              bool
	size                                 net.Size
	trees, sets, skip                    string
	copies                               string
	headlines                            int
	plan                                 net.Plan
	seed                                 uint64
	only                                 bool
}

// key is what the result depends on besides the data.
func (o *networkOptions) key() string {
	from := o.encoder
	if o.scratch {
		from = fmt.Sprintf("nothing, size %+v", o.size)
	}
	return fmt.Sprintf("network from %s, trees of %s, names of %s, headlines %d, copies %s, %+v", from, o.trees, o.sets, o.headlines, o.copies, o.plan)
}

// network trains the encoder and all heads on treebanks and names, and writes net.bin.
func network(fs *flag.FlagSet, args []string) error {
	o := networkOptions{size: net.Shipped, plan: net.Plan{Epochs: 20, Rate: 1e-3, Batch: 700, Drops: net.Drops{Embed: 0.2, Inner: 0.15, Head: 0.25}, WordDrop: 0.1, MaskDrop: 0.05, Names: 0.4}}
	names := float64(o.plan.Names)
	fs.StringVar(&o.data, "data", "../shared/data", "folder of the training data")
	fs.StringVar(&o.repo, "repo", "data", "data folder of the repository: names of peoples to learn from, all else to measure with")
	fs.StringVar(&o.encoder, "encoder", encoderPath, "pretrained encoder to start from")
	fs.BoolVar(&o.scratch, "scratch", false, "start from random weights of the size that -width and the like give, not from -encoder")
	sizeFlags(fs, &o.size)
	fs.StringVar(&o.out, "out", filepath.Join("data", parse.NetworkPath), "model file to write; its card is written beside it")
	fs.StringVar(&o.checkpoint, "checkpoint", "", "folder to keep the state in every ten minutes; the same command goes on from there")
	fs.StringVar(&o.trees, "trees", "ewt,gum", "treebanks to learn from")
	fs.StringVar(&o.skip, "skip", "", "heads to teach nothing, to see what the others lose: upos, xpos, feats, trees, names")
	fs.StringVar(&o.sets, "names", "uner,wikigold,gum,worldwide", "sets to learn names from; there are wnut and btc too")
	fs.Float64Var(&names, "names-share", names, "share of steps that learn from the sets of names without trees")
	fs.IntVar(&o.headlines, "headlines", 6, "one of so many sentences is learned as a headline too; 0: none")
	fs.StringVar(&o.copies, "copies", shippedCopies, "copies of sentences to learn from too: "+copyNames())
	fs.Float64Var(&o.plan.Epochs, "epochs", o.plan.Epochs, "passes over the treebanks")
	fs.Float64Var(&o.plan.Rate, "rate", o.plan.Rate, "learning rate at its highest")
	fs.IntVar(&o.plan.Batch, "batch", o.plan.Batch, "words of a step and worker")
	fs.Uint64Var(&o.seed, "seed", 1, "seed of weights, order and what is dropped")
	fs.BoolVar(&o.only, "measure", false, "measure the model at -out and print the figures; train nothing")
	fs.Parse(args)
	o.plan.Seed, o.plan.Names = o.seed, float32(names)
	switch {
	case o.plan.Epochs <= 0 || o.plan.Rate <= 0 || o.plan.Batch <= 0:
		return fmt.Errorf("-epochs, -rate and -batch must be above 0")
	case names < 0 || names >= 1:
		return fmt.Errorf("-names-share %g: must be at least 0 and below 1", names)
	}
	if err := checkSize(o.size); err != nil {
		return err
	}
	c := card{title: filepath.Base(o.out) + ": tags, features, lemmas, trees, names", command: commandLine("net", fs), began: time.Now(),
		about: `What it is: a network of one encoder with heads for parts of speech, features, trees and names, in whole numbers of 8 bits, and tables that make
lemmas of words and tags. How it works: docs/core.md.`,
		weaknesses: `web, encyclopedia and talk rather than news in the treebanks; the sets of names draw the line between a place and an organisation in unlike ways.`}
	if len(list(o.trees)) == 0 {
		return fmt.Errorf("-trees: none given; there are ewt and gum")
	}
	for _, h := range list(o.skip) {
		if !slices.Contains([]string{"upos", "xpos", "feats", "trees", "names"}, h) {
			return fmt.Errorf("-skip: there is no head %q; there are upos, xpos, feats, trees, names", h)
		}
		o.plan.Skip = append(o.plan.Skip, h)
	}
	for _, name := range list(o.copies) {
		if !slices.ContainsFunc(copiers, func(c copier) bool { return c.name == name }) {
			return fmt.Errorf("-copies: there are no copies %q; there are %s", name, copyNames())
		}
	}
	l, err := readLabelled(o.data, o.repo, list(o.trees), list(o.sets))
	if err != nil {
		return err
	}
	for _, a := range l.about {
		say("%s", a)
	}
	if o.only {
		b, err := os.ReadFile(o.out)
		if err != nil {
			return err
		}
		if err := measureAll(&c, o.data, o.repo, l.held, b); err != nil {
			return err
		}
		fmt.Println(strings.Join(c.figures, "\n"))
		return nil
	}
	watch, err := watchIn(o.checkpoint, "net", o.key())
	if err != nil {
		return err
	}
	n, err := startNetwork(&o, l)
	if err != nil {
		return err
	}
	b := newBar("net")
	watch.Report = b.step
	trees := append(append([]net.Sentence(nil), l.trees...), net.Headlines(l.trees, o.headlines)...)
	withNames := append(append([]net.Sentence(nil), l.names...), net.Headlines(l.names, o.headlines)...)
	for _, name := range list(o.copies) {
		moreTrees, moreNames := l.copies(name)
		trees, withNames = append(trees, moreTrees...), append(withNames, moreNames...)
		say("%s", l.about[len(l.about)-1])
	}
	mark(l.lists, trees)
	mark(l.lists, withNames)
	err = n.FineTune(trees, withNames, o.plan, watch, func(epoch int) {
		e, g := n.Measure(l.ewtDev), n.Measure(l.gumDev)
		_, _, u := n.MeasureNames(l.unerDev)
		_, _, w := n.MeasureNames(l.heldNames)
		say("pass %d, single precision: EWT UPOS %.2f LAS %.2f core %.1f, GUM UPOS %.2f LAS %.2f core %.1f, names UNER %.1f worldwide %.1f", epoch, e.UPOS, e.LAS, e.Core, g.UPOS, g.LAS, g.Core, u, w)
	})
	if err != nil {
		return err
	}
	sections := n.Export(l.trees)
	l.known.sections(sections)
	lemmas(sections, l.trees, append(l.inflections, peopleForms(l.adjectives)...))
	file, err := model.Encode(sections)
	if err != nil {
		return err
	}
	if _, err := parse.DecodeNetwork(file); err != nil {
		return err
	}
	if err := net.WriteFile(o.out, file); err != nil {
		return err
	}
	say("wrote %s, %d bytes", o.out, len(file))
	c.resumed = watch.Resumed
	c.data = append(l.about, fmt.Sprintf("Open English WordNet, %s forms for lemmas (CC BY 4.0)", thousands(len(l.inflections))))
	if !o.scratch {
		c.data = append(c.data, "what the encoder has read: "+cardPath(o.encoder))
	}
	c.figure("file bytes", "%d", len(file))
	if err := measureAll(&c, o.data, o.repo, l.held, file); err != nil {
		return err
	}
	c.lists = append(c.lists, heldList(l.held))
	if err := c.write(cardPath(o.out)); err != nil {
		return err
	}
	return forget(watch)
}

// list splits the value of a flag at commas.
func list(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}

// startNetwork makes the network that training starts with.
func startNetwork(o *networkOptions, l *labelled) (*net.Network, error) {
	labels := net.LabelsOf(l.trees, nil)
	labels.Names = net.NameLabels(l.trees, l.names)
	if !o.scratch {
		return net.LoadEncoder(o.encoder, labels, o.seed)
	}
	count := map[string]int{}
	for _, set := range [][]net.Sentence{l.trees, l.names} {
		for i := range set {
			net.CountForms(count, set[i].Words)
		}
	}
	return net.NewNetwork(o.size, net.NewVocabulary(count, 30000, 2, 30000), labels, o.seed), nil
}

// heldList is the paragraph of the card that names the articles held back.
func heldList(held []string) string {
	var names []string
	for _, h := range held {
		names = append(names, strings.TrimSuffix(filepath.Base(h), ".txt.tsv"))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Held back of worldwide NER, %d articles whose file names hash to 0 of 10 (`heldBack` in train/sets.go); one that nearly repeats one of them is left out too:\n", len(held))
	line := ""
	for _, n := range names {
		if len(line)+len(n) > 120 {
			fmt.Fprintf(&b, "\n%s", strings.TrimSuffix(line, " "))
			line = ""
		}
		line += n + " "
	}
	fmt.Fprintf(&b, "\n%s", strings.TrimSuffix(line, " "))
	return b.String()
}
