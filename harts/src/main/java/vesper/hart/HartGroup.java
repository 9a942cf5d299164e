package vesper.hart;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import vesper.bus.Bus;
import vesper.bus.Timer;
import vesper.hart.memory.Neighbours;
import vesper.hart.memory.StoreWatch;
import vesper.hart.state.Acceleration;
import vesper.hart.state.FaultHandler;
import vesper.hart.state.HartStats;
import vesper.hart.state.TranslationStats;
import vesper.hart.translate.Regions;

/** The harts of a machine, and what they ask of each other. */
public final class HartGroup {
    private static final int SPINS_BEFORE_YIELD = 64;

    /** How long a hart may execute code that was overwritten, without {@code fence.i}. */
    private static final long REFETCH_NANOS = 20_000_000;

    private final Bus bus;
    private final Acceleration acceleration;
    private final Regions regions;
    private final int count;
    private final Hart[] harts;
    private final @Nullable Turns turns;

    private final TranslationStats translationStats = new TranslationStats();

    private final Neighbours neighbours = new AllHarts();

    // set before the harts start
    private StoreWatch watch;

    // set before the harts start
    private boolean keepsOldCode;

    // from the start of the harts until they are asked to stop; volatile
    private volatile @Nullable Ticker refetching;

    // element [h] is owned by hart h: the number of its last request to the others
    private final int[] requests;

    /**
     * Makes the harts; none runs yet.
     *
     * @param count how many, with {@code hartid} from 0
     */
    public HartGroup(int count, Bus bus, Timer timer) {
        this(count, bus, timer, Acceleration.DEFAULT);
    }

    /** As {@link #HartGroup(int, Bus, Timer)}, and says how they execute. */
    public HartGroup(int count, Bus bus, Timer timer, Acceleration acceleration) {
        this.bus = bus;
        this.acceleration = acceleration;
        this.watch = StoreWatch.none(bus.ram());
        this.count = count;
        this.requests = new int[count];
        this.regions = new Regions(bus.ram(), count, translationStats, this::nudge);
        this.harts = new Hart[count];
        this.turns = acceleration.singleThread() ? new Turns(harts) : null;
        for (int i = 0; i < count; i++) {
            harts[i] = new Hart(i, this, bus, timer);
        }
    }

    public int count() {
        return count;
    }

    /** Any thread: has every hart that executes come to an instruction boundary, and go on. */
    private void nudge() {
        for (Hart hart : harts) {
            hart.mailbox().nudge();
        }
    }

    /** Any thread: has every hart that executes look whether its code is still what memory holds. */
    private void refetch() {
        for (Hart hart : harts) {
            hart.refetch();
        }
    }

    /** Before the harts start: lets them execute old code until {@code fence.i}, for ever if none comes. */
    public void keepOldCode() {
        keepsOldCode = true;
    }

    /** From a hart that executes: has it asked in a while. Harts that all sleep cost nothing. */
    void keepRefetching() {
        Ticker ticker = refetching;
        if (ticker != null) {
            ticker.keepTicking();
        }
    }

    /**
     * Before the harts start: has them count loads, stores and atomics, for {@link HartStats#tlbHits}. Code that was
     * translated before does not.
     */
    public void countAccesses() {
        for (Hart hart : harts) {
            hart.countAccesses();
        }
        regions.countAccesses();
    }

    Regions regions() {
        return regions;
    }

    Acceleration acceleration() {
        return acceleration;
    }

    @Nullable
    Turns turns() {
        return turns;
    }

    public Hart hart(int hartid) {
        return harts[hartid];
    }

    /** What the translator did for all of them. */
    public TranslationStats translationStats() {
        return translationStats;
    }

    /** Brings every hart, none of them running, to its reset state: {@code pc}, a0 = {@code hartid}, and a1. */
    public void reset(long pc, long a1) {
        for (Hart hart : harts) {
            hart.reset(pc, a1);
        }
    }

    /** After {@link #reset}: has one of them start at {@code pc}, and with no device tree. */
    public void startAt(int hartid, long pc) {
        harts[hartid].reset(pc, 0);
    }

    /** Starts a thread for each hart, or one for all, from where they are. */
    public void start(FaultHandler faults) {
        regions.reportTo(faults);
        refetching = keepsOldCode ? null : new Ticker("refetching", REFETCH_NANOS, this::refetch);
        for (Hart hart : harts) {
            hart.mailbox().restart();
        }
        if (turns != null) {
            turns.start(faults);
            return;
        }
        // Not in one loop: the first hart may ask all to stop before the last one starts.
        for (Hart hart : harts) {
            hart.start(faults);
        }
    }

    /** Asks every hart to stop at its next instruction boundary, and returns at once; any thread. */
    public void askToStop() {
        Ticker ticker = refetching;
        if (ticker != null) {
            ticker.close();
        }
        for (Hart hart : harts) {
            hart.mailbox().stop();
        }
    }

    /** Asks every hart to stop at an instruction boundary, and waits until all have (but for the caller's own). */
    public void stop() throws InterruptedException {
        askToStop();
        if (turns != null) {
            turns.join();
        }
        for (Hart hart : harts) {
            hart.join();
        }
        Ticker ticker = refetching;
        if (ticker != null) {
            ticker.join();
        }
    }

    /**
     * Before the harts start: reports stores of a non-zero value to a doubleword of RAM, on the storing hart's thread.
     *
     * @param paddr its physical address, 8-byte aligned
     */
    public void watchStore(long paddr, LongConsumer onNonZeroStore) {
        if (!bus.isRam(paddr, 8)) {
            throw new IllegalArgumentException("0x" + Long.toHexString(paddr) + " is not in RAM");
        }
        watch = StoreWatch.of(bus.ram(), paddr - bus.ramBase(), onNonZeroStore);
    }

    /** What the harts' memory accesses ask of each other. */
    Neighbours neighbours() {
        return neighbours;
    }

    private final class AllHarts implements Neighbours {
        @Override
        public void divert(int hartid, long ramOffset, boolean loadsToo) {
            HartGroup.this.divert(harts[hartid], ramOffset, loadsToo);
        }

        @Override
        public StoreWatch watch() {
            return watch;
        }
    }

    /** The asking hart answers its own mailbox meanwhile, so that two that ask each other both go on. */
    private void divert(Hart asking, long ramOffset, boolean loadsToo) {
        if (turns != null) {
            for (Hart hart : harts) {
                hart.dropRamPage(ramOffset, loadsToo); // all are the caller's, and between two instructions
            }
            return;
        }
        int request = ++requests[asking.hartid()];
        asking.dropRamPage(ramOffset, loadsToo);
        for (Hart other : harts) {
            if (other != asking) {
                other.mailbox().requestDrop(ramOffset, loadsToo, asking.hartid(), request);
            }
        }
        for (Hart other : harts) {
            if (other != asking) {
                awaitAnswer(asking, other, request);
            }
        }
        asking.mailbox().lookAgain();
    }

    @SuppressWarnings(
            "ThreadPriorityCheck") // not for correctness: with fewer cores than harts, spinning starves who shall
    // answer
    private static void awaitAnswer(Hart asking, Hart other, int request) {
        int spins = 0;
        while (!other.mailbox().answered(asking.hartid(), request)) {
            asking.mailbox().drain();
            if (spins++ < SPINS_BEFORE_YIELD) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }
}
