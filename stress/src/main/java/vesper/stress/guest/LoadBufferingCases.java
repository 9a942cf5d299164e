package vesper.stress.guest;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;
import static vesper.isa.Register.A0;
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
 * Load buffering: each hart loads its own word and then stores the other's. The results are what each loaded.
 *
 * <pre>
 *  hart 0       hart 1
 *  a0 = x       a0 = y
 *  y = 1        x = 1        both 1?
 * </pre>
 */
public final class LoadBufferingCases {
    private LoadBufferingCases() {}

    @Outcome(
            id = {"0, 0", "0, 1", "1, 0"},
            expect = ACCEPTABLE,
            desc = "A load came before the other's store.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "Both stores passed the loads before them.")
    interface Ordered {}

    @Outcome(
            id = {"0, 0", "0, 1", "1, 0"},
            expect = ACCEPTABLE,
            desc = "A load came before the other's store.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "RVWMO lets it happen; the host doesn't.")
    interface Allowed {}

    /** As if the host had reordered the two. */
    @Outcome(
            id = {"0, 0", "0, 1", "1, 0"},
            expect = ACCEPTABLE,
            desc = "A load came before the other's store.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "Both stores came before both loads.")
    interface Swapped {}

    @JCStressTest
    @JCStressMeta(Allowed.class)
    @State
    public static class Bare extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.ld(A0, 0, own);
            a.sd(T1, 0, other);
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

    /** Rule 4. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class Fence extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.ld(A0, 0, own);
            a.fence("r", "w");
            a.sd(T1, 0, other);
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

    /** Rule 9. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class AddressDependency extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.ld(A0, 0, own);
            via(a, T3, A0, other);
            a.sd(T1, 0, T3);
        });

        public AddressDependency() {
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

    /** Rule 10. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class DataDependency extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.ld(A0, 0, own);
            via(a, T3, A0, T1);
            a.sd(T3, 0, other);
        });

        public DataDependency() {
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

    /** Rule 11. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class ControlDependency extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.ld(A0, 0, own);
            branchOn(a, A0);
            a.sd(T1, 0, other);
        });

        public ControlDependency() {
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
    public static class Acquire extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.lr_d(A0, own, Ordering.AQ);
            a.sd(T1, 0, other);
        });

        public Acquire() {
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

    /** Rule 6. */
    @JCStressTest
    @JCStressMeta(Ordered.class)
    @State
    public static class Release extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.ld(A0, 0, own);
            a.amoswap_d(ZERO, T1, other, Ordering.RL);
        });

        public Release() {
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

    @JCStressTest
    @JCStressMeta(Swapped.class)
    @State
    public static class StoreFirst extends Words {
        private static final TwoHarts HARTS = mirrored((a, own, other) -> {
            a.sd(T1, 0, other);
            a.ld(A0, 0, own);
        });

        public StoreFirst() {
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
