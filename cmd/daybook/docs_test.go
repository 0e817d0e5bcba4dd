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
	flags := map[string]map[string]bool{"": {"help": true}} // by command, "actors find" too
	helps := description
	var note func(prefix string, nodes []*kong.Node)
	note = func(prefix string, nodes []*kong.Node) {
		for _, n := range nodes {
			name := strings.TrimSpace(prefix + " " + n.Name)
			flags[name] = map[string]bool{"help": true}
			for _, f := range n.Flags {
				flags[name][f.Name] = true
				if f.Tag.Negatable != "" {
					flags[name]["no-"+f.Name] = true
				}
			}
			helps += "\n" + n.Detail
			note(name, n.Children)
		}
	}
	note("", parser.Model.Children)
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
			if words := strings.Fields(m[2]); len(words) > 0 && flags[m[1]+" "+words[0]] != nil {
				known = flags[m[1]+" "+words[0]]
			}
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

// TestReadmeCommandsRun runs the command lines of the README that call the program, in their order, in the root of the
// repository, and asks for the ids that the help texts give as examples: all are of the bundled example.
func TestReadmeCommandsRun(t *testing.T) {
	t.Chdir("../..")
	t.Setenv("DAYBOOK_DB", filepath.Join(t.TempDir(), "daybook.db"))
	b, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(b), -1) {
		for line := range strings.Lines(block[1]) {
			line, _, _ = strings.Cut(line, "#")
			line, _, _ = strings.Cut(line, ">")
			words := regexp.MustCompile(`"[^"]*"|\S+`).FindAllString(line, -1)
			if len(words) == 0 || words[0] != "./daybook" {
				continue
			}
			for i := range words {
				words[i] = strings.Trim(words[i], `"`)
			}
			var out, errs bytes.Buffer
			if code := run(words[1:], nil, &out, &errs); code != exitOK || errs.Len() > 0 || out.Len() == 0 {
				t.Errorf("%s: exit %d, %d bytes, %s", strings.TrimSpace(line), code, out.Len(), errs.String())
			}
			ran++
		}
	}
	if ran < 4 {
		t.Error("only", ran, "commands were found")
	}
	for _, id := range regexp.MustCompile(`\b[rsecfpt]-[0-9a-f]{8,}`).FindAllString(description, -1) {
		var out, errs bytes.Buffer
		if code := run([]string{"why", id}, nil, &out, &errs); code != exitOK {
			t.Errorf("%s of the help is not in the example: %s", id, errs.String())
		}
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
