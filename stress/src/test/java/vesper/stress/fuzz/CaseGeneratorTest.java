package vesper.stress.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vesper.isa.Instruction;

/** Cases follow from their seed and number, and reach every rounding mode and every halfword. */
class CaseGeneratorTest {
    @Test
    void sameSeedAndNumberMakeTheSameCase() {
        for (int number = 0; number < 200; number++) {
            FuzzCase first = new CaseGenerator(3).generate(number);
            FuzzCase second = new CaseGenerator(3).generate(number);
            assertArrayEquals(first.words(), second.words());
            assertArrayEquals(first.instructions(), second.instructions());
        }
    }

    @Test
    void everyRowIsRunInEachRoundingMode() {
        CaseGenerator generator = new CaseGenerator(5);
        Set<String> seen = new HashSet<>();
        for (int number = 0; number < 100_000; number++) {
            for (int word : generator.generate(number).instructions()) {
                Instruction row = Draft.row(word);
                if (row != null && row.format().hasRounding()) {
                    seen.add(row + " " + (word >>> 12 & 7));
                }
            }
        }
        long rows = Arrays.stream(Instruction.values())
                .filter(row -> row.format().hasRounding())
                .count();
        assertEquals(rows * 8, seen.size(), "five modes, two reserved ones, and dynamic");
    }

    @Test
    void halfwordsComeInTurn() {
        CaseGenerator generator = new CaseGenerator(6);
        BitSet seen = new BitSet();
        for (int number = 0; number < 0x2_0000; number += 2) {
            for (int word : generator.generate(number).instructions()) {
                if (Draft.length(word) == 2) {
                    seen.set(word & 0xffff);
                }
            }
        }
        // Jumps are given other targets, and jumps through registers other registers.
        int jumps = 3 * (1 << 11) + 3 * (1 << 11) + 2 * 32;
        assertTrue(seen.cardinality() >= 3 * (1 << 14) - 3 * jumps, "only " + seen.cardinality());
    }
}
