package fetch

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"daybook/read"
)

const page = `<!doctype html><title>Dam holds</title><p>The dam at Oberau held through the night, the mayor said on Sunday.</p>`

func site(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

func TestFetch(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1") // must not be heeded
	t.Setenv("http_proxy", "http://127.0.0.1:1")
	s := site(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
			http.Redirect(w, r, "/new", http.StatusFound)
		case "/new":
			if r.Header.Get("User-Agent") != "daybook/1.2" || r.Header.Get("Cookie") != "" {
				w.WriteHeader(http.StatusTeapot)
				return
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, page)
		}
	})
	b, h, err := Fetch(context.Background(), s.URL+"/old", Options{AllowPrivate: true, Version: "1.2"})
	if err != nil {
		t.Fatal(err)
	}
	if string(b) != page || h.URL != s.URL+"/new" || h.MediaType != "text/html; charset=utf-8" {
		t.Errorf("got %q with %+v", b, h)
	}
	d, err := read.Bytes(b, h)
	if err != nil || d.Source.URL != h.URL || d.Source.Title != "Dam holds" {
		t.Errorf("read: %v %+v", err, d.Source)
	}
}

func TestLoopbackIsRefused(t *testing.T) {
	asked := false
	s := site(t, func(http.ResponseWriter, *http.Request) { asked = true })
	u, _ := url.Parse(s.URL)
	for _, address := range []string{s.URL, "http://localhost:" + u.Port(), "http://[::ffff:127.0.0.1]:" + u.Port()} {
		_, _, err := Fetch(context.Background(), address, Options{})
		var e *read.Error
		if !errors.As(err, &e) || e.Where != address || !strings.Contains(e.What, "not on the open internet") || e.Hint == "" {
			t.Errorf("%s: %v", address, err)
		}
	}
	if asked {
		t.Error("a request was sent to a refused address")
	}
}

func TestRedirectIntoThePrivateIsRefused(t *testing.T) {
	asked := false
	inner := site(t, func(http.ResponseWriter, *http.Request) { asked = true })
	outer := site(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, inner.URL, http.StatusFound) })
	port := netip.MustParseAddrPort(strings.TrimPrefix(outer.URL, "http://")).Port()
	permit := func(ap netip.AddrPort) error { // the outer server stands for the open internet
		if ap.Port() == port {
			return nil
		}
		return public(ap)
	}
	_, _, err := get(context.Background(), outer.URL, Options{}.filled(), permit)
	if err == nil || !strings.Contains(err.Error(), "not on the open internet") || asked {
		t.Errorf("err %v, asked %v", err, asked)
	}
}

func TestFailures(t *testing.T) {
	s := site(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/gone":
			w.WriteHeader(http.StatusNotFound)
		case "/locked":
			w.WriteHeader(http.StatusForbidden)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/ftp":
			http.Redirect(w, r, "ftp://example.org/", http.StatusFound)
		case "/image":
			w.Header().Set("Content-Type", "image/png")
		case "/large":
			w.Header().Set("Content-Length", "5000000")
		case "/packed": // 3 MB of spaces in a few KB
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			z.Write(make([]byte, 3<<20))
			z.Close()
		case "/slow":
			select {
			case <-r.Context().Done():
			case <-time.After(5 * time.Second):
			}
		case "/broken":
			w.Header().Set("Content-Length", "100")
			w.Write([]byte("<p>half"))
		}
	})
	for _, c := range []struct{ address, what string }{
		{s.URL + "/gone", "404 Not Found"},
		{s.URL + "/locked", "403 Forbidden"},
		{s.URL + "/loop", "redirects more than 5 times"},
		{s.URL + "/ftp", "only http and https"},
		{s.URL + "/image", "image/png"},
		{s.URL + "/large", "larger than the limit of 1 MB"},
		{s.URL + "/packed", "larger than the limit of 1 MB"},
		{s.URL + "/slow", "did not answer within 300ms"},
		{s.URL + "/broken", "broke in the middle"},
		{"http://127.0.0.1:1/", "refuses the connection"},
		{"file:///etc/passwd", "only http and https"},
		{"gopher://example.org", "only http and https"},
		{"example.org/page", "only http and https"},
		{"https://", "names no host"},
		{"http://user:secret@example.org/", "password"},
		{"http://bad host/", "no web address"},
		{"", "only http and https"},
	} {
		_, _, err := Fetch(context.Background(), c.address, Options{AllowPrivate: true, MaxBytes: 1 << 20, Timeout: 300 * time.Millisecond})
		var e *read.Error
		if !errors.As(err, &e) || !strings.Contains(e.What, c.what) || e.Where != c.address || e.Hint == "" {
			t.Errorf("%q: got %v, want %q", c.address, err, c.what)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Fetch(ctx, s.URL, Options{AllowPrivate: true}); err == nil || !strings.Contains(err.Error(), "stopped") {
		t.Errorf("stopped: %v", err)
	}
}

func TestPublic(t *testing.T) {
	for _, c := range []struct {
		addr string
		want bool
	}{
		{"93.184.216.34", true}, {"8.8.8.8", true}, {"2606:4700::1111", true}, {"64:ff9b::808:808", true},
		{"127.0.0.1", false}, {"127.255.0.3", false}, {"::1", false}, {"0.0.0.0", false}, {"::", false}, {"0.1.2.3", false},
		{"10.1.2.3", false}, {"172.16.0.1", false}, {"172.31.255.255", false}, {"192.168.1.1", false}, {"169.254.169.254", false}, {"100.64.0.1", false},
		{"100.127.255.255", false}, {"100.128.0.1", true}, {"224.0.0.1", false}, {"239.1.1.1", false}, {"255.255.255.255", false}, {"240.0.0.1", false},
		{"198.18.0.1", false}, {"192.0.2.1", false}, {"fe80::1", false}, {"fe80::1%eth0", false}, {"fc00::1", false}, {"fd12::1", false}, {"ff02::1", false},
		{"fec0::1", false}, {"::ffff:127.0.0.1", false}, {"::ffff:10.0.0.1", false}, {"::ffff:8.8.8.8", true}, {"64:ff9b::7f00:1", false},
		{"64:ff9b::a00:1", false}, {"2002:7f00:1::", false}, {"2002:808:808::", true}, {"::7f00:1", false}, {"2001:db8::1", false},
	} {
		if got := isPublic(netip.MustParseAddr(c.addr)); got != c.want {
			t.Errorf("%s: public %v, want %v", c.addr, got, c.want)
		}
	}
}
