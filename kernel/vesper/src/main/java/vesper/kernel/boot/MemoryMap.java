package vesper.kernel.boot;

import vesper.metal.Addr;
import vesper.metal.Symbol;

/**
 * The one map of what lies where: devices as on QEMU's {@code virt} board, and the image as the linker laid it out.
 *
 * <pre>
 *  0x0010_0000   finisher: power off
 *  0x0200_0000   CLINT: mtime, mtimecmp
 *  0x0c00_0000   PLIC
 *  0x1000_0000   UART                                       rw-  irq 10
 *  0x1000_1000   virtio slots, 0x1000 each, 8 of them       rw-  irq 1 to 8
 *  0x8000_0000   _text_start    code                        r-x
 *                _rodata_start  constants                   r--
 *                _data_start    Java objects, .bss, the     rw-
 *                               boot stack
 *                _heap_start    page frames                 rw-
 *                end of RAM, as the device tree says
 * </pre>
 *
 * What has no letters isn't mapped: M-mode alone uses it, without translation.
 */
public final class MemoryMap {
    public static final long FINISHER = 0x10_0000;
    public static final long CLINT = 0x200_0000;
    public static final long PLIC = 0xc00_0000;
    public static final long UART = 0x1000_0000;
    public static final int UART_IRQ = 10;
    public static final long VIRTIO = 0x1000_1000;
    public static final long VIRTIO_STRIDE = 0x1000;
    public static final int VIRTIO_SLOTS = 8;

    private MemoryMap() {}

    public static Addr textStart() {
        return Symbol.address("_text_start");
    }

    public static Addr rodataStart() {
        return Symbol.address("_rodata_start");
    }

    public static Addr dataStart() {
        return Symbol.address("_data_start");
    }

    public static Addr heapStart() {
        return Symbol.address("_heap_start");
    }
}
