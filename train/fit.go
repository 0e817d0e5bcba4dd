package main

import (
	"errors"

	"daybook/train/net"
)

// pretrain and fineTune are where this command meets the training of package net.

var errNoCheckpoint = errors.New("-checkpoint: this version of package net keeps none")

func pretrain(n *net.Network, texts *net.Words, o *encoderOptions, w *net.Watch) error {
	if w.Path != "" {
		return errNoCheckpoint
	}
	n.Pretrain(texts, o.guesses, o.tokens, o.rate, o.seed, func() {})
	return nil
}

func fineTune(n *net.Network, trees, names []net.Sentence, plan net.Plan, w *net.Watch, each func(epoch int)) error {
	if w.Path != "" {
		return errNoCheckpoint
	}
	n.FineTune(trees, names, plan, each)
	return nil
}
