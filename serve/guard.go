package serve

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"

	"daybook/read"
	"daybook/store"
)

// policy allows only what the program itself serves: no inline script or style, nothing from elsewhere, no frames.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard stands before every handler. Any page that the user visits may send requests to this machine, so a request must
// name this server as its host (else a name that was made to point here could read everything: DNS rebinding), and one
// that changes something must not come from another origin.
func (s *server) guard(next http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection()
	cross.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.refuse(w, r, http.StatusForbidden, "This request came from another web site and was refused", "open Daybook itself and try again there")
	}))
	next = cross.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		h.Set("Cache-Control", "no-store")
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if p == http.ErrAbortHandler {
				panic(p)
			}
			s.Log.Error("a request failed", "path", r.URL.Path, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			s.refuse(w, r, http.StatusInternalServerError, "Daybook failed on this request", "the log says more; please send it to the makers")
		}()
		if !s.known(r.Host) {
			s.refuse(w, r, http.StatusMisdirectedRequest, fmt.Sprintf("This server does not answer to the name %q", hostOnly(r.Host)), "use localhost, or start it with that name among its hosts")
			return
		}
		if r.ContentLength > s.MaxBytes {
			s.refuse(w, r, http.StatusRequestEntityTooLarge, tooLarge(s.MaxBytes), "give a smaller file, or read it with `daybook read`")
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, s.MaxBytes)
		next.ServeHTTP(w, r)
	})
}

func tooLarge(limit int64) string {
	return fmt.Sprintf("This is more than the %d MB that are read at once", limit>>20)
}

func hostOnly(host string) string {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}

// known reports whether a Host header names this server.
func (s *server) known(host string) bool {
	name := hostOnly(host)
	if ip, err := netip.ParseAddr(name); err == nil {
		return ip.IsLoopback() || s.Remote
	}
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	for _, h := range s.Hosts {
		if strings.EqualFold(h, name) {
			return true
		}
	}
	return false
}

// trouble is an error as the page and the API show it.
type trouble struct {
	Status     int
	What, Hint string
}

// explain finds the status and the words for an error. What is not of our making is logged, not shown.
func (s *server) explain(err error) trouble {
	var bad *read.Error
	var db *store.Error
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &big):
		return trouble{http.StatusRequestEntityTooLarge, tooLarge(s.MaxBytes), "give a smaller file, or read it with `daybook read`"}
	case errors.As(err, &db):
		t := trouble{http.StatusInternalServerError, upper(db.What), db.Hint}
		switch {
		case errors.Is(err, store.ErrNotFound):
			t.Status = http.StatusNotFound
		case errors.Is(err, store.ErrAmbiguous), errors.Is(err, store.ErrQuery):
			t.Status = http.StatusBadRequest
		default:
			s.Log.Error("the database failed", "error", err)
		}
		return t
	case errors.As(err, &bad):
		return trouble{http.StatusUnprocessableEntity, upper(bad.What), bad.Hint}
	}
	s.Log.Error("a request failed", "error", err)
	return trouble{http.StatusInternalServerError, upper(err.Error()), ""}
}

func upper(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-32) + s[1:]
	}
	return s
}

// refuse answers with an error: as a page, as plain text for assets and drawings, as JSON under /api and for *.json.
func (s *server) refuse(w http.ResponseWriter, r *http.Request, status int, what, hint string) {
	if strings.HasPrefix(r.URL.Path, "/api/") || strings.HasSuffix(r.URL.Path, ".json") {
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(status)
		writeJSON(w, map[string]any{"title": http.StatusText(status), "status": status, "detail": sentences(what, hint)})
		return
	}
	s.render(w, status, "error", errorPage{frame{Title: what, Version: s.Version}, trouble{status, what, hint}})
}

// sentences joins what is wrong and what to do.
func sentences(what, hint string) string {
	if hint == "" {
		return what
	}
	return what + "; " + hint
}

func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	t := s.explain(err)
	s.refuse(w, r, t.Status, t.What, t.Hint)
}
