package who

import (
	"slices"

	"daybook/ledger"
	"daybook/text"
)

// namePath finds the best names of a sentence: of all ways to lay names over its tokens without overlap, that whose scores sum to most
// (Viterbi, 1967). All sums are of whole numbers, so every machine finds the same. It is scratch, for one goroutine at a time.
type namePath struct {
	score  []int32 // by type: the best sum that leaves a name of the type open behind the last token
	closed []uint8 // by token: how the best reading that leaves no name open came about: 0 outside, 1+t only token, 1+types+t last token
	open   []bool  // by token and type: whether the best reading that leaves the name open had it open before
}

const noPath = -1 << 30

// find appends the names over some tokens, from left to right. scores holds NamePlaces numbers for each token and type; first is the number of
// the first token.
func (p *namePath) find(to []ledger.Name, types []string, scores []int32, first int32) []ledger.Name {
	k := len(types)
	n := len(scores) / (k * ledger.NamePlaces)
	p.score = grown(p.score, k)
	for t := range p.score {
		p.score[t] = noPath
	}
	p.closed, p.open = grown(p.closed, n), grown(p.open, n*k)
	outside := int32(0)
	for i := 0; i < n; i++ {
		row := scores[i*k*ledger.NamePlaces : (i+1)*k*ledger.NamePlaces]
		best, how := outside, 0
		for t := range p.score {
			at := row[t*ledger.NamePlaces : (t+1)*ledger.NamePlaces]
			if v := outside + at[ledger.OnlyOfName]; v > best {
				best, how = v, 1+t
			}
			if v := p.score[t] + at[ledger.LastOfName]; v > best {
				best, how = v, 1+k+t
			}
			begin, goOn := outside+at[ledger.FirstOfName], p.score[t]+at[ledger.InnerOfName]
			p.open[i*k+t] = goOn > begin
			p.score[t] = max(begin, goOn, noPath)
		}
		outside, p.closed[i] = best, uint8(how)
	}
	start := len(to)
	for i := n - 1; i >= 0; i-- {
		how := int(p.closed[i])
		switch {
		case how == 0:
			continue
		case how <= k:
			to = append(to, ledger.Name{Run: text.Run{First: first + int32(i), Last: first + int32(i) + 1}, Type: types[how-1]})
		default:
			t, last := how-1-k, i
			i--
			for p.open[i*k+t] {
				i--
			}
			to = append(to, ledger.Name{Run: text.Run{First: first + int32(i), Last: first + int32(last) + 1}, Type: types[t]})
		}
	}
	slices.Reverse(to[start:])
	return to
}

// grown gives s room for n elements of any value.
func grown[T any](s []T, n int) []T { return slices.Grow(s[:0], n)[:n] }
