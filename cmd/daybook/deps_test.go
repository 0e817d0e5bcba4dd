package main

import (
	"os/exec"
	"strings"
	"testing"
)

// TestNoTestPackages holds the command free of what only tests and the making of models need.
func TestNoTestPackages(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Skip("go list: ", err)
	}
	for dep := range strings.Lines(string(out)) {
		dep = strings.TrimSpace(dep)
		for _, not := range []string{"testing", "github.com/google/go-cmp", "github.com/rogpeppe", "github.com/chromedp", "pgregory.net/rapid", "daybook/train", "net/http/httptest"} {
			if dep == not || strings.HasPrefix(dep, not+"/") {
				t.Errorf("the command links %s", dep)
			}
		}
	}
}
