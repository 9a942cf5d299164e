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
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** LR and SC by line versions, against stores of others. */
public final class LineVersionCases {
    private LineVersionCases() {}

    /** Another value and the old one back, between LR and SC: r1 is that the value is the old one, r2 SC's success. */
    abstract static class Handshake {
        final Cell cell = new Cell();
        private volatile boolean reserved;
        private volatile boolean written;

        void awaitWritten() {
            reserved = true;
            while (!written) {
                Thread.onSpinWait();
            }
        }

        void writeAnotherAndTheOld() {
            while (!reserved) {
                Thread.onSpinWait();
            }
            cell.store(1);
            cell.store(0);
            written = true;
        }
    }

    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The old value is back, and SC fails all the same.")
    @Outcome(id = "true, true", expect = FORBIDDEN, desc = "A-B-A.")
    @State
    public static class OldValueBack extends Handshake {
        @Actor
        public void reserving(ZZ_Result r) {
            long value = cell.loadReserved();
            awaitWritten();
            r.r1 = cell.load() == value;
            r.r2 = cell.storeConditional(7);
        }

        @Actor
        public void writing() {
            writeAnotherAndTheOld();
        }
    }

    /** SC as an emulator does it that compares values. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "As above.")
    @Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "A-B-A.")
    @State
    public static class OldValueBackByValue extends Handshake {
        @Actor
        public void reserving(ZZ_Result r) {
            long value = cell.load();
            awaitWritten();
            r.r1 = cell.load() == value;
            r.r2 = Cell.RAM.compareAndExchange64(cell.offset, value, 7) == value;
        }

        @Actor
        public void writing() {
            writeAnotherAndTheOld();
        }
    }

    /** One adds 1 by LR and SC, the other stores 10: r1 is SC's success, r2 the value in the end. */
    @JCStressTest
    @Outcome(id = "true, 10", expect = ACCEPTABLE, desc = "The store came after SC.")
    @Outcome(id = "true, 11", expect = ACCEPTABLE, desc = "The store came before LR.")
    @Outcome(id = "false, 10", expect = ACCEPTABLE, desc = "The store came between.")
    @Outcome(id = "true, 1", expect = FORBIDDEN, desc = "SC wrote over a store that came between.")
    @State
    public static class StoreBetween {
        private final Cell cell = new Cell();

        @Actor
        public void reserving(ZJ_Result r) {
            r.r1 = cell.storeConditional(cell.loadReserved() + 1);
        }

        @Actor
        public void storing() {
            cell.store(10);
        }

        @Arbiter
        public void after(ZJ_Result r) {
            r.r2 = cell.load();
        }
    }

    /** SC that looks at the version and then stores, without taking the line in between. */
    @JCStressTest
    @Outcome(
            id = {"true, 10", "true, 11", "false, 10"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(id = "true, 1", expect = ACCEPTABLE_INTERESTING, desc = "SC wrote over a store that came between.")
    @State
    public static class StoreBetweenWithoutLock {
        private final Cell cell = new Cell();

        @Actor
        public void reserving(ZJ_Result r) {
            long value = cell.loadReserved() + 1;
            r.r1 = cell.versions.unchanged(cell.line, cell.reserved);
            if (r.r1) {
                Cell.RAM.storeOpaque64(cell.offset, value);
            }
        }

        @Actor
        public void storing() {
            cell.store(10);
        }

        @Arbiter
        public void after(ZJ_Result r) {
            r.r2 = cell.load();
        }
    }

    /** A pair is counted up under the line's version, low half first; r1 is that a hart saw the low half run ahead. */
    abstract static class Pair {
        private static final int COUNT = 10;

        final Cell cell = new Cell();

        void countUp() {
            for (int i = 1; i <= COUNT; i++) {
                long version = cell.versions.lock(cell.line);
                Cell.RAM.storeOpaque64(cell.offset, i);
                Cell.RAM.storeOpaque64(cell.offset + 8, i);
                cell.versions.unlockRelease(cell.line, version);
            }
        }

        boolean sawTorn() {
            boolean torn = false;
            for (int i = 0; i < COUNT; i++) {
                long low = load(cell.offset);
                torn |= load(cell.offset + 8) < low;
            }
            return torn;
        }

        abstract long load(long offset);
    }

    @JCStressTest
    @Outcome(id = "false", expect = ACCEPTABLE, desc = "Whole, or counted up between the two loads.")
    @Outcome(id = "true", expect = FORBIDDEN, desc = "Torn: half of the pair was there before the other.")
    @State
    public static class PairLoads extends Pair {
        @Actor
        public void swapping() {
            countUp();
        }

        @Actor
        public void loading(Z_Result r) {
            r.r1 = sawTorn();
        }

        @Override
        long load(long offset) {
            while (true) {
                long version = cell.versions.awaitAcquire(cell.line);
                long value = Cell.RAM.loadOpaque64(offset);
                if (cell.versions.unchanged(cell.line, version)) {
                    return value;
                }
            }
        }
    }

    /** Loads that go straight to RAM, as those of a page that nobody swapped a pair in. */
    @JCStressTest
    @Outcome(id = "false", expect = ACCEPTABLE, desc = "As above.")
    @Outcome(id = "true", expect = ACCEPTABLE_INTERESTING, desc = "Torn.")
    @State
    public static class PairLoadsWithoutVersion extends Pair {
        @Actor
        public void swapping() {
            countUp();
        }

        @Actor
        public void loading(Z_Result r) {
            r.r1 = sawTorn();
        }

        @Override
        long load(long offset) {
            return Cell.RAM.loadAcquire64(offset);
        }
    }
}
