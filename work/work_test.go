package work

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"daybook"
	"daybook/data"
	"daybook/read"
	"daybook/store"
)

var engine = sync.OnceValues(func() (*daybook.Engine, error) { return daybook.New(data.FS) })

func desk(t testing.TB) *Desk {
	t.Helper()
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(filepath.Join(t.TempDir(), "test.db"), store.Options{Write: true, Wait: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return &Desk{Engine: e, Store: s, Workers: 3}
}

func words(i int) string {
	return fmt.Sprintf("The mayor of Korvo denied on Monday that police had killed %d people.\n", i+2)
}

// inputs yields so many; those whose number is 3 more than a multiple of 10 cannot be loaded, 7 more cannot be read.
func inputs(n int, begun *atomic.Int32) iter.Seq[Input] {
	return func(yield func(Input) bool) {
		for i := range n {
			in := Input{Hint: read.Hint{Name: fmt.Sprint(i)}}
			in.Load = func(_ context.Context, h *read.Hint) ([]byte, error) {
				begun.Add(1)
				switch i % 10 {
				case 3:
					return nil, errors.New("it is gone")
				case 7:
					return []byte{0, 1, 2, byte(i)}, nil
				}
				h.MediaType = "text/plain"
				return []byte(words(i)), nil
			}
			if !yield(in) {
				return
			}
		}
	}
}

func TestReadKeepsOrder(t *testing.T) {
	d := desk(t)
	var begun atomic.Int32
	i := 0
	for out := range d.Read(context.Background(), inputs(100, &begun)) {
		if out.Input.Name() != fmt.Sprint(i) {
			t.Fatalf("%s came as number %d", out.Input.Name(), i)
		}
		if ahead := int(begun.Load()) - i; ahead > 2*d.Workers+1 {
			t.Errorf("%d are in memory", ahead)
		}
		switch i % 10 {
		case 3:
			if out.Err == nil || out.Report != nil || out.Stored || out.Fatal {
				t.Errorf("%+v", out)
			}
		case 7:
			if out.Err == nil || out.Report == nil || !out.Stored || out.Fatal || len(out.Report.Problems) != 1 {
				t.Errorf("%+v", out)
			}
		default:
			if out.Err != nil || !out.Stored || out.Receipt.Result != store.Added || out.Report.Source.MediaType != "text/plain" {
				t.Errorf("%+v", out)
			}
		}
		i++
	}
	items, err := d.Store.List(context.Background(), store.Filter{}, 1000, 0)
	if err != nil || len(items) != 90 {
		t.Fatal(len(items), err)
	}
	slices.Reverse(items)
	if !slices.IsSortedFunc(items, func(a, b store.Item) int { return len(a.Name)*100 + strings.Compare(a.Name, b.Name) - len(b.Name)*100 }) {
		t.Error("they were not stored in their order")
	}
}

func TestReadEndsEarly(t *testing.T) {
	d := desk(t)
	before := runtime.NumGoroutine()
	var begun atomic.Int32
	n := 0
	for range d.Read(context.Background(), inputs(1000, &begun)) {
		if n++; n == 5 {
			break
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for out := range d.Read(ctx, inputs(1000, &begun)) {
		if out.Fatal {
			t.Error(out.Err)
		}
		if n++; n == 10 {
			cancel()
		}
	}
	if n > 11 || begun.Load() > 50 {
		t.Errorf("%d outcomes, %d begun", n, begun.Load())
	}
	for i := 0; runtime.NumGoroutine() > before && i < 100; i++ {
		time.Sleep(10 * time.Millisecond)
	}
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines before, %d after", before, after)
	}
}

func TestReadStopsWhenNothingCanBeStored(t *testing.T) {
	d := desk(t)
	d.Store.Close()
	var begun atomic.Int32
	var last Outcome
	n := 0
	for out := range d.Read(context.Background(), inputs(1000, &begun)) {
		last = out
		n++
	}
	if n != 1 || !last.Fatal || last.Err == nil || last.Stored {
		t.Errorf("%d outcomes, the last %+v", n, last)
	}
}

func TestAgain(t *testing.T) {
	ctx := context.Background()
	d := desk(t)
	first := d.One(ctx, Given([]byte(words(1)), read.Hint{Name: "a.txt", Published: "2021-03-02", Outlet: "Korvo Post"}))
	broken := d.One(ctx, Given([]byte("%PDF-1.4\n"), read.Hint{Name: "b.pdf"}))
	if first.Err != nil || broken.Err == nil || !broken.Stored {
		t.Fatal(first.Err, broken.Err)
	}
	olds, err := d.Store.Stale(ctx, d.Engine.Made(), false)
	if err != nil || len(olds) != 0 {
		t.Fatal(olds, err)
	}
	if olds, err = d.Store.Stale(ctx, d.Engine.Made(), true); err != nil || len(olds) != 2 {
		t.Fatal(olds, err)
	}
	was, err := d.Store.JSON(ctx, first.Report.ID)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for out := range d.Again(ctx, olds) {
		if !out.Stored {
			t.Errorf("%+v", out)
		}
		n++
	}
	is, err := d.Store.JSON(ctx, first.Report.ID)
	if n != 2 || err != nil || string(is) != string(was) {
		t.Errorf("%d, %v\n%s\n%s", n, err, was, is)
	}
}

// BenchmarkPipeline reads the example report from bytes to ledger, on one core, without storing it.
func BenchmarkPipeline(b *testing.B) { benchmark(b, nil) }

// BenchmarkPipelineStored reads and stores it; each time it is another report.
func BenchmarkPipelineStored(b *testing.B) { benchmark(b, desk(b).Store) }

func benchmark(b *testing.B, s *store.Store) {
	e, err := engine()
	if err != nil {
		b.Fatal(err)
	}
	text, err := data.FS.ReadFile("example/cenepa.txt")
	if err != nil {
		b.Fatal(err)
	}
	d := &Desk{Engine: e, Store: s}
	words := len(strings.Fields(string(text)))
	ctx := context.Background()
	n := 0
	for b.Loop() {
		n++
		if out := d.One(ctx, Given(fmt.Appendf(text[:len(text):len(text)], "\n\nReport %d.\n", n), read.Hint{Name: "x.txt"})); out.Err != nil {
			b.Fatal(out.Err)
		}
	}
	b.ReportMetric(float64(n*words)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkLoad loads all data, as every command does that reads.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := daybook.New(data.FS); err != nil {
			b.Fatal(err)
		}
	}
}
