// Package ledger is the model of a read report: the Document that the stages fill, in which things refer to
// each other by index, and the Report that outlives it, in which they refer to each other by id.
package ledger

import "daybook/text"

// None is the index of nothing.
const None int32 = -1

// Document is one report and all that was found in it. A stage adds to it and never changes what an
// earlier stage wrote; the comment behind each field names the one stage that writes it.
type Document struct {
	ID     string // read: "r-" and the first 20 hex digits of the SHA-256 of the source bytes
	Source Source // read
	Text   string // read: what every Span points into; valid UTF-8, fixed once read

	Blocks    []Block      // read: in text order, not overlapping
	Sentences []Sentence   // parse
	Tokens    []text.Token // parse
	Tree      *text.Tree   // parse
	Rated     NameScores   // parse: how its network rates the tokens as parts of names

	Names      []Name      // names: what the name finder marked
	Mentions   []Mention   // mentions: every noun phrase and pronoun that can take part
	Times      []Time      // times
	Places     []Place     // places
	Statements []Statement // statements; Origin is written by origins
	Actors     []Actor     // actors: who the mentions mean
	ActorOf    []int32     // actors: for each mention its index in Actors, or None
	ActorWhy   []string    // actors: for each mention how it was resolved, in one line
	InDoubt    []Doubt     // actors: mentions whose words more than one may mean, by mention
	Events     []Event     // events; Realis, PartOf, Restates, SpeaksOf are written by links
	Figures    []Figure    // events
	Claims     []Claim     // links
	Answers    []Answer    // links: by statement

	Rejected []Rejected     // any stage: what was considered and not taken
	Problems []text.Problem // any stage
	Made     []Version      // the root: rules and models that read this document
}

// Source is where a report comes from. Dates are ISO 8601: "2016-11-20" or RFC 3339 with a time.
type Source struct {
	Name          string // file name or other handle the user gave
	URL           string
	Outlet        string // "The Guardian"
	OutletFrom    string // "given", "metadata", "dateline", "" unknown
	Title         string
	Byline        string
	Language      string // ISO 639-1, "und" if not identified
	Published     string // "" unknown: relative dates stay unresolved
	PublishedFrom string // "given", "metadata", "text", ""
	MediaType     string // "text/plain", "text/html", "text/markdown"
	Charset       string // as decoded: "utf-8", "utf-16le", "windows-1252" ...
	Bytes         int    // length of the source in bytes
}

// BlockKind tells what part of a report a block is.
type BlockKind string

// The kinds of blocks.
const (
	Headline    BlockKind = "headline"
	Standfirst  BlockKind = "standfirst"
	DateLine    BlockKind = "date"     // "Sun 20 Nov 2016"
	Byline      BlockKind = "byline"   // "By Jane Doe in Beirut"
	Dateline    BlockKind = "dateline" // "ALEPPO, Syria (AP) —": place and outlet before the first words of the body
	Caption     BlockKind = "caption"
	Credit      BlockKind = "credit"  // "Photograph: ..."
	Subhead     BlockKind = "subhead" // cross-heading inside the body, or the title of a video or box
	Body        BlockKind = "body"
	BlockQuote  BlockKind = "quote" // a block quotation of the source format
	Boilerplate BlockKind = "boilerplate"
)

// Block is one paragraph or a part of one that has a use of its own.
type Block struct {
	Span      text.Span
	Kind      BlockKind
	Paragraph int32 // number of the paragraph in the text, from 0; a dateline and the body behind it share one
}

// Prose reports whether statements and events are looked for in blocks of this kind.
func (k BlockKind) Prose() bool {
	switch k {
	case Headline, Standfirst, Caption, Subhead, Body, BlockQuote:
		return true
	}
	return false
}

// Sentence is a run of tokens inside one block.
type Sentence struct {
	text.Run
	Block int32
}

// Name is a stretch that the name finder marked.
type Name struct {
	Run  text.Run
	Type string // PER, LOC, ORG; NORP, FAC, EVENT, MISC where the model knows them
}

// MentionKind is how a mention is worded.
type MentionKind string

// The kinds of mentions.
const (
	Proper     MentionKind = "name"
	Nominal    MentionKind = "nominal"
	Pronominal MentionKind = "pronoun"
)

// Mention is a noun phrase or pronoun.
type Mention struct {
	Span text.Span // the whole phrase without relative clauses and appositions: "The US president, Barack Obama" is one with its Name
	Head int32     // head token
	Name text.Span // the name in it, or empty: "Barack Obama"
	Type string    // type of that name, or of the pronoun or noun where its class is plain ("PER"), or ""
	Kind MentionKind
}

// Actor is who is meant, as far as this document and the actor files tell.
type Actor struct {
	Key     string // id in the actor files ("usa-gov-obama") or "local:" and a name; equal keys are one actor
	Name    string // how to show it
	Kind    ActorKind
	Country string   // ISO 3166-1 alpha-3, or a code of PLOVER for what is no state (IGO, NGO ...); "" unknown
	Sector  string   // PLOVER primary sector: GOV MIL REB OPP PTY JUD SPY MED EDU BUS CVL CRM COP AGR REF REL LAB MNC NGO IGO JRN ...; ""
	Further []string // further sectors: MIL of a defence ministry
	Role    string   // "president of the United States", on the report's date
	Known   bool     // from the actor files, not only from this report
	Group   bool     // plural or collective
}

// Doubt holds whom else the words of a mention may mean: all who may be meant where it stays unresolved, those who were turned down where it does not.
type Doubt struct {
	Mention int32
	Rivals  []Candidate
}

// Candidate is one whom some words may mean.
type Candidate struct {
	Key     string
	Name    string
	Country string
	Score   float64 // share of what speaks for one of them that speaks for this one, 0 to 1; uncalibrated
}

// ActorKind is what sort of thing an actor is.
type ActorKind string

// The kinds of actors and origins.
const (
	Person       ActorKind = "person"
	Office       ActorKind = "office"
	State        ActorKind = "state"
	Agency       ActorKind = "agency" // part of a state: ministry, army, police
	ArmedGroup   ActorKind = "armed group"
	Monitor      ActorKind = "monitor"
	Medic        ActorKind = "medic"
	Witness      ActorKind = "witness"
	DocumentKind ActorKind = "document"
	NewsAgency   ActorKind = "news agency"
	Outlet       ActorKind = "outlet"
	Organisation ActorKind = "organisation"
	Populace     ActorKind = "group" // "residents", "protesters"
	PlaceActor   ActorKind = "place" // a town acted upon
	Unnamed      ActorKind = "unnamed"
)

// Time is a time expression and what it means. From and To are dates, both inclusive; "" is open or unresolved.
type Time struct {
	Span   text.Span
	Type   string // TIMEX3: DATE, TIME, DURATION, SET
	Value  string // TIMEX3 value: "2016-11-15", "P3W", "2016-W46"
	Mod    string // TIMEX3 mod: APPROX, START, MID, END, BEFORE, AFTER ...
	From   string
	To     string
	Grain  string // day, week, month, quarter, year, decade, century, hour, season ...
	Extent string // within, throughout, starts, ends: "since March 2011" starts
	Why    string // how it was resolved: "weekday before the day of publication, by past tense"
}

// Resolved reports whether the expression has at least one end on the calendar.
func (t Time) Resolved() bool { return t.From != "" || t.To != "" }

// Place is a place name and the gazetteer entry it was taken for.
type Place struct {
	Span      text.Span
	Name      string  // of the gazetteer entry: "Aleppo"
	GeoNames  int64   // GeoNames id, 0 if unknown
	Country   string  // ISO 3166-1 alpha-3
	Admin1    string  // name of the first-level division, ""
	Admin2    string  // of the second, known of places of a user's own gazetteer only
	Lat, Lon  float64 // degrees WGS 84; meaningless where Precision is "unknown"
	Precision string  // point, town, admin2, admin1, region, country, continent; offset: a distance from a place; unknown
	Part      string  // what of it the words name: "eastern", "the outskirts of"; ""
	Metonym   bool    // stands for a government: "Moscow said"
	Adjective bool    // an abbreviation before a noun: "US officials"; tells a country to the stages, but is no place of the report
	InName    bool    // part of a longer name that is no place: "the Minsk agreements"
	Score     float64 // 0 to 1, uncalibrated
	Rivals    []Rival // other readings of the name, best first, at most 4
	Why       string
}

// Rival is a reading that lost.
type Rival struct {
	Name     string
	Country  string
	GeoNames int64
	Score    float64
}

// Stance is what a speaker does with what he says.
type Stance string

// The stances.
const (
	Asserts   Stance = "asserts"
	Denies    Stance = "denies"
	Confirms  Stance = "confirms"
	Doubts    Stance = "doubts"
	Accuses   Stance = "accuses"
	Warns     Stance = "warns"
	Urges     Stance = "urges"
	Demands   Stance = "demands"
	Threatens Stance = "threatens"
	Promises  Stance = "promises"
	Predicts  Stance = "predicts"
	Praises   Stance = "praises"
	Condemns  Stance = "condemns"
	Estimates Stance = "estimates"
	Asks      Stance = "asks"
	Declines  Stance = "declines"
	Thinks    Stance = "thinks"
	Believes  Stance = "believes"
	Intends   Stance = "intends"
)

// Stances are all of them.
var Stances = []Stance{Asserts, Denies, Confirms, Doubts, Accuses, Warns, Urges, Demands, Threatens, Promises, Predicts, Praises, Condemns, Estimates, Asks, Declines,
	Thinks, Believes, Intends}

// Form is how the words are given.
type Form string

// The forms.
const (
	Direct   Form = "direct"
	Indirect Form = "indirect"
	Mixed    Form = "mixed"
)

// Statement is somebody reported to say something.
type Statement struct {
	Source   text.Span   // the words that name the speaker; empty when the text names none
	Speaker  int32       // mention of the speaker, or None
	Cue      []text.Span // the words that report
	CueHead  int32       // head token of the cue, or None
	Content  []text.Span // what is said, in text order; marks of quotation left out
	Form     Form
	Stance   Stance
	Strength string  // of his commitment: strong, weak; "" plain
	To       int32   // mention spoken to, or None
	Target   int32   // mention that it is about (accused, praised, condemned), or None
	Time     int32   // when it was said: index in Times, or None
	Place    int32   // where it was said: index in Places, or None
	Basis    string  // witnessed, took part, was told, inferred; "" not told
	Parent   int32   // statement in whose content this one stands, or None
	Relays   []Relay // who passed it on, as far as the sentence tells: "told Reuters", "quoted by SANA"; nearest first
	Negated  bool    // "did not say that ..."
	Unknown  bool    // passive or impersonal: an origin that the text leaves unknown, which is not the outlet
	Evidence Evidence

	Origin []Link // origins: nearest speaker first, outlet last
}

// Relay is a link of a chain named beside the speaker.
type Relay struct {
	Span    text.Span
	Mention int32
}

// Link is one link of a chain of origins.
type Link struct {
	Span  text.Span // the words that name it; empty for the outlet of the report or an unknown origin
	Actor int32     // index in Document.Actors, or None
	Name  string    // "Barack Obama", "a White House official", "unknown"
	Kind  ActorKind
}

// Party is one that takes part in an event.
type Party struct {
	Mention int32     // or None: then Span tells
	Span    text.Span // the words
}

// Realis is whether an event came about, in the view of the claims about it.
type Realis string

// The values of realis.
const (
	Happened   Realis = "happened"
	Ongoing    Realis = "ongoing"
	Planned    Realis = "planned"
	Urged      Realis = "urged"
	Threatened Realis = "threatened"
	Possible   Realis = "possible"
	Denied     Realis = "denied"
	Failed     Realis = "failed"
	Habitual   Realis = "habitual"
)

// RealisValues are all of them.
var RealisValues = []Realis{Happened, Ongoing, Planned, Urged, Threatened, Possible, Denied, Failed, Habitual}

// Took reports whether r counts as having come about: the only values that a list of what happened may hold.
func (r Realis) Took() bool { return r == Happened || r == Ongoing || r == Habitual }

// When is the time of an event. From and To are dates, inclusive, "" open or not told.
type When struct {
	Time     int32 // index in Document.Times that it rests on, or None
	From, To string
	Extent   string // within, throughout, starts, ends; ""
	OpenAsOf string // the date on which it was still going on, ""
	How      string // "own expression", "sentence", "dateline", "publication"...; "" not told
}

// Where is the place of an event.
type Where struct {
	Place int32     // index in Document.Places, or None
	Span  text.Span // words that name a place not in the gazetteer ("a neighbouring province"), or empty
	How   string    // by which link it was joined: "own phrase", "sentence", "paragraph", "dateline"; ""
}

// Event is a proposition: who did what to whom, where, when, with what. It has no truth of its own, only claims.
type Event struct {
	Type       string // PLOVER: AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT
	Mode       string
	Context    []string
	CAMEO      string // where the rule knows it
	Quad       int    // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
	Trigger    text.Span
	Head       int32 // head token of the trigger
	Actors     []Party
	Recipients []Party
	When       When
	Where      Where
	Means      []text.Span
	Objects    []Object // protected objects: hospital, school, aid convoy
	Figures    []int32
	Verbal     bool  // an act of speech (REQUEST, AGREE, ACCUSE ...): the act it speaks of is another event
	Part       bool  // the words tell of a part in the act ("involved in the assault"): what may be denied is the part, not the act
	Statement  int32 // the statement in whose content it stands, innermost, or None
	Cast       Cast  // realis of the clause itself, read off the tree, before any claim is weighed
	Background bool  // not this report's own news
	Evidence   Evidence

	SpeaksOf []int32 // links
	PartOf   int32   // links: event, or None
	Restates int32   // links: event, or None
	Realis   Realis  // links: derived from the claims by the rule in docs/architecture.md
}

// Cast is how a clause presents its event: the realis it gives it and why.
type Cast struct {
	Realis    Realis
	Negated   bool
	Certainty string // certain, probable, possible
	Why       string // "negated by 'not'", "complement of 'urge'"
}

// Object is a protected object struck or used.
type Object struct {
	Kind string // hospital, school, aid convoy, place of worship ...
	Span text.Span
}

// Figure is a number somebody gives.
type Figure struct {
	Span        text.Span // the literal words
	What        string    // killed, wounded, missing, displaced, besieged, detained ...
	Whom        text.Span // "most of them civilians", "children"; empty not told
	Low, High   int64     // High < 0: open; Low < 0: not told
	Approximate bool
	AtLeast     bool
	Vague       string // the entry of the table of vague words that was used: "dozens"
	Unit        string // persons, families, bodies ...
	Kind        string // total, increment, stock
	Since, AsOf string
	PartOf      int32  // figure, or None
	Supersedes  int32  // figure, or None
	Relation    string // "more than the killed"; no number is made of it
	Event       int32
	Statement   int32 // the statement whose content holds it, innermost, or None: own voice
	Evidence    Evidence
}

// Point is the point of an event that a claim is about.
type Point string

// The points.
const (
	ThatHappened Point = "that"
	ByWhom       Point = "who"
	ToWhom       Point = "whom"
	WithWhat     Point = "with"
	AtPlace      Point = "where"
	AtTime       Point = "when"
	HowMany      Point = "how many"
)

// Claim is one origin's position on one point of an event.
type Claim struct {
	Event     int32
	Statement int32 // None: the outlet's own voice
	Point     Point
	Position  Stance // asserts, denies, confirms, doubts
	Realis    Realis
	Certainty string // certain, probable, possible
	Date      string // when it was said, as far as known; ""
	Figure    int32  // for HowMany, or None
	Answers   int32  // the claim it answers, or None
	Span      text.Span
	Evidence  Evidence
}

// Answer is what a denial or confirmation speaks to, by the words of the report. Each statement of these stances has one; where Target and Claim are None,
// the report does not tell what it answers.
type Answer struct {
	Statement int32 // the denial or confirmation
	Target    int32 // the statement that it answers, or None
	Claim     int32 // the claim that it answers, of Target or of the outlet's own voice, or None
	Point     Point // what of it is denied or confirmed
	Evidence  Evidence
}

// Evidence is why something is in the ledger: the rule or model that said so and the words it read.
type Evidence struct {
	Rule  string      // "said/say.that", "what/assault-bomb"; or "model/..." where a model decided
	Where string      // file and line of the rule: "data/rule/assault.yaml:12"
	Words []text.Span // never empty
	Steps []string    // how trigger and parts were joined, one step a line
}

// Rejected is a reading that was considered and not taken.
type Rejected struct {
	Stage string
	Rule  string // "" no single rule
	Span  text.Span
	Why   string
}

// Version names one data file or model that took part in a reading.
type Version struct {
	Name string
	Hash string // first 12 hex digits of the SHA-256 of its bytes
}
