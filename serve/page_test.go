package serve

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook"
	"daybook/data"
	"daybook/ledger"
	"daybook/store"
)

// desk is a server over a fresh database that holds the fixture.
func desk(t testing.TB, change ...func(*Config)) (*httptest.Server, *ledger.Report) {
	t.Helper()
	db, err := store.Open(filepath.Join(t.TempDir(), "daybook.db"), store.Options{Write: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	r := fixture(t)
	b, err := os.ReadFile(fixtureFile)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Put(context.Background(), b, r, store.Arrival{Name: "cenepa.txt"}); err != nil {
		t.Fatal(err)
	}
	c := Config{Engine: engine(t), Store: db, Version: "test"}
	for _, f := range change {
		f(&c)
	}
	h, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return srv, r
}

var loaded *daybook.Engine

func engine(t testing.TB) *daybook.Engine {
	if loaded == nil {
		e, err := daybook.New(data.FS)
		if err != nil {
			t.Fatal(err)
		}
		loaded = e
	}
	return loaded
}

func get(t testing.TB, url string) (int, string, http.Header) {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b), res.Header
}

func post(t testing.TB, to string, form url.Values, header ...string) (int, string, http.Header) {
	t.Helper()
	req, _ := http.NewRequest("POST", to, strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	c := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(b), res.Header
}

func parse(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil {
		panic(err)
	}
	return u
}
