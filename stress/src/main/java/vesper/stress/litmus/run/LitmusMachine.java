package vesper.stress.litmus.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import vesper.bus.Bus;
import vesper.bus.PhysicalMemory;
import vesper.bus.StoppedClock;
import vesper.hart.HartGroup;
import vesper.hart.state.Acceleration;
import vesper.hart.state.HartFault;
import vesper.hart.state.Interrupt;
import vesper.stress.Randomness;
import vesper.stress.litmus.test.LitmusTest;

/**
 * A machine of harts and RAM that runs one litmus test after the other. Harts that a test has no thread for sleep.
 *
 * <p>Each thread of a test becomes a loop over a batch of iterations, each on cells and a record of its own:
 *
 * <pre>
 *   host                      hart 0                    hart 1
 *   write cells, records
 *   begin ------------------> wake up                   wake up
 *                             barrier <---------------> barrier
 *                             skew, registers, test     skew, registers, test
 *                             keep results              keep results
 *                             barrier <---------------> barrier
 *                             ...                       ...
 *   read, count <------------ done                      done
 * </pre>
 *
 * <p>The barrier is the guest's own and costs some hundred nanoseconds. A hart that others don't come to meet in time,
 * because the host runs something else instead, goes on without them in the end: such an iteration is as good as any,
 * but rarely shows anything.
 *
 * <p>Where the host has fewer processors than the test has threads, harts that wait give theirs away, and in some
 * iterations they do so between any two instructions.
 *
 * <p>For one thread.
 */
public final class LitmusMachine implements AutoCloseable {
    /** Harts at most. */
    public static final int MAX_HARTS = GuestMap.MAX_HARTS;

    /** What a hart may wait for others in a batch, for each iteration. */
    private static final long PATIENCE_NANOS = 5_000;

    /** Not counted, on a new machine: while HotSpot still compiles it, its harts hardly meet. */
    private static final int WARM_UP_BATCHES = 5;

    /**
     * As long as this, if as many iterations are asked for: after it, as a rule, the last hart's loop too runs as C2
     * compiled it. Before, a store has left the host's store buffer when the load behind it comes.
     */
    private static final long WARM_UP_NANOS = 600_000_000;

    /** Between two batches, while all harts sleep: HotSpot's compilers have the processors for themselves. */
    private static final long WARM_UP_REST_NANOS = 10_000_000;

    private static final long LOOK_MILLIS = 100;
    private static final long BOOT_MILLIS = 600_000;

    private final PhysicalMemory ram = new PhysicalMemory(GuestMap.RAM_SIZE);
    private final Rendezvous rendezvous;
    private final Bus bus;
    private final HartGroup harts;
    private final CellPool pool;
    private boolean up;
    private boolean warm;

    /** A machine of {@code count} harts, at most {@link #MAX_HARTS}. */
    public LitmusMachine(int count) {
        this(count, Acceleration.DEFAULT);
    }

    /** The same, with harts that execute so. */
    public LitmusMachine(int count, Acceleration acceleration) {
        if (count < 1 || count > MAX_HARTS) {
            throw new IllegalArgumentException(count + " harts: not 1 to " + MAX_HARTS);
        }
        rendezvous = new Rendezvous(count, ram);
        bus = Bus.builder(GuestMap.RAM, ram)
                .device("rendezvous", GuestMap.DEVICE, Rendezvous.WINDOW, rendezvous)
                .build();
        harts = new HartGroup(count, bus, new StoppedClock(), acceleration);
        for (int hart = 0; hart < count; hart++) {
            rendezvous.wire(hart, harts.hart(hart).line(Interrupt.MSIP));
        }
        pool = new CellPool(bus.armedPages());
    }

    /** How many harts it has. */
    public int harts() {
        return harts.count();
    }

    /**
     * Runs a test.
     *
     * @param iterations how often, at least once
     * @param seed for the order of cells and the skews; what harts do at the same time is the host's affair
     * @throws RunFailure if the machine can't run it, or it does not end as it should; the next test is not affected
     */
    public Histogram run(LitmusTest test, long iterations, long seed) throws RunFailure {
        return run(test, iterations, seed, done -> true);
    }

    /** The same; {@code goesOn} is told now and then how many are done, and may say that they are enough. */
    public Histogram run(LitmusTest test, long iterations, long seed, LongPredicate goesOn) throws RunFailure {
        if (iterations < 1) {
            throw new IllegalArgumentException(iterations + " iterations");
        }
        Support.check(test, harts.count());
        List<ThreadPlan> plans =
                test.threads().stream().map(code -> ThreadPlan.of(test, code)).toList();
        GuestProgram program = new GuestProgram(plans, Rendezvous.moreThanProcessors(plans.size()));
        load(program);
        Randomness random = new Randomness(seed, test.name().hashCode());
        try (CellSet cells = new CellSet(test, bus.armedPages(), pool, random, Records.MOST)) {
            Records records = new Records(ram, cells, plans, random);
            Results results = new Results(ram, cells, plans, test);
            if (!warm) {
                warmUp(program, cells, records, iterations);
            }
            for (long left = iterations; left > 0 && goesOn.test(iterations - left); left -= cells.capacity()) {
                int count = (int) Math.min(left, cells.capacity());
                runBatch(program, cells, records, count);
                results.collect(count);
            }
            return results.histogram();
        }
    }

    private void warmUp(GuestProgram program, CellSet cells, Records records, long most) throws RunFailure {
        long start = System.nanoTime();
        long left = most;
        for (int batch = 0;
                batch < WARM_UP_BATCHES || (left > 0 && System.nanoTime() - start < WARM_UP_NANOS);
                batch++) {
            runBatch(program, cells, records, cells.capacity());
            left -= cells.capacity();
            LockSupport.parkNanos(WARM_UP_REST_NANOS);
        }
        warm = true;
    }

    private void load(GuestProgram program) throws RunFailure {
        byte[] image = program.image();
        if (image.length > GuestMap.CODE_SIZE) {
            throw RunFailure.unsupported("more than " + GuestMap.CODE_SIZE + " bytes of code");
        }
        ram.write(GuestMap.CODE - GuestMap.RAM, image, 0, image.length);
        if (!up) {
            rendezvous.boot();
            harts.reset(GuestMap.CODE, 0);
            harts.start(rendezvous::failed);
            up = true;
            if (!rendezvous.awaitDone(BOOT_MILLIS)) {
                throw error("the harts don't start");
            }
        }
    }

    private void runBatch(GuestProgram program, CellSet cells, Records records, int count) throws RunFailure {
        for (int i = 0; i < count; i++) {
            cells.initialise(i);
        }
        records.write(count);
        long[] entries = program.entries();
        ProgressWatch watch = new ProgressWatch(rendezvous, entries.length);
        rendezvous.givePatience(PATIENCE_NANOS * count);
        rendezvous.begin(entries);
        awaitEnd(program, watch);
        for (int hart = 0; hart < entries.length; hart++) {
            if (rendezvous.progress(hart) != count) {
                throw error("P%d broke off: a thread has written where no location is".formatted(hart));
            }
        }
    }

    private void awaitEnd(GuestProgram program, ProgressWatch watch) throws RunFailure {
        while (!rendezvous.awaitDone(LOOK_MILLIS)) {
            int stuck = watch.stuck();
            if (stuck >= 0) {
                down();
                throw error("%s does not end"
                        .formatted(where(program, stuck, harts.hart(stuck).pc())));
            }
        }
        Optional<Rendezvous.Trap> trap = rendezvous.trap();
        if (trap.isPresent()) {
            throw error(where(program, trap.get().hart(), trap.get().pc()) + ": " + trap.get());
        }
        Optional<HartFault> fault = rendezvous.fault();
        if (fault.isPresent()) {
            throw error("the machine failed: " + fault.get());
        }
    }

    private static String where(GuestProgram program, int thread, long pc) {
        return program.lineAt(thread, pc)
                .map(line -> "P%d, line %d, %s".formatted(thread, line.number(), line.text()))
                .orElseGet(() -> "P%d, at 0x%x outside its code".formatted(thread, pc));
    }

    /** Stops the harts, which the next test starts anew. */
    private RunFailure error(String why) {
        down();
        return RunFailure.error(why);
    }

    private void down() {
        try {
            harts.stop();
            up = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while stopping the harts", e);
        }
    }

    @Override
    public void close() {
        down();
    }
}
