package main

import "daybook/train/net"

// pretrain and fineTune are where this command meets the training of package net.

func pretrain(n *net.Network, texts *net.Words, o *encoderOptions, w *net.Watch) error {
	return n.Pretrain(texts, o.guesses, o.tokens, o.rate, o.seed, w)
}

func fineTune(n *net.Network, trees, names []net.Sentence, plan net.Plan, w *net.Watch, each func(epoch int)) error {
	return n.FineTune(trees, names, plan, w, each)
}
