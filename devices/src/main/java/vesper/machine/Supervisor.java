package vesper.machine;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vesper.bus.PhysicalMemory;
import vesper.bus.PowerControl;
import vesper.hart.HartGroup;

/**
 * Powers boards on and off, one after another.
 *
 * <p>Whatever ends or resets the machine - the guest, a fault in a hart's thread, the user - puts a request into one
 * queue; the thread in {@link #run} carries it out. So harts are never stopped from two sides at once. However that
 * thread leaves, the board is stopped first.
 */
final class Supervisor {
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
    private final Control control;
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

    Supervisor(MachineConfig config, OutputStream console, BootPlan plan, Control control) throws BadInput {
        this.config = config;
        this.console = console;
        this.plan = plan;
        this.control = control;
        this.ram = HostMemory.allocate(config.memory());
        this.disks = new Disks(config.disks());
    }

    void countAccesses() {
        countsAccesses = true;
    }

    /** See {@link Machine#run}. */
    Ending run() throws InterruptedException {
        running.lockInterruptibly();
        Ending ending = null;
        try {
            while (!closed) {
                ending = fromPowerOnToOff();
                if (ending != null) {
                    return ending;
                }
                // what the board asked for after the first request, while it was being stopped
                requests.removeIf(Request::ofBoard);
            }
            ending = CLOSED;
            return ending;
        } finally {
            control.end(ending);
            running.unlock();
        }
    }

    /** {@link #run} on a thread that nobody waits for. */
    void runByItself() {
        try {
            run();
        } catch (InterruptedException e) {
            // nobody interrupts this thread
        } catch (RuntimeException | Error e) {
            control.end(FaultReport.ending(Thread.currentThread(), e));
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
            control.powerOff(fresh);
            return outputWasLost(first) ? outputLost : first.stays ? outsideEnding() : first.ending;
        } finally {
            control.cut(fresh);
            nanosOn = System.nanoTime() - poweredOn;
        }
    }

    /** Whether the last bytes couldn't be written, which a guest that then powered off or reset can't know. */
    private boolean outputWasLost(Request first) {
        boolean silent = first.ending == null || first.ending.message().isEmpty();
        return outputLost != null && first.ofBoard && silent;
    }

    private void powerOn(Board fresh) {
        HartGroup harts = fresh.harts();
        fresh.htif().ifPresent(htif -> harts.watchStore(htif.tohost(), value -> htif.serve(this::endByBoard)));
        if (countsAccesses) {
            harts.countAccesses();
        }
        control.powerOn(
                fresh,
                new Board.Faults(
                        fault -> endByBoard(FaultReport.ending(fault)),
                        (thread, cause) -> endByBoard(FaultReport.ending(thread, cause))));
    }

    /** Waits for a request that the board didn't make: what its other harts asked for meanwhile is too late. */
    private @Nullable Ending outsideEnding() throws InterruptedException {
        Request request = requests.take();
        while (request.ofBoard) {
            request = requests.take();
        }
        return request.ending;
    }

    private void request(Request request) {
        requests.add(request);
        // A hart that asks must not go on with what follows its store; that it is joined is run()'s business.
        Board now = control.board();
        if (now != null) {
            now.harts().askToStop();
        }
    }

    /** Any thread. */
    void end(Ending ending) {
        request(new Request(ending, false));
    }

    /** Any thread. */
    void reset() {
        request(new Request(null, false));
    }

    private void endByBoard(Ending ending) {
        request(new Request(ending, true));
    }

    private void outputFailed(IOException e) {
        Ending lost = new Ending(1, "the console's output can't be written: " + HostFile.reason(e));
        outputLost = lost;
        end(lost);
    }

    /** Once {@link #run} has returned: how long the last board was powered on. */
    long nanosOn() {
        return nanosOn;
    }

    /** See {@link Machine#close}. */
    void close() {
        closed = true;
        end(CLOSED);
        running.lock();
        try {
            control.end(control.ending().orElse(CLOSED));
            disks.close();
        } finally {
            running.unlock();
        }
    }
}
