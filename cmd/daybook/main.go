// Command daybook reads news reports and keeps a ledger of who says what happened.
//
// It exits with 0 when all went well, with 1 when something failed (what could be done is done, and each failure has its
// line on standard error), and with 2 when it was called in a way that it does not understand.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"daybook/score"
	"daybook/serve"
	"daybook/store"
)

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// cli is the whole command line. Every command's Run is in a file of its own.
type cli struct {
	Read       readCmd       `cmd:"" help:"Read reports, store them and print their ledgers."`
	Show       showCmd       `cmd:"" help:"Print the ledger of a stored report."`
	List       listCmd       `cmd:"" help:"List the stored reports, the last stored first."`
	Search     searchCmd     `cmd:"" help:"Search headlines, texts and statements."`
	Why        whyCmd        `cmd:"" help:"Say why something is in a ledger, or not."`
	Serve      serveCmd      `cmd:"" help:"Serve the pages and the API on this machine."`
	Reread     rereadCmd     `cmd:"" help:"Make ledgers anew when rules or models have changed."`
	Delete     deleteCmd     `cmd:"" help:"Take a report out with all that was made of it."`
	Actors     actorsCmd     `cmd:"" help:"Look into the actor files."`
	Places     placesCmd     `cmd:"" help:"Look into the gazetteer, or take in one of your own."`
	Check      checkCmd      `cmd:"" help:"Check your own knowledge: its files, and every sentence in them."`
	Score      scoreCmd      `cmd:"" help:"Measure against gold; prints one JSON object."`
	Completion completionCmd `cmd:"" help:"Print a script that completes commands and flags in a shell."`
	Version    versionCmd    `cmd:"" help:"Print the version."`
}

const description = `Daybook reads news reports and keeps a ledger of who says what happened, who denies it, and through whom we know.

Exit status: 0 all went well; 1 something failed, each with a line on standard error; 2 wrong use.
NO_COLOR turns colours off. The database is DAYBOOK_DB or --db, else a file in your data folder.

  daybook read report.txt                  read one report and print its ledger
  daybook read reports/ --format jsonl     read a folder, one JSON object a line
  daybook why s-eb76534d                   the rule and the words behind a statement
  daybook serve                            the same on a page`

// env is what a command runs in.
type env struct {
	ctx           context.Context
	in            io.Reader
	out, err      io.Writer
	screen, watch bool // out, err are terminals
	width         int
	colour        bool
	failed        bool // something was reported by fail
	model         *kong.Application
	bars          *bars // while it runs, lines on err go through it
}

// fail reports one failure and lets the command go on.
func (e *env) fail(err error) {
	e.failed = true
	e.note("daybook: %v", err)
}

// note prints a line on standard error.
func (e *env) note(format string, args ...any) {
	w := e.err
	if e.bars != nil {
		w = e.bars
	}
	fmt.Fprintf(w, format+"\n", args...)
}

// database is the flag that all commands share that use it.
type database struct {
	DB string `name:"db" env:"DAYBOOK_DB" placeholder:"FILE" type:"path" help:"The database; default a file in your data folder."`
}

func (d database) path() (string, error) {
	if d.DB != "" {
		return d.DB, nil
	}
	return store.DefaultPath()
}

// open opens the database. Only the default folder is made when it is not there: a folder that was misspelt should not be.
func (d database) open(o store.Options) (*store.Store, error) {
	path, err := d.path()
	if err != nil {
		return nil, err
	}
	if o.Write && d.DB == "" {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, &store.Error{What: "the folder for the database cannot be made", Where: filepath.Dir(path), Hint: "name another database with --db FILE", Err: err}
		}
	}
	return store.Open(path, o)
}

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

func run(args []string, in io.Reader, out, errs io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	e := newEnv(ctx, in, out, errs)
	left := -1 // kong asks to exit after it has printed help
	parser, err := kong.New(new(cli),
		kong.Name("daybook"), kong.Description(description), kong.Writers(out, errs), kong.Exit(func(code int) {
			if left < 0 {
				left = code
			}
		}),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Bind(e),
		kong.Vars(variables()),
	)
	if err != nil {
		fmt.Fprintln(errs, "daybook:", err)
		return exitFailed
	}
	e.model = parser.Model
	if len(args) == 0 {
		args = []string{"--help"}
	}
	call, err := parser.Parse(args)
	if left >= 0 {
		return left
	}
	if err != nil {
		fmt.Fprintf(errs, "daybook: %v; `daybook --help` shows how to call it\n", err)
		return exitUsage
	}
	err = call.Run()
	var wrong usage
	switch {
	case errors.As(err, &wrong):
		fmt.Fprintln(errs, "daybook:", err)
		return exitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(errs, "daybook: stopped; what was stored stays stored")
		return exitFailed
	case err != nil:
		e.fail(err)
	}
	if e.failed {
		return exitFailed
	}
	return exitOK
}

// variables are what the help texts take from elsewhere.
func variables() map[string]string {
	return map[string]string{"kinds": strings.Join(score.Kinds(), ", "), "addr": serve.DefaultAddr}
}

// usage is a fault of the caller.
type usage string

func (u usage) Error() string { return string(u) }
