package main

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"daybook"
	"daybook/data"
	"daybook/ledger"
	"daybook/score"
	"daybook/who"
)

// corefTrain is where the chains stand that whom a pronoun means is learned from.
const corefTrain = "gum/coref/ontogum/conll"

// pick is a pronoun with the features of all whom it may mean; right are those that it does.
type pick struct {
	class    string
	features [][]int
	right    []bool
	byRules  int  // index of what the rules take, or -1
	open     bool // the rules take nobody
}

// whoIsMeant learns whom pronouns mean: a log-linear model over the antecedents of each (Denis and Baldridge 2008), by AdaGrad.
func whoIsMeant(fs *flag.FlagSet, args []string) error {
	dir := fs.String("data", "../shared/data", "folder of the corpora")
	out := fs.String("out", filepath.Join("data", who.LearnedPath), "file to write")
	held := fs.String("held", "academic_(exposure|librarians)|bio_(byron|emperor)|conversation_(grounded|risk)|court_(loan|negligence)|interview_(cyclone|gaming)|"+
		"news_(homeopathic|iodine)|speech_(impeachment|inauguration)|textbook_(governments|labor)|vlog_(portland|radiology)|voyage_(athens|coron)", "documents to leave out")
	least := fs.Int("least", 3, "how many antecedents must have a feature")
	epochs := fs.Int("epochs", 12, "times over the pronouns")
	decay := fs.Float64("decay", 1e-4, "pull towards nothing at each step")
	if err := fs.Parse(args); err != nil {
		return err
	}
	e, err := daybook.New(data.FS)
	if err != nil {
		return err
	}
	stage, err := who.New(data.FS)
	if err != nil {
		return err
	}
	number, count := map[string]int{}, map[string]int{}
	gather := func(not *regexp.Regexp) ([]who.Choice, []pick, error) {
		var raw []who.Choice
		var picks []pick
		err := score.Coreferred(filepath.Join(*dir, corefTrain), not, e, func(d *ledger.Document, chain map[int32]int32) {
			stage.Choose(d, func(c who.Choice) int {
				p := pick{class: c.Class, byRules: -1, open: c.ByRules < 0}
				of, in := chain[d.Mentions[c.Mention].Head]
				first := -1
				for i, a := range c.Antecedents {
					right := false
					if a.Mention >= 0 {
						g, ok := chain[d.Mentions[a.Mention].Head]
						right = in && ok && g == of
						if c.ByRules >= 0 && d.ActorOf[a.Mention] == c.ByRules {
							p.byRules = i
						}
					} else {
						right = first < 0
					}
					if right && first < 0 {
						first = i
					}
					p.right = append(p.right, right)
					for _, f := range a.Features {
						count[f]++
					}
				}
				raw, picks = append(raw, c), append(picks, p)
				return first
			})
		})
		return raw, picks, err
	}
	all := regexp.MustCompile(*held)
	raw, picks, err := gather(all)
	if err != nil {
		return err
	}
	var names []string
	for f, n := range count {
		if n >= *least {
			names = append(names, f)
		}
	}
	slices.Sort(names)
	for i, f := range names {
		number[f] = i
	}
	number2 := func(raw []who.Choice, picks []pick) {
		for i, c := range raw {
			for _, a := range c.Antecedents {
				var fs []int
				for _, f := range a.Features {
					if k, ok := number[f]; ok {
						fs = append(fs, k)
					}
				}
				picks[i].features = append(picks[i].features, fs)
			}
		}
	}
	number2(raw, picks)
	folds := 5
	var tested []pick
	var ps [][]float64
	for f := range folds {
		var tr []pick
		for i, p := range picks {
			if i*folds/len(picks) != f {
				tr = append(tr, p)
			}
		}
		w := softmax(tr, len(names), *epochs, *decay)
		for i, p := range picks {
			if i*folds/len(picks) == f {
				tested = append(tested, p)
				ps = append(ps, probabilities(w, &p, nil))
			}
		}
	}
	told(tested, ps)
	w := softmax(picks, len(names), *epochs, *decay)
	var b bytes.Buffer
	for _, c := range []string{"he", "it", "they"} {
		fmt.Fprintf(&b, "(limit %s)\t%.2f\n", c, 0.5)
	}
	kept := 0
	for i, f := range names {
		if math.Abs(w[i]) >= 0.02 {
			fmt.Fprintf(&b, "%s\t%.2f\n", f, w[i])
			kept++
		}
	}
	fmt.Printf("%d pronouns; %d features kept of %d\n", len(picks), kept, len(names))
	return os.WriteFile(*out, b.Bytes(), 0o644)
}

func told(picks []pick, ps [][]float64) {
	for _, class := range []string{"he", "it", "they"} {
		n, rules, rulesRight, agree, can := 0, 0, 0, 0, 0
		for i, p := range picks {
			if p.class != class {
				continue
			}
			n++
			if !p.right[len(p.right)-1] {
				can++
			}
			if p.open == false {
				rules++
				if p.byRules >= 0 && p.right[p.byRules] {
					rulesRight++
				}
				b := top(ps[i])
				if p.right[b] {
					agree++
				}
			}
		}
		fmt.Printf("%s: %d, %d have an antecedent; rules take %d, %d right; learned right there %d\n", class, n, can, rules, rulesRight, agree)
		for _, limit := range []float64{0, .3, .4, .5, .6, .7, .8} {
			took, right, none := 0, 0, 0
			for i, p := range picks {
				if p.class != class || !p.open {
					continue
				}
				b := top(ps[i])
				if b == len(p.right)-1 {
					none++
					continue
				}
				if ps[i][b] >= limit {
					took++
					if p.right[b] {
						right++
					}
				}
			}
			fmt.Printf("  open: limit %.1f: takes %d, right %d; none %d\n", limit, took, right, none)
		}
	}
}

func top(p []float64) int {
	b := 0
	for i := range p {
		if p[i] > p[b] {
			b = i
		}
	}
	return b
}

// probabilities are those of the antecedents of a pronoun.
func probabilities(w []float64, x *pick, p []float64) []float64 {
	p = p[:0]
	best := math.Inf(-1)
	for _, fs := range x.features {
		sum := 0.0
		for _, k := range fs {
			sum += w[k]
		}
		p = append(p, sum)
		best = max(best, sum)
	}
	sum := 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - best)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// softmax learns the weights of n features so that the right antecedents of each pronoun together are likely.
func softmax(picks []pick, n, epochs int, decay float64) []float64 {
	w, g := make([]float64, n), make([]float64, n)
	var p []float64
	for range epochs {
		for i := range picks {
			x := &picks[i]
			p = probabilities(w, x, p)
			sum := 0.0
			for j, ok := range x.right {
				if ok {
					sum += p[j]
				}
			}
			for j, fs := range x.features {
				d := p[j]
				if x.right[j] {
					d -= p[j] / sum
				}
				for _, k := range fs {
					step := d + decay*w[k]*float64(len(picks))/1000
					g[k] += step * step
					w[k] -= 0.1 * step / math.Sqrt(g[k]+1e-8)
				}
			}
		}
	}
	return w
}
