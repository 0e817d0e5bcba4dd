package main

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"

	"daybook/score"
)

type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"Which shell: ${enum}."`
}

func (completionCmd) Help() string {
	return `  source <(daybook completion bash)
  daybook completion zsh > "${fpath[1]}/_daybook"
  daybook completion fish > ~/.config/fish/completions/daybook.fish`
}

func (c completionCmd) Run(e *env) error {
	commands := offers(e.model)
	switch c.Shell {
	case "bash":
		return e.write(bash(commands))
	case "zsh":
		return e.write(zsh(commands))
	}
	return e.write(fish(commands))
}

// offer is a command with its flags.
type offer struct {
	name, help string
	flags      []offered
	words      []string // values of its first argument, where they are known
	files      bool     // its arguments are files
}

type offered struct {
	name, help string
	values     []string // known values
	takes      bool     // takes a value
}

// offers reads the commands and flags off the model, so that the scripts cannot lag behind it.
func offers(model *kong.Application) (out []offer) {
	for _, n := range model.Children {
		o := offer{name: n.Name, help: n.Help}
		for _, f := range n.Flags {
			x := offered{name: "--" + f.Name, help: first(f.Help), takes: !f.IsBool()}
			if f.Enum != "" {
				x.values = strings.Split(f.Enum, ",")
			}
			o.flags = append(o.flags, x)
			if f.Tag.Negatable != "" {
				o.flags = append(o.flags, offered{name: "--no-" + f.Name, help: "Not: " + first(f.Help)})
			}
		}
		for i, a := range n.Positional {
			switch {
			case i == 0 && a.Enum != "":
				o.words = strings.Split(a.Enum, ",")
			case i == 0 && n.Name == "score":
				o.words = score.Kinds() // no enum, so that an unknown measure gets a better answer
			}
			if a.Name == "input" || a.Name == "path" || a.Name == "dir" {
				o.files = true
			}
		}
		out = append(out, o)
	}
	return out
}

// first is the first sentence of a help text.
func first(help string) string {
	s, _, _ := strings.Cut(help, " (")
	s, _, _ = strings.Cut(s, "; ")
	return strings.TrimSuffix(s, ".")
}

func bash(commands []offer) string {
	var b strings.Builder
	var names []string
	for _, c := range commands {
		names = append(names, c.name)
	}
	fmt.Fprintf(&b, `# bash completion for daybook
_daybook() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} cmd=${COMP_WORDS[1]}
  [[ $cur == "=" ]] && cur=
  [[ $prev == "=" ]] && prev=${COMP_WORDS[COMP_CWORD-2]}
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W "%s" -- "$cur"))
    return
  fi
  case "$cmd $prev" in
`, strings.Join(names, " "))
	for _, c := range commands {
		for _, f := range c.flags {
			if len(f.values) > 0 {
				fmt.Fprintf(&b, "    \"%s %s\") COMPREPLY=($(compgen -W \"%s\" -- \"$cur\")); return ;;\n", c.name, f.name, strings.Join(f.values, " "))
			}
		}
	}
	b.WriteString("  esac\n  case $cmd in\n")
	for _, c := range commands {
		var flags []string
		for _, f := range c.flags {
			flags = append(flags, f.name)
		}
		fmt.Fprintf(&b, "    %s)\n      [[ $cur == -* ]] && COMPREPLY=($(compgen -W \"%s\" -- \"$cur\")) && return\n", c.name, strings.Join(flags, " "))
		if len(c.words) > 0 {
			fmt.Fprintf(&b, "      [[ $COMP_CWORD -eq 2 ]] && COMPREPLY=($(compgen -W \"%s\" -- \"$cur\"))\n", strings.Join(c.words, " "))
		}
		b.WriteString("      ;;\n")
	}
	b.WriteString("  esac\n}\ncomplete -o default -F _daybook daybook\n")
	return b.String()
}

func zsh(commands []offer) string {
	quote := func(s string) string {
		return strings.NewReplacer(`'`, `'\''`, `[`, `\[`, `]`, `\]`, `:`, `\:`).Replace(s)
	}
	var b strings.Builder
	b.WriteString("#compdef daybook\n# zsh completion for daybook\n_daybook() {\n  local -a commands=(\n")
	for _, c := range commands {
		fmt.Fprintf(&b, "    '%s:%s'\n", c.name, quote(first(c.help)))
	}
	b.WriteString("  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n  local cmd=$words[2]\n  shift words; (( CURRENT-- ))\n  case $cmd in\n")
	for _, c := range commands {
		fmt.Fprintf(&b, "    %s)\n      _arguments", c.name)
		for _, f := range c.flags {
			value := ""
			switch {
			case len(f.values) > 0:
				value = ":value:(" + strings.Join(f.values, " ") + ")"
			case f.takes:
				value = ":value:_files"
			}
			fmt.Fprintf(&b, " \\\n        '%s[%s]%s'", f.name, quote(f.help), value)
		}
		if len(c.words) > 0 {
			fmt.Fprintf(&b, " \\\n        '1:word:(%s)'", strings.Join(c.words, " "))
		}
		if c.files {
			b.WriteString(" \\\n        '*:file:_files'")
		}
		b.WriteString("\n      ;;\n")
	}
	b.WriteString("  esac\n}\ncompdef _daybook daybook\n")
	return b.String()
}

func fish(commands []offer) string {
	quote := func(s string) string { return strings.ReplaceAll(s, "'", `\'`) }
	var b strings.Builder
	b.WriteString("# fish completion for daybook\n")
	for _, c := range commands {
		fmt.Fprintf(&b, "complete -c daybook -n __fish_use_subcommand -a %s -d '%s'\n", c.name, quote(first(c.help)))
		if !c.files {
			fmt.Fprintf(&b, "complete -c daybook -n '__fish_seen_subcommand_from %s' -f\n", c.name)
		}
		for _, f := range c.flags {
			value := ""
			switch {
			case len(f.values) > 0:
				value = " -x -a '" + strings.Join(f.values, " ") + "'"
			case f.takes:
				value = " -r"
			}
			fmt.Fprintf(&b, "complete -c daybook -n '__fish_seen_subcommand_from %s' -l %s%s -d '%s'\n", c.name, strings.TrimPrefix(f.name, "--"), value, quote(f.help))
		}
		if len(c.words) > 0 {
			fmt.Fprintf(&b, "complete -c daybook -n '__fish_seen_subcommand_from %s' -a '%s'\n", c.name, strings.Join(c.words, " "))
		}
	}
	return b.String()
}
