//go:build !amd64 && !arm64

package model

func machineKernels() []kernels { return nil }
