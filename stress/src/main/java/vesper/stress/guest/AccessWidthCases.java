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
import static vesper.isa.Register.T4;
import static vesper.isa.Register.ZERO;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import vesper.hart.TwoHarts;

/**
 * Accesses of different widths to the same doubleword: each is one access, and touches its own bytes alone.
 */
public final class AccessWidthCases {
    private AccessWidthCases() {}

    /** Each hart puts a 1 into its own half of a doubleword: the results are the halves, the low one first. */
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each half is there.")
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = FORBIDDEN,
            desc = "One wrote over the other's half.")
    interface Apart {}

    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each half is there.")
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "One wrote over the other's half.")
    interface Overwritten {}

    /** Hart 0 stores a 1 into both halves of a doubleword, hart 1 loads it: the results are the halves. */
    @Outcome(
            id = {"0, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "Before the store, or after it.")
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = FORBIDDEN,
            desc = "One half was there before the other.")
    interface Untorn {}

    @Outcome(
            id = {"0, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "Before the store, or after it.")
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "One half was there before the other.")
    interface Torn {}

    @JCStressTest
    @JCStressMeta(Apart.class)
    @State
    public static class StoreWords extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sw(T1, 0, S0);
                },
                a -> {
                    a.sw(T1, 4, S0);
                });

        public StoreWords() {
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
            r.r2 = upperX();
        }
    }

    @JCStressTest
    @JCStressMeta(Apart.class)
    @State
    public static class StoreBytes extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sb(T1, 0, S0);
                },
                a -> {
                    a.sb(T1, 4, S0);
                });

        public StoreBytes() {
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
            r.r2 = upperX();
        }
    }

    @JCStressTest
    @JCStressMeta(Apart.class)
    @State
    public static class AmoWordBesideStore extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.amoadd_w(A0, T1, S0);
                },
                a -> {
                    a.sw(T1, 4, S0);
                });

        public AmoWordBesideStore() {
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
            r.r2 = upperX();
        }
    }

    /** A store-conditional of all eight bytes must not bring old ones back. */
    @JCStressTest
    @JCStressMeta(Apart.class)
    @State
    public static class LrScDoublewordAgainstWord extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.label("1");
                    a.lr_d(A0, S0);
                    a.add(T3, A0, T1);
                    a.sc_d(T4, T3, S0);
                    a.bnez(T4, "1b");
                },
                a -> {
                    a.sw(T1, 4, S0);
                });

        public LrScDoublewordAgainstWord() {
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
            r.r2 = upperX();
        }
    }

    @JCStressTest
    @JCStressMeta(Overwritten.class)
    @State
    public static class DoublewordReadAndWritten extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.ld(A0, 0, S0);
                    a.add(T3, A0, T1);
                    a.sd(T3, 0, S0);
                },
                a -> {
                    a.sw(T1, 4, S0);
                });

        public DoublewordReadAndWritten() {
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
            r.r2 = upperX();
        }
    }

    @JCStressTest
    @JCStressMeta(Untorn.class)
    @State
    public static class DoublewordStore extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.slli(T3, T1, 32);
                    a.add(T3, T3, T1);
                    a.sd(T3, 0, S0);
                },
                a -> {
                    a.ld(A0, 0, S0);
                    a.srli(A1, A0, 32);
                });

        public DoublewordStore() {
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
    @JCStressMeta(Untorn.class)
    @State
    public static class DoublewordAmo extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.slli(T3, T1, 32);
                    a.add(T3, T3, T1);
                    a.amoor_d(ZERO, T3, S0);
                },
                a -> {
                    a.ld(A0, 0, S0);
                    a.srli(A1, A0, 32);
                });

        public DoublewordAmo() {
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
    @JCStressMeta(Torn.class)
    @State
    public static class TwoWordStores extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sw(T1, 0, S0);
                    a.sw(T1, 4, S0);
                },
                a -> {
                    a.ld(A0, 0, S0);
                    a.srli(A1, A0, 32);
                });

        public TwoWordStores() {
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

    /** The manual lets a misaligned access tear; these lie in two of the host's cache lines. */
    @JCStressTest
    @JCStressMeta(Torn.class)
    @State
    public static class MisalignedStore extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.slli(T3, T1, 32);
                    a.or(T3, T3, T1);
                    a.sd(T3, -4, S1);
                },
                a -> {
                    a.ld(A0, -4, S1);
                    a.srli(A1, A0, 32);
                });

        public MisalignedStore() {
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
