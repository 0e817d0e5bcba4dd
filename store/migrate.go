package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"sort"
)

// application marks a file as Daybook's in its header ("Dybk"), as `PRAGMA application_id` shows it.
const application = 0x4479626b

//go:embed schema/*.sql
var schema embed.FS

// migrations are the steps from one version to the next, in order: schema/001.sql makes version 1 from nothing. A step
// that was ever released is never changed.
func migrations() []string {
	names, err := fs.Glob(schema, "schema/[0-9]*.sql")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	sort.Strings(names)
	return names
}

// Version is the version of the schema that this package writes.
func Version() int { return len(migrations()) }

// check returns the version of the schema: 0 for an empty file.
func check(db *sql.DB, path string) (int, error) {
	ctx := context.Background()
	var app, version, tables int
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&app); err != nil {
		return 0, err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return 0, err
	}
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return 0, err
	}
	switch {
	case app == application && version > Version():
		return 0, &Error{
			What:  fmt.Sprintf("a newer Daybook wrote this database (version %d; this one knows %d)", version, Version()),
			Where: path, Hint: "use the newer Daybook, or name another database with --db FILE",
		}
	case app != application && (app != 0 || version != 0 || tables > 0):
		return 0, &Error{What: "this is a database, but not one of Daybook's", Where: path, Hint: "name another with --db FILE"}
	}
	return version, nil
}

// migrate brings the schema up to date, each step in one transaction, and turns on the write-ahead log.
func migrate(db *sql.DB, path string) error {
	version, err := check(db, path)
	if err != nil {
		return err
	}
	if err := mayWrite(db, version); err != nil {
		return err
	}
	// Only now: nothing may be changed in a file that is not ours. The mode stays in the file.
	var mode string
	if err := db.QueryRow("PRAGMA journal_mode").Scan(&mode); err != nil {
		return err
	}
	if mode != "wal" {
		if _, err := db.Exec("PRAGMA journal_mode(WAL)"); err != nil {
			return err
		}
	}
	if version == Version() {
		return nil
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	// Another process may have been faster.
	if err := tx.QueryRow("PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version >= Version() {
		return nil
	}
	if err := dropViews(tx); err != nil {
		return err
	}
	for _, name := range append(migrations()[version:], "schema/views.sql") {
		b, err := schema.ReadFile(name)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(string(b)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if _, err := tx.Exec(fmt.Sprintf("PRAGMA application_id(%d); PRAGMA user_version(%d)", application, Version())); err != nil {
		return err
	}
	return tx.Commit()
}

// mayWrite begins to write and gives it up at once, for SQLite opens a file that may only be read without a word. A lock
// of another program is no reason to refuse: it may be gone when there is something to write.
func mayWrite(db *sql.DB, version int) error {
	var wait int
	if err := db.QueryRow("PRAGMA busy_timeout").Scan(&wait); err != nil {
		return err
	}
	if _, err := db.Exec("PRAGMA busy_timeout(0)"); err != nil {
		return err
	}
	tx, err := db.Begin()
	if err == nil {
		_, err = tx.Exec(fmt.Sprintf("PRAGMA user_version(%d)", version)) // as it is
		tx.Rollback()
	}
	if code(err) == codeBusy {
		err = nil
	}
	_, restore := db.Exec(fmt.Sprintf("PRAGMA busy_timeout(%d)", wait))
	return errors.Join(err, restore)
}

func dropViews(tx *sql.Tx) error {
	rows, err := tx.Query("SELECT name FROM sqlite_schema WHERE type = 'view'")
	if err != nil {
		return err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var n string
		if err := rows.Scan(&n); err != nil {
			return err
		}
		names = append(names, n)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, n := range names {
		if _, err := tx.Exec(`DROP VIEW "` + n + `"`); err != nil {
			return err
		}
	}
	return nil
}
