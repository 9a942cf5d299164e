package vesper.hart.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vesper.isa.Extension;
import vesper.isa.Instruction;

/** Holds {@link Op} and the table of instructions together. */
class OpTest {
    private static final List<Extension> BASE = List.of(Extension.RV64I, Extension.M);

    @Test
    void everyRowHasANumberOfItsOwn() {
        Set<Integer> numbers = new HashSet<>();
        for (Instruction row : Instruction.values()) {
            assertTrue(numbers.add(Op.of(row)), row + " shares its number");
            assertSame(row, Op.row(Op.of(row)));
        }
    }

    /** Else the constant would be of no use, or the row be executed by a class that does not know it. */
    @Test
    void everyConstantIsARowsUnlessItIsABoundary() throws ReflectiveOperationException {
        Set<String> others = Set.of("FALLTHROUGH", "ILLEGAL");
        for (Field field : Op.class.getFields()) {
            String name = field.getName();
            if (!name.startsWith("FIRST_") && !others.contains(name)) {
                assertEquals(field.getInt(null), Op.of(Instruction.valueOf(name)));
            }
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
        boolean unnamed = op >= Op.FIRST_BIT_MANIPULATION && op < Op.FIRST_ATOMIC;
        assertEquals(unnamed, row.format().isComputation() && BASE.indexOf(row.extension()) < 0);
    }

    private static boolean isSystem(Instruction row) {
        return switch (row) {
            case FENCE_I, ECALL, EBREAK, SRET, MRET, WFI, SFENCE_VMA -> true;
            case CSRRW, CSRRS, CSRRC, CSRRWI, CSRRSI, CSRRCI -> true;
            default -> false;
        };
    }
}
