package vesper.stress.guest;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;
import static vesper.isa.Register.A0;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.S1;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.T2;
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
 * R: one hart stores two words, the other stores the second and then loads the first. The results are what it loaded, and
 * the second word in the end.
 *
 * <pre>
 *  hart 0       hart 1
 *  x = 1        y = 2
 *  y = 1        a0 = x       a0 0 and y 2?
 * </pre>
 */
public final class StoreThenLoadCases {
    private StoreThenLoadCases() {}

    @Outcome(
            id = {"0, 1", "1, 1", "1, 2"},
            expect = ACCEPTABLE,
            desc = "The store came first, or the load after the other's.")
    @Outcome(
            id = "0, 2",
            expect = FORBIDDEN,
            desc = "The store came last, and the load after it saw nothing of the other hart.")
    interface Ordered {}

    @Outcome(
            id = {"0, 1", "1, 1", "1, 2"},
            expect = ACCEPTABLE,
            desc = "The store came first, or the load after the other's.")
    @Outcome(id = "0, 2", expect = ACCEPTABLE_INTERESTING, desc = "The load passed the store before it.")
    interface Unordered {}

    @JCStressTest
    @JCStressMeta(Unordered.class)
    @State
    public static class Bare extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T1, 0, S0);
                    a.sd(T1, 0, S1);
                },
                a -> {
                    a.sd(T2, 0, S1);
                    a.ld(A0, 0, S0);
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
            r.r2 = y();
        }
    }

    /** A fence on one side only. */
    @JCStressTest
    @JCStressMeta(Unordered.class)
    @State
    public static class OneFence extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T1, 0, S0);
                    a.fence("w", "w");
                    a.sd(T1, 0, S1);
                },
                a -> {
                    a.sd(T2, 0, S1);
                    a.ld(A0, 0, S0);
                });

        public OneFence() {
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
            r.r2 = y();
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
                    a.sd(T2, 0, S1);
                    a.fence("rw", "rw");
                    a.ld(A0, 0, S0);
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
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = y();
        }
    }

    /** Rules 5 and 6. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class AmoReleaseAcquire extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T1, 0, S0);
                    a.amoswap_d(ZERO, T1, S1, Ordering.RL);
                },
                a -> {
                    a.amoswap_d(ZERO, T2, S1, Ordering.AQ);
                    a.ld(A0, 0, S0);
                });

        public AmoReleaseAcquire() {
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
            r.r2 = y();
        }
    }

    /** Rules 5 and 6. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class ScReleaseAcquire extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T1, 0, S0);
                    storeConditional(a, T1, S1, Ordering.RL);
                },
                a -> {
                    storeConditional(a, T2, S1, Ordering.AQ);
                    a.ld(A0, 0, S0);
                });

        public ScReleaseAcquire() {
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
            r.r2 = y();
        }
    }
}
