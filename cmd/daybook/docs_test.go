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

// TestRulesPageRuns runs the twenty examples of docs/rules.md: each rule is an overlay in which nothing is wrong and whose sentences come out, and
// what the page shows of each sentence is what the command prints. Line numbers of the program's own files are not asked for.
func TestRulesPageRuns(t *testing.T) {
	b, err := os.ReadFile("../../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	examples := regexp.MustCompile(`(?m)^### (\d+)\. (.*)$`).FindAllStringSubmatchIndex(string(b), -1)
	if len(examples) != 20 {
		t.Fatalf("%d examples, want 20", len(examples))
	}
	code := regexp.MustCompile("(?s)```(yaml|text)\n(.*?)```")
	number := regexp.MustCompile(`((?:rule|lexicon)/[\w-]+\.yaml):(?:\d+|N)`)
	lines := func(s string) (out []string) { // those that were wrapped are one again
		for line := range strings.Lines(s) {
			line = strings.TrimRight(line, "\n")
			if n := len(out); n > 0 && strings.HasPrefix(line, "            ") {
				out[n-1] += " " + strings.TrimSpace(line)
				continue
			}
			out = append(out, line)
		}
		for i := range out {
			out[i] = number.ReplaceAllStringFunc(out[i], func(s string) string {
				if strings.Contains(s, "/mine.yaml") {
					return s
				}
				return number.ReplaceAllString(s, "$1:N")
			})
		}
		return out
	}
	var dir string
	for i, at := range examples {
		name := string(b[at[2]:at[3]]) + " " + string(b[at[4]:at[5]])
		end := strings.Index(string(b[at[1]:]), "\n### ") + at[1]
		if i+1 < len(examples) {
			end = examples[i+1][0]
		}
		section := string(b[at[1]:end])
		ran := 0
		for k, m := range code.FindAllStringSubmatch(section, -1) {
			if m[1] == "yaml" {
				file := "rule/mine.yaml"
				if f, ok := strings.CutPrefix(strings.SplitN(m[2], "\n", 2)[0], "# "); ok {
					file = f
				} else if k == 0 {
					dir = filepath.Join(t.TempDir(), "mine")
				}
				if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(file)), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, file), []byte(m[2]), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			call, shown, _ := strings.Cut(m[2], "\n")
			text, ok := strings.CutPrefix(call, `$ daybook why --overlay mine --text "`)
			if !ok {
				t.Errorf("%s: %q is no call of why", name, call)
				continue
			}
			ran++
			var out, errs bytes.Buffer
			if code := run([]string{"why", "--overlay", dir, "--text", strings.TrimSuffix(text, `"`)}, nil, &out, &errs); code != exitOK {
				t.Errorf("%s: exit %d, %s", name, code, errs.String())
			}
			got := lines(out.String())
			for _, want := range lines(shown) {
				n := 0
				for n < len(got) && got[n] != want {
					n++
				}
				if n == len(got) {
					t.Errorf("%s: the page shows\n%s\nwhich is not, or not there, in\n%s", name, want, out.String())
					break
				}
				got = got[n+1:]
			}
		}
		if ran == 0 {
			t.Errorf("%s: no sentence is run", name)
		}
		var out, errs bytes.Buffer
		if code := run([]string{"check", dir}, nil, &out, &errs); code != exitOK {
			t.Errorf("%s: exit %d\n%s%s", name, code, out.String(), errs.String())
		}
	}
}
