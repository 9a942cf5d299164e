package vesper.hart.translate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vesper.hart.fetch.Lookaside;

/**
 * A direct-mapped table from a virtual {@code pc} to the region's entry that was found there, in one context of fetches.
 * Owned by the hart thread.
 *
 * <p>It is forgotten as often as a kernel flushes or fences, without being emptied: as {@code FetchContext} does it, by a
 * salt that is added to each target.
 */
public final class EntryTable implements Lookaside {
    private static final int ENTRIES = 4096;
    private static final long EMPTY = 1; // no pc is odd, and no salt

    private final long[] targets = new long[ENTRIES];
    private final @Nullable RegionEntry[] entries = new RegionEntry[ENTRIES];
    private long salt;
    private boolean isUsed;

    public EntryTable() {
        drop();
    }

    private static int index(long pc) {
        return (int) (pc >>> 1) & (ENTRIES - 1);
    }

    /** The entry that was remembered for {@code pc}, else null. */
    @Nullable
    RegionEntry at(long pc) {
        int index = index(pc);
        return targets[index] == pc + salt ? entries[index] : null;
    }

    void remember(long pc, RegionEntry entry) {
        int index = index(pc);
        targets[index] = pc + salt;
        entries[index] = entry;
        isUsed = true;
    }

    @Override
    public void forget() {
        if (isUsed) {
            isUsed = false;
            salt += 2;
            if (salt == 2 * ENTRIES) {
                drop();
            }
        }
    }

    /** Forgets everything so that nothing of the regions is held any more. */
    void drop() {
        Arrays.fill(targets, EMPTY);
        Arrays.fill(entries, null);
        salt = 0;
        isUsed = false;
    }
}
