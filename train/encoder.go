package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"daybook/parse"
	"daybook/train/net"
)

const encoderPath = "train/encoder.bin"

// encoderOptions are the flags of train encoder.
type encoderOptions struct {
	data, repo, out, checkpoint    string
	size                           net.Size
	forms, buckets, least, guesses int
	tokens                         int
	rate                           float64
	seed                           uint64
}

// key is what the result depends on besides the data.
func (o *encoderOptions) key() string {
	return fmt.Sprintf("encoder of size %+v, %d forms (met %d times), %d buckets, %d guesses, %d words, rate %g, seed %d", o.size, o.forms, o.least, o.buckets, o.guesses, o.tokens, o.rate, o.seed)
}

// encoder pretrains the encoder: it learns to guess hidden words of texts without labels.
func encoder(fs *flag.FlagSet, args []string) error {
	o := encoderOptions{size: net.Shipped}
	fs.StringVar(&o.data, "data", "../shared/data", "folder of the training data")
	fs.StringVar(&o.repo, "repo", "data", "data folder of the repository, for the rules that cut sentences and words")
	fs.StringVar(&o.out, "out", encoderPath, "file to write; its card is written beside it")
	fs.StringVar(&o.checkpoint, "checkpoint", "", "folder to keep the state in every ten minutes; the same command goes on from there")
	sizeFlags(fs, &o.size)
	fs.IntVar(&o.forms, "forms", 20000, "words that have a row of their own, the most frequent")
	fs.IntVar(&o.least, "least", 5, "such a word must occur so often")
	fs.IntVar(&o.buckets, "buckets", 20000, "rows for beginnings, endings and shapes of words")
	fs.IntVar(&o.guesses, "guesses", 12000, "the most frequent words, which are hidden and guessed")
	fs.IntVar(&o.tokens, "tokens", 38e6, "words to learn from; more than there are: a second pass")
	fs.Float64Var(&o.rate, "rate", 2e-3, "learning rate at its highest")
	fs.Uint64Var(&o.seed, "seed", 1, "seed of weights, order and hidden words")
	fs.Parse(args)
	if err := checkSize(o.size); err != nil {
		return err
	}
	if o.tokens <= 0 || o.forms <= 0 || o.buckets <= 0 || o.guesses <= 0 {
		return fmt.Errorf("-tokens, -forms, -buckets and -guesses must be above 0")
	}
	watch, err := watchIn(o.checkpoint, "encoder", o.key())
	if err != nil {
		return err
	}
	split, err := parse.NewSplitter(os.DirFS(o.repo))
	if err != nil {
		return err
	}
	texts, about, err := readTexts(o.data, split)
	if err != nil {
		return err
	}
	say("%s words in all, %s different", thousands(texts.Total()), thousands(len(texts.Types)))
	n := net.NewNetwork(o.size, net.NewVocabulary(texts.Count(), o.forms, o.least, o.buckets), net.Labels{}, o.seed)
	n.Vocab.Written = texts.Written(n.Vocab)

	b := newBar("encoder")
	watch.Report = b.step
	began := time.Now()
	if err := n.Pretrain(texts, o.guesses, o.tokens, o.rate, o.seed, watch); err != nil {
		return err
	}
	if err := n.SaveEncoder(o.out); err != nil {
		return err
	}
	if _, err := net.LoadEncoder(o.out, net.Labels{}, o.seed); err != nil {
		return err
	}
	info, err := os.Stat(o.out)
	if err != nil {
		return err
	}
	say("wrote %s, %d bytes", o.out, info.Size())
	c := card{title: filepath.Base(o.out) + ": the pretrained encoder", about: `What it is: the encoder that net.bin is trained from, before it has seen a label. It has read texts without labels and learned to guess words that were
hidden from it (Devlin et al., 2019). Weights in half precision.`,
		command: commandLine("encoder", fs), data: about, began: began, resumed: watch.Resumed,
		weaknesses: `nearly all of what it has read is diplomatic speech; sport, crime and markets are thin, and nothing is younger than 2022.`}
	c.figure("words read", "%d", o.tokens)
	c.figure("different words with a row of their own", "%d", len(n.Vocab.Forms))
	c.figure("file bytes", "%d", info.Size())
	c.figure("loss at the end", "%.3f", b.loss)
	c.figure("hidden words guessed at the end, percent", "%.1f", b.right)
	if err := c.write(cardPath(o.out)); err != nil {
		return err
	}
	return forget(watch)
}

func sizeFlags(fs *flag.FlagSet, s *net.Size) {
	fs.IntVar(&s.Width, "width", s.Width, "width of the encoder, a multiple of 32 and of -heads")
	fs.IntVar(&s.Convs, "convs", s.Convs, "blocks that look at the neighbours of a word")
	fs.IntVar(&s.Blocks, "blocks", s.Blocks, "blocks that look at the whole sentence")
	fs.IntVar(&s.Heads, "heads", s.Heads, "heads of attention in a block")
	fs.IntVar(&s.Arc, "arc", s.Arc, "width of what scores heads of words")
	fs.IntVar(&s.Label, "label", s.Label, "width of what scores relations")
}

func checkSize(s net.Size) error {
	switch {
	case s.Width < 32 || s.Width%32 != 0 || s.Width > 1024:
		return fmt.Errorf("-width %d: must be a multiple of 32, at most 1024", s.Width)
	case s.Heads < 1 || s.Width%s.Heads != 0 || s.Width/s.Heads%4 != 0:
		return fmt.Errorf("-heads %d: each must get a multiple of 4 of the width %d", s.Heads, s.Width)
	case s.Convs < 0 || s.Convs > 8 || s.Blocks < 0 || s.Blocks > 9:
		return fmt.Errorf("-convs %d, -blocks %d: at most 8 and 9", s.Convs, s.Blocks)
	case s.Arc < 32 || s.Arc%32 != 0 || s.Label < 32 || s.Label%32 != 0:
		return fmt.Errorf("-arc %d, -label %d: must be multiples of 32", s.Arc, s.Label)
	}
	return nil
}

// watchIn makes the keeper of checkpoints in a folder, "" for none.
func watchIn(dir, name, key string) (*net.Watch, error) {
	w := &net.Watch{Key: key, Pause: 10 * time.Minute}
	if dir == "" {
		return w, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("-checkpoint: %w", err)
	}
	w.Path = filepath.Join(dir, name+".checkpoint")
	if _, err := os.Stat(w.Path); err == nil {
		say("going on from %s", w.Path)
	}
	return w, nil
}

// forget removes the checkpoint of a training whose result is written.
func forget(w *net.Watch) error {
	if w.Path == "" {
		return nil
	}
	if err := os.Remove(w.Path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
