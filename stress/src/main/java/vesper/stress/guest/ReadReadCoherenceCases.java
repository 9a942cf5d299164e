package vesper.stress.guest;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;
import static vesper.isa.Register.A0;
import static vesper.isa.Register.A1;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.ZERO;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import vesper.hart.TwoHarts;

/**
 * Coherence of two loads: one hart stores a word, the other loads it twice. The results are the loads, in program order.
 *
 * <pre>
 *  hart 0       hart 1
 *  x = 1        a0 = x
 *               a1 = x       1 and 0?
 * </pre>
 */
public final class ReadReadCoherenceCases {
    private ReadReadCoherenceCases() {}

    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "The second load saw what the first did, or what came later.")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "The second load saw what was there before.")
    interface Coherent {}

    /** As if the host had reordered the two. */
    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "The second load saw what the first did, or what came later.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "The second load saw what was there before.")
    interface Swapped {}

    /** Rule 2. */
    @JCStressTest
    @JCStressMeta(Coherent.class)
    @State
    public static class Bare extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T1, 0, S0);
                },
                a -> {
                    a.ld(A0, 0, S0);
                    a.ld(A1, 0, S0);
                });

        public Bare() {
            super(HARTS);
        }

        @Actor
        public void hart0() {
            runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r1 = runHart1();
            r.r2 = second(1);
        }
    }

    /** Rule 2, and the store is an AMO's. */
    @JCStressTest
    @JCStressMeta(Coherent.class)
    @State
    public static class Amo extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.amoadd_d(ZERO, T1, S0);
                },
                a -> {
                    a.ld(A0, 0, S0);
                    a.ld(A1, 0, S0);
                });

        public Amo() {
            super(HARTS);
        }

        @Actor
        public void hart0() {
            runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r1 = runHart1();
            r.r2 = second(1);
        }
    }

    /** Rule 2, and the second load is an LR. */
    @JCStressTest
    @JCStressMeta(Coherent.class)
    @State
    public static class Reserved extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T1, 0, S0);
                },
                a -> {
                    a.ld(A0, 0, S0);
                    a.lr_d(A1, S0);
                });

        public Reserved() {
            super(HARTS);
        }

        @Actor
        public void hart0() {
            runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r1 = runHart1();
            r.r2 = second(1);
        }
    }

    /** Rule 2, of bytes that both loads read: a doubleword's highest byte, then that byte alone. */
    @JCStressTest
    @JCStressMeta(Coherent.class)
    @State
    public static class MixedWidths extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.slli(T1, T1, 56);
                    a.sd(T1, 0, S0);
                },
                a -> {
                    a.ld(A0, 0, S0);
                    a.lbu(A1, 7, S0);
                    a.srli(A0, A0, 56);
                });

        public MixedWidths() {
            super(HARTS);
        }

        @Actor
        public void hart0() {
            runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r1 = runHart1();
            r.r2 = second(1);
        }
    }

    @JCStressTest
    @JCStressMeta(Swapped.class)
    @State
    public static class LoadsSwapped extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T1, 0, S0);
                },
                a -> {
                    a.ld(A1, 0, S0);
                    a.ld(A0, 0, S0);
                });

        public LoadsSwapped() {
            super(HARTS);
        }

        @Actor
        public void hart0() {
            runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r1 = runHart1();
            r.r2 = second(1);
        }
    }
}
