// Command train makes data/model/net.bin from corpora that are not part of the repository.
//
//	go run ./train encoder  pretrain the encoder on texts without labels  -> train/encoder.bin and its card (hours)
//	go run ./train net      tags, lemmas, trees, names, on that encoder   -> data/model/net.bin and its card
//	go run ./train said     what the rules of statements pass over        -> data/model/said.tsv (a minute)
//	go run ./train who      whom a pronoun means where rules leave it open -> data/model/who.tsv (seconds)
//	go run ./train what     a second opinion on the types of events        -> data/model/what.tsv (seconds)
//	go run ./train realis   whether what a clause tells came about         -> data/model/realis.tsv (seconds)
//
// go run ./train net -measure prints the figures of the card for the net.bin that is there, and trains nothing.
//
// Same data, same flags, same kind of machine: same bytes. -h behind a command lists its flags. An error in a file of data names file
// and line.
package main

import (
	"flag"
	"fmt"
	"os"
)

// commands are what train can do, in the order of the documentation.
var commands = []struct {
	name string
	run  func(fs *flag.FlagSet, args []string) error
}{
	{"encoder", encoder},
	{"net", network},
	{"said", secondLook},
	{"who", whoIsMeant},
	{"what", secondOpinion},
	{"realis", realisDoubt},
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintf(os.Stderr, "%strain: %v\n", clearBar(), err)
		os.Exit(1)
	}
}

func run(args []string) error {
	known := ""
	for _, c := range commands {
		if len(args) > 0 && c.name == args[0] {
			return c.run(flag.NewFlagSet("train "+c.name, flag.ExitOnError), args[1:])
		}
		known += " " + c.name
	}
	if len(args) == 0 {
		return fmt.Errorf("which model? known are%s; -h behind one lists its flags", known)
	}
	return fmt.Errorf("unknown model %q; known are%s", args[0], known)
}
