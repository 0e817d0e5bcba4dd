package nn

import (
	"syscall"

	"golang.org/x/sys/cpu"
)

//go:noescape
func amxStrip(kb, nb int, a, b *uint16, c *float32, ldc int, cfg *byte)

//go:noescape
func packRun(kb int, src *float32, stride int, dst *uint16)

//go:noescape
func packRunT(kb int, src *float32, stride int, dst *uint16)

//go:noescape
func packPair(kb int, src *float32, stride int, dst *uint16)

//go:noescape
func packPairT(kb int, src *float32, stride int, dst *uint16)

//go:noescape
func dotStrip(kb, nb int, a, b *uint16, c *float32, ldc int)

// multiply is how this machine makes products of bfloat16 tiles, C[32 rows][32*nb columns] += A[2 tiles][kb] * B[2*nb tiles][kb] with ldc in bytes; nil
// where it has no instructions for them.
type multiply func(kb, nb int, a, b *uint16, c *float32, ldc int)

var strip = func() multiply {
	for _, m := range multiplies() {
		return m
	}
	return nil
}()

// multiplies are the ways of this machine, the fastest first.
func multiplies() (all []multiply) {
	if !cpu.X86.HasAVX512BF16 || !cpu.X86.HasAVX512BW || !cpu.X86.HasAVX512VL {
		return nil
	}
	if cpu.X86.HasAMXTile && cpu.X86.HasAMXBF16 && askTiles() {
		all = append(all, func(kb, nb int, a, b *uint16, c *float32, ldc int) { amxStrip(kb, nb, a, b, c, ldc, &tileShape[0]) })
	}
	return append(all, dotStrip)
}

// askTiles asks the kernel to let us use the matrix extension.
func askTiles() bool {
	const archPrctl, reqXcompPerm, tileData = 158, 0x1023, 18
	_, _, e := syscall.RawSyscall(archPrctl, reqXcompPerm, tileData, 0)
	return e == 0
}

// tileShape is the argument of LDTILECFG: palette 1, eight tiles of 16 rows of 64 bytes.
var tileShape = func() *[64]byte {
	c := &[64]byte{1}
	for i := range 8 {
		c[16+2*i], c[48+i] = 64, 16
	}
	return c
}()

const (
	tileRows  = 16
	tileDepth = 32
	tileLen   = tileRows * tileDepth // numbers
)

// addTiles is Add with operands rounded to bfloat16 and sums in single precision.
func (g *Gemm) addTiles(c, a, b View) {
	m, n, k := c.R, c.C, a.C
	kb := (k + tileDepth - 1) / tileDepth
	pairs := (n + 31) / 32
	strips := (m + 31) / 32
	g.ta, g.tb = grow(g.ta, strips*2*kb*tileLen), grow(g.tb, pairs*2*kb*tileLen)
	// B's columns are strips of its transpose
	g.packStrips(g.tb, b.T(), 2*pairs, kb, packPair, packRunT)
	g.packStrips(g.ta, a, 2*strips, kb, packPairT, packRun)
	full := n / 32
	for s := range strips {
		at := &g.ta[s*2*kb*tileLen]
		rows := min(32, m-32*s)
		if rows == 32 && full > 0 {
			strip(kb, full, at, &g.tb[0], &c.D[32*s*c.RS], 4*c.RS)
			if full == pairs {
				continue
			}
		}
		from := full
		if rows < 32 {
			from = 0
		}
		w := 32 * (pairs - from)
		g.tmp = grow(g.tmp, 32*w)
		clear(g.tmp)
		strip(kb, pairs-from, at, &g.tb[from*2*kb*tileLen], &g.tmp[0], 4*w)
		for r := range rows {
			row := c.D[(32*s+r)*c.RS+32*from : (32*s+r)*c.RS+n]
			for j, v := range g.tmp[r*w : r*w+len(row)] {
				row[j] += v
			}
		}
	}
}

// packStrips writes tiles [strip][block of depth] of v, whose rows are the strips' and whose columns are the depth. across packs
// when the rows' numbers lie side by side, along when the depth's do.
func (g *Gemm) packStrips(to []uint16, v View, strips, kb int, across, along func(int, *float32, int, *uint16)) {
	whole := v.C / tileDepth
	full := v.R / tileRows
	if whole > 0 && v.CS == 1 {
		for s := range full {
			along(whole, &v.D[s*tileRows*v.RS], 4*v.RS, &to[s*kb*tileLen])
		}
	} else {
		// the numbers are read in their order in memory
		for b := range whole {
			for s := range full {
				across(1, &v.D[s*tileRows*v.RS+b*tileDepth*v.CS], 4*v.CS, &to[(s*kb+b)*tileLen])
			}
		}
	}
	for s := range strips {
		dst := to[s*kb*tileLen:]
		r0 := s * tileRows
		rows := min(tileRows, v.R-r0)
		done := 0
		if s < full {
			done = whole
		}
		for b := done; b < kb; b++ {
			// an edge goes by way of a square padded with zeros
			var edge [tileLen]float32
			for r := 0; r < rows; r++ {
				for p := 0; p < min(tileDepth, v.C-b*tileDepth); p++ {
					x := v.D[(r0+r)*v.RS+(b*tileDepth+p)*v.CS]
					if v.CS == 1 {
						edge[r*tileDepth+p] = x
					} else {
						edge[p*tileRows+r] = x
					}
				}
			}
			if v.CS == 1 {
				along(1, &edge[0], 4*tileDepth, &dst[b*tileLen])
			} else {
				across(1, &edge[0], 4*tileRows, &dst[b*tileLen])
			}
		}
	}
}
