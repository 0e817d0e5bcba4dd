package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"daybook/ledger"
)

// Arrival is how the bytes of a report came: what the user or the transport told beside them. With it the report can be
// read again in the same way.
type Arrival struct {
	Name      string    `json:"name,omitempty"`
	URL       string    `json:"url,omitempty"`
	Outlet    string    `json:"outlet,omitempty"`     // as given by the user
	Published string    `json:"published,omitempty"`  // as given by the user
	MediaType string    `json:"media_type,omitempty"` // as told by the transport
	Seen      time.Time `json:"seen"`                 // set by the store
	ReadWith  bool      `json:"read_with"`            // set by the store: the ledger was made with this arrival
}

// Result is what Put did.
type Result string

// The results of Put.
const (
	Added   Result = "added"          // a report that was not there
	Arrived Result = "second arrival" // the text was there; it came from another outlet or with another date
	Known   Result = "known"          // the text was there, from this outlet and date
)

// Receipt tells what Put did.
type Receipt struct {
	ID     string
	Result Result
	Ledger bool // the ledger was written: always for Added; else when this arrival tells more, or it is read otherwise now
}

// Put stores a report, its source bytes and its ledger in one transaction. When it returns without an error they are
// safe. The same bytes with the same outlet and date of publication add nothing; with another outlet or date they are a
// further arrival of one text; with neither, and no address, they add nothing. A text has one ledger: the one read with the arrival that knows most (a date before an
// outlet before neither; of equals the first).
func (s *Store) Put(ctx context.Context, source []byte, r *ledger.Report, a Arrival) (Receipt, error) {
	rec := Receipt{ID: r.ID}
	body, err := json.Marshal(r)
	if err != nil {
		return rec, fmt.Errorf("write the ledger of %s: %w", r.ID, err)
	}
	w, err := s.wrap(source, body, r)
	if err != nil {
		return rec, err
	}
	err = s.update(ctx, func(tx *sql.Tx) error {
		seq, arrival, err := w.find(ctx, tx)
		if errors.Is(err, sql.ErrNoRows) {
			rec.Result, rec.Ledger = Added, true
			if seq, err = w.add(ctx, tx); err != nil {
				return err
			}
			if arrival, err = w.arrive(ctx, tx, seq, a); err != nil {
				return err
			}
			if _, err := w.stmt(ctx, tx, "with").ExecContext(ctx, arrival, seq); err != nil {
				return err
			}
			return w.parts(ctx, tx, seq)
		}
		if err != nil {
			return err
		}
		rec.Result, rec.Ledger, err = w.again(ctx, tx, seq, arrival, a)
		return err
	})
	return rec, err
}

// Refresh replaces the ledger of a stored report by one that was read anew from the same bytes, in one transaction.
func (s *Store) Refresh(ctx context.Context, r *ledger.Report) error {
	body, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("write the ledger of %s: %w", r.ID, err)
	}
	w, err := s.wrap(nil, body, r)
	if err != nil {
		return err
	}
	return s.update(ctx, func(tx *sql.Tx) error {
		seq, arrival, err := w.find(ctx, tx)
		if errors.Is(err, sql.ErrNoRows) {
			return &Error{What: "no such report", Where: r.ID, Hint: "`daybook list` shows what is stored", Err: ErrNotFound}
		}
		if err != nil {
			return err
		}
		return w.reading(ctx, tx, seq, arrival)
	})
}

// writer writes one report. What can be made ready outside of the transaction is.
type writer struct {
	s         *Store
	r         *ledger.Report
	body      []byte // JSON of the ledger
	packed    [2]string
	blobs     [2][]byte // source, ledger
	made      string    // JSON of the versions
	madeHash  string
	outlet    string
	published string
}

func (s *Store) wrap(source, body []byte, r *ledger.Report) (w *writer, err error) {
	w = &writer{s: s, r: r, body: body, outlet: r.Source.Outlet, published: r.Source.Published}
	if w.packed[0], w.blobs[0], err = pack(source); err != nil {
		return nil, err
	}
	if w.packed[1], w.blobs[1], err = pack(body); err != nil {
		return nil, err
	}
	made, err := json.Marshal(r.Made)
	if err != nil {
		return nil, err
	}
	w.made, w.madeHash = string(made), madeHash(made)
	return w, nil
}

// madeHash names a list of versions.
func madeHash(list []byte) string {
	h := sha256.Sum256(list)
	return hex.EncodeToString(h[:8])
}

func (w *writer) find(ctx context.Context, tx *sql.Tx) (seq, arrival int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT seq, arrival FROM report WHERE id = ?", w.r.ID).Scan(&seq, &arrival)
	return seq, arrival, err
}

func (w *writer) stmt(ctx context.Context, tx *sql.Tx, name string) *sql.Stmt {
	return tx.StmtContext(ctx, w.s.put[name])
}

// add makes the row of the report and keeps its bytes.
func (w *writer) add(ctx context.Context, tx *sql.Tx) (seq int64, err error) {
	if err := w.keepMade(ctx, tx); err != nil {
		return 0, err
	}
	res, err := w.stmt(ctx, tx, "report").ExecContext(ctx, append([]any{w.r.ID, nil}, w.columns()...)...)
	if err != nil {
		return 0, err
	}
	if seq, err = res.LastInsertId(); err != nil {
		return 0, err
	}
	_, err = w.stmt(ctx, tx, "source").ExecContext(ctx, seq, w.packed[0], w.blobs[0])
	return seq, err
}

func (w *writer) keepMade(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO made(hash, versions) VALUES (?, ?) ON CONFLICT DO NOTHING", w.madeHash, w.made)
	return err
}

func (w *writer) arrive(ctx context.Context, tx *sql.Tx, report int64, a Arrival) (seq int64, err error) {
	res, err := w.stmt(ctx, tx, "arrival").ExecContext(ctx, report, w.outlet, w.published, a.Name, a.URL, a.Outlet, a.Published, a.MediaType,
		w.s.now().UTC().Format(time.RFC3339))
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// again handles bytes that are stored already. What the user told is looked for first: when rules have changed, the same
// words may now give another outlet or date, and that is no second arrival.
func (w *writer) again(ctx context.Context, tx *sql.Tx, report, reading int64, a Arrival) (Result, bool, error) {
	var seq int64
	err := tx.QueryRowContext(ctx, "SELECT seq FROM arrival WHERE report = ? AND given_outlet = ? AND given_published = ? ORDER BY seq", report, a.Outlet, a.Published).Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		err = tx.QueryRowContext(ctx, "SELECT seq FROM arrival WHERE report = ? AND outlet = ? AND published = ?", report, w.outlet, w.published).Scan(&seq)
	}
	switch {
	case err == nil:
		if seq != reading {
			return Known, false, nil
		}
		w, err := w.named(ctx, tx, seq)
		if err != nil {
			return "", false, err
		}
		same, err := w.same(ctx, tx, report)
		if err != nil || same {
			return Known, false, err
		}
		return Known, true, w.reading(ctx, tx, report, seq)
	case !errors.Is(err, sql.ErrNoRows):
		return "", false, err
	}
	if a.Outlet == "" && a.Published == "" && a.URL == "" {
		return Known, false, nil // bytes of which nobody says where they are from are no arrival from elsewhere
	}
	if seq, err = w.arrive(ctx, tx, report, a); err != nil {
		return "", false, err
	}
	var outlet, published string
	if err := tx.QueryRowContext(ctx, "SELECT outlet, published FROM arrival WHERE seq = ?", reading).Scan(&outlet, &published); err != nil {
		return "", false, err
	}
	if knows(w.outlet, w.published) <= knows(outlet, published) {
		return Arrived, false, nil
	}
	return Arrived, true, w.reading(ctx, tx, report, seq)
}

// named is the writer with the name and address under which the arrival first came: a copy of the file in another place is
// no reason to write the ledger again.
func (w *writer) named(ctx context.Context, tx *sql.Tx, arrival int64) (*writer, error) {
	var name, url string
	if err := tx.QueryRowContext(ctx, "SELECT name, url FROM arrival WHERE seq = ?", arrival).Scan(&name, &url); err != nil {
		return nil, err
	}
	if w.r.Source.Name == name && w.r.Source.URL == url {
		return w, nil
	}
	r := *w.r
	r.Source.Name, r.Source.URL = name, url
	body, err := json.Marshal(&r)
	if err != nil {
		return nil, err
	}
	return w.s.wrap(nil, body, &r)
}

// knows ranks how much an arrival tells the reader.
func knows(outlet, published string) (n int) {
	if published != "" {
		n += 2
	}
	if outlet != "" {
		n++
	}
	return n
}

// same reports whether the stored ledger is the one at hand.
func (w *writer) same(ctx context.Context, tx *sql.Tx, report int64) (bool, error) {
	var packed string
	var body []byte
	if err := tx.QueryRowContext(ctx, "SELECT packed, body FROM ledger WHERE report = ?", report).Scan(&packed, &body); err != nil {
		return false, err
	}
	old, err := unpack(packed, body)
	return bytes.Equal(old, w.body), err
}

// reading writes the ledger in the place of an older one.
func (w *writer) reading(ctx context.Context, tx *sql.Tx, report, arrival int64) error {
	if err := w.keepMade(ctx, tx); err != nil {
		return err
	}
	for _, t := range tables {
		if _, err := w.stmt(ctx, tx, "cut "+t.name).ExecContext(ctx, report); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	// Read anew, an arrival may have another outlet or date than before; where there is one with these already, it keeps them.
	if _, err := tx.ExecContext(ctx, "UPDATE OR IGNORE arrival SET outlet = ?, published = ? WHERE seq = ?", w.outlet, w.published, arrival); err != nil {
		return err
	}
	if _, err := w.stmt(ctx, tx, "reading").ExecContext(ctx, append(append([]any{arrival}, w.columns()...), report)...); err != nil {
		return err
	}
	return w.parts(ctx, tx, report)
}

// parts writes the ledger whole and in its parts.
func (w *writer) parts(ctx context.Context, tx *sql.Tx, report int64) error {
	if _, err := w.stmt(ctx, tx, "ledger").ExecContext(ctx, report, w.packed[1], w.blobs[1]); err != nil {
		return err
	}
	for _, t := range tables {
		st := w.stmt(ctx, tx, t.name)
		for row := range t.rows(w.r) {
			if _, err := st.ExecContext(ctx, append([]any{report}, row...)...); err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
		}
	}
	return nil
}
