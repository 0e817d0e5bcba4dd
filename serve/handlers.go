package serve

import (
	"encoding/csv"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"daybook/export"
	"daybook/ledger"
	"daybook/read"
	"daybook/store"
	"daybook/work"
)

const perPage = 50

func (s *server) routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /{$}", s.home)
	mux.HandleFunc("POST /reports", s.give)
	for _, suffix := range []string{"", ".json", ".csv"} {
		mux.HandleFunc("GET /reports"+suffix, s.list)
		mux.HandleFunc("GET /search"+suffix, s.search)
		mux.HandleFunc("GET /about"+suffix, s.about)
	}
	mux.HandleFunc("GET /reports/{id}", s.show)
	mux.HandleFunc("GET /reports/{id}/why/{entry}", s.why)
	mux.HandleFunc("POST /reports/{id}/delete", s.cut)
	mux.HandleFunc("GET /why/{id}", s.find)
	mux.HandleFunc("GET /static/{file}", s.serveAsset)
	mux.HandleFunc("/", s.notFound)
}

func (s *server) notFound(w http.ResponseWriter, r *http.Request) {
	s.refuse(w, r, http.StatusNotFound, "There is no such page", "")
}

func (s *server) frame(title, class, nav string) frame {
	return frame{Title: title, Class: class, Nav: nav, Version: s.Version}
}

// suffix cuts ".json" or ".csv" from the end of a path element.
func suffix(name string) (base, format string) {
	for _, f := range []string{".json", ".csv"} {
		if b, ok := strings.CutSuffix(name, f); ok {
			return b, f
		}
	}
	return name, ""
}

func writeJSON(w http.ResponseWriter, v any) {
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json")
	}
	export.JSON(w, v, "  ")
}

func writeCSV(w http.ResponseWriter, name string, rows [][]string) {
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`.csv"`)
	for i := range rows {
		export.Guarded(rows[i])
	}
	csv.NewWriter(w).WriteAll(rows)
}

func items(list []store.Item) []listItem {
	var out []listItem
	for _, i := range list {
		out = append(out, listItem{i.ID, clip(i.Show(), 140), i.Outlet, date(i.Published), i.Statements, i.Denials, i.Happened, i.Problems})
	}
	return out
}

func (s *server) home(w http.ResponseWriter, r *http.Request) {
	s.showHome(w, r, http.StatusOK, homePage{})
}

func (s *server) showHome(w http.ResponseWriter, r *http.Request, status int, p homePage) {
	p.frame = s.frame("Read a report", "home", "read")
	p.JSON, p.CSV = "/reports.json", "/reports.csv"
	p.ReadOnly, p.CanFetch = !s.Store.Writes(), s.Address != nil
	list, err := s.Store.List(r.Context(), store.Filter{}, 10, 0)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	totals, err := s.Store.Totals(r.Context())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p.Latest, p.Total = items(list), totals.Reports
	if ex := s.example(); ex != nil {
		p.Example = &exampleView{ex.ID, title(ex), summary(ex)}
	}
	s.render(w, status, "home", p)
}

// summary counts what a ledger holds.
func summary(r *ledger.Report) string {
	denials, took, others := 0, 0, 0
	for _, x := range r.Statements {
		if x.Stance == ledger.Denies {
			denials++
		}
	}
	for _, e := range r.Events {
		switch {
		case !e.Realis.Took():
			others++
		case e.Restates == "": // one act told twice is one
			took++
		}
	}
	return strings.Join([]string{
		plural(len(r.Statements), "statement"), plural(denials, "denial"), plural(took, "event"), plural(others, "event") + " not said to have happened",
		plural(len(r.Figures), "figure"),
	}, ", ")
}

// give reads what the form sends: text, files or an address.
func (s *server) give(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(8 << 20); err != nil {
		if errors.Is(err, http.ErrNotMultipart) {
			err = r.ParseForm()
		}
		if err != nil {
			var big *http.MaxBytesError
			if !errors.As(err, &big) {
				err = &read.Error{What: "the form could not be read (" + err.Error() + ")", Hint: "load the page anew and try again"}
			}
			s.fail(w, r, err)
			return
		}
	}
	p := homePage{Form: form{r.FormValue("text"), strings.TrimSpace(r.FormValue("url")), strings.TrimSpace(r.FormValue("outlet")), strings.TrimSpace(r.FormValue("published"))}}
	inputs, err := s.inputs(r, p.Form)
	if err != nil {
		t := s.explain(err)
		p.Error = &t
		s.showHome(w, r, t.Status, p)
		return
	}
	for _, in := range inputs {
		out := s.readOne(r, in)
		if len(inputs) == 1 && out.Stored && out.Err == nil {
			http.Redirect(w, r, "/reports/"+out.Receipt.ID+notice(out.Receipt.Result), http.StatusSeeOther)
			return
		}
		p.Results = append(p.Results, s.outcome(out, len(inputs) == 1, &p))
		if out.Fatal {
			break
		}
	}
	status := http.StatusOK
	if p.Error != nil {
		status = p.Error.Status
	} else if len(inputs) > 1 {
		p.Form = form{}
	}
	if len(p.Results) == 1 && p.Results[0].ID == "" {
		p.Results = nil
	}
	s.showHome(w, r, status, p)
}

func notice(r store.Result) string {
	switch r {
	case store.Known:
		return "?known=1"
	case store.Arrived:
		return "?again=1"
	}
	return ""
}

// outcome tells what became of one input; a lone failure is told as an error of the form.
func (s *server) outcome(out work.Outcome, alone bool, p *homePage) result {
	res := result{Name: out.Input.Name()}
	if out.Stored {
		res.ID = out.Receipt.ID
	}
	if out.Err == nil {
		switch out.Receipt.Result {
		case store.Added:
			res.Text = "was read"
		case store.Arrived:
			res.Text = "was here, from elsewhere: a second arrival of one text"
		default:
			res.Text = "was here already"
		}
		return res
	}
	t := s.explain(out.Err)
	if alone || out.Fatal {
		p.Error = &t
	}
	res.Text = "was kept but not read: " + sentences(t.What, t.Hint)
	if !out.Stored {
		res.Text = sentences(t.What, t.Hint)
	}
	return res
}

func (s *server) readOne(r *http.Request, in work.Input) work.Outcome {
	select {
	case s.busy <- struct{}{}:
		defer func() { <-s.busy }()
	case <-r.Context().Done():
		return work.Outcome{Input: in, Err: r.Context().Err()}
	}
	return s.desk.One(r.Context(), in)
}

// inputs are the reports of a form. A date that is no date is refused rather than guessed at.
func (s *server) inputs(r *http.Request, f form) ([]work.Input, error) {
	if f.Published != "" {
		if err := read.CheckDate(f.Published); err != nil {
			return nil, &read.Error{What: "“" + clip(f.Published, 40) + "” is no date of publication", Hint: "write it as 1995-02-14"}
		}
	}
	hint := read.Hint{Outlet: f.Outlet, Published: f.Published}
	var out []work.Input
	if r.MultipartForm != nil {
		for _, h := range r.MultipartForm.File["file"] {
			if h.Filename == "" && h.Size == 0 {
				continue
			}
			b, err := load(h)
			if err != nil {
				return nil, err
			}
			one := hint
			one.Name = h.Filename
			out = append(out, work.Given(b, one))
		}
	}
	if strings.TrimSpace(f.Text) != "" {
		if !utf8.ValidString(f.Text) {
			return nil, &read.Error{What: "the text is not UTF-8", Hint: "give it as a file instead: its characters are then found out"}
		}
		// Forms send line ends as CRLF; what was pasted had LF.
		out = append(out, work.Given([]byte(strings.ReplaceAll(f.Text, "\r\n", "\n")), hint))
	}
	if f.URL != "" {
		in, err := s.address(f.URL, hint)
		if err != nil {
			return nil, err
		}
		out = append(out, in)
	}
	if len(out) == 0 {
		return nil, &read.Error{What: "there is nothing to read", Hint: "paste a report, choose a file or give an address"}
	}
	return out, nil
}

func (s *server) address(addr string, hint read.Hint) (work.Input, error) {
	if s.Address == nil {
		return work.Input{}, &read.Error{What: "addresses are not fetched here", Where: addr, Hint: "save the page and give it as a file"}
	}
	if u, err := url.Parse(addr); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return work.Input{}, &read.Error{What: "“" + clip(addr, 80) + "” is no web address", Where: addr, Hint: "it should begin with https:// or http://"}
	}
	in := s.Address(addr)
	in.Hint.Outlet, in.Hint.Published = hint.Outlet, hint.Published
	return in, nil
}

func load(h *multipart.FileHeader) ([]byte, error) {
	f, err := h.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

func (s *server) list(w http.ResponseWriter, r *http.Request) {
	_, format := suffix(r.URL.Path)
	q := r.URL.Query()
	after, err := strconv.ParseInt(q.Get("after"), 10, 64)
	if q.Get("after") != "" && err != nil {
		s.refuse(w, r, http.StatusBadRequest, "“"+clip(q.Get("after"), 40)+"” is no place in the list", "begin at the first page")
		return
	}
	limit := perPage
	if format != "" {
		limit = 1000
	}
	list, err := s.Store.List(r.Context(), store.Filter{}, limit+1, after)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	next := ""
	if len(list) > limit {
		list = list[:limit]
		next = strconv.FormatInt(list[limit-1].Cursor, 10)
	}
	switch format {
	case ".json":
		writeJSON(w, listBody{listOf(list), next})
		return
	case ".csv":
		writeCSV(w, "reports", itemRows(list))
		return
	}
	totals, err := s.Store.Totals(r.Context())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := listPage{frame: s.frame("Reports", "list", "reports"), Latest: items(list), Total: totals.Reports}
	p.JSON, p.CSV = "/reports.json", "/reports.csv"
	if next != "" {
		p.Older = "/reports?after=" + next
	}
	if after > 0 {
		p.Newer = "/reports"
	}
	s.render(w, http.StatusOK, "list", p)
}

func listOf(list []store.Item) []store.Item {
	if list == nil {
		return []store.Item{}
	}
	return list
}

func itemRows(list []store.Item) [][]string {
	rows := [][]string{{"id", "title", "outlet", "published", "language", "url", "seen", "arrivals", "statements", "denials", "events", "happened", "figures", "places", "problems"}}
	for _, i := range list {
		row := []string{i.ID, i.Title, i.Outlet, i.Published, i.Language, i.URL, i.Seen.Format("2006-01-02T15:04:05Z07:00")}
		for _, n := range []int{i.Arrivals, i.Statements, i.Denials, i.Events, i.Happened, i.Figures, i.Places, i.Problems} {
			row = append(row, strconv.Itoa(n))
		}
		rows = append(rows, row)
	}
	return rows
}

func (s *server) show(w http.ResponseWriter, r *http.Request) {
	id, format := suffix(r.PathValue("id"))
	rep, err := s.report(r.Context(), id)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	switch format {
	case ".json":
		writeJSON(w, rep)
		return
	case ".csv":
		w.Header().Set("Content-Type", export.FormatCSV.MediaType())
		w.Header().Set("Content-Disposition", `attachment; filename="`+rep.ID+`.csv"`)
		out, err := export.NewWriter(w, export.FormatCSV, export.Look{})
		if err == nil {
			err = errors.Join(out.Write(rep), out.Close())
		}
		if err != nil {
			s.Log.Warn("a report was not sent in full", "report", rep.ID, "error", err)
		}
		return
	}
	if id != rep.ID { // the beginning of an id, or an entry's
		http.Redirect(w, r, "/reports/"+rep.ID, http.StatusSeeOther)
		return
	}
	if at := r.URL.Query().Get("at"); at != "" { // from the search: on to the place
		to := "/reports/" + rep.ID
		if n := sentenceAt(rep, at); n != "" {
			to += "#" + n
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
		return
	}
	p := reportPage{frame: s.frame(title(rep), "report", "reports"), Screen: newScreen(rep), ReadOnly: !s.Store.Writes()}
	p.JSON, p.CSV = "/reports/"+rep.ID+".json", "/reports/"+rep.ID+".csv"
	switch {
	case r.URL.Query().Has("known"):
		p.Notice = "This report was here already. Nothing was added."
	case r.URL.Query().Has("again"):
		p.Notice = "This text was here already. It is kept once, with a second arrival."
	}
	if ex := s.example(); ex != nil && ex.ID == rep.ID {
		p.ReadOnly = true
		if p.Notice == "" {
			p.Notice = "The bundled example: it shows what Daybook does and is not among your reports."
		}
	}
	s.render(w, http.StatusOK, "report", p)
}

// why explains one or several entries of a report: as a page, as a part of one for the page's script, as JSON or CSV.
func (s *server) why(w http.ResponseWriter, r *http.Request) {
	rep, err := s.report(r.Context(), r.PathValue("id"))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	entries, format := suffix(r.PathValue("entry"))
	v := newViewer(rep)
	var whys []whyView
	for _, id := range strings.Split(entries, ",") {
		if x := v.why(id); x.Found && len(whys) < 20 {
			whys = append(whys, x)
		}
	}
	if len(whys) == 0 {
		s.refuse(w, r, http.StatusNotFound, "This report has no entry “"+clip(entries, 60)+"”", "the report may have been read anew since: open it again")
		return
	}
	switch format {
	case ".json":
		writeJSON(w, whysJSON(whys))
		return
	case ".csv":
		writeCSV(w, "why", whyRows(whys))
		return
	}
	p := whyPage{frame: s.frame("Why: "+clip(whys[0].Title, 80), "why", "reports"), Report: rep.ID, Heading: title(rep), Whys: whys, Stored: true}
	if ex := s.example(); ex != nil && ex.ID == rep.ID {
		_, err := s.Store.Find(r.Context(), rep.ID)
		p.Stored = err == nil
	}
	p.JSON, p.CSV = "/reports/"+rep.ID+"/why/"+entries+".json", "/reports/"+rep.ID+"/why/"+entries+".csv"
	if r.URL.Query().Has("part") {
		s.render(w, http.StatusOK, "whys", p)
		return
	}
	s.render(w, http.StatusOK, "why", p)
}

func whyRows(whys []whyView) [][]string {
	rows := [][]string{{"id", "what", "title", "name", "text"}}
	for _, x := range whys {
		for _, l := range x.Lines {
			rows = append(rows, []string{x.ID, x.What, x.Title, l.Name, l.Text})
		}
		rows = append(rows, []string{x.ID, x.What, x.Title, "Rule", x.Rule}, []string{x.ID, x.What, x.Title, "Where", x.Where})
		for _, t := range x.Steps {
			rows = append(rows, []string{x.ID, x.What, x.Title, "Step", t})
		}
	}
	return rows
}

// find leads from the id of any entry to its explanation.
func (s *server) find(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	ref, err := s.Store.Find(r.Context(), id)
	if err != nil {
		if ex := s.example(); ex != nil && errors.Is(err, store.ErrNotFound) && holds(ex, id) {
			ref, err = store.Ref{ID: id, Report: ex.ID}, nil
		}
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	to := "/reports/" + ref.Report
	if ref.ID != ref.Report {
		to += "/why/" + ref.ID
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func (s *server) cut(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("sure") != "yes" {
		s.refuse(w, r, http.StatusBadRequest, "Nothing was deleted", "tick the box beside the button to say that you mean it")
		return
	}
	if _, err := s.Store.Delete(r.Context(), r.PathValue("id")); err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/reports", http.StatusSeeOther)
}

func (s *server) search(w http.ResponseWriter, r *http.Request) {
	_, format := suffix(r.URL.Path)
	query := strings.TrimSpace(r.URL.Query().Get("q"))
	p := searchPage{frame: s.frame("Search", "search", "")}
	p.Query = query
	var hits []store.Hit
	if query != "" {
		var err error
		if hits, err = s.Store.Search(r.Context(), query, perPage, 0); err != nil {
			t := s.explain(err)
			if t.Status >= 500 || format != "" {
				s.refuse(w, r, t.Status, t.What, t.Hint)
				return
			}
			p.Error = &t
		}
		q := url.QueryEscape(query)
		p.JSON, p.CSV = "/search.json?q="+q, "/search.csv?q="+q
	} else {
		p.JSON, p.CSV = "/search.json", "/search.csv"
	}
	switch format {
	case ".json":
		if hits == nil {
			hits = []store.Hit{}
		}
		writeJSON(w, searchBody{hits})
		return
	case ".csv":
		var list []store.Item
		for _, h := range hits {
			list = append(list, h.Item)
		}
		writeCSV(w, "search", itemRows(list))
		return
	}
	p.Found = plural(len(hits), "report")
	if len(hits) == perPage {
		p.Found = "The best " + p.Found
	}
	for _, h := range hits {
		p.Hits = append(p.Hits, hitOf(h))
	}
	status := http.StatusOK
	if p.Error != nil {
		status = p.Error.Status
	}
	s.render(w, status, "search", p)
}

func hitOf(h store.Hit) hitView {
	v := hitView{Href: "/reports/" + h.ID, Title: clip(h.Show(), 140), Snippet: h.Snippet, Found: h.Found}
	v.Place = v.Href
	if a := around(h.Snippet); a != "" {
		v.Place += "?at=" + url.QueryEscape(a)
	}
	for _, x := range []string{h.Outlet, date(h.Published), plural(h.Statements, "statement")} {
		if x != "" && v.Source != "" {
			v.Source += " · "
		}
		v.Source += x
	}
	return v
}

// around is a few verbatim words around the first hit, by which the place in the text is found again.
func around(pieces []store.Piece) string {
	for i, p := range pieces {
		if !p.Hit {
			continue
		}
		before, after := "", ""
		if i > 0 {
			before = pieces[i-1].Text
			if cut := strings.LastIndex(before, "…"); cut >= 0 {
				before = before[cut+len("…"):]
			}
		}
		if i+1 < len(pieces) {
			after, _, _ = strings.Cut(pieces[i+1].Text, "…")
		}
		return strings.TrimSpace(tail(before, 40) + p.Text + head(after, 40))
	}
	return ""
}

// head and tail keep at most n bytes, whole characters.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func tail(s string, n int) string {
	if len(s) <= n {
		return s
	}
	i := len(s) - n
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return s[i:]
}

// sentenceAt finds the sentence in which words stand; "" if they are nowhere.
func sentenceAt(r *ledger.Report, words string) string {
	at := strings.Index(r.Text, words)
	if words == "" || at < 0 {
		return ""
	}
	for i, x := range r.Sentences {
		if int(x.End) > at {
			return sentenceID(i)
		}
	}
	return ""
}

func (s *server) about(w http.ResponseWriter, r *http.Request) {
	_, format := suffix(r.URL.Path)
	switch format {
	case ".json":
		writeJSON(w, s.version())
		return
	case ".csv":
		rows := [][]string{{"name", "hash"}, {"daybook", s.Version}}
		for _, m := range s.Made {
			rows = append(rows, []string{m.Name, m.Hash})
		}
		writeCSV(w, "about", rows)
		return
	}
	p := aboutPage{frame: s.frame("About", "about", "about"), Path: s.Store.Path(), Made: s.Made}
	p.JSON, p.CSV = "/about.json", "/about.csv"
	s.render(w, http.StatusOK, "about", p)
}
