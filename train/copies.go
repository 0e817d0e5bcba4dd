package main

import (
	"fmt"
	"strings"

	"daybook/train/net"
)

// copier makes copies of training sentences in another form.
type copier struct {
	name, about string
	trees       func(l *labelled) []net.Sentence
	names       func(l *labelled) []net.Sentence
}

// shippedCopies are those that the shipped network learned from; docs/core.md tells what each gives.
const shippedCopies = "parted,unpaired,renamed,lowered"

var copiers = []copier{
	{name: "joined", about: "joined to longer sentences", trees: func(l *labelled) []net.Sentence { return net.Joined(l.trees, 2) }},
	{name: "parted", about: "with quotations parted by who speaks", trees: func(l *labelled) []net.Sentence { return net.Parted(l.trees) }},
	{name: "unpaired", about: "with one quotation mark of two", trees: func(l *labelled) []net.Sentence { return net.Unpaired(l.trees, 2) }},
	{name: "renamed", about: "with other names", trees: func(l *labelled) []net.Sentence { return net.Renamed(l.trees, l.names, 2) }},
	{name: "telegrams", about: "shortened as headlines are", trees: func(l *labelled) []net.Sentence { return net.Telegrams(l.trees, 2) }},
	{name: "lowered", about: "with names in small letters", names: func(l *labelled) []net.Sentence { return net.Lowered(l.names, 8) }},
}

func copyNames() string {
	var names []string
	for _, c := range copiers {
		names = append(names, c.name)
	}
	return strings.Join(names, ", ")
}

// copies are those of one name, told in a line of the card: with trees, and with names but no trees.
func (l *labelled) copies(name string) (trees, names []net.Sentence) {
	for _, c := range copiers {
		if c.name != name {
			continue
		}
		if c.trees != nil {
			trees = c.trees(l)
		}
		if c.names != nil {
			names = c.names(l)
		}
		l.about = append(l.about, fmt.Sprintf("copies of these: %s sentences %s", thousands(len(trees)+len(names)), c.about))
	}
	return trees, names
}
