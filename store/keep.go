package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"daybook/ledger"
)

// Delete takes a report out with its bytes and all that was made of it. It returns the full id.
func (s *Store) Delete(ctx context.Context, id string) (string, error) {
	ref, err := s.Find(ctx, id)
	if err != nil {
		return "", err
	}
	if ref.Kind != "report" {
		return "", &Error{What: "this is a " + ref.Kind + " of " + ref.Report + "; only a whole report can be deleted", Where: ref.ID, Hint: "give the id of the report"}
	}
	return ref.ID, s.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM report WHERE id = ?", ref.ID); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM made WHERE hash NOT IN (SELECT made FROM report)")
		return err
	})
}

// Old is a report whose ledger was made by other rules or models than those at hand.
type Old struct {
	ID      string
	Arrival Arrival  // with which it was read
	Changed []string // names of rules and models that were changed, added or taken away
}

// Stale returns the reports whose ledgers were made by other versions than those given, oldest first; all of them with
// the whole of their versions where everything is asked for.
func (s *Store) Stale(ctx context.Context, made []ledger.Version, everything bool) ([]Old, error) {
	list := make([]ledger.Maker, 0, len(made))
	for _, v := range made {
		list = append(list, ledger.Maker(v))
	}
	b, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	changed := map[string][]string{}
	rows, err := s.read.QueryContext(ctx, "SELECT hash, versions FROM made")
	if err != nil {
		return nil, explain(s.path, err)
	}
	defer rows.Close()
	for rows.Next() {
		var hash, versions string
		if err := rows.Scan(&hash, &versions); err != nil {
			return nil, explain(s.path, err)
		}
		var was []ledger.Maker
		if err := json.Unmarshal([]byte(versions), &was); err != nil {
			return nil, explain(s.path, err)
		}
		changed[hash] = difference(was, list)
	}
	if err := rows.Err(); err != nil {
		return nil, explain(s.path, err)
	}
	now := madeHash(b)
	old, err := s.read.QueryContext(ctx, `SELECT r.id, r.made, a.name, a.url, a.given_outlet, a.given_published, a.given_type
		FROM report r JOIN arrival a ON a.seq = r.arrival WHERE ? OR r.made <> ? ORDER BY r.seq`, everything, now)
	if err != nil {
		return nil, explain(s.path, err)
	}
	defer old.Close()
	var out []Old
	for old.Next() {
		var o Old
		var hash string
		if err := old.Scan(&o.ID, &hash, &o.Arrival.Name, &o.Arrival.URL, &o.Arrival.Outlet, &o.Arrival.Published, &o.Arrival.MediaType); err != nil {
			return nil, explain(s.path, err)
		}
		o.Arrival.ReadWith = true
		o.Changed = changed[hash]
		out = append(out, o)
	}
	return out, explain(s.path, old.Err())
}

// difference names what is not the same in two lists of versions, in the order of the lists.
func difference(was, is []ledger.Maker) []string {
	old := map[string]string{}
	for _, m := range was {
		old[m.Name] = m.Hash
	}
	var out []string
	for _, m := range is {
		if h, ok := old[m.Name]; !ok || h != m.Hash {
			out = append(out, m.Name)
		}
		delete(old, m.Name)
	}
	for _, m := range was {
		if _, ok := old[m.Name]; ok {
			out = append(out, m.Name)
		}
	}
	return out
}
