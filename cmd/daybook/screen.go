package main

import (
	"context"
	"io"
	"os"
	"sync"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"

	"daybook/export"
)

// newEnv finds out what the outputs are. Colours follow NO_COLOR (https://no-color.org) and TERM=dumb.
func newEnv(ctx context.Context, in io.Reader, out, errs io.Writer) *env {
	e := &env{ctx: ctx, in: in, out: out, err: errs}
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		e.screen = true
		if w, _, err := term.GetSize(int(f.Fd())); err == nil {
			e.width = w
		}
		e.colour = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && understands(f)
	}
	if f, ok := errs.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		e.watch = true
	}
	return e
}

func (e *env) look() export.Look { return export.Look{Width: e.width, Colour: e.colour} }

// bars shows how far long work has come, while a person watches.
type bars struct {
	all *mpb.Progress
	bar *mpb.Bar
	mu  sync.Mutex
}

// progress starts a bar for so many steps, when standard error is a terminal and there are enough to wait for. The
// returned functions count one step and end the bar; both may be called in any case.
func (e *env) progress(what string, total int) (step, done func()) {
	if !e.watch || total < 10 {
		return func() {}, func() {}
	}
	all := mpb.New(mpb.WithOutput(e.err), mpb.WithWidth(64))
	bar := all.AddBar(int64(total),
		mpb.PrependDecorators(decor.Name(what+" "), decor.CountersNoUnit("%d / %d")),
		mpb.AppendDecorators(decor.AverageETA(decor.ET_STYLE_GO)),
		mpb.BarRemoveOnComplete(),
	)
	e.bars = &bars{all: all, bar: bar}
	return bar.Increment, func() {
		bar.Abort(true)
		all.Wait()
		e.bars = nil
	}
}

// Write prints above the bar.
func (b *bars) Write(p []byte) (int, error) { return b.all.Write(p) }

// write prints on standard output.
func (e *env) write(s string) error {
	_, err := io.WriteString(e.out, s)
	return err
}
