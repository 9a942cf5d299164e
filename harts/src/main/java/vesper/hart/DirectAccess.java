package vesper.hart;

/** Stand-in until the port's own static helpers land. */
final class DirectAccess {
    private DirectAccess() {}

    static int load8(long[] loads, long vaddr, DirectPort port) {
        return port.load8(vaddr);
    }

    static int load16(long[] loads, long vaddr, DirectPort port) {
        return port.load16(vaddr);
    }

    static int load32(long[] loads, long vaddr, DirectPort port) {
        return port.load32(vaddr);
    }

    static long load64(long[] loads, long vaddr, DirectPort port) {
        return port.load64(vaddr);
    }

    static void store8(long[] stores, long vaddr, int value, DirectPort port) {
        port.store8(vaddr, value);
    }

    static void store16(long[] stores, long vaddr, int value, DirectPort port) {
        port.store16(vaddr, value);
    }

    static void store32(long[] stores, long vaddr, int value, DirectPort port) {
        port.store32(vaddr, value);
    }

    static void store64(long[] stores, long vaddr, long value, DirectPort port) {
        port.store64(vaddr, value);
    }
}
