package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	"daybook/train/net"
)

// card is what lies beside a model: what it is, what it was made of and how, its scores, one figure a line, so that a diff shows
// what a retraining changed.
type card struct {
	title, about string
	command      string
	data         []string // a line for each set, with its licence
	began        time.Time
	resumed      bool
	figures      []string
	lists        []string // paragraphs behind the figures
	weaknesses   string   // where the card that is replaced does not tell its own
}

func (c *card) figure(name, format string, v ...any) {
	c.figures = append(c.figures, "- "+name+": "+fmt.Sprintf(format, v...))
}

const weaknessesHead = "Weaknesses: "

// write writes the card. What the card at path says of weaknesses was written by someone who looked, and is kept.
func (c *card) write(path string) error {
	if old, err := os.ReadFile(path); err == nil {
		if _, w, ok := strings.Cut(string(old), "\n"+weaknessesHead); ok {
			c.weaknesses = strings.TrimSpace(w)
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n\n", c.title, c.about)
	fmt.Fprintf(&b, "- Remake: `%s` (same data, same kind of machine: same bytes)\n", c.command)
	fmt.Fprintf(&b, "- Hardware: %s\n", hardware())
	minutes := fmt.Sprintf("%.0f", time.Since(c.began).Minutes())
	if c.resumed {
		minutes += " since the checkpoint that it went on from"
	}
	fmt.Fprintf(&b, "- Minutes: %s\n- Learned from:\n", minutes)
	for _, d := range c.data {
		fmt.Fprintf(&b, "  - %s\n", d)
	}
	fmt.Fprintf(&b, "\nFigures:\n\n%s\n", strings.Join(c.figures, "\n"))
	for _, l := range c.lists {
		fmt.Fprintf(&b, "\n%s\n", l)
	}
	fmt.Fprintf(&b, "\n%s%s\n", weaknessesHead, c.weaknesses)
	if err := net.WriteFile(path, []byte(b.String())); err != nil {
		return err
	}
	say("wrote %s", path)
	return nil
}

// cardPath is where the card of a model lies.
func cardPath(model string) string { return strings.TrimSuffix(model, ".bin") + ".md" }

// commandLine is the command with those flags that change what comes out and are not at their defaults.
func commandLine(name string, fs *flag.FlagSet) string {
	out := "go run ./train " + name
	fs.Visit(func(f *flag.Flag) {
		switch f.Name {
		case "data", "repo", "out", "checkpoint": // where things lie
		default:
			if f.Value.String() != f.DefValue {
				out += fmt.Sprintf(" -%s %s", f.Name, f.Value)
			}
		}
	})
	return out
}

// hardware names the processor and how many of its cores were used.
func hardware() string {
	cpu := runtime.GOARCH
	if b, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for _, l := range strings.Split(string(b), "\n") {
			if k, v, ok := strings.Cut(l, ":"); ok && strings.TrimSpace(k) == "model name" {
				cpu += ", " + strings.TrimSpace(v)
				break
			}
		}
	}
	return fmt.Sprintf("%s, %d cores", cpu, runtime.GOMAXPROCS(0))
}
