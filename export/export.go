// Package export writes reports for people and for other programs: as a table, as JSON, as JSON lines and as CSV.
// The JSON is the contract of docs/ledger.schema.json; the columns of the CSV are those of docs/columns.md.
package export

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"daybook/ledger"
)

// Format is a way to write reports.
type Format string

// The formats.
const (
	FormatTable Format = "table"
	FormatJSON  Format = "json"  // one indented object a report
	FormatJSONL Format = "jsonl" // one object a line
	FormatCSV   Format = "csv"   // one head line, then a line for each thing in each report
)

// Formats lists them.
var Formats = []Format{FormatTable, FormatJSON, FormatJSONL, FormatCSV}

// MediaType is the format's name in HTTP.
func (f Format) MediaType() string {
	switch f {
	case FormatJSON:
		return "application/json"
	case FormatJSONL:
		return "application/jsonl"
	case FormatCSV:
		return "text/csv; charset=utf-8"
	}
	return "text/plain; charset=utf-8"
}

// Writer writes any number of reports in one format.
type Writer interface {
	Write(*ledger.Report) error
	Close() error // writes what is left; the underlying writer stays open
}

// NewWriter returns a writer of the format. Look is only for the table.
func NewWriter(w io.Writer, f Format, look Look) (Writer, error) {
	switch f {
	case FormatTable:
		return &tableWriter{w: w, look: look}, nil
	case FormatJSON:
		return jsonWriter{w: w, indent: "  "}, nil
	case FormatJSONL:
		return jsonWriter{w: w}, nil
	case FormatCSV:
		return newCSV(w)
	}
	var names []string
	for _, f := range Formats {
		names = append(names, string(f))
	}
	return nil, fmt.Errorf("there is no format %q; use one of %s", f, strings.Join(names, ", "))
}

type jsonWriter struct {
	w      io.Writer
	indent string
}

func (j jsonWriter) Write(r *ledger.Report) error { return JSON(j.w, r, j.indent) }
func (j jsonWriter) Close() error                 { return nil }

// JSON writes any value as Daybook writes JSON: no escapes that only HTML needs, a newline behind, and on one line
// where indent is empty.
func JSON(w io.Writer, v any, indent string) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	return e.Encode(v)
}
