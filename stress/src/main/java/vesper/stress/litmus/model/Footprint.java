package vesper.stress.litmus.model;

import java.util.List;

/**
 * The bytes that a memory operation touches.
 *
 * @param cells that have any of them, by rising address; once the memory is divided, they have no others
 */
record Footprint(long address, int bytes, List<Cell> cells) {
    boolean overlaps(Footprint other) {
        return address < other.address + other.bytes && other.address < address + bytes;
    }

    boolean covers(Cell cell) {
        return address <= cell.address() && cell.end() <= address + bytes;
    }
}
