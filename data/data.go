// Package data is the knowledge that ships with Daybook: lexicons, rules, actors, gazetteer and trained models.
package data

import "embed"

// FS holds the folders lexicon, rule, actors, places and model. Only cmd and tests import it; the machine takes any fs.FS.
//
//go:embed all:lexicon all:rule all:model all:actors all:places
var FS embed.FS
