package vesper.stress.guest;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;
import static vesper.isa.Register.A0;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.S1;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.T2;
import static vesper.isa.Register.T3;
import static vesper.isa.Register.ZERO;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import vesper.hart.TwoHarts;
import vesper.isa.Ordering;

/**
 * S: one hart stores a word and then a flag, the other loads the flag and then stores the word. The results are the flag,
 * and the word in the end.
 *
 * <pre>
 *  hart 0       hart 1
 *  x = 2        a0 = y
 *  y = 1        x = 1        a0 1 and x 2?
 * </pre>
 */
public final class StoreAfterFlagCases {
    private StoreAfterFlagCases() {}

    @Outcome(
            id = {"0, 1", "0, 2", "1, 1"},
            expect = ACCEPTABLE,
            desc = "The flag is not there, or the store after it came last.")
    @Outcome(id = "1, 2", expect = FORBIDDEN, desc = "The flag is there, and what was stored before it came last.")
    interface Ordered {}

    @Outcome(
            id = {"0, 1", "0, 2", "1, 1"},
            expect = ACCEPTABLE,
            desc = "The flag is not there, or the store after it came last.")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "RVWMO lets it happen; the host doesn't.")
    interface Allowed {}

    /** As if the host had reordered the two. */
    @Outcome(
            id = {"0, 1", "0, 2", "1, 1"},
            expect = ACCEPTABLE,
            desc = "The flag is not there, or the store after it came last.")
    @Outcome(id = "1, 2", expect = ACCEPTABLE_INTERESTING, desc = "The flag is there, and the word came later.")
    interface Swapped {}

    @JCStressTest
    @JCStressMeta(Allowed.class)
    @State
    public static class Bare extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T2, 0, S0);
                    a.sd(T1, 0, S1);
                },
                a -> {
                    a.ld(A0, 0, S1);
                    a.sd(T1, 0, S0);
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
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = x();
        }
    }

    /** Rules 4 and 9. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class AddressDependency extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T2, 0, S0);
                    a.fence("w", "w");
                    a.sd(T1, 0, S1);
                },
                a -> {
                    a.ld(A0, 0, S1);
                    via(a, T3, A0, S0);
                    a.sd(T1, 0, T3);
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
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = x();
        }
    }

    /** Rules 4 and 10. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class DataDependency extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T2, 0, S0);
                    a.fence("w", "w");
                    a.sd(T1, 0, S1);
                },
                a -> {
                    a.ld(A0, 0, S1);
                    via(a, T3, A0, T1);
                    a.sd(T3, 0, S0);
                });

        public DataDependency() {
            super(HARTS);
        }

        @Actor
        public void hart0() {
            runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r1 = runHart1();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = x();
        }
    }

    /** Rules 4 and 11. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class ControlDependency extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T2, 0, S0);
                    a.fence("w", "w");
                    a.sd(T1, 0, S1);
                },
                a -> {
                    a.ld(A0, 0, S1);
                    branchOn(a, A0);
                    a.sd(T1, 0, S0);
                });

        public ControlDependency() {
            super(HARTS);
        }

        @Actor
        public void hart0() {
            runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r1 = runHart1();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = x();
        }
    }

    /** Rules 5 and 6. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class ReleaseAcquire extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T2, 0, S0);
                    a.amoswap_d(ZERO, T1, S1, Ordering.RL);
                },
                a -> {
                    a.lr_d(A0, S1, Ordering.AQ);
                    a.sd(T1, 0, S0);
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
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = x();
        }
    }

    @JCStressTest
    @JCStressMeta(Swapped.class)
    @State
    public static class StoresSwapped extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T1, 0, S1);
                    a.sd(T2, 0, S0);
                },
                a -> {
                    a.ld(A0, 0, S1);
                    via(a, T3, A0, T1);
                    a.sd(T3, 0, S0);
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
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = x();
        }
    }
}
