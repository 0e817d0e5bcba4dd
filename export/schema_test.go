package export

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daybook"
	"daybook/data"
	"daybook/ledger"
	"daybook/read"
)

//go:generate go test -run TestSchema -update .

var update = flag.Bool("update", false, "write docs/ledger.schema.json anew")

const schemaFile = "../docs/ledger.schema.json"

// TestSchema holds the written contract to the types: docs/ledger.schema.json is what they give.
func TestSchema(t *testing.T) {
	want := makeSchema(t)
	if *update {
		if err := os.WriteFile(schemaFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("docs/ledger.schema.json does not follow the types of package ledger: run `go generate ./export` and see what changed; a field that is gone or means something else breaks the contract")
	}
}

// TestOutputFollowsSchema reads reports of our own and holds the JSON to the schema.
func TestOutputFollowsSchema(t *testing.T) {
	raw, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var s schema
	if err := json.Unmarshal(raw, &s); err != nil {
		t.Fatal(err)
	}
	engine, err := daybook.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	reports := map[string][]byte{"empty": {}, "binary": {0, 1, 2, 3, 0xff}, "short": []byte("KORVO (AP) - The mayor denied on Monday that police killed three people.")}
	names, err := fs.Glob(data.FS, "example/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		if reports[n], err = fs.ReadFile(data.FS, n); err != nil {
			t.Fatal(err)
		}
	}
	seeds, _ := filepath.Glob("../../shared/seed/*.txt")
	for _, n := range seeds {
		if reports[n], err = os.ReadFile(n); err != nil {
			t.Fatal(err)
		}
	}
	for name, b := range reports {
		doc, _ := engine.Read(b, read.Hint{Name: name})
		var out bytes.Buffer
		if err := JSON(&out, doc.Report(), ""); err != nil {
			t.Fatal(err)
		}
		var v any
		d := json.NewDecoder(&out)
		d.UseNumber()
		if err := d.Decode(&v); err != nil {
			t.Fatal(err)
		}
		for _, fault := range s.check(&s, name, v) {
			t.Error(fault)
		}
	}
	if faults := s.check(&s, "x", map[string]any{"schema": 1}); len(faults) < 5 {
		t.Error("the check finds too little:", faults)
	}
}

// schema is the part of JSON Schema 2020-12 that the contract uses.
type schema struct {
	Schema      string            `json:"$schema,omitempty"`
	ID          string            `json:"$id,omitempty"`
	Title       string            `json:"title,omitempty"`
	Description string            `json:"description,omitempty"`
	Ref         string            `json:"$ref,omitempty"`
	Type        kinds             `json:"type,omitempty"`
	Enum        []string          `json:"enum,omitempty"`
	Const       string            `json:"const,omitempty"`
	Minimum     *int              `json:"minimum,omitempty"`
	Items       *schema           `json:"items,omitempty"`
	Properties  properties        `json:"properties,omitempty"`
	Required    []string          `json:"required,omitempty"`
	Additional  *bool             `json:"additionalProperties,omitempty"`
	Defs        map[string]schema `json:"$defs,omitempty"`
}

// kinds is one type or several.
type kinds []string

func (k kinds) MarshalJSON() ([]byte, error) {
	if len(k) == 1 {
		return json.Marshal(k[0])
	}
	return json.Marshal([]string(k))
}

func (k *kinds) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*k = kinds{one}
		return nil
	}
	return json.Unmarshal(b, (*[]string)(k))
}

// properties keep the order of the fields.
type properties []property

type property struct {
	name string
	schema
}

func (p properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, x := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		v, err := json.Marshal(x.schema)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%q:%s", x.name, v)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func (p *properties) UnmarshalJSON(b []byte) error {
	var m map[string]schema
	if err := json.Unmarshal(b, &m); err != nil {
		return err
	}
	for name, s := range m {
		*p = append(*p, property{name, s})
	}
	return nil
}

// source is what the code says of its types beyond reflection: comments and constants.
type source struct {
	doc    map[string]string
	values map[string][]string
}

func makeSchema(t *testing.T) []byte {
	s := &maker{source: parseLedger(t), defs: map[string]schema{}}
	root := s.object(reflect.TypeFor[ledger.Report]())
	root.Schema = "https://json-schema.org/draft/2020-12/schema"
	root.ID = "urn:daybook:ledger:1"
	root.Title = "The ledger of one report"
	for i := range root.Properties {
		if root.Properties[i].name == "schema" {
			root.Properties[i].Const = ledger.Schema
		}
	}
	root.Defs = s.defs
	b, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(b, '\n')
}

func parseLedger(t *testing.T) source {
	s := source{map[string]string{}, map[string][]string{}}
	files, err := filepath.Glob("../ledger/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range g.Specs {
				switch x := spec.(type) {
				case *ast.TypeSpec:
					s.doc[x.Name.Name] = strings.Join(strings.Fields(g.Doc.Text()), " ")
				case *ast.ValueSpec:
					kind, ok := x.Type.(*ast.Ident)
					if !ok || len(x.Values) != 1 {
						continue
					}
					if lit, ok := x.Values[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
						v, err := strconv.Unquote(lit.Value)
						if err != nil {
							t.Fatal(err)
						}
						s.values[kind.Name] = append(s.values[kind.Name], v)
					}
				}
			}
		}
	}
	return s
}

type maker struct {
	source
	defs map[string]schema
}

func (m *maker) object(t reflect.Type) schema {
	no := false
	s := schema{Type: kinds{"object"}, Description: m.doc[t.Name()], Additional: &no}
	for f := range t.Fields() {
		if f.Anonymous {
			in := m.object(f.Type)
			s.Properties, s.Required = append(s.Properties, in.Properties...), append(s.Required, in.Required...)
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		p := m.value(f.Type, options != "omitempty")
		p.Description = f.Tag.Get("doc")
		if e := f.Tag.Get("enum"); e != "" {
			p.Enum, p.Ref = strings.Split(e, ","), ""
			p.Type = kinds{"string"}
		}
		s.Properties = append(s.Properties, property{name, p})
		if options != "omitempty" {
			s.Required = append(s.Required, name)
		}
	}
	return s
}

// value is the schema of a field; a pointer that is always written may be null.
func (m *maker) value(t reflect.Type, always bool) schema {
	zero := 0
	switch t.Kind() {
	case reflect.Pointer:
		s := m.value(t.Elem(), false)
		if always {
			s.Type = append(s.Type, "null")
		}
		return s
	case reflect.Slice:
		items := m.value(t.Elem(), false)
		return schema{Type: kinds{"array"}, Items: &items}
	case reflect.Struct:
		if _, ok := m.defs[t.Name()]; !ok {
			m.defs[t.Name()] = schema{}
			m.defs[t.Name()] = m.object(t)
		}
		return schema{Ref: "#/$defs/" + t.Name()}
	case reflect.String:
		return schema{Type: kinds{"string"}, Enum: m.values[t.Name()]}
	case reflect.Bool:
		return schema{Type: kinds{"boolean"}}
	case reflect.Float64:
		return schema{Type: kinds{"number"}}
	case reflect.Int32: // bytes and paragraphs
		return schema{Type: kinds{"integer"}, Minimum: &zero}
	}
	return schema{Type: kinds{"integer"}}
}

// check returns what of v does not follow s.
func (s *schema) check(root *schema, at string, v any) (faults []string) {
	fault := func(format string, args ...any) {
		faults = append(faults, at+": "+fmt.Sprintf(format, args...))
	}
	if s.Ref != "" {
		d, ok := root.Defs[strings.TrimPrefix(s.Ref, "#/$defs/")]
		if !ok {
			fault("%s is not defined", s.Ref)
			return faults
		}
		return d.check(root, at, v)
	}
	kind := kindOf(v)
	if len(s.Type) > 0 && !slices.Contains(s.Type, kind) && !(kind == "integer" && slices.Contains(s.Type, "number")) {
		fault("is %s, not %s", kind, strings.Join(s.Type, " or "))
		return faults
	}
	switch x := v.(type) {
	case string:
		if s.Enum != nil && !slices.Contains(s.Enum, x) || s.Const != "" && x != s.Const {
			fault("%q is none of %q%s", x, s.Enum, s.Const)
		}
	case json.Number:
		if n, err := x.Int64(); err == nil && s.Minimum != nil && n < int64(*s.Minimum) {
			fault("%s is too small", x)
		}
	case []any:
		for i, e := range x {
			faults = append(faults, s.Items.check(root, fmt.Sprintf("%s[%d]", at, i), e)...)
		}
	case map[string]any:
		for _, name := range s.Required {
			if _, ok := x[name]; !ok {
				fault("%s is missing", name)
			}
		}
		for name, e := range x {
			i := slices.IndexFunc(s.Properties, func(p property) bool { return p.name == name })
			if i < 0 {
				fault("%s is not in the schema", name)
				continue
			}
			faults = append(faults, s.Properties[i].check(root, at+"."+name, e)...)
		}
	}
	return faults
}

func kindOf(v any) string {
	switch x := v.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case []any:
		return "array"
	case map[string]any:
		return "object"
	case json.Number:
		if _, err := x.Int64(); err == nil {
			return "integer"
		}
		return "number"
	}
	return fmt.Sprintf("%T", v)
}
