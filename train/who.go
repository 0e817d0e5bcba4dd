package main

import (
	"bytes"
	"flag"
	"fmt"
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

// corefTrain holds the chains that whom a pronoun means is learned from; corefHeld are the documents that the parser is measured on, which are left out.
const (
	corefTrain = "gum/coref/ontogum/conll"
	corefHeld  = "academic_(exposure|librarians)|bio_(byron|emperor)|conversation_(grounded|risk)|court_(loan|negligence)|interview_(cyclone|gaming)|" +
		"news_(homeopathic|iodine)|speech_(impeachment|inauguration)|textbook_(governments|labor)|vlog_(portland|radiology)|voyage_(athens|coron)"
)

// limits are the least probabilities at which a pronoun is resolved, chosen by hand: of persons more than half right on texts left out, of "it", which is mostly
// no actor, and of a speaker more.
const limits = "(limit he)\t0.55\n(limit it)\t0.60\n(limit speaker)\t0.75\n(limit they)\t0.50\n"

// pronoun is a pronoun as an example: its last answer is that it means none of those before.
type pronoun struct {
	example
	class   string
	byRules int  // the answer that the rules give, or -1
	open    bool // they give none
}

// whoIsMeant learns whom pronouns mean: of all those before the likeliest (Denis and Baldridge 2008).
func whoIsMeant(fs *flag.FlagSet, args []string) error {
	dir := fs.String("data", "../shared/data", "folder of the corpora")
	out := fs.String("out", filepath.Join("data", who.LearnedPath), "file to write")
	least := fs.Int("least", 8, "how many antecedents must have a feature")
	epochs := fs.Int("epochs", 8, "times over the pronouns")
	decay := fs.Float64("decay", 3e-3, "pull towards nothing at each step")
	folds := fs.Int("folds", 5, "parts for the figures, each learned from the others")
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
	names := newFeatures()
	var raw []who.Choice
	var all []pronoun
	err = score.Coreferred(filepath.Join(*dir, corefTrain), regexp.MustCompile(corefHeld), e, func(d *ledger.Document, chain map[int32]int32) {
		stage.Choose(d, func(c who.Choice) int {
			p, meant := answered(d, chain, c)
			for _, a := range c.Antecedents {
				names.add(a.Features)
			}
			raw, all = append(raw, c), append(all, p)
			return meant
		})
	})
	if err != nil {
		return err
	}
	names.keep(*least)
	for i, c := range raw {
		for _, a := range c.Antecedents {
			all[i].answers = append(all[i].answers, names.numbers(a.Features))
		}
	}
	right := make([]bool, len(all))    // on the fold left out
	taken := make([]float64, len(all)) // probability there of whom it is taken for, or 0
	n := len(names.names)
	for f := range *folds {
		var rest []example
		for i := range all {
			if i**folds/len(all) != f {
				rest = append(rest, all[i].example)
			}
		}
		w := learn(rest, n, *epochs, *decay)
		for i := range all {
			if i**folds/len(all) == f {
				p := all[i].probabilities(w, nil)
				b := slices.Index(p, slices.Max(p))
				if right[i] = all[i].right[b]; b < len(p)-1 {
					taken[i] = p[b]
				}
			}
		}
	}
	tell(all, right, taken)
	examples := make([]example, len(all))
	for i := range all {
		examples[i] = all[i].example
	}
	b := bytes.NewBufferString(limits)
	kept := names.write(b, learn(examples, n, *epochs, *decay))
	fmt.Printf("%d pronouns; %d features kept of %d\n", len(all), kept, n)
	return os.WriteFile(*out, b.Bytes(), 0o644)
}

// answered tells which antecedents of a pronoun are of its gold chain, and which of them is the nearest.
func answered(d *ledger.Document, chain map[int32]int32, c who.Choice) (pronoun, int) {
	p := pronoun{class: c.Class, byRules: -1, open: c.ByRules < 0}
	of, in := chain[d.Mentions[c.Mention].Head]
	nearest := -1
	for i, a := range c.Antecedents {
		right := a.Mention < 0 && nearest < 0 || a.Mention >= 0 && in && chainOf(d, chain, a.Mention) == of
		if right && nearest < 0 {
			nearest = i
		}
		if a.Mention >= 0 && c.ByRules >= 0 && d.ActorOf[a.Mention] == c.ByRules {
			p.byRules = i
		}
		p.right = append(p.right, right)
	}
	return p, nearest
}

// chainOf is the gold chain that mention o stands in or, if it stands in none, the latest mention before of the same actor that does; or -1.
func chainOf(d *ledger.Document, chain map[int32]int32, o int32) int32 {
	for i := o; i >= 0; i-- {
		if i == o || d.ActorOf[i] >= 0 && d.ActorOf[i] == d.ActorOf[o] {
			if g, ok := chain[d.Mentions[i].Head]; ok {
				return g
			}
		}
	}
	return -1
}

// tell prints how many pronouns of each class the rules and the weights get right, the weights on texts that they did not learn from.
func tell(all []pronoun, right []bool, taken []float64) {
	for _, class := range []string{"he", "it", "they"} {
		n, within, rules, rulesRight, there := 0, 0, 0, 0, 0
		var took, rightAt [9]int
		for i, p := range all {
			if p.class != class {
				continue
			}
			n++
			if !p.right[len(p.right)-1] {
				within++
			}
			if !p.open {
				rules++
				if p.byRules >= 0 && p.right[p.byRules] {
					rulesRight++
				}
				if right[i] {
					there++
				}
				continue
			}
			for k := range took {
				if taken[i] > float64(k)/10 {
					if took[k]++; right[i] {
						rightAt[k]++
					}
				}
			}
		}
		fmt.Printf("%s: %d, of which %d have an antecedent near; the rules take %d, %d rightly, where the weights have %d\n", class, n, within, rules, rulesRight, there)
		for _, k := range []int{0, 3, 4, 5, 6, 7, 8} {
			fmt.Printf("\tleft open: at %.1f the weights take %d, %d rightly\n", float64(k)/10, took[k], rightAt[k])
		}
	}
}
