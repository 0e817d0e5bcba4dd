package model

import "golang.org/x/sys/cpu"

func machineKernels() []kernels {
	var ks []kernels
	if cpu.X86.HasAVX512VNNI && cpu.X86.HasAVX512F && cpu.X86.HasAVX512VL {
		ks = append(ks, loopsAVX512("avx512-vnni"))
	}
	if cpu.X86.HasAVX2 && cpu.X86.HasAVXVNNI {
		k := loopsAVX2("avx-vnni")
		k.product, k.grouped = productVNNIAVX2, productVNNIAVX2
		ks = append(ks, k)
	}
	if cpu.X86.HasAVX2 {
		ks = append(ks, loopsAVX2("avx2"))
	}
	return ks
}
