package main

// neon: 4 rows against 16 columns of a panel of 32, four bytes of depth a step, with SDOT by element. The assembler has no name
// for SDOT, so its words are spelt out: SDOT Vd.4S, Vn.16B, Vm.4B[0] is 0x4f80e000 | m<<16 | n<<5 | d (Arm ARM, C7.2.302).
func neon(p func(string, ...any)) {
	const rows = 4
	p("// func tileNEON(k4 int, a *uint8, lda int, b *int8, c *int32, ldc int)")
	p("TEXT ·tileNEON(SB), NOSPLIT, $0-48")
	p("\tMOVD k4+0(FP), R0\n\tMOVD a+8(FP), R1\n\tMOVD lda+16(FP), R2\n\tMOVD b+24(FP), R3\n\tMOVD c+32(FP), R4\n\tMOVD ldc+40(FP), R5\n\tLSL $2, R5, R5")
	p("\tADD R2, R1, R6\n\tADD R2, R6, R7\n\tADD R2, R7, R8")
	p("\tMOVD R4, R9")
	for r := 0; r < rows; r++ {
		p("\tVLD1 (R9), [V%d.S4, V%d.S4, V%d.S4, V%d.S4]", 16+4*r, 17+4*r, 18+4*r, 19+4*r)
		if r < rows-1 {
			p("\tADD R5, R9, R9")
		}
	}
	p("\tMOVD $4, R10\n\tMOVD $128, R11")
	p("neonloop:\n\tVLD1 (R3), [V0.B16, V1.B16, V2.B16, V3.B16]\n\tADD R11, R3, R3")
	for r, reg := range []int{1, 6, 7, 8} {
		p("\tFMOVS (R%d), F%d\n\tADD R10, R%d, R%d", reg, 4+r, reg, reg)
	}
	for r := 0; r < rows; r++ {
		for v := 0; v < 4; v++ {
			p("\tWORD $0x%08x // SDOT V%d.4S, V%d.16B, V%d.4B[0]", 0x4f80e000|(4+r)<<16|v<<5|(16+4*r+v), 16+4*r+v, v, 4+r)
		}
	}
	p("\tSUB $1, R0, R0\n\tCBNZ R0, neonloop")
	for r := 0; r < rows; r++ {
		p("\tVST1 [V%d.S4, V%d.S4, V%d.S4, V%d.S4], (R4)", 16+4*r, 17+4*r, 18+4*r, 19+4*r)
		if r < rows-1 {
			p("\tADD R5, R4, R4")
		}
	}
	p("\tRET\n")
}
