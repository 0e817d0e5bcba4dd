package model

import (
	"encoding/binary"
	"fmt"
	"math"
	"unsafe"
)

// Net is a small network with integer weights: convolution blocks, then attention blocks, over rows of embeddings, with linear
// heads and scorers of arcs. Products are integer sums; what is not a product is single precision whose every operation is
// rounded by itself, so that all machines give the same bits.
type Net struct {
	Width, Heads int
	embed        []int8
	embedScale   []float32 // by row
	embedNorm    norm
	convs        []convBlock
	blocks       []attentionBlock
	final        norm
	reach        int
	root         int32  // class of the root among the labels, -1 if none
	group        []int8 // by label: 1 + the group of Lone that it is in, 0 for none
	leaf         []bool // by label: as Lone says

	upos, xpos, feats, namesHidden, names *Linear8
	arcDep, arcHead, arcU                 *Linear8
	labelDep, labelHead, label            *Linear8
	arcBias, rootLabel                    []float32
	rootArc                               []uint8 // the root as a head, as bytes
	rootArcUnit, rootArcBias, zeros       []float32
	rootArcSum                            []int32
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
	gain, bias         []float32
	step               []float32 // one number
	byteGain, byteBias []float32 // the same in units and around 64
}

// layout is the version of the network's sections.
const layout = 2

// metaLen is the number of whole numbers in the section "net": layout, width, heads, convolution blocks, attention blocks, reach, rows of
// the table, class of the root among the labels and one more.
const metaLen = 8

// EncodeMeta writes the section "net"; root is the class of the root among the labels, -1 if none.
func EncodeMeta(width, heads, convs, blocks, reach, rows, root int) []byte {
	var b []byte
	for _, v := range []int{layout, width, heads, convs, blocks, reach, rows, root + 1} {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	return b
}

// Net reads the network of the file, whose bytes it goes on using.
func (f *File) Net() (*Net, error) {
	b, err := f.Section("net")
	if err != nil {
		return nil, err
	}
	m := words(b)
	if len(m) == 0 || m[0] != layout {
		return nil, fmt.Errorf("model %s: section net is malformed or of another version of the trainer (layout %d is read); remake it with go run ./train", f.path, layout)
	}
	if len(m) != metaLen || m[1] == 0 || m[1]%panel != 0 || m[1] > 1024 || m[2] == 0 || m[1]%m[2] != 0 || (m[1]/m[2])%16 != 0 || m[3] > 8 || m[4] > 16 || m[5] > 1024 || m[6] > 1<<24 || m[7] > 1<<14 {
		return nil, fmt.Errorf("model %s: section net is malformed; remake it with go run ./train", f.path)
	}
	n := &Net{Width: int(m[1]), Heads: int(m[2]), reach: int(m[5]), root: int32(m[7]) - 1}
	d := n.Width
	l := loader{f: f}
	n.embed = int8s(l.section("embed.q", int(m[6])*d))
	n.embedScale = l.floats("embed.s", int(m[6]))
	n.embedNorm = l.norm("embed.norm", d)
	for i := 0; i < int(m[3]); i++ {
		k := fmt.Sprintf("conv%d", i)
		n.convs = append(n.convs, convBlock{l.norm(k+".norm", d), l.linear(k, 3*d, 2*d)})
	}
	for i := 0; i < int(m[4]); i++ {
		k := fmt.Sprintf("block%d", i)
		n.blocks = append(n.blocks, attentionBlock{
			norm: l.norm(k+".norm", d), norm2: l.norm(k+".norm2", d), qkv: l.linear(k+".qkv", d, 3*d), out: l.linear(k+".out", d, d),
			up: l.linear(k+".up", d, 2*d), down: l.linear(k+".down", 2*d, d), bias: l.floats(k+".bias", n.Heads*(2*n.reach+1)),
		})
	}
	n.final = l.norm("norm", d)
	n.upos, n.xpos, n.feats = l.linear("upos", d, -1), l.linear("xpos", d, -1), l.linear("feats", d, -1)
	n.namesHidden = l.hidden("names.hidden", d)
	n.names = l.linear("names", l.width(n.namesHidden), -1)
	n.arcDep = l.hidden("arc.dep", d)
	arc := l.width(n.arcDep)
	n.arcHead, n.arcU = l.linear("arc.head", d, arc), l.linear("arc.u", arc, arc)
	n.arcBias = l.floats("arc.b", arc)
	root := l.floats("arc.root", arc)
	n.labelDep = l.hidden("label.dep", d)
	label := l.width(n.labelDep)
	n.labelHead, n.rootLabel = l.linear("label.head", d, label), l.floats("label.root", label)
	n.label = l.linear("label", 2*label, -1)
	if l.err == nil && int(n.root) >= n.label.Out {
		l.err = fmt.Errorf("model %s: section net names label %d of %d as the root's; remake it with go run ./train", f.path, n.root, n.label.Out)
	}
	if l.err != nil {
		return nil, l.err
	}
	n.zeros = make([]float32, d)
	n.rootArc, n.rootArcUnit, n.rootArcSum, n.rootArcBias = make([]uint8, arc), make([]float32, 1), make([]int32, 1), make([]float32, 1)
	active.quantiseSum(&root[0], arc, 1, arc, 127, 0, 1.0/127, &n.rootArc[0], arc, &n.rootArcUnit[0], &n.rootArcSum[0])
	active.dots(&root[0], 1, arc, &n.arcBias[0], &n.rootArcBias[0])
	return n, nil
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
	if l.err = err; err != nil {
		return nil
	}
	return b
}

func (l *loader) floats(name string, n int) []float32 { return floats(l.section(name, 4*n)) }

// Floats reads a section of n numbers of single precision, where they lie if it can.
func (f *File) Floats(name string, n int) ([]float32, error) {
	l := loader{f: f}
	v := l.floats(name, n)
	return v, l.err
}

func (l *loader) norm(name string, d int) norm {
	v := l.floats(name, 2*d+1)
	if l.err != nil {
		return norm{}
	}
	p := norm{gain: v[:d], bias: v[d : 2*d], step: v[2*d:], byteGain: make([]float32, d), byteBias: make([]float32, d)}
	unit := float32(1 / p.step[0])
	for j := range p.byteGain {
		p.byteGain[j] = float32(p.gain[j] * unit)
		p.byteBias[j] = float32(float32(p.bias[j]*unit) + 64)
	}
	return p
}

// hidden reads a layer whose results go into another, so that its columns fill panels.
func (l *loader) hidden(name string, in int) *Linear8 {
	x := l.linear(name, in, -1)
	if l.err == nil && x.Out%panel != 0 {
		l.err = fmt.Errorf("model %s: section %s has %d columns, which is no multiple of %d; remake it with go run ./train", l.f.path, name, x.Out, panel)
	}
	return x
}

func (l *loader) width(x *Linear8) int {
	if l.err != nil {
		return 0
	}
	return x.Out
}

// littleEndian tells whether this machine keeps numbers as the file does, so that they can be used where they lie.
var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

func direct(b []byte) bool {
	return littleEndian && len(b) > 0 && uintptr(unsafe.Pointer(&b[0]))%4 == 0
}

// floats reads numbers of single precision, where they lie if it can.
func floats(b []byte) []float32 {
	if direct(b) {
		return unsafe.Slice((*float32)(unsafe.Pointer(&b[0])), len(b)/4)
	}
	out := make([]float32, len(b)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

func int32s(b []byte) []int32 {
	v := floats(b)
	if len(v) == 0 {
		return nil
	}
	return unsafe.Slice((*int32)(unsafe.Pointer(&v[0])), len(v))
}

func int8s(b []byte) []int8 {
	if len(b) == 0 {
		return nil
	}
	return unsafe.Slice((*int8)(unsafe.Pointer(&b[0])), len(b))
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

// Rows is the number of rows of the embedding table.
func (n *Net) Rows() int { return len(n.embedScale) }
