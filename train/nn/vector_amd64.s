#include "textflag.h"

// Loops over single-precision vectors with AVX-512. n is a multiple of 16 and at least 16; the Go twins are in vector.go.

// SUM adds the lanes of Z0 into X0; it uses Z1.
#define SUM \
	VEXTRACTF64X4 $1, Z0, Y1 \
	VADDPS Y1, Y0, Y0        \
	VEXTRACTF128 $1, Y0, X1  \
	VADDPS X1, X0, X0        \
	VHADDPS X0, X0, X0       \
	VHADDPS X0, X0, X0

#define LOAD4 \
	MOVQ n+0(FP), CX \
	SHRQ $4, CX      \
	MOVQ x+8(FP), SI \
	MOVQ y+16(FP), DX \
	MOVQ z+24(FP), DI

// func add512(n int, x, y, z *float32)
// z = x + y
TEXT ·add512(SB), NOSPLIT, $0-32
	LOAD4
addLoop:
	VMOVUPS (SI), Z0
	VADDPS (DX), Z0, Z0
	VMOVUPS Z0, (DI)
	ADDQ $64, SI
	ADDQ $64, DX
	ADDQ $64, DI
	DECQ CX
	JNZ addLoop
	VZEROUPPER
	RET

// func mulAdd512(n int, x, y, z *float32)
// z += x * y
TEXT ·mulAdd512(SB), NOSPLIT, $0-32
	LOAD4
mulAddLoop:
	VMOVUPS (SI), Z0
	VMOVUPS (DI), Z1
	VFMADD231PS (DX), Z0, Z1
	VMOVUPS Z1, (DI)
	ADDQ $64, SI
	ADDQ $64, DX
	ADDQ $64, DI
	DECQ CX
	JNZ mulAddLoop
	VZEROUPPER
	RET

// func mul512(n int, x, y, z *float32)
// z = x * y
TEXT ·mul512(SB), NOSPLIT, $0-32
	LOAD4
mulLoop:
	VMOVUPS (SI), Z0
	VMULPS (DX), Z0, Z0
	VMOVUPS Z0, (DI)
	ADDQ $64, SI
	ADDQ $64, DX
	ADDQ $64, DI
	DECQ CX
	JNZ mulLoop
	VZEROUPPER
	RET

// func max512(n int, x, y, z *float32)
// z = max(x, y)
TEXT ·max512(SB), NOSPLIT, $0-32
	LOAD4
maxLoop:
	VMOVUPS (SI), Z0
	VMAXPS (DX), Z0, Z0
	VMOVUPS Z0, (DI)
	ADDQ $64, SI
	ADDQ $64, DX
	ADDQ $64, DI
	DECQ CX
	JNZ maxLoop
	VZEROUPPER
	RET

// func reluBack512(n int, x, y, z *float32)
// z += y where x > 0
TEXT ·reluBack512(SB), NOSPLIT, $0-32
	LOAD4
	VPXORQ Z3, Z3, Z3
reluBackLoop:
	VMOVUPS (SI), Z0
	VCMPPS $14, Z3, Z0, K1
	VMOVUPS (DI), Z1
	VADDPS (DX), Z1, K1, Z1
	VMOVUPS Z1, (DI)
	ADDQ $64, SI
	ADDQ $64, DX
	ADDQ $64, DI
	DECQ CX
	JNZ reluBackLoop
	VZEROUPPER
	RET

// func maxBack512(n int, a, b, dy, ga, gb *float32)
// ga += g where a >= b, gb += g elsewhere
TEXT ·maxBack512(SB), NOSPLIT, $0-48
	MOVQ n+0(FP), CX
	SHRQ $4, CX
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ dy+24(FP), DI
	MOVQ ga+32(FP), AX
	MOVQ gb+40(FP), BX
maxBackLoop:
	VMOVUPS (SI), Z0
	VCMPPS $13, (DX), Z0, K1
	KNOTW K1, K2
	VMOVUPS (DI), Z1
	VMOVUPS (AX), Z2
	VADDPS Z1, Z2, K1, Z2
	VMOVUPS Z2, (AX)
	VMOVUPS (BX), Z2
	VADDPS Z1, Z2, K2, Z2
	VMOVUPS Z2, (BX)
	ADDQ $64, SI
	ADDQ $64, DX
	ADDQ $64, DI
	ADDQ $64, AX
	ADDQ $64, BX
	DECQ CX
	JNZ maxBackLoop
	VZEROUPPER
	RET

// func scale512(n int, alpha float32, x *float32)
// x *= alpha
TEXT ·scale512(SB), NOSPLIT, $0-24
	MOVQ n+0(FP), CX
	SHRQ $4, CX
	VBROADCASTSS alpha+8(FP), Z1
	MOVQ x+16(FP), SI
scaleLoop:
	VMULPS (SI), Z1, Z0
	VMOVUPS Z0, (SI)
	ADDQ $64, SI
	DECQ CX
	JNZ scaleLoop
	VZEROUPPER
	RET

// func top512(n int, x *float32) float32
// the largest of x
TEXT ·top512(SB), NOSPLIT, $0-20
	MOVQ n+0(FP), CX
	SHRQ $4, CX
	MOVQ x+8(FP), SI
	VMOVUPS (SI), Z0
topLoop:
	VMAXPS (SI), Z0, Z0
	ADDQ $64, SI
	DECQ CX
	JNZ topLoop
	VEXTRACTF64X4 $1, Z0, Y1
	VMAXPS Y1, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VMAXPS X1, X0, X0
	VPSHUFD $0x4e, X0, X1
	VMAXPS X1, X0, X0
	VPSHUFD $0xb1, X0, X1
	VMAXPS X1, X0, X0
	VMOVSS X0, ret+16(FP)
	VZEROUPPER
	RET

// func exp512(n int, x *float32, top float32) float32
// x = e^(x-top), and the sum of that (Cephes' polynomial, as exp in tape.go)
TEXT ·exp512(SB), NOSPLIT, $0-28
	MOVQ n+0(FP), CX
	SHRQ $4, CX
	MOVQ x+8(FP), SI
	VBROADCASTSS top+16(FP), Z16
	VPXORQ Z0, Z0, Z0
	VBROADCASTSS expConst<>+0(SB), Z17  // log2 e
	VBROADCASTSS expConst<>+4(SB), Z18  // 0.693359375
	VBROADCASTSS expConst<>+8(SB), Z19  // -2.12194440e-4
	VBROADCASTSS expConst<>+12(SB), Z20
	VBROADCASTSS expConst<>+16(SB), Z21
	VBROADCASTSS expConst<>+20(SB), Z22
	VBROADCASTSS expConst<>+24(SB), Z23
	VBROADCASTSS expConst<>+28(SB), Z24
	VBROADCASTSS expConst<>+32(SB), Z25
	VBROADCASTSS expConst<>+36(SB), Z26 // 1
	VBROADCASTSS expConst<>+40(SB), Z27 // -87
expLoop:
	VMOVUPS (SI), Z1
	VSUBPS Z16, Z1, Z1
	VMAXPS Z27, Z1, Z1
	VMULPS Z17, Z1, Z2
	VRNDSCALEPS $0, Z2, Z2
	VFNMADD231PS Z18, Z2, Z1
	VFNMADD231PS Z19, Z2, Z1
	VMOVAPS Z20, Z3
	VFMADD213PS Z21, Z1, Z3
	VFMADD213PS Z22, Z1, Z3
	VFMADD213PS Z23, Z1, Z3
	VFMADD213PS Z24, Z1, Z3
	VFMADD213PS Z25, Z1, Z3
	VMULPS Z1, Z1, Z4
	VFMADD213PS Z1, Z4, Z3
	VADDPS Z26, Z3, Z3
	VSCALEFPS Z2, Z3, Z3
	VMOVUPS Z3, (SI)
	VADDPS Z3, Z0, Z0
	ADDQ $64, SI
	DECQ CX
	JNZ expLoop
	SUM
	VMOVSS X0, ret+24(FP)
	VZEROUPPER
	RET

DATA expConst<>+0(SB)/4, $1.44269504
DATA expConst<>+4(SB)/4, $0.693359375
DATA expConst<>+8(SB)/4, $-2.12194440e-4
DATA expConst<>+12(SB)/4, $1.9875691500e-4
DATA expConst<>+16(SB)/4, $1.3981999507e-3
DATA expConst<>+20(SB)/4, $8.3334519073e-3
DATA expConst<>+24(SB)/4, $4.1665795894e-2
DATA expConst<>+28(SB)/4, $1.6666665459e-1
DATA expConst<>+32(SB)/4, $5.0000001201e-1
DATA expConst<>+36(SB)/4, $1.0
DATA expConst<>+40(SB)/4, $-87.0
GLOBL expConst<>(SB), RODATA|NOPTR, $44

// func norm512(n int, x, gain, bias, hat, y *float32) float32
// hat = (x - mean) / deviation, y = hat*gain + bias; returns 1 / deviation
TEXT ·norm512(SB), NOSPLIT, $0-52
	MOVQ n+0(FP), R8
	MOVQ x+8(FP), SI
	MOVQ gain+16(FP), DX
	MOVQ bias+24(FP), DI
	MOVQ hat+32(FP), AX
	MOVQ y+40(FP), BX
	VCVTSI2SSQ R8, X5, X5
	SHRQ $4, R8
	MOVQ R8, CX
	MOVQ SI, R9
	VPXORQ Z0, Z0, Z0
normMean:
	VADDPS (R9), Z0, Z0
	ADDQ $64, R9
	DECQ CX
	JNZ normMean
	SUM
	VDIVSS X5, X0, X0
	VBROADCASTSS X0, Z2
	MOVQ R8, CX
	MOVQ SI, R9
	VPXORQ Z0, Z0, Z0
normDev:
	VMOVUPS (R9), Z3
	VSUBPS Z2, Z3, Z3
	VFMADD231PS Z3, Z3, Z0
	ADDQ $64, R9
	DECQ CX
	JNZ normDev
	SUM
	VDIVSS X5, X0, X0
	VADDSS normEps<>(SB), X0, X0
	VSQRTSS X0, X0, X0
	VMOVSS expConst<>+36(SB), X1
	VDIVSS X0, X1, X0
	VMOVSS X0, ret+48(FP)
	VBROADCASTSS X0, Z4
	MOVQ R8, CX
normOut:
	VMOVUPS (SI), Z3
	VSUBPS Z2, Z3, Z3
	VMULPS Z4, Z3, Z3
	VMOVUPS Z3, (AX)
	VMOVUPS (DI), Z6
	VFMADD231PS (DX), Z3, Z6
	VMOVUPS Z6, (BX)
	ADDQ $64, SI
	ADDQ $64, DX
	ADDQ $64, DI
	ADDQ $64, AX
	ADDQ $64, BX
	DECQ CX
	JNZ normOut
	VZEROUPPER
	RET

DATA normEps<>(SB)/4, $1e-5
GLOBL normEps<>(SB), RODATA|NOPTR, $4

// func normBack512(n int, dy, hat, gain, gx, ggain, gbias *float32, inv float32)
// the gradients of norm512 from that of y
TEXT ·normBack512(SB), NOSPLIT, $0-60
	MOVQ n+0(FP), R8
	MOVQ dy+8(FP), SI
	MOVQ hat+16(FP), DX
	MOVQ gain+24(FP), DI
	MOVQ gx+32(FP), AX
	MOVQ ggain+40(FP), BX
	MOVQ gbias+48(FP), R10
	VBROADCASTSS inv+56(FP), Z7
	VCVTSI2SSQ R8, X8, X8
	SHRQ $4, R8
	MOVQ R8, CX
	MOVQ SI, R11
	MOVQ DX, R12
	MOVQ DI, R13
	VPXORQ Z0, Z0, Z0 // sum of g*gain
	VPXORQ Z9, Z9, Z9 // sum of g*gain*hat
normBackSums:
	VMOVUPS (R11), Z2
	VMOVUPS (R12), Z3
	VMOVUPS (BX), Z4
	VFMADD231PS Z2, Z3, Z4
	VMOVUPS Z4, (BX)
	VADDPS (R10), Z2, Z4
	VMOVUPS Z4, (R10)
	VMULPS (R13), Z2, Z2
	VADDPS Z2, Z0, Z0
	VFMADD231PS Z2, Z3, Z9
	ADDQ $64, R11
	ADDQ $64, R12
	ADDQ $64, R13
	ADDQ $64, BX
	ADDQ $64, R10
	DECQ CX
	JNZ normBackSums
	SUM
	VDIVSS X8, X0, X0
	VBROADCASTSS X0, Z5
	VMOVAPS Z9, Z0
	SUM
	VDIVSS X8, X0, X0
	VBROADCASTSS X0, Z6
	MOVQ R8, CX
normBackOut:
	VMOVUPS (SI), Z2
	VMULPS (DI), Z2, Z2
	VSUBPS Z5, Z2, Z2
	VFNMADD231PS (DX), Z6, Z2
	VMOVUPS (AX), Z3
	VFMADD231PS Z2, Z7, Z3
	VMOVUPS Z3, (AX)
	ADDQ $64, SI
	ADDQ $64, DX
	ADDQ $64, DI
	ADDQ $64, AX
	DECQ CX
	JNZ normBackOut
	VZEROUPPER
	RET

// func adam512(n int, dy, v, m, s, avg *float32, k *[8]float32)
// one step of Adam; k is scale, 1-b1, 1-b2, rate, root, eps, decay, 1-average. It clears g.
TEXT ·adam512(SB), NOSPLIT, $0-56
	MOVQ n+0(FP), CX
	SHRQ $4, CX
	MOVQ dy+8(FP), SI
	MOVQ v+16(FP), DX
	MOVQ m+24(FP), DI
	MOVQ s+32(FP), AX
	MOVQ avg+40(FP), BX
	MOVQ k+48(FP), R8
	VBROADCASTSS 0(R8), Z16
	VBROADCASTSS 4(R8), Z17
	VBROADCASTSS 8(R8), Z18
	VBROADCASTSS 12(R8), Z19
	VBROADCASTSS 16(R8), Z20
	VBROADCASTSS 20(R8), Z21
	VBROADCASTSS 24(R8), Z22
	VBROADCASTSS 28(R8), Z23
	VPXORQ Z15, Z15, Z15
adamLoop:
	VMULPS (SI), Z16, Z0
	VMOVUPS Z15, (SI)
	VMOVUPS (DI), Z1
	VSUBPS Z1, Z0, Z2
	VFMADD231PS Z2, Z17, Z1
	VMOVUPS Z1, (DI)
	VMOVUPS (AX), Z3
	VMULPS Z0, Z0, Z2
	VSUBPS Z3, Z2, Z2
	VFMADD231PS Z2, Z18, Z3
	VMOVUPS Z3, (AX)
	VSQRTPS Z3, Z4
	VFMADD213PS Z21, Z20, Z4
	VMULPS Z1, Z19, Z1
	VDIVPS Z4, Z1, Z1
	VMOVUPS (DX), Z5
	VFMADD231PS Z5, Z22, Z1
	VSUBPS Z1, Z5, Z5
	VMOVUPS Z5, (DX)
	TESTQ BX, BX
	JZ adamNext
	VMOVUPS (BX), Z6
	VSUBPS Z6, Z5, Z5
	VFMADD231PS Z5, Z23, Z6
	VMOVUPS Z6, (BX)
	ADDQ $64, BX
adamNext:
	ADDQ $64, SI
	ADDQ $64, DX
	ADDQ $64, DI
	ADDQ $64, AX
	DECQ CX
	JNZ adamLoop
	VZEROUPPER
	RET
