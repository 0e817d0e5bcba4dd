package net

import (
	"strings"

	"daybook/train/nn"
)

// Scores are shares in percent on gold sentences and tokens.
type Scores struct{ UPOS, XPOS, Feats, UAS, LAS, Core float64 }

// core are the relations that statements and events rest on.
var coreRels = map[string]bool{"nsubj": true, "nsubj:pass": true, "obj": true, "obl:agent": true, "ccomp": true, "parataxis": true}

// Measure scores the network on a treebank.
func (n *Network) Measure(ss []Sentence) Scores {
	t := &nn.Tape{}
	var total, upos, xpos, feats, uas, las int
	var coreHit, coreOurs, coreGold int
	for i := 0; i < len(ss); i += 32 {
		var part []*Sentence
		for j := i; j < min(i+32, len(ss)); j++ {
			part = append(part, &ss[j])
		}
		for k, a := range n.Analyse(t, part) {
			s := part[k]
			for w := range s.Words {
				total++
				hit := func(c *int, ok bool) {
					if ok {
						*c++
					}
				}
				hit(&upos, n.Labels.UPOS[a.UPOS[w]] == s.UPOS[w])
				hit(&xpos, n.Labels.XPOS[a.XPOS[w]] == s.XPOS[w])
				hit(&feats, n.Labels.Feats[a.Feats[w]] == s.Feats[w])
				head := a.Head[w] == s.Head[w]
				rel := n.Labels.Rels[a.Rel[w]]
				hit(&uas, head)
				hit(&las, head && universal(rel) == universal(s.Rel[w]))
				if coreRels[rel] {
					coreOurs++
				}
				if coreRels[s.Rel[w]] {
					coreGold++
					hit(&coreHit, head && rel == s.Rel[w])
				}
			}
		}
	}
	p := func(x int) float64 { return 100 * float64(x) / float64(max(total, 1)) }
	return Scores{p(upos), p(xpos), p(feats), p(uas), p(las), 200 * float64(coreHit) / float64(max(coreOurs+coreGold, 1))}
}

func universal(rel string) string {
	r, _, _ := strings.Cut(rel, ":")
	return r
}

// MeasureNames gives precision, recall and F1 of exact names.
func (n *Network) MeasureNames(ss []Sentence) (p, r, f float64) {
	t := &nn.Tape{}
	var hit, ours, gold int
	for i := range ss {
		a := n.Analyse(t, []*Sentence{&ss[i]})[0]
		tags := make([]string, len(a.Names))
		for w, id := range a.Names {
			tags[w] = n.Labels.Names[id]
		}
		o, g := spansOf(tags), spansOf(ss[i].Names)
		ours, gold = ours+len(o), gold+len(g)
		for k := range o {
			if g[k] {
				hit++
			}
		}
	}
	return 100 * float64(hit) / float64(max(ours, 1)), 100 * float64(hit) / float64(max(gold, 1)), 200 * float64(hit) / float64(max(ours+gold, 1))
}

type nameSpan struct {
	first, last int
	kind        string
}

func spansOf(tags []string) map[nameSpan]bool {
	out := map[nameSpan]bool{}
	start := 0
	for i, t := range tags {
		switch t[0] {
		case 'B':
			start = i
		case 'S':
			out[nameSpan{i, i, t[2:]}] = true
		case 'E':
			out[nameSpan{start, i, t[2:]}] = true
		}
	}
	return out
}
