package main

import "math"

// Constants of softmax, the same as in package model: 127 times a polynomial for 2^x, -0.5 to 0.5, within 1e-4 of it.
const (
	leastExponent = -7 // 127 times e to this is less than half
	log2e         = 1.44269504
	exp0          = 126.990865
	exp1          = 88.0441452
	exp2          = 30.8116125
	exp3          = 7.00680184
)

var lowest = float32(math.Inf(-1))

// loops writes every loop but the product. Package model tells in kernel.go what each computes, and has its Go twin in plain.go.
func (m *machine) loops() {
	m.normalise("normBytes", true)
	m.normalise("normFloats", false)
	m.quantise("quantise", false)
	m.quantise("quantiseSum", true)
	m.scale("scaleTo", false)
	m.scale("scaleAdd", true)
	m.scaleMax()
	m.columnUnits()
	m.packFour()
	m.softmax()
	m.pair()
	m.dots()
	m.best()
	m.addRow()
}

// normalise: two passes for mean and deviation, with 32 lanes of sums, and one to write.
func (m *machine) normalise(name string, bytes bool) {
	if bytes {
		m.fn(name, "x *float32, rows int, n int, inv float32, gain *float32, bias *float32, to *uint8, ldt int")
	} else {
		m.fn(name, "x *float32, rows int, n int, inv float32, gain *float32, bias *float32, to *float32, ldt int")
	}
	x, rows, to := m.arg("x"), m.arg("rows"), m.arg("to")
	p, i, g, h, q := m.reg(), m.reg(), m.reg(), m.reg(), m.reg()
	inv, mean, dev := m.one(), m.one(), m.one()
	m.splatArg(inv, "inv")
	little := m.number(1e-5)
	var low, high block
	if bytes {
		low, high = m.number(0), m.number(127)
	}
	a, b := m.block(), m.block()
	m.loop(rows, 1, func() {
		s, t := m.block(), m.block()
		m.zero(s)
		m.zero(t)
		m.move(p, x)
		m.reload(i, "n")
		m.loop(i, 32, func() {
			m.load(a, p, 0)
			m.load(b, p, 64)
			m.op("add", s, s, a)
			m.op("add", t, t, b)
			m.step(p, 128)
		})
		m.op("add", s, s, t)
		f := m.fold("add", s)
		m.op1("mul", mean, f, inv)
		m.spread(mean)
		m.zero(s)
		m.zero(t)
		m.move(p, x)
		m.reload(i, "n")
		m.loop(i, 32, func() {
			m.load(a, p, 0)
			m.load(b, p, 64)
			m.op("sub", a, a, mean)
			m.op("sub", b, b, mean)
			m.op("mul", a, a, a)
			m.op("mul", b, b, b)
			m.op("add", s, s, a)
			m.op("add", t, t, b)
			m.step(p, 128)
		})
		m.op("add", s, s, t)
		f = m.fold("add", s)
		m.op1("mul", f, f, inv)
		m.op1("add", f, f, little)
		m.root(f)
		m.fill(dev, 1)
		m.op1("div", dev, dev, f)
		m.spread(dev)
		m.free(s, t)
		m.reload(i, "n")
		m.reload(g, "gain")
		m.reload(h, "bias")
		m.move(q, to)
		t = m.block()
		m.loop(i, 16, func() {
			m.load(a, x, 0)
			m.op("sub", a, a, mean)
			m.op("mul", a, a, dev)
			m.load(b, g, 0)
			m.load(t, h, 0)
			m.op("mul", a, a, b)
			m.op("add", a, a, t)
			if bytes {
				m.op("max", a, a, low)
				m.op("min", a, a, high)
				m.unary("int", a, a)
				m.narrow(q, 0, a)
				m.step(q, 16)
			} else {
				m.store(q, 0, a)
				m.step(q, 64)
			}
			m.step(x, 64)
			m.step(g, 64)
			m.step(h, 64)
		})
		m.free(t)
		if bytes {
			m.plusArg(to, "ldt", 0)
		} else {
			m.plusArg(to, "ldt", 2)
		}
	})
	m.ret()
}

// quantise: the largest absolute value of a row, then its numbers as bytes.
func (m *machine) quantise(name string, sums bool) {
	args := "x *float32, ldx int, rows int, n int, span float32, zero float32, size float32, to *uint8, ldt int, unit *float32"
	if sums {
		args += ", sum *int32"
	}
	m.fn(name, args)
	x, rows, to, unit := m.arg("x"), m.arg("rows"), m.arg("to"), m.arg("unit")
	var sum string
	if sums {
		sum = m.arg("sum")
	}
	p, i, q := m.reg(), m.reg(), m.reg()
	span, zero, size, factor := m.one(), m.one(), m.one(), m.one()
	m.splatArg(span, "span")
	m.splatArg(zero, "zero")
	m.splatArg(size, "size")
	mask, little := m.absMask(), m.number(1e-30)
	m.loop(rows, 1, func() {
		a, top := m.block(), m.block()
		m.zero(top)
		m.move(p, x)
		m.reload(i, "n")
		m.loop(i, 16, func() {
			m.load(a, p, 0)
			m.abs(a, mask)
			m.op("max", top, top, a)
			m.step(p, 64)
		})
		f := m.fold("max", top)
		m.op1("max", f, f, little)
		m.op1("div", factor, span, f)
		m.op1("mul", f, f, size)
		m.first(unit, f)
		m.step(unit, 4)
		m.spread(factor)
		if sums {
			m.zero(top)
		}
		m.move(p, x)
		m.move(q, to)
		m.reload(i, "n")
		m.loop(i, 16, func() {
			m.load(a, p, 0)
			m.op("mul", a, a, factor)
			m.op("add", a, a, zero)
			m.unary("int", a, a)
			if sums {
				m.op("addi", top, top, a)
			}
			m.narrow(q, 0, a)
			m.step(p, 64)
			m.step(q, 16)
		})
		if sums {
			f = m.fold("addi", top)
			m.shiftLanes(f[:1], f[:1], 6)
			m.zero(a)
			m.subInt(a, f)
			m.first(sum, a)
			m.step(sum, 4)
		}
		m.free(a, top)
		m.plusArg(x, "ldx", 2)
		m.plusArg(to, "ldt", 0)
	})
	m.ret()
}

// scale: sums of products to numbers.
func (m *machine) scale(name string, add bool) {
	if add {
		m.fn(name, "acc *int32, lda int, rows int, n int, unit *float32, next int, scale *float32, bias *float32, to *float32, ldt int")
	} else {
		m.fn(name, "acc *int32, lda int, rows int, n int, unit *float32, next int, scale *float32, bias *float32, floor float32, to *float32, ldt int")
	}
	acc, rows, unit, to := m.arg("acc"), m.arg("rows"), m.arg("unit"), m.arg("to")
	p, i, s, b, q := m.reg(), m.reg(), m.reg(), m.reg(), m.reg()
	u := m.one()
	var floor block
	if !add {
		floor = m.one()
		m.splatArg(floor, "floor")
	}
	v, w := m.block(), m.block()
	m.loop(rows, 1, func() {
		m.splat(u, unit)
		m.move(p, acc)
		m.move(q, to)
		m.reload(i, "n")
		m.reload(s, "scale")
		m.reload(b, "bias")
		m.loop(i, 16, func() {
			m.load(v, p, 0)
			m.unary("float", v, v)
			m.load(w, s, 0)
			m.op("mul", w, w, u)
			m.op("mul", v, v, w)
			m.load(w, b, 0)
			m.op("add", v, v, w)
			if add {
				m.load(w, q, 0)
				m.op("add", v, w, v)
			} else {
				m.op("max", v, v, floor)
			}
			m.store(q, 0, v)
			m.step(p, 64)
			m.step(s, 64)
			m.step(b, 64)
			m.step(q, 64)
		})
		m.plusArg(acc, "lda", 2)
		m.plusArg(unit, "next", 2)
		m.plusArg(to, "ldt", 2)
	})
	m.ret()
}

// scaleMax: the greater of two halves of a row, added.
func (m *machine) scaleMax() {
	m.fn("scaleMax", "acc *int32, lda int, rows int, n int, unit *float32, scale *float32, bias *float32, to *float32, ldt int")
	acc, rows, to := m.arg("acc"), m.arg("rows"), m.arg("to")
	p, p2, s, s2, b, b2, i, q := m.reg(), m.reg(), m.reg(), m.reg(), m.reg(), m.reg(), m.reg(), m.reg()
	u := m.one()
	t := m.arg("unit")
	m.splat(u, t)
	m.release(t)
	v, v2, w := m.block(), m.block(), m.block()
	m.loop(rows, 1, func() {
		m.move(p, acc)
		m.move(q, to)
		m.reload(s, "scale")
		m.reload(b, "bias")
		for _, r := range [][2]string{{p2, p}, {s2, s}, {b2, b}} {
			m.move(r[0], r[1])
			m.plusArg(r[0], "n", 2)
		}
		m.reload(i, "n")
		m.loop(i, 16, func() {
			for _, x := range []struct {
				v       block
				p, s, b string
			}{{v, p, s, b}, {v2, p2, s2, b2}} {
				m.load(x.v, x.p, 0)
				m.unary("float", x.v, x.v)
				m.load(w, x.s, 0)
				m.op("mul", w, w, u)
				m.op("mul", x.v, x.v, w)
				m.load(w, x.b, 0)
				m.op("add", x.v, x.v, w)
			}
			m.op("max", v, v, v2)
			m.load(w, q, 0)
			m.op("add", v, w, v)
			m.store(q, 0, v)
			for _, r := range []string{p, p2, s, s2, b, b2, q} {
				m.step(r, 64)
			}
		})
		m.plusArg(acc, "lda", 2)
		m.plusArg(to, "ldt", 2)
	})
	m.ret()
}

// columnUnits: down 32 columns at a time.
func (m *machine) columnUnits() {
	m.fn("columnUnits", "x *float32, ldx int, rows int, n int, unit *float32, size *float32")
	x, ldx, n, unit, size := m.arg("x"), m.argBytes("ldx"), m.arg("n"), m.arg("unit"), m.arg("size")
	p, i := m.reg(), m.reg()
	mask, little, span, inv := m.absMask(), m.number(1e-30), m.number(127), m.number(1.0/127)
	a, b, s, t := m.block(), m.block(), m.block(), m.block()
	m.loop(n, 32, func() {
		m.zero(s)
		m.zero(t)
		m.move(p, x)
		m.reload(i, "rows")
		m.loop(i, 1, func() {
			m.load(a, p, 0)
			m.load(b, p, 64)
			m.abs(a, mask)
			m.abs(b, mask)
			m.op("max", s, s, a)
			m.op("max", t, t, b)
			m.plus(p, ldx)
		})
		for k, r := range []block{s, t} {
			m.op("max", r, r, little)
			m.copy(a, span)
			m.op("div", a, a, r)
			m.op("mul", r, r, inv)
			m.store(unit, 64*k, a)
			m.store(size, 64*k, r)
		}
		m.step(x, 128)
		m.step(unit, 128)
		m.step(size, 128)
	})
	m.ret()
}

// packFour: four rows of a column as the four bytes of a number.
func (m *machine) packFour() {
	m.fn("packFour", "x *float32, ldx int, fours int, n int, unit *float32, to *int8")
	x, ldx, fours, to := m.arg("x"), m.argBytes("ldx"), m.arg("fours"), m.arg("to")
	var p [4]string
	for k := range p {
		p[k] = m.reg()
	}
	i, u := m.reg(), m.reg()
	byteMask := m.number(math.Float32frombits(255))
	v, w, units := m.block(), m.block(), m.block()
	m.loop(fours, 1, func() {
		for k := range p {
			m.move(p[k], x)
			m.plus(x, ldx)
		}
		m.reload(i, "n")
		m.reload(u, "unit")
		m.loop(i, 16, func() {
			m.load(units, u, 0)
			for k := range p {
				t := w
				if k == 0 {
					t = v
				}
				m.load(t, p[k], 0)
				m.op("mul", t, t, units)
				m.unary("int", t, t)
				if k < 3 {
					m.op("and", t, t, byteMask)
				}
				if k > 0 {
					m.shiftLanes(t, t, 8*k)
					m.op("or", v, v, t)
				}
				m.step(p[k], 64)
			}
			m.store(to, 0, v)
			m.step(u, 64)
			m.step(to, 64)
		})
	})
	m.ret()
}

// softmax: scores to their greatest, then their exponentials as bytes. 2^x is a polynomial of the third degree, 127 times as large.
func (m *machine) softmax() {
	m.fn("softmax", "acc *int32, ldc int, rows int, n int, qs *float32, ks *float32, bias *float32, mask *float32, to *uint8, ldt int, total *float32")
	acc, rows, qs, bias, to, total := m.arg("acc"), m.arg("rows"), m.arg("qs"), m.arg("bias"), m.arg("to"), m.arg("total")
	p, i, k, b, x := m.reg(), m.reg(), m.reg(), m.reg(), m.reg()
	u := m.one()
	var c [7]block
	for j, v := range []float32{lowest, leastExponent, log2e, exp3, exp2, exp1, exp0} {
		c[j] = m.number(v)
	}
	v, w, sum := m.block(), m.block(), m.block()
	m.loop(rows, 1, func() {
		m.splat(u, qs)
		m.copy(sum, c[0])
		m.move(p, acc)
		m.move(b, bias)
		m.reload(k, "ks")
		m.reload(x, "mask")
		m.reload(i, "n")
		m.loop(i, 16, func() {
			m.load(v, p, 0)
			m.unary("float", v, v)
			m.load(w, k, 0)
			m.op("mul", w, w, u)
			m.op("mul", v, v, w)
			m.load(w, b, 0)
			m.op("add", v, v, w)
			m.load(w, x, 0)
			m.op("add", v, v, w)
			m.store(p, 0, v)
			m.op("max", sum, sum, v)
			for _, r := range []string{p, k, b, x} {
				m.step(r, 64)
			}
		})
		f := m.fold("max", sum)
		m.spread(f)
		m.copy(u[:1], f[:1])
		m.zero(sum)
		m.move(p, acc)
		m.move(b, to)
		m.reload(i, "n")
		t := m.block()
		m.loop(i, 16, func() {
			m.load(v, p, 0)
			m.op("sub", v, v, u)
			m.op("max", v, v, c[1])
			m.op("mul", v, v, c[2])
			m.unary("int", w, v)
			m.unary("float", t, w)
			m.op("sub", v, v, t)
			m.shiftLanes(w, w, 23)
			m.op("mul", t, v, c[3])
			m.op("add", t, t, c[4])
			m.op("mul", t, t, v)
			m.op("add", t, t, c[5])
			m.op("mul", t, t, v)
			m.op("add", t, t, c[6])
			m.op("addi", t, t, w)
			m.unary("int", t, t)
			m.op("addi", sum, sum, t)
			m.narrow(b, 0, t)
			m.step(p, 64)
			m.step(b, 16)
		})
		m.free(t)
		f = m.fold("addi", sum)
		m.unary("float", f[:1], f[:1])
		one := m.one()
		m.fill(one, 1)
		m.op1("div", f, one, f)
		m.free(one)
		m.first(total, f)
		m.plusArg(acc, "ldc", 2)
		m.step(qs, 4)
		m.step(bias, -4)
		m.plusArg(to, "ldt", 0)
		m.step(total, 4)
	})
	m.ret()
}

func (m *machine) pair() {
	m.fn("pair", "a *float32, b *float32, n int, to *float32")
	a, b, n, to, second := m.arg("a"), m.arg("b"), m.arg("n"), m.arg("to"), m.arg("to")
	m.plusArg(second, "n", 2)
	none := m.number(0)
	v, w, t := m.block(), m.block(), m.block()
	m.loop(n, 16, func() {
		m.load(v, a, 0)
		m.load(w, b, 0)
		m.op("mul", t, v, w)
		m.op("add", v, v, w)
		m.op("max", v, v, none)
		m.store(to, 0, t)
		m.store(second, 0, v)
		for _, r := range []string{a, b, to, second} {
			m.step(r, 64)
		}
	})
	m.ret()
}

// dots: 32 lanes of sums, as in normalise.
func (m *machine) dots() {
	m.fn("dots", "x *float32, rows int, n int, w *float32, to *float32")
	x, rows, to := m.arg("x"), m.arg("rows"), m.arg("to")
	i, w := m.reg(), m.reg()
	a, b := m.block(), m.block()
	m.loop(rows, 1, func() {
		s, t := m.block(), m.block()
		m.zero(s)
		m.zero(t)
		m.reload(i, "n")
		m.reload(w, "w")
		m.loop(i, 32, func() {
			m.load(a, x, 0)
			m.load(b, w, 0)
			m.op("mul", a, a, b)
			m.op("add", s, s, a)
			m.load(a, x, 64)
			m.load(b, w, 64)
			m.op("mul", a, a, b)
			m.op("add", t, t, a)
			m.step(x, 128)
			m.step(w, 128)
		})
		m.op("add", s, s, t)
		f := m.fold("add", s)
		m.first(to, f)
		m.step(to, 4)
		m.free(s, t)
	})
	m.ret()
}

// best: the greatest of a row, then the least place that equals it. Places count from -2^30 so that 0 stands for none.
func (m *machine) best() {
	m.fn("best", "y *float32, ldy int, rows int, n int, places *int32, to *int32")
	y, rows, to, places := m.arg("y"), m.arg("rows"), m.arg("to"), m.arg("places")
	p, i := m.reg(), m.reg()
	sixteen, base := m.number(math.Float32frombits(16)), m.number(math.Float32frombits(1<<30))
	lowest := m.number(lowest)
	a, place, least := m.block(), m.block(), m.block()
	u := m.one()
	m.loop(rows, 1, func() {
		m.copy(least, lowest)
		m.move(p, y)
		m.reload(i, "n")
		m.loop(i, 16, func() {
			m.load(a, p, 0)
			m.op("max", least, least, a)
			m.step(p, 64)
		})
		f := m.fold("max", least)
		m.spread(f)
		m.copy(u[:1], f[:1])
		m.zero(least)
		m.load(place, places, 0)
		m.move(p, y)
		m.reload(i, "n")
		m.loop(i, 16, func() {
			m.load(a, p, 0)
			m.equal(a, a, u, place)
			m.op("mini", least, least, a)
			m.op("addi", place, place, sixteen)
			m.step(p, 64)
		})
		f = m.fold("mini", least)
		m.op("addi", f[:1], f[:1], base)
		m.first(to, f)
		m.step(to, 4)
		m.plusArg(y, "ldy", 2)
	})
	m.ret()
}

func (m *machine) addRow() {
	m.fn("addRow", "to *float32, q *int8, n int, scale float32")
	to, q, n := m.arg("to"), m.arg("q"), m.arg("n")
	s := m.one()
	m.splatArg(s, "scale")
	v, w := m.block(), m.block()
	m.loop(n, 16, func() {
		m.widen(v, q, 0)
		m.unary("float", v, v)
		m.op("mul", v, v, s)
		m.load(w, to, 0)
		m.op("add", v, w, v)
		m.store(to, 0, v)
		m.step(q, 16)
		m.step(to, 64)
	})
	m.ret()
}
