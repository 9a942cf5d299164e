package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;
import vesper.isa.Register;

/**
 * A ring of pointers, one in each of {@link #PAGES} pages and each in another line of its page. The way leads to the
 * page {@link #STEP} further on. A round falls a little
 * short of once around, and adds how far from the beginning it stopped.
 */
final class PointerChase {
    static final int PAGES = 448;
    /** Has no divisor in common with {@link #PAGES}. */
    private static final int STEP = 187;

    private static final int LOADS_IN_A_ROW = 8;

    private static final int LINE = 64;

    private PointerChase() {}

    static void emit(Assembler a) {
        fill(a);
        Loop.lap(a, () -> round(a));
    }

    /** t0: the number of a page, t1: that of the page it points to. */
    private static void fill(Assembler a) {
        a.label(Frame.FILL);
        a.li(T0, 0);
        a.li(T6, PAGES);
        a.label("fill.next");
        a.addi(T1, T0, STEP);
        a.bltu(T1, T6, "fill.within");
        a.sub(T1, T1, T6);
        a.label("fill.within");
        node(a, T0, T2);
        node(a, T1, T3);
        a.sd(T3, 0, T2);
        a.addi(T0, T0, 1);
        a.bltu(T0, T6, "fill.next");
        a.mv(S3, S0);
        a.ret();
    }

    /** The address of a page's pointer. */
    private static void node(Assembler a, Register page, Register address) {
        a.slli(address, page, 12);
        a.add(address, address, S0);
        a.andi(T5, page, Layout.PAGE / LINE - 1);
        a.slli(T5, T5, 6);
        a.add(address, address, T5);
    }

    private static void round(Assembler a) {
        a.li(T0, PAGES / LOADS_IN_A_ROW - 1);
        a.label("chase.next");
        for (int i = 0; i < LOADS_IN_A_ROW; i++) {
            a.ld(S3, 0, S3);
        }
        a.addi(T0, T0, -1);
        a.bnez(T0, "chase.next");
        a.sub(T0, S3, S0);
        a.add(S2, S2, T0);
    }
}
