package net

import (
	"daybook/parse"
	"daybook/train/nn"
)

// Size is the shape of the network.
type Size struct {
	Width  int // of the encoder
	Convs  int // convolution blocks, each over three neighbours
	Blocks int // attention blocks
	Heads  int
	Arc    int // width of the arc scorer
	Label  int // width of the label scorer
}

// Shipped is the shape of the shipped model.
var Shipped = Size{Width: 256, Convs: 2, Blocks: 4, Heads: 8, Arc: 192, Label: 128}

// Labels are the classes of the heads.
type Labels struct {
	UPOS, XPOS, Feats, Rels, Names []string
}

// Network is the encoder and its heads.
type Network struct {
	Size   Size
	Vocab  *Vocabulary
	Labels Labels
	Params []*nn.Param
	by     map[string]*nn.Param
	probe  func(name string, m *nn.Mat) // sees normalised layers while calibrating
}

// NewNetwork makes a network with random weights.
func NewNetwork(size Size, v *Vocabulary, l Labels, seed uint64) *Network {
	n := &Network{Size: size, Vocab: v, Labels: l, by: map[string]*nn.Param{}}
	r := &nn.Rand{S: seed}
	d := size.Width
	n.param("embed", v.Total(), d, 0.1, r).Sparse = true
	n.norm("embed.norm", d)
	for i := 0; i < size.Convs; i++ {
		k := name("conv", i)
		n.norm(k+".norm", d)
		n.linear(k, 3*d, 2*d, r)
	}
	for i := 0; i < size.Blocks; i++ {
		k := name("block", i)
		n.norm(k+".norm", d)
		n.linear(k+".qkv", d, 3*d, r)
		n.param(k+".bias", size.Heads, 2*nn.Reach+1, 0, r)
		n.linear(k+".out", d, d, r)
		n.norm(k+".norm2", d)
		n.linear(k+".up", d, 2*d, r)
		n.linear(k+".down", 2*d, d, r)
	}
	n.norm("norm", d)
	n.linear("mask", d, d, r)
	n.heads(r)
	return n
}

func (n *Network) heads(r *nn.Rand) {
	d, s, l := n.Size.Width, n.Size, n.Labels
	n.linear("upos", d, max(len(l.UPOS), 1), r)
	n.linear("xpos", d, max(len(l.XPOS), 1), r)
	n.linear("feats", d, max(len(l.Feats), 1), r)
	n.linear("names.hidden", d, 128, r)
	n.linear("names", 128, max(len(l.Names), 1), r)
	n.param("names.known", parse.KnownRows, max(len(l.Names), 1), 0, r)
	n.linear("arc.dep", d, s.Arc, r)
	n.linear("arc.head", d, s.Arc, r)
	n.param("arc.u", s.Arc, s.Arc, 0.01, r)
	n.param("arc.b", 1, s.Arc, 0.01, r)
	n.param("arc.root", 1, s.Arc, 0.1, r)
	n.linear("label.dep", d, s.Label, r)
	n.linear("label.head", d, s.Label, r)
	n.param("label.root", 1, s.Label, 0.1, r)
	n.linear("label", 2*s.Label, max(len(l.Rels), 1), r)
}

func name(k string, i int) string { return k + string(rune('0'+i)) }

func (n *Network) param(name string, r, c int, dev float64, rnd *nn.Rand) *nn.Param {
	p := nn.NewParam(name, r, c, dev, rnd)
	n.Params = append(n.Params, p)
	n.by[name] = p
	return p
}

func (n *Network) linear(name string, in, out int, r *nn.Rand) {
	n.param(name+".w", in, out, xavier(in, out), r)
	n.param(name+".c", 1, out, 0, r)
}

func (n *Network) norm(name string, d int) {
	n.param(name+".g", 1, d, 0, nil).Fill(1)
	n.param(name+".h", 1, d, 0, nil)
}

// batch is some sentences, one token a row.
type batch struct {
	sentences []*Sentence
	ids       [][]int32
	known     [][]int32 // what lists of names say
	ends      []int
}

func (n *Network) batch(ss []*Sentence) batch {
	b := batch{sentences: ss}
	for _, s := range ss {
		for _, w := range s.Words {
			b.ids = append(b.ids, n.Vocab.Word(w))
		}
		for i := range s.Words {
			var rows []int32
			if s.Known != nil {
				rows = parse.Known{}.Rows(nil, s.Known, i)
			}
			b.known = append(b.known, rows)
		}
		b.ends = append(b.ends, len(b.ids))
	}
	return b
}

// Drops are the dropout rates of a run.
type Drops struct{ Embed, Inner, Head float32 }

func (n *Network) lin(t *nn.Tape, x *nn.Mat, k string) *nn.Mat {
	return t.Linear(x, n.by[k+".w"], n.by[k+".c"])
}

func (n *Network) ln(t *nn.Tape, x *nn.Mat, k string) *nn.Mat {
	y := t.Norm(x, n.by[k+".g"], n.by[k+".h"])
	if n.probe != nil {
		n.probe(k, y)
	}
	return y
}

// names scores the labels of names: what the encoder says and what is known of the words.
func (n *Network) names(t *nn.Tape, h *nn.Mat, known [][]int32, drop float32) *nn.Mat {
	y := n.lin(t, t.Drop(t.Relu(n.lin(t, h, "names.hidden")), drop), "names")
	return t.Add(y, t.Embed(n.by["names.known"], known))
}

// encode runs the encoder: one row a token.
func (n *Network) encode(t *nn.Tape, ids [][]int32, ends []int, p Drops) *nn.Mat {
	x := t.Drop(n.ln(t, t.Embed(n.by["embed"], ids), "embed.norm"), p.Embed)
	for i := 0; i < n.Size.Convs; i++ {
		k := name("conv", i)
		y := t.Maxout(n.lin(t, t.Window(n.ln(t, x, k+".norm"), ends), k))
		x = t.Add(x, t.Drop(y, p.Inner))
	}
	for i := 0; i < n.Size.Blocks; i++ {
		k := name("block", i)
		y := t.Attend(n.lin(t, n.ln(t, x, k+".norm"), k+".qkv"), n.Size.Heads, n.by[k+".bias"], ends)
		x = t.Add(x, t.Drop(n.lin(t, y, k+".out"), p.Inner))
		y = t.Relu(n.lin(t, n.ln(t, x, k+".norm2"), k+".up"))
		x = t.Add(x, t.Drop(n.lin(t, y, k+".down"), p.Inner))
	}
	return n.ln(t, x, "norm")
}
