package serve

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"daybook/ledger"
)

// BenchmarkReport renders the page of an ordinary report, from the ledger to the last byte.
func BenchmarkReport(b *testing.B) {
	s := &server{Config: Config{Version: "test"}}
	var err error
	if s.assets, err = loadAssets(); err != nil {
		b.Fatal(err)
	}
	if s.page, err = s.templates(); err != nil {
		b.Fatal(err)
	}
	r := fixture(b)
	n := 0
	for b.Loop() {
		w := &counter{}
		p := reportPage{frame: s.frame(title(r), "report", "reports"), Screen: newScreen(r)}
		if err := s.page.ExecuteTemplate(w, "report", p); err != nil {
			b.Fatal(err)
		}
		n = w.n
	}
	b.ReportMetric(float64(n)/1024, "KB/page")
}

// BenchmarkRequest does all of a request: database, JSON, page.
func BenchmarkRequest(b *testing.B) {
	srv, r := desk(b)
	h := srv.Config.Handler
	for b.Loop() {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, &http.Request{Method: "GET", Host: "localhost", URL: parse(srv.URL + "/reports/" + r.ID), Header: http.Header{}, Body: http.NoBody})
		if w.Code != 200 {
			b.Fatal(w.Code)
		}
	}
}

// BenchmarkLong renders a report of about 20,000 words.
func BenchmarkLong(b *testing.B) {
	r := long(b, 50)
	s := &server{Config: Config{Version: "test"}}
	s.assets, _ = loadAssets()
	s.page, _ = s.templates()
	for b.Loop() {
		if err := s.page.ExecuteTemplate(io.Discard, "report", reportPage{frame: s.frame("x", "report", ""), Screen: newScreen(r)}); err != nil {
			b.Fatal(err)
		}
	}
}

type counter struct{ n int }

func (c *counter) Write(b []byte) (int, error) { c.n += len(b); return len(b), nil }

// long is the fixture n times over.
func long(t testing.TB, n int) *ledger.Report {
	one := fixture(t)
	out := &ledger.Report{ID: one.ID, Source: one.Source}
	for i := range n {
		at := int32(len(out.Text))
		tag := func(id string) string {
			if id == "" {
				return ""
			}
			return id + "." + string(rune('a'+i/26)) + string(rune('a'+i%26))
		}
		q := func(x ledger.Quote) ledger.Quote {
			return ledger.Quote{Start: x.Start + at, End: x.End + at, Text: x.Text}
		}
		qs := func(list []ledger.Quote) []ledger.Quote {
			var o []ledger.Quote
			for _, x := range list {
				o = append(o, q(x))
			}
			return o
		}
		for _, x := range one.Blocks {
			out.Blocks = append(out.Blocks, ledger.Part{Quote: q(x.Quote), Kind: x.Kind, Paragraph: x.Paragraph + int32(i)*100})
		}
		out.Sentences = append(out.Sentences, qs(one.Sentences)...)
		for _, x := range one.Statements {
			x.ID, x.Cue, x.Content = tag(x.ID), qs(x.Cue), qs(x.Content)
			if x.Source != nil {
				s := q(*x.Source)
				x.Source = &s
			}
			out.Statements = append(out.Statements, x)
		}
		for _, x := range one.Events {
			x.ID, x.Trigger, x.Statement = tag(x.ID), q(x.Trigger), tag(x.Statement)
			var cs []string
			for _, c := range x.Claims {
				cs = append(cs, tag(c))
			}
			x.Claims = cs
			out.Events = append(out.Events, x)
		}
		for _, x := range one.Claims {
			x.ID, x.Event, x.Statement = tag(x.ID), tag(x.Event), tag(x.Statement)
			out.Claims = append(out.Claims, x)
		}
		for _, x := range one.Figures {
			x.ID, x.Quote = tag(x.ID), q(x.Quote)
			out.Figures = append(out.Figures, x)
		}
		for _, x := range one.Places {
			x.ID, x.Quote = tag(x.ID), q(x.Quote)
			out.Places = append(out.Places, x)
		}
		for _, x := range one.Times {
			x.ID, x.Quote = tag(x.ID), q(x.Quote)
			out.Times = append(out.Times, x)
		}
		out.Text += one.Text + "\n\n"
	}
	return out
}
