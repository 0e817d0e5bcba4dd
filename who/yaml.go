package who

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"daybook/rule"
)

// A user's own actors are in actors/*.yaml: a mapping of sections, named as the files of tables are, each a list of entries with the columns as keys.
//
//	persons:
//	  - key: oren-tull
//	    name: Oren Tull
//	    country: GBR
//	    aliases: [O. Tull, "?Tull"]
//	    terms: [minister 2019-03-01..2021 = minister of harbours]
//
// A list is what stands between | in a table, or between ; in terms. All are read behind the tables, in name order.

// sections are what a file may have: the names of the tables.
var sections = []string{"agents", "aliases", "deeds", "given-names", "offices", "organisations", "persons", "states"}

// readYAML gives the rows of a section of all files. Faults are joined in the order of the files.
func readYAML(fsys fs.FS, section string, columns []string) (rows []row, faults []error) {
	names, err := fs.Glob(fsys, "actors/*.yaml")
	if err != nil {
		return nil, []error{err}
	}
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		r, errs := yamlRows(name, b, section, columns)
		rows, faults = append(rows, r...), append(faults, errs...)
	}
	return rows, faults
}

// yamlRows gives the rows of a section of one file.
func yamlRows(name string, b []byte, section string, columns []string) (rows []row, faults []error) {
	first := section == sections[0] // what is wrong with the whole file is told once
	wrong := func(n *yaml.Node, format string, v ...any) {
		faults = append(faults, rule.Fault{File: name, Line: n.Line, Column: n.Column, What: fmt.Sprintf(format, v...)})
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(b, &doc); err != nil {
		if first {
			line := 1
			if i := strings.Index(err.Error(), "line "); i >= 0 {
				fmt.Sscanf(err.Error()[i:], "line %d", &line)
			}
			faults = append(faults, rule.Fault{File: name, Line: line, Column: 1, What: strings.TrimPrefix(err.Error(), "yaml: ") + "; nothing of this file is read"})
		}
		return nil, faults
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	top := doc.Content[0]
	if top.Kind != yaml.MappingNode {
		if first {
			wrong(top, "want sections such as \"persons:\" with lists under them")
		}
		return nil, faults
	}
	for i := 0; i+1 < len(top.Content); i += 2 {
		key, list := top.Content[i], top.Content[i+1]
		if first && !slices.Contains(sections, key.Value) {
			wrong(key, "there is no section %q; there are %s", key.Value, strings.Join(sections, ", "))
		}
		if key.Value != section || list.Tag == "!!null" {
			continue
		}
		if list.Kind != yaml.SequenceNode {
			wrong(list, "%s must be a list of entries that start with \"- \"", section)
			continue
		}
		for _, entry := range list.Content {
			r := row{file: name, line: entry.Line, column: entry.Column, fields: make([]string, len(columns)), at: make([][2]int, len(columns))}
			if entry.Kind != yaml.MappingNode {
				wrong(entry, "an entry of %s has keys such as %q", section, columns[0]+":")
				continue
			}
			good := true
			for j := 0; j+1 < len(entry.Content); j += 2 {
				k, v := entry.Content[j], entry.Content[j+1]
				c := slices.Index(columns, k.Value)
				if c < 0 {
					wrong(k, "there is no %q in %s; there are %s", k.Value, section, strings.Join(columns, ", "))
					good = false
					continue
				}
				value, ok := yamlField(v, k.Value == "terms")
				if !ok {
					wrong(v, "%q must be a word or a list of words", k.Value)
					good = false
				}
				r.fields[c], r.at[c] = value, [2]int{v.Line, v.Column}
			}
			if good && r.fields[0] == "" {
				wrong(entry, "an entry of %s needs %q", section, columns[0])
				good = false
			}
			if good {
				rows = append(rows, r)
			}
		}
	}
	return rows, faults
}

// yamlField is a value as a field of a table.
func yamlField(v *yaml.Node, terms bool) (string, bool) {
	switch v.Kind {
	case yaml.ScalarNode:
		if v.Tag == "!!null" {
			return "", true
		}
		return strings.TrimSpace(v.Value), !strings.ContainsAny(v.Value, "\t\n")
	case yaml.SequenceNode:
		var all []string
		for _, x := range v.Content {
			if x.Kind != yaml.ScalarNode {
				return "", false
			}
			all = append(all, strings.TrimSpace(x.Value))
		}
		if terms {
			return strings.Join(all, "; "), true
		}
		return strings.Join(all, "|"), true
	}
	return "", false
}
