package vesper.machine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vesper.bus.PhysicalMemory;

/**
 * What lies where in RAM and ROM when the harts start. It can be carried out again at each reset.
 *
 * @param pieces for RAM; none overlaps another, but for data of {@code -device loader}, which comes last
 * @param rom the bytes at 0x1000
 * @param fdt the device tree's address, for {@code a1}
 * @param htif where the kernel or the firmware talks to the host
 * @param starts where harts start that don't start in the ROM, by {@code hartid}
 * @param notes lines for the user: what was done otherwise than an image says
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BootPlan(
        List<Piece> pieces,
        byte[] rom,
        long fdt,
        Optional<HtifWords> htif,
        Map<Integer, Long> starts,
        List<String> notes) {
    /**
     * A stretch of RAM: {@code length} bytes from a file, zeros after them.
     *
     * @param name whose it is, for messages
     * @param memorySize in bytes, at least {@code length}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Piece(String name, long paddr, byte[] source, int from, int length, long memorySize) {
        static Piece whole(String name, long paddr, byte[] source) {
            return new Piece(name, paddr, source, 0, source.length, source.length);
        }

        AddressRange range() {
            return AddressRange.of(paddr, memorySize);
        }
    }

    /** Writes the pieces, while no hart runs. */
    void writeTo(PhysicalMemory ram) {
        byte[] zeros = new byte[PhysicalMemory.PAGE_SIZE];
        for (Piece piece : pieces) {
            long offset = piece.paddr - MemoryMap.RAM_BASE;
            ram.write(offset, piece.source, piece.from, piece.length);
            long end = offset + piece.memorySize;
            for (long at = offset + piece.length; at < end; at += zeros.length) {
                ram.write(at, zeros, 0, (int) Math.min(zeros.length, end - at));
            }
        }
    }
}
