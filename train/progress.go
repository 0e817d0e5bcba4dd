package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"daybook/train/net"
)

var start = time.Now()

// say prints a line of what goes on, with the seconds since the start, to standard error.
func say(format string, v ...any) {
	fmt.Fprintf(os.Stderr, "%s%6.1fs  %s\n", clearBar(), time.Since(start).Seconds(), fmt.Sprintf(format, v...))
}

// shown is the bar that stands on the terminal now, if one does.
var shown *bar

func clearBar() string {
	if shown == nil || !shown.live {
		return ""
	}
	shown = nil
	return "\r\x1b[K"
}

// bar shows how far a training is: one line that is rewritten on a terminal, now and then a line elsewhere.
type bar struct {
	name  string
	to    io.Writer
	live  bool // a terminal
	clock func() time.Time

	began, drawn time.Time
	first        int // words done when the bar began: a checkpoint's are not of this run
	loss         float64
	right        float64
	steps        int
}

func newBar(name string) *bar {
	info, err := os.Stderr.Stat()
	return &bar{name: name, to: os.Stderr, live: err == nil && info.Mode()&os.ModeCharDevice != 0, clock: time.Now}
}

// step takes note of a step and draws when it is time.
func (b *bar) step(p net.Progress) {
	now := b.clock()
	if b.steps == 0 {
		b.began, b.drawn, b.first, b.loss = now, now, p.Done, p.Loss
	}
	b.steps++
	// averages over about the last hundred steps
	k := 1 / float64(min(b.steps, 100))
	b.loss += k * (p.Loss - b.loss)
	if p.Of > 0 {
		b.right += k * (100*float64(p.Right)/float64(p.Of) - b.right)
	}
	pause := time.Second / 2
	if !b.live {
		pause = 30 * time.Second
	}
	over := p.Done >= p.Goal
	if !over && now.Sub(b.drawn) < pause {
		return
	}
	line := b.line(p, now)
	b.drawn = now
	if !b.live {
		fmt.Fprintln(b.to, line)
		return
	}
	fmt.Fprintf(b.to, "\r%s\x1b[K", line)
	shown = b
	if over {
		fmt.Fprintln(b.to)
		shown = nil
	}
}

// line is the bar as text: name, bar, percent, loss, speed, time left.
func (b *bar) line(p net.Progress, now time.Time) string {
	const width = 24
	full := min(width*p.Done/max(p.Goal, 1), width)
	s := fmt.Sprintf("%s [%s%s] %5.1f %%  loss %.3f", b.name, strings.Repeat("#", full), strings.Repeat(".", width-full), 100*float64(p.Done)/float64(max(p.Goal, 1)), b.loss)
	if b.right > 0 {
		s += fmt.Sprintf("  guessed %.1f %%", b.right)
	}
	took := now.Sub(b.began).Seconds()
	if done := p.Done - b.first; done > 0 && took > 0 {
		speed := float64(done) / took
		s += fmt.Sprintf("  %s words/s", thousands(int(speed)))
		if p.Done < p.Goal {
			s += "  " + left(float64(p.Goal-p.Done)/speed) + " left"
		} else {
			s += "  " + left(took)
		}
	}
	return s
}

// left writes seconds as hours and minutes.
func left(seconds float64) string {
	m := int(seconds/60 + 0.5)
	switch {
	case seconds < 60:
		return fmt.Sprintf("%d s", int(seconds+0.5))
	case m < 60:
		return fmt.Sprintf("%d min", m)
	}
	return fmt.Sprintf("%d h %02d min", m/60, m%60)
}
