package vesper.device.virtio;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import vesper.bus.AccessFault;
import vesper.bus.Bus;
import vesper.bus.Dma;
import vesper.bus.Meeting;
import vesper.bus.PhysicalMemory;

/** A driver, which here is a few opaque accesses to RAM, and the device at the other side of a queue. */
public final class VirtqueueCases {
    private static final int LOOKS = 50;

    private VirtqueueCases() {}

    /** A queue of one descriptor in RAM of its own: descriptor table, available ring and used ring, a line each. */
    abstract static class Rings extends Meeting {
        private static final long LINE = 64;
        private static final int FLAGS = 0;
        private static final int IDX = 2;
        private static final int ID = 4;
        private static final int LEN = 8;

        static final PhysicalMemory RAM = new PhysicalMemory(8 << 20);
        static final Dma DMA = new Dma(Bus.builder(0, RAM).build());
        private static final AtomicLong NEXT = new AtomicLong();

        private final long descriptors = NEXT.getAndAdd(4 * LINE) % RAM.size();
        private final long avail = descriptors + LINE;
        private final long used = avail + LINE;
        private final Virtqueue queue = new Virtqueue(DMA);

        Rings() {
            queue.place(1, descriptors, avail, used);
            for (long line = descriptors; line <= used; line += LINE) {
                RAM.storeOpaque64(line, 0);
                RAM.storeOpaque64(line + 8, 0);
            }
        }

        final void makeAvailable() {
            RAM.storeOpaque16(avail + IDX, 1);
        }

        final void wantNoInterrupt(boolean none) {
            RAM.storeOpaque16(avail + FLAGS, none ? 1 : 0);
        }

        final boolean wantsInterruptUnfenced() {
            return RAM.loadOpaque16(avail + FLAGS) == 0;
        }

        final int usedIdx() {
            return RAM.loadAcquire16(used + IDX);
        }

        final int usedId() {
            return RAM.loadOpaque32(used + ID);
        }

        final int usedLength() {
            return RAM.loadOpaque32(used + LEN);
        }

        final void setUsed(int id, int length) {
            RAM.storeOpaque32(used + ID, id);
            RAM.storeOpaque32(used + LEN, length);
        }

        final void setUsedIdx() {
            RAM.storeOpaque16(used + IDX, 1);
        }

        final void giveBack(int id, int length) {
            try {
                queue.put(id, length);
            } catch (AccessFault e) {
                throw new AssertionError(e);
            }
        }

        final boolean wantsInterrupt() {
            try {
                return queue.wantsInterrupt();
            } catch (AccessFault e) {
                throw new AssertionError(e);
            }
        }

        final boolean take(DescriptorChain chain) {
            try {
                return queue.take(chain);
            } catch (AccessFault | QueueFault e) {
                throw new AssertionError(e);
            }
        }

        /** The driver's fence {@code iorw, iorw}. */
        static void fence() {
            VarHandle.fullFence();
        }
    }

    /** The device gives request 3 back with 5 bytes: the results are what the driver sees, used.idx first. */
    @JCStressTest
    @Outcome(id = "1, 3, 5", expect = ACCEPTABLE, desc = "Given back, and all of it is there.")
    @Outcome(id = "0, .*, .*", expect = ACCEPTABLE, desc = "Not given back yet.")
    @Outcome(expect = FORBIDDEN, desc = "The index is there before the element.")
    @State
    public static class UsedRing extends Rings {
        @Actor
        public void device() {
            first();
            giveBack(3, 5);
        }

        @Actor
        public void driver(III_Result r) {
            second();
            for (int i = 0; i < LOOKS && r.r1 == 0; i++) {
                r.r1 = usedIdx();
            }
            r.r2 = usedId();
            r.r3 = usedLength();
        }
    }

    @JCStressTest
    @Outcome(id = "1, 3, 5", expect = ACCEPTABLE, desc = "Given back, and all of it is there.")
    @Outcome(id = "0, .*, .*", expect = ACCEPTABLE, desc = "Not given back yet.")
    @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "The index is there before the element.")
    @State
    public static class UsedRingIndexFirst extends Rings {
        @Actor
        public void device() {
            first();
            setUsedIdx();
            setUsed(3, 5);
        }

        @Actor
        public void driver(III_Result r) {
            second();
            for (int i = 0; i < LOOKS && r.r1 == 0; i++) {
                r.r1 = usedIdx();
            }
            r.r2 = usedId();
            r.r3 = usedLength();
        }
    }

    /**
     * The driver asks for interrupts and looks once more, while the device gives a request back and looks whether it is
     * to interrupt: r1 is that it does, r2 that the driver saw the request.
     */
    @JCStressTest
    @Outcome(
            id = {"true, true", "true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "The driver knows, or will be told.")
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "It waits for an interrupt that never comes.")
    @State
    public static class UsedInterrupt extends Rings {
        public UsedInterrupt() {
            wantNoInterrupt(true);
        }

        @Actor
        public void device(ZZ_Result r) {
            first();
            giveBack(3, 5);
            r.r1 = wantsInterrupt();
        }

        @Actor
        public void driver(ZZ_Result r) {
            second();
            wantNoInterrupt(false);
            fence();
            r.r2 = usedIdx() == 1;
        }
    }

    /** The device's part without its fence. */
    @JCStressTest
    @Outcome(
            id = {"true, true", "true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "It waits for an interrupt that never comes.")
    @State
    public static class UsedInterruptWithoutFence extends Rings {
        public UsedInterruptWithoutFence() {
            wantNoInterrupt(true);
        }

        @Actor
        public void device(ZZ_Result r) {
            first();
            setUsed(3, 5);
            setUsedIdx();
            r.r1 = wantsInterruptUnfenced();
        }

        @Actor
        public void driver(ZZ_Result r) {
            second();
            wantNoInterrupt(false);
            fence();
            r.r2 = usedIdx() == 1;
        }
    }

    /**
     * The driver makes a request available and notifies, while the I/O thread answers an earlier notify: r1 is that it
     * finds the request, r2 that the thread is told of the new notify.
     */
    @JCStressTest
    @Outcome(
            id = {"true, true", "true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "Found, or the thread looks again.")
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "The request lies there, and nobody looks.")
    @State
    public static class Notify extends Rings {
        private static final DescriptorChain CHAIN = new DescriptorChain(DMA); // by the I/O thread's actor

        private final Doorbell doorbell = new Doorbell();

        public Notify() {
            doorbell.ring();
        }

        @Actor
        public void io(ZZ_Result r) {
            first();
            doorbell.answer();
            r.r1 = take(CHAIN);
        }

        @Actor
        public void driver(ZZ_Result r) {
            second();
            makeAvailable();
            fence();
            r.r2 = doorbell.ring();
        }
    }

    /** The I/O thread looks, and then says that it has. */
    @JCStressTest
    @Outcome(
            id = {"true, true", "true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "The request lies there, and nobody looks.")
    @State
    public static class NotifyAnsweredLate extends Rings {
        private static final DescriptorChain CHAIN = new DescriptorChain(DMA); // by the I/O thread's actor

        private final Doorbell doorbell = new Doorbell();

        public NotifyAnsweredLate() {
            doorbell.ring();
        }

        @Actor
        public void io(ZZ_Result r) {
            first();
            r.r1 = take(CHAIN);
            doorbell.answer();
        }

        @Actor
        public void driver(ZZ_Result r) {
            second();
            makeAvailable();
            fence();
            r.r2 = doorbell.ring();
        }
    }
}
