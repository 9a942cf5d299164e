package vesper.stress.litmus.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Adjacent bytes that every access of the test touches together or not at all. The axioms read on bytes; since no
 * access tells the bytes of a cell apart, a cell stands for each of its bytes.
 */
final class Cell {
    private final long address;
    private final int bytes;
    private final long initial;
    private final List<Long> values = new ArrayList<>();

    /**
     * @param bytes 1 to 8
     * @param initial what the bytes hold before, the one at the lowest address in bits 7 to 0
     */
    Cell(long address, int bytes, long initial) {
        this.address = address;
        this.bytes = bytes;
        this.initial = initial & mask(bytes);
        values.add(this.initial);
    }

    static long mask(int bytes) {
        return bytes == Long.BYTES ? -1L : (1L << (Byte.SIZE * bytes)) - 1;
    }

    long address() {
        return address;
    }

    int bytes() {
        return bytes;
    }

    long end() {
        return address + bytes;
    }

    long initial() {
        return initial;
    }

    /** All that it may come to hold, as far as known, in the order of discovery. */
    List<Long> values() {
        return values;
    }

    /** Notes that it may come to hold a value; false if that was known. */
    boolean mayHold(long value) {
        return !values.contains(value) && values.add(value);
    }

    /** What a value of {@code from..} holds for these bytes. */
    long part(long value, long from) {
        long shift = Byte.SIZE * (address - from);
        return (shift < 0 ? value << -shift : value >>> shift) & mask(bytes);
    }

    /** A value of these bytes, moved to its place in one that starts at {@code from}. */
    long placed(long value, long from) {
        long shift = Byte.SIZE * (address - from);
        return shift < 0 ? value >>> -shift : value << shift;
    }

    /** The part of this cell from {@code start} to {@code end}, with the values that follow from this one's. */
    Cell piece(long start, long end) {
        int length = (int) (end - start);
        Cell piece = new Cell(start, length, initial >>> (Byte.SIZE * (start - address)));
        for (long value : values) {
            piece.mayHold((value >>> (Byte.SIZE * (start - address))) & mask(length));
        }
        return piece;
    }
}
