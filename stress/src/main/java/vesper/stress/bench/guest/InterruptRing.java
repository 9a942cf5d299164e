package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;
import vesper.isa.Csrs;

/**
 * Harts pass a token around by {@code msip}. A round is a hop for each hart: a hart waits in {@code wfi}, takes the
 * token from its own record and puts it into the next one's. Alone, a hart sends to itself.
 *
 * <p>A hart goes on when its interrupt is pending and the token is there. An interrupt may come without the token,
 * left over from a barrier.
 */
final class InterruptRing {
    private static final int SSIP = 1 << 1;
    private static final int MSIP = 1 << 3;

    private InterruptRing() {}

    /** s3: the hart's record, s4: the next one's, s5: the next one's {@code msip}, s6: the hart's number, s7: one. */
    static void emit(Assembler a, Mode mode, int harts) {
        a.label(Frame.FILL);
        a.mv(S3, TP);
        a.ld(S6, Frame.RECORD_HART, TP);
        a.addi(T0, S6, 1);
        a.li(T1, harts);
        a.bltu(T0, T1, "ring.next");
        a.li(T0, 0);
        a.label("ring.next");
        a.la(S4, Frame.RECORDS);
        a.slli(T1, T0, Frame.LOG2_RECORD_SIZE);
        a.add(S4, S4, T1);
        a.li(S5, Layout.CLINT);
        a.slli(T1, T0, 2);
        a.add(S5, S5, T1);
        a.li(S7, 1);
        a.ret();
        Loop.lap(a, () -> lookOnce(a), () -> round(a, mode));
    }

    /** The barrier before the lap may have taken the first token's interrupt for its own. */
    private static void lookOnce(Assembler a) {
        a.ld(T0, Frame.RECORD_MSIP, TP);
        a.sw(S7, 0, T0);
    }

    /** Hart 0 begins, and has the token back at the end of the round. The others wait first. */
    private static void round(Assembler a, Mode mode) {
        a.bnez(S6, "ring.wait");
        send(a);
        a.label("ring.wait");
        a.csrr(T0, mode.supervisor() ? Csrs.SIP : Csrs.MIP);
        a.andi(T0, T0, mode.supervisor() ? SSIP : MSIP);
        a.bnez(T0, "ring.interrupted");
        a.wfi();
        a.j("ring.wait");
        a.label("ring.interrupted");
        Barrier.clearInterrupt(a, mode, T0);
        a.fence();
        a.ld(T0, Frame.RECORD_GUEST, S3);
        a.beqz(T0, "ring.wait");
        a.sd(ZERO, Frame.RECORD_GUEST, S3);
        a.add(S2, S2, T0);
        a.beqz(S6, "ring.end");
        send(a);
        a.label("ring.end");
    }

    private static void send(Assembler a) {
        a.sd(S7, Frame.RECORD_GUEST, S4);
        a.fence();
        a.sw(S7, 0, S5);
    }
}
