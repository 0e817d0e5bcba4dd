package main

import (
	"sort"

	"daybook/model"
)

// learner is an averaged perceptron (Collins, 2002; averaging by time stamps as in Daumé's thesis) over hashed features
// with sparse rows. A feature takes part in scoring once it has been updated minUpdates times: rare ones only add noise and bytes.
type learner struct {
	classes    int
	minUpdates int
	keys       []uint64
	at         []int32
	rows       []row
	used       int
	step       int64
}

type row struct {
	updates int32
	w       []weight
}

type weight struct {
	class uint8
	value int32
	since int64
	total int64
}

func newLearner(classes, minUpdates int) *learner {
	const start = 1 << 20
	return &learner{classes: classes, minUpdates: minUpdates, keys: make([]uint64, start), at: make([]int32, start)}
}

func (l *learner) slot(key uint64) int {
	mask := uint64(len(l.keys) - 1)
	for i := key & mask; ; i = (i + 1) & mask {
		if l.keys[i] == key || l.keys[i] == 0 {
			return int(i)
		}
	}
}

func (l *learner) grow() {
	keys, at := l.keys, l.at
	l.keys, l.at = make([]uint64, 2*len(keys)), make([]int32, 2*len(at))
	for i, k := range keys {
		if k != 0 {
			s := l.slot(k)
			l.keys[s], l.at[s] = k, at[i]
		}
	}
}

func (l *learner) score(features []uint64, s *model.Scores) {
	for _, f := range features {
		i := l.slot(f)
		if l.keys[i] == 0 {
			continue
		}
		r := &l.rows[l.at[i]]
		if int(r.updates) < l.minUpdates {
			continue
		}
		for k := range r.w {
			s[r.w[k].class] += r.w[k].value
		}
	}
}

// update rewards class good and punishes class bad.
func (l *learner) update(features []uint64, good, bad uint8) {
	for _, f := range features {
		i := l.slot(f)
		if l.keys[i] == 0 {
			if 2*l.used > len(l.keys) {
				l.grow()
				i = l.slot(f)
			}
			l.used++
			l.keys[i] = f
			l.at[i] = int32(len(l.rows))
			l.rows = append(l.rows, row{})
		}
		r := &l.rows[l.at[i]]
		r.updates++
		r.add(good, 1, l.step)
		r.add(bad, -1, l.step)
	}
}

func (r *row) add(class uint8, by int32, step int64) {
	for k := range r.w {
		w := &r.w[k]
		if w.class == class {
			w.total += int64(w.value) * (step - w.since)
			w.since = step
			w.value += by
			return
		}
	}
	r.w = append(r.w, weight{class: class, value: by, since: step})
}

// average returns the rows with averaged weights in a fixed order.
func (l *learner) average() []model.Row {
	var out []model.Row
	for i, k := range l.keys {
		if k == 0 {
			continue
		}
		r := &l.rows[l.at[i]]
		if int(r.updates) < l.minUpdates {
			continue
		}
		m := model.Row{Feature: k}
		for _, w := range r.w {
			total := w.total + int64(w.value)*(l.step-w.since)
			if total != 0 {
				m.Weights = append(m.Weights, model.Weight{Class: w.class, Value: float64(total) / float64(l.step)})
			}
		}
		if len(m.Weights) > 0 {
			out = append(out, m)
		}
	}
	sort.Slice(out, func(a, b int) bool { return out[a].Feature < out[b].Feature })
	return out
}
