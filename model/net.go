package model

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Net is a small network with integer weights: convolution blocks, then attention blocks, over rows of embeddings, with linear
// heads and scorers of arcs. Products are integer sums; what is not a product is single precision whose every operation is
// rounded by itself (explicit conversions forbid fused operations), so that all machines give the same bits.
type Net struct {
	Width, Heads int
	embed        []int8
	embedScale   []float32 // by row
	embedNorm    norm
	convs        []convBlock
	blocks       []attentionBlock
	final        norm
	linears      map[string]*Linear8
	reach        int
	rootArc      []float32
	arcBias      []float32
	rootLabel    []float32
}

type convBlock struct {
	norm norm
	lin  *Linear8
}

type attentionBlock struct {
	norm, norm2        norm
	qkv, out, up, down *Linear8
	bias               []float32 // heads x (2*reach+1)
}

// norm is layer normalisation. step is the size of one unit when its result is written as bytes of 7 bits around 64.
type norm struct {
	gain, bias []float32
	step       float32
}

// Linear8 is a linear layer with weights of one byte and a scale for each column.
type Linear8 struct {
	In, Out int
	w       []int8 // packed
	scale   []float32
	bias    []float32
	mid     []int32 // 64 times the sum of each column: what activations around 64 add
}

// Meta are the dimensions in the section "net": width, heads, convolution blocks, attention blocks, reach, rows of the table.
const metaLen = 6

// Net reads the network of the file.
func (f *File) Net() (*Net, error) {
	b, err := f.Section("net")
	if err != nil {
		return nil, err
	}
	m := words(b)
	if len(m) != metaLen || m[0] == 0 || m[0]%32 != 0 || m[0] > 1024 || m[1] == 0 || m[0]%m[1] != 0 || (m[0]/m[1])%4 != 0 || m[2] > 8 || m[3] > 16 || m[4] > 1024 {
		return nil, fmt.Errorf("model %s: section net is malformed; remake it with go run ./train", f.path)
	}
	n := &Net{Width: int(m[0]), Heads: int(m[1]), reach: int(m[4]), linears: map[string]*Linear8{}}
	d := n.Width
	l := loader{f: f}
	n.embed = l.bytes("embed.q", int(m[5])*d)
	n.embedScale = l.floats("embed.s", int(m[5]))
	n.embedNorm = l.norm("embed.norm", d)
	for i := 0; i < int(m[2]); i++ {
		k := fmt.Sprintf("conv%d", i)
		n.convs = append(n.convs, convBlock{l.norm(k+".norm", d), l.linear(k, 3*d, 2*d)})
	}
	for i := 0; i < int(m[3]); i++ {
		k := fmt.Sprintf("block%d", i)
		n.blocks = append(n.blocks, attentionBlock{
			norm: l.norm(k+".norm", d), norm2: l.norm(k+".norm2", d), qkv: l.linear(k+".qkv", d, 3*d), out: l.linear(k+".out", d, d),
			up: l.linear(k+".up", d, 2*d), down: l.linear(k+".down", 2*d, d), bias: l.floats(k+".bias", n.Heads*(2*n.reach+1)),
		})
	}
	n.final = l.norm("norm", d)
	for _, k := range []string{"upos", "xpos", "feats", "names.hidden", "names", "arc.dep", "arc.head", "arc.u", "label.dep", "label.head", "label"} {
		n.linears[k] = l.linear(k, -1, -1)
	}
	if l.err == nil {
		n.rootArc = l.floats("arc.root", n.linears["arc.head"].Out)
		n.arcBias = l.floats("arc.b", n.linears["arc.head"].Out)
		n.rootLabel = l.floats("label.root", n.linears["label.head"].Out)
	}
	return n, l.err
}

// loader reads sections and keeps the first error.
type loader struct {
	f   *File
	err error
}

func (l *loader) section(name string, want int) []byte {
	if l.err != nil {
		return nil
	}
	b, err := l.f.Section(name)
	if err == nil && want >= 0 && len(b) != want {
		err = fmt.Errorf("model %s: section %s is %d bytes, want %d; remake it with go run ./train", l.f.path, name, len(b), want)
	}
	l.err = err
	return b
}

func (l *loader) floats(name string, n int) []float32 {
	if n >= 0 {
		n *= 4
	}
	b := l.section(name, n)
	out := make([]float32, len(b)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

func (l *loader) bytes(name string, n int) []int8 {
	b := l.section(name, n)
	out := make([]int8, len(b))
	for i, x := range b {
		out[i] = int8(x)
	}
	return out
}

func (l *loader) norm(name string, d int) norm {
	v := l.floats(name, 2*d+1)
	if l.err != nil {
		return norm{}
	}
	return norm{v[:d], v[d : 2*d], v[2*d]}
}

// linear reads "name.w" (in x out bytes, row by row) and "name.c" (in, out, scales, biases); -1 leaves a size to the file.
func (l *loader) linear(name string, in, out int) *Linear8 {
	c := l.floats(name+".c", -1)
	if l.err != nil {
		return nil
	}
	if len(c) < 2 || c[0] < 1 || c[1] < 1 || c[0] > 1<<14 || c[1] > 1<<14 || len(c) != 2+2*int(c[1]) || in >= 0 && (in != int(c[0]) || out != int(c[1])) || int(c[0])%4 != 0 {
		l.err = fmt.Errorf("model %s: section %s is malformed; remake it with go run ./train", l.f.path, name)
		return nil
	}
	x := &Linear8{In: int(c[0]), Out: int(c[1])}
	raw := l.section(name+".w", x.In*x.Out)
	if l.err != nil {
		return nil
	}
	x.scale, x.bias = c[2:2+x.Out], c[2+x.Out:]
	x.w = make([]int8, x.In*padded(x.Out, panel))
	packInto(x.w, x.In, x.Out, func(i, j int) int8 { return int8(raw[i*x.Out+j]) })
	x.mid = make([]int32, padded(x.Out, panel))
	for i := 0; i < x.In; i++ {
		for j := 0; j < x.Out; j++ {
			x.mid[j] -= 64 * int32(int8(raw[i*x.Out+j]))
		}
	}
	return x
}

// EncodeLinear8 writes weights (in x out, row by row) and biases as the sections that linear reads.
func EncodeLinear8(sections map[string][]byte, name string, w []float32, in, out int, bias []float32) {
	q := make([]byte, in*out)
	c := []float32{float32(in), float32(out)}
	scales := make([]float32, out)
	for j := 0; j < out; j++ {
		var top float32
		for i := 0; i < in; i++ {
			top = max(top, abs(w[i*out+j]))
		}
		if top == 0 {
			top = 1
		}
		scales[j] = top / 127
		for i := 0; i < in; i++ {
			q[i*out+j] = byte(int8(math.Round(float64(w[i*out+j] / scales[j]))))
		}
	}
	c = append(append(c, scales...), bias...)
	sections[name+".w"] = q
	sections[name+".c"] = EncodeFloats(c)
}

// EncodeFloats writes single precision numbers.
func EncodeFloats(v []float32) []byte {
	var b []byte
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	}
	return b
}

// EncodeRows writes an embedding table with one scale a row.
func EncodeRows(sections map[string][]byte, name string, v []float32, rows, width int) {
	q := make([]byte, rows*width)
	scales := make([]float32, rows)
	for r := 0; r < rows; r++ {
		row := v[r*width : (r+1)*width]
		var top float32
		for _, x := range row {
			top = max(top, abs(x))
		}
		if top == 0 {
			top = 1
		}
		scales[r] = top / 127
		for j, x := range row {
			q[r*width+j] = byte(int8(math.Round(float64(x / scales[r]))))
		}
	}
	sections[name+".q"] = q
	sections[name+".s"] = EncodeFloats(scales)
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}

// Rows is the number of rows of the embedding table.
func (n *Net) Rows() int { return len(n.embedScale) }
