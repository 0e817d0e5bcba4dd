package main

import (
	"sort"

	"daybook/model"
)

// learner is an averaged perceptron (Collins, 2002; averaging by time stamps as in Daumé's thesis) over hashed features
// with sparse rows. A feature takes part in scoring once it has been updated minUpdates times: rare ones only add noise and bytes.
type learner struct {
	classes    int
	minUpdates int32
	slots      []slot
	rows       []row
	step       int32
}

type slot struct {
	key uint64 // 0: free
	row int32
}

// row holds the weights of a feature. What scoring needs lies close together: class in the low 8 bits, value above them.
type row struct {
	updates int32
	packed  []int32
	sums    []sum
}

// sum is what averaging needs of a weight: its value summed over steps up to since.
type sum struct {
	total int64
	since int32
}

func newLearner(classes, minUpdates int) *learner {
	return &learner{classes: classes, minUpdates: int32(minUpdates), slots: make([]slot, 1<<20)}
}

func (l *learner) find(key uint64) *slot {
	mask := uint64(len(l.slots) - 1)
	for i := key & mask; ; i = (i + 1) & mask {
		if s := &l.slots[i]; s.key == key || s.key == 0 {
			return s
		}
	}
}

func (l *learner) grow() {
	old := l.slots
	l.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.key != 0 {
			*l.find(s.key) = s
		}
	}
}

func (l *learner) score(features []uint64, s *model.Scores) {
	for _, f := range features {
		at := l.find(f)
		if at.key == 0 {
			continue
		}
		r := &l.rows[at.row]
		if r.updates < l.minUpdates {
			continue
		}
		for _, p := range r.packed {
			s[uint8(p)] += p >> 8
		}
	}
}

// update rewards class good and punishes class bad.
func (l *learner) update(features []uint64, good, bad uint8) {
	for _, f := range features {
		at := l.find(f)
		if at.key == 0 {
			if 2*len(l.rows) > len(l.slots) {
				l.grow()
				at = l.find(f)
			}
			*at = slot{f, int32(len(l.rows))}
			l.rows = append(l.rows, row{})
		}
		r := &l.rows[at.row]
		r.updates++
		r.add(good, 1, l.step)
		r.add(bad, -1, l.step)
	}
}

func (r *row) add(class uint8, by, step int32) {
	for k, p := range r.packed {
		if uint8(p) == class {
			s := &r.sums[k]
			s.total += int64(p>>8) * int64(step-s.since)
			s.since = step
			r.packed[k] = p + by<<8
			return
		}
	}
	r.packed = append(r.packed, by<<8|int32(class))
	r.sums = append(r.sums, sum{since: step})
}

// average returns the rows with averaged weights in a fixed order.
func (l *learner) average() []model.Row {
	var out []model.Row
	for _, at := range l.slots {
		if at.key == 0 {
			continue
		}
		r := &l.rows[at.row]
		if r.updates < l.minUpdates {
			continue
		}
		m := model.Row{Feature: at.key}
		for k, p := range r.packed {
			total := r.sums[k].total + int64(p>>8)*int64(l.step-r.sums[k].since)
			if total != 0 {
				m.Weights = append(m.Weights, model.Weight{Class: uint8(p), Value: float64(total) / float64(l.step)})
			}
		}
		if len(m.Weights) > 0 {
			out = append(out, m)
		}
	}
	sort.Slice(out, func(a, b int) bool { return out[a].Feature < out[b].Feature })
	return out
}
