package vesper.hart.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vesper.isa.Extension;
import vesper.isa.Instruction;

/** Holds {@link Op} and the table of instructions together. */
class OpTest {
    @Test
    void everyRowHasANumberOfItsOwn() throws ReflectiveOperationException {
        Set<Integer> numbers = new HashSet<>();
        for (Instruction row : Instruction.values()) {
            assertTrue(numbers.add(Op.of(row)), row + " shares its number");
            assertEquals(Op.class.getDeclaredField(row.name()).getInt(null), Op.of(row));
        }
    }

    @Test
    void everyNumberFitsTheSlotsField() {
        assertTrue(Arrays.stream(Instruction.values()).allMatch(row -> (Op.of(row) & ~Slot.OP_MASK) == 0));
    }

    /** The interpreter and decoder tell the groups apart by their boundaries. */
    @ParameterizedTest
    @EnumSource
    void everyRowLiesInTheGroupThatExecutesIt(Instruction row) {
        int op = Op.of(row);
        boolean load = row == Instruction.FLW || row == Instruction.FLD;
        boolean store = row == Instruction.FSW || row == Instruction.FSD;
        boolean floating = (row.extension() == Extension.F || row.extension() == Extension.D) && !load && !store;
        boolean atomic = row.format().isAtomic();
        assertEquals(floating, op >= Op.FIRST_FLOAT && op < Op.FIRST_SYSTEM);
        assertEquals(atomic, op >= Op.FIRST_ATOMIC && op < Op.FIRST_FLOAT);
        assertEquals(isSystem(row), op >= Op.FIRST_SYSTEM);
    }

    private static boolean isSystem(Instruction row) {
        return switch (row) {
            case FENCE_I, ECALL, EBREAK, SRET, MRET, WFI, SFENCE_VMA -> true;
            case CSRRW, CSRRS, CSRRC, CSRRWI, CSRRSI, CSRRCI -> true;
            default -> false;
        };
    }
}
