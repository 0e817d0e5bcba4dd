//go:build !amd64

package nn

func machineKernel() (rows, cols int, tile func(k int, a, b, c *float32, ldc int), vec bool) {
	return goRows, goCols, tileGo, false
}

func dotFast(n int, x, y *float32) float32         { panic("nn: no vector kernel on this machine") }
func axpyFast(n int, alpha float32, x, y *float32) { panic("nn: no vector kernel on this machine") }

// No products of tiles here.
type multiply func(kb, nb int, a, b *uint16, c *float32, ldc int)

var strip multiply

func multiplies() []multiply { return nil }

func (g *Gemm) addTiles(c, a, b View) { panic("nn: no tiles on this machine") }
