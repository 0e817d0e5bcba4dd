package model

import (
	"encoding/binary"
	"fmt"
	"math"
	"sort"
)

// MaxClasses is the largest number of classes of a Linear.
const MaxClasses = 256

// Scores has one sum for each class.
type Scores [MaxClasses]int32

// Linear is a linear classifier over hashed binary features, with sparse rows of weights quantised to 8 bits and one
// binary exponent a row. A feature is a 64-bit hash: its top bits choose a bucket, its low 16 bits are its fingerprint
// there, so that an unknown feature is taken for a known one about once in 65,536 looks at an occupied bucket.
//
// A row in a bucket: fingerprint u16, exponent u8, number of entries less one u8, then (class u8, weight i8) each.
type Linear struct {
	Classes []string
	shift   uint
	index   []uint32 // start of each bucket in rows; one more than there are buckets
	rows    []byte
}

// Linear reads the classifier whose sections begin with name.
func (f *File) Linear(name string) (*Linear, error) {
	classes, err := f.Strings(name + ".classes")
	if err != nil {
		return nil, err
	}
	idx, err := f.Section(name + ".index")
	if err != nil {
		return nil, err
	}
	rows, err := f.Section(name + ".rows")
	if err != nil {
		return nil, err
	}
	l := &Linear{Classes: classes, index: words(idx), rows: rows}
	n := len(l.index) - 1
	if n < 1 || n&(n-1) != 0 || len(classes) > MaxClasses || l.index[n] != uint32(len(rows)) {
		return nil, fmt.Errorf("model %s: section %s is malformed; remake it with go run ./train", f.path, name)
	}
	l.shift = 64
	for ; n > 1; n >>= 1 {
		l.shift--
	}
	return l, nil
}

// Add adds the weights of the features to the scores.
//
// It looks all buckets up before it reads any row: the looks do not depend on each other, so that their waits for memory,
// which are most of the cost, overlap.
func (l *Linear) Add(features []uint64, s *Scores) {
	const batch = 128
	var at [batch]struct {
		p, end, head uint32
		fp           uint16
	}
	index, rows, shift := l.index, l.rows, l.shift
	for len(features) > 0 {
		part := features[:min(batch, len(features))]
		features = features[len(part):]
		n := 0
		for _, h := range part {
			b := h >> shift
			p, end := index[b], index[b+1]
			a := &at[n&(batch-1)]
			a.p, a.end, a.fp = p, end, uint16(h)
			if p != end {
				n++
			}
		}
		found := at[:n]
		for i := range found {
			found[i].head = binary.LittleEndian.Uint32(rows[found[i].p:])
		}
		for i := range found {
			a := &found[i]
			p, head := a.p, a.head
			for {
				size := head>>24*2 + 6
				if uint16(head) == a.fp {
					e := head >> 16 & 31
					for w := rows[p+4 : p+size]; len(w) >= 2; w = w[2:] {
						s[w[0]] += int32(int8(w[1])) << e
					}
					break
				}
				if p += size; p >= a.end {
					break
				}
				head = binary.LittleEndian.Uint32(rows[p:])
			}
		}
	}
}

// Weight is one weight of a feature.
type Weight struct {
	Class uint8
	Value float64
}

// Row is a feature with its weights.
type Row struct {
	Feature uint64
	Weights []Weight
}

// EncodeLinear adds the sections of a classifier to sections, under names that begin with name. Weights are multiplied by
// scale and rounded; those that come out nearer to 0 than least*scale are dropped.
func EncodeLinear(sections map[string][]byte, name string, classes []string, rows []Row, least, scale float64) {
	type packed struct {
		h uint64
		b []byte
	}
	var all []packed
	for _, r := range rows {
		top := 0.0
		for _, w := range r.Weights {
			top = math.Max(top, math.Abs(w.Value*scale))
		}
		e := 0
		for math.Round(top/float64(int(1)<<e)) > 127 {
			e++
		}
		sort.Slice(r.Weights, func(i, j int) bool { return r.Weights[i].Class < r.Weights[j].Class })
		var entries []byte
		for _, w := range r.Weights {
			q := int(math.Round(w.Value * scale / float64(int(1)<<e)))
			if q != 0 && math.Abs(float64(q))*float64(int(1)<<e) >= least*scale {
				entries = append(entries, w.Class, byte(int8(q)))
			}
		}
		if len(entries) == 0 {
			continue
		}
		b := binary.LittleEndian.AppendUint16(nil, uint16(r.Feature))
		b = append(b, byte(e), byte(len(entries)/2-1))
		all = append(all, packed{r.Feature, append(b, entries...)})
	}
	sort.Slice(all, func(i, j int) bool { return all[i].h < all[j].h })
	bits := 1
	for 1<<bits < len(all) {
		bits++
	}
	index := make([]uint32, 1<<bits+1)
	var body []byte
	next := 0
	for b := range index[:len(index)-1] {
		index[b] = uint32(len(body))
		for next < len(all) && all[next].h>>(64-bits) == uint64(b) {
			body = append(body, all[next].b...)
			next++
		}
	}
	index[len(index)-1] = uint32(len(body))
	var idx []byte
	for _, v := range index {
		idx = binary.LittleEndian.AppendUint32(idx, v)
	}
	sections[name+".classes"] = lines(classes)
	sections[name+".index"] = idx
	sections[name+".rows"] = body
}

// EncodeStrings adds a section of lines.
func EncodeStrings(sections map[string][]byte, name string, s []string) { sections[name] = lines(s) }

func lines(s []string) []byte {
	var out []byte
	for i, l := range s {
		if i > 0 {
			out = append(out, '\n')
		}
		out = append(out, l...)
	}
	return out
}
