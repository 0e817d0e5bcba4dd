package serve

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"mime"
	"net/http"
	"path"
	"strings"

	"daybook/ledger"
	"daybook/store"
)

//go:embed page
var pageFS embed.FS

// asset is a file of the page, with a version so that browsers may keep it.
type asset struct {
	body    []byte
	kind    string
	version string
}

func loadAssets() (map[string]asset, error) {
	out := map[string]asset{}
	for _, name := range []string{"daybook.css", "daybook.js", "icon.svg"} {
		b, err := pageFS.ReadFile("page/" + name)
		if err != nil {
			return nil, err
		}
		h := sha256.Sum256(b)
		kind := mime.TypeByExtension(path.Ext(name))
		switch path.Ext(name) { // not as the machine's tables say, which may be wrong
		case ".css":
			kind = "text/css; charset=utf-8"
		case ".js":
			kind = "text/javascript; charset=utf-8"
		case ".svg":
			kind = "image/svg+xml"
		}
		out[name] = asset{b, kind, hex.EncodeToString(h[:4])}
	}
	return out, nil
}

func (s *server) serveAsset(w http.ResponseWriter, r *http.Request) {
	a, ok := s.assets[r.PathValue("file")]
	if !ok {
		s.notFound(w, r)
		return
	}
	w.Header().Set("Content-Type", a.kind)
	if r.URL.Query().Get("v") == a.version {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	w.Write(a.body)
}

type pair struct{ A, B any }

func (s *server) templates() (*template.Template, error) {
	return template.New("page").Funcs(template.FuncMap{
		"asset": func(name string) string { return "/static/" + name + "?v=" + s.assets[name].version },
		"args":  func(a, b any) pair { return pair{a, b} },
		"clip":  func(v any, n int) string { return clip(fmt.Sprint(v), n) },
		"lower": strings.ToLower,
		"from":  fromWords,
		"web":   func(u string) bool { return strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "http://") },
	}).ParseFS(pageFS, "page/*.html")
}

// fromWords says where a fact about a report comes from.
func fromWords(s string) string {
	switch s {
	case "given":
		return "as given"
	case "metadata":
		return "from the page"
	case "text":
		return "from the text"
	case "dateline":
		return "from the dateline"
	}
	return s
}

// frame is what every page has.
type frame struct {
	Title     string
	Class     string
	Nav       string
	Query     string
	JSON, CSV string
	Version   string
}

type errorPage struct {
	frame
	Problem trouble
}

type reportPage struct {
	frame
	Screen   *screen
	Notice   string
	ReadOnly bool
}

type whyPage struct {
	frame
	Report  string
	Heading string
	Whys    []whyView
	Stored  bool // the command line finds it too
}

type listPage struct {
	frame
	Latest       []listItem
	Total        int
	Newer, Older string
}

type homePage struct {
	frame
	Error    *trouble
	Results  []result
	Form     form
	Example  *exampleView
	Latest   []listItem
	Total    int
	ReadOnly bool
	CanFetch bool
}

type form struct{ Text, URL, Outlet, Published string }

type result struct{ ID, Name, Text string }

type exampleView struct{ ID, Title, Summary string }

type listItem struct {
	ID, Title, Outlet, Published          string
	Statements, Denials, Events, Problems int
}

type aboutPage struct {
	frame
	Path string
	Made []ledger.Version
}

type searchPage struct {
	frame
	Error *trouble
	Found string
	Hits  []hitView
}

type hitView struct {
	Href, Place, Title, Source string
	Snippet                    []store.Piece
	Found                      []store.StatementHit
}

// render writes a page. It is made in memory first, so that a fault in it becomes an error and not half a page.
func (s *server) render(w http.ResponseWriter, status int, name string, data any) {
	var b bytes.Buffer
	if err := s.page.ExecuteTemplate(&b, name, data); err != nil {
		s.Log.Error("a page cannot be made", "page", name, "error", err)
		http.Error(w, "Daybook failed to make this page; the log says more.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(b.Bytes())
}
