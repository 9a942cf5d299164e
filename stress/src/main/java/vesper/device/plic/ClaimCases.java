package vesper.device.plic;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;
import vesper.bus.AccessFault;
import vesper.bus.InterruptLine;
import vesper.bus.Meeting;
import vesper.bus.StoppedClock;

/** Claims of two harts at once, and a completion while the source rises anew. */
public final class ClaimCases {
    private static final int SOURCES = 2;
    private static final int RING = 256;
    private static final int PENDING = 0x1000;
    private static final int ENABLE = 0x2000;
    private static final int ENABLE_STRIDE = 0x80;
    private static final int CLAIM = 0x200004;
    private static final int CLAIM_STRIDE = 0x1000;

    private ClaimCases() {}

    /** The controller with two contexts, sources 1 and 2 enabled for both at the same priority. */
    abstract static class Controller extends Meeting {
        final boolean[] levels = new boolean[2];
        final Plic plic = new Plic(
                SOURCES,
                new InterruptLine[] {high -> levels[0] = high, high -> levels[1] = high},
                new StoppedClock(),
                RING);

        Controller() {
            for (int irq = 1; irq <= SOURCES; irq++) {
                store(4L * irq, 1);
            }
            store(ENABLE, 0b110);
            store(ENABLE + ENABLE_STRIDE, 0b110);
        }

        final int claim(int context) {
            return (int) load(CLAIM + (long) CLAIM_STRIDE * context);
        }

        final void complete(int context, int irq) {
            store(CLAIM + (long) CLAIM_STRIDE * context, irq);
        }

        final boolean isPending(int irq) {
            return (load(PENDING) >>> irq & 1) != 0;
        }

        private long load(long offset) {
            try {
                return plic.load(offset, 4);
            } catch (AccessFault e) {
                throw new AssertionError(e);
            }
        }

        private void store(long offset, long value) {
            try {
                plic.store(offset, value, 4);
            } catch (AccessFault e) {
                throw new AssertionError(e);
            }
        }
    }

    /** The same registers without the token that lets one in at a time. */
    abstract static class Bare extends Meeting {
        final Gateways gateways = new Gateways(SOURCES, 2);

        Bare() {
            for (int irq = 1; irq <= SOURCES; irq++) {
                gateways.setPriority(irq, 1);
            }
            gateways.setEnableWord(0, 0, 0b110);
            gateways.setEnableWord(1, 0, 0b110);
        }

        final void raise(int irq) {
            if (gateways.changeWire(irq, true)) {
                gateways.request(irq);
            }
        }
    }

    /** One source is pending, and both harts claim. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "One of the two has it.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "Both have it.")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "It is lost.")
    @State
    public static class OneSource extends Controller {
        public OneSource() {
            plic.source(1).set(true);
        }

        @Actor
        public void hart0(II_Result r) {
            first();
            r.r1 = claim(0);
        }

        @Actor
        public void hart1(II_Result r) {
            second();
            r.r2 = claim(1);
        }
    }

    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "Both have it.")
    @State
    public static class OneSourceWithoutToken extends Bare {
        public OneSourceWithoutToken() {
            raise(1);
        }

        @Actor
        public void hart0(II_Result r) {
            first();
            r.r1 = gateways.claim(0);
        }

        @Actor
        public void hart1(II_Result r) {
            second();
            r.r2 = gateways.claim(1);
        }
    }

    /** Two sources are pending, and both harts claim. */
    @JCStressTest
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = ACCEPTABLE,
            desc = "Each has one.")
    @Outcome(expect = FORBIDDEN, desc = "Both have the same, or one has none.")
    @State
    public static class TwoSources extends Controller {
        public TwoSources() {
            plic.source(1).set(true);
            plic.source(2).set(true);
        }

        @Actor
        public void hart0(II_Result r) {
            first();
            r.r1 = claim(0);
        }

        @Actor
        public void hart1(II_Result r) {
            second();
            r.r2 = claim(1);
        }
    }

    /** A hart completes a source while its wire rises anew: r1 is that it is pending again. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "Requested by its rise, or found high on completion.")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "The wire is high and nothing will say so: the lost interrupt.")
    @State
    public static class RisesOnCompletion extends Controller {
        private final InterruptLine wire = plic.source(1);

        public RisesOnCompletion() {
            wire.set(true);
            claim(0);
            wire.set(false);
        }

        @Actor
        public void hart() {
            first();
            complete(0, 1);
        }

        @Actor
        public void device() {
            second();
            wire.set(true);
        }

        @Arbiter
        public void after(Z_Result r) {
            r.r1 = isPending(1);
        }
    }

    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "As above.")
    @Outcome(id = "false", expect = ACCEPTABLE_INTERESTING, desc = "Each saw what was there before the other.")
    @State
    public static class RisesOnCompletionWithoutToken extends Bare {
        public RisesOnCompletionWithoutToken() {
            raise(1);
            gateways.claim(0);
            gateways.changeWire(1, false);
        }

        @Actor
        public void hart() {
            first();
            gateways.complete(0, 1);
        }

        @Actor
        public void device() {
            second();
            raise(1);
        }

        @Arbiter
        public void after(Z_Result r) {
            r.r1 = (gateways.pendingWord(0) & 0b10) != 0;
        }
    }

    /** A hart claims the last source while another rises: r1 is the level of its line in the end, r2 what it should be. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "The other is pending, and the hart is told.")
    @Outcome(
            id = {"true, false", "false, true"},
            expect = FORBIDDEN,
            desc = "The last level driven is not the last one decided.")
    @State
    public static class LevelDriven extends Controller {
        private final InterruptLine wire = plic.source(2);

        public LevelDriven() {
            plic.source(1).set(true);
        }

        @Actor
        public void hart() {
            first();
            claim(0);
        }

        @Actor
        public void device() {
            second();
            wire.set(true);
        }

        @Arbiter
        public void after(ZZ_Result r) {
            r.r1 = levels[0];
            r.r2 = isPending(1) || isPending(2);
        }
    }

    /** Each drives the line to what it decided, without a look at who else does. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "As above.")
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "The first decision was driven last.")
    @State
    public static class LevelDrivenByEach extends Meeting {
        private int pending = 1;
        private volatile boolean level = true;

        private synchronized boolean decide(int change) {
            pending += change;
            return pending != 0;
        }

        @Actor
        public void hart() {
            first();
            level = decide(-1);
        }

        @Actor
        public void device() {
            second();
            level = decide(1);
        }

        @Arbiter
        public void after(ZZ_Result r) {
            r.r1 = level;
            r.r2 = decide(0);
        }
    }
}
