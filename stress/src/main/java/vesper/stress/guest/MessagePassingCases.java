package vesper.stress.guest;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;
import static vesper.isa.Register.A0;
import static vesper.isa.Register.A1;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.S1;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.T3;
import static vesper.isa.Register.ZERO;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import vesper.hart.TwoHarts;
import vesper.isa.Ordering;

/**
 * Message passing: one hart stores a word and then a flag, the other loads the flag and then the word. The results are
 * the flag and the word.
 *
 * <pre>
 *  hart 0       hart 1
 *  x = 1        a0 = y
 *  y = 1        a1 = x       1 and 0?
 * </pre>
 */
public final class MessagePassingCases {
    private MessagePassingCases() {}

    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "The flag is not there, or the word is.")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "The flag is there, and what was stored before it is not.")
    interface Ordered {}

    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "The flag is not there, or the word is.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "RVWMO lets it happen; the host doesn't.")
    interface Allowed {}

    /** As if the host had reordered the two. */
    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "The flag is not there, or the word is.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "The flag is there, and the word is not.")
    interface Swapped {}

    @JCStressTest
    @JCStressMeta(Allowed.class)
    @State
    public static class Bare extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T1, 0, S0);
                    a.sd(T1, 0, S1);
                },
                a -> {
                    a.ld(A0, 0, S1);
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

    /** Rule 4. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class Fences extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T1, 0, S0);
                    a.fence("w", "w");
                    a.sd(T1, 0, S1);
                },
                a -> {
                    a.ld(A0, 0, S1);
                    a.fence("r", "r");
                    a.ld(A1, 0, S0);
                });

        public Fences() {
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

    /** Rule 4, {@code fence.tso}. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class FenceTso extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T1, 0, S0);
                    a.fence_tso();
                    a.sd(T1, 0, S1);
                },
                a -> {
                    a.ld(A0, 0, S1);
                    a.fence_tso();
                    a.ld(A1, 0, S0);
                });

        public FenceTso() {
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

    /** Rules 5 and 6. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class ReleaseAcquire extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T1, 0, S0);
                    a.amoswap_d(ZERO, T1, S1, Ordering.RL);
                },
                a -> {
                    a.lr_d(A0, S1, Ordering.AQ);
                    a.ld(A1, 0, S0);
                });

        public ReleaseAcquire() {
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

    /** Rules 5 and 6. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class ScReleaseAmoAcquire extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T1, 0, S0);
                    storeConditional(a, T1, S1, Ordering.RL);
                },
                a -> {
                    a.amoor_d(A0, ZERO, S1, Ordering.AQ);
                    a.ld(A1, 0, S0);
                });

        public ScReleaseAmoAcquire() {
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

    /** Rules 5 and 6, by Zalasr. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class StoreReleaseLoadAcquire extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T1, 0, S0);
                    a.sd_rl(T1, S1);
                },
                a -> {
                    a.ld_aq(A0, S1);
                    a.ld(A1, 0, S0);
                });

        public StoreReleaseLoadAcquire() {
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

    /** Rules 4 and 9. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class AddressDependency extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T1, 0, S0);
                    a.fence("w", "w");
                    a.sd(T1, 0, S1);
                },
                a -> {
                    a.ld(A0, 0, S1);
                    via(a, T3, A0, S0);
                    a.ld(A1, 0, T3);
                });

        public AddressDependency() {
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
    public static class StoresSwapped extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T1, 0, S1);
                    a.sd(T1, 0, S0);
                },
                a -> {
                    a.ld(A0, 0, S1);
                    a.fence("r", "r");
                    a.ld(A1, 0, S0);
                });

        public StoresSwapped() {
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
                    a.fence("w", "w");
                    a.sd(T1, 0, S1);
                },
                a -> {
                    a.ld(A1, 0, S0);
                    a.ld(A0, 0, S1);
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
