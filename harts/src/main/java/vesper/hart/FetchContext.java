package vesper.hart;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where one privilege finds its code: translations of pages for fetching, and a direct-mapped table from a virtual
 * {@code pc} to its block. Owned by the hart thread.
 */
final class FetchContext {
    private static final int JUMPS = 4096;
    private static final long EMPTY = 1; // no pc is odd

    final Tlb pages = new Tlb();
    private final long[] targets = new long[JUMPS];
    private final @Nullable Block[] blocks = new Block[JUMPS];

    FetchContext() {
        flush();
    }

    private static int index(long pc) {
        return (int) (pc >>> 1) & (JUMPS - 1);
    }

    /** The block at {@code pc} if it was there before, else null. */
    @Nullable
    Block jump(long pc) {
        int index = index(pc);
        return targets[index] == pc ? blocks[index] : null;
    }

    void remember(long pc, Block block) {
        int index = index(pc);
        targets[index] = pc;
        blocks[index] = block;
    }

    void flush() {
        pages.flush();
        Arrays.fill(targets, EMPTY);
        Arrays.fill(blocks, null);
    }
}
