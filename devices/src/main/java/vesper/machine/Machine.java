package vesper.machine;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vesper.bus.PhysicalMemory;
import vesper.bus.PowerControl;
import vesper.hart.HartGroup;
import vesper.machine.symbol.Symbols;

/**
 * The {@code virt} board with its power switch, as a thing that one holds. {@link #run} is all that a command needs; or it is
 * {@link #start}ed, paused, looked into, changed, stepped and resumed, and its ending awaited.
 *
 * <pre>
 *   NEW --start--> RUNNING --pause--> PAUSED     reset: RUNNING and PAUSED stay what they are
 *                     |     <-resume--   |
 *                     +------> ENDED <---+
 * </pre>
 *
 * <p>Whatever ends or resets the machine - the guest, a fault in a hart's thread, the user - puts a request into one
 * queue; the thread in {@link #run} carries it out. So harts are never stopped from two sides at once. However that
 * thread leaves, the board is stopped first.
 */
public final class Machine implements AutoCloseable {
    /**
     * Leave the machine with this ending, or start it again if there is none.
     *
     * @param ofBoard whether the guest or a thread of the board asked: at a reset it goes with the board
     * @param stays whether the power goes off, and the machine stays until somebody outside ends it
     */
    private record Request(@Nullable Ending ending, boolean ofBoard, boolean stays) {
        Request(@Nullable Ending ending, boolean ofBoard) {
            this(ending, ofBoard, false);
        }
    }

    private static final Ending CLOSED = new Ending(0, "the machine was closed");

    private final MachineConfig config;
    private final OutputStream console;
    private final BootPlan plan;
    private final PhysicalMemory ram;
    private final Disks disks;
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final PowerControl power = new PowerControl() {
        @Override
        public void off(int status) {
            request(new Request(Ending.poweredOff(status), true, !config.shutdown()));
        }

        @Override
        public void reset() {
            if (config.reboot()) {
                request(new Request(null, true));
            } else {
                off(0);
            }
        }
    };

    // written by the thread in run(), read volatile by the one that feeds the console's input
    private volatile @Nullable Board board;

    // held by the thread in run(), and while the disks are closed
    private final ReentrantLock running = new ReentrantLock();

    // any thread raises it, the thread in run() reads it; volatile
    private volatile boolean closed;

    // set before run()
    private boolean countsAccesses;

    // owned by the thread in run(): how long the last board was powered on
    private long nanosOn;

    private final List<MachineHart> harts;
    private final MachineMemory memory = new MachineMemory(this, paddr -> paddr);

    // made under the machine's own monitor
    private @Nullable Symbols symbols;

    // guards what follows, and is held while harts are stopped, started, looked at or changed from outside
    private final ReentrantLock control = new ReentrantLock();
    private final Condition moved = control.newCondition();

    // written under the lock, read volatile
    private volatile MachineState state = MachineState.NEW;

    // how often it was powered on or reset
    private long powerOns;

    // whether the first board's harts wait
    private boolean startsPaused;

    // whether the board's harts may be started
    private boolean powered;

    private @Nullable Ending ending;

    /**
     * Reads the images and opens the disks.
     *
     * @param console where the serial port's output goes; closing it is the caller's
     * @throws BadInput if an image or a disk can't be used
     */
    public Machine(MachineConfig config, OutputStream console) throws BadInput {
        this.config = config;
        this.console = console;
        this.plan = ImageLoader.plan(config);
        this.ram = HostMemory.allocate(config.memory());
        this.disks = new Disks(config.disks());
        this.harts = IntStream.range(0, config.harts())
                .mapToObj(hartid -> new MachineHart(this, hartid))
                .toList();
    }

    /** What was done otherwise than an image says, each a line for the user. */
    public List<String> notes() {
        return plan.notes();
    }

    /** The device tree that {@code config} asks for, as the guest would find it. */
    public static byte[] deviceTree(MachineConfig config) throws BadInput {
        return ImageLoader.deviceTree(config);
    }

    /** Before {@link #run}: has {@link #stats} tell hits of the TLB, which costs some speed. */
    public void countAccesses() {
        countsAccesses = true;
    }

    /**
     * Powers on, and returns when the machine has ended and all that its guest sent is written. Whichever way it is
     * left, the harts have stopped, and of the machine's threads there are at most those that end by themselves: {@code
     * translator} within seconds, and after an interrupt {@code uart-out}, when the console has taken what was sent.
     *
     * @return how it ended; at once, without power, if the machine is closed
     * @throws InterruptedException if the caller is interrupted: the power is cut then, and nobody waits for the
     *     console. Who is interrupted after the harts have stopped still gets the ending, and stays interrupted.
     */
    public Ending run() throws InterruptedException {
        if (state == MachineState.RUNNING || state == MachineState.PAUSED) {
            throw new IllegalStateException("the machine runs already");
        }
        return supervise();
    }

    private Ending supervise() throws InterruptedException {
        running.lockInterruptibly();
        try {
            while (!closed) {
                Ending wanted = fromPowerOnToOff();
                if (wanted != null) {
                    ending = wanted;
                    return wanted;
                }
                // what the board asked for after the first request, while it was being stopped
                requests.removeIf(Request::ofBoard);
            }
            ending = CLOSED;
            return CLOSED;
        } finally {
            moveTo(MachineState.ENDED);
            running.unlock();
        }
    }

    /**
     * Powers on, on a thread {@code machine} that does what {@link #run} does, and returns when it runs.
     *
     * @throws IllegalStateException if it was powered on before, or is closed
     */
    public void start() {
        start(false);
    }

    /** As {@link #start}, but that it is paused before its first instruction. */
    public void startPaused() {
        start(true);
    }

    private void start(boolean paused) {
        control.lock();
        try {
            if (state != MachineState.NEW || closed) {
                throw new IllegalStateException("the machine is not NEW");
            }
            startsPaused = paused;
            Thread.ofPlatform().daemon().name("machine").start(this::runByItself);
            while (state == MachineState.NEW) {
                moved.awaitUninterruptibly();
            }
        } finally {
            control.unlock();
        }
    }

    private void runByItself() {
        try {
            supervise();
        } catch (InterruptedException e) {
            // nobody interrupts this thread
        } catch (RuntimeException | Error e) {
            ending = FaultReport.ending(Thread.currentThread(), e);
        } finally {
            moveTo(MachineState.ENDED);
        }
    }

    private void moveTo(MachineState next) {
        control.lock();
        try {
            state = next;
            moved.signalAll();
        } finally {
            control.unlock();
        }
    }

    public MachineState state() {
        return state;
    }

    /**
     * Stops all harts, those in {@code wfi} too, at instruction boundaries, and the clock; returns when they stand. Nothing
     * happens if it is paused already.
     *
     * @throws IllegalStateException if it was not powered on, or has ended
     */
    public void pause() {
        control.lock();
        try {
            if (state == MachineState.RUNNING) {
                if (powered) {
                    on().pause();
                }
                moveTo(MachineState.PAUSED);
            }
            require(MachineState.PAUSED);
        } finally {
            control.unlock();
        }
    }

    /** Has clock and harts go on. Nothing happens if it runs. */
    public void resume() {
        control.lock();
        try {
            if (state == MachineState.PAUSED) {
                moveTo(MachineState.RUNNING);
                if (powered) {
                    on().resume();
                }
            }
            require(MachineState.RUNNING);
        } finally {
            control.unlock();
        }
    }

    /** Powers it off and on; it runs then, or is paused before its first instruction, as it was before. */
    public void reset() {
        control.lock();
        try {
            pausedOrRunning();
            long before = powerOns;
            request(new Request(null, false));
            while (powerOns == before && state != MachineState.ENDED) {
                moved.awaitUninterruptibly();
            }
        } finally {
            control.unlock();
        }
    }

    private void pausedOrRunning() {
        if (state != MachineState.RUNNING) {
            require(MachineState.PAUSED);
        }
    }

    private void require(MachineState wanted) {
        if (state != wanted) {
            throw new IllegalStateException("the machine is " + state + ", not " + wanted);
        }
    }

    /** A hart, 0 to one less than there are. */
    public MachineHart hart(int hartid) {
        return harts.get(hartid);
    }

    /** All of them, by {@code hartid}. */
    public List<MachineHart> harts() {
        return harts;
    }

    /** Memory by physical addresses. */
    public MachineMemory memory() {
        return memory;
    }

    /** Names and source lines of addresses, from the kernel's ELF and then the firmware's; read when it is first asked. */
    public synchronized Symbols symbols() {
        Symbols known = symbols;
        if (known == null) {
            known = Symbols.of(Stream.of(config.kernel(), config.bios())
                    .flatMap(Stream::ofNullable)
                    .map(ImageFile::bytes)
                    .toList());
            symbols = known;
        }
        return known;
    }

    /** While it is paused or ended: what this says of the board. */
    <T> T look(Function<Board, T> of) {
        control.lock();
        try {
            if (state != MachineState.ENDED) {
                require(MachineState.PAUSED);
            }
            return of.apply(on());
        } finally {
            control.unlock();
        }
    }

    /** While it is paused: does this to the board. */
    void change(Consumer<Board> by) {
        changed(board -> {
            by.accept(board);
            return true;
        });
    }

    /** While it is paused: does this to the board, code perhaps included. */
    <T> T changed(Function<Board, T> by) {
        control.lock();
        try {
            require(MachineState.PAUSED);
            T result = by.apply(on());
            harts.forEach(hart -> on().harts().hart(hart.hartid()).stopped().codeChanged());
            return result;
        } finally {
            control.unlock();
        }
    }

    private Board on() {
        Board now = board;
        if (now == null) {
            throw new IllegalStateException("the machine was closed before it was powered on");
        }
        return now;
    }

    /** How it ended; empty as long as it has not. */
    public Optional<Ending> ending() {
        return state == MachineState.ENDED ? Optional.ofNullable(ending) : Optional.empty();
    }

    /**
     * Waits for the ending.
     *
     * @return empty if it has not ended after that time
     */
    public Optional<Ending> await(Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        control.lockInterruptibly();
        try {
            while (state != MachineState.ENDED && nanos > 0) {
                nanos = moved.awaitNanos(nanos);
            }
            return ending();
        } finally {
            control.unlock();
        }
    }

    /** The life of one board; {@return the ending that was asked for, or null for a reset} */
    private @Nullable Ending fromPowerOnToOff() throws InterruptedException {
        plan.writeTo(ram);
        Board fresh = new Board(config, plan, ram, disks, console, this::outputFailed, power);
        long poweredOn = System.nanoTime();
        try {
            powerOn(fresh);
            Request first = requests.take();
            powerOff(fresh);
            return first.stays ? outsideEnding() : first.ending;
        } finally {
            cut(fresh);
            nanosOn = System.nanoTime() - poweredOn;
        }
    }

    /** Waits for a request that the board didn't make: what its other harts asked for meanwhile is too late. */
    private @Nullable Ending outsideEnding() throws InterruptedException {
        Request request = requests.take();
        while (request.ofBoard) {
            request = requests.take();
        }
        return request.ending;
    }

    private void powerOn(Board fresh) {
        HartGroup group = fresh.harts();
        fresh.htif().ifPresent(htif -> group.watchStore(htif.tohost(), value -> htif.serve(this::endByBoard)));
        if (countsAccesses) {
            group.countAccesses();
        }
        control.lock();
        try {
            board = fresh;
            powerOns++;
            boolean paused = startsPaused || state == MachineState.PAUSED;
            startsPaused = false;
            powered = true;
            moveTo(paused ? MachineState.PAUSED : MachineState.RUNNING);
            fresh.start(
                    fault -> endByBoard(FaultReport.ending(fault)),
                    (thread, cause) -> endByBoard(FaultReport.ending(thread, cause)),
                    paused);
        } finally {
            control.unlock();
        }
    }

    /** Who wants to pause it waits for the end of this. */
    private void powerOff(Board last) throws InterruptedException {
        control.lock();
        try {
            powered = false;
            last.close();
        } finally {
            control.unlock();
        }
    }

    private void cut(Board last) {
        control.lock();
        try {
            powered = false;
            last.cut();
        } finally {
            control.unlock();
        }
    }

    private void request(Request request) {
        requests.add(request);
        // A hart that asks must not go on with what follows its store; that it is joined is run()'s business.
        Board now = board;
        if (now != null) {
            now.harts().askToStop();
        }
    }

    /** Ends the machine; any thread. The first ending counts. */
    public void end(Ending ending) {
        request(new Request(ending, false));
    }

    private void endByBoard(Ending ending) {
        request(new Request(ending, true));
    }

    private void outputFailed(IOException e) {
        end(new Ending(1, "the console's output can't be written: " + HostFile.reason(e)));
    }

    /**
     * Gives the serial port one byte; for one thread only.
     *
     * @return false if the port has no room now, or the power is off
     */
    public boolean receive(byte value) {
        Board now = board;
        return now != null && now.receive(value);
    }

    /** What the harts did since the last reset, a table for the user; only when it has ended. */
    public String stats() {
        Board last = board;
        return last == null ? "" : StatsReport.of(last.harts(), nanosOn);
    }

    /**
     * Ends the machine if it runs, waits until {@link #run} has stopped it, and closes the disks; again, it does
     * nothing. Any thread but the machine's own, such as one that writes to the console: it would wait for itself.
     */
    @Override
    public void close() {
        closed = true;
        end(CLOSED);
        running.lock();
        try {
            moveTo(MachineState.ENDED);
            disks.close();
        } finally {
            running.unlock();
        }
    }
}
