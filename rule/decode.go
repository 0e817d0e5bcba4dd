package rule

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

func decode[T any](name string, b []byte) (out []Entry[T], faults []error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(b, &doc); err != nil {
		return nil, []error{syntax(name, err)}
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	list := doc.Content[0]
	if list.Kind != yaml.SequenceNode {
		return nil, []error{Fault{name, list.Line, list.Column, "a file of entries must be a list whose entries start with '- '; nothing of this file is read"}}
	}
	// A file without faults, as nearly all are, is decoded in one go; only a faulty one is gone through entry by entry.
	var all []T
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if d.Decode(&all) == nil && len(all) == len(list.Content) {
		for i, n := range list.Content {
			out = append(out, Entry[T]{Rule: all[i], File: name, Line: n.Line, node: n})
		}
		return out, nil
	}
	t := reflect.TypeFor[T]()
	for _, n := range list.Content {
		e := Entry[T]{File: name, Line: n.Line, node: n}
		wrong := misfits("an entry", n, t)
		good := n
		if len(wrong) > 0 {
			e.Broken, good = true, fitting(n, t)
		}
		if err := good.Decode(&e.Rule); err != nil {
			wrong = append(wrong, Fault{Line: n.Line, Column: n.Column, What: strings.TrimPrefix(err.Error(), "yaml: ")})
			e.Broken = true
		}
		for _, f := range wrong {
			f.File = name
			faults = append(faults, f)
		}
		if n.Kind == yaml.MappingNode || len(wrong) == 0 {
			out = append(out, e)
		}
	}
	return out, faults
}

// fitting is a node without the keys that have faults, so that the rest can be looked at further.
func fitting(n *yaml.Node, t reflect.Type) *yaml.Node {
	part, seen := yaml.Node{Kind: n.Kind, Tag: n.Tag, Line: n.Line, Column: n.Column}, map[string]bool{}
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if !seen[k.Value] && len(misfits("", &yaml.Node{Kind: n.Kind, Tag: n.Tag, Content: []*yaml.Node{k, v}}, t)) == 0 {
			part.Content = append(part.Content, k, v)
		}
		seen[k.Value] = true
	}
	return &part
}

// syntax is the fault of a file that is no YAML. The parser tells the line only.
func syntax(name string, err error) Fault {
	f := Fault{name, 1, 1, strings.TrimPrefix(err.Error(), "yaml: ")}
	if n, err := fmt.Sscanf(f.What, "line %d:", &f.Line); n == 1 && err == nil {
		_, f.What, _ = strings.Cut(f.What, ": ")
	}
	f.What = "this is no YAML: " + f.What + "; nothing of this file is read"
	return f
}

// misfits finds all that keeps a node from being decoded into the type: the decoder stops at the first unknown key and tells no columns.
func misfits(name string, n *yaml.Node, t reflect.Type) (faults []Fault) {
	wrong := func(n *yaml.Node, format string, v ...any) {
		faults = append(faults, Fault{Line: n.Line, Column: n.Column, What: fmt.Sprintf(format, v...)})
	}
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Tag == "!!null" {
		return nil
	}
	switch t.Kind() {
	case reflect.Struct, reflect.Map:
		if n.Kind != yaml.MappingNode {
			wrong(n, "%s must have keys with values, such as \"id: ...\"", name)
			return faults
		}
		known := keys(t)
		line := map[string]int{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			k, v := n.Content[i], n.Content[i+1]
			was, twice := line[k.Value]
			line[k.Value] = k.Line
			of, ok := known[k.Value]
			if t.Kind() == reflect.Map {
				of, ok = t.Elem(), true
			}
			switch {
			case twice:
				wrong(k, "the key %q stands in line %d already; take one away", k.Value, was)
			case k.Tag == "!!merge":
			case !ok:
				wrong(k, "there is no key %q here; there are %s", k.Value, strings.Join(sortedKeys(known), ", "))
			default:
				faults = append(faults, misfits(fmt.Sprintf("%q", k.Value), v, of)...)
			}
		}
	case reflect.Slice:
		if n.Kind != yaml.SequenceNode {
			wrong(n, "%s must be a list, such as [a, b]", name)
			return faults
		}
		for _, x := range n.Content {
			faults = append(faults, misfits("each of "+name, x, t.Elem())...)
		}
	default:
		if n.Kind != yaml.ScalarNode || n.Decode(reflect.New(t).Interface()) != nil {
			want := "a number"
			switch t.Kind() {
			case reflect.String:
				want = "words, in quotation marks where they hold a colon, a comma, brackets or braces"
			case reflect.Bool:
				want = "true or false"
			}
			wrong(n, "%s must be %s", name, want)
		}
	}
	return faults
}

// keys are the keys that a struct is decoded from, with their types.
func keys(t reflect.Type) map[string]reflect.Type {
	if t.Kind() != reflect.Struct {
		return nil
	}
	out := map[string]reflect.Type{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, inline, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		switch {
		case inline == "inline":
			for k, v := range keys(f.Type) {
				out[k] = v
			}
		case name != "" && name != "-":
			out[name] = f.Type
		}
	}
	return out
}

func sortedKeys(m map[string]reflect.Type) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// at follows a path of keys and indexes from a node as far as it goes.
func at(n *yaml.Node, path []any) *yaml.Node {
	for _, p := range path {
		var next *yaml.Node
		switch p := p.(type) {
		case string:
			for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
				if n.Content[i].Value == p {
					next = n.Content[i+1]
				}
			}
		case int:
			if n.Kind == yaml.SequenceNode && p < len(n.Content) {
				next = n.Content[p]
			}
		}
		if next == nil {
			break
		}
		n = next
	}
	return n
}

// last is the last line in which something of a node begins.
func last(n *yaml.Node) int {
	line := n.Line
	for _, c := range n.Content {
		line = max(line, last(c))
	}
	return line
}
