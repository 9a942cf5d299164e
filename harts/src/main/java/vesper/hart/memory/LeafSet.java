package vesper.hart.memory;

import java.util.Arrays;
import vesper.bus.PhysicalMemory;

/**
 * The leaf PTEs that translations were made of since the last {@link #clear}, so that {@code sfence.vma} for an address
 * finds out whether it must forget anything. It may say yes by mistake, but never no. Owned by the hart thread.
 *
 * <p>A bit for each of the last ten bits of a page's number, for each level: 0 for 4 KiB, 3 for 512 GiB.
 */
public final class LeafSet {
    private static final int LEVELS = 4;
    private static final int WORDS = 16; // a level

    private final long[] words = new long[LEVELS * WORDS];
    private boolean empty = true;

    private static int word(long number, int level) {
        return level * WORDS + ((int) (number >>> 6) & (WORDS - 1));
    }

    private static long number(long vaddr, int level) {
        return vaddr >>> (PhysicalMemory.PAGE_SHIFT + 9 * level);
    }

    public void add(long vaddr, int level) {
        long number = number(vaddr, level);
        words[word(number, level)] |= 1L << number;
        empty = false;
    }

    /** Whether a translation of this address may have been made by one of the leaves. */
    public boolean mayHold(long vaddr) {
        if (empty) {
            return false;
        }
        for (int level = 0; level < LEVELS; level++) {
            long number = number(vaddr, level);
            if ((words[word(number, level)] >>> number & 1) != 0) {
                return true;
            }
        }
        return false;
    }

    public void clear() {
        if (!empty) {
            Arrays.fill(words, 0);
            empty = true;
        }
    }
}
