package vesper.stress.bench.guest;

import static vesper.isa.Ordering.AQ;
import static vesper.isa.Ordering.RL;
import static vesper.isa.Register.*;

import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.isa.Register;

/**
 * All harts wait for the last one, in {@code wfi}: it wakes them by their {@code msip}. That is their software
 * interrupt's pending bit in M-mode; in S-mode the trap handler turns it into {@code sip.SSIP}.
 */
final class Barrier {
    /** Changes t0 to t4. */
    static final String WAIT = "barrier";

    private static final int SSIP = 1 << 1;

    private Barrier() {}

    static void emit(Assembler a, Mode mode, int harts) {
        a.label(WAIT);
        a.la(T0, "barrier.arrived");
        a.la(T1, "barrier.generation");
        a.lw(T2, 0, T1);
        a.li(T3, 1);
        a.amoadd_w(T3, T3, T0, AQ, RL);
        a.li(T4, harts - 1);
        a.beq(T3, T4, "barrier.last");
        a.label("barrier.look");
        clearInterrupt(a, mode, T3);
        a.fence();
        a.lw(T3, 0, T1);
        a.bne(T3, T2, "barrier.end");
        a.wfi();
        a.j("barrier.look");
        a.label("barrier.last");
        a.sw(ZERO, 0, T0);
        a.addi(T2, T2, 1);
        a.fence();
        a.sw(T2, 0, T1);
        a.fence();
        wakeOthers(a, harts);
        a.label("barrier.end");
        a.fence();
        a.ret();
        a.section(".data");
        a.align(Layout.LOG2_PAGE);
        a.label("barrier.arrived");
        a.word(0);
        a.label("barrier.generation");
        a.word(0);
        a.section(".text");
    }

    /** Forgets a software interrupt that has come. */
    static void clearInterrupt(Assembler a, Mode mode, Register scratch) {
        if (mode.supervisor()) {
            a.csrci(Csrs.SIP, SSIP);
        } else {
            a.ld(scratch, Frame.RECORD_MSIP, TP);
            a.sw(ZERO, 0, scratch);
        }
    }

    private static void wakeOthers(Assembler a, int harts) {
        a.ld(T2, Frame.RECORD_HART, TP);
        a.li(T0, 0);
        a.li(T1, Layout.CLINT);
        a.li(T3, 1);
        a.li(T4, harts);
        a.label("1");
        a.beq(T0, T2, "2f");
        a.sw(T3, 0, T1);
        a.label("2");
        a.addi(T1, T1, 4);
        a.addi(T0, T0, 1);
        a.bltu(T0, T4, "1b");
    }
}
