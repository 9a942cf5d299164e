package vesper.stress.litmus.test;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import vesper.isa.Format;
import vesper.isa.Instruction;
import vesper.isa.Mnemonic;
import vesper.isa.Operand;
import vesper.isa.Ordering;

/**
 * One instruction as the hart executes it. Pseudo-instructions have become the instructions that they stand for.
 *
 * <p>Zalasr's load-acquire and store-release ({@code lw.aq}, {@code sw.rl}) are the plain load's or store's row with
 * {@code aq} or {@code rl}, and offset 0.
 *
 * @param row of the table of instructions
 * @param operands in the order of the row's {@link Format#operands}; of a branch or jump without the offset;
 *     {@code fence.tso} is {@code fence rw,rw} with the field {@code fm} as a third operand
 * @param target the label that a branch or jump goes to
 */
public record Step(Instruction row, boolean aq, boolean rl, List<Long> operands, Optional<String> target) {
    /** The field {@code fm} of {@code fence.tso} (manual, section 2.7). */
    static final int TSO = 8;

    public Step {
        operands = List.copyOf(operands);
    }

    /** From a row of Zalasr, named as the plain one with an annotation, and a register and the address. */
    static Step zalasr(Instruction row, boolean aq, boolean rl, List<Long> operands) {
        String plain = row.mnemonic().substring(0, row.mnemonic().indexOf('.'));
        List<Long> withOffset = List.of(operands.get(0), 0L, operands.get(1));
        return new Step(row(plain), aq, rl, withOffset, Optional.empty());
    }

    private static Instruction row(String text) {
        return Objects.requireNonNull(Mnemonic.parse(text), text).row();
    }

    public boolean has(Operand operand) {
        return row.format().operands().indexOf(operand) >= 0 && !isOffset(operand);
    }

    /**
     * A register's number, or an immediate.
     *
     * @throws IllegalArgumentException if the instruction has no such operand
     */
    public long operand(Operand operand) {
        if (!has(operand)) {
            throw new IllegalArgumentException(row.mnemonic() + " has no " + operand);
        }
        return operands.get(row.format().operands().indexOf(operand));
    }

    /** {@link Instruction#accessBytes}, which also says that of the plain row for one of Zalasr. */
    public int accessBytes() {
        return row.accessBytes();
    }

    /** Whether it is Zalasr's load-acquire or store-release. */
    public boolean isZalasr() {
        return (aq || rl) && !row.format().isAtomic();
    }

    /** Whether it is {@code fence.tso}, which leaves stores and later loads unordered. */
    public boolean isFenceTso() {
        return row == Instruction.FENCE
                && operands.size() > row.format().operands().size();
    }

    /**
     * The 32-bit encoding.
     *
     * @throws IllegalArgumentException for a branch or jump, whose offset is not known here
     */
    public int word() {
        int orderings = (aq ? Ordering.AQ.bit() : 0) | (rl ? Ordering.RL.bit() : 0);
        if (isZalasr()) {
            Instruction zalasr = row(row.mnemonic() + (row.format() == Format.S ? ".rl" : ".aq"));
            return zalasr.encode(operands.getFirst(), operands.getLast()) | orderings;
        }
        int fm = isFenceTso() ? TSO << 28 : 0;
        return row.encode(operands.stream()
                        .limit(row.format().operands().size())
                        .mapToLong(Long::longValue)
                        .toArray())
                | orderings
                | fm;
    }

    private static boolean isOffset(Operand operand) {
        return operand == Operand.IMM_B || operand == Operand.IMM_J;
    }
}
