package vesper.stress.bench.guest;

import static vesper.isa.FRegister.*;
import static vesper.isa.Register.*;

import vesper.isa.Assembler;

/** A product of matrices of doubles, by fused multiply and add. A round adds the bits of an element of the result. */
final class MatrixProduct {
    static final int N = 32;

    private static final int ROW = N * Double.BYTES;
    private static final int LEFT = 0;
    private static final int RIGHT = N * ROW;
    private static final int PRODUCT = 2 * RIGHT;

    private MatrixProduct() {}

    static void emit(Assembler a) {
        fill(a);
        Loop.lap(a, () -> round(a));
    }

    /** The elements are 1/3, 2/3 and so on, so that sums are inexact, as they mostly are. */
    private static void fill(Assembler a) {
        a.label(Frame.FILL);
        a.mv(T0, S0);
        a.li(T1, PRODUCT);
        a.add(T1, T1, S0);
        a.li(T2, 3);
        a.fcvt_d_l(FT0, T2);
        a.li(T2, 1);
        a.label("fill.next");
        a.fcvt_d_l(FT1, T2);
        a.fdiv_d(FT1, FT1, FT0);
        a.fsd(FT1, 0, T0);
        a.addi(T2, T2, 1);
        a.addi(T0, T0, 8);
        a.bltu(T0, T1, "fill.next");
        a.ret();
    }

    private static void round(Assembler a) {
        a.li(T0, RIGHT);
        a.li(A5, PRODUCT);
        a.add(A5, A5, S0);
        a.mv(A0, S0); // a row of the left matrix
        a.add(A6, S0, T0);
        a.label("product.row");
        a.mv(A1, A6); // a column of the right one
        a.addi(A2, A6, ROW);
        a.label("product.column");
        a.mv(T1, A0);
        a.addi(T2, A0, ROW);
        a.mv(T3, A1);
        a.fmv_d_x(FT0, ZERO);
        a.label("product.sum");
        a.fld(FT1, LEFT, T1);
        a.fld(FT2, 0, T3);
        a.fmadd_d(FT0, FT1, FT2, FT0);
        a.addi(T1, T1, 8);
        a.addi(T3, T3, ROW);
        a.bltu(T1, T2, "product.sum");
        a.fsd(FT0, 0, A5);
        a.addi(A5, A5, 8);
        a.addi(A1, A1, 8);
        a.bltu(A1, A2, "product.column");
        a.addi(A0, A0, ROW);
        a.bltu(A0, A6, "product.row");
        a.fmv_x_d(T0, FT0);
        a.add(S2, S2, T0);
    }
}
