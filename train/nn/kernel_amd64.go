package nn

import "golang.org/x/sys/cpu"

//go:generate go run ./asm

//go:noescape
func tile512(k int, a, b, c *float32, ldc int)

//go:noescape
func tile256(k int, a, b, c *float32, ldc int)

//go:noescape
func dot256(n int, x, y *float32) float32

//go:noescape
func axpy256(n int, alpha float32, x, y *float32)

func machineKernel() (rows, cols int, tile func(k int, a, b, c *float32, ldc int), vec bool) {
	switch {
	case cpu.X86.HasAVX512F && cpu.X86.HasAVX512VL:
		return 12, 32, tile512, true
	case cpu.X86.HasAVX2 && cpu.X86.HasFMA:
		return 6, 16, tile256, true
	}
	return goRows, goCols, tileGo, false
}

func dotFast(n int, x, y *float32) float32         { return dot256(n, x, y) }
func axpyFast(n int, alpha float32, x, y *float32) { axpy256(n, alpha, x, y) }
