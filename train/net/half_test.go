package net

import (
	"math"
	"testing"
)

func TestHalfKeepsEveryHalf(t *testing.T) {
	for h := 0; h < 1<<16; h++ {
		x := fromHalf(uint16(h))
		got := toHalf(x)
		if x != x {
			if got&0x7c00 != 0x7c00 || got&0x3ff == 0 {
				t.Fatalf("%04x is not a number, then %04x", h, got)
			}
		} else if got != uint16(h) {
			t.Fatalf("%04x is %g, then %04x", h, x, got)
		}
	}
}

func TestHalfRounds(t *testing.T) {
	for _, c := range []struct {
		x    float32
		want uint16
	}{
		{1, 0x3c00}, {-2, 0xc000}, {65504, 0x7bff}, {65519, 0x7bff}, {65520, 0x7c00}, {1e9, 0x7c00}, {-1e9, 0xfc00},
		{float32(math.Inf(1)), 0x7c00}, {1 + 1.0/2048, 0x3c00}, {1 + 3.0/2048, 0x3c02}, {1 + 1.1/2048, 0x3c01},
		{1.0 / (1 << 24), 1}, {1.0 / (1 << 25), 0}, {1.5 / (1 << 25), 1}, {3.0 / (1 << 25), 2}, {1.0 / (1 << 26), 0}, {6.0975552e-5, 0x3ff}, {6.1035156e-5, 0x400},
	} {
		if got := toHalf(c.x); got != c.want {
			t.Errorf("%g: %04x, want %04x", c.x, got, c.want)
		}
	}
	for x := float32(1e-4); x < 6e4; x *= 1.37 {
		if e := math.Abs(float64(fromHalf(toHalf(x))/x - 1)); e > 1.0/2048 {
			t.Errorf("%g is off by %g", x, e)
		}
	}
}
