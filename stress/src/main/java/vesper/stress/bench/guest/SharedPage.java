package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;

/**
 * Code that counts in its own page: each hart has a copy of the function in a page of its memory, and the counter lies
 * behind it. A round calls it once; it counts {@link #STORES} times.
 */
final class SharedPage {
    private static final long PAGE = 0x1_0000;
    private static final int COUNTER = 2040;
    private static final int STORES = 64;
    /** More than the function has. */
    private static final int COPIED = 64;

    private SharedPage() {}

    static void emit(Assembler a) {
        fill(a);
        Loop.lap(a, () -> {
            a.mv(A1, S3);
            a.li(A0, STORES);
            a.jalr(S3);
            a.ld(T0, COUNTER, S3);
            a.add(S2, S2, T0);
        });
        a.align(3);
        a.label("page.function");
        a.label("page.next");
        a.ld(T0, COUNTER, A1);
        a.addi(T0, T0, 1);
        a.sd(T0, COUNTER, A1);
        a.addi(A0, A0, -1);
        a.bnez(A0, "page.next");
        a.ret();
        a.space(COPIED);
    }

    private static void fill(Assembler a) {
        a.label(Frame.FILL);
        a.li(S3, PAGE);
        a.add(S3, S3, S0);
        a.la(T0, "page.function");
        a.addi(T1, T0, COPIED);
        a.mv(T2, S3);
        a.label("fill.next");
        a.ld(T3, 0, T0);
        a.sd(T3, 0, T2);
        a.addi(T0, T0, 8);
        a.addi(T2, T2, 8);
        a.bltu(T0, T1, "fill.next");
        a.fence_i();
        a.ret();
    }
}
