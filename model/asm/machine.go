package main

import (
	"bytes"
	"fmt"
	"math"
	"strings"
)

// machine writes instructions for one set of vector instructions. A block is 16 lanes of 32 bits: one register of AVX-512, two
// of AVX2, four of NEON. A number stands in all lanes: one register many times over, or with AVX2, which has few, a constant in memory.
type machine struct {
	set   string
	lanes int // of a register
	regs  int

	code   *bytes.Buffer
	funcs  []function
	args   map[string]int // offsets in the frame of the function at hand
	vec    []string       // free vector registers
	gpr    []string       // free general registers
	labels int
	consts []float32
}

type function struct{ name, args string }

// block is 16 lanes; each part is a register or, as the second operand only, memory.
type block []string

func (m *machine) p(format string, a ...any) { fmt.Fprintf(m.code, "\t"+format+"\n", a...) }

func (m *machine) arm() bool { return m.set == "NEON" }

// fn begins a function. Arguments are written as in Go, each with its type.
func (m *machine) fn(name, args string) {
	m.funcs = append(m.funcs, function{name, args})
	m.args = map[string]int{}
	at := 0
	for _, a := range strings.Split(args, ", ") {
		f := strings.Fields(a)
		size := 8
		if f[1] == "float32" {
			size = 4
		}
		at = (at + size - 1) / size * size
		m.args[f[0]] = at
		at += size
	}
	m.vec, m.gpr = nil, nil
	if m.arm() {
		for i := m.regs - 1; i >= 0; i-- {
			m.vec = append(m.vec, fmt.Sprintf("V%d", i))
		}
		for i := 15; i >= 0; i-- {
			m.gpr = append(m.gpr, fmt.Sprintf("R%d", i))
		}
	} else {
		for i := m.regs - 1; i >= 0; i-- {
			m.vec = append(m.vec, map[string]string{"AVX512": "Z", "AVX2": "Y"}[m.set]+fmt.Sprint(i))
		}
		m.gpr = strings.Fields("R13 R12 R11 R10 R9 R8 SI DI DX CX BX AX")
	}
	fmt.Fprintf(m.code, "// func %s%s(%s)\nTEXT ·%s%s(SB), NOSPLIT, $0-%d\n", name, m.set, args, name, m.set, at)
}

func (m *machine) ret() {
	if !m.arm() {
		m.p("VZEROUPPER")
	}
	m.p("RET\n")
}

func pop(s *[]string, what string) string {
	if len(*s) == 0 {
		panic("no " + what + " register left")
	}
	r := (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return r
}

// block takes registers for 16 lanes.
func (m *machine) block() block {
	var b block
	for i := 0; i < 16/m.lanes; i++ {
		b = append(b, pop(&m.vec, "vector"))
	}
	return b
}

// one takes a register whose lanes are all alike, or of which only the first counts.
func (m *machine) one() block {
	r := pop(&m.vec, "vector")
	var b block
	for i := 0; i < 16/m.lanes; i++ {
		b = append(b, r)
	}
	return b
}

func (m *machine) free(blocks ...block) {
	for _, b := range blocks {
		last := ""
		for _, r := range b {
			if r != last && !strings.Contains(r, "(") {
				m.vec = append(m.vec, r)
			}
			last = r
		}
	}
}

// number is a constant.
func (m *machine) number(v float32) block {
	bits := math.Float32bits(v)
	if m.set == "AVX2" {
		var b block
		at := -1
		for i, c := range m.consts {
			if math.Float32bits(c) == bits {
				at = i
			}
		}
		if at < 0 {
			at = len(m.consts)
			m.consts = append(m.consts, v)
		}
		for i := 0; i < 2; i++ {
			b = append(b, fmt.Sprintf("number%d<>(SB)", at))
		}
		return b
	}
	b := m.one()
	r := m.reg()
	if m.arm() {
		m.p("MOVD $0x%08x, %s // %g\n\tVDUP %s, %s.S4", bits, r, v, r, b[0])
	} else {
		m.p("MOVL $0x%08x, %s // %g\n\tVPBROADCASTD %s, %s", bits, r, v, r, b[0])
	}
	m.release(r)
	return b
}

// fill puts a constant in a register.
func (m *machine) fill(d block, v float32) {
	n := m.number(v)
	m.copy(d[:1], n[:1])
	m.free(n)
}

// numbers writes the constants that number left in memory.
func (m *machine) numbers() {
	for i, c := range m.consts {
		for k := 0; k < 4; k++ {
			bits := math.Float32bits(c)
			fmt.Fprintf(m.code, "DATA number%d<>+%d(SB)/8, $0x%08x%08x // %g\n", i, 8*k, bits, bits, c)
		}
		fmt.Fprintf(m.code, "GLOBL number%d<>(SB), RODATA|NOPTR, $32\n\n", i)
	}
}

// reg takes a general register.
func (m *machine) reg() string { return pop(&m.gpr, "general") }

func (m *machine) release(r ...string) { m.gpr = append(m.gpr, r...) }

// arg takes a register and loads an argument into it.
func (m *machine) arg(name string) string {
	r := m.reg()
	m.reload(r, name)
	return r
}

func (m *machine) reload(r, name string) {
	at, ok := m.args[name]
	if !ok {
		panic("no argument " + name)
	}
	if m.arm() {
		m.p("MOVD %s+%d(FP), %s", name, at, r)
	} else {
		m.p("MOVQ %s+%d(FP), %s", name, at, r)
	}
}

// argBytes is an argument that counts numbers of 4 bytes, as bytes.
func (m *machine) argBytes(name string) string {
	r := m.arg(name)
	m.shift(r, 2)
	return r
}

func (m *machine) shift(r string, by int) {
	if m.arm() {
		m.p("LSL $%d, %s, %s", by, r, r)
	} else {
		m.p("SHLQ $%d, %s", by, r)
	}
}

func (m *machine) move(d, s string) {
	if m.arm() {
		m.p("MOVD %s, %s", s, d)
	} else {
		m.p("MOVQ %s, %s", s, d)
	}
}

// step adds bytes to a pointer.
func (m *machine) step(r string, bytes int) {
	switch {
	case bytes < 0 && m.arm():
		m.p("SUB $%d, %s, %s", -bytes, r, r)
	case m.arm():
		m.p("ADD $%d, %s, %s", bytes, r, r)
	default:
		m.p("ADDQ $%d, %s", bytes, r)
	}
}

func (m *machine) plus(r, by string) {
	if m.arm() {
		m.p("ADD %s, %s, %s", by, r, r)
	} else {
		m.p("ADDQ %s, %s", by, r)
	}
}

// plusArg adds an argument times a power of two to a pointer.
func (m *machine) plusArg(r, name string, shift int) {
	t := m.arg(name)
	if shift > 0 {
		m.shift(t, shift)
	}
	m.plus(r, t)
	m.release(t)
}

// loop repeats body while counter, less by each time, is above zero. The counter is above zero at first and a multiple of by.
func (m *machine) loop(counter string, by int, body func()) {
	m.labels++
	label := fmt.Sprintf("l%s%d", strings.ToLower(m.set), m.labels)
	fmt.Fprintf(m.code, "%s:\n", label)
	body()
	if m.arm() {
		m.p("SUBS $%d, %s, %s\n\tBNE %s", by, counter, counter, label)
	} else {
		m.p("SUBQ $%d, %s\n\tJNE %s", by, counter, label)
	}
}

// low is the lower half or quarter of a register.
func low(r string, kind string) string { return kind + r[1:] }

// load reads 16 numbers.
func (m *machine) load(d block, ptr string, off int) {
	for i, r := range d {
		at := off + 4*m.lanes*i
		if m.arm() {
			m.p("FMOVQ %d(%s), %s", at, ptr, low(r, "F"))
		} else {
			m.p("VMOVUPS %d(%s), %s", at, ptr, r)
		}
	}
}

func (m *machine) store(ptr string, off int, s block) {
	for i, r := range s {
		at := off + 4*m.lanes*i
		if m.arm() {
			m.p("FMOVQ %s, %d(%s)", low(r, "F"), at, ptr)
		} else {
			m.p("VMOVUPS %s, %d(%s)", r, at, ptr)
		}
	}
}

// splat puts the number at ptr in all lanes.
func (m *machine) splat(d block, ptr string) {
	if m.arm() {
		m.p("VLD1R (%s), [%s.S4]", ptr, d[0])
	} else {
		m.p("VBROADCASTSS (%s), %s", ptr, d[0])
	}
}

// splatArg puts an argument in all lanes.
func (m *machine) splatArg(d block, name string) {
	if m.arm() {
		m.p("FMOVS %s+%d(FP), %s", name, m.args[name], low(d[0], "F"))
		m.spread(d)
	} else {
		m.p("VBROADCASTSS %s+%d(FP), %s", name, m.args[name], d[0])
	}
}

// spread puts the first lane in all lanes.
func (m *machine) spread(d block) {
	if m.arm() {
		m.p("VDUP %s.S[0], %s.S4", d[0], d[0])
	} else {
		m.p("VBROADCASTSS %s, %s", low(d[0], "X"), d[0])
	}
}

// first stores the first lane.
func (m *machine) first(ptr string, s block) {
	if m.arm() {
		m.p("FMOVS %s, (%s)", low(s[0], "F"), ptr)
	} else {
		m.p("VMOVSS %s, (%s)", low(s[0], "X"), ptr)
	}
}

var intel = map[string]string{
	"add": "VADDPS", "sub": "VSUBPS", "mul": "VMULPS", "div": "VDIVPS", "max": "VMAXPS", "min": "VMINPS",
	"addi": "VPADDD", "mini": "VPMINSD", "and": "VPAND", "or": "VPOR",
}

// op is d = a op b, lane by lane. max is b unless a is greater, as is min unless a is less.
func (m *machine) op(op string, d, a, b block) {
	for i := range d {
		if i > 0 && d[i] == d[i-1] {
			break
		}
		if m.arm() {
			m.neon3(op, d[i], a[i], b[i])
			continue
		}
		name := intel[op]
		if m.set == "AVX512" && (op == "and" || op == "or") {
			name += "D"
		}
		m.p("%s %s, %s, %s", name, b[i], a[i], d[i])
	}
}

// op1 is op of the first lane alone, which divides faster.
func (m *machine) op1(op string, d, a, b block) {
	if m.arm() {
		m.neon3(op, d[0], a[0], b[0])
		return
	}
	x := func(r string) string {
		if strings.Contains(r, "(") {
			return r
		}
		return low(r, "X")
	}
	m.p("%s %s, %s, %s", strings.TrimSuffix(intel[op], "PS")+"SS", x(b[0]), x(a[0]), x(d[0]))
}

// root is the square root of the first lane.
func (m *machine) root(d block) {
	if m.arm() {
		m.neon2("sqrt", d[0], d[0])
	} else {
		m.p("VSQRTSS %[1]s, %[1]s, %[1]s", low(d[0], "X"))
	}
}

func (m *machine) zero(d block) {
	for i, r := range d {
		if i > 0 && r == d[i-1] {
			break
		}
		switch m.set {
		case "NEON":
			m.p("VEOR %[1]s.B16, %[1]s.B16, %[1]s.B16", r)
		case "AVX512":
			m.p("VPXORD %[1]s, %[1]s, %[1]s", r)
		default:
			m.p("VPXOR %[1]s, %[1]s, %[1]s", r)
		}
	}
}

// copy copies a number or a block.
func (m *machine) copy(d, s block) {
	for i := range d {
		if m.arm() {
			m.p("VMOV %s.B16, %s.B16", s[i], d[i])
		} else {
			m.p("VMOVUPS %s, %s", s[i], d[i])
		}
	}
}

// subInt is d = d - a of a whole number in the first lane.
func (m *machine) subInt(d, a block) {
	if m.arm() {
		m.neon3("subi", d[0], d[0], a[0])
	} else {
		m.p("VPSUBD %[1]s, %[2]s, %[2]s", low(a[0], "X"), low(d[0], "X"))
	}
}

// abs clears the sign. mask is number(signless), which NEON does not need.
func (m *machine) abs(d, mask block) {
	if m.arm() {
		for _, r := range d {
			m.neon2("abs", r, r)
		}
		return
	}
	m.op("and", d, d, mask)
}

// signless is a number whose bits are all set but for the sign.
var signless = math.Float32frombits(0x7fffffff)

// absMask is what abs wants.
func (m *machine) absMask() block {
	if m.arm() {
		return nil
	}
	return m.number(signless)
}

// unary is d = op a: "float" and "int" convert, to the nearest whole number, halves to even.
func (m *machine) unary(op string, d, a block) {
	for i := range d {
		if i > 0 && d[i] == d[i-1] {
			break
		}
		if m.arm() {
			m.neon2(op, d[i], a[i])
		} else {
			m.p("%s %s, %s", map[string]string{"float": "VCVTDQ2PS", "int": "VCVTPS2DQ"}[op], a[i], d[i])
		}
	}
}

func (m *machine) shiftLanes(d, a block, by int) {
	for i := range d {
		if m.arm() {
			m.p("VSHL $%d, %s.S4, %s.S4", by, a[i], d[i])
		} else {
			m.p("VPSLLD $%d, %s, %s", by, a[i], d[i])
		}
	}
}

// equal is d = v where a equals b, else 0.
func (m *machine) equal(d, a, b, v block) {
	for i := range d {
		switch m.set {
		case "NEON":
			m.neon3("equal", d[i], a[i], b[i])
			m.neon3("and", d[i], d[i], v[i])
		case "AVX512":
			m.p("VCMPPS $0, %s, %s, K1\n\tVMOVDQA32.Z %s, K1, %s", b[i], a[i], v[i], d[i])
		default:
			m.p("VCMPPS $0, %s, %s, %s\n\tVPAND %s, %s, %s", b[i], a[i], d[i], v[i], d[i], d[i])
		}
	}
}

// narrow stores 16 whole numbers, -128 to 127, as bytes. It spoils s.
func (m *machine) narrow(ptr string, off int, s block) {
	switch m.set {
	case "NEON":
		m.neon2("xtn4", s[0], s[0])
		m.neon2("xtn8", s[0], s[1])
		m.neon2("xtn4", s[2], s[2])
		m.neon2("xtn8", s[2], s[3])
		m.neon2("xtnb", s[0], s[0])
		m.neon2("xtnb2", s[0], s[2])
		m.p("FMOVQ %s, %d(%s)", low(s[0], "F"), off, ptr)
	case "AVX512":
		m.p("VPMOVDB %s, %d(%s)", s[0], off, ptr)
	default:
		x0, x1 := low(s[0], "X"), low(s[1], "X")
		m.p("VPACKSSDW %s, %s, %s\n\tVPERMQ $0xd8, %s, %s", s[1], s[0], s[0], s[0], s[0])
		m.p("VEXTRACTI128 $1, %s, %s\n\tVPACKSSWB %s, %s, %s", s[0], x1, x1, x0, x0)
		m.p("VMOVDQU %s, %d(%s)", x0, off, ptr)
	}
}

// widen reads 16 signed bytes as whole numbers.
func (m *machine) widen(d block, ptr string, off int) {
	switch m.set {
	case "NEON":
		m.p("FMOVQ %d(%s), %s", off, ptr, low(d[3], "F"))
		m.neon2("sxtl8", d[1], d[3])
		m.neon2("sxtl8h", d[3], d[3])
		m.neon2("sxtl4", d[0], d[1])
		m.neon2("sxtl4h", d[1], d[1])
		m.neon2("sxtl4", d[2], d[3])
		m.neon2("sxtl4h", d[3], d[3])
	default:
		for i, r := range d {
			m.p("VPMOVSXBD %d(%s), %s", off+m.lanes*i, ptr, r)
		}
	}
}

// fold reduces a block to the first lane: always lane i with lane i+8, then i+4, i+2, i+1, so that sums are the same on all
// machines. It spoils s. The result is s's first register.
func (m *machine) fold(op string, s block) block {
	t := m.one()
	r := s[0]
	m.p("// fold")
	switch m.set {
	case "NEON":
		m.neon3(op, s[0], s[0], s[2])
		m.neon3(op, s[1], s[1], s[3])
		m.neon3(op, s[0], s[0], s[1])
		for _, bytes := range []int{8, 4} {
			m.p("VEXT $%d, %s.B16, %s.B16, %s.B16", bytes, r, r, t[0])
			m.neon3(op, r, r, t[0])
		}
	default:
		name := intel[op]
		if m.set == "AVX512" {
			m.p("VEXTRACTF64X4 $1, %s, %s", r, low(t[0], "Y"))
			m.p("%s %s, %s, %s", name, low(t[0], "Y"), low(r, "Y"), low(r, "Y"))
		} else {
			m.p("%s %s, %s, %s", name, s[1], s[0], s[0])
		}
		x, y := low(r, "X"), low(t[0], "X")
		m.p("VEXTRACTF128 $1, %s, %s\n\t%s %s, %s, %s", low(r, "Y"), y, name, y, x, x)
		m.p("VPSHUFD $0x4e, %s, %s\n\t%s %s, %s, %s", x, y, name, y, x, x)
		m.p("VPSHUFD $0xb1, %s, %s\n\t%s %s, %s, %s", x, y, name, y, x, x)
	}
	m.free(t)
	b := make(block, 16/m.lanes)
	for i := range b {
		b[i] = r
	}
	return b
}

func (m *machine) label(name string) { fmt.Fprintf(m.code, "%s:\n", name) }
