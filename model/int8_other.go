//go:build !amd64

package model

func machineKernels() []kernel { return nil }
