package vesper.aot.emit;

import java.util.List;
import vesper.aot.lower.MachineInstruction;
import vesper.aot.regalloc.Allocation;
import vesper.isa.Assembler;
import vesper.isa.Instruction;
import vesper.isa.Operand;
import vesper.isa.Ordering;
import vesper.isa.Register;

/** Writes instructions whose registers are chosen. */
final class RowEmitter {
    private final Assembler assembler;
    private final Allocation allocation;

    RowEmitter(Assembler assembler, Allocation allocation) {
        this.assembler = assembler;
        this.allocation = allocation;
    }

    Register register(int register) {
        return allocation.register(register);
    }

    void emit(MachineInstruction instruction) {
        switch (instruction.kind()) {
            case ROW -> row(instruction);
            case MOVE -> {
                if (!allocation.isSame(instruction.def(0), instruction.use(0))) {
                    assembler.mv(register(instruction.def(0)), register(instruction.use(0)));
                }
            }
            case CONSTANT -> constant(register(instruction.def(0)), instruction.imm());
            case ADDRESS -> assembler.la(register(instruction.def(0)), instruction.symbol());
            case ACCESS -> access(instruction);
            case COMPARE_AND_SWAP -> compareAndSwap(instruction);
            default -> throw new IllegalArgumentException(instruction + " is not written here");
        }
    }

    private void row(MachineInstruction instruction) {
        Instruction row = instruction.row();
        List<Operand> operands = row.format().operands();
        long[] values = new long[operands.size()];
        int uses = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (operands.get(i)) {
                case RD -> register(instruction.def(0)).number();
                case RS1, RS2, BASE -> register(instruction.use(uses++)).number();
                case CSR -> instruction.imm() & 0xfff;
                case ZIMM -> instruction.imm() >> 12;
                case PRED -> instruction.imm() >> 4;
                case SUCC -> instruction.imm() & 15;
                default -> instruction.imm();
            };
        }
        int word = row.encode(values);
        assembler.emitWord(row.format().isAtomic() ? word | (int) instruction.imm() : word);
    }

    /** {@code li}, or what is shorter: another constant shifted to the right. */
    private void constant(Register register, long value) {
        int leading = Long.numberOfLeadingZeros(value);
        if (leading > 0 && value != (int) value) {
            long shifted = value << leading;
            long ones = shifted | ((1L << leading) - 1);
            for (long candidate : new long[] {ones, shifted}) {
                if (length(candidate) + 1 < length(value)) {
                    assembler.li(register, candidate);
                    assembler.srli(register, register, leading);
                    return;
                }
            }
        }
        assembler.li(register, value);
    }

    /** How many instructions {@code li} takes. */
    private static int length(long value) {
        long low = value << 52 >> 52;
        long rest = value - low;
        if (rest == 0) {
            return 1;
        }
        if (value == (int) value) {
            return low == 0 ? 1 : 2;
        }
        int shift = Long.numberOfTrailingZeros(rest);
        return length(rest >> shift) + (low == 0 ? 1 : 2);
    }

    private void access(MachineInstruction instruction) {
        Register built = register(instruction.def(0));
        boolean store = instruction.useCount() > 0;
        Register moved = store ? register(instruction.use(0)) : built;
        assembler.pcRelative(instruction.row(), moved, built, instruction.symbol());
    }

    /** The constrained loop of the unprivileged manual's section 14.3, fit for eventual success. */
    private void compareAndSwap(MachineInstruction instruction) {
        Register there = register(instruction.def(0));
        Register failed = register(instruction.def(1));
        Register address = register(instruction.use(0));
        boolean word = instruction.imm() == 4;
        Instruction load = word ? Instruction.LR_W : Instruction.LR_D;
        Instruction store = word ? Instruction.SC_W : Instruction.SC_D;
        Ordering[] acquireRelease = {Ordering.AQ, Ordering.RL};
        Ordering[] release = {Ordering.RL};
        assembler.label("1");
        assembler.emitAtomic(load, acquireRelease, there.number(), address.number());
        assembler.bne(there, register(instruction.use(1)), "2f");
        assembler.emitAtomic(
                store, release, failed.number(), register(instruction.use(2)).number(), address.number());
        assembler.bnez(failed, "1b");
        assembler.label("2");
    }
}
