package model

import (
	"fmt"
	"strings"
)

//go:generate go run ./asm

// kernels are the inner loops of a network, for one set of instructions. All sets give the same bits: products are sums of whole
// numbers, what is single precision is rounded at every operation, and sums of it run in 32 lanes that are folded in one order.
//
// Lengths n are multiples of 16 (of 32 where it says so) and above zero, as are rows; lda, ldx and ldt are the distances between rows, in elements. No number may be a NaN,
// and no bias -0 (then no sum is -0 either, and the greater of two numbers is plain).
type kernels struct {
	name string

	// product multiplies m rows of bytes from 0 to 127, 4*k4 long, with a packed panel of 32 columns of bytes from -127 to 127, and
	// adds init: c[r][j] = init[j] + sum over k of a[r][k]*b[k][j]. The panel has 32 columns of four bytes of depth in a step, and
	// ldb bytes between steps. Rows are read and written up to as many as rowsRoom gives.
	product func(k4 int, m int, a *uint8, lda int, b *int8, ldb int, init *int32, c *int32, ldc int)

	// grouped is the same where the weights of no group (groupTop) are too large; k4 is a multiple of 4.
	grouped func(k4 int, m int, a *uint8, lda int, b *int8, ldb int, init *int32, c *int32, ldc int)

	// normBytes is layer normalisation of rows that lie one behind another, as bytes: ((x-mean)/deviation)*gain + bias, kept between 0 and
	// 127 and rounded. inv is 1/n; n is a multiple of 32.
	normBytes func(x *float32, rows int, n int, inv float32, gain *float32, bias *float32, to *uint8, ldt int)
	// normFloats is the same without limits and rounding.
	normFloats func(x *float32, rows int, n int, inv float32, gain *float32, bias *float32, to *float32, ldt int)

	// quantise writes rows as bytes: x*span/top + zero, rounded, where top is the greatest absolute value of the row. unit becomes
	// top*size for each row.
	quantise func(x *float32, ldx int, rows int, n int, span float32, zero float32, size float32, to *uint8, ldt int, unit *float32)
	// quantiseSum also gives -64 times the sum of the bytes of a row, which are signed.
	quantiseSum func(x *float32, ldx int, rows int, n int, span float32, zero float32, size float32, to *uint8, ldt int, unit *float32, sum *int32)

	// scaleTo turns sums of products into numbers: acc*(unit*scale) + bias, at least floor. Units are next apart: 1, or 0 for
	// one of all rows.
	scaleTo func(acc *int32, lda int, rows int, n int, unit *float32, next int, scale *float32, bias *float32, floor float32, to *float32, ldt int)
	// scaleAdd adds them to what stands there.
	scaleAdd func(acc *int32, lda int, rows int, n int, unit *float32, next int, scale *float32, bias *float32, to *float32, ldt int)
	// scaleMax adds the greater of columns j and j+n.
	scaleMax func(acc *int32, lda int, rows int, n int, unit *float32, scale *float32, bias *float32, to *float32, ldt int)

	// columnUnits gives for each column 127/top and top/127, top its greatest absolute value; n is a multiple of 32.
	columnUnits func(x *float32, ldx int, rows int, n int, unit *float32, size *float32)
	// packFour rounds x*unit to signed bytes and lays four rows of a column side by side.
	packFour func(x *float32, ldx int, fours int, n int, unit *float32, to *int8)

	// softmax turns rows of scores acc*(qs*ks) + bias + mask into weights: bytes, the greatest 127; total is one by their sum. qs is by
	// row, ks and mask by column, and the bias of a row begins one before that of the row above. acc is overwritten.
	softmax func(acc *int32, ldc int, rows int, n int, qs *float32, ks *float32, bias *float32, mask *float32, to *uint8, ldt int, total *float32)

	// pair writes a*b, and behind it the positive part of a+b.
	pair func(a *float32, b *float32, n int, to *float32)
	// dots multiplies rows that lie one behind another with w; n is a multiple of 32.
	dots func(x *float32, rows int, n int, w *float32, to *float32)
	// best is the place of the first greatest number of each row. places is the table of that name.
	best func(y *float32, ldy int, rows int, n int, places *int32, to *int32)
	// addRow adds q*scale.
	addRow func(to *float32, q *int8, n int, scale float32)
}

// sets lists what this machine can run, fastest first; the portable one is always last.
var sets = append(machineKernels(), portable)

// active is the set in use.
var active = &sets[0]

// Kernels names the sets of inner loops that this machine can run; the first is used.
func Kernels() []string {
	var names []string
	for _, k := range sets {
		names = append(names, k.name)
	}
	return names
}

// Use makes all networks run with another set, for tests and benchmarks. It must not be called while one runs.
func Use(name string) error {
	for i := range sets {
		if sets[i].name == name {
			active = &sets[i]
			return nil
		}
	}
	return fmt.Errorf("this machine has no kernels %q; it has %s", name, strings.Join(Kernels(), ", "))
}

// Kernel names the set in use, for cards and benchmarks.
func Kernel() string { return active.name }

// panel is the number of columns that are packed together; depth is packed by four.
const panel = 32

// rowsRoom is how many rows a product of m may read and write, as it does up to 8 at a time.
func rowsRoom(m int) int { return m + 7 }

func padded(n, to int) int { return (n + to - 1) / to * to }

// places are the numbers of 16 columns, less 2^30.
var places = func() (p [16]int32) {
	for i := range p {
		p[i] = int32(i) - 1<<30
	}
	return p
}()
