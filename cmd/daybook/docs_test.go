package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"daybook/score"
	"daybook/serve"
)

// TestDocsNameWhatExists holds every `daybook ...` of the documentation and of the help texts to the command line: the
// command and its flags exist.
func TestDocsNameWhatExists(t *testing.T) {
	parser, err := kong.New(new(cli), kong.Name("daybook"), kong.Bind(new(env)), kong.Vars(variables()))
	if err != nil {
		t.Fatal(err)
	}
	flags := map[string]map[string]bool{"": {"help": true}}
	helps := description
	for _, n := range parser.Model.Children {
		flags[n.Name] = map[string]bool{"help": true}
		for _, f := range n.Flags {
			flags[n.Name][f.Name] = true
			if f.Tag.Negatable != "" {
				flags[n.Name]["no-"+f.Name] = true
			}
		}
		helps += "\n" + n.Detail
	}
	files, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{"help": helps}
	for _, f := range append(files, "../../README.md") {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts[f] = string(b)
	}
	call := regexp.MustCompile("(?m)(?:^ {2,}|`|\\| |run \\./cmd/|\\$ )daybook ([a-z]+)([^`\n|]*)")
	n := 0
	for file, text := range texts {
		for _, m := range call.FindAllStringSubmatch(text, -1) {
			n++
			known, ok := flags[m[1]]
			if !ok {
				t.Errorf("%s: there is no command %q", file, strings.TrimSpace(m[0]))
				continue
			}
			for _, f := range regexp.MustCompile(`--([a-z][a-z-]*)`).FindAllStringSubmatch(m[2], -1) {
				if !known[f[1]] {
					t.Errorf("%s: daybook %s has no flag --%s", file, m[1], f[1])
				}
			}
		}
	}
	if n < 20 {
		t.Error("only", n, "calls were found")
	}
}

func TestScoreKindsAreInTheHelp(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run([]string{"score", "--help"}, nil, &out, &errs); code != exitOK {
		t.Fatal(code, errs.String())
	}
	for _, k := range score.Kinds() {
		if !strings.Contains(out.String(), k) {
			t.Errorf("%s is not in the help", k)
		}
	}
	if !strings.Contains(variables()["addr"], serve.DefaultAddr) {
		t.Error(variables())
	}
}
