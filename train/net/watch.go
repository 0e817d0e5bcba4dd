package net

import (
	"encoding/gob"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"time"

	"daybook/train/nn"
)

// Progress tells of one step of a training.
type Progress struct {
	Done, Goal int     // words so far and in all
	Loss       float64 // of the step
	Right, Of  int     // masked words of the step that were guessed, and all
}

// Watch tells of a training while it runs and keeps checkpoints, from which the same command goes on as if it had never stopped. The zero
// Watch is silent and keeps nothing.
type Watch struct {
	Report func(Progress)
	Path   string        // of the checkpoint; "" for none
	Key    string        // what the training depends on; a checkpoint with another is refused
	Pause  time.Duration // between two checkpoints; 0 for after every step

	Resumed bool // set by Resume

	kept time.Time
}

// Running is the state of a training besides its network. All of it is set anew by Resume.
type Running struct {
	Adam   *nn.Adam
	Rands  []*nn.Rand // generators: of the workers, of the order of sentences
	Ints   []*int     // counters
	Orders [][]int    // orders of sentences, of fixed length
}

// checkpoint is Running and the network as written.
type checkpoint struct {
	Key    string
	Adam   nn.AdamState
	Rands  []uint64
	Ints   []int
	Orders [][]int
}

// Resume goes on from the checkpoint, if there is one.
func (w *Watch) Resume(r Running) error {
	if w == nil || w.Path == "" {
		return nil
	}
	w.kept = time.Now()
	var c checkpoint
	err := readGob(w.Path, &c)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && c.Key != w.Key {
		err = fmt.Errorf("it is of another training: %s; this one is: %s", c.Key, w.Key)
	}
	if err == nil && (len(c.Rands) != len(r.Rands) || len(c.Ints) != len(r.Ints) || len(c.Orders) != len(r.Orders)) {
		err = errors.New("it was made by another version of the trainer")
	}
	for i := 0; err == nil && i < len(c.Orders); i++ {
		if len(c.Orders[i]) != len(r.Orders[i]) {
			err = fmt.Errorf("it is of %d sentences, but the data has %d", len(c.Orders[i]), len(r.Orders[i]))
		}
	}
	if err == nil {
		err = r.Adam.Restore(c.Adam)
	}
	if err != nil {
		return fmt.Errorf("checkpoint %s: %w; remove it to train from the start, or give another -checkpoint", w.Path, err)
	}
	w.Resumed = true
	for i := range c.Rands {
		r.Rands[i].S = c.Rands[i]
	}
	for i := range c.Ints {
		*r.Ints[i] = c.Ints[i]
	}
	for i := range c.Orders {
		copy(r.Orders[i], c.Orders[i])
	}
	return nil
}

// Step is called after every step of the training, when nothing runs. It keeps a checkpoint when it is time, and after the last step, so that
// what comes behind the training can be tried again.
func (w *Watch) Step(r Running, p Progress) error {
	if w == nil {
		return nil
	}
	if w.Report != nil {
		w.Report(p)
	}
	if w.Path == "" || time.Since(w.kept) < w.Pause && p.Done < p.Goal {
		return nil
	}
	c := checkpoint{Key: w.Key, Adam: r.Adam.State(), Orders: r.Orders}
	for _, x := range r.Rands {
		c.Rands = append(c.Rands, x.S)
	}
	for _, x := range r.Ints {
		c.Ints = append(c.Ints, *x)
	}
	if err := writeGob(w.Path, &c); err != nil {
		return fmt.Errorf("checkpoint %s: %w", w.Path, err)
	}
	w.kept = time.Now()
	return nil
}

// A checkpoint is a gob with a CRC-32C of it in 4 bytes before it, so that one cut short is not gone on from.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func writeGob(path string, v any) error {
	f, err := os.Create(path + ".new")
	if err != nil {
		return err
	}
	defer f.Close()
	sum := crc32.New(castagnoli)
	if _, err := f.Write(make([]byte, 4)); err != nil {
		return err
	}
	if err := gob.NewEncoder(io.MultiWriter(f, sum)).Encode(v); err != nil {
		return err
	}
	if _, err := f.WriteAt(sum.Sum(nil), 0); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

func readGob(path string, v any) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var want [4]byte
	sum := crc32.New(castagnoli)
	if _, err := io.ReadFull(f, want[:]); err != nil {
		return errors.New("it is cut short")
	}
	if _, err := io.Copy(sum, f); err != nil {
		return err
	}
	if string(sum.Sum(nil)) != string(want[:]) {
		return errors.New("it is damaged (checksum differs)")
	}
	if _, err := f.Seek(4, io.SeekStart); err != nil {
		return err
	}
	return gob.NewDecoder(f).Decode(v)
}
