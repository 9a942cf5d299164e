package vesper.stress.litmus.run;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vesper.bus.AccessFault;
import vesper.bus.InterruptLine;
import vesper.bus.MmioDevice;
import vesper.bus.PhysicalMemory;
import vesper.hart.state.Cause;
import vesper.hart.state.HartFault;

/**
 * The device where harts and host meet: batches begin and end here, and traps are told.
 *
 * <p>Each hart has registers of its own:
 *
 * <pre>
 *   0  entry       load: where the batch's code for this hart starts, 0 if there is none
 *   8  done        store: this hart has nothing left to do
 *  16  not met     load: how often to look for the other harts again, 0 to go on without them
 *  24  pause       load: lets another hart run, now and then
 *  32  trap value  store: mtval
 *  40  trap pc     store: mepc
 *  48  trap cause  store: mcause; the hart sleeps after that
 * </pre>
 */
final class Rendezvous implements MmioDevice {
    static final int SIZE_SHIFT = 6;
    static final int ENTRY = 0;
    static final int DONE = 8;
    static final int NOT_MET = 16;
    static final int PAUSE = 24;
    static final int TRAP_VALUE = 32;
    static final int TRAP_PC = 40;
    static final int TRAP_CAUSE = 48;
    static final long WINDOW = 0x1000;

    /** How long a hart sleeps or spins before it looks again. */
    private static final long REST_NANOS = 50_000;

    private static final int SPINS_PER_SLEEP = 16;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /** What a hart told of its trap. */
    record Trap(int hart, int cause, long pc, long value) {
        @Override
        public String toString() {
            return "%s, mtval 0x%x".formatted(Cause.name(cause), value);
        }
    }

    private final PhysicalMemory ram;
    private final InterruptLine[] lines;
    private final Optional<Processors> processors = Processors.ofThisThread();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // guarded by lock
    private final long[] entries;
    private final boolean[] busy;
    private @Nullable Trap trap;
    private @Nullable HartFault fault;

    // element [h] is owned by hart h during a batch, by the host otherwise
    private final long[] patience;
    private final int[] misses;

    // element [h] is owned by hart h, and by the host before it boots
    private final boolean[] pinned;
    private final long[] trapValues;
    private final long[] trapPcs;

    // element [h] is written by hart h before it is first done; the lock orders that
    private final long[] hostThreads;

    // owned by the host, and read by harts during a batch
    private int threads;

    Rendezvous(int harts, PhysicalMemory ram) {
        this.ram = ram;
        lines = new InterruptLine[harts];
        entries = new long[harts];
        busy = new boolean[harts];
        patience = new long[harts];
        misses = new int[harts];
        pinned = new boolean[harts];
        trapValues = new long[harts];
        trapPcs = new long[harts];
        hostThreads = new long[harts];
    }

    static int register(int hart, int register) {
        return (hart << SIZE_SHIFT) + register;
    }

    /** Whether the host can't run so many harts at the same time. */
    static boolean moreThanProcessors(int harts) {
        return harts > PROCESSORS;
    }

    /** The wire that wakes a hart, before any runs. */
    void wire(int hart, InterruptLine line) {
        lines[hart] = line;
    }

    // The host's side.

    /** Before all harts start: each will be done once it has booted. */
    void boot() {
        lock.lock();
        try {
            Arrays.fill(busy, true);
            Arrays.fill(pinned, false);
            trap = null;
            fault = null;
            Arrays.fill(entries, 0);
            for (InterruptLine line : lines) {
                line.set(false);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives each hart the time that it may lose in the next batch, waiting for others that are late. */
    void givePatience(long nanos) {
        Arrays.fill(patience, nanos);
    }

    /** Begins a batch: hart h runs from {@code starts[h]} on; the others sleep on. */
    void begin(long[] starts) {
        lock.lock();
        try {
            threads = starts.length;
            for (int hart = 0; hart < starts.length; hart++) {
                entries[hart] = starts[hart];
                busy[hart] = true;
                lines[hart].set(true);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all are done or one has failed; {@return whether that came in time} */
    boolean awaitDone(long millis) {
        boolean interrupted = false;
        lock.lock();
        try {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            while (anyBusy() && trap == null && fault == null) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                try {
                    changed.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true; // a batch is short, and its results count
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            lock.unlock();
        }
    }

    Optional<Trap> trap() {
        lock.lock();
        try {
            return Optional.ofNullable(trap);
        } finally {
            lock.unlock();
        }
    }

    Optional<HartFault> fault() {
        lock.lock();
        try {
            return Optional.ofNullable(fault);
        } finally {
            lock.unlock();
        }
    }

    /** The id of the host's thread that runs a hart, once the hart has booted. */
    long hostThread(int hart) {
        return hostThreads[hart];
    }

    /** On any thread: the machine itself failed. */
    void failed(HartFault failure) {
        lock.lock();
        try {
            fault = failure;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // The harts' side.

    @Override
    public long load(long offset, int width) throws AccessFault {
        int hart = hart(offset);
        return switch ((int) offset & (1 << SIZE_SHIFT) - 1) {
            case ENTRY -> entry(hart);
            case NOT_MET -> notMet(hart);
            case PAUSE -> pause();
            default -> throw AccessFault.INSTANCE;
        };
    }

    @Override
    public void store(long offset, long value, int width) throws AccessFault {
        int hart = hart(offset);
        switch ((int) offset & (1 << SIZE_SHIFT) - 1) {
            case DONE -> done(hart);
            case TRAP_VALUE -> trapValues[hart] = value;
            case TRAP_PC -> trapPcs[hart] = value;
            case TRAP_CAUSE -> trapped(hart, (int) value);
            default -> throw AccessFault.INSTANCE;
        }
    }

    private int hart(long offset) throws AccessFault {
        int hart = (int) (offset >>> SIZE_SHIFT);
        if (hart >= lines.length) {
            throw AccessFault.INSTANCE;
        }
        return hart;
    }

    private long entry(int hart) {
        place(hart);
        lock.lock();
        try {
            long entry = entries[hart];
            entries[hart] = 0;
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the hart's thread a processor of its own, or lets it go where it finds one. */
    private void place(int hart) {
        boolean pin = !moreThanProcessors(threads);
        if (processors.isPresent() && pinned[hart] != pin) {
            pinned[hart] = pin ? processors.get().pin(hart) : !processors.get().unpin();
        }
    }

    private void done(int hart) {
        hostThreads[hart] = Thread.currentThread().threadId();
        lines[hart].set(false); // before the host can begin the next batch
        lock.lock();
        try {
            busy[hart] = false;
            if (!anyBusy()) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean anyBusy() {
        for (boolean each : busy) {
            if (each) {
                return true;
            }
        }
        return false;
    }

    private void trapped(int hart, int cause) {
        lines[hart].set(false);
        lock.lock();
        try {
            if (trap == null) {
                trap = new Trap(hart, cause, trapPcs[hart], trapValues[hart]);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A hart has polled in vain: the host has taken another one off its processor. Only for a short while, as a hart in
     * here does not answer those that arm a page.
     *
     * <p>Where there is a processor for each, a hart spins: harts that sleep keep missing each other. But where they don't
     * come, it sleeps now and then, as the host may have put the other one behind it in the same processor's queue.
     */
    @SuppressWarnings(
            "ThreadPriorityCheck") // not for correctness: with fewer processors than harts, another needs this
    private long notMet(int hart) {
        if (patience[hart] <= 0) {
            return 0;
        }
        long start = System.nanoTime();
        if (moreThanProcessors(threads)) {
            Thread.yield();
        } else if (!spin(hart, start) && ++misses[hart] % SPINS_PER_SLEEP == 0) {
            LockSupport.parkNanos(REST_NANOS);
        }
        // More than it asked for was spent in the queue for a processor.
        patience[hart] -= Math.min(System.nanoTime() - start, REST_NANOS);
        return GuestProgram.polls(moreThanProcessors(threads));
    }

    /** Waits for the others from {@code start} on, for so long as a rest; {@return whether they came} */
    private boolean spin(int hart, long start) {
        while (othersAreBehind(hart)) {
            if (System.nanoTime() - start >= REST_NANOS) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    /** Lets a hart run that has no processor, between two instructions of this one, one time out of two. */
    @SuppressWarnings("ThreadPriorityCheck") // a hint: any interleaving is as right as any other
    private static long pause() {
        if (ThreadLocalRandom.current().nextBoolean()) {
            Thread.yield();
        }
        return 0;
    }

    private boolean othersAreBehind(int hart) {
        long mine = progress(hart);
        for (int other = 0; other < threads; other++) {
            if (progress(other) < mine) {
                return true;
            }
        }
        return false;
    }

    /** The iteration that a hart runs or is about to run, 0 before the first. */
    long progress(int hart) {
        return ram.loadOpaque64(GuestMap.progress(hart) - GuestMap.RAM);
    }
}
