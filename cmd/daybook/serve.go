package main

import (
	"fmt"
	"log/slog"
	"os/exec"
	"runtime"

	"daybook/data"
	"daybook/read"
	"daybook/read/fetch"
	"daybook/serve"
	"daybook/store"
	"daybook/work"
)

type serveCmd struct {
	database
	knowledge
	Addr         string   `default:"${addr}" placeholder:"HOST:PORT" help:"Where to listen (${default}). On another than a loopback address other machines can read and write."`
	Open         bool     `help:"Open the page in the browser."`
	Host         []string `placeholder:"NAME" help:"A name under which the page may be reached beside localhost."`
	ReadOnly     bool     `help:"Only show what is stored; nothing can be read in or deleted."`
	AllowPrivate bool     `help:"Fetch from private and loopback addresses too."`
}

func (serveCmd) Help() string {
	return `Prints the address of the page on standard output, and what goes wrong on standard error. Interrupt it (Ctrl-C) to end.

  daybook serve --open
  daybook serve --addr 127.0.0.1:0 --db work.db`
}

func (c serveCmd) Run(e *env) error {
	s, err := c.open(store.Options{Write: !c.ReadOnly})
	if err != nil {
		return err
	}
	defer s.Close()
	engine, err := c.engine(e)
	if err != nil {
		return err
	}
	l, err := serve.Listen(c.Addr)
	if err != nil {
		return err
	}
	defer l.Close()
	page := "http://" + l.Addr().String() + "/"
	if err := e.write(page + "\n"); err != nil {
		return err
	}
	if e.watch {
		e.note("Daybook is at %s; Ctrl-C ends it. The database is %s", page, s.Path())
	}
	if !serve.Loopback(l) {
		e.note("daybook: other machines can read and change this database; put a proxy that asks for a password in front, or use --read-only")
	}
	if c.Open {
		if err := browse(page); err != nil {
			e.note("daybook: the browser cannot be opened (%v); go to %s yourself", err, page)
		}
	}
	return serve.Serve(e.ctx, l, serve.Config{
		Engine: engine, Store: s, Version: version(), Examples: data.FS, Made: engine.Made(), Hosts: c.Host,
		Address: func(url string) work.Input {
			return work.Address(url, read.Hint{}, fetch.Options{AllowPrivate: c.AllowPrivate, Version: version()})
		},
		Log: slog.New(slog.NewTextHandler(e.err, &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
}

// browse opens the user's browser.
func browse(page string) error {
	name, args := "xdg-open", []string{page}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", page}
	}
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	go cmd.Wait()
	return nil
}
