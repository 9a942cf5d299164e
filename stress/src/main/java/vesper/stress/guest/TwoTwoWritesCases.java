package vesper.stress.guest;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;
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
 * 2+2W: each hart stores its own word and then the other's. The results are x and y in the end.
 *
 * <pre>
 *  hart 0       hart 1
 *  x = 1        y = 1
 *  y = 2        x = 2        both 1?
 * </pre>
 */
public final class TwoTwoWritesCases {
    private TwoTwoWritesCases() {}

    @Outcome(
            id = {"1, 2", "2, 1", "2, 2"},
            expect = ACCEPTABLE,
            desc = "A hart's first store was overwritten.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "The first store of each hart came last.")
    interface Ordered {}

    @Outcome(
            id = {"1, 2", "2, 1", "2, 2"},
            expect = ACCEPTABLE,
            desc = "A hart's first store was overwritten.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "RVWMO lets it happen; the host doesn't.")
    interface Allowed {}

    /** As if the host had reordered the two. */
    @Outcome(
            id = {"1, 2", "2, 1", "2, 2"},
            expect = ACCEPTABLE,
            desc = "A hart's first store was overwritten.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "The first store of each hart came last.")
    interface Swapped {}

    @JCStressTest
    @JCStressMeta(Allowed.class)
    @State
    public static class Bare extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.sd(T1, 0, own);
            a.sd(T2, 0, other);
        });

        public Bare() {
            super(HARTS);
        }

        @Actor
        public void hart0() {
            runHart0();
        }

        @Actor
        public void hart1() {
            runHart1();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r1 = x();
            r.r2 = y();
        }
    }

    /** Rule 4. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class Fence extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.sd(T1, 0, own);
            a.fence("w", "w");
            a.sd(T2, 0, other);
        });

        public Fence() {
            super(HARTS);
        }

        @Actor
        public void hart0() {
            runHart0();
        }

        @Actor
        public void hart1() {
            runHart1();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r1 = x();
            r.r2 = y();
        }
    }

    /** Rule 6. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class AmoRelease extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.sd(T1, 0, own);
            a.amoswap_d(ZERO, T2, other, Ordering.RL);
        });

        public AmoRelease() {
            super(HARTS);
        }

        @Actor
        public void hart0() {
            runHart0();
        }

        @Actor
        public void hart1() {
            runHart1();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r1 = x();
            r.r2 = y();
        }
    }

    /** Rule 6. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class ScRelease extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.sd(T1, 0, own);
            storeConditional(a, T2, other, Ordering.RL);
        });

        public ScRelease() {
            super(HARTS);
        }

        @Actor
        public void hart0() {
            runHart0();
        }

        @Actor
        public void hart1() {
            runHart1();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r1 = x();
            r.r2 = y();
        }
    }

    @JCStressTest
    @JCStressMeta(Swapped.class)
    @State
    public static class StoresSwapped extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.sd(T2, 0, other);
            a.sd(T1, 0, own);
        });

        public StoresSwapped() {
            super(HARTS);
        }

        @Actor
        public void hart0() {
            runHart0();
        }

        @Actor
        public void hart1() {
            runHart1();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r1 = x();
            r.r2 = y();
        }
    }
}
