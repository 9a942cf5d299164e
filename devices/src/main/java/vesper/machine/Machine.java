package vesper.machine;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import vesper.bus.PhysicalMemory;
import vesper.bus.PowerControl;
import vesper.hart.HartGroup;
import vesper.hart.state.HartFault;

/**
 * The {@code virt} board with its power switch.
 *
 * <p>Whatever ends or resets the machine - the guest, a fault in a hart's thread, the user - puts a request into one
 * queue; the thread in {@link #run} carries it out. So harts are never stopped from two sides at once.
 */
public final class Machine implements AutoCloseable {
    /** Leave the machine with this ending, or start it again if there is none. */
    private record Request(@Nullable Ending ending) {
        static final Request RESET = new Request(null);
    }

    private final MachineConfig config;
    private final OutputStream console;
    private final BootPlan plan;
    private final PhysicalMemory ram;
    private final Disks disks;
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final PowerControl power = new PowerControl() {
        @Override
        public void off(int status) {
            end(Ending.poweredOff(status));
        }

        @Override
        public void reset() {
            request(Request.RESET);
        }
    };

    // written by the thread in run(), read volatile by the one that feeds the console's input
    private volatile @Nullable Board board;

    // set before run()
    private boolean countsAccesses;

    // owned by the thread in run(): when the present board was powered on, then how long it was
    private long poweredOn;
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

    /** The device tree that {@code config} asks for, as the guest would find it. */
    public static byte[] deviceTree(MachineConfig config) throws BadInput {
        return ImageLoader.deviceTree(config);
    }

    /** Before {@link #run}: has {@link #stats} tell hits of the TLB, which costs some speed. */
    public void countAccesses() {
        countsAccesses = true;
    }

    /** Powers on, and returns when the machine has ended and all that its guest sent is written. */
    public Ending run() throws InterruptedException {
        while (true) {
            powerOn();
            Ending ending = requests.take().ending;
            powerOff();
            if (ending != null) {
                return ending;
            }
            if (!config.reboot()) {
                return Ending.poweredOff(0);
            }
            requests.clear(); // what the harts asked for after the first request, while they were being stopped
        }
    }

    private void powerOn() {
        plan.writeTo(ram);
        Board fresh = new Board(config, plan, ram, disks, console, this::outputFailed, power);
        HartGroup harts = fresh.harts();
        plan.tohost().ifPresent(paddr -> harts.watchStore(paddr, value -> end(Ending.toHost(value))));
        if (countsAccesses) {
            harts.countAccesses();
        }
        board = fresh;
        poweredOn = System.nanoTime();
        harts.start(this::faulted);
    }

    private void powerOff() throws InterruptedException {
        Board old = board;
        if (old != null) {
            old.close();
            nanosOn = System.nanoTime() - poweredOn;
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
        request(new Request(ending));
    }

    private void faulted(HartFault fault) {
        end(FaultReport.ending(fault));
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
        return now != null && now.uart().receive(value);
    }

    /** What the harts did since the last reset, a table for the user; only after {@link #run} has returned. */
    public String stats() {
        Board last = board;
        return last == null ? "" : StatsReport.of(last.harts(), nanosOn);
    }

    @Override
    public void close() {
        disks.close();
    }
}
