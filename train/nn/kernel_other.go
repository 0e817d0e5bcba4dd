//go:build !amd64

package nn

func dotFast(n int, x, y *float32) float32         { panic("nn: no vector kernel on this machine") }
func axpyFast(n int, alpha float32, x, y *float32) { panic("nn: no vector kernel on this machine") }
