#include "textflag.h"

// Products of bfloat16 tiles with Intel's matrix extension (AMX). The Go assembler does not know these instructions, so they
// are written as bytes: each comment gives what the bytes mean. A tile is 16 rows of 64 bytes; tiles 0 to 3 hold 2 x 2 tiles
// of C in single precision, 4 and 5 two tiles of A (16 rows x 32 k), 6 and 7 two tiles of B (16 pairs of k x 16 columns).
// A goroutine is not moved inside assembly, so the tiles need to live only from LDTILECFG to TILERELEASE.

// func amxStrip(kb, nb int, a, b *uint16, c *float32, ldc int, cfg *byte)
// C[32 rows][32*nb columns] += A[2 tiles][kb] * B[2*nb tiles][kb]; ldc in bytes.
TEXT ·amxStrip(SB), NOSPLIT, $0-56
	MOVQ kb+0(FP), R8
	MOVQ nb+8(FP), R9
	MOVQ a+16(FP), R10
	MOVQ b+24(FP), DX
	MOVQ c+32(FP), R11
	MOVQ ldc+40(FP), R12
	MOVQ cfg+48(FP), AX
	// ldtilecfg [rax]
	BYTE $0xc4; BYTE $0xe2; BYTE $0x78; BYTE $0x49; BYTE $0x00
	MOVQ R8, R13
	SHLQ $10, R13 // bytes of one strip of tiles
	MOVQ R12, R14
	SHLQ $4, R14  // bytes of 16 rows of C

column:
	MOVQ R11, DI
	MOVQ R12, SI
	// tileloadd tmm0, [rdi+rsi]
	BYTE $0xc4; BYTE $0xe2; BYTE $0x7b; BYTE $0x4b; BYTE $0x04; BYTE $0x37
	ADDQ $64, DI
	// tileloadd tmm1, [rdi+rsi]
	BYTE $0xc4; BYTE $0xe2; BYTE $0x7b; BYTE $0x4b; BYTE $0x0c; BYTE $0x37
	ADDQ R14, DI
	// tileloadd tmm3, [rdi+rsi]
	BYTE $0xc4; BYTE $0xe2; BYTE $0x7b; BYTE $0x4b; BYTE $0x1c; BYTE $0x37
	SUBQ $64, DI
	// tileloadd tmm2, [rdi+rsi]
	BYTE $0xc4; BYTE $0xe2; BYTE $0x7b; BYTE $0x4b; BYTE $0x14; BYTE $0x37

	MOVQ R10, AX
	LEAQ (R10)(R13*1), CX
	LEAQ (DX)(R13*1), BX
	MOVQ $64, SI
	MOVQ R8, R15

depth:
	// tileloadd tmm4, [rax+rsi]; tmm5, [rcx+rsi]; tmm6, [rdx+rsi]; tmm7, [rbx+rsi]
	BYTE $0xc4; BYTE $0xe2; BYTE $0x7b; BYTE $0x4b; BYTE $0x24; BYTE $0x30
	BYTE $0xc4; BYTE $0xe2; BYTE $0x7b; BYTE $0x4b; BYTE $0x2c; BYTE $0x31
	BYTE $0xc4; BYTE $0xe2; BYTE $0x7b; BYTE $0x4b; BYTE $0x34; BYTE $0x32
	BYTE $0xc4; BYTE $0xe2; BYTE $0x7b; BYTE $0x4b; BYTE $0x3c; BYTE $0x33
	// tdpbf16ps tmm0, tmm4, tmm6; tmm1, tmm4, tmm7; tmm2, tmm5, tmm6; tmm3, tmm5, tmm7
	BYTE $0xc4; BYTE $0xe2; BYTE $0x4a; BYTE $0x5c; BYTE $0xc4
	BYTE $0xc4; BYTE $0xe2; BYTE $0x42; BYTE $0x5c; BYTE $0xcc
	BYTE $0xc4; BYTE $0xe2; BYTE $0x4a; BYTE $0x5c; BYTE $0xd5
	BYTE $0xc4; BYTE $0xe2; BYTE $0x42; BYTE $0x5c; BYTE $0xdd
	ADDQ $1024, AX
	ADDQ $1024, CX
	ADDQ $1024, DX
	ADDQ $1024, BX
	DECQ R15
	JNZ depth

	MOVQ BX, DX // the next two tiles of B lie behind
	MOVQ R11, DI
	MOVQ R12, SI
	// tilestored [rdi+rsi], tmm0
	BYTE $0xc4; BYTE $0xe2; BYTE $0x7a; BYTE $0x4b; BYTE $0x04; BYTE $0x37
	ADDQ $64, DI
	// tilestored [rdi+rsi], tmm1
	BYTE $0xc4; BYTE $0xe2; BYTE $0x7a; BYTE $0x4b; BYTE $0x0c; BYTE $0x37
	ADDQ R14, DI
	// tilestored [rdi+rsi], tmm3
	BYTE $0xc4; BYTE $0xe2; BYTE $0x7a; BYTE $0x4b; BYTE $0x1c; BYTE $0x37
	SUBQ $64, DI
	// tilestored [rdi+rsi], tmm2
	BYTE $0xc4; BYTE $0xe2; BYTE $0x7a; BYTE $0x4b; BYTE $0x14; BYTE $0x37
	ADDQ $128, R11
	DECQ R9
	JNZ column
	// tilerelease
	BYTE $0xc4; BYTE $0xe2; BYTE $0x78; BYTE $0x49; BYTE $0xc0
	VZEROUPPER
	RET

// The packers turn single precision into tiles, 16 rows of 32 numbers (or 16 pairs of rows of 16) at a time:
// vcvtne2ps2bf16 zmm0, zmm1, zmm2 rounds zmm2 into the lower half and zmm1 into the upper.
#define ROUND BYTE $0x62; BYTE $0xf2; BYTE $0x77; BYTE $0x48; BYTE $0x72; BYTE $0xc2

// func packRun(kb int, src *float32, stride int, dst *uint16)
// 16 rows whose numbers lie side by side, as rows of the tile.
TEXT ·packRun(SB), NOSPLIT, $0-32
	MOVQ kb+0(FP), CX
	MOVQ src+8(FP), SI
	MOVQ stride+16(FP), DX
	MOVQ dst+24(FP), DI
runBlock:
	MOVQ SI, AX
	MOVQ $16, R8
runRow:
	VMOVUPS (AX), Z2
	VMOVUPS 64(AX), Z1
	ROUND
	VMOVDQU32 Z0, (DI)
	ADDQ DX, AX
	ADDQ $64, DI
	DECQ R8
	JNZ runRow
	ADDQ $128, SI
	DECQ CX
	JNZ runBlock
	VZEROUPPER
	RET

DATA by64<>+0(SB)/4, $0
DATA by64<>+4(SB)/4, $64
DATA by64<>+8(SB)/4, $128
DATA by64<>+12(SB)/4, $192
DATA by64<>+16(SB)/4, $256
DATA by64<>+20(SB)/4, $320
DATA by64<>+24(SB)/4, $384
DATA by64<>+28(SB)/4, $448
DATA by64<>+32(SB)/4, $512
DATA by64<>+36(SB)/4, $576
DATA by64<>+40(SB)/4, $640
DATA by64<>+44(SB)/4, $704
DATA by64<>+48(SB)/4, $768
DATA by64<>+52(SB)/4, $832
DATA by64<>+56(SB)/4, $896
DATA by64<>+60(SB)/4, $960
GLOBL by64<>(SB), RODATA|NOPTR, $64

// words 0, 16, 1, 17 ...: puts the two halves of a rounded pair of rows beside one another
DATA zip<>+0(SB)/8, $0x0011000100100000
DATA zip<>+8(SB)/8, $0x0013000300120002
DATA zip<>+16(SB)/8, $0x0015000500140004
DATA zip<>+24(SB)/8, $0x0017000700160006
DATA zip<>+32(SB)/8, $0x0019000900180008
DATA zip<>+40(SB)/8, $0x001b000b001a000a
DATA zip<>+48(SB)/8, $0x001d000d001c000c
DATA zip<>+56(SB)/8, $0x001f000f001e000e
GLOBL zip<>(SB), RODATA|NOPTR, $64

// func packRunT(kb int, src *float32, stride int, dst *uint16)
// The same, as columns of the tile.
TEXT ·packRunT(SB), NOSPLIT, $0-32
	MOVQ kb+0(FP), CX
	MOVQ src+8(FP), SI
	MOVQ stride+16(FP), DX
	MOVQ dst+24(FP), DI
	VMOVDQU32 by64<>(SB), Z3
runTBlock:
	MOVQ SI, AX
	MOVQ $16, R8
	MOVQ DI, BX
runTRow:
	VMOVUPS (AX), Z2
	VMOVUPS 64(AX), Z1
	ROUND
	KXNORW K1, K1, K1
	VPSCATTERDD Z0, K1, (BX)(Z3*1)
	ADDQ DX, AX
	ADDQ $4, BX
	DECQ R8
	JNZ runTRow
	ADDQ $128, SI
	ADDQ $1024, DI
	DECQ CX
	JNZ runTBlock
	VZEROUPPER
	RET

// func packPair(kb int, src *float32, stride int, dst *uint16)
// 32 rows of 16 numbers: each pair of rows is a row of the tile.
TEXT ·packPair(SB), NOSPLIT, $0-32
	MOVQ kb+0(FP), CX
	MOVQ src+8(FP), SI
	MOVQ stride+16(FP), DX
	MOVQ dst+24(FP), DI
	VMOVDQU32 zip<>(SB), Z3
	SHLQ $4, CX
pairRow:
	VMOVUPS (SI), Z2
	VMOVUPS (SI)(DX*1), Z1
	ROUND
	VPERMW Z0, Z3, Z0
	VMOVDQU32 Z0, (DI)
	LEAQ (SI)(DX*2), SI
	ADDQ $64, DI
	DECQ CX
	JNZ pairRow
	VZEROUPPER
	RET

// func packPairT(kb int, src *float32, stride int, dst *uint16)
// 32 rows of 16 numbers: each pair of rows is a column of the tile.
TEXT ·packPairT(SB), NOSPLIT, $0-32
	MOVQ kb+0(FP), CX
	MOVQ src+8(FP), SI
	MOVQ stride+16(FP), DX
	MOVQ dst+24(FP), DI
	VMOVDQU32 zip<>(SB), Z3
	VMOVDQU32 by64<>(SB), Z4
pairTBlock:
	MOVQ $16, R8
	MOVQ DI, BX
pairTRow:
	VMOVUPS (SI), Z2
	VMOVUPS (SI)(DX*1), Z1
	ROUND
	VPERMW Z0, Z3, Z0
	KXNORW K1, K1, K1
	VPSCATTERDD Z0, K1, (BX)(Z4*1)
	LEAQ (SI)(DX*2), SI
	ADDQ $4, BX
	DECQ R8
	JNZ pairTRow
	ADDQ $1024, DI
	DECQ CX
	JNZ pairTBlock
	VZEROUPPER
	RET
