// Command daybook reads news reports and keeps a ledger of who says what happened.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"daybook"
	"daybook/data"
	"daybook/read"
)

func main() {
	e, err := daybook.New(data.FS)
	if err != nil {
		fmt.Fprintln(os.Stderr, "daybook:", err)
		os.Exit(1)
	}
	for _, f := range os.Args[2:] {
		b, err := os.ReadFile(f)
		if err != nil {
			fmt.Fprintln(os.Stderr, "daybook:", err)
			os.Exit(1)
		}
		d, err := e.Read(b, read.Hint{Name: f})
		if err != nil {
			fmt.Fprintln(os.Stderr, "daybook:", err)
		}
		enc := json.NewEncoder(os.Stdout)
		enc.SetIndent("", " ")
		enc.Encode(d.Report())
	}
}
