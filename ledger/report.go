package ledger

// Schema is the name of the JSON contract that Report follows. It is written down in docs/ledger.schema.json.
const Schema = "daybook/1"

// Report is a read report in the form that outlives its Document: everything refers to everything else by id,
// and every span carries its words. It is what the store keeps, the API serves and `--format json` prints.
type Report struct {
	Schema     string    `json:"schema" doc:"Name of this contract: daybook/1"`
	ID         string    `json:"id" doc:"r- and 20 hex digits of the SHA-256 of the source bytes"`
	Source     Origin    `json:"source"`
	Text       string    `json:"text" doc:"The text that every span points into, UTF-8"`
	Blocks     []Part    `json:"blocks"`
	Sentences  []Quote   `json:"sentences" doc:"One span a sentence, in text order"`
	Actors     []Who     `json:"actors"`
	Statements []Said    `json:"statements"`
	Events     []Deed    `json:"events"`
	Claims     []Stand   `json:"claims"`
	Figures    []Number  `json:"figures"`
	Places     []Spot    `json:"places"`
	Times      []Moment  `json:"times"`
	Passed     []Pass    `json:"passed" doc:"Readings considered and not taken, and sentences that yielded nothing, with the reason"`
	Problems   []Trouble `json:"problems"`
	Made       []Maker   `json:"made" doc:"Rules and models that made this ledger"`
}

// Quote is a span: half-open range of bytes of the report's text, and its words.
type Quote struct {
	Start int32  `json:"start" doc:"First byte"`
	End   int32  `json:"end" doc:"Byte after the last"`
	Text  string `json:"text" doc:"The words, verbatim"`
}

// Origin is where the report comes from.
type Origin struct {
	Name          string `json:"name,omitempty"`
	URL           string `json:"url,omitempty"`
	Outlet        string `json:"outlet,omitempty"`
	OutletFrom    string `json:"outlet_from,omitempty" enum:"given,metadata,dateline"`
	Title         string `json:"title,omitempty"`
	Byline        string `json:"byline,omitempty"`
	Language      string `json:"language" doc:"ISO 639-1, or und"`
	Published     string `json:"published,omitempty" doc:"ISO 8601 date or date and time"`
	PublishedFrom string `json:"published_from,omitempty" enum:"given,metadata,text"`
	MediaType     string `json:"media_type"`
	Charset       string `json:"charset"`
	Bytes         int    `json:"bytes"`
}

// Part is a block of the text.
type Part struct {
	Quote
	Kind      BlockKind `json:"kind"`
	Paragraph int32     `json:"paragraph"`
}

// Who is an actor of this report.
type Who struct {
	ID       string    `json:"id" doc:"Key in the actor files, or local: and a name"`
	Name     string    `json:"name"`
	Kind     ActorKind `json:"kind"`
	Country  string    `json:"country,omitempty" doc:"ISO 3166-1 alpha-3 or a PLOVER code"`
	Sector   string    `json:"sector,omitempty" doc:"PLOVER's primary sector"`
	Further  []string  `json:"further,omitempty" doc:"Further sectors: MIL of a ministry of defence"`
	Role     string    `json:"role,omitempty"`
	Known    bool      `json:"known"`
	Mentions []Quote   `json:"mentions"`
}

// Named is a phrase with the actor that it was taken for.
type Named struct {
	Quote
	Head    string    `json:"head,omitempty" doc:"Head word of the phrase"`
	Actor   string    `json:"actor,omitempty" doc:"Id in actors; absent when not resolved"`
	Name    string    `json:"name" doc:"How to show it"`
	Kind    ActorKind `json:"kind,omitempty"`
	Country string    `json:"country,omitempty"`
	Sector  string    `json:"sector,omitempty"`
	Why     string    `json:"why,omitempty" doc:"How the phrase was resolved"`
	Rivals  []Rivalry `json:"rivals,omitempty" doc:"Who else may be meant; all who may be where actor is absent"`
}

// Rivalry is somebody else whom a phrase may mean.
type Rivalry struct {
	Actor   string  `json:"actor,omitempty" doc:"Id in actors or in the actor files; absent for somebody whom the report does not name"`
	Name    string  `json:"name"`
	Country string  `json:"country,omitempty"`
	Score   float64 `json:"score" doc:"0 to 1, the share of what speaks for one of them; not calibrated, for comparing only"`
}

// Reason is the evidence behind an entry.
type Reason struct {
	Rule  string   `json:"rule"`
	Where string   `json:"where,omitempty" doc:"File and line of the rule"`
	Words []Quote  `json:"words"`
	Steps []string `json:"steps,omitempty"`
}

// Said is a statement.
type Said struct {
	ID       string   `json:"id"`
	Origin   []Named  `json:"origin" doc:"Nearest speaker first, outlet last"`
	Stance   Stance   `json:"stance"`
	Strength string   `json:"strength,omitempty" enum:"strong,weak" doc:"Of the speaker's commitment; absent: plain"`
	Form     Form     `json:"form"`
	Source   *Quote   `json:"source,omitempty"`
	Cue      []Quote  `json:"cue"`
	Content  []Quote  `json:"content"`
	To       *Named   `json:"to,omitempty"`
	Target   *Named   `json:"target,omitempty"`
	When     *Dates   `json:"when,omitempty" doc:"When it was said, where the words beside the cue tell"`
	Where    *Site    `json:"where,omitempty" doc:"Where it was said, where the words beside the cue tell"`
	Basis    string   `json:"basis,omitempty"`
	Party    bool     `json:"party,omitempty" doc:"The origin is itself party to what it speaks of"`
	Parent   string   `json:"parent,omitempty" doc:"Statement that this one stands in"`
	Negated  bool     `json:"negated,omitempty"`
	Answers  []string `json:"answers,omitempty" doc:"Claims that it answers"`
	Reply    *Reply   `json:"reply,omitempty" doc:"Of a denial or confirmation: what it speaks to"`
	Events   []string `json:"events,omitempty" doc:"Events that it speaks of"`
	Evidence Reason   `json:"evidence"`
}

// Reply is what a denial or confirmation answers.
type Reply struct {
	Found     bool   `json:"found" doc:"false: target not found"`
	Statement string `json:"statement,omitempty" doc:"Statement that it answers; absent where found: the outlet's own voice"`
	Origin    string `json:"origin,omitempty" doc:"Name of the nearest origin of what it answers"`
	Claim     string `json:"claim,omitempty"`
	Point     Point  `json:"point" doc:"What of it is denied or confirmed"`
	Evidence  Reason `json:"evidence"`
}

// Deed is an event.
type Deed struct {
	ID         string   `json:"id"`
	Type       string   `json:"type"`
	Mode       string   `json:"mode,omitempty"`
	Context    []string `json:"context,omitempty"`
	CAMEO      string   `json:"cameo,omitempty"`
	Quad       int      `json:"quad"`
	Realis     Realis   `json:"realis" doc:"Summary of the claims"`
	Certainty  string   `json:"certainty,omitempty"`
	Trigger    Quote    `json:"trigger"`
	Actors     []Named  `json:"actors"`
	Recipients []Named  `json:"recipients"`
	When       Dates    `json:"when"`
	Where      *Site    `json:"where,omitempty"`
	Means      []Quote  `json:"means,omitempty"`
	Objects    []Thing  `json:"objects,omitempty"`
	Figures    []string `json:"figures,omitempty"`
	Claims     []string `json:"claims"`
	Statement  string   `json:"statement,omitempty" doc:"Innermost statement in whose content it stands"`
	Verbal     bool     `json:"verbal,omitempty"`
	SpeaksOf   []string `json:"speaks_of,omitempty"`
	PartOf     string   `json:"part_of,omitempty"`
	Restates   string   `json:"restates,omitempty"`
	Background bool     `json:"background,omitempty"`
	Evidence   Reason   `json:"evidence"`
}

// Dates is when an event was.
type Dates struct {
	From     string `json:"from,omitempty" doc:"First day, ISO 8601; absent open or not told"`
	To       string `json:"to,omitempty" doc:"Last day, inclusive"`
	Extent   string `json:"extent,omitempty" enum:"within,throughout,starts,ends"`
	OpenAsOf string `json:"open_as_of,omitempty"`
	Time     string `json:"time,omitempty" doc:"Id of the time expression"`
	How      string `json:"how,omitempty"`
}

// Site is where an event was.
type Site struct {
	Place   string `json:"place,omitempty" doc:"Id of the place"`
	Words   *Quote `json:"words,omitempty"`
	Name    string `json:"name"`
	Country string `json:"country,omitempty"`
	How     string `json:"how,omitempty"`
}

// Thing is a protected object.
type Thing struct {
	Quote
	Kind string `json:"kind"`
}

// Stand is a claim.
type Stand struct {
	ID        string `json:"id"`
	Event     string `json:"event"`
	Statement string `json:"statement,omitempty" doc:"Absent: the outlet's own voice"`
	Origin    string `json:"origin" doc:"Name of the nearest origin"`
	Point     Point  `json:"point"`
	Position  Stance `json:"position" enum:"asserts,denies,confirms,doubts"`
	Realis    Realis `json:"realis"`
	Certainty string `json:"certainty,omitempty"`
	Date      string `json:"date,omitempty"`
	Figure    string `json:"figure,omitempty"`
	Answers   string `json:"answers,omitempty"`
	Words     Quote  `json:"words"`
	Evidence  Reason `json:"evidence"`
}

// Number is a figure.
type Number struct {
	Quote
	ID          string `json:"id"`
	What        string `json:"what"`
	Whom        *Quote `json:"whom,omitempty"`
	Low         *int64 `json:"low" doc:"null: not told"`
	High        *int64 `json:"high" doc:"null: open or not told"`
	Approximate bool   `json:"approximate,omitempty"`
	AtLeast     bool   `json:"at_least,omitempty"`
	Vague       string `json:"vague,omitempty"`
	Unit        string `json:"unit,omitempty"`
	Kind        string `json:"kind,omitempty"`
	Since       string `json:"since,omitempty"`
	AsOf        string `json:"as_of,omitempty"`
	PartOf      string `json:"part_of,omitempty"`
	Supersedes  string `json:"supersedes,omitempty"`
	Relation    string `json:"relation,omitempty"`
	Event       string `json:"event,omitempty"`
	Origin      string `json:"origin" doc:"Name of the nearest origin"`
	Evidence    Reason `json:"evidence"`
}

// Spot is a place.
type Spot struct {
	Quote
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	GeoNames  int64    `json:"geonames,omitempty"`
	Country   string   `json:"country,omitempty"`
	Admin1    string   `json:"admin1,omitempty"`
	Admin2    string   `json:"admin2,omitempty"`
	Lat       *float64 `json:"lat,omitempty"`
	Lon       *float64 `json:"lon,omitempty"`
	Precision string   `json:"precision"`
	Part      string   `json:"part,omitempty"`
	Score     float64  `json:"score,omitempty" doc:"0 to 1, how much speaks for this reading rather than the next; not calibrated, for comparing only"`
	Metonym   bool     `json:"metonym,omitempty"`
	InName    bool     `json:"in_name,omitempty"`
	Rivals    []Other  `json:"rivals,omitempty"`
	Why       string   `json:"why,omitempty"`
}

// Other is a reading of a place name that lost.
type Other struct {
	Name     string  `json:"name"`
	Country  string  `json:"country,omitempty"`
	GeoNames int64   `json:"geonames,omitempty"`
	Score    float64 `json:"score,omitempty"`
}

// Moment is a time expression.
type Moment struct {
	Quote
	ID     string `json:"id"`
	Type   string `json:"type"`
	Value  string `json:"value,omitempty"`
	Mod    string `json:"mod,omitempty"`
	From   string `json:"from,omitempty"`
	To     string `json:"to,omitempty"`
	Grain  string `json:"grain,omitempty"`
	Extent string `json:"extent,omitempty"`
	Why    string `json:"why,omitempty"`
}

// Pass is something considered and not taken, or a sentence that yielded nothing.
type Pass struct {
	Quote
	Stage string `json:"stage"`
	Rule  string `json:"rule,omitempty"`
	Why   string `json:"why"`
}

// Trouble is a problem.
type Trouble struct {
	Stage string `json:"stage"`
	What  string `json:"what"`
	Where *Quote `json:"where,omitempty"`
	Hint  string `json:"hint,omitempty"`
}

// Maker is a rule file or model by version.
type Maker struct {
	Name string `json:"name"`
	Hash string `json:"hash"`
}
