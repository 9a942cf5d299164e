package vesper.bus;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** A page walk sets A (64) in a PTE (1) while another hart stores a new PTE (2): r1 is what is left. */
public final class PageTableCases {
    private static final long OLD = 1;
    private static final long NEW = 2;
    private static final long A = 64;

    private PageTableCases() {}

    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "The walk came before the store, or saw the new PTE.")
    @Outcome(id = "66", expect = ACCEPTABLE, desc = "The walk came after the store.")
    @Outcome(id = "65", expect = FORBIDDEN, desc = "The walk brought the old PTE back.")
    @State
    public static class Shipped {
        private final Cell cell = new Cell();

        public Shipped() {
            cell.store(OLD);
        }

        @Actor
        public void walk() {
            long pte;
            do {
                pte = cell.load();
            } while (!cell.compareAndSet(pte, pte | A));
        }

        @Actor
        public void store() {
            cell.store(NEW);
        }

        @Arbiter
        public void after(J_Result r) {
            r.r1 = cell.load();
        }
    }

    @JCStressTest
    @Outcome(
            id = {"2", "66"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(id = "65", expect = ACCEPTABLE_INTERESTING, desc = "The walk brought the old PTE back.")
    @State
    public static class LoadThenStore {
        private final Cell cell = new Cell();

        public LoadThenStore() {
            cell.store(OLD);
        }

        @Actor
        public void walk() {
            cell.store(cell.load() | A);
        }

        @Actor
        public void store() {
            cell.store(NEW);
        }

        @Arbiter
        public void after(J_Result r) {
            r.r1 = cell.load();
        }
    }
}
