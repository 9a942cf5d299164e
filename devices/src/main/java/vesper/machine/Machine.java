package vesper.machine;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vesper.bus.PhysicalMemory;
import vesper.bus.PowerControl;
import vesper.hart.HartGroup;

/**
 * The {@code virt} board with its power switch.
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

    // uart-out writes, the thread in run() reads it; volatile. Null as long as the console takes what it is sent
    private volatile @Nullable Ending outputLost;

    // owned by the thread in run(): how long the last board was powered on
    private long nanosOn;

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
        running.lockInterruptibly();
        try {
            while (!closed) {
                Ending ending = fromPowerOnToOff();
                if (ending != null) {
                    return ending;
                }
                // what the board asked for after the first request, while it was being stopped
                requests.removeIf(Request::ofBoard);
            }
            return CLOSED;
        } finally {
            running.unlock();
        }
    }

    /** The life of one board; {@return the ending that was asked for, or null for a reset} */
    private @Nullable Ending fromPowerOnToOff() throws InterruptedException {
        plan.writeTo(ram);
        Board fresh = new Board(config, plan, ram, disks, console, this::outputFailed, power);
        board = fresh;
        long poweredOn = System.nanoTime();
        try {
            start(fresh);
            Request first = requests.take();
            fresh.close();
            return outputWasLost(first) ? outputLost : first.stays ? outsideEnding() : first.ending;
        } finally {
            fresh.cut();
            nanosOn = System.nanoTime() - poweredOn;
        }
    }

    /** Whether the last bytes couldn't be written, which a guest that then powered off or reset can't know. */
    private boolean outputWasLost(Request first) {
        boolean silent = first.ending == null || first.ending.message().isEmpty();
        return outputLost != null && first.ofBoard && silent;
    }

    /** Waits for a request that the board didn't make: what its other harts asked for meanwhile is too late. */
    private @Nullable Ending outsideEnding() throws InterruptedException {
        Request request = requests.take();
        while (request.ofBoard) {
            request = requests.take();
        }
        return request.ending;
    }

    private void start(Board fresh) {
        HartGroup harts = fresh.harts();
        fresh.htif().ifPresent(htif -> harts.watchStore(htif.tohost(), value -> htif.serve(this::endByBoard)));
        if (countsAccesses) {
            harts.countAccesses();
        }
        fresh.start(
                fault -> endByBoard(FaultReport.ending(fault)),
                (thread, cause) -> endByBoard(FaultReport.ending(thread, cause)));
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
        Ending lost = new Ending(1, "the console's output can't be written: " + HostFile.reason(e));
        outputLost = lost;
        end(lost);
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

    /** What the harts did since the last reset, a table for the user; only after {@link #run} has returned. */
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
            disks.close();
        } finally {
            running.unlock();
        }
    }
}
