package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"modernc.org/sqlite"
)

// Error is something wrong with the database or a question put to it: what, where, and what to do about it.
type Error struct {
	What  string
	Where string // path of the database, or the id asked for
	Hint  string
	Err   error // the cause, may be nil
}

func (e *Error) Error() string {
	s := e.Where + ": " + e.What
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Causes that callers may ask for with errors.Is.
var (
	ErrNotFound  = errors.New("not found")
	ErrAmbiguous = errors.New("more than one begins like that")
	ErrQuery     = errors.New("not a query")
)

// Primary result codes of SQLite (https://www.sqlite.org/rescode.html).
const (
	codeBusy     = 5
	codeLocked   = 6
	codeReadOnly = 8
	codeIO       = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotDB    = 26
)

func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

// explain turns what SQLite and the system say into an *Error. Errors that explain themselves pass.
func explain(path string, err error) error {
	var own *Error
	if err == nil || errors.As(err, &own) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	e := &Error{Where: path, Err: err}
	switch code(err) {
	case codeBusy, codeLocked:
		e.What, e.Hint = "the database is locked by another program", "wait until that is done or close it, then try again"
	case codeReadOnly:
		e.What, e.Hint = "the database may not be written to", "change the rights of the file and its folder, or name another with --db FILE"
	case codeFull:
		e.What, e.Hint = "the disk is full", "make room and try again; all that was stored before is safe"
	case codeCorrupt:
		e.What, e.Hint = "the database is damaged", "restore a backup; `sqlite3 FILE .recover` may save what is left (see docs/runbook.md)"
	case codeNotDB:
		e.What, e.Hint = "this file is no database", "name another with --db FILE"
	case codeCantOpen:
		e.What, e.Hint = "the database cannot be opened or made", "check that its folder exists and that you may write there, or name another with --db FILE"
	case codeIO:
		e.What, e.Hint = "the disk failed to read or write ("+err.Error()+")", "check the disk and whether it is full; all that was stored before is safe"
	default:
		switch {
		case errors.Is(err, fs.ErrPermission):
			e.What, e.Hint = "permission denied", "change the rights of the file and its folder, or name another with --db FILE"
		default:
			e.What = strings.TrimSpace(fmt.Sprint(err))
		}
	}
	return e
}
