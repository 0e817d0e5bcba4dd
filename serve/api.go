package serve

import (
	"context"
	"errors"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"daybook/ledger"
	"daybook/read"
	"daybook/store"
	"daybook/work"
)

// The HTTP interface. Its OpenAPI 3.1 document is made from the types and operations below: /api/v1/openapi.json.

const apiBase = "/api/v1"

type listBody struct {
	Reports []store.Item `json:"reports"`
	Next    string       `json:"next,omitempty" doc:"Pass as after to go on; absent at the end"`
}

type searchBody struct {
	Hits []store.Hit `json:"hits"`
}

type versionBody struct {
	Version string         `json:"version"`
	Go      string         `json:"go"`
	Schema  string         `json:"schema" doc:"Name of the contract of a report"`
	Made    []ledger.Maker `json:"made" doc:"Rules and models at hand"`
	Totals  *store.Totals  `json:"totals,omitempty" doc:"What is stored"`
}

type givenBody struct {
	Text      string `json:"text,omitempty" doc:"The report as plain text or Markdown"`
	HTML      string `json:"html,omitempty" doc:"The report as an HTML page"`
	URL       string `json:"url,omitempty" doc:"Alone: the address to fetch. Beside text or html: where that comes from"`
	Outlet    string `json:"outlet,omitempty" doc:"Who published it"`
	Published string `json:"published,omitempty" doc:"Date of publication, ISO 8601" example:"1995-02-14"`
	Name      string `json:"name,omitempty" doc:"File name or other handle"`
}

type readBody struct {
	ID     string         `json:"id"`
	Result store.Result   `json:"result" enum:"added,second arrival,known"`
	Report *ledger.Report `json:"report"`
}

type whyBody struct {
	ID     string         `json:"id"`
	Kind   string         `json:"kind"`
	Title  string         `json:"title"`
	Facts  []whyFact      `json:"facts" doc:"How names, dates and places were resolved, and what follows from the claims"`
	Rule   string         `json:"rule,omitempty"`
	Where  string         `json:"where,omitempty" doc:"File and line of the rule"`
	Words  []ledger.Quote `json:"words"`
	Steps  []string       `json:"steps"`
	Claims []whyFact      `json:"claims"`
	Passed []ledger.Pass  `json:"passed" doc:"What was considered there and not taken"`
}

type whyFact struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

func whyJSON(x whyView) whyBody {
	b := whyBody{ID: x.ID, Kind: strings.ToLower(x.What), Title: x.Title, Facts: []whyFact{}, Rule: x.Rule, Where: x.Where, Words: x.Words, Steps: x.Steps, Claims: []whyFact{}, Passed: x.Passed}
	for _, l := range x.Lines {
		b.Facts = append(b.Facts, whyFact(l))
	}
	for _, c := range x.Claims {
		b.Claims = append(b.Claims, whyFact{c.Who, c.Text})
	}
	if b.Words == nil {
		b.Words = []ledger.Quote{}
	}
	if b.Steps == nil {
		b.Steps = []string{}
	}
	if b.Passed == nil {
		b.Passed = []ledger.Pass{}
	}
	return b
}

func whysJSON(list []whyView) []whyBody {
	var out []whyBody
	for _, x := range list {
		out = append(out, whyJSON(x))
	}
	return out
}

func (s *server) version() versionBody {
	v := versionBody{Version: s.Version, Go: runtime.Version(), Schema: ledger.Schema, Made: []ledger.Maker{}}
	for _, m := range s.Made {
		v.Made = append(v.Made, ledger.Maker(m))
	}
	return v
}

type idInput struct {
	ID string `path:"id" maxLength:"80" doc:"Id of a report or its unique beginning"`
}

type body[T any] struct{ Body T }

// api registers the operations on mux.
func (s *server) api(mux *http.ServeMux) {
	registry := huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer)
	a := humago.NewWithPrefix(mux, apiBase, huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title: "Daybook", Version: s.Version,
				Description: "Reads news reports and keeps who says what happened. It holds media reports, not ground truth: an event has no truth of its own, only claims with their origins.",
			},
			Components: &huma.Components{Schemas: registry},
			Servers:    []*huma.Server{{URL: apiBase}},
		},
		OpenAPIPath:   "/openapi",
		Formats:       map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat: "application/json",
	})
	op := func(id, method, path, summary string, errs ...int) huma.Operation {
		return huma.Operation{OperationID: id, Method: method, Path: path, Summary: summary, Errors: append(errs, http.StatusInternalServerError)}
	}

	give := op("read-report", http.MethodPost, "/reports", "Read a report and store it", 403, 413, 422)
	give.Description = "Give text, html or url. The same bytes from the same outlet twice add nothing. A report that could not be read is kept and answered with 422."
	give.DefaultStatus = http.StatusCreated
	give.MaxBodyBytes, give.BodyReadTimeout = s.MaxBytes, time.Minute
	huma.Register(a, give, s.apiGive)

	huma.Register(a, op("list-reports", http.MethodGet, "/reports", "List reports, newest arrival first", 422), func(ctx context.Context, in *struct {
		After    int64  `query:"after" minimum:"0" doc:"next of the page before"`
		Limit    int    `query:"limit" minimum:"1" maximum:"1000" default:"50"`
		Outlet   string `query:"outlet" doc:"Exactly this outlet"`
		Language string `query:"language" doc:"ISO 639-1"`
		From     string `query:"from" format:"date" doc:"First day of publication, ISO 8601"`
		To       string `query:"to" format:"date" doc:"Last day of publication, inclusive"`
	}) (*body[listBody], error) {
		list, err := s.Store.List(ctx, store.Filter{Outlet: in.Outlet, Language: in.Language, From: in.From, To: in.To}, in.Limit+1, in.After)
		if err != nil {
			return nil, s.apiError(err)
		}
		out := listBody{Reports: listOf(list)}
		if len(list) > in.Limit {
			out.Reports = list[:in.Limit]
			out.Next = strconv.FormatInt(out.Reports[in.Limit-1].Cursor, 10)
		}
		return &body[listBody]{out}, nil
	})

	huma.Register(a, op("get-report", http.MethodGet, "/reports/{id}", "Get a report with its ledger", 404), func(ctx context.Context, in *idInput) (*body[*ledger.Report], error) {
		r, err := s.report(ctx, in.ID)
		if err != nil {
			return nil, s.apiError(err)
		}
		return &body[*ledger.Report]{r}, nil
	})

	huma.Register(a, op("get-source", http.MethodGet, "/reports/{id}/source", "Get the bytes of a report as they came", 404), s.apiSource)

	del := op("delete-report", http.MethodDelete, "/reports/{id}", "Delete a report and all that was made of it", 403, 404)
	del.DefaultStatus = http.StatusNoContent
	huma.Register(a, del, func(ctx context.Context, in *idInput) (*struct{}, error) {
		if _, err := s.Store.Delete(ctx, in.ID); err != nil {
			return nil, s.apiError(err)
		}
		return nil, nil
	})

	huma.Register(a, op("search", http.MethodGet, "/search", "Search the texts and statements", 400), func(ctx context.Context, in *struct {
		Q     string `query:"q" required:"true" minLength:"1" maxLength:"400" doc:"Words; \"in quotes\" for a phrase, -word to leave out, word* for a beginning"`
		Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
		Skip  int    `query:"skip" minimum:"0"`
	}) (*body[searchBody], error) {
		hits, err := s.Store.Search(ctx, in.Q, in.Limit, in.Skip)
		if err != nil {
			return nil, s.apiError(err)
		}
		if hits == nil {
			hits = []store.Hit{}
		}
		return &body[searchBody]{searchBody{hits}}, nil
	})

	huma.Register(a, op("why", http.MethodGet, "/why/{id}", "Explain one entry of a ledger", 404), func(ctx context.Context, in *struct {
		ID string `path:"id" maxLength:"80" doc:"Id of a statement, event, claim, figure, place or time"`
	}) (*body[whyBody], error) {
		r, err := s.report(ctx, in.ID)
		if err != nil {
			return nil, s.apiError(err)
		}
		id := in.ID
		if ref, err := s.Store.Find(ctx, id); err == nil {
			id = ref.ID
		}
		x := newViewer(r).why(id)
		if !x.Found {
			return nil, huma.Error404NotFound("this is a report, not an entry of one; get /reports/" + r.ID)
		}
		return &body[whyBody]{whyJSON(x)}, nil
	})

	huma.Register(a, op("version", http.MethodGet, "/version", "What made this and what is stored"), func(ctx context.Context, _ *struct{}) (*body[versionBody], error) {
		v := s.version()
		t, err := s.Store.Totals(ctx)
		if err != nil {
			return nil, s.apiError(err)
		}
		v.Totals = &t
		return &body[versionBody]{v}, nil
	})
}

// apiError shows an error as RFC 9457 has it.
func (s *server) apiError(err error) error {
	t := s.explain(err)
	return huma.NewError(t.Status, sentences(t.What, t.Hint))
}

type givenInput struct {
	Body givenBody
}

type readOutput struct {
	Status   int
	Location string `header:"Location"`
	Body     readBody
}

func (s *server) apiGive(ctx context.Context, in *givenInput) (*readOutput, error) {
	b := in.Body
	if b.Published != "" {
		if err := read.CheckDate(b.Published); err != nil {
			return nil, huma.Error422UnprocessableEntity("published is no date; write it as 1995-02-14")
		}
	}
	hint := read.Hint{Name: b.Name, URL: b.URL, Outlet: b.Outlet, Published: b.Published}
	var input work.Input
	switch {
	case b.Text != "" && b.HTML != "":
		return nil, huma.Error422UnprocessableEntity("give text or html, not both")
	case b.Text != "":
		input = work.Given([]byte(b.Text), hint)
	case b.HTML != "":
		hint.MediaType = "text/html; charset=utf-8"
		input = work.Given([]byte(b.HTML), hint)
	case b.URL != "":
		var err error
		if input, err = s.address(b.URL, hint); err != nil {
			return nil, s.apiError(err)
		}
	default:
		return nil, huma.Error422UnprocessableEntity("there is nothing to read; give text, html or url")
	}
	select {
	case s.busy <- struct{}{}:
		defer func() { <-s.busy }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	out := s.desk.One(ctx, input)
	if out.Err != nil {
		err := s.apiError(out.Err)
		if out.Stored {
			var m *huma.ErrorModel
			if errors.As(err, &m) {
				m.Detail += "; its bytes are kept as " + out.Receipt.ID
			}
		}
		return nil, err
	}
	o := &readOutput{Status: http.StatusCreated, Location: apiBase + "/reports/" + out.Receipt.ID, Body: readBody{out.Receipt.ID, out.Receipt.Result, out.Report}}
	if out.Receipt.Result != store.Added {
		o.Status = http.StatusOK
	}
	return o, nil
}

type sourceOutput struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	SourceType  string `header:"X-Source-Type" doc:"Media type and encoding of the source"`
	Body        []byte
}

// apiSource gives the bytes as a download of no type, so that no browser runs what a page brought with it.
func (s *server) apiSource(ctx context.Context, in *idInput) (*sourceOutput, error) {
	b, kind, charset, err := s.Store.Source(ctx, in.ID)
	id := in.ID
	if err == nil {
		if ref, err := s.Store.Find(ctx, in.ID); err == nil {
			id = ref.Report
		}
	} else if ex := s.example(); ex != nil && ex.ID == in.ID && errors.Is(err, store.ErrNotFound) {
		b, kind, charset, err = []byte(ex.Text), ex.Source.MediaType, "utf-8", nil
	}
	if err != nil {
		return nil, s.apiError(err)
	}
	if charset != "" {
		kind += "; charset=" + charset
	}
	ext := map[string]string{"text/html": ".html", "text/markdown": ".md", "text/plain": ".txt"}[strings.Split(kind, ";")[0]]
	return &sourceOutput{"application/octet-stream", `attachment; filename="` + id + ext + `"`, kind, b}, nil
}
