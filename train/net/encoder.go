package net

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"strings"

	"daybook/model"
)

// The file of a pretrained encoder is a model file (package model: named sections, a checksum over all) with
//
//	encoder   8 numbers of 32 bits, little endian: the version of this layout, Size in the order of its fields, buckets
//	forms     the forms that have rows of their own, one a line
//	written   how each form is written inside sentences, a byte each (parse.WrittenUnknown and so on)
//	NAME      for each parameter of the encoder its values in IEEE binary16: first all high bytes, then all low bytes, each packed
//	          by Huffman codes (deflate). High bytes, of sign and size, pack to two thirds; a file of 26 MB becomes one of 22.
const encoderLayout = 1

// encoderOnly reports whether a parameter belongs to the encoder, and not to a head.
func encoderOnly(name string) bool {
	for _, p := range []string{"embed", "conv", "block", "norm."} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// SaveEncoder writes the encoder of a network in half precision. The file is replaced in one step.
func (n *Network) SaveEncoder(path string) error {
	sections := map[string][]byte{}
	var meta []byte
	for _, x := range []int{encoderLayout, n.Size.Width, n.Size.Convs, n.Size.Blocks, n.Size.Heads, n.Size.Arc, n.Size.Label, n.Vocab.Buckets} {
		meta = binary.LittleEndian.AppendUint32(meta, uint32(x))
	}
	sections["encoder"], sections["forms"], sections["written"] = meta, []byte(strings.Join(n.Vocab.Forms, "\n")), n.Vocab.written()
	for _, p := range n.Params {
		if encoderOnly(p.Name) {
			b, err := packHalves(p.V)
			if err != nil {
				return fmt.Errorf("encoder %s: parameter %s: %w", path, p.Name, err)
			}
			sections[p.Name] = b
		}
	}
	b, err := model.Encode(sections)
	if err != nil {
		return fmt.Errorf("encoder %s: %w", path, err)
	}
	return WriteFile(path, b)
}

// WriteFile writes a file and gives it its name once all is written, so that a stop in between leaves the old one.
func WriteFile(path string, b []byte) error {
	if err := os.WriteFile(path+".new", b, 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// LoadEncoder reads a pretrained encoder and makes a network of it with new heads for the labels.
func LoadEncoder(path string, labels Labels, seed uint64) (*Network, error) {
	n, err := loadEncoder(path, labels, seed)
	if err != nil {
		return nil, fmt.Errorf("encoder %s: %w; fetch it again or remake it with go run ./train encoder", path, err)
	}
	return n, nil
}

func loadEncoder(path string, labels Labels, seed uint64) (*Network, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	f, err := model.Decode(b)
	if err != nil {
		return nil, err
	}
	meta, err := f.Section("encoder")
	if err != nil || len(meta) != 32 {
		return nil, fmt.Errorf("it is a model file but holds no encoder")
	}
	var m [8]int
	for i := range m {
		m[i] = int(binary.LittleEndian.Uint32(meta[4*i:]))
	}
	if m[0] != encoderLayout {
		return nil, fmt.Errorf("it has layout %d but this build reads layout %d", m[0], encoderLayout)
	}
	forms, err := f.Strings("forms")
	if err != nil {
		return nil, err
	}
	n := NewNetwork(Size{Width: m[1], Convs: m[2], Blocks: m[3], Heads: m[4], Arc: m[5], Label: m[6]}, newVocabulary(forms, m[7]), labels, seed)
	if n.Vocab.Written, err = f.Section("written"); err != nil {
		return nil, err
	}
	if len(n.Vocab.Written) != len(forms) {
		return nil, fmt.Errorf("section written has %d bytes for %d forms", len(n.Vocab.Written), len(forms))
	}
	for _, p := range n.Params {
		if !encoderOnly(p.Name) {
			continue
		}
		b, err := f.Section(p.Name)
		if err != nil {
			return nil, err
		}
		if err := unpackHalves(b, p.V); err != nil {
			return nil, fmt.Errorf("parameter %s: %w", p.Name, err)
		}
	}
	return n, nil
}

// packHalves writes numbers in half precision. One that is too large or not a number is an error: the training went astray.
func packHalves(v []float32) ([]byte, error) {
	planes := make([]byte, 2*len(v))
	for i, x := range v {
		h := toHalf(x)
		if h&0x7c00 == 0x7c00 {
			return nil, fmt.Errorf("value %d is %g, too large for half precision", i, x)
		}
		planes[i], planes[len(v)+i] = byte(h>>8), byte(h)
	}
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.HuffmanOnly)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(planes); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}

func unpackHalves(b []byte, v []float32) error {
	planes := make([]byte, 2*len(v))
	r := flate.NewReader(bytes.NewReader(b))
	if _, err := io.ReadFull(r, planes); err != nil {
		return fmt.Errorf("cannot be unpacked to %d values: %w", len(v), err)
	}
	if n, err := r.Read(make([]byte, 1)); n > 0 || err != io.EOF {
		return fmt.Errorf("holds more than %d values", len(v))
	}
	for i := range v {
		v[i] = fromHalf(uint16(planes[i])<<8 | uint16(planes[len(v)+i]))
	}
	return nil
}
