package serve

import (
	"html/template"
	"strings"

	"daybook/ledger"
)

// What the report page is made of: the templates read these types, view.go fills them.

// screen is what the report page shows. It is made from a ledger.Report alone.
type screen struct {
	ID          string
	Title       string
	Source      ledger.Origin
	Published   string
	Year        string // of publication: dates of events leave it out
	Unread      string // why there is no ledger; "" where there is one
	Counts      []count
	Paragraphs  []paragraph
	Origins     []originView
	Happened    []deedView
	Others      []deedGroup // events that nobody says came about
	Figures     []figureGroup
	Places      []placeView
	Stands      []placeView // names of places that stand for governments, or in longer names
	Map         template.HTML
	Times       []timeView
	TimeLine    template.HTML
	Problems    []ledger.Trouble
	Passed      []passView
	Made        []ledger.Maker
	Quiet       int // sentences of which nothing was made
	Said        int
	Acts        int // that came about, each once
	HasHeadline bool

	// for the filters
	Speakers []option
	Stances  []string
	Types    []string
}

type count struct {
	N    int
	What string
	Href string
	Hot  bool
}

type option struct{ Key, Name string }

// ref is a link to an entry of the same page.
type ref struct{ ID, Text string }

// nameView is somebody, as told and as understood.
type nameView struct {
	Key     string // equal for the same actor
	Name    string
	Words   string // where they differ from the name
	Kind    string
	Country string
}

type originView struct {
	nameView
	N     int
	Items []saidView
}

type saidView struct {
	ID       string
	Stance   ledger.Stance
	Sign     string
	Form     ledger.Form
	Words    string
	Direct   bool
	Denial   bool
	Negated  bool
	To       *nameView
	Target   *nameView
	SaidAt   string // when and where it was said
	Basis    string
	Party    bool
	Via      []viaView
	Parent   *ref
	Answers  []ref
	Denies   []ref // what it denies, where it answers no claim of this report
	NoTarget bool  // a denial of which the report does not tell what it answers
	Label    string
	OriginOf string // key of the origin
}

// viaView is somebody who passed a statement on; Parent is the statement in which he did.
type viaView struct {
	nameView
	Parent string
}

type claimView struct {
	Name     string
	Own      bool
	Position ledger.Stance
	Point    string
	Denies   bool
	Key      string
	Ref      string // statement in which it stands
}

type deedView struct {
	ID         string
	Type, Mode string
	Quad       int
	Sign       string
	QuadWords  string
	Trigger    string
	Actors     []nameView
	Recipients []nameView
	Site       string
	SiteHow    string
	When       string
	WhenHow    string
	Extent     string
	Realis     ledger.Realis
	Certainty  string
	Claims     []claimView
	Keys       string // origins that claim it, for the filter
	Means      string
	Objects    string
	Background bool
	Again      bool // tells an act that stands above it once more
	Links      []linkView
	Label      string
}

type linkView struct {
	What string
	ref
}

type deedGroup struct {
	Title string
	Items []deedView
}

type figureView struct {
	ID       string
	Number   string
	Words    string
	Whom     string
	Unit     string
	Says     string
	Own      bool
	Key      string
	Kind     string
	Period   string
	PartOf   string
	Relation string
	Vague    string
	Event    string
	Label    string
}

type figureGroup struct {
	What     string
	Origins  int
	Disputed bool // two origins give different numbers for one event
	Items    []figureView
}

type placeView struct {
	IDs       string
	ID        string
	Name      string
	Words     string
	Country   string
	Admin     string
	Precision string
	Note      string
	N         int
}

type timeView struct {
	ID, IDs, Words, Dates, Extent string
	Open                          bool
	N                             int
}

// More are the further ids that stand for the same.
func (p placeView) More() []string { return strings.Fields(p.IDs)[1:] }
func (t timeView) More() []string  { return strings.Fields(t.IDs)[1:] }

type passView struct {
	ID string // of the sentence or place in the list
	ledger.Pass
}

// Meta reports whether there is more to tell beside stance and words.
func (x saidView) Meta() bool {
	return x.To != nil || x.Target != nil || len(x.Via) > 0 || x.Parent != nil || x.SaidAt != "" || x.Basis != "" || x.Party || len(x.Answers) > 0 || len(x.Denies) > 0 || x.NoTarget
}

// Meta reports whether there is more to tell beside the parties.
func (d deedView) Meta() bool {
	return d.Objects != "" || d.Means != "" || d.Background || len(d.Links) > 0
}

// Note is the realis where the heading does not tell it, and the certainty where it is less than certain.
func (d deedView) Note() string {
	note := d.Certainty
	if d.Realis == ledger.Ongoing || d.Realis == ledger.Habitual {
		note = string(d.Realis)
		if d.Certainty != "" {
			note += ", " + d.Certainty
		}
	}
	return note
}
