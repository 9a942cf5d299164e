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
 * labels and places in memory, so that a new one is among them; but not those of {@link #LEFT_OUT}.
 */
public final class Repertoire {
    private static final Set<Operand> OPERANDS = EnumSet.complementOf(
            EnumSet.of(Operand.FRD, Operand.FRS1, Operand.FRS2, Operand.FRS3, Operand.RM, Operand.CSR, Operand.ZIMM));

    /** Why not. */
    static final Map<Instruction, String> LEFT_OUT = new EnumMap<>(Map.of(
            Instruction.AUIPC, "an address of code means nothing to a test",
            Instruction.JALR, "an address of code means nothing to a test",
            Instruction.ECALL, "a trap leads out of the test",
            Instruction.EBREAK, "a trap leads out of the test"));

    private Repertoire() {}

    public static boolean has(Instruction row) {
        return row.extension() != Extension.PRIVILEGED
                && OPERANDS.containsAll(row.format().operands())
                && !LEFT_OUT.containsKey(row);
    }
}
