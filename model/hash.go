package model

import "math/bits"

// Hash starts the hash of a feature of the given template.
func Hash(template uint64) uint64 { return (template + 1) * 0x9E3779B97F4A7C15 }

// Mix folds v into h. It is the multiply-and-fold step of wyhash (Wang Yi, 2019): both the high and the low bits of the
// result depend on all bits of both.
func Mix(h, v uint64) uint64 {
	hi, lo := bits.Mul64(h^0xA0761D6478BD642F, v^0xE7037ED1A0B428DB)
	return hi ^ lo
}

// HashString hashes a string (FNV-1a with a final fold).
func HashString(s string) uint64 {
	h := uint64(0xCBF29CE484222325)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 0x100000001B3
	}
	return Mix(h, uint64(len(s)))
}

// HashBytes is HashString of bytes.
func HashBytes(s []byte) uint64 {
	h := uint64(0xCBF29CE484222325)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 0x100000001B3
	}
	return Mix(h, uint64(len(s)))
}
