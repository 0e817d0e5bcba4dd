// Package store keeps reports and their ledgers in one SQLite file. A report is known by the hash of its bytes and never
// changes; each is written in one transaction with all that was made of it, so that what Put has reported as stored
// survives a crash at any moment and no half ledger is ever seen. Other tools may open the file and rely on the views
// that docs/views.md lists.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Options are how a database is opened.
type Options struct {
	Write bool             // to write; creates the file where there is none. Otherwise the file must exist
	Wait  time.Duration    // how long to wait for another process that writes; 0 means 5 seconds
	Now   func() time.Time // the clock for arrivals; nil means time.Now
}

// Store is an open database. It is safe for concurrent use: many read at once, one writes at a time.
type Store struct {
	path  string
	read  *sql.DB
	write *sql.DB // one connection; nil when opened only to read
	now   func() time.Time
	put   map[string]*sql.Stmt // prepared inserts of the write connection
}

// DefaultPath is where the database lies when nothing else is said: daybook/daybook.db in $XDG_DATA_HOME or
// ~/.local/share on Linux and other Unix systems, ~/Library/Application Support on macOS, %LocalAppData% on Windows.
func DefaultPath() (string, error) {
	var dir string
	switch runtime.GOOS {
	case "windows":
		dir = os.Getenv("LocalAppData")
	case "darwin", "ios":
		if home, err := os.UserHomeDir(); err == nil {
			dir = filepath.Join(home, "Library", "Application Support")
		}
	default:
		dir = os.Getenv("XDG_DATA_HOME")
		if !filepath.IsAbs(dir) { // the specification: relative paths are to be ignored
			dir = ""
			if home, err := os.UserHomeDir(); err == nil {
				dir = filepath.Join(home, ".local", "share")
			}
		}
	}
	if dir == "" {
		return "", &Error{What: "no folder for the user's data is known", Where: "the environment", Hint: "name the database with --db FILE"}
	}
	return filepath.Join(dir, "daybook", "daybook.db"), nil
}

// Open opens the database at path. An older one is brought up to date; one that a newer Daybook wrote, one that is
// locked and a file that is no database of Daybook's are refused with an *Error that says what to do.
func Open(path string, o Options) (*Store, error) {
	if o.Wait == 0 {
		o.Wait = 5 * time.Second
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, &Error{What: "the database has no absolute path", Where: path, Hint: "name it with --db FILE", Err: err}
	}
	s := &Store{path: abs, now: o.Now}
	if err := s.open(o); err != nil {
		s.Close()
		return nil, explain(abs, err)
	}
	return s, nil
}

func (s *Store) open(o Options) error {
	info, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !o.Write:
		return &Error{What: "there is no database yet", Where: s.path, Hint: "read a report first (daybook read FILE), or name another with --db FILE", Err: err}
	case err == nil && info.IsDir():
		return &Error{What: "this is a folder, not a database", Where: s.path, Hint: "name a file with --db FILE"}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if !o.Write {
		return s.openRead(o)
	}
	if _, err := os.Stat(filepath.Dir(s.path)); err != nil {
		return &Error{What: "the folder of the database does not exist", Where: filepath.Dir(s.path), Hint: "make it, or name another file with --db FILE", Err: err}
	}
	if s.write, err = connect(s.path, o.Wait, 1, "_txlock=immediate", "_pragma=synchronous(2)"); err != nil {
		return err
	}
	if err := migrate(s.write, s.path); err != nil {
		return err
	}
	if err := s.prepare(); err != nil {
		return err
	}
	s.read, err = connect(s.path, o.Wait, max(4, runtime.NumCPU()), "_pragma=query_only(1)")
	return err
}

// openRead opens without the right to write. A file whose folder may not be written to has no room for the write-ahead
// log; when no log lies there either, nobody writes, and the file is read as it stands.
func (s *Store) openRead(o Options) (err error) {
	for _, extra := range []string{"mode=ro", "immutable=1"} {
		if extra == "immutable=1" {
			if log, err := os.Stat(s.path + "-wal"); err == nil && log.Size() > 0 {
				break
			}
		}
		if s.read, err = connect(s.path, o.Wait, max(4, runtime.NumCPU()), extra, "_pragma=query_only(1)"); err != nil {
			return err
		}
		var version int
		if version, err = check(s.read, s.path); err == nil && version < Version() {
			s.read.Close()
			o.Write = true
			return s.open(o)
		}
		if code(err) != codeCantOpen && code(err) != codeReadOnly {
			return err
		}
		s.read.Close()
		s.read = nil
	}
	return err
}

// connect opens a pool on the file. The DSN is a URI, so that any character may stand in the path.
func connect(path string, wait time.Duration, conns int, extra ...string) (*sql.DB, error) {
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // C:/x
	}
	u := url.URL{Scheme: "file", Path: p}
	q := append([]string{fmt.Sprintf("_pragma=busy_timeout(%d)", wait.Milliseconds()), "_pragma=foreign_keys(1)"}, extra...)
	u.RawQuery = strings.Join(q, "&")
	db, err := sql.Open("sqlite", u.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return db, nil
}

// Path is the absolute path of the database.
func (s *Store) Path() string { return s.path }

// Writes reports whether the database was opened to write.
func (s *Store) Writes() bool { return s.write != nil }

// Close closes the database. What Put has reported as stored is safe without it.
func (s *Store) Close() error {
	for _, st := range s.put {
		st.Close()
	}
	var errs []error
	if s.read != nil {
		errs = append(errs, s.read.Close())
	}
	if s.write != nil {
		errs = append(errs, s.write.Close())
	}
	return errors.Join(errs...)
}

// update runs f in one transaction on the write connection; nothing stays of it unless all of it went well.
func (s *Store) update(ctx context.Context, f func(*sql.Tx) error) error {
	if s.write == nil {
		return &Error{What: "the database was opened only to read", Where: s.path, Hint: "open it with store.Options.Write"}
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return explain(s.path, err)
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return explain(s.path, err)
	}
	return explain(s.path, tx.Commit())
}
