package who

import (
	"io/fs"
)

// deed tells in what places of a word a capital stands for its government.
type deed uint8

const (
	deedSubject  deed = 1 << iota // Moscow denied
	deedObject                    // accused Moscow
	deedRelation                  // ties with Moscow, talks between Moscow and Kyiv
	deedOwned                     // Moscow's claim
)

func loadDeeds(fsys fs.FS) (map[string]deed, error) {
	rows, err := readTable(fsys, "actors/deeds*.tsv", "word", "places")
	m := make(map[string]deed, len(rows))
	for _, r := range rows {
		for _, p := range list(r.fields[1]) {
			switch p {
			case "subject":
				m[r.fields[0]] |= deedSubject
			case "object":
				m[r.fields[0]] |= deedObject
			case "relation":
				m[r.fields[0]] |= deedRelation
			case "owned":
				m[r.fields[0]] |= deedOwned
			default:
				err = joinFault(err, r.wrong(1, "places are subject, object, relation and owned, not %s", p))
			}
		}
	}
	return m, err
}
