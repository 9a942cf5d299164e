package vesper.hart.translate;

import org.jspecify.annotations.Nullable;
import vesper.hart.fetch.CodeCache;

/** Where a hart has found regions to begin, since the last fence of code or of translations. Owned by the hart thread. */
public final class Entrances {
    private final CodeCache code;
    private final @Nullable EntryTable[] tables = new EntryTable[CodeCache.CONTEXTS]; // made when first used

    Entrances(CodeCache code) {
        this.code = code;
    }

    /** The region's entry that was found at {@code pc}, else null. */
    @Nullable
    RegionEntry at(long pc) {
        EntryTable table = tables[code.context()];
        return table == null ? null : table.at(pc, code.moves());
    }

    void remember(long pc, RegionEntry entry) {
        int context = code.context();
        EntryTable table = tables[context];
        if (table == null) {
            table = new EntryTable();
            tables[context] = table;
        }
        table.remember(pc, entry, code.moves());
    }

    /** Regions were dropped. */
    void drop() {
        for (EntryTable table : tables) {
            if (table != null) {
                table.drop();
            }
        }
    }
}
