// Package data is the knowledge that ships with Daybook: lexicons, rules, actors, gazetteer and trained models.
package data

import "embed"

// FS holds the folders lexicon, rule, actors, places, model and example (reports of our own to try it on). Only cmd and tests import it; the machine takes any fs.FS.
//
//go:embed all:lexicon all:rule all:model all:actors all:places all:example
var FS embed.FS
