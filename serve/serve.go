// Package serve is the page and the HTTP API. It listens on this machine only unless told otherwise, needs nothing from
// the network, and sends nothing anywhere.
package serve

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"time"

	"daybook"
	"daybook/ledger"
	"daybook/read"
	"daybook/store"
	"daybook/work"
)

// DefaultAddr is where the page is served when nothing else is said: this machine only.
const DefaultAddr = "127.0.0.1:8750"

// Config is what the page stands on.
type Config struct {
	Engine  *daybook.Engine
	Store   *store.Store
	Version string

	// Address makes an input of a web address that a user gives, and so decides which may be fetched. nil: none.
	Address func(url string) work.Input
	// Examples holds reports to show before the user has any: the first of example/* is read once and never stored.
	Examples fs.FS
	// Made are the rules and models of the engine, for the about page.
	Made []ledger.Version

	Hosts    []string     // names under which the page may be reached beside localhost, without port
	Remote   bool         // the listener is open to other machines: any IP address is accepted as host
	MaxBytes int64        // of one request; 0: a little over read.MaxBytes
	Log      *slog.Logger // nil: slog.Default
}

// server answers requests.
type server struct {
	Config
	desk    *work.Desk
	page    *template.Template
	assets  map[string]asset
	busy    chan struct{} // a place for each report that may be read at once
	example func() *ledger.Report
}

// New makes the handler of the page and the API.
func New(c Config) (http.Handler, error) {
	if c.Engine == nil || c.Store == nil {
		return nil, errors.New("serve: an engine and a store are needed")
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.MaxBytes == 0 {
		c.MaxBytes = read.MaxBytes + 1<<20
	}
	s := &server{Config: c, desk: &work.Desk{Engine: c.Engine, Store: c.Store, Workers: 1}, busy: make(chan struct{}, runtime.GOMAXPROCS(0))}
	s.example = sync.OnceValue(s.readExample)
	var err error
	if s.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	if s.page, err = s.templates(); err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	s.routes(mux)
	s.api(mux)
	return s.guard(mux), nil
}

// readExample reads the bundled example; nil when there is none that can be read.
func (s *server) readExample() *ledger.Report {
	if s.Examples == nil {
		return nil
	}
	names, _ := fs.Glob(s.Examples, "example/*.txt")
	for _, name := range names {
		b, err := fs.ReadFile(s.Examples, name)
		if err != nil {
			continue
		}
		out := (&work.Desk{Engine: s.Engine}).One(context.Background(), work.Given(b, read.Hint{Name: name}))
		if out.Err == nil && out.Report != nil {
			return out.Report
		}
		s.Log.Warn("the example cannot be read", "name", name, "error", out.Err)
	}
	return nil
}

// Listen opens addr; "" is DefaultAddr.
func Listen(addr string) (net.Listener, error) {
	if addr == "" {
		addr = DefaultAddr
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s (%w); another program may use the port: choose one with --addr, such as 127.0.0.1:8751 or 127.0.0.1:0", addr, err)
	}
	return l, nil
}

// Loopback reports whether a listener can be reached from this machine only.
func Loopback(l net.Listener) bool {
	a, ok := l.Addr().(*net.TCPAddr)
	return !ok || a.IP.IsLoopback()
}

// Serve answers requests on l until the context ends, then lets those under way finish for a few seconds.
func Serve(ctx context.Context, l net.Listener, c Config) error {
	c.Remote = c.Remote || !Loopback(l)
	h, err := New(c)
	if err != nil {
		l.Close()
		return err
	}
	log := c.Log
	if log == nil {
		log = slog.Default()
	}
	srv := &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: time.Minute, WriteTimeout: 10 * time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	stop := context.AfterFunc(ctx, func() {
		end, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if srv.Shutdown(end) != nil {
			srv.Close()
		}
	})
	defer stop()
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// report returns a stored report, or the example where that is meant.
func (s *server) report(ctx context.Context, id string) (*ledger.Report, error) {
	r, err := s.Store.Get(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		if ex := s.example(); ex != nil && holds(ex, id) {
			return ex, nil
		}
	}
	return r, err
}

// holds reports whether id is the report's or that of an entry in it.
func holds(r *ledger.Report, id string) bool {
	return r.ID == id || newViewer(r).why(id).Found && strings.Contains(id, "-")
}
