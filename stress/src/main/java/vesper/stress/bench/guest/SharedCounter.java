package vesper.stress.bench.guest;

import static vesper.isa.Ordering.AQ;
import static vesper.isa.Ordering.RL;
import static vesper.isa.Register.*;

import vesper.isa.Assembler;

/** All harts count in one doubleword: by {@code amoadd.d}, or under a lock of {@code lr.w} and {@code sc.w}. */
final class SharedCounter {
    /** Of the lock, from the counter: another line of its page. */
    private static final int LOCK = 64;

    private SharedCounter() {}

    /** A round is one addition; what it returns, another number each time, is thrown away. */
    static void emitAtomic(Assembler a) {
        prepare(a);
        Loop.lap(a, () -> a.amoadd_d(ZERO, S4, S3));
    }

    /** {@link #emitLocked} that lets the lock go by {@code amoswap.w.rl}, as the manual's example does. */
    static void emitSwapping(Assembler a) {
        emitLocked(a, () -> a.amoswap_w(ZERO, ZERO, S5, RL));
    }

    /** {@link #emitLocked} that lets the lock go by a plain store behind {@code fence rw,w}, as compilers do. */
    static void emitStoring(Assembler a) {
        emitLocked(a, () -> {
            a.fence("rw", "w");
            a.sw(ZERO, 0, S5);
        });
    }

    /** A round takes the lock (manual, section 14.2.1), adds one with a load and a store, and lets the lock go. */
    private static void emitLocked(Assembler a, Runnable release) {
        prepare(a);
        Loop.lap(a, () -> {
            a.label("lock.take");
            a.lr_w(T0, S5, AQ);
            a.bnez(T0, "lock.wait");
            a.sc_w(T0, S4, S5);
            a.bnez(T0, "lock.take");
            a.ld(T1, 0, S3);
            a.addi(T1, T1, 1);
            a.sd(T1, 0, S3);
            release.run();
            a.j("lock.free");
            a.label("lock.wait");
            a.pause();
            a.lw(T0, 0, S5);
            a.bnez(T0, "lock.wait");
            a.j("lock.take");
            a.label("lock.free");
        });
    }

    /** s3: the counter, s4: one, s5: the lock. */
    private static void prepare(Assembler a) {
        a.label(Frame.FILL);
        a.la(S3, Frame.SHARED);
        a.li(S4, 1);
        a.addi(S5, S3, LOCK);
        a.ret();
    }
}
