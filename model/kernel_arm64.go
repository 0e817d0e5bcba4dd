package model

import "golang.org/x/sys/cpu"

func machineKernels() []kernels {
	if cpu.ARM64.HasASIMDDP {
		return []kernels{loopsNEON("neon-dotprod")}
	}
	return nil
}
