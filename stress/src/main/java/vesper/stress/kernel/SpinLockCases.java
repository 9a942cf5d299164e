package vesper.stress.kernel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import vesper.kernel.hart.Hart;
import vesper.kernel.lock.SpinLock;
import vesper.metal.Atomic;
import vesper.metal.Cpu;

/** The kernel's spin lock: one holder at a time, and the next one sees what the one before has written. */
public final class SpinLockCases {
    private static final int RANK = 1;

    private SpinLockCases() {}

    /** Two harts count: r1 is the sum. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "One after the other.")
    @Outcome(id = "1", expect = FORBIDDEN, desc = "Two held it at once, and a count is lost.")
    @State
    public static class Exclusion {
        private final SpinLock lock = new SpinLock(RANK);
        private final Hart first = new Hart(0);
        private final Hart second = new Hart(1);

        // under the lock
        private int count;

        @Actor
        public void first() {
            count(first);
        }

        @Actor
        public void second() {
            count(second);
        }

        private void count(Hart hart) {
            Cpu.setLocal(hart);
            lock.acquire();
            count++;
            lock.release();
        }

        @Arbiter
        public void after(I_Result r) {
            r.r1 = count;
        }
    }

    /** The same with a lock that looks, and then takes. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "One after the other.")
    @Outcome(id = "1", expect = ACCEPTABLE_INTERESTING, desc = "Two held it at once.")
    @State
    public static class ExclusionByLoadAndStore {
        private static final long FREE = 0;

        private final Atomic holder = new Atomic(FREE);
        private int count;

        @Actor
        public void first() {
            count(1);
        }

        @Actor
        public void second() {
            count(2);
        }

        private void count(long number) {
            while (holder.loadAcquire() != FREE) {
                Cpu.pause();
            }
            holder.store(number);
            count++;
            holder.storeRelease(FREE);
        }

        @Arbiter
        public void after(I_Result r) {
            r.r1 = count;
        }
    }

    /** One hart writes both words, the other reads them. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The reader came first.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The writer came first.")
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = FORBIDDEN,
            desc = "Half of what the holder before has written.")
    @State
    public static class Publication {
        private final SpinLock lock = new SpinLock(RANK);
        private final Hart writer = new Hart(0);
        private final Hart reader = new Hart(1);

        // under the lock
        private int data;
        private int ready;

        @Actor
        public void write() {
            Cpu.setLocal(writer);
            lock.acquire();
            data = 1;
            ready = 1;
            lock.release();
        }

        @Actor
        public void read(II_Result r) {
            Cpu.setLocal(reader);
            lock.acquire();
            r.r1 = ready;
            r.r2 = data;
            lock.release();
        }
    }

    /** A lock that is released by a plain store and taken by a plain load: r1 is that it looked released. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "Not yet released, or all is there.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "Released, and what its holder wrote isn't there.")
    @State
    public static class PublicationWithoutOrder {
        private int data;
        private int released;

        @Actor
        public void write() {
            data = 1;
            released = 1;
        }

        @Actor
        public void read(II_Result r) {
            r.r1 = released;
            r.r2 = data;
        }
    }
}
