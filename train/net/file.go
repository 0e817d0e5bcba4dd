package net

import (
	"encoding/gob"
	"fmt"
	"os"
)

type saved struct {
	Size    Size
	Forms   []string
	Written []byte
	Buckets int
	Labels  Labels
	Values  map[string][]float32
}

// Save writes a checkpoint in single precision.
func (n *Network) Save(path string) error {
	s := saved{n.Size, n.Vocab.Forms, n.Vocab.Written, n.Vocab.Buckets, n.Labels, map[string][]float32{}}
	for _, p := range n.Params {
		s.Values[p.Name] = p.V
	}
	f, err := os.Create(path + ".new")
	if err != nil {
		return err
	}
	if err := gob.NewEncoder(f).Encode(s); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// Load reads a checkpoint. With labels the heads are made anew for them, and of the file only the encoder is kept.
func Load(path string, labels *Labels, seed uint64) (*Network, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var s saved
	if err := gob.NewDecoder(f).Decode(&s); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	v := newVocabulary(s.Forms, s.Buckets)
	v.Written = s.Written
	l := s.Labels
	if labels != nil {
		l = *labels
	}
	n := NewNetwork(s.Size, v, l, seed)
	for _, p := range n.Params {
		if x, ok := s.Values[p.Name]; ok && len(x) == len(p.V) {
			copy(p.V, x)
		} else if labels == nil {
			return nil, fmt.Errorf("%s: parameter %s is missing or of another size", path, p.Name)
		}
	}
	return n, nil
}
