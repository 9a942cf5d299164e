package vesper.machine;

import static vesper.machine.MemoryMap.RAM_BASE;

import vesper.bus.Timer;
import vesper.isa.Extension;

/**
 * What the board tells its firmware and kernel about itself, in the words of QEMU's {@code virt}, so that OpenSBI,
 * U-Boot and Linux find the drivers they know.
 */
final class DeviceTree {
    private static final String MMU_TYPE = "riscv,sv48";

    /** The baud rate generator's input, in Hz, of the UART of a SiFive FU540, which {@code virt} follows. */
    private static final int UART_CLOCK = 3_686_400;

    // Interrupt numbers of a hart's own controller (privileged manual, table of mcause)
    private static final int MSI = 3;
    private static final int MTI = 7;
    private static final int SEI = 9;
    private static final int MEI = 11;

    // Phandles: two for each hart, then these
    private static final int PLIC_PHANDLE = 1;
    private static final int FINISHER_PHANDLE = 2;
    private static final int FIRST_CPU_PHANDLE = 3;

    private final FlatDeviceTree tree = new FlatDeviceTree();
    private final int harts;

    private DeviceTree(int harts) {
        this.harts = harts;
    }

    /**
     * The blob for a machine.
     *
     * @param ramSize in bytes
     */
    static byte[] blob(int harts, long ramSize, Chosen chosen) {
        return new DeviceTree(harts).write(ramSize, chosen);
    }

    private byte[] write(long ramSize, Chosen chosen) {
        tree.begin("")
                .cells("#address-cells", 2)
                .cells("#size-cells", 2)
                .text("compatible", "riscv-virtio")
                .text("model", "riscv-virtio,qemu");
        tree.begin("chosen").text("stdout-path", "/soc/" + MemoryMap.UART.nodeName());
        chosen.writeTo(tree);
        tree.end();
        tree.begin("memory@" + Long.toHexString(RAM_BASE))
                .text("device_type", "memory")
                .cells64("reg", RAM_BASE, ramSize)
                .end();
        cpus();
        power("poweroff", "syscon-poweroff", 0x5555);
        power("reboot", "syscon-reboot", 0x7777);
        soc();
        return tree.end().toBlob();
    }

    private static int cpuPhandle(int hart) {
        return FIRST_CPU_PHANDLE + 2 * hart;
    }

    private static int cpuInterruptPhandle(int hart) {
        return cpuPhandle(hart) + 1;
    }

    private void cpus() {
        tree.begin("cpus").cells("#address-cells", 1).cells("#size-cells", 0).cells("timebase-frequency", (int)
                Timer.FREQUENCY);
        for (int hart = 0; hart < harts; hart++) {
            tree.begin("cpu@" + Integer.toHexString(hart))
                    .cells("phandle", cpuPhandle(hart))
                    .text("device_type", "cpu")
                    .cells("reg", hart)
                    .text("status", "okay")
                    .text("compatible", "riscv")
                    .text("riscv,isa", Extension.isaString())
                    .text("mmu-type", MMU_TYPE)
                    .begin("interrupt-controller")
                    .cells("#interrupt-cells", 1)
                    .flag("interrupt-controller")
                    .text("compatible", "riscv,cpu-intc")
                    .cells("phandle", cpuInterruptPhandle(hart))
                    .end()
                    .end();
        }
        tree.begin("cpu-map").begin("cluster0");
        for (int hart = 0; hart < harts; hart++) {
            tree.begin("core" + hart).cells("cpu", cpuPhandle(hart)).end();
        }
        tree.end().end().end();
    }

    private void power(String node, String compatible, int value) {
        tree.begin(node)
                .text("compatible", compatible)
                .cells("regmap", FINISHER_PHANDLE)
                .cells("offset", 0)
                .cells("value", value)
                .end();
    }

    private void soc() {
        tree.begin("soc")
                .cells("#address-cells", 2)
                .cells("#size-cells", 2)
                .text("compatible", "simple-bus")
                .flag("ranges");
        device(MemoryMap.RTC, "google,goldfish-rtc").end();
        device(MemoryMap.UART, "ns16550a").cells("clock-frequency", UART_CLOCK).end();
        device(MemoryMap.FINISHER, "sifive,test1", "sifive,test0", "syscon")
                .cells("phandle", FINISHER_PHANDLE)
                .end();
        // From the last to the first, as QEMU does: Linux numbers its disks by the order of the nodes.
        for (int slot = MemoryMap.VIRTIO_SLOTS - 1; slot >= 0; slot--) {
            device(MemoryMap.virtio(slot), "virtio,mmio").end();
        }
        device(MemoryMap.PLIC, "sifive,plic-1.0.0", "riscv,plic0")
                .cells("phandle", PLIC_PHANDLE)
                .cells("#address-cells", 0)
                .cells("#interrupt-cells", 1)
                .flag("interrupt-controller")
                .cells("riscv,ndev", MemoryMap.PLIC_SOURCES)
                .cells("interrupts-extended", toEachHart(MEI, SEI))
                .end();
        device(MemoryMap.CLINT, "sifive,clint0", "riscv,clint0")
                .cells("interrupts-extended", toEachHart(MSI, MTI))
                .end();
        tree.end();
    }

    /** Opens the node of a device, with its address and its interrupt. */
    private FlatDeviceTree device(MemoryMap at, String... compatible) {
        tree.begin(at.nodeName()).text("compatible", compatible).cells64("reg", at.base(), at.size());
        if (at.interrupt() != 0) {
            tree.cells("interrupts", at.interrupt()).cells("interrupt-parent", PLIC_PHANDLE);
        }
        return tree;
    }

    private int[] toEachHart(int first, int second) {
        int[] cells = new int[harts * 4];
        for (int hart = 0; hart < harts; hart++) {
            cells[4 * hart] = cpuInterruptPhandle(hart);
            cells[4 * hart + 1] = first;
            cells[4 * hart + 2] = cpuInterruptPhandle(hart);
            cells[4 * hart + 3] = second;
        }
        return cells;
    }
}
