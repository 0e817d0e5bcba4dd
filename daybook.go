// Package daybook reads news reports and keeps a ledger of who says what happened. This file is the machine on one
// screen: the stages in their order, what each needs and gives, and Read, which runs them.
package daybook

import (
	"errors"
	"fmt"
	"io/fs"

	"daybook/ledger"
	"daybook/parse"
	"daybook/read"
	"daybook/rule"
	"daybook/said"
	"daybook/text"
	"daybook/what"
	"daybook/when"
	"daybook/where"
	"daybook/who"

	"daybook/link"
)

// A stage adds to a document and never changes what an earlier one wrote.
type stage struct {
	name  string
	needs string // fields of Document that it reads
	gives string // fields that it, and no other, writes
	run   func(*ledger.Document)
}

// Engine is the machine with its data loaded. It is safe for concurrent use.
type Engine struct {
	parser *parse.Stage
	who    *who.Stage
	what   *what.Stage
	stages []stage
	made   []ledger.Version
}

// New loads lexicons, rules, actors, gazetteer and models from fsys, laid out as package data. Where the error is of nothing but
// faults in the files (rule.Split takes them apart), the machine without what is faulty stands beside it.
func New(fsys fs.FS) (*Engine, error) {
	seen := &seen{FS: fsys, names: map[string]bool{}}
	fsys = seen
	parser, err1 := parse.New(fsys)
	who, err2 := who.New(fsys)
	when, err3 := when.New(fsys)
	where, err4 := where.New(fsys)
	said, err5 := said.New(fsys)
	what, err6 := what.New(fsys)
	link, err7 := link.New(fsys)
	faults := errors.Join(err1, err2, err3, err4, err5, err6, err7)
	if faults != nil {
		faults = fmt.Errorf("load data: %w", faults)
		if _, rest := rule.Split(faults); rest != nil {
			return nil, faults
		}
	}
	made, err := versions(seen)
	if err != nil {
		return nil, err
	}
	return &Engine{parser: parser, who: who, what: what, made: made, stages: []stage{
		{"parse", "Text Blocks", "Sentences Tokens Tree Rated", parser.Parse},
		{"names", "Tokens Sentences Rated", "Names", who.Names},
		{"mentions", "Tree Names", "Mentions", who.Mentions},
		{"times", "Tree Source", "Times", when.Times},
		{"places", "Tree Names", "Places", where.Places},
		{"statements", "Tree Mentions Times Places", "Statements", said.Statements},
		{"actors", "Mentions Places Statements", "Actors ActorOf ActorWhy InDoubt", who.Actors},
		{"origins", "Statements Actors", "Statements.Origin", said.Origins},
		{"events", "Tree Mentions Actors Times Places Statements", "Events Figures", what.Events},
		{"links", "Events Figures Statements", "Claims Answers Events.Realis Events.PartOf Events.Restates Events.SpeaksOf", link.Links},
	}}, faults
}

// Read reads one report. Bytes that are no report give an error that says what, where and what to do, and a document that
// keeps what could be had. A report in a language that is not read yet has no ledger and says so in its problems.
func (e *Engine) Read(b []byte, h read.Hint) (*ledger.Document, error) { return e.read(b, h, nil) }

// Trace reads as Read does, and tells besides what the rules for events tried at which words.
func (e *Engine) Trace(b []byte, h read.Hint) (*ledger.Document, *Trace, error) {
	t := new(Trace)
	d, err := e.read(b, h, t)
	return d, t, err
}

// read runs the stages; the one of events tells the trace, if there is one, what it tries.
func (e *Engine) read(b []byte, h read.Hint, t *Trace) (*ledger.Document, error) {
	d, err := read.Bytes(b, h)
	d.Made = e.made
	if d.Tree == nil {
		d.Tree = text.NewTree(nil)
	}
	if err != nil || d.Source.Language != "en" {
		return d, err
	}
	blocks := make([]text.Span, len(d.Blocks))
	for i := range d.Blocks {
		blocks[i] = d.Blocks[i].Span
	}
	asWritten := d.Text
	d.Text = e.parser.Recased(asWritten, blocks) // letter by letter at its byte: what stages mark holds for both
	for _, s := range e.stages {
		if t != nil && s.name == "events" {
			e.what.Trace(d, t)
			continue
		}
		s.run(d)
	}
	d.Text = asWritten
	return d, nil
}

// Trace, Try, Outcome and Rule are what package what tells of its work, by names that the commands may use.
type (
	Trace   = what.Trace
	Try     = what.Try
	Outcome = what.Outcome
	Rule    = what.Known
)

// Rules are the rules for events, in the order of their files.
func (e *Engine) Rules() []Rule { return e.what.Rules() }

// Analyse tags and parses a document whose sentences and tokens are given, as measures on gold tokens need it.
func (e *Engine) Analyse(d *ledger.Document) { e.parser.Analyse(d) }

// Parse finds sentences, tokens and trees in the blocks of a document, and nothing else.
func (e *Engine) Parse(d *ledger.Document) { e.parser.Parse(d) }

// NamesOf finds the names of a document that has its sentences and tagged tokens.
func (e *Engine) NamesOf(d *ledger.Document) { e.who.Names(d) }

// Casts reads off the tree of an analysed document how the clause of each of some tokens presents what it tells.
func (e *Engine) Casts(d *ledger.Document, tokens []int32) []ledger.Cast {
	return e.what.Casts(d, tokens)
}

// Between is the second opinion on what kind of event two tokens of a read document, heads of two phrases, stand in; one of them may be None. ok is false where no
// weights are there to tell.
func (e *Engine) Between(d *ledger.Document, source, target int32) (o what.Opinion, ok bool) {
	return e.what.Between(d, source, target)
}
