package model

import (
	"encoding/binary"
	"fmt"
	"sort"
)

// Dict maps 64-bit hashes to numbers. Its top bits choose a bucket, its low 32 bits are kept to tell entries apart.
type Dict struct {
	shift   uint
	index   []uint32
	entries []byte // hash u32, value u32
}

const dictEntry = 8

// Dict reads the dictionary whose sections begin with name.
func (f *File) Dict(name string) (*Dict, error) {
	idx, err := f.Section(name + ".index")
	if err != nil {
		return nil, err
	}
	entries, err := f.Section(name + ".entries")
	if err != nil {
		return nil, err
	}
	d := &Dict{index: words(idx), entries: entries}
	n := len(d.index) - 1
	if n < 1 || n&(n-1) != 0 || int(d.index[n])*dictEntry != len(entries) {
		return nil, fmt.Errorf("model %s: section %s is malformed; remake it with go run ./train", f.path, name)
	}
	d.shift = 64
	for ; n > 1; n >>= 1 {
		d.shift--
	}
	return d, nil
}

// Get returns the value of h.
func (d *Dict) Get(h uint64) (uint32, bool) {
	b := h >> d.shift
	for p, end := d.index[b], d.index[b+1]; p < end; p++ {
		e := d.entries[p*dictEntry:]
		if binary.LittleEndian.Uint32(e) == uint32(h) {
			return binary.LittleEndian.Uint32(e[4:]), true
		}
	}
	return 0, false
}

// EncodeDict adds the sections of a dictionary to sections.
func EncodeDict(sections map[string][]byte, name string, m map[uint64]uint32) {
	keys := make([]uint64, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	bits := 1
	for 1<<bits < len(keys) {
		bits++
	}
	var idx, entries []byte
	next := 0
	for b := 0; b < 1<<bits; b++ {
		idx = binary.LittleEndian.AppendUint32(idx, uint32(next))
		for next < len(keys) && keys[next]>>(64-bits) == uint64(b) {
			entries = binary.LittleEndian.AppendUint32(entries, uint32(keys[next]))
			entries = binary.LittleEndian.AppendUint32(entries, m[keys[next]])
			next++
		}
	}
	idx = binary.LittleEndian.AppendUint32(idx, uint32(next))
	sections[name+".index"] = idx
	sections[name+".entries"] = entries
}
