package net

import (
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"daybook/parse"
	"daybook/train/nn"
)

func xavier(in, out int) float64 { return math.Sqrt(2 / float64(in+out)) }

// Words is an unlabelled corpus as numbers: sentences of indices into Types.
type Words struct {
	Types []string
	seqs  [][]int32
	index map[string]int32
	total int
}

// Add takes a sentence.
func (c *Words) Add(s []string) {
	if c.index == nil {
		c.index = map[string]int32{}
	}
	seq := make([]int32, len(s))
	for i, w := range s {
		id, ok := c.index[w]
		if !ok {
			id = int32(len(c.Types))
			c.index[w] = id
			c.Types = append(c.Types, w)
		}
		seq[i] = id
	}
	c.seqs = append(c.seqs, seq)
	c.total += len(s)
}

// Pretrain teaches the encoder to guess masked words (Devlin et al. 2019, one pass): 15 % of the words are chosen, of which 80 % are
// masked, 10 % replaced, 10 % left. Guesses are over the most frequent forms.
func (n *Network) Pretrain(c *Words, guesses int, tokens int, rate float64, seed uint64, w *Watch) error {
	guesses = min(guesses, len(n.Vocab.Forms))
	rows := make([][]int32, len(c.Types))
	target := make([]int32, len(c.Types))
	for i, w := range c.Types {
		rows[i] = n.Vocab.Word(w)
		target[i] = rows[i][0] - parse.FirstForm
		if target[i] >= int32(guesses) {
			target[i] = -1
		}
	}
	out := nn.NewParam("guess.w", n.Size.Width, guesses, 0.02, &nn.Rand{S: seed})
	outb := nn.NewParam("guess.c", 1, guesses, 0, nil)
	ps := append(append([]*nn.Param(nil), n.Params...), out, outb)
	adam := &nn.Adam{Params: ps, B1: 0.9, B2: 0.98, Eps: 1e-8, Decay: 0.01, Clip: 1}
	const workers = 2
	tapes, grads := crew(workers, ps, seed, 7919)
	order := &nn.Rand{S: seed ^ 0x5eed}
	perm := make([]int, len(c.seqs))
	shuffle := func() {
		for i := range perm {
			perm[i] = i
		}
		order.Shuffle(perm)
	}
	shuffle()
	const per = 2400 // tokens a worker and step
	at, seen, step := 0, 0, 0
	run := Running{Adam: adam, Rands: []*nn.Rand{order}, Ints: []*int{&at, &seen, &step}, Orders: [][]int{perm}}
	for _, t := range tapes {
		run.Rands = append(run.Rands, &t.Rnd)
	}
	if err := w.Resume(run); err != nil {
		return err
	}
	for seen < tokens {
		var parts [workers][][]int32
		for w := range parts {
			for size := 0; size < per; {
				if at == len(perm) {
					shuffle()
					at = 0
				}
				s := c.seqs[perm[at]]
				at++
				parts[w] = append(parts[w], s)
				size += len(s)
				seen += len(s)
			}
		}
		var wg sync.WaitGroup
		var sums [workers][3]float64
		for w := range parts {
			wg.Add(1)
			go func() {
				defer wg.Done()
				t := tapes[w]
				t.Reset()
				var ids [][]int32
				var ends []int
				var chosen, want []int32
				for _, s := range parts[w] {
					for _, id := range s {
						r := rows[id]
						if tgt := target[id]; tgt >= 0 && t.Rnd.Float() < 0.15 {
							chosen = append(chosen, int32(len(ids)))
							want = append(want, tgt)
							switch x := t.Rnd.Float(); {
							case x < 0.8:
								r = []int32{parse.MaskRow}
							case x < 0.9:
								r = rows[t.Rnd.Int(len(rows))]
							}
						}
						ids = append(ids, r)
					}
					ends = append(ends, len(ids))
				}
				x := n.encode(t, ids, ends, Drops{})
				y := t.Linear(t.Relu(n.lin(t, t.Pick(x, chosen), "mask")), out, outb)
				a, b := t.CrossEntropy(y, want, 1, nil)
				t.Back()
				sums[w] = [3]float64{t.Loss, float64(a), float64(b)}
			}()
		}
		wg.Wait()
		p := Progress{Done: min(seen, tokens), Goal: tokens}
		for _, s := range sums {
			p.Loss, p.Right, p.Of = p.Loss+s[0]/workers, p.Right+int(s[1]), p.Of+int(s[2])
		}
		step++
		f := float64(seen) / float64(tokens)
		lr := rate * math.Min(float64(step)/500, 1) * (1 - 0.95*f)
		adam.Step(grads, lr)
		if err := w.Step(run, p); err != nil {
			return err
		}
	}
	return nil
}

// Total is the number of words.
func (c *Words) Total() int { return c.total }

// Double lets what was added so far be seen twice as often.
func (c *Words) Double() { c.seqs = append(c.seqs, c.seqs...); c.total *= 2 }

// Count is how often each form occurs.
func (c *Words) Count() map[string]int {
	n := make([]int, len(c.Types))
	for _, s := range c.seqs {
		for _, id := range s {
			n[id]++
		}
	}
	out := map[string]int{}
	for i, w := range c.Types {
		out[parse.RowForm(w)] += n[i]
	}
	return out
}

// CountForms adds the forms of some words to a count.
func CountForms(count map[string]int, words []string) {
	for _, w := range words {
		count[parse.RowForm(w)]++
	}
}

// Written finds how the forms of a vocabulary are written inside sentences.
func (c *Words) Written(v *Vocabulary) []byte {
	inside := make([][3]int, len(v.Forms)) // small, with a capital, in capitals
	form, how := make([]int32, len(c.Types)), make([]int, len(c.Types))
	for i, w := range c.Types {
		row, ok := v.Index[parse.RowForm(w)]
		form[i] = row - parse.FirstForm
		if !ok {
			form[i] = -1
		}
		switch first, _ := utf8.DecodeRuneInString(w); {
		case !unicode.IsUpper(first):
		case utf8.RuneCountInString(w) > 1 && w == strings.ToUpper(w):
			how[i] = 2
		default:
			how[i] = 1
		}
	}
	for _, s := range c.seqs {
		for _, id := range s[min(1, len(s)):] {
			if f := form[id]; f >= 0 {
				inside[f][how[id]]++
			}
		}
	}
	out := make([]byte, len(v.Forms))
	for i, in := range inside {
		switch all := in[0] + in[1] + in[2]; {
		case all < 3:
			out[i] = parse.WrittenUnknown
		case in[2]*2 > all:
			out[i] = parse.WrittenUpper
		case in[0]*50 >= all*49:
			out[i] = parse.WrittenSmall
		case in[0]*10 >= all*7:
			out[i] = parse.WrittenMostSmall
		case (in[1]+in[2])*10 >= all*9:
			out[i] = parse.WrittenCapital
		default:
			out[i] = parse.WrittenMixed
		}
	}
	return out
}
