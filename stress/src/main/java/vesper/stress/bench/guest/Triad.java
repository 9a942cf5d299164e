package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;

/**
 * {@code a[i] = b[i] + 3 * c[i]} on three arrays of doublewords in the hart's memory.
 *
 * @param distance from one array to the next, in bytes
 * @param size of an array, in bytes
 * @param copy whether to copy a to b first, as {@code memcpy} does
 */
record Triad(long distance, int size, boolean copy) implements Guest.Code {
    /** Bytes that the copying loop moves in one go. */
    private static final int STRIDE = 32;

    @Override
    public void emit(Assembler a, Mode mode, int harts) {
        fill(a);
        Loop.lap(a, () -> round(a));
    }

    private void fill(Assembler a) {
        a.label(Frame.FILL);
        a.li(T0, distance);
        a.add(T1, S0, T0);
        a.add(T2, T1, T0);
        a.li(T3, size);
        a.add(T3, T3, T1);
        a.li(T4, 1);
        a.label("fill.next");
        a.sd(T4, 0, T1);
        a.slli(T5, T4, 2);
        a.sd(T5, 0, T2);
        a.addi(T4, T4, 1);
        a.addi(T1, T1, 8);
        a.addi(T2, T2, 8);
        a.bltu(T1, T3, "fill.next");
        a.ret();
    }

    private void round(Assembler a) {
        a.li(T0, distance);
        a.mv(A0, S0);
        a.add(A1, A0, T0);
        a.add(A2, A1, T0);
        a.li(A3, size);
        a.add(A3, A3, A0);
        if (copy) {
            copy(a);
        }
        a.label("triad.next");
        a.ld(T2, 0, A2);
        a.ld(T1, 0, A1);
        a.slli(T3, T2, 1);
        a.add(T2, T2, T3);
        a.add(T1, T1, T2);
        a.sd(T1, 0, A0);
        a.addi(A0, A0, 8);
        a.addi(A1, A1, 8);
        a.addi(A2, A2, 8);
        a.bltu(A0, A3, "triad.next");
        a.ld(T0, -8, A0);
        a.add(S2, S2, T0);
        a.li(T0, size / 2);
        a.sub(T0, A0, T0);
        a.ld(T0, 0, T0);
        a.xor(S2, S2, T0);
    }

    private static void copy(Assembler a) {
        a.mv(T0, A0);
        a.mv(T1, A1);
        a.label("copy.next");
        a.ld(T2, 0, T0);
        a.ld(T3, 8, T0);
        a.ld(T4, 16, T0);
        a.ld(T5, 24, T0);
        a.addi(T0, T0, STRIDE);
        a.sd(T2, 0, T1);
        a.sd(T3, 8, T1);
        a.sd(T4, 16, T1);
        a.sd(T5, 24, T1);
        a.addi(T1, T1, STRIDE);
        a.bltu(T0, A3, "copy.next");
    }
}
