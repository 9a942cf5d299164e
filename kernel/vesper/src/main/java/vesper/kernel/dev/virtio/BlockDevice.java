package vesper.kernel.dev.virtio;

import vesper.kernel.console.Console;
import vesper.kernel.dev.Disk;
import vesper.kernel.hart.Hart;
import vesper.kernel.mm.FrameAllocator;
import vesper.metal.Addr;
import vesper.metal.Atomic;
import vesper.metal.Cpu;
import vesper.metal.Csr;

/**
 * A disk behind a virtio-mmio slot.
 *
 * <p><b>Two lanes.</b> A request takes three descriptors, so a queue of 8 holds two. Lane 0 is for threads in S-mode, who
 * wait for the interrupt's handler to sweep; lane 1 is for the trap handler, which sweeps itself, since nothing
 * interrupts it. A trap may come while a thread fills lane 0, and finds lane 1 free: neither ever waits for the other.
 *
 * <p>The two are on one hart, so each sees the other's stores in order. With more harts in the kernel, {@link #offer} and
 * {@link #sweep} go under a lock.
 */
public final class BlockDevice implements Disk {
    private static final int LANES = 2;
    private static final int THREAD_LANE = 0;
    private static final int TRAP_LANE = 1;
    private static final int DESCRIPTORS = 3;

    private static final int TYPE_IN = 0;
    private static final int HEADER_SIZE = 16;
    private static final int STATUS_OK = 0;
    private static final int STATUS_PENDING = 0xff;
    private static final int F_RO = 1 << 5;
    private static final int CAPACITY = 0;

    private static final long REQUEST_SIZE = 32;
    private static final long REQUEST_STATUS = HEADER_SIZE;

    private static final long FREE = 0;
    private static final long BUSY = 1;
    private static final long DONE = 2;

    /** At 10 MHz, two seconds: a device that takes longer isn't there any more. */
    private static final long TIMEOUT = 20_000_000;

    private final int number;
    private final MmioSlot slot;
    private final FrameAllocator frames;
    private final Console console;
    private final Atomic[] lanes = {new Atomic(FREE), new Atomic(FREE)};

    // set once, by begin
    private VirtQueue queue = new VirtQueue(Addr.ZERO);
    private Addr requests = Addr.ZERO;
    private long sectors;
    private boolean readOnly;

    private boolean dead; // it has let a request wait too long, and may still write to its memory

    // owned by the trap handler
    private int seen;

    /** The device that may be in slot {@code number}, counted from 1 as its interrupt is. */
    public BlockDevice(int number, long base, FrameAllocator frames, Console console) {
        this.number = number;
        this.slot = new MmioSlot(new Addr(base));
        this.frames = frames;
        this.console = console;
    }

    public MmioSlot slot() {
        return slot;
    }

    /** The slot's number, and that of its interrupt. */
    public int number() {
        return number;
    }

    @Override
    public long sectors() {
        return sectors;
    }

    /** Whether the device said that it can't be written. */
    public boolean readOnly() {
        return readOnly;
    }

    /**
     * Wakes the device up, as the specification's section 3.1.1 has it. If that fails, says why.
     *
     * @return whether it can be used
     */
    public boolean begin() {
        slot.setStatus(0);
        slot.setStatus(MmioSlot.ACKNOWLEDGE);
        slot.setStatus(MmioSlot.ACKNOWLEDGE | MmioSlot.DRIVER);
        int features = slot.hostFeatures();
        readOnly = (features & F_RO) != 0;
        // As the kernel's description has it: the device may be read-only, the driver doesn't depend on it.
        slot.setGuestFeatures(features & ~F_RO);
        int status = MmioSlot.ACKNOWLEDGE | MmioSlot.DRIVER | MmioSlot.FEATURES_OK;
        slot.setStatus(status);
        if ((slot.status() & MmioSlot.FEATURES_OK) == 0) {
            return fail("the device refuses the features");
        }
        if (slot.selectQueue() < VirtQueue.LENGTH) {
            return fail("the device's queue is too short");
        }
        Addr memory = frames.zallocate(VirtQueue.PAGES + 1);
        if (memory.value() == 0) {
            return fail("no memory for the queue");
        }
        queue = new VirtQueue(memory);
        requests = memory.plus(VirtQueue.PAGES * FrameAllocator.PAGE_SIZE);
        slot.setQueue(VirtQueue.LENGTH, VirtQueue.ALIGN, (int) FrameAllocator.PAGE_SIZE, memory);
        slot.setStatus(status | MmioSlot.DRIVER_OK);
        sectors = slot.config64(CAPACITY);
        return true;
    }

    private boolean fail(String why) {
        slot.setStatus(MmioSlot.FAILED);
        say().text(why).line();
        return false;
    }

    private Console say() {
        console.freshLine();
        return console.text("virtio: slot ").number(number).text(": ");
    }

    @Override
    public boolean read(long first, long count, Addr to) {
        if (count <= 0 || first < 0 || first > sectors - count || count > Integer.MAX_VALUE / SECTOR_SIZE) {
            say().text("no sectors ")
                    .number(first)
                    .text(" to ")
                    .number(first + count - 1)
                    .text(": there are ")
                    .number(sectors)
                    .line();
            return false;
        }
        if (dead) {
            return false;
        }
        int lane = Hart.current().inTrap() ? TRAP_LANE : THREAD_LANE;
        while (!lanes[lane].compareAndSwap(FREE, BUSY)) {
            Cpu.pause(); // another thread's request
        }
        Addr request = requests.plus(REQUEST_SIZE * lane);
        offer(lane, request, first, to, (int) count * SECTOR_SIZE);
        boolean answered = await(lane);
        int status = request.u8(REQUEST_STATUS);
        if (!answered) {
            say().text("no answer within two seconds: not used any more").line();
            dead = true;
            return false;
        }
        lanes[lane].storeRelease(FREE);
        if (status != STATUS_OK) {
            say().text("sector ")
                    .number(first)
                    .text(" can't be read (status ")
                    .number(status)
                    .text(")")
                    .line();
        }
        return status == STATUS_OK;
    }

    private void offer(int lane, Addr request, long sector, Addr data, int bytes) {
        request.set32(0, TYPE_IN);
        request.set32(4, 0);
        request.set64(8, sector);
        request.set8(REQUEST_STATUS, STATUS_PENDING);
        int head = lane * DESCRIPTORS;
        queue.setDescriptor(head, request, HEADER_SIZE, VirtQueue.NEXT, head + 1);
        queue.setDescriptor(head + 1, data, bytes, VirtQueue.NEXT | VirtQueue.WRITE, head + 2);
        queue.setDescriptor(head + 2, request.plus(REQUEST_STATUS), 1, VirtQueue.WRITE, 0);
        queue.offer(head);
        slot.notifyQueue();
    }

    private boolean await(int lane) {
        long began = Csr.read(Csr.TIME);
        while (lanes[lane].loadAcquire() != DONE) {
            if (lane == TRAP_LANE) {
                sweep();
            }
            if (Csr.read(Csr.TIME) - began > TIMEOUT) {
                return false;
            }
            Cpu.pause();
        }
        return true;
    }

    /** The device's interrupt: acknowledges it, and marks every request that the device has completed. */
    public void handleInterrupt() {
        slot.acknowledgeInterrupt();
        sweep();
    }

    private void sweep() {
        int used = queue.usedIndex();
        while (seen != used) {
            long head = queue.usedId(seen);
            seen = VirtQueue.nextIndex(seen);
            if (head % DESCRIPTORS != 0 || head / DESCRIPTORS >= LANES) {
                say().text("the device completes descriptor ")
                        .number(head)
                        .text(", which begins no request")
                        .line();
            } else {
                lanes[(int) head / DESCRIPTORS].compareAndSwap(BUSY, DONE);
            }
        }
    }
}
