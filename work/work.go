// Package work reads many sources on all cores and stores each in a transaction of its own.
package work

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"sync"

	"daybook"
	"daybook/ledger"
	"daybook/read"
	"daybook/store"
)

// Input is one source to read. Load is called once, by the worker that reads it, so that no more sources are in memory
// than are at work; it may add to the hint what the transport tells.
type Input struct {
	Hint read.Hint
	Load func(ctx context.Context, h *read.Hint) ([]byte, error)
}

// Given is an input whose bytes are at hand.
func Given(b []byte, h read.Hint) Input {
	return Input{Hint: h, Load: func(context.Context, *read.Hint) ([]byte, error) { return b, nil }}
}

// Name is what to call the input in messages.
func (in Input) Name() string {
	if in.Hint.Name != "" {
		return in.Hint.Name
	}
	if in.Hint.URL != "" {
		return in.Hint.URL
	}
	return "the given text"
}

// Outcome is what became of one input.
type Outcome struct {
	Input   Input
	Report  *ledger.Report // nil when the source could not be had; without a ledger when it could not be read
	Stored  bool           // the report is in the database: its bytes are kept even when they could not be read
	Receipt store.Receipt  // when Stored
	Err     error          // why it could not be had, read or stored
	Tried   []daybook.Try  // where the desk traces: the triggers whose words fit, but at words that another has told of
	Fatal   bool           // nothing more can be stored; what follows is not tried

	source []byte
}

// Desk reads and stores.
type Desk struct {
	Engine  *daybook.Engine
	Store   *store.Store // nil: nothing is stored
	Workers int          // 0: one a core
	Trace   bool         // tell what the rules for events tried
}

// Read reads the inputs and yields what became of each, in their order, as soon as it is stored. At most two sources a
// worker are in memory. It ends early when the context does, when the database fails and when the caller breaks off.
func (d *Desk) Read(ctx context.Context, inputs iter.Seq[Input]) iter.Seq[Outcome] {
	return ordered(ctx, d.workers(), inputs, d.read, d.put)
}

// One reads and stores one input.
func (d *Desk) One(ctx context.Context, in Input) Outcome {
	return d.put(ctx, d.read(ctx, in))
}

func (d *Desk) workers() int {
	if d.Workers > 0 {
		return d.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// read loads and reads one input.
func (d *Desk) read(ctx context.Context, in Input) (out Outcome) {
	b, err := in.Load(ctx, &in.Hint)
	out.Input = in
	if err != nil {
		out.Err = err
		return out
	}
	out.source = b
	out.Report, out.Tried, out.Err = d.ledger(b, in.Hint)
	return out
}

// ledger runs the machine. A panic in it is a fault of ours that must not take the other reports with it.
func (d *Desk) ledger(b []byte, h read.Hint) (r *ledger.Report, tried []daybook.Try, err error) {
	defer func() {
		if p := recover(); p != nil {
			r, tried, err = nil, nil, &read.Error{What: fmt.Sprintf("Daybook failed on this report (%v)", p), Where: Input{Hint: h}.Name(), Hint: "please send it to the makers; the others are not affected"}
		}
	}()
	if !d.Trace {
		doc, err := d.Engine.Read(b, h)
		return doc.Report(), nil, err
	}
	doc, trace, err := d.Engine.Trace(b, h)
	return doc.Report(), slices.DeleteFunc(trace.Tries, func(t daybook.Try) bool { return !t.Matched() || t.Within >= 0 }), err
}

// put stores what was read.
func (d *Desk) put(ctx context.Context, out Outcome) Outcome {
	source := out.source
	out.source = nil
	if d.Store == nil || out.Report == nil {
		return out
	}
	h := out.Input.Hint
	// What is read is stored, even when the user has asked to stop in the meantime.
	rec, err := d.Store.Put(context.WithoutCancel(ctx), source, out.Report, store.Arrival{Name: h.Name, URL: h.URL, Outlet: h.Outlet, Published: h.Published, MediaType: h.MediaType})
	if err != nil {
		out.Err, out.Fatal = errors.Join(out.Err, err), true
		return out
	}
	out.Receipt, out.Stored = rec, true
	return out
}

// Again reads stored reports anew, each as it was read before, and replaces their ledgers. Outcomes come in the order given.
func (d *Desk) Again(ctx context.Context, olds []store.Old) iter.Seq[Outcome] {
	inputs := func(yield func(Input) bool) {
		for _, o := range olds {
			a := o.Arrival
			in := Input{Hint: read.Hint{Name: a.Name, URL: a.URL, Outlet: a.Outlet, Published: a.Published, MediaType: a.MediaType}}
			in.Load = func(ctx context.Context, h *read.Hint) ([]byte, error) {
				b, _, _, err := d.Store.Source(ctx, o.ID)
				h.Limit = max(len(b), read.MaxBytes) // it was read once, whatever the limit was
				return b, err
			}
			if !yield(in) {
				return
			}
		}
	}
	refresh := func(ctx context.Context, out Outcome) Outcome {
		out.source = nil
		if out.Report == nil {
			return out
		}
		if err := d.Store.Refresh(context.WithoutCancel(ctx), out.Report); err != nil {
			out.Err, out.Fatal = errors.Join(out.Err, err), !errors.Is(err, store.ErrNotFound)
			return out
		}
		out.Stored = true
		out.Receipt = store.Receipt{ID: out.Report.ID, Result: store.Known, Ledger: true}
		return out
	}
	return ordered(ctx, d.workers(), inputs, d.read, refresh)
}

// ordered maps inputs by first on some goroutines at once, and what comes of it by second on one, in the order of the
// inputs.
func ordered(ctx context.Context, workers int, inputs iter.Seq[Input], first func(context.Context, Input) Outcome, second func(context.Context, Outcome) Outcome) iter.Seq[Outcome] {
	return func(yield func(Outcome) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var wg sync.WaitGroup
		defer wg.Wait()
		defer cancel()
		type slot struct {
			in  Input
			out chan Outcome
		}
		todo := make(chan slot)
		line := make(chan slot, workers) // what was begun, in order: the window
		wg.Go(func() {
			defer close(line)
			defer close(todo)
			for in := range inputs {
				s := slot{in, make(chan Outcome, 1)}
				select {
				case line <- s:
				case <-ctx.Done():
					return
				}
				select {
				case todo <- s:
				case <-ctx.Done():
					return
				}
			}
		})
		for range workers {
			wg.Go(func() {
				for s := range todo {
					s.out <- first(ctx, s.in)
				}
			})
		}
		for s := range line {
			var out Outcome
			select {
			case out = <-s.out:
			case <-ctx.Done():
				return
			}
			if ctx.Err() != nil {
				return
			}
			out = second(ctx, out)
			if !yield(out) || out.Fatal {
				return
			}
		}
	}
}
