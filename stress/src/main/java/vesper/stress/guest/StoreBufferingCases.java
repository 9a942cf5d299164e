package vesper.stress.guest;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;
import static vesper.isa.Register.A0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.T3;
import static vesper.isa.Register.T4;
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
 * Store buffering: each hart stores its own word and then loads the other's. The results are what each loaded.
 *
 * <pre>
 *  hart 0       hart 1
 *  x = 1        y = 1
 *  a0 = y       a0 = x       both 0?
 * </pre>
 */
public final class StoreBufferingCases {
    private StoreBufferingCases() {}

    @Outcome(
            id = {"0, 1", "1, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "A load came after the other's store.")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Both loads passed the stores before them.")
    interface Ordered {}

    @Outcome(
            id = {"0, 1", "1, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "A load came after the other's store.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "Both loads passed the stores before them.")
    interface Unordered {}

    @JCStressTest
    @JCStressMeta(Unordered.class)
    @State
    public static class Bare extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.sd(T1, 0, own);
            a.ld(A0, 0, other);
        });

        public Bare() {
            super(HARTS);
        }

        @Actor
        public void hart0(II_Result r) {
            r.r1 = runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r2 = runHart1();
        }
    }

    /** A fence that orders the other way round. */
    @JCStressTest
    @JCStressMeta(Unordered.class)
    @State
    public static class ReadWriteFence extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.sd(T1, 0, own);
            a.fence("r", "w");
            a.ld(A0, 0, other);
        });

        public ReadWriteFence() {
            super(HARTS);
        }

        @Actor
        public void hart0(II_Result r) {
            r.r1 = runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r2 = runHart1();
        }
    }

    /** The load takes its own store's value, before that is in memory, and the next one depends on it. */
    @JCStressTest
    @JCStressMeta(Unordered.class)
    @State
    public static class Forwarded extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.sd(T1, 0, own);
            a.ld(T3, 0, own);
            via(a, T4, T3, other);
            a.ld(A0, 0, T4);
        });

        public Forwarded() {
            super(HARTS);
        }

        @Actor
        public void hart0(II_Result r) {
            r.r1 = runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r2 = runHart1();
        }
    }

    /** Rule 4. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class Fence extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.sd(T1, 0, own);
            a.fence("rw", "rw");
            a.ld(A0, 0, other);
        });

        public Fence() {
            super(HARTS);
        }

        @Actor
        public void hart0(II_Result r) {
            r.r1 = runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r2 = runHart1();
        }
    }

    /** Rule 4, and no more than is needed. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class WriteReadFence extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.sd(T1, 0, own);
            a.fence("w", "r");
            a.ld(A0, 0, other);
        });

        public WriteReadFence() {
            super(HARTS);
        }

        @Actor
        public void hart0(II_Result r) {
            r.r1 = runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r2 = runHart1();
        }
    }

    /** Rule 5. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class AmoAcquire extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.amoswap_d(ZERO, T1, own, Ordering.AQ);
            a.ld(A0, 0, other);
        });

        public AmoAcquire() {
            super(HARTS);
        }

        @Actor
        public void hart0(II_Result r) {
            r.r1 = runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r2 = runHart1();
        }
    }

    /** Rule 7. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class ReleaseThenAcquire extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.amoswap_d(ZERO, T1, own, Ordering.RL);
            a.amoor_d(A0, ZERO, other, Ordering.AQ);
        });

        public ReleaseThenAcquire() {
            super(HARTS);
        }

        @Actor
        public void hart0(II_Result r) {
            r.r1 = runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r2 = runHart1();
        }
    }

    /** Rule 5: the acquire is the store-conditional's. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class ScAcquire extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            storeConditional(a, T1, own, Ordering.AQ);
            a.ld(A0, 0, other);
        });

        public ScAcquire() {
            super(HARTS);
        }

        @Actor
        public void hart0(II_Result r) {
            r.r1 = runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r2 = runHart1();
        }
    }

    /** Rule 7. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class ScReleaseThenLrAcquire extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            storeConditional(a, T1, own, Ordering.RL);
            a.lr_d(A0, other, Ordering.AQ);
        });

        public ScReleaseThenLrAcquire() {
            super(HARTS);
        }

        @Actor
        public void hart0(II_Result r) {
            r.r1 = runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r2 = runHart1();
        }
    }

    /** Rule 7, by Zalasr. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class StoreReleaseLoadAcquire extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.sd_rl(T1, own);
            a.ld_aq(A0, other);
        });

        public StoreReleaseLoadAcquire() {
            super(HARTS);
        }

        @Actor
        public void hart0(II_Result r) {
            r.r1 = runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r2 = runHart1();
        }
    }

    /** Rule 6: a release annotation on a load. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class LrRelease extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.sd(T1, 0, own);
            a.lr_d(A0, other, Ordering.RL);
        });

        public LrRelease() {
            super(HARTS);
        }

        @Actor
        public void hart0(II_Result r) {
            r.r1 = runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r2 = runHart1();
        }
    }

    /** Rule 3: no load takes a store-conditional's value before it is in memory. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class ScForwarded extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            storeConditional(a, T1, own);
            a.ld(T3, 0, own);
            via(a, T4, T3, other);
            a.ld(A0, 0, T4);
        });

        public ScForwarded() {
            super(HARTS);
        }

        @Actor
        public void hart0(II_Result r) {
            r.r1 = runHart0();
        }

        @Actor
        public void hart1(II_Result r) {
            r.r2 = runHart1();
        }
    }
}
