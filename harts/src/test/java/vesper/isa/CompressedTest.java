package vesper.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        // Three quadrants of 16,384, less the reserved ones: as many as GNU objdump 2.40 knows, but for c.addi16sp of
        // 0.
        assertEquals(46_743, legal);
    }

    @Test
    void onlyTheLowHalfwordCounts() {
        for (int half = 0; half < 1 << 16; half++) {
            assertEquals(Compressed.expand(half), Compressed.expand(half | 0xffff_0000));
        }
    }

    /** The halfwords are those of GNU as. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0dc8 | addi a0,sp,724",
                "35c8 | fld fa0,168(a1)",
                "49e8 | lw a0,84(a1)",
                "75c8 | ld a0,168(a1)",
                "a9a8 | fsd fa0,80(a1)",
                "d588 | sw a0,40(a1)",
                "e9a8 | sd a0,80(a1)",
                "0001 | nop",
                "1529 | addi a0,a0,-22",
                "2555 | addiw a0,a0,21",
                "5555 | li a0,-11",
                "710d | addi sp,sp,-352",
                "7529 | lui a0,0xfffea",
                "9129 | srli a0,a0,0x2a",
                "8555 | srai a0,a0,0x15",
                "9929 | andi a0,a0,-22",
                "8d0d | sub a0,a0,a1",
                "8d2d | xor a0,a0,a1",
                "8d4d | or a0,a0,a1",
                "8d6d | and a0,a0,a1",
                "9d0d | subw a0,a0,a1",
                "9d2d | addw a0,a0,a1",
                "b46d | j 0x80000aaa",
                "ab91 | j 0x80001554",
                "c54d | beqz a0,0x800010aa",
                "f931 | bnez a0,0x80000f54",
                "12aa | slli t0,t0,0x2a",
                "3036 | fld ft0,360(sp)",
                "42da | lw t0,148(sp)",
                "72b2 | ld t0,296(sp)",
                "8282 | jr t0",
                "829a | add t0,zero,t1",
                "9002 | ebreak",
                "9282 | jalr t0",
                "929a | add t0,t0,t1",
                "b502 | fsd ft0,168(sp)",
                "d496 | sw t0,104(sp)",
                "ea96 | sd t0,336(sp)"
            })
    void everyFormExpandsToItsBaseInstruction(String half, String text) {
        int word = Compressed.expand(Integer.parseInt(half, 16));
        assertEquals(text, Disassembler.disassemble(word, 0x8000_1000L));
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
