//go:build !amd64 && !arm64

package model

func machineKernels() []kernel { return nil }
