package model

import "golang.org/x/sys/cpu"

//go:generate go run ./asm

//go:noescape
func tileNEON(k4 int, a *uint8, lda int, b *int8, c *int32, ldc int)

func machineKernels() []kernel {
	if cpu.ARM64.HasASIMDDP {
		return []kernel{{"neon-dotprod", 4, 16, tileNEON}}
	}
	return nil
}
