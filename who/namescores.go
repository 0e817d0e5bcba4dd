package who

import (
	"slices"
	"sync"

	"daybook/ledger"
	"daybook/text"
)

// namePath finds the best names of a sentence: of all ways to lay names over its tokens without overlap, that whose scores sum to most
// (Viterbi, 1967). All sums are of whole numbers, so every machine finds the same. It is scratch, for one goroutine at a time.
type namePath struct {
	score  []int32 // types: the best sum that leaves a name of the type open behind the last token
	closed []uint8 // by token: how the best reading that leaves no name open came about: 0 outside, 1+t one token, 1+types+t the last
	open   []bool  // by token and type: whether the best reading that leaves the name open had it open before
}

const noPath = -1 << 30

var namePaths = sync.Pool{New: func() any { return new(namePath) }}

// find appends the names over n tokens, from left to right. scores holds NamePlaces numbers for each token and type; first is the number of the first token.
func (p *namePath) find(to []ledger.Name, types []string, scores []int32, first int32) []ledger.Name {
	k := len(types)
	n := len(scores) / (k * ledger.NamePlaces)
	p.score = append(p.score[:0], make([]int32, k)...)
	for t := range p.score {
		p.score[t] = noPath
	}
	p.closed, p.open = slices.Grow(p.closed[:0], n)[:n], slices.Grow(p.open[:0], n*k)[:n*k]
	outside := int32(0)
	for i := 0; i < n; i++ {
		row := scores[i*k*ledger.NamePlaces : (i+1)*k*ledger.NamePlaces]
		before := outside
		best, how := before, 0
		for t := range p.score {
			if v := before + row[t*ledger.NamePlaces+ledger.OnlyOfName]; v > best {
				best, how = v, 1+t
			}
			if v := p.score[t] + row[t*ledger.NamePlaces+ledger.LastOfName]; v > best {
				best, how = v, 1+k+t
			}
			begin, go_on := before+row[t*ledger.NamePlaces+ledger.FirstOfName], p.score[t]+row[t*ledger.NamePlaces+ledger.InnerOfName]
			p.open[i*k+t] = go_on > begin
			p.score[t] = max(max(begin, go_on), noPath)
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

// rated fills d.Names from d.Rated.
func (s *Stage) rated(d *ledger.Document) {
	p := namePaths.Get().(*namePath)
	defer namePaths.Put(p)
	w := int32(d.Rated.Width())
	var scores []int32
	for _, x := range d.Sentences {
		scores = scores[:0]
		for _, v := range d.Rated.Scores[x.First*w : x.Last*w] {
			scores = append(scores, int32(v))
		}
		d.Names = p.find(d.Names, d.Rated.Types, scores, x.First)
	}
}
