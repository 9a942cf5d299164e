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
        table.remember(0x8000_0000L, RegionEntry.NEVER, 0);
        assertSame(RegionEntry.NEVER, table.at(0x8000_0000L, 0));
        assertNull(table.at(0x8000_0000L + TABLE, 0));
        assertNull(table.at(0, 0));
    }

    @Test
    void whatWasRememberedBeforeAMoveIsNeverFoundAgain() {
        for (long pc = -TABLE; pc < 2 * TABLE; pc += 2) {
            table.remember(pc, RegionEntry.NEVER, 0);
        }
        SplittableRandom random = new SplittableRandom(3);
        for (int moves = 1; moves < MOVES; moves++) {
            long pc = 2L * random.nextInt(-TABLE, 2 * TABLE);
            assertNull(table.at(pc, moves));
            table.remember(pc, RegionEntry.PENDING, moves);
            assertSame(RegionEntry.PENDING, table.at(pc, moves));
            assertNull(table.at(pc + TABLE, moves));
        }
    }

    @Test
    void rememberingForgetsWhatIsOlderThanTheLastMove() {
        table.remember(0x8000_0000L, RegionEntry.NEVER, 0);
        table.remember(0x8000_0002L, RegionEntry.PENDING, 1);
        assertNull(table.at(0x8000_0000L, 1));
        assertSame(RegionEntry.PENDING, table.at(0x8000_0002L, 1));
    }

    @Test
    void entriesThatAreDroppedAreGone() {
        table.remember(0x8000_0000L, RegionEntry.NEVER, 0);
        table.drop();
        assertNull(table.at(0x8000_0000L, 0));
        table.remember(0x8000_0000L, RegionEntry.PENDING, 0);
        assertSame(RegionEntry.PENDING, table.at(0x8000_0000L, 0));
    }
}
