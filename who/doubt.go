package who

import (
	"cmp"
	"math"
	"slices"

	"daybook/ledger"
)

// Of several whom a name may mean, each is weighed by what speaks for him or her on the day; the weights are turned into shares that sum to 1
// (softmax). They order the rivals; nothing is decided by them.
const (
	weightTitle   = 2.0 // holds the office whose title stands beside the name
	weightOffice  = 1.0 // holds some office on the day
	weightHeard   = 1.0 // of a state that the report names
	weightDoubted = -1.0
)

// weigh is what speaks for a reading of the name of mention m.
func (r *reader) weigh(m int32, o ref) float64 {
	w := 0.0
	switch o.kind {
	case refPerson:
		if t := r.fact[m].title; t != nil && r.holds(o.index, t) >= 0 {
			w += weightTitle
		}
		if r.current(o.index) >= 0 {
			w += weightOffice
		}
		if r.heard[r.f.persons[o.index].country] {
			w += weightHeard
		}
	case refOrg:
		if r.heard[r.f.orgs[o.index].country] {
			w += weightHeard
		}
	default:
		if r.heard[r.f.states[o.index].code] {
			w += weightHeard
		}
	}
	if o.doubtful {
		w += weightDoubted
	}
	return w
}

// candidate is a reading as the ledger keeps it.
func (r *reader) candidate(o ref) ledger.Candidate {
	switch o.kind {
	case refPerson:
		p := &r.f.persons[o.index]
		return ledger.Candidate{Key: p.key, Name: p.name, Country: p.country}
	case refOrg:
		p := &r.f.orgs[o.index]
		return ledger.Candidate{Key: p.key, Name: p.name, Country: p.country}
	}
	s := &r.f.states[o.index]
	return ledger.Candidate{Key: s.code, Name: s.name, Country: s.code}
}

// doubt keeps the readings that a name has besides the one taken, if any, with their shares.
func (r *reader) doubt(m int32, refs []ref, taken *ref) {
	sum, weights := 0.0, make([]float64, len(refs))
	for i, o := range refs {
		weights[i] = math.Exp(r.weigh(m, o))
		sum += weights[i]
	}
	d := ledger.Doubt{Mention: m}
	for i, o := range refs {
		if taken != nil && o.kind == taken.kind && o.index == taken.index {
			continue
		}
		c := r.candidate(o)
		c.Score = math.Round(100*weights[i]/sum) / 100
		d.Rivals = append(d.Rivals, c)
	}
	r.keep(d)
}

// doubtAmong keeps actors of the report between whom a mention stays open; nothing tells them apart.
func (r *reader) doubtAmong(m int32, found ...int32) {
	d := ledger.Doubt{Mention: m}
	for _, a := range found {
		x := &r.d.Actors[a]
		d.Rivals = append(d.Rivals, ledger.Candidate{Key: x.Key, Name: x.Name, Country: x.Country, Score: math.Round(100/float64(len(found))) / 100})
	}
	r.keep(d)
}

// doubtBySalience keeps those whom a pronoun may mean, by their shares of all salience.
func (r *reader) doubtBySalience(m int32, rivals []rival) {
	sum := 0
	for _, x := range rivals {
		sum += max(x.score, 0)
	}
	d := ledger.Doubt{Mention: m}
	for _, x := range rivals {
		c := ledger.Candidate{Name: r.rivalName(x), Score: math.Round(100*float64(max(x.score, 0))/float64(max(sum, 1))) / 100}
		if x.actor >= 0 {
			a := &r.d.Actors[x.actor]
			c.Key, c.Name, c.Country = a.Key, a.Name, a.Country
		}
		d.Rivals = append(d.Rivals, c)
	}
	r.keep(d)
}

// mostRivals is how many are kept of a mention.
const mostRivals = 6

func (r *reader) keep(d ledger.Doubt) {
	slices.SortStableFunc(d.Rivals, func(a, b ledger.Candidate) int { return cmp.Compare(b.Score, a.Score) })
	if d.Rivals = d.Rivals[:min(len(d.Rivals), mostRivals)]; len(d.Rivals) == 0 {
		return
	}
	i, ok := slices.BinarySearchFunc(r.d.InDoubt, d.Mention, func(x ledger.Doubt, m int32) int { return cmp.Compare(x.Mention, m) })
	if ok {
		r.d.InDoubt[i] = d
		return
	}
	r.d.InDoubt = slices.Insert(r.d.InDoubt, i, d)
}
