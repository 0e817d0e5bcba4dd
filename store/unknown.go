package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
)

// Unknown is somebody whom stored reports name and the actor files do not know. Reports that tell of the same name share the key.
type Unknown struct {
	Key     string   `json:"key"`
	Name    string   `json:"name"`
	Kind    string   `json:"kind"`
	Country []string `json:"country,omitempty"` // as reports tell, the most frequent first
	Sector  []string `json:"sector,omitempty"`
	Role    []string `json:"role,omitempty"`
	Reports []string `json:"reports"` // ids, the last stored first
	Count   int      `json:"count"`   // of reports
}

// mostReports is how many reports of an unknown are named.
const mostReports = 5

// Unknowns are the named persons and bodies that at least so many stored reports name and the actor files do not know, the most frequent first. With a key, that one.
func (s *Store) Unknowns(ctx context.Context, key string, least int) ([]Unknown, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT a.actor, a.name, a.kind, a.country, a.sector, a.role, r.id FROM actor a JOIN report r ON r.seq = a.report
	  WHERE a.known = 0 AND a.kind IN ('person', 'organisation', 'agency', 'armed group', 'monitor', 'news agency', 'outlet')
	    AND a.actor LIKE 'local:%' AND a.name <> lower(a.name) AND (? = '' OR a.actor = ?) ORDER BY r.seq DESC, a.ord`, key, key)
	if err != nil {
		return nil, explain(s.path, err)
	}
	defer rows.Close()
	type tally struct {
		Unknown
		names, countries, sectors, roles map[string]int
		seen                             map[string]bool
	}
	by := map[string]*tally{}
	for rows.Next() {
		var k, name, kind, country, sector, role, report string
		if err := rows.Scan(&k, &name, &kind, &country, &sector, &role, &report); err != nil {
			return nil, explain(s.path, err)
		}
		t := by[k]
		if t == nil {
			t = &tally{names: map[string]int{}, countries: map[string]int{}, sectors: map[string]int{}, roles: map[string]int{}, seen: map[string]bool{}}
			t.Key, t.Kind = k, kind
			by[k] = t
		}
		t.names[name]++
		for m, v := range map[*map[string]int]string{&t.countries: country, &t.sectors: sector, &t.roles: role} {
			if v != "" {
				(*m)[v]++
			}
		}
		if !t.seen[report] {
			t.seen[report] = true
			t.Count++
			if len(t.Reports) < mostReports {
				t.Reports = append(t.Reports, report)
			}
		}
	}
	if err := rows.Err(); err != nil {
		return nil, explain(s.path, err)
	}
	var out []Unknown
	for _, k := range slices.Sorted(maps.Keys(by)) {
		t := by[k]
		if t.Count < least {
			continue
		}
		t.Name = frequent(t.names)[0]
		t.Country, t.Sector, t.Role = frequent(t.countries), frequent(t.sectors), frequent(t.roles)
		out = append(out, t.Unknown)
	}
	slices.SortStableFunc(out, func(a, b Unknown) int { return cmp.Compare(b.Count, a.Count) })
	return out, nil
}

// frequent are the words, the most frequent first.
func frequent(n map[string]int) []string {
	words := slices.Sorted(maps.Keys(n))
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(n[b], n[a]) })
	return words
}
