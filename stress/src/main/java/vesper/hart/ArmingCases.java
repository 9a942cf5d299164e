package vesper.hart;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;
import static vesper.isa.Register.A0;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IJ_Result;
import org.openjdk.jcstress.infra.results.ZJ_Result;
import vesper.bus.ArmedPages;
import vesper.bus.Bus;
import vesper.bus.LineVersions;
import vesper.bus.Meeting;
import vesper.bus.PhysicalMemory;

/**
 * A hart makes the first reservation in a page, and so arms it, while another stores there and has a direct way to. The
 * one adds 1 by LR and SC, the other stores 10: r1 is what SC left in its register, r2 the value in the end.
 */
public final class ArmingCases {
    private ArmingCases() {}

    /** Both by guest code, on harts that never saw the page before. */
    @JCStressTest
    @Outcome(id = "0, 10", expect = ACCEPTABLE, desc = "The store came after SC.")
    @Outcome(id = "0, 11", expect = ACCEPTABLE, desc = "The store came before LR.")
    @Outcome(id = "1, 10", expect = ACCEPTABLE, desc = "The store came between, and SC failed.")
    @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "SC wrote over a direct store that came between.")
    @State
    public static class Shipped extends Meeting {
        private static @Nullable Place newest; // guarded by the class

        private final Place place = place();

        /** A word in a page that the harts never saw. */
        private record Place(TwoHarts harts, long cell) {}

        private static synchronized Place place() {
            Place last = newest;
            TwoHarts harts = last != null && last.harts.hasFreshPage() ? last.harts : harts();
            Place made = new Place(harts, harts.freshPage());
            newest = made;
            return made;
        }

        private static TwoHarts harts() {
            return new TwoHarts(
                    a -> {
                        a.lr_d(T0, S0);
                        a.addi(T0, T0, 1);
                        a.sc_d(A0, T0, S0);
                    },
                    a -> {
                        a.li(T1, 10);
                        a.sd(T1, 64, S0); // the next store to the page is direct, unless it is armed already
                        a.sd(T1, 0, S0);
                    });
        }

        @Actor
        public void reserving(IJ_Result r) {
            first();
            r.r1 = place.harts.runForA0(0, place.cell);
        }

        @Actor
        public void storing() {
            second();
            place.harts.run(1, place.cell);
        }

        @Arbiter
        public void after(IJ_Result r) {
            r.r2 = place.harts.get(place.cell);
        }
    }

    /** The same steps without guest code, and nobody waits until direct ways to store are dropped. */
    @JCStressTest
    @Outcome(
            id = {"true, 10", "true, 11", "false, 10"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(id = "true, 1", expect = ACCEPTABLE_INTERESTING, desc = "SC wrote over a store that came between.")
    @State
    public static class WithoutAnswer extends Meeting {
        private static final PhysicalMemory RAM = new PhysicalMemory(1 << 20);
        private static final AtomicLong NEXT = new AtomicLong();

        private final ArmedPages pages = Bus.builder(0, RAM).build().armedPages();
        private final long cell = NEXT.getAndAdd(LineVersions.LINE_SIZE) % RAM.size();
        private final int line = LineVersions.lineOf(cell);

        public WithoutAnswer() {
            RAM.storeOpaque64(cell, 0);
        }

        @Actor
        public void reserving(ZJ_Result r) {
            first();
            LineVersions versions = pages.arm(cell);
            long version = versions.awaitAcquire(line);
            long value = RAM.loadAcquire64(cell);
            r.r1 = versions.tryLock(line, version);
            if (r.r1) {
                RAM.storeOpaque64(cell, value + 1);
                versions.unlockRelease(line, version);
            }
        }

        @Actor
        public void storing() {
            boolean direct = pages.versionsAt(cell) == null;
            second();
            if (direct) {
                RAM.storeOpaque64(cell, 10);
            } else {
                pages.store(cell, 10, 8);
            }
        }

        @Arbiter
        public void after(ZJ_Result r) {
            r.r2 = RAM.loadOpaque64(cell);
        }
    }
}
