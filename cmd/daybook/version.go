package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"daybook/ledger"
	"daybook/store"
)

// release is set by the linker when a release is built: -ldflags "-X main.release=1.2.3".
var release string

type versionCmd struct {
	knowledge
	Data bool `help:"Also list the rules and models with the hashes of their versions."`
}

func (c versionCmd) Run(e *env) error {
	var b strings.Builder
	fmt.Fprintf(&b, "daybook %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	fmt.Fprintf(&b, "ledgers %s, databases version %d\n", ledger.Schema, store.Version())
	if c.Data {
		engine, err := c.engine(e)
		if err != nil {
			return err
		}
		for _, m := range engine.Made() {
			fmt.Fprintf(&b, "%s %s\n", m.Hash, m.Name)
		}
	}
	return e.write(b.String())
}

// version is the release, else what the Go toolchain knows of the build.
func version() string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "devel"
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				v += " " + s.Value[:min(12, len(s.Value))]
			}
		}
	}
	return v
}
