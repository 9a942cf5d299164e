package vesper.stress.referee;

import org.jspecify.annotations.Nullable;
import vesper.bus.Bus;
import vesper.bus.InterruptLine;
import vesper.bus.MmioDevice;
import vesper.bus.PhysicalMemory;
import vesper.bus.Timer;
import vesper.hart.HartGroup;
import vesper.hart.state.Acceleration;
import vesper.hart.state.HartFault;

/** One hart of ours, and RAM. */
public final class Vesper implements Machine {
    private static final long CLINT = 0x200_0000L;
    private static final long CLINT_SIZE = 0x1_0000L;

    private final PhysicalMemory ram = new PhysicalMemory(RAM_SIZE);
    private final Bus bus;
    private final Acceleration acceleration;
    private HartGroup harts;

    // written by the hart thread
    private volatile @Nullable HartFault fault;

    public Vesper() {
        this(Acceleration.DEFAULT);
    }

    public Vesper(Acceleration acceleration) {
        this.acceleration = acceleration;
        bus = Bus.builder(RAM_BASE, ram)
                .device("clint", CLINT, CLINT_SIZE, new Silent())
                .build();
        harts = newHarts();
    }

    private HartGroup newHarts() {
        return new HartGroup(1, bus, new Never(), acceleration);
    }

    @Override
    public void start(Workload workload, int next) {
        fault = null;
        workload.write(next, (address, bytes) -> ram.write(address - RAM_BASE, bytes, 0, bytes.length));
        harts = newHarts(); // the old ones' translator leaves code alone that changes with each workload
        harts.reset(RAM_BASE, 0);
        harts.start(failure -> fault = failure);
    }

    @Override
    public long load64(long address) {
        return ram.loadAcquire64(address - RAM_BASE);
    }

    @Override
    public boolean alive() {
        HartFault failure = fault;
        if (failure != null) {
            throw new IllegalStateException("the hart failed: " + failure, failure.cause());
        }
        return true;
    }

    @Override
    public String epitaph() {
        return "the hart ended";
    }

    @Override
    public boolean killed() {
        return false;
    }

    @Override
    public void stop() {
        try {
            harts.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while stopping the hart", e);
        }
    }

    @Override
    public byte[] read(long address, int size) {
        byte[] bytes = new byte[size];
        ram.read(address - RAM_BASE, bytes, 0, size);
        return bytes;
    }

    @Override
    public void close() {
        stop();
    }

    /** Takes what is written and says zero. */
    private static final class Silent implements MmioDevice {
        @Override
        public long load(long offset, int width) {
            return 0;
        }

        @Override
        public void store(long offset, long value, int width) {}
    }

    /** A clock that stands still. */
    private static final class Never implements Timer {
        @Override
        public long ticks() {
            return 0;
        }

        @Override
        public void setTicks(long ticks) {}

        @Override
        public Alarm alarm(InterruptLine line) {
            return new Alarm() {
                private long deadline = -1;

                @Override
                public void set(long deadline) {
                    this.deadline = deadline;
                }

                @Override
                public long deadline() {
                    return deadline;
                }
            };
        }
    }
}
