package net

import (
	"math"
	"slices"
	"sync"

	"daybook/parse"
	"daybook/train/nn"
)

// Plan is how a network is trained on labelled data.
type Plan struct {
	Epochs   float64 // over the treebanks
	Rate     float64
	Batch    int // tokens a worker and step
	Seed     uint64
	Drops    Drops
	WordDrop float32  // share of known forms whose row is replaced by that of unknown words
	MaskDrop float32  // share of words that are masked whole
	Names    float32  // share of batches that come from the sets of names
	Skip     []string // heads that learn nothing (upos, xpos, feats, trees, names): what the others lose tells what a head is worth to them
}

func (p *Plan) learns(head string) bool { return !slices.Contains(p.Skip, head) }

// targets are the classes of a batch, negative where a sentence does not say. open lists by token the classes of names that an O
// leaves open, because the token's set does not mark their types.
type targets struct {
	upos, xpos, feats, head, rel, names []int32
	open                                [][]int32
}

func classes(labels []string) map[string]int32 {
	m := make(map[string]int32, len(labels))
	for i, l := range labels {
		m[l] = int32(i)
	}
	return m
}

func ids(index map[string]int32, values []string, n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = -1
		if values != nil {
			if id, ok := index[values[i]]; ok {
				out[i] = id
			}
		}
	}
	return out
}

// FineTune trains encoder and heads on treebanks and names together.
func (n *Network) FineTune(trees, names []Sentence, plan Plan, w *Watch, each func(epoch int)) error {
	const workers = 2
	adam := &nn.Adam{Params: n.Params, B1: 0.9, B2: 0.98, Eps: 1e-8, Decay: 0.01, Clip: 2, Average: 0.9995}
	tapes, grads := crew(workers, n.Params, plan.Seed, 104729)
	upos, xpos, feats, rels, tags := classes(n.Labels.UPOS), classes(n.Labels.XPOS), classes(n.Labels.Feats), classes(n.Labels.Rels), classes(n.Labels.Names)
	rnd := &nn.Rand{S: plan.Seed ^ 0xabc}
	treesIn, namesIn := newStream(trees, rnd), newStream(names, rnd)
	total := 0
	for _, s := range trees {
		total += len(s.Words)
	}
	goal := int(plan.Epochs * float64(total))
	seen, step, epoch := 0, 0, 0
	run := Running{Adam: adam, Rands: []*nn.Rand{rnd}, Ints: []*int{&seen, &step, &epoch, &treesIn.at, &namesIn.at}, Orders: [][]int{treesIn.perm, namesIn.perm}}
	for _, t := range tapes {
		run.Rands = append(run.Rands, &t.Rnd)
	}
	if err := w.Resume(run); err != nil {
		return err
	}
	for seen < goal {
		src := treesIn
		if len(names) > 0 && rnd.Float() < plan.Names {
			src = namesIn
		}
		var parts [workers][]*Sentence
		for w := range parts {
			for size := 0; size < plan.Batch; {
				s := src.next()
				parts[w] = append(parts[w], s)
				size += len(s.Words)
				if src == treesIn {
					seen += len(s.Words)
				}
			}
		}
		var wg sync.WaitGroup
		for w := range parts {
			wg.Add(1)
			go func() {
				defer wg.Done()
				t := tapes[w]
				t.Reset()
				b := n.batch(parts[w])
				b.ids = n.dropWords(b.ids, plan, &t.Rnd)
				var g targets
				for _, s := range b.sentences {
					k := len(s.Words)
					g.upos = append(g.upos, ids(upos, s.UPOS, k)...)
					g.xpos = append(g.xpos, ids(xpos, s.XPOS, k)...)
					g.feats = append(g.feats, ids(feats, s.Feats, k)...)
					g.rel = append(g.rel, ids(rels, s.Rel, k)...)
					g.names = append(g.names, ids(tags, s.Names, k)...)
					unmarked := n.unmarked(s)
					for i := 0; i < k; i++ {
						h := int32(-2)
						if s.Head != nil {
							h = s.Head[i]
						}
						g.head = append(g.head, h)
						g.open = append(g.open, nil)
						if unmarked != nil && s.Names[i] == "O" {
							g.open[len(g.open)-1] = unmarked
						}
					}
				}
				n.loss(t, b, g, plan)
				t.Back()
			}()
		}
		wg.Wait()
		p := Progress{Done: min(seen, goal), Goal: goal}
		for _, t := range tapes {
			p.Loss += t.Loss / workers
		}
		step++
		f := float64(seen) / float64(goal)
		rate := plan.Rate * math.Min(float64(step)/200, 1) * (0.5 + 0.5*math.Cos(math.Pi*f))
		adam.Step(grads, rate+1e-7)
		if e := seen / total; e > epoch {
			epoch = e
			if each != nil && (epoch%4 == 0 || seen >= goal) {
				adam.Swap()
				each(epoch)
				adam.Swap()
			}
		}
		if err := w.Step(run, p); err != nil {
			return err
		}
	}
	adam.Swap()
	return nil
}

// unmarked are the classes of the types that the set of a sentence does not mark.
func (n *Network) unmarked(s *Sentence) []int32 {
	if s.Names == nil || s.NameTypes == nil {
		return nil
	}
	var out []int32
	for i, l := range n.Labels.Names {
		if l != "O" && !slices.Contains(s.NameTypes, l[2:]) {
			out = append(out, int32(i))
		}
	}
	return out
}

// dropWords hides some forms, so that the network learns from shape, affixes and context too.
func (n *Network) dropWords(ids [][]int32, plan Plan, r *nn.Rand) [][]int32 {
	out := make([][]int32, len(ids))
	for i, list := range ids {
		out[i] = list
		switch x := r.Float(); {
		case x < plan.MaskDrop:
			out[i] = []int32{parse.MaskRow}
		case x < plan.MaskDrop+plan.WordDrop:
			out[i] = append([]int32{parse.UnknownRow}, list[1:]...)
		}
	}
	return out
}

// dropKnown hides what is known of the words of some sentences, so that names are not found by lists alone.
func (n *Network) dropKnown(b batch, r *nn.Rand) [][]int32 {
	const share = 0.2
	out := make([][]int32, len(b.known))
	start := 0
	for _, end := range b.ends {
		if r.Float() >= share {
			copy(out[start:end], b.known[start:end])
		}
		start = end
	}
	return out
}

// loss runs the network on a batch and adds the losses of all heads that have targets.
func (n *Network) loss(t *nn.Tape, b batch, g targets, plan Plan) {
	x := n.encode(t, b.ids, b.ends, plan.Drops)
	h := t.Drop(x, plan.Drops.Head)
	if g.upos[0] >= 0 || g.head[0] >= 0 {
		if plan.learns("upos") {
			t.CrossEntropy(n.lin(t, h, "upos"), g.upos, 0.5, nil)
		}
		if plan.learns("xpos") {
			t.CrossEntropy(n.lin(t, h, "xpos"), g.xpos, 0.5, nil)
		}
		if plan.learns("feats") {
			t.CrossEntropy(n.lin(t, h, "feats"), g.feats, 0.3, nil)
		}
	}
	if g.head[0] >= 0 && plan.learns("trees") {
		dep := t.Drop(t.Relu(n.lin(t, h, "arc.dep")), plan.Drops.Head)
		head := t.Drop(t.Relu(n.lin(t, h, "arc.head")), plan.Drops.Head)
		t.Arcs(t.Linear(dep, n.by["arc.u"], nil), head, n.by["arc.root"], n.by["arc.b"], b.ends, g.head, 1)
		ld := t.Drop(t.Relu(n.lin(t, h, "label.dep")), plan.Drops.Head)
		lh := t.Drop(t.Relu(n.lin(t, h, "label.head")), plan.Drops.Head)
		t.CrossEntropy(n.lin(t, t.Pairs(ld, lh, n.by["label.root"], headRows(g.head, b.ends)), "label"), g.rel, 1, nil)
	}
	any := false
	for _, v := range g.names {
		any = any || v >= 0
	}
	if any && plan.learns("names") {
		t.CrossEntropy(n.names(t, h, n.dropKnown(b, &t.Rnd), plan.Drops.Head), g.names, 1, func(i int) []int32 { return g.open[i] })
	}
}

// headRows turns heads within sentences (0 the root, else 1 + index) into rows of the batch, negative for the root and for heads that are not known.
func headRows(heads []int32, ends []int) []int32 {
	rows := make([]int32, len(heads))
	start := 0
	for _, end := range ends {
		for i := start; i < end; i++ {
			rows[i] = int32(start) + heads[i] - 1
			if heads[i] <= 0 {
				rows[i] = -1
			}
		}
		start = end
	}
	return rows
}

// crew gives each worker of a training its tape and gradients. Their seeds lie a step apart.
func crew(workers int, params []*nn.Param, seed, step uint64) (tapes []*nn.Tape, grads []*nn.Grads) {
	for i := range workers {
		grads = append(grads, nn.NewGrads(params))
		tapes = append(tapes, &nn.Tape{Train: true, Grads: grads[i], Rnd: nn.Rand{S: seed + uint64(i)*step}})
	}
	return tapes, grads
}

// stream gives sentences in shuffled passes.
type stream struct {
	all  []Sentence
	perm []int
	at   int
	rnd  *nn.Rand
}

func newStream(all []Sentence, rnd *nn.Rand) *stream {
	s := &stream{all: all, rnd: rnd, perm: make([]int, len(all)), at: len(all)}
	for i := range s.perm {
		s.perm[i] = i
	}
	return s
}

func (s *stream) next() *Sentence {
	if s.at == len(s.perm) {
		s.at = 0
		s.rnd.Shuffle(s.perm)
	}
	s.at++
	return &s.all[s.perm[s.at-1]]
}
