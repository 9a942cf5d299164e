package vesper.bus;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZJ_Result;

/**
 * A page is disarmed, and stored to directly then, while a hart has a reservation there. The one adds 1 by LR and SC, the
 * other stores 10: r1 is SC's success, r2 the value in the end.
 */
public final class DisarmingCases {
    private DisarmingCases() {}

    /** A line in an armed page. */
    abstract static class Armed extends Meeting {
        private static final PhysicalMemory RAM = new PhysicalMemory(1 << 20);
        private static final AtomicLong NEXT = new AtomicLong();

        final ArmedPages pages = new ArmedPages(RAM);
        final long cell = NEXT.getAndAdd(LineVersions.LINE_SIZE) % RAM.size();
        final LineVersions versions = pages.arm(cell);

        Armed() {
            versions.setStoresDiverted();
            RAM.storeOpaque64(cell, 0);
        }

        boolean addOne() {
            int line = LineVersions.lineOf(cell);
            long version = versions.awaitAcquire(line);
            long value = RAM.loadAcquire64(cell);
            if (version == LineVersions.DISARMED || !versions.tryLock(line, version)) {
                return false;
            }
            RAM.storeOpaque64(cell, value + 1);
            versions.unlockRelease(line, version);
            return true;
        }

        void storeDirectly() {
            RAM.storeOpaque64(cell, 10);
        }

        long value() {
            return RAM.loadOpaque64(cell);
        }
    }

    @JCStressTest
    @Outcome(id = "true, 10", expect = ACCEPTABLE, desc = "The store came after SC.")
    @Outcome(id = "false, 10", expect = ACCEPTABLE, desc = "The page was disarmed before SC, which failed.")
    @Outcome(
            id = {"true, 1", "true, 11"},
            expect = FORBIDDEN,
            desc = "SC wrote over a direct store that came between.")
    @State
    public static class Shipped extends Armed {
        @Actor
        public void reserving(ZJ_Result r) {
            first();
            r.r1 = addOne();
        }

        @Actor
        public void storing() {
            second();
            pages.disarm(cell, versions);
            storeDirectly();
        }

        @Arbiter
        public void after(ZJ_Result r) {
            r.r2 = value();
        }
    }

    /** The page is said to be no longer armed, and its versions go on as if it were. */
    @JCStressTest
    @Outcome(
            id = {"true, 10", "true, 11"},
            expect = ACCEPTABLE,
            desc = "The store came after SC, or before LR.")
    @Outcome(id = "true, 1", expect = ACCEPTABLE_INTERESTING, desc = "SC wrote over a direct store that came between.")
    @State
    public static class VersionsGoOn extends Armed {
        @Actor
        public void reserving(ZJ_Result r) {
            first();
            r.r1 = addOne();
        }

        @Actor
        public void storing() {
            second();
            storeDirectly();
        }

        @Arbiter
        public void after(ZJ_Result r) {
            r.r2 = value();
        }
    }
}
