package vesper.stress.litmus.run;

import vesper.stress.litmus.test.Location;

/**
 * The cells of one location: each iteration of a batch has its own, on lines of its own, in shuffled order.
 *
 * @param area the address of the first cell
 * @param stride bytes from one cell to the next, a multiple of a line
 * @param mask the number of cells, a power of two, less one
 * @param flip with {@code factor}, the shuffle: multiplying by an odd number permutes the residues of a power of two
 */
record Cells(Location location, long area, int stride, int mask, int flip, int factor) {
    /** Bytes from one cell of this location to the next. */
    static int stride(Location location) {
        return Math.max(GuestMap.LINE, (location.bytes() + GuestMap.LINE - 1) & -GuestMap.LINE);
    }

    /** The address of the location in an iteration. */
    long address(int iteration) {
        return area + (long) stride * ((iteration ^ flip) * factor & mask);
    }
}
