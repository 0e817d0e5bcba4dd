package main

import "strconv"

// The Go assembler has no names for most vector instructions of floating point, so their words are spelt out after the Arm
// Architecture Reference Manual (C7.2). All work on four lanes of 32 bits but for the conversions of width.

var neonThree = map[string]uint32{
	"add": 0x4e20d400, "sub": 0x4ea0d400, "mul": 0x6e20dc00, "div": 0x6e20fc00, "max": 0x4e20f400, "min": 0x4ea0f400,
	"addi": 0x4ea08400, "subi": 0x6ea08400, "mini": 0x4ea06c00, "and": 0x4e201c00, "or": 0x4ea01c00, "equal": 0x4e20e400,
}

var neonThreeName = map[string]string{
	"add": "FADD", "sub": "FSUB", "mul": "FMUL", "div": "FDIV", "max": "FMAX", "min": "FMIN",
	"addi": "ADD", "subi": "SUB", "mini": "SMIN", "and": "AND", "or": "ORR", "equal": "FCMEQ",
}

var neonTwo = map[string]uint32{
	"abs": 0x4ea0f800, "sqrt": 0x6ea1f800, "float": 0x4e21d800, "int": 0x4e21a800,
	"xtn4": 0x0e612800, "xtn8": 0x4e612800, "xtnb": 0x0e212800, "xtnb2": 0x4e212800,
	"sxtl8": 0x0f08a400, "sxtl8h": 0x4f08a400, "sxtl4": 0x0f10a400, "sxtl4h": 0x4f10a400,
}

var neonTwoName = map[string]string{
	"abs": "FABS", "sqrt": "FSQRT", "float": "SCVTF", "int": "FCVTNS", "xtn4": "XTN 4H", "xtn8": "XTN2 8H", "xtnb": "XTN 8B", "xtnb2": "XTN2 16B",
	"sxtl8": "SXTL 8H", "sxtl8h": "SXTL2 8H", "sxtl4": "SXTL 4S", "sxtl4h": "SXTL2 4S",
}

func number(r string) uint32 {
	n, err := strconv.Atoi(r[1:])
	if err != nil {
		panic(r + " is no register")
	}
	return uint32(n)
}

// neon3 is d = a op b.
func (m *machine) neon3(op, d, a, b string) {
	w, ok := neonThree[op]
	if !ok {
		panic("NEON has no " + op)
	}
	m.p("WORD $0x%08x // %s %s, %s, %s", w|number(b)<<16|number(a)<<5|number(d), neonThreeName[op], d, a, b)
}

// neon2 is d = op a.
func (m *machine) neon2(op, d, a string) {
	w, ok := neonTwo[op]
	if !ok {
		panic("NEON has no " + op)
	}
	m.p("WORD $0x%08x // %s %s, %s", w|number(a)<<5|number(d), neonTwoName[op], d, a)
}
