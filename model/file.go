// Package model runs the trained models of the machine: networks in whole numbers, sparse linear classifiers and hash
// dictionaries, read from one flat file by slicing its bytes. It knows no language: what a feature or a class means is its users' affair.
package model

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"sort"
	"strings"
	"unsafe"
)

// FormatVersion is the version of the file format that this build reads and writes.
const FormatVersion = 1

const (
	magic     = "DAYBOOKM"
	nameBytes = 24
	entrySize = nameBytes + 8
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// File is a model file in memory: named sections of bytes.
type File struct {
	path     string
	sections map[string][]byte
}

// Open reads the model file path of fsys and checks its magic, version, size and checksum.
func Open(fsys fs.FS, path string) (*File, error) {
	b, err := fs.ReadFile(fsys, path)
	if err != nil {
		return nil, fmt.Errorf("model %s: cannot be read: %w; remake it with go run ./train", path, err)
	}
	f, err := Decode(b)
	if err != nil {
		return nil, fmt.Errorf("model %s: %w; remake it with go run ./train or use the one that came with this build", path, err)
	}
	f.path = path
	return f, nil
}

// Decode reads a model file that is in memory. The file keeps pointing into b, which must not be changed.
//
// Layout, little endian: magic [8], format version u32, number of sections u32, total size u32, CRC-32C u32 of all that
// follows, then for each section name [24], offset u32, length u32, then the sections.
func Decode(b []byte) (*File, error) {
	const head = 24
	if len(b) < head || string(b[:8]) != magic {
		return nil, errors.New("is no model file (wrong first bytes)")
	}
	if v := binary.LittleEndian.Uint32(b[8:]); v != FormatVersion {
		return nil, fmt.Errorf("has format version %d but this build reads version %d", v, FormatVersion)
	}
	n, size, sum := binary.LittleEndian.Uint32(b[12:]), binary.LittleEndian.Uint32(b[16:]), binary.LittleEndian.Uint32(b[20:])
	if int64(size) != int64(len(b)) || int64(n)*entrySize+head > int64(len(b)) {
		return nil, fmt.Errorf("is %d bytes long but should be %d: it is cut short or damaged", len(b), size)
	}
	if crc32.Checksum(b[head:], castagnoli) != sum {
		return nil, errors.New("is damaged (checksum differs)")
	}
	f := &File{sections: make(map[string][]byte, n)}
	for i := uint32(0); i < n; i++ {
		e := b[head+i*entrySize:]
		name := string(bytes.TrimRight(e[:nameBytes], "\x00"))
		off, length := binary.LittleEndian.Uint32(e[nameBytes:]), binary.LittleEndian.Uint32(e[nameBytes+4:])
		if int64(off)+int64(length) > int64(len(b)) {
			return nil, fmt.Errorf("is damaged (section %s lies outside)", name)
		}
		f.sections[name] = b[off : off+length : off+length]
	}
	return f, nil
}

// Section returns the bytes of a section, or an error that names the file and what is missing.
func (f *File) Section(name string) ([]byte, error) {
	b, ok := f.sections[name]
	if !ok {
		return nil, fmt.Errorf("model %s: has no section %q: it was made by another version of the trainer; remake it with go run ./train", f.path, name)
	}
	return b, nil
}

// Strings returns a section written as lines. They point into the file.
func (f *File) Strings(name string) ([]string, error) {
	b, err := f.Section(name)
	if err != nil || len(b) == 0 {
		return nil, err
	}
	return strings.Split(unsafe.String(&b[0], len(b)), "\n"), nil
}

// EncodeStrings adds a section of lines.
func EncodeStrings(sections map[string][]byte, name string, s []string) {
	sections[name] = []byte(strings.Join(s, "\n"))
}

// sectionAlign is what the places of sections are a multiple of: the size of a line of the cache, so that weights can be used where they lie.
const sectionAlign = 64

// Encode writes sections as a model file; the same sections give the same bytes.
func Encode(sections map[string][]byte) ([]byte, error) {
	var names []string
	for n := range sections {
		if len(n) > nameBytes {
			return nil, fmt.Errorf("section name %q is longer than %d bytes", n, nameBytes)
		}
		names = append(names, n)
	}
	sort.Strings(names)
	off := padded(24+entrySize*len(names), sectionAlign)
	var dir, body []byte
	for _, n := range names {
		name := make([]byte, nameBytes)
		copy(name, n)
		dir = append(dir, name...)
		dir = binary.LittleEndian.AppendUint32(dir, uint32(off+len(body)))
		dir = binary.LittleEndian.AppendUint32(dir, uint32(len(sections[n])))
		body = append(body, sections[n]...)
		body = append(body, make([]byte, padded(len(body), sectionAlign)-len(body))...)
	}
	dir = append(dir, make([]byte, off-24-len(dir))...)
	rest := append(dir, body...)
	out := []byte(magic)
	out = binary.LittleEndian.AppendUint32(out, FormatVersion)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(names)))
	out = binary.LittleEndian.AppendUint32(out, uint32(24+len(rest)))
	out = binary.LittleEndian.AppendUint32(out, crc32.Checksum(rest, castagnoli))
	return append(out, rest...), nil
}

// words decodes a section of 32-bit numbers.
func words(b []byte) []uint32 {
	out := make([]uint32, len(b)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(b[i*4:])
	}
	return out
}
