package vesper.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedTest {
    @Test
    void everyLegalHalfwordExpandsToARowAndBack() {
        int legal = 0;
        for (int half = 0; half < 1 << 16; half++) {
            int word = Compressed.expand(half);
            if (word == 0) {
                continue;
            }
            legal++;
            assertTrue(Compressed.isCompressed(half));
            assertNotNull(Instruction.decode(word), Integer.toHexString(half));
            assertEquals(word, Compressed.expand(Compressed.compress(word)), Integer.toHexString(half));
        }
        assertTrue(legal > 40_000, "only " + legal + " legal halfwords");
    }

    @Test
    void onlyTheLowHalfwordCounts() {
        for (int half = 0; half < 1 << 16; half++) {
            assertEquals(Compressed.expand(half), Compressed.expand(half | 0xffff_0000));
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x0000, // illegal by definition
                0x0004, // c.addi4spn by 0
                0x8000, // quadrant 0, funct3 4
                0x2001, // c.addiw into x0
                0x6101, // c.addi16sp by 0
                0x6081, // c.lui of 0
                0x9c41, // quadrant 1, arithmetic with bit 12, function 2
                0x4002, // c.lwsp into x0
                0x6002, // c.ldsp into x0
                0x8002, // c.jr through x0
                0x0003 // 32 bits long
            })
    void reservedHalfwordsExpandToNothing(int half) {
        assertEquals(0, Compressed.expand(half));
    }
}
