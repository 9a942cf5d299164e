package vesper.stress.guest;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;
import static vesper.isa.Register.A0;
import static vesper.isa.Register.A1;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.S1;
import static vesper.isa.Register.S2;
import static vesper.isa.Register.S3;
import static vesper.isa.Register.S4;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.Z_Result;
import vesper.hart.TwoHarts;
import vesper.isa.Assembler;

/** A page's translation is changed by one hart while another uses it. */
public final class TranslationCases {
    private TranslationCases() {}

    private static void changeThenSay(Assembler a) {
        a.sd(S4, 0, S3);
        a.fence("w", "w");
        a.sd(T1, 0, S1);
    }

    /**
     * Hart 0 changes the PTE and says so, hart 1, which has used the page, flushes its TLB and uses it again: r1 is that
     * it was told before it flushed, r2 what it then reads, 7 in the old page and 1 in the new one.
     */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Told, and the new page is used.")
    @Outcome(
            id = {"0, 1", "0, 7"},
            expect = ACCEPTABLE,
            desc = "Not told yet.")
    @Outcome(id = "1, 7", expect = FORBIDDEN, desc = "Told, and the old page is still used after sfence.vma.")
    @State
    public static class ShootDown extends Translated {
        private static final TwoHarts HARTS = harts(TranslationCases::changeThenSay, a -> {
            a.ld(T0, 0, S2);
            a.ld(A0, 0, S1);
            a.fence("r", "rw");
            a.sfence_vma();
            a.ld(A1, 0, S2);
        });

        public ShootDown() {
            super(HARTS, 1, true);
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

    /** Hart 1 does not flush. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "0, 1", "0, 7"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(id = "1, 7", expect = ACCEPTABLE_INTERESTING, desc = "Told, and the old page is still used.")
    @State
    public static class ShootDownWithoutFlush extends Translated {
        private static final TwoHarts HARTS = harts(TranslationCases::changeThenSay, a -> {
            a.ld(T0, 0, S2);
            a.ld(A0, 0, S1);
            a.fence("r", "rw");
            a.ld(A1, 0, S2);
        });

        public ShootDownWithoutFlush() {
            super(HARTS, 1, true);
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

    /** Hart 0 writes a 1 into a page and then makes a PTE lead there, hart 1 reads: r1 is what it reads. */
    @JCStressTest
    @Outcome(id = "7", expect = ACCEPTABLE, desc = "The old page.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "The new page, and what was written there first.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "The new page as it was before.")
    @State
    public static class FilledPage extends Translated {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(T1, 0, S0);
                    a.fence("w", "w");
                    a.sd(S4, 0, S3);
                },
                a -> a.ld(A0, 0, S2));

        public FilledPage() {
            super(HARTS, 0, true);
        }

        @Actor
        public void hart0() {
            runHart0();
        }

        @Actor
        public void hart1(I_Result r) {
            r.r1 = runHart1();
        }
    }

    /** Hart 0 fills the page after the PTE leads there. */
    @JCStressTest
    @Outcome(
            id = {"7", "1"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "The new page as it was before.")
    @State
    public static class FilledPageLate extends Translated {
        private static final TwoHarts HARTS = harts(
                a -> {
                    a.sd(S4, 0, S3);
                    a.sd(T1, 0, S0);
                },
                a -> a.ld(A0, 0, S2));

        public FilledPageLate() {
            super(HARTS, 0, true);
        }

        @Actor
        public void hart0() {
            runHart0();
        }

        @Actor
        public void hart1(I_Result r) {
            r.r1 = runHart1();
        }
    }

    /** Hart 1 uses a page for the first time, so that A is set, while hart 0 changes the PTE: r1 is that the new one is there. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "The new PTE, with A or without.")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "The walk brought the old PTE back.")
    @State
    public static class Accessed extends Translated {
        private static final TwoHarts HARTS = harts(a -> a.sd(S4, 0, S3), a -> a.ld(A0, 0, S2));

        public Accessed() {
            super(HARTS, 1, false);
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
        public void after(Z_Result r) {
            r.r1 = leadsToTheNewPage();
        }
    }

    /** The page is written, so that D is set too. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "The new PTE, with A and D or without.")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "The walk brought the old PTE back.")
    @State
    public static class Dirtied extends Translated {
        private static final TwoHarts HARTS = harts(a -> a.sd(S4, 0, S3), a -> {
            a.li(T0, OLD);
            a.sd(T0, 0, S2);
        });

        public Dirtied() {
            super(HARTS, 1, false);
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
        public void after(Z_Result r) {
            r.r1 = leadsToTheNewPage();
        }
    }

    /** Hart 1 sets A by a load and a store of its own. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "The new PTE.")
    @Outcome(id = "false", expect = ACCEPTABLE_INTERESTING, desc = "The old PTE is back.")
    @State
    public static class AccessedByStore extends Translated {
        private static final TwoHarts HARTS = harts(a -> a.sd(S4, 0, S3), a -> {
            a.ld(T0, 0, S3);
            a.ori(T0, T0, A);
            a.sd(T0, 0, S3);
        });

        public AccessedByStore() {
            super(HARTS, 1, false);
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
        public void after(Z_Result r) {
            r.r1 = leadsToTheNewPage();
        }
    }
}
