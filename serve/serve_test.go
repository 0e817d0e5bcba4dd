package serve

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"daybook/data"
	"daybook/ledger"
	"daybook/read"
	"daybook/store"
	"daybook/work"
)

func TestPages(t *testing.T) {
	srv, r := desk(t)
	for path, want := range map[string]int{
		"/": 200, "/reports": 200, "/reports?after=1": 200, "/reports?after=x": 400, "/reports/" + r.ID: 200, "/reports/" + r.ID[:9]: 200, "/reports/r-ffffffffff": 404,
		"/reports/" + r.ID + "/why/" + r.Statements[0].ID: 200, "/reports/" + r.ID + "/why/n0": 200, "/reports/" + r.ID + "/why/x0": 200, "/reports/" + r.ID + "/why/zz": 404,
		"/reports/" + r.ID + "/why/" + r.Events[0].ID + "," + r.Places[0].ID + "?part=1": 200, "/search": 200, "/search?q=ceasefire": 200, "/search?q=%21%21": 400, "/about": 200,
		"/nothing": 404, "/static/daybook.css": 200, "/static/other": 404, "/why/" + r.Events[1].ID: 200, "/why/e-0": 200,
	} {
		status, body, h := get(t, srv.URL+path)
		if path == "/why/e-0" { // the ids of the fixture all begin so
			want = 400
		}
		if status != want {
			t.Errorf("%s: %d, not %d: %s", path, status, want, clip(body, 300))
		}
		if h.Get("Content-Security-Policy") != policy || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s goes out without its policy", path)
		}
		if strings.HasPrefix(h.Get("Content-Type"), "text/html") && !strings.Contains(path, "part=") {
			checkHTML(t, path, body)
		}
		if strings.Contains(body, "ZgotmplZ") {
			t.Errorf("%s: the template refused a value", path)
		}
	}
}

// checkHTML looks for what keeps a page from being read by everybody: ids twice, links into nothing, headings that jump,
// controls without a name, inline script or style.
func checkHTML(t *testing.T, path, body string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	ids, labels := map[string]bool{}, map[string]bool{}
	var walk func(*html.Node, func(*html.Node, map[string]string))
	walk = func(n *html.Node, f func(*html.Node, map[string]string)) {
		if n.Type == html.ElementNode {
			a := map[string]string{}
			for _, x := range n.Attr {
				a[x.Key] = x.Val
			}
			f(n, a)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, f)
		}
	}
	level, h1 := 0, 0
	walk(doc, func(n *html.Node, a map[string]string) {
		if id := a["id"]; id != "" {
			if ids[id] {
				t.Errorf("%s: the id %q stands twice", path, id)
			}
			ids[id] = true
		}
		if n.Data == "label" {
			labels[a["for"]] = true
		}
		if a["style"] != "" || n.Data == "style" || n.Data == "script" && (a["src"] == "" || !strings.HasPrefix(a["src"], "/static/")) {
			t.Errorf("%s: inline style or script in <%s>", path, n.Data)
		}
		for k, v := range a {
			if strings.HasPrefix(k, "on") || strings.HasPrefix(strings.ToLower(v), "javascript:") {
				t.Errorf("%s: a script in the attribute %s=%q", path, k, v)
			}
		}
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			now := int(n.Data[1] - '0')
			if now > level+1 {
				t.Errorf("%s: heading h%d follows h%d", path, now, level)
			}
			level = now
			if now == 1 {
				h1++
			}
		}
	})
	if h1 != 1 {
		t.Errorf("%s has %d first headings", path, h1)
	}
	walk(doc, func(n *html.Node, a map[string]string) {
		switch n.Data {
		case "input", "select", "textarea":
			inLabel := false
			for p := n.Parent; p != nil; p = p.Parent {
				inLabel = inLabel || p.Data == "label"
			}
			if a["aria-label"] == "" && !inLabel && !labels[a["id"]] && a["type"] != "hidden" {
				t.Errorf("%s: a field without a label: %v", path, a)
			}
		case "a", "button", "summary":
			if a["aria-label"] == "" && strings.TrimSpace(text(n)) == "" && a["href"] != "" {
				t.Errorf("%s: a link without a name: %v", path, a)
			}
			if h := a["href"]; strings.HasPrefix(h, "#") && !ids[h[1:]] {
				t.Errorf("%s: a link to %s, which is not there", path, h)
			}
		case "svg":
			if a["role"] == "" || a["aria-label"] == "" {
				t.Errorf("%s: a drawing without a name", path)
			}
		case "img":
			if _, ok := a["alt"]; !ok {
				t.Errorf("%s: a picture without alt", path)
			}
		}
		for _, k := range []string{"aria-labelledby", "aria-describedby", "for"} {
			if v := a[k]; v != "" && !ids[v] {
				t.Errorf("%s: %s=%q leads nowhere", path, k, v)
			}
		}
	})
}

func text(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(text(c))
	}
	return b.String()
}

// TestForms checks that every page has its data as JSON and as CSV, as its head says.
func TestForms(t *testing.T) {
	srv, r := desk(t)
	alternate := regexp.MustCompile(`<link rel="alternate" type="([^"]+)" href="([^"]+)">`)
	for _, path := range []string{"/", "/reports", "/reports/" + r.ID, "/reports/" + r.ID + "/why/" + r.Statements[0].ID, "/search?q=ceasefire", "/search", "/about"} {
		_, body, _ := get(t, srv.URL+path)
		seen := map[string]bool{}
		for _, m := range alternate.FindAllStringSubmatch(body, -1) {
			seen[m[1]] = true
			status, data, h := get(t, srv.URL+html.UnescapeString(m[2]))
			if status != 200 || !strings.HasPrefix(h.Get("Content-Type"), m[1]) {
				t.Errorf("%s: %s is %d, %s", path, m[2], status, h.Get("Content-Type"))
			}
			if m[1] == "application/json" && !json.Valid([]byte(data)) {
				t.Errorf("%s: %s is no JSON", path, m[2])
			}
			if m[1] == "text/csv" {
				if rows, err := csv.NewReader(strings.NewReader(data)).ReadAll(); err != nil || len(rows) < 1 {
					t.Errorf("%s: %s is no CSV: %v", path, m[2], err)
				}
			}
		}
		if !seen["application/json"] || !seen["text/csv"] {
			t.Errorf("%s lacks JSON or CSV: %v", path, seen)
		}
	}
	_, body, _ := get(t, srv.URL+"/reports/"+r.ID+".json")
	var back ledger.Report
	if err := json.Unmarshal([]byte(body), &back); err != nil || back.ID != r.ID || len(back.Statements) != len(r.Statements) {
		t.Errorf("the JSON of a report is not the report: %v", err)
	}
}

func TestGuard(t *testing.T) {
	srv, r := desk(t)
	ask := func(host string) int {
		req, _ := http.NewRequest("GET", srv.URL, nil)
		req.Host = host
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res.StatusCode
	}
	for host, want := range map[string]int{
		"localhost:8750": 200, "127.0.0.1": 200, "[::1]:8750": 200, "daybook.localhost": 200, "LOCALHOST.": 200,
		"evil.example": 421, "evil.example:8750": 421, "192.168.1.7:8750": 421, "localhost.evil.example": 421, "0.0.0.0:8750": 421,
	} {
		if got := ask(host); got != want {
			t.Errorf("host %s: %d, not %d", host, got, want)
		}
	}
	del := "/reports/" + r.ID + "/delete"
	sure := url.Values{"sure": {"yes"}}
	for _, c := range []struct {
		header []string
		want   int
	}{
		{[]string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"}, 403}, {[]string{"Sec-Fetch-Site", "same-site"}, 403}, {[]string{"Origin", "https://evil.example"}, 403},
		{[]string{"Origin", "null"}, 403},
	} {
		if status, _, _ := post(t, srv.URL+del, sure, c.header...); status != c.want {
			t.Errorf("post with %v: %d, not %d", c.header, status, c.want)
		}
	}
	req, _ := http.NewRequest("DELETE", srv.URL+apiBase+"/reports/"+r.ID, nil)
	req.Header.Set("Origin", "https://evil.example")
	if res, err := http.DefaultClient.Do(req); err != nil || res.StatusCode != 403 {
		t.Errorf("a foreign page may delete: %v %v", res.StatusCode, err)
	}
	if status, _, _ := post(t, srv.URL+del, nil); status != 400 {
		t.Error("a report is deleted without being sure")
	}
	if status, _, _ := post(t, srv.URL+del, sure, "Sec-Fetch-Site", "same-origin", "Origin", srv.URL); status != 303 {
		t.Error("a report cannot be deleted by its own page")
	}
	if status, _, _ := get(t, srv.URL+"/reports/"+r.ID); status != 404 {
		t.Error("the report is still there")
	}
}

func TestTooMuch(t *testing.T) {
	srv, _ := desk(t, func(c *Config) { c.MaxBytes = 1000 })
	status, body, _ := post(t, srv.URL+"/reports", url.Values{"text": {strings.Repeat("word ", 1000)}})
	if status != 413 || !strings.Contains(body, "daybook read") {
		t.Errorf("%d %s", status, clip(body, 200))
	}
}

func TestGive(t *testing.T) {
	srv, _ := desk(t)
	const text = "Minister denies talks\r\n\r\n3 May 2021\r\n\r\nA minister said on Monday that no talks had taken place in Geneva.\r\n"
	status, _, h := post(t, srv.URL+"/reports", url.Values{"text": {text}, "outlet": {"The Örtliche"}, "published": {"2021-05-03"}})
	if status != 303 {
		t.Fatalf("%d", status)
	}
	at := h.Get("Location")
	status, body, _ := get(t, srv.URL+at)
	if status != 200 || !strings.Contains(body, "The Örtliche") || !strings.Contains(body, "Minister") {
		t.Errorf("%d %s", status, clip(body, 300))
	}
	if want := "/reports/" + ledger.SourceID([]byte(strings.ReplaceAll(text, "\r\n", "\n"))); at != want {
		t.Errorf("pasted text is %s, not %s: the line ends of the form were kept", at, want)
	}
	_, _, h = post(t, srv.URL+"/reports", url.Values{"text": {text}, "outlet": {"The Örtliche"}, "published": {"2021-05-03"}})
	if !strings.HasSuffix(h.Get("Location"), "?known=1") {
		t.Errorf("a second time: %s", h.Get("Location"))
	}
	for want, form := range map[string]url.Values{
		"There is nothing to read": {"text": {" \n "}}, "no date of publication": {"text": {text}, "published": {"yesterday"}}, "Addresses are not fetched here": {"url": {"https://example.org/"}},
	} {
		status, body, _ := post(t, srv.URL+"/reports", form)
		if status != 422 || !strings.Contains(body, want) {
			t.Errorf("%v: %d, without %q", form, status, want)
		}
		checkHTML(t, "/reports", body)
	}
}

// TestNoLedger shows reports that have none: in a language that is not read yet, and without a date.
func TestNoLedger(t *testing.T) {
	srv, _ := desk(t)
	show := func(text string) string {
		status, _, h := post(t, srv.URL+"/reports", url.Values{"text": {text}})
		if status != 303 {
			t.Fatalf("%d", status)
		}
		_, body, _ := get(t, srv.URL+h.Get("Location"))
		checkHTML(t, h.Get("Location"), body)
		return body
	}
	body := show("Le ministre a déclaré lundi que les négociations avaient échoué.\n\nLes deux parties ne se sont pas entendues sur la date de la prochaine rencontre, selon un porte-parole du gouvernement à Genève.")
	if !strings.Contains(body, "language French (fr) is not read yet") || !strings.Contains(body, "échoué") {
		t.Error("a report in French is not told as one that is not read")
	}
	body = show("The bridge at Narva was closed on Tuesday, a spokesman said.")
	if !strings.Contains(body, "no date of publication") {
		t.Error("a missing date is not told")
	}
}

// TestReplies shows what denials answer, and which of them answer nothing that the report tells.
func TestReplies(t *testing.T) {
	srv, _ := desk(t)
	_, _, h := post(t, srv.URL+"/reports", url.Values{"text": {"The mayor said the bridge was unsafe. The builder denied it.\n\nThe minister denied wrongdoing on Friday."}})
	at := srv.URL + h.Get("Location")
	_, body, _ := get(t, at)
	checkHTML(t, at, body)
	if n := strings.Count(body, "target not found"); n != 1 || !strings.Contains(body, "answers <bdi>mayor</bdi>") {
		t.Errorf("%d denials are told to have no target, or the other's is not told", n)
	}
	told := ""
	for _, w := range regexp.MustCompile(`/reports/r-[0-9a-f]+/why/s-[0-9a-f]+`).FindAllString(body, -1) {
		_, why, _ := get(t, srv.URL+w)
		told += why
	}
	if !strings.Contains(told, "mayor, that it happened") || !strings.Contains(told, "target not found") {
		t.Error("the reasons do not tell what is answered")
	}
}

// TestPlace follows a hit of the search to its place in the report.
func TestPlace(t *testing.T) {
	srv, r := desk(t)
	_, body, _ := get(t, srv.URL+"/search?q=valley")
	m := regexp.MustCompile(`href="(/reports/[^"]+\?at=[^"]+)"`).FindStringSubmatch(body)
	if m == nil {
		t.Fatal("no link to the place")
	}
	c := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := c.Get(srv.URL + html.UnescapeString(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	_, n, _ := strings.Cut(res.Header.Get("Location"), "#n")
	i, err := strconv.Atoi(n)
	if err != nil || !strings.Contains(r.Sentences[i].Text, "out of the valley") {
		t.Errorf("the hit leads to %q", res.Header.Get("Location"))
	}
}

func TestGiveFiles(t *testing.T) {
	srv, _ := desk(t)
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, body := range map[string]string{"good.txt": "A spokesman said on Friday that the bridge at Narva was closed.", "bad.pdf": "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"} {
		f, _ := w.CreateFormFile("file", name)
		f.Write([]byte(body))
	}
	w.Close()
	res, err := http.Post(srv.URL+"/reports", w.FormDataContentType(), &b)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var out bytes.Buffer
	out.ReadFrom(res.Body)
	if res.StatusCode != 200 || !strings.Contains(out.String(), "good.txt") || !strings.Contains(out.String(), "bad.pdf") || !strings.Contains(out.String(), "not read") {
		t.Errorf("%d %s", res.StatusCode, clip(out.String(), 1500))
	}
}

func TestAddress(t *testing.T) {
	var asked string
	srv, _ := desk(t, func(c *Config) {
		c.Address = func(u string) work.Input {
			asked = u
			return work.Given([]byte("A spokesman said on Friday that the bridge at Narva was closed."), read.Hint{URL: u})
		}
	})
	if status, _, _ := post(t, srv.URL+"/reports", url.Values{"url": {"ftp://example.org/x"}}); status != 422 || asked != "" {
		t.Errorf("ftp: %d, fetched %q", status, asked)
	}
	if status, _, _ := post(t, srv.URL+"/reports", url.Values{"url": {"https://example.org/x"}, "outlet": {"X"}}); status != 303 || asked != "https://example.org/x" {
		t.Errorf("https: %d, fetched %q", status, asked)
	}
}

// TestHostile stores a report that is all markup and looks whether any of it comes out as markup.
func TestHostile(t *testing.T) {
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>'`
	srv, _ := desk(t, func(c *Config) {
		q := ledger.Quote{Start: 0, End: int32(len(evil)), Text: evil}
		n := ledger.Named{Quote: q, Name: evil, Kind: evil, Country: evil, Why: evil, Actor: evil}
		why := ledger.Reason{Rule: evil, Where: evil, Words: []ledger.Quote{q}, Steps: []string{evil}}
		r := &ledger.Report{
			ID: ledger.SourceID([]byte(evil)), Text: evil, Source: ledger.Origin{Outlet: evil, Title: evil, URL: "javascript:alert(1)", Language: "en", Published: evil, Byline: evil, Name: evil},
			Blocks: []ledger.Part{{Quote: q, Kind: ledger.BlockKind(evil)}}, Sentences: []ledger.Quote{q},
			Statements: []ledger.Said{{ID: "s-1", Origin: []ledger.Named{n, n}, Stance: ledger.Stance(evil), Form: ledger.Form(evil), Cue: []ledger.Quote{q}, Content: []ledger.Quote{q}, To: &n, Target: &n, Basis: evil, Evidence: why}},
			Events:     []ledger.Deed{{ID: "e-1", Type: evil, Mode: evil, Realis: "happened", Trigger: q, Actors: []ledger.Named{n}, Recipients: []ledger.Named{n}, When: ledger.Dates{From: "1995-02-14", To: "1995-02-14"}, Where: &ledger.Site{Name: evil}, Claims: []string{"c-1"}, Evidence: why}},
			Claims:     []ledger.Stand{{ID: "c-1", Event: "e-1", Origin: evil, Point: ledger.Point(evil), Position: ledger.Stance(evil), Words: q, Evidence: why}},
			Figures:    []ledger.Number{{ID: "f-1", Quote: q, What: evil, Unit: evil, Origin: evil, Evidence: why}}, Times: []ledger.Moment{{ID: "t-1", Quote: q, From: "1995-02-14", To: "1995-02-14", Why: evil}},
			Places:   []ledger.Spot{{ID: "p-1", Quote: q, Name: evil, Country: "ECU", Precision: "town", Lat: new(float64), Lon: new(float64), Why: evil}},
			Passed:   []ledger.Pass{{Quote: q, Stage: evil, Why: evil}},
			Problems: []ledger.Trouble{{Stage: evil, What: evil, Hint: evil, Where: &q}}, Made: []ledger.Maker{{Name: evil, Hash: evil}},
		}
		if _, err := c.Store.Put(context.Background(), []byte(evil), r, store.Arrival{}); err != nil {
			t.Fatal(err)
		}
	})
	id := ledger.SourceID([]byte(evil))
	for _, path := range []string{"/", "/reports", "/reports/" + id, "/reports/" + id + "/why/s-1", "/reports/" + id + "/why/e-1,f-1,p-1,t-1,c-1,n0,x0", "/search?q=alert", "/search?q=" + url.QueryEscape(evil), "/reports/" + url.PathEscape(evil)} {
		_, body, _ := get(t, srv.URL+path)
		if strings.Contains(body, "<script>") || strings.Contains(body, "<img") || strings.Contains(body, `href="javascript:`) {
			t.Errorf("%s lets markup through", path)
		}
		checkHTML(t, path, body)
	}
	_, _, h := get(t, srv.URL+apiBase+"/reports/"+id+"/source")
	if h.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment") {
		t.Errorf("the source goes out as %s, %s", h.Get("Content-Type"), h.Get("Content-Disposition"))
	}
}

func TestExample(t *testing.T) {
	srv, _ := desk(t, func(c *Config) { c.Examples = data.FS })
	_, body, _ := get(t, srv.URL+"/")
	if !strings.Contains(body, "An example, already read") {
		t.Error("the example is not on the first page")
	}
	db, err := store.Open(t.TempDir()+"/empty.db", store.Options{Write: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	h, err := New(Config{Engine: engine(t), Store: db, Examples: data.FS})
	if err != nil {
		t.Fatal(err)
	}
	empty := httptest.NewServer(h)
	defer empty.Close()
	_, body, _ = get(t, empty.URL+"/")
	if !strings.Contains(body, "Nothing here yet") {
		t.Error("an empty daybook does not say so")
	}
	m := regexp.MustCompile(`/reports/r-[0-9a-f]+`).FindString(body)
	if status, body, _ := get(t, empty.URL+m); m == "" || status != 200 || !strings.Contains(body, "bundled example") {
		t.Errorf("the example is not to be had at %q: %d", m, status)
	} else if w := regexp.MustCompile(`/reports/r-[0-9a-f]+/why/s-[0-9a-f]+`).FindString(body); w == "" {
		t.Error("nothing of the example can be asked for")
	} else if _, body, _ := get(t, empty.URL+w); strings.Contains(body, "daybook why") {
		t.Error("the command line is offered for what is not stored")
	}
	if totals, _ := db.Totals(context.Background()); totals.Reports != 0 {
		t.Error("the example was stored among the reports")
	}
}

func TestServe(t *testing.T) {
	l, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if !Loopback(l) {
		t.Error("127.0.0.1 is no loopback")
	}
	if _, err := Listen(l.Addr().String()); err == nil || !strings.Contains(err.Error(), "--addr") {
		t.Errorf("a port in use: %v", err)
	}
	db, err := store.Open(t.TempDir()+"/x.db", store.Options{Write: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	e := engine(t)
	go func() { done <- Serve(ctx, l, Config{Engine: e, Store: db}) }()
	if status, _, _ := get(t, "http://"+l.Addr().String()+"/"); status != 200 {
		t.Errorf("%d", status)
	}
	cancel()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("the server does not end")
	}
}
