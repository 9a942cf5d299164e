package vesper.stress.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** Which row a trap came from, wherever the case had jumped. */
class FuzzCaseTest {
    private final FuzzCase each = new CaseGenerator(7).generate(0);

    @Test
    void rowOfTheCasesOwnCodeIsFoundByAddress() {
        assertEquals(Draft.row(each.instructions()[0]), each.rowAt(each.word(CaseRecord.ENTRY)));
    }

    @Test
    void rowInAWindowIsWhatItsBytesSay() {
        for (long pc = Layout.WINDOW; pc < Layout.WINDOW + 0x100; pc += 2) {
            long low = halfword(pc);
            boolean whole = (low & 3) == 3;
            int word = (int) (whole ? low | (halfword(pc + 2) << 16) : low);
            assertEquals(Draft.row(word), each.rowAt(pc), Long.toHexString(pc));
        }
    }

    @Test
    void elsewhereThereIsNoRow() {
        assertNull(each.rowAt(Layout.RAM_END));
        assertNull(each.rowAt(Layout.WINDOW - 2));
    }

    private static long halfword(long address) {
        return (Image.initially(address & -8) >>> (8 * (address & 7))) & 0xffff;
    }
}
