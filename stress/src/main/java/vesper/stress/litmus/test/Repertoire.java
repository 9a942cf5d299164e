package vesper.stress.litmus.test;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import vesper.isa.Extension;
import vesper.isa.Instruction;
import vesper.isa.Operand;

/**
 * Which rows of the table of instructions litmus tests may use: all whose operands are integer registers, immediates,
 * labels and places in memory, so that a new one is among them; but not those of {@link #leftOut}.
 */
public final class Repertoire {
    private static final Set<Operand> OPERANDS = EnumSet.complementOf(
            EnumSet.of(Operand.FRD, Operand.FRS1, Operand.FRS2, Operand.FRS3, Operand.RM, Operand.CSR, Operand.ZIMM));

    private static final Map<Instruction, String> LEFT_OUT = new EnumMap<>(Map.of(
            Instruction.AUIPC, "an address of code means nothing to a test",
            Instruction.JALR, "an address of code means nothing to a test",
            Instruction.ECALL, "a trap leads out of the test",
            Instruction.EBREAK, "a trap leads out of the test"));

    private Repertoire() {}

    public static boolean has(Instruction row) {
        return isOfRegistersAndMemory(row) && !LEFT_OUT.containsKey(row);
    }

    /** Whether the row's own columns say that it is none of floating point, CSRs and privilege. */
    public static boolean isOfRegistersAndMemory(Instruction row) {
        return row.extension() != Extension.PRIVILEGED
                && OPERANDS.containsAll(row.format().operands());
    }

    /** What has a place by its columns and is left out all the same, and why. */
    public static Map<Instruction, String> leftOut() {
        return Map.copyOf(LEFT_OUT);
    }
}
