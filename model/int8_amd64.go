package model

import "golang.org/x/sys/cpu"

//go:generate go run ./asm

//go:noescape
func tileVNNI(k4 int, a *uint8, lda int, b *int8, c *int32, ldc int)

//go:noescape
func tileAVX2(k4 int, a *uint8, lda int, b *int8, c *int32, ldc int)

func machineKernels() []kernel {
	var ks []kernel
	if cpu.X86.HasAVX512VNNI && cpu.X86.HasAVX512F && cpu.X86.HasAVX512VL {
		ks = append(ks, kernel{"avx512-vnni", 8, 32, tileVNNI})
	}
	if cpu.X86.HasAVX2 {
		ks = append(ks, kernel{"avx2", 4, 16, tileAVX2})
	}
	return ks
}
