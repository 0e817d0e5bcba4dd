package net

import (
	"encoding/binary"
	"math"
	"slices"
	"sort"
	"strings"

	"daybook/model"
	"daybook/train/nn"
)

// Export writes the network as the sections of a model file, with weights of one byte. The sample calibrates the size of a
// unit where layer normalisation is written as bytes.
func (n *Network) Export(sample []Sentence) map[string][]byte {
	out := map[string][]byte{}
	steps := n.calibrate(sample)
	v := func(name string) []float32 { return n.by[name].V }
	for _, p := range n.Params {
		name := p.Name
		switch {
		case name == "embed":
			model.EncodeRows(out, "embed", p.V, p.R, p.C)
		case strings.HasPrefix(name, "mask."):
		case strings.HasSuffix(name, ".g"):
			base := strings.TrimSuffix(name, ".g")
			out[base] = model.EncodeFloats(append(append(append([]float32(nil), p.V...), v(base+".h")...), steps[base]))
		case strings.HasSuffix(name, ".w"):
			base := strings.TrimSuffix(name, ".w")
			bias := v(base + ".c")
			if i := slices.Index(n.Labels.Rels, "root"); base == "label" && i >= 0 {
				// only the root itself has this label
				bias = slices.Clone(bias)
				bias[i] = float32(math.Inf(-1))
			}
			model.EncodeLinear8(out, base, p.V, p.R, p.C, bias)
		case strings.HasSuffix(name, ".bias"), name == "arc.b", name == "arc.root", name == "label.root", name == "names.known":
			out[name] = model.EncodeFloats(p.V)
		case name == "arc.u":
			model.EncodeLinear8(out, name, p.V, p.R, p.C, make([]float32, p.C))
		}
	}
	root := slices.Index(n.Labels.Rels, "root")
	out["net"] = model.EncodeMeta(n.Size.Width, n.Size.Heads, n.Size.Convs, n.Size.Blocks, nn.Reach, n.Vocab.Total(), root)
	for name, list := range map[string][]string{"upos": n.Labels.UPOS, "xpos": n.Labels.XPOS, "feats": n.Labels.Feats, "rels": n.Labels.Rels, "names": n.Labels.Names, "forms": n.Vocab.Forms} {
		out["list."+name] = []byte(strings.Join(list, "\n"))
	}
	out["written"] = n.Vocab.written()
	var buckets []byte
	out["buckets"] = binary.LittleEndian.AppendUint32(buckets, uint32(n.Vocab.Buckets))
	return out
}

// calibrate finds the unit of each normalised layer: 63 of them reach the largest value but for one in two thousand.
func (n *Network) calibrate(sample []Sentence) map[string]float32 {
	seen := map[string][]float32{}
	n.probe = func(name string, m *nn.Mat) {
		for i := 0; i < len(m.V); i += 7 {
			seen[name] = append(seen[name], float32(math.Abs(float64(m.V[i]))))
		}
	}
	t := &nn.Tape{}
	for i := 0; i+16 <= len(sample) && i < 800; i += 16 {
		var ss []*Sentence
		for j := i; j < i+16; j++ {
			ss = append(ss, &sample[j])
		}
		n.Analyse(t, ss)
	}
	n.probe = nil
	out := map[string]float32{}
	for name, v := range seen {
		sort.Slice(v, func(i, j int) bool { return v[i] < v[j] })
		out[name] = v[len(v)-1-len(v)/2000] / 63
	}
	return out
}
