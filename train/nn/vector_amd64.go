package nn

import "golang.org/x/sys/cpu"

// wide says that the loops of vector_amd64.s run on this machine.
var wide = cpu.X86.HasAVX512F && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512DQ

//go:noescape
func add512(n int, x, y, z *float32)

//go:noescape
func mulAdd512(n int, x, y, z *float32)

//go:noescape
func mul512(n int, x, y, z *float32)

//go:noescape
func max512(n int, x, y, z *float32)

//go:noescape
func reluBack512(n int, x, y, z *float32)

//go:noescape
func maxBack512(n int, a, b, dy, ga, gb *float32)

//go:noescape
func scale512(n int, alpha float32, x *float32)

//go:noescape
func top512(n int, x *float32) float32

//go:noescape
func exp512(n int, x *float32, top float32) float32

//go:noescape
func norm512(n int, x, gain, bias, hat, y *float32) float32

//go:noescape
func normBack512(n int, dy, hat, gain, gx, ggain, gbias *float32, inv float32)

//go:noescape
func adam512(n int, dy, v, m, s, avg *float32, k *[8]float32)
