package daybook

import (
	"daybook/ledger"
	"daybook/read"
	"daybook/text"
)

// StageNames lists the stages in their order, for benchmarks.
func StageNames(e *Engine) []string {
	var out []string
	for _, s := range e.stages {
		out = append(out, s.name)
	}
	return out
}

// Until reads a report up to a stage and returns the document with that stage still to run.
func Until(e *Engine, b []byte, h read.Hint, name string) (*ledger.Document, func()) {
	d, _ := read.Bytes(b, h)
	d.Tree = text.NewTree(nil)
	for _, s := range e.stages {
		if s.name == name {
			return d, func() { s.run(d) }
		}
		s.run(d)
	}
	panic("no stage " + name)
}
