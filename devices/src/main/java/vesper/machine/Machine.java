package vesper.machine;

import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vesper.machine.symbol.Symbols;

/**
 * The {@code virt} board with its power switch, as a thing that one holds. {@link #run} is all that a command needs; or it
 * is {@link #start}ed, paused, looked into, changed, stepped and resumed, and its ending awaited.
 *
 * <pre>
 *   NEW --start--> RUNNING --pause--> PAUSED     reset: RUNNING and PAUSED stay what they are
 *                     |   <--resume--   |
 *                     +-----> ENDED <---+
 * </pre>
 *
 * <p>Any thread may call any method, but for the machine's own, such as one that writes to the console: in {@link #pause},
 * {@link #reset} and {@link #close} it would wait for itself.
 */
public final class Machine implements AutoCloseable {
    private final MachineConfig config;
    private final BootPlan plan;
    private final Control control = new Control();
    private final Supervisor supervisor;
    private final List<MachineHart> harts;
    private final MachineMemory memory = new MachineMemory(this, paddr -> paddr);

    // made under the machine's own monitor
    private @Nullable Symbols symbols;

    /**
     * Reads the images and opens the disks.
     *
     * @param console where the serial port's output goes; closing it is the caller's
     * @throws BadInput if an image or a disk can't be used
     */
    public Machine(MachineConfig config, OutputStream console) throws BadInput {
        this.config = config;
        this.plan = ImageLoader.plan(config);
        this.supervisor = new Supervisor(config, console, plan, control);
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

    /** Before it is powered on: has {@link #stats} tell hits of the TLB, which costs some speed. */
    public void countAccesses() {
        supervisor.countAccesses();
    }

    /**
     * Powers on, and returns when the machine has ended and all that its guest sent is written. Whichever way it is
     * left, the harts have stopped, and of the machine's threads there are at most those that end by themselves: {@code
     * translator} within seconds, and after an interrupt {@code uart-out}, when the console has taken what was sent.
     *
     * @return how it ended; at once, without power, if the machine is closed
     * @throws InterruptedException if the caller is interrupted: the power is cut then, and nobody waits for the
     *     console. Who is interrupted after the harts have stopped still gets the ending, and stays interrupted.
     * @throws IllegalStateException if it runs or is paused
     */
    public Ending run() throws InterruptedException {
        if (state() == MachineState.RUNNING || state() == MachineState.PAUSED) {
            throw new IllegalStateException("the machine runs already");
        }
        return supervisor.run();
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
        control.start(paused, () -> Thread.ofPlatform().daemon().name("machine").start(supervisor::runByItself));
    }

    public MachineState state() {
        return control.state();
    }

    /**
     * Stops all harts, those in {@code wfi} too, at instruction boundaries, and the clock; returns when they stand. A hart
     * that waits for the console to take what it sends goes to the end of that first. Nothing happens if it is paused.
     *
     * @throws IllegalStateException if it was not powered on, or has ended
     */
    public void pause() {
        control.pause();
    }

    /**
     * Has clock and harts go on. Nothing happens if it runs.
     *
     * @throws IllegalStateException if it was not powered on, or has ended
     */
    public void resume() {
        control.resume();
    }

    /**
     * Powers it off and on; it runs then, or is paused before its first instruction, as it was before.
     *
     * @throws IllegalStateException if it was not powered on, or has ended
     */
    public void reset() {
        control.reset(supervisor::reset);
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
        return control.look(of);
    }

    /** While it is paused: does this to the board. */
    void change(Consumer<Board> by) {
        control.change(board -> {
            by.accept(board);
            return true;
        });
    }

    /** While it is paused: does this to the board, and says what came of it. */
    <T> T changed(Function<Board, T> by) {
        return control.change(by);
    }

    /** How it ended; empty as long as it has not, and if it was cut off. */
    public Optional<Ending> ending() {
        return control.ending();
    }

    /**
     * Waits for the ending.
     *
     * @return empty if it has not ended after that time
     */
    public Optional<Ending> await(Duration patience) throws InterruptedException {
        return control.await(patience);
    }

    /** Ends the machine; any thread. The first ending counts. */
    public void end(Ending ending) {
        supervisor.end(ending);
    }

    /**
     * Gives the serial port one byte; for one thread only.
     *
     * @return false if the port has no room now, or the power is off
     */
    public boolean receive(byte value) {
        Board now = control.board();
        return now != null && now.receive(value);
    }

    /** What the harts did since the last reset, a table for the user; only when it has ended. */
    public String stats() {
        Board last = control.board();
        return last == null ? "" : StatsReport.of(last.harts(), supervisor.nanosOn());
    }

    /**
     * Ends the machine if it runs, waits until it has stopped, and closes the disks; again, it does nothing. Any thread but
     * the machine's own, such as one that writes to the console: it would wait for itself.
     */
    @Override
    public void close() {
        supervisor.close();
    }
}
