package nn

import "fmt"

// AdamState is all that Adam remembers between two steps, with the parameters themselves, by their names. The slices are those
// in use, not copies.
type AdamState struct {
	Step                            int
	Values, First, Second, Averages map[string][]float32
}

// State gives what a checkpoint must hold to go on from here.
func (a *Adam) State() AdamState {
	s := AdamState{a.step, map[string][]float32{}, map[string][]float32{}, map[string][]float32{}, map[string][]float32{}}
	for _, p := range a.Params {
		s.Values[p.Name] = p.V
		if p.m != nil {
			s.First[p.Name], s.Second[p.Name] = p.m, p.s
		}
		if p.avg != nil {
			s.Averages[p.Name] = p.avg
		}
	}
	return s
}

// Restore goes on from a state. One that is of other parameters is refused and changes nothing.
func (a *Adam) Restore(s AdamState) error {
	if len(s.Values) != len(a.Params) {
		return fmt.Errorf("%d parameters instead of %d", len(s.Values), len(a.Params))
	}
	for _, p := range a.Params {
		n := p.Name
		for _, v := range [][]float32{s.Values[n], s.First[n], s.Second[n], s.Averages[n]} {
			if len(v) != len(p.V) && (v != nil || s.Values[n] == nil) {
				return fmt.Errorf("parameter %s has %d values instead of %d", n, len(v), len(p.V))
			}
		}
	}
	a.step = s.Step
	for _, p := range a.Params {
		copy(p.V, s.Values[p.Name])
		p.m, p.s, p.avg = s.First[p.Name], s.Second[p.Name], s.Averages[p.Name]
	}
	return nil
}
