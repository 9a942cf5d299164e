package vesper.stress.bench.program;

import static vesper.isa.Operand.BASE;
import static vesper.isa.Operand.IMM_B;
import static vesper.isa.Operand.IMM_I;
import static vesper.isa.Operand.IMM_J;
import static vesper.isa.Operand.IMM_S;
import static vesper.isa.Operand.IMM_U;
import static vesper.isa.Operand.RD;
import static vesper.isa.Operand.RS1;
import static vesper.isa.Operand.RS2;
import static vesper.isa.Operand.SHAMT;
import static vesper.isa.Operand.SHAMT_W;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import vesper.isa.Compressed;
import vesper.isa.Instruction;
import vesper.isa.Operand;
import vesper.isa.Program;

/**
 * Calls functions of a compiled image one instruction after the other and counts how often each is executed: the integer
 * instructions that our compiler emits, in memory that has the image and a stack.
 */
final class ExecutionCounts {
    private static final int STACK = 1 << 16;
    private static final int RA = 1;
    private static final int SP = 2;
    private static final int GP = 3;
    private static final int A0 = 10;
    private static final long RETURN = 0;

    /** An instruction at a place, decoded at its first execution. */
    private record Step(Instruction row, int rd, int rs1, int rs2, int immediate, int length) {}

    private final long base;
    private final ByteBuffer memory;
    private final Step[] steps;
    private final long[] counts;
    private final long[] x = new long[32];
    private long pc;

    ExecutionCounts(Program program) {
        byte[] image = program.flat();
        this.base = program.base();
        this.memory =
                ByteBuffer.wrap(Arrays.copyOf(image, image.length + STACK)).order(ByteOrder.LITTLE_ENDIAN);
        this.steps = new Step[image.length / 2];
        this.counts = new long[image.length / 2];
        x[GP] = program.symbol("__global_pointer$");
    }

    /** What the function at an address returns. */
    long call(long address, long... arguments) {
        System.arraycopy(arguments, 0, x, A0, arguments.length);
        x[RA] = RETURN;
        x[SP] = base + memory.capacity() & -16;
        pc = address;
        while (pc != RETURN) {
            step();
        }
        return x[A0];
    }

    /** How many instructions were executed so often. */
    long executed(long times) {
        return Arrays.stream(counts).filter(count -> count >= times).count();
    }

    /** All of them. */
    long total() {
        return Arrays.stream(counts).sum();
    }

    private void step() {
        int index = at(pc) >>> 1;
        Step step = steps[index];
        if (step == null) {
            step = decode(at(pc));
            steps[index] = step;
        }
        counts[index]++;
        long next = pc + step.length;
        long a = x[step.rs1];
        long b = x[step.rs2];
        int imm = step.immediate;
        switch (step.row) {
            case JAL -> {
                set(step.rd, next);
                next = pc + imm;
            }
            case JALR -> {
                set(step.rd, next);
                next = a + imm & -2;
            }
            case BEQ -> next = a == b ? pc + imm : next;
            case BNE -> next = a != b ? pc + imm : next;
            case BLT -> next = a < b ? pc + imm : next;
            case BGE -> next = a >= b ? pc + imm : next;
            case BLTU -> next = Long.compareUnsigned(a, b) < 0 ? pc + imm : next;
            case BGEU -> next = Long.compareUnsigned(a, b) >= 0 ? pc + imm : next;
            case SB -> memory.put(at(a + imm), (byte) b);
            case SH -> memory.putShort(at(a + imm), (short) b);
            case SW -> memory.putInt(at(a + imm), (int) b);
            case SD -> memory.putLong(at(a + imm), b);
            default -> set(step.rd, value(step.row, a, b, imm));
        }
        pc = next;
    }

    private void set(int register, long value) {
        x[register] = register == 0 ? 0 : value;
    }

    private int at(long address) {
        return Math.toIntExact(address - base);
    }

    @SuppressWarnings({"IntLongMath", "NarrowCalculation"}) // a word instruction wraps at 32 bits, then sign-extends
    private long value(Instruction row, long a, long b, int imm) {
        return switch (row) {
            case LUI -> (long) imm << 12 << 32 >> 32;
            case AUIPC -> pc + ((long) imm << 12 << 32 >> 32);
            case LB -> memory.get(at(a + imm));
            case LBU -> memory.get(at(a + imm)) & 0xff;
            case LH -> memory.getShort(at(a + imm));
            case LHU -> memory.getShort(at(a + imm)) & 0xffff;
            case LW -> memory.getInt(at(a + imm));
            case LWU -> memory.getInt(at(a + imm)) & 0xffff_ffffL;
            case LD -> memory.getLong(at(a + imm));
            case ADDI -> a + imm;
            case ADDIW -> (int) a + imm;
            case ANDI -> a & imm;
            case ORI -> a | imm;
            case XORI -> a ^ imm;
            case SLTI -> a < imm ? 1 : 0;
            case SLTIU -> Long.compareUnsigned(a, imm) < 0 ? 1 : 0;
            case SLLI -> a << imm;
            case SRLI -> a >>> imm;
            case SRAI -> a >> imm;
            case SLLIW -> (int) a << imm;
            case SRLIW -> (int) a >>> imm;
            case SRAIW -> (int) a >> imm;
            case ADD -> a + b;
            case SUB -> a - b;
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            case SLT -> a < b ? 1 : 0;
            case SLTU -> Long.compareUnsigned(a, b) < 0 ? 1 : 0;
            case SLL -> a << b;
            case SRL -> a >>> b;
            case SRA -> a >> b;
            case ADDW -> (int) a + (int) b;
            case SUBW -> (int) a - (int) b;
            case SLLW -> (int) a << b;
            case SRLW -> (int) a >>> b;
            case SRAW -> (int) a >> b;
            default -> product(row, a, b);
        };
    }

    /** Divisors are never 0: compiled code looks first. */
    @SuppressWarnings({"IntLongMath", "NarrowCalculation"})
    private static long product(Instruction row, long a, long b) {
        return switch (row) {
            case MUL -> a * b;
            case MULH -> Math.multiplyHigh(a, b);
            case MULHU -> Math.unsignedMultiplyHigh(a, b);
            case MULW -> (int) a * (int) b;
            case DIV -> a / b;
            case DIVU -> Long.divideUnsigned(a, b);
            case REM -> a % b;
            case REMU -> Long.remainderUnsigned(a, b);
            case DIVW -> (int) a / (int) b;
            case DIVUW -> Integer.divideUnsigned((int) a, (int) b);
            case REMW -> (int) a % (int) b;
            case REMUW -> Integer.remainderUnsigned((int) a, (int) b);
            default -> throw new IllegalStateException(row + " is none that is counted; or a check failed");
        };
    }

    private Step decode(int offset) {
        int half = memory.getShort(offset) & 0xffff;
        boolean small = Compressed.isCompressed(half);
        int word = small ? Compressed.expand(half) : memory.getInt(offset);
        Instruction row = Objects.requireNonNull(Instruction.decode(word), "illegal instruction");
        return new Step(
                row,
                field(row, word, RD),
                field(row, word, RS1, BASE),
                field(row, word, RS2),
                field(row, word, IMM_I, IMM_S, IMM_B, IMM_J, IMM_U, SHAMT, SHAMT_W),
                small ? 2 : 4);
    }

    /** The one of these operands that the instruction has, or 0. */
    private static int field(Instruction row, int word, Operand... any) {
        List<Operand> wanted = List.of(any);
        return row.format().operands().stream()
                .filter(wanted::contains)
                .findFirst()
                .map(operand -> operand.decode(word))
                .orElse(0);
    }
}
