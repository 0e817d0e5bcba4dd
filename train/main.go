// Command train makes the models in data/model from corpora that are not part of the repository.
//
//	go run ./train words    classes of words         -> data/model/words.bin
//	go run ./train core     tagger, lemmas, parser   -> data/model/core.bin
//	go run ./train names    name finder              -> data/model/names.bin
//	go run ./train check    measure the language core on the development sets
//
// Same data, same flags: same bytes.
package main

import (
	"flag"
	"fmt"
	"os"
	"time"
)

var start = time.Now()

// say prints a line of progress with the seconds since the start.
func say(format string, v ...any) {
	fmt.Fprintf(os.Stderr, "%6.1fs  %s\n", time.Since(start).Seconds(), fmt.Sprintf(format, v...))
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: train words|core|names|check [flags]; train core -h lists the flags")
		os.Exit(2)
	}
	var err error
	switch os.Args[1] {
	case "names":
		err = names(flag.NewFlagSet("train names", flag.ExitOnError), os.Args[2:])
	case "check":
		err = check(flag.NewFlagSet("train check", flag.ExitOnError), os.Args[2:])
	case "words":
		err = wordClasses(flag.NewFlagSet("train words", flag.ExitOnError), os.Args[2:])
	case "core":
		err = core(flag.NewFlagSet("train core", flag.ExitOnError), os.Args[2:])
	default:
		err = fmt.Errorf("unknown model %q; known are words, core, names, check", os.Args[1])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func now() time.Time { return time.Now() }

func since(t time.Time) float64 { return time.Since(t).Seconds() }
