package vesper.stress.bench.guest;

import static vesper.isa.Ordering.AQ;
import static vesper.isa.Ordering.RL;
import static vesper.isa.Register.*;

import vesper.isa.Assembler;

/**
 * All harts count in one doubleword by compare-and-swap, a loop of {@code lr.d} and {@code sc.d}, on a page with much else:
 * before each, a hart stores plainly to one of {@link #OTHERS} doublewords of its own there.
 */
final class CompareAndSwap {
    private static final int OTHERS = 64;
    /** From the page's beginning to the first hart's others, and from one hart's to the next one's. */
    private static final int FIRST_OTHERS = 256;

    private static final int LOG2_DISTANCE = 10;

    private CompareAndSwap() {}

    /** s3: the counter, s4: the hart's others. */
    static void emit(Assembler a) {
        a.label(Frame.FILL);
        a.la(S3, Frame.SHARED);
        a.ld(S4, Frame.RECORD_HART, TP);
        a.slli(S4, S4, LOG2_DISTANCE);
        a.add(S4, S4, S3);
        a.addi(S4, S4, FIRST_OTHERS);
        a.ret();
        Loop.lap(a, () -> {
            a.andi(T0, S1, OTHERS - 1);
            a.slli(T0, T0, 3);
            a.add(T0, T0, S4);
            a.ld(T1, 0, T0);
            a.add(T1, T1, S1);
            a.sd(T1, 0, T0);
            a.add(S2, S2, T1);
            a.ld(T1, 0, S3); // what is expected
            a.label("swap.next");
            a.addi(T2, T1, 1);
            a.label("swap.again");
            a.lr_d(T3, S3, AQ);
            a.bne(T3, T1, "swap.other");
            a.sc_d(T4, T2, S3, RL);
            a.bnez(T4, "swap.again");
            a.j("swap.done");
            a.label("swap.other");
            a.mv(T1, T3);
            a.j("swap.next");
            a.label("swap.done");
        });
    }
}
