//go:build !amd64

package nn

// wide is false where there are no vector loops: vector.go does everything.
var wide = false

func add512(n int, x, y, z *float32)                                           {}
func mulAdd512(n int, x, y, z *float32)                                        {}
func mul512(n int, x, y, z *float32)                                           {}
func max512(n int, x, y, z *float32)                                           {}
func reluBack512(n int, x, y, z *float32)                                      {}
func maxBack512(n int, a, b, dy, ga, gb *float32)                              {}
func scale512(n int, alpha float32, x *float32)                                {}
func top512(n int, x *float32) float32                                         { return 0 }
func exp512(n int, x *float32, top float32) float32                            { return 0 }
func norm512(n int, x, gain, bias, hat, y *float32) float32                    { return 0 }
func normBack512(n int, dy, hat, gain, gx, ggain, gbias *float32, inv float32) {}
func adam512(n int, dy, v, m, s, avg *float32, k *[8]float32)                  {}
