package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// understands turns on the colours of a Windows console (since Windows 10) and reports whether it has any.
func understands(f *os.File) bool {
	h := windows.Handle(f.Fd())
	var mode uint32
	if windows.GetConsoleMode(h, &mode) != nil {
		return false
	}
	return windows.SetConsoleMode(h, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
