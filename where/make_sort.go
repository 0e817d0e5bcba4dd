package where

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// Names sorted in runs on disk, and the files that grow while a source is read.

// entry is one name of one place, its key in the keys of the run.
type entry struct {
	prefix uint64 // the first bytes of the key, so that most comparisons stay here
	at     uint32
	size   uint8
	post   uint32
}

// endRun sorts the names read so far beside the reading of the next, and notes how far we are.
func (m *maker) endRun(now progress, last bool) error {
	m.sorting.Wait()
	if m.sortErr != nil || len(m.entries) == 0 {
		return m.sortErr
	}
	if err := errors.Join(m.places.flush(), m.text.flush()); err != nil {
		return err
	}
	now.Read, now.Line, now.Runs, now.Places, now.Text, now.Made, now.Strings = m.read, m.line, m.runs+1, m.places.size, m.text.size, m.made, m.strings
	state, err := json.Marshal(now)
	if err != nil {
		return err
	}
	entries, keys, name := m.entries, m.keys, m.runName(m.runs)
	m.entries, m.keys = nil, nil
	m.runs++
	m.sorting.Go(func() {
		if m.sortErr = writeRun(name, entries, keys); m.sortErr == nil {
			name := filepath.Join(m.dir, "state.json")
			if m.sortErr = os.WriteFile(name+".new", state, 0o644); m.sortErr == nil {
				m.sortErr = os.Rename(name+".new", name)
			}
		}
	})
	return nil
}

func (m *maker) runName(i int) string { return filepath.Join(m.dir, fmt.Sprintf("run-%03d", i)) }

// writeRun sorts entries and writes them: size of the key, the key, the place.
func writeRun(name string, entries []entry, keys []byte) error {
	slices.SortFunc(entries, func(a, b entry) int {
		if c := cmp.Compare(a.prefix, b.prefix); c != 0 {
			return c
		}
		if c := bytes.Compare(keys[a.at:a.at+uint32(a.size)], keys[b.at:b.at+uint32(b.size)]); c != 0 {
			return c
		}
		return cmp.Compare(a.post, b.post)
	})
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	for _, e := range entries {
		w.WriteByte(e.size)
		w.Write(keys[e.at : e.at+uint32(e.size)])
		w.Write(binary.LittleEndian.AppendUint32(nil, e.post))
	}
	return errors.Join(w.Flush(), f.Close())
}

// run is a sorted run that is being read.
type run struct {
	r    *bufio.Reader
	f    *os.File
	key  []byte
	post uint32
}

func (r *run) next() bool {
	n, err := r.r.ReadByte()
	if err != nil {
		return false
	}
	r.key = slices.Grow(r.key[:0], int(n))[:n]
	var post [4]byte
	if _, err := io.ReadFull(r.r, r.key); err != nil {
		return false
	}
	if _, err := io.ReadFull(r.r, post[:]); err != nil {
		return false
	}
	r.post = binary.LittleEndian.Uint32(post[:])
	return true
}

type runs []*run

func (r runs) Len() int { return len(r) }
func (r runs) Less(i, j int) bool {
	if c := bytes.Compare(r[i].key, r[j].key); c != 0 {
		return c < 0
	}
	return r[i].post < r[j].post
}
func (r runs) Swap(i, j int) { r[i], r[j] = r[j], r[i] }
func (r *runs) Push(x any)   { *r = append(*r, x.(*run)) }
func (r *runs) Pop() any     { x := (*r)[len(*r)-1]; *r = (*r)[:len(*r)-1]; return x }

// summed writes and keeps a sum of what it wrote.
type summed struct {
	w   *bufio.Writer
	sum hash.Hash
}

func (s *summed) Write(b []byte) (int, error) {
	s.sum.Write(b)
	return s.w.Write(b)
}

// appendFile is a file that grows at its end.
type appendFile struct {
	f    *os.File
	w    *bufio.Writer
	size int64
}

// openAppend opens a file and cuts it to the length that counts.
func openAppend(name string, size int64) (*appendFile, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	if err := f.Truncate(size); err != nil {
		f.Close()
		return nil, err
	}
	if _, err := f.Seek(size, io.SeekStart); err != nil {
		f.Close()
		return nil, err
	}
	return &appendFile{f, bufio.NewWriterSize(f, 1<<18), size}, nil
}

func (a *appendFile) Write(b []byte) (int, error) {
	n, err := a.w.Write(b)
	a.size += int64(n)
	return n, err
}

func (a *appendFile) flush() error { return a.w.Flush() }

func (a *appendFile) close() { a.f.Close() }

// each gives the records of an atlas.
func (a *appendFile) each(f func(i int, record []byte)) error {
	r := bufio.NewReaderSize(io.NewSectionReader(a.f, 0, a.size), 1<<20)
	var b [atlasRecord]byte
	for i := 0; int64(i)*atlasRecord < a.size; i++ {
		if _, err := io.ReadFull(r, b[:]); err != nil {
			return err
		}
		f(i, b[:])
	}
	return nil
}

func (a *appendFile) copyTo(w io.Writer) error {
	_, err := io.Copy(w, io.NewSectionReader(a.f, 0, a.size))
	return err
}
