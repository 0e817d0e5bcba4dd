package net

import "math"

// toHalf rounds to IEEE 754 binary16, to even where two are as near. What is too large becomes infinite.
func toHalf(x float32) uint16 {
	b := math.Float32bits(x)
	sign := uint16(b >> 16 & 0x8000)
	exp := int(b>>23&0xff) - 127
	frac := b & 0x7fffff
	switch {
	case exp == 128 && frac != 0:
		return sign | 0x7e00 // not a number
	case exp > 15:
		return sign | 0x7c00
	case exp < -25:
		return sign
	}
	var h, rest, half uint32
	if exp >= -14 {
		h, rest, half = uint32(exp+15)<<10|frac>>13, frac&0x1fff, 0x1000
	} else { // below the least normal number
		shift := uint(-1 - exp) // 14 to 24
		full := frac | 0x800000
		h, rest, half = full>>shift, full&(1<<shift-1), 1<<(shift-1)
	}
	if rest > half || rest == half && h&1 == 1 {
		h++ // may carry into the exponent, as it should
	}
	return sign | uint16(h)
}

// fromHalf widens binary16.
func fromHalf(h uint16) float32 {
	sign, exp, frac := uint32(h&0x8000)<<16, uint32(h>>10&0x1f), uint32(h&0x3ff)
	switch exp {
	case 0:
		x := float32(frac) * (1.0 / (1 << 24))
		return math.Float32frombits(math.Float32bits(x) | sign)
	case 31:
		return math.Float32frombits(sign | 0x7f800000 | frac<<13)
	}
	return math.Float32frombits(sign | (exp+112)<<23 | frac<<13)
}
