package model

import "golang.org/x/sys/cpu"

func machineKernels() []kernels {
	k := loopsNEON("neon")
	if cpu.ARM64.HasASIMDDP {
		k.name = "neon-dotprod"
	} else { // the product in assembly needs dot products
		k.product, k.grouped = productPlain, productPlain
	}
	return []kernels{k}
}
