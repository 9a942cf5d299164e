package vesper.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionTableTest {
    @Test
    void noTwoRowsOverlap() {
        for (Instruction one : Instruction.values()) {
            for (Instruction other : Instruction.values()) {
                boolean overlap = ((one.match() ^ other.match()) & one.mask() & other.mask()) == 0;
                assertEquals(one == other, overlap, one + " and " + other);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRowIsNamedByItsConstantAndMatchesWithinItsMask(Instruction row) {
        assertEquals(row.name().toLowerCase(Locale.ROOT).replace('_', '.'), row.mnemonic());
        assertEquals(0, row.match() & ~row.mask());
        assertEquals(3, row.match() & row.mask() & 3);
    }

    /** Each bit is either fixed, or an operand's, or one of those that {@link Instruction} says are left open. */
    @ParameterizedTest
    @EnumSource
    void everyBitIsFixedOrAnOperands(Instruction row) {
        int bits = row.mask();
        for (Operand operand : row.format().operands()) {
            bits |= operand.encode(operand.greatest()) | operand.encode(operand.least());
        }
        int open = row.format().isAtomic() ? 3 << 25 & ~row.mask() : 0;
        if (row == Instruction.FENCE) {
            open = 0xf00f_8f80;
        } else if (row == Instruction.FENCE_I) {
            open = 0xffff_8f80;
        }
        assertEquals(~open, bits);
    }

    @ParameterizedTest
    @EnumSource
    void whateverMatchesARowDecodesToIt(Instruction row) {
        Random random = new Random(row.match());
        for (int i = 0; i < 1000; i++) {
            int word = (random.nextInt() & ~row.mask()) | row.match();
            assertSame(row, Instruction.decode(word));
        }
    }

    @ParameterizedTest
    @EnumSource
    void operandsComeOutAsTheyWentIn(Instruction row) {
        Random random = new Random(row.match());
        List<Operand> operands = row.format().operands();
        for (int i = 0; i < 1000; i++) {
            int word = (random.nextInt() & ~row.mask()) | row.match();
            long[] values = new long[operands.size()];
            int open = row.mask();
            for (int n = 0; n < values.length; n++) {
                Operand operand = operands.get(n);
                values[n] = operand.decode(word);
                open |= operand.encode(operand.greatest()) | operand.encode(operand.least());
            }
            assertEquals(word & open, row.encode(values));
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, // all zero is illegal by definition
                -1, // so is all one
                0x0200_101b, // slliw by 32
                0x4200_501b, // sraiw by 32
                0x0000_2063, // branch, funct3 2
                0x0000_7003, // load, funct3 7
                0x0000_4023, // store, funct3 4
                0x1010_202f, // lr.w with rs2
                0x2800_40af, // amocas.q into an odd register
                0x2810_402f, // amocas.q from an odd register
                0x3000_202f, // lw.aq without .aq
                0x3200_202f, // lw.aq with .rl alone
                0x3410_202f, // lw.aq with rs2
                0x3400_402f, // lq.aq
                0x3800_202f, // sw.rl without .rl
                0x3c00_202f, // sw.rl with .aq alone
                0x3a00_20af, // sw.rl with rd
                0x3a00_402f, // sq.rl
                0x5810_0053, // fsqrt.s with rs2
                0xc040_0053, // fcvt.w.s, rs2 4
                0x0400_0053, // fadd.h: no Zfh
                0x0400_0043, // fmadd.h
                0x2000_3053, // fsgnj.s, funct3 3
                0x0810_403b, // zext.h with rs2
                0x0000_4073, // SYSTEM, funct3 4
                0x0010_0173, // ebreak with rd
                0x3020_8073, // mret with rs1
                0x0020_0073, // uret: no N extension
                0x1600_0073 // sinval.vma: no Svinval
            })
    void reservedEncodingsHaveNoRow(int word) {
        assertNull(Instruction.decode(word));
    }

    @Test
    void unusedFieldsOfFencesAreIgnored() {
        assertSame(Instruction.FENCE, Instruction.decode(0x8330_000f));
        assertSame(Instruction.FENCE, Instruction.decode(0xffff_8f8f));
        assertSame(Instruction.FENCE_I, Instruction.decode(0xffff_9f8f));
    }

    @Test
    void encodeNamesTheInstructionAndTheOperandThatDoesNotFit() {
        var tooFar = assertThrows(IllegalArgumentException.class, () -> Instruction.ADDI.encode(1, 2, 2048));
        assertEquals("addi: IMM_I of 2048 does not fit, it is -2048 to 2047", tooFar.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Instruction.ADDI.encode(32, 2, 0));
        assertThrows(IllegalArgumentException.class, () -> Instruction.BEQ.encode(1, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> Instruction.AMOCAS_Q.encode(3, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> Instruction.ADD.encode(1, 2));
    }
}
