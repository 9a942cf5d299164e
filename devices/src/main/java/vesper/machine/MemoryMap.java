package vesper.machine;

import java.util.List;

/**
 * The one map of physical addresses, as on QEMU's {@code virt} board.
 *
 * <p>Offsets inside a window belong to its device; numbers of interrupts are the PLIC's sources.
 */
public enum MemoryMap {
    ROM("rom", 0x1000, 0xf000, 0),
    FINISHER("test", 0x10_0000, 0x1000, 0),
    RTC("rtc", 0x10_1000, 0x1000, 11),
    CLINT("clint", 0x200_0000, 0x1_0000, 0),
    PLIC("plic", 0xc00_0000, 0x60_0000, 0),
    UART("serial", 0x1000_0000, 0x100, 10),
    VIRTIO_0("virtio_mmio", 0x1000_1000, 0x1000, 1),
    VIRTIO_1("virtio_mmio", 0x1000_2000, 0x1000, 2),
    VIRTIO_2("virtio_mmio", 0x1000_3000, 0x1000, 3),
    VIRTIO_3("virtio_mmio", 0x1000_4000, 0x1000, 4),
    VIRTIO_4("virtio_mmio", 0x1000_5000, 0x1000, 5),
    VIRTIO_5("virtio_mmio", 0x1000_6000, 0x1000, 6),
    VIRTIO_6("virtio_mmio", 0x1000_7000, 0x1000, 7),
    VIRTIO_7("virtio_mmio", 0x1000_8000, 0x1000, 8);

    /** RAM's first physical address. */
    public static final long RAM_BASE = 0x8000_0000L;

    private static final List<MemoryMap> VIRTIO =
            List.of(VIRTIO_0, VIRTIO_1, VIRTIO_2, VIRTIO_3, VIRTIO_4, VIRTIO_5, VIRTIO_6, VIRTIO_7);

    /** The number of virtio-mmio windows. */
    public static final int VIRTIO_SLOTS = VIRTIO.size();

    /** The highest PLIC source, {@code riscv,ndev}; as on QEMU, though most have nothing behind them. */
    public static final int PLIC_SOURCES = 96;

    private final String node;
    private final long base;
    private final long size;
    private final int interrupt;

    MemoryMap(String node, long base, long size, int interrupt) {
        this.node = node;
        this.base = base;
        this.size = size;
        this.interrupt = interrupt;
    }

    /** The window of virtio-mmio slot 0 to 7. */
    public static MemoryMap virtio(int slot) {
        return VIRTIO.get(slot);
    }

    /** The name in the device tree, with the unit address: {@code serial@10000000}. */
    public String nodeName() {
        return node + "@" + Long.toHexString(base);
    }

    /** First physical address. */
    public long base() {
        return base;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /** The PLIC source, or 0 for none. */
    public int interrupt() {
        return interrupt;
    }
}
