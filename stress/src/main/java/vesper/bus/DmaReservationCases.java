package vesper.bus;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZJ_Result;

/** A device stores 10 while a hart adds 1 by LR and SC: r1 is SC's success, r2 the value in the end. */
public final class DmaReservationCases {
    private static final Dma DMA = new Dma(0, Cell.RAM, Cell.PAGES);

    private DmaReservationCases() {}

    @JCStressTest
    @Outcome(id = "true, 10", expect = ACCEPTABLE, desc = "The device's store came after SC.")
    @Outcome(id = "true, 11", expect = ACCEPTABLE, desc = "It came before LR.")
    @Outcome(id = "false, 10", expect = ACCEPTABLE, desc = "It came between.")
    @Outcome(id = "true, 1", expect = FORBIDDEN, desc = "SC wrote over a store of the device's that came between.")
    @State
    public static class Shipped extends Meeting {
        private final Cell cell = new Cell();

        @Actor
        public void reserving(ZJ_Result r) {
            first();
            r.r1 = cell.storeConditional(cell.loadReserved() + 1);
        }

        @Actor
        public void device() {
            second();
            try {
                DMA.storeRelease(cell.offset, 10, 8);
            } catch (AccessFault e) {
                throw new AssertionError(e);
            }
        }

        @Arbiter
        public void after(ZJ_Result r) {
            r.r2 = cell.load();
        }
    }

    /** A device that stores straight to RAM. */
    @JCStressTest
    @Outcome(
            id = {"true, 10", "true, 11", "false, 10"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(id = "true, 1", expect = ACCEPTABLE_INTERESTING, desc = "SC wrote over a store that came between.")
    @State
    public static class PastTheVersions extends Meeting {
        private final Cell cell = new Cell();

        @Actor
        public void reserving(ZJ_Result r) {
            first();
            r.r1 = cell.storeConditional(cell.loadReserved() + 1);
        }

        @Actor
        public void device() {
            second();
            Cell.RAM.storeRelease64(cell.offset, 10);
        }

        @Arbiter
        public void after(ZJ_Result r) {
            r.r2 = cell.load();
        }
    }
}
