package vesper.stress.guest;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;
import static vesper.isa.Register.A0;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.T2;
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
import org.openjdk.jcstress.infra.results.I_Result;
import vesper.hart.TwoHarts;

/**
 * What is one access though it loads and stores: AMOs, and LR with SC, against another hart.
 */
public final class AtomicUpdateCases {
    private AtomicUpdateCases() {}

    /** Hart 0 adds 1 and hart 1 stores 2: the results are what was there before the 1 was added, and what is there in the end. */
    @Outcome(
            id = {"0, 2", "2, 3"},
            expect = ACCEPTABLE,
            desc = "One after the other.")
    @Outcome(
            id = "0, 1",
            expect = FORBIDDEN,
            desc = "The store came between the load and the store of the other, and is lost.")
    interface Whole {}

    @Outcome(
            id = {"0, 2", "2, 3"},
            expect = ACCEPTABLE,
            desc = "One after the other.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE_INTERESTING, desc = "The store came between, and is lost.")
    interface Split {}

    /** Both harts add 1: the result is the sum. */
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "Both counts are there.")
    @Outcome(id = "1", expect = FORBIDDEN, desc = "A count is lost.")
    interface Summed {}

    @Outcome(id = "2", expect = ACCEPTABLE, desc = "Both counts are there.")
    @Outcome(id = "1", expect = ACCEPTABLE_INTERESTING, desc = "A count is lost.")
    interface Lost {}

    @JCStressTest
    @JCStressMeta(Whole.class)
    @State
    public static class AmoAgainstStore extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.amoadd_d(A0, T1, S0);
                },
                a -> {
                    a.sd(T2, 0, S0);
                });

        public AmoAgainstStore() {
            super(HARTS);
        }

        @Actor
        public void hart0(II_Result r) {
            r.r1 = runHart0();
        }

        @Actor
        public void hart1() {
            runHart1();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = x();
        }
    }

    /** An AMO that the host has no instruction for: a loop of compare-and-exchange. */
    @JCStressTest
    @JCStressMeta(Whole.class)
    @State
    public static class AmoOrAgainstStore extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.amoor_d(A0, T1, S0);
                },
                a -> {
                    a.sd(T2, 0, S0);
                });

        public AmoOrAgainstStore() {
            super(HARTS);
        }

        @Actor
        public void hart0(II_Result r) {
            r.r1 = runHart0();
        }

        @Actor
        public void hart1() {
            runHart1();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = x();
        }
    }

    /** The page is armed, by a reservation beside the word. */
    @JCStressTest
    @JCStressMeta(Whole.class)
    @State
    public static class ArmedAmoAgainstStore extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.addi(T3, S0, 64);
                    a.lr_d(ZERO, T3);
                    a.amoadd_d(A0, T1, S0);
                },
                a -> {
                    a.sd(T2, 0, S0);
                });

        public ArmedAmoAgainstStore() {
            super(HARTS);
        }

        @Actor
        public void hart0(II_Result r) {
            r.r1 = runHart0();
        }

        @Actor
        public void hart1() {
            runHart1();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = x();
        }
    }

    @JCStressTest
    @JCStressMeta(Whole.class)
    @State
    public static class LrScAgainstStore extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.label("1");
                    a.lr_d(A0, S0);
                    a.add(T3, A0, T1);
                    a.sc_d(T4, T3, S0);
                    a.bnez(T4, "1b");
                },
                a -> {
                    a.sd(T2, 0, S0);
                });

        public LrScAgainstStore() {
            super(HARTS);
        }

        @Actor
        public void hart0(II_Result r) {
            r.r1 = runHart0();
        }

        @Actor
        public void hart1() {
            runHart1();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = x();
        }
    }

    @JCStressTest
    @JCStressMeta(Split.class)
    @State
    public static class LoadAndStoreAgainstStore extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.ld(A0, 0, S0);
                    a.add(T3, A0, T1);
                    a.sd(T3, 0, S0);
                },
                a -> {
                    a.sd(T2, 0, S0);
                });

        public LoadAndStoreAgainstStore() {
            super(HARTS);
        }

        @Actor
        public void hart0(II_Result r) {
            r.r1 = runHart0();
        }

        @Actor
        public void hart1() {
            runHart1();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = x();
        }
    }

    @JCStressTest
    @JCStressMeta(Summed.class)
    @State
    public static class AmoSum extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.amoadd_d(A0, T1, S0);
                },
                a -> {
                    a.amoadd_w(A0, T1, S0);
                });

        public AmoSum() {
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
        public void after(I_Result r) {
            r.r1 = x();
        }
    }

    @JCStressTest
    @JCStressMeta(Summed.class)
    @State
    public static class LrScSum extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.label("1");
                    a.lr_d(A0, S0);
                    a.add(T3, A0, T1);
                    a.sc_d(T4, T3, S0);
                    a.bnez(T4, "1b");
                },
                a -> {
                    a.label("1");
                    a.lr_d(A0, S0);
                    a.add(T3, A0, T1);
                    a.sc_d(T4, T3, S0);
                    a.bnez(T4, "1b");
                });

        public LrScSum() {
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
        public void after(I_Result r) {
            r.r1 = x();
        }
    }

    @JCStressTest
    @JCStressMeta(Summed.class)
    @State
    public static class MixedSum extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.label("1");
                    a.lr_d(A0, S0);
                    a.add(T3, A0, T1);
                    a.sc_d(T4, T3, S0);
                    a.bnez(T4, "1b");
                },
                a -> {
                    a.amoadd_d(A0, T1, S0);
                });

        public MixedSum() {
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
        public void after(I_Result r) {
            r.r1 = x();
        }
    }

    @JCStressTest
    @JCStressMeta(Lost.class)
    @State
    public static class LoadAndStoreSum extends Words {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.ld(A0, 0, S0);
                    a.add(T3, A0, T1);
                    a.sd(T3, 0, S0);
                },
                a -> {
                    a.ld(A0, 0, S0);
                    a.add(T3, A0, T1);
                    a.sd(T3, 0, S0);
                });

        public LoadAndStoreSum() {
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
        public void after(I_Result r) {
            r.r1 = x();
        }
    }
}
