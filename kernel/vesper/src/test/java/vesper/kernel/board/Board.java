package vesper.kernel.board;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import vesper.kernel.Kernel;
import vesper.kernel.boot.MemoryMap;
import vesper.kernel.trap.TrapFrame;
import vesper.metal.Addr;
import vesper.metal.host.HostDevice;
import vesper.metal.host.HostHart;
import vesper.metal.host.HostMemory;
import vesper.metal.host.HostSymbols;

/** A board of make-believe, with a kernel that hasn't booted yet. One at a time. */
public final class Board implements AutoCloseable {
    /** Thrown when the machine stops. */
    public static final class Stopped extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;
    }

    public static final long INTERRUPT = 1L << 63;
    public static final int TIMER = 7;
    public static final int EXTERNAL = 11;
    public static final long FROM_S = 1L << 11;

    private static final long IMAGE_SIZE = 0x4_0000;

    private final FakeUart uart = new FakeUart();
    private final FakeClint clint = new FakeClint();
    private final FakePlic plic = new FakePlic();
    private final List<HostMemory.Region> regions = new ArrayList<>();
    private final HostMemory.Region ram;
    private final HostHart hart = HostHart.reset(0);
    private final Kernel kernel = new Kernel();
    private final long ramSize;

    /** With so much RAM. */
    public Board(long ramSize) {
        this.ramSize = ramSize;
        ram = HostMemory.ram(ramSize);
        regions.add(ram);
        device(MemoryMap.UART, 0x100, uart);
        device(MemoryMap.CLINT, 0x1_0000, clint);
        device(MemoryMap.PLIC, 0x60_0000, plic);
        defineSymbols(ram.base());
        hart.onWfi(() -> {
            throw new Stopped();
        });
    }

    private void device(long base, long size, HostDevice device) {
        regions.add(HostMemory.deviceAt(base, size, device));
    }

    private static void defineSymbols(long base) {
        HostSymbols.define("_text_start", base);
        HostSymbols.define("_rodata_start", base + 0x1_0000);
        HostSymbols.define("_code_map", base + 0x1_0000);
        HostSymbols.define("_data_start", base + 0x2_0000);
        HostSymbols.define("idle_frame", base + 0x2_0000);
        HostSymbols.define("nested_frame", base + 0x2_1000);
        HostSymbols.define("trap_stack_end", base + 0x2_8000);
        HostSymbols.define("nested_stack_end", base + 0x3_0000);
        HostSymbols.define("_heap_start", base + IMAGE_SIZE);
        HostSymbols.define("__global_pointer$", base + 0x2_0800);
        HostSymbols.define("m_trap_vector", base + 0x100);
        HostSymbols.define("thread_pointer", base + 0x200);
        HostSymbols.define("enter_supervisor", base + 0x300);
        HostSymbols.define("process_exit", base + 0x400);
        HostSymbols.define("skmain", base + 0x500);
        HostSymbols.define("init_process", base + 0x600);
    }

    public Kernel kernel() {
        return kernel;
    }

    public FakeUart uart() {
        return uart;
    }

    public FakeClint clint() {
        return clint;
    }

    public FakePlic plic() {
        return plic;
    }

    public long ramBase() {
        return ram.base();
    }

    /** The device tree, at the end of RAM. */
    public Addr deviceTree(int harts) {
        byte[] blob = Fdt.board(ram.base(), ramSize, harts);
        long at = (ram.base() + ramSize - blob.length) & -8;
        HostMemory.write(at, blob);
        return new Addr(at);
    }

    /** Says what happens when the kernel has entered S-mode. */
    public void onSupervisor(Runnable skmain) {
        hart.onCall((address, argument) -> {
            if (address == HostSymbols.address("enter_supervisor")) {
                skmain.run();
            }
            return 0x1234_5678;
        });
    }

    /** Puts a disk into the last slot, as QEMU does, and nothing into the others. */
    public FakeVirtioDisk disk(byte[] contents) {
        FakeVirtioDisk disk = new FakeVirtioDisk(contents, () -> interrupt(MemoryMap.VIRTIO_SLOTS));
        slots(disk);
        return disk;
    }

    public void noDisk() {
        slots(new VacantSlot());
    }

    private void slots(HostDevice last) {
        for (int i = 0; i < MemoryMap.VIRTIO_SLOTS; i++) {
            boolean isLast = i == MemoryMap.VIRTIO_SLOTS - 1;
            device(MemoryMap.VIRTIO + i * MemoryMap.VIRTIO_STRIDE, 0x1000, isLast ? last : new VacantSlot());
        }
    }

    /** A trap from S-mode, as the vector would hand it over; returns where the hart goes on. */
    public long trap(long cause, long epc, long tval) {
        TrapFrame frame = new TrapFrame(kernel.hart.context().frame());
        return kernel.traps.handle(epc, tval, cause, FROM_S, frame);
    }

    /** An external interrupt of {@code source}, in what runs. */
    public void interrupt(int source) {
        plic.raise(source);
        trap(INTERRUPT | EXTERNAL, kernel.hart.context().pc().value(), 0);
    }

    /** A tick of the timer. */
    public void tick() {
        trap(INTERRUPT | TIMER, kernel.hart.context().pc().value(), 0);
    }

    /** Types on the UART. */
    public void type(String text) {
        uart.type(text);
        interrupt(MemoryMap.UART_IRQ);
    }

    @Override
    public void close() {
        regions.forEach(HostMemory.Region::close);
        HostHart.reset(0);
    }
}
