package vesper.hart;

import java.util.Arrays;

/**
 * Direct-mapped translations of one kind of access in one context (privilege, SUM, MXR), so that a context can't use
 * another's. An entry is two longs side by side: the tag, and what to add to a virtual address to get the RAM offset.
 *
 * <p>The tag is the virtual page's address. A lookup compares it with {@code vaddr & (PAGE | width - 1)}, so that a
 * misaligned access misses too and the slow path sorts it out.
 */
final class Tlb {
    static final int ENTRIES = 512;

    /** Keeps the page bits; the low bits of the mask come from the access width. */
    static final long PAGE = -4096;

    /** Turns {@code vaddr >>> INDEX_SHIFT} into the index of an entry's tag. */
    static final int INDEX_SHIFT = 11;

    static final int INDEX_MASK = (ENTRIES - 1) << 1;

    /** Bit 11 is in no access's mask: this tag matches nothing. */
    private static final long EMPTY = 0x800;

    // owned by the hart thread
    final long[] entries = new long[2 * ENTRIES];

    // owned by the hart thread: nothing was put since the last flush
    private boolean empty;

    Tlb() {
        flush();
    }

    static int index(long vaddr) {
        return (int) (vaddr >>> INDEX_SHIFT) & INDEX_MASK;
    }

    void put(long vaddr, long ramOffset) {
        int index = index(vaddr);
        empty = false;
        entries[index] = vaddr & PAGE;
        entries[index + 1] = ramOffset - vaddr;
    }

    void flush() {
        if (!empty) {
            Arrays.fill(entries, EMPTY);
            empty = true;
        }
    }

    void flushPage(long vaddr) {
        int index = index(vaddr);
        if (entries[index] == (vaddr & PAGE)) {
            entries[index] = EMPTY;
        }
    }

    /** Drops every translation to the RAM page that holds {@code ramOffset}. */
    void dropRamPage(long ramOffset) {
        long page = ramOffset & PAGE;
        for (int i = 0; i < entries.length; i += 2) {
            if (entries[i] != EMPTY && entries[i] + entries[i + 1] == page) {
                entries[i] = EMPTY;
            }
        }
    }
}
