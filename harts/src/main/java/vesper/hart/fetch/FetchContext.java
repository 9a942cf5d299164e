package vesper.hart.fetch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vesper.bus.DirectPages;
import vesper.bus.PhysicalMemory;
import vesper.hart.memory.LeafSet;

/**
 * Where one privilege finds its code: translations of pages for fetching, and a direct-mapped table from a virtual
 * {@code pc} to its block. Owned by the hart thread.
 *
 * <p>A kernel may flush six times a trap, so a flush does not empty the table: it changes the {@link #salt} that is added
 * to each target. Targets in one place differ by multiples of twice the table's length, salts by less: a sum of an older
 * salt is never one of now. When the salts are used up, the table is emptied.
 */
final class FetchContext {
    private static final int JUMPS = 4096;
    private static final long EMPTY = 1; // no pc is odd, and no salt

    private final DirectPages pages;
    private final LeafSet leaves = new LeafSet();
    private final long[] targets = new long[JUMPS];
    private final @Nullable Block[] blocks = new Block[JUMPS];
    private long salt;

    private final Lookaside lookaside;

    FetchContext(PhysicalMemory ram, Lookaside lookaside) {
        this.lookaside = lookaside;
        pages = new DirectPages(ram);
        empty();
    }

    private static int index(long pc) {
        return (int) (pc >>> 1) & (JUMPS - 1);
    }

    /** The block at {@code pc} if it was there before, else null. */
    @Nullable
    Block jump(long pc) {
        int index = index(pc);
        return targets[index] == pc + salt ? blocks[index] : null;
    }

    void remember(long pc, Block block) {
        int index = index(pc);
        targets[index] = pc + salt;
        blocks[index] = block;
    }

    /** The RAM offset of {@code pc} if code was found in its page before, else -1. */
    long ramOffset(long pc) {
        return pages.ramOffset(pc, 1);
    }

    /** Code at {@code pc} was found at a RAM offset by a leaf PTE of this level. */
    void translated(long pc, long ramOffset, int level) {
        pages.put(pc, ramOffset);
        leaves.add(pc, level);
    }

    /** The second half of an instruction that goes over the page's end lies at {@code pc}. */
    void translatedRest(long pc, int level) {
        leaves.add(pc, level);
    }

    /** Forgets everything if the page, or a superpage around it, may have led to code. */
    void flushPage(long vaddr) {
        if (leaves.mayHold(vaddr)) {
            flush();
        }
    }

    Lookaside lookaside() {
        return lookaside;
    }

    void flush() {
        leaves.clear();
        lookaside.forget();
        pages.flush();
        salt += 2;
        if (salt == 2 * JUMPS) {
            empty();
        }
    }

    private void empty() {
        Arrays.fill(targets, EMPTY);
        Arrays.fill(blocks, null);
        salt = 0;
    }
}
