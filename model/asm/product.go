package main

import "math"

// product: m rows of activations, a tile of rows at a time, against one panel of 32 columns of packed weights. The rows of a are
// lda bytes apart, the steps of b (32 columns, four bytes of depth each) ldb bytes, the rows of c ldc numbers. Sums begin with init.
const productArgs = "k4 int, m int, a *uint8, lda int, b *int8, ldb int, init *int32, c *int32, ldc int"

// grouped is the same for the weights of layers, of which AVX2 may add eight products before it widens them.
func (m *machine) product() {
	if m.set == "AVX2" {
		m.fn("productVNNI", productArgs)
		m.avxVNNI()
		m.ret()
		m.fn("grouped", productArgs)
		m.avx2Grouped()
		m.ret()
	}
	m.fn("product", productArgs)
	switch m.set {
	case "AVX512":
		m.vnni()
	case "AVX2":
		m.avx2()
	default:
		m.neon()
	}
	m.ret()
}

// vnni: 8 rows at a time with VPDPBUSD.
func (m *machine) vnni() {
	const rows = 8
	m.p("MOVQ a+16(FP), AX\n\tMOVQ lda+24(FP), DX\n\tMOVQ ldb+40(FP), R11\n\tMOVQ c+56(FP), DI\n\tMOVQ ldc+64(FP), SI\n\tSHLQ $2, SI")
	m.p("MOVQ m+8(FP), R12\n\tMOVQ init+48(FP), R13\n\tLEAQ (DX)(DX*2), R8")
	m.p("VMOVDQU32 (R13), Z30\n\tVMOVDQU32 64(R13), Z31")
	m.label("vnnirows")
	m.p("MOVQ k4+0(FP), CX\n\tMOVQ b+32(FP), BX\n\tMOVQ AX, R10\n\tLEAQ (AX)(DX*4), R9")
	for r := 0; r < rows; r++ {
		m.p("VMOVDQA64 Z30, Z%d\n\tVMOVDQA64 Z31, Z%d", 2*r, 2*r+1)
	}
	at := []string{"(R10)", "(R10)(DX*1)", "(R10)(DX*2)", "(R10)(R8*1)", "(R9)", "(R9)(DX*1)", "(R9)(DX*2)", "(R9)(R8*1)"}
	m.label("vnnidepth")
	m.p("VMOVDQU32 (BX), Z24\n\tVMOVDQU32 64(BX), Z25")
	for r := 0; r < rows; r++ {
		m.p("VPBROADCASTD %s, Z%d", at[r], 26+r%4)
		m.p("VPDPBUSD Z24, Z%d, Z%d\n\tVPDPBUSD Z25, Z%d, Z%d", 26+r%4, 2*r, 26+r%4, 2*r+1)
	}
	m.p("ADDQ $4, R10\n\tADDQ $4, R9\n\tADDQ R11, BX\n\tDECQ CX\n\tJNZ vnnidepth")
	for r := 0; r < rows; r++ {
		m.p("VMOVDQU32 Z%d, (DI)\n\tVMOVDQU32 Z%d, 64(DI)\n\tADDQ SI, DI", 2*r, 2*r+1)
	}
	m.p("LEAQ (AX)(DX*8), AX\n\tSUBQ $8, R12\n\tJG vnnirows")
}

// avxVNNI: 6 rows and 16 columns at a time, with the VPDPBUSD of processors that have no AVX-512. The assembler only knows the one of AVX-512,
// so its bytes are spelt out (Intel SDM, VEX.256.66.0F38.W0 50 /r).
func (m *machine) avxVNNI() {
	const rows = 6
	m.p("MOVQ a+16(FP), AX\n\tMOVQ lda+24(FP), DX\n\tMOVQ ldb+40(FP), R11\n\tMOVQ c+56(FP), DI\n\tMOVQ ldc+64(FP), SI\n\tSHLQ $2, SI")
	m.p("MOVQ m+8(FP), R12\n\tLEAQ (DX)(DX*2), R8")
	m.label("avxvnnirows")
	for half := 0; half < 2; half++ {
		m.p("MOVQ init+48(FP), R13\n\tMOVQ k4+0(FP), CX\n\tMOVQ b+32(FP), BX\n\tMOVQ AX, R10\n\tLEAQ (AX)(R8*1), R9")
		for v := 0; v < 2; v++ {
			m.p("VMOVDQU %d(R13), Y%d", 64*half+32*v, v)
			for r := 1; r < rows; r++ {
				m.p("VMOVDQA Y%d, Y%d", v, 2*r+v)
			}
		}
		at := []string{"(R10)", "(R10)(DX*1)", "(R10)(DX*2)", "(R9)", "(R9)(DX*1)", "(R9)(DX*2)"}
		name := []string{"avxvnnileft", "avxvnniright"}[half]
		m.label(name)
		m.p("VMOVDQU %d(BX), Y12\n\tVMOVDQU %d(BX), Y13", 64*half, 64*half+32)
		for r := 0; r < rows; r++ {
			a := 14 + r%2
			m.p("VPBROADCASTD %s, Y%d", at[r], a)
			m.dot(2*r, a, 12)
			m.dot(2*r+1, a, 13)
		}
		m.p("ADDQ $4, R10\n\tADDQ $4, R9\n\tADDQ R11, BX\n\tDECQ CX\n\tJNZ %s", name)
		m.p("MOVQ DI, R9")
		for r := 0; r < rows; r++ {
			m.p("VMOVDQU Y%d, %d(R9)\n\tVMOVDQU Y%d, %d(R9)\n\tADDQ SI, R9", 2*r, 64*half, 2*r+1, 64*half+32)
		}
	}
	m.p("MOVQ R9, DI\n\tLEAQ (AX)(R8*2), AX\n\tSUBQ $6, R12\n\tJG avxvnnirows")
}

// dot is VPDPBUSD: d = d + the sums of four products of unsigned bytes of a and signed ones of b.
func (m *machine) dot(d, a, b int) {
	m.p("BYTE $0xc4; BYTE $0x%02x; BYTE $0x%02x; BYTE $0x50; BYTE $0x%02x // VPDPBUSD Y%d, Y%d, Y%d",
		(^d>>3&1)<<7|1<<6|(^b>>3&1)<<5|2, (^a&15)<<3|1<<2|1, 0xc0|d&7<<3|b&7, b, a, d)
}

// avx2: 4 rows and 16 columns at a time. Activations of 7 bits and weights of 8 cannot saturate VPMADDUBSW.
func (m *machine) avx2() {
	const rows = 4
	ones := m.ones()
	m.p("MOVQ a+16(FP), AX\n\tMOVQ lda+24(FP), DX\n\tMOVQ ldb+40(FP), R11\n\tMOVQ c+56(FP), DI\n\tMOVQ ldc+64(FP), SI\n\tSHLQ $2, SI")
	m.p("MOVQ m+8(FP), R12\n\tLEAQ (DX)(DX*2), R8\n\tVPBROADCASTD %s, Y15", ones)
	m.label("avx2rows")
	for half := 0; half < 2; half++ {
		m.p("MOVQ init+48(FP), R13\n\tMOVQ k4+0(FP), CX\n\tMOVQ b+32(FP), BX\n\tMOVQ AX, R10\n\tMOVQ DI, R9")
		for v := 0; v < 2; v++ {
			m.p("VMOVDQU %d(R13), Y%d", 64*half+32*v, v)
			for r := 1; r < rows; r++ {
				m.p("VMOVDQA Y%d, Y%d", v, 2*r+v)
			}
		}
		at := []string{"(R10)", "(R10)(DX*1)", "(R10)(DX*2)", "(R10)(R8*1)"}
		name := []string{"avx2left", "avx2right"}[half]
		m.label(name)
		m.p("VMOVDQU %d(BX), Y8\n\tVMOVDQU %d(BX), Y9", 64*half, 64*half+32)
		for r := 0; r < rows; r++ {
			m.p("VPBROADCASTD %s, Y10", at[r])
			for v := 0; v < 2; v++ {
				m.p("VPMADDUBSW Y%d, Y10, Y%d\n\tVPMADDWD Y15, Y%d, Y%d\n\tVPADDD Y%d, Y%d, Y%d", 8+v, 11+v, 11+v, 11+v, 11+v, 2*r+v, 2*r+v)
			}
		}
		m.p("ADDQ $4, R10\n\tADDQ R11, BX\n\tDECQ CX\n\tJNZ %s", name)
		for r := 0; r < rows; r++ {
			m.p("VMOVDQU Y%d, %d(R9)\n\tVMOVDQU Y%d, %d(R9)\n\tADDQ SI, R9", 2*r, 64*half, 2*r+1, 64*half+32)
		}
	}
	m.p("MOVQ R9, DI\n\tLEAQ (AX)(DX*4), AX\n\tSUBQ $4, R12\n\tJG avx2rows")
}

// avx2Grouped: 4 rows and 16 columns at a time, 16 bytes of depth a step. The sum of eight products fits 16 bits (quantiseColumn in package
// model), so that only one in four must be widened by VPMADDWD, which runs on the same ports as VPMADDUBSW.
func (m *machine) avx2Grouped() {
	m.p("MOVQ a+16(FP), AX\n\tMOVQ lda+24(FP), DX\n\tMOVQ ldb+40(FP), R11\n\tMOVQ c+56(FP), DI\n\tMOVQ ldc+64(FP), SI\n\tSHLQ $2, SI")
	m.p("MOVQ m+8(FP), R12\n\tLEAQ (DX)(DX*2), R8\n\tLEAQ (R11)(R11*2), R13\n\tVPBROADCASTD %s, Y15", m.ones())
	m.label("groupedrows")
	for half := 0; half < 2; half++ {
		m.p("MOVQ init+48(FP), R9\n\tMOVQ k4+0(FP), CX\n\tMOVQ b+32(FP), BX\n\tMOVQ AX, R10")
		for v := 0; v < 2; v++ {
			m.p("VMOVDQU %d(R9), Y%d", 64*half+32*v, v)
			for r := 1; r < 4; r++ {
				m.p("VMOVDQA Y%d, Y%d", v, 2*r+v)
			}
		}
		m.p("MOVQ DI, R9")
		at := []string{"(R10)", "(R10)(DX*1)", "(R10)(DX*2)", "(R10)(R8*1)"}
		step := []string{"(BX)", "(BX)(R11*1)", "(BX)(R11*2)", "(BX)(R13*1)"}
		name := []string{"groupedleft", "groupedright"}[half]
		m.label(name)
		for v := 0; v < 2; v++ {
			for k := range step {
				m.p("VMOVDQU %d%s, Y%d", 64*half+32*v, step[k], 8+k)
			}
			for r := range at {
				for k, t := range []int{12, 13, 13, 14} {
					m.p("VPBROADCASTD %d%s, Y%d\n\tVPMADDUBSW Y%d, Y%d, Y%d", 4*k, at[r], t, 8+k, t, t)
					if k == 1 {
						m.p("VPADDW Y13, Y12, Y12")
					}
				}
				m.p("VPADDW Y14, Y13, Y13\n\tVPADDW Y13, Y12, Y12\n\tVPMADDWD Y15, Y12, Y12\n\tVPADDD Y12, Y%d, Y%d", 2*r+v, 2*r+v)
			}
		}
		m.p("ADDQ $16, R10\n\tLEAQ (BX)(R11*4), BX\n\tSUBQ $4, CX\n\tJNZ %s", name)
		for r := range at {
			m.p("VMOVDQU Y%d, %d(R9)\n\tVMOVDQU Y%d, %d(R9)\n\tADDQ SI, R9", 2*r, 64*half, 2*r+1, 64*half+32)
		}
	}
	m.p("MOVQ R9, DI\n\tLEAQ (AX)(DX*4), AX\n\tSUBQ $4, R12\n\tJG groupedrows")
}

// ones is 16-bit ones, in memory.
func (m *machine) ones() string { return m.number(math.Float32frombits(0x00010001))[0] }

// neon: 4 rows and 16 columns at a time, with SDOT by element. The assembler has no name for SDOT, so its words are spelt out: SDOT
// Vd.4S, Vn.16B, Vm.4B[0] is 0x4f80e000 | m<<16 | n<<5 | d (Arm ARM, C7.2.302).
func (m *machine) neon() {
	const rows = 4
	m.p("MOVD a+16(FP), R1\n\tMOVD lda+24(FP), R2\n\tMOVD ldb+40(FP), R11\n\tMOVD c+56(FP), R4\n\tMOVD ldc+64(FP), R5\n\tLSL $2, R5, R5")
	m.p("MOVD m+8(FP), R12\n\tMOVD $4, R10")
	m.label("neonrows")
	for half := 0; half < 2; half++ {
		m.p("MOVD k4+0(FP), R0\n\tMOVD b+32(FP), R3\n\tMOVD init+48(FP), R13\n\tMOVD R4, R9\n\tMOVD R1, R14")
		if half > 0 {
			m.p("ADD $64, R3, R3\n\tADD $64, R13, R13\n\tADD $64, R9, R9")
		}
		m.p("ADD R2, R1, R6\n\tADD R2, R6, R7\n\tADD R2, R7, R8")
		m.p("VLD1 (R13), [V16.S4, V17.S4, V18.S4, V19.S4]")
		for r := 1; r < rows; r++ {
			for v := 0; v < 4; v++ {
				m.p("VMOV V%d.B16, V%d.B16", 16+v, 16+4*r+v)
			}
		}
		name := []string{"neonleft", "neonright"}[half]
		m.label(name)
		m.p("VLD1 (R3), [V0.B16, V1.B16, V2.B16, V3.B16]\n\tADD R11, R3, R3")
		for r, reg := range []int{14, 6, 7, 8} {
			m.p("FMOVS (R%d), F%d\n\tADD R10, R%d, R%d", reg, 4+r, reg, reg)
		}
		for r := 0; r < rows; r++ {
			for v := 0; v < 4; v++ {
				m.p("WORD $0x%08x // SDOT V%d.4S, V%d.16B, V%d.4B[0]", 0x4f80e000|(4+r)<<16|v<<5|(16+4*r+v), 16+4*r+v, v, 4+r)
			}
		}
		m.p("SUB $1, R0, R0\n\tCBNZ R0, %s", name)
		for r := 0; r < rows; r++ {
			m.p("VST1 [V%d.S4, V%d.S4, V%d.S4, V%d.S4], (R9)\n\tADD R5, R9, R9", 16+4*r, 17+4*r, 18+4*r, 19+4*r)
		}
	}
	m.p("SUB $64, R9, R4\n\tADD R2<<2, R1, R1\n\tSUBS $4, R12, R12\n\tBGT neonrows")
}
