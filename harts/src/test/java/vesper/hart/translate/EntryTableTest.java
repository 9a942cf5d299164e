package vesper.hart.translate;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What was found before a flush or a fence is forgotten, however many there are. */
class EntryTableTest {
    private static final int TABLE = 8192; // bytes of code after which two addresses share a place
    private static final int MOVES = 20_000; // more than twice what the salts last for

    private final EntryTable table = new EntryTable();

    @Test
    void anEntryIsFoundAtItsOwnAddressOnly() {
        table.remember(0x8000_0000L, RegionEntry.NEVER);
        assertSame(RegionEntry.NEVER, table.at(0x8000_0000L));
        assertNull(table.at(0x8000_0000L + TABLE));
        assertNull(table.at(0));
    }

    @Test
    void whatWasForgottenIsNeverFoundAgain() {
        for (long pc = -TABLE; pc < 2 * TABLE; pc += 2) {
            table.remember(pc, RegionEntry.NEVER);
        }
        SplittableRandom random = new SplittableRandom(3);
        for (int move = 0; move < MOVES; move++) {
            table.forget();
            long pc = 2L * random.nextInt(-TABLE, 2 * TABLE);
            assertNull(table.at(pc));
            table.remember(pc, RegionEntry.PENDING);
            assertSame(RegionEntry.PENDING, table.at(pc));
            assertNull(table.at(pc + TABLE));
        }
    }

    @Test
    void entriesThatAreDroppedAreGone() {
        table.remember(0x8000_0000L, RegionEntry.NEVER);
        table.drop();
        assertNull(table.at(0x8000_0000L));
        table.remember(0x8000_0000L, RegionEntry.PENDING);
        assertSame(RegionEntry.PENDING, table.at(0x8000_0000L));
    }
}
